"""The desk that tests write letters at: a fixed day, the shipped letters, the command."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from drafter.errors import AnswerError
from drafter.filling import sources
from drafter.filling.sources import Source
from drafter.keeping import files as output
from drafter.letters import rendering
from drafter.letters.library import Kind, library

TODAY = date(2026, 11, 22)  # a Sunday
HERE = Path(__file__).parent
ROOT = HERE.parent
SHELF = library()
KINDS = [SHELF.kind(name) for name in SHELF.names()]
LETTERS = [kind for kind in KINDS if kind.letter]
NAMES = [kind.name for kind in LETTERS]

# What a program that a test starts sees of the world: the clock of the test, pretended or not,
# and no settings of the machine's.
CLOCK = {
    name: value
    for name, value in os.environ.items()
    if name in ("TZ", "LD_PRELOAD") or name.startswith("FAKETIME")
}
PLAIN = {"LANG": "C.UTF-8", "LC_ALL": "", "LC_TIME": ""}


def gather(kind: Kind, given: Mapping[str, object], today: date = TODAY) -> sources.Gathered:
    """Return what an answers file with *given* in it is read as."""
    return sources.gather(SHELF, kind, [Source(name="test.toml", values=given)], today)


def draft(kind: Kind, given: Mapping[str, object], today: date = TODAY) -> list[rendering.Draft]:
    """Return the letters that *given* makes."""
    told = gather(kind, given, today).answers
    lacking = sources.missing(SHELF, kind, told, today)
    if lacking:
        raise AnswerError(*lacking)
    return rendering.drafts(SHELF, kind, told, today)


def letter(kind: Kind, given: Mapping[str, object], today: date = TODAY) -> str:
    """Return the text files that *given* makes, one after the other."""
    return "\n".join(output.text_file(each).decode() for each in draft(kind, given, today))


def example(kind: Kind) -> dict[str, Any]:
    """Return the example answers of *kind*."""
    return dict(SHELF.example(kind))


def everything(kind: Kind) -> dict[str, Any]:
    """Return an answer to every question of *kind*: the example beside it."""
    return {question.name: question.example for question in kind.questions}


def read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def drafter(
    *arguments: str,
    cwd: Path,
    given: str = "",
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the drafter command as a person would, without a terminal."""
    home = {"HOME": str(cwd), "XDG_CONFIG_HOME": str(cwd / ".config")}
    return subprocess.run(
        [sys.executable, "-m", "drafter", *arguments],
        cwd=cwd,
        input=given,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **PLAIN, "PYTHONPATH": str(ROOT), **home, **(env or {})},
        timeout=60,
        check=False,
    )
