"""The letters there are, and what each asks."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests import desk
from tests.desk import NAMES, drafter

pytestmark = pytest.mark.any_day


def test_kinds_are_listed_for_people_and_programs(tmp_path: Path) -> None:
    listed = drafter("kinds", cwd=tmp_path).stdout
    table = json.loads(drafter("kinds", "--json", cwd=tmp_path).stdout)
    assert {each["kind"] for each in table} == set(NAMES)
    assert all(name in listed for name in NAMES)


@pytest.mark.parametrize("kind", NAMES)
def test_a_questions_file_is_toml_that_names_every_question(kind: str, tmp_path: Path) -> None:
    printed = drafter("questions", kind, cwd=tmp_path).stdout
    names = {question.name for question in desk.SHELF.kind(kind).questions}
    assert set(tomllib.loads(printed)) == names
    table = json.loads(drafter("questions", kind, "--json", cwd=tmp_path).stdout)
    assert {each["name"] for each in table["questions"]} == names
    assert set(table) == {"kind", "title", "summary", "questions", "sentences"}
    for each in table["questions"]:
        assert set(each) == {
            "name", "type", "sentence", "ask", "hint", "example", "choices", "optional", "default",
            "each_person",
        }  # fmt: skip
        assert "____" in each["sentence"] or each["ask"]
    header = drafter("questions", kind, "--csv", cwd=tmp_path).stdout.strip()
    assert set(header.split(",")) == names
