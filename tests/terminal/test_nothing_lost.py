"""Stopped at each question of each letter, in each way: counted, nothing is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from drafter.commands import letter
from drafter.keeping import interview
from drafter.letters.library import Kind
from drafter.letters.questions import Question
from tests import desk
from tests.terminal.typist import Typist, begun


def _interrupt() -> str:
    raise KeyboardInterrupt


def _end_input() -> str:
    raise EOFError


def _hang_up() -> str:
    os.kill(os.getpid(), signal.SIGHUP)
    time.sleep(5)
    raise AssertionError("nobody heard that the terminal was closed")


WAYS: dict[str, Callable[[], str]] = {
    "quit": lambda: "q",
    "Ctrl-C": _interrupt,
    "Ctrl-D": _end_input,
    "closed": _hang_up,
}


class Leaving(Typist):
    """A terminal that its person leaves in some *way* once everything is typed."""

    def __init__(self, *lines: str, way: Callable[[], str]) -> None:
        super().__init__(*lines)
        self.way = way

    def read(self, prompt: str, prefill: str = "") -> str:
        return super().read(prompt, prefill) if self.lines else self.way()


def typed(kind: Kind) -> list[list[str]]:
    """Return the lines that give each example answer of *kind*, question by question as asked."""
    given, found = desk.example(kind), []
    asking = begun(kind.name, {}, Typist())
    while waiting := [s for s in asking.in_turn() if not asking.session.is_answered(s)]:
        step = waiting[0]
        found.append(_lines(step.question, given.get(step.question.name, "")))
        reading = asking.session.read(step, "\n".join(found[-1]).strip())
        asking.session = asking.session.answered(step, reading.value)
    return found


def _lines(question: Question, value: Any) -> list[str]:
    if question.type == "list" and question.choices:
        return [", ".join(value or ())]
    if question.type == "list":
        return [*(value or ()), ""]
    if question.type == "story":
        return [value, ""] if value else [""]
    return [{True: "yes", False: "no"}.get(value, str(value))]


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> letter.Options:
    """Return the options of somebody at a terminal, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(letter.Options, "asks", True)
    return letter.Options(formats=("txt",))


def leave(
    kind: Kind, lines: list[str], way: str, options: letter.Options, patch: pytest.MonkeyPatch
) -> int:
    """Type *lines*, go on with what was begun before, and leave; return the exit status."""
    going_on = ["1"] if Path("drafts").is_dir() else []
    console = Leaving(*going_on, *lines, way=WAYS[way])
    patch.setattr("drafter.terminal.console.Terminal", lambda: console)
    with pytest.raises(click.exceptions.Exit) as stopped:
        letter.write(desk.SHELF, kind, None, {}, options, desk.TODAY)
    return stopped.value.exit_code


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", desk.KINDS, ids=lambda kind: kind.name)
def test_nothing_is_lost_wherever_a_letter_is_left(
    kind: Kind, way: str, options: letter.Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = stops = 0
    answers = [[], *typed(kind)]
    for number, lines in enumerate(answers):
        status = leave(kind, lines, way, options, monkeypatch)
        later = way == "quit" and number == len(answers) - 1  # q at the end leaves it for later
        assert status == (0 if later else 1 if way == "Ctrl-D" else 130)
        kept = interview.every(Path("drafts"))
        told = kept[0].source(kind).values if kept else {}
        lost += number - len(told)
        stops += 1
        assert len(kept) == (number > 0)
    assert (lost, stops) == (0, len(answers))
    given = {name: value for name, value in desk.example(kind).items() if name in told}
    assert desk.letter(kind, dict(told)) == desk.letter(kind, given)


@pytest.mark.parametrize("way", WAYS)
def test_the_lines_of_a_long_answer_that_were_typed_are_kept(
    way: str, options: letter.Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = desk.SHELF.kind("thank-you")
    before = [line for lines in typed(kind)[:6] for line in lines]
    leave(kind, [*before, "I ran the desk.", "It was busy."], way, options, monkeypatch)
    (kept,) = interview.every(Path("drafts"))
    assert kept.told["work"] == "I ran the desk. It was busy."


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", desk.KINDS, ids=lambda kind: kind.name)
def test_what_is_given_up_without_an_answer_leaves_nothing_behind(
    kind: Kind, way: str, options: letter.Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert leave(kind, [], way, options, monkeypatch) in (1, 130)
    assert not list(Path().iterdir())
