"""Letters for another program: one pure function, in threads and processes."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from drafter.errors import AnswerError, TemplateError
from drafter.filling.drafting import draft
from drafter.letters.rendering import Draft
from tests import desk, rows
from tests.desk import TODAY

thank = partial(draft, "thank-you", today=TODAY)
GIVEN = [dict(row) for row in rows.varied(desk.SHELF.kind("thank-you"), 40)]


def test_it_makes_what_the_command_makes() -> None:
    for kind in desk.LETTERS:
        given = desk.example(kind)
        assert draft(kind.name, given, today=TODAY) == desk.draft(kind, given)


def test_answers_are_left_as_they_were_and_names_may_have_hyphens() -> None:
    given = {"role": "ward clerk", "company": "Northgate", "me": "A. Lee", "met-on": "2026-11-17"}
    before = dict(given)
    (letter,) = thank(given)
    assert "on Tuesday" in letter.text
    assert given == before


def test_a_panel_makes_a_letter_each() -> None:
    people = [{"greeting": "Grace", "enjoyed": "the tour"}, "Mr. Bell <bell@example.org>"]
    given = {"role": "ward clerk", "company": "Northgate", "me": "A. Lee", "people": people}
    letters = thank(given)
    assert [letter.to[0].greeting for letter in letters] == ["Grace", "Mr. Bell"]
    assert letters[1].to[0].email == "bell@example.org"
    assert ["the tour" in letter.text for letter in letters] == [True, False]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "role is missing"),
        ({"role": "clerk", "company": "N", "me": "A", "met_on": "soon"}, "answers: met_on: "),
        ({"rolle": "clerk"}, "Did you mean role?"),
        ({"role": ["clerk"], "company": "N", "me": "A"}, "not a list"),
    ],
)
def test_answers_that_make_no_letter_are_all_named(given: dict[str, object], told: str) -> None:
    with pytest.raises(AnswerError, match=told.replace("?", r"\?")):
        thank(given)


def test_an_unknown_letter_is_named() -> None:
    with pytest.raises(TemplateError, match="Did you mean thank-you"):
        draft("thank-yu", {}, today=TODAY)


def test_letters_of_ones_own_come_first(tmp_path: Path) -> None:
    folder = tmp_path / "hello"
    folder.mkdir()
    (folder / "kind.toml").write_text(
        'title = "Hello"\nsummary = "A greeting."\nask = ["role", "me"]', encoding="utf-8"
    )
    (folder / "body.html").write_text("<p>The {{ role }} role.</p>", encoding="utf-8")
    (folder / "subject.txt").write_text("Hello about {{ role }}", encoding="utf-8")
    given = {"role": "ward clerk", "company": "Northgate", "me": "A. Lee"}
    (letter,) = draft("hello", given, today=TODAY, templates=tmp_path)
    assert "The ward clerk role." in letter.text
    with pytest.raises(TemplateError):
        draft("hello", given, today=TODAY)


def in_threads() -> Executor:
    return ThreadPoolExecutor(8)


def in_processes() -> Executor:
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))


@pytest.mark.parametrize("pool", [in_threads, in_processes])
def test_it_maps_over_any_pool(pool: Callable[[], Executor]) -> None:
    alone = [thank(given) for given in GIVEN]
    with pool() as workers:
        assert list(workers.map(thank, GIVEN)) == alone


def test_a_draft_can_be_sent_to_another_process() -> None:
    (letter,) = thank({"role": "ward clerk", "company": "Northgate", "me": "A. Lee"})
    there: Draft = pickle.loads(pickle.dumps(letter))
    assert there == letter
    assert there.html == letter.html
