"""Dates: what people type is read as they mean it, or asked about; what letters say is exact."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drafter.language.dates import TwoReadings, by_day, long_day, on_day, read_date, say_day
from tests import desk

TABLE = tomllib.loads((desk.HERE / "tables" / "dates.toml").read_text("utf-8"))
TODAY: date = TABLE["today"]
ENTRIES: list[dict[str, Any]] = TABLE["date"]

LOOKING = st.booleans()
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
# Pieces of dates in any order come closer to a wrong reading than any text does.
PIECES = """
    0 1 5 12 13 29 31 99 2026 0000 9999 '26 12th 1st / - . , : T Z ( ) Nov may feb june sun
    Tuesday last this next week year ago in a day days from now today the of on at am pm
    14:30 +01:00 noon morning
"""


def _id(entry: dict[str, Any]) -> str:
    return f"{entry['typed'] or 'nothing'}{', ahead' if entry.get('ahead') else ''}"


@pytest.mark.parametrize("entry", ENTRIES, ids=_id)
def test_each_date_in_the_table_is_read_or_refused_as_it_says(entry: dict[str, Any]) -> None:
    outcomes = {"is", "two", "refused"} & entry.keys()
    assert len(outcomes) == 1, "an entry says one of: is, two, refused"
    assert entry.keys() <= {"typed", "ahead", "why"} | outcomes
    typed, ahead = entry["typed"], entry.get("ahead", False)

    if "is" in entry:
        assert read_date(typed, TODAY, ahead=ahead) == entry["is"]
        return
    with pytest.raises(ValueError) as refused:
        read_date(typed, TODAY, ahead=ahead)
    if "two" in entry:
        assert isinstance(refused.value, TwoReadings)
        assert refused.value.readings == tuple(entry["two"])
    else:
        assert type(refused.value) is ValueError
        assert entry["refused"] in str(refused.value)


def test_the_table_tells_each_date_once() -> None:
    ids = [_id(entry) for entry in ENTRIES]
    assert sorted(set(ids)) == sorted(ids)
    assert len(ids) >= 75


def test_two_readings_are_said_in_words_and_asked_for_as_iso_dates() -> None:
    with pytest.raises(TwoReadings) as asked:
        read_date("3/4/2026", TODAY)
    assert str(asked.value) == (
        "'3/4/2026' could be Wednesday 4 March 2026 or Friday 3 April 2026. "
        "Write 2026-03-04 or 2026-04-03."
    )


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("soon", "'soon' is not a date that drafter can read. Write it like 2026-04-03 or "),
        ("31/4/2026", "'31/4/2026' is not in the calendar: April 2026 has 30 days. Write it like "),
        ("", "No day was typed. Write it like 2026-04-03 or 3 April 2026."),
        ("so\nsoon\x00", "'so soon?' is not a date"),
    ],
)
def test_a_refusal_quotes_what_was_typed_and_says_what_to_write(typed: str, message: str) -> None:
    with pytest.raises(ValueError) as refused:
        read_date(typed, TODAY)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("written", ["2026-04-03", "3 April 2026"])
def test_what_a_refusal_says_to_write_can_be_read(written: str) -> None:
    assert read_date(written, TODAY) == date(2026, 4, 3)


@pytest.mark.parametrize(
    "typed",
    ["9" * 10_000, "tuesday " * 1_250, "a" * 10_000, "१२" * 5_000, "\ufdfa" * 10_000, "(" * 10_000],
    ids=["digits", "weekdays", "letters", "Devanagari", "ligatures", "brackets"],
)
def test_a_huge_answer_is_refused_in_a_short_message(typed: str) -> None:
    with pytest.raises(ValueError, match="too long") as refused:
        read_date(typed, TODAY)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("typed", "today", "ahead"),
    [
        ("yesterday", date.min, False),
        ("9999 weeks ago", date(20, 1, 1), False),
        ("in 9999 weeks", date(9990, 1, 1), True),
        ("31 December", date.min, False),
        ("1 January", date.max, True),
        ("next Friday", date.max, True),
    ],
)
def test_a_day_beyond_the_calendar_is_refused(typed: str, today: date, ahead: bool) -> None:
    with pytest.raises(ValueError, match=r"too far away|no year"):
        read_date(typed, today, ahead=ahead)


@given(typed=st.text(), today=st.dates(), ahead=LOOKING)
@example(typed="\ud800", today=TODAY, ahead=False)
@example(typed="²⁰²⁶-11-12", today=TODAY, ahead=False)
@example(typed="in ² days", today=TODAY, ahead=False)
@example(typed="İ", today=TODAY, ahead=False)
def test_any_text_is_a_date_or_refused_in_a_sentence(typed: str, today: date, ahead: bool) -> None:
    _read_or_refused(typed, today, ahead)


@given(
    pieces=st.lists(st.sampled_from(PIECES.split()), max_size=9),
    blank=st.sampled_from([" ", ""]),
    today=st.dates(),
    ahead=LOOKING,
)
def test_any_pieces_of_a_date_are_a_date_or_refused_in_a_sentence(
    pieces: list[str], blank: str, today: date, ahead: bool
) -> None:
    _read_or_refused(blank.join(pieces), today, ahead)


def _read_or_refused(typed: str, today: date, ahead: bool) -> None:
    try:
        day = read_date(typed, today, ahead=ahead)
    except ValueError as refused:
        message = str(refused)
        assert "Write " in message and message.endswith(".")
        assert message.isprintable()
    else:
        assert type(day) is date


@given(day=DAYS, today=DAYS, ahead=LOOKING)
def test_a_day_written_in_full_is_that_day_whenever_it_is_read(
    day: date, today: date, ahead: bool
) -> None:
    for typed in (day.isoformat(), long_day(day, "american"), long_day(day, "british")):
        assert read_date(typed, today, ahead=ahead) == day


@given(day=DAYS, today=DAYS, ahead=LOOKING)
def test_a_day_without_its_year_is_the_nearest_on_the_side_that_is_asked_for(
    day: date, today: date, ahead: bool
) -> None:
    typed = f"{day.day} {long_day(day, 'british').split()[2]}"
    try:
        found = read_date(typed, today, ahead=ahead)
    except ValueError:
        assert (day.month, day.day) == (2, 29)
    else:
        assert (found.month, found.day) == (day.month, day.day)
        away = found - today if ahead else today - found
        assert timedelta(days=0 if ahead else -60) <= away <= timedelta(days=366)


@given(today=DAYS, weekday=st.sampled_from(["mon", "Tues", "Wednesday", "thurs", "Fri.", "SUN"]))
def test_a_weekday_is_within_a_week_and_asked_about_on_that_day(today: date, weekday: str) -> None:
    forth = read_date(weekday, today, ahead=True)
    assert timedelta(days=1) <= forth - today <= timedelta(days=7)
    if say_day(today, today, "british")[:3].lower() == weekday[:3].lower():
        with pytest.raises(TwoReadings) as asked:
            read_date(weekday, today)
        assert asked.value.readings == (today - timedelta(days=7), today)
        return
    back = read_date(weekday, today)
    assert timedelta(days=1) <= today - back <= timedelta(days=6)
    assert say_day(back, back, "british")[:3].lower() == weekday[:3].lower()


@pytest.mark.parametrize("back", range(-20, 20))
def test_what_is_to_be_done_by_a_day_never_has_a_weekday_alone(back: int) -> None:
    day = TODAY - timedelta(days=back)
    weekday, number, month, *_ = long_day(day, "british").replace(",", "").split()
    beside = f"{weekday} " if -14 < back <= 0 else ""
    assert by_day(day, TODAY, "british") == f"by {beside}{number} {month}"


@pytest.mark.parametrize(
    ("today", "typed", "day"),
    [
        (date(2024, 2, 29), "29 Feb", date(2024, 2, 29)),
        (date(2024, 3, 1), "29 Feb", date(2024, 2, 29)),
        (date(2024, 3, 1), "yesterday", date(2024, 2, 29)),
        (date(2027, 1, 1), "31 Dec", date(2026, 12, 31)),
        (date(2027, 1, 1), "31/12", date(2026, 12, 31)),
        (date(2027, 1, 1), "last Thursday", date(2026, 12, 31)),
        (date(2027, 1, 2), "12 Dec 26", date(2026, 12, 12)),
        (date(2099, 12, 31), "1 Jan 00", date(2100, 1, 1)),
    ],
)
def test_days_are_counted_across_leap_days_and_year_ends(
    today: date, typed: str, day: date
) -> None:
    assert read_date(typed, today) == day


SAID = [
    # day, today, american, british
    (date(2026, 11, 24), TODAY, "Tuesday", "Tuesday"),
    (date(2026, 11, 23), TODAY, "Monday", "Monday"),
    (date(2026, 11, 19), TODAY, "Thursday", "Thursday"),
    (date(2026, 11, 18), TODAY, "November 18", "18 November"),
    (date(2026, 11, 25), TODAY, "November 25", "25 November"),
    (date(2026, 11, 1), TODAY, "November 1", "1 November"),
    (date(2026, 5, 28), TODAY, "May 28", "28 May"),  # 180 days
    (date(2026, 5, 27), TODAY, "May 27, 2026", "27 May 2026"),
    (date(2027, 5, 23), TODAY, "May 23", "23 May"),  # 180 days
    (date(2027, 5, 24), TODAY, "May 24, 2027", "24 May 2027"),
    (date(2025, 11, 12), TODAY, "November 12, 2025", "12 November 2025"),
    (date(2026, 12, 31), date(2027, 1, 5), "Thursday", "Thursday"),
    (date(2026, 12, 31), date(2027, 1, 6), "December 31", "31 December"),
    (date(2027, 1, 2), date(2026, 12, 31), "January 2", "2 January"),
    (date(2024, 2, 29), date(2024, 3, 5), "Thursday", "Thursday"),
    (date(2024, 2, 29), date(2024, 3, 6), "February 29", "29 February"),
    (date(2023, 2, 28), date(2023, 3, 6), "February 28", "28 February"),
    (date(2024, 2, 29), TODAY, "February 29, 2024", "29 February 2024"),
    (date.min, date.max, "January 1, 1", "1 January 1"),
]


@pytest.mark.parametrize(("day", "today", "american", "british"), SAID)
def test_a_day_is_said_as_letters_say_it(
    day: date, today: date, american: str, british: str
) -> None:
    assert say_day(day, today, "american") == american
    assert say_day(day, today, "british") == british
    assert on_day(day, today, "american") == f"on {american}"
    assert on_day(day, today, "british") == f"on {british}"


def test_a_day_is_shown_back_with_its_weekday_and_year() -> None:
    day = date(2026, 11, 12)
    assert long_day(day, "american") == "Thursday, November 12, 2026"
    assert long_day(day, "british") == "Thursday 12 November 2026"


@given(today=DAYS, back=st.integers(1, 180), style=st.sampled_from(["american", "british"]))
def test_what_a_letter_says_is_read_as_the_same_day(today: date, back: int, style: str) -> None:
    day = today - timedelta(days=back)
    assert read_date(on_day(day, today, style), today) == day


@pytest.mark.parametrize(
    ("typed", "needed"),
    [
        ("2026-11-12", False),
        ("2026-11-12T14:30:00Z", False),
        ("Tuesday at 3pm", False),
        ("yesterday", False),
        ("2 days ago", False),
        ("13/4/2026", False),
        ("31/4/2026", False),
        ("12 Nov", True),
    ],
)
def test_dateutil_is_imported_only_for_a_month_by_name(typed: str, needed: bool) -> None:
    program = f"""
import contextlib, sys
from datetime import date
from drafter.language.dates import read_date
with contextlib.suppress(ValueError):
    read_date({typed!r}, date(2026, 11, 24))
print("dateutil" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=desk.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(needed)
