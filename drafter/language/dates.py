"""Reads the dates people type, and says dates the way letters do."""

import re
import unicodedata
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from functools import cache

from drafter.language.words import Words

_WORDS = Words(__file__)

# Not strftime or calendar's names, which speak the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Six days back, "on Wednesday" could as well be the coming one, or last week's.
_DAYS_A_WEEKDAY_HELPS = 13
_DAYS_A_WEEKDAY_IS_CLEAR = range(6)
_DAYS_A_YEAR_IS_CLEAR = 180
_DAYS_STILL_NEAR = 60  # a day without a year that is nearer than this is the one to come

_SAID = {
    "american": {
        "short": "{month} {day}",
        "with year": "{month} {day}, {year}",
        "long": "{weekday}, {month} {day}, {year}",
    },
    "british": {
        "short": "{day} {month}",
        "with year": "{day} {month} {year}",
        "long": "{weekday} {day} {month} {year}",
    },
}

_WRITE_IT = "Write it like 2026-04-03 or 3 April 2026."
_LONGEST = 100  # characters; no date that a person types is longer
_YEARS_AWAY = 5  # how far from today two digits may still be taken as a year

_MONTH_NAMES = {
    name: number
    for number, month in enumerate(_MONTHS, start=1)
    for name in (month.lower(), month[:3].lower())
} | {"sept": 9}
_WEEKDAY_NAMES = {
    name: number
    for number, weekday in enumerate(_WEEKDAYS)
    for name in (weekday.lower(), weekday[:3].lower())
} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

_DAYS_FROM_TODAY = {  # the lists that say a day so
    "before_yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "after_tomorrow": 2,
}
_FROM_THIS = {"last": -1, "this": 0, "next": 1}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_COUNTS = {"a": 1} | {
    word: count
    for count, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}

# What phones, word processors and calendars write for a dash, an apostrophe and a blank.
_PLAIN = str.maketrans(
    dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("‘’", "'") | dict.fromkeys("()", " ")
)

# Patterns stay strings here: `re` keeps what it compiled, and to compile them all would be
# most of the time that importing this room takes.
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAY_NAMES)})"
_WEEKDAY_ALONE = rf"(?:(?P<which>last|past|this past|this|coming|this coming|next) )?{_WEEKDAY}"
_WEEKDAY_OF_WEEK = rf"{_WEEKDAY},? (?:of |in )?(?P<which>last|this|next) week"
_WEEK_AND_WEEKDAY = rf"(?P<which>last|this|next) week,? (?:on )?{_WEEKDAY}"
_WEEKDAY_FIRST = rf"{_WEEKDAY}\b[ ,.]*(?P<rest>.+)"
_WEEKDAY_LAST = rf"(?P<rest>.+?)[ ,.]+{_WEEKDAY}"

_COUNT = r"(?P<count>[0-9]{1,4}|[a-z]+) (?P<unit>day|week|fortnight)s?"
_COUNTED = (
    (rf"{_COUNT} (?:ago|back)(?: today)?", -1),
    (rf"in {_COUNT}", 1),
    (rf"{_COUNT} from (?:now|today)", 1),
)

_YEAR_FIRST = r"(?P<year>[0-9]{4}) ?([/.-]) ?(?P<month>[0-9]{1,2}) ?\2 ?(?P<day>[0-9]{1,2})"
_YEAR_LAST = r"(?P<one>[0-9]{1,2}) ?([/. -]) ?(?P<two>[0-9]{1,2}) ?\2 ?(?P<year>(?:[0-9]{2}){1,2})"
_NO_YEAR = r"(?P<one>[0-9]{1,2}) ?/ ?(?P<two>[0-9]{1,2})"

_MONTH = rf"(?:{'|'.join(_MONTH_NAMES)})"
_YEAR = r"[1-9][0-9]{3}"
_NO_DAY = rf"{_MONTH}(?:[ ,./-]*{_YEAR})?|{_YEAR}[ ,./-]*{_MONTH}"
# Two digits after the month's name are a year ("12 Nov 26", "12-Nov-26"), but not where they
# may be a second day ("28 Nov-30", "Nov 12-13").
_ONE_DAY = (
    rf"[0-9]{{1,2}}(?P<mark>[ ,./-]*){_MONTH}"
    rf"(?:[ ,./-]*{_YEAR}|(?:[ ,.]*|(?P=mark))(?P<short>[0-9]{{2}}))?"
    rf"|{_MONTH}[ ,./-]*[0-9]{{1,2}}(?:[ ,./-]+{_YEAR})?"
    rf"|{_YEAR}[ ,./-]*{_MONTH}[ ,./-]*[0-9]{{1,2}}"
)

