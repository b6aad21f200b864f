"""The questionnaire in a real terminal: a pty types, and reads what a person would see."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.desk import NAMES, ROOT, TODAY
from tests.terminal.person import (
    ENTER,
    FIRST,
    PROMPT,
    WOULD_DO,
    YESTERDAY,
    Person,
    ctrl_c,
    typed_for,
)


@pytest.mark.parametrize("kind", NAMES)
def test_each_letter_is_asked_for_shown_and_saved(kind: str, tmp_path: Path) -> None:
    me = Person(tmp_path, kind, "--today", TODAY.isoformat())
    me.answers(typed_for(kind))
    me.sees("Subject:", "Hi Jordan," if kind == "recruiter" else "Dear", "Enter saves it")
    me.types("")
    assert me.leaves() == 0
    assert "Saved:" in me.screen
    (file,) = (tmp_path / "drafts").glob(f"*/{kind}.txt")
    assert file.read_text(encoding="utf-8").startswith("Subject: ")
    assert "asking" not in me.told()["drafter"]


@pytest.mark.any_day
def test_a_first_thank_you_asks_ten_questions_and_shows_how_many(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    for number, text in enumerate(FIRST, 1):
        me.sees(f"{number} of 10", "____" if number != 2 else "company")
        me.types(text)
    me.sees("Enter saves it")


def test_one_letter_to_all_is_asked_about_without_a_name(tmp_path: Path) -> None:
    me = Person(tmp_path, "clarification")
    me.answers(["baker", "Loaf", "Ann and Dr. Lee", "one to all", YESTERDAY])
    me.sees("I enjoyed ____.")
    assert "To Ann" not in me.screen
    assert ctrl_c(me) == 130


@pytest.mark.any_day
def test_each_person_of_a_panel_is_asked_about_in_turn(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers(["baker", "Loaf", "Ann; Dr. Lee", "", YESTERDAY])
    for who, text in [
        ("Ann", "the ovens"),
        ("Ann", ""),
        ("Ann", ""),
        ("Ann", ""),
        ("Dr. Lee", ""),
        ("Dr. Lee", "I baked rye for a year.\n"),
        ("Dr. Lee", ""),
    ]:
        me.sees(f"To {who}:")
        me.types(text)
    me.sees("Best, ____")
    me.types("<")
    me.sees("To Dr. Lee:", WOULD_DO)
    me.types("I'd bake rye first.\n")
    me.answers(["Cy Dee", "", "a"])
    me.sees("enjoyed (Ann) the ovens", "work (Dr. Lee) I baked rye for a year.")
    me.types("")
    me.sees("Enter saves it")
    me.types("")
    assert me.leaves() == 0
    people = me.told()["people"]
    assert people[0]["enjoyed"] == "the ovens"
    assert people[1]["work"] == "I baked rye for a year."
    assert people[1]["would_do"] == "I'd bake rye first."
    assert len(list((tmp_path / "drafts").glob("*/thank-you-*.txt"))) == 2


def test_answers_are_changed_and_cleared_at_the_end(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", "--today", "2026-11-22")
    me.answers(FIRST)
    me.sees("Enter saves it", "Best regards")
    me.types("a")
    me.sees("25 style American", "A number changes that answer")
    me.types("25")
    me.sees()
    me.types("british")
    me.sees("Kind regards", "Enter saves it")
    me.types("5")
    me.sees("I enjoyed ____.")
    me.types("clear")
    me.sees("Enter saves it")
    assert "I enjoyed" not in me.screen
    me.types("99")
    me.sees("not one of these")
    me.types("")
    assert me.leaves() == 0
    assert me.told()["enjoyed"] == ""
    assert me.told()["style"] == "British"


def test_a_letter_can_be_left_for_later(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST, "q"])
    assert me.leaves() == 0
    assert "goes on where you stopped" in me.screen
    assert me.told()["drafter"]["asking"] == "thank-you"


def test_several_unfinished_interviews_are_offered_by_name(tmp_path: Path) -> None:
    for company in ("Alpha", "Beta"):
        me = Person(tmp_path, "thank-you", "--role", "baker", "--company", company)
        me.sees()
        ctrl_c(me)
    again = Person(tmp_path, "thank-you")
    again.sees("Alpha, baker", "Beta, baker")
    again.types("2")
    again.sees("Dear ____,")
    ctrl_c(again)


def test_a_later_interview_for_the_same_role_has_its_own_folder(tmp_path: Path) -> None:
    for _ in range(2):
        me = Person(tmp_path, "thank-you")
        me.answers(FIRST[:8])
        me.sees()
        if "____" in me.screen:
            me.types(FIRST[8])
            me.answers(FIRST[9:])
            me.sees()
        me.types("")
        assert me.leaves() == 0
    assert len(list((tmp_path / "drafts").iterdir())) == 2


def test_name_and_contact_come_from_the_newest_interview(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", "--contact", "555 0100")
    me.answers([*FIRST[:9], ""])
    assert me.leaves() == 0
    again = Person(tmp_path, "apology")
    again.sees("Your name is taken from your last letter: Aoife O'Brien-Smith")
    ctrl_c(again)


@pytest.mark.any_day
def test_a_later_letter_of_the_same_interview_asks_only_what_is_new(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST, ""])
    me.leaves()
    again = Person(tmp_path, "clarification", "drafts/northgate-general-staff-nurse")
    again.sees("1 of 5", "I enjoyed ____")
    ctrl_c(again)


@pytest.mark.parametrize(
    "setting",
    [
        {"size": (24, 40)},
        {"TERM": "dumb"},
        {"NO_COLOR": "1"},
        {"LANG": "en_US.ISO-8859-1", "LC_ALL": "en_US.ISO-8859-1", "encoding": "latin-1"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=["40 columns", "dumb", "no colour", "Latin-1", "C"],
)
def test_every_terminal_will_do(setting: dict[str, Any], tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", **setting)
    for text in FIRST:
        me.sees()
        wide = setting.get("size", (40, 80))[1]
        lines = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", me.child.before or "").split("\r\n")[1:]
        assert all(len(line) <= wide for line in lines)
        me.types(text)
    me.sees()
    while "Enter shows the rest." in me.screen:
        me.types("")
        me.sees()
    assert "Enter saves it" in me.screen
    me.types("")
    assert me.leaves() == 0, me.screen


@pytest.mark.skipif(not shutil.which("localedef"), reason="no localedef to make a locale with")
def test_accents_survive_a_latin_1_terminal(tmp_path: Path) -> None:
    name = "en_US.ISO-8859-1"
    made = subprocess.run(
        ["localedef", "-i", "en_US", "-f", "ISO-8859-1", str(tmp_path / name)],
        capture_output=True,
        check=False,
    )
    if not (tmp_path / name).is_dir():
        pytest.skip(f"the locale cannot be made here: {made.stderr.decode()[:80]}")
    latin: dict[str, Any] = {"LOCPATH": str(tmp_path), "LC_ALL": name, "encoding": "latin-1"}
    me = Person(tmp_path, "thank-you", **latin)
    me.sees()
    me.types("chef pâtissière")
    me.sees()
    me.types("Müller & Söhne")
    me.sees()
    ctrl_c(me)
    assert me.told()["role"] == "chef pâtissière"
    assert me.told()["company"] == "Müller & Söhne"


def test_prompts_go_to_the_terminal_when_the_letter_goes_into_a_pipe(tmp_path: Path) -> None:
    shell = pexpect.spawn("/bin/sh", cwd=str(tmp_path), encoding="utf-8", timeout=45)
    command = f"{sys.executable} -m drafter thank-you --print > letter.txt; echo do''ne"
    shell.sendline(f"export PYTHONPATH={ROOT} HOME={tmp_path}; {command}")
    for text in "\n".join([*FIRST, ""]).split("\n"):
        shell.expect_exact(PROMPT)
        shell.send(text + ENTER)
    shell.expect_exact("done")
    text = (tmp_path / "letter.txt").read_text(encoding="utf-8")
    assert text.startswith("Subject: Thank you for ") and "staff nurse interview" in text
    assert "____" not in text


def test_a_friends_copy_shows_no_names_before_it_is_saved_either(tmp_path: Path) -> None:
    told = ["--company", "Acme", "--people", "Anita Rao", "--for-a-friend", "yes"]
    me = Person(tmp_path, "debrief", *told, "--went-well", "Anita laughed", size=(60, 80))
    for _ in range(30):
        me.sees()
        if "Enter saves it" in me.screen:
            break
        me.types("")
    copy = me.screen.split("What went well:")[1].split("[1m")[0].split("company")[0]
    assert "The interviewer laughed" in copy
    assert "Anita" not in copy
    ctrl_c(me)
