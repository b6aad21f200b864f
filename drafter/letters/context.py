"""Whom each letter goes to, and what its templates are given: the answers as it has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from drafter.language import lists, names
from drafter.letters import saying
from drafter.letters.library import Kind, Library
from drafter.letters.questions import Person, Question, Value

Answers = Mapping[str, Value]

UNKNOWN = "…"  # a required answer that is not asked yet
ASKER = "asker"  # who of several people asked
_ALL = ("all", "all of them", "both", "both of them", "everybody", "everyone", "they", "you")


# --- whom it goes to --------------------------------------------------------------------------


def groups(kind: Kind, answers: Answers) -> list[tuple[Person, ...]]:
    """Return the people of each letter: one each, all together, or the chair (the first) alone."""
    people = everybody(answers)
    if len(people) < 2:
        return [people]
    way = answers.get("letters") or _default(kind, "letters")
    if way == "one each":
        return [(person,) for person in people]
    return [people[:1]] if way == "one to the chair" else [people]


def head(to: Sequence[Person]) -> str:
    """Return the greeting by which the letter to these people is told from others."""
    return to[0].greeting if to else ""


def everybody(answers: Answers) -> tuple[Person, ...]:
    """Return all the people of *answers*, none while nobody is named."""
    people = answers.get("people")
    if isinstance(people, tuple):
        return tuple(person for person in people if isinstance(person, Person))
    return ()


def _others(kind: Kind, answers: Answers, to: tuple[Person, ...]) -> tuple[str, ...] | None:
    """Return whom the chair is asked to thank, or None if the letter goes to everybody."""
    if len(groups(kind, answers)) > 1:
        return None
    return tuple(person.greeting for person in everybody(answers)[len(to) :]) or None


def _asker(told: object, answers: Answers, to: tuple[Person, ...]) -> str | None:
    """Return who asked, as the letter names them; None: whoever reads it, or all of them."""
    if not isinstance(told, str) or told.casefold() in _ALL:
        return None
    asked = next((who for who in everybody(answers) if names.are_same(told, who.greeting)), None)
    if asked and len(to) == 1 and to[0].greeting == asked.greeting:
        return None
    return asked.greeting if asked else told


def _on_first_names(answers: Answers, place: int, to: tuple[Person, ...]) -> bool:
    """Return whether one is on first names with all of *to*, in the letter at *place*.

    Each may have said so of their own. Where nobody has, a greeting tells it as far as one can
    see: "Grace".
    """
    shared = answers.get("first_names") if place == 0 else None
    if not to or (shared is not None and len(to) > 1):
        return bool(shared)
    told = [(who, who.own.get("first_names")) for who in to]
    told = [(who, shared if own is None else own) for who, own in told]
    return all(
        names.is_first_name(who.greeting) if said is None else bool(said) for who, said in told
    )


# --- what the templates are given -------------------------------------------------------------


def context_for(
    library: Library,
    kind: Kind,
    answers: Answers,
    place: int,
    to: tuple[Person, ...],
    *,
    today: date,
    unasked: str | None,
) -> dict[str, Any]:
    """Return what the templates are given: every question of the kind, and nothing else.

    It is for the letter at *place*, which goes *to* these people. *unasked* stands for a required
    answer that is not there yet; None: such an answer is None.
    """
    context: dict[str, Any] = {}
    for question in kind.questions:
        context[question.name] = _value(question, answers, place, to, unasked=unasked)
    style = answers.get("style") or _default(kind, "style")
    context["style"] = saying.style(library, str(style or "").lower())
    if kind.letter:
        context["first_names"] = _on_first_names(answers, place, to)
    context["others"] = _others(kind, answers, to)
    context["several"] = len(everybody(answers)) > 1
    if ASKER in context:
        context[ASKER] = _asker(context[ASKER], answers, to)
    context["team"] = saying.Ours(kind.team)
    context["formal"] = any(context.get(name) == word for name, word in kind.formal)
    for question in kind.questions if context["formal"] else ():
        if context[question.name] in question.choices:  # a choice of ours is in our words
            context[question.name] = saying.in_full(library, context[question.name])
    context["body"] = f"{kind.name}/body.html"
    context["_in_full"] = partial(saying.in_full, library) if context["formal"] else str
    context["_today"], context["_heard"] = today, []
    apart = saying.ways_apart(answers).get(head(to), {})
    context["_numbers"] = saying.Numbers(place, saying.ways(answers), apart)
    return context


def _value(
    question: Question,
    answers: Answers,
    place: int,
    to: tuple[Person, ...],
    *,
    unasked: str | None,
) -> object:
    """Return the answer to *question* in the letter at *place*, as a template gets it."""
    if question.name == "people":
        names = tuple(person.greeting for person in to)
        if unasked and "people" not in answers and (question.needed or unasked == UNKNOWN):
            return (unasked.format(name="people"),)
        return names or None
    value: object = answers.get(question.name)
    if question.each_person:
        own = [person.own[question.name] for person in to if person.own.get(question.name)]
        shared = [value] if value and place == 0 and value not in own else []
        value = _joined(question, [*shared, *own])
    if question.once and place > 0:
        return None
    if value is None and question.name not in answers:
        if question.default is not None:
            return (
                {"yes": True}.get(question.default) if question.type == "yes" else question.default
            )
        if unasked and question.needed:
            blank = unasked.format(name=question.name)
            return (blank,) if question.type == "list" else blank
    return value


def _joined(question: Question, values: Sequence[object]) -> object:
    """Return one answer made of those of several people who share a letter."""
    if len(values) < 2:
        return values[0] if values else None
    if question.type == "list":
        return tuple(item for value in values for item in value)  # type: ignore[attr-defined]
    texts = [str(value) for value in values]
    return " ".join(texts) if question.type == "story" else lists.listed(texts)


def _default(kind: Kind, name: str) -> str | None:
    question = kind.question(name)
    return question.default if question else None
