"""The hour: what asks for something waits for their working day, and thanks do not."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from drafter.planning.hours import ASKS, day_for, hint, opening, working_day
from tests.desk import NAMES

HERE, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")
CHRISTMAS = {date(2026, 12, 25)}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("2026-11-18T10:00", ""),  # a Wednesday
        ("2026-11-18T16:59", ""),
        ("2026-11-18T17:00", "It is evening: write it now, and send it on Thursday morning"),
        ("2026-11-18T07:30", "It is early: from nine on"),
        ("2026-11-20T11:59", ""),
        ("2026-11-20T12:00", "It is Friday afternoon: write it now, and send it on Monday morning"),
        ("2026-11-21T10:00", "It is Saturday: write it now, and send it on Monday morning"),
        ("2026-12-24T18:00", "It is evening: write it now, and send it on Monday morning"),
        ("2026-12-25T10:00", "It is a public holiday: write it now, and send it on Monday"),
    ],
)
def test_what_asks_for_something_waits_for_a_working_hour(now: str, says: str) -> None:
    for kind in ASKS:
        said = hint(kind, at(now), holidays=CHRISTMAS)
        assert said.startswith(says) and bool(said) == bool(says)


@pytest.mark.parametrize("kind", [name for name in NAMES if name not in ASKS])
def test_thanks_an_apology_and_a_better_answer_go_out_at_any_hour(kind: str) -> None:
    for now in ("2026-11-20T22:00", "2026-11-21T10:00", "2026-12-25T10:00"):
        assert hint(kind, at(now), holidays=CHRISTMAS) == ""
    assert day_for(kind, date(2026, 11, 21)) == date(2026, 11, 21)


def test_it_is_their_hour_that_counts() -> None:
    morning, night = at("2026-11-18T10:00"), at("2026-11-18T02:00")
    assert hint("check-in", morning) == ""
    assert hint("check-in", morning, theirs=TOKYO).startswith("It is evening where they are:")
    assert hint("check-in", night, theirs=TOKYO) == ""
    assert opening(date(2026, 11, 18), TOKYO) == datetime(2026, 11, 18, 0, 0)


def test_a_working_day_is_no_weekend_and_no_holiday() -> None:
    assert working_day(date(2026, 12, 25), CHRISTMAS) == date(2026, 12, 28)
    assert working_day(date(2026, 12, 25)) == date(2026, 12, 25)
    assert working_day(date.max) == date.max
