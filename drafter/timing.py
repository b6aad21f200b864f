"""Says when to send a letter, and when to write the next one.

The windows are those of career offices and hiring managers (LETTERS, section 1.2). Where these
disagree, a request for a second interview waits two or three days, one for feedback one to three
business days, and a check-in without a promised day seven to ten (LETTERS, D3, D6 and D9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

_NO = "they said no"  # what the question `decision` offers
_A_LATE_THANK_YOU = 7  # days; up to here nobody thinks of it as late
_BETWEEN_CHECK_INS = 7  # days
_LAPSES = 28  # days after its window in which a letter is still proposed; our own judgement

# Any of these thanks them for the interview, so that a check-in has something to stand on.
_THANKED = ("thank-you", "clarification", "apology", "second-interview")
# After a no, a thank-you, a better answer or a check-in that was never sent is best left alone.
_AFTER_A_NO = ("recruiter", "apology", "second-interview", "rejection-reply", "feedback")


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """When a letter goes out: from *start* to *until*, and *why*, in one sentence.

    Without *until*, any day from *start* on is fine. Without *start*, there is no advice.
    """

    start: date | None
    until: date | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What comes next for an interview: a letter of this *kind*, from *start* to *until*.

    Without *until*, any day from *start* on is fine.
    """

    kind: str
    start: date
    until: date | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """The days on which a letter is best sent, whatever today is.

    Without *closes* it is never late. *why* is said while the window is open, *early* before
    (None: *why* fits then too) and *late* after it.
    """

    opens: date
    closes: date | None = None
    why: str
    early: str | None = None
    late: str = ""


def send(kind: str, told: Mapping[str, object], today: date) -> Send:
    """Return when a letter of *kind* is best sent, seen from *today*.

    *told* holds the answers as they were read; a day that was told in words, or not at all, is
    unknown, and the letter then goes by *today*. A kind that is not known here has no advice.
    """
    if kind not in _WINDOWS:
        return Send(start=None, until=None, why="")
    return _seen_from(today, _WINDOWS[kind](told, today))


def next_letter(
    told: Mapping[str, object],
    drafted: Mapping[str, date],
    sent: Mapping[str, date],
    today: date,
) -> Due | None:
    """Return the letter that is due next for an interview, or None if nothing is.

    *told* holds the answers, *drafted* and *sent* the day for each kind of letter. A letter that
    is drafted waits to be sent. Besides, a check-in follows the thanks: two business days after the
    day they named, else seven to ten after the interview, and once more a week later (not in
    British style). After a no, a reply and a request for feedback are the last. A letter that
    nobody has drafted is no longer proposed four weeks after its days.
    """
    thanked = [day for kind in _THANKED if (day := _day(sent, kind))]
    if thanked:
        told = {**told, "met_on": _day(told, "met_on") or min(thanked)}
    waiting = {**_drafted(told, drafted, sent, today), **_proposed(told, drafted, sent, today)}
    dues = []
    for kind in _WINDOWS:
        if kind in waiting:
            seen = _seen_from(today, waiting[kind])
            dues.append(Due(kind=kind, start=seen.start or today, until=seen.until, why=seen.why))
    return min(dues, key=lambda due: due.start, default=None)  # on the same day, the first


def business_days_after(day: date, count: int) -> date:
    """Return the day that is *count* business days after *day*.

    Saturdays and Sundays are none. Public holidays, which differ from place to place, are not
    known here and count like any other day. With a *count* of 0, it is *day* itself.
    """
    for _ in range(count):
        day = _days_after(day, 1)
        while day.weekday() >= 5:
            day = _days_after(day, 1)
    return day


def _thank_you(told: Mapping[str, object], today: date) -> _Window:
    met = _day(told, "met_on") or today
    if (today - met).days > _A_LATE_THANK_YOU:
        late = "Late is still fine: send it today, and the letter need not mention it."
    else:
        late = "A thank-you is welcome now as well, and today is a good day to send it."
    if _promised(told) == met:
        return _Window(
            opens=met,
            closes=met,
            why="They decide on the day itself, so a short note within about two hours is best.",
            late=late,
        )
    if met.weekday() == 4 and _is_british(told):
        return _Window(
            opens=met,
            closes=_days_after(met, 3),
            why="Within a day is best, and after a Friday interview Monday morning is fine too.",
            late=late,
        )
    return _Window(
        opens=met,
        closes=_days_after(met, 1),
        why="Within a day of the interview is best, that evening or the next morning.",
        late=late,
    )


