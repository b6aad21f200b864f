"""What people type in a hurry: what is certain is mended and said, what is not is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import AnswerError
from drafter.filling import sources
from drafter.language import phrases, stories
from drafter.letters.questions import Person, Question, Reading, Setting
from tests import desk
from tests.desk import SHELF, TODAY

THANK_YOU = SHELF.kind("thank-you")
WORK = Question(
    name="joint",
    type="choice",
    choices=("It's the work I most want to do", "That's work I know"),
    own_words=True,
)
STYLE = Question(name="style", type="choice", choices=("American", "British"))
SORRY = Question(name="disappointed", type="yes")


def read(question: Question, typed: object, **around: Any) -> Reading:
    return question.read(typed, Setting(today=TODAY, **around))


def people_file(tmp_path: Path, text: str) -> sources.Source:
    path = tmp_path / "answers.toml"
    path.write_text(f'role = "clerk"\ncompany = "Arlo"\nme = "Ada Obi"\n{text}', encoding="utf-8")
    return sources.read_file(path)


# --- choices ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "Its the work I most want to do",
        "it’s the work i most want to do.",
        "IT'S THE WORK I MOST WANT TO DO!",
        "It's the work I must want to do",
        "It's the wrok I most want to do",
        "It's the work I most want to doo",
    ],
)
def test_a_choice_typed_nearly_right_is_the_choice(typed: str) -> None:
    assert read(WORK, typed) == Reading(value="It's the work I most want to do")


def test_a_short_choice_is_not_taken_for_another_that_is_one_letter_off() -> None:
    question = Question(name="by", type="choice", choices=("call", "hall"), own_words=True)
    assert read(question, "ball").value == "ball"


@pytest.mark.parametrize("typed", ["UK", "gb", "British English", "en-GB", "U.K.", "british"])
def test_british_has_many_names(typed: str) -> None:
    assert read(STYLE, typed).value == "British"


@pytest.mark.parametrize("typed", ["US", "usa", "American English", "en-US", "U.S.", "american"])
def test_american_has_many_names(typed: str) -> None:
    assert read(STYLE, typed).value == "American"


def test_own_words_for_a_choice_that_is_a_sentence_stay_a_sentence() -> None:
    typed = "HR told me today, and I wanted to thank you."
    whole = read(WORK, typed, before="Thank you for meeting me. ", after="", shown=True)
    assert whole == Reading(value=typed)
    within = read(WORK, typed, before="Thank you. ", after=".", shown=True)
    assert within.value == typed.rstrip(".")


def test_a_refused_choice_names_every_choice_and_says_that_no_other_words_fit() -> None:
    given = {**desk.example(THANK_YOU), "style": "American, or British?"}
    with pytest.raises(AnswerError) as refused:
        desk.gather(THANK_YOU, given)
    assert "no room for other words" in str(refused.value)
    assert "You could write: American / British" in str(refused.value)


# --- yes or no ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant", "rest"),
    [
        ("yes, one line", True, "one line"),
        ("Yes. I was sorry", True, "I was sorry"),
        ("yes one line", True, "one line"),
        ("no, not really", False, "not really"),
        ("No - I'd rather not", False, "I'd rather not"),
    ],
)
def test_a_yes_or_no_with_more_behind_it_is_taken_and_said(
    typed: str, meant: bool, rest: str
) -> None:
    reading = read(SORRY, typed)
    assert reading.value is meant
    assert rest in reading.notes[0]


@pytest.mark.parametrize("typed", ["not really", "nope", "no thanks", "No."])
def test_no_has_many_names(typed: str) -> None:
    assert read(SORRY, typed) == Reading(value=False)


@pytest.mark.parametrize("typed", ["yes and no", "yes or no", "no idea", "noon", "yesterday"])
def test_what_is_neither_yes_nor_no_is_asked(typed: str) -> None:
    assert read(SORRY, typed).problems


# --- days in words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("beginning of last week", "by the beginning of last week"),
        ("the beginning of last week", "by the beginning of last week"),
        ("End of the month", "by the end of the month"),
        ("by the end of next week.", "by the end of next week"),
        ("mid-April", "by mid-April"),
        ("in the week before Christmas", "in the week before Christmas"),
        ("week before Christmas", "by the week before Christmas"),
        ("Tuesday or Wednesday", "by Tuesday or Wednesday"),
    ],
)
def test_a_day_in_words_fits_its_sentence(typed: str, said: str) -> None:
    question = Question(name="decide_by", type="date", own_words=True, drop=("by",))
    reading = read(question, typed, before="You hoped to decide by ", after=".")
    assert phrases.by_when(str(reading.value)) == said
    assert not reading.doubts


def test_a_promise_for_a_weekday_is_the_one_that_is_past() -> None:
    question = Question(name="decide_by", type="date", own_words=True)
    assert read(question, "Monday").value == date(2026, 11, 16)


# --- people as tables -----------------------------------------------------------------------------

THREE = """
[[people]]
greeting = "Ms. Ortiz"

[[people]]
greeting = "Dr. Lee"

