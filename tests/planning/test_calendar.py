"""A reminder, as a calendar reads it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import icalendar
import pytest

from drafter.planning.calendar import LONGEST_LINE, reminder

DAY, NOW = date(2026, 11, 30), datetime(2026, 11, 22, 9, 30)


def event(what: str = "Send it", why: str = "Within a day.", about: str = "a") -> Any:
    """Return the one event that another program reads in a reminder."""
    calendar = icalendar.Calendar.from_ical(reminder(DAY, what, why, about=about, now=NOW))
    (found,) = calendar.walk("VEVENT")
    return found


def test_a_reminder_is_for_the_whole_of_its_day() -> None:
    found = event()
    assert found.decoded("dtstart") == DAY
    assert found.decoded("dtend") == date(2026, 12, 1)
    assert found.decoded("dtstamp").replace(tzinfo=None) == NOW


def test_it_rings_in_the_morning_and_keeps_nobody_from_meeting() -> None:
    (alarm,) = event().walk("VALARM")
    assert alarm.decoded("trigger").total_seconds() == 9 * 3600
    assert event()["transp"] == "TRANSPARENT"


def test_who_shares_the_calendar_does_not_see_what_it_is() -> None:
    assert event()["class"] == "PRIVATE"


@pytest.mark.parametrize(
    "text",
    [
        r"a\b; c, d: e",
        "two\nlines",
        r"\n is no line end",
        "EinsZweiDrei" * 20,
        "Zoë Čapek " * 20,
        "李小龙" * 60,
        "👩‍⚕️" * 40,
        "BEGIN:VEVENT\nEND:VCALENDAR",
        "",
    ],
)
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    found = event(what=text, why=text)
    assert (str(found["summary"]), str(found["description"])) == (text, text)


def test_signs_that_no_calendar_holds_are_left_out() -> None:
    assert str(event(what="Send\0 the\x1b note\r\n")["summary"]) == "Send the note\n"


def test_lines_are_as_long_as_they_may_be_and_end_as_they_must() -> None:
    content = reminder(DAY, "Zoë " * 60, "x" * 400, about="a", now=NOW)
    *lines, last = content.split(b"\r\n")
    assert not last and b"\n" not in b"".join(lines)
    assert max(map(len, lines)) == LONGEST_LINE
    assert all(line.decode() for line in lines)  # none is cut within a letter


def test_a_second_reminder_of_one_letter_moves_the_first() -> None:
    assert event(why="Now.")["uid"] == event(why="Later.")["uid"]
    assert event(about="a")["uid"] != event(about="b")["uid"]
