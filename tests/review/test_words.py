"""The word lists of the review: data that a reader can trust to be in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import desk
from tests.desk import ROOT

# A word list is a file that its module reads as `Words`; spelling.toml is a table of slips.
FILES = [
    file
    for file in sorted((ROOT / "drafter/review").rglob("*.toml"))
    if "Words(__file__)" in file.with_suffix(".py").read_text(encoding="utf-8")
]
LISTS = [
    (file, name, said.split() if isinstance(said, str) else said)
    for file in FILES
    for name, said in desk.read_toml(file).items()
    if not isinstance(said, dict)
]


@pytest.mark.parametrize(
    ("file", "name", "words"),
    LISTS,
    ids=lambda value: "" if isinstance(value, list) else getattr(value, "stem", value),
)
def test_a_list_has_each_word_once_and_in_order(file: Path, name: str, words: list[str]) -> None:
    assert words == sorted(set(words))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_list_says_what_belongs_there_and_is_read_somewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    code = "".join(each.read_text(encoding="utf-8") for each in file.parent.parent.rglob("*.py"))
    for name in desk.read_toml(file):
        assert re.search(rf"^#.*[.,:]\n(?:\[{name}\]|{name} = )", text, re.M), name
        assert f'"{name}"' in code or f"'{name}'" in code or name.startswith("wrong_"), name
