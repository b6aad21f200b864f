"""Find misspelled words, and slips that spell right, in a letter or an answer.

What is no word at all is told by two dictionaries; slips that spell right ("should of") are the
rows of ``spelling.toml``. A word that neither knows, and that is near to no other, is left alone:
in these letters it is a drug, a tool or a dish.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from drafter.language.words import read_tables
from drafter.letters.questions import Person
from drafter.review import vocabulary
from drafter.review.vocabulary import Country
from drafter.review.words import COMMON, any_of

_WORD = re.compile(r"(?<![\w’'&])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w&])")
_ADDRESS = re.compile(
    r"[^\s,;<>]*(?:@|://|\\)[^\s,;<>]*|\bwww\.\S*|[#/~]\w\S*|\b[\w-]+(?:\.\w{2,5})+\b(?!['’])"
)
_HIDDEN = "\ufffc"  # stands for each character of an address; neither a letter nor white space
_NEW_SENTENCE = re.compile(r"(?:\A|[.!?:…]|\A\s*[-*•>])[\s\"'“‘’”()]*\Z")  # in its own line
_TITLED = re.compile(rf"\b(?:{any_of(COMMON['titles'])}|St)\.\s*\Z")  # no sentence ends there
_SIGNED = re.compile(r"\s*(?:[A-Z][\w'.-]*[ ]?){1,4}(?<![.!?,:])\s*")
_SHORTENED = re.compile(r"'(?:s|ve|d|ll|re)?\Z")  # "Dana's", "could've"
_PREFIX = rf"\b(?:{vocabulary.PREFIXES.replace(' ', '|')})-\Z"
_ABOUT_ME = frozenset(("im", "ive"))  # with a capital, too, they are no name
_GAP = r"(?:[ \t\xa0]{1,2}|[ \t]?\n[ \t]?(?!\s))"  # between two words of one paragraph
_SEEN = 60  # characters that are looked at before a slip


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A *word* of the text, *at* to *end*, and what is *better*, the likeliest first.

    *certain* says that *better* has one word that can take its place unread. *rule* is the name of
    the rule that found it.
    """

    at: int
    end: int
    word: str
    better: tuple[str, ...]
    certain: bool
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A row of the table: see the head of ``spelling.toml``."""

    name: str
    has: frozenset[str]
    pattern: str
    better: tuple[str, ...]
    certain: bool
    after: str
    unless: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    instead: Mapping[str, tuple[str, ...]]
    doubtful: frozenset[str]
    words: frozenset[str]
    sets: Mapping[str, frozenset[str]]
    rules: tuple[_Rule, ...]
    tried: Mapping[str, tuple[int, ...]]  # for each word, the places of the rules that ask for it


def slips(text: str, known: Collection[str] = (), country: Country | None = None) -> list[Slip]:
    """Return the slips of *text*, in its order; none overlaps another.

    Every word of *known*, names and answers as they were given, is left alone. Without *country*
    both spellings are right, British and American.
    """
    plain = _straight(_ADDRESS.sub(lambda match: _HIDDEN * len(match.group()), text))
    own = {word.group().lower() for each in known for word in _WORD.finditer(_straight(each))}
    found = [*_said(plain, own), *_articles(plain), *_twice(plain), *_spelled(plain, own, country)]
    found.sort(key=lambda slip: (not slip.certain, slip.at - slip.end, slip.at))
    kept: list[Slip] = []
    for slip in found:
        if all(slip.end <= other.at or other.end <= slip.at for other in kept):
            kept.append(slip)
    curly = "’" in text and "'" not in text
    return [_as_typed(slip, text, curly=curly) for slip in sorted(kept, key=lambda slip: slip.at)]


def names_in(told: Mapping[str, object]) -> list[str]:
    """Return the names among the answers *told*, whose spelling is not for us to judge."""
    names = []
    for name in ("me", "company", "client", "people"):
        value = told.get(name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Person):
                names += [each.greeting, each.name or ""]
            elif isinstance(each, str):
                names.append(each)
    return names


def mended(text: str, found: Iterable[Slip]) -> str:
    """Return *text* with what is likeliest better in the place of each slip that was *found*."""
    for slip in sorted(found, key=lambda slip: -slip.at):
        text = text[: slip.at] + slip.better[0] + text[slip.end :]
    return text


def _straight(text: str) -> str:
    """Return *text* with typewriter's apostrophes; its length stays."""
    return text.replace("’", "'").replace("‘", "'")


def _as_typed(slip: Slip, text: str, *, curly: bool) -> Slip:
    """Return *slip* with its word, and with apostrophes, as they stand in *text*."""
    better = tuple(each.replace("'", "’") if curly else each for each in slip.better)
    return replace(slip, word=text[slip.at : slip.end], better=better)


