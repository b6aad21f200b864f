"""Slips of any answer: typed in a hurry, shouted, too long, chatty, in another language."""

import re
import unicodedata
from functools import cache

from drafter.language.cleaning import Doubt
from drafter.language.lists import listed
from drafter.language.marks import SENTENCE, without_end
from drafter.language.phrases import capital
from drafter.language.words import COMMON, Words

_WORDS = Words(__file__)

_HURRIED_AFTER = {"cant": "can't", "wont": "won't"}  # words of their own, but not after "I"
_LONE_I = re.compile(
    r"(?<![\w.@/'’&+-])i(?=(?:['’](?:m|ve|d|ll|s))?(?:\s|$|[,;:!?]|\.(?!\s?e)(?=\s|$)))"
)


@cache
def _hurried() -> dict[str, str]:
    """Return what is typed in a hurry, and what it is in full."""
    typed = {word.replace("'", ""): word for word in _WORDS["hurried"]}
    return typed | dict(_WORDS.rows("shortened"))


@cache
def _hurry() -> re.Pattern[str]:
    words = "|".join(sorted(_hurried(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w@./'’&+-])({words})(?![\w@/'’&+-]|\.\w)"
        r"|(?<=\b[Ii] )(cant|wont)\b|(?<=\b(?:we) )(cant|wont)\b"
    )


@cache
def _hurry_first() -> re.Pattern[str]:
    # Only where a sentence or a clause begins: "Ive" and "Teh" may be names elsewhere.
    words = "|".join(map(str.capitalize, _hurried()))
    return re.compile(rf"(?:(?<=\A)|(?<=[.?!,;] )|(?<=\band ))({words}|Id)(?=\s+[a-z])")


def unhurried(text: str) -> tuple[str, str | None]:
    """Write out "dont" and "abt" in small letters, and a first "Ive booked" with a capital."""
    said: dict[str, str] = {}

    def full(found: re.Match[str]) -> str:
        word = found[0]
        whole = {**_hurried(), **_HURRIED_AFTER, "id": "i'd"}[word.lower()]
        if word[0].isupper() or whole.startswith("i'"):
            whole = whole[0].upper() + whole[1:]
        said[word] = whole
        return whole

    text = _hurry().sub(full, text)
    text = _hurry_first().sub(full, text)
    wrote = " and ".join(f"'{word}' as '{whole}'" for word, whole in said.items())
    return text, f"Wrote {wrote}." if said else None


def capital_i(text: str) -> tuple[str, str | None]:
    """Write "i" as "I", and say so."""
    changed = _LONE_I.sub("I", text)
    return changed, "Wrote 'i' as 'I'." if changed != text else None


def is_shouted(text: str) -> bool:
    """Tell whether *text* is all in capitals, and not of acronyms alone."""
    words = re.findall(r"[^\W\d_][\w&'’-]*", text)
    if not words or any(character.islower() for character in text):
        return False
    unknown = [word for word in words if not _is_acronym(word) and word not in ("I", "A")]
    # Scripts without capitals are never upper case.
    cased = [word for word in unknown if word.isupper()]
    return bool(cased) and (len(words) > 1 or len(words[0]) >= 5)


@cache
def acronyms() -> dict[str, str]:
    """Return the acronyms as they are written, by their small letters."""
    return {word.casefold(): word for word in _WORDS["acronyms"]}


def _is_acronym(word: str) -> bool:
    bare = re.sub(r"['’]S$", "", word)
    return bare.casefold() in acronyms() or (len(bare) < 6 and not re.search("[AEIOUYÀ-Ý]", bare))


def quiet(text: str) -> str:
    """Return shouted *text* in small letters, acronyms and "I" excepted."""

    def small(found: re.Match[str]) -> str:
        word = found[0]
        if word == "I" or re.match(r"I['’]", word):
            return word[0] + word[1:].lower()
        # In capitals "IT" and "US" may be the little words.
        if word in _WORDS["words_in_capitals"]:
            return word.lower()
        return acronyms().get(word.casefold(), word if _is_acronym(word) else word.lower())

    return re.sub(r"[^\W\d_][\w&'’-]*", small, text)


def shouted(text: str, *, sentence: bool = False) -> Doubt | None:
    """Doubt a *text* in capitals; a *sentence* keeps the first one."""
    if not is_shouted(text):
        return None
    why = f"'{few(text)}' is all in capitals, which reads as shouting."
    return Doubt(why=why, offers=(capital(quiet(text)) if sentence else quiet(text),))


def too_long(text: str, limit: int, *, offer: bool = False) -> Doubt | None:
    """Doubt more than *limit* words, perhaps with an *offer* of the first sentence alone."""
    count = len(text.split())
    if count <= limit:
        return None
    why = f"'{few(text)}' goes on for {count} words; up to {limit} read well here."
    first = SENTENCE.match(text) if offer else None
    return Doubt(why=why, offers=(without_end(first[0]),) if first else ())


def few(text: str, most: int = 6) -> str:
    """Return the first words of *text*, to quote it by."""
    words = text.split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")


def chatty(text: str) -> Doubt | None:
    """Doubt the words of a chat: "tbh", "gonna"."""
    words = [word.strip("\"'“”‘’().,;:!?") for word in text.split()]
    slang = _WORDS["slang"]
    found = dict.fromkeys(word for word in words if word.casefold().replace("’", "'") in slang)
    if not found:
        return None
    said = listed(f"'{word}'" for word in found)
    return Doubt(why=f"{said} may sound like a chat in a letter. Would you say it another way?")


OTHER_LANGUAGE = Doubt(
    why="This does not look like English, and the sentences around it are. It stands as you typed "
    "it."
)


def foreign(text: str) -> Doubt | None:
    """Doubt *text* if more of its small words are those of another language than English."""
    letters = [character for character in text if not text.isascii() and character.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    # A few words in another script may be a name or a title.
    if len(letters) - latin > max(latin, 24):
        return OTHER_LANGUAGE
    words = re.findall(r"[^\W\d_]+", text)
    if _WORDS["other_small_words"].isdisjoint(map(str.casefold, words)):
        return None
    particles = COMMON["particles"]
    others = english = 0
    for place, word in enumerate(words):
        key, follows = word.casefold(), "".join(words[place + 1 : place + 2])
        # "de la Cruz" is a name, "de la visite" is French.
        named = key in particles and (follows[:1].isupper() or follows in particles)
        others += key in _WORDS["other_small_words"] and not named
        english += key in COMMON["function_words"] or key in COMMON["small"]
    return OTHER_LANGUAGE if others > max(english, 1) else None
