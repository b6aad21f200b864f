"""Letters that are read together: the notes of one panel, and two to one person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.letters.marks import CLOSE, OPEN
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
        elif _are_alike(page.body.split(), other.body.split()):
            yield Note(
                f"The notes {who} are nearly the same, and people compare them. Give each "
                "reader one thing of their own."
            )


# The letters that are owed right after the interview; the rest wait for something.
_AT_ONCE = frozenset(("thank-you", "clarification", "apology", "second-interview"))


@rule("R49", "major", beside=True)
def is_the_only_one_that_day(page: Page) -> Iterator[Note]:
    """One person gets one letter a day.

    Two mails on one day read as pressure, or as an afterthought, and what is asked in the first is
    forgotten over the second; it is our own judgement. A thank-you can carry a better answer, or
    the one sentence of an apology. Letters are found that have the same day in their headers, and,
    without a day, two that are read at one time and are both owed right after the interview. The
    same letter as text and as a page is one.
    """
    letter = page.letter
    place = next((place for place, each in enumerate(page.panel) if each is page), 0)
    for other in (each.letter for each in page.panel[:place]):
        same = letter.paragraphs == other.paragraphs
        if not same and _greeted(letter) == _greeted(other) != "" and _on_one_day(letter, other):
            message = f"This is the second letter to {_greeted(letter)} on one day."
            yield Note(f"{message} Put both into one, or let some days pass.", letter.greeting, -1)
            return


def _greeted(letter: Letter) -> str:
    """Return whom *letter* greets; "" where that could be anybody."""
    name = re.sub(r"^(?:dear|hi|hello)\b\s*|[,:!]+$", "", letter.greeting.strip(), flags=re.I)
    return name if name[:1].isupper() and not name.startswith(("Sir", "Madam", "Hiring")) else ""


def _on_one_day(letter: Letter, other: Letter) -> bool:
    if letter.day or other.day:
        return letter.day == other.day
    return {letter.kind, other.kind} <= _AT_ONCE


def _are_alike(one: list[str], other: list[str]) -> bool:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # The first two are never less than the third, and far quicker.
    upper = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(ratio() >= MOST_ALIKE for ratio in upper)


def _is_specific(sentence: str, letter: Letter) -> bool:
    """Return whether *sentence* says more than any note would: in ours, an answer of some words."""
    if len(sentence.split()) < FEWEST_WORDS or _WORDS.pattern("formula").search(sentence):
        return False
    if letter.marked is None:
        return True
    answers = re.findall(_ANSWER, "\n".join(letter.marked))
    return any(len(answer.split()) >= 3 and answer in sentence for answer in answers)