def _slip(
    match: re.Match[str], group: int, better: Sequence[str], rule: str, *, certain: bool
) -> Slip:
    """Return the slip of a *group* of *match*; what is better begins as it does."""
    word = match.group(group)
    if word[:1].isupper():
        better = [each[:1].upper() + each[1:] for each in better]
    return Slip(
        at=match.start(group),
        end=match.end(group),
        word=word,
        better=tuple(better),
        certain=certain and len(better) == 1,
        rule=rule,
    )


# --- the rows of the table ---


def _said(text: str, own: Collection[str]) -> Iterator[Slip]:
    """Yield what the rows of the table find."""
    table = _table()
    said = {word.lower() for word in _WORD.findall(text)} & table.tried.keys()
    for place in sorted({place for word in said for place in table.tried[word]}):
        rule = table.rules[place]
        for match in _compiled(rule.pattern).finditer(text):
            before = text[max(0, match.start() - _SEEN) : match.start()]
            fits = not rule.after or _compiled(rf"(?:{rule.after})\s*\Z").search(before)
            bars = rule.unless and _compiled(rf"(?:{rule.unless})\s*\Z").search(before)
            if fits and not bars and match.group().lower() not in own:
                better = [match.expand(each) for each in rule.better]
                yield _slip(match, 0, better, rule.name, certain=rule.certain)


# --- a or an ---

_ARTICLE = re.compile(rf"\b(an?){_GAP}(?=[\"“‘']?([A-Za-z]+|\d[\d,.]*)([\w'’-]*))", re.I)
_NO_ARTICLE = (
    r"(?:\b(?:grade|option|plan|part|section|vitamin|class|level|type|group|point|hepatitis)"
    r"|[-/.'’&])\s*\Z"
)
_AS_Y_OR_W = re.compile(
    r"eu|ewe|once|one(?!r)|ouija|uni(?!n[a-z]|m)|u(?:s[aeiu]|ti|tte|to|bi|ra|ri)"
)
_AS_A_VOWEL = re.compile(r"[aeiou]|hour|honest|hono|heir")


def _articles(text: str) -> Iterator[Slip]:
    """Yield "a" before the sound of a vowel, and "an" before that of a consonant."""
    for match in _ARTICLE.finditer(text):
        typed, word, rest = match.groups()
        right = _article(word, rest)
        before = text[: match.start()]
        lone = typed == "A" and not _NEW_SENTENCE.search(before.rpartition("\n")[2])
        if (
            right not in ("", typed.lower())
            and not lone
            and not _compiled(_NO_ARTICLE).search(before)
        ):
            yield _slip(match, 1, [right], "a or an", certain=True)


def _article(word: str, rest: str) -> str:
    """Return the article that *word* takes by its sound; "" where it cannot be told."""
    sets = _table().sets
    low = word.lower()
    if word[0].isdigit():
        # Eight, eleven and eighteen, and what begins with them.
        return "an" if re.match(r"8|1[18](?!\d)(?!,\d{3},)", word) else "a"
    if (len(word) == 1 and word == low) or low in sets["no_article"]:
        return ""
    if low in sets["by_letters"] or re.fullmatch(r"[AEFHILMNORSX]", word):
        return "an"
    if word.isupper() and (len(word) > 1 or rest.startswith("-")):
        return _article_of_capitals(word)
    if word[0] in "fhlmnrsx" and not re.search(r"[aeiouy]", word):
        return ""  # "an html page"
    if word[0] in "UYH":
        return "a" if low in ("university", "union") else ""
    if _AS_Y_OR_W.match(low):
        return "a"
    return "an" if _AS_A_VOWEL.match(low) else "a"


def _article_of_capitals(word: str) -> str:
    """Return the article of a short form, which may be said by its letters or as a word."""
    if len(word) > 5 or word[0] in "FHLMNRSXU":
        return "an" if re.fullmatch(r"[FHLMNRSX][B-DF-HJ-NP-TV-XZ]+", word) else ""
    return "an" if word[0] in "AEIO" else "a"


# --- a word or two typed twice ---

_TWICE = rf"(?<!-)\b([^\W\d_]+(?:'[^\W\d_]+)?){_GAP}(\1)\b(?!['-])"
_PAIR_TWICE = rf"\b([^\W\d_]+{_GAP}[^\W\d_']+){_GAP}\1\b(?!['-])"


def _twice(text: str) -> Iterator[Slip]:
    """Yield a word that stands twice, as "the the" and not "had had", and two words that do."""
    words = [word.rpartition("'")[2] for word in _WORD.findall(text.lower())]
    if not any(word in words[max(0, at - 2) : at] for at, word in enumerate(words)):
        return
    sets = _table().sets
    for match in _compiled(_TWICE).finditer(text):
        first, second = match.groups()
        named = len(first) > 1 and (first.isupper() or (first[0] + second[0]).isupper())
        if not named and first.lower() not in sets["twice"]:
            yield _slip(match, 0, [first], "doubled word", certain=True)
    for match in _compiled(_PAIR_TWICE).finditer(text):
        one, other = match.group(1).lower().split()
        named = match.group(1).istitle() and text[match.start() - 1 : match.start()] == " "
        joined = one in sets["joining"] or other in sets["joining"] | {"to", "you"}
        if one != other and not named and not joined:
            yield _slip(match, 0, [match.group(1)], "doubled word", certain=True)


