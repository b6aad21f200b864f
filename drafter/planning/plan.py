"""Makes one plan of several troubles: which mails, to whom, in which order, how far apart.

Which mails there are, and what belongs in one of them, is a table beside the letters' own; the days
of each are those of the letter itself, so that a plan never says otherwise than the letter.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from drafter.letters.library import Kind, Library
from drafter.planning import timing, which
from drafter.planning.timing import Due
from drafter.planning.which import Chosen, Route

OPEN = "no decision yet"
NO = "they said no"
SILENCE = "silence past the date"
THEM = "those you met"
WRITTEN = "It is written already, and waits to be sent."
_NUMBERS = {2: "two", 3: "three"}
MENDS = ("clarification", "apology", "second-interview")  # letters that are about a trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the interview, of which nothing need be.

    *told* holds the answers, *letters* those of each letter, where they differ; *drafted* and
    *sent* the day of each kind of letter; *people* those it was held with, as one would say it.
    """

    told: Mapping[str, object] = field(default_factory=dict)
    letters: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    drafted: Mapping[str, date] = field(default_factory=dict)
    sent: Mapping[str, date] = field(default_factory=dict)
    people: str = ""

    @property
    def has_days(self) -> bool:
        """Return whether a day is known that the others follow from."""
        days = ("met_on", "told_on", "decide_by", "hear_by")
        return bool(self.sent) or any(isinstance(self.told.get(name), date) for name in days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail of the plan: a *letter* *to* somebody, from *start* to *until*.

    *why* is what it is for, and what else goes into it; *when* says in a sentence when it is sent.
    Without *until*, any day from *start* on is fine. *follows*: nobody has chosen it, and it is
    sent only if it turns out to be needed.
    """

    letter: str
    to: str
    start: date
    until: date | None
    when: str
    why: str
    follows: bool


def plan(
    library: Library, chosen: Chosen | None, today: date, known: Known | None = None
) -> list[Mail]:
    """Return the mails that *chosen* leads to, in the order in which they are sent.

    What was sent already is not among them, and what was drafted besides is. Where nothing was
    chosen (None), they are what was drafted, and what follows.
    """
    known = known or Known()
    chosen = _as_things_stand(chosen, known)
    wanted = _wanted(library, chosen, known)
    standing = str((chosen or {}).get("standing", ""))
    reasons = {} if chosen is None else _reasons(library, chosen, wanted, known)
    return [
        Mail(
            letter=due.kind,
            to=_reader(library, due.kind, standing, known),
            start=due.start,
            until=due.until,
            when=_when(due, known),
            why=_joined(
                reasons.get(due.kind) or _why_later(library, due.kind, chosen or {}),
                WRITTEN if due.kind in known.drafted else "",
            ),
            follows=due.kind not in {*wanted, *known.drafted},
        )
        for due in _coming(chosen or {}, wanted, known, today)
    ]


def dues(library: Library, chosen: Chosen | None, today: date, known: Known) -> list[Due]:
    """Return the days of the mails of the plan."""
    chosen = _as_things_stand(chosen, known)
    return _coming(chosen or {}, _wanted(library, chosen, known), known, today)


def main(library: Library, chosen: Chosen) -> Route:
    """Return the route to the most important letter of the plan."""
    routes, letter = _routes(library, chosen), kinds(library, chosen)[-1]
    found = [route for route in routes.values() if route.letter == letter]
    return (found or [*routes.values()])[0]


def kinds(library: Library, chosen: Chosen) -> tuple[str, ...]:
    """Return the letters that *chosen* leads to, the most important one last."""
    routes = _routes(library, chosen)
    asked = {"stands": chosen.get("standing"), "reaction": chosen.get("reaction")}
    for row in which.table(library)["plan"]:
        if all(row.get(name, each) == each for name, each in asked.items()) and {*row["wants"]} <= {
            route.letter for route in routes.values()
        }:
            break
    first = ("recruiter",) if chosen.get("through_recruiter") == which.RECRUITED else ()
    return (*first, *row["mails"])


def led(library: Library, kind: Kind, chosen: Chosen) -> tuple[Kind, dict[str, object]]:
    """Return *kind* as the plan that *chosen* leads to asks it, and what is answered by the plan.

    What the plan puts into the letter is asked with the first questions.
    """
    table, standing = which.table(library), str(chosen.get("standing", ""))
    routes, wanted = _routes(library, chosen), kinds(library, chosen)
    rows = [
        *_into(table, routes, wanted, wanted),
        *(row for row in table["beside"] if row.get("other") in wanted),
    ]
    early = {row["question"] for row in rows if row["letter"] == kind.name and "question" in row}
    answers = {
        row["question"]: row["answer"]
        for row in table["answered"]
        if row["letter"] == kind.name in wanted and _stands(row, standing)
    }
    return kind.with_early(early), answers


def told(route: Route, mails: Sequence[Mail]) -> str:
    """Return the plan of *mails* in a few lines; *route* leads to the most important of them."""
    against = [f"Against it: {route.against}"] if route.against else []
    lines = [f"{route.letter}: {route.why}", *against]
    chosen = [mail for mail in mails if not mail.follows]
    if not chosen:
        lines.append("What this asks for has gone out already.")
    elif len(chosen) > 1:
        lines.append(f"The plan is {_NUMBERS.get(len(chosen), len(chosen))} mails, in this order:")
    for number, mail in enumerate(chosen, 1):
        said = mail.why.removeprefix(route.why).strip() if mail.letter == route.letter else mail.why
        name = f"{number}. {mail.letter}, to {mail.to}." if len(chosen) > 1 else f"To {mail.to}."
        lines.append(f"{name} {said}".strip())
        lines.append(f"{'   ' if len(chosen) > 1 else ''}When: {mail.when}")
    for mail in mails:
        if mail.follows:
            said = _joined(mail.why, mail.when)
            lines.append(f"Later, perhaps: {mail.letter}. {said}")
    return "\n".join(lines)


def _reader(library: Library, letter: str, standing: str, known: Known) -> str:
    """Return whom *letter* goes to as things stand, as one would say it."""
    told = [
        row["says"]
        for row in which.table(library)["to"]
        if row["letter"] == letter and _stands(row, standing)
    ]
    people = "" if letter == "recruiter" else known.people
    return str([*filter(None, [people]), *told, THEM][0])


def _why_later(library: Library, letter: str, chosen: Chosen) -> str:
    """Return why *letter*, which nobody chose, may follow those that *chosen* leads to."""
    table, by_agency = which.table(library), chosen.get("through_recruiter") == which.RECRUITED
    first = table["first"].get(letter) if by_agency else None
    return _joined(table["because"].get(letter), first)


def _wanted(library: Library, chosen: Chosen | None, known: Known) -> tuple[str, ...]:
    """Return the letters that *chosen* leads to, without those that went out."""
    wanted = () if chosen is None else kinds(library, chosen)
    return tuple(letter for letter in wanted if letter not in known.sent)


def _as_things_stand(chosen: Chosen | None, known: Known) -> Chosen | None:
    """Return *chosen* with the no that has come since."""
    if chosen is not None and known.told.get("told_on"):
        return {**chosen, "standing": NO}
    return chosen


def _routes(library: Library, chosen: Chosen) -> dict[str, Route]:
    """Return the route of each trouble; of none, where nothing is wrong, that of an interview."""
    rest = {name: each for name, each in chosen.items() if name != "went_wrong"}
    return {
        trouble: which.propose(library, {**rest, "went_wrong": trouble} if trouble else rest)
        for trouble in which.troubles(chosen) or ("",)
    }


def _coming(chosen: Chosen, wanted: Sequence[str], known: Known, today: date) -> list[Due]:
    """Return the days of the mails that are *wanted*, and of those that wait besides."""
    facts, letters = dict(known.told), dict(known.letters)
    standing = chosen.get("standing")
    if standing == NO and "standing" not in facts:
        facts["standing"] = NO
    if standing == NO and "rejection-reply" in wanted and "rejection-reply" not in known.drafted:
        facts["feedback"] = True  # asked in the reply, or of the recruiter
    if standing in (NO, SILENCE) and "recruiter" not in letters:
        letters["recruiter"] = {**facts, "took_place": False}
    if standing == NO and "second-interview" in letters:
        letters["second-interview"] = {**letters["second-interview"], "standing": NO}
    return timing.coming(facts, known.drafted, known.sent, today, letters=letters, planned=wanted)


def _when(due: Due, known: Known) -> str:
    if not known.has_days:
        return due.why
    days = [f"{day:%A} {day}" for day in (due.start, due.until) if day]
    return f"{' to '.join(dict.fromkeys(days))}. {due.why}"


def _reasons(
    library: Library, chosen: Chosen, wanted: Sequence[str], known: Known
) -> dict[str, str]:
    """Return why each of the letters *wanted* is sent, and what else goes into it."""
    table, standing = which.table(library), str(chosen.get("standing", ""))
    routes = _routes(library, chosen)
    own = {route.letter: route.why for route in reversed(routes.values())}
    if wanted and wanted[-1] != which.ALWAYS:
        own.pop(which.ALWAYS, None)  # beside a request it is sent for its own sake
    said = {letter: [own.get(letter) or table["because"].get(letter, "")] for letter in wanted}
    if "recruiter" in said:
        said["recruiter"] = [_to_the_recruiter(table["recruiter"], standing, wanted)]
    first = next((each for each in wanted if each in table["thanks"]), None)
    is_thanked = "thank-you" in wanted or not {"thank-you", *table["thanks"]}.isdisjoint(known.sent)
    if first and not is_thanked:
        said[first].append(table["thanks"][first])
    for row in table["beside"]:
        fits = row.get("other", row["letter"]) in said and row.get("trouble", "") in ("", *routes)
        if row["letter"] in said and fits and _stands(row, standing):
            said[row["letter"]].append(row["says"])
    there = {*said, *known.drafted, *known.sent}
    for letter, words in _carried(table, standing, routes, [*said], there):
        said[letter].append(words)
    for letter in wanted:
        if "recruiter" not in said:
            said[letter].append(table["direct"].get(letter, ""))
        elif words := table["agency"].get(letter):
            said[letter].insert(0 if words.startswith("Only if") else len(said[letter]), words)
    return {letter: _joined(*some) for letter, some in said.items()}


def _joined(*sentences: str | None) -> str:
    return " ".join(filter(None, sentences))


def _stands(row: Mapping[str, str], standing: str) -> bool:
    """Return whether *row* is for how things stand; "no decision yet" is so where nobody knows."""
    is_open = standing not in (NO, SILENCE)
    return row.get("stands", standing) == (OPEN if is_open and "stands" in row else standing)


def _to_the_recruiter(
    rows: Sequence[Mapping[str, str]], standing: str, wanted: Sequence[str]
) -> str:
    """Return why the recruiter is written to, beside the other letters that are *wanted*."""
    return next(
        row["says"]
        for row in rows
        if _stands(row, standing) and row.get("letter", wanted[-1]) == wanted[-1]
    )


def _carried(
    table: Mapping[str, Sequence[Mapping[str, str]]],
    standing: str,
    routes: Mapping[str, Route],
    wanted: Sequence[str],
    there: Container[str],
) -> Iterator[tuple[str, str]]:
    """Yield what goes into which of the letters *wanted*, of troubles that have none of their own.

    *there* are all letters that there are. What goes nowhere is said of the last letter.
    """
    placed = list(_into(table, routes, wanted, there))
    yield from ((row["letter"], row["says"]) for row in placed)
    waiting = [
        trouble
        for trouble in _without_mail(routes, there)
        if trouble not in [row["trouble"] for row in placed]
    ]
    for trouble in waiting:
        for row in table["left"]:
            if row["trouble"] == trouble and _stands(row, standing):
                yield from [(wanted[-1], row["says"])] if wanted else ()
                break


def _into(
    table: Mapping[str, Sequence[Mapping[str, str]]],
    routes: Mapping[str, Route],
    wanted: Sequence[str],
    there: Container[str],
) -> Iterator[Mapping[str, str]]:
    """Yield the rows by which troubles without a mail of their own go into one that is *wanted*."""
    waiting = _without_mail(routes, there)
    taken: set[tuple[str, str]] = set()
    for row in table["carry"]:
        place = (row["letter"], row["question"])
        if row["trouble"] in waiting and row["letter"] in wanted and place not in taken:
            yield row
            waiting.remove(row["trouble"])
            taken.add(place)


def _without_mail(routes: Mapping[str, Route], there: Container[str]) -> list[str]:
    """Return the troubles for which there is no mail of their own among those *there*."""
    return [
        trouble
        for trouble, route in routes.items()
        if not (route.letter in MENDS and route.letter in there)
    ]
