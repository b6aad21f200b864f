"""Keeps the facts of one interview, what each letter was told, and which were written and sent."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from drafter.errors import FileError, TemplateError
from drafter.filling.sources import (
    BOOKKEEPING,
    LETTERS,
    OF_PEOPLE,
    Source,
    kept_names,
    table_of,
    written,
)
from drafter.keeping import files
from drafter.language.lists import listed
from drafter.letters.library import Kind, Library
from drafter.letters.questions import Person, Value
from drafter.letters.saying import WORDING

FILE = "interview.toml"


# What is known of the interview itself, and of the person; the rest is one letter's or another's.
FACTS = (
    "role", "company", "people", "met_on", "meeting",
    "me", "contact", "style", "email", "first_names",
)  # fmt: skip
# What holds for every letter, though it is asked in one. The person's own sentences do not: said
# twice to the same reader, they would be noticed.
COMMON = (*FACTS, "interested", "inside", "need", "told_on", "their_subject")
OF_THE_PERSON = ("me", "contact", "style")  # what is the same in each of their interviews
PLAN = "plan"  # the bookkeeping of what was chosen, which the plan follows from
NOTED = "noted_"  # how the answers of a debrief begin that letters may use
SAID = ("role", "company", "people", "met_on", "me", "contact")  # facts that a letter tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A letter as it was saved: the name of its files without the ending, whom it goes *to*.

    *title* is that of its kind, *language* a BCP 47 tag.
    """

    stem: str
    title: str
    language: str
    to: tuple[Person, ...] = ()

    @property
    def whom(self) -> str:
        """Return whom it greets, as one would say it."""
        return str(listed(person.greeting for person in self.to)) if self.to else "the hiring team"


