"""Says when to send a letter, and when to write the next one.

The windows are those of career offices and hiring managers. Where these disagree, a request for a
second interview waits two or three days, one for feedback one to three business days, and a
check-in without a promised day seven to ten. A window that has no deadline ends on a working day.
Nobody gets more than two letters in seven days that they did not ask for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

_NO = "they said no"  # what the questions `standing` and, once, `decision` offer
_SOON = 6  # days after its window in which nobody thinks of a letter as late
_BETWEEN_CHECK_INS = 7  # days
_LAPSES = 28  # days after its window in which a letter is still proposed; our own judgement
_WEEK, _MOST = 7, 2  # days, and the letters that one person gets in them; our own judgement
_TOO_MUCH = (
    "Two letters of yours reach them within a week, and a third would be too much: let it wait "
    "until then, unless they write to you first."
)
_IT_WAITED = "Two letters of yours had reached them within a week, so it is best from this day on."
_ANSWERS_FIRST = 2  # working days that a recruiter has to answer, before those they speak for

# Any of these thanks them for the interview, so that a check-in has something to stand on.
_THANKED = ("thank-you", "clarification", "apology", "second-interview")
# After a no, a thank-you, a better answer or a check-in that was never sent is best left alone.
_AFTER_A_NO = ("recruiter", "apology", "second-interview", "rejection-reply", "feedback")
_ANSWERS_TO_A_NO = ("rejection-reply", "feedback")
# Any of these begins with thanks, so that no other thank-you is owed.
THANKS = ("thank-you", "clarification", "apology")
# To those who held the interview, and not in answer to anything of theirs.
_UNASKED = (*_THANKED, "check-in")
# Days by which something was to happen after the interview: it was before the first of them.
_AFTER_IT = ("told_on", "decide_by", "hear_by")
# Answers that may propose a time, and how they say that it is now.
_TIMES = ("free", "ask_for", "offer", "could_you")
_NOW = re.compile(r"\b(today|tonight|tomorrow|this (?:morning|afternoon|evening))\b", re.I)


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
    (None: *why* fits then too), *soon* in the days after it and *late* from then on.
    """

    opens: date
    closes: date | None = None
    why: str
    early: str | None = None
    soon: str = ""
    late: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What the days of a letter depend on.

    *told* holds its answers, *sent* the day of each kind of letter that was sent, *drafted* the day
    on which it was written.
    """

    told: Mapping[str, object]
    today: date
    sent: Mapping[str, date] = field(default_factory=dict)
    drafted: date | None = None

    @property
    def met_on(self) -> date | None:
        """Return the day of the interview, or the first one that must have been after it."""
        met = _day(self.told, "met_on")
        thanks = [day for kind in _THANKED if (day := _day(self.sent, kind))]
        past = [day for name in _AFTER_IT if (day := _day(self.told, name)) and day < self.today]
        return met or min([*thanks, *past], default=None)

    @property
    def met(self) -> date:
        """Return the day from which the letter counts, that of writing where no other is known."""
        return self.met_on or self.written

    @property
    def told_on(self) -> date:
        """Return the day on which they said no."""
        return _day(self.told, "told_on") or self.written

    @property
    def written(self) -> date:
        return min(self.drafted or self.today, self.today)

    @property
    def promised(self) -> date | None:
        """Return the day on which they wanted to decide, or to be heard of."""
        return _day(self.told, "decide_by") or _day(self.told, "hear_by")

    @property
    def thanks(self) -> str | None:
        """Return the last letter that went out and thanked them, None if there is none."""
        sent = [kind for kind in THANKS if _day(self.sent, kind)]
        return max(sent, key=lambda kind: _day(self.sent, kind) or date.min, default=None)

    @property
    def is_thanked(self) -> bool:
        """Return whether a letter that thanks them went out, or this one says that one did."""
        return self.thanks is not None or self.told.get("thanked") is True


def send(
    kind: str,
    told: Mapping[str, object],
    today: date,
    *,
    sent: Mapping[str, date] | None = None,
    drafted: date | None = None,
) -> Send:
    """Return when a letter of *kind* is best sent, seen from *today*.

    *told* holds the answers as they were read; a day that was told in words, or not at all, is
    unknown, and the letter then goes by the other days that it knows, *sent*, what was sent of the
    same interview, and *drafted*, the day on which it was written (None: *today*). A kind that is
    not known here has no advice.
    """
    if kind not in _WINDOWS:
        return Send(start=None, until=None, why="")
    case = _Case(told=told, today=today, sent=sent or {}, drafted=drafted)
    return _seen_from(today, _window(kind, case))


def next_letter(
    told: Mapping[str, object],
    drafted: Mapping[str, date],
    sent: Mapping[str, date],
    today: date,
    *,
    letters: Mapping[str, Mapping[str, object]] | None = None,
    planned: Collection[str] = (),
) -> Due | None:
    """Return the letter that is due next for an interview, or None if nothing is.

    *told* holds what is known, *letters* what each letter was told, where that differs; *drafted*
    and *sent* the day for each kind of letter. A letter that is drafted, or *planned* and still to
    be written, waits to be sent, on the days that `send` gives it. Besides, a check-in follows the
    thanks: two business days after the day they named, else seven to ten after the interview, and
    once more a week later (not in British style). After a no, a reply and a request for feedback
    are the last. A letter that nobody has drafted is no longer proposed four weeks after its days.
    """
    case = _Case(told=told, today=today, sent=sent)
    drafted = {**dict.fromkeys(planned, today), **drafted}
    is_over = _said_no(told) or not {*drafted, *sent}.isdisjoint(_ANSWERS_TO_A_NO)
    waiting: dict[str, _Window] = {}
    for kind in _AFTER_A_NO if is_over else _WINDOWS:
        if kind in drafted and kind not in sent:
            own = (letters or {}).get(kind, told)
            waiting[kind] = _window(kind, replace(case, told=own, drafted=drafted[kind]))
    proposed = (_after_a_no if is_over else _after_the_thanks)(case, drafted)
    waiting |= {
        kind: _spaced(kind, window, case)
        for kind, window in proposed
        if _days_after(window.closes or window.opens, _LAPSES) >= today
    }
    dues = []
    for kind in _WINDOWS:
        if kind in waiting:
            seen = _seen_from(today, waiting[kind])
            dues.append(Due(kind=kind, start=seen.start or today, until=seen.until, why=seen.why))
    return min(dues, key=lambda due: due.start, default=None)  # on the same day, the first


def coming(
    told: Mapping[str, object],
    drafted: Mapping[str, date],
    sent: Mapping[str, date],
    today: date,
    *,
    letters: Mapping[str, Mapping[str, object]] | None = None,
    planned: Collection[str] = (),
) -> list[Due]:
    """Return the letters that are due one after the other, until they have been asked for news.

    The first is what `next_letter` names, and each further one what it would name if those before
    had gone out on the first of their days; it is told as on that day.
    """
    found: list[Due] = []
    went = dict(sent)
    waiting = {**dict.fromkeys(planned, today), **drafted}
    while due := next_letter(told, waiting, went, today, letters=letters):
        if any(due.kind == each.kind for each in found):
            break
        if found:
            own = (letters or {}).get(due.kind, told)
            then = send(due.kind, own, due.start, sent=went, drafted=waiting.get(due.kind, today))
            due = replace(due, why=then.why)
        found.append(due)
        if due.kind == "check-in":
            break
        went[due.kind] = due.start
    return found


def crowded(days: Mapping[str, date]) -> list[str]:
    """Return the letters that one person would get within a week, if they are more than two.

    *days* holds the day of each letter, whether it went out or is to.
    """
    theirs = sorted(
        ((day, kind) for kind, day in days.items() if kind in _UNASKED), key=lambda pair: pair[0]
    )
    for first, _ in theirs:
        within = [kind for day, kind in theirs if 0 <= (day - first).days < _WEEK]
        if len(within) > _MOST:
            return within
    return []


def business_days_after(day: date, count: int) -> date:
    """Return the day that is *count* business days after *day*.

    Saturdays and Sundays are none. Public holidays, which differ from place to place, are not
    known here and count like any other day. With a *count* of 0, it is *day* itself.
    """
    for _ in range(count):
        day = _working(_days_after(day, 1))
    return day


def _window(kind: str, case: _Case) -> _Window:
    window = _spaced(kind, _WINDOWS[kind](case), case)
    texts = [str(case.told.get(name) or "") for name in _TIMES]
    found = next((found for text in texts if (found := _NOW.search(text))), None)
    if found is None:
        return window
    said, is_new = found.group().lower(), case.written == case.today
    return _Window(
        opens=case.today,
        closes=case.today,
        why=f"The letter says {said}, so it is best sent on the day it is written."
        if is_new
        else f"The letter says {said} and is older than that: name the day in it, and send it.",
    )


def _spaced(kind: str, window: _Window, case: _Case) -> _Window:
    """Return *window*, later where they have had two letters of the person's in the week before.

    An apology does not wait.
    """
    if kind not in _UNASKED or kind == "apology":
        return window
    answered = _day(case.told, "told_on") or date.min
    sent = [day for each in _UNASKED if each != kind and (day := _day(case.sent, each))]
    lately = sorted(day for day in sent if day > answered)
    if len(lately) < _MOST or _days_after(lately[-_MOST], _WEEK) <= window.opens:
        return window
    opens = _days_after(lately[-_MOST], _WEEK)
    is_open = window.closes and window.closes >= opens
    return replace(
        window,
        opens=opens,
        closes=window.closes if is_open else None,
        why=window.why if is_open else _IT_WAITED,
        early=_TOO_MUCH,
    )


def _after(what: str) -> dict[str, str]:
    """Return how *what* there is to do is said after the window, at first and later."""
    return {"soon": f"Today is a good day for it: {what}", "late": f"Late is fine: {what}"}


def _thank_you(case: _Case) -> _Window:
    met = case.met
    after = {
        "soon": "A thank-you is welcome now as well, and today is a good day to send it.",
        "late": "Late is still fine: send it today, and the letter need not mention it.",
    }
    if case.promised == met:
        return _Window(
            opens=met,
            closes=met,
            why="They decide on the day itself, so a short note within about two hours is best.",
            **after,
        )
    why = "Within a day of the interview is best, that evening or the next morning."
    if eve := {4: "Friday", 5: "Saturday"}.get(met.weekday()):
        why = f"Within a day is best, and after a {eve} interview Monday morning is fine too."
    return _Window(opens=met, closes=_working(_days_after(met, 1)), why=why, **after)


def _clarification(case: _Case) -> _Window:
    sorry = _day(case.sent, "apology")
    if sorry and sorry >= case.met:
        return _Window(
            opens=_days_after(sorry, 1),
            closes=_working(_days_after(sorry, 2)),
            why="The day after the apology is best, or the one after that, so that each is read "
            "for itself.",
            **_after("send it, since a better answer helps while they are still deciding."),
        )
    both = "" if case.is_thanked else " where it can be your thank-you as well,"
    return _Window(
        opens=case.met,
        closes=_working(_days_after(case.met, 2)),
        why=f"Within a day of the interview is best,{both} and two days are fine.",
        **_after("send it, since a better answer helps for as long as they are still deciding."),
    )


def _apology(case: _Case) -> _Window:
    met = case.met
    if case.told.get("took_place") is False:
        return _Window(
            opens=met,
            closes=_working(met),
            why="Telephone first if you can, then write it, take a few quiet minutes, and send it "
            "within the hour.",
            **_after("telephone first if you can, then write it, take a short break, and send it."),
        )
    return _Window(
        opens=met,
        closes=_working(met),
        why="Write it now, take a break, and send it on the same day, once you have read it again "
        "calmly.",
        **_after("write it now, take a break, and send it once you have read it again calmly."),
    )


def _second_interview(case: _Case) -> _Window:
    after = _after("write it now, take a break, and send it.")
    if _said_no(case.told):
        return _Window(
            opens=case.told_on,
            closes=_working(_days_after(case.told_on, 2)),
            why="Within two days of the no is best: write it now, take a break, and send it when "
            "you are calm.",
            **after,
        )
    met_on, promised, today = case.met_on, case.promised, case.today
    met = case.met
    # The two or three days begin when they have been thanked.
    thanked = _day(case.sent, case.thanks) if case.thanks else None
    thanks = case.thanks or "thank-you"
    if promised and today <= promised <= _days_after(met, 3):
        first = "take a break" if case.is_thanked else "let the thank-you go first, take a break"
        until = max(met, today, _working_before(_days_after(promised, -1), max(met, today)))
        return _Window(
            opens=min(max(met, _days_after(thanked, 1)), until) if thanked else met,
            closes=until,
            why=f"They decide soon, so {first}, and send this before that day.",
        )
    counted = max(met, thanked) if thanked else met
    waits = _days_after(counted, 2) if met_on else counted
    if case.is_thanked:
        return _Window(
            opens=waits,
            closes=_working(_days_after(counted, 3)),
            why=f"Two or three days after the {thanks} is best, when you have had a break from it.",
            early=f"Write it now, take a break, and send it two or three days after the {thanks}.",
            **after,
        )
    return _Window(
        opens=waits,
        closes=_working(_days_after(counted, 3)),
        why="Two or three days after the interview is best, when the thank-you is out and you "
        "have had a break from it.",
        early="Write it now, take a break, let the thank-you go first, and send this two or three "
        "days after the interview.",
        **after,
    )


def _rejection_reply(case: _Case) -> _Window:
    return _Window(
        opens=_days_after(case.told_on, 1),
        closes=_working(_days_after(case.told_on, 2)),
        why="A day or two after their answer is best, when the first hurt has passed.",
        **_after("send it, since a kind reply is remembered whenever it comes."),
    )


def _feedback(case: _Case) -> _Window:
    return _Window(
        opens=business_days_after(case.told_on, 1),
        closes=business_days_after(case.told_on, 3),
        why="One to three working days after their answer is best: you are calmer by then, and "
        "they still remember.",
        **_after("send it, and one small question is plenty."),
    )


def _check_in(case: _Case) -> _Window:
    if case.told.get("number") == "second":
        return _second_check_in(case)
    window = _first_check_in(case)
    today, offer_by = case.today, _day(case.told, "offer_by")
    # Another offer cannot wait for the usual days, and asking after it is answered is no use.
    if offer_by and offer_by >= today and (window.closes is None or offer_by <= window.closes):
        return _Window(
            opens=today,
            closes=max(today, _working_before(_days_after(offer_by, -1), today)),
            why="Another offer waits for your answer, so it is right to ask now, before that day.",
        )
    return window


def _second_check_in(case: _Case) -> _Window:
    first = _day(case.sent, "check-in")
    opens = _days_after(first, _BETWEEN_CHECK_INS) if first else case.written
    if first and case.promised and case.promised > first:  # their answer to the first one
        opens = max(opens, business_days_after(case.promised, 2))
    return _Window(
        opens=opens,
        why="A second check-in is fine a week after the first, and it is best to let it be the "
        "last.",
    )


def _first_check_in(case: _Case) -> _Window:
    window, asked = _usual_check_in(case), _day(case.sent, "recruiter")
    if asked is None:
        return window
    opens = business_days_after(asked, _ANSWERS_FIRST)
    if opens <= window.opens and (case.met_on or case.promised):
        return window
    return _Window(
        opens=opens,
        why="It is right when the recruiter has had two working days to answer, and says that you "
        "may ask them yourself.",
        early="Give the recruiter two working days to answer, ring them then, and ask the others "
        "only if they say that you may.",
    )


def _usual_check_in(case: _Case) -> _Window:
    after = _after("a short, friendly question about the next step is welcome.")
    met_on, promised = case.met_on, case.promised
    if promised:
        return _Window(
            opens=business_days_after(promised, 1),
            closes=business_days_after(promised, 2),
            why="One or two working days after the day they named is the right time to ask.",
            early="It is early yet: the right time to ask is one or two working days after the "
            "day they named.",
            **after,
        )
    if met_on is None:
        return _Window(
            opens=case.today,
            why="It is right a working day or two after the day they named, and where they named "
            "none, seven to ten working days after the interview.",
        )
    waiting = "seven to ten working days after the interview, unless the time they named is later"
    return _Window(
        opens=business_days_after(met_on, 7),
        closes=business_days_after(met_on, 10),
        why=f"The right time to ask is {waiting}.",
        early=f"It is early yet: the right time to ask is {waiting}.",
        **after,
    )


def _recruiter(case: _Case) -> _Window:
    if case.told.get("took_place") is False:  # it tells of something else
        return _Window(
            opens=case.written,
            closes=_working(_days_after(case.written, 1)),
            why="Today or tomorrow is best, before you write to those you met.",
            **_after("send it before you write to those you met."),
        )
    return _Window(
        opens=case.met,
        closes=_working(case.met),
        why="The same day is best, as early as you can, before the recruiter talks to them.",
        **_after("send it, since the recruiter can still pass it on."),
    )


# In the order in which they are sent where they are due on the same day.
_WINDOWS: dict[str, Callable[[_Case], _Window]] = {
    "recruiter": _recruiter,
    "apology": _apology,
    "thank-you": _thank_you,
    "clarification": _clarification,
    "second-interview": _second_interview,
    "rejection-reply": _rejection_reply,
    "feedback": _feedback,
    "check-in": _check_in,
}


def _after_a_no(case: _Case, drafted: Mapping[str, date]) -> Iterator[tuple[str, _Window]]:
    there = {*drafted, *case.sent}
    if _was_refused(case.told) and "second-interview" in there:
        return  # who asks them to think again does not accept their answer the day after
    if "rejection-reply" not in there:
        yield "rejection-reply", _rejection_reply(case)
    asked = "rejection-reply" in there and case.told.get("feedback") is True  # in the reply itself
    if "feedback" not in there and not asked:
        yield "feedback", _feedback(case)


def _after_the_thanks(case: _Case, drafted: Mapping[str, date]) -> Iterator[tuple[str, _Window]]:
    first = _day(case.sent, "check-in")
    if first is None:
        if "check-in" not in {*drafted, *case.sent} and any(kind in case.sent for kind in _THANKED):
            window = _first_check_in(case)
            if case.promised and window.closes:
                # Nobody is hurried by a letter that nobody has written yet.
                window = replace(window, opens=window.closes)
            yield "check-in", window
        return
    # Each kind has one day, so the second one is told from the first by its answer and its draft.
    written = _day(drafted, "check-in")
    second_sent = case.told.get("number") == "second" and not (written and written > first)
    if not second_sent and not _is_british(case.told):
        yield "check-in", _second_check_in(case)


def _seen_from(today: date, window: _Window) -> Send:
    if window.opens > today:
        why = window.early or window.why
        return Send(start=window.opens, until=window.closes, why=why)
    if window.closes and window.closes < today:
        is_soon = (today - window.closes).days <= _SOON
        return Send(start=today, until=None, why=window.soon if is_soon else window.late)
    return Send(start=today, until=window.closes, why=window.why)


def _said_no(told: Mapping[str, object]) -> bool:
    return bool(told.get("told_on")) or _was_refused(told)


def _was_refused(told: Mapping[str, object]) -> bool:
    return _NO in (told.get("standing"), told.get("decision"))


def _is_british(told: Mapping[str, object]) -> bool:
    return str(told.get("style") or "").lower() == "british"


def _working(day: date) -> date:
    """Return *day*, or the Monday after it where it falls on a weekend."""
    while day.weekday() >= 5 and day < date.max:
        day = _days_after(day, 1)
    return day


def _working_before(day: date, first: date) -> date:
    """Return *day*, or the Friday before it where it falls on a weekend, not before *first*."""
    while day.weekday() >= 5 and day > first:
        day = _days_after(day, -1)
    return day


def _day(days: Mapping[str, object], name: str) -> date | None:
    """Return the day called *name*, or None if it is told in words or not at all."""
    day = days.get(name)
    if isinstance(day, datetime):  # a file edited by hand may have a time as well
        return day.date()
    return day if isinstance(day, date) else None


def _days_after(day: date, count: int) -> date:
    # A mistyped year may be 9999, after which dates end.
    return date.fromordinal(min(max(day.toordinal() + count, 1), date.max.toordinal()))
