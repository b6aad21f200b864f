"""A letter on the desk: its words counted and its phrases looked up, once for all rules."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.letters.marks import CLOSE, OPEN
from drafter.review.letter import Letter
from drafter.review.phrases import Hit, Phrases, words_in
from drafter.review.words import COMMON, any_of

_SENTENCE_END = re.compile(r"[.?!]['\"”’)\]]*\s+(?=['\"“‘(]?[A-Z0-9£$€])")
_ABBREVIATION = re.compile(rf"\W?(?:{any_of(COMMON['abbreviations'])}|[A-Z](?:\.[A-Z])*)\.")
_QUOTED = re.compile(r"\"[^\"\n]+\"|“[^”\n]+”")


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that a rule found: *at* is its place in the page's text."""

    message: str
    words: str = ""
    at: int = 0  # below 0: it stands outside of the text, in the greeting
    severity: str = ""  # where it is not that of the rule


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    """A letter as the rules read it."""

    letter: Letter
    phrases: Phrases
    text: str  # the subject, a line break, the body
    body: str
    prose: tuple[str, ...]  # the paragraphs without their lists
    items: tuple[str, ...]  # the list items
    sentences: tuple[tuple[str, ...], ...]  # of each paragraph, without its list
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]  # neighbours: words, and stops among them
    hits: Mapping[str, list[Hit]]
    length: int  # words of the body
    start: int  # where the body begins in the text
    theirs: tuple[tuple[int, int], ...] | None  # where the person's own words stand; None: all are
    panel: Sequence[Page] = ()  # the notes that its readers may compare, with this one among them

    def is_theirs(self, at: int, end: int) -> bool:
        """Return whether some of the text from *at* to *end* is the person's own."""
        return self.theirs is None or _touches(self.theirs, at, end)

    def of_theirs(self, found: Iterable[re.Match[str]]) -> list[re.Match[str]]:
        """Return those of *found* in the text that the person wrote."""
        return [each for each in found if self.is_theirs(each.start(), each.end())]

    @property
    def opening(self) -> tuple[str, ...]:
        """Return the first two sentences."""
        return tuple(sentence for sentences in self.sentences for sentence in sentences)[:2]

    def listed(self, name: str, message: str, severity: str = "") -> Iterator[Note]:
        """Yield a note for each phrase of the list called *name*."""
        for hit in self.hits.get(name, ()):
            yield Note(message, hit.words, hit.at, severity)

    def matched(self, pattern: str | re.Pattern[str], message: str) -> Iterator[Note]:
        """Yield a note for each place of the text that *pattern* matches.

        One that few letters need is given as a text, which is compiled where it is first needed.
        """
        for found in re.finditer(pattern, self.text):
            yield Note(message, found.group().strip(), found.start())


def page_of(letter: Letter, phrases: Phrases) -> Page:
    """Return *letter* as the rules read it, alone."""
    body = "\n".join(letter.paragraphs)
    text = f"{letter.subject}\n{body}"
    words, hits = _words_and_hits(phrases, text)
    if hits and any(map(text.__contains__, '"“')):
        hits = _without_quoted(hits, text)
    theirs = _answers_in(letter)
    if theirs is not None and hits:
        hits = {
            name: [hit for hit in found if _touches(theirs, hit.at, hit.at + len(hit.words))]
            for name, found in hits.items()
        }
    prose, items = [], []
    for paragraph in letter.paragraphs:
        first, *rest = paragraph.split("\n- ")
        listed = first.startswith("- ")
        prose.append("" if listed else first)
        items += [first[2:], *rest] if listed else rest
    return Page(
        letter=letter,
        phrases=phrases,
        text=text,
        body=body,
        prose=tuple(prose),
        items=tuple(items),
        sentences=tuple(map(_sentences, prose)),
        words=frozenset(words),
        pairs=frozenset(itertools.pairwise(words)),
        hits=hits,
        length=len(body.split()) - len(items),
        start=len(letter.subject) + 1,
        theirs=theirs,
    )


def _without_quoted(hits: Mapping[str, list[Hit]], text: str) -> dict[str, list[Hit]]:
    """Return those *hits* that are no part of a longer quotation, which is somebody else's word."""
    quoted = [(each.start() + 1, each.end() - 1) for each in _QUOTED.finditer(text)]
    return {
        name: [hit for hit in found if not _is_part(quoted, hit.at, hit.at + len(hit.words))]
        for name, found in hits.items()
    }


def _is_part(quoted: Iterable[tuple[int, int]], at: int, end: int) -> bool:
    return any(start <= at and end <= stop and stop - start > end - at for start, stop in quoted)


def _words_and_hits(phrases: Phrases, text: str) -> tuple[list[str], dict[str, list[Hit]]]:
    """Return the words of *text* and the phrases in it, which never go on in another line."""
    words: list[str] = []
    hits: dict[str, list[Hit]] = {}
    at = 0
    for line in text.split("\n"):
        said, found = _of_a_line(phrases, line)
        words += ("\n", *said) if at else said
        for name, hit in found:
            hits.setdefault(name, []).append(Hit(hit.words, at + hit.at))
        at += len(line) + 1
    return words, hits


@lru_cache(maxsize=1024)  # the letters of many rows share most of their lines
def _of_a_line(phrases: Phrases, line: str) -> tuple[tuple[str, ...], tuple[tuple[str, Hit], ...]]:
    said = words_in(line)
    found = phrases.found_in(line, said)
    return tuple(said), tuple((name, hit) for name, hits in found.items() for hit in hits)


def _answers_in(letter: Letter) -> tuple[tuple[int, int], ...] | None:
    """Return where the answers that the person worded stand in a page's text; None: everywhere."""
    if letter.marked is None:
        return None
    spans, at = [], 0
    first, *parts = "\n".join((letter.marked_subject, *letter.marked)).split(OPEN)
    at = len(first)
    for part in parts:
        answer, _, ours = part.partition(CLOSE)
        if answer.casefold() not in letter.choices:
            spans.append((at, at + len(answer)))
        at += len(answer) + len(ours)
    return tuple(spans)


def _touches(spans: Iterable[tuple[int, int]], at: int, end: int) -> bool:
    return any(start < end and at < stop for start, stop in spans)


@lru_cache(maxsize=256)
def _sentences(prose: str) -> tuple[str, ...]:
    """Return the sentences of one paragraph; "Dr. Osei" does not end one."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(prose):
        word = prose[prose.rfind(" ", start, end.start()) + 1 : end.start() + 1]
        if len(word) > 8 or not _ABBREVIATION.fullmatch(word):
            found.append(prose[start : end.end()].strip())
            start = end.end()
    rest = prose[start:].strip()
    return (*found, rest) if rest else tuple(found)
