"""Writes a letter for every row of a table, and an index of them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from drafter.errors import AnswerError, FileError
from drafter.filling import rows
from drafter.filling.rows import Row, Tell
from drafter.keeping.files import digest, make_folder
from drafter.keeping.making import Made, Maker, Review, made
from drafter.keeping.record import RECORD, Record, record_of
from drafter.letters.library import Kind, Library


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
    jobs: int = 1,
) -> Outcome:
    """Write a letter for every row of the CSV file at *path* into the folder *out*, and an index.

    Problems of a row are told as they come, and the other rows are written. With *resume*, a row
    that made the letters that are there is left out. A file that was edited since is never
    replaced. *progress* is given the bytes that were read so far. Up to *jobs* processes make the
    letters, where there are enough rows for them; what comes out is the same. Memory does not grow
    with the rows.

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
        maker = Maker(library=library, kind=kind, formats=formats, today=today, review=review)
        batch = _Batch(maker=maker, out=out, tell=tell, record=record)
        batch.write_all(chain([first], table), resume=resume, jobs=jobs)
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

    maker: Maker
    out: Path
    tell: Tell
    record: Record
    written: int = 0
    left: int = 0
    problems: int = 0
    last: int = 0  # the number of the row that was read last

    @property
    def kind(self) -> str:
        return self.maker.kind.name

    def write_all(self, table: Iterable[Row], *, resume: bool, jobs: int) -> None:
        """Write the letters of every row, and count them; tell the problems of the others."""
        try:
            for row, letters in made(self.maker, self._to_make(table, resume), jobs):
                try:
                    self._write(row, letters)
                except FileError as error:
                    if isinstance(error.__cause__, OSError):
                        raise  # the folder is full or gone, and the next row would fare no better
                    self._count(error.problems)
            self.record.forget_after(self.kind, self.last)
        except AnswerError as error:  # the table breaks off here
            self._count(error.problems)

    def _to_make(self, table: Iterable[Row], resume: bool) -> Iterator[Row]:
        """Yield the rows of *table* whose letters are to be made, and count those left out."""
        for row in table:
            self.last = row.number
            there = self._there(row) if resume else 0
            self.left += there
            if not there:
                yield row

    def _count(self, problems: Iterable[str]) -> None:
        self.problems += 1
        for problem in problems:
            self.tell(problem)

    def _there(self, row: Row) -> int:
        """Return how many letters *row* made in an earlier run, 0 if one of them is not so now."""
        kept = self.record.digests(self.kind, row.number, self._made_of(row))
        if not kept or row.problems:
            return 0
        for name, known in (file for files in kept for file in files.items()):
            content = _content(f"{self.out}/{name}")
            if content is None or digest(content) != known:
                return 0
        return len(kept)

    def _write(self, row: Row, made: Made) -> None:
        """Write the letters that *row* made, or tell its problems.

        Raises:
            FileError: If a file was edited since it was written, or cannot be written.
        """
        if made.problems:
            self.record.forget(self.kind, row.number)
            self._count(made.problems)
            return
        for note in made.notes:
            self.tell(note)
        files = {name: each for letter in made.letters for name, each in letter.files.items()}
        changed = {name: each for name, each in files.items() if self._differs(name, each)}
        # The record knows a file before it is there. So a run that is killed between the two
        # leaves nothing that the next one would take for somebody's own.
        self.record.note(self.kind, row.number, self._made_of(row), made.letters)
        for name, content in changed.items():
            _put(f"{self.out}/{name}", content)
        self.written += len(made.letters)

    def _differs(self, name: str, content: bytes) -> bool:
        """Return whether *content* is still to be written to the file called *name*.

        Raises:
            FileError: If somebody has edited that file.
        """
        there = _content(f"{self.out}/{name}")
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
        chosen = [row.values, list(self.maker.formats), self.maker.review is not None]
        return digest(json.dumps(chosen).encode())


# Paths are texts here: to make two of pathlib's for each file takes as long as to write it.


def _content(path: str) -> bytes | None:
    """Return what stands in the file at *path*, None if there is no such file."""
    if not os.access(path, os.F_OK):
        return None
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileError(f"{path}: this cannot be read: {error.strerror}.") from error


def _put(path: str, content: bytes) -> None:
    """Write *content* to *path*: all of it, or nothing.

    It is not forced onto the disk as ``files.write_whole`` does, which would take longer than
    all the rest: what a loss of power takes can be written again from the row. The temporary file
    always has the same name, so that a run that is killed leaves no other behind.

    Raises:
        FileError: If it cannot be written; what stood there before is still there.
    """
    temporary = f"{os.path.dirname(path)}/{RECORD}.tmp"  # noqa: PTH120
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
