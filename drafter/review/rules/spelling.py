"""Spelled right: misspelled words, and slips that spell right, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from drafter.language.slips import foreign
from drafter.review.page import Note, Page
from drafter.review.reading import rule
from drafter.review.rules.truth import is_joined_well

if TYPE_CHECKING:
    from drafter.review.spelling import Slip

_STOP = re.compile(r"[.?!:] |\n|$")


@rule("R47", "minor")
def is_spelled_right(page: Page) -> Iterator[Note]:
    """Every word is spelled as it usually is, and is the word that was meant.

    Asked which applicants they would see, 536 recruiters held misspellings against them as much as
    a lack of experience (Martin-Lacroux and Lacroux, Business and Professional Communication
    Quarterly, 2017), and "form" for "from" is what a spelling program passes over. Names, words
    with a capital inside a sentence, and words that are near to no other are left alone, and both
    spellings are right, American and British. What rule R05 or R42 says already is not said twice.
    """
    if all(_is_right(part) for part in _parts_of_theirs(page)) or foreign(page.body):
        return
    from drafter.review.spelling import names_in, slips

    told = [(note.at, note.at + len(note.words)) for note in is_joined_well(page)]
    told += [(hit.at, hit.at + len(hit.words)) for hit in page.hits.get("slang", ())]
    for slip in slips(
        page.text, (*names_in(page.letter.told), page.letter.greeting, *page.letter.close)
    ):
        if all(slip.end <= at or end <= slip.at for at, end in told):
            yield Note(_message(slip), slip.word, slip.at)


def _parts_of_theirs(page: Page) -> Iterator[str]:
    """Yield the sentences of *page* that hold words of the person, as far as those go.

    Our own words are known to be right, and the same ones stand in many letters.
    """
    if page.theirs is None:
        yield page.text
        return
    text, done = page.text, 0
    for start, end in page.theirs:
        if end <= done:
            continue
        before = max(text.rfind(stop, done, start) for stop in (". ", "? ", "! ", ": ", "\n"))
        stop = _STOP.search(text, end)
        done = stop.start() if stop else len(text)
        yield text[max(before + 1, 0) : done]


@lru_cache(maxsize=4096)
def _is_right(text: str) -> bool:
    """Return whether there is no slip in *text*, whatever names are known."""
    from drafter.review.spelling import slips  # the dictionaries: not before a letter is read

    return not slips(text)


def _message(slip: Slip) -> str:
    if slip.rule == "doubled word":
        return "This stands twice. Once is enough."
    better = " or ".join(repr(each) for each in slip.better)
    if slip.certain:
        return f"This is usually written {better}."
    return f"This may be a slip for {better}. If it is right as it stands, leave it."
