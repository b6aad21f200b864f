"""Lines that stand there already, long ones, and lines that are pasted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.person import (
    FIRST,
    STAYED,
    WOULD_DO,
    Person,
    plain,
)

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