_DAY_NAME = rf"\b(?:{'|'.join(_WEEKDAY_NAMES)})\b"
_PART_OF_A_DATE = rf"(?:{_WEEKDAY}[ ,.]*)?(?:the )?[0-9]{{1,4}}(?:st|nd|rd|th)?"
_EITHER_DAY = (
    rf"(?P<one>{_DAY_NAME})(?: ?[,/&+-]+ ?| (?:and|or|to|till|until|through) )(?:on )?"
    rf"(?P<two>{_DAY_NAME})|[0-9](?:st|nd|rd|th)? ?(?:&|and|or) ?(?:the )?[0-9]"
)
_SEVERAL_DAYS = r"\b(?:days|weeks?|weekend|months?|years?|other day)\b"

_HOUR = r"(?:2[0-4]|1[0-9]|0?[0-9])"
_CLOCK = (
    rf"(?:{_HOUR}:[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]+)?)?(?: ?[ap]\.?m\b\.?)?"
    rf"|{_HOUR}(?:\.[0-5][0-9])? ?(?:[ap]\.?m\b\.?|o'?clock\b)"
    r"|(?:noon|midday|midnight|lunchtime)\b)"
)


# What the patterns above need, so that most of them are never compiled for what somebody types.
_DIGITS = tuple("0123456789")
_OF_A_WEEKDAY = tuple(weekday[:3].lower() for weekday in _WEEKDAYS)
_OF_A_MONTH = tuple(month[:3].lower() for month in _MONTHS)
_OF_A_TIME = (
    *(*_DIGITS, "noon", "midday", "midnight", "lunchtime"),
    *("morning", "afternoon", "evening", "night"),
)


class TwoReadings(ValueError):
    """What was typed could be either of two days, and drafter does not guess.

    *readings* are the two days, the earlier one first.
    """

    def __init__(self, typed: str, readings: tuple[date, date]) -> None:
        """Say both days in words, and ask for one of them as an ISO date."""
        one, other = readings
        super().__init__(
            f"{_quoted(typed)} could be {long_day(one, 'british')} or "
            f"{long_day(other, 'british')}. Write {one.isoformat()} or {other.isoformat()}."
        )
        self.readings = readings


class _NoDay(Exception):
    """Why what was typed is no day: words to follow it, "is only part of a date"."""


def read_date(typed: str, today: date, *, ahead: bool = False) -> date:
    """Return the day that *typed* means on *today*.

    A weekday alone is the latest one before *today*, and "12 Nov" the latest one
    up to *today*, since these letters look back. On that very weekday it could be
    *today* as well. A day that comes within two months is not taken for last
    year's. With *ahead*, for a day by which someone is to answer, they are the
    next ones. A whole date may lie on either side. A time is left out, and its zone
    does not move the day: whoever copies "2026-11-12T23:30Z" means the day that
    stands there. A weekday beside a date
    must fit it, and may settle which of two days is meant.

    Raises:
        TwoReadings: If it could be two days ("03/04/2026").
        ValueError: If it is not a date, only part of one, or not in the calendar.
            The message is whole sentences for the person who typed it.
    """
    try:
        days = _days_meant(typed, today, ahead=ahead)
    except _NoDay as reason:
        raise ValueError(f"{_quoted(typed)} {reason}. {_WRITE_IT}") from None
    except OverflowError:
        raise ValueError(f"{_quoted(typed)} is too far away to be a date. {_WRITE_IT}") from None
    if not days:
        raise ValueError(f"No day was typed. {_WRITE_IT}")
    day, *others = sorted(days)
    if others:
        raise TwoReadings(typed, (day, others[-1]))
    return day


def say_day(day: date, today: date, style: str) -> str:
    """Return *day* as a letter written on *today* says it.

    Never "today" or "yesterday", since a letter may be sent later than it was
    written: a weekday up to five days back, then the date, with its year if it is
    more than 180 days from *today*. *style* is "american" or "british".
    """
    days_back = (today - day).days
    if days_back in _DAYS_A_WEEKDAY_IS_CLEAR:
        return _WEEKDAYS[day.weekday()]
    return _in_words(day, today, style)


def _in_words(day: date, today: date, style: str) -> str:
    near = abs((today - day).days) <= _DAYS_A_YEAR_IS_CLEAR
    return _said(day, style, "short" if near else "with year")


