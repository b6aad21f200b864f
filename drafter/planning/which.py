"""Proposes which letter to write, and says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from drafter.letters.library import SHARED, Library

FILE = f"{SHARED}/which.toml"
TROUBLES = "went_wrong"  # the question that takes several answers, each a trouble
ALWAYS = "thank-you"  # owed after every interview
RECRUITED = "an agency"
_HARMLESS = ("nothing I can point at", "it went fine")
_NOTICED = ("one or two answers", "something I did")  # others may not have noticed them

# What was chosen at each question; several at one of them. A skipped question has no entry.
Chosen = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A question on the way to a letter, every one of which may be skipped.

    *several*: more than one of its choices may be true.
    """

    name: str
    ask: str
    choices: tuple[str, ...]
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A proposed *letter*: the reason for it, what speaks against it, and what to send besides."""

    letter: str
    why: str
    against: str
    besides: tuple[str, ...] = ()


def table(library: Library) -> dict[str, Any]:
    """Return the questions, the routes and the plans, as their file has them now."""
    return _read(library, library.read(FILE))


@lru_cache(maxsize=4)
def _read(library: Library, text: str | None) -> dict[str, Any]:
    return library.table(FILE)


def turns(library: Library) -> tuple[Turn, ...]:
    """Return the questions that lead to a letter."""
    return tuple(
        Turn(
            name=each["name"],
            ask=each["ask"],
            choices=tuple(each["choices"]),
            several=each.get("several", False),
        )
        for each in table(library)["question"]
    )


def troubles(answers: Chosen) -> tuple[str, ...]:
    """Return what went wrong, each thing once; a mere feeling counts only where it is alone."""
    given = answers.get(TROUBLES, ())
    each = tuple(dict.fromkeys([given] if isinstance(given, str) else given))
    named = tuple(trouble for trouble in each if trouble and not trouble.startswith(_HARMLESS))
    return named or tuple(filter(None, each[:1]))


def noted(library: Library, told: Mapping[str, object]) -> dict[str, list[str]]:
    """Return what went wrong by the notes of a debrief, which are among what was *told*."""
    found = [
        row["trouble"]
        for row in table(library).get("noted", ())
        if (value := told.get(row["name"])) and row.get("words", value) in (value, *_items(value))
    ]
    return {TROUBLES: list(troubles({TROUBLES: found}))} if found else {}


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def needless(turn: Turn, answers: Chosen) -> bool:
    """Return whether *turn* can change nothing any more, so that it is not asked."""
    if turn.name != "reaction":
        return False
    open_still = answers.get("standing", "") in ("", "no decision yet", "not sure")
    return not (open_still and any(each.startswith(_NOTICED) for each in troubles(answers)))


def propose(library: Library, answers: Chosen) -> Route:
    """Return the letter that *answers* lead to; there is always one.

    Of several troubles it is the first one's; a plan takes them all.
    """
    given = {**answers, "went_wrong": "".join(troubles(answers)[:1])}
    for route in table(library)["route"]:
        if all(given.get(name, "") == choice for name, choice in route["when"].items()):
            break
    besides = [] if route["letter"] in (ALWAYS, "rejection-reply", "check-in") else [ALWAYS]
    if answers.get("through_recruiter") == RECRUITED:
        besides.append("recruiter")
    return Route(
        letter=route["letter"],
        why=route["why"],
        against=route["against"],
        besides=tuple(besides),
    )
