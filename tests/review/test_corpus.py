"""The letters of tests/tables/faults: each is read as it was marked."""

from __future__ import annotations

import pytest

from drafter.review.reading import rules
from tests.desk import NAMES
from tests.review.corpus import FILES, Typed, corpus

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


@pytest.mark.parametrize("name", FILES)
def test_the_clean_letters_alone_have_no_marks(name: str) -> None:
    assert {bool(typed.faults) for typed in corpus(name)} == {not name.endswith("-clean")}
