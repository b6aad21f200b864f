"""A reminder, as a calendar reads it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from drafter.planning.calendar import LONGEST_LINE, Event, reminder, reminders
from tests.desk import drafter

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


# --- a plan -------------------------------------------------------------------------------------

TODAY = ("--today", "2026-12-21")  # a Monday
SUMMARIES = [
    "Send: Note to the recruiter, Zeta, cook",
    "Send: Thank-you note, Zeta, cook",
    "Send: Request for a second interview, Zeta, cook",
    "If no word has come: Check-in, Zeta, cook",
]


def read_by_icalendar(content: bytes) -> list[tuple[str, object, str]]:
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return [
        (str(each["summary"]), each.decoded("dtstart"), str(each["description"])) for each in found
    ]


def read_by_vobject(content: bytes) -> list[tuple[str, object, str]]:
    vobject = pytest.importorskip("vobject")
    return [
        (each.summary.value, each.dtstart.value, each.description.value)
        for each in vobject.readOne(content.decode()).vevent_list
    ]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a folder with an interview whose plan is made."""
    told = ("--role", "cook", "--company", "Zeta", "--me", "A B", "--people", "Ms. Lee",
            "--met-on", "2026-12-21")  # fmt: skip
    drafter("thank-you", *told, *TODAY, cwd=tmp_path)
    chosen = ("--went-wrong", "outside me", "--through-recruiter", "an agency")
    drafter("which", "drafts/zeta-cook", *chosen, *TODAY, cwd=tmp_path)
    return tmp_path


def calendar(kept: Path, *options: str) -> bytes:
    done = drafter("calendar", "drafts/zeta-cook", *TODAY, *options, cwd=kept)
    assert done.returncode == 0, done.stderr
    return (kept / "drafts/zeta-cook/plan.ics").read_bytes()


@pytest.mark.parametrize("read", [read_by_icalendar, read_by_vobject])
def test_two_programs_read_each_mail_of_the_plan_with_its_reason(kept: Path, read: Any) -> None:
    found = read(calendar(kept))
    assert [what for what, _, _ in found] == SUMMARIES
    days = [day for _, day, _ in found]
    assert days == [date(2026, 12, 21), date(2026, 12, 21), date(2026, 12, 23), date(2026, 12, 30)]
    reasons = [why for _, _, why in found]
    assert "To the recruiter." in reasons[0] and "before the recruiter talks to them" in reasons[0]
    assert "drafter sent thank-you drafts/zeta-cook" in reasons[1]
    assert "Two or three days after the thank-you" in reasons[2]


def test_the_days_are_those_of_status(kept: Path) -> None:
    status = drafter("status", *TODAY, cwd=kept).stdout
    for _, day, _ in read_by_icalendar(calendar(kept)):
        assert f"from {day}" in status or day == date(2026, 12, 21)


def test_a_public_holiday_is_kept_free_where_the_country_is_known(kept: Path) -> None:
    pytest.importorskip("holidays")
    drafter("sent", "thank-you", *TODAY, cwd=kept)
    later = ("--today", "2026-12-25")
    for country, day in (("GB", date(2026, 12, 29)), ("JP", date(2026, 12, 25))):
        done = drafter("calendar", "--out", "-", *later, "--country", country, cwd=kept)
        days = {what: day for what, day, _ in read_by_icalendar(done.stdout.encode())}
        assert days[SUMMARIES[2]] == day
    wrong = drafter("calendar", "--country", "Atlantis", cwd=kept)
    assert wrong.returncode == 1 and "two letters, such as US or DE" in wrong.stderr


def test_the_hour_is_nine_where_they_are(kept: Path) -> None:
    found = read_by_icalendar(calendar(kept, "--zone", "America/New_York"))
    begins = found[0][1]
    assert isinstance(begins, datetime)
    assert f"{begins:%Y-%m-%d %H:%M %Z}" == "2026-12-21 14:00 UTC"
    wrong = drafter("calendar", "--zone", "Mars/Base", cwd=kept)
    assert wrong.returncode == 1 and "no time zone that is known here" in wrong.stderr


def test_a_plan_opened_again_moves_its_days() -> None:
    events = [Event(day=DAY, what=f"{n}", why="", about=f"{n}") for n in range(3)]
    first, again = (
        [str(each["uid"]) for each in icalendar.Calendar.from_ical(content).walk("VEVENT")]
        for content in (reminders(events, now=NOW), reminders(events[1:], now=NOW))
    )
    assert first[1:] == again and len({*first}) == 3


def test_where_nothing_is_to_be_sent_there_is_no_file(tmp_path: Path) -> None:
    done = drafter("calendar", cwd=tmp_path)
    assert (done.returncode, "drafter which" in done.stderr) == (1, True)
    assert not list(tmp_path.rglob("*.ics"))
