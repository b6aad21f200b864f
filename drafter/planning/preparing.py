"""Says when to prepare for the next interview, and with what, by the notes of a debrief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

AHEAD = timedelta(days=2)  # so that a night lies between, and the day before is free; our own view
# What a debrief noted of each weak answer: what they asked, and what one would say now.
_WEAK = (
    ("noted_asked", "noted_wish_said"),
    ("noted_also_asked", "noted_also_wish_said"),
    ("noted_third_asked", "noted_third_wish_said"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What to do on *start* for an interview that is held on *day*, and *what* it is."""

    day: date
    start: date
    what: tuple[str, ...]


def preparation(told: Mapping[str, object], today: date) -> Preparation | None:
    """Return how to prepare for the interview that *told*, of an earlier one, has a day for.

    None: there is none, or it is over.
    """
    day, things = told.get("noted_next_on"), told.get("noted_prepare")
    if not isinstance(day, date) or day < today:
        return None
    what = [str(each) for each in things] if isinstance(things, list) else []
    if any(told.get(question) and told.get(answer) for question, answer in _WEAK):
        what.append("say aloud the better answers that you wrote down")
    return Preparation(day=day, start=max(day - AHEAD, today), what=tuple(what))
