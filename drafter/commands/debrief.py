"""Leads from a debrief, which is written as a letter is, to the letter that it suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drafter.commands.flags import letter_command
from drafter.commands.which import ask
from drafter.terminal.talk import stopping

if TYPE_CHECKING:
    from drafter.keeping.interview import Interview


def go_on(known: Interview) -> None:
    """Ask which letters follow the debrief of *known*, and write the first of them there."""
    with stopping():
        following = ask({}, known)
    if following:
        click.get_current_context().invoke(letter_command(following), folder=str(known.folder))
