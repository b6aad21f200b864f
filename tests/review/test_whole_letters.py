"""Whole letters: nothing is found in the good ones, and in the bad ones what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from drafter.letters import rendering
from drafter.letters.library import Kind
from drafter.review.letter import letter_from, letter_of
from drafter.review.reading import compare, read_over
from tests import desk
from tests.desk import LETTERS, NAMES, SHELF, TODAY
from tests.letters.test_letters import ANSWER_SETS, MODELS, variants
from tests.review.samples import LETTER_FILES, rules_in

GOOD = sorted((LETTER_FILES / "good").glob("*.txt"))
BAD = sorted((LETTER_FILES / "bad").glob("*.txt"))

# --- false alarms ------------------------------------------------------------------------------


def assert_no_findings(kind: Kind, given: Mapping[str, object], name: str) -> None:
    """Read the letters that *given* makes over, as drafts and again from their files."""
    told = desk.gather(kind, given).answers
    drafts = rendering.drafts(SHELF, kind, told, TODAY)
    letters = [letter_of(draft, kind, told) for draft in drafts]
    found = compare(letters)
    for draft, ours in zip(drafts, letters, strict=True):
        text = letter_from(f"Subject: {draft.subject}\n\n{draft.text}", kind)
        page = letter_from(draft.html, kind)
        assert text.paragraphs == page.paragraphs == ours.paragraphs
        assert text.close == page.close == ours.close
        assert (text.greeting, text.subject) == (ours.greeting, ours.subject)
        assert (page.greeting, page.subject) == (ours.greeting, ours.subject)
        for each in (ours, text, page):
            found += read_over(each)
    assert found == [], name


@pytest.mark.parametrize(
    "path",
    [path for path in ANSWER_SETS if path.parent.name in NAMES],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_letters_from_real_answers_have_no_findings(path: Path) -> None:
    assert_no_findings(SHELF.kind(path.parent.name), desk.read_toml(path), path.stem)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_letters_from_the_facts_of_the_models_have_no_findings(path: Path) -> None:
    kind = path.stem.split("-", 1)[1]
    if kind in NAMES:
        assert_no_findings(SHELF.kind(kind), desk.read_toml(path), path.stem)


@pytest.mark.parametrize("kind", LETTERS, ids=NAMES)
def test_letters_from_our_examples_have_no_findings(kind: Kind) -> None:
    for name, given in variants(kind).items():
        assert_no_findings(kind, given, f"{kind.name}: {name}")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_letters_written_by_a_good_hand_have_no_findings(path: Path) -> None:
    kind = SHELF.kind(path.stem.split("-", 1)[1])
    assert read_over(letter_from(path.read_text(encoding="utf-8"), kind)) == []


# --- bad letters -------------------------------------------------------------------------------

WRONG_WITH: dict[str, dict[str, tuple[str, ...]]] = {
    "bitter.rejection-reply": {
        "R33": (
            "I was surprised",
            "I thought my skill set was a good match",
            "you made a mistake",
            "May I ask who was hired",
            "better qualified than",
            "you will regret",
        ),
        "R38": ("very disappointed",),
    },
    "casual.apology": {
        "R08": ("!",),
        "R11": ("Hey Maria,", "Cheers,"),
        "R12": ("Sent from my phone",),
        "R22": ("traffic was", "my phone died"),
        "R24": ("So sorry",),
        "R25": ("any inconvenience",),
        "R42": ("lol", "awesome", ":)"),
    },
    "box-ticking.thank-you": {
        "R08": ("Thank you",),
        "R11": ("To whom it may concern,",),
        "R16": ("Thank you for your time and consideration",),
        "R43": (
            "passionate about",
            "team player",
            "hit the ground running",
            "perfect fit",
            "valuable asset",
            "do not hesitate to contact me",
        ),
    },
    "fourfold.apology": {
        "R24": ("deeply sorry", "can't apologize enough", "I am so ashamed"),
        "R26": ("but",),
        "R28": ("forgive me", "one more chance"),
    },
    "two-spellings.thank-you": {"R03": ("Abernethy", "Kestral")},
    "over-explaining.apology": {
        "R06": ("",),
        "R22": ("the bus was late", "through no fault of my own"),
        "R26": ("The reason was that my sister",),
    },
}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_what_is_wrong_with_a_bad_letter_is_found(path: Path) -> None:
    kind = SHELF.kind(path.stem.split(".")[1])
    found = read_over(letter_from(path.read_text(encoding="utf-8"), kind))
    for rule, words in WRONG_WITH[path.stem].items():
        assert set(words) <= {finding.words for finding in found if finding.rule == rule}, rule


def test_a_bad_letter_of_unknown_kind_is_still_read() -> None:
    content = (LETTER_FILES / "bad" / "casual.apology.txt").read_text(encoding="utf-8")
    assert {"R08", "R11", "R12", "R42"} <= rules_in(read_over(letter_from(content)))
