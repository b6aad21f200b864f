"""The advice that drafter grew from: where each piece of it is seen at work, or why it is not."""

from __future__ import annotations

import ast
import functools
import re
from typing import Any

import pytest

from drafter.letters.library import Kind
from drafter.review.answers import looks_at
from drafter.review.reading import rules
from tests import desk
from tests.desk import LETTERS, NAMES, SHELF
from tests.review.test_rules import CASES

PLACES = {"golden": desk.HERE / "golden", "template": desk.ROOT / "templates"}
TABLE: list[dict[str, Any]] = desk.read_toml(desk.HERE / "tables/seeds.toml")["row"]
KEYS = {
    "test": {"test", "words"},
    "rule": {"rule"},
    "golden": {"golden", "section", "words"},
    "template": {"template", "words"},
}
SHOWN = [(row["row"], way) for row in TABLE for way in row.get("shown", ())]

# The rows of priority M in SEEDS.md, so that none is excused by losing its `must`.
MUST = {1, *range(4, 9), 10, 11, 12, *range(14, 17), 18, 21, *range(25, 35)} | {36, 37, 40, 42}
MUST |= {46, 47}


@functools.cache
def functions(file: str) -> dict[str, str]:
    """Return what *file* defines at its top: the name of each function, and its source.

    The decorators belong to it, since the cases of a test stand there.
    """
    source = (desk.ROOT / file).read_text(encoding="utf-8")
    lines = source.splitlines()
    return {
        each.name: "\n".join(lines[_first_line(each) - 1 : each.end_lineno])
        for each in ast.parse(source).body
        if isinstance(each, ast.FunctionDef)
    }


def _first_line(function: ast.FunctionDef) -> int:
    return min([function.lineno, *(each.lineno for each in function.decorator_list)])


def part(text: str, section: str | None) -> str:
    """Return the letter of *section* in the golden *text*; without one, all of it."""
    if section is None:
        return text
    for letter in re.split(r"^=== ", text, flags=re.M):
        name, _, rest = letter.partition("\n")
        if name == section:
            return rest
    return ""


def as_line(text: str) -> str:
    return " ".join(text.split())


def test_each_of_the_47_rows_is_there_once_and_in_order() -> None:
    assert [row["row"] for row in TABLE] == list(range(1, 48))


def test_a_row_is_either_shown_or_says_why_not() -> None:
    for row in TABLE:
        assert row.keys() <= {"row", "must", "advice", "shown", "differs", "why_not"}, row["row"]
        assert row["advice"].endswith("."), row["row"]
        assert bool(row.get("shown")) != bool(row.get("why_not")), row["row"]
        for reason in ("differs", "why_not"):
            assert row.get(reason, "So.").endswith("."), row["row"]


def test_what_differs_has_a_reason_why_it_is_better() -> None:
    for row in TABLE:
        assert " since " in row.get("differs", " since "), row["row"]


def test_no_row_that_must_be_carried_out_is_excused() -> None:
    assert {row["row"] for row in TABLE if row.get("must")} == MUST
    assert MUST & {row["row"] for row in TABLE if "why_not" in row} == set()


def test_each_way_of_being_shown_is_one_of_those_that_are_known() -> None:
    for row, way in SHOWN:
        (means,) = way.keys() & {"test", "rule", *PLACES}
        assert way.keys() <= KEYS[means], f"row {row}: {way}"
        if means in PLACES:
            assert len(way["words"]) >= 8, f"row {row}"  # fewer would be found anywhere


@pytest.mark.parametrize(("row", "way"), [each for each in SHOWN if "test" in each[1]])
def test_the_test_that_shows_a_row_is_there(row: int, way: dict[str, str]) -> None:
    file, _, name = way["test"].partition("::")
    assert re.fullmatch(r"tests/(\w+/)?test_\w+\.py", file)
    assert name.startswith("test_")
    assert name in functions(file), f"row {row}: {file} has no {name}"
    assert way.get("words", "") in functions(file)[name], f"row {row}"


@pytest.mark.parametrize(("row", "way"), [each for each in SHOWN if "rule" in each[1]])
def test_the_rule_that_shows_a_row_is_tried(row: int, way: dict[str, str]) -> None:
    assert way["rule"] in {rule.id for rule in rules()}, f"row {row}"
    assert way["rule"] in CASES, f"row {row}"


@pytest.mark.parametrize(("row", "way"), [each for each in SHOWN if each[1].keys() & PLACES.keys()])
def test_the_words_that_show_a_row_stand_in_their_file(row: int, way: dict[str, str]) -> None:
    (place,) = way.keys() & PLACES.keys()
    text = (PLACES[place] / way[place]).read_text(encoding="utf-8")
    assert as_line(way["words"]) in as_line(part(text, way.get("section"))), f"row {row}"


# --- what no other test shows -------------------------------------------------------------------


@pytest.mark.parametrize("kind", LETTERS, ids=NAMES)
def test_every_letter_thanks_somebody_for_something(kind: Kind) -> None:
    needed = {question.name for question in kind.questions if question.needed}
    fewest = {name: value for name, value in desk.example(kind).items() if name in needed}
    for given in (desk.example(kind), fewest):
        for draft in desk.draft(kind, given):
            assert re.search(r"\bThank you (?:again )?for \w+", draft.text), draft.text


def test_a_slip_that_is_chosen_stands_in_the_letter() -> None:
    kind = SHELF.kind("clarification")
    question = kind.question("slip")
    assert question and len(question.choices) >= 5
    for choice in question.choices:
        letter = desk.letter(kind, {**desk.example(kind), "slip": choice})
        assert f"You asked how I deal with a late delivery, and {choice}." in letter


@pytest.mark.parametrize(
    "typed", ["Nerves got the better of me.", "I was ill that day.", "The line failed twice."]
)
def test_what_happened_is_told_in_the_person_s_own_words(typed: str) -> None:
    kind = SHELF.kind("second-interview")
    assert f" {typed}\n" in desk.letter(kind, {**desk.example(kind), "happened": typed})


def test_where_things_stand_words_the_request() -> None:
    kind = SHELF.kind("second-interview")
    question = kind.question("standing")
    assert question and len(question.choices) >= 5
    letters = {desk.letter(kind, {**desk.example(kind), "standing": c}) for c in question.choices}
    assert len(letters) == len(question.choices)


@pytest.mark.parametrize("typed", ["came unprepared", "had not read your annual report"])
def test_nobody_who_came_unprepared_is_talked_out_of_an_apology(typed: str) -> None:
    assert looks_at("sorry", typed) is None
    kind = SHELF.kind("apology")
    letter = desk.letter(kind, {**desk.example(kind), "sorry": typed})
    assert f"I am sorry that I {typed}." in letter
