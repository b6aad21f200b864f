"""The letters of tests/tables/faults: typed by people on a bad day, each fault of theirs marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from drafter.letters.library import library
from drafter.review.letter import Letter, letter_from
from tests import desk

FOLDER = desk.HERE / "tables/faults"
FILES = sorted(path.stem for path in FOLDER.glob("*.txt"))
SLIP = "R47"
_MARK = re.compile(r"\[([^]|]+)\|([^]|]*)\]")  # [typed|meant]
_FAULT = re.compile(r'^! (R\d\d) "(.*)"\n?', re.M)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong by *rule*, from *start* to *end*; *meant* is what a slip was meant for."""

    rule: str
    start: int
    end: int
    meant: str = ""

    def touches(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Typed:
    """A letter of a *kind* as it was typed, and its faults in the order of their places."""

    kind: str
    text: str
    faults: tuple[Fault, ...]

    @property
    def letter(self) -> Letter:
        return letter_from(self.text, library().kind(self.kind))


@cache
def corpus(name: str) -> tuple[Typed, ...]:
    """Return the letters of the file *name*.

    Raises:
        ValueError: If the words of a fault do not stand in their letter.
    """
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(_typed(each) for each in re.split(r"^----\n?", text, flags=re.M) if each.strip())


def _typed(block: str) -> Typed:
    head, _, marked = block.strip().partition("\n")
    told = _FAULT.findall(f"{marked}\n")
    text, faults, at = "", [], 0
    marked = _FAULT.sub("", f"{marked}\n").strip() + "\n"
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        faults.append(Fault(SLIP, len(text), len(text) + len(match[1]), match[2]))
        text, at = text + match[1], match.end()
    text += marked[at:]
    for rule, words in told:
        faults += _placed(text, rule, words)
    return Typed(head.removeprefix("## "), text, tuple(sorted(faults, key=lambda f: f.start)))


def _placed(text: str, rule: str, words: str) -> Iterator[Fault]:
    found = re.search(re.escape(words).replace(r"\ ", r"\s+"), text, re.I)
    if not found:
        raise ValueError(
            f"{rule}: {words!r} does not stand in the letter that begins {text[:60]!r}"
        )
    yield Fault(rule, found.start(), found.end())
