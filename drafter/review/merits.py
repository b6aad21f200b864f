"""Says what a letter does that such a letter should: facts of the text, and no flattery."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from drafter.review.letter import FAREWELL, Finding, Letter
from drafter.review.page import Page, page_of
from drafter.review.phrases import Phrases, shipped_phrases
from drafter.review.words import Words

_WORDS = Words(__file__)
_THANKS = re.compile(r"\b[Tt]hank(?:s| you)\b[^.?!]*?\bfor\b(?P<what>[^.?!]+)")
_NAMED = re.compile(r"(?i:dear|hi|hello) (?:[A-Z][\w.'’-]*,? ?)+")
_REQUEST = re.compile(
    r"\?\s*$|^(?:Could|Would|May|Can|Please)\b|\bplease (?:let|send|tell|write|call)\b|"
    r"\bI(?: would|['’]d) (?:be glad|be grateful|be happy|welcome|appreciate|like to ask|value)\b"
)


def merits(letter: Letter, found: Collection[Finding], phrases: Phrases | None = None) -> list[str]:
    """Return what *letter* does as it should, in a few words each.

    What one of the rules *found* fault with is not among them.
    """
    page, broken = page_of(letter, phrases or shipped_phrases()), {each.rule for each in found}
    return [
        said.format(words=page.length)
        for said, kinds, rules, does in _MERITS
        if (not kinds or letter.kind in kinds) and broken.isdisjoint(rules) and does(page)
    ]


def _greets_by_name(page: Page) -> bool:
    return bool(_NAMED.fullmatch(page.letter.greeting.rstrip(",:! ")))


def _thanks_for_something(page: Page) -> bool:
    """Return whether it thanks for more than the time and the interview."""
    common = _WORDS["thanked_for_by_all"]
    return any(
        len([word for word in re.findall(r"[\w'’-]+", said["what"]) if word.lower() not in common])
        > 1
        for said in _THANKS.finditer(page.body)
    )


def _says_which(page: Page) -> bool:
    first = " ".join((page.letter.subject, *page.opening))
    return bool(_WORDS.pattern("occasions").search(first))


def _asks_for_one(page: Page) -> bool:
    flat = (sentence for sentences in page.sentences for sentence in sentences)
    return len([sentence for sentence in flat if _REQUEST.search(sentence)]) == 1


def _apologises(page: Page) -> bool:
    return bool(re.search(r"\bI(?: am|['’]m)? (?:sorry that|apologi[sz]e for)", page.body))


def _has_a_fit_length(page: Page) -> bool:
    least, most, _ = page.letter.band
    return least <= page.length <= most


def _is_signed(page: Page) -> bool:
    names = [line for line in page.letter.close if not FAREWELL.fullmatch(line)]
    return bool(names) and len(re.findall(r"[^\W\d_]+", names[0])) > 1


_ASKING = ("second-interview", "check-in", "feedback", "recruiter")
# What is said, the letters it is said of (none: of all), the rules that must have found nothing,
# and how it is told from the text; in the order of a letter.
_MERITS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], Callable[[Page], bool]], ...] = (
    ("greets its reader by name", (), ("R03", "R11"), _greets_by_name),
    ("says which interview it is about", (), ("R10",), _says_which),
    ("thanks for something specific", (), ("R13", "R16"), _thanks_for_something),
    ("says once what you are sorry for", ("apology",), ("R24", "R25", "R26"), _apologises),
    ("asks for one thing", _ASKING, ("R34",), _asks_for_one),
    ("has a good length ({words} words)", (), ("R06", "R07"), _has_a_fit_length),
    ("is signed with your full name", (), ("R12",), _is_signed),
)