@dataclass(slots=True, kw_only=True)
class Interview:
    """One interview: the *folder* of its letters, and what is known of it.

    Answers stand as TOML has them ("" was skipped). *facts* are told once for all letters.
    *letters* holds for each kind what its letter is made of, as it was saved, the one told last at
    the end; *again* what a saved letter is told while it is written anew. *apart* names the facts
    that a letter says otherwise on purpose. *written* holds the digest of each file as drafter
    wrote it, *saved* the letters of each kind, *drafted* the day of each kind, *sent* that of each
    kind or of one person's letter, *asking* the kind whose questions are not all asked yet, *typed*
    what stands in the fields of each kind and is no answer yet, *chosen* what the plan follows from
    (None: there is none).
    """

    folder: Path
    facts: dict[str, Any] = field(default_factory=dict)
    letters: dict[str, dict[str, Any]] = field(default_factory=dict)
    again: dict[str, dict[str, Any]] = field(default_factory=dict)
    apart: dict[str, list[str]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    saved: dict[str, list[Saved]] = field(default_factory=dict)
    drafted: dict[str, date] = field(default_factory=dict)
    sent: dict[str, date] = field(default_factory=dict)
    asking: str = ""
    typed: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    chosen: dict[str, Any] | None = None

    # --- what is known ------------------------------------------------------------------------

    @property
    def tables(self) -> list[dict[str, Any]]:
        """Return the facts, and then what each letter is made of."""
        return [self.facts, *self.letters.values()]

    @property
    def told(self) -> dict[str, Any]:
        """Return everything that is known: the facts, and what the letters were told last."""
        known: dict[str, Any] = {}
        for table in self.tables:
            known |= {
                key: value
                for key, value in table.items()
                if key != WORDING and (value != "" or key not in known)
            }
        return known | {key: value for key, value in self.facts.items() if is_fact(key)}

    def source(self, kind: Kind) -> Source:
        """Return what a letter of *kind* starts from: its own answers, then what is known."""
        own = self.letters.get(kind.name, {})
        apart = self.apart.get(kind.name, ())
        common = {
            key: each for key, each in self.told.items() if key in COMMON or key in self.facts
        }
        known = own | common
        known |= {key: each for key, each in own.items() if not is_fact(key) or key in apart}
        return self._as_asked(kind, known | self.again.get(kind.name, {}))

    def as_saved(self, kind: Kind) -> Source:
        """Return what the letter of *kind* was made of when it was saved."""
        return self._as_asked(kind, self.letters.get(kind.name, self.facts))

    def _as_asked(self, kind: Kind, known: Mapping[str, Any]) -> Source:
        values = {name: known[key] for name, key in kept_names(kind).items() if key in known}
        return Source(name=str(self.folder / FILE), values=values, kept=True)

    @property
    def title(self) -> str:
        """Return the interview as its person would name it: "Northgate General, staff nurse"."""
        named = [str(self.facts[name]) for name in ("company", "role") if self.facts.get(name)]
        return ", ".join(named) or self.folder.name

    def went_out(self, kind: str) -> date | None:
        """Return the day on which the last letter of *kind* was sent, None while one is not."""
        days = [self.sent_on(kind, each.stem) for each in self.saved.get(kind, ())]
        found = [day for day in days if day]
        return max(found) if found and len(found) == len(days) else self.sent.get(kind)

    def mark_sent(self, kind: str, day: date) -> None:
        """Note that the letters of *kind* went out on *day*, those that had not before."""
        stems = [each.stem for each in self.saved.get(kind, ())]
        waiting = [stem for stem in stems if stem not in self.sent]
        if len(stems) > 1 and len(waiting) < len(stems):
            self.sent |= dict.fromkeys(waiting or stems, day)
        else:
            self.sent[kind] = day

    def sent_on(self, kind: str, stem: str) -> date | None:
        """Return the day on which the letter of *kind* in the files called *stem* was sent."""
        return self.sent.get(stem) or self.sent.get(kind)

    def all_sent(self) -> dict[str, date]:
        """Return the day of each kind of letter that was sent to everybody it goes to."""
        kinds = dict.fromkeys([*self.sent, *self.drafted])
        return {kind: day for kind in kinds if (day := self.went_out(kind))}

    def changed(self, kind: str) -> list[tuple[str, Any, Any]]:
        """Return the facts that the letter of *kind* still has as they were: name, then and now.

        What it says otherwise on purpose, or does not say, is none.
        """
        own = self.letters.get(kind, {})
        return [
            (key, own[key], self.facts[key])
            for key in SAID
            if own.get(key) and self.facts.get(key) and key not in self.apart.get(kind, ())
            and _who(own[key]) != _who(self.facts[key])
        ]  # fmt: skip

    # --- what is told -------------------------------------------------------------------------

    def keep(self, kind: Kind, answers: Mapping[str, Value]) -> None:
        """Note *answers* that a letter of *kind* is being told; the letter as saved stays."""
        if kind.name in self.drafted:
            self.again[kind.name] = as_toml(kind, answers)
        else:
            self.tell(kind, answers)

    def tell(self, kind: Kind, answers: Mapping[str, Value]) -> None:
        """Note *answers* as what the letter of *kind* is made of, and the facts among them.

        A fact is as the first letter tells it. Who writes that letter anew corrects the fact; what
        a further letter says otherwise is its own.
        """
        told, before = as_toml(kind, answers), self.letters.pop(kind.name, {})
        for key, value in told.items():
            if is_fact(key) and self._settles(kind.name, key, value, before):
                self.facts[key] = value
        # An answer that this letter was not told now is not lost, though no letter has it.
        gone = before.keys() - told.keys() - {WORDING}
        rest = {key: value for key, value in before.items() if value and key in gone}
        self.facts = rest | self.facts
        apart = [key for key in told if is_fact(key) and told[key] != self.facts[key]]
        if not kind.letter:  # a debrief is nobody's letter: it says nothing that could be old
            told = {key: value for key, value in told.items() if not is_fact(key) or key in apart}
        self.letters[kind.name] = told
        self.apart[kind.name] = apart
        self.again.pop(kind.name, None)

    def _settles(self, kind: str, key: str, value: Any, before: Mapping[str, Any]) -> bool:
        """Return whether the letter of *kind* decides what the fact *key* is."""
        if not self.facts.get(key):
            return True
        if not any(table.get(key) for table in self.letters.values()):
            return True
        if key in ("role", "company", "me") and value:
            return True  # there is one of each, so another one is a correction
        return kind in self.drafted and before.get(key) == self.facts[key]

    def move(self, library: Library) -> None:
        """Give each letter of the first layout, which had one table for all, a table of its own."""
        loose: set[str] = set()
        for name in dict.fromkeys(filter(None, (*self.drafted, self.asking))):
            try:
                kind = library.kind(name)
            except TemplateError:
                continue  # a letter of the reader's own that is gone, or none
            if name in self.drafted and kind.letter and name not in self.saved:
                self.saved[name] = self._found(kind, {*library.names(), *self.drafted})
            if name in self.letters:
                continue
            asked = kept_names(kind).values()
            table = {key: self.facts[key] for key in asked if key in self.facts}
            loose |= {key for key in table if not is_fact(key)}
            own = {key: table[key] for key in table if kind.letter or not is_fact(key)}
            self.letters[name], self.apart[name] = self._readdressed(name, kind, own)
        for key in loose:
            self.facts.pop(key)

    def _readdressed(
        self, name: str, kind: Kind, own: dict[str, Any]
    ) -> tuple[dict[str, Any], list[str]]:
        """Return *own* with the people whom the files of that letter greet, if it has others."""
        key = kept_names(kind).get("people", "people")
        greeted = [who.greeting for each in self.saved.get(name, ()) for who in each.to]
        if not greeted or {*greeted} <= {*_greetings(own.get(key))}:
            return own, []
        others = {other for other in own if other in (key, *OF_PEOPLE)}
        kept = {other: each for other, each in own.items() if other not in others}
        return {**kept, key: [{"greeting": each} for each in greeted]}, [key]

    def _found(self, kind: Kind, kinds: Iterable[str]) -> list[Saved]:
        """Return the letters of *kind*, one of *kinds*, of which nothing but the files is known."""
        stems = dict.fromkeys(Path(name).stem for name in self.written)
        found = []
        for stem in stems:
            longest = max((k for k in kinds if f"{stem}-".startswith(f"{k}-")), key=len, default="")
            there = [self.folder / f"{stem}.{suffix}" for suffix in files.FORMATS]
            if longest == kind.name and any(file.is_file() for file in there):
                to = _greeted(there[0])
                found.append(Saved(stem=stem, title=kind.title, language="en", to=to))
        return found

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
            "apart": {kind: names for kind, names in self.apart.items() if names},
            "saved": {
                kind: [_saved_table(each) for each in some] for kind, some in self.saved.items()
            },
            "again": self.again,
            "typed": {kind: some for kind, some in self.typed.items() if some},
        }
        kept = {key: value for key, value in keeping.items() if value}
        kept |= {} if self.chosen is None else {PLAN: self.chosen}
        table = {**self.facts, LETTERS: self.letters, BOOKKEEPING: kept}
        content = tomli_w.dumps(table, multiline_strings=False)
        files.make_folder(self.folder)
        files.write_whole(self.folder / FILE, content.encode(), private=True)


