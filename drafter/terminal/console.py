"""The terminal as `ask` needs it: lines that can be edited, and signals that lose nothing."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import sys
from collections.abc import Iterator
from types import FrameType

import click

from drafter import cache
from drafter.terminal.talk import paints

PLAIN_EDITORS = ("nano", "pico", "micro")  # each shows how to save and leave


class Terminal:
    """A terminal with the line editing of GNU readline, where there is one.

    readline is in Python itself, offers a text to be changed, knows bracketed paste, and leaves
    what was printed alone, which suits a screen reader; it costs a first question nothing.
    """

    def __init__(self) -> None:
        try:
            import readline
        except ImportError:
            self._readline = None
        else:
            readline.set_auto_history(False)
            self._readline = readline
        # Python reads through readline only if it reads and writes on the terminal.
        self.prefills = self._readline is not None and sys.stdin.isatty() and sys.stdout.isatty()

        self.paints = paints(sys.stderr)

    def say(self, text: str) -> None:
        """Print *text* where a person reads it."""
        click.echo(_sayable(text), err=True)

    def read(self, prompt: str, prefill: str = "") -> str:
        """Return the line that is typed, *prefill* being there to be changed.

        Raises:
            EOFError: At the end of the input, or where the terminal is gone. This and
                KeyboardInterrupt hold the half of a line that was typed until then, if it is known.
        """
        sys.stderr.flush()
        cache.save()  # now, since a window that is closed ends the run without a word
        while True:
            try:
                return self._line(prompt, prefill)
            except UnicodeDecodeError:
                self.say("  Some of that could not be read as text. Please type it once more.")
            except OSError as error:
                raise EOFError from error

    def _line(self, prompt: str, prefill: str) -> str:
        if self.prefills:
            return self._edited(prompt, prefill)
        click.echo(prompt, err=True, nl=False)
        typed = sys.stdin.readline()
        if not typed:
            raise EOFError
        return typed.rstrip("\n")

    def _edited(self, prompt: str, prefill: str) -> str:
        """Return the line that is typed; the half of one that is left is in the exception."""
        readline, begun = self._readline, False
        assert readline is not None

        def begin() -> None:
            nonlocal begun
            begun = True
            readline.insert_text(prefill)

        readline.set_startup_hook(begin)
        try:
            typed = input(prompt)
        except (EOFError, KeyboardInterrupt) as left:
            stood = readline.get_line_buffer() if begun else ""
            raise type(left)(stood) from None
        finally:
            readline.set_startup_hook(None)
        # Of a window that is closed, readline hands over the half line as if it was whole. From 8.2
        # on it drops it, before Python hears of it.
        if not sys.stdin.isatty():
            raise EOFError(typed)
        if typed.strip():
            readline.add_history(" ".join(typed.split()))
        return typed

    def more_waits(self) -> bool:
        """Return whether further lines are there already, as after a paste."""
        try:
            return bool(select.select([sys.stdin], [], [], 0.05)[0])
        except (OSError, ValueError):
            return False  # Windows has no select for a console

    def edit(self, text: str) -> str | None:
        """Return *text* as changed in the editor that $VISUAL or $EDITOR names, or a plain one.

        None where there is none: nobody is led into vi who did not ask for it.
        """
        own = sys.platform == "win32" or os.environ.get("VISUAL") or os.environ.get("EDITOR")
        plain = next(filter(shutil.which, PLAIN_EDITORS), None)
        if not (own or plain):
            return None
        try:
            return click.edit(text, editor=None if own else plain, require_save=False)
        except (click.ClickException, OSError):
            return None

    @property
    def width(self) -> int:
        """The width of the terminal in characters, asked anew since it can change."""
        return shutil.get_terminal_size().columns

    @property
    def height(self) -> int:
        """The height of the terminal in lines."""
        return shutil.get_terminal_size().lines


def _sayable(text: str) -> str:
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.replace("…", "...")
    return text


@contextlib.contextmanager
def stops_on_signals() -> Iterator[None]:
    """Stop as Ctrl-C does when the terminal is closed or the process is told to end.

    Without this, readline would leave the terminal without its echo.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_IGN)  # a second one would stop the keeping
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
