"""Gathers answers from flags, files, rows and prompts into one checked mapping."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.errors import AnswerError, TemplateError
from drafter.language.cleaning import Doubt
from drafter.language.slips import OTHER_LANGUAGE
from drafter.letters import rendering
from drafter.letters.context import groups, head
from drafter.letters.library import Kind, Library
from drafter.letters.questions import (
    Person,
    Question,
    Reading,
    Value,
    closest,
    read_example,
)
from drafter.letters.reading import setting_for
from drafter.letters.saying import TO, WORDING, as_answer, ways_apart

if TYPE_CHECKING:
    from drafter.letters.wording import Ways

LARGEST_FILE = 1_000_000  # bytes; a hundred times the longest answers anybody wrote
NAMED_AGAIN = ("role", "contact")  # answers that others may repeat
ABOUT_A_PERSON = ("greeting", "name", "email")  # what a table of a person holds, not asked
BOOKKEEPING = "drafter"  # the table of interview.toml that holds no answers
LETTERS = "letter"  # the table of interview.toml that holds a table for each letter
OF_PEOPLE = ("email", "first_names")  # what is another's where a letter goes to somebody else


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where answers come from.

    *name* is what the reader calls it ("answers.toml"), *lines* says on which line an answer
    stands. Answers that were *kept* from an earlier letter were checked and decided then.
    """

    name: str
    values: Mapping[str, object]
    lines: Mapping[str, int] = field(default_factory=dict)
    kept: bool = False

    def where(self, name: str) -> str:
        """Return the place of the answer *name*, for a message."""
        line = f", line {self.lines[name]}" if name in self.lines else ""
        return f"{self.name}{line}: {name}" if self.name else "--" + name.replace("_", "-")


