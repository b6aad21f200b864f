"""What the command line tells every command: the letters there are, the day, the files to write."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.commands.tools import TOOLS
from drafter.errors import TemplateError

if TYPE_CHECKING:
    from drafter.keeping.interview import Interview
    from drafter.letters.library import Kind, Library, Outline


def library() -> Library:
    """Return the letters of the reader's own and ours, read once in a run."""
    from drafter.letters import library

    context = click.get_current_context(silent=True)
    root = context.find_root() if context else None
    if root is None:
        return library.library()
    if root.obj is None:
        own = Path(click.get_app_dir("drafter")) / "templates"
        root.obj = library.library(own if own.is_dir() else None)
    return root.obj  # type: ignore[no-any-return]


def outlines() -> tuple[list[Outline], list[str]]:
    """Return an outline of each kind, and a warning for each folder that is left out."""
    found, warnings = [], []
    for name in library().names():
        if name in TOOLS:
            warnings.append(f"{name}: this folder of yours is left out, since a tool has its name.")
            continue
        try:
            found.append(library().outline(name))
        except (TemplateError, ValueError, TypeError) as error:
            warnings.append(f"{name} is left out. {error}")
    return sorted(found, key=lambda each: (each.rank, each.name)), warnings


def kind(name: str) -> Kind:
    """Return the kind that is called *name*; wrong usage if there is none."""
    from drafter.letters.questions import closest

    if name not in library().names():
        near = closest(name.replace("_", "-"), library().names())
        raise click.UsageError(f"There is no letter called {name!r}.{near} See: drafter kinds")
    return library().kind(name)


def interviews(folder: str | None) -> list[Interview]:
    """Return the interview in *folder*, or where none is named, every one in drafts."""
    from drafter.commands.letter import DRAFTS, earlier_interview
    from drafter.keeping import interview

    return [earlier_interview(folder)] if folder else interview.every(DRAFTS)


def day(today: str | None = None) -> date:
    """Return the day that --today names, or the day it is."""
    if today is None:
        return date.today()
    try:
        return date.fromisoformat(today)
    except ValueError:
        raise click.UsageError(
            f"--today: {today!r} is not a day. Write it as 2026-11-22."
        ) from None


def formats(given: str) -> tuple[str, ...]:
    """Return the formats that --format names, each once."""
    from drafter.keeping.files import FORMATS

    chosen = [each.strip().lower() for each in given.split(",") if each.strip()]
    unknown = [each for each in chosen if each not in FORMATS]
    if unknown or not chosen:
        known = ", ".join(FORMATS)
        raise click.UsageError(f"--format: {given!r}: choose from {known}, with commas between.")
    return tuple(dict.fromkeys(chosen))


def style() -> str:
    """Return the style of the reader's locale: British outside the United States and Canada."""
    name = next(
        (os.environ[key] for key in ("LC_ALL", "LC_TIME", "LANG") if os.environ.get(key)), ""
    )
    country = name.split(".")[0].partition("_")[2]
    return "British" if name.startswith("en_") and country not in ("US", "CA", "PH") else "American"