[[people]]
greeting = "Ms. Teresa Hahn"
"""


def test_a_doubt_about_the_third_table_names_its_line_and_its_name_alone(tmp_path: Path) -> None:
    source = people_file(tmp_path, THREE)
    gathered = sources.gather(SHELF, THANK_YOU, [source], TODAY)
    (note,) = [note for note in gathered.notes if "Hahn" in note]
    assert note.startswith(f"{source.name}, line 11: people: ")
    assert "You could write: Ms. Hahn / " in note
    assert ";" not in note


def test_a_doubt_about_an_answer_can_be_listed_with_what_to_write(tmp_path: Path) -> None:
    gathered = sources.gather(SHELF, THANK_YOU, [people_file(tmp_path, THREE)], TODAY)
    (doubt,) = gathered.doubts
    assert (doubt.name, doubt.offers[0]) == ("people", "Ms. Hahn")
    assert doubt.why == "'Ms. Teresa Hahn': people write Ms. Hahn."


def test_a_problem_in_a_table_names_its_line(tmp_path: Path) -> None:
    source = people_file(tmp_path, THREE.replace('"Dr. Lee"', '"Dr."'))
    with pytest.raises(AnswerError, match=r"line 8: people: Which name follows 'Dr\.'"):
        sources.gather(SHELF, THANK_YOU, [source], TODAY)


def test_what_is_not_asked_of_each_person_is_used_where_there_is_one(tmp_path: Path) -> None:
    source = people_file(tmp_path, '[[people]]\ngreeting = "Dr. Lee"\nattached = "my CV"\n')
    told = sources.gather(SHELF, THANK_YOU, [source], TODAY).answers
    assert told["attached"] == "my CV"
    assert told["people"] == (Person(greeting="Dr. Lee"),)


def test_what_is_not_asked_of_each_person_is_refused_where_there_are_more(tmp_path: Path) -> None:
    source = people_file(tmp_path, THREE + 'attached = "my CV"\n')
    with pytest.raises(AnswerError) as refused:
        sources.gather(SHELF, THANK_YOU, [source], TODAY)
    assert "line 11: people, attached: this is asked once, not of each person." in str(
        refused.value
    )


def test_a_slip_in_the_name_of_a_persons_own_answer_is_named(tmp_path: Path) -> None:
    source = people_file(tmp_path, THREE + 'enjoyd = "the tour"\n')
    with pytest.raises(
        AnswerError, match=r"people, enjoyd: no letter asks this\. Did you mean enj"
    ):
        sources.gather(SHELF, THANK_YOU, [source], TODAY)


# --- whom it greets ---------------------------------------------------------------------------


def test_full_names_are_asked_about_together_and_keep_their_addresses() -> None:
    question = Question(name="people", type="people")
    (doubt,) = read(question, "Ines Carvalho <i@x.org>; Dr. Lee; Martin Hale").doubts
    assert not doubt.must
    assert doubt.offers == (
        "Ines <i@x.org>; Dr. Lee; Martin",
        "Ines Carvalho <i@x.org>; Dr. Lee; Martin Hale",
    )


def test_a_full_name_in_a_file_gets_a_note_that_says_what_to_write(tmp_path: Path) -> None:
    source = people_file(tmp_path, 'people = "Ines Carvalho"\n')
    gathered = sources.gather(SHELF, THANK_YOU, [source], TODAY)
    assert gathered.answers["people"] == (Person(greeting="Ines Carvalho"),)
    (note,) = gathered.notes
    assert note.endswith("You could write: Ines")


def test_no_letter_greets_what_is_no_name() -> None:
    with pytest.raises(AnswerError, match=r"is no name\..* You could write: hiring team"):
        desk.gather(THANK_YOU, {**desk.example(THANK_YOU), "people": "I don't remember"})


# --- sentences ------------------------------------------------------------------------------------


def test_a_role_with_a_comma_is_asked_about_and_never_turned_round() -> None:
    given = {**desk.example(THANK_YOU), "role": "nurse, night shift"}
    gathered = desk.gather(THANK_YOU, given)
    assert gathered.answers["role"] == "nurse, night shift"
    (doubt,) = [each for each in gathered.doubts if each.name == "role"]
    assert doubt.offers == ("nurse", "nurse (night shift)")


@pytest.mark.parametrize("typed", ["Yes, the team is growing.", "Well, it grows.", "Maybe later."])
def test_a_yes_at_the_start_is_no_name(typed: str) -> None:
    question = Question(name="mentioned", type="words")
    reading = read(question, typed, before="You mentioned that ", after=".", shown=True)
    assert not reading.doubts


@pytest.mark.parametrize("before", ["", "Thank you. ", "Subject: "])
def test_the_first_word_of_a_sentence_keeps_its_capital_unasked(before: str) -> None:
    question = Question(name="own", type="words")
    reading = read(question, "Mid-weight roles suit me", before=before, after=".", shown=True)
    assert reading == Reading(value="Mid-weight roles suit me")


@pytest.mark.parametrize(
    "typed", ["I ran the desk,", "I ran the desk;", "I ran the desk –", "I ran the desk"]
)
def test_a_story_that_ends_with_a_comma_gets_its_full_stop(typed: str) -> None:
    assert stories.story(typed).text == "I ran the desk."


@pytest.mark.parametrize("typed", [["n/a"], "n/a", ["none", "-"], []])
def test_nobody_is_called_n_a(typed: object) -> None:
    people = THANK_YOU.question("people")
    assert people and read(people, typed).value is None


def test_own_words_for_a_choice_are_not_said_again_by_the_next_answer() -> None:
    given = {
        **desk.example(SHELF.kind("second-interview")),
        "ask_for": "half an hour",
        "free": "Half an hour.",
    }
    gathered = desk.gather(SHELF.kind("second-interview"), given)
    assert gathered.answers["free"] is None
    assert "free says the same as ask_for, so the letter says it once." in gathered.notes


def test_a_list_says_each_thing_once() -> None:
    question = Question(name="points", type="list")
    reading = question.read("the rota; the budget; The rota.", Setting(today=desk.TODAY))
    assert reading.value == ("the rota", "the budget")
