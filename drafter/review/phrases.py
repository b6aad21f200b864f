"""The phrases that a letter is better without, and where they stand in a text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from drafter.cache import remembered
from drafter.errors import TemplateError
from drafter.letters.library import SHARED, SHIPPED, Library, library
from drafter.letters.questions import closest
from drafter.review.words import COMMON

_GAP = 3  # words that "..." stands for at most
_DENIED = frozenset(("never", "no", "nor", "not", "without"))  # words that it does not stand for
_WORD = re.compile(
    r"\w+(?:['’]\w+)*|"
    r"[.?!:;]+(?=[\s\"'”’)]|$)(?<!\b[Mm]r\.)(?<!\b[Mm]rs\.)(?<!\b[Mm]s\.)(?<!\b[Dd]r\.)|\n"
)
_STOP = frozenset(".?!:;\n")
_PART = re.compile(r"\.{3}|\*|[^\W_]+(?:['’|][^\W_]+)*(?:\.{3})?")
_SET = re.compile(r"<(\w+)>")
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


# A word, "*", "...", or some words: any of them, or after "..." none to three. They stand in
# order, so that what is kept of them on the disk is the same each time.
_Part = str | tuple[str, ...]
# A list, a phrase of it, the least and the most words before the one it is looked for by, how long
# it is (0 where a word or the length is open), and words of which it needs one besides.
_Entry = tuple[str, tuple[_Part, ...], int, int, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """The lists of phrases, ready to be looked for all at once.

    *lists* are as written, with the *sets* of words that they name. *anchors* finds each phrase by
    the words of the part that the fewest letters have.
    """

    lists: Mapping[str, tuple[str, ...]]
    sets: Mapping[str, str]
    anchors: Mapping[str, tuple[_Entry, ...]]
    keys: frozenset[str]
    spelling: Mapping[str, str]
    british: frozenset[str]

    def found_in(self, text: str, words: list[str]) -> dict[str, list[Hit]]:
        """Return where the phrases of each list stand in *text*, whose small *words* are given."""
        said = tuple(words)
        place: Sequence[int] = range(len(words))
        if any(map(text.__contains__, _TWO_WAYS)):
            parts = [(part, at) for at, word in enumerate(words) for part in _spoken(word)]
            said, place = tuple(part for part, _ in parts), [at for _, at in parts]
        likely = self.keys.intersection(said)
        found: dict[str, list[Hit]] = {}
        if not likely or not (stands := self._standing(said, likely)):
            return found
        ends: dict[str, int] = {}
        spans = list(_WORD.finditer(text))
        for start, _, end, name in sorted(stands):
            if ends.get(name, 0) <= start:
                first, last = spans[place[start]], spans[place[end - 1]]
                found.setdefault(name, []).append(
                    Hit(text[first.start() : last.end()], first.start())
                )
                ends[name] = end
        return found

    def _standing(
        self, said: tuple[str, ...], likely: frozenset[str]
    ) -> list[tuple[int, int, int, str]]:
        """Return where a phrase starts, less its length, where it ends, and its list."""
        stands: list[tuple[int, int, int, str]] = []
        all_said = frozenset(said)
        for word in likely:
            places: list[int] = []
            for name, phrase, least, most, length, besides in self.anchors[word]:
                if besides and all_said.isdisjoint(besides):
                    continue
                places = places or [at for at, each in enumerate(said) if each == word]
                for at in places:
                    if length:
                        start = at - least
                        if start >= 0 and said[start : start + length] == phrase:
                            stands.append((start, -length, start + length, name))
                        continue
                    for start in range(max(at - most, 0), at - least + 1):
                        if end := _end(phrase, said, start):
                            stands.append((start, start - end, end, name))
        return stands


def _end(phrase: tuple[_Part, ...], said: tuple[str, ...], at: int) -> int:
    """Return where *phrase* ends in *said*, if it stands there *at* this place, else 0."""
    for number, part in enumerate(phrase):
        if _is_gap(part):
            rest = phrase[number + 1 :]
            return next(filter(None, (_end(rest, said, on) for on in _after(part, said, at))), 0)
        word = said[at] if at < len(said) else "."
        fits = part in (word, "*") if isinstance(part, str) else word in part
        if not fits or word[0] in _STOP:
            return 0
        at += 1
    return at


def _after(gap: _Part, said: tuple[str, ...], at: int) -> Sequence[int]:
    """Return where *said* may go on after a *gap* that begins *at* a place, the best first."""
    end = at
    while end < min(at + _GAP, len(said) - 1) and _may_stand_in(gap, said[end]):
        end += 1
    return range(end, at - 1, -1) if isinstance(gap, tuple) else range(at, end + 1)


def _may_stand_in(gap: _Part, word: str) -> bool:
    if isinstance(gap, tuple):
        return word in gap
    return word not in _DENIED and word[0] not in _STOP


@lru_cache(maxsize=4)
def phrase_lists(letters: Library) -> Phrases:
    """Return the phrases of *letters*: ours, and those that the reader's own folder adds.

    Raises:
        TemplateError: If the reader's file names a list that there is not, or holds no texts.
    """
    file = f"{SHARED}/phrases.toml"
    ours = letters.table(SHIPPED + file)
    tables = {name: dict(given) for name, given in ours.items() if isinstance(given, dict)}
    lists = {name: list(given) for name, given in ours.items() if name not in tables}
    own = letters.table(file)
    for name in tables:
        if isinstance(given := own.get(name), dict):
            tables[name] |= {str(one): str(other) for one, other in given.items()}
    for name, given in own.items():
        if name in tables and isinstance(given, dict):
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
        _check(given, tables["sets"], letters.find(file))
    anchors = remembered(
        "phrases", repr((lists, tables["sets"])).encode, lambda: _anchors(lists, tables["sets"])
    )
    return Phrases(
        lists={name: tuple(given) for name, given in lists.items()},
        sets=tables["sets"],
        anchors=anchors,
        keys=frozenset(anchors),
        spelling=tables["spelling"],
        british=frozenset(tables["spelling"].values()),
    )


def _check(given: Iterable[str], sets: Mapping[str, str], file: object) -> None:
    """Say what is wrong with a phrase of the reader's own that nothing could be found by."""
    for each in given:
        for name in _SET.findall(each):
            if name not in sets:
                raise TemplateError(
                    f"{file}: {each!r}: there is no set {name!r}.{closest(name, sets)}"
                )
        if not re.match(r"\W*[^\W_]", each) or each.lstrip().startswith(("*", "...")):
            raise TemplateError(f"{file}: {each!r}: a phrase begins with a word.")


