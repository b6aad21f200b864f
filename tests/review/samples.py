"""Letters to try the rules on, and what the tests of the review share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from drafter.letters.marks import CLOSE, OPEN
from drafter.review.letter import ANY_BAND, Finding, Letter
from drafter.review.phrases import phrase_lists
from tests.desk import NAMES, SHELF

LETTER_FILES = Path(__file__).parent / "letters"
PHRASES = phrase_lists(SHELF)
EACH_PHRASE = [(name, phrase) for name, given in PHRASES.lists.items() for phrase in given]
ANSWERS_ONLY = {"harsh": "sorry", "health": "happened"}  # lists for answers, and to what


def said_in(phrase: str) -> list[str]:
    """Return ways to say *phrase*, so that each word it has a choice of is said once."""
    written = re.sub(r"<(\w+)>", lambda found: "|".join(PHRASES.sets[found[1]].split()), phrase)
    parts = [part.split("|") for part in re.sub(r"(?<=\S)\.{3}", "?", written).split()]
    most = max(len(part) for part in parts)
    return [" ".join(filter(None, (_said(part, n) for part in parts))) for n in range(most + 1)]


def _said(part: list[str], number: int) -> str:
    """Return one way to say a *part* of a phrase; gaps are empty the first time."""
    if part[-1].endswith("?"):
        return part[number % len(part)].rstrip("?") if number else ""
    return {"*": "nine", "...": "nine ten" if number else ""}.get(part[0], part[number % len(part)])


THANKS = "Thank you for meeting me on Tuesday about the staff nurse role."
SORRY = "I am sorry that I arrived twenty minutes late."
FIFTY = "I kept the notes of the ward for a year. " * 5
TWO_HUNDRED = "I kept the notes of the ward for a year.\n\n" + "I kept notes of the ward. " * 36

Case = tuple[str, str, dict[str, Any], str, dict[str, Any]]  # kind, flagged, given, alone, given
Cases = dict[str, list[Case]]


def letter(kind: str, body: str, **given: Any) -> Letter:
    """Return a letter of *kind* whose *body* has its paragraphs apart by an empty line."""
    known: dict[str, Any] = {
        "subject": "Staff nurse interview on Tuesday",
        "greeting": "Dear Ms. Okafor,",
        "close": ("Best regards,", "Ada Nwosu"),
        "band": SHELF.kind(kind).band if kind in NAMES else ANY_BAND,
    }
    return Letter(kind=kind, paragraphs=tuple(body.split("\n\n")), **{**known, **given})


def rules_in(found: list[Finding]) -> set[str]:
    return {finding.rule for finding in found}


def marked(text: str) -> str:
    return text.replace("<", OPEN).replace(">", CLOSE)
