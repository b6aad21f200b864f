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

ENOUGH = 500  # rows for which it pays to start processes
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
    table = _Table(rows)
    pool = _pool(maker, jobs) if jobs > 1 and table.has(ENOUGH) else None
    if pool:
        try:
            yield from _in_turn(pool, maker, table, jobs * _AHEAD)
        finally:
            pool.shutdown(cancel_futures=True)
    for row in table.rest():
        yield row, maker.made_of(row)


class _Table:
    """Rows that can be taken some at a time; where they break off, that is told behind the last."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)
        self._broken: DrafterError | None = None

    def has(self, many: int) -> bool:
        some = self.take(many)
        self._rows = chain(some, self._rows)
        return len(some) == many

    def take(self, many: int) -> list[Row]:
        some: list[Row] = []
        try:
            some.extend(islice(self._rows, many))  # keeps those before an error
        except DrafterError as error:
            self._broken = error
        return some

    def rest(self) -> Iterator[Row]:
        yield from self._rows
        if self._broken:
            raise self._broken


def _pool(maker: Maker, jobs: int) -> ProcessPoolExecutor | None:
    """Return processes that have *maker* ready; None where there can be none."""
    try:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # Started anew and not forked, as on every system: a fork takes along open files.
        told = (pickle.dumps(maker), cache.folder())
        pool = ProcessPoolExecutor(jobs, get_context("spawn"), _get_ready, told)
        pool.submit(os.getpid)  # starts them all, or says that there can be none
        return pool
    except (ImportError, NotImplementedError, OSError, AttributeError, pickle.PicklingError):
        return None


def _in_turn(
    pool: ProcessPoolExecutor, maker: Maker, table: _Table, ahead: int
) -> Iterator[tuple[Row, Made]]:
    """Yield each row of *table* with what *pool* makes of it, *ahead* portions being under way.

    Until its processes have started, *maker* makes the letters here.
    """
    from concurrent.futures.process import BrokenProcessPool

    under_way: deque[tuple[Sequence[Row], Future[list[Made]]]] = deque()
    try:
        ready = pool.submit(os.getpid)
        while not ready.done() and (some := table.take(1)):
            yield some[0], maker.made_of(some[0])
        for portion in iter(lambda: table.take(_AT_ONCE), []):
            under_way.append((portion, pool.submit(_make, portion)))
            if len(under_way) >= ahead:
                done, future = under_way.popleft()
                yield from zip(done, future.result(), strict=True)
        for done, future in under_way:
            yield from zip(done, future.result(), strict=True)
    except BrokenProcessPool as error:
        raise FileError(
            "One of the processes that write the letters was ended from outside. The letters "
            "before it are whole; go on with --resume, and with --jobs 1 if it happens again."
        ) from error


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