@cache
def shipped_phrases() -> Phrases:
    """Return our phrases alone, without those of anybody's own folder."""
    return phrase_lists(library())


def _anchors(
    lists: Mapping[str, Sequence[str]], sets: Mapping[str, str]
) -> dict[str, tuple[_Entry, ...]]:
    anchors: dict[str, list[_Entry]] = {}
    for name, given in lists.items():
        for phrase in itertools.chain.from_iterable(_phrases(each, sets) for each in given):
            by, *others = sorted(range(len(phrase)), key=lambda at: _commonness(phrase[at]))
            words = phrase[by]
            besides = _words_of(phrase[others[0]]) if others else ()
            before = [(0, _GAP) if _is_gap(part) else (1, 1) for part in phrase[:by]]
            least, most = sum(low for low, _ in before), sum(high for _, high in before)
            length = 0 if any(map(_is_open, phrase)) else len(phrase)
            entry = (name, phrase, least, most, length, besides)
            for word in _words_of(words):
                anchors.setdefault(word, []).append(entry)
    return {word: tuple(found) for word, found in anchors.items()}


def _words_of(part: _Part) -> tuple[str, ...]:
    """Return the words of *part* of which one must be said; none for a gap."""
    if part == "*" or _is_gap(part):
        return ()
    return _same((part,) if isinstance(part, str) else part)


def _commonness(part: _Part) -> tuple[int, int]:
    """Return how common the words of *part* are in letters."""
    if _is_gap(part) or part == "*":
        return (1000, 0)
    words = (part,) if isinstance(part, str) else part
    often, most = COMMON["everyday"], COMMON["commonest"]
    return (sum((word in often) + 9 * (word in most) for word in words), len(words))


def _phrases(written: str, sets: Mapping[str, str]) -> Iterator[tuple[_Part, ...]]:
    """Yield the phrases that are *written* as one: another where a word is short for two."""
    written = _SET.sub(lambda found: "|".join(sets[found[1]].split()), written.lower())
    ways: list[list[tuple[_Part, ...]]] = []
    for part in _PART.findall(written):
        spoken = sorted({_spoken(word) for word in part.removesuffix("...").split("|")})
        alone = _same(tuple(words[0] for words in spoken if len(words) == 1))
        if part != "..." and part.endswith("..."):
            ways.append([(_same(("...", *alone)),)])
            continue
        way: list[tuple[_Part, ...]] = [words for words in spoken if len(words) > 1]
        if alone:
            way.append((alone if len(alone) > 1 else alone[0] or "...",))
        ways.append(way)
    for chosen in itertools.product(*ways):
        if phrase := tuple(itertools.chain.from_iterable(chosen)):
            yield phrase


@cache
def _same(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first that was as *words*: what is kept of it on the disk is kept once."""
    return words


def _is_gap(part: _Part) -> bool:
    return part == "..." or part[0] == "..."


def _is_open(part: _Part) -> bool:
    return not isinstance(part, str) or part in ("*", "...")
