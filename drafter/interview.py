"""Keeps what the letters of one interview were told, and which were written and sent."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from drafter import output
from drafter.answers import BOOKKEEPING, Source
from drafter.errors import FileError
from drafter.kinds import Kind
from drafter.questions import Person, Value

FILE = "interview.toml"


@dataclass(slots=True, kw_only=True)
class Interview:
    """One interview: the *folder* of its letters, and what is known of it.

    *told* holds each answer as TOML has it ("" was skipped). *written* holds the digest of each
    file as drafter wrote it, *drafted* and *sent* the day of each kind of letter, *asking* the kind
    whose questions are not all asked yet.
    """

    folder: Path
    told: dict[str, Any] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    drafted: dict[str, date] = field(default_factory=dict)
    sent: dict[str, date] = field(default_factory=dict)
    asking: str = ""

    def source(self, kind: Kind) -> Source:
        """Return the kept answers that are for *kind* as a source."""
        kept_as = {question.name: question.kept_as or question.name for question in kind.questions}
        values = {name: self.told[key] for name, key in kept_as.items() if key in self.told}
        return Source(name=str(self.folder / FILE), values=values, kept=True)

    @property
    def title(self) -> str:
        """Return the interview as its person would name it: "Northgate General, staff nurse"."""
        named = [str(self.told[name]) for name in ("company", "role") if self.told.get(name)]
        return ", ".join(named) or self.folder.name

    def tell(self, kind: Kind, answers: Mapping[str, Value]) -> None:
        """Note *answers* to the questions of *kind*, beside those that are there."""
        self.told |= as_toml(kind, answers)

    def save(self) -> None:
        """Write the interview's file, whole or not at all, readable by its owner only.

        Raises:
            FileError: If it cannot be written.
        """
        import tomli_w

        keeping: dict[str, Any] = {
            "asking": self.asking,
            "drafted": self.drafted,
            "sent": self.sent,
            "written": self.written,
        }
        kept = {key: value for key, value in keeping.items() if value}
        content = tomli_w.dumps({**self.told, BOOKKEEPING: kept}, multiline_strings=False)
        output.make_folder(self.folder)
        output.write_whole(self.folder / FILE, content.encode(), private=True)


def load(folder: Path) -> Interview:
    """Return the interview that is kept in *folder*, an empty one if there is none.

    Raises:
        FileError: If its file is damaged.
    """
    path = folder / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Interview(folder=folder)
    except OSError as error:
        raise FileError(f"{path}: this cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileError(
            f"{path}: this is no longer TOML: {error}. Mend that line, or rename the file to start "
            "afresh; the letters beside it stay as they are."
        ) from error
    keeping = table.pop(BOOKKEEPING, {})
    keeping = keeping if isinstance(keeping, dict) else {}

    def part(name: str) -> dict[str, Any]:
        value = keeping.get(name)
        return value if isinstance(value, dict) else {}

    return Interview(
        folder=folder,
        told=table,
        written=part("written"),
        drafted=part("drafted"),
        sent=part("sent"),
        asking=str(keeping.get("asking", "")),
    )


def place_for(drafts: Path, told: Mapping[str, Any]) -> Interview:
    """Return the interview below *drafts* that *told* is about, or a new one.

    A later interview for the same role, on another day, gets a folder of its own: ``-2``.
    """
    name = place_name(told)
    for number in count(1):
        there = load(drafts / (f"{name}-{number}" if number > 1 else name))
        if not there.told or _is_same(there.told, told):
            return there
    raise AssertionError("count() does not end")


def new(drafts: Path, told: Mapping[str, Any]) -> Interview:
    """Return an interview that *told* begins, in a folder below *drafts* that is not there yet."""
    name = place_name(told)
    numbered = (drafts / (f"{name}-{number}" if number > 1 else name) for number in count(1))
    return Interview(folder=next(folder for folder in numbered if not folder.exists()))


def settle(interview: Interview, drafts: Path) -> None:
    """Save *interview*, whose questions are being asked, in the folder that its answers name.

    The folder moves while it holds nothing but the answers; a folder of letters stays.
    """
    interview.save()
    wanted, here = place_name(interview.told), interview.folder
    if re.fullmatch(rf"{re.escape(wanted)}(-\d+)?", here.name) or here.parent != drafts:
        return
    if any(file.name != FILE for file in here.iterdir()):
        return
    target = new(drafts, interview.told).folder
    try:
        here.rename(target)
    except OSError:
        return  # the answers are safe where they are
    interview.folder = target


def place_name(told: Mapping[str, Any]) -> str:
    """Return the name of the folder for the interview that *told* is about: company and role."""
    parts = [str(told[name]) for name in ("company", "role") if told.get(name)]
    return output.slug("-".join(parts)) if parts else "interview"


def _is_same(kept: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    for name in ("company", "role"):
        if _folded(kept.get(name)) != _folded(told.get(name)):
            return False
    days = kept.get("met_on"), told.get("met_on")
    return not all(days) or days[0] == days[1]


def _folded(value: object) -> str:
    return output.slug(str(value or ""))


def every(drafts: Path) -> list[Interview]:
    """Return the interviews kept below *drafts*, the one touched last first; damaged ones not."""
    found = []
    if drafts.is_dir():
        for folder in drafts.iterdir():
            file = folder / FILE
            if file.is_file():
                try:
                    found.append((file.stat().st_mtime, load(folder)))
                except (FileError, OSError):
                    continue
    return [interview for _, interview in sorted(found, key=lambda pair: -pair[0])]


def as_toml(kind: Kind, answers: Mapping[str, Value]) -> dict[str, Any]:
    """Return *answers* as TOML has them, under the names they are kept by.

    A skipped answer is an empty text.
    """
    kept_as = {question.name: question.kept_as or question.name for question in kind.questions}
    return {kept_as.get(name, name): _toml_value(value) for name, value in answers.items()}


def _toml_value(value: object) -> Any:
    match value:
        case None:
            return ""
        case tuple():
            return [_table(item) if isinstance(item, Person) else item for item in value]
    return value


def _table(person: Person) -> dict[str, Any]:
    table: dict[str, Any] = {"greeting": person.greeting}
    table |= {"name": person.name} if person.name else {}
    table |= {"email": person.email} if person.email else {}
    return table | {name: _toml_value(value) for name, value in person.own.items()}
