"""The word lists beside the rooms: in order, told apart, read, and read late."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from drafter.language.words import Words
from tests import desk

LANGUAGE = desk.ROOT / "drafter/language"
FILES = sorted(LANGUAGE.glob("*.toml"))
# A line is a row of forms there, and its first word gives the order.
ROWS = {"forms", "participles", "shortened", "sure_past"}


def _lists(file: Path) -> dict[str, list[str]]:
    """Return the words of each list, a row as one."""
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: _entries(name, words) for name, words in said.items()}


def _entries(name: str, words: str | list[str]) -> list[str]:
    if isinstance(words, list):
        return words
    return words.splitlines() if name in ROWS else words.split()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_words_of_a_list_stand_once_and_in_the_order_of_the_alphabet(file: Path) -> None:
    lists = _lists(file)
    assert list(lists) == sorted(lists)
    for words in lists.values():
        assert words and words == sorted(set(words), key=lambda word: (word.casefold(), word))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_line_before_each_list_says_what_belongs_there(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"^# .+[.?]\"?\n(\w+) = (?:'''|\[)$", text, re.M) == list(_lists(file))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_list_is_read_and_what_is_read_is_a_list(file: Path) -> None:
    shared = file.stem == "words"
    rooms = LANGUAGE.glob("*.py") if shared else [file.with_suffix(".py")]
    text = "".join(room.read_text(encoding="utf-8") for room in rooms)
    owner = "COMMON" if shared else "_WORDS"
    read = set(re.findall(rf"\b{owner}(?:\[|\.rows\()[\"'](\w+)[\"']", text))
    named = set(re.findall(r"[\"'](\w+)[\"']", text))
    assert read <= set(_lists(file)) <= named


def test_a_list_holds_its_words_and_a_row_keeps_their_order(tmp_path: Path) -> None:
    (tmp_path / "room.toml").write_text(
        "few = '''\nb a\nc\n'''\nsayings = [\"a b\"]\n", encoding="utf-8"
    )
    words = Words(str(tmp_path / "room.py"))
    assert words["few"] == {"a", "b", "c"}
    assert words["sayings"] == {"a b"}
    assert words.rows("few") == [["b", "a"], ["c"]]


def _said_by(code: str, path: Path, folder: Path) -> str:
    run = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(path)!r}); {code}"],
        capture_output=True, text=True, check=True, cwd=folder,
    )  # fmt: skip
    return run.stdout.strip()


def test_the_lists_are_read_in_a_zip_file_too(tmp_path: Path) -> None:
    inside = tmp_path / "inside/drafter"
    shutil.copytree(
        desk.ROOT / "drafter", inside, ignore=shutil.ignore_patterns("__pycache__", "templates")
    )
    whole = Path(shutil.make_archive(str(tmp_path / "whole"), "zip", inside.parent))
    shutil.rmtree(inside.parent)
    code = (
        "from drafter.language import names; "
        "print(names.__file__, names.greeting('ms van Dyk, PhD', style='american').text)"
    )
    file, said = _said_by(code, whole, tmp_path).split(" ", 1)
    assert file.startswith(str(whole))
    assert said == "Ms. van Dyk"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["thank-you", "--help"], ["kinds"]], ids=" ".join
)
def test_the_help_reads_no_list(arguments: list[str], tmp_path: Path) -> None:
    code = (
        f"sys.argv = ['drafter', *{arguments!r}]\n"
        "from drafter.commands.main import main\n"
        "from drafter.language import words\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(words.read_tables.cache_info().currsize)"
    )
    assert _said_by(code, desk.ROOT, tmp_path).splitlines()[-1] == "0"
