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


def test_most_faults_are_told_and_few_findings_are_wrong() -> None:
    """The figures are a little under those that were measured; see tests/bench/faults.py."""
    letters = [typed for name in FILES for typed in corpus(name)]
    told = measure(letters, by_check(letters))
    assert told.recall(slips=False) > 0.92
    assert told.recall(slips=True) > 0.75
    assert told.precision(clean=False) > 0.94
    assert told.clean.total() <= 6, told.misses


@pytest.mark.parametrize("name", FILES)
def test_the_clean_letters_alone_have_no_marks(name: str) -> None:
    assert {bool(typed.faults) for typed in corpus(name)} == {not name.endswith("-clean")}
