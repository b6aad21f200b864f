"""Helps to choose the letters, and makes a plan of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from drafter.commands import usage
from drafter.commands.flags import write_letter
from drafter.commands.kinds import letters
from drafter.planning import plan, which
from drafter.terminal.talk import print_out, stopping

if TYPE_CHECKING:
    from datetime import date

    from drafter.keeping.interview import Interview
    from drafter.letters.library import Kind
    from drafter.planning.plan import Mail
    from drafter.planning.which import Turn
    from drafter.terminal.lines import Console


@click.command("which")
@click.argument("folder", required=False)
@click.option("--standing", metavar="WORDS", help="Where things stand: they said no.")
@click.option(
    "--went-wrong", metavar="WORDS", multiple=True,
    help="What went wrong: one or two answers. Once for each thing.",
)  # fmt: skip
@click.option("--reaction", metavar="WORDS", help="Whether anyone reacted: it is my own feeling.")
@click.option("--through-recruiter", metavar="WORDS", help="Who arranged it: an agency.")
@click.option("--today", metavar="DAY", help="The day to plan from.  [today]")
def command(folder: str | None, today: str | None, **given: Any) -> None:
    """Help to choose the letters, with four questions, and plan them.

    With the FOLDER of an interview, the plan has its days, and is kept for drafter status.
    """
    chosen, day = _chosen(given), usage.day(today)
    known = _known(folder)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        chosen = _noted(known) | chosen
        print_out(_told(chosen, day, known))
        keep(known, chosen)
        return
    with stopping():
        kind = ask(chosen, known, day)
    if kind:
        from drafter.commands.letter import Options

        place = write_letter(kind, folder, {}, Options(chosen=chosen), day)
        keep(place.interview, chosen)


def ask(
    chosen: dict[str, Any], known: Interview | None = None, day: date | None = None
) -> Kind | None:
    """Ask what is not in *chosen*, make the plan, and return the letter the person begins with.

    What they answer is added to *chosen*; what their notes say, Enter takes.
    """
    from drafter.terminal.console import Terminal
    from drafter.terminal.lines import GoBack

    console = Terminal()
    offered = {name: (choices, "from your notes") for name, choices in _noted(known).items()}
    open_turns = [turn for turn in which.turns(usage.library()) if turn.name not in chosen]
    asked: list[Turn] = []
    while True:
        waiting = [
            turn for turn in open_turns if turn not in asked and not which.needless(turn, chosen)
        ]
        try:
            if not waiting:
                return _taken(console, chosen, known, day or usage.day(), back=bool(asked))
            turn = waiting[0]
            answer = _answer(console, turn, *offered.get(turn.name, ([], "")), back=bool(asked))
        except GoBack:
            turn = asked.pop()
            if before := chosen.pop(turn.name, None):
                offered[turn.name] = (before, "as before")
            continue
        asked.append(turn)
        if answer:
            chosen[turn.name] = answer


def keep(known: Interview | None, chosen: dict[str, Any]) -> None:
    """Keep what was *chosen* with the interview, so that its plan is there the next time."""
    if known is not None and chosen:
        known.chosen = chosen
        known.save()


def _answer(
    console: Console, turn: Turn, offered: str | list[str], whence: str, *, back: bool
) -> str | list[str] | None:
    """Return what is chosen at *turn*; Enter takes what is *offered*, and *whence* says why."""
    from drafter.terminal.lines import choose, choose_some

    choices = [offered] if isinstance(offered, str) else offered
    numbers = ", ".join(str(turn.choices.index(each) + 1) for each in choices)
    otherwise = f"Enter takes {numbers}, {whence}." if numbers else "Enter skips."
    if turn.several:
        some = choose_some(console, turn.ask, turn.choices, otherwise, back=back)
        return [turn.choices[each] for each in some] or choices
    one = choose(console, turn.ask, turn.choices, otherwise, back=back)
    return turn.choices[one] if one is not None else offered or None


def _taken(
    console: Console, chosen: dict[str, Any], known: Interview | None, day: date, *, back: bool
) -> Kind:
    """Tell the plan that *chosen* leads to; return the letter the person begins with."""
    from drafter.terminal.lines import choose_by_name

    names, first = [kind.name for kind in letters()[0]], _first(chosen, day, known)
    advice = _told(chosen, day, known)
    taken = choose_by_name(console, advice, names, f"Enter writes the {first}.", back=back)
    keep(known, chosen)
    return usage.library().kind(first if taken is None else names[taken])


def _noted(known: Interview | None) -> dict[str, Any]:
    """Return what the debrief of an interview says of what went wrong, if there is one."""
    return which.noted(usage.library(), known.told) if known else {}


def _chosen(given: dict[str, Any]) -> dict[str, Any]:
    """Return the choices that each flag means."""
    from drafter.letters.questions import pick

    chosen: dict[str, Any] = {}
    for turn in which.turns(usage.library()):
        typed = given.get(turn.name) or ()
        found = []
        for each in [typed] if isinstance(typed, str) else typed:
            choice = pick(each, turn.choices)
            if choice is None:
                listed = "; ".join(turn.choices)
                option = turn.name.replace("_", "-")
                raise click.UsageError(f"--{option}: {each!r} is not one of these: {listed}.")
            found.append(choice)
        if found:
            chosen[turn.name] = found if turn.several else found[0]
    return chosen


def _known(folder: str | None) -> Interview | None:
    if folder is None:
        return None
    from drafter.commands.letter import earlier_interview

    known = earlier_interview(folder)
    known.move(usage.library())
    return known


def _mails(chosen: dict[str, Any], day: date, known: Interview | None) -> list[Mail]:
    if known is None:
        return plan.plan(usage.library(), chosen, day)
    from drafter.keeping import planned

    return plan.plan(usage.library(), chosen, day, planned.known(known))


def _told(chosen: dict[str, Any], day: date, known: Interview | None) -> str:
    return plan.told(plan.main(usage.library(), chosen), _mails(chosen, day, known))


def _first(chosen: dict[str, Any], day: date, known: Interview | None) -> str:
    """Return the letter that is written first: the first of the plan that is not drafted yet."""
    drafted = known.drafted if known else {}
    waiting = [mail.letter for mail in _mails(chosen, day, known) if not mail.follows]
    rest = [letter for letter in waiting if letter not in drafted]
    return next(iter(rest or waiting), plan.main(usage.library(), chosen).letter)
