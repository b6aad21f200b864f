"""Prints what a shell needs to complete the letters, the tools and their flags."""

from __future__ import annotations

import click

from drafter.terminal.talk import print_out


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print what makes Tab complete the letters, tools and flags."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None, "click knows these shells"
    root = context.find_root().command
    print_out(kind(root, {}, "drafter", "_DRAFTER_COMPLETE").source())
