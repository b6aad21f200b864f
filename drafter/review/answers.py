"""Looks at one answer, before it is in a letter."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from drafter.language.cleaning import Doubt
from drafter.review.phrases import Phrases, shipped_phrases, words_in
from drafter.review.words import Words

if TYPE_CHECKING:
    from drafter.review.spelling import Slip
    from drafter.review.vocabulary import Country

_WORDS = Words(__file__)
_GENERAL = re.compile(
    r"(?:for |about )?(?:my |the )?(?:whole |entire |bad |poor |weak )?(?:performance|everything|"
    r"all of it|it all|how (?:it|things) went|the (?:whole )?(?:interview|thing))\W*$",
    re.I,
)


def looks_at(name: str, text: str, *, library_phrases: Phrases | None = None) -> str | None:
    """Return a gentle question about the answer *text* to the question *name*, or None.

    It is for blame, self-abuse, health details, a plea, and an apology that names nothing or that
    nobody needs. What the person decides stands.
    """
    if name == "sorry" and _GENERAL.fullmatch(text.strip()):
        return (
            "They cannot tell what this is about. What exactly did you do, or not do? For "
            "example: arrived twenty minutes late."
        )
    looks = _WORDS.table("looks").get(name, ())
    phrases = library_phrases or shipped_phrases()
    whole = f"{_WORDS.table('before').get(name, '')} {text}".strip()
    found = phrases.found_in(whole, words_in(whole)) if looks else {}
    for each, asks, instead in looks:
        if hits := found.get(each):
            shown = hits[0].words.removeprefix("I ")
            return str(_WORDS.table("asks")[asks]).format(words=f"'{shown}'", instead=instead)
    if name == "sorry" and _WORDS.pattern("nerves").search(text):
        return (
            "Nerves or a weak answer need no apology, and they may not have noticed. A "
            "clarification gives the better answer instead; yours may stay if you prefer it."
        )
    return None


def misspelled(
    text: str, stands: str, known: Collection[str], country: Country | None
) -> tuple[Doubt, ...]:
    """Return what to ask about the spelling of the answer *text*, in which the names are *known*.

    A slip that does not stand in the letter, which says *stands*, was mended already. What is
    certain comes first, with the answer as it should be. Where it is not, the answer as it stands
    is among the offers, the last of them.
    """
    from drafter.review.spelling import mended, slips

    sure: dict[str, list[Slip]] = {}
    unsure: dict[str, list[Slip]] = {}
    for slip in slips(text, known, country):
        if re.search(rf"\b{re.escape(slip.word)}\b", stands):
            (sure if slip.certain else unsure).setdefault(slip.word, []).append(slip)
    doubts = []
    if sure:
        usual = "; ".join(
            f"'{word}' is usually written '{slip.better[0]}'" for word, (slip, *_) in sure.items()
        )
        better = mended(text, itertools.chain.from_iterable(sure.values()))
        doubts.append(Doubt(why=f"{usual}.", offers=(better,)))
    for word, found in unsure.items():
        meant = found[0].better
        ways = [mended(text, [replace(each, better=(way,)) for each in found]) for way in meant]
        why = f"'{word}' may be a slip for {' or '.join(repr(way) for way in meant)}."
        doubts.append(Doubt(why=why, offers=(*ways, text)))
    return tuple(doubts)
