"""Leads from a debrief, which is written as a letter is, to the letter that it suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from drafter.commands.which import ask, write
from drafter.terminal.talk import stopping

if TYPE_CHECKING:
    from drafter.keeping.interview import Interview


def go_on(known: Interview) -> None:
    """Ask which letters follow the debrief of *known*, and write the first of them there."""
    chosen: dict[str, Any] = {}
    with stopping():
        following = ask(chosen, known)
    if following:
        write(click.get_current_context(), following, None, str(known.folder))
