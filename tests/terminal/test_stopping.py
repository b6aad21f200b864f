"""Whoever stops, in whatever way, loses nothing and goes on."""

from __future__ import annotations

import random
import shutil
import signal
import sys
import time
import tomllib
from pathlib import Path

import pexpect
import pytest

from drafter.terminal.console import Terminal
from tests.desk import ROOT
from tests.terminal.person import (
    FIRST,
    PROMPT,
    STAYED,
    STOPS,
    Person,
)


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
    again.sees(f"{after + 1} of 10")
    again.types(FIRST[after])
    again.answers(FIRST[after + 1 :])
    again.sees("Enter saves it")
    again.types("")
    assert again.leaves() == 0
    (file,) = (tmp_path / "drafts/northgate-general-staff-nurse").glob("thank-you.txt")
    assert "staff nurse" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("way", STOPS)
def test_what_a_doubt_is_asked_about_is_there_again(way: str, tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST[:2], "Dr. rao"])
    me.sees("1 Dr. Rao")
    STOPS[way](me)
    time.sleep(0.05 if way == "closed" else 0)
    again = Person(tmp_path, "thank-you")
    again.answers(["1"])
    again.sees("3 of 10", "You had begun: Dr. rao Enter takes it, e changes it")
    again.types("")
    again.sees("1 Dr. Rao")
    again.types("")
    again.sees("on ____")
    assert again.told()["people"] == [{"greeting": "Dr. Rao"}]


@pytest.mark.parametrize("way", ["Ctrl-C", "kill"])
def test_half_a_line_is_there_again(way: str, tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers(FIRST[:4])
    me.sees()
    me.types("hearing how the wa", end="")
    me.child.expect_exact("how the wa")
    STOPS[way](me)
    again = Person(tmp_path, "thank-you")
    again.answers(["1"])
    again.sees("5 of 10", "You had begun: hearing how the wa Enter takes it, e changes it")
    again.types("e")
    again.sees()
    again.types("rd runs")
    again.sees(STAYED)
    assert again.told()["enjoyed"] == "hearing how the ward runs"


def test_half_a_line_of_a_closed_window_is_not_taken_as_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    terminal.prefills = True
    monkeypatch.setattr("builtins.input", lambda prompt: "hearing how the wa")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    with pytest.raises(EOFError, match="hearing how the wa"):
        terminal.read(PROMPT)


def test_ctrl_c_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    shell = pexpect.spawn("/bin/sh", cwd=str(tmp_path), encoding="utf-8", timeout=45)
    shell.sendline(f"export PYTHONPATH={ROOT} HOME={tmp_path}; stty -a > before")
    shell.sendline(f"{sys.executable} -m drafter thank-you; stty -a > after; echo do''ne")
    shell.expect_exact(PROMPT)
    for _ in range(4):  # see person.ctrl_c
        shell.sendintr()
        if shell.expect_exact(["done", pexpect.TIMEOUT], timeout=10) == 0:
            break
    shell.close()
    assert (tmp_path / "before").read_text() == (tmp_path / "after").read_text()


def answers_kept(folder: Path) -> int:
    """Return how many of the first questions have their answer on the disk."""
    files = list((folder / "drafts").glob("*/interview.toml"))
    kept = [tomllib.loads(each.read_text(encoding="utf-8")) for each in files]
    return sum(len(each["letter"]["thank-you"]) for each in kept)


@pytest.mark.parametrize("seed", [11, 12, 13, 14])
def test_no_accepted_answer_is_lost_in_a_hundred_kills(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    kills = lost = accepted = 0
    while kills < 25:
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
    assert (kills, lost) == (25, 0)
    assert accepted > 12


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
