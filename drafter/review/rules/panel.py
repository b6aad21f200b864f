"""The notes of one panel, whose members compare them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.letters.rendering import CLOSE, OPEN
from drafter.review.letter import Letter
from drafter.review.page import Note, Page
from drafter.review.reading import rule
from drafter.review.words import Words

_WORDS = Words(__file__)

MOST_ALIKE = 0.6  # of 1
FEWEST_WORDS = 8  # of a sentence that says something specific
_ANSWER = f"{OPEN}([^{CLOSE}]*)"


@rule("R41", "major", "thank-you", panel=True)
def differs_from_the_others(page: Page) -> Iterator[Note]:
    """Notes that go to one panel share no sentence with a detail in it, and are not all alike.

    The members of a panel forward such notes to each other and compare them (Princeton and Stetson,
    career development), and one who reads her own words in a colleague's note knows that nobody was
    meant. A sentence that any note would say may stand in all of them; one of eight words or more
    with an answer in it may not, and of all the words in the body fewer than six in ten may be the
    same. Letters of other kinds may say the same to several people.
    """
    place = next((place for place, each in enumerate(page.panel) if each is page), 0)
    for other in page.panel[place + 1 :]:
        who = f"{page.letter.greeting.rstrip(',:')} and {other.letter.greeting.rstrip(',:')}"
        theirs = {each for sentences in other.sentences for each in sentences}
        flat = (each for sentences in page.sentences for each in sentences)
        shared = [each for each in flat if each in theirs and _is_specific(each, page.letter)]
        if shared:
            yield Note(
                f"The notes {who} share this sentence, and people compare them. Give each "
                "reader one thing of their own.",
                shared[0],
            )
        elif _alikeness(page.body.split(), other.body.split()) >= MOST_ALIKE:
            yield Note(
                f"The notes {who} are nearly the same, and people compare them. Give each "
                "reader one thing of their own."
            )


def _alikeness(one: list[str], other: list[str]) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _is_specific(sentence: str, letter: Letter) -> bool:
    """Return whether *sentence* says more than any note would: in ours, an answer of some words."""
    if len(sentence.split()) < FEWEST_WORDS or _WORDS.pattern("formula").search(sentence):
        return False
    if letter.marked is None:
        return True
    answers = re.findall(_ANSWER, "\n".join(letter.marked))
    return any(len(answer.split()) >= 3 and answer in sentence for answer in answers)