def load(folder: Path) -> Interview:
    """Return the interview that is kept in *folder*, an empty one if there is none.

    Raises:
        FileError: If its file is damaged.
    """
    import tomllib

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
    keeping = _table_in(table, BOOKKEEPING)
    letters = {name: own for name, own in _table_in(table, LETTERS).items() if _is_table(own)}
    for name in (BOOKKEEPING, LETTERS):
        table.pop(name, None)
    return Interview(
        folder=folder,
        facts=table,
        letters=letters,
        again=_table_in(keeping, "again"),
        apart=_table_in(keeping, "apart"),
        written=_table_in(keeping, "written"),
        saved={
            kind: [_saved(each) for each in some if _is_table(each)]
            for kind, some in _table_in(keeping, "saved").items()
            if isinstance(some, list)
        },
        drafted=_table_in(keeping, "drafted"),
        sent=_table_in(keeping, "sent"),
        asking=str(keeping.get("asking", "")),
        typed=_table_in(keeping, "typed"),
        chosen=_table_in(keeping, PLAN) if PLAN in keeping else None,
    )


def _table_in(table: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = table.get(name)
    return found if isinstance(found, dict) else {}


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _saved(table: Mapping[str, Any]) -> Saved:
    to = [
        Person(
            greeting=str(each.get("greeting", "")), name=each.get("name"), email=each.get("email")
        )
        for each in table.get("to", ())
    ]
    texts = {name: str(table.get(name, "")) for name in ("stem", "title", "language")}
    return Saved(**texts, to=tuple(to))


def _saved_table(saved: Saved) -> dict[str, Any]:
    return {
        "stem": saved.stem,
        "title": saved.title,
        "language": saved.language,
        "to": [table_of(replace(person, own={})) for person in saved.to],
    }


def place_for(drafts: Path, told: Mapping[str, Any]) -> Interview:
    """Return the interview below *drafts* that *told* is about, or a new one.

    A later interview for the same role, on another day, gets a folder of its own: ``-2``.
    """
    name = place_name(told)
    for number in count(1):
        there = load(drafts / (f"{name}-{number}" if number > 1 else name))
        if not there.facts or _is_same(there, told):
            return there
    raise AssertionError("count() does not end")


def new(drafts: Path, told: Mapping[str, Any], *, taken: Container[str] = ()) -> Interview:
    """Return an interview that *told* begins, in a folder below *drafts* that is not there yet.

    *taken* are names that it does not get either.
    """
    name = place_name(told)
    numbered = (f"{name}-{number}" if number > 1 else name for number in count(1))
    free = (each for each in numbered if each not in taken and not (drafts / each).exists())
    return Interview(folder=drafts / next(free))


def settle(interview: Interview, drafts: Path) -> None:
    """Save *interview*, whose questions are being asked, in the folder that its answers name.

    The folder moves while it holds nothing but the answers; a folder of letters stays.
    """
    interview.save()
    wanted, here = place_name(interview.facts), interview.folder
    if re.fullmatch(rf"{re.escape(wanted)}(-\d+)?", here.name) or here.parent != drafts:
        return
    if any(file.name != FILE for file in here.iterdir()):
        return
    target = new(drafts, interview.facts).folder
    try:
        here.rename(target)
    except OSError:
        return  # the answers are safe where they are
    interview.folder = target


def place_name(told: Mapping[str, Any]) -> str:
    """Return the name of the folder for the interview that *told* is about: company and role."""
    parts = [str(told[name]) for name in ("company", "role") if told.get(name)]
    return files.file_name("-".join(parts)) if parts else "interview"


def _is_same(kept: Interview, told: Mapping[str, Any]) -> bool:
    for name in ("company", "role"):
        if _folded(kept.facts.get(name)) != _folded(told.get(name)):
            return False
    if not any(told.get(name) for name in ("company", "role")):
        return False  # notes without a name may be about anything, and replace no others
    # A letter may be about a second talk of the same interview.
    known = [table.get("met_on") for table in kept.tables]
    return not any(known) or not told.get("met_on") or told["met_on"] in known


def _folded(value: object) -> str:
    return files.slug(str(value or ""))


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


def is_fact(key: str) -> bool:
    """Return whether the answer that is kept as *key* is about the interview, not one letter."""
    return key in FACTS or key.startswith(NOTED)


def as_toml(kind: Kind, answers: Mapping[str, Value]) -> dict[str, Any]:
    """Return *answers* as TOML has them, under the names they are kept by, in the order of asking.

    A skipped answer is an empty text.
    """
    kept_as = kept_names(kind)
    in_turn = dict.fromkeys([*(name for name in kept_as if name in answers), *answers])
    return {kept_as.get(name, name): written(answers[name]) for name in in_turn}


def _greeted(file: Path) -> tuple[Person, ...]:
    """Return whom the text *file* of a letter greets."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ()
    found = re.search(r"^(?:Dear|Hi|Hello) (.+?),$", text, flags=re.M)
    names = re.split(r", | and ", found.group(1)) if found else []
    return tuple(Person(greeting=name) for name in names)


def _who(value: object) -> object:
    """Return *value*, of people their greetings alone."""
    return _greetings(value) if isinstance(value, list) else value


def _greetings(value: object) -> list[str]:
    tables = value if isinstance(value, list) else []
    return [str(each.get("greeting")) for each in tables if isinstance(each, dict)]
