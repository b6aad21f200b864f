"""The letters of tests/tables/faults: each is read as it was marked."""

from __future__ import annotations

import pytest

from drafter.review.reading import rules
from tests.desk import NAMES
from tests.review.corpus import FILES, Typed, corpus
from tests.review.measuring import by_check, measure

EACH = [
    pytest.param(typed, id=f"{name}-{n}") for name in FILES for n, typed in enumerate(corpus(name))
]


@pytest.mark.parametrize("typed", EACH)
def test_every_mark_stands_in_its_letter(typed: Typed) -> None:
    known = {rule.id for rule in rules()}
    for fault in typed.faults:  # a mark that does not stand there is an error of the parser
        assert fault.rule in known
        assert typed.text[fault.start : fault.end].strip()
    assert typed.kind in NAMES
    assert typed.letter.subject
    assert "\n! " not in typed.text


@pytest.mark.parametrize(
    ("known", "most", "all_faults", "right", "in_clean"),
    [(True, 0.92, 0.75, 0.94, 6), (False, 0.8, 0.73, 0.92, 6)],
    ids=["letters that the rules were made with", "letters that nobody had looked at"],
)
def test_most_faults_are_told_and_few_findings_are_wrong(
    known: bool, most: float, all_faults: float, right: float, in_clean: int
) -> None:
    """The figures are a little under those that were measured; see tests/bench/faults.py."""
    letters = [typed for name in FILES if (name[0] != "D") is known for typed in corpus(name)]
    told = measure(letters, by_check(letters))
    assert told.recall(slips=False) > most
    assert told.recall(slips=True) > all_faults
    assert told.precision(clean=False) > right
    assert told.clean.total() <= in_clean, told.misses


@pytest.mark.parametrize("name", FILES)
def test_the_clean_letters_alone_have_no_marks(name: str) -> None:
    assert {bool(typed.faults) for typed in corpus(name)} == {not name.endswith("-clean")}
