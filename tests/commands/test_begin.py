"""drafter alone: what there is to go on with, without a path to type."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest

from drafter.commands import begin, main
from drafter.keeping import interview
from drafter.keeping.interview import Interview, Saved
from tests.desk import TODAY
from tests.terminal.person import FIRST, Person, ctrl_c
from tests.terminal.typist import Typist

TUESDAY = date(2026, 11, 17)
WHAT = "What would you like to do?"
Wrote = list[tuple[str, str | None, bool]]


def keep(company: str, **more: Any) -> Interview:
    """Keep an interview at *company*, of which *more* is known, touched after those before it."""
    kept = Interview(
        folder=Path("drafts") / company.lower(),
        facts={"company": company, "role": "baker", "met_on": TUESDAY, "me": "Ada Obi"},
        **more,
    )
    kept.save()
    return kept


def wrote_thank_you(**more: Any) -> dict[str, Any]:
    """Return what is kept of an interview whose thank-you is written."""
    saved = Saved(stem="thank-you", title="Thank-you note", language="en")
    return {
        "letters": {"thank-you": {"role": "baker", "met_on": TUESDAY}},
        "drafted": {"thank-you": TUESDAY},
        "saved": {"thank-you": [saved]},
        **more,
    }


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Wrote:
    """Return the letters that are begun: kind, folder, and whether the interview is new."""
    begun: Wrote = []

    def note(kind: Any, folder: str | None, *rest: object, new: bool) -> SimpleNamespace:
        begun.append((kind.name, folder, new))
        return SimpleNamespace(interview=None)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("drafter.commands.flags.write_letter", note)
    return begun


def asks(*typed: str) -> Typist:
    """Return the screens of somebody who types *typed* at drafter alone."""
    console = Typist(*typed, size=(40, 80))
    with click.Context(main.commands):
        begin.begin(console, TODAY)
    assert console.lines == []
    return console


def test_with_nothing_there_it_asks_which_letter_it_is(written: Wrote) -> None:
    console = asks("apology")
    assert console.screen.startswith("Which letter is it?")
    assert written == [("apology", None, True)]


def test_what_there_is_stands_first_and_enter_takes_it(written: Wrote) -> None:
    keep("Loaf", asking="thank-you")
    console = asks("")
    for told in (
        f"{WHAT} 1 go on with the thank-you for Loaf, baker (4 answers kept)",
        "another letter for Loaf, baker (Tuesday 2026-11-17)",
        "a new interview",
        "what happened",
    ):
        assert told in console.screen
    assert written == [("thank-you", "drafts/loaf", False)]


def test_another_letter_is_chosen_by_name_and_day_newest_first(written: Wrote) -> None:
    keep("Loaf", **wrote_thank_you(sent={"thank-you": TUESDAY}))
    keep("Crumb", **wrote_thank_you(sent={"thank-you": TUESDAY}))
    console = asks("another", "2", "clarif")
    names = "1 Crumb, baker (Tuesday 2026-11-17) 2 Loaf, baker (Tuesday 2026-11-17)"
    assert names in console.screens[1]
    assert "1 thank-you, written on 2026-11-17: Thanks for" in console.screens[2]
    assert written == [("clarification", "drafts/loaf", False)]


def test_what_is_due_is_sent_and_noted_without_a_path(written: Wrote) -> None:
    keep("Loaf", **wrote_thank_you())
    console = asks("send", "it went out")
    assert "1 send the thank-you for Loaf, baker, which is due" in console.screens[0]
    assert "1 open the page to copy it from 2 it went out today" in console.screens[1]
    (kept,) = interview.every(Path("drafts"))
    assert kept.went_out("thank-you") == TODAY


def test_what_is_due_is_opened_without_a_path(
    written: Wrote, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("drafter.commands.delivery.open_in_browser", opened.append)
    keep("Loaf", **wrote_thank_you())
    asks("send", "")
    assert opened == [Path("drafts/loaf/index.html")]


def test_what_is_due_to_be_written_is_written(written: Wrote) -> None:
    kept = keep("Loaf", **wrote_thank_you(sent={"thank-you": TUESDAY}))
    kept.letters["thank-you"]["hear_by"] = kept.facts["hear_by"] = date(2026, 11, 18)
    kept.save()
    console = asks("write")
    assert "write the check-in for Loaf, baker, which is due" in console.screens[0]
    assert written == [("check-in", "drafts/loaf", False)]


def test_a_new_interview_goes_on_with_nothing(written: Wrote) -> None:
    keep("Loaf", asking="thank-you")
    asks("a new", "thank-you")
    assert written == [("thank-you", None, True)]


@pytest.mark.parametrize(("typed", "folder"), [("", None), ("loaf", "drafts/loaf")])
def test_what_happened_is_noted_for_either(typed: str, folder: str | None, written: Wrote) -> None:
    keep("Loaf", asking="thank-you")
    asks("what happened", typed)
    assert written == [("debrief", folder, folder is None)]


def test_back_goes_to_the_choice_before(written: Wrote) -> None:
    keep("Loaf", **wrote_thank_you())
    keep("Crumb", **wrote_thank_you())
    asks("<", "another", "1", "<", "<", "a new", "back", "what", "<", "send", "<", "a new", "1")
    assert written == [("thank-you", None, True)]


def test_the_help_to_choose_goes_back_too(written: Wrote) -> None:
    console = Typist("", "<", "1", "<", "2", "1", "1", "1", "<", "1", "", size=(40, 80))
    with pytest.MonkeyPatch.context() as patch, click.Context(main.commands):
        patch.setattr("drafter.terminal.console.Terminal", lambda: console)
        begin.begin(console, TODAY)
    assert "There is nothing before this." in console.heard
    assert len(written) == 1


def test_what_was_given_up_before_anything_was_answered_is_not_offered(written: Wrote) -> None:
    kept = Interview(folder=Path("drafts/interview"), facts={"me": "Ada"}, asking="thank-you")
    kept.save()
    assert asks("1").screen.startswith("Which letter is it?")


def test_quit_at_any_choice_stops(written: Wrote) -> None:
    keep("Loaf", **wrote_thank_you())
    for typed in (["quit"], ["another", "q"], ["what", "exit"]):
        with pytest.raises(click.exceptions.Exit) as stopped:
            asks(*typed)
        assert stopped.value.exit_code == 130
    assert written == []


@pytest.mark.any_day
def test_drafter_alone_goes_on_at_a_real_terminal(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you")
    me.answers(FIRST[:4])
    me.sees("I enjoyed")
    ctrl_c(me)
    again = Person(tmp_path)
    again.sees(WHAT, "go on with the thank-you for Northgate General, staff nurse")
    again.types("")
    again.sees("I enjoyed ____.")
    ctrl_c(again)
    new = Person(tmp_path)
    new.sees(WHAT)
    new.types("a new")
    new.sees("Which letter is it?")
    new.types("thank-you")
    new.sees("Subject: Thank you: ____ interview")
    ctrl_c(new)
    assert "Nothing was written yet." in new.screen
    assert len(list((tmp_path / "drafts").iterdir())) == 1


def test_a_letter_that_was_written_is_changed_before_it_is_sent(written: Wrote) -> None:
    keep("Loaf", **wrote_thank_you())
    console = asks("send", "change")
    assert "another letter for Loaf, baker (Tuesday 2026-11-17), or change one" in console.heard
    assert written == [("thank-you", "drafts/loaf", False)]
