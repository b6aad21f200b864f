"""Opens the page that letters are copied from."""

from __future__ import annotations

import click

from drafter.commands import usage
from drafter.errors import AnswerError


@click.command("open")
@click.argument("folder", required=False)
def command(folder: str | None) -> None:
    """Open the page that letters are copied from."""
    from drafter.commands.delivery import open_page_of
    from drafter.commands.letter import DRAFTS

    library = usage.library()
    drafted = [
        each
        for each in usage.interviews(folder)
        if any(library.kind(name).letter for name in each.drafted)
    ]
    if not drafted:
        raise AnswerError(
            f"{folder or DRAFTS}: there is no letter here yet. Begin with: drafter thank-you"
        )
    open_page_of(library, drafted[0], usage.day())
