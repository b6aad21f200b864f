"""Several people in one interview: no two letters say the same thing."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest

from drafter.letters import rendering
from drafter.letters.marks import CLOSE, OPEN, unmark
from drafter.letters.rendering import Draft
from drafter.review.letter import letter_of
from drafter.review.reading import compare
from tests import desk
from tests.desk import SHELF

KIND = SHELF.kind("thank-you")
SETS = [
    path
    for path in sorted((desk.HERE / "answers/thank-you").glob("*.toml"))
    if len(desk.draft(KIND, desk.read_toml(path))) > 1
]
BASE = {
    name: value
    for name, value in desk.example(KIND).items()
    if name not in ("people", "enjoyed", "mentioned", "work")
}
TOLD: list[dict[str, Any]] = [
    {
        "greeting": "Ms. Adair",
        "enjoyed": "the tour of the sample room",
        "mentioned": "the looms run at night",
        "work": "I ran a night shift of nine for two years.",
    },
    {
        "greeting": "Dr. Bello",
        "enjoyed": "your story about the red dye",
        "mentioned": "two dyes are leaving the list",
        "work": "I replaced three dyes at Corran Mill without a returned bolt.",
    },
    {"greeting": "Chidi", "enjoyed": "hearing how the pattern books are kept"},
    {"greeting": "Mr. Dorn", "mentioned": "the order book is kept by hand"},
    {"greeting": "Prof. Egan"},
    {"greeting": "Fay"},
]


def sentences(draft: Draft) -> list[str]:
    """Return the sentences of the body, the greeting and the close left out."""
    blocks = draft.text.strip().split("\n\n")[1:-1]
    return [each for block in blocks for each in re.split(r"(?<=[.?!]) ", block)]


def panels() -> dict[str, list[Draft]]:
    found = {path.stem: desk.draft(KIND, desk.read_toml(path)) for path in SETS}
    for size in range(2, 7):
        found[f"panel of {size}"] = desk.draft(KIND, {**BASE, "people": TOLD[:size]})
        plain = [{"greeting": each["greeting"]} for each in TOLD[:size]]
        found[f"panel of {size}, nothing of their own"] = desk.draft(
            KIND, {**BASE, "people": plain}
        )
    return found


PANELS = panels()
ROLES = {desk.read_toml(path)["role"] for path in SETS} | {BASE["role"]}
each_panel = pytest.mark.parametrize("letters", PANELS.values(), ids=PANELS)


@each_panel
def test_no_sentence_with_a_detail_is_in_two_letters(letters: list[Draft]) -> None:
    for one, other in itertools.combinations(letters, 2):
        shared = set(sentences(one)) & set(sentences(other))
        for sentence in shared:
            marked = next(each for each in sentences_of_marked(one) if unmark(each) == sentence)
            said = re.findall(f"{OPEN}([^{CLOSE}]*)", marked)
            # The role, the day and the kind of meeting are everybody's; no other answer is.
            assert all(is_everybodys(each) for each in said), sentence


def is_everybodys(said: str) -> bool:
    day_or_meeting = said.startswith(("on ", "meeting ", "speaking ", "the visit"))
    return day_or_meeting or any(said == role for role in ROLES)


def sentences_of_marked(draft: Draft) -> list[str]:
    blocks = draft.marked.strip().split("\n\n")[1:-1]
    return [each for block in blocks for each in re.split(f"(?<=[.?!{CLOSE}]) ", block)] + [
        each for block in blocks for each in re.split(r"(?<=[.?!]) ", block)
    ]


@each_panel
def test_no_two_letters_share_both_opening_and_closing(letters: list[Draft]) -> None:
    pairs = [(each[0], each[-1 if len(letters) else 0]) for each in map(sentences, letters)]
    forward = [draft.text.strip().split("\n\n")[-2] for draft in letters]
    for one, other in itertools.combinations(range(len(letters)), 2):
        assert (pairs[one][0], forward[one]) != (pairs[other][0], forward[other])


@each_panel
def test_the_review_finds_nothing_that_a_panel_would_notice(letters: list[Draft]) -> None:
    read = [letter_of(letter, KIND, {}) for letter in letters]
    assert [each.words for each in compare(read) if each.words] == []


@each_panel
def test_at_most_a_third_of_the_sentences_are_shared_by_any_two(letters: list[Draft]) -> None:
    for one, other in itertools.combinations(letters, 2):
        mine, theirs = set(sentences(one)), set(sentences(other))
        assert len(mine & theirs) <= max(1, len(mine) // 3)


def test_what_is_not_about_one_person_is_in_the_first_letter_only() -> None:
    forgot = "hold a current certificate in life support"
    letters = desk.draft(KIND, {**BASE, "forgot": forgot, "people": TOLD})
    for words in ("I also hold", "I attach", "I look forward to hearing"):
        assert [words in letter.text for letter in letters] == [True, *[False] * 5]


def test_an_answer_without_a_person_goes_to_the_first_and_a_note_says_so() -> None:
    gathered = desk.gather(KIND, {**BASE, "people": "Ann; Bob", "enjoyed": "the tour"})
    letters = rendering.drafts(SHELF, KIND, gathered.answers, desk.TODAY)
    assert ["the tour" in letter.text for letter in letters] == [True, False]
    assert any("enjoyed" in note and "Ann" in note for note in gathered.notes)


def test_one_to_all_greets_everybody_and_says_everything() -> None:
    (letter,) = desk.draft(KIND, {**BASE, "people": TOLD[:3], "letters": "one to all"})
    assert letter.text.startswith("Dear Ms. Adair, Dr. Bello and Chidi,")
    for each in TOLD[:3]:
        assert each["enjoyed"] in letter.text
    assert "I ran a night shift of nine for two years. I replaced three dyes" in letter.text


def test_one_to_the_chair_passes_the_thanks_on() -> None:
    (letter,) = desk.draft(KIND, {**BASE, "people": TOLD[:3], "letters": "one to the chair"})
    assert letter.text.startswith("Dear Ms. Adair,")
    assert "Please also pass on my thanks to Dr. Bello and Chidi." in letter.text


def test_the_same_answers_give_the_same_letters() -> None:
    given = {**BASE, "people": TOLD}
    assert desk.letter(KIND, given) == desk.letter(KIND, given)


def shares() -> str:
    """Return the pairwise share of identical sentences as a Markdown table."""
    rows = ["| panel | letters | identical sentences, most alike pair |", "| --- | --- | --- |"]
    for name, letters in PANELS.items():
        worst = max(
            len(set(sentences(a)) & set(sentences(b))) / len(set(sentences(a)))
            for a, b in itertools.permutations(letters, 2)
        )
        rows.append(f"| {name} | {len(letters)} | {worst:.0%} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(shares())


def test_the_sets_of_answers_hold_panels() -> None:
    assert len(SETS) >= 6
    assert all(isinstance(path, Path) for path in SETS)


# --- who of them asked ---

BETTER = SHELF.kind("clarification")
ASKED = {
    "role": "paralegal",
    "company": "Quill & Marsh",
    "people": "Mr. Rao; Carla",
    "asked": "about large document reviews",
    "slip": "I stayed too general. This is what I meant",
    "answer": "I ran the review of 6,200 documents.",
    "me": "Odalys Fairweather",
}


def better(letters: str, **told: Any) -> list[Draft]:
    return desk.draft(BETTER, {**ASKED, "letters": letters, **told})


@pytest.mark.parametrize("asker", ["Mr. Rao", "mr rao", "Devesh Rao"])
def test_only_who_asked_is_told_that_they_asked(asker: str) -> None:
    his, hers = better("one each", asker=asker)
    assert "You asked about large document reviews" in his.text
    assert his.subject.endswith("the answer to your question")
    assert "When Mr. Rao asked about" in hers.text
    assert "ou asked" not in hers.text and "your question" not in hers.subject


def test_a_letter_to_all_names_who_asked() -> None:
    (draft,) = better("one to all", asker="Mr. Rao")
    assert "Mr. Rao asked about large document reviews" in draft.text
    assert "ou asked" not in draft.text


@pytest.mark.parametrize("asker", [None, "all of them", "both"])
def test_where_all_of_them_asked_it_is_you_who_asked(asker: str | None) -> None:
    (draft,) = better("one to all", asker=asker)
    assert "You asked about large document reviews" in draft.text


def test_who_asked_is_asked_only_where_there_were_several() -> None:
    question = BETTER.question("asker")
    assert question is not None
    for people, number in (("Mr. Rao", 0), ("Mr. Rao; Carla", 1)):
        told = desk.gather(BETTER, {**ASKED, "people": people}).answers
        found = rendering.blanks(SHELF, BETTER, question, told, desk.TODAY)
        assert [blank.sentence.startswith("____ asked about") for blank in found] == [True] * number
