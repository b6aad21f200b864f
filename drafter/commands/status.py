"""Shows what was drafted, what is due, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from drafter.commands import usage
from drafter.errors import TemplateError
from drafter.terminal.talk import show

if TYPE_CHECKING:
    from drafter.keeping.interview import Interview
    from drafter.planning.timing import Due

TOO_MUCH = (
    "{} would all reach the same people within a week, and that is too much: leave one out, or let "
    "one say what two would."
)


@click.command("status")
@click.argument("folder", required=False)
@click.option("--country", metavar="CODE", help="Where they are, for its public holidays: DE.")
@click.option("--zone", metavar="NAME", help="Their time zone: Europe/Berlin.")
@click.option("--today", metavar="DAY", help="The day to tell it for.  [today]")
def command(folder: str | None, country: str | None, zone: str | None, today: str | None) -> None:
    """Show what was drafted, what is due, and what comes next."""
    from drafter.commands.letter import DRAFTS
    from drafter.planning import hours

    day = usage.day(today)
    theirs = hours.zone(zone) if zone else None
    free = hours.holidays_of(country) if country else ()

    def hint(due: Due) -> str:
        """Return what this hour has against a letter that may go out now."""
        if today or due.start > day:
            return ""
        return hours.hint(due.kind, datetime.now().astimezone(), theirs=theirs, holidays=free)

    known = usage.interviews(folder)
    if not known:
        show(f"There is nothing in {DRAFTS}/ yet. Begin with: drafter thank-you")
        return
    following = [(_dues(each, day), each) for each in known]
    following.sort(key=lambda pair: pair[0][0].start if pair[0] else date.max)
    show(
        "\n\n".join(
            "\n".join([*_status(each, coming, day, hint), *_preparing(each, day)])
            for coming, each in following
        )
    )


def due(known: Interview, day: date) -> Due | None:
    """Return what comes next for an interview, if anything does."""
    return next(iter(_dues(known, day)), None)


def _dues(known: Interview, day: date) -> list[Due]:
    """Return what is still to be sent for an interview, one after the other."""
    from drafter.keeping import planned

    known.move(usage.library())
    return planned.dues(usage.library(), known, day)


def _status(
    known: Interview, coming: list[Due], day: date, hint: Callable[[Due], str]
) -> list[str]:
    lines = [f"{known.title}  ({known.folder})"]
    if known.asking:
        lines.append(f"  unfinished: drafter {known.asking} {known.folder}")
    letters = {kind: day for kind, day in known.drafted.items() if _is_letter(kind)}
    sent = known.all_sent()
    for kind, drafted in letters.items():
        lines.append(f"  {kind}: drafted {drafted}, {_sent(known, kind)}")
        lines += [f"  {line}" for line in _changed(known, kind, was_sent=kind in sent)]
    if not letters and not known.asking and known.chosen is None:
        return [*lines, f"  next, now: drafter which {known.folder}"]
    if not coming:
        return [*lines, "  Nothing is due."]
    for word, due in zip(["next", *["then"] * len(coming)], coming, strict=False):
        lines += [f"  {word}, {_when(due, day)}: {_what(known, due)}", f"  {due.why}"]
        lines += [f"  {said}"] if (said := hint(due)) else []
    return [*lines, *_too_much(known, coming)]


def _preparing(known: Interview, day: date) -> list[str]:
    """Return how to take the feedback that was asked for, and when to prepare for what is next."""
    from drafter.planning.preparing import FEEDBACK, awaits_feedback, preparation

    lines = []
    if awaits_feedback(known.told, known.letters, known.all_sent()):
        lines.append(f"  {FEEDBACK} It has a place in: drafter debrief {known.folder}")
    if found := preparation(known.told, day):
        on = "now" if found.start <= day else f"on {found.start:%A} {found.start}"
        what = f": {'; '.join(found.what)}" if found.what else "."
        lines.append(
            f"  The next interview is on {found.day:%A} {found.day}. To prepare, {on}{what}"
        )
    return lines


def _when(due: Due, day: date) -> str:
    until = f" to {due.until}" if due.until and due.until != due.start else ""
    return f"{'now' if due.start <= day else f'from {due.start}'}{until}"


def _what(known: Interview, due: Due) -> str:
    """Return what is to be done for the letter that is *due*."""
    kind = due.kind
    if kind in known.drafted and kind not in known.all_sent():
        return f"send the {kind}, then: drafter sent {kind} {known.folder}"
    silent = ", if no word has come" if kind == "check-in" else ""
    return f"drafter {kind} {known.folder}{silent}"


def _too_much(known: Interview, coming: list[Due]) -> list[str]:
    """Return what to say where the letters are too many, or two of them thank twice."""
    from drafter.keeping import planned
    from drafter.language.lists import listed

    kinds = [due.kind for due in coming]
    lines = []
    if crowd := planned.crowded(known, coming):
        lines.append(f"  {TOO_MUCH.format(str(listed(crowd)).capitalize())}")
    thanks = [each for each in ("apology", "clarification") if each in {*kinds, *known.all_sent()}]
    if "thank-you" in kinds and thanks:
        lines.append(f"  The {thanks[0]} thanks them too, so the thank-you may stay unsent.")
    return lines


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
