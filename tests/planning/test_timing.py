"""Timing: every letter has its days, none of them is past, and being late is never held against."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.planning.timing import Due, business_days_after, next_letter, send

KINDS = (
    "thank-you",
    "clarification",
    "apology",
    "second-interview",
    "feedback",
    "check-in",
    "rejection-reply",
    "recruiter",
)
TUESDAY = "2026-11-10"
NO = "they said no"


def _days(days: Mapping[str, object]) -> dict[str, object]:
    """Return *days* with each ISO day read; anything else stays as it is."""
    read: dict[str, object] = {}
    for name, day in days.items():
        is_iso = isinstance(day, str) and len(day) == 10 and day[:4].isdigit()
        read[name] = date.fromisoformat(str(day)) if is_iso else day
    return read


def _window(kind: str, told: Mapping[str, object], today: str) -> tuple[str | None, str | None]:
    when = send(kind, _days(told), date.fromisoformat(today))
    return (
        when.start.isoformat() if when.start else None,
        when.until.isoformat() if when.until else None,
    )


def _next(
    told: Mapping[str, object],
    drafted: Mapping[str, str],
    sent: Mapping[str, str],
    today: str,
) -> Due | None:
    return next_letter(
        _days(told),
        {kind: date.fromisoformat(day) for kind, day in drafted.items()},
        {kind: date.fromisoformat(day) for kind, day in sent.items()},
        date.fromisoformat(today),
    )


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        ("2026-11-10", 0, "2026-11-10"),
        ("2026-11-10", 1, "2026-11-11"),
        ("2026-11-13", 1, "2026-11-16"),  # over a weekend
        ("2026-11-14", 1, "2026-11-16"),  # from a Saturday
        ("2026-11-15", 1, "2026-11-16"),  # from a Sunday
        ("2026-11-15", 0, "2026-11-15"),
        ("2026-11-10", 10, "2026-11-24"),
        ("2026-01-30", 1, "2026-02-02"),  # over the end of a month
        ("2026-12-31", 2, "2027-01-04"),  # over the end of a year; the holiday is not known
        ("2028-02-28", 2, "2028-03-01"),  # over a leap day
        ("2026-02-27", 1, "2026-03-02"),
        ("9999-12-30", 5, "9999-12-31"),  # where dates end
    ],
)
def test_counts_business_days_over_weekends(day: str, count: int, then: str) -> None:
    assert business_days_after(date.fromisoformat(day), count).isoformat() == then


@pytest.mark.parametrize(
    ("kind", "told", "today", "start", "until"),
    [
        # A thank-you: until the next day, then any day.
        ("thank-you", {"met_on": TUESDAY}, "2026-11-10", "2026-11-10", "2026-11-11"),
        ("thank-you", {"met_on": TUESDAY}, "2026-11-11", "2026-11-11", "2026-11-11"),
        ("thank-you", {"met_on": TUESDAY}, "2026-11-12", "2026-11-12", None),
        ("thank-you", {"met_on": TUESDAY}, "2026-12-24", "2026-12-24", None),
        ("thank-you", {"met_on": TUESDAY}, "2026-11-09", "2026-11-10", "2026-11-11"),
        ("thank-you", {}, "2026-11-10", "2026-11-10", "2026-11-11"),
        ("thank-you", {"met_on": None}, "2026-12-31", "2026-12-31", "2027-01-01"),
        ("thank-you", {"met_on": ""}, "2028-02-28", "2028-02-28", "2028-02-29"),
        # No window without a deadline ends on a weekend.
        ("thank-you", {"met_on": "2026-11-13"}, "2026-11-13", "2026-11-13", "2026-11-16"),
        ("thank-you", {"met_on": "2026-11-14"}, "2026-11-14", "2026-11-14", "2026-11-16"),
        ("clarification", {"met_on": "2026-11-12"}, "2026-11-12", "2026-11-12", "2026-11-16"),
        ("apology", {"met_on": "2026-11-14"}, "2026-11-14", "2026-11-14", "2026-11-16"),
        ("second-interview", {"met_on": "2026-11-11"}, "2026-11-11", "2026-11-13", "2026-11-16"),
        (
            "second-interview",
            {"met_on": "2026-11-13", "hear_by": "2026-11-16"},
            "2026-11-13",
            "2026-11-13",
            "2026-11-13",
        ),
        (
            "check-in",
            {"met_on": TUESDAY, "offer_by": "2026-11-23"},
            "2026-11-18",
            "2026-11-18",
            "2026-11-20",
        ),
        (
            "thank-you",
            {"met_on": TUESDAY, "hear_by": TUESDAY},
            "2026-11-10",
            "2026-11-10",
            "2026-11-10",
        ),
        # After a British Friday, until Monday.
        (
            "thank-you",
            {"met_on": "2026-11-13", "style": "British"},
            "2026-11-14",
            "2026-11-14",
            "2026-11-16",
        ),
        (
            "thank-you",
            {"met_on": "2026-11-13", "style": "British"},
            "2026-11-17",
            "2026-11-17",
            None,
        ),
        (
            "thank-you",
            {"met_on": "2026-11-12", "style": "British"},
            "2026-11-12",
            "2026-11-12",
            "2026-11-13",
        ),
        # A clarification: two days.
        ("clarification", {"met_on": TUESDAY}, "2026-11-10", "2026-11-10", "2026-11-12"),
        ("clarification", {"met_on": TUESDAY}, "2026-11-12", "2026-11-12", "2026-11-12"),
        ("clarification", {"met_on": TUESDAY}, "2026-11-13", "2026-11-13", None),
        # An apology and a note to the recruiter: the same day.
        ("apology", {"met_on": TUESDAY}, "2026-11-10", "2026-11-10", "2026-11-10"),
        ("apology", {"met_on": TUESDAY}, "2026-11-11", "2026-11-11", None),
        (
            "apology",
            {"met_on": TUESDAY, "took_place": False},
            "2026-11-10",
            "2026-11-10",
            "2026-11-10",
        ),
        ("recruiter", {"met_on": TUESDAY}, "2026-11-10", "2026-11-10", "2026-11-10"),
        ("recruiter", {"met_on": TUESDAY}, "2026-11-20", "2026-11-20", None),
        # A second interview: two or three days later, sooner before a decision or after a no.
        ("second-interview", {"met_on": TUESDAY}, "2026-11-10", "2026-11-12", "2026-11-13"),
        ("second-interview", {"met_on": TUESDAY}, "2026-11-13", "2026-11-13", "2026-11-13"),
        ("second-interview", {"met_on": TUESDAY}, "2026-11-14", "2026-11-14", None),
        ("second-interview", {"met_on": "2028-02-28"}, "2028-02-28", "2028-03-01", "2028-03-02"),
        ("second-interview", {}, "2026-11-10", "2026-11-10", "2026-11-13"),
        (
            "second-interview",
            {"met_on": TUESDAY, "hear_by": "2026-11-13"},
            "2026-11-10",
            "2026-11-10",
            "2026-11-12",
        ),
        (
            "second-interview",
            {"met_on": TUESDAY, "hear_by": "2026-11-14"},
            "2026-11-10",
            "2026-11-12",
            "2026-11-13",
        ),
        (
            "second-interview",
            {"met_on": TUESDAY, "hear_by": "2026-11-13"},
            "2026-11-13",
            "2026-11-13",
            "2026-11-13",
        ),
        (
            "second-interview",
            {"met_on": TUESDAY, "standing": NO},
            "2026-11-20",
            "2026-11-20",
            "2026-11-23",
        ),
        (
            "second-interview",
            {"met_on": TUESDAY, "told_on": "2026-11-19"},
            "2026-11-20",
            "2026-11-20",
            "2026-11-23",
        ),
        # Feedback: one to three working days after the no.
        ("feedback", {"told_on": "2026-11-12"}, "2026-11-12", "2026-11-13", "2026-11-17"),
        ("feedback", {"told_on": "2026-11-13"}, "2026-11-14", "2026-11-16", "2026-11-18"),
        ("feedback", {"told_on": "2026-11-12"}, "2026-11-16", "2026-11-16", "2026-11-17"),
        ("feedback", {"told_on": "2026-11-12"}, "2026-11-18", "2026-11-18", None),
        ("feedback", {}, "2026-12-31", "2027-01-01", "2027-01-05"),
        ("feedback", {"told_on": "last week"}, "2026-11-10", "2026-11-11", "2026-11-13"),
        # A reply to a no: a day or two after it.
        ("rejection-reply", {"told_on": TUESDAY}, "2026-11-10", "2026-11-11", "2026-11-12"),
        ("rejection-reply", {"told_on": TUESDAY}, "2026-11-12", "2026-11-12", "2026-11-12"),
        ("rejection-reply", {"told_on": TUESDAY}, "2026-11-13", "2026-11-13", None),
        # A check-in: after the day they named, else seven to ten working days.
        ("check-in", {"met_on": TUESDAY}, "2026-11-12", "2026-11-19", "2026-11-24"),
        ("check-in", {"met_on": TUESDAY}, "2026-11-20", "2026-11-20", "2026-11-24"),
        ("check-in", {"met_on": TUESDAY}, "2026-11-25", "2026-11-25", None),
        (
            "check-in",
            {"met_on": TUESDAY, "decide_by": "2026-11-20"},
            "2026-11-12",
            "2026-11-23",
            "2026-11-24",
        ),
        (
            "check-in",
            {"met_on": TUESDAY, "decide_by": "2026-12-01", "hear_by": "2026-11-20"},
            "2026-11-12",
            "2026-12-02",
            "2026-12-03",
        ),
        ("check-in", {"hear_by": "2026-12-31"}, "2027-01-02", "2027-01-02", "2027-01-04"),
        ("check-in", {"hear_by": "2026-11-20"}, "2026-11-25", "2026-11-25", None),
        (
            "check-in",
            {"met_on": TUESDAY, "decide_by": "the middle of November"},
            "2026-11-12",
            "2026-11-19",
            "2026-11-24",
        ),
        ("check-in", {}, "2026-11-12", "2026-11-12", None),
        ("check-in", {"met_on": TUESDAY, "number": "second"}, "2026-11-26", "2026-11-26", None),
        # Another offer does not wait for those days.
        (
            "check-in",
            {"met_on": TUESDAY, "offer_by": "2026-11-17"},
            "2026-11-12",
            "2026-11-12",
            "2026-11-16",
        ),
        (
            "check-in",
            {"met_on": TUESDAY, "offer_by": "2026-11-12"},
            "2026-11-12",
            "2026-11-12",
            "2026-11-12",
        ),
        (
            "check-in",
            {"met_on": TUESDAY, "offer_by": "2026-11-11"},
            "2026-11-12",
            "2026-11-19",
            "2026-11-24",
        ),
        (
            "check-in",
            {"met_on": TUESDAY, "offer_by": "2026-12-24"},
            "2026-11-12",
            "2026-11-19",
            "2026-11-24",
        ),
    ],
)
def test_each_letter_has_its_days(
    kind: str, told: Mapping[str, object], today: str, start: str, until: str | None
) -> None:
    assert _window(kind, told, today) == (start, until)


@pytest.mark.parametrize(
    ("kind", "told", "today", "says"),
    [
        ("thank-you", {"met_on": TUESDAY}, "2026-11-10", "within a day"),
        ("thank-you", {"met_on": TUESDAY, "decide_by": TUESDAY}, "2026-11-10", "two hours"),
        ("thank-you", {"met_on": "2026-11-13", "style": "British"}, "2026-11-13", "monday"),
        ("thank-you", {"met_on": TUESDAY}, "2026-11-18", "the letter need not mention it"),
        ("clarification", {"met_on": TUESDAY}, "2026-11-10", "your thank-you as well"),
        ("apology", {"met_on": TUESDAY}, "2026-11-10", "write it now, take a break"),
        ("apology", {"met_on": TUESDAY}, "2026-11-11", "take a break"),
        ("apology", {"took_place": False}, "2026-11-10", "telephone first"),
        ("apology", {"met_on": TUESDAY, "took_place": False}, "2026-11-11", "telephone first"),
        ("second-interview", {"met_on": TUESDAY}, "2026-11-10", "let the thank-you go first"),
        ("second-interview", {"hear_by": "2026-11-12"}, "2026-11-11", "they decide soon"),
        ("second-interview", {"told_on": TUESDAY}, "2026-11-11", "take a break"),
        ("feedback", {"told_on": TUESDAY}, "2026-11-10", "calmer"),
        ("check-in", {"met_on": TUESDAY}, "2026-11-12", "early"),
        ("check-in", {"met_on": TUESDAY, "decide_by": "spring"}, "2026-11-12", "they named"),
        ("check-in", {"decide_by": "2026-11-20"}, "2026-11-12", "early"),
        ("check-in", {"offer_by": "2026-11-20"}, "2026-11-12", "another offer"),
        ("check-in", {"number": "second"}, "2026-11-12", "the last"),
        ("recruiter", {"met_on": TUESDAY}, "2026-11-10", "as early as you can"),
    ],
)
def test_says_what_matters_about_these_days(
    kind: str, told: Mapping[str, object], today: str, says: str
) -> None:
    why = send(kind, _days(told), date.fromisoformat(today)).why

    assert says in why.lower()


@pytest.mark.parametrize("kind", KINDS)
def test_late_is_fine_for_every_letter(kind: str) -> None:
    day = date(2026, 11, 10)
    late = send(kind, {"met_on": day, "told_on": day}, date(2027, 3, 1))

    assert (late.start, late.until) == (date(2027, 3, 1), None)
    assert late.why.startswith(("Late is fine", "Late is still fine"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_day_after_its_window_a_letter_is_not_called_late(kind: str) -> None:
    day = date(2026, 11, 10)
    told = {"met_on": day, "told_on": day}
    until = send(kind, told, date(2026, 11, 10)).until
    assert until is not None
    after = send(kind, told, until + timedelta(1))
    assert after.start == until + timedelta(1)
    assert "late" not in after.why.lower()


OLD = date(2026, 10, 20)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["met_on", "told_on", "decide_by", "hear_by"])
def test_a_letter_that_is_a_month_old_by_its_own_days_is_not_for_the_same_day(
    kind: str, name: str
) -> None:
    why = send(kind, {name: OLD}, date(2026, 11, 20)).why
    assert "same day" not in why
    assert "Within a day" not in why


def test_a_letter_that_waits_counts_from_the_day_it_was_written() -> None:
    told: dict[str, object] = {}
    for kind in ("thank-you", "recruiter", "apology", "clarification"):
        why = send(kind, told, date(2026, 11, 20), drafted=OLD).why
        assert why.startswith(("Late is fine", "Late is still fine"))
        due = next_letter(told, {kind: OLD}, {}, date(2026, 11, 20))
        assert due is not None and due.why == why


@pytest.mark.parametrize("today", [date(2026, 11, 11), date(2026, 11, 12), date(2026, 11, 30)])
@pytest.mark.parametrize("hear_by", [None, date(2026, 11, 13)])
def test_who_was_thanked_is_not_told_to_let_the_thank_you_go_first(
    today: date, hear_by: date | None
) -> None:
    told = {"met_on": date(2026, 11, 10), "hear_by": hear_by}
    says_so = send("second-interview", {**told, "thanked": True}, today)
    was_sent = send("second-interview", told, today, sent={"thank-you": date(2026, 11, 11)})
    for when in (says_so, was_sent):
        assert "thank-you go first" not in when.why
    assert "thank-you as well" not in send("clarification", {**told, "thanked": True}, today).why


def test_a_letter_that_says_today_goes_out_today() -> None:
    told = {"met_on": date(2026, 11, 10), "free": "any time today or tomorrow"}
    when = send("second-interview", told, date(2026, 11, 10))
    assert (when.start, when.until) == (date(2026, 11, 10), date(2026, 11, 10))
    assert "says today" in when.why
    later = send("second-interview", told, date(2026, 11, 12), drafted=date(2026, 11, 10))
    assert "name the day" in later.why


def test_a_reply_to_a_no_says_that_there_was_one() -> None:
    due = _next(MET, {"thank-you": TUESDAY, "rejection-reply": TUESDAY}, {}, TUESDAY)
    assert due is not None and due.kind == "rejection-reply"


def test_a_thank_you_within_a_week_is_not_called_late() -> None:
    met = date(2026, 11, 10)
    whys = [send("thank-you", {"met_on": met}, met + timedelta(n)).why for n in range(8)]

    assert not any("late" in why.lower() for why in whys)


def test_a_check_in_on_its_days_is_not_called_early() -> None:
    met = date(2026, 11, 10)

    assert "early" not in send("check-in", {"met_on": met}, date(2026, 11, 19)).why


def test_a_kind_of_the_readers_own_has_no_advice() -> None:
    when = send("postcard", {"met_on": date(2026, 11, 10)}, date(2026, 11, 10))

    assert (when.start, when.until, when.why) == (None, None, "")
    assert _next({}, {"postcard": TUESDAY}, {}, TUESDAY) is None


def test_a_time_written_by_hand_counts_as_its_day() -> None:
    when = send("thank-you", {"met_on": datetime(2026, 11, 10, 14, 30)}, date(2026, 11, 10))

    assert (when.start, when.until) == (date(2026, 11, 10), date(2026, 11, 11))


THANKED = {"thank-you": "2026-11-11"}
MET = {"met_on": TUESDAY}


@pytest.mark.parametrize(
    ("told", "drafted", "sent", "today", "due"),
    [
        # Nothing is due.
        ({}, {}, {}, TUESDAY, None),
        (MET, {}, {}, TUESDAY, None),
        (MET, {}, {"recruiter": TUESDAY}, TUESDAY, None),
        # What is drafted waits to be sent, the soonest first.
        (MET, {"thank-you": TUESDAY}, {}, TUESDAY, ("thank-you", "2026-11-10", "2026-11-11")),
        (
            MET,
            {"second-interview": TUESDAY, "thank-you": TUESDAY},
            {},
            TUESDAY,
            ("thank-you", "2026-11-10", "2026-11-11"),
        ),
        (
            MET,
            {"thank-you": TUESDAY, "recruiter": TUESDAY},
            {},
            TUESDAY,
            ("recruiter", "2026-11-10", "2026-11-10"),
        ),
        (
            MET,
            {"second-interview": TUESDAY, "thank-you": TUESDAY},
            {},
            "2026-11-20",
            ("thank-you", "2026-11-20", None),
        ),
        (
            MET,
            {"second-interview": TUESDAY, **THANKED},
            THANKED,
            "2026-11-11",
            ("second-interview", "2026-11-13", "2026-11-16"),
        ),
        (MET, {"thank-you": TUESDAY}, {}, "2027-11-10", ("thank-you", "2027-11-10", None)),
        # After the thanks, a check-in.
        (MET, THANKED, THANKED, "2026-11-11", ("check-in", "2026-11-19", "2026-11-24")),
        ({}, THANKED, THANKED, "2026-11-11", ("check-in", "2026-11-20", "2026-11-25")),
        (MET, {}, {"clarification": TUESDAY}, TUESDAY, ("check-in", "2026-11-19", "2026-11-24")),
        (
            {**MET, "hear_by": "2026-11-20"},
            {},
            THANKED,
            "2026-11-12",
            ("check-in", "2026-11-24", "2026-11-24"),
        ),
        (
            {**MET, "hear_by": "2026-12-24", "decide_by": "2026-12-31"},
            {},
            THANKED,
            "2026-11-12",
            ("check-in", "2027-01-04", "2027-01-04"),
        ),
        (
            {**MET, "hear_by": "the end of next week"},
            {},
            THANKED,
            "2026-11-12",
            ("check-in", "2026-11-19", "2026-11-24"),
        ),
        (MET, {}, THANKED, "2026-12-22", ("check-in", "2026-12-22", None)),
        (MET, {}, THANKED, "2026-12-23", None),  # four weeks after its days
        (
            {**MET, "hear_by": "2026-11-20"},
            {"check-in": "2026-11-12"},
            THANKED,
            "2026-11-12",
            ("check-in", "2026-11-23", "2026-11-24"),
        ),
        # A second one a week later, and no third.
        (
            MET,
            {"check-in": "2026-11-20"},
            {**THANKED, "check-in": "2026-11-20"},
            "2026-11-23",
            ("check-in", "2026-11-27", None),
        ),
        (
            {**MET, "number": "first"},
            {},
            {**THANKED, "check-in": "2026-11-20"},
            "2026-11-30",
            ("check-in", "2026-11-30", None),
        ),
        (
            {**MET, "decide_by": "2026-12-04"},
            {},
            {**THANKED, "check-in": "2026-11-20"},
            "2026-11-23",
            ("check-in", "2026-12-08", None),
        ),
        (
            {**MET, "number": "second"},
            {"check-in": "2026-11-26"},
            {**THANKED, "check-in": "2026-11-20"},
            "2026-11-26",
            ("check-in", "2026-11-27", None),
        ),
        (
            {**MET, "number": "second"},
            {"check-in": "2026-11-26"},
            {**THANKED, "check-in": "2026-11-27"},
            "2026-11-30",
            None,
        ),
        (
            {**MET, "style": "British"},
            {},
            {**THANKED, "check-in": "2026-11-20"},
            "2026-11-30",
            None,
        ),
        (MET, {}, {**THANKED, "check-in": "2026-11-20"}, "2026-12-26", None),
        # After a no, a reply, then feedback, then nothing.
        (
            {**MET, "told_on": "2026-11-19"},
            {},
            THANKED,
            "2026-11-19",
            ("rejection-reply", "2026-11-20", "2026-11-23"),
        ),
        (
            {**MET, "standing": NO},
            {},
            THANKED,
            "2026-11-19",
            ("rejection-reply", "2026-11-20", "2026-11-23"),
        ),
        (
            {"told_on": "2026-11-20"},
            {"rejection-reply": "2026-11-21"},
            {"rejection-reply": "2026-11-21"},
            "2026-11-21",
            ("feedback", "2026-11-23", "2026-11-25"),
        ),
        (
            {"told_on": "2026-11-20"},
            {},
            {"rejection-reply": "2026-11-21", "feedback": "2026-11-23"},
            "2026-11-24",
            None,
        ),
        (
            {"told_on": "2026-11-20", "feedback": True},
            {},
            {"rejection-reply": "2026-11-21"},
            "2026-11-22",
            None,
        ),
        ({"told_on": "2026-11-20"}, {}, THANKED, "2026-12-24", None),
        (
            {**MET, "told_on": "2026-11-19"},
            {"thank-you": TUESDAY, "clarification": TUESDAY, "check-in": "2026-11-18"},
            {"rejection-reply": "2026-11-20", "feedback": "2026-11-20"},
            "2026-11-21",
            None,
        ),
        # Who asks for another conversation after a no is not told to accept it at once.
        (
            {**MET, "told_on": "2026-11-19", "standing": NO},
            {"second-interview": "2026-11-20"},
            THANKED,
            "2026-11-20",
            ("second-interview", "2026-11-20", "2026-11-23"),
        ),
        (
            {**MET, "told_on": "2026-11-19", "standing": NO},
            {},
            {**THANKED, "second-interview": "2026-11-20"},
            "2026-11-21",
            None,
        ),
        (
            {**MET, "told_on": "2026-11-26", "standing": "no decision yet"},
            {},
            {**THANKED, "second-interview": "2026-11-13"},
            "2026-11-26",
            ("rejection-reply", "2026-11-27", "2026-11-30"),
        ),
    ],
)
def test_names_the_letter_that_is_due_next(
    told: Mapping[str, object],
    drafted: Mapping[str, str],
    sent: Mapping[str, str],
    today: str,
    due: tuple[str, str, str | None] | None,
) -> None:
    found = _next(told, drafted, sent, today)

    assert due == (
        (found.kind, found.start.isoformat(), found.until.isoformat() if found.until else None)
        if found
        else None
    )


def test_the_second_check_in_is_called_the_last() -> None:
    due = _next(MET, {}, {**THANKED, "check-in": "2026-11-20"}, "2026-11-27")

    assert due is not None
    assert "the last" in due.why


# Close together, so that windows, promises and today meet in every order; and where dates end.
NEAR = st.dates(date(2027, 12, 20), date(2028, 3, 10))
DAYS = st.one_of(NEAR, st.dates())
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "met_on": st.one_of(st.none(), st.just(""), DAYS),
        **{
            name: st.one_of(st.none(), st.just("soon"), DAYS)
            for name in ("decide_by", "hear_by", "offer_by", "told_on")
        },
        "standing": st.sampled_from([None, "no decision yet", NO]),
        "number": st.sampled_from([None, "first", "second"]),
        "took_place": st.booleans(),
        "thanked": st.booleans(),
        "free": st.sampled_from([None, "any afternoon", "today or tomorrow"]),
        "style": st.sampled_from([None, "American", "British"]),
        "feedback": st.booleans(),
    },
)
LETTERS = st.dictionaries(st.sampled_from(KINDS), DAYS)


def _check(start: date | None, until: date | None, why: str, today: date) -> None:
    assert start is not None
    assert start >= today
    assert until is None or until >= start
    assert why.endswith(".")
    assert why.count(".") == 1, "one sentence"
    assert "!" not in why
    assert "you should" not in why.lower()


@given(kind=st.sampled_from(KINDS), told=ANSWERS, today=DAYS)
def test_no_window_is_past_or_ends_before_it_starts(
    kind: str, told: dict[str, object], today: date
) -> None:
    when = send(kind, told, today)

    _check(when.start, when.until, when.why, today)


@given(kind=st.sampled_from(KINDS), told=ANSWERS, sent=LETTERS, today=DAYS, drafted=DAYS)
def test_what_is_due_of_a_letter_is_what_the_letter_says(
    kind: str, told: dict[str, object], sent: dict[str, date], today: date, drafted: date
) -> None:
    sent.pop(kind, None)
    due = next_letter(told, {kind: drafted}, sent, today, letters={kind: told})
    own = send(kind, told, today, sent=sent, drafted=drafted)

    if due is not None and due.kind == kind:
        assert (due.start, due.until, due.why) == (own.start, own.until, own.why)


@given(told=ANSWERS, drafted=LETTERS, sent=LETTERS, today=DAYS)
def test_what_is_due_is_never_past_nor_already_sent(
    told: dict[str, object], drafted: dict[str, date], sent: dict[str, date], today: date
) -> None:
    due = next_letter(told, drafted, sent, today)

    if due is not None:
        _check(due.start, due.until, due.why, today)
        assert due.kind not in sent or due.kind == "check-in"
