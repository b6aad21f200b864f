"""Somebody whose keys are all known beforehand, at a terminal that keeps each screen."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from drafter.terminal.lines import Stop
from drafter.terminal.questionnaire import Questionnaire
from tests.filling.test_forty_rows import Script, questionnaire

CTRL_U = "\x15"  # empties the line, where it comes first; only what e put there stands in it


class Typist(Script):
    """A terminal at which *lines* are typed behind what stands in the line, as at a real one.

    *screens* holds what was said before each line, folded. The end of the lines ends the input.
    """

    def __init__(self, *lines: str, size: tuple[int, int] = (24, 80)) -> None:
        super().__init__(*lines)
        self.height, self.width = size
        self.screens: list[str] = []
        self.offered: list[str] = []  # what stood in each line
        self._since: list[str] = []

    def say(self, text: str) -> None:
        self._since.append(text)

    def read(self, prompt: str, prefill: str = "") -> str:
        self.screens.append(" ".join(" ".join(self._since).split()))
        self.offered.append(prefill)
        self._since = []
        typed = super().read(prompt, prefill)
        anew = typed.startswith(CTRL_U) or not self.prefills
        return typed.removeprefix(CTRL_U) if anew else prefill + typed

    @property
    def heard(self) -> str:
        """What was said all in all."""
        return " ".join(" ".join([*self.screens, *self._since]).split())

    @property
    def screen(self) -> str:
        """What was said before the last line was typed."""
        return self.screens[-1]


def begun(
    kind: str, given: Mapping[str, object], console: Typist, **suggested: str
) -> Questionnaire:
    """Return the asking of what *given* leaves open in a *kind* of letter; nothing asked yet."""
    asking = questionnaire(kind, given, console)
    asking.session = replace(asking.session, suggested=suggested)
    return asking


def asked(
    kind: str, given: Mapping[str, object], *lines: str, **suggested: str
) -> tuple[Questionnaire, Typist]:
    """Return the asking and its screens once *lines* were typed; then the input ends."""
    console = Typist(*lines)
    asking = begun(kind, given, console, **suggested)
    with suppress(EOFError, Stop):
        asking.run()
    return asking, console