def on_day(day: date, today: date, style: str) -> str:
    """Return what `say_day` says, with its preposition: "on Tuesday"."""
    return f"on {say_day(day, today, style)}"


def by_day(day: date, today: date, style: str) -> str:
    """Return the day by which something is done: "by Friday, November 20", "by November 2".

    Never a weekday alone, since "by Friday" is read as the coming one; one beside the date helps
    for a fortnight to come.
    """
    said = _in_words(day, today, style)
    if not 0 <= (day - today).days <= _DAYS_A_WEEKDAY_HELPS:
        return f"by {said}"
    comma = "," if style == "american" else ""
    return f"by {_WEEKDAYS[day.weekday()]}{comma} {said}"


def long_day(day: date, style: str) -> str:
    """Return *day* with its weekday and year, to show people how they were understood."""
    return _said(day, style, "long")


def _said(day: date, style: str, form: str) -> str:
    return _SAID[style][form].format(
        weekday=_WEEKDAYS[day.weekday()], day=day.day, month=_MONTHS[day.month - 1], year=day.year
    )


def _quoted(typed: str) -> str:
    """Return *typed* between quotes, on one line and short enough for a message."""
    shown = " ".join(typed[:_LONGEST].split())
    shown = "".join(c if c.isprintable() else "?" for c in shown)
    return f"'{shown}'" if len(shown) <= 40 else f"'{shown[:40]}…'"


def _days_meant(typed: str, today: date, *, ahead: bool) -> set[date]:
    """Return the days *typed* may mean; none if nothing was typed.

    Raises:
        _NoDay: If something was typed and it means none.
    """
    if len(typed) > _LONGEST:
        raise _NoDay("is not a date: it is too long for one")
    said = whole = _folded(typed)
    if not said:
        return set()
    if days := _days(said, today, ahead=ahead):
        return days
    timed = _mentions(_OF_A_TIME, said)
    for time in _times():
        shorter = _tidy(re.sub(time, " ", said) if timed else said)
        if shorter != said and (days := _days(shorter, today, ahead=ahead)):
            return days
        said = shorter
    if not said:
        raise _NoDay("is a time without a day")
    if re.fullmatch(_PART_OF_A_DATE, said):
        raise _NoDay("is only part of a date")
    if _names_two_days(whole):
        raise _NoDay("is more than one day, and the letter names one. Give the one that matters")
    if re.search(_SEVERAL_DAYS, whole):
        raise _NoDay("is not a date: it could be any of several days")
    raise _NoDay("is not a date that drafter can read")


@cache
def _times() -> tuple[str, ...]:
    """Return the patterns of times.

    They are taken out one pattern after the other, and only from what cannot be read as it
    stands: "this morning" can.
    """
    zone = rf"(?: ?(?:{'|'.join(_WORDS['zones'])})\b)?(?: ?[+-][0-9]{{1,2}}(?::?[0-9]{{2}})?)?"
    return (
        rf"(?<=[0-9])t{_HOUR}(?::?[0-5][0-9]){{0,2}}(?:[.,][0-9]+)?{zone}(?![^ ,])",
        rf"(?<![^ ,])(?:(?:at|from|around|about|@) ?)?(?:{_HOUR}(?:[:.][0-5][0-9])? ?(?:-|to) ?)?"
        rf"{_CLOCK}(?: ?(?:-|to|until) ?{_CLOCK})?{zone}(?:,? on\b)?(?![^ ,])",
        rf"(?<![^ ,])(?:at|@) ?{_HOUR}(?:\.[0-5][0-9])?{zone}(?![^ ,])",
        r"\b(?:in )?(?:the )?(?:early |late )?(?:morning|afternoon|evening|night)\b(?: of\b)?",
    )


def _mentions(words: tuple[str, ...], said: str) -> bool:
    return any(word in said for word in words)


def _names_two_days(said: str) -> bool:
    """Tell whether *said* has two days in it: "Tuesday and Wednesday", "12 and 13 November"."""
    found = re.search(_EITHER_DAY, said)
    if not found or not found["one"]:
        return bool(found)
    return _WEEKDAY_NAMES[found["one"]] != _WEEKDAY_NAMES[found["two"]]


def _folded(typed: str) -> str:
    """Return *typed* in lower case, with plain blanks, dashes and digits."""
    text = unicodedata.normalize("NFKC", typed).translate(_PLAIN).lower()
    # Cf: zero-width characters and marks of direction, which web pages bring along.
    return _tidy("".join(c for c in text if unicodedata.category(c) != "Cf"))


