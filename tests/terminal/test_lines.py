"""Lines that stand there already, long ones, and lines that are pasted."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from tests.terminal.person import (
    FIRST,
    STAYED,
    WOULD_DO,
    Person,
    ctrl_c,
    plain,
)
from tests.terminal.typist import CTRL_U, Typist, asked, begun

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
    me.types("e")
    me.sees(WOULD_DO)
    assert "I led it." in (tmp_path / "seen").read_text()


@pytest.mark.parametrize("behind", ["2", " 2", "brit"])
def test_a_choice_is_taken_whatever_stands_there(behind: str, tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST, "25"])
    me.sees("Enter takes: American.")
    me.types("1")
    me.sees("Enter saves it")
    me.types("25")
    me.sees("Enter keeps: American.")
    me.types(behind)
    me.sees("Kind regards", "Enter saves it")


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


@pytest.mark.parametrize("word", ["clear", " Clear", "-"])
def test_a_word_takes_out_what_stands_there(word: str, tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers([*FIRST[:3], "<"])
    me.sees("Dear ____,", "clear takes it out")
    me.types(word)
    me.sees("on ____")
    assert me.told()["people"] == ""


def test_a_number_takes_the_place_of_own_words(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", "--meeting", "the long talk", "--today", "2026-11-22")
    me.answers([*FIRST[:3], "", *FIRST[4:], "22"])
    me.sees("4 your time", "Now: the long talk Enter keeps it, e changes it")
    me.types("4")
    me.sees("Thank you for your time.")


# --- with keys that are known beforehand --------------------------------------------------------

GIVEN = {"role": "staff nurse", "company": "Northgate"}


def test_what_the_letter_needs_is_cleared_to_be_written_anew() -> None:
    asking, console = asked("thank-you", {}, "nurse", "<", "clear", "midwife")
    assert "The letter needs this one." in console.screens[3]
    assert "Now: nurse" in console.screens[2] and not any(console.offered)
    assert asking.session.answers["role"] == "midwife"


def test_the_lines_of_a_long_answer_are_cleared_and_written_anew() -> None:
    given = {**GIVEN, "people": "", "met_on": "", "enjoyed": "the tour"}
    asking, console = asked(
        "thank-you", given, "I ran the desk.", "clear", "I led the desk for two years.", ""
    )
    assert "Taken out. Write it anew, or leave it with Enter." in console.screens[2]
    assert asking.session.answers["stayed"] == "I led the desk for two years."


def test_one_point_of_a_list_is_cleared_and_the_others_stay() -> None:
    given = {"went_well": ["ran it", "sold it", "kept it"]}
    asking = begun("debrief", given, Typist("e", "", "clear", "", ""))
    step = next(each for each in asking.session.steps() if each.question.name == "went_well")
    asking.ask(step)
    assert asking.session.value(step) == ("ran it", "kept it")


def test_a_list_is_kept_or_typed_anew_where_no_text_can_stand_in_the_line() -> None:
    for lines, kept in (
        ([""], ("ran it", "sold it")),
        (["e", ""], ("ran it", "sold it")),
        (["e", "led it", ""], ("led it",)),
    ):
        console = Typist(*lines)
        console.prefills = False
        asking = begun("debrief", {"went_well": ["ran it", "sold it"]}, console)
        step = next(each for each in asking.session.steps() if each.question.name == "went_well")
        asking.ask(step)
        assert asking.session.value(step) == kept
        assert "Now: ran it sold it Enter keeps it" in console.screens[0]
        assert ("type it anew" in console.heard) == (len(lines) > 1)


@pytest.mark.parametrize(
    ("given", "enter", "then"),
    [
        ({}, "Enter takes: meeting me.", "your time"),
        ({"meeting": "having me in"}, "Enter keeps: having me in.", "your time"),
        ({"meeting": "the long talk"}, "Now: the long talk Enter keeps it,", "your time"),
    ],
)
def test_a_number_takes_that_choice_and_the_line_says_what_enter_takes(
    given: dict[str, str], enter: str, then: str
) -> None:
    for typed in ("4", ""):
        asking = begun("thank-you", {**GIVEN, **given}, console := Typist(typed))
        step = next(each for each in asking.session.steps() if each.question.name == "meeting")
        asking.ask(step)
        assert enter in console.screen
        kept = given.get("meeting", "meeting me")
        assert asking.session.value(step) == (then if typed else kept)
        assert console.offered == [""]


def test_a_number_that_no_choice_has_is_no_answer() -> None:
    asking = begun("thank-you", GIVEN, console := Typist("9", "2"))
    step = next(each for each in asking.session.steps() if each.question.name == "meeting")
    asking.ask(step)
    assert "There is no 9 here; a number from 1 to 4 takes that one." in console.screen
    assert asking.session.value(step) == "speaking with me"


@pytest.mark.parametrize(("typed", "value"), [("1", True), ("2", False), ("", False)])
def test_a_number_answers_yes_or_no_as_they_stand(typed: str, value: bool) -> None:
    asking = begun("thank-you", {**GIVEN, "late": False}, console := Typist(typed))
    step = next(each for each in asking.session.steps() if each.question.name == "late")
    asking.ask(step)
    assert "Enter keeps: no." in console.screen and console.offered == [""]
    assert asking.session.value(step) is value


# --- what stands there already ------------------------------------------------------------------

TROUBLE = "forget it"  # no day


@pytest.mark.parametrize("prefills", [True, False], ids=["readline", "none"])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["Calloway Ambulance"], "Calloway Ambulance"),
        ([""], "bev trask"),
        (["e", " & Sons"], "bev trask & Sons"),
        (["e", CTRL_U + "Trask & Sons"], "Trask & Sons"),
        (["clear", "Trask & Sons"], "Trask & Sons"),
        (["e", CTRL_U, "Trask & Sons"], "Trask & Sons"),
        (["?", "Trask & Sons"], "Trask & Sons"),
    ],
    ids=["anew", "kept", "changed", "emptied and typed", "cleared", "emptied", "helped"],
)
def test_what_is_typed_takes_the_place_of_what_stands_there(
    prefills: bool, typed: list[str], kept: str
) -> None:
    console = Typist("nurse", "bev trask", "<", *typed, "<", "")
    console.prefills = prefills
    asking = begun("thank-you", {}, console)
    with suppress(EOFError):
        asking.run()
    assert "Now: bev trask Enter keeps it, e changes it, or type another." in console.screens[3]
    assert console.offered[3] == ""
    if not prefills and typed[0] == "e":
        assert "type it anew" in console.screens[4]
        kept = {" & Sons": "& Sons", CTRL_U: "bev trask"}.get(typed[1], kept)
    assert asking.session.answers["company"] == kept


def test_what_was_refused_is_not_in_the_way_and_can_be_had_back() -> None:
    given = {**GIVEN, "people": "Ann"}
    asking, console = asked("thank-you", given, TROUBLE, "e", CTRL_U + "Tuesday")
    assert "e changes what you wrote; Enter skips. Or write it anew." in console.screens[1]
    assert console.offered[:3] == ["", "", TROUBLE]
    assert str(asking.session.answers["met_on"]) == "2026-11-17"
    asking, console = asked("thank-you", given, TROUBLE, "exit")
    assert "met_on" not in asking.session.answers and len(console.screens) == 2
    asking, console = asked("thank-you", given, TROUBLE, "")
    assert asking.session.answers["met_on"] is None


def test_enter_after_a_refused_answer_keeps_the_one_before() -> None:
    given = {**GIVEN, "people": "Ann", "met_on": "Tuesday"}
    asking, console = asked("thank-you", given, "<", TROUBLE, "?", "")
    assert "Enter keeps: 2026-11-17. Or write it anew." in console.screens[2]
    assert "Enter keeps: 2026-11-17. Or write it anew." in console.screens[3]
    assert str(asking.session.answers["met_on"]) == "2026-11-17"


def test_what_was_noted_is_shown_and_taken_with_enter() -> None:
    given = {**GIVEN, "people": "Ann", "met_on": ""}
    asking, console = asked("thank-you", given, "", enjoyed="the tour")
    told = "From your notes: the tour Enter takes it, e changes it, clear takes it out"
    assert told in console.screens[0] and console.offered[0] == ""
    assert asking.session.answers["enjoyed"] == "the tour"


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ([""], STORY),
        (["e", "", "", "", ""], STORY),
        (
            ["e", "", CTRL_U + "It served all.", "", ""],
            STORY.replace("forty people an hour", "all"),
        ),
        (["e", "", "clear", "", ""], STORY.replace("It served forty people an hour.\n\n", "")),
        (["I led it.", ""], "I led it."),
        (["clear"], None),
        (["e", "clear", "clear", "clear", ""], None),
    ],
)
def test_a_story_without_an_editor_is_changed_paragraph_by_paragraph(
    lines: list[str], kept: str | None
) -> None:
    asking = begun("thank-you", {**GIVEN, "work": STORY}, console := Typist(*lines))
    step = next(each for each in asking.session.steps() if each.question.name == "work")
    asking.ask(step)
    assert asking.session.value(step) == kept and not console.lines
    assert "No editor" in console.heard or lines[0] != "e"


class Paster(Typist):
    """A terminal at which all lines come with one paste."""

    def more_waits(self) -> bool:
        return bool(self.lines)


def test_names_pasted_one_a_line_are_as_many_people() -> None:
    asking = begun("thank-you", GIVEN, console := Paster("Ms. Okafor", "Dr. Lee", ""))
    step = next(each for each in asking.session.steps() if each.question.name == "people")
    asking.ask(step)
    assert [who.greeting for who in asking.session.people] == ["Ms. Okafor", "Dr. Lee"]
    assert "Taken as one answer: Ms. Okafor and Dr. Lee" in console.heard


def test_a_paragraph_pasted_as_a_name_is_asked_about() -> None:
    lines = ["Northgate General", "We are a hospital of four hundred beds in the east, and " * 2]
    asking = begun("thank-you", {"role": "nurse"}, Paster(*lines))
    step = next(each for each in asking.session.steps() if each.question.name == "company")
    with pytest.raises(EOFError):
        asking.ask(step)
    console = asking.console
    assert isinstance(console, Paster)
    assert "These are 26 words. Is all of it the name?" in console.heard
    assert (
        "1 Northgate General" in console.heard
        and "Enter takes Northgate General; 2 keeps it." in console.heard
    )


@pytest.mark.parametrize("there", ["nano", ""])
def test_who_named_no_editor_is_given_a_plain_one_or_none(there: str, tmp_path: Path) -> None:
    for name in ("vi", "vim", "sensible-editor", there or "ed"):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho {name} >> '{tmp_path}/ran'\n")
        program.chmod(0o755)
    me = Person(tmp_path, "thank-you", PATH=str(tmp_path))
    me.answers([*FIRST[:6], "e"])
    me.sees("" if there else "EDITOR can name yours. You can write it here.")
    ran = tmp_path / "ran"
    assert (ran.read_text() if ran.exists() else "") == ("nano\n" if there else "")
    ctrl_c(me)
