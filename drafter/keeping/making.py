"""Makes the letters of rows, in this process or in several, in the order of the rows."""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import cache
from drafter.errors import AnswerError, DrafterError, FileError
from drafter.filling.rows import Row
from drafter.filling.session import Session, begin
from drafter.keeping.files import FORMATS, stems
from drafter.keeping.record import Written
from drafter.letters.library import Kind, Library
from drafter.letters.questions import Value
from drafter.letters.rendering import Draft

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from drafter.review.letter import Finding

ENOUGH = 500  # rows for which it pays to start processes: each takes as long as a hundred rows
_AT_ONCE = 50  # rows that a process is given at a time
_AHEAD = 3  # portions for each process that are under way: memory does not grow with the rows

# From a session and the letters that it makes: the findings of each letter.
Review = Callable[[Session, Sequence[Draft]], Sequence[Sequence["Finding"]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a row made: its *letters* with what to tell about them, or *problems* and no letter."""

    letters: tuple[Written, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """What makes the letters of a row: it reads and writes nothing but the library's files."""

    library: Library
    kind: Kind
    formats: Sequence[str]
    today: date
    review: Review | None

    def made_of(self, row: Row) -> Made:
        """Return what *row* makes.

        Raises:
            TemplateError: If the letter must be mended.
        """
        try:
            session, drafts = self._drafts(row)
            files = [
                {f"{stem}.{suffix}": FORMATS[suffix](draft) for suffix in self.formats}
                for stem, draft in zip(stems(drafts, row.number), drafts, strict=True)
            ]
        except AnswerError as error:
            return Made(problems=tuple(_placed(row, problem) for problem in error.problems))
        found = self.review(session, drafts) if self.review else [()] * len(drafts)
        told = session.answers
        alone = told.get("email") if len(drafts) == 1 else None  # whose it is, is known then
        return Made(
            letters=tuple(
                _written(draft, each, findings, alone)
                for draft, each, findings in zip(drafts, files, found, strict=True)
            ),
            notes=tuple(_placed(row, note) for note in session.notes),
        )

    def _drafts(self, row: Row) -> tuple[Session, list[Draft]]:
        if row.problems:
            raise AnswerError(*row.problems)
        session = begin(self.library, self.kind, [row], self.today)
        if lacking := session.missing(row.ask):
            raise AnswerError(*lacking)
        return session, session.drafts()


def _written(
    draft: Draft, files: Mapping[str, bytes], found: Sequence[Finding], alone: Value
) -> Written:
    """Return *draft* for the index; *alone* is the address where it is the row's only letter."""
    addresses = [person.email for person in draft.to if person.email]
    return Written(
        to="; ".join(person.greeting for person in draft.to),
        email="; ".join(addresses or ([str(alone)] if alone else [])),
        subject=draft.subject,
        files=files,
        findings=" | ".join(f"{each.rule}, {each.severity}: {each.message}" for each in found),
        grave=sum(each.severity != "minor" for each in found),
    )


def _placed(row: Row, text: str) -> str:
    return text if text.startswith(row.name) else f"{row.name}: {text}"


# --- in several processes ----------------------------------------------------------------------


def processors() -> int:
    """Return how many processes can run here at one time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def made(maker: Maker, rows: Iterable[Row], jobs: int) -> Iterator[tuple[Row, Made]]:
    """Yield each of *rows* with what it makes, in their order.

    With more than one of *jobs* as many processes make them, where there are enough rows, and
    where this machine has such processes; what comes out is the same.

    Raises:
        FileError: If such a process was ended from outside.
        TemplateError: If the letter must be mended.
    """
    rows = iter(rows)
    first = list(islice(rows, ENOUGH)) if jobs > 1 else []
    pool = _pool(maker, jobs) if len(first) == ENOUGH else None
    if pool is None:
        for row in chain(first, rows):
            yield row, maker.made_of(row)
        return
    try:
        yield from _in_turn(pool, chain(first, rows), jobs * _AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(maker: Maker, jobs: int) -> ProcessPoolExecutor | None:
    """Return processes that have *maker* ready; None where there can be none."""
    try:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # Started anew and not forked, as on every system: a fork takes along open files.
        return ProcessPoolExecutor(
            jobs, get_context("spawn"), _get_ready, (pickle.dumps(maker), cache.folder())
        )
    except (ImportError, NotImplementedError, OSError, AttributeError, pickle.PicklingError):
        return None


def _in_turn(
    pool: ProcessPoolExecutor, rows: Iterator[Row], ahead: int
) -> Iterator[tuple[Row, Made]]:
    """Yield each of *rows* with what *pool* makes of it, *ahead* portions being under way."""
    from concurrent.futures.process import BrokenProcessPool

    under_way: deque[tuple[list[Row], Future[list[Made]]]] = deque()
    broken: DrafterError | None = None
    more = True
    try:
        while more or under_way:
            while more and len(under_way) < ahead:
                some: list[Row] = []
                try:
                    some.extend(islice(rows, _AT_ONCE))  # keeps those before an error
                except DrafterError as error:  # the table breaks off, behind what is under way
                    broken = error
                more = len(some) == _AT_ONCE and broken is None
                if some:
                    under_way.append((some, pool.submit(_make, some)))
            if under_way:
                portion, future = under_way.popleft()
                yield from zip(portion, future.result(), strict=True)
    except BrokenProcessPool as error:
        raise FileError(
            "One of the processes that write the letters was ended from outside. The letters "
            "before it are whole; go on with --resume, and with --jobs 1 if it happens again."
        ) from error
    if broken:
        raise broken


_maker: Maker | None = None  # of a process that does nothing else


def _get_ready(maker: bytes, folder: Path | None) -> None:
    """Take *maker* as a new process; what it makes of templates alone is kept in *folder*."""
    import signal
    import threading
    from multiprocessing import parent_process

    global _maker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started it
    cache.use(folder)
    _maker = pickle.loads(maker)
    parent = parent_process()

    def end_with_parent() -> None:
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()


def _make(rows: Sequence[Row]) -> list[Made]:
    assert _maker is not None
    return [_maker.made_of(row) for row in rows]
