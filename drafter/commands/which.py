"""Helps to choose the letter."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from drafter.commands import usage
from drafter.commands.flags import letter_command
from drafter.commands.kinds import letters
from drafter.planning import which
from drafter.terminal.talk import print_out, stopping

if TYPE_CHECKING:
    from drafter.letters.library import Kind
    from drafter.planning.which import Turn
    from drafter.terminal.lines import Console


@click.command("which")
@click.argument("folder", required=False)
@click.option("--standing", metavar="WORDS", help="Where things stand: they said no.")
@click.option("--went-wrong", metavar="WORDS", help="What went wrong: one or two answers.")
@click.option("--reaction", metavar="WORDS", help="Whether anyone reacted: it is my own feeling.")
@click.option("--through-recruiter", metavar="WORDS", help="Who arranged it: an agency.")
@click.pass_context
def command(context: click.Context, /, folder: str | None, **given: str | None) -> None:
    """Help to choose the letter, with four questions."""
    chosen = _chosen(given)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        print_out(which.told(which.propose(usage.library(), chosen)))
        return
    with stopping():
        kind = ask(chosen)
    if kind:
        context.invoke(letter_command(kind), folder=folder)


def _chosen(given: dict[str, str | None]) -> dict[str, str]:
    """Return the choice that each flag means."""
    from drafter.letters.questions import pick

    chosen = {}
    for turn in which.turns(usage.library()):
        typed = given.get(turn.name)
        if typed:
            choice = pick(typed, turn.choices)
            if choice is None:
                listed = "; ".join(turn.choices)
                option = turn.name.replace("_", "-")
                raise click.UsageError(f"--{option}: {typed!r} is not one of these: {listed}.")
            chosen[turn.name] = choice
    return chosen


def ask(chosen: dict[str, str]) -> Kind | None:
    """Ask what is not in *chosen*, propose a letter, and return the one the person takes."""
    from drafter.terminal.console import Terminal
    from drafter.terminal.lines import GoBack, choose

    console = Terminal()
    open_turns = [turn for turn in which.turns(usage.library()) if turn.name not in chosen]
    asked: list[Turn] = []
    while True:
        waiting = [
            turn for turn in open_turns if turn not in asked and not which.needless(turn, chosen)
        ]
        try:
            if not waiting:
                return _taken(console, chosen, back=bool(asked))
            turn = waiting[0]
            answer = choose(console, turn.ask, turn.choices, "Enter skips.", back=bool(asked))
        except GoBack:
            chosen.pop(asked.pop().name, None)
            continue
        asked.append(turn)
        if answer is not None:
            chosen[turn.name] = turn.choices[answer]


def _taken(console: Console, chosen: dict[str, str], *, back: bool) -> Kind:
    """Propose the letter that *chosen* asks for; return the one the person takes."""
    from drafter.terminal.lines import choose, say

    proposed = which.propose(usage.library(), chosen)
    console.say("")
    say(console, which.told(proposed))
    names = [kind.name for kind in letters()[0]]
    enter = f"Enter writes the {proposed.letter}."
    taken = choose(console, "Or another one:", names, enter, back=back)
    return usage.library().kind(proposed.letter if taken is None else names[taken])
