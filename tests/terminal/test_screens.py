"""The worst screens as a terminal shows them: looked at, not guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyte
import pytest

from drafter.terminal import lines
from drafter.terminal.closing import close
from drafter.terminal.lines import Stop, choose
from drafter.terminal.questionnaire import Questionnaire
from tests import desk
from tests.terminal.person import Person
from tests.terminal.typist import Typist, begun

BOLD = "\x1b[1m"
UNFINISHED = ("--role", "baker", "--company", "Loaf", "--people", "Ann", "--me", "[Your Name]")
SIZES = ((24, 80), (24, 40))
Golden = Callable[[str, str], None]


class Glass(Typist):
    """A terminal whose screen is seen as it stands before each line is typed."""

    def __init__(self, *typed: str, size: tuple[int, int] = (24, 80)) -> None:
        super().__init__(*typed, size=size)
        self.screen_now = pyte.Screen(self.width, self.height)
        self._stream = pyte.Stream(self.screen_now)
        self.seen: list[str] = []

    def say(self, text: str) -> None:
        super().say(text)
        self._stream.feed(text.replace("\n", "\r\n") + "\r\n")

    def read(self, prompt: str, prefill: str = "") -> str:
        self._stream.feed(prompt + prefill)
        self.seen.append("\n".join(line.rstrip() for line in self.screen_now.display))
        typed = super().read(prompt, prefill)
        self._stream.feed(typed.removeprefix(prefill) + "\r\n")
        return typed


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What somebody has typed when they look at the screen; *given* was told before."""

    kind: str
    typed: Sequence[str] = ()
    given: Mapping[str, object] = field(default_factory=dict)
    asks: str = ""  # the one question that is asked; none: the end
    lacks: str = ""  # the one answer that was not given yet


PANEL = {
    "people": [
        {"greeting": "Dr. Carolyn Shaw", "enjoyed": "the walk through the cold store"},
        {"greeting": "Ms. Okafor", "mentioned": "the sheet moves to a new system this winter"},
    ],
    "letters": "one to all",
    "me": "[Your Name]",
    "contact": "",
}
LONG = "I ran the desk alone for two years, and the queue never reached the door. " * 3
VIEWS = {
    "first-question": View(kind="thank-you", asks="role"),
    "long-choices": View(kind="thank-you", asks="end"),
    "choice-that-stands": View(kind="apology", asks="weight"),
    "long-answer-that-stands": View(
        kind="thank-you", asks="work", given={"work": f"{LONG}\n\n{LONG}"}
    ),
    "line-that-stands": View(kind="thank-you", asks="enjoyed"),
    "doubt": View(kind="thank-you", asks="people", typed=["Dr. Carolyn Shaw"]),
    "refused": View(kind="thank-you", asks="met_on", typed=["forget it"]),
    "changed-in-the-line": View(kind="thank-you", asks="enjoyed", typed=["e"]),
    "contact": View(kind="thank-you", lacks="contact"),
    "end": View(kind="thank-you"),
    "end-to-mend": View(kind="thank-you", given=PANEL, typed=[""]),
    "mend-first": View(kind="thank-you", given=PANEL, typed=["s"]),
    "answers": View(kind="thank-you", typed=["", "a"]),
    "own-sentences": View(kind="second-interview", typed=["w"]),
}


def looked_at(view: View, size: tuple[int, int]) -> str:
    """Return the screen that *view* is about, in a terminal of *size*."""
    glass = Glass(*view.typed, size=size)
    given = {**desk.example(desk.SHELF.kind(view.kind)), **view.given}
    given.pop(view.lacks, None)
    asking = begun(view.kind, given, glass)
    with suppress(EOFError, Stop):
        _shown(asking, view)
    return glass.seen[-1] + "\n"


def _shown(asking: Questionnaire, view: View) -> None:
    steps = [each for each in asking.session.steps() if each.question.name == view.asks]
    for step in steps:
        asking.ask(step)
    if not steps:
        asking.run()
        close(asking)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[1]}x{size[0]}")
@pytest.mark.parametrize("name", VIEWS)
def test_a_screen_looks_as_it_should(name: str, size: tuple[int, int], golden: Golden) -> None:
    golden(f"screens/{name}-{size[1]}x{size[0]}.txt", looked_at(VIEWS[name], size))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[1]}x{size[0]}")
def test_the_choice_of_a_letter_looks_as_it_should(size: tuple[int, int], golden: Golden) -> None:
    glass = Glass(size=size)
    letters = sorted(desk.LETTERS, key=lambda kind: kind.rank)
    names = [f"{kind.name}: {kind.summary}" for kind in letters]
    with suppress(EOFError):
        choose(glass, "Which letter is it?", names, "Enter helps you choose.")
    golden(f"screens/which-letter-{size[1]}x{size[0]}.txt", glass.seen[-1] + "\n")


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_word_is_broken_and_no_line_too_long(width: int) -> None:
    console = Typist(size=(24, width))
    text = " ".join(["an", "unbreakably-hyphenated", "word", "of", "sixteen", "letters"] * 9)
    told = lines.folded(console, text, number=12)
    assert " ".join(" ".join(told).split()) == f"12 {text}"
    assert all(len(line) < min(width, 77) for line in told)


def test_bold_and_colours_stand_only_where_they_help(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", *UNFINISHED)
    me.sees()
    shown = me.child.before or ""
    assert f"{BOLD}  Thank you for meeting me on ____." in shown.replace("\r\n", "\n")
    while "Enter saves it" not in me.screen:
        me.types("")
        me.sees()
    assert re.search(r"\x1b\[31m\x1b\[1mPlease mend:\x1b\[0m", me.child.before or "")
    assert f"{BOLD}  Dear" not in (me.child.before or "")


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_whoever_wants_no_colours_sees_none(setting: dict[str, Any], tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", *UNFINISHED, **setting)
    me.sees()
    while "Enter saves it" not in me.screen:
        assert not re.search(r"\x1b\[[0-9;]*m", me.child.before or "")
        me.types("")
        me.sees()
    assert not re.search(r"\x1b\[[0-9;]*m", me.child.before or "")
