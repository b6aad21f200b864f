"""Tells the sentences of ours in a letter, and reads how a person wants them put."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from drafter.language import cleaning, stories
from drafter.letters import rendering, saying
from drafter.letters.context import UNKNOWN, groups, head
from drafter.letters.library import Kind, Library
from drafter.letters.questions import Setting, Value, closest, read_example
from drafter.letters.rendering import Draft
from drafter.letters.saying import SUBJECT, TO, WORDING, Sentence

TABLE = "This is a table: write [wording], and below it a line for each sentence, thanks = 2."
AS_TYPED = ("greeting", "close", SUBJECT)  # of these own words need not be whole sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A sentence of ours, with each of its *wordings* as it reads with the example's answers.

    Where it has more wordings with other answers, those are told.
    Without a sentence that is *needed* an answer that the letter needs would stand nowhere.
    """

    name: str
    wordings: tuple[str, ...]
    needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How sentences are to be put: the number of a wording, an empty text, or own words.

    *apart* says it for one letter alone, by the greeting of whom it goes to.
    """

    chosen: Mapping[str, int | str]
    apart: Mapping[str, Mapping[str, int | str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@lru_cache(maxsize=32)
def sentences(library: Library, kind: Kind, today: date) -> tuple[Offered, ...]:
    """Return the sentences of ours that a letter of *kind* may have, in the order of the letter.

    Those that need another answer than the example's come after the others.
    """
    found: dict[str, Offered] = {}
    for answers in variants(library, kind, today):
        drafted = rendering.drafts(library, kind, answers, today)[0]
        for said in drafted.sentences:
            before = found.get(said.name)
            if before is None or said.wordings > len(before.wordings):
                found[said.name] = _offered(library, kind, answers, today, drafted, said)
    return tuple(found.values())


def _offered(
    library: Library,
    kind: Kind,
    answers: dict[str, Value],
    today: date,
    drafted: Draft,
    said: Sentence,
) -> Offered:
    put = {**answers, WORDING: {said.name: ""}}
    without = _needed_in(kind, answers, rendering.drafts(library, kind, put, today)[0])
    return Offered(
        name=said.name,
        wordings=in_each_wording(library, kind, answers, today, said),
        needed=_needed_in(kind, answers, drafted) != without,
    )


def in_each_wording(
    library: Library,
    kind: Kind,
    answers: Mapping[str, Value],
    today: date,
    said: Sentence,
    *,
    letter: int = 0,
) -> tuple[str, ...]:
    """Return what the sentence *said* reads like each way, in a letter that *answers* make.

    It is the one at the place *letter*, counted from 0.
    """
    heard = [*([()] * letter), [said]]
    return all_in_each_wording(library, kind, answers, today, heard)[letter][said.name]


def all_in_each_wording(
    library: Library,
    kind: Kind,
    answers: Mapping[str, Value],
    today: date,
    heard: Sequence[Iterable[Sentence]],
    *,
    unasked: str | None = None,
) -> list[dict[str, tuple[str, ...]]]:
    """Return for each letter what each sentence *heard* in it reads like each way, by name.

    All letters are made with the first wordings, then with the second ones, and so on. *unasked*
    stands for an answer that is still missing, as in `rendering.drafts`.
    """
    heads = [head(to) for to in groups(kind, answers)]
    many = [{said.name: said.wordings for said in some} for some in heard]
    texts: list[dict[str, list[str]]] = [{name: [] for name in each} for each in many]
    for number in range(1, max((most for each in many for most in each.values()), default=0) + 1):
        apart: dict[str, dict[str, int]] = {}
        for to, each in zip(heads, many, strict=False):
            ways = {name: number for name, most in each.items() if number <= most}
            apart.setdefault(to, {}).update(ways)
        put = {**answers, WORDING: {TO: apart}}
        drafted = rendering.drafts(library, kind, put, today, unasked=unasked)
        for draft, each, found in zip(drafted, many, texts, strict=False):
            first = {said.name: said.text for said in reversed(draft.sentences)}
            for name in first.keys() & each.keys():
                if number <= each[name]:
                    found[name].append(first[name])
    return [{name: tuple(some) for name, some in each.items()} for each in texts]


def _needed_in(kind: Kind, answers: Mapping[str, Value], drafted: Draft) -> set[str]:
    """Return the names of the answers that the letter needs and that stand in *drafted*."""
    words = f"{drafted.subject}\n{drafted.text}".casefold()
    return {
        question.name
        for question in kind.questions
        if question.needed and str(answers.get(question.name)).casefold() in words
    }


def variants(library: Library, kind: Kind, today: date) -> list[dict[str, Value]]:
    """Return answers of which each sentence of ours is in some letter, the example's first."""
    setting, letter = Setting(today=today), library.example(kind)
    asked = [each for each in kind.questions if each.name in letter]
    own = {each.name: read_example(each, letter[each.name], setting).value for each in asked}
    full = {each.name: read_example(each, each.example, setting).value for each in kind.questions}
    fewest = {each.name: full[each.name] for each in kind.questions if each.needed}
    found: list[dict[str, Value]] = [own, full, fewest]
    for question in kind.questions:
        rest = {name: value for name, value in full.items() if name != question.name}
        ways: list[Value] = [None] if question.optional else []
        ways += question.choices or ([True, False] if question.type == "yes" else ())
        found += [{**rest, question.name: way} for way in ways]
        found += [{**fewest, question.name: way} for way in (*ways, full[question.name])]
    return found


