"""A session: one letter being filled, as a value that each answer makes anew.

It reads no clock, no files and no terminal: every door to drafter (flags, answers files, rows,
prompts, a browser, Python) stands before it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from drafter.filling import panel, sources
from drafter.filling.sources import Source, Unsure
from drafter.language import dates
from drafter.language.cleaning import Doubt
from drafter.language.lists import listed
from drafter.language.slips import OTHER_LANGUAGE
from drafter.letters import rendering, saying
from drafter.letters.context import head
from drafter.letters.library import Kind, Library
from drafter.letters.marks import SHOWN_BLANK, unmark
from drafter.letters.questions import Person, Question, Reading, Value
from drafter.letters.reading import setting_for, style_of
from drafter.letters.rendering import Blank, Draft
from drafter.letters.saying import SUBJECT, WORDING

if TYPE_CHECKING:
    from drafter.letters.wording import Ways
    from drafter.planning.timing import Send
    from drafter.review.letter import Finding

_SPELLED = ("words", "story", "list")  # the types of answer that are words of a dictionary

SIGNATURE = "me"  # asked last, as it stands last

Key = tuple[str, str]  # the name of a question, and the greeting of whom it is about, or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to ask: a question, and the person it is about (None: it is about all)."""

    question: Question
    blank: Blank

    @property
    def key(self) -> Key:
        return self.question.name, self.blank.to.greeting if self.blank.to else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the field of an answer; *settled*: its doubts were decided."""

    text: str
    settled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One letter being filled on the day *today*: its answers so far, and all that follows.

    *notes* and *doubts* are about the answers that it began with. *typed* is what was typed since,
    for what is no answer yet, or was changed when it was read. *suggested* are answers from
    elsewhere that the person may take, as one would type them. *others* are what else is known of
    the interview, whose names a friend does not see.
    """

    library: Library
    kind: Kind
    today: date
    answers: Mapping[str, Value] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    doubts: tuple[Unsure, ...] = ()
    typed: Mapping[Key, Typed] = field(default_factory=dict)
    suggested: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Mapping[str, object], ...] = ()

    # --- what there is to ask -----------------------------------------------------------------

    def steps(self, questions: Iterable[Question] | None = None) -> list[Step]:
        """Return what *questions* (None: all of the letter) ask, person by person.

        Each is told as the letter stands without its answer.
        """
        found: list[Step] = []
        asked = self.kind.questions if questions is None else questions
        for of_each, some in itertools.groupby(asked, lambda question: question.each_person):
            steps = [step for question in some for step in self._steps_of(question)]
            order = [who.greeting for who in self.people] if of_each else []
            found += sorted(
                steps, key=lambda step: order.index(step.key[1]) if step.blank.to else 0
            )
        return found

    def _steps_of(self, question: Question) -> list[Step]:
        rest = {name: value for name, value in self.answers.items() if name != question.name}
        if question.each_person and "people" in rest:
            rest["people"] = _without(rest["people"], question.name)
        blanks = rendering.blanks(self.library, self.kind, question, rest, self.today)
        return [Step(question=question, blank=blank) for blank in blanks]

    def first_steps(self) -> list[Step]:
        """Return what is asked one after the other; what has a default to stand with is not."""
        asked = sorted(self.kind.questions, key=lambda each: each.name == SIGNATURE)
        steps = self.steps(each for each in asked if not self._waits(each))
        return [step for step in steps if not self.is_later(step)]

    def is_later(self, step: Step) -> bool:
        """Return whether *step* waits in the list at the end, as things stand."""
        return self._waits(step.question) or self._follows_nothing(step)

    def _waits(self, question: Question) -> bool:
        return question.later and not _is_told(question, self.answers, self.suggested)

    def _follows_nothing(self, step: Step) -> bool:
        """Return whether *step* says more about what was skipped."""
        asked = [each for name in step.question.follows if (each := self.kind.question(name))]
        told = [replace(step, question=each) for each in (step.question, *asked)]
        skipped = any(self.is_answered(each) for each in told[1:])
        return skipped and not any(self.value(each) for each in told)

    def waiting(self) -> list[Step]:
        """Return what is still to ask."""
        return [step for step in self.first_steps() if not self.is_answered(step)]

    def step(self, key: Key) -> Step | None:
        """Return what is asked under *key* as it looks now; None if other answers changed that."""
        asked = [each for each in self.kind.questions if each.name == key[0]]
        return next((step for step in self.steps(asked) if step.key == key), None)

    # --- what is known ------------------------------------------------------------------------

    @property
    def people(self) -> tuple[Person, ...]:
        """Return whom the letter goes to, as far as they have been named."""
        people = self.answers.get("people")
        if not isinstance(people, tuple):
            return ()
        return tuple(who for who in people if isinstance(who, Person))

    def is_answered(self, step: Step) -> bool:
        """Return whether *step* was answered or skipped."""
        to, name = self._known(step), step.question.name
        if to is None:
            return name in self.answers
        return name in to.own or (to == self.people[0] and name in self.answers)

    def value(self, step: Step) -> Value:
        """Return the answer to *step* as it is now."""
        to, name = self._known(step), step.question.name
        if to is not None and name in to.own:
            return to.own[name]  # type: ignore[return-value]
        return self.answers.get(name) if to in (None, *self.people[:1]) else None

    def _known(self, step: Step) -> Person | None:
        """Return the person *step* is about, with what is known of them; None: it is about all."""
        if step.blank.to is None:
            return None
        greeting = step.blank.to.greeting
        return next((who for who in self.people if who.greeting == greeting), step.blank.to)

    def offered(self, step: Step) -> str:
        """Return what was noted elsewhere and may answer *step*, if it can be taken as it is."""
        noted = self.suggested.get(step.question.name, "")
        return noted if noted and not self.read(step, noted).problems else ""

    def missing(self, ask: Callable[[Question, str], str] | None = None) -> list[str]:
        """Return a message for each answer that the letter needs and has not; *ask* words it."""
        return sources.missing(self.library, self.kind, self.answers, self.today, ask=ask)

    # --- an answer ----------------------------------------------------------------------------

    def read(self, step: Step, typed: str) -> Reading:
        """Return what *typed* means as the answer to *step*."""
        from drafter.review.answers import looks_at  # after the first question shows

        setting = setting_for(self.library, self.kind, step.question, self.answers, self.today)
        setting = replace(setting, before=step.blank.before, after=step.blank.after)
        reading = step.question.read(typed, setting)
        if not reading.problems:
            looked = looks_at(step.question.name, typed)
            doubts = [Doubt(why=looked)] if looked else []
            doubts += _misspelled(self, step.question, typed, reading)
            reading = replace(reading, doubts=(*reading.doubts, *doubts))
        if step.question.name == "people" and isinstance(reading.value, tuple):
            reading = replace(reading, value=panel.with_own(self, reading.value))
        return reading

    def repeated(self, step: Step, value: Value) -> str | None:
        """Return the name of an earlier answer that says the same as *value* to *step*."""
        name = step.question.name
        told = {**self.answers, name: value} if step.blank.to is None else {}
        return sources.repeats(self.kind, told).get(name)

    def answered(self, step: Step, value: Value) -> Session:
        """Return the session in which *value*, as read, is the answer to *step*; None skips it."""
        answers = self._with(step, {step.question.name: value})
        return panel.told_apart(self, replace(self.begun(step, ""), answers=answers))

    def unanswered(self, step: Step) -> Session:
        """Return the session in which *step* is still to ask."""
        return panel.told_apart(self, replace(self, answers=self._with(step, {})))

    def _with(self, step: Step, told: Mapping[str, Value]) -> dict[str, Value]:
        """Return the answers in which *step* was *told* this: its name and value, or nothing."""
        to, name = step.blank.to, step.question.name
        if to is None:
            return _in_place(self.answers, name, told)
        answers = dict(self.answers)
        if self.people and to.greeting == self.people[0].greeting:
            answers.pop(name, None)
        answers["people"] = tuple(
            replace(who, own=_in_place(who.own, name, told)) if who.greeting == to.greeting else who
            for who in self.people
        )
        return answers

    def taken(self, step: Step, typed: str, *, settled: bool = False) -> Session:
        """Return the session in which *typed* stands in the field of *step*.

        It is the answer if it can be read as one. *settled*: the person has seen its doubts.
        """
        reading = self.read(step, typed)
        if reading.problems or (reading.value is None and step.question.needed):
            new = self.unanswered(step)
        else:
            new = self.answered(step, reading.value)
            twice = dict.fromkeys(sources.repeats(self.kind, new.answers))
            new = replace(new, answers={**new.answers, **twice})
        as_read = typed.strip() == shown(new.value(step)) and not reading.doubts
        return new.begun(step, "" if as_read else typed, settled=settled)

    def begun(self, step: Step, typed: str, *, settled: bool = False) -> Session:
        """Return the session in which *typed* stands in the field of *step*, as is."""
        rest = {key: each for key, each in self.typed.items() if key != step.key}
        begun = {step.key: Typed(text=typed, settled=settled)} if typed else {}
        return replace(self, typed=rest | begun)

    # --- our sentences ------------------------------------------------------------------------

    @property
    def ways(self) -> dict[str, int | str]:
        """Return how sentences of ours are put in every letter, by name, where somebody chose."""
        return saying.ways(self.answers)

    def put(self, name: str, way: object, to: str = "") -> tuple[Session, Ways]:
        """Return the session in which the sentence *name* is put this *way*, and what was read.

        *way* is the number of a wording, "" to leave it out, a text, or None for our own choice.
        *to* is the greeting of whom the letter goes to first; empty: so in every letter.
        """
        from drafter.letters import wording

        ways, read = wording.put(self.library, self.kind, self.answers, self.today, name, way, to)
        rest = {key: each for key, each in self.answers.items() if key != WORDING}
        return replace(self, answers={**rest, WORDING: ways} if ways else rest), read

    # --- the letters --------------------------------------------------------------------------

    def drafts(self, *, unasked: str | None = None) -> list[Draft]:
        """Return the letters as they stand, as whoever reads them may see them.

        *unasked* stands for an answer that is still missing, as in `rendering.drafts`.
        """
        answers = self.answers
        if self.is_for_a_friend:
            from drafter.filling.anonymous import disguised

            answers = disguised(answers, self.others)
        drafts = rendering.drafts(self.library, self.kind, answers, self.today, unasked=unasked)
        if self.is_for_a_friend:
            return [replace(draft, kind=f"{draft.kind}-for-a-friend") for draft in drafts]
        return drafts

    @property
    def is_for_a_friend(self) -> bool:
        """Return whether a friend is to read it, who sees no names."""
        return bool(self.answers.get("for_a_friend"))

    def findings(self, drafts: Sequence[Draft]) -> list[list[Finding]]:
        """Return what to look at in each of *drafts*; what a panel shares, in the first."""
        if not self.kind.letter:
            return [[] for _ in drafts]
        from drafter.review.letter import letter_of
        from drafter.review.phrases import phrase_lists
        from drafter.review.reading import read_panel

        read = [letter_of(draft, self.kind, self.answers) for draft in drafts]
        return read_panel(read, library_phrases=phrase_lists(self.library))

    def send(self, sent: Mapping[str, date]) -> Send:
        """Return when to send the letter; *sent* is the day on which each other one went out."""
        from drafter.planning import timing  # not before the first question

        return timing.send(self.kind.name, self.answers, self.today, sent=sent)


