"""What somebody typed: cleaned of what nobody sees, perhaps no answer, and what to say of it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from drafter.language.marks import EMOJI
from drafter.language.words import Words

_WORDS = Words(__file__)

_NEWLINE = re.compile("\r\n|[\n\r\v\f\x85\u2028]")
_UNTYPED = re.compile(  # controls, invisible and direction marks, surrogates, noncharacters
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\u115f\u1160\u3164\uffa0"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
_JOINERS = "\u200c\u200d"
_BLANKS = re.compile("[\\s\u2800]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that only the person can decide."""

    why: str
    offers: tuple[str, ...] = ()
    """Whole answers that could stand there instead, the best first."""
    must: bool = False
    """True: there is no answer without a decision. False: as typed stands, and is mentioned."""
    table: int = 0
    """Which of the tables of an answer it is about, counted from 1; 0: about the whole answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What goes into the letter, and what the person should hear about it."""

    text: str
    notes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def clean(typed: str, *, paragraphs: bool = False) -> str:
    """Return *typed* without what cannot be seen, and with single blanks.

    A newline becomes a blank; with *paragraphs* an empty line stays one empty line. Joiners stay
    between letters of the scripts that need them (Persian, Hindi, Sinhala), since a name changes
    without them. The three marks of a letter cannot be typed, so they go too.
    """
    if typed.isascii() and typed.isprintable() and "  " not in typed:
        return typed.strip()  # as nearly always; the rest takes ten times as long
    text = _NEWLINE.sub("\n", typed.replace("\u2029", "\n\n"))
    text = _joined(unicodedata.normalize("NFC", _UNTYPED.sub("", text)))
    text = unicodedata.normalize("NFC", text)
    parts = re.split(r"\n\s*\n", text) if paragraphs else [text]
    folded = (_BLANKS.sub(" ", part).strip() for part in parts)
    return "\n\n".join(part for part in folded if part)


def _joined(text: str) -> str:
    if not any(joiner in text for joiner in _JOINERS):
        return text
    kept: list[str] = []
    for place, character in enumerate(text):
        if character in _JOINERS:
            follows = text[place + 1 :].lstrip(_JOINERS)[:1]
            # An old Malayalam word may end in virama (combining class 9) and joiner.
            ends_well = bool(kept) and unicodedata.combining(kept[-1]) == 9
            if not (kept and _joins(kept[-1]) and (ends_well or _joins(follows))):
                continue
        kept.append(character)
    return "".join(kept)


def _joins(character: str) -> bool:
    """Tell whether *character* is a letter or mark of a script that is written with joiners."""
    scripts = (("\u0590", "\u1cff"), ("\ua800", "\uabff"), ("\ufb1d", "\ufefc"))
    in_script = any(first <= character <= last for first, last in scripts)
    return in_script and unicodedata.category(character)[0] in "LM"


def is_skip(typed: str) -> bool:
    """Tell whether the whole of *typed* means "no answer": "n/a", "none", "-"."""
    text = clean(typed).casefold().replace("’", "'")
    if not any(character.isalnum() or EMOJI.match(character) for character in text):
        return True
    said = text.strip(" .!,;:-–—…()[]<>\"'").replace("n.a", "n/a")
    return said in _WORDS["skips"] or said in _WORDS["skip_phrases"]


Step = Callable[[str], tuple[str, str | None]]


def settled(text: str, steps: Iterable[Step]) -> tuple[str, tuple[str, ...]]:
    """Take *steps* until nothing changes; each shortens a text or changes one letter's case."""
    notes: dict[str, None] = {}
    while True:
        start = text
        for step in steps:
            text, note = step(text)
            if note:
                notes[note] = None
        if text == start:
            return text, tuple(notes)
