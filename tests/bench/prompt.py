"""The least that a command with a question can cost: bare click, which has a --help too."""

import click


@click.command()
@click.option("--role", help="Which role was the interview for?")
@click.option("--company", help="Which company was it with?")
def main(role: str, company: str) -> None:
    """Ask for a role, and say it."""
    click.echo(click.prompt("  > ", prompt_suffix=""))


main()
