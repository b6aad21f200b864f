"""Stopped at each question of each letter, in each way: counted, nothing is lost."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from drafter.commands import letter
from drafter.filling.session import Step
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
        self.status = 0  # with which drafter ended

    def read(self, prompt: str, prefill: str = "") -> str:
        if self.lines:
            return super().read(prompt, prefill)
        self.screens.append(" ".join(" ".join(self._since).split()))
        return self.way()


def steps(kind: Kind) -> list[Step]:
    """Return what is asked where each example answer of *kind* is given."""
    given, found = desk.example(kind), []
    asking = begun(kind.name, {}, Typist())
    while waiting := [s for s in asking.in_turn() if not asking.session.is_answered(s)]:
        step = waiting[0]
        found.append(step)
        lines = _lines(step.question, given.get(step.question.name, ""))
        reading = asking.session.read(step, "\n".join(lines).strip())
        asking.session = asking.session.answered(step, reading.value)
    return found


def typed(kind: Kind) -> list[list[str]]:
    """Return the lines that give each example answer of *kind*, question by question as asked."""
    given = desk.example(kind)
    return [_lines(each.question, given.get(each.question.name, "")) for each in steps(kind)]


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


def _doubtful(question: Question) -> list[str]:
    """Return lines that drafter asks about as the answer to *question*; none: it takes any."""
    if question.choices or question.type == "yes":
        return ["neither of these"] if not question.own_words else []
    if question.type == "date":
        return ["03/04/2026"]
    if question.type == "people":
        return ["Dr. rao"]
    if question.name == "me":
        return ["ada obi"]
    if question.type == "name":
        return ["Loaf and " * 8]
    said = "and then the mornign light of the calender fell on it"
    return [said, ""] if question.type in ("story", "list") else [said]


def leave(
    kind: Kind, lines: list[str], way: str, options: letter.Options, patch: pytest.MonkeyPatch
) -> Leaving:
    """Type *lines*, go on with what was begun before, and leave; return the terminal then."""
    going_on = ["1"] if Path("drafts").is_dir() else []
    console = Leaving(*going_on, *lines, way=WAYS[way])
    patch.setattr("drafter.terminal.console.Terminal", lambda: console)
    with pytest.raises(click.exceptions.Exit) as stopped:
        letter.write(desk.SHELF, kind, None, {}, options, desk.TODAY)
    console.status = stopped.value.exit_code
    return console


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", desk.KINDS, ids=lambda kind: kind.name)
def test_nothing_is_lost_wherever_a_letter_is_left(
    kind: Kind, way: str, options: letter.Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = stops = 0
    answers = [[], *typed(kind)]
    for number, lines in enumerate(answers):
        status = leave(kind, lines, way, options, monkeypatch).status
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
@pytest.mark.parametrize("kind", desk.KINDS, ids=lambda kind: kind.name)
def test_what_is_being_asked_about_is_not_lost_either(
    kind: Kind, way: str, options: letter.Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = kept = 0
    for step, lines in zip(steps(kind), typed(kind), strict=True):
        if doubted := _doubtful(step.question):
            leave(kind, doubted, way, options, monkeypatch)
            told = "\n".join(doubted).strip()
            (there,) = interview.every(Path("drafts"))
            asked += 1
            kept += {"name": step.question.name, "to": "", "text": told, "settled": False} in (
                there.typed[kind.name]
            )
            console = leave(kind, [], way, options, monkeypatch)
            assert f"You had begun: {told}" in console.heard
        leave(kind, ["clear"] if lines == [""] else lines, way, options, monkeypatch)
    assert kept == asked > 4


@pytest.mark.parametrize("way", WAYS)
def test_the_lines_of_a_long_answer_that_were_typed_are_gone_on_with(
    way: str, options: letter.Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = desk.SHELF.kind("thank-you")
    before = [line for lines in typed(kind)[:6] for line in lines]
    leave(kind, [*before, "I ran the desk.", "It was busy."], way, options, monkeypatch)
    console = leave(kind, ["", "I'd run it."], way, options, monkeypatch)
    told = "You had begun: I ran the desk. It was busy. Enter takes it, e changes it"
    assert told in console.screens[1]
    (kept,) = interview.every(Path("drafts"))
    assert kept.told["work"] == "I ran the desk. It was busy."
    assert [each["name"] for each in kept.typed["thank-you"]] == ["would_do"]


class Half(Leaving):
    """A terminal that hands over the half line that stands there when its person leaves."""

    def read(self, prompt: str, prefill: str = "") -> str:
        try:
            return super().read(prompt, prefill)
        except (EOFError, KeyboardInterrupt) as left:
            raise type(left)("and half a") from None


@pytest.mark.parametrize("way", ["Ctrl-C", "Ctrl-D", "closed"])
def test_half_a_line_is_kept_and_gone_on_with(
    way: str, options: letter.Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = desk.SHELF.kind("thank-you")
    monkeypatch.setattr("tests.terminal.test_nothing_lost.Leaving", Half)
    for number, begins in ((4, []), (6, ["I ran the desk."])):
        before = [line for lines in typed(kind)[:number] for line in lines]
        if Path("drafts").is_dir():
            shutil.rmtree("drafts")
        leave(kind, [*before, *begins], way, options, monkeypatch)
        console = leave(kind, [], way, options, monkeypatch)
        assert f"You had begun: {' '.join([*begins, 'and half a'])} Enter" in console.screens[1]


def test_what_is_begun_over_an_answer_is_asked_about_again(
    options: letter.Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = desk.SHELF.kind("thank-you")
    leave(kind, ["nurse", "Loaf", "<", "Loaf and " * 8], "Ctrl-C", options, monkeypatch)
    console = leave(kind, ["", ""], "Ctrl-C", options, monkeypatch)
    assert "Which company" in console.screens[1] and "You had begun: Loaf and" in console.screens[1]
    assert "Dear ____," in console.screens[3]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", desk.KINDS, ids=lambda kind: kind.name)
def test_what_is_given_up_without_an_answer_leaves_nothing_behind(
    kind: Kind, way: str, options: letter.Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert leave(kind, [], way, options, monkeypatch).status in (1, 130)
    assert not list(Path().iterdir())