def _tidy(said: str) -> str:
    """Return *said* with single blanks, and without what may stand before and after a day."""
    said = " ".join(said.split()).strip(" .,;")
    while said.startswith(("on ", "by ", "the ")):
        said = said.partition(" ")[2]
    return said


def _days(said: str, today: date, *, ahead: bool) -> set[date]:
    """Return the days that *said*, which holds no time, may mean; none if it is no date."""
    for read in (_iso, _from_today, _weekday, _counted, _numbers, _with_month):
        if days := read(said, today, ahead=ahead):
            return days
    if not _mentions(_OF_A_WEEKDAY, said):
        return set()
    beside = re.fullmatch(_WEEKDAY_FIRST, said) or re.fullmatch(_WEEKDAY_LAST, said)
    if beside is None:
        return set()
    days = _days(_tidy(beside["rest"]), today, ahead=ahead)
    return days and _fitting(days, _WEEKDAY_NAMES[beside["weekday"]])


def _fitting(days: set[date], weekday: int) -> set[date]:
    """Return those of *days* that fall on *weekday*.

    Raises:
        _NoDay: If none does.
    """
    fitting = {day for day in days if day.weekday() == weekday}
    if not fitting:
        facts = " and ".join(
            f"{_said(day, 'british', 'with year')} is a {_WEEKDAYS[day.weekday()]}"
            for day in sorted(days)
        )
        raise _NoDay(f"does not fit together: {facts}, not a {_WEEKDAYS[weekday]}")
    return fitting


def _iso(said: str, today: date, *, ahead: bool) -> set[date]:
    # fromisoformat also takes weeks: "2026-W47" would be a Monday that nobody typed.
    if not said.replace("-", "").isdecimal():
        return set()
    try:
        return {date.fromisoformat(said)}
    except ValueError:
        return set()  # _numbers says what is wrong with it


def _from_today(said: str, today: date, *, ahead: bool) -> set[date]:
    return {
        today + timedelta(days=days)
        for name, days in _DAYS_FROM_TODAY.items()
        if said in _WORDS[name]
    }


def _weekday(said: str, today: date, *, ahead: bool) -> set[date]:
    """Read a weekday and the words around it: "Tues", "next Friday", "Tuesday last week"."""
    if not _mentions(_OF_A_WEEKDAY, said):
        return set()
    in_week = re.fullmatch(_WEEKDAY_OF_WEEK, said) or re.fullmatch(_WEEK_AND_WEEKDAY, said)
    if in_week:
        return _in_week(_WEEKDAY_NAMES[in_week["weekday"]], today, _FROM_THIS[in_week["which"]])
    alone = re.fullmatch(_WEEKDAY_ALONE, said)
    if alone is None:
        return set()
    weekday = _WEEKDAY_NAMES[alone["weekday"]]
    before = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    after = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    from_today = today if today.weekday() == weekday else after
    looking_back = {before, today} if from_today == today else {before}
    return {
        None: {after} if ahead else looking_back,
        "last": {before},
        "past": {before},
        "this past": {before},
        "this": {from_today} if ahead else _in_week(weekday, today, 0),
        "coming": {after},
        "this coming": {after},
        # On a Tuesday, "next Friday" is this week's to some people, and the one after to
        # others; "next Monday" is the same day to all.
        "next": {after} | _in_week(weekday, today, 1),
    }[alone["which"]]


def _in_week(weekday: int, today: date, weeks: int) -> set[date]:
    """Return that *weekday* of the week *weeks* after this one.

    A week begins on Monday for some and on Sunday for others, so there may be two.
    """
    from_monday = weekday - today.weekday()
    from_sunday = (weekday + 1) % 7 - (today.weekday() + 1) % 7
    return {today + timedelta(days=days, weeks=weeks) for days in (from_monday, from_sunday)}


def _counted(said: str, today: date, *, ahead: bool) -> set[date]:
    """Read "2 days ago", "a week ago", "in three days".

    Months and years are not read: nobody who types "a month ago" has counted the days.
    """
    for pattern, way in _COUNTED if _mentions(tuple(_DAYS_IN), said) else ():
        if counted := re.fullmatch(pattern, said):
            count = counted["count"]
            if count.isdecimal() or count in _COUNTS:
                days = _COUNTS.get(count) or int(count)
                return {today + timedelta(days=way * days * _DAYS_IN[counted["unit"]])}
    return set()


