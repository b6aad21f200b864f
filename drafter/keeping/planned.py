"""Makes the plan of an interview that is kept, from what was chosen, drafted and sent."""

from __future__ import annotations

from datetime import date

from drafter.keeping.interview import Interview
from drafter.language.lists import listed
from drafter.letters.library import Library
from drafter.planning import plan, timing
from drafter.planning.plan import Known, Mail
from drafter.planning.timing import Due


def mails(library: Library, kept: Interview, today: date) -> list[Mail]:
    """Return the mails that are still to be sent for *kept*, in their order."""
    return plan.plan(library, kept.chosen, today, known(kept))


def dues(library: Library, kept: Interview, today: date) -> list[Due]:
    """Return the days of the mails that are still to be sent for *kept*, in their order."""
    return plan.dues(library, kept.chosen, today, known(kept))


def crowded(kept: Interview, coming: list[Due]) -> list[str]:
    """Return the letters of which one person would get too many within a week."""
    days = {**kept.all_sent(), **{due.kind: due.start for due in coming}}
    return timing.crowded(days)


def known(kept: Interview) -> Known:
    """Return what a plan goes by of *kept*."""
    people = kept.facts.get("people")
    tables = people if isinstance(people, list) else []
    greetings = [str(each["greeting"]) for each in tables if each.get("greeting")]
    return Known(
        told=kept.told,
        letters=kept.letters,
        drafted=kept.drafted,
        sent=kept.all_sent(),
        people=str(listed(greetings)) if greetings else "",
    )