def _clarification(told: Mapping[str, object], today: date) -> _Window:
    met = _day(told, "met_on") or today
    return _Window(
        opens=met,
        closes=_days_after(met, 2),
        why="Within a day of the interview is best, where it can be your thank-you as well, and "
        "two days are fine.",
        late="Late is fine: send it today, since a better answer helps for as long as they are "
        "still deciding.",
    )


def _apology(told: Mapping[str, object], today: date) -> _Window:
    met = _day(told, "met_on") or today
    if told.get("kind_of") == "I missed it":
        return _Window(
            opens=met,
            closes=met,
            why="Telephone first if you can, then write it, take a few quiet minutes, and send it "
            "within the hour.",
            late="Late is fine: telephone first if you can, then write it, take a short break, and "
            "send it today.",
        )
    return _Window(
        opens=met,
        closes=met,
        why="Write it now, take a break, and send it on the same day, once you have read it again "
        "calmly.",
        late="Late is fine: write it now, take a break, and send it today, once you have read it "
        "again calmly.",
    )


def _second_interview(told: Mapping[str, object], today: date) -> _Window:
    late = "Late is fine: write it now, take a break, and send it today."
    if _said_no(told):
        told_on = _day(told, "told_on") or today
        return _Window(
            opens=told_on,
            closes=_days_after(told_on, 2),
            why="Within two days of their answer is best: write it now, take a break, and send it "
            "when you are calm.",
            late=late,
        )
    met_on, promised = _day(told, "met_on"), _promised(told)
    met = met_on or today
    if promised and today <= promised <= _days_after(met, 3):
        return _Window(
            opens=met,
            closes=max(met, today, _days_after(promised, -1)),
            why="They decide soon, so let the thank-you go first, take a break, and send this "
            "before that day.",
        )
    return _Window(
        opens=_days_after(met, 2) if met_on else today,
        closes=_days_after(met, 3),
        why="Two or three days after the interview is best, when the thank-you is out and you "
        "have had a break from it.",
        early="Write it now, take a break, let the thank-you go first, and send this two or three "
        "days after the interview.",
        late=late,
    )


def _rejection_reply(told: Mapping[str, object], today: date) -> _Window:
    told_on = _day(told, "told_on") or today
    return _Window(
        opens=_days_after(told_on, 1),
        closes=_days_after(told_on, 2),
        why="A day or two after their answer is best, when the first hurt has passed.",
        late="Late is fine: send it today, since a kind reply is remembered whenever it comes.",
    )


def _feedback(told: Mapping[str, object], today: date) -> _Window:
    told_on = _day(told, "told_on") or today
    return _Window(
        opens=business_days_after(told_on, 1),
        closes=business_days_after(told_on, 3),
        why="One to three working days after their answer is best: you are calmer by then, and "
        "they still remember.",
        late="Late is fine: send it today, and one small question is plenty.",
    )


def _check_in(told: Mapping[str, object], today: date) -> _Window:
    if told.get("number") == "second":
        return _Window(
            opens=today,
            why="A week after the first one is right, and it is best to let this one be the last.",
        )
    window = _first_check_in(told, today)
    offer_by = _day(told, "offer_by")
    # Another offer cannot wait for the usual days, and asking after it is answered is no use.
    if offer_by and offer_by >= today and (window.closes is None or offer_by <= window.closes):
        return _Window(
            opens=today,
            closes=max(today, _days_after(offer_by, -1)),
            why="Another offer waits for your answer, so it is right to ask now, before that day.",
        )
    return window


def _first_check_in(told: Mapping[str, object], today: date) -> _Window:
    late = "Late is fine: a short, friendly question about the next step is welcome today."
    met_on, promised = _day(told, "met_on"), _promised(told)
    if promised:
        return _Window(
            opens=business_days_after(promised, 1),
            closes=business_days_after(promised, 2),
            why="One or two working days after the day they named is the right time to ask.",
            early="It is early yet: the right time to ask is one or two working days after the "
            "day they named.",
            late=late,
        )
    if met_on is None:
        return _Window(
            opens=today,
            why="It is right a working day or two after the day they named, or seven to ten "
            "working days after the interview.",
        )
    waiting = "seven to ten working days after the interview"
    if told.get("decide_by") or told.get("hear_by"):  # in words, such as "in the spring"
        waiting += ", unless the time they named is later"
    return _Window(
        opens=business_days_after(met_on, 7),
        closes=business_days_after(met_on, 10),
        why=f"The right time to ask is {waiting}.",
        early=f"It is early yet: the right time to ask is {waiting}.",
        late=late,
    )


