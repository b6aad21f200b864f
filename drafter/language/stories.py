"""Whole sentences that somebody typed, made ready for a letter."""

import re
from collections.abc import Sequence
from functools import cache

from drafter.language.cleaning import Doubt, Fitted, Step, clean, settled
from drafter.language.marks import SENTENCE, keeps_stop, without_emoji
from drafter.language.phrases import capital
from drafter.language.slips import (
    capital_i,
    chatty,
    few,
    foreign,
    shouted,
    too_long,
    unhurried,
)
from drafter.language.verbs import bases, past_forms, sure_past
from drafter.language.words import Words

_WORDS = Words(__file__)

_CONFESSES = re.compile(
    r"(?:honestly,?\s+|sorry,?\s+)?(?:I\s+)?(?:(?:really\s+|just\s+)?(?:didn['’]?t|did\s+not|"
    r"don['’]?t|do\s+not)\s+(?:really\s+)?know|(?:had|have)\s+no\s+idea|(?:couldn['’]?t|could\s+"
    r"not|can['’]?t)\s+(?:answer|think))\b",
    re.I,
)


def story(typed: str, *, limit: int = 90, drop: Sequence[str] = ()) -> Fitted:
    """Return whole sentences, paragraphs kept, begun with a capital and ended with a stop.

    One of the words *drop* is left out before a first sentence that stands without it: "because".
    """
    as_typed = clean(typed, paragraphs=True)
    steps: tuple[Step, ...] = (
        lambda text: (clean(text, paragraphs=True), None),
        without_emoji,
        unhurried,
        lambda text: _without(drop, text),
        _capital_start,
        capital_i,
        lambda text: (re.sub(r"(?<=\w)(?:\s*[,;]|\s+[-–—])+$", "", text), None),
        _full_stop,
    )
    text, notes = settled(as_typed, steps)
    if not text:
        doubt = Doubt(why=f"'{as_typed}' says nothing in words. What would you say?", must=True)
        return Fitted(text=as_typed, doubts=(doubt,) if as_typed else ())
    doubts = [
        _fragment(text),
        shouted(text, sentence=True),
        too_long(text, limit),
        chatty(text),
        foreign(text),
    ]
    if found := _CONFESSES.match(text):
        why = f"'{few(text[: found.end()])}' tells them about then. What would you answer today?"
        doubts.insert(0, Doubt(why=why))
    return Fitted(text=text, notes=notes, doubts=tuple(doubt for doubt in doubts if doubt))


MOST_WORDS_WITHOUT_VERB = 8  # a longer sentence has one that is not known here


@cache
def _finite() -> frozenset[str]:
    return _WORDS["finite"] | past_forms()


def lacks_verb(sentence: str) -> bool:
    """Tell whether *sentence* surely has no verb that makes it one: "Fewer returns from testing."

    A word that may be a verb counts as one, except after a word that only a noun can follow.
    """
    if not sentence.isascii() or sentence.rstrip("\"')").endswith(("?", "!", ":")):
        return False
    words = re.findall(r"[a-z][a-z'-]*", sentence.casefold().replace("’", "'"))
    if words and words[0] in _WORDS["whole_by_itself"]:
        return False
    before = ""
    for word in words:
        if word in _finite() or "'" in word or before in _WORDS["subjects"] or word == "please":
            return False
        may_be = word.endswith(("s", "ed")) or word in bases()
        if may_be and before and before not in _WORDS["no_subject"]:
            return False
        before = word
    return 1 < len(words) <= MOST_WORDS_WITHOUT_VERB


def _fragment(text: str) -> Doubt | None:
    """Doubt a story that begins without its subject, or is no sentence at all."""
    sentence = (SENTENCE.match(text + " ") or [text])[0]
    if keeps_stop(sentence.split()[-1]):
        return None  # "At St. Brigid ..." goes on
    first = sentence.split()[0].strip("\"'“‘(").casefold().rstrip(".,;:")
    lowered = text[0].lower() + text[1:]
    past = first in past_forms() or first in sure_past().values() or first in _WORDS["pasts"]
    if past and first not in _WORDS["not_only_past"]:
        own = re.match(r"\S+\s+(?:I|we|they|he|she|it|you)\b", text)
        if not own:
            why = f"'{few(sentence)}' has nobody who does it. Shall it begin with 'I'?"
            return Doubt(why=why, offers=(f"I {lowered}", text))
    if lacks_verb(sentence):
        why = f"'{few(sentence)}' is no whole sentence yet: who did what, or what is what?"
        return Doubt(why=why)
    return None


def _without(drop: Sequence[str], text: str) -> tuple[str, str | None]:
    """Leave one of *drop* out at the beginning; that of "Because I was late, I ran." stays."""
    first, _, rest = text.partition(" ")
    sentence = (SENTENCE.match(text + " ") or [text])[0]
    if first.casefold() not in drop or "," in sentence or len(sentence.split()) < 4:
        return text, None
    if rest.casefold().startswith("of "):
        return text, None
    return rest, f"Left '{first}' out, so that it is a sentence of its own."


def _capital_start(text: str) -> tuple[str, str | None]:
    changed = capital(text)
    return changed, "Began it with a capital letter." if changed != text else None


def _full_stop(text: str) -> tuple[str, str | None]:
    # A stop after a link would become part of it. Scripts without capitals have their own stops.
    inner = text.rstrip(")]\"'”’»")
    last = inner[-1:]
    if not (last.isdecimal() or last.lower() != last.upper()) or re.search(r"\S[@/]\S*$", text):
        return text, None
    return text + ".", "Added the full stop at the end."
