"""The questionnaire in a real terminal: a pty types, and reads what a person would see."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pexpect
import pytest

from drafter.language.dates import long_day
from tests.desk import CLOCK, NAMES, ROOT, SHELF, TODAY, example

PROMPT = "  > "
Golden = Callable[[str, str], None]
ENTER = "\r"
YESTERDAY = long_day(date.today() - timedelta(days=1), "american").split(",")[0]

FIRST = [  # an empty line ends what is asked for in whole sentences
    "staff nurse",
    "Northgate General",
    "Dr. Adeyemi",
    YESTERDAY,
    "hearing how the ward runs its bedside handover",
    "It told me that nobody there hears about themselves from the corridor.\n",
    "",
    "I'd stand in on every handover for a month.\n",
    "Aoife O'Brien-Smith",
]
STAYED, WORK, WOULD_DO = (
    "Why did that stay with you?",
    "What have you done, or what did your work teach you, that they would care about?",
    "What would you do there, early on?",
)


class Person:
    """Somebody at a terminal."""

    def __init__(self, folder: Path, *arguments: str, size: tuple[int, int] = (40, 80), **env: str):
        self.folder = folder
        home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / ".config")}
        base = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm", **CLOCK}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "drafter", *arguments],
            cwd=str(folder),
            env={**base, **home, "LANG": "C.UTF-8", **env},
            encoding=env.pop("encoding", "utf-8"),
            timeout=20,
            dimensions=size,
        )
        self.child.delaybeforesend = None
        self.screen = ""

    def sees(self, *words: str) -> None:
        """Wait for the next prompt, and check what stands above it."""
        self.child.expect_exact(PROMPT)
        self.screen = plain(self.child.before)
        for each in words:
            assert each in self.screen, self.screen

    def types(self, text: str, end: str = ENTER) -> None:
        """Type *text*, each further line of it at a prompt of its own."""
        line, *further = text.split("\n")
        self.child.send(line + end)
        self.answers(further)

    def answers(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.sees()
            self.types(text)

    def leaves(self) -> int:
        """Read to the end; return the exit status."""
        self.child.expect(pexpect.EOF)
        self.screen = plain(self.child.before)
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -1

    def told(self) -> dict[str, Any]:
        """Return what is kept of the only interview, the answers of its letters among it."""
        (file,) = (self.folder / "drafts").glob("*/interview.toml")
        kept = tomllib.loads(file.read_text(encoding="utf-8"))
        return {name: each for own in kept["letter"].values() for name, each in own.items()} | kept


def plain(screen: str) -> str:
    """Return *screen* without what only moves the cursor, its lines folded where they wrapped."""
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\x07|\r", "", screen)
    return " ".join(text.split())


def typed_for(kind: str) -> list[str]:
    """Return what a person types to give the example answers of *kind*, question by question."""
    given, lines = example(SHELF.kind(kind)), []
    for question in SHELF.kind(kind).questions:
        if question.later:
            continue
        value = given.get(question.name, "")
        if not value:
            lines.append("no" if value is False else "")
        elif question.type == "list":
            lines += [*value, ""]
        elif question.type == "story":
            lines += [value, ""]
        else:
            lines.append("yes" if value is True else str(value))
    return lines


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
def test_a_first_thank_you_asks_nine_questions_and_shows_how_many(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    for number, text in enumerate(FIRST, 1):
        me.sees(f"{number} of 9", "____" if number != 2 else "company")
        me.types(text)
    me.sees("Enter saves it")


@pytest.mark.any_day
def test_each_person_of_a_panel_is_asked_about_in_turn(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers(["baker", "Loaf", "Ann; Dr. Lee", YESTERDAY])
    for who, text in [
        ("Ann", "the ovens"),
        ("Ann", ""),
        ("Ann", ""),
        ("Ann", ""),
        ("Dr. Lee", ""),
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
    me.answers(["Cy Dee"])
    me.sees("enjoyed (Ann) the ovens", "work (Dr. Lee) I baked rye for a year.")
    me.types("")
    assert me.leaves() == 0
    people = me.told()["people"]
    assert people[0]["enjoyed"] == "the ovens"
    assert people[1]["work"] == "I baked rye for a year."
    assert people[1]["would_do"] == "I'd bake rye first."
    assert len(list((tmp_path / "drafts").glob("*/thank-you-*.txt"))) == 2


@pytest.mark.any_day
def test_going_back_twice_offers_what_was_typed(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers(FIRST[:4])
    me.sees("I enjoyed ____.")
    me.types("<")
    me.sees("on ____")
    me.types("<", end="")
    me.child.send("\x15<\r")  # Ctrl-U clears what was there
    me.sees("Dear ____,")
    me.types("\x15Ms. Lee")
    me.sees("Thank you for meeting me on ____")
    me.types("")
    me.sees("I enjoyed ____.")
    assert me.told()["people"] == [{"greeting": "Ms. Lee"}]


def test_wrong_input_is_said_at_once_and_stays_to_be_mended(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", "--today", "2026-11-22")
    me.answers(FIRST[:3])
    me.sees()
    me.types("31 June")
    me.sees("June")
    assert "Traceback" not in me.screen
    me.types("\x1520 November")
    me.sees("I enjoyed ____.")
    assert str(me.told()["met_on"]) == "2026-11-20"


def test_a_date_that_could_be_two_is_asked_about(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", "--today", "2026-11-22")
    me.answers(FIRST[:3])
    me.sees()
    me.types("03/04/2026")
    me.sees("1 2026-03-04", "2 2026-04-03")
    me.types("2")
    me.sees("I enjoyed ____.")
    assert str(me.told()["met_on"]) == "2026-04-03"


def test_a_required_question_cannot_be_skipped(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.sees()
    me.types("")
    me.sees("The letter needs this one.", "staff nurse")
    me.types("?")
    me.sees("As the advertisement calls it")


def test_answers_are_changed_and_cleared_at_the_end(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", "--today", "2026-11-22")
    me.answers(FIRST)
    me.sees("Enter saves it", "25 style American", "Best regards")
    me.types("25")
    me.sees()
    me.types("\x15british")
    me.sees("Kind regards", "style British")
    me.types("5")
    me.sees("I enjoyed ____.")
    me.types("\x15")
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


STORY = "I ran the desk for four years.\n\nIt served forty people an hour.\n\nNobody waited long."


@pytest.mark.parametrize("bracketed", [True, False])
def test_three_pasted_paragraphs_are_one_answer(tmp_path: Path, bracketed: bool) -> None:
    me = Person(tmp_path, "thank-you", TERM="xterm" if bracketed else "dumb")
    me.answers(FIRST[:6])
    me.sees()
    paste = STORY.replace("\n", "\r")
    if bracketed:
        me.child.send(f"\x1b[200~{paste}\x1b[201~\r\r")
    else:
        me.child.send(f"{paste}\r\r")
    me.child.expect_exact(WOULD_DO)
    assert me.told()["work"] == STORY


def test_a_long_answer_opens_in_the_editor_with_what_was_there(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\ncat \"$1\" >> '{tmp_path}/seen'\nprintf 'I led it.' > \"$1\"\n")
    editor.chmod(0o755)
    me = Person(tmp_path, "thank-you", EDITOR=str(editor), VISUAL=str(editor))
    me.answers([*FIRST[:6], "e"])
    me.sees(WOULD_DO)
    assert me.told()["work"] == "I led it."
    me.types("<")
    me.sees()
    me.types("\x15e")
    me.sees(WOULD_DO)
    assert "I led it." in (tmp_path / "seen").read_text()


def _ctrl_c(me: Person) -> int:
    me.child.sendintr()
    return me.leaves()


def _end_of_input(me: Person) -> int:
    me.child.sendeof()
    return me.leaves()


def _terminated(me: Person) -> int:
    """Send SIGTERM until it is heard.

    Python hears one that comes between the prompt and readline's wait only with the next key.
    """
    for _ in range(4):
        me.child.kill(signal.SIGTERM)
        if me.child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=5) == 0:
            break
    me.screen = plain(me.child.before)
    me.child.close()
    return me.child.exitstatus if me.child.exitstatus is not None else -1


def _closed(me: Person) -> int:
    me.child.close(force=False)
    return 0


STOPS = {"Ctrl-C": _ctrl_c, "end of input": _end_of_input, "kill": _terminated, "closed": _closed}


@pytest.mark.parametrize("way", STOPS)
@pytest.mark.parametrize("after", range(1, 9))
def test_each_way_of_stopping_keeps_the_answers_and_goes_on(
    way: str, after: int, tmp_path: Path
) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers(FIRST[:after])
    me.sees()
    status = STOPS[way](me)
    if way != "closed":
        assert "goes on where you stopped" in me.screen
        assert status == {"Ctrl-C": 130, "end of input": 1, "kill": 130}[way]
    time.sleep(0.05 if way == "closed" else 0)
    again = Person(tmp_path, "thank-you")
    again.sees("You stopped in the middle of:", "1 ")
    again.types("1")
    again.sees(f"1 of {9 - after}")
    again.types(FIRST[after])
    again.answers(FIRST[after + 1 :])
    again.sees("Enter saves it")
    again.types("")
    assert again.leaves() == 0
    (file,) = (tmp_path / "drafts/northgate-general-staff-nurse").glob("thank-you.txt")
    assert "staff nurse" in file.read_text(encoding="utf-8")


def test_ctrl_c_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    shell = pexpect.spawn("/bin/sh", cwd=str(tmp_path), encoding="utf-8", timeout=15)
    shell.sendline(f"export PYTHONPATH={ROOT} HOME={tmp_path}; stty -a > before")
    shell.sendline(f"{sys.executable} -m drafter thank-you; stty -a > after; echo do''ne")
    shell.expect_exact(PROMPT)
    shell.sendintr()
    shell.expect_exact("done")
    shell.close()
    assert (tmp_path / "before").read_text() == (tmp_path / "after").read_text()


def test_several_unfinished_interviews_are_offered_by_name(tmp_path: Path) -> None:
    for company in ("Alpha", "Beta"):
        me = Person(tmp_path, "thank-you", "--role", "baker", "--company", company)
        me.sees()
        _ctrl_c(me)
    again = Person(tmp_path, "thank-you")
    again.sees("Alpha, baker", "Beta, baker")
    again.types("2")
    again.sees("Dear ____,")
    _ctrl_c(again)


def test_a_later_interview_for_the_same_role_has_its_own_folder(tmp_path: Path) -> None:
    for _ in range(2):
        me = Person(tmp_path, "thank-you")
        me.answers(FIRST[:8])
        me.sees()
        if "Best regards" in me.screen:
            me.types(FIRST[8])
            me.sees()
        me.types("")
        assert me.leaves() == 0
    assert len(list((tmp_path / "drafts").iterdir())) == 2


def test_name_and_contact_come_from_the_newest_interview(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", "--contact", "555 0100")
    me.answers([*FIRST, ""])
    assert me.leaves() == 0
    again = Person(tmp_path, "apology")
    again.sees("Your name is taken from your last letter: Aoife O'Brien-Smith")
    _ctrl_c(again)


@pytest.mark.any_day
def test_a_later_letter_of_the_same_interview_asks_only_what_is_new(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST, ""])
    me.leaves()
    again = Person(tmp_path, "clarification", "drafts/northgate-general-staff-nurse")
    again.sees("1 of 5", "I enjoyed ____")
    _ctrl_c(again)


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
    me.sees("Enter saves it")
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
    _ctrl_c(me)
    assert me.told()["role"] == "chef pâtissière"
    assert me.told()["company"] == "Müller & Söhne"


def test_prompts_go_to_the_terminal_when_the_letter_goes_into_a_pipe(tmp_path: Path) -> None:
    shell = pexpect.spawn("/bin/sh", cwd=str(tmp_path), encoding="utf-8", timeout=15)
    command = f"{sys.executable} -m drafter thank-you --print > letter.txt; echo do''ne"
    shell.sendline(f"export PYTHONPATH={ROOT} HOME={tmp_path}; {command}")
    for text in "\n".join([*FIRST, ""]).split("\n"):
        shell.expect_exact(PROMPT)
        shell.send(text + ENTER)
    shell.expect_exact("done")
    text = (tmp_path / "letter.txt").read_text(encoding="utf-8")
    assert text.startswith("Subject: Thank you for ") and "staff nurse interview" in text
    assert "____" not in text


def answers_kept(folder: Path) -> int:
    """Return how many of the first questions have their answer on the disk."""
    files = list((folder / "drafts").glob("*/interview.toml"))
    kept = [tomllib.loads(each.read_text(encoding="utf-8")) for each in files]
    return sum(len(each["letter"]["thank-you"]) for each in kept)


def test_no_accepted_answer_is_lost_in_a_hundred_kills(tmp_path: Path) -> None:
    chance = random.Random(11)
    kills = lost = accepted = 0
    while kills < 100:
        before = answers_kept(tmp_path)
        if before >= 8:
            shutil.rmtree(tmp_path / "drafts")
            before = 0
        me = Person(tmp_path, "thank-you")
        me.sees()
        if "You stopped" in me.screen:
            me.types("1")
            me.sees()
        seen = 0  # answers after which another question showed
        for text in FIRST[before : before + chance.randint(1, 4)]:
            me.types(text)
            if chance.random() < 0.4:
                time.sleep(chance.random() / 50)
                break
            me.sees()
            seen += 1
        me.child.kill(signal.SIGKILL)
        me.child.close(force=True)
        kills += 1
        accepted += seen
        lost += max(0, before + seen - answers_kept(tmp_path))
    assert (kills, lost) == (100, 0)
    assert accepted > 100


# --- what people type instead of an answer ------------------------------------------------------


@pytest.mark.parametrize("word", ["quit", "Exit", "q"])
def test_quit_stops_as_ctrl_c_does(word: str, tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.sees("quit stops and keeps everything")
    me.types(FIRST[0])
    me.answers(FIRST[1:4])
    me.sees()
    me.types(word)
    assert me.leaves() == 130
    assert "goes on where you stopped" in me.screen
    told = me.told()
    assert (told["company"], "enjoyed" in told) == ("Northgate General", False)


def test_quit_leaves_the_choice_of_a_letter_too(tmp_path: Path) -> None:
    me = Person(tmp_path)
    me.sees("Which letter is it?")
    me.types("quit")
    assert me.leaves() == 130
    assert "Traceback" not in me.screen


def test_help_and_back_do_what_they_say(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.sees()
    me.types("help")
    me.sees("As the advertisement calls it")
    me.types(FIRST[0])
    for word in ("back", "undo"):
        me.sees("Which company")
        me.types(word)
        me.sees("Subject: Thank you: ____ interview")
        me.types("")
    me.sees("Which company")


@pytest.mark.parametrize("typed", ['"Help"', "“Help”"])
def test_a_command_in_quotation_marks_is_an_answer(typed: str, tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([FIRST[0], typed])
    me.sees("Dear ____,")
    assert me.told()["company"] == "Help"


@pytest.mark.parametrize("line", ["Ms. Lee<", "Ms. Lee <"])
def test_back_behind_what_was_typed_goes_back_and_keeps_it_in_the_line(
    line: str, tmp_path: Path
) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST[:2], line])
    me.sees("Which company")
    assert "people" not in me.told()
    me.types("")
    me.sees("Dear ____,", "Enter keeps it")
    me.types("")
    me.sees("Thank you for meeting me on ____")
    assert me.told()["people"] == [{"greeting": "Ms. Lee"}]


@pytest.mark.parametrize("word", ["<", "back"])
def test_back_in_a_long_answer_goes_back_and_keeps_its_lines(word: str, tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST[:6], "I ran the desk.", "It was busy.", word])
    me.sees(STAYED)
    assert "work" not in me.told()
    me.types("\n")
    me.sees("I ran the desk.", "It was busy.", "Enter keeps it")
    me.types("")
    me.sees(WOULD_DO)
    assert me.told()["work"] == "I ran the desk. It was busy."


def test_back_goes_through_what_was_answered_before_the_stop(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers(FIRST[:4])
    me.sees()
    _ctrl_c(me)
    again = Person(tmp_path, "thank-you")
    again.sees("You stopped")
    again.types("1")
    again.sees("I enjoyed ____.")
    for shows in ("on ____", "Dear ____,", "Which company", "____ interview"):
        again.types("<")
        again.sees(shows)
    again.types("<")
    again.sees("This is the first question.")
    again.types("\x15midwife")
    again.sees("Which company")
    for _ in range(3):
        again.types("")
        again.sees()
    assert "I enjoyed ____." in again.screen
    assert again.told()["role"] == "midwife"


def test_back_at_the_end_asks_the_last_question_again(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers(FIRST)
    me.sees("Enter saves it")
    me.types("<")
    me.sees("Best regards,", "____")
    me.types("\x15Ada Obi")
    me.sees("Enter saves it", "Ada Obi")


# --- doubts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settled", "greeting"),
    [
        ("", "Dr. Rao"),
        ("1", "Dr. Rao"),
        ("2", "Dr. rao"),
        ("Mr. Rao", "Mr. Rao"),
        ("Rao", "Rao"),
    ],
)
def test_enter_at_a_doubt_takes_the_better_and_the_last_number_keeps(
    settled: str, greeting: str, tmp_path: Path
) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST[:2], "Dr. rao"])
    me.sees("1 Dr. Rao", "2 as you wrote it", "Enter takes 1.")
    assert "It stands as you typed it." not in me.screen
    me.types(settled)
    me.sees("on ____")
    assert me.told()["people"] == [{"greeting": greeting}]


@pytest.mark.parametrize(("number", "first"), [("", "Dr. Rao"), ("2", "Dr. rao")])
def test_each_doubt_about_several_people_is_asked_once(
    number: str, first: str, tmp_path: Path
) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST[:2], "Dr. rao; Ms. kline"])
    me.sees("1 Dr. Rao; Ms. kline")
    me.types(number)
    me.sees(f"1 {first}; Ms. Kline")
    me.types("")
    me.sees("on ____")
    assert [who["greeting"] for who in me.told()["people"]] == [first, "Ms. Kline"]


@pytest.mark.parametrize("word", ["yes", "help"])
def test_a_doubt_is_told_again_to_who_does_not_settle_it(word: str, tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST[:2], "Dr. rao", word])
    me.sees("Enter takes 1.")
    me.types("back")
    me.sees("What you wrote stands in the line")


def test_what_is_no_choice_is_not_to_be_written_anew(tmp_path: Path) -> None:
    me = Person(tmp_path, "apology", "--today", TODAY.isoformat())
    me.answers(typed_for("apology"))
    me.sees("Enter saves it")
    number = re.search(r"(\d+) style", me.screen)
    assert number
    me.types(number[1])
    me.sees()
    me.types("\x15Danish")
    me.sees("not one of the choices", "A number, or some of its words.")
    assert "anew" not in me.screen
    me.types("brit")
    me.sees("Enter saves it", "style British")


# --- lines that stand there already, and lines that are pasted ----------------------------------


@pytest.mark.parametrize("behind", ["2", " 2", "brit"])
def test_a_choice_typed_behind_the_one_that_stands_there_is_taken(
    behind: str, tmp_path: Path
) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST, "25"])
    me.sees("Enter takes: American.")
    me.types("\x151")
    me.sees("Enter saves it")
    me.types("25")
    me.sees("Enter keeps: American.")
    me.types(behind)
    me.sees("Enter saves it", "style British")


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_a_pasted_line_break_answers_no_further_question(term: str, tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", TERM=term)
    me.answers(FIRST[:4])
    me.sees("I enjoyed ____.")
    paste = "hearing how the ward\rruns its bedside handover"
    me.child.send(f"\x1b[200~{paste}\x1b[201~\r" if term == "xterm" else f"{paste}\r")
    me.child.expect_exact(STAYED)
    assert "Taken as one answer: hearing how the ward runs" in plain(me.child.before)
    assert me.told()["enjoyed"] == "hearing how the ward runs its bedside handover"
    me.sees()
    assert "stayed" not in me.told()


# --- the letter's own sentences -----------------------------------------------------------------

TUESDAY = [*FIRST[:3], "Tuesday", *FIRST[4:]]
GREETING, THANKS, ENJOYED, HEAR_BY, CLOSE = (f"{number} of 5" for number in range(1, 6))
SECOND = "Thank you for the time you gave me on Tuesday."


@pytest.fixture
def rewording(tmp_path: Path) -> Person:
    """Somebody who goes through the sentences of a finished thank-you, and sees the first."""
    me = Person(tmp_path, "thank-you", "--today", TODAY.isoformat())
    me.answers(TUESDAY)
    me.sees("w goes through the letter's own sentences")
    me.types("w")
    me.sees(GREETING, "Dear Dr. Adeyemi,")
    return me


def ways(me: Person) -> dict[str, int | str]:
    """Return how the sentences of the thank-you are kept."""
    kept: dict[str, int | str] = me.told().get("wording", {})
    return kept


def test_each_sentence_of_ours_is_shown_with_its_wordings(rewording: Person) -> None:
    rewording.types("")
    rewording.sees(THANKS, "1 Thank you for meeting me on Tuesday.", f"2 {SECOND}", "3 I'm writing")
    assert rewording.screen.count("Thank you for meeting me on Tuesday.") == 2  # as it is now, too
    for shows in (ENJOYED, HEAR_BY, CLOSE):
        rewording.types("")
        rewording.sees(shows, "Enter keeps it", "- leaves it out", "< goes back, q ends this.")
    rewording.types("")
    rewording.sees("Thank you for meeting me on Tuesday.", "Enter saves it")
    assert ways(rewording) == {}


def test_a_number_a_dash_and_own_words_put_a_sentence_another_way(rewording: Person) -> None:
    me = rewording
    me.types("")
    for number, typed in [(THANKS, "2"), (ENJOYED, "what I liked was the ward"), (HEAR_BY, "-")]:
        me.sees(number)
        me.types(typed)
    me.sees(CLOSE)
    me.types("")
    me.sees(f"Dear Dr. Adeyemi, {SECOND} What I liked was the ward. It told me", "Enter saves it")
    assert "I look forward" not in me.screen
    me.types("")
    assert me.leaves() == 0
    kept = {"thanks": 2, "enjoyed": "What I liked was the ward.", "hear_by": ""}
    assert ways(me) == kept
    (file,) = (me.folder / "drafts").glob("*/interview.toml")
    assert "[letter.thank-you.wording]" in file.read_text(encoding="utf-8")
    letter = file.with_name("thank-you.txt").read_text(encoding="utf-8")
    assert f"\n\n{SECOND} What I liked was the ward." in letter
    assert "I look forward" not in letter


def test_what_was_changed_in_own_words_is_said_where_they_are_typed(rewording: Person) -> None:
    rewording.types("")
    rewording.sees(THANKS)
    rewording.types("it was good of you to see me")
    rewording.sees("thanks: Began it with a capital letter.", "Added the full stop", ENJOYED)
    assert ways(rewording) == {"thanks": "It was good of you to see me."}


@pytest.mark.parametrize("number", ["0", "4", "99"])
def test_a_wording_that_is_not_there_is_said_and_the_sentence_is_asked_again(
    number: str, rewording: Person
) -> None:
    rewording.types("")
    rewording.sees(THANKS)
    rewording.types(number)
    rewording.sees(f"thanks has wordings from 1 to 3, and no {number}.", THANKS)
    assert ways(rewording) == {}
    rewording.types("3")
    rewording.sees(ENJOYED)
    assert ways(rewording) == {"thanks": 3}


def test_a_sentence_that_the_letter_needs_is_not_left_out(tmp_path: Path) -> None:
    me = Person(tmp_path, "apology", "--today", TODAY.isoformat())
    me.answers([*typed_for("apology"), "w", ""])
    me.sees("I am sorry that I arrived twenty-five minutes late.")
    me.types("-")
    me.sees("sorry cannot be left out", "Write it in your own words instead.", "2 of")
    me.types("")
    me.sees("3 of")
    assert ways(me) == {}


def test_back_goes_to_the_sentence_before_and_shows_it_as_it_is_put_now(rewording: Person) -> None:
    me = rewording
    me.types("<")
    me.sees(GREETING)  # the first one stays
    me.types("")
    me.sees(THANKS)
    me.types("-")
    me.sees(ENJOYED)
    me.types("<")
    me.sees(THANKS, "(left out)", "1 Thank you for meeting me")
    me.types("2")
    me.sees(ENJOYED)
    me.types("back")
    me.sees(f"{THANKS} {SECOND} 1 Thank you for meeting me")
    me.types("")  # keeps it
    me.sees(ENJOYED)
    assert ways(me) == {"thanks": 2}


def test_q_ends_it_and_shows_the_letter_with_what_was_chosen(rewording: Person) -> None:
    rewording.types("")
    rewording.sees(THANKS)
    rewording.types("2")
    rewording.sees(ENJOYED)
    rewording.types("q")
    rewording.sees(SECOND, "I enjoyed hearing how", "Enter saves it")
    assert ways(rewording) == {"thanks": 2}


@pytest.mark.parametrize("way", STOPS)
def test_a_stop_among_the_sentences_keeps_what_was_chosen_and_goes_on(
    way: str, rewording: Person
) -> None:
    rewording.types("")
    rewording.sees(THANKS)
    rewording.types("2")
    rewording.sees(ENJOYED)
    STOPS[way](rewording)
    assert ways(rewording) == {"thanks": 2}
    again = Person(rewording.folder, "thank-you", "--today", TODAY.isoformat())
    again.sees("You stopped in the middle of:", "1 ")
    again.types("1")
    again.sees(SECOND, "Enter saves it")
    again.types("w")
    again.answers([""])
    again.sees(f"{THANKS} {SECOND}")


def test_a_saved_letter_that_is_gone_on_with_still_has_its_wordings(rewording: Person) -> None:
    rewording.types("-")
    rewording.sees(THANKS)
    rewording.types("Thank you all for Tuesday.")
    rewording.sees(ENJOYED)
    rewording.types("q")
    rewording.sees("Enter saves it")
    rewording.types("")
    assert rewording.leaves() == 0
    folder = "drafts/northgate-general-staff-nurse"
    again = Person(rewording.folder, "thank-you", folder, "--today", TODAY.isoformat())
    again.sees("Thank you all for Tuesday. I enjoyed hearing", "Enter saves it")
    assert "Dear" not in again.screen
    again.types("w")
    again.sees(GREETING, "(left out)")
    again.types("1")
    again.sees(f"{THANKS} Thank you all for Tuesday. 1 Thank you for meeting me")
    again.types("1")
    again.sees(ENJOYED)
    again.types("q")
    again.sees("Dear Dr. Adeyemi, Thank you for meeting me on Tuesday.")
    again.types("")
    assert again.leaves() == 0
    assert ways(again) == {"greeting": 1, "thanks": 1}


def test_a_chosen_wording_stays_when_an_answer_in_it_is_changed(rewording: Person) -> None:
    rewording.types("")
    rewording.sees(THANKS)
    rewording.types("2")
    rewording.sees(ENJOYED)
    rewording.types("q")
    rewording.sees("4 met on")
    rewording.types("4")
    rewording.sees("Thank you for the time you gave me on ____.")
    rewording.types("\x15Wednesday")
    rewording.sees("Thank you for the time you gave me on Wednesday.", "Enter saves it")


def test_notes_have_no_sentences_to_go_through(tmp_path: Path) -> None:
    me = Person(tmp_path, "debrief", "--company", "Acme", "--today", TODAY.isoformat())
    me.sees()
    while "Enter saves it" not in me.screen:
        me.types("")
        me.sees()
    assert "own sentences" not in me.screen
    me.types("w")
    me.sees("'w' is not one of these.")


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
    _ctrl_c(me)
