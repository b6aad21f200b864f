"""Spelling: what is found, what is left alone, and how well on letters as people type them."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.letters.library import Kind
from drafter.review.spelling import Slip, slips
from tests import desk, naughty
from tests.desk import ROOT

RULES = tomllib.loads((ROOT / "drafter/review/spelling.toml").read_text(encoding="utf-8"))["slip"]
TABLE = tomllib.loads((desk.HERE / "tables/spelling.toml").read_text(encoding="utf-8"))


def sentences(key: str) -> list[Any]:
    """Return each sentence that the rows of the module's table have under *key*, with its row."""
    return [
        pytest.param(row["name"], text, id=f"{row['name']}: {text}")
        for row in RULES
        for text in row[key]
    ]


@pytest.mark.parametrize(("name", "text"), sentences("flags"))
def test_a_row_finds_its_slips(name: str, text: str) -> None:
    assert name in [slip.rule for slip in slips(text)]


@pytest.mark.parametrize(("name", "text"), sentences("leaves"))
def test_a_row_leaves_alone_what_is_right(name: str, text: str) -> None:
    assert slips(text) == []


def test_every_row_has_sentences_of_both_kinds_and_a_name_of_its_own() -> None:
    assert all(row["flags"] and row["leaves"] for row in RULES)
    assert len({row["name"] for row in RULES}) == len(RULES)


@pytest.mark.parametrize("row", TABLE["slip"], ids=lambda row: row["text"])
def test_a_slip_is_found_with_what_to_write_instead(row: dict[str, Any]) -> None:
    found = slips(row["text"], row.get("known", ()), row.get("country"))
    assert [(slip.word, *slip.better) for slip in found] == [
        (each["word"], *each["better"]) for each in row["found"]
    ]
    assert [slip.certain for slip in found] == [each["certain"] for each in row["found"]]


@pytest.mark.parametrize("row", TABLE["right"], ids=lambda row: row["text"])
def test_what_is_right_is_left_alone(row: dict[str, Any]) -> None:
    assert slips(row["text"], row.get("known", ()), row.get("country")) == []


# --- whole letters ---


def answers(value: object) -> Iterator[str]:
    """Yield the texts of an answers file."""
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from answers(each)
        case dict():
            for each in value.values():
                yield from answers(each)


def written_right() -> Iterator[Any]:
    """Yield everything under tests and templates that was written with care, whole files.

    A golden screen is no such text: where a line is too long for it, a word is cut.
    """
    screens = desk.HERE / "golden/screens"
    files = [
        *sorted((desk.HERE / "answers").rglob("*.toml")),
        *sorted((ROOT / "templates").rglob("example.toml")),
        *(
            path
            for path in sorted((desk.HERE / "golden").rglob("*.txt"))
            if screens not in path.parents
        ),
        *sorted((desk.HERE / "review/letters/good").glob("*.txt")),
    ]
    for path in files:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".toml":
            text = "\n\n".join(answers(tomllib.loads(text)))
        yield pytest.param(text, id=str(path.relative_to(ROOT)))


@pytest.mark.parametrize("text", list(written_right()))
def test_nothing_is_said_of_what_was_written_with_care(text: str) -> None:
    assert slips(text) == []


def letters(name: str) -> list[str]:
    """Return the letters of a file in ``tests/tables/slips``."""
    text = (desk.HERE / "tables/slips" / name).read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.M)
    return [each.strip() for each in re.split(r"^----$", text, flags=re.M) if each.strip()]


MARK = re.compile(r"\[([^]|]+)\|([^]|]+)\]")  # [typed|meant]


def unmarked(letter: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return *letter* as it was typed, and where each fault is and what was meant."""
    typed, marks, at = "", [], 0
    for match in MARK.finditer(letter):
        typed += letter[at : match.start()]
        marks.append((len(typed), len(typed) + len(match[1]), match[2]))
        typed, at = typed + match[1], match.end()
    return typed + letter[at:], marks


def mended(text: str, at: int, end: int, better: str) -> str:
    return (text[:at] + better + text[end:]).lower()


def test_letters_without_a_fault_raise_no_alarm() -> None:
    told = [(slip.word, slip.better) for each in letters("clean.txt") for slip in slips(each)]
    assert told == []


def test_most_faults_of_a_bad_day_are_found_and_hardly_anything_else() -> None:
    faults = found = false = meant = sure = wrong = 0
    for letter in letters("marked.txt"):
        text, marks = unmarked(letter)
        told = slips(text)
        faults += len(marks)
        for at, end, better in marks:
            hits = [slip for slip in told if slip.at < end and at < slip.end]
            found += bool(hits)
            want = mended(text, at, end, better)
            for slip in hits:
                offered = [mended(text, slip.at, slip.end, each) for each in slip.better]
                meant += want in offered
                sure += slip.certain
                wrong += slip.certain and offered[0] != want
        false += sum(all(slip.end <= at or end <= slip.at for at, end, _ in marks) for slip in told)
    assert found / faults > 0.9
    assert false / (found + false) < 0.01
    assert meant / found > 0.98
    assert wrong / sure < 0.01


# --- any text ---


def hold(text: str, told: list[Slip]) -> None:
    """Check that every slip stands where it says, in order, and has something better."""
    ends = [0]
    for slip in told:
        assert text[slip.at : slip.end] == slip.word != ""
        assert slip.at >= ends[-1]
        assert slip.better and slip.word not in slip.better
        assert len(slip.better) == 1 or not slip.certain
        ends.append(slip.end)


PIECES = st.sampled_from(
    [
        *(
            "I",
            "i",
            "a",
            "an",
            "the",
            "there",
            "their",
            "its",
            "your",
            "to",
            "form",
            "should",
            "of",
        ),
        *("dont", "calender", "Ms.", "Okafor", "teh", ",", ".", "\n", "\n\n", "’", "'", "-"),
        *(
            "don’t",
            "x@y.org",
            "https://a.b/c",
            "8",
            "11th",
            "MRI",
            "über",
            "李",
            "\u200d",
            "\ufffc",
        ),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_any_text_is_read_and_every_place_is_right(text: str) -> None:
    hold(text, slips(text))
    hold(text, slips(text, ("Okafor",), "american"))
    hold(text, slips(text, ("Okafor",), "british"))


@pytest.mark.parametrize("text", naughty.STRINGS, ids=ascii)
def test_no_text_is_too_odd(text: str) -> None:
    hold(text, slips(text))


@given(st.sampled_from([row["text"] for row in TABLE["slip"]]), st.booleans())
def test_what_is_certain_is_mended_for_good(text: str, curly: bool) -> None:
    text = text.replace("'", "’") if curly else text
    for slip in reversed(slips(text)):
        if slip.certain:
            text = text[: slip.at] + slip.better[0] + text[slip.end :]
    assert not [slip for slip in slips(text) if slip.certain]


def test_the_word_lists_are_read_without_importing_their_packages() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from drafter.review.spelling import slips\n"
        "assert slips('I recieved it tomorow.', (), 'british')\n"
        "print(*[name for name in ('spellchecker', 'codespell_lib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("kind", desk.KINDS, ids=lambda kind: kind.name)
def test_the_words_of_our_questions_are_spelled_right(kind: Kind) -> None:
    told = [
        (slip.word, slip.better)
        for question in kind.questions
        for text in (question.ask, question.hint, *question.choices)
        for slip in slips(text)
    ]
    assert told == []
