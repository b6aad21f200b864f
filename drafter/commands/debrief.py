"""Leads from a debrief, which is written as a letter is, to the letter that it suggests."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.commands.flags import letter_command
from drafter.commands.which import ask
from drafter.terminal.talk import stopping


def go_on(folder: Path) -> None:
    """Ask which letter follows the debrief in *folder*, and write it there."""
    with stopping():
        following = ask({})
    if following:
        click.get_current_context().invoke(letter_command(following), folder=str(folder))
