"""What cannot be known is asked, and answered with Enter, a number, or anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.desk import SHELF, TODAY, example
from tests.terminal.person import (
    FIRST,
    Person,
    typed_for,
)
from tests.terminal.typist import Typist, asked, begun


def test_wrong_input_is_said_at_once_and_stays_to_be_mended(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", "--today", "2026-11-22")
    me.answers(FIRST[:3])
    me.sees()
    me.types("31 June")
    me.sees("June", "e changes what you wrote; Enter skips. Or write it anew.")
    me.types("20 November")
    me.sees("I enjoyed ____.")
    assert str(me.told()["met_on"]) == "2026-11-20"


def test_a_date_that_could_be_two_is_asked_about(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", "--today", "2026-11-22")
    me.answers(FIRST[:3])
    me.sees()
    me.types("03/04/2026")
    me.sees("1 2026-03-04", "2 2026-04-03")
    me.types("2")
    me.sees("I enjoyed ____.")
    assert str(me.told()["met_on"]) == "2026-04-03"


def test_a_required_question_cannot_be_skipped(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.sees()
    me.types("")
    me.sees("The letter needs this one.", "staff nurse")
    me.types("?")
    me.sees("As the advertisement calls it")


@pytest.mark.parametrize(
    ("settled", "greeting"),
    [
        ("", "Dr. Rao"),
        ("1", "Dr. Rao"),
        ("2", "Dr. rao"),
        ("Mr. Rao", "Mr. Rao"),
        ("Rao", "Rao"),
    ],
)
def test_enter_at_a_doubt_takes_the_better_and_the_last_number_keeps(
    settled: str, greeting: str, tmp_path: Path
) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST[:2], "Dr. rao"])
    me.sees("1 Dr. Rao", "2 as you wrote it", "Enter takes Dr. Rao; 2 keeps it.")
    assert "It stands as you typed it." not in me.screen
    me.types(settled)
    me.sees("on ____")
    assert me.told()["people"] == [{"greeting": greeting}]


@pytest.mark.parametrize(("number", "first"), [("", "Dr. Rao"), ("2", "Dr. rao")])
def test_each_doubt_about_several_people_is_asked_once(
    number: str, first: str, tmp_path: Path
) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST[:2], "Dr. rao; Ms. kline"])
    me.sees("1 Dr. Rao; Ms. kline")
    me.types(number)
    me.sees(f"1 {first}; Ms. Kline")
    me.types("")
    me.sees("One letter each is kindest")
    assert [who["greeting"] for who in me.told()["people"]] == [first, "Ms. Kline"]


@pytest.mark.parametrize("word", ["yes", "help"])
def test_a_doubt_is_told_again_to_who_does_not_settle_it(word: str, tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST[:2], "Dr. rao", word])
    me.sees("Enter takes Dr. Rao;")
    me.types("back")
    me.sees("You wrote: Dr. rao Enter takes it, e changes it, clear takes it out")


def test_what_is_no_choice_is_not_to_be_written_anew(tmp_path: Path) -> None:
    me = Person(tmp_path, "apology", "--today", TODAY.isoformat())
    me.answers(typed_for("apology"))
    me.sees("Enter saves it")
    me.types("a")
    me.sees("style American")
    number = re.search(r"(\d+) style", me.screen)
    assert number
    me.types(number[1])
    me.sees()
    me.types("Danish")
    me.sees("not one of the choices", "A number, or some of its words.")
    assert "anew" not in me.screen
    me.types("brit")
    me.sees("Kind regards", "Enter saves it")


def test_doubts_speak_plainly_at_a_real_terminal(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST[:2], "Dr. Carolyn Shaw"])
    me.sees("'Dr. Carolyn Shaw': people write Dr. Shaw.", "Enter takes Dr. Shaw; 2 keeps it.")
    me.types("")
    me.sees("on ____")
    me.types("")
    me.sees("I enjoyed ____.")
    me.types("Yes, the tour of the new wing.")
    me.sees("Wrote 'yes' with a small letter.")
    assert "Is it a name" not in me.screen


# --- the same with keys that are known beforehand -----------------------------------------------

GIVEN = {"role": "staff nurse", "company": "Northgate"}


@pytest.mark.parametrize(
    ("typed", "greeting"),
    [("", "Dr. Shaw"), ("1", "Dr. Shaw"), ("2", "Dr. Carolyn Shaw"), ("Carolyn", "Carolyn")],
)
def test_a_doubt_says_what_people_write_and_what_enter_takes(typed: str, greeting: str) -> None:
    asking, console = asked("thank-you", GIVEN, "Dr. Carolyn Shaw", typed)
    assert "'Dr. Carolyn Shaw': people write Dr. Shaw." in console.screens[1]
    assert "Enter takes Dr. Shaw; 2 keeps it." in console.screens[1]
    assert [who.greeting for who in asking.session.people] == [greeting]


@pytest.mark.parametrize(
    ("typed", "settled", "kept", "told"),
    [
        (
            "the mornign light",
            "",
            "the morning light",
            "Enter takes the morning light; 2 keeps it.",
        ),
        ("the mornign light", "2", "the mornign light", "Enter takes the morning light;"),
        ("the tuor", "", "the tuor", "Enter keeps it."),
        ("Tram driver talk", "", "Tram driver talk", "Enter keeps it."),
    ],
)
def test_enter_takes_the_one_word_that_a_small_one_is_a_slip_for(
    typed: str, settled: str, kept: str, told: str
) -> None:
    given = {**GIVEN, "people": "Ann", "met_on": ""}
    asking, console = asked("thank-you", given, typed, settled)
    assert told in console.screens[1]
    assert asking.session.answers["enjoyed"] == kept


def test_a_doubt_about_one_of_several_says_what_people_write() -> None:
    asking, console = asked("thank-you", GIVEN, "Ann; Dr. Carolyn Shaw", "")
    assert "people write Dr. Shaw. 1 Ann; Dr. Shaw 2 Ann; Dr. Carolyn Shaw" in console.screens[1]
    assert "Enter takes Ann; Dr. Shaw; 2 keeps it." in console.screens[1]
    assert [who.greeting for who in asking.session.people] == ["Ann", "Dr. Shaw"]


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("thank-you", "Bev", "The letter greets: Hi Bev,"),
        ("thank-you", "Dr. Lee", ""),
        ("thank-you", "", ""),
        ("thank-you", "Bev, Dr. Lee and Ann", ""),
        ("apology", "Bev and Ann", ""),
    ],
)
def test_how_the_letter_greets_is_said_where_it_is_not_as_the_question_showed_it(
    kind: str, typed: str, told: str
) -> None:
    asking, console = asked(kind, GIVEN, typed)
    assert told in console.heard
    assert ("greet" in console.screens[1]) == bool(told)
    if told:
        assert asking.session.drafts(unasked="...")[0].text.startswith("Hi Bev")
        _, console = asked(kind, GIVEN, typed, "<", "")
        assert console.heard.count(told) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Yes, the tour", "yes, the tour"),
        ("Sourdough in the making.", "sourdough in the making"),
        ("Everybody was kind", "everybody was kind"),
    ],
)
def test_the_capital_of_a_whole_sentence_is_not_asked_about(typed: str, kept: str) -> None:
    given = {**GIVEN, "people": "Ann", "met_on": ""}
    asking, console = asked("thank-you", given, typed)
    assert "Is it a name" not in console.heard
    assert asking.session.answers["enjoyed"] == kept


def test_what_is_written_anew_at_a_choice_is_taken() -> None:
    asking = begun("thank-you", GIVEN, Typist("Danish", "british"))
    (step,) = (each for each in asking.session.steps() if each.question.name == "style")
    asking.ask(step)
    assert asking.session.value(step) == "British"


def test_what_is_written_anew_is_read_as_what_was_typed_is() -> None:
    asking, console = asked("thank-you", {}, "STAFF NURSE", "the NIGHT NURSE role", "")
    assert asking.session.answers["role"] == "night nurse"
    assert "Left out 'the'" in console.heard


@pytest.mark.parametrize("typed", ["9", "clear"])
def test_a_number_that_is_no_offer_and_nothing_are_no_answer(typed: str) -> None:
    asking, console = asked("thank-you", {}, "STAFF NURSE", typed, "")
    told = "The letter needs this one." if typed == "clear" else "Enter takes staff nurse"
    assert told in console.screens[2]
    assert asking.session.answers.get("role") == (None if typed == "clear" else "staff nurse")


@pytest.mark.parametrize("typed", ["e", "E", "n"])
def test_a_long_answer_is_not_replaced_by_a_letter_typed_at_its_doubt(typed: str) -> None:
    told = "I kept the notes of the ward for a year. " * 30
    asking = begun("thank-you", GIVEN, Typist(told, "", typed, "", "", ""))
    (step,) = (each for each in asking.session.steps() if each.question.name == "work")
    asking.ask(step)
    assert asking.session.answers["work"] == told.strip()


@pytest.mark.parametrize(
    ("kind", "name", "typed", "stands"),
    [
        ("thank-you", "company", "The Ward " * 10, "The Ward " * 10),
        ("thank-you", "enjoyed", "the tuor", "the tuor"),
        ("thank-you", "enjoyed", "the mornign light", "the morning light"),
        ("thank-you", "people", "Dr. rao", "Dr. Rao"),
        ("apology", "sorry", "coming late, and i was short", "came late, and I was short"),
    ],
)
def test_e_at_a_doubt_puts_the_only_offer_or_what_was_typed_in_the_line(
    kind: str, name: str, typed: str, stands: str
) -> None:
    given = example(SHELF.kind(kind))
    del given[name]
    _, console = asked(kind, given, typed, "e")
    assert "e changes it" in console.screens[1]
    assert console.offered[2] == stands.strip()
