"""Letters that are read together: the notes of one panel, and two to one person."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.review.letter import Letter
from drafter.review.reading import compare, read_beside
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


TUESDAY, FRIDAY = date(2026, 11, 17), date(2026, 11, 20)


@pytest.mark.parametrize(
    ("kinds", "days"),
    [
        (("thank-you", "apology"), (None, None)),
        (("thank-you", "thank-you"), (None, None)),
        (("check-in", "feedback"), (TUESDAY, TUESDAY)),
        (("", ""), (TUESDAY, TUESDAY)),
    ],
)
def test_a_second_letter_to_one_person_on_one_day_is_found(
    kinds: tuple[str, str], days: tuple[date | None, date | None]
) -> None:
    read = [letter(kinds[0], THANKS, day=days[0]), letter(kinds[1], SORRY, day=days[1])]
    first, second = read_beside(read)
    assert first == []
    assert [(finding.rule, finding.words) for finding in second] == [("R49", "Dear Ms. Okafor,")]


@pytest.mark.parametrize(
    ("kinds", "given", "other"),
    [
        (("thank-you", "apology"), {"day": TUESDAY}, {"day": FRIDAY}),
        (("thank-you", "apology"), {"day": TUESDAY}, {}),
        (("thank-you", "check-in"), {}, {}),
        (("", ""), {}, {}),
        (("thank-you", "apology"), {}, {"greeting": "Dear Mr. Roe,"}),
        (("thank-you", "apology"), {"greeting": "Dear hiring team,"}, {"greeting": ""}),
        (("thank-you", "apology"), {"greeting": ""}, {"greeting": ""}),
    ],
)
def test_letters_of_other_days_or_to_others_are_left_alone(
    kinds: tuple[str, str], given: dict[str, date], other: dict[str, date]
) -> None:
    read = [letter(kinds[0], THANKS, **given), letter(kinds[1], SORRY, **other)]
    assert read_beside(read) == [[], []]


def test_one_letter_as_text_and_as_a_page_is_no_second_one() -> None:
    assert read_beside([letter("thank-you", THANKS), letter("thank-you", THANKS)]) == [[], []]
    assert read_beside([letter("thank-you", THANKS)]) == [[]]
