"""Looks at one answer, before it is in a letter."""

from __future__ import annotations

import re

from drafter.review.phrases import Phrases, shipped_phrases, words_in
from drafter.review.words import Words

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