def _where(source: Source, name: str, table: int = 0) -> str:
    """Return the place in *source* of the answer *name*, or of one *table* of it."""
    line = source.lines.get(f"{name}[{table}]")
    return f"{source.name}, line {line}: {name}" if line else source.where(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """A doubt about the answer *name*, which stands as typed: *offers* could stand there."""

    name: str
    why: str
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Checked answers, and what to tell about them: what was changed, what to look at.

    The *doubts* are among the *notes* too, in words.
    """

    answers: dict[str, Value]
    notes: tuple[str, ...] = ()
    doubts: tuple[Unsure, ...] = ()


def gather(library: Library, kind: Kind, sources: Sequence[Source], today: date) -> Gathered:
    """Return the answers in *sources*, of which the first that knows an answer wins.

    Raises:
        AnswerError: If any of them cannot be understood; all of them are named.
    """
    problems: list[str] = []
    notes: list[str] = []
    doubts: list[Unsure] = []
    answers: dict[str, Value] = {}
    sources = [_lifted(kind, _for(kind, source)) for source in sources]
    for source in sources:
        problems += _unknown(library, kind, source)
    for question in sorted(kind.questions, key=lambda each: each.name != "style"):
        knowing = [each for each in sources if question.name in each.values]
        if not knowing:
            continue
        source = knowing[0]
        setting = setting_for(library, kind, question, answers, today)
        read = read_example if source.name == f"{kind.name}/example.toml" else Question.read
        reading = read(question, source.values[question.name], setting)
        if question.type == "people":
            reading = read_own(library, kind, reading, answers, today)
        if reading.value is not None or not question.needed:
            answers[question.name] = reading.value  # what the letter needs cannot be skipped
        if not reading.notes and not reading.doubts:
            continue
        where = source.where(question.name)
        problems += [
            f"{_where(source, question.name, doubt.table)}: {told_doubt(doubt.why, doubt.offers)}"
            for doubt in reading.problems
        ]
        if not source.kept:
            notes += [f"{where}: {note}" for note in reading.notes]
            for doubt in _open_doubts(reading, notes):
                stands = (reading.value, source.values[question.name], *_greetings(reading.value))
                offers = tuple(offer for offer in doubt.offers if offer not in stands)
                place = _where(source, question.name, doubt.table)
                notes.append(f"{place}: {told_doubt(doubt.why, offers)}")
                doubts.append(Unsure(name=question.name, why=doubt.why, offers=offers))
    if any(source.values.get(WORDING) for source in sources):
        ways = _ways(library, kind, sources, today)
        if put := as_answer(ways.chosen, ways.apart):
            answers[WORDING] = put
        notes += ways.notes
        problems += ways.problems
    notes += [] if all(each.kept for each in sources) else _strangers(kind, answers)
    if problems:
        raise AnswerError(*problems)
    for name, earlier in repeats(kind, answers).items():
        answers[name] = None
        notes.append(said_twice(name, earlier))
    notes += mix_ups(answers)
    notes += _first_person_notes(kind, answers)
    return Gathered(answers=answers, notes=tuple(notes), doubts=tuple(doubts))


def _for(kind: Kind, source: Source) -> Source:
    """Return *source*, an interview.toml perhaps, with what it keeps for *kind* before the rest."""
    letters = source.values.get(LETTERS)
    if not isinstance(letters, Mapping):
        return source
    kept = letters.get(kind.name)
    kept = kept if isinstance(kept, Mapping) else {}
    own = {name: kept[key] for name, key in kept_names(kind).items() if key in kept}
    values = {name: each for name, each in source.values.items() if name != LETTERS} | own
    lines = {name: line for name, line in source.lines.items() if name not in own}
    return replace(source, values=values, lines=lines)


def kept_names(kind: Kind) -> dict[str, str]:
    """Return the name by which each answer of *kind* is kept.

    A letter that goes to somebody else, such as the recruiter, has that person's address too.
    """
    names = {question.name: question.kept_as or question.name for question in kind.questions}
    whom = names.get("people", "people")
    if whom != "people":
        names |= {name: f"{whom}_{name}" for name in OF_PEOPLE if names.get(name) == name}
    return names | {WORDING: WORDING}


def _ways(library: Library, kind: Kind, sources: Sequence[Source], today: date) -> Ways:
    """Return how the sentences of ours are to be put, as *sources* say, the first one first."""
    from drafter.letters import wording

    given: dict[str, object] = {}
    where = ""
    for source in reversed(sources):
        told = source.values.get(WORDING)
        if not told:
            continue
        where = source.where(WORDING)
        if not isinstance(told, Mapping):
            return wording.Ways(chosen={}, problems=(f"{where}: {wording.TABLE}",))
        given = _put_over(given, told)
    return wording.read(library, kind, given, today, where) if given else wording.Ways(chosen={})


def _put_over(before: Mapping[str, object], told: Mapping[str, object]) -> dict[str, object]:
    """Return the ways in *before* with what was *told* in their place.

    What is told of every letter goes over what was known of one alone.
    """
    known, new = before.get(TO, {}), told.get(TO, {})
    if not isinstance(known, Mapping) or not isinstance(new, Mapping):
        return {**before, **told}
    left: dict[str, object] = {}
    for to in [*known, *(each for each in new if each not in known)]:
        old, added = known.get(to, {}), new.get(to, {})
        if isinstance(old, Mapping) and isinstance(added, Mapping):
            rest = {name: way for name, way in old.items() if name not in told}
            left[to] = {**rest, **added}
        else:
            left[to] = added
    return {**before, **told} | ({TO: left} if left else {})


def _strangers(kind: Kind, answers: Mapping[str, Value]) -> list[str]:
    """Return a note for each letter whose sentences are put in a way, and that goes to nobody."""
    heads = [head(to) for to in groups(kind, answers)]
    return [
        f"wording: to {to}: no letter goes to {to}. There are: {', '.join(filter(None, heads))}."
        for to in ways_apart(answers)
        if to not in heads
    ]


def _greetings(value: Value) -> list[str]:
    people = value if isinstance(value, tuple) else ()
    return [person.greeting for person in people if isinstance(person, Person)]


def _open_doubts(reading: Reading, told: Sequence[str]) -> list[Doubt]:
    """Return what to look at in *reading*; a foreign language is *told* of once for all."""
    foreign = any(OTHER_LANGUAGE.why in note for note in told)
    return [
        doubt
        for doubt in reading.doubts
        if not doubt.must and not (foreign and doubt.why == OTHER_LANGUAGE.why)
    ]


def _lifted(kind: Kind, source: Source) -> Source:
    """Return *source* with what its one person was told, but is not asked of each, moved up."""
    people = source.values.get("people")
    tables = [people] if isinstance(people, Mapping) else people
    if not isinstance(tables, list) or len(tables) != 1 or not isinstance(tables[0], Mapping):
        return source
    shared = {
        each.name
        for each in kind.questions
        if not each.each_person and each.name not in (*ABOUT_A_PERSON, *source.values)
    }
    moved = {name: value for name, value in tables[0].items() if name in shared}
    left = {name: value for name, value in tables[0].items() if name not in shared}
    return replace(source, values={**source.values, **moved, "people": [left]})


def repeats(kind: Kind, answers: Mapping[str, Value]) -> dict[str, str]:
    """Return each optional answer that an earlier one gave already, with the earlier's name.

    A role may well be named twice, and so may a number to call.
    """
    found: dict[str, str] = {}
    known: dict[str, str] = {}
    for question in kind.questions:
        value = answers.get(question.name)
        in_words = question.type in ("words", "story") or question.own_words
        if not in_words or not isinstance(value, str) or question.name in NAMED_AGAIN:
            continue
        key = value.casefold().strip(" .!?…\"'“”‘’")
        if key in known and question.optional:
            found[question.name] = known[key]
        elif key:
            known[key] = question.name
    return found


def said_twice(name: str, earlier: str) -> str:
    """Return what to say where the answers *name* and *earlier* are the same."""
    return f"{name} says the same as {earlier}, so the letter says it once."


def mix_ups(answers: Mapping[str, Value]) -> list[str]:
    """Return a question for each pair of answers that should hardly be the same, and is."""
    me, company = _plain(answers.get("me")), _plain(answers.get("company"))
    people = answers.get("people")
    who = people if isinstance(people, tuple) else ()
    known = [each for each in who if isinstance(each, Person)]
    names = {_plain(name) for each in known for name in (each.greeting, each.name)}
    same = {
        "people and me": bool(me) and me in names,
        "company and role": bool(company) and company == _plain(answers.get("role")),
    }
    return [
        f"{both} are the same. Is that meant? If not, change one of them."
        for both, are in same.items()
        if are
    ]


def _plain(value: object) -> str:
    return str(value or "").casefold().strip(" .")


def missing(
    library: Library,
    kind: Kind,
    answers: Mapping[str, Value],
    today: date,
    *,
    known: Container[str] | None = None,
    ask: Callable[[Question, str], str] | None = None,
) -> list[str]:
    """Return a message for each required answer that is not among *answers*.

    *known* are the names that count as answered, where that is more than *answers*. *ask* words a
    message from a question and its sentence; None: as for flags and answers files.
    """
    answered = answers if known is None else known
    return [
        (ask or _ask_for)(question, " ".join((blank.sentence or question.ask).split()))
        for question in kind.questions
        if question.needed and question.name not in answered
        for blank in rendering.blanks(library, kind, question, answers, today)
    ]


def _ask_for(question: Question, sentence: str) -> str:
    cure = f"Give it as {question.flag}, or in the answers file."
    return f"{question.name} is missing: {sentence} {cure}"


def read_own(
    library: Library, kind: Kind, reading: Reading, answers: Mapping[str, Value], today: date
) -> Reading:
    """Return *reading*, of people, with the answers that are about each of them read too."""
    if not isinstance(reading.value, tuple):
        return reading
    names = {question.name: question for question in kind.questions if question.each_person}
    notes, doubts, people = list(reading.notes), list(reading.doubts), []
    for person in reading.value:
        if not isinstance(person, Person):
            continue
        own: dict[str, object] = {}
        for name, typed in person.own.items():
            if name not in names:
                own[name] = typed
                continue
            setting = setting_for(library, kind, names[name], answers, today)
            each = names[name].read(typed, setting)
            own[name] = each.value
            notes += [f"{person.greeting}, {name}: {note}" for note in each.notes]
            doubts += [replace(d, why=f"{person.greeting}, {name}: {d.why}") for d in each.doubts]
        people.append(replace(person, own=own))
    return replace(reading, value=tuple(people), notes=tuple(notes), doubts=tuple(doubts))


def told_doubt(why: str, offers: Iterable[str]) -> str:
    """Return *why* an answer is doubted, with its *offers*, unless the last sentence names them."""
    offered, last = list(offers), why.rsplit(". ", 1)[-1]
    told = all(offer in last for offer in offered)  # "Write 2026-03-04 or 2026-04-03."
    return why if told else f"{why} You could write: {' / '.join(offered)}"


def _unknown(library: Library, kind: Kind, source: Source) -> list[str]:
    """Return a message for each answer in *source* that no letter asks for."""
    if source.kept:
        return []
    known = {question.name for question in kind.questions} | {BOOKKEEPING, WORDING}
    each = {question.name for question in kind.questions if question.each_person}
    strange = [(source.where(name), name) for name in source.values if name not in known]
    of_one = [
        (f"{_where(source, 'people', number)}, {name}", name)
        for number, table in enumerate(_tables(source), 1)
        for name in table
        if name not in each and name not in ABOUT_A_PERSON
    ]
    if not strange and not of_one:
        return []
    everywhere = known | _all_names(library)
    return [
        f"{where}: no letter asks this.{closest(name, everywhere - {BOOKKEEPING})} "
        f"See: drafter questions {kind.name}"
        for where, name in (*strange, *of_one)
        if name not in everywhere
    ] + [
        f"{where}: this is asked once, not of each person. Put it above the first [[people]]."
        for where, name in of_one
        if name in known
    ]


def _tables(source: Source) -> list[Mapping[str, object]]:
    """Return the tables of people in *source*."""
    people = source.values.get("people")
    given = people if isinstance(people, list | tuple) else [people]
    return [each if isinstance(each, Mapping) else {} for each in given]


def _all_names(library: Library) -> set[str]:
    names: set[str] = set()
    for each in library.names():
        try:
            for name, kept_as in kept_names(library.kind(each)).items():
                names |= {name, kept_as}
        except TemplateError:
            continue  # a broken kind of the reader's is named elsewhere
    return names


def _first_person_notes(kind: Kind, answers: Mapping[str, Value]) -> list[str]:
    letters = groups(kind, answers)
    if len(letters) < 2:
        return []
    first = letters[0][0].greeting
    return [
        f"{question.name} is about one person, so it goes into the letter to {first}. "
        f"Under [[people]] each person can have their own."
        for question in kind.questions
        if question.each_person and answers.get(question.name)
    ]


def suggested(kind: Kind, noted: Mapping[str, Any]) -> dict[str, str]:
    """Return what of the *noted* answers may answer questions of *kind*, as one would type it."""
    found = {}
    for question in kind.questions:
        value = noted.get(question.suggest) if question.suggest else None
        if isinstance(value, list):
            texts = [str(each["greeting"] if isinstance(each, dict) else each) for each in value]
            found[question.name] = (", " if isinstance(value[0], dict) else "\n").join(texts)
        elif value:
            found[question.name] = value.isoformat() if isinstance(value, date) else str(value)
    return found


def written(value: object) -> Any:
    """Return *value* as an answers file has it; a skipped one is an empty text."""
    match value:
        case None:
            return ""
        case Mapping():
            return dict(value)
        case tuple():
            return [table_of(item) if isinstance(item, Person) else item for item in value]
    return value


def table_of(person: Person) -> dict[str, Any]:
    """Return *person* as an answers file has them."""
    table: dict[str, Any] = {"greeting": person.greeting}
    table |= {"name": person.name} if person.name else {}
    table |= {"email": person.email} if person.email else {}
    return table | {name: written(value) for name, value in person.own.items()}


# --- answers files ----------------------------------------------------------------------------


def read_file(path: Path) -> Source:
    """Return the answers in the TOML or JSON file at *path*.

    Raises:
        AnswerError: If it cannot be read; the message has the line.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except IsADirectoryError as error:
        raise AnswerError(
            f"{path}: this is a folder. Name the answers file in it, such as interview.toml."
        ) from error
    except OSError as error:
        raise AnswerError(f"{path}: this file cannot be read: {error.strerror}.") from error
    return read_bytes(content, str(path), json_only=path.suffix.lower() == ".json")


def read_bytes(content: bytes, name: str, *, json_only: bool = False) -> Source:
    """Return the answers in *content*, TOML or JSON, which the reader calls *name*."""
    if len(content) > LARGEST_FILE:
        raise AnswerError(f"{name}: this is over a megabyte, which is no answers file.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise AnswerError(
            f"{name}, line {line}: this is not UTF-8. Save the file as UTF-8 and try again."
        ) from error
    is_json = json_only or text.lstrip().startswith("{")
    values = _json(text, name) if is_json else _toml(text, name)
    pattern = r'"({})"\s*:' if is_json else r"""(?m)^\s*(?:\[\[)?["']?({})["']?\s*(?:=|\]\]|\.)"""
    lines: dict[str, int] = {}
    for found in re.finditer(pattern.format("|".join(map(re.escape, values))), text):
        at = found.start() + len(found.group()) - len(found.group().lstrip())
        lines.setdefault(found[1], text.count("\n", 0, at) + 1)
    for number, found in enumerate(re.finditer(r"(?m)^[ \t]*\[\[people\]\]", text), 1):
        lines[f"people[{number}]"] = text.count("\n", 0, found.start()) + 1
    named = {key.replace("-", "_"): value for key, value in values.items() if key != BOOKKEEPING}
    return Source(name=name, values=named, lines=lines)


def _toml(text: str, name: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AnswerError(
            f"{name}: this is not TOML: {error}. An answer stands in quotes: "
            'role = "staff nurse". Inside them, write \\" for a quotation mark.'
        ) from error
    except RecursionError as error:
        raise AnswerError(f"{name}: the lists in it are nested too deeply.") from error


def _json(text: str, name: str) -> dict[str, Any]:
    import json

    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise AnswerError(f"{name}, line {error.lineno}: this is not JSON: {error.msg}.") from error
    except (RecursionError, ValueError) as error:
        raise AnswerError(f"{name}: the lists in it are nested too deeply.") from error
    if not isinstance(values, dict):
        raise AnswerError(f'{name}: write one object, such as {{"role": "staff nurse"}}.')
    return values