def _is_told(
    question: Question, answers: Mapping[str, Value], suggested: Mapping[str, str]
) -> bool:
    """Return whether what *question* depends on was told, or noted for it elsewhere."""
    name, _, words = question.if_told.partition(": ")
    if name and name == question.suggest:
        return question.name in suggested
    value = answers.get(name)
    return words in value if words and isinstance(value, tuple) else bool(value)


def _misspelled(
    session: Session, question: Question, typed: str, reading: Reading
) -> tuple[Doubt, ...]:
    """Return the doubts about the spelling of what was *typed*; *reading* mended some of it."""
    stands = shown(reading.value)
    foreign = any(doubt.why == OTHER_LANGUAGE.why for doubt in reading.doubts)
    if question.type not in _SPELLED or not stands or foreign:
        return ()
    from drafter.review.answers import misspelled
    from drafter.review.spelling import names_in
    from drafter.review.vocabulary import country_of

    country = country_of(session.answers.get("style"))
    known = [*names_in(session.answers), *(each.why.replace("'", " ") for each in reading.doubts)]
    return misspelled(typed, stands, known, country)


def begin(
    library: Library,
    kind: Kind,
    given: Sequence[Source],
    today: date,
    *,
    suggested: Mapping[str, str] | None = None,
    others: Iterable[Mapping[str, object]] = (),
) -> Session:
    """Return the session of a letter of *kind* that begins with the answers in *given*.

    Of several sources the first that knows an answer wins.

    Raises:
        AnswerError: If any of them cannot be understood; all of them are named.
    """
    gathered = sources.gather(library, kind, given, today)
    return Session(
        library=library,
        kind=kind,
        today=today,
        answers=gathered.answers,
        notes=gathered.notes,
        doubts=gathered.doubts,
        suggested=suggested or {},
        others=tuple(others),
    )


