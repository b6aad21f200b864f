"""The notes of one panel, whose members compare them."""

from __future__ import annotations

from drafter.review.letter import Letter
from drafter.review.reading import compare
from tests.review.samples import SORRY, THANKS, letter, rules_in


def note(who: str, body: str) -> Letter:
    return letter("thank-you", body, greeting=f"Dear {who},")


def test_notes_for_one_panel_that_share_a_detail_or_nearly_all_their_words_are_found() -> None:
    detail = "You told me how the ward hands over at every bedside in the evening."
    one = note("Ann", f"{THANKS} {detail}\n\nI ran a clinic in Leeds for nine years.")
    other = note("Bob", f"It was good to meet you. {detail}\n\nMy dogs walk far.")
    found = compare([one, other])
    assert [(finding.rule, finding.words) for finding in found] == [("R41", detail)]
    alike = compare([note("Ann", f"{THANKS} It rained."), note("Bob", f"{THANKS} It snowed.")])
    assert rules_in(alike) == {"R41"}
    apart = note("Bob", f"{THANKS} I liked how you drew the pump, and what it said of leaks.")
    assert compare([one, apart]) == []
    assert compare([one]) == []


def test_a_name_spelled_in_two_ways_across_a_panel_is_found() -> None:
    one = note("Ms. Okafor", "The pump was good to see, and the tour of it took an hour.")
    other = note("Mr. Roe", "I liked that Ms. Okafur keeps bees beside the old kitchen door.")
    assert [finding.words for finding in compare([one, other])] == ["Okafur"]


def test_apologies_to_several_people_may_say_the_same() -> None:
    pair = [letter("apology", SORRY, greeting=f"Dear {who},") for who in ("Ann", "Bob")]
    assert compare(pair) == []