def read(
    library: Library, kind: Kind, given: Mapping[str, object], today: date, where: str
) -> Ways:
    """Return what *given*, a sentence's name and how it is put, means for a letter of *kind*.

    A table "to" in it holds a table of the same for each letter alone.
    """
    tables = given.get(TO)
    if not isinstance(tables, Mapping):
        return _read(library, kind, given, today, where)
    common = {name: way for name, way in given.items() if name != TO}
    read_of = {
        to: _read(library, kind, table, today, f"{where}: to {to}")
        if isinstance(table, Mapping)
        else Ways(chosen={}, problems=(f"{where}: to {to}: {TABLE}",))
        for to, table in tables.items()
    }
    every = [_read(library, kind, common, today, where), *read_of.values()]
    return Ways(
        chosen=every[0].chosen,
        apart={str(to): each.chosen for to, each in read_of.items()},
        notes=tuple(note for each in every for note in each.notes),
        problems=tuple(problem for each in every for problem in each.problems),
    )


def _read(
    library: Library, kind: Kind, given: Mapping[str, object], today: date, where: str
) -> Ways:
    known = {offered.name: offered for offered in sentences(library, kind, today)}
    chosen: dict[str, int | str] = {}
    notes: list[str] = []
    problems: list[str] = []
    for name, typed in given.items():
        way = _way(typed, paragraphs=name not in AS_TYPED)
        refused = _refused(name, way, known)
        if refused or way is None:
            problems.append(f"{where}: {refused}")
            continue
        if isinstance(way, str) and way and name not in AS_TYPED:
            fitted = stories.story(way)
            way = fitted.text
            notes += [f"{where}: {name}: {note}" for note in fitted.notes]
            notes += [f"{where}: {name}: {each.why}" for each in fitted.doubts if not each.must]
            problems += [f"{where}: {name}: {each.why}" for each in fitted.doubts if each.must]
        chosen[name] = way
    return Ways(chosen=chosen, notes=tuple(notes), problems=tuple(problems))


def _refused(name: str, way: int | str | None, known: Mapping[str, Offered]) -> str:
    """Return why the sentence called *name* cannot be put this *way*, or an empty text."""
    offered = known.get(name)
    if offered is None and name != SUBJECT:
        near = closest(name, known)
        return f"there is no sentence called {name}.{near} There are: {', '.join(known)}."
    if way is None:
        return (
            f"{name}: write the number of a wording, your own words in quotes, or an empty text "
            "to leave it out."
        )
    if isinstance(way, int):
        many = len(offered.wordings) if offered else 1
        return "" if 1 <= way <= many else f"{name} has wordings from 1 to {many}, and no {way}."
    if not way and (offered is None or offered.needed):
        return (
            f"{name} cannot be left out, since an answer that the letter needs stands nowhere "
            "else. Write it in your own words instead."
        )
    return ""


def _way(typed: object, *, paragraphs: bool) -> int | str | None:
    """Return *typed* as the number of a wording, an empty text, or own words; None: as neither."""
    if isinstance(typed, bool) or not isinstance(typed, int | str):
        return None
    text = cleaning.clean(str(typed), paragraphs=paragraphs)
    if cleaning.is_skip(text):
        return ""
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else text


def put(
    library: Library,
    kind: Kind,
    answers: Mapping[str, Value],
    today: date,
    name: str,
    way: object,
    to: str,
) -> tuple[Mapping[str, object], Ways]:
    """Return the ways of *answers* with the sentence *name* put this *way*, and what was read.

    *way* is the number of a wording, "" to leave it out, a text, or None for our own choice. *to*
    is the greeting of whom the letter goes to first; empty: so in every letter.
    """
    every, apart = saying.ways(answers), saying.ways_apart(answers)
    read_as = Ways(chosen={}) if way is None else read(library, kind, {name: way}, today, "")
    if read_as.problems:
        return saying.as_answer(every, apart), read_as
    if to and name in every:
        # What was put in every letter stays as it is in the others.
        letters = rendering.drafts(library, kind, answers, today, unasked=UNKNOWN)
        for there, now in _as_it_stands(letters, name, every.pop(name)):
            apart.setdefault(there, {}).setdefault(name, now)
    for each in [to] if to else [head(group) for group in groups(kind, answers)]:
        apart.setdefault(each, {}).pop(name, None)
    target = apart[to] if to else every
    target.pop(name, None)
    target |= read_as.chosen
    return saying.as_answer(every, apart), read_as


def _as_it_stands(
    letters: Iterable[Draft], name: str, way: int | str
) -> Iterator[tuple[str, int | str]]:
    """Yield for whom each of *letters* is, and how the sentence *name* is put in it, if it is.

    *way* is how it is put in every letter: a number takes the wordings in turn.
    """
    for draft in letters:
        chosen = next((said.chosen for said in draft.sentences if said.name == name), None)
        now = chosen if isinstance(way, int) else way
        if now is not None:
            yield head(draft.to), now


def from_flags(typed: Sequence[str]) -> dict[str, str]:
    """Return the ways in *typed*, each "thanks=2", "thanks=-" or "thanks=In my own words.".

    Raises:
        ValueError: If one says no way.
    """
    if without := [each for each in typed if "=" not in each]:
        raise ValueError(
            f"--wording {without[0]}: write NAME=HOW, such as thanks=2, or thanks=- for none."
        )
    pairs = (each.partition("=") for each in typed)
    return {name.strip().replace("-", "_"): way.strip() for name, _, way in pairs}
