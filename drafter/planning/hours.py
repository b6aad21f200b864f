"""Says whether a letter goes out at this hour, and on which day it is better.

Who gets a mail outside working hours takes it for more urgent than it was meant, and feels that an
answer is expected at once (L. M. Giurge and V. K. Bohns, "You don't need to answer right away!",
Organizational Behavior and Human Decision Processes 167, 2021, pages 114 to 128). So a letter that
asks for something goes out while they work. Thanks, an apology and a better answer ask for none,
and are best soon: they go out at any hour. That a question sent on a Friday afternoon waits until
Monday in any case, and is then below what came since, is our own judgement.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from drafter.errors import AnswerError

ASKS = ("second-interview", "feedback", "check-in")  # letters that want an answer
OPENS, CLOSES = time(9), time(17)  # of a working day, where they are; our own judgement
NOON = time(12)
FRIDAY = 4
_FARTHEST = 366  # days; no country has a holiday every day of a year


def working_day(day: date, holidays: Container[date] = ()) -> date:
    """Return *day*, or the first one after it that is no weekend and none of the *holidays*."""
    for _ in range(_FARTHEST):
        if (day.weekday() < 5 and day not in holidays) or day == date.max:
            break
        day += timedelta(days=1)
    return day


def day_for(kind: str, day: date, holidays: Container[date] = ()) -> date:
    """Return the day on which a letter of *kind* goes out, if it could go out on *day*."""
    return working_day(day, holidays) if kind in ASKS else day


def opening(day: date, theirs: tzinfo) -> datetime:
    """Return when *day* begins to be worked on where they are, in UTC."""
    return datetime.combine(day, OPENS, theirs).astimezone(UTC).replace(tzinfo=None)


def hint(
    kind: str, now: datetime, *, theirs: tzinfo | None = None, holidays: Container[date] = ()
) -> str:
    """Return what is to be said of sending a letter of *kind* *now*; nothing if now is right.

    *now* knows its time zone; *theirs* is that of those who get the letter, if it is another.
    """
    if kind not in ASKS:
        return ""
    there = now.astimezone(theirs) if theirs else now
    where = " where they are" if theirs else ""
    day, clock = there.date(), there.time()
    if day in holidays and day.weekday() < 5:
        what = f"It is a public holiday{where}"
    elif day.weekday() >= 5:
        what = f"It is {day:%A}{where}"
    elif day.weekday() == FRIDAY and clock >= NOON:
        what = f"It is Friday afternoon{where}"
    elif clock >= CLOSES:
        what = f"It is evening{where}"
    elif clock < OPENS:
        return f"It is early{where}: from nine on it is read as a question, and not as a hurry."
    else:
        return ""
    then = working_day(day + timedelta(days=1), holidays)
    return (
        f"{what}: write it now, and send it on {then:%A} morning, so that nobody feels hurried to "
        "answer."
    )


def zone(name: str) -> tzinfo:
    """Return the time zone called *name*, such as Europe/Berlin.

    Raises:
        AnswerError: If there is none, or this machine does not know it.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise AnswerError(
            f"--zone: {name!r} is no time zone that is known here. Write it as Europe/Berlin or "
            "America/New_York."
        ) from error


def holidays_of(country: str) -> Container[date]:
    """Return the public holidays of *country*, as ISO 3166 has it: DE, or GB-SCT for a part of one.

    Raises:
        AnswerError: If it is not known, or the package that knows is not there.
    """
    try:
        from holidays import country_holidays
    except ImportError as error:
        raise AnswerError(
            "--country: public holidays need one more package. Install it with: "
            "pip install holidays. Without --country, weekends are kept free."
        ) from error
    whole, _, part = country.upper().partition("-")
    try:
        found: Container[date] = country_holidays(whole, subdiv=part or None)
    except NotImplementedError as error:
        raise AnswerError(
            f"--country: {country!r} is not known. Write two letters, such as US or DE; for a part "
            "of a country, GB-SCT or US-TX."
        ) from error
    return found
