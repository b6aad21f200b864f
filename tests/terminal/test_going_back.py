"""Back, help and quotation marks at any question."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.terminal.closing import close
from drafter.terminal.lines import GoBack
from tests import desk
from tests.terminal.person import (
    FIRST,
    STAYED,
    WORK,
    WOULD_DO,
    Person,
    ctrl_c,
)
from tests.terminal.typist import Typist, asked, begun


@pytest.mark.any_day
def test_going_back_twice_offers_what_was_typed(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers(FIRST[:4])
    me.sees("I enjoyed ____.")
    me.types("<")
    me.sees("on ____")
    me.types("<")
    me.sees("Dear ____,", "Now: Dr. Adeyemi Enter keeps it, e changes it, clear takes it out,")
    me.types("Ms. Lee")
    me.sees("Thank you for meeting me on ____")
    me.types("")
    me.sees("I enjoyed ____.")
    assert me.told()["people"] == [{"greeting": "Ms. Lee"}]


def test_help_and_back_do_what_they_say(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.sees()
    me.types("help")
    me.sees("As the advertisement calls it")
    me.types(FIRST[0])
    for word in ("back", "undo"):
        me.sees("Which company")
        me.types(word)
        me.sees("Subject: Thank you: ____ interview")
        me.types("")
    me.sees("Which company")


@pytest.mark.parametrize("typed", ['"Help"', "“Help”"])
def test_a_command_in_quotation_marks_is_an_answer(typed: str, tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([FIRST[0], typed])
    me.sees("Dear ____,")
    assert me.told()["company"] == "Help"


@pytest.mark.parametrize("line", ["Ms. Lee<", "Ms. Lee <"])
def test_back_behind_what_was_typed_goes_back_and_keeps_it(line: str, tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST[:2], line])
    me.sees("Which company")
    assert "people" not in me.told()
    me.types("")
    me.sees("Dear ____,", "You had begun: Ms. Lee Enter takes it")
    me.types("")
    me.sees("Thank you for meeting me on ____")
    assert me.told()["people"] == [{"greeting": "Ms. Lee"}]


@pytest.mark.parametrize("word", ["<", "back"])
def test_back_in_a_long_answer_goes_back_and_keeps_its_lines(word: str, tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST[:6], "I ran the desk.", "It was busy.", word])
    me.sees(STAYED)
    assert "work" not in me.told()
    me.types("")
    me.sees("You had begun: I ran the desk. It was busy. Enter takes it")
    me.types("")
    me.sees(WOULD_DO)
    assert me.told()["work"] == "I ran the desk. It was busy."


def test_back_goes_through_what_was_answered_before_the_stop(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers(FIRST[:4])
    me.sees()
    ctrl_c(me)
    again = Person(tmp_path, "thank-you")
    again.sees("You stopped")
    again.types("1")
    again.sees("I enjoyed ____.")
    for shows in ("on ____", "Dear ____,", "Which company", "____ interview"):
        again.types("<")
        again.sees(shows)
    again.types("<")
    again.sees("This is the first question.")
    again.types("midwife")
    again.sees("Which company")
    for _ in range(3):
        again.types("")
        again.sees()
    assert "I enjoyed ____." in again.screen
    assert again.told()["role"] == "midwife"


def test_back_at_the_end_asks_the_last_question_again(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers(FIRST)
    me.sees("Enter saves it")
    me.types("<")
    me.sees("Best regards,", "____")
    me.types("Ada Obi")
    me.sees("Enter saves it", "Ada Obi")


# --- the same with keys that are known beforehand -----------------------------------------------

GIVEN = {"role": "staff nurse", "company": "Northgate", "people": "Ann", "met_on": ""}


@pytest.mark.parametrize("word", ["<", "back", " Back"])
def test_back_in_a_line_of_a_list_that_stands_there_keeps_all_its_lines(word: str) -> None:
    asking = begun("debrief", {"went_well": ["ran it", "sold it"]}, Typist("e", "", word))
    step = next(each for each in asking.session.steps() if each.question.name == "went_well")
    with pytest.raises(GoBack):
        asking.ask(step)
    assert asking.session.value(step) == ("ran it", "sold it")
    assert not asking.session.typed


def test_back_at_a_long_answer_that_was_begun_keeps_what_was_begun() -> None:
    begins = ["I ran the desk.", "It was busy.", "<"]
    asking, console = asked("thank-you", GIVEN, "", *begins, "", "<", "", "")
    told = "You had begun: I ran the desk. It was busy. Enter takes it"
    seen = [screen for screen in console.screens if told in screen]
    assert len(seen) == 2
    assert asking.session.answers["work"] == "I ran the desk. It was busy."


def test_back_at_the_end_walks_back_through_all_the_questions() -> None:
    given = desk.example(desk.SHELF.kind("thank-you"))
    console = Typist("<", "<", "<", "<", "I know the names.", *[""] * 9)
    assert close(begun("thank-you", given, console)) == "save"
    seen = ("kept for your next letters", "Best regards,", WOULD_DO, WORK)
    for screen, words in zip(console.screens[1:], seen, strict=False):
        assert words in screen
    assert any("I know the names." in screen for screen in console.screens)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((), "The letter needs this one; quit stops and keeps everything."),
        (("nurse", "Loaf", "", ""), "Enter leaves its sentence out"),
        (("nurse", "Loaf"), "Enter skips it, and the letter still reads as complete."),
        (("nurse", "<"), "Enter keeps it, e changes it, or type another."),
        (
            ("nurse", "Loaf", "Ann", "<"),
            "Enter keeps it, e changes it, clear takes it out, or type another.",
        ),
    ],
    ids=["needed", "a sentence", "names", "needed and answered", "answered"],
)
def test_help_says_what_enter_does_there(lines: tuple[str, ...], told: str) -> None:
    _, console = asked("thank-you", {}, *lines, "?", "")
    assert told in console.screens[len(lines) + 1]


def test_the_count_goes_on_where_it_was_left(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers(FIRST[:4])
    me.sees("5 of 10")
    ctrl_c(me)
    again = Person(tmp_path, "thank-you")
    again.answers(["1"])
    again.sees("5 of 10")
    again.types("<")
    again.sees("4 of 10")
    ctrl_c(again)