def _numbers(said: str, today: date, *, ahead: bool) -> set[date]:
    """Read numbers alone: two days, if day and month could be in either order.

    Raises:
        _NoDay: If neither order is in the calendar.
    """
    if not _mentions(_DIGITS, said):
        return set()
    if whole := re.fullmatch(_YEAR_FIRST, said):
        return {_in_calendar(int(whole["year"]), int(whole["month"]), int(whole["day"]))}
    with_year = re.fullmatch(_YEAR_LAST, said)
    numbers = with_year or re.fullmatch(_NO_YEAR, said)
    if numbers is None:
        return set()
    one, two = int(numbers["one"]), int(numbers["two"])
    orders = {order for order in ((one, two), (two, one)) if 1 <= order[0] <= 12}
    if not orders:
        raise _NoDay(f"is not in the calendar: there is no month {min(one, two)}")
    if with_year is None:
        return {_without_year(month, day, today, ahead=ahead) for month, day in orders}
    year = _whole_year(with_year["year"], today)
    return {_in_calendar(year, month, day) for month, day in orders}


def _with_month(said: str, today: date, *, ahead: bool) -> set[date]:
    """Read a date with a month's name in it.

    Raises:
        _NoDay: If the day is missing, or not in the calendar.
    """
    if "'" not in said and not _mentions(_OF_A_MONTH, said):
        return set()
    said = re.sub(r"\b(last|this|next) year$", lambda y: str(today.year + _FROM_THIS[y[1]]), said)
    said = re.sub(r"'([0-9]{2})$", lambda year: str(_whole_year(year[1], today)), said)
    said = re.sub(r"(?<=[0-9])(?:st|nd|rd|th)\b|\b(?:of|the)\b", " ", said).strip()
    if re.fullmatch(_NO_DAY, said):
        raise _NoDay("is only part of a date: the day is missing")
    # dateutil also reads "may" and "32 Nov", takes "12-13 Nov" for a year, and puts two
    # digits into a century by the clock: so it gets only this shape, and a whole year.
    shape = re.fullmatch(_ONE_DAY, said)
    if shape is None:
        return set()
    if shape["short"]:
        said = said.removesuffix(shape["short"]) + str(_whole_year(shape["short"], today))
    from dateutil import parser

    plain = " ".join(re.findall("[0-9]+|[a-z]+", said))
    # It fills what it did not find from a default; what was typed is the same with both.
    # Both years have a 29 February.
    defaults = (datetime(2024, 1, 1), datetime(2028, 1, 2))
    try:
        one, other = (parser.parse(plain, default=default).date() for default in defaults)
    except ValueError:
        raise _NoDay("is not in the calendar: that month has no such day") from None
    if one.day != other.day:
        raise _NoDay("is not in the calendar: that month has no such day")
    return {one if one == other else _without_year(one.month, one.day, today, ahead=ahead)}


def _without_year(month: int, day: int, today: date, *, ahead: bool) -> date:
    """Return the latest such day up to *today*, or with *ahead* the next one from *today* on.

    A day that is to come soon is that one, and not last year's.

    Raises:
        _NoDay: If that year has no such day. 29 February is not looked for in an earlier or
            later year: a day so far from *today* is hardly meant.
    """
    this_year = (today.month, today.day)
    past = today.year - ((month, day) > this_year)
    coming = today.year + ((month, day) < this_year)
    soon = today + timedelta(days=_DAYS_STILL_NEAR)
    is_near = (coming, month, day) <= (soon.year, soon.month, soon.day)
    return _in_calendar(coming if ahead or is_near else past, month, day)


def _whole_year(digits: str, today: date) -> int:
    """Return the year that *digits*, four of them or two, stand for.

    Raises:
        _NoDay: If they are two and no such year is near, since they may be a day.
    """
    if len(digits) == 4:
        return int(digits)
    near = range(today.year - _YEARS_AWAY, today.year + _YEARS_AWAY + 1)
    years = [year for year in near if year % 100 == int(digits)]
    if not years:
        raise _NoDay(f"is not clear: if '{digits}' is the year, it needs all four digits")
    return years[0]


def _in_calendar(year: int, month: int, day: int) -> date:
    """Return that day.

    Raises:
        _NoDay: If there is none; the message says what there is.
    """
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if not MINYEAR <= year <= MAXYEAR:
        raise _NoDay(f"is not in the calendar: there is no year {year}")
    if not 1 <= month <= 12:
        raise _NoDay(f"is not in the calendar: there is no month {month}")
    from calendar import monthrange

    days = monthrange(year, month)[1]
    raise _NoDay(f"is not in the calendar: {_MONTHS[month - 1]} {year} has {days} days")
