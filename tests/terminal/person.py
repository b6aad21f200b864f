"""Somebody at a terminal: a pty types, and reads what a person would see."""

from __future__ import annotations

import os
import re
import signal
import sys
import tomllib
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pexpect

from drafter.language.dates import long_day
from tests.desk import CLOCK, ROOT, SHELF, example

PROMPT = "  > "
ENTER = "\r"
YESTERDAY = long_day(date.today() - timedelta(days=1), "american").split(",")[0]

FIRST = [  # an empty line ends what is asked for in whole sentences
    "staff nurse",
    "Northgate General",
    "Dr. Adeyemi",
    YESTERDAY,
    "hearing how the ward runs its bedside handover",
    "It told me that nobody there hears about themselves from the corridor.\n",
    "",
    "I'd stand in on every handover for a month.\n",
    "Aoife O'Brien-Smith",
    "",
]
STAYED, WORK, WOULD_DO = (
    "Why did that stay with you?",
    "What have you done, or what did your work teach you, that they would care about?",
    "What would you do there, early on?",
)


class Person:
    """Somebody at a terminal."""

    def __init__(self, folder: Path, *arguments: str, size: tuple[int, int] = (40, 80), **env: str):
        self.folder = folder
        home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / ".config")}
        base = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm", **CLOCK}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "drafter", *arguments],
            cwd=str(folder),
            env={**base, **home, "LANG": "C.UTF-8", **env},
            encoding=env.pop("encoding", "utf-8"),
            timeout=45,
            dimensions=size,
        )
        self.child.delaybeforesend = None
        self.screen = ""

    def sees(self, *words: str) -> None:
        """Wait for the next prompt, and check what stands above it."""
        self.child.expect_exact(PROMPT)
        self.screen = plain(self.child.before)
        for each in words:
            assert each in self.screen, self.screen

    def types(self, text: str, end: str = ENTER) -> None:
        """Type *text*, each further line of it at a prompt of its own."""
        line, *further = text.split("\n")
        self.child.send(line + end)
        self.answers(further)

    def answers(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.sees()
            self.types(text)

    def leaves(self) -> int:
        """Read to the end; return the exit status."""
        self.child.expect(pexpect.EOF)
        self.screen = plain(self.child.before)
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -1

    def told(self) -> dict[str, Any]:
        """Return what is kept of the only interview, the answers of its letters among it."""
        (file,) = (self.folder / "drafts").glob("*/interview.toml")
        kept = tomllib.loads(file.read_text(encoding="utf-8"))
        return {name: each for own in kept["letter"].values() for name, each in own.items()} | kept


def plain(screen: str) -> str:
    """Return *screen* without what only moves the cursor, its lines folded where they wrapped."""
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\x07|\r", "", screen)
    return " ".join(text.split())


def typed_for(kind: str) -> list[str]:
    """Return what a person types to give the example answers of *kind*, question by question."""
    given, lines = example(SHELF.kind(kind)), []
    for question in SHELF.kind(kind).questions:
        of_several = question.name in ("letters", "asker")
        if of_several or (question.later and question.name != "contact"):
            continue
        value = given.get(question.name, "")
        if not value:
            lines.append("no" if value is False else "")
        elif question.type == "list" and question.choices:
            lines.append(", ".join(value))
        elif question.type == "list":
            lines += [*value, ""]
        elif question.type == "story":
            lines += [value, ""]
        else:
            lines.append("yes" if value is True else str(value))
    return lines


def ctrl_c(me: Person) -> int:
    return _until_heard(me, me.child.sendintr)


def end_of_input(me: Person) -> int:
    me.child.sendeof()
    return me.leaves()


def terminated(me: Person) -> int:
    return _until_heard(me, lambda: me.child.kill(signal.SIGTERM))


def _until_heard(me: Person, sends: Callable[[], None]) -> int:
    """Send a signal until it is heard.

    Python hears one that comes between the prompt and readline's wait only with the next key.
    """
    for _ in range(4):
        sends()
        if me.child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=10) == 0:
            break
    me.screen = plain(me.child.before)
    me.child.close()
    return me.child.exitstatus if me.child.exitstatus is not None else -1


def closed(me: Person) -> int:
    me.child.close(force=False)
    return 0


STOPS = {"Ctrl-C": ctrl_c, "end of input": end_of_input, "kill": terminated, "closed": closed}
