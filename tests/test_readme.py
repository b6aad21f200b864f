"""The README tells the truth: every letter, command and file in it is what drafter does."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drafter.planning import timing
from tests.desk import HERE, LETTERS, NAMES, SHELF, TODAY, drafter
from tests.review.samples import letter
from tests.terminal.person import FIRST, Person

PAGE = HERE.parent / "README.md"
README = PAGE.read_text(encoding="utf-8")
FRIDAY = ("--today", "2026-11-20")

pytestmark = pytest.mark.any_day


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.M | re.S)


@pytest.mark.parametrize("day", [None, *(f"2028-02-{day}" for day in range(23, 30))])
def test_the_first_letter_is_the_one_that_is_printed(day: str | None, tmp_path: Path) -> None:
    on = ["--today", day] if day else []
    done = drafter("thank-you", "--example", "--print", *on, cwd=tmp_path)
    assert blocks("text")[0] == done.stdout


def test_a_question_looks_as_shown(tmp_path: Path) -> None:
    from drafter.terminal.prompts import QUIET

    shown = blocks("text")[1]
    assert QUIET in shown
    assert "For example: Tuesday" in shown


def test_every_letter_is_in_the_table() -> None:
    for kind in LETTERS:
        assert f"| `{kind.name}` | {kind.summary} |" in README


def test_every_command_and_option_is_in_the_readme() -> None:
    from drafter.commands.flags import OPTIONS
    from drafter.commands.tools import TOOLS

    for name in TOOLS:
        assert f"drafter {name}" in README, name
    for option in OPTIONS:
        assert option.opts[0] in README, option.opts


def test_the_words_of_the_screen_stand_beside_those_of_the_json() -> None:
    from drafter.keeping.page import SEVERITIES

    folded = " ".join(README.split())
    for severity, words in SEVERITIES.items():
        assert f'"{words}" is `{severity}`' in folded


def test_the_answers_file_gives_a_letter(tmp_path: Path) -> None:
    (tmp_path / "answers.toml").write_text(blocks("toml")[0], encoding="utf-8")
    done = drafter("thank-you", "--answers", "answers.toml", "--print", *FRIDAY, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("When to send it: ")
    assert "Dear Ms. Okafor," in done.stdout


def test_the_sentences_are_put_as_shown(tmp_path: Path) -> None:
    told = "".join(blocks("toml")[:2])
    (tmp_path / "answers.toml").write_text(told, encoding="utf-8")
    done = drafter("thank-you", "--answers", "answers.toml", "--print", *FRIDAY, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Subject: Thank you for Tuesday\n")
    assert "Thank you for the time you gave me" in done.stdout
    assert "depot managers" not in done.stdout
    assert "I'd be glad to hear." in done.stdout


def test_the_panel_as_shown_gives_a_letter_each(tmp_path: Path) -> None:
    alone = blocks("toml")[0].replace('people = "Ms. Okafor"\n', "")
    (tmp_path / "answers.toml").write_text(alone + blocks("toml")[2], encoding="utf-8")
    done = drafter("thank-you", "--answers", "answers.toml", *FRIDAY, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("drafts/*/thank-you-*.txt"))) == 2


def test_the_python_example_prints_a_letter(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(blocks("python")[0], "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert printed.startswith("Thank you: staff nurse interview")
    assert "Dear Dr. Lee," in printed


def test_the_commands_in_the_readme_work_as_they_stand(tmp_path: Path) -> None:
    for line in "".join(blocks("sh")).splitlines():
        words = line.split()
        if words[0] == "drafter":
            done = drafter(words[1], "--help", cwd=tmp_path)
            assert done.returncode == 0, line
            for word in words[2:]:
                assert not word.startswith("--") or word in done.stdout, line


def test_the_letters_of_ones_own_work_as_shown(tmp_path: Path) -> None:
    own = tmp_path / ".config/drafter/templates/thank-you"
    own.mkdir(parents=True)
    whole, extended = blocks("jinja")[:2]
    for body, words in ((whole, "I enjoyed hearing"), (extended, "the second round")):
        (own / "body.html").write_text(body, encoding="utf-8")
        done = drafter("thank-you", "--example", "--print", cwd=tmp_path)
        assert words in done.stdout


def test_the_ninth_letter_as_shown_is_written_and_passes_its_rules(tmp_path: Path) -> None:
    own = tmp_path / ".config/drafter/templates/rsvp"
    own.mkdir(parents=True)
    body, subject = blocks("jinja")[2:]
    (own / "kind.toml").write_text(blocks("toml")[3], encoding="utf-8")
    (own / "body.html").write_text(body, encoding="utf-8")
    (own / "subject.txt").write_text(subject, encoding="utf-8")
    example = 'role = "nurse"\ncompany = "Acme"\nround_on = "2099-03-03"\nme = "Ada Obi"\n'
    (own / "example.toml").write_text(example, encoding="utf-8")
    done = drafter("rsvp", "--example", "--print", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "I'd be glad to come on March 3, 2099." in done.stdout
    assert "To look at once more" not in done.stderr
    assert "rsvp" in drafter("kinds", cwd=tmp_path).stdout


def test_the_rule_as_shown_flags_a_letter_and_leaves_one_alone() -> None:
    from drafter.review import page, phrases, reading

    rules: list[str] = []

    def rule(number: str, severity: str, *kinds: str) -> Callable[[object], object]:
        assert severity in ("blocker", "major", "minor") and set(kinds) <= set(NAMES)
        rules.append(number)
        return lambda function: function

    made: dict[str, Any] = {
        "Page": page.Page,
        "Note": page.Note,
        "Iterator": Iterator,
        "rule": rule,
    }
    exec(compile(blocks("python")[1], "README.md", "exec"), made)
    assert rules and rules[0] not in {each.id for each in reading.rules()}

    def notes(text: str) -> list[page.Note]:
        read = page.page_of(letter("thank-you", text), phrases.phrase_lists(SHELF))
        return list(made["names_no_parking"](read))

    exec(compile(blocks("python")[2], "README.md", "exec"), made)
    ((_, flagged, _, alone, _),) = made["CASES"][rules[0]]
    assert notes(flagged) and not notes(alone)


def when_to_send(day: date) -> str:
    """Return the last words of a session on *day*, as a screen folds them."""
    window = timing.send("thank-you", {}, day)
    days = " to ".join(f"{each:%A} {each}" for each in (window.start, window.until) if each)
    told = f"When to send it: {days}. {window.why}"
    return textwrap.fill(told, 80, break_long_words=False, break_on_hyphens=False)


def test_the_session_is_what_a_person_sees_and_types(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    begun = date.today()
    me = Person(tmp_path, size=(60, 80))
    screen = ["$ drafter"]
    for text in ["thank-you", *FIRST[:3], "", *FIRST[4:], ""]:
        me.sees()
        screen.append(f"{me.child.before}{me.child.after}")
        me.types(text)
    assert me.leaves() == 0
    screen.append(me.child.before or "")
    shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\r", "", "\n".join([screen[0], "".join(screen[1:])]))
    shown = re.sub(r" +$", "", shown, flags=re.M).strip() + "\n"
    today = next(day for day in (begun, date.today()) if when_to_send(day) in shown)
    shown = shown.replace(when_to_send(today), when_to_send(TODAY))
    if request.config.getoption("--update-golden"):
        PAGE.write_text(README.replace(blocks("console")[0], shown, 1), encoding="utf-8")
    else:
        assert blocks("console")[0] == shown
