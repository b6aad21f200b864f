"""Begins where no letter is named: with what there is to go on with, or with a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from drafter.commands import usage
from drafter.commands.kinds import letters
from drafter.keeping import interview
from drafter.terminal.lines import Console, GoBack, choose
from drafter.terminal.talk import stopping

if TYPE_CHECKING:
    from drafter.keeping.interview import Interview
    from drafter.letters.library import Kind

DEBRIEF = "debrief"
ELSE = "an interview that is not here yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Something to begin with: how it is *told*, and *go*, which asks the rest and returns it.

    What *go* returns does it, once nothing is left to ask.

    Raises (from *go*):
        GoBack: If the person wants to choose again.
    """

    told: str
    go: Callable[[Console], Callable[[], None]]


def begin(console: Console, day: date) -> None:
    """Ask what it is about, and do it."""
    with stopping():
        done = _chosen(console, day)
    done()


def _chosen(console: Console, day: date) -> Callable[[], None]:
    from drafter.commands.letter import DRAFTS, was_told

    known = [each for each in interview.every(DRAFTS) if each.drafted or was_told(each)]
    if not known:
        return _new(console, day, back=False)
    found = ways(known, day)
    names = [way.told for way in found]
    while True:
        taken = choose(console, "What would you like to do?", names, "Enter takes 1.")
        try:
            return found[taken or 0].go(console)
        except GoBack:
            continue


def ways(known: Sequence[Interview], day: date) -> list[Way]:
    """Return what there is to do on *day* about the interviews that are *known*, newest first."""
    return [
        *(_going_on(each, day) for each in known if each.asking),
        *(way for each in known if (way := _due(each, day))),
        _another(known, day),
        Way(told="a new interview", go=lambda console: _new(console, day, back=True)),
        *_debrief(known, day),
    ]


def _going_on(known: Interview, day: date) -> Way:
    kept = sum(map(bool, known.told.values()))
    told = f"go on with the {known.asking} for {known.title} ({kept} answers kept)"
    return Way(told=told, go=lambda console: _writing(known.asking, known, day))


def _due(known: Interview, day: date) -> Way | None:
    """Return what is due for an interview on *day*: a letter to send, or one to write."""
    from drafter.commands.status import due

    following = due(known, day)
    if following is None or following.start > day or not known.drafted:
        return None
    kind = following.kind
    if kind in known.drafted and not known.went_out(kind):
        return Way(
            told=f"send the {kind} for {known.title}, which is due",
            go=lambda console: _sending(console, kind, known, day),
        )
    if kind == known.asking:
        return None
    return Way(
        told=f"write the {kind} for {known.title}, which is due",
        go=lambda console: _writing(kind, known, day),
    )


def _another(known: Sequence[Interview], day: date) -> Way:
    """Return the way to a further letter: straight to it where only one interview is known."""
    change = ", or change one" if any(each.drafted for each in known) else ""
    if len(known) == 1:
        return Way(
            told=f"another letter for {_named(known[0])}{change}",
            go=lambda console: _letter_for(console, known[0], day),
        )

    def asked(console: Console) -> Callable[[], None]:
        names = [_named(each) for each in known]
        while True:
            taken = choose(console, "For which interview?", names, "Enter takes 1.", back=True)
            try:
                return _letter_for(console, known[taken or 0], day)
            except GoBack:
                continue

    return Way(told=f"another letter for an interview you had{change}", go=asked)


def _debrief(known: Sequence[Interview], day: date) -> list[Way]:
    """Return the way to note down what happened, where there is such a kind."""
    if DEBRIEF not in usage.library().names():
        return []

    def asked(console: Console) -> Callable[[], None]:
        names = [ELSE, *(_named(each) for each in known)]
        taken = choose(console, "At which interview?", names, "Enter takes 1.", back=True)
        return _writing(DEBRIEF, known[taken - 1] if taken else None, day)

    return [Way(told="what happened: note it down, for nobody's eyes but yours", go=asked)]


# --- what is asked next -------------------------------------------------------------------------


def _new(console: Console, day: date, *, back: bool) -> Callable[[], None]:
    kind, chosen = _which(console, None, day, back=back)
    return _writing(kind.name, None, day, chosen)


def _letter_for(console: Console, known: Interview, day: date) -> Callable[[], None]:
    kind, chosen = _which(console, known, day, back=True)
    return _writing(kind.name, known, day, chosen)


def _which(
    console: Console, known: Interview | None, day: date, *, back: bool
) -> tuple[Kind, dict[str, Any]]:
    """Return the letter that the person takes from the list, or is led to by what they choose."""
    from drafter.commands import which

    kinds = letters()[0]
    drafted = known.drafted if known else {}
    names = [
        f"{kind.name}{f', written on {drafted[kind.name]}' if kind.name in drafted else ''}: "
        f"{kind.summary}"
        for kind in kinds
    ]
    taken = choose(console, "Which letter is it?", names, "Enter helps you choose.", back=back)
    chosen: dict[str, Any] = {}
    kind = kinds[taken] if taken is not None else which.ask(chosen, known, day)
    return kind or kinds[0], chosen


def _sending(console: Console, kind: str, known: Interview, day: date) -> Callable[[], None]:
    from drafter.commands import open as opening
    from drafter.commands import sent

    folder = str(known.folder)
    title = f"The {kind} for {known.title}:"
    names = ["open the page to copy it from", "it went out today: note that", "change it first"]
    taken = choose(console, title, names, "Enter takes 1.", back=True)
    context = click.get_current_context()
    if taken == 2:
        return _writing(kind, known, day)
    if taken:
        today = day.isoformat()
        return lambda: context.invoke(sent.command, kind=kind, folder=folder, today=today)
    return lambda: context.invoke(opening.command, folder=folder)


def _writing(
    kind: str, known: Interview | None, day: date, chosen: dict[str, Any] | None = None
) -> Callable[[], None]:
    """Return what writes a letter of *kind*, for an interview that is *known* or a new one.

    The plan that *chosen* leads to is kept with it.
    """
    from drafter.commands import flags, which
    from drafter.commands.letter import Options

    folder = str(known.folder) if known else None

    def write() -> None:
        letter = usage.library().kind(kind)
        options = Options(chosen=chosen)
        place = flags.write_letter(letter, folder, {}, options, day, new=known is None)
        if chosen:
            which.keep(place.interview, chosen)

    return write


def _named(known: Interview) -> str:
    """Return the interview by its name and day."""
    day = known.told.get("met_on")
    said = f"{day:%A} {day}" if isinstance(day, date) else day
    return f"{known.title} ({said})" if said else known.title
