"""Says things: what was asked for on standard output, everything else on standard error."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from drafter.review.letter import Finding


def tell(*texts: str) -> None:
    width = shutil.get_terminal_size().columns if sys.stderr.isatty() else 0
    for text in texts:
        click.echo(_folded(text, width) if width else text, err=True)


def _folded(text: str, width: int) -> str:
    """Return *text* with its lines folded between words, for a terminal that would cut them."""
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )


def print_out(text: str) -> None:
    click.echo(text.rstrip("\n"))


def told_findings(findings: Sequence[Sequence[Finding]]) -> list[str]:
    """Return the *findings* as lines for a person, a quiet heading before them."""
    from drafter.keeping.page import SEVERITIES

    words: dict[tuple[str, str], list[str]] = {}
    for each in (each for letter in findings for each in letter):
        words.setdefault((each.severity, each.message), []).append(each.words)
    lines = []
    for (severity, message), said in words.items():
        quoted = ", ".join(f'"{each}"' for each in dict.fromkeys(said) if each)
        lines.append(f"  {SEVERITIES[severity]}: {message} {quoted}".rstrip())
    return ["To look at once more:", *lines] if lines else []


@contextmanager
def stopping() -> Iterator[None]:
    """Let Ctrl-C and the end of the input stop the asking, where there is nothing to keep yet."""
    try:
        yield
    except EOFError:
        tell("\nThe input ended here.")
        raise click.exceptions.Exit(1) from None
    except KeyboardInterrupt:
        tell("\nStopped.")
        raise click.exceptions.Exit(130) from None


def settle_streams() -> None:
    """Let every letter be written, whatever the locale of the terminal can show."""
    for stream, is_asked_for in ((sys.stdout, True), (sys.stderr, False)):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure and is_asked_for and not stream.isatty():
            reconfigure(encoding="utf-8")
        elif reconfigure:
            reconfigure(errors="replace")