def _recruiter(told: Mapping[str, object], today: date) -> _Window:
    met = _day(told, "met_on") or today
    return _Window(
        opens=met,
        closes=met,
        why="The same day is best, as early as you can, before the recruiter and the client talk.",
        late="Late is fine: send it today, since the recruiter can still pass it on.",
    )


# In the order in which they are sent where they are due on the same day.
_WINDOWS: dict[str, Callable[[Mapping[str, object], date], _Window]] = {
    "recruiter": _recruiter,
    "apology": _apology,
    "thank-you": _thank_you,
    "clarification": _clarification,
    "second-interview": _second_interview,
    "rejection-reply": _rejection_reply,
    "feedback": _feedback,
    "check-in": _check_in,
}


def _drafted(
    told: Mapping[str, object],
    drafted: Mapping[str, date],
    sent: Mapping[str, date],
    today: date,
) -> dict[str, _Window]:
    fitting = _AFTER_A_NO if _said_no(told) else _WINDOWS
    windows = {}
    for kind in fitting:
        if kind in drafted and kind not in sent:
            about = told
            if kind == "second-interview" and (thanked := _day(sent, "thank-you")):
                # The two or three days begin when they have been thanked.
                about = {**told, "met_on": max(thanked, _day(told, "met_on") or thanked)}
            windows[kind] = _WINDOWS[kind](about, today)
    return windows


def _proposed(
    told: Mapping[str, object],
    drafted: Mapping[str, date],
    sent: Mapping[str, date],
    today: date,
) -> dict[str, _Window]:
    follow = _after_a_no if _said_no(told) else _after_the_thanks
    return {
        kind: window
        for kind, window in follow(told, drafted, sent, today)
        if _days_after(window.closes or window.opens, _LAPSES) >= today
    }


def _after_a_no(
    told: Mapping[str, object],
    drafted: Mapping[str, date],
    sent: Mapping[str, date],
    today: date,
) -> Iterator[tuple[str, _Window]]:
    there = {*drafted, *sent}
    if told.get("decision") == _NO and "second-interview" in there:
        return  # who asks them to think again does not accept their answer the day after
    if "rejection-reply" not in there:
        yield "rejection-reply", _rejection_reply(told, today)
    asked = "rejection-reply" in there and told.get("feedback") is True  # in the reply itself
    if "feedback" not in there and not asked:
        yield "feedback", _feedback(told, today)


def _after_the_thanks(
    told: Mapping[str, object],
    drafted: Mapping[str, date],
    sent: Mapping[str, date],
    today: date,
) -> Iterator[tuple[str, _Window]]:
    promised, first = _promised(told), _day(sent, "check-in")
    if first is None:
        if "check-in" not in {*drafted, *sent} and any(kind in sent for kind in _THANKED):
            window = _first_check_in(told, today)
            if promised and window.closes:  # nobody is hurried by a letter nobody has written yet
                window = replace(window, opens=window.closes)
            yield "check-in", window
        return
    # Each kind has one day, so the second one is told from the first by its answer and its draft.
    written = _day(drafted, "check-in")
    second_sent = told.get("number") == "second" and not (written and written > first)
    if second_sent or _is_british(told):
        return
    opens = _days_after(first, _BETWEEN_CHECK_INS)
    if promised and promised > first:  # their answer to the first one
        opens = max(opens, business_days_after(promised, 2))
    yield (
        "check-in",
        _Window(
            opens=opens,
            why="A second check-in is fine a week after the first, and it is best to let it be "
            "the last.",
        ),
    )


def _seen_from(today: date, window: _Window) -> Send:
    if window.opens > today:
        why = window.early or window.why
        return Send(start=window.opens, until=window.closes, why=why)
    if window.closes and window.closes < today:
        return Send(start=today, until=None, why=window.late)
    return Send(start=today, until=window.closes, why=window.why)


def _said_no(told: Mapping[str, object]) -> bool:
    return bool(told.get("told_on")) or told.get("decision") == _NO


def _is_british(told: Mapping[str, object]) -> bool:
    return str(told.get("style") or "").lower() == "british"


def _promised(told: Mapping[str, object]) -> date | None:
    return _day(told, "decide_by") or _day(told, "hear_by")


def _day(days: Mapping[str, object], name: str) -> date | None:
    """Return the day called *name*, or None if it is told in words or not at all."""
    day = days.get(name)
    if isinstance(day, datetime):  # a file edited by hand may have a time as well
        return day.date()
    return day if isinstance(day, date) else None


def _days_after(day: date, count: int) -> date:
    # A mistyped year may be 9999, after which dates end.
    return date.fromordinal(min(max(day.toordinal() + count, 1), date.max.toordinal()))