def unsaid(session: Session, drafts: Sequence[Draft]) -> list[str]:
    """Return a message for each answer of *session* that was given but stands in no draft.

    Whoever has put its sentence in own words, or left it out, knows that.
    """
    if session.is_for_a_friend:
        return []
    found = list(_unsaid_ways(session, drafts))
    missing = _not_in(session, drafts)
    if missing and WORDING in session.answers:
        ours: dict[str, Value] = {
            name: each for name, each in session.answers.items() if name != WORDING
        }
        by_itself = _not_in(session, replace(session, answers=ours).drafts(unasked=""))
        missing = [each for each in missing if each in by_itself]
    return found + missing


def _not_in(session: Session, drafts: Sequence[Draft]) -> list[str]:
    # An answer of several paragraphs stands between several pairs of marks.
    printed = unmark(" ".join(f"{each.subject} {each.marked}" for each in drafts))
    said = " ".join(printed.casefold().split())
    return [
        f"{question.name} was given, but does not stand in the letter: {text}"
        for question in session.kind.questions
        for text in _printed(question, session.answers.get(question.name))
        if " ".join(text.split()).casefold() not in said
    ]


def greeting(session: Session, step: Step) -> str:
    """Return how the letter greets if it is not as *step*, which asks for people, showed it.

    It is empty for several people, of whom nobody knows yet who gets a letter of their own.
    """
    sentence = step.blank.sentence
    if SHOWN_BLANK not in sentence or len(session.people) != 1:
        return ""
    (now,) = rendering.greetings(session.library, session.kind, session.answers, session.today)
    then = sentence.replace(SHOWN_BLANK, session.people[0].greeting)
    return now if now != then else ""


