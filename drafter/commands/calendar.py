"""Writes the plan as a file that a calendar opens."""

from __future__ import annotations

import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.commands import usage
from drafter.errors import AnswerError
from drafter.terminal.talk import tell

if TYPE_CHECKING:
    from drafter.keeping.interview import Interview
    from drafter.planning.calendar import Event

NAME = "plan.ics"


@click.command("calendar")
@click.argument("folder", required=False)
@click.option("--out", metavar="FILE", help=f"Where to write; - prints it.  [FOLDER/{NAME}]")
@click.option("--country", metavar="CODE", help="Whose public holidays are kept free: DE, US-TX.")
@click.option("--zone", metavar="NAME", help="Their time zone, for nine o'clock there.")
@click.option("--today", metavar="DAY", help="The day to plan from.  [today]")
def command(
    folder: str | None, out: str | None, country: str | None, zone: str | None, today: str | None
) -> None:
    """Write the plan as a file that a calendar opens.

    There is one day for each mail that is still to be sent, with its reason; opened again, the file
    moves them.
    """
    from drafter.commands.letter import DRAFTS
    from drafter.keeping import files
    from drafter.planning import calendar

    day = usage.day(today)
    events = [
        event
        for known in usage.interviews(folder)
        for event in [*_events(known, day, country, zone), *_preparing(known, day)]
    ]
    if not events:
        raise AnswerError("Nothing is to be sent, so there is nothing for a calendar. See: "
                          f"drafter which{f' {folder}' if folder else ''}")  # fmt: skip
    content = calendar.reminders(events, now=datetime.combine(day, time()))
    if out == "-":
        sys.stdout.buffer.write(content)
        return
    path = Path(out) if out else Path(folder or DRAFTS) / NAME
    files.make_folder(path.parent)
    files.write_whole(path, content, private=True)
    tell(f"Saved: {path}, with {len(events)} {'day' if len(events) == 1 else 'days'}.")


def _events(known: Interview, today: date, country: str | None, zone: str | None) -> list[Event]:
    """Return an event for each mail of an interview's plan."""
    from drafter.keeping import planned
    from drafter.planning import hours
    from drafter.planning.calendar import Event

    free = hours.holidays_of(country) if country else ()
    theirs = hours.zone(zone) if zone else None
    known.move(usage.library())
    found = []
    for mail in planned.mails(usage.library(), known, today):
        day = hours.day_for(mail.letter, max(mail.start, today), free)
        title = usage.library().kind(mail.letter).title
        if mail.letter in known.drafted:
            todo = f"Send it, then: drafter sent {mail.letter} {known.folder}"
        else:
            todo = f"Write it: drafter {mail.letter} {known.folder}"
        found.append(
            Event(
                day=day,
                what=f"{'If no word has come' if mail.follows else 'Send'}: {title}, {known.title}",
                why="\n".join(filter(None, [f"To {mail.to}.", mail.why, mail.when, todo])),
                about=f"{mail.letter}, {known.folder.name}, {known.title}",
                at=hours.opening(day, theirs) if theirs else None,
            )
        )
    return found


def _preparing(known: Interview, today: date) -> list[Event]:
    """Return the day on which to prepare for the next interview, where a debrief has its day."""
    from drafter.planning.calendar import Event
    from drafter.planning.preparing import preparation

    found = preparation(known.told, today)
    if found is None:
        return []
    why = [f"It is on {found.day:%A} {found.day}.", *found.what]
    about = f"prepare, {known.folder.name}, {known.title}"
    what = "Prepare for the next interview"
    return [Event(day=found.start, what=what, why="\n".join(why), about=about)]
