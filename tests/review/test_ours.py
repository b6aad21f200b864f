"""Letters of ours: only the words of the person are held against them."""

from __future__ import annotations

from typing import Any

import pytest

from drafter.letters import rendering
from drafter.review.letter import Finding, Letter, letter_of
from drafter.review.reading import read_over
from tests import desk
from tests.desk import NAMES, SHELF, TODAY
from tests.review.samples import letter, marked, rules_in

WORDY = "I think outside the box. Thank you! I am so sorry, really sorry!"


def ours(kind: str, body: str, **given: Any) -> Letter:
    """Return a letter of ours whose *body* has the answers in angle brackets."""
    blocks = tuple(marked(body).split("\n\n"))
    subject = given.get("subject", "Staff nurse interview")
    known = {"marked": blocks, "marked_subject": subject, "subject": subject}
    text = "\n\n".join(rendering.unmark(block) for block in blocks)
    return letter(kind, text, **{**known, "told": {"role": "nurse"}, **given})


def after_the_seams(found: list[Finding]) -> list[Finding]:
    """Return what is found beside the length, which is the person's to change by an answer."""
    return [each for each in found if each.rule not in ("R06", "R16")]


@pytest.mark.parametrize("kind", NAMES)
def test_nothing_is_found_in_words_of_ours(kind: str) -> None:
    body = f"{WORDY} Thanks. Thank you again.\n\nThanks, I gave <the ward a hand>."
    given = {"subject": "Nurse!", "greeting": "Hi Grace,", "close": ("Cheers,", "Ada Obi")}
    read = ours(kind, body, **given)
    assert after_the_seams(read_over(read)) == []


def test_the_same_words_are_found_where_the_person_wrote_them() -> None:
    found = rules_in(read_over(ours("thank-you", f"I came. <{WORDY}>\n\nI came.")))
    assert {"R17", "R42", "R43"} <= found


def test_a_choice_of_ours_is_words_of_ours() -> None:
    body = f"I came. <{WORDY}>\n\nI came."
    read = ours("thank-you", body, choices=frozenset({WORDY.casefold()}))
    assert after_the_seams(read_over(read)) == []


def test_a_letter_from_elsewhere_is_read_whole() -> None:
    assert {"R17", "R42", "R43"} <= rules_in(read_over(letter("thank-you", WORDY)))


def test_a_phrase_across_the_seam_is_found() -> None:
    assert "R17" in rules_in(read_over(ours("thank-you", "I was <nervous that day>.")))


def test_thanks_of_ours_are_not_counted_against_the_person() -> None:
    body = "Thank you for <the talk>, and thank you for <the tour>.\n\nThank you for <the tea>."
    assert "R13" not in rules_in(read_over(ours("thank-you", body)))


def test_one_apology_too_many_names_the_one_that_the_person_wrote() -> None:
    body = "I am sorry that I <came late>. I regret <it, and I apologize>."
    (found,) = [each for each in read_over(ours("apology", body)) if each.rule == "R24"]
    assert found.words == "apologize"


def test_both_spellings_are_told_at_once_with_the_answer_that_cures_them() -> None:
    body = "I <cancelled it on 20 October, for the colour>.\n\nI came."
    found = [f for f in read_over(ours("thank-you", body, style="american")) if f.rule == "R46"]
    assert [each.words for each in found] == ["cancelled", "20 October", "colour"]
    assert all(each.message.endswith('style = "British".') for each in found)


def test_no_answer_is_named_for_a_letter_from_elsewhere() -> None:
    body = "I cancelled it on 20 October.\n\nI came."
    found = [f for f in read_over(letter("", body, style="american")) if f.rule == "R46"]
    assert found and not any("style =" in each.message for each in found)


def test_an_unfinished_signature_is_one_that_strict_stands_on() -> None:
    kind = SHELF.kind("thank-you")
    for name, typed in {"me": "[Your Name]", "mentioned": "TODO", "people": "XXX"}.items():
        told = desk.gather(kind, {**desk.example(kind), name: typed}).answers
        (draft,) = rendering.drafts(SHELF, kind, told, TODAY)
        found = read_over(letter_of(draft, kind, told))
        assert any((each.rule, each.severity) == ("R02", "blocker") for each in found), name


def test_a_misspelled_answer_is_found_and_our_own_words_are_not_read_for_spelling() -> None:
    read = ours("thank-you", "I recieved <the calender of the ward>. It was definately so.")
    found = [each for each in read_over(read) if each.rule == "R47"]
    assert [(each.words, each.severity) for each in found] == [("calender", "minor")]
    assert "'calendar'" in found[0].message


def test_a_slip_across_the_seam_is_found() -> None:
    read = ours("apology", "I am sorry.\n\nFrom now on I will <I would call first>.")
    assert "R47" in rules_in(read_over(read))


@pytest.mark.parametrize("name", ["Ms. Recieve", "Thier"])
def test_the_names_of_a_letter_are_spelled_as_they_were_told(name: str) -> None:
    body = f"I enjoyed <the talk with {name.lower()}>.\n\nI came."
    assert "R47" not in rules_in(read_over(ours("thank-you", body, told={"company": name})))
    assert "R47" in rules_in(read_over(ours("thank-you", body)))
