"""Mends what is certain in a letter as it lies in its file: spelling, doubled words, one country.

The rest of the file stays as it is, letter by letter.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from drafter.language.slips import foreign
from drafter.review import vocabulary
from drafter.review.letter import QUOTED
from drafter.review.spelling import Slip, slips
from drafter.review.vocabulary import Country

_MARKUP = re.compile(
    r"(?P<unseen><!--.*?-->|<(?P<name>script|style)\b.*?</(?P=name)\s*>|<[^>]*>)"
    r"|(?P<entity>&(?:#\w+|\w+);)|.",
    re.I | re.S,
)
_INSIDE = re.compile(r"</?(?:a|abbr|b|em|font|i|span|strong|u|wbr)\b", re.I)  # of a sentence
_SMALL = re.compile(r"\b[a-z]+\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Words that were mended, and what stands there now."""

    words: str
    better: str


Mended = tuple[str, list[Change]]


def mended_text(text: str, known: Collection[str], country: Country | None) -> Mended:
    """Return plain *text* with what is certain mended, and the changes; a quoted mail stays.

    The names *known* are left alone. *country* None: it is the one that most words tell.
    """
    quoted = QUOTED.search(text)
    own = text[: quoted.start()] if quoted else text
    found = _certain(own, known, country)
    changes = [Change(words=slip.word, better=slip.better[0]) for slip in found]
    for slip in reversed(found):
        text = text[: slip.at] + slip.better[0] + text[slip.end :]
    return text, changes


def mended_page(page: str, known: Collection[str], country: Country | None) -> Mended:
    """Return an HTML *page* with what is certain mended, and the changes; its markup stays.

    A slip that a tag stands in is left as it is.
    """
    plain, places = _plain(page)
    changes: list[Change] = []
    for slip in reversed(_certain(plain, known, country)):
        start, end = places[slip.at][0], places[slip.end - 1][1]
        if "<" not in page[start:end]:
            page = page[:start] + html.escape(slip.better[0], quote=False) + page[end:]
            changes.insert(0, Change(words=slip.word, better=slip.better[0]))
    return page, changes


mended: dict[str, Callable[[str, Collection[str], Country | None], Mended]] = {
    "plain": mended_text,
    "html": mended_page,
}


def _certain(text: str, known: Collection[str], country: Country | None) -> Sequence[Slip]:
    if foreign(text):
        return []
    country = country or _told_by(text)
    return [slip for slip in slips(text, known, country) if slip.certain]


def _told_by(text: str) -> Country | None:
    """Return the country whose spelling most words of *text* have; None where neither has more."""
    words = _SMALL.findall(text)
    american = sum(word in vocabulary.spelled_in("british") for word in words)
    british = sum(word in vocabulary.spelled_in("american") for word in words)
    if american == british:
        return None
    return "american" if american > british else "british"


def _plain(page: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the words of *page*, and where in it each of their characters begins and ends."""
    plain: list[str] = []
    places: list[tuple[int, int]] = []
    for found in _MARKUP.finditer(page):
        said = found.group()
        if found["unseen"]:
            said = "" if _INSIDE.match(said) else "\n\n"
        elif found["entity"]:
            said = html.unescape(said)
        elif said in "\n\r\t":
            said = " "
        plain += said
        places += [found.span()] * len(said)
    return "".join(plain), places