# --- words ---


def _spelled(text: str, own: Collection[str], country: Country | None) -> Iterator[Slip]:
    """Yield the words that are misspelled, and those of the other country."""
    typed = [(match, match.group(), match.group().lower()) for match in _WORD.finditer(text)]
    # A word that has a capital inside a sentence is a name, wherever else it stands.
    named = set(own)
    named.update(low for m, word, low in typed if word[0].isupper() and not _opens(text, m))
    foreign = _table().sets["foreign"]
    for place, (match, word, low) in enumerate(typed):
        better, certain, rule = _judged(low, country)
        if not better or low in own or not word.isascii() or word[1:] != low[1:]:
            continue
        capital = word[0].isupper()
        if capital and (low in named or not _opens(text, match)) and low not in _ABOUT_ME:
            continue
        if _SHORTENED.sub("", low) in named and low not in _table().instead:
            continue
        beside = (each[2] for each in typed[max(0, place - 1) : place + 2])
        if not certain and not foreign.isdisjoint(beside):
            continue
        hyphen = "-" in text[max(0, match.start() - 1) : match.end() + 1]
        if (capital or hyphen) and (
            not certain or _compiled(_PREFIX).search(text[: match.start()])
        ):
            continue  # what opens a sentence or is part of a word may be a name
        if word == low or better[0].lower() != low:
            yield _slip(match, 0, better, rule, certain=certain)


def _opens(text: str, word: re.Match[str]) -> bool:
    """Say whether *word* opens a sentence, and not a line that is a name, such as a signature."""
    start = text.rfind("\n", 0, word.start()) + 1
    end = text.find("\n", word.end())
    line = text[start : end if end >= 0 else len(text)]
    signed = "\n" in text and _SIGNED.fullmatch(line) is not None
    before = text[start : word.start()]
    return not signed and bool(_NEW_SENTENCE.search(before)) and not _TITLED.search(before)


@lru_cache(maxsize=8192)
def _judged(word: str, country: Country | None) -> tuple[tuple[str, ...], bool, str]:
    """Return what is better than *word*, if it is wrong, whether that is certain, and the rule."""
    table = _table()
    if word in table.instead:
        return table.instead[word], word not in table.doubtful, "word"
    base = _SHORTENED.sub("", word)
    if base in table.words:
        return (), False, ""
    if country and (other := vocabulary.of_other_country(word, country)):
        return (other,), True, "country"
    times = max(vocabulary.count(word), vocabulary.count(base))
    if times > vocabulary.RARE:
        return (), False, ""
    if listed := vocabulary.listed(word):
        return listed, times == 0, "word"
    if times or len(word) < vocabulary.SHORT or vocabulary.is_british(base):
        return (), False, ""
    near = vocabulary.near(word)
    meant = near and near[0][0] == word[0] and vocabulary.count(near[0]) > vocabulary.EVERYDAY
    return (near if meant or not vocabulary.of_parts(base) else ()), False, "word"


# --- the table ---


@cache
def _table() -> _Table:
    """Return ``spelling.toml``."""
    data = read_tables(str(Path(__file__).with_suffix(".toml")))
    instead = {**data["certain"], **data["doubtful"]}
    rules = tuple(rule for row in data["slip"] for rule in _rules(row))
    tried: dict[str, list[int]] = {}
    for place, rule in enumerate(rules):
        for word in rule.has:
            tried.setdefault(word, []).append(place)
    return _Table(
        instead={typed: tuple(_listed(meant)) for typed, meant in instead.items()},
        doubtful=frozenset(data["doubtful"]),
        words=frozenset(word for line in data["words"].values() for word in line.split()),
        sets={name: frozenset(line.split()) for name, line in data["sets"].items()},
        rules=rules,
        tried={word: tuple(places) for word, places in tried.items()},
    )


def _rules(row: Mapping[str, Any]) -> Iterator[_Rule]:
    """Yield the rule of a *row* of the table, or one for each of the pairs of its ``each``."""
    for typed, meant in row.get("each", {"": ""}).items():
        yield _Rule(
            name=row["name"],
            has=frozenset([typed] if typed else row["has"].split()),
            pattern=row["typed"].replace("{typed}", typed),
            better=tuple(each.replace("{meant}", meant) for each in _listed(row["better"])),
            certain=row.get("certain", False),
            after=row.get("after", ""),
            unless=row.get("unless", ""),
        )


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)
