"""The letters there are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from drafter.commands import usage
from drafter.commands.flags import OPTIONS
from drafter.errors import TemplateError
from drafter.terminal.talk import print_out, tell

if TYPE_CHECKING:
    from drafter.letters.library import Kind


@click.command("kinds")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def command(as_json: bool) -> None:
    """List the letters there are."""
    kinds, warnings = letters()
    tell(*warnings)
    if as_json:
        rows = [{"kind": each.name, "title": each.title, "summary": each.summary} for each in kinds]
        print_out(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    wide = max(len(each.name) for each in kinds)
    print_out("\n".join(f"{each.name:<{wide}}  {each.summary}" for each in kinds))


def letters() -> tuple[list[Kind], list[str]]:
    """Return the kinds that are letters, and a warning for each folder that is left out."""
    outlines, warnings = usage.outlines()
    taken = {name for option in OPTIONS for name in (option.name, *option.opts)}
    kinds = []
    for each in outlines:
        try:
            kind = usage.library().kind(each.name)
        except TemplateError as error:
            warnings.append(f"{each.name} is left out. {error}")
            continue
        clash = [question.name for question in kind.questions if question.flag in taken]
        if clash:
            warnings.append(
                f"{each.name} is left out: {clash[0]!r} is an option, "
                "so no question can have its name."
            )
        elif kind.letter:
            kinds.append(kind)
    return kinds, warnings
