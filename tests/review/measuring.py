"""Which of the marked faults the rules tell, and which findings are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from drafter.review.letter import Finding
from drafter.review.reading import read_over
from tests.review.corpus import SLIP, Fault, Typed

# What no writer was asked to mark, since a letter without it may be a good one.
UNMARKED = ("R06", "R13", "R16", "R35", "R36")
ALLOWED = ("write this word with one.", "Put one, or finish the sentence.")  # capitals and stops
SLIPS = ("R05", SLIP)  # one sort of fault to whoever marks it


@dataclass(slots=True)
class Told:
    """What one reader found: *own* and *any* count the faults, the others its findings by rule.

    *faults* counts those that there are, and *misses* has a line for each that was not told, and
    for each finding that is wrong.
    """

    faults: Counter[str] = field(default_factory=Counter)
    own: Counter[str] = field(default_factory=Counter)
    any: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    clean: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def recall(self, *, slips: bool) -> float:
        """Return which part of the faults was told; without the *slips* of typing, if so asked."""
        left_out = 0 if slips else self.faults[SLIP]
        told = self.any.total() - (0 if slips else self.any[SLIP])
        return told / (self.faults.total() - left_out)

    def precision(self, *, clean: bool) -> float:
        """Return which part of the findings is right, with those in *clean* letters if so asked."""
        wrong = self.wrong.total() + (self.clean.total() if clean else 0)
        return self.right.total() / max(1, self.right.total() + wrong)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding by *rule*: its *words* and each of their *places*, none for the whole letter."""

    rule: str
    words: str
    places: tuple[tuple[int, int], ...]

    def touches(self, fault: Fault) -> bool:
        return any(fault.touches(*place) for place in self.places)

    def tells(self, fault: Fault) -> bool:
        """Return whether it is about the *fault*, by the rule that it was marked with."""
        return self.rule == fault.rule and (not self.places or self.touches(fault))


def by_check(letters: Sequence[Typed]) -> list[list[Found]]:
    """Return what the rules find in each of *letters*."""
    return [list(_found(each)) for each in letters]


def _found(typed: Typed) -> Iterator[Found]:
    at_odds = [fault for fault in typed.faults if fault.rule == "R48"]
    for each in read_over(typed.letter):
        if each.rule in UNMARKED or each.message.endswith(ALLOWED):
            continue
        rule = SLIP if each.rule in SLIPS else each.rule
        found = Found(rule, each.words, tuple(_places(typed.text, each)))
        if rule != "R03" or any(map(found.touches, at_odds)):
            yield found


def _places(text: str, finding: Finding) -> Iterator[tuple[int, int]]:
    if finding.words:
        wanted = re.escape(finding.words).replace(r"\ ", r"\s+")
        if finding.rule == "R07":  # these are the first words of a paragraph
            wanted += r".*"
        for place in re.finditer(rf"(?<!\w){wanted}(?!\w)", text):
            yield place.span()


def measure(letters: Sequence[Typed], found: Sequence[Sequence[Found]]) -> Told:
    """Return what was *found* of the faults of *letters*, and what was found wrongly."""
    told = Told()
    for typed, each in zip(letters, found, strict=True):
        for fault in typed.faults:
            own = any(one.tells(fault) for one in each)
            is_told = own or any(one.touches(fault) for one in each)
            told.faults[fault.rule] += 1
            told.own[fault.rule] += own
            told.any[fault.rule] += is_told
            if not is_told:
                words = typed.text[fault.start : fault.end]
                told.misses.append(f"- {fault.rule} {typed.kind}: {words!r}")
        for one in each:
            is_right = any(one.tells(fault) or one.touches(fault) for fault in typed.faults)
            place = told.right if is_right else told.wrong if typed.faults else told.clean
            place[one.rule] += 1
            if not is_right:
                where = "faulty" if typed.faults else "clean"
                told.misses.append(f"+ {one.rule} {typed.kind}, {where}: {one.words!r}")
    return told
