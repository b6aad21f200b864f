"""Shows what was drafted, what is due, and what comes next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from drafter.commands import usage
from drafter.errors import TemplateError
from drafter.terminal.talk import show

if TYPE_CHECKING:
    from drafter.keeping.interview import Interview
    from drafter.planning.timing import Due


@click.command("status")
@click.argument("folder", required=False)
@click.option("--today", metavar="DAY", help="The day to tell it for.  [today]")
def command(folder: str | None, today: str | None) -> None:
    """Show what was drafted, what is due, and what comes next."""
    from drafter.commands.letter import DRAFTS

    day = usage.day(today)
    known = usage.interviews(folder)
    if not known:
        show(f"There is nothing in {DRAFTS}/ yet. Begin with: drafter thank-you")
        return
    following = [(due(each, day), each) for each in known]
    following.sort(key=lambda pair: pair[0].start if pair[0] else date.max)
    show("\n\n".join("\n".join(_status(each, next_one, day)) for next_one, each in following))


def due(known: Interview, day: date) -> Due | None:
    """Return what comes next for an interview, whose letters each go by what they were told."""
    from drafter.planning import timing

    known.move(usage.library())
    return timing.next_letter(
        known.told, known.drafted, known.all_sent(), day, letters=known.letters
    )


def _status(known: Interview, following: Due | None, day: date) -> list[str]:
    lines = [f"{known.title}  ({known.folder})"]
    if known.asking:
        lines.append(f"  unfinished: drafter {known.asking} {known.folder}")
    letters = {kind: day for kind, day in known.drafted.items() if _is_letter(kind)}
    sent = known.all_sent()
    for kind, drafted in letters.items():
        lines.append(f"  {kind}: drafted {drafted}, {_sent(known, kind)}")
        lines += [f"  {line}" for line in _changed(known, kind, was_sent=kind in sent)]
    if not letters and not known.asking:
        return [*lines, f"  next, now: drafter which {known.folder}"]
    if following is None:
        return [*lines, "  Nothing is due."]
    until = (
        f" to {following.until}" if following.until and following.until != following.start else ""
    )
    when = "now" if following.start <= day else f"from {following.start}"
    if following.kind in known.drafted and following.kind not in sent:
        what = f"send the {following.kind}, then: drafter sent {following.kind} {known.folder}"
    else:
        what = f"drafter {following.kind} {known.folder}"
    return [*lines, f"  next, {when}{until}: {what}", f"  {following.why}"]


def _is_letter(name: str) -> bool:
    """Return whether the kind called *name* is a letter; one that is gone was."""
    try:
        return usage.library().kind(name).letter
    except TemplateError:
        return True


def _sent(known: Interview, kind: str) -> str:
    """Return what was sent of the letters of *kind*, one for each person perhaps."""
    if day := known.went_out(kind):
        return f"sent {day}"
    days = [(each.whom, known.sent_on(kind, each.stem)) for each in known.saved.get(kind, ())]
    gone = [f"sent to {whom} {day}" for whom, day in days if day]
    waiting = [f"to {whom} not marked as sent" for whom, day in days if not day]
    return ", ".join([*gone, *waiting]) if gone else "not marked as sent"


def _changed(known: Interview, kind: str, *, was_sent: bool) -> list[str]:
    """Return which facts the letter of *kind* still has as they were when it was saved."""
    found = [
        f"The {kind}, which was sent, says {_quoted(then)}; the interview now says {_quoted(now)}."
        if was_sent
        else f"The {kind} still says {_quoted(then)}, the interview now says {_quoted(now)}."
        for _, then, now in known.changed(kind)
    ]
    mend = [] if was_sent or not found else [f"To write it anew: drafter {kind} {known.folder}"]
    return [*found, *mend]


def _quoted(value: object) -> str:
    """Return an answer of interview.toml as a person would say it."""
    from drafter.language.lists import listed

    if isinstance(value, date):
        return f"{value:%A} {value}"
    if isinstance(value, list):
        return str(listed(each["greeting"] for each in value if each.get("greeting")))
    return f'"{value}"'
