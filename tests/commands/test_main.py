"""The command as a whole: its help, wrong usage, and letters of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drafter.commands.tools import TOOLS, tool
from tests import desk
from tests.desk import drafter

GIVEN = ("--role", "staff nurse", "--company", "Northgate General", "--me", "Aoife O'Brien-Smith")

pytestmark = pytest.mark.any_day


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("thankyou",), "Did you mean thank-you?"),
        (("thank-you", "--rol", "x"), "--rol"),
        (("thank-you", "--format", "pdf"), "txt"),
        (("thank-you", "--today", "22.11.2026"), "2026-11-22"),
        (("questions", "thank-yuo"), "Did you mean thank-you?"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_to_do(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    done = drafter(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_help_lists_letters_and_tools_apart(tmp_path: Path) -> None:
    done = drafter("--help", cwd=tmp_path)
    letters, tools = done.stdout.split("Letters:")[1].split("Before and after:")
    assert "thank-you" in letters
    assert "kinds" in tools
    assert drafter(cwd=tmp_path).stdout == done.stdout


@pytest.mark.parametrize("name", TOOLS)
def test_the_line_of_a_tool_is_the_first_of_its_own_help(name: str) -> None:
    assert tool(name).name == name
    assert tool(name).get_short_help_str(limit=200) == TOOLS[name]


def test_a_letters_help_shows_the_example_of_each_question(tmp_path: Path) -> None:
    done = drafter("thank-you", "--help", cwd=tmp_path)
    folded = " ".join(done.stdout.split())
    assert "For example: staff nurse" in folded
    assert "--met-on" in folded
    assert "--no-input" in folded


def test_an_own_folder_adds_a_letter_and_may_extend_ours(tmp_path: Path) -> None:
    own = tmp_path / ".config/drafter/templates"
    (own / "thank-you").mkdir(parents=True)
    (own / "thank-you/body.html").write_text(
        '{% extends "shipped/thank-you/body.html" %}\n'
        "{% block forward %}<p>See you at the fair.</p>{% endblock %}",
        encoding="utf-8",
    )
    (own / "welcome").mkdir()
    (own / "welcome/kind.toml").write_text(
        'title = "Welcome"\nsummary = "Ours."\nask = ["role", "me"]\n', encoding="utf-8"
    )
    (own / "welcome/subject.txt").write_text("{{ role | capital }} day", encoding="utf-8")
    (own / "welcome/body.html").write_text(
        "<p>We talk about the {{ role }} role.</p>", encoding="utf-8"
    )
    for name in ("broken", "kinds"):
        (own / name).mkdir()
        (own / name / "kind.toml").write_text("title = ", encoding="utf-8")
    done = drafter("thank-you", *GIVEN, "--print", cwd=tmp_path)
    assert "Thank you for meeting me" in done.stdout
    assert "See you at the fair." in done.stdout
    done = drafter("welcome", *GIVEN, "--me", "Li", "--print", cwd=tmp_path)
    assert done.stdout == (
        "Subject: Staff nurse day\n\nDear hiring team,\n\nWe talk about the staff nurse role.\n\n"
        "Best regards,\nLi\n"
    )
    listed = drafter("kinds", cwd=tmp_path)
    assert "welcome" in listed.stdout
    assert "broken is left out" in listed.stderr
    assert "kinds: this folder of yours is left out" in listed.stderr


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>{{ nothing }}</p>", "'nothing' is undefined"),
        ("<p>{% if role %}</p>", "line 1"),
        ("<p>\n{{ contact }}</p>", "line 2: an answer that was skipped"),
        ('{% include "../../../secret.txt" %}', "there is no such template"),
        ("{{ role.__class__.__mro__ }}", "unsafe"),
    ],
)
def test_a_broken_letter_is_named_in_one_line(body: str, words: str, tmp_path: Path) -> None:
    own = tmp_path / ".config/drafter/templates/thank-you"
    own.mkdir(parents=True)
    (own / "body.html").write_text(body, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    done = drafter("thank-you", *GIVEN, "--print", cwd=tmp_path)
    assert done.returncode == 1
    errors = [line for line in done.stderr.splitlines() if line.startswith("Error")]
    assert len(errors) == 1
    assert words in errors[0]
    assert drafter("apology", "--example", "--print", cwd=tmp_path).returncode == 0


def test_what_a_person_reads_is_kind() -> None:
    files = [*(desk.ROOT / "templates").rglob("*.*"), *(desk.ROOT / "drafter").rglob("*.py")]
    for file in files:
        text = file.read_text(encoding="utf-8")
        if "phrases.toml" in file.name or "review" in file.parts:
            continue  # the words that hurt are listed there
        assert not re.search(
            r"you should have|you must not|wrong with you|obviously", text, re.I
        ), file
        if file.suffix == ".toml" or (file.suffix == ".html" and "page" not in file.name):
            assert not re.search(r"\w!(?![=\[\"])", text), file
