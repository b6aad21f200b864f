"""The rules that letters are read over by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from drafter.terminal.talk import print_out, show

if TYPE_CHECKING:
    from drafter.review.reading import Rule

WIDTH = 80  # columns


@click.command("rules")
@click.argument("number", required=False, metavar="[RULE]")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def command(number: str | None, as_json: bool) -> None:
    """Print the rules that letters are read over by.

    Each with how much it weighs at worst, the letters it is for, what it asks, and why.
    """
    from drafter.review.reading import rules

    chosen = [rule for rule in rules() if number is None or rule.id == number.upper()]
    if not chosen:
        from drafter.letters.questions import closest

        near = closest(str(number).upper(), [rule.id for rule in rules()])
        raise click.UsageError(f"There is no rule called {number!r}.{near} See: drafter rules")
    if as_json:
        print_out(json.dumps([_row(rule) for rule in chosen], ensure_ascii=False, indent=2))
    else:
        show("\n\n".join(map(_told, chosen)))


def _row(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.id,
        "severity": rule.severity,
        "kinds": sorted(rule.kinds),
        "text": rule.text,
    }


def _told(rule: Rule) -> str:
    """Return *rule* as a person reads it: how much it weighs, for which letters, and its text."""
    import textwrap

    from drafter.keeping.page import SEVERITIES

    kinds = ", ".join(sorted(rule.kinds)) or "every letter"
    head = f"{rule.id}  {SEVERITIES[rule.severity]}, in {kinds}"
    blocks = [
        textwrap.fill(block, WIDTH, initial_indent="     ", subsequent_indent="     ",
                      break_long_words=False, break_on_hyphens=False)
        for block in rule.text.split("\n\n")
    ]  # fmt: skip
    return "\n".join([textwrap.fill(head, WIDTH, subsequent_indent="     "), "\n\n".join(blocks)])