_KEPT = "How you put it is kept for when it has."


def _unsaid_ways(session: Session, drafts: Sequence[Draft]) -> Iterator[str]:
    """Yield a message for each sentence that is put in a way, but is in no letter."""
    names = [{SUBJECT, *(said.name for said in draft.sentences)} for draft in drafts]
    for name in session.ways:
        if not any(name in some for some in names):
            yield f"The letter as it stands has no sentence called {name!r}. {_KEPT}"
    apart = saying.ways_apart(session.answers)
    for draft, some in zip(drafts, names, strict=True):
        for name in apart.get(head(draft.to), {}):
            if name not in some:
                to = head(draft.to)
                yield f"The letter to {to} as it stands has no sentence called {name!r}. {_KEPT}"


def as_said(session: Session, value: Value) -> str:
    """Return *value* as the letter of *session* says it, a day as a weekday or in words."""
    if isinstance(value, date):
        return dates.say_day(value, session.today, style_of(session.kind, session.answers))
    if isinstance(value, tuple):
        return listed(who.greeting if isinstance(who, Person) else who for who in value)
    return shown(value)


def settled(again: Reading, left: Sequence[Doubt]) -> Reading:
    """Return the reading of an offer, which is decided, with the doubts that are *left*."""
    asked = {each.why for each in left}
    kept = tuple(each for each in again.doubts if each.must or each.why in asked)
    return replace(again, notes=(), doubts=kept)


def shown(value: object) -> str:
    """Return *value* as a person would type it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case tuple() | list() if value and isinstance(value[0], Person):
            return "; ".join(_with_address(who) for who in value)
        case tuple() | list():
            return "\n".join(str(item) for item in value)
    return str(value)


def _with_address(person: Person) -> str:
    return f"{person.greeting} <{person.email}>" if person.email else person.greeting


def _in_place(known: Mapping[str, Any], name: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return *known* with *told* in the place of the answer *name*, or with nothing there."""
    rest = {key: each for key, each in known.items() if key != name or told}
    return {**rest, **told}


def _without(people: Value, name: str) -> Value:
    """Return *people* without their own answers to *name*, so that its blank is found."""
    if not isinstance(people, tuple):
        return people
    return tuple(
        replace(who, own=_in_place(who.own, name, {})) for who in people if isinstance(who, Person)
    )


def _printed(question: Question, value: Value) -> Iterator[str]:
    """Yield the texts of *value* that should stand in the letter word by word."""
    if question.always or question.type not in ("words", "story", "list") or not value:
        return
    yield from map(str, value if isinstance(value, tuple) else (value,))
