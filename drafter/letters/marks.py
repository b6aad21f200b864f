"""Marks around answers: they tell the person's words from ours, and the seam between the two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

# Noncharacters: nobody can type them, and what people type is cleared of them.
OPEN, CLOSE, BLANK = "\ufdd0", "\ufdd1", "\ufdd2"
BREAK = "\u2029"  # between the paragraphs of one answer, until the letter is tidied

MARKED = f"{OPEN}[^{CLOSE}]*{CLOSE}"  # an answer with its marks, as a pattern
CLOSING_QUOTES = r"(?:[\"'”’)\]]|&#34;|&#39;)*"

SHOWN_BLANK = "____"


def unmark(text: str) -> str:
    """Return *text* without the marks around answers."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def shown(sentence: str) -> str:
    """Return *sentence* as a person sees it: without marks, its blank as ``____``."""
    return unmark(sentence).replace(BLANK, SHOWN_BLANK)


def seamed(text: str) -> str:
    """Return *text* with one full stop at the end of an answer, and no blank before a mark."""
    blank_before_stop, ends_with_year, second_stop = _seams()
    text = blank_before_stop.sub(lambda found: found.group(1) or "", text)
    return second_stop.sub(r"\1", ends_with_year.sub(r"\1,", text))


@cache
def _seams() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"({MARKED})| (?=[.,;:?!])"),
        # An American date that ends with its year stands between commas: "on May 2, 2025, about".
        re.compile(rf"(\d, \d{{4}}{CLOSE})(?= \w)"),
        re.compile(rf"([.!?…]{CLOSING_QUOTES}{CLOSE})\."),
    )


def split(text: str) -> Iterator[str]:
    """Yield the sentences of *text*.

    A sentence ends at ``.``, ``?``, ``!`` or ``:`` outside marks, or at a mark whose answer ends so
    and after which another sentence begins.
    """
    inside, start = False, 0
    for place, letter in enumerate(text):
        if letter in (OPEN, CLOSE):
            inside = letter == OPEN
        ends = letter in ".?!:" or (letter == CLOSE and text[place - 1] in ".?!")
        if inside or not ends:
            continue
        rest = text[place + 1 :].lstrip(CLOSE)
        if not rest or re.match(rf"\s+(?:{OPEN}|{BLANK}|[^a-z\s])", rest):
            yield text[start : place + 1].strip()
            start = place + 1
    if text[start:].strip():
        yield text[start:].strip()
