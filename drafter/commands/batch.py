"""Makes a letter of every row."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import IO, TYPE_CHECKING

from drafter.errors import AnswerError, DrafterError, FileError
from drafter.filling import sources
from drafter.filling.session import Session, begin
from drafter.filling.sources import LARGEST_FILE, Source
from drafter.keeping import files as output
from drafter.letters.library import Kind, Library
from drafter.letters.questions import Question, Value
from drafter.letters.rendering import Draft

if TYPE_CHECKING:
    import sqlite3

    from drafter.review.letter import Finding

INDEX = "index.csv"
RECORD = ".drafter-batch"  # what was written so far, so that a batch can be stopped and resumed

Tell = Callable[[str], None]
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


def run(
    library: Library,
    kind: Kind,
    rows: Path,
    out: Path,
    *,
    formats: Sequence[str],
    today: date,
    resume: bool,
    tell: Tell,
    progress: Callable[[int], None] | None = None,
    review: Review | None = None,
) -> Outcome:
    """Write a letter for every row of the CSV file *rows* into the folder *out*, and an index.

    Problems of a row are told as they come, and the other rows are written. With *resume*, a row
    that made the letters that are there is left out. A file that was edited since is never
    replaced. *progress* is given the bytes of *rows* that were read so far. Memory does not grow
    with the rows.

    Raises:
        AnswerError: If *rows* is no CSV file for this kind of letter; nothing was written.
        FileError: If a letter cannot be written; those before it are whole.
        TemplateError: If the letter must be mended.
    """
    table = read(library, kind, rows, today, tell=tell, progress=progress)
    first = next(table, None)  # the header is checked before a folder is made
    if first is None:
        raise AnswerError(f"{rows}: there is no row below the header. Write one for each letter.")
    output.make_folder(out)
    written = left = problems = 0
    with _record(out) as record:
        batch = _Batch(
            library=library, kind=kind, out=out, formats=formats, today=today, tell=tell,
            review=review, record=record,
        )  # fmt: skip
        try:
            for row in chain([first], table):
                if resume and (there := batch.there(row)):
                    left += there
                    continue
                try:
                    written += batch.write(row)
                except (AnswerError, FileError) as error:
                    if isinstance(error.__cause__, OSError):
                        raise  # the folder is full or gone, and the next row would fare no better
                    problems += 1
                    _tell(tell, error)
            batch.forget_after(row.number)
        except AnswerError as error:  # the table breaks off here
            problems += 1
            _tell(tell, error)
        _write_index(record, out)
        findings = record.execute("select sum(grave) from letters where kind = ?", [kind.name])
        (grave,) = findings.fetchone()
    return Outcome(written=written, left=left, problems=problems, findings=grave or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """All that the rows of one batch share."""

    library: Library
    kind: Kind
    out: Path
    formats: Sequence[str]
    today: date
    tell: Tell
    review: Review | None
    record: sqlite3.Connection

    def there(self, row: Row) -> int:
        """Return how many letters *row* made in an earlier run, 0 if one of them is not so now."""
        kept = self.record.execute(
            "select made_of, files from letters where kind = ? and row = ?",
            [self.kind.name, row.number],
        ).fetchall()
        made_of = self._made_of(row)
        for known, files in kept:
            if known != made_of or row.problems:
                return 0
            for name, digest in json.loads(files).items():
                content = _content(self.out / name)
                if content is None or output.digest(content) != digest:
                    return 0
        return len(kept)

    def write(self, row: Row) -> int:
        """Write the letters of *row*; return how many.

        Raises:
            AnswerError: If the row must be mended.
            FileError: If a file was edited since it was written, or cannot be written.
        """
        try:
            session, drafts = self._drafts(row)
            made = [
                {f"{stem}.{suffix}": output.FORMATS[suffix](draft) for suffix in self.formats}
                for stem, draft in zip(output.stems(drafts, row.number), drafts, strict=True)
            ]
        except AnswerError as error:
            self._forget("kind = ? and row = ?", row.number)
            raise AnswerError(*(_placed(row, problem) for problem in error.problems)) from error
        for note in session.notes:
            self.tell(_placed(row, note))
        files = {name: content for each in made for name, content in each.items()}
        changed = {name: content for name, content in files.items() if self._differs(name, content)}
        told = session.answers
        found = self.review(session, drafts) if self.review else [()] * len(drafts)
        alone = told if len(drafts) == 1 else {}  # whose address it is, is known then
        # The record knows a file before it is there. So a run that is killed between the two
        # leaves nothing that the next one would take for somebody's own.
        with self.record:
            self.record.execute("begin")
            self._forget("kind = ? and row = ?", row.number)
            for name, content in files.items():
                self.record.execute(
                    "insert or ignore into written values (?, ?)", [name, output.digest(content)]
                )
            for place, letter in enumerate(zip(drafts, made, found, strict=True)):
                self._note(row, place, alone, *letter)
        for name, content in changed.items():
            _put(self.out / name, content)
        return len(drafts)

    def forget_after(self, number: int) -> None:
        """Take out of the record the rows after *number*, which an earlier batch had."""
        self._forget("kind = ? and row > ?", number)

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
        known = self.record.execute(
            "select 1 from written where file = ? and digest = ?", [name, output.digest(there)]
        )
        if known.fetchone():
            return True
        raise FileError(
            f"{self.out / name}: edited since drafter wrote it, so it is left as it is. "
            "Move it elsewhere to have it written anew."
        )

    def _note(
        self,
        row: Row,
        place: int,
        told: Mapping[str, Value],
        draft: Draft,
        files: Mapping[str, bytes],
        found: Sequence[Finding],
    ) -> None:
        addresses = [person.email for person in draft.to if person.email]
        alone = [str(told["email"])] if told.get("email") else []
        self.record.execute(
            "insert into letters values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                self.kind.name,
                row.number,
                place,
                self._made_of(row),
                "; ".join(person.greeting for person in draft.to),
                "; ".join(addresses or alone),
                draft.subject,
                json.dumps({name: output.digest(content) for name, content in files.items()}),
                " | ".join(f"{each.rule}, {each.severity}: {each.message}" for each in found),
                sum(each.severity != "minor" for each in found),
            ],
        )

    def _made_of(self, row: Row) -> str:
        """Return a digest of all that a person chose for the letters of *row*."""
        chosen = [row.values, list(self.formats), self.review is not None]
        return output.digest(json.dumps(chosen).encode())

    def _forget(self, condition: str, number: int) -> None:
        self.record.execute(f"delete from letters where {condition}", [self.kind.name, number])


def _tell(tell: Tell, error: DrafterError) -> None:
    for problem in error.problems:
        tell(problem)


def _placed(row: Row, text: str) -> str:
    return text if text.startswith(row.name) else f"{row.name}: {text}"


# --- the rows ---------------------------------------------------------------------------------

_DELIMITERS = ",;\t"  # Excel takes the one of the computer's region
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods; .xls


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


# --- the files --------------------------------------------------------------------------------


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

    It is not forced onto the disk as ``output.write_whole`` does, which would take longer than
    all the rest: what a loss of power takes can be written again from the row. The temporary file
    always has the same name, so that a run that is killed leaves no other behind.

    Raises:
        FileError: If it cannot be written; what stood there before is still there.
    """
    temporary = path.with_name(f"{RECORD}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise FileError(
            f"{path}: this cannot be written: {error.strerror}. The letters before it are whole; "
            "with --resume the batch goes on there."
        ) from error


