"""Proposes which letter to write, and says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drafter.letters.library import SHARED, Library

FILE = f"{SHARED}/which.toml"
ALWAYS = "thank-you"  # owed after every interview
RECRUITED = "an agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A question on the way to a letter, every one of which may be skipped."""

    name: str
    ask: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A proposed *letter*: the reason for it, what speaks against it, and what to send besides."""

    letter: str
    why: str
    against: str
    besides: tuple[str, ...] = ()


def turns(library: Library) -> tuple[Turn, ...]:
    """Return the questions that lead to a letter."""
    table = library.table(FILE)
    return tuple(
        Turn(name=each["name"], ask=each["ask"], choices=tuple(each["choices"]))
        for each in table["question"]
    )


def needless(turn: Turn, answers: Mapping[str, str]) -> bool:
    """Return whether *turn* can change nothing any more, so that it is not asked."""
    if turn.name != "reaction":
        return False
    feels = ("one or two answers", "something I did")
    open_still = answers.get("standing", "") in ("", "no decision yet", "not sure")
    return not (open_still and answers.get("went_wrong", "").startswith(feels))


def propose(library: Library, answers: Mapping[str, str]) -> Route:
    """Return the letter that *answers* lead to; there is always one.

    A skipped question has no entry in *answers*.
    """
    for route in library.table(FILE)["route"]:
        if all(answers.get(name, "") == choice for name, choice in route["when"].items()):
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


def told(route: Route) -> str:
    """Return *route* in a few lines for the person who asked."""
    lines = [f"{route.letter}: {route.why}"]
    if route.against:
        lines.append(f"Against it: {route.against}")
    if ALWAYS in route.besides:
        lines.append("Send the thank-you too, before it or with it: it is owed either way.")
    if "recruiter" in route.besides:
        lines.append("Tell the recruiter on the same day, before they talk to the client.")
    return "\n".join(lines)
