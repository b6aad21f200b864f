"""Writes a day as a calendar takes it, so that it reminds of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256

LONGEST_LINE = 75  # bytes without CRLF; RFC 5545, section 3.1
MORNING = "PT9H"  # after the day has begun, where the calendar is
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # RFC 5545, section 3.1: no text has them


def reminder(day: date, what: str, why: str, *, about: str, now: datetime) -> bytes:
    """Return an .ics file with *day* in it, on whose morning it says *what* is to be done.

    *why* stands below it. A calendar that has a day *about* the same already moves that one. Who
    shares the calendar sees that there is something, and not what. *now* is the time in UTC.
    """
    event = {
        "BEGIN": "VEVENT",
        "UID": f"{sha256(about.encode()).hexdigest()[:32]}@drafter.invalid",
        "DTSTAMP": f"{now:%Y%m%dT%H%M%SZ}",
        "DTSTART;VALUE=DATE": f"{day:%Y%m%d}",
        "DTEND;VALUE=DATE": f"{day + timedelta(days=1):%Y%m%d}",
        "SUMMARY": _text(what),
        "DESCRIPTION": _text(why),
        "CLASS": "PRIVATE",
        "TRANSP": "TRANSPARENT",
    }
    alarm = {
        "BEGIN": "VALARM",
        "ACTION": "DISPLAY",
        "DESCRIPTION": _text(what),
        "TRIGGER": MORNING,
        "END": "VALARM",
    }
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//drafter//drafter//EN"]
    lines += [f"{name}:{value}" for table in (event, alarm) for name, value in table.items()]
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line.encode()))


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
