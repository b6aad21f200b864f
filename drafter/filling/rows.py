"""Reads a table of rows, as Excel or any other program saves it: each row answers for letters."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import IO

from drafter.errors import AnswerError
from drafter.filling import sources
from drafter.filling.sources import LARGEST_FILE, Source
from drafter.letters.library import Kind, Library
from drafter.letters.questions import Question

Tell = Callable[[str], None]

_DELIMITERS = ",;\t"  # Excel takes the one of the computer's region
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods; .xls


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Source):
    """One row: the answers in it, and the *headers* of their columns as they are written there.

    *number* counts from 1, for the first row below the header. *problems* are those of the row as
    CSV, before any answer is read.
    """

    number: int
    headers: Mapping[str, str]
    problems: tuple[str, ...] = ()

    def where(self, name: str) -> str:
        """Return the place of the answer *name*, for a message."""
        return f"{self.name}: {self.headers.get(name, name)}"

    def ask(self, question: Question, sentence: str) -> str:
        """Return a message that asks for the answer to *question*, shown by its *sentence*."""
        cure = "Fill in this column." if question.name in self.headers else "Add this column."
        return f"{self.where(question.name)} is missing: {sentence} {cure}"


def read(
    library: Library,
    kind: Kind,
    path: Path,
    today: date,
    *,
    tell: Tell,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Row]:
    """Yield the rows of the CSV file at *path*, one at a time; those without any answer not.

    The header is checked before the first of them.

    Raises:
        AnswerError: If it cannot be read, or its columns are not those of *kind*.
    """
    try:
        with path.open("rb") as file:
            records = _records(path.name, _lines(file, path.name, tell, progress))
            where, header = next(records, (path.name, []))
            headers = _headers(library, kind, where, header, today, tell)
            filled = (record for record in records if any(cell.strip() for cell in record[1]))
            for number, (where, cells) in enumerate(filled, 1):
                yield _row(kind, where, number, headers, cells)
    except IsADirectoryError as error:
        raise AnswerError(f"{path}: this is a folder. Name the CSV file in it.") from error
    except OSError as error:
        raise AnswerError(f"{path}: this file cannot be read: {error.strerror}.") from error


def _lines(
    file: IO[bytes], name: str, tell: Tell, progress: Callable[[int], None] | None
) -> Iterator[str]:
    """Yield the lines of *file* as text: UTF-8, or else the cp1252 of Excel on Windows."""
    encoding, done = "utf-8", 0
    for number in count(1):
        line = file.readline(LARGEST_FILE)
        if not line:
            return
        done += len(line)
        if progress:
            progress(done)
        where = f"{name}, line {number}"
        if number == 1 and line.startswith(_WORKBOOKS):
            raise AnswerError(
                f"{name}: this is a workbook. Save the sheet as CSV UTF-8, and name that file."
            )
        if b"\0" in line or len(line) == LARGEST_FILE:
            raise AnswerError(f"{where}: this is no CSV. Save the sheet as CSV UTF-8.")
        if number == 1:
            line = line.removeprefix(_BYTE_ORDER_MARK)
        try:
            yield line.decode(encoding)
        except UnicodeDecodeError:
            try:
                text = line.decode("cp1252")
            except UnicodeDecodeError as error:
                raise AnswerError(
                    f"{where}: this is not UTF-8. Save the sheet as CSV UTF-8."
                ) from error
            encoding = "cp1252"
            tell(
                f"{where}: this is not UTF-8, so it is read as Windows writes it (cp1252). "
                "Look at the accents in the letters, or save the sheet as CSV UTF-8."
            )
            yield text


def _records(name: str, lines: Iterator[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the cells of each record with its place.

    Raises:
        AnswerError: Where a record cannot be read, since nothing after it can be trusted.
    """
    first = next(lines, "")
    outside = re.sub('"[^"]*"', "", first)
    delimiter = max(_DELIMITERS, key=outside.count)
    # What Excel writes is strict. A quotation mark that is never closed must not swallow rows.
    table = csv.reader(
        chain([first], lines), delimiter=delimiter, skipinitialspace=True, strict=True
    )
    while True:
        where = f"{name}, line {table.line_num + 1}"
        try:
            cells = next(table, None)
        except csv.Error as error:
            raise AnswerError(
                f"{where}: from here on this cannot be read as CSV: {error}. Look for a quotation "
                'mark that is not closed; inside quotation marks, one is written twice: "".'
            ) from error
        if cells is None:
            return
        yield where, cells


@dataclass(frozen=True, slots=True, kw_only=True)
class _Headers:
    """The header: the name of each column, and by name what is written there."""

    names: tuple[str, ...]
    written: Mapping[str, str] = field(default_factory=dict)


def _headers(
    library: Library, kind: Kind, where: str, cells: Sequence[str], today: date, tell: Tell
) -> _Headers:
    """Return the header that *cells* are.

    Raises:
        AnswerError: If a column is unknown or stands there twice, or one is missing.
    """
    if not any(cell.strip() for cell in cells):
        raise AnswerError(f"{where}: there is no header. See: drafter questions {kind.name} --csv")
    texts = [" ".join(cell.split()) for cell in cells]
    names = tuple(re.sub("[- ]", "_", text.casefold()) for text in texts)
    written = {name: text for name, text in zip(names, texts, strict=True) if name}
    twice = sorted({written[name] for name in written if names.count(name) > 1})
    if twice:
        raise AnswerError(*(f"{where}: there are two columns called {text}." for text in twice))
    row = Row(name=where, values=dict.fromkeys(written, ""), number=0, headers=written)
    sources.gather(library, kind, [row], today)  # which knows the questions of every letter
    if lacking := sources.missing(library, kind, {}, today, known=written, ask=row.ask):
        raise AnswerError(*lacking)
    asked = {question.name for question in kind.questions}
    if others := [text for name, text in written.items() if name not in asked]:
        tell(f"{where}: this letter does not ask these, so they are left out: {', '.join(others)}.")
    return _Headers(names=names, written=written)


def _row(kind: Kind, where: str, number: int, headers: _Headers, cells: Sequence[str]) -> Row:
    asked = {question.name for question in kind.questions}
    named = dict(zip(headers.names, cells, strict=False))
    nameless = [
        cell.strip()
        for place, cell in enumerate(cells)
        if cell.strip() and not any(headers.names[place : place + 1])
    ]
    problem = (
        f"{where}: {nameless[0]!r} stands in a column that has no name in the header. A text with "
        "a comma or semicolon in it stands in quotation marks."
        if nameless
        else ""
    )
    return Row(
        name=where,
        values={name: cell for name, cell in named.items() if name in asked and cell.strip()},
        number=number,
        headers=headers.written,
        problems=(problem,) if problem else (),
    )
