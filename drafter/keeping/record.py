"""Knows what the batches in a folder wrote, so that one can be stopped and go on."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import FileError
from drafter.keeping.files import digest

if TYPE_CHECKING:
    import sqlite3

INDEX = "index.csv"
RECORD = ".drafter-batch"

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A letter as the index has it, and its *files* by name; *grave* counts what must be mended."""

    to: str
    email: str
    subject: str
    files: Mapping[str, bytes]
    findings: str
    grave: int


class Record:
    """The digest of everything that ever was written in a folder, and what each row made.

    By the digest an edited file is known. It is a data base, since it must outlive a kill at any
    moment and not grow in memory.
    """

    def __init__(self, tables: sqlite3.Connection) -> None:
        self._tables = tables

    def digests(self, kind: str, row: int, made_of: str) -> list[dict[str, str]] | None:
        """Return the digests of the files of each letter that *row* made, by name.

        None: it was not *made_of* what it is now.
        """
        kept = self._tables.execute(
            "select made_of, files from letters where kind = ? and row = ?", [kind, row]
        ).fetchall()
        if any(known != made_of for known, _ in kept):
            return None
        return [json.loads(files) for _, files in kept]

    def has_written(self, name: str, content: bytes) -> bool:
        """Return whether a batch once wrote *content* to the file called *name*."""
        known = self._tables.execute(
            "select 1 from written where file = ? and digest = ?", [name, digest(content)]
        )
        return known.fetchone() is not None

    def note(self, kind: str, row: int, made_of: str, letters: Sequence[Written]) -> None:
        """Note the *letters* of *row*, in the place of those that it made before."""
        with self._tables:
            self._tables.execute("begin")
            self.forget(kind, row)
            for place, letter in enumerate(letters):
                digests = {name: digest(content) for name, content in letter.files.items()}
                self._tables.executemany(
                    "insert or ignore into written values (?, ?)", digests.items()
                )
                self._tables.execute(
                    "insert into letters values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [
                        *(kind, row, place, made_of, letter.to, letter.email, letter.subject),
                        *(json.dumps(digests), letter.findings, letter.grave),
                    ],
                )

    def forget(self, kind: str, row: int) -> None:
        """Take *row* out of the index."""
        self._tables.execute("delete from letters where kind = ? and row = ?", [kind, row])

    def forget_after(self, kind: str, row: int) -> None:
        """Take out of the index the rows after *row*, which an earlier batch had."""
        self._tables.execute("delete from letters where kind = ? and row > ?", [kind, row])

    def grave(self, kind: str) -> int:
        """Return how many things must be mended in the letters of *kind*."""
        found = self._tables.execute("select sum(grave) from letters where kind = ?", [kind])
        return found.fetchone()[0] or 0

    def write_index(self, folder: Path) -> None:
        """Write the index of all letters into *folder*, in the order of the rows."""
        temporary = folder / f"{RECORD}.tmp"
        try:
            with temporary.open("w", encoding="utf-8", newline="") as file:
                index = csv.writer(file)
                index.writerow(["row", "to", "email", "subject", "files", "findings"])
                for row, to, email, subject, files, findings in self._tables.execute(
                    'select row, "to", email, subject, files, findings from letters '
                    "order by kind, row, place"
                ):
                    names = "; ".join(json.loads(files))
                    index.writerow([row, to, email, subject, names, findings])
            temporary.replace(folder / INDEX)
        except OSError as error:
            with suppress(OSError):
                temporary.unlink()
            raise FileError(
                f"{folder / INDEX}: this cannot be written: {error.strerror}."
            ) from error


@contextmanager
def record_of(folder: Path) -> Iterator[Record]:
    """Open the record of what the batches in *folder* wrote, and close it.

    Raises:
        FileError: If it cannot be read or written.
    """
    import sqlite3

    path = folder / RECORD
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as tables:
            tables.executescript(_TABLES)
            # A write, so that SQLite clears away the journal that a killed batch may have left.
            tables.execute("pragma user_version = 1")
            yield Record(tables)
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "").replace("CORRUPT", "NOTADB")
        why = _WHY.get(name, f"this cannot be read and written: {error}.")
        raise FileError(f"{path}: {why}") from error
