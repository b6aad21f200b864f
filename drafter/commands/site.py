"""Makes the page into a folder of static files."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.terminal.talk import print_out, tell


@click.command("site")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--pyodide",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Python for browsers: the unpacked npm package pyodide.",
)
def command(folder: Path, pyodide: Path | None) -> None:
    """Make the page into a folder of static files, for a page host."""
    from drafter.web import site

    if pyodide is None:
        raise click.UsageError(
            f"--pyodide FOLDER is missing: Python for browsers. To get it: {site.HOW_TO_GET_IT}"
        )
    made = site.build(pyodide)
    site.write(folder, made)
    print_out(str(folder))
    size = sum(map(len, made.values())) / 1e6
    tell(f"{len(made)} files, {size:.1f} MB. Put the folder on any page host, as it is.")
