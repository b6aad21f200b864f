"""Says things: what was asked for on standard output, everything else on standard error."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from drafter.review.letter import Finding


LOOKS = {
    "strong": {"bold": True},
    "quiet": {"dim": True},
    "mend": {"bold": True, "fg": "red"},
}


def tell(*texts: str, lit: bool = False) -> None:
    """Say *texts* where a person reads them; *lit*: they are findings, the worst easy to see."""
    for text in texts:
        click.echo(_fitted(text, sys.stderr, lit=lit), err=True)


def print_out(text: str) -> None:
    """Print *text*, which was asked for, as it is."""
    click.echo(text.rstrip("\n"))


def show(text: str, *, lit: bool = False) -> None:
    """Print *text*, which was asked for, so that a person at a terminal can read it."""
    click.echo(_fitted(text.rstrip("\n"), sys.stdout, lit=lit))


def _fitted(text: str, stream: TextIO, *, lit: bool) -> str:
    """Return *text* as *stream* shows it best: a terminal folds its lines between words."""
    if not stream.isatty():
        return text
    width = shutil.get_terminal_size().columns
    folded = "\n".join(_folded(line, width) for line in text.split("\n"))
    return with_findings_lit(folded) if lit and paints(stream) else folded


def _folded(line: str, width: int) -> str:
    """Return *line* folded between words, what hangs over a little further in than its begin."""
    indent = len(line) - len(line.lstrip())
    return textwrap.fill(
        line,
        width,
        subsequent_indent=" " * (indent + 2) if indent else "",
        break_long_words=False,
        break_on_hyphens=False,
    )


def paints(stream: TextIO) -> bool:
    """Return whether *stream* shows bold and colours, and the person has nothing against it."""
    quiet = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not quiet


def painted(text: str, look: str) -> str:
    """Return *text* with the signs that make a terminal show it in one of LOOKS."""
    return click.style(text, **LOOKS[look])  # type: ignore[arg-type]


def with_findings_lit(text: str) -> str:
    """Return *text* with what should be mended easy to see."""
    from drafter.keeping.page import SEVERITIES

    worst = re.compile(rf"^( +)({SEVERITIES['blocker']}:)", re.M)
    return worst.sub(lambda found: found[1] + painted(found[2], "mend"), text)


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
