"""The rules: what each flags, and above all what it leaves alone."""

from __future__ import annotations

import os
import pkgutil
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from drafter.review.letter import SEVERITIES
from drafter.review.reading import Rule, read_over, rules
from tests.desk import NAMES, ROOT, SHELF
from tests.review import rules as themes
from tests.review.samples import THANKS, Case, Cases, letter, rules_in

CASES: Cases = {
    rule: cases
    for theme in pkgutil.iter_modules(themes.__path__, f"{themes.__name__}.")
    for rule, cases in import_module(theme.name).CASES.items()
}


@pytest.mark.parametrize(
    ("rule", "case"),
    [(rule, case) for rule, cases in CASES.items() for case in cases],
    ids=lambda value: value if isinstance(value, str) else value[1][:30] or "marks",
)
def test_each_rule_flags_one_letter_and_leaves_another_alone(rule: str, case: Case) -> None:
    kind, flagged, given, alone, also = case
    found = read_over(letter(kind, flagged, **given))
    assert rule in rules_in(found)
    assert rule not in rules_in(read_over(letter(kind, alone, **also)))
    for finding in found:
        assert finding.severity in SEVERITIES
        assert finding.message.endswith((".", "..."))
        assert "!" not in finding.message


def test_every_rule_has_letters_that_try_it() -> None:
    together = ("R41", "R49")  # these read several letters at once
    alone = {rule.id for rule in rules() if rule.id not in together}
    assert alone == set(CASES)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_rule_says_what_it_asks_and_why(rule: Rule) -> None:
    asks, *why = rule.text.split("\n\n")
    assert re.fullmatch(r"[A-Z\"][^\n]{10,110}\.", asks)
    assert len(" ".join(why)) > 120 and all(block.endswith(".") for block in why)
    assert rule.severity in SEVERITIES
    assert rule.kinds <= set(NAMES)


def test_the_rules_stand_in_the_order_of_their_numbers_and_each_once() -> None:
    numbers = [rule.id for rule in rules()]
    assert numbers == sorted(set(numbers))


ADDED = '''
from collections.abc import Iterator

from drafter.review.page import Note, Page
from drafter.review.reading import rule


@rule("R99", "minor")
def has_no_cat(page: Page) -> Iterator[Note]:
    """No cat is in it."""
    if "cat" in page.words:
        yield Note("Leave the cat out.", "cat")
'''
TRIED = """
from drafter.review.letter import letter_from
from drafter.review.reading import read_over
print(*[each.words for each in read_over(letter_from("My cat.")) if each.rule == "R99"])
"""


@pytest.mark.parametrize("place", ["folder", "zip"])
def test_a_rule_is_found_by_being_there(place: str, tmp_path: Path) -> None:
    package = tmp_path / "here" / "drafter"
    shutil.copytree(ROOT / "drafter", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", package / "templates", dirs_exist_ok=True)
    (package / "review/rules/cats.py").write_text(ADDED, encoding="utf-8")
    where = str(package.parent)
    if place == "zip":
        where = shutil.make_archive(str(tmp_path / "drafter"), "zip", where)
    done = subprocess.run(
        [sys.executable, "-c", TRIED],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": where},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "cat\n"


def test_a_rule_reads_only_the_letters_it_is_for() -> None:
    body = f"{THANKS}\n\nI am sorry. I am sorry. I am sorry."
    assert "R24" in rules_in(read_over(letter("apology", body)))
    assert "R24" not in rules_in(read_over(letter("thank-you", body)))
    assert "R24" not in rules_in(read_over(letter("", body)))


def test_a_letter_far_over_its_words_is_a_worse_finding_than_one_a_little_over() -> None:
    def severity(words: int) -> list[str]:
        body = "word " * (words - 1) + "end."
        found = read_over(letter("thank-you", body))
        return [finding.severity for finding in found if finding.rule == "R06"]

    _, most, never = SHELF.kind("thank-you").band
    assert severity(most + 10) == []
    assert severity(most + 20) == ["minor"]
    assert severity(never + 1) == ["major"]


def test_the_worst_comes_first_then_the_order_of_the_letter() -> None:
    body = "I am a team player [NAME].\n\nI just say hopefully, and I am a perfect fit {x}."
    found = read_over(letter("thank-you", body))
    order = [SEVERITIES.index(finding.severity) for finding in found]
    assert order == sorted(order)
    assert [finding.words for finding in found if finding.rule == "R02"] == ["[NAME]", "{x}"]


def test_a_sentence_without_a_verb_is_shown() -> None:
    body = f"{THANKS}\n\nFewer returns from testing. Looking forward to it. At Arlo Ltd. I led it."
    found = [each for each in read_over(letter("thank-you", body)) if each.rule == "R04"]
    assert [(each.words, each.severity) for each in found] == [
        ("Fewer returns from testing.", "minor")
    ]
