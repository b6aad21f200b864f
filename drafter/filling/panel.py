"""Keeps what was told of each person, whatever happens to their name while it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from drafter.language.names import are_same, greeting
from drafter.letters import saying
from drafter.letters.questions import Person, Value
from drafter.letters.reading import setting_for, style_of
from drafter.letters.saying import TO, WORDING

if TYPE_CHECKING:
    from drafter.filling.session import Key, Session

SPELLED_ALIKE = 0.6  # of 1, so that Rob was Rab, and Tom was not Grace


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
        (each for each in same if _are_alike(each.greeting, who.greeting)), None
    )
    waiting = {
        name: value
        for (name, to), typed in session.typed.items()
        if to not in known and _is_back(to, who, here)
        if (value := _read(session, name, typed.text)) is not None
    }
    own = {**waiting, **(before.own if before else {})}
    return replace(who, own=own, email=who.email or (before.email if before else None))


def _are_alike(one: str, other: str) -> bool:
    """Return whether two names may be one person's, of whom one is perhaps spelled wrongly."""
    if are_same(one, other):
        return True
    from difflib import SequenceMatcher  # seldom: somebody's name has changed

    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= SPELLED_ALIKE


def _is_back(name: str, who: Person, here: Iterable[str]) -> bool:
    """Return whether *who* is the one called *name*, which is nobody's of those *here*."""
    if name == who.greeting:
        return True
    return bool(name) and name not in here and _are_alike(name, who.greeting)


def _read(session: Session, name: str, text: str) -> object:
    question = session.kind.question(name)
    if question is None or not question.each_person:
        return None
    setting = setting_for(session.library, session.kind, question, session.answers, session.today)
    return question.read(text, setting).value


def key_now(session: Session, key: Key) -> Key:
    """Return *key*, of whom it is about as they are called now: a page may know an older name."""
    name, to = key
    return name, next((who.greeting for who in session.people if are_same(who.greeting, to)), to)


def told_apart(before: Session, after: Session) -> Session:
    """Return *after*, in which what was told of whoever went away waits for them to come back.

    Another style writes the titles of all of them anew.
    """
    if before.answers.get("style") != after.answers.get("style"):
        return _restyled(after)
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


def _restyled(session: Session) -> Session:
    style = style_of(session.kind, session.answers)
    now = {who.greeting: greeting(who.greeting, style=style).text for who in session.people}
    if all(old == new for old, new in now.items()):
        return session
    people = tuple(replace(who, greeting=now[who.greeting]) for who in session.people)
    answers: dict[str, Value] = {**session.answers, "people": people}
    if apart := saying.ways_apart(session.answers):
        renamed = {now.get(old, old): ways for old, ways in apart.items()}
        answers[WORDING] = {**saying.ways(session.answers), TO: renamed}
    typed = {(name, now.get(to, to)): each for (name, to), each in session.typed.items()}
    return replace(session, answers=answers, typed=typed)


def _has_back(key: Key, people: Iterable[Person], here: Iterable[str]) -> bool:
    return any(key[0] in who.own and _is_back(key[1], who, here) for who in people)
