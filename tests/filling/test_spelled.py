"""A misspelled word is shown once, as it is typed, with the nearest word."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from drafter.filling import exchange
from drafter.filling.session import Session
from drafter.letters.questions import Reading
from tests import desk
from tests.desk import SHELF, TODAY
from tests.filling.test_forty_rows import Script, at_prompt, from_file, questionnaire


def session(**given: object) -> Session:
    kind = SHELF.kind("thank-you")
    example = {name: each for name, each in desk.example(kind).items() if name != "style"}
    answers = desk.gather(kind, {**example, **given}).answers
    return Session(library=SHELF, kind=kind, answers=answers, today=TODAY)


def reading(name: str, typed: str, **given: object) -> Reading:
    now = session(**given)
    question = now.kind.question(name)
    assert question
    return now.read(now.steps([question])[0], typed)


@pytest.mark.parametrize(
    ("typed", "then", "kept"),
    [
        ("the calender of the ward", "", "the calendar of the ward"),
        ("the calender of the ward", "1", "the calendar of the ward"),
        ("the calender of the ward", "2", "the calender of the ward"),
        ("the rota of the ward", None, "the rota of the ward"),
        ("the manger of the ward", "", "the manager of the ward"),
        ("the manger of the ward", "2", "the manger of the ward"),
        ("the tuor of the ward", "", "the tuor of the ward"),
        ("the manger of the ward", "1", "the manager of the ward"),
        ("the calender of the ward", "the board of the ward", "the board of the ward"),
    ],
)
def test_enter_takes_the_one_word_that_it_may_be_a_slip_for(
    typed: str, then: str | None, kept: str
) -> None:
    told = at_prompt("thank-you", "enjoyed", typed, *([] if then is None else [then]))
    assert told.value == kept


def test_each_word_is_said_with_what_is_usual() -> None:
    (doubt,) = reading("enjoyed", "the calender that I recieved").doubts
    assert doubt.offers == ("the calendar that I received",)
    assert "'calender' is usually written 'calendar'" in doubt.why
    assert "'recieved' is usually written 'received'" in doubt.why


def test_what_is_certain_and_what_is_not_are_decided_one_after_the_other() -> None:
    told = at_prompt("thank-you", "enjoyed", "the calender and the manger", "", "1")
    assert told.value == "the calendar and the manager"


@pytest.mark.parametrize(
    ("name", "typed", "given"),
    [
        ("enjoyed", "the talk with Ms. Recieve about COLR", {}),
        ("enjoyed", "how teh Foods began", {"company": "Teh Foods"}),
        ("enjoyed", "the colour of it", {}),
        ("role", "i", {}),
        ("me", "Definately Adress", {}),
        ("enjoyed", "the talk of tbh", {}),
        ("enjoyed", "i saw the ward", {}),
    ],
)
def test_names_capitals_and_what_is_asked_or_mended_already_are_left_alone(
    name: str, typed: str, given: dict[str, object]
) -> None:
    assert not [each for each in reading(name, typed, **given).doubts if "written" in each.why]


def test_a_word_of_the_other_country_is_asked_about_once_the_country_was_told() -> None:
    told = reading("enjoyed", "the colour of it", style="American").doubts
    assert [doubt.offers for doubt in told] == [("the color of it",)]


def test_an_answer_that_stands_is_not_asked_about_again() -> None:
    console = Script("")
    given = {**desk.example(SHELF.kind("thank-you")), "enjoyed": "the calender of the ward"}
    asking = questionnaire("thank-you", given, console)
    question = asking.session.kind.question("enjoyed")
    assert question
    console.lines = [""]  # Enter
    asking.ask(asking.session.steps([question])[0])
    assert asking.session.answers["enjoyed"] == "the calender of the ward"
    assert "written" not in " ".join(console.said)


def test_a_letter_gone_on_with_has_no_doubt_about_what_it_kept() -> None:
    kept = session(enjoyed="the calender of the ward")
    again = exchange.restored(SHELF, exchange.told(kept))
    assert again.doubts == () and again.notes == ()
    row = next(each for each in exchange.reply(again)["questions"] if each["name"] == "enjoyed")
    assert row["doubts"] == []


def test_a_screen_gets_the_mended_answer_and_a_decision_stays() -> None:
    change = {"answer": "enjoyed", "typed": "the manger of the ward"}
    now, _ = exchange.changed(replace(session(), answers={}), [change])
    row = next(each for each in exchange.reply(now)["questions"] if each["name"] == "enjoyed")
    (doubt,) = row["doubts"]
    assert "the manager of the ward" in doubt["offers"]
    assert change["typed"] not in doubt["offers"], "it is kept by another button"
    decided, _ = exchange.changed(now, [{**change, "settled": True}])
    row = next(each for each in exchange.reply(decided)["questions"] if each["name"] == "enjoyed")
    assert row["doubts"] == []


def test_from_a_file_the_answer_stands_as_it_is() -> None:
    told = from_file("thank-you", "enjoyed", "the calender of the ward")
    assert told.value == "the calender of the ward"


def test_no_dictionary_is_read_before_the_first_question_shows() -> None:
    code = (
        "import sys\n"
        "from drafter.filling.session import Session\n"
        "from tests import desk\n"
        "from tests.desk import SHELF, TODAY\n"
        "session = Session(library=SHELF, kind=SHELF.kind('thank-you'), answers={}, today=TODAY)\n"
        "assert session.waiting()[0].blank.sentence\n"
        "print(*[name for name in sys.modules if name.startswith('drafter.review')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
