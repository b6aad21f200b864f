"""Keeps what was told of each person, whatever happens to their name while it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from drafter.language.names import are_same
from drafter.letters.questions import Person
from drafter.letters.reading import setting_for

if TYPE_CHECKING:
    from drafter.filling.session import Key, Session


def with_own(session: Session, people: Iterable[object]) -> tuple[Person, ...]:
    """Return *people* with what is known of each of them already.

    Who keeps their name keeps what was told of them, and so does who is named more shortly or more
    fully than before, and who was away for as long as the name was being typed.
    """
    named = [who for who in people if isinstance(who, Person)]
    return tuple(_with_own(session, who, named) for who in named)


def _with_own(session: Session, who: Person, named: Sequence[Person]) -> Person:
    here = {each.greeting for each in named}
    known = {each.greeting: each for each in session.people}
    same = [each for each in session.people if each.greeting not in here]
    before = known.get(who.greeting) or next(
        (each for each in same if are_same(each.greeting, who.greeting)), None
    )
    waiting = {
        name: value
        for (name, greeting), typed in session.typed.items()
        if greeting not in known and _is_back(greeting, who, here)
        if (value := _read(session, name, typed.text)) is not None
    }
    own = {**waiting, **(before.own if before else {})}
    return replace(who, own=own, email=who.email or (before.email if before else None))


def _is_back(greeting: str, who: Person, here: Iterable[str]) -> bool:
    """Return whether *who* is the one called *greeting*, who is not among those *here*."""
    if greeting == who.greeting:
        return True
    return bool(greeting) and greeting not in here and are_same(greeting, who.greeting)


def _read(session: Session, name: str, text: str) -> object:
    question = session.kind.question(name)
    if question is None or not question.each_person:
        return None
    setting = setting_for(session.library, session.kind, question, session.answers, session.today)
    return question.read(text, setting).value


def told_apart(before: Session, after: Session) -> Session:
    """Return *after*, in which what was told of whoever went away waits for them to come back."""
    if before.people == after.people:
        return after
    from drafter.filling.session import Typed, shown

    here = {who.greeting for who in after.people}
    waiting = {
        (name, who.greeting): Typed(text=shown(value))
        for who in before.people
        if not any(_is_back(who.greeting, each, here) for each in after.people)
        for name, value in who.own.items()
        if value is not None
    }
    were = {who.greeting for who in before.people}
    rest = {
        key: typed
        for key, typed in after.typed.items()
        if not key[1] or key[1] in were or not _has_back(key, after.people, here)
    }
    return replace(after, typed=rest | waiting)


def _has_back(key: Key, people: Iterable[Person], here: Iterable[str]) -> bool:
    return any(key[0] in who.own and _is_back(key[1], who, here) for who in people)