def _write_index(record: sqlite3.Connection, out: Path) -> None:
    """Write the index of the letters that *record* knows, in the order of the rows."""
    temporary = out / f"{RECORD}.tmp"
    try:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            index = csv.writer(file)
            index.writerow(["row", "to", "email", "subject", "files", "findings"])
            for row, to, email, subject, files, findings in record.execute(
                'select row, "to", email, subject, files, findings from letters '
                "order by kind, row, place"
            ):
                index.writerow([row, to, email, subject, "; ".join(json.loads(files)), findings])
        temporary.replace(out / INDEX)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise FileError(f"{out / INDEX}: this cannot be written: {error.strerror}.") from error


# One drafter at a time holds the record. Nothing waits for the disk: the record must outlive the
# end of drafter, but need not outlive a loss of power.
_TABLES = """
pragma synchronous = off;
pragma locking_mode = exclusive;
pragma cache_size = -256;
begin exclusive;
create table if not exists letters (
    kind text, row integer, place integer, made_of text, "to" text, email text, subject text,
    files text, findings text, grave integer, primary key (kind, row, place)
) without rowid;
create table if not exists written (
    file text, digest text, primary key (file, digest)
) without rowid;
commit;
"""

_WHY = {
    "SQLITE_BUSY": "another drafter is writing letters into this folder. Wait until it has ended, "
    "or name another folder with --out DIR.",
    "SQLITE_FULL": "there is no room left. The letters that are there are whole; make room, and "
    "go on with --resume.",
    "SQLITE_NOTADB": "this is damaged. Delete it and start again; letters that would come out the "
    "same are kept.",
}


@contextmanager
def _record(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the record of what the batches in *folder* wrote, and close it.

    It holds the digest of everything that ever was written there, by which an edited file is
    known, and what each row made. It is a data base, since it must outlive a kill at any moment
    and not grow in memory.

    Raises:
        FileError: If it cannot be read or written.
    """
    import sqlite3

    path = folder / RECORD
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as record:
            record.executescript(_TABLES)
            # A write, so that SQLite clears away the journal that a killed batch may have left.
            record.execute("pragma user_version = 1")
            yield record
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "").replace("CORRUPT", "NOTADB")
        why = _WHY.get(name, f"this cannot be read and written: {error}.")
        raise FileError(f"{path}: {why}") from error
