"""The phrases that a letter is better without, and where they stand in a text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from drafter.cache import remembered
from drafter.errors import TemplateError
from drafter.letters.library import SHARED, SHIPPED, Library, library
from drafter.letters.questions import closest
from drafter.review.words import COMMON

_WORD = re.compile(r"\w+(?:['’]\w+)*|[.?!:;]+(?=[\s\"'”’)]|$)|\n")
_STOP = frozenset(".?!:;\n")
_TWO_WAYS = ("'", "’", "annot", "pologis")  # in words that are written in two ways


def words_in(text: str) -> list[str]:
    """Return the words of *text* in small letters, with the stops and line breaks among them."""
    return _WORD.findall(_small(text))


def _small(text: str) -> str:
    """Return *text* in small letters, each in its place ("İ" would become two)."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


@lru_cache(maxsize=4096)
def _spoken(word: str) -> tuple[str, ...]:
    """Return the words that *word* is short for: "I'm" is "i", "am"; one spelling for "-ise"."""
    word = word.replace("’", "'")
    if word == "cannot":
        return ("can", "not")
    if word.startswith("apologis"):
        return (word.replace("apologis", "apologiz"),)
    if "'" not in word:
        return (word,)
    if word.endswith("n't"):
        return (COMMON.table("denied").get(word, word[:-3]), "not")
    said, _, end = word.rpartition("'")
    if full := COMMON.table("short").get(end):
        return (said, full)
    return (said, "is") if end == "s" and said in COMMON["short_is"] else (word,)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a list as it stands in a letter."""

    words: str
    at: int


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """The lists of phrases, ready to be looked for all at once.

    *lists* are as written. *begins* finds the phrases that begin with two words, or with one that
    stands alone or before a ``*``; the longest comes first.
    """

    lists: Mapping[str, tuple[str, ...]]
    begins: Mapping[str | tuple[str, str], tuple[tuple[str, tuple[str, ...]], ...]]
    keys: frozenset[str | tuple[str, str]]
    spelling: Mapping[str, str]
    british: frozenset[str]

    def found_in(self, text: str, words: list[str]) -> dict[str, list[Hit]]:
        """Return where the phrases of each list stand in *text*, whose small *words* are given."""
        said = tuple(words)
        place: Sequence[int] = range(len(words))
        if any(map(text.__contains__, _TWO_WAYS)):
            parts = [(part, at) for at, word in enumerate(words) for part in _spoken(word)]
            said, place = tuple(part for part, _ in parts), [at for _, at in parts]
        likely = self.keys.intersection(itertools.chain(itertools.pairwise(said), said))
        found: dict[str, list[Hit]] = {}
        if not likely:
            return found
        ends: dict[str, int] = {}
        spans: list[re.Match[str]] = []
        begin = {key if isinstance(key, str) else key[0] for key in likely}
        for start, word in enumerate(said):
            if word not in begin:
                continue
            pair = (word, said[start + 1] if start + 1 < len(said) else "")
            for name, phrase in (*self.begins.get(pair, ()), *self.begins.get(word, ())):
                end = start + len(phrase)
                if ends.get(name, 0) > start or not _stands(phrase, said[start:end]):
                    continue
                spans = spans or list(_WORD.finditer(text))
                first, last = spans[place[start]], spans[place[end - 1]]
                found.setdefault(name, []).append(
                    Hit(text[first.start() : last.end()], first.start())
                )
                ends[name] = end
        return found


def _stands(phrase: tuple[str, ...], said: tuple[str, ...]) -> bool:
    if phrase == said or "*" not in phrase or len(phrase) != len(said):
        return phrase == said
    return all(
        wanted == word or (wanted == "*" and word[0] not in _STOP)
        for wanted, word in zip(phrase, said, strict=True)
    )


@lru_cache(maxsize=4)
def phrase_lists(letters: Library) -> Phrases:
    """Return the phrases of *letters*: ours, and those that the reader's own folder adds.

    Raises:
        TemplateError: If the reader's file names a list that there is not, or holds no texts.
    """
    file = f"{SHARED}/phrases.toml"
    ours = letters.table(SHIPPED + file)
    lists = {name: list(given) for name, given in ours.items() if name != "spelling"}
    spelling = dict(ours.get("spelling", {}))
    own = letters.table(file)
    for name, given in own.items():
        if name == "spelling" and isinstance(given, dict):
            spelling |= {str(one): str(other) for one, other in given.items()}
            continue
        if name not in lists:
            raise TemplateError(
                f"{letters.find(file)}: there is no list {name!r}.{closest(name, lists)}"
            )
        if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
            raise TemplateError(
                f'{letters.find(file)}: {name} is a list of texts in quotes: {name} = ["..."]'
            )
        lists[name] += [each for each in given if each not in lists[name]]
    begins = remembered("phrases", repr(lists).encode, lambda: _begins(lists))
    return Phrases(
        lists={name: tuple(given) for name, given in lists.items()},
        begins=begins,
        keys=frozenset(begins),
        spelling=spelling,
        british=frozenset(spelling.values()),
    )


@cache
def shipped_phrases() -> Phrases:
    """Return our phrases alone, without those of anybody's own folder."""
    return phrase_lists(library())


def _begins(
    lists: Mapping[str, Sequence[str]],
) -> dict[str | tuple[str, str], tuple[tuple[str, tuple[str, ...]], ...]]:
    begins: dict[str | tuple[str, str], list[tuple[str, tuple[str, ...]]]] = {}
    for name, given in lists.items():
        for each in given:
            words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*|\*", each.lower())
            phrase = tuple(part for word in words for part in _spoken(word))
            if phrase:
                alone = len(phrase) == 1 or phrase[1] == "*"
                key = phrase[0] if alone else (phrase[0], phrase[1])
                begins.setdefault(key, []).append((name, phrase))
    return {
        key: tuple(sorted(found, key=lambda each: -len(each[1]))) for key, found in begins.items()
    }
