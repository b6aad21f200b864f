"""One plan for several troubles: its mails, whom they go to, their order and their days."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest

from drafter.planning import plan, timing, which
from drafter.planning.plan import Known, Mail
from tests.desk import NAMES, SHELF

TUESDAY = date(2026, 11, 10)
TABLE = which.table(SHELF)
TURNS = {turn.name: turn.choices for turn in which.turns(SHELF)}
ANSWERS, FORGOT, DID, OUTSIDE, FEELING, FINE = TURNS["went_wrong"]
NO, SILENCE = "they said no", "silence past the date"
TROUBLES = [
    some for count in (1, 2, 3) for some in itertools.combinations(TURNS["went_wrong"], count)
]
WAYS: list[dict[str, Any]] = [
    {
        name: each
        for name, each in {
            "standing": standing,
            "went_wrong": list(troubles),
            "reaction": reaction,
            "through_recruiter": recruiter,
        }.items()
        if each
    }
    for standing, troubles, reaction, recruiter in itertools.product(
        ("", *TURNS["standing"]),
        TROUBLES,
        ("", *TURNS["reaction"]),
        ("no", "an agency"),
    )
]
# What may be known of the days: nothing, an interview of today, one of last week, a near decision.
KNOWN = [
    Known(),
    Known(told={"met_on": TUESDAY}),
    Known(told={"met_on": TUESDAY - timedelta(8), "told_on": TUESDAY - timedelta(1)}),
    Known(told={"met_on": TUESDAY, "decide_by": TUESDAY + timedelta(2)}),
    Known(told={"met_on": date(2026, 11, 6)}, sent={"thank-you": date(2026, 11, 6)}),
]
DAYS = ["nothing", "today", "a no", "a near decision", "thanked on a Friday"]


def planned(chosen: dict[str, Any], known: Known | None = None) -> list[Mail]:
    return plan.plan(SHELF, chosen, TUESDAY, known)


def letters(*troubles: str, **more: str) -> list[str]:
    """Return the letters of the plan that follows from *troubles*, in their order."""
    mails = planned({"went_wrong": list(troubles), **more})
    return [mail.letter for mail in mails if not mail.follows]


def reason(letter: str, *troubles: str, **more: str) -> str:
    mails = planned({"went_wrong": list(troubles), **more})
    return next(mail.why for mail in mails if mail.letter == letter)


@pytest.mark.parametrize("known", KNOWN, ids=DAYS)
def test_every_two_or_three_troubles_make_a_plan_without_contradiction(known: Known) -> None:
    seen: dict[str, list[Mail]] = {}
    for way in WAYS:
        mails = planned(way, known)
        seen[str(sorted(map(str, way.items())))] = mails
        names = [mail.letter for mail in mails]
        assert len(names) == len({*names}), way
        assert {*names} <= {*NAMES}
        starts = [mail.start for mail in mails]
        assert starts == sorted(starts) and all(start >= TUESDAY for start in starts), way
        went = dict(known.sent)
        for mail in mails:
            assert mail.why or mail.letter in known.drafted, (way, mail)
            assert mail.when.endswith(".") and "  " not in mail.why
            went[mail.letter] = mail.start
        assert timing.crowded(went) == [], way
        by_agency = way.get("through_recruiter") == "an agency"
        assert ("recruiter" in names) == by_agency
        if by_agency:
            assert names[0] == "recruiter", way
    assert len(seen) == len(WAYS)


def test_they_are_thanked_before_they_are_asked_for_anything() -> None:
    for way in WAYS:
        if way.get("standing") in (NO, SILENCE):
            continue
        names = [mail.letter for mail in planned(way) if mail.letter != "recruiter"]
        assert names[0] in ("thank-you", "clarification", "apology"), way
        # Two of these would thank them twice, but for the better answer after the apology.
        assert not ("thank-you" in names and {"clarification", "apology"} & {*names}), way


@pytest.mark.parametrize("known", KNOWN, ids=DAYS)
def test_the_first_mail_is_sent_when_its_letter_says(known: Known) -> None:
    for way in WAYS:
        first = planned(way, known)[:1]
        for mail in first:
            told = dict(known.told)
            if way.get("standing") in (NO, SILENCE) or "told_on" in told:
                told |= {"took_place": False} if mail.letter == "recruiter" else {}
            if way.get("standing") == NO:
                told["standing"] = NO
            own = timing.send(mail.letter, told, TUESDAY, sent=known.sent)
            assert (mail.start, mail.until) == (own.start, own.until), way
            assert mail.when.endswith(own.why), way


def test_each_further_mail_is_sent_when_its_letter_says_once_those_before_are_out() -> None:
    known = Known(told={"met_on": TUESDAY})
    for way in WAYS:
        if way.get("standing") in (NO, SILENCE):
            continue
        sent: dict[str, date] = {}
        for mail in planned(way, known):
            own = timing.send(mail.letter, known.told, mail.start, sent=sent, drafted=TUESDAY)
            assert (mail.start, mail.until) == (own.start, own.until), (way, mail.letter)
            sent[mail.letter] = mail.start


def test_the_order_in_which_troubles_are_named_changes_nothing_but_words() -> None:
    for troubles in itertools.combinations(TURNS["went_wrong"], 3):
        plans = [letters(*some) for some in itertools.permutations(troubles)]
        assert all(each == plans[0] for each in plans)


def test_one_trouble_leads_to_the_letter_that_it_always_led_to() -> None:
    for way in WAYS:
        if len(way["went_wrong"]) == 1:
            assert plan.main(SHELF, way) == which.propose(SHELF, way), way


@pytest.mark.parametrize(
    ("troubles", "more", "expected"),
    [
        ((), {}, ["thank-you"]),
        ((FINE, FEELING), {}, ["thank-you"]),
        ((ANSWERS,), {}, ["clarification"]),
        ((ANSWERS, FINE), {}, ["clarification"]),
        ((ANSWERS, FORGOT), {}, ["clarification"]),
        ((DID, ANSWERS), {}, ["apology"]),
        ((DID, ANSWERS), {"reaction": "somebody reacted"}, ["apology"]),
        ((DID, ANSWERS), {"reaction": "it is my own feeling"}, ["thank-you"]),
        ((OUTSIDE, ANSWERS), {}, ["thank-you", "second-interview"]),
        ((OUTSIDE, DID, ANSWERS), {}, ["apology", "second-interview"]),
        ((DID, ANSWERS), {"standing": NO}, ["rejection-reply"]),
        ((DID, OUTSIDE), {"standing": NO}, ["second-interview"]),
        ((DID, OUTSIDE), {"standing": SILENCE}, ["check-in"]),
        (
            (DID, ANSWERS),
            {"through_recruiter": "an agency"},
            ["recruiter", "apology"],
        ),
    ],
)
def test_troubles_become_as_few_mails_as_they_can(
    troubles: tuple[str, ...], more: dict[str, str], expected: list[str]
) -> None:
    assert letters(*troubles, **more) == expected


@pytest.mark.parametrize(
    ("letter", "troubles", "more", "words"),
    [
        ("thank-you", (FORGOT,), {}, "where the questions ask what you did not get to say"),
        ("clarification", (ANSWERS,), {}, "it is your thank-you as well"),
        (
            "clarification",
            (ANSWERS, FORGOT),
            {},
            "in one sentence, where the questions ask for anything else",
        ),
        ("apology", (DID,), {}, "it is your thank-you as well"),
        (
            "apology",
            (DID, ANSWERS),
            {"reaction": "I do not know"},
            "then the better answer, in two sentences",
        ),
        ("second-interview", (OUTSIDE, ANSWERS), {}, "as what you have done"),
        (
            "thank-you",
            (DID, ANSWERS),
            {"reaction": "it is my own feeling"},
            "one sentence that you are sorry goes into it",
        ),
        ("rejection-reply", (ANSWERS,), {"standing": NO}, "stays out of it"),
        (
            "check-in",
            (OUTSIDE,),
            {"standing": SILENCE},
            "If they answer that they are still deciding",
        ),
    ],
)
def test_a_trouble_without_a_mail_of_its_own_is_told_where_it_goes(
    letter: str, troubles: tuple[str, ...], more: dict[str, str], words: str
) -> None:
    assert words in reason(letter, *troubles, **more)


def test_what_goes_into_a_letter_is_a_question_of_that_letter() -> None:
    for row in TABLE["carry"]:
        assert SHELF.kind(row["letter"]).question(row["question"]) is not None, row
        assert "(" not in row["says"], "a name of the program's, which a tired reader does not know"


def test_every_plan_and_trouble_in_the_table_is_one_that_can_be_chosen() -> None:
    routes = {route["letter"] for route in TABLE["route"]}
    for row in TABLE["plan"]:
        assert {*row["wants"]} <= routes and {*row["mails"]} <= {*NAMES}
        assert row.get("stands", NO) in TURNS["standing"]
        assert row.get("reaction", "I do not know") in TURNS["reaction"]
    for row in [*TABLE["carry"], *TABLE["left"]]:
        assert row["trouble"] in TURNS["went_wrong"]


def test_what_went_out_is_not_planned_again_and_thanks_only_once() -> None:
    known = Known(told={"met_on": TUESDAY}, sent={"thank-you": TUESDAY})
    (better, *later) = planned({"went_wrong": [ANSWERS]}, known)
    assert better.letter == "clarification" and "thank-you as well" not in better.why + better.when
    assert [mail.letter for mail in later] == ["check-in"]
    assert "gone out" in plan.told(plan.main(SHELF, {}), planned({}, known))


def test_a_no_that_came_since_changes_the_plan() -> None:
    known = Known(told={"met_on": TUESDAY, "told_on": TUESDAY})
    assert [mail.letter for mail in planned({"went_wrong": [ANSWERS]}, known)] == [
        "rejection-reply"
    ]


def test_a_third_letter_in_a_week_waits() -> None:
    told, sent = {"met_on": TUESDAY}, {"thank-you": TUESDAY, "clarification": date(2026, 11, 11)}
    for kind in ("second-interview", "check-in"):
        when = timing.send(kind, told, TUESDAY, sent=sent)
        assert when.start is not None and when.start >= date(2026, 11, 17)
    wait = timing.send("second-interview", told, TUESDAY, sent=sent)
    assert "a third would be too much" in wait.why
    # An answer to their no does not count, and an apology does not wait.
    no = {**told, "told_on": date(2026, 11, 12)}
    assert timing.send("rejection-reply", no, TUESDAY, sent=sent).start == date(2026, 11, 13)
    assert timing.send("apology", told, TUESDAY, sent=sent).start == TUESDAY


def test_three_letters_to_the_same_people_within_a_week_are_too_many() -> None:
    days = {"thank-you": TUESDAY, "recruiter": TUESDAY, "apology": TUESDAY + timedelta(2)}
    assert timing.crowded(days) == []
    assert timing.crowded({**days, "check-in": TUESDAY + timedelta(6)}) == [
        "thank-you", "apology", "check-in",
    ]  # fmt: skip
    assert timing.crowded({**days, "check-in": TUESDAY + timedelta(7)}) == []


# --- the letter that the plan leads to ---


@pytest.mark.parametrize(
    ("letter", "troubles", "more", "early"),
    [
        ("thank-you", (FORGOT,), {}, ["forgot"]),
        ("thank-you", (OUTSIDE,), {}, ["happened"]),
        ("apology", (DID, ANSWERS), {}, ["also"]),
        ("clarification", (ANSWERS, FORGOT), {}, ["also"]),
        ("clarification", (ANSWERS,), {}, []),
        ("second-interview", (OUTSIDE, FORGOT), {"standing": NO}, ["also"]),
        ("check-in", (ANSWERS,), {"standing": SILENCE}, []),
    ],
)
def test_what_the_plan_puts_into_a_letter_is_asked_with_its_first_questions(
    letter: str, troubles: tuple[str, ...], more: dict[str, str], early: list[str]
) -> None:
    kind = SHELF.kind(letter)
    led, _ = plan.led(SHELF, kind, {"went_wrong": list(troubles), **more})
    were = {question.name for question in kind.questions if question.later}
    are = {question.name for question in led.questions if question.later}
    assert sorted(were - are) == early and are <= were


@pytest.mark.parametrize("standing", [NO, SILENCE])
def test_a_note_to_the_recruiter_after_a_no_or_silence_tells_of_no_interview(
    standing: str,
) -> None:
    chosen = {"standing": standing, "through_recruiter": "an agency"}
    assert plan.led(SHELF, SHELF.kind("recruiter"), chosen)[1] == {"took_place": False}
    assert plan.led(SHELF, SHELF.kind("recruiter"), {**chosen, "standing": ""})[1] == {}


def test_whoever_has_an_agency_asks_it_first_also_when_its_note_went_out() -> None:
    chosen = {"went_wrong": [DID], "through_recruiter": "an agency"}
    sent = {"recruiter": TUESDAY, "apology": TUESDAY}
    (later,) = planned(chosen, Known(told={"met_on": TUESDAY}, sent=sent))
    assert later.letter == "check-in" and "Ask the recruiter first" in later.why
