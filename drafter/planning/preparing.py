"""Says when to prepare for the next interview, and with what, by the notes of a debrief."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

FEEDBACK = (
    "When their feedback comes: read it once, leave it for a day, thank them, and choose one thing "
    "to change."
)
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
    what += [f"change one thing: {told['noted_to_change']}"] if told.get("noted_to_change") else []
    if any(told.get(question) and told.get(answer) for question, answer in _WEAK):
        what.append("say aloud the better answers that you wrote down")
    return Preparation(day=day, start=max(day - AHEAD, today), what=tuple(what))


def awaits_feedback(
    told: Mapping[str, object],
    letters: Mapping[str, Mapping[str, object]],
    sent: Container[str],
) -> bool:
    """Return whether feedback was asked for in a letter that was *sent*, and none is noted yet.

    *letters* holds what each letter was told.
    """
    reply = letters.get("rejection-reply", {})
    asked = "feedback" in sent or ("rejection-reply" in sent and reply.get("feedback") is True)
    return asked and not (told.get("noted_they_wrote") or told.get("noted_to_change"))
