"""Notes that a letter went out; nothing is ever noted by itself."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import click

from drafter.commands import usage
from drafter.errors import AnswerError
from drafter.terminal.talk import tell

if TYPE_CHECKING:
    from drafter.keeping.interview import Interview


@click.command("sent")
@click.argument("kind")
@click.argument("folder", required=False)
@click.option("--to", "whom", metavar="NAME", help="Whose letter, where each person has one.")
@click.option("--today", metavar="DAY", help="The day it went out.  [today]")
def command(kind: str, folder: str | None, whom: str | None, today: str | None) -> None:
    """Note that a letter went out."""
    day = usage.day(today)
    usage.kind(kind)
    one = _waiting(kind, folder)
    _refuse_day(one, kind, day)
    one.move(usage.library())
    to = f" to {_mark_sent(one, kind, whom, day)}" if whom else ""
    if not whom:
        one.mark_sent(kind, day)
    one.save()
    tell(f"Noted: {kind}{to} for {one.title} went out on {day}.")


def _waiting(kind: str, folder: str | None) -> Interview:
    """Return the one interview whose letter of *kind* waits to be sent."""
    from drafter.commands.letter import DRAFTS

    drafted = [each for each in usage.interviews(folder) if kind in each.drafted]
    waiting = [each for each in drafted if not each.went_out(kind)] or drafted
    if not waiting:
        where = folder or f"{DRAFTS}/"
        raise AnswerError(f"{where}: no {kind} was drafted here. Draft it with: drafter {kind}")
    if len(waiting) > 1:
        folders = ", ".join(str(each.folder) for each in waiting)
        raise AnswerError(f"Several interviews have a {kind}. Name the folder, one of: {folders}")
    return waiting[0]


def _refuse_day(known: Interview, kind: str, day: date) -> None:
    """Raise where a letter of *kind* cannot have gone out on *day*."""
    drafted = known.drafted[kind]
    cure = "Give the day it went out, as --today 2026-11-22."
    if day < drafted:
        raise AnswerError(
            f"The {kind} was drafted on {drafted}, so it did not go out on {day}. {cure}"
        )
    # A letter that was drafted under a later day says that this day has come.
    if day > max(usage.day(), *known.drafted.values()):
        raise AnswerError(f"{day} is still to come, so the {kind} has not gone out yet. {cure}")


def _mark_sent(known: Interview, kind: str, whom: str, day: date) -> str:
    """Note that the letter of *kind* to *whom* went out; return how it greets them."""
    names = [each.whom for each in known.saved.get(kind, ())]
    words = _words_of(whom)
    found = [name for name in names if words and words <= _words_of(name)]
    exact = [name for name in found if words == _words_of(name)]
    if len(exact or found) != 1:
        raise AnswerError(
            f"--to: {whom!r} is not one of those that the {kind} goes to. Name one of: "
            f"{'; '.join(names)}."
        )
    (chosen,) = exact or found
    known.sent[known.saved[kind][names.index(chosen)].stem] = day
    return chosen


def _words_of(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold()))
