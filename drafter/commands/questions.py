"""What a letter asks, as a file to fill in or a table."""

from __future__ import annotations

import json

import click

from drafter.commands import usage
from drafter.terminal.talk import print_out


@click.command("questions")
@click.argument("kind")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the header of a CSV file.")
@click.option("--wordings", is_flag=True, help="Print the letter's own sentences, in each wording.")
def command(kind: str, as_json: bool, as_csv: bool, wordings: bool) -> None:
    """Print a letter's questions as an answers file to fill in."""
    from drafter.letters import catalogue

    if as_json + as_csv + wordings > 1:
        raise click.UsageError("Choose one of --json, --csv and --wordings.")
    library, chosen, day = usage.library(), usage.kind(kind), usage.day()
    if as_csv:
        print_out(catalogue.csv_header(chosen))
    elif wordings:
        print_out(catalogue.wordings(library, chosen, day))
    elif as_json:
        table = catalogue.table(library, chosen, day)
        print_out(json.dumps(table, ensure_ascii=False, indent=2))
    else:
        print_out(catalogue.answers_file(library, chosen, day))
