"""Writes a letter for every row of a table, and an index of them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import AnswerError, DrafterError, FileError
from drafter.filling import rows
from drafter.filling.rows import Row, Tell
from drafter.filling.session import Session, begin
from drafter.keeping.files import FORMATS, digest, make_folder, stems
from drafter.keeping.record import RECORD, Record, Written, record_of
from drafter.letters.library import Kind, Library
from drafter.letters.questions import Value
from drafter.letters.rendering import Draft

if TYPE_CHECKING:
    from drafter.review.letter import Finding

# From a session and the letters that it makes: the findings of each letter.
Review = Callable[[Session, Sequence[Draft]], Sequence[Sequence["Finding"]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the rows.

    *written* and *left* count letters; those *left* were there already. *problems* counts rows
    that made no letter, *findings* the blocker and major ones of all letters in the index.
    """

    written: int
    left: int
    problems: int
    findings: int


def run(
    library: Library,
    kind: Kind,
    path: Path,
    out: Path,
    *,
    formats: Sequence[str],
    today: date,
    resume: bool,
    tell: Tell,
    progress: Callable[[int], None] | None = None,
    review: Review | None = None,
) -> Outcome:
    """Write a letter for every row of the CSV file at *path* into the folder *out*, and an index.

    Problems of a row are told as they come, and the other rows are written. With *resume*, a row
    that made the letters that are there is left out. A file that was edited since is never
    replaced. *progress* is given the bytes that were read so far. Memory does not grow with the
    rows.

    Raises:
        AnswerError: If there is no table for this kind of letter; nothing was written.
        FileError: If a letter cannot be written; those before it are whole.
        TemplateError: If the letter must be mended.
    """
    table = rows.read(library, kind, path, today, tell=tell, progress=progress)
    first = next(table, None)  # the header is checked before a folder is made
    if first is None:
        raise AnswerError(f"{path}: there is no row below the header. Write one for each letter.")
    make_folder(out)
    with record_of(out) as record:
        batch = _Batch(
            library=library, kind=kind, out=out, formats=formats, today=today, tell=tell,
            review=review, record=record,
        )  # fmt: skip
        batch.write_all(chain([first], table), resume=resume)
        record.write_index(out)
        return Outcome(
            written=batch.written,
            left=batch.left,
            problems=batch.problems,
            findings=record.grave(kind.name),
        )


@dataclass(slots=True, kw_only=True)
class _Batch:
    """All that the rows of one batch share, and the counts of its `Outcome`."""

    library: Library
    kind: Kind
    out: Path
    formats: Sequence[str]
    today: date
    tell: Tell
    review: Review | None
    record: Record
    written: int = 0
    left: int = 0
    problems: int = 0

    def write_all(self, table: Iterable[Row], *, resume: bool) -> None:
        """Write the letters of every row, and count them; tell the problems of the others."""
        last = 0
        try:
            for row in table:
                last = row.number
                if resume and (there := self._there(row)):
                    self.left += there
                    continue
                try:
                    self.written += self._write(row)
                except (AnswerError, FileError) as error:
                    if isinstance(error.__cause__, OSError):
                        raise  # the folder is full or gone, and the next row would fare no better
                    self._count(error)
            self.record.forget_after(self.kind.name, last)
        except AnswerError as error:  # the table breaks off here
            self._count(error)

    def _count(self, error: DrafterError) -> None:
        self.problems += 1
        for problem in error.problems:
            self.tell(problem)

    def _there(self, row: Row) -> int:
        """Return how many letters *row* made in an earlier run, 0 if one of them is not so now."""
        kept = self.record.digests(self.kind.name, row.number, self._made_of(row))
        if not kept or row.problems:
            return 0
        for name, known in (file for files in kept for file in files.items()):
            content = _content(self.out / name)
            if content is None or digest(content) != known:
                return 0
        return len(kept)

    def _write(self, row: Row) -> int:
        """Write the letters of *row*; return how many.

        Raises:
            AnswerError: If the row must be mended.
            FileError: If a file was edited since it was written, or cannot be written.
        """
        try:
            session, drafts = self._drafts(row)
            made = [
                {f"{stem}.{suffix}": FORMATS[suffix](draft) for suffix in self.formats}
                for stem, draft in zip(stems(drafts, row.number), drafts, strict=True)
            ]
        except AnswerError as error:
            self.record.forget(self.kind.name, row.number)
            raise AnswerError(*(_placed(row, problem) for problem in error.problems)) from error
        for note in session.notes:
            self.tell(_placed(row, note))
        files = {name: content for each in made for name, content in each.items()}
        changed = {name: each for name, each in files.items() if self._differs(name, each)}
        told = session.answers
        found = self.review(session, drafts) if self.review else [()] * len(drafts)
        alone = told.get("email") if len(drafts) == 1 else None  # whose it is, is known then
        letters = [
            _written(draft, each, findings, alone)
            for draft, each, findings in zip(drafts, made, found, strict=True)
        ]
        # The record knows a file before it is there. So a run that is killed between the two
        # leaves nothing that the next one would take for somebody's own.
        self.record.note(self.kind.name, row.number, self._made_of(row), letters)
        for name, content in changed.items():
            _put(self.out / name, content)
        return len(drafts)

    def _drafts(self, row: Row) -> tuple[Session, list[Draft]]:
        if row.problems:
            raise AnswerError(*row.problems)
        session = begin(self.library, self.kind, [row], self.today)
        if lacking := session.missing(row.ask):
            raise AnswerError(*lacking)
        return session, session.drafts()

    def _differs(self, name: str, content: bytes) -> bool:
        """Return whether *content* is still to be written to the file called *name*.

        Raises:
            FileError: If somebody has edited that file.
        """
        there = _content(self.out / name)
        if not there or there == content:  # an empty file holds nothing that could be lost
            return there != content
        if self.record.has_written(name, there):
            return True
        raise FileError(
            f"{self.out / name}: edited since drafter wrote it, so it is left as it is. "
            "Move it elsewhere to have it written anew."
        )

    def _made_of(self, row: Row) -> str:
        """Return a digest of all that a person chose for the letters of *row*."""
        chosen = [row.values, list(self.formats), self.review is not None]
        return digest(json.dumps(chosen).encode())


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


def _content(path: Path) -> bytes | None:
    """Return what stands in the file at *path*, None if there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileError(f"{path}: this cannot be read: {error.strerror}.") from error


def _put(path: Path, content: bytes) -> None:
    """Write *content* to *path*: all of it, or nothing.

    It is not forced onto the disk as ``files.write_whole`` does, which would take longer than
    all the rest: what a loss of power takes can be written again from the row. The temporary file
    always has the same name, so that a run that is killed leaves no other behind.

    Raises:
        FileError: If it cannot be written; what stood there before is still there.
    """
    temporary = f"{path.parent}/{RECORD}.tmp"
    try:
        with open(temporary, "wb", buffering=0) as file:  # noqa: PTH123
            file.write(content)
        os.replace(temporary, path)  # noqa: PTH105
    except OSError as error:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise FileError(
            f"{path}: this cannot be written: {error.strerror}. The letters before it are whole; "
            "with --resume the batch goes on there."
        ) from error
