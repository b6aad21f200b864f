"""Reads over any letter."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.commands import usage
from drafter.errors import FileError
from drafter.terminal.talk import print_out, show

if TYPE_CHECKING:
    from drafter.review.letter import Letter


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--kind", metavar="KIND", help="Which letter it is.  [from the name of the file]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--strict", is_flag=True, help="Exit with 1 if something should be mended.")
def command(files: tuple[str, ...], kind: str | None, as_json: bool, strict: bool) -> None:
    """Read over any letter, text or HTML, whoever wrote it; - reads standard input."""
    from drafter.commands.letter import are_grave
    from drafter.filling.exchange import finding_rows
    from drafter.review.phrases import phrase_lists
    from drafter.review.reading import read_over
    from drafter.terminal.talk import told_findings

    if kind:
        usage.kind(kind)
    phrases = phrase_lists(usage.library())
    letters = [_letter_in(name, kind) for name in files]
    found = [read_over(letter, library_phrases=phrases) for letter in letters]
    rows = [{"file": n, "findings": finding_rows(f)} for n, f in zip(files, found, strict=True)]
    if as_json:
        table = {"findings": rows[0]["findings"]} if len(rows) == 1 else {"files": rows}
        print_out(json.dumps(table, ensure_ascii=False, indent=2))
    else:
        for name, each in zip(files, found, strict=True):
            lines = told_findings([each])[1:] or ["  Nothing to mend was found."]
            show("\n".join([f"{name}:", *lines]), lit=True)
    if strict and are_grave(found):
        raise click.exceptions.Exit(1)


def _letter_in(name: str, kind: str | None) -> Letter:
    """Return the letter in the file called *name*, with what is known of its interview."""
    from drafter.filling import sources
    from drafter.keeping import interview
    from drafter.review.letter import letter_from

    path, library = Path(name), usage.library()
    text = _text_in(name)
    names = [each for each in library.names() if path.stem.startswith(each)]
    chosen = library.kind(kind or names[0]) if kind or names else None
    letter = letter_from(text, chosen)
    if chosen and (path.parent / interview.FILE).is_file():
        known = interview.load(path.parent)
        told = sources.gather(library, chosen, [known.as_saved(chosen)], usage.day()).answers
        letter = replace(letter, told=told)
    return letter


def _text_in(name: str) -> str:
    """Return the text of the file called *name*, or of standard input for "-"."""
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise FileError(f"{name}: this file cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise FileError(
            f"{name}: this is not UTF-8 text. Save it as UTF-8, or paste it."
        ) from error
