"""Which letter to write."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from drafter.planning import which
from tests import desk
from tests.desk import SHELF, drafter
from tests.terminal.person import FIRST, Person, ctrl_c

pytestmark = pytest.mark.any_day

TURNS = {turn.name: turn.choices for turn in which.turns(SHELF)}


def test_every_route_ends_in_a_letter_and_in_at_least_a_thank_you() -> None:
    count = 0
    for chosen in itertools.product(*(("", *choices) for choices in TURNS.values())):
        answers = {name: choice for name, choice in zip(TURNS, chosen, strict=True) if choice}
        proposed = which.propose(SHELF, answers)
        count += 1
        assert proposed.letter in desk.NAMES
        assert proposed.why
        settled = answers.get("standing") in ("they said no", "silence past the date")
        if not settled or proposed.letter == "second-interview":
            assert "thank-you" in (proposed.letter, *proposed.besides)
        assert ("recruiter" in proposed.besides) == (
            answers.get("through_recruiter") == "an agency"
        )
    assert count == 5 * 7 * 4 * 4


NOT_YET = {"standing": "no decision yet"}


@pytest.mark.parametrize(
    ("answers", "letter", "why"),
    [
        ({}, "thank-you", "every interview"),
        ({"went_wrong": "it went fine"}, "thank-you", "every interview"),
        ({"went_wrong": "nothing I can point at, just a feeling"}, "thank-you", "A feeling"),
        ({"went_wrong": "something I forgot to say"}, "thank-you", "room for one thing"),
        ({"went_wrong": "one or two answers"}, "clarification", "better answer"),
        (
            {"went_wrong": "something I did (late, unprepared, a joke, a wrong name)"},
            "apology",
            "same day",
        ),
        (
            {"went_wrong": "something outside me (illness, family, technology)"},
            "second-interview",
            "why you fit",
        ),
        (
            {"went_wrong": "one or two answers", "reaction": "it is my own feeling"},
            "thank-you",
            "Nobody reacted",
        ),
        (
            {
                "went_wrong": "something I did (late, unprepared, a joke, a wrong name)",
                "reaction": "it is my own feeling",
            },
            "thank-you",
            "did not notice",
        ),
        ({"standing": "they said no"}, "rejection-reply", "door open"),
        (
            {
                "standing": "they said no",
                "went_wrong": "something outside me (illness, family, technology)",
            },
            "second-interview",
            "accept the no first",
        ),
        ({"standing": "silence past the date"}, "check-in", "next step"),
    ],
)
def test_a_route_gives_its_reason(answers: dict[str, str], letter: str, why: str) -> None:
    for more in ({}, NOT_YET if "standing" not in answers else {}):
        proposed = which.propose(SHELF, {**answers, **more})
        assert proposed.letter == letter
        assert why in proposed.why


def test_which_is_answered_by_flags_too(tmp_path: Path) -> None:
    done = drafter("which", "--went-wrong", "outside me", cwd=tmp_path)
    assert done.stdout.startswith("second-interview: ")
    assert "Against it:" in done.stdout
    assert "thank-you comes first" in done.stdout
    wrong = drafter("which", "--standing", "perhaps", cwd=tmp_path)
    assert wrong.returncode == 2


@pytest.mark.parametrize(
    ("typed", "letter"),
    [
        (["1", "1", "1", "1", ""], "kitchen manager"),
        (["2", "", "", ""], "primary school teacher"),
        (["3", "", "", ""], "survey technician"),
        (["", "5", "", ""], "staff nurse"),
        (["", "3", "1", "", "apology"], "library assistant"),
        (["", "4", "", "thank-you"], "staff nurse"),
    ],
)
def test_which_leads_on_to_the_letter_that_is_taken(
    typed: list[str], letter: str, tmp_path: Path
) -> None:
    me = Person(tmp_path, "which")
    me.answers(typed)
    me.sees("1 of", f"For example: {letter}")
    assert ctrl_c(me) == 130


def test_two_troubles_make_one_plan(tmp_path: Path) -> None:
    troubles = ("--went-wrong", "something I did", "--went-wrong", "something outside me")
    done = drafter("which", *troubles, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "The plan is two mails, in this order:" in done.stdout
    first, second = done.stdout.index("1. apology"), done.stdout.index("2. second-interview")
    assert first < second
    assert "your thank-you as well" in done.stdout


def test_the_plan_of_an_interview_has_its_days_and_status_goes_by_it(tmp_path: Path) -> None:
    told = ("--role", "cook", "--company", "Zeta", "--me", "A B", "--people", "Ms. Lee",
            "--met-on", "2026-11-17", "--today", "2026-11-17")  # fmt: skip
    drafter("clarification", *told, "--answer", "I plan on Fridays.", cwd=tmp_path)
    folder, today = "drafts/zeta-cook", ("--today", "2026-11-17")
    troubles = ("--went-wrong", "something I did", "--went-wrong", "one or two answers")
    plan = drafter("which", folder, *troubles, *today, cwd=tmp_path).stdout
    assert "1. apology, to Ms. Lee." in plan
    assert "When: Wednesday 2026-11-18 to Thursday 2026-11-19." in plan
    status = drafter("status", *today, cwd=tmp_path).stdout
    lines = [
        "next, now: drafter apology drafts/zeta-cook",
        "then, from 2026-11-18 to 2026-11-19: send the clarification",
        "then, from 2026-11-26 to 2026-12-01: drafter check-in drafts/zeta-cook, if no word",
    ]
    assert [status.index(line) for line in lines] == sorted(map(status.index, lines))
    apology = ("apology", folder, "--sorry", "arrived late", "--no-input", *today)
    assert "When to send it: Tuesday 2026-11-17." in drafter(*apology, cwd=tmp_path).stderr
    drafter("sent", "apology", *today, cwd=tmp_path)
    assert "next, from 2026-11-18" in drafter("status", *today, cwd=tmp_path).stdout


def test_several_troubles_are_chosen_by_their_numbers(tmp_path: Path) -> None:
    me = Person(tmp_path, "which")
    me.answers(["1"])
    me.sees("1, 3 takes two")
    me.types("7")
    me.sees("'7' is not one of these")
    me.types("3, 4")
    me.answers(["1", "1"])
    me.sees("The plan is two mails, in this order:", "Enter writes the apology.")
    me.types("")
    me.sees("1 of", "For example: library assistant")
    assert ctrl_c(me) == 130


def test_the_plan_is_kept_with_the_letter_that_it_leads_to(tmp_path: Path) -> None:
    me = Person(tmp_path, "which")
    me.answers(["", "2, 4", "", "", *FIRST[:-2], "", "", *FIRST[-2:], ""])  # two of the plan
    assert me.leaves() == 0
    kept = me.told()["drafter"]
    assert [kept["plan"]["went_wrong"][place].split(" (")[0] for place in (0, 1)] == [
        "something I forgot to say",
        "something outside me",
    ]
    status = drafter("status", cwd=tmp_path).stdout
    assert "drafter second-interview drafts/" in status
