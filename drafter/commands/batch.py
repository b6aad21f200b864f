"""Writes a letter for every row of a table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from drafter.commands import usage
from drafter.terminal.talk import tell


@click.command("batch")
@click.argument("kind")
@click.argument("rows", metavar="ROWS.csv")
@click.option("--out", metavar="DIR", required=True, help="The folder for the letters.")
@click.option("--resume", is_flag=True, help="Leave out what is there and unchanged.")
@click.option("--format", "formats", default="txt,html", show_default=True, help="Which files.")
@click.option("--strict", is_flag=True, help="Exit with 1 if a letter should be mended.")
@click.option("--jobs", type=click.IntRange(1, 64), help="How many processes.  [as many as help]")
@click.option("--today", metavar="DAY", help="The day of writing, as 2026-11-22.  [today]")
def command(
    kind: str,
    rows: str,
    out: str,
    resume: bool,
    formats: str,
    strict: bool,
    jobs: int | None,
    today: str | None,
) -> None:
    """Write a letter for every row of a table."""
    from drafter.filling.session import Session
    from drafter.keeping import batch, making, record

    library, chosen, path = usage.library(), usage.kind(kind), Path(rows)
    with _progress(path) as progress:
        outcome = batch.run(
            library,
            chosen.with_default("style", usage.style()),
            path,
            Path(out),
            formats=usage.formats(formats),
            today=usage.day(today),
            resume=resume,
            tell=tell,
            progress=progress,
            review=Session.findings,
            jobs=jobs or making.processors(),
        )
    left = f", {outcome.left} were there already" if outcome.left else ""
    index = Path(out) / record.INDEX
    tell(f"{outcome.written} letters written to {out}{left}; {index} lists them.")
    if outcome.problems:
        tell(f"{outcome.problems} rows must be mended first; they are named above.")
    if outcome.findings:
        tell(f"{outcome.findings} things should be looked at; they stand in the index.")
    if outcome.problems or (strict and outcome.findings):
        raise click.exceptions.Exit(1)


@contextmanager
def _progress(path: Path) -> Iterator[Callable[[int], None] | None]:
    """Show how much of the file is read, on a terminal only; give what its bytes are told to."""
    if not sys.stderr.isatty() or not path.is_file():
        yield None
        return
    with click.progressbar(length=path.stat().st_size, file=sys.stderr, label="Reading") as bar:
        yield lambda read: bar.update(read - bar.pos)
