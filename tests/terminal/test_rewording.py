"""The letter's own sentences, gone through one after the other."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from drafter.terminal.rewording import go_through
from tests import desk
from tests.desk import TODAY
from tests.terminal.person import (
    FIRST,
    STOPS,
    Person,
    typed_for,
)
from tests.terminal.typist import Typist, begun

TUESDAY = [*FIRST[:3], "Tuesday", *FIRST[4:]]
GREETING, THANKS, ENJOYED, HEAR_BY, CLOSE = (f"{number} of 5" for number in range(1, 6))
SECOND = "Thank you for the time you gave me on Tuesday."


@pytest.fixture
def rewording(tmp_path: Path) -> Person:
    """Somebody who goes through the sentences of a finished thank-you, and sees the first."""
    me = Person(tmp_path, "thank-you", "--today", TODAY.isoformat())
    me.answers(TUESDAY)
    me.sees("w goes through the letter's own sentences")
    me.types("w")
    me.sees(GREETING, "Dear Dr. Adeyemi,")
    return me


def ways(me: Person) -> dict[str, int | str]:
    """Return how the sentences of the thank-you are kept."""
    kept: dict[str, int | str] = me.told().get("wording", {})
    return kept


def test_each_sentence_of_ours_is_shown_with_its_wordings(rewording: Person) -> None:
    rewording.types("")
    rewording.sees(THANKS, "1 Thank you for meeting me on Tuesday.", f"2 {SECOND}", "3 I'm writing")
    assert rewording.screen.count("Thank you for meeting me on Tuesday.") == 2  # as it is now, too
    for shows in (ENJOYED, HEAR_BY, CLOSE):
        rewording.types("")
        rewording.sees(shows, "Enter keeps it", "- leaves it out", "< goes back, q ends this.")
    rewording.types("")
    rewording.sees("Thank you for meeting me on Tuesday.", "Enter saves it")
    assert ways(rewording) == {}


def test_a_number_a_dash_and_own_words_put_a_sentence_another_way(rewording: Person) -> None:
    me = rewording
    me.types("")
    for number, typed in [(THANKS, "2"), (ENJOYED, "what I liked was the ward"), (HEAR_BY, "-")]:
        me.sees(number)
        me.types(typed)
    me.sees(CLOSE)
    me.types("")
    me.sees(f"Dear Dr. Adeyemi, {SECOND} What I liked was the ward. It told me", "Enter saves it")
    assert "I look forward" not in me.screen
    me.types("")
    assert me.leaves() == 0
    kept = {"thanks": 2, "enjoyed": "What I liked was the ward.", "hear_by": ""}
    assert ways(me) == kept
    (file,) = (me.folder / "drafts").glob("*/interview.toml")
    assert "[letter.thank-you.wording]" in file.read_text(encoding="utf-8")
    letter = file.with_name("thank-you.txt").read_text(encoding="utf-8")
    assert f"\n\n{SECOND} What I liked was the ward." in letter
    assert "I look forward" not in letter


def test_what_was_changed_in_own_words_is_said_where_they_are_typed(rewording: Person) -> None:
    rewording.types("")
    rewording.sees(THANKS)
    rewording.types("it was good of you to see me")
    rewording.sees("thanks: Began it with a capital letter.", "Added the full stop", ENJOYED)
    assert ways(rewording) == {"thanks": "It was good of you to see me."}


@pytest.mark.parametrize("number", ["0", "4", "99"])
def test_a_wording_that_is_not_there_is_said_and_the_sentence_is_asked_again(
    number: str, rewording: Person
) -> None:
    rewording.types("")
    rewording.sees(THANKS)
    rewording.types(number)
    rewording.sees(f"thanks has wordings from 1 to 3, and no {number}.", THANKS)
    assert ways(rewording) == {}
    rewording.types("3")
    rewording.sees(ENJOYED)
    assert ways(rewording) == {"thanks": 3}


def test_a_sentence_that_the_letter_needs_is_not_left_out(tmp_path: Path) -> None:
    me = Person(tmp_path, "apology", "--today", TODAY.isoformat())
    me.answers([*typed_for("apology"), "w", ""])
    me.sees("I am sorry that I arrived twenty-five minutes late.")
    me.types("-")
    me.sees("sorry cannot be left out", "Write it in your own words instead.", "2 of")
    me.types("")
    me.sees("3 of")
    assert ways(me) == {}


def test_back_goes_to_the_sentence_before_and_shows_it_as_it_is_put_now(rewording: Person) -> None:
    me = rewording
    me.types("<")
    me.sees(GREETING)  # the first one stays
    me.types("")
    me.sees(THANKS)
    me.types("-")
    me.sees(ENJOYED)
    me.types("<")
    me.sees(THANKS, "(left out)", "1 Thank you for meeting me")
    me.types("2")
    me.sees(ENJOYED)
    me.types("back")
    me.sees(f"{THANKS} {SECOND} 1 Thank you for meeting me")
    me.types("")  # keeps it
    me.sees(ENJOYED)
    assert ways(me) == {"thanks": 2}


def test_q_ends_it_and_shows_the_letter_with_what_was_chosen(rewording: Person) -> None:
    rewording.types("")
    rewording.sees(THANKS)
    rewording.types("2")
    rewording.sees(ENJOYED)
    rewording.types("q")
    rewording.sees(SECOND, "I enjoyed hearing how", "Enter saves it")
    assert ways(rewording) == {"thanks": 2}


@pytest.mark.parametrize("way", STOPS)
def test_a_stop_among_the_sentences_keeps_what_was_chosen_and_goes_on(
    way: str, rewording: Person
) -> None:
    rewording.types("")
    rewording.sees(THANKS)
    rewording.types("2")
    rewording.sees(ENJOYED)
    STOPS[way](rewording)
    assert ways(rewording) == {"thanks": 2}
    again = Person(rewording.folder, "thank-you", "--today", TODAY.isoformat())
    again.sees("You stopped in the middle of:", "1 ")
    again.types("1")
    again.sees(SECOND, "Enter saves it")
    again.types("w")
    again.answers([""])
    again.sees(f"{THANKS} {SECOND}")


def test_a_saved_letter_that_is_gone_on_with_still_has_its_wordings(rewording: Person) -> None:
    rewording.types("-")
    rewording.sees(THANKS)
    rewording.types("Thank you all for Tuesday.")
    rewording.sees(ENJOYED)
    rewording.types("q")
    rewording.sees("Enter saves it")
    rewording.types("")
    assert rewording.leaves() == 0
    folder = "drafts/northgate-general-staff-nurse"
    again = Person(rewording.folder, "thank-you", folder, "--today", TODAY.isoformat())
    again.sees("Thank you all for Tuesday. I enjoyed hearing", "Enter saves it")
    assert "Dear" not in again.screen
    again.types("w")
    again.sees(GREETING, "(left out)")
    again.types("1")
    again.sees(f"{THANKS} Thank you all for Tuesday. 1 Thank you for meeting me")
    again.types("1")
    again.sees(ENJOYED)
    again.types("q")
    again.sees("Dear Dr. Adeyemi, Thank you for meeting me on Tuesday.")
    again.types("")
    assert again.leaves() == 0
    assert ways(again) == {"greeting": 1, "thanks": 1}


def test_a_chosen_wording_stays_when_an_answer_in_it_is_changed(rewording: Person) -> None:
    rewording.types("")
    rewording.sees(THANKS)
    rewording.types("2")
    rewording.sees(ENJOYED)
    rewording.types("q")
    rewording.sees("Enter saves it")
    rewording.types("a")
    rewording.sees("4 met on")
    rewording.types("4")
    rewording.sees("Thank you for the time you gave me on ____.")
    rewording.types("Wednesday")
    rewording.sees("Thank you for the time you gave me on Wednesday.", "Enter saves it")


def test_notes_have_no_sentences_to_go_through(tmp_path: Path) -> None:
    me = Person(tmp_path, "debrief", "--company", "Acme", "--today", TODAY.isoformat())
    me.sees()
    while "Enter saves it" not in me.screen:
        me.types("")
        me.sees()
    assert "own sentences" not in me.screen
    me.types("w")
    me.sees("'w' is not one of these.")


@pytest.mark.parametrize(("typed", "way"), [("Thank you all.<", None), ("clear", "")])
def test_a_word_at_a_sentence_of_ours_does_what_it_says(typed: str, way: str | None) -> None:
    console = Typist("", typed)
    begins = begun("thank-you", desk.example(desk.SHELF.kind("thank-you")), console).session
    chosen = [begins]
    with suppress(EOFError):
        chosen.extend(go_through(console, begins))
    assert chosen[-1].ways.get("thanks") == way


PANEL = {**desk.example(desk.SHELF.kind("thank-you")), "people": "Ruth; Mrs. Nakamura"}


@pytest.mark.parametrize(("whose", "changed"), [("", 0), ("1", 0), ("2", 1)])
def test_of_several_letters_only_the_one_that_was_chosen_is_changed(
    whose: str, changed: int
) -> None:
    console = Typist(whose, "Good evening,", "q")
    before = begun("thank-you", PANEL, console).session
    *_, session = go_through(console, before)
    greetings = [draft.text.split("\n")[0] for draft in session.drafts()]
    wanted = ["Hi Ruth,", "Dear Mrs. Nakamura,"]
    wanted[changed] = "Good evening,"
    assert greetings == wanted
    assert "What you choose changes that one alone." in console.heard


def test_a_wording_of_the_second_letter_is_told_as_it_reads_there() -> None:
    console = Typist("2", "q")
    begins = begun("thank-you", PANEL, console).session
    assert list(go_through(console, begins)) == []
    assert "To Mrs. Nakamura, 1 of" in console.heard and "Dear Mrs. Nakamura," in console.heard
    assert "Hi Ruth," not in console.heard


@pytest.mark.parametrize("leaves", ["q", "<"])
def test_whoever_wants_none_of_the_letters_changed_leaves_it(leaves: str) -> None:
    console = Typist("9", leaves)
    begins = begun("thank-you", PANEL, console).session
    assert list(go_through(console, begins)) == []


def test_e_puts_the_sentence_in_the_line_to_be_changed() -> None:
    console = Typist("", "e", " at the hospital.", "q")
    asking = begun("thank-you", desk.example(desk.SHELF.kind("thank-you")), console)
    *_, session = go_through(console, asking.session)
    stood = console.offered[2]
    assert stood.startswith("Thank you")
    (put,) = session.ways.values()
    assert str(put).startswith(stood.rstrip("."))
