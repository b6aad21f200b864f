"""Writes days as a calendar takes them, so that it reminds of the letters of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

LONGEST_LINE = 75  # bytes without CRLF; RFC 5545, section 3.1
MORNING = "PT9H"  # after the day has begun, where the calendar is
LASTS = 15  # minutes, enough to read a letter once more and send it
_UTC = "%Y%m%dT%H%M%SZ"  # RFC 5545, section 3.3.5
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # RFC 5545, section 3.1: no text has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A *day* on which *what* is to be done, and *why*.

    A calendar that has a day *about* the same already moves that one. With *at*, a time in UTC, it
    is not the whole day.
    """

    day: date
    what: str
    why: str
    about: str
    at: datetime | None = None


def reminder(day: date, what: str, why: str, *, about: str, now: datetime) -> bytes:
    """Return an .ics file with *day* in it, on whose morning it says *what* is to be done.

    *why* stands below it. A calendar that has a day *about* the same already moves that one. Who
    shares the calendar sees that there is something, and not what. *now* is the time in UTC.
    """
    return reminders([Event(day=day, what=what, why=why, about=about)], now=now)


def reminders(events: Iterable[Event], *, now: datetime) -> bytes:
    """Return an .ics file with *events* in it, as `reminder` does with one."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//drafter//drafter//EN"]
    lines += [line for event in events for line in _lines(event, now)]
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line.encode()))


def _lines(event: Event, now: datetime) -> Iterator[str]:
    table = {
        "BEGIN": "VEVENT",
        "UID": f"{sha256(event.about.encode()).hexdigest()[:32]}@drafter.invalid",
        "DTSTAMP": f"{now:{_UTC}}",
        **_begins(event),
        "SUMMARY": _text(event.what),
        "DESCRIPTION": _text(event.why),
        "CLASS": "PRIVATE",
        "TRANSP": "TRANSPARENT",
    }
    alarm = {
        "BEGIN": "VALARM",
        "ACTION": "DISPLAY",
        "DESCRIPTION": _text(event.what),
        "TRIGGER": "PT0M" if event.at else MORNING,
        "END": "VALARM",
    }
    yield from (f"{name}:{value}" for part in (table, alarm) for name, value in part.items())
    yield "END:VEVENT"


def _begins(event: Event) -> dict[str, str]:
    if event.at:
        ends = event.at + timedelta(minutes=LASTS)
        return {"DTSTART": f"{event.at:{_UTC}}", "DTEND": f"{ends:{_UTC}}"}
    ends_on = event.day + timedelta(days=1)
    return {"DTSTART;VALUE=DATE": f"{event.day:%Y%m%d}", "DTEND;VALUE=DATE": f"{ends_on:%Y%m%d}"}


def _text(text: str) -> str:
    """Return *text* as a value: RFC 5545, section 3.3.11."""
    plain = _UNSEEN.sub("", text.replace("\r\n", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", plain).replace("\n", r"\n")


def _folded(line: bytes) -> Iterator[bytes]:
    """Yield *line* in pieces that are short enough, none of which ends within a letter."""
    begins = b""
    while len(begins) + len(line) > LONGEST_LINE:
        cut = LONGEST_LINE - len(begins)
        while line[cut] & 0xC0 == 0x80:  # the second byte of a letter, or a later one
            cut -= 1
        yield begins + line[:cut]
        begins, line = b" ", line[cut:]
    yield begins + line
