"""Makes the command of a letter: each of its questions is a flag."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from drafter.commands import usage

if TYPE_CHECKING:
    from drafter.commands.letter import Options
    from drafter.keeping.place import Place
    from drafter.letters.library import Kind
    from drafter.letters.questions import Question

# A question cannot take the name of one of these options.
OPTIONS: tuple[click.Option, ...] = tuple(
    click.Option([flag], **settings)  # type: ignore[arg-type]
    for flag, settings in {
        "--answers": {"metavar": "FILE", "help": "A TOML or JSON file; - reads JSON."},
        "--example": {"is_flag": True, "help": "Use the example answers, and ask nothing."},
        "--no-input": {"is_flag": True, "help": "Never ask: name what is missing."},
        "--out": {"metavar": "DIR", "help": "Where to write.  [drafts/COMPANY-ROLE]"},
        "--format": {"default": "txt,html", "show_default": True, "help": "Which files to write."},
        "--force": {"is_flag": True, "help": "Replace a file that you have edited."},
        "--print": {"is_flag": True, "help": "Print the letter and write no file."},
        "--wording": {
            "multiple": True,
            "metavar": "NAME=HOW",
            "help": "Put a sentence of ours another way.",
        },
        "--json": {"is_flag": True, "help": "Print one JSON object."},
        "--strict": {"is_flag": True, "help": "Exit with 1 if something should be mended."},
        "--copy": {"is_flag": True, "help": "Copy the text to the clipboard."},
        "--open": {"is_flag": True, "help": "Open the mail program with it, or the page."},
        "--today": {"metavar": "DAY", "help": "The day of writing, as 2026-11-22.  [today]"},
    }.items()
)


def letter_command(kind: Kind) -> click.Command:
    """Return the command that writes a letter of *kind*."""
    asked = [_option(question) for question in kind.questions]
    folder = click.Argument(["folder"], required=False, metavar="[FOLDER]")

    def write_it(folder: str | None, **given: Any) -> Place:
        from drafter.commands.letter import Options

        flags = {question.name: given.pop(question.name) for question in kind.questions}
        told = {name: value for name, value in flags.items() if value}
        try:
            if ways := given.pop("wording"):
                from drafter.letters.wording import from_flags

                told["wording"] = from_flags(ways)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        day, formats = usage.day(given.pop("today")), usage.formats(given.pop("format"))
        return write_letter(kind, folder, told, Options(**given, formats=formats), day)

    return click.Command(
        kind.name,
        params=[folder, *asked, *OPTIONS],
        callback=write_it,
        help=f"{kind.summary}\n\nFOLDER is an earlier letter's: what it was told is used again.",
        short_help=kind.summary,
    )


def write_letter(
    kind: Kind,
    folder: str | None,
    told: Mapping[str, object],
    options: Options,
    day: date,
    *,
    new: bool = False,
) -> Place:
    """Write a letter of *kind*, and go on from a debrief; *new*: it goes on with nothing begun."""
    from drafter.commands.letter import write

    styled = kind.with_default("style", usage.style())
    place = write(usage.library(), styled, folder, told, options, day, new=new)
    if options.asks and not kind.letter and place.interview:
        from drafter.commands.debrief import go_on

        go_on(place.interview)
    return place


def _option(question: Question) -> click.Option:
    from drafter.filling.session import shown

    example = shown(question.example).replace("\n", "; ")
    told = question.ask or question.hint
    helped = f"For example: {example}" if example else told
    several = question.type in ("list", "people")
    return click.Option(
        [question.flag],
        metavar=question.type.upper(),
        help=helped,
        multiple=several,
        is_flag=False,
        flag_value="yes" if question.type == "yes" else None,
    )
