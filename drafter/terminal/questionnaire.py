"""Asks at the terminal, one blank at a time."""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from drafter.filling import sources as gathering
from drafter.language import dates
from drafter.language.cleaning import Doubt
from drafter.language.lists import listed
from drafter.letters import rendering
from drafter.letters.library import Kind, Library
from drafter.letters.questions import Person, Question, Reading, Value, pick
from drafter.letters.reading import setting_for, style_of
from drafter.letters.rendering import Blank, Draft

BACK, MORE, STOP, EDITOR, CLEAR = "<", "?", "\x03", "e", "-"
COMMANDS = {
    **dict.fromkeys((BACK, "back", "undo"), BACK),
    **dict.fromkeys((MORE, "help"), MORE),
    **dict.fromkeys((STOP, "quit", "exit", "q"), STOP),
}
PROMPT = "  > "
QUIET = "< goes back, ? helps, quit stops and keeps everything."
SEVERAL_LINES = ("story", "list")
HOW = {
    "list": "\nOne a line; an empty line ends them.",
    "story": "\nAn empty line ends it; e opens your editor.",
}
ENDING = (
    "Enter saves it, o saves it and opens a page to copy it from, a number changes an answer, "
    "w goes through the letter's own sentences, q leaves it for later."
)
ENDING_NOTES = "Enter saves it, a number changes an answer, q leaves it for later."
CLOSINGS = {
    **dict.fromkeys(("", "y", "yes", "s", "save"), "save"),
    **dict.fromkeys(("o", "open"), "open"),
    "later": "later",
}
STANDS = " It stands as you typed it."  # true of a file, where nobody is asked
IN_THE_LINE = "What you wrote stands in the line; Ctrl-U clears it."
MIXED_UP = ("people", "me", "company", "role")  # of which two should hardly be the same
WIDEST = 76  # characters a line; longer ones tire the eye


class Console(Protocol):
    """The terminal, or what stands in for it in a test."""

    prefills: bool  # whether `read` can offer a text to be changed

    def say(self, text: str) -> None: ...

    def read(self, prompt: str, prefill: str = "") -> str:
        """Return the line that is typed. Raises EOFError at the end of the input."""
        ...

    def more_waits(self) -> bool:
        """Return whether further lines are there already, as after a paste."""
        ...

    def edit(self, text: str) -> str | None:
        """Return *text* as changed in the person's editor, None if there is none."""
        ...

    @property
    def width(self) -> int: ...


class GoBack(Exception):
    """The person wants the question before this one."""


class Stop(KeyboardInterrupt):
    """The person wants to stop, and said so instead of pressing Ctrl-C."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to ask: a question, and the person it is about (None: it is about all)."""

    question: Question
    blank: Blank

    @property
    def key(self) -> tuple[str, str]:
        return self.question.name, self.blank.to.greeting if self.blank.to else ""


@dataclass(slots=True, kw_only=True)
class Questionnaire:
    """The asking of one letter: what is known so far, and what is still to ask.

    *keep* is called with all answers after each of them, before the next question shows.
    *suggested* are answers from elsewhere that the person may take, change or leave. *as_read*
    returns the answers as whoever gets the letter may see them: a friend sees no names. *read_over*
    returns what to say about the finished letters; *go_through* yields, after each choice, how our
    sentences are to be put.
    """

    library: Library
    kind: Kind
    answers: dict[str, Value]
    today: date
    console: Console
    keep: Callable[[Mapping[str, Value]], None]
    suggested: Mapping[str, str]
    read_over: Callable[[Mapping[str, Value], Sequence[Draft]], Sequence[str]]
    as_read: Callable[[dict[str, Value]], dict[str, Value]] = lambda told: told
    go_through: Callable[[Mapping[str, Value]], Iterable[Mapping[str, int | str]]]
    begun: dict[tuple[str, str], str] = field(default_factory=dict)  # typed, then gone back from

    # --- which question is next ---------------------------------------------------------------

    def steps(self, question: Question) -> list[Step]:
        """Return what there is to ask of *question*, as the letter stands without its answer."""
        rest = {name: value for name, value in self.answers.items() if name != question.name}
        if question.each_person and "people" in rest:
            rest["people"] = _without(rest["people"], question.name)
        blanks = rendering.blanks(self.library, self.kind, question, rest, self.today)
        return [Step(question=question, blank=blank) for blank in blanks]

    def open_steps(self) -> Iterator[Step]:
        """Yield the steps that are still to ask, those with a default left out."""
        yield from (step for step in self._first_steps() if not self._is_answered(step))

    def _first_steps(self) -> list[Step]:
        return list(self._in_turn(each for each in self.kind.questions if not each.later))

    def _answered_before(self, step: Step) -> list[Step]:
        """Return what comes before *step* and was answered in another run, or by an option."""
        before = itertools.takewhile(lambda each: each.key != step.key, self._first_steps())
        return [each for each in before if self._is_answered(each)]

    def _in_turn(self, questions: Iterable[Question]) -> Iterator[Step]:
        """Yield the steps of *questions*; what is asked of each person, person by person."""
        for of_each, some in itertools.groupby(questions, lambda question: question.each_person):
            steps = [step for question in some for step in self.steps(question)]
            order = [who.greeting for who in self._people()] if of_each else []
            yield from sorted(
                steps, key=lambda step: order.index(step.key[1]) if step.blank.to else 0
            )

    def _is_answered(self, step: Step) -> bool:
        to, name = self._known(step), step.question.name
        if to is None:
            return name in self.answers
        return name in to.own or (to == self._people()[0] and name in self.answers)

    def _known(self, step: Step) -> Person | None:
        """Return the person *step* is about, with what is known of them; None: it is about all."""
        if step.blank.to is None:
            return None
        greeting = step.blank.to.greeting
        return next((who for who in self._people() if who.greeting == greeting), step.blank.to)

    def _people(self) -> tuple[Person, ...]:
        people = self.answers.get("people")
        return tuple(who for who in people if isinstance(who, Person)) if people else ()  # type: ignore[union-attr]

    def value(self, step: Step) -> Value:
        """Return the answer to *step* as it is now."""
        to, name = self._known(step), step.question.name
        if to is not None and name in to.own:
            return to.own[name]  # type: ignore[return-value]
        return self.answers.get(name) if to in (None, *self._people()[:1]) else None

    def set(self, step: Step, value: Value) -> None:
        """Note *value* as the answer to *step*, and keep it."""
        to, name = step.blank.to, step.question.name
        if to is None:
            self.answers[name] = value
        else:
            if self._people() and to.greeting == self._people()[0].greeting:
                self.answers.pop(name, None)
            self.answers["people"] = tuple(
                replace(who, own={**who.own, name: value}) if who.greeting == to.greeting else who
                for who in self._people()
            )
        self.keep(self.answers)

    # --- asking -------------------------------------------------------------------------------

    def run(self) -> None:
        """Ask everything that is still to ask, then go through the answers until they stand.

        Raises:
            EOFError: If the input ends.
            KeyboardInterrupt: If the person stops.
        """
        asked: list[Step] = []
        ahead: list[Step] = []  # what was asked before the person went back
        while True:
            waiting = list(self.open_steps())
            ahead = [step for step in map(self._again, ahead) if step]
            if not ahead and not waiting:
                return
            step = ahead.pop() if ahead else waiting[0]
            rest = len(waiting) + len(ahead) + (step not in waiting)
            self.console.say(f"\n{len(asked) + 1} of {len(asked) + rest}")
            try:
                self.ask(step)
                asked.append(step)
            except GoBack:
                ahead += [step] if step not in waiting else []
                if asked:
                    ahead.append(asked.pop())
                elif earlier := self._answered_before(step):
                    ahead.append(earlier[-1])
                else:
                    self._say("This is the first question.")

    def _again(self, step: Step) -> Step | None:
        """Return *step* as it looks now; None if other answers have made it needless."""
        return next((new for new in self.steps(step.question) if new.key == step.key), None)

    def ask(self, step: Step) -> None:
        """Ask *step* until there is an answer, or it is skipped.

        Raises:
            GoBack: If the person wants the question before it.
        """
        question = step.question
        noted = self.value(step) is None and step.key not in self.begun
        prefill = self._as_typed(step)
        self._show(step, prefill)
        if prefill and noted:
            self._say("From your notes. Enter takes it; Ctrl-U clears the line.")
        elif prefill and self._can_prefill(prefill):
            self._say(IN_THE_LINE)
        told_more = False
        while True:
            typed = self._read(question, prefill)
            if typed.endswith(BACK):
                left = typed.removesuffix(BACK).strip()
                if left and left != shown(self.value(step)):
                    self.begun[step.key] = left
                raise GoBack
            if typed == MORE:
                self._tell_more(question, told_more)
                told_more = True
                continue
            if not typed and prefill and not self._can_prefill(prefill):
                typed = prefill
            typed = _chosen_behind(question, prefill, typed)
            reading = self._reading(step, typed)
            if reading.value is None and not reading.problems and question.needed:
                self._say_needed(question)
                continue
            decided = self._decide(step, typed, reading)
            if decided is None:
                prefill = typed
                if prefill and self._can_prefill(prefill):
                    self._say(IN_THE_LINE)
                continue
            if "\n" in typed and question.type not in SEVERAL_LINES:
                self._say(f"Taken as one answer: {self._as_said(decided.value)}")
            self.set(step, self._once(step, decided.value))
            if question.name in MIXED_UP:
                for said in gathering.mix_ups(self.answers):
                    self._say(said)
            return

    def _once(self, step: Step, value: Value) -> Value:
        """Return *value*, or None where an earlier answer says the same already."""
        name = step.question.name
        told = {**self.answers, name: value} if step.blank.to is None else {}
        earlier = gathering.repeats(self.kind, told).get(name)
        if earlier is None:
            return value
        self._say(gathering.said_twice(name, earlier))
        return None

    def _reading(self, step: Step, typed: str) -> Reading:
        from drafter.review import (
            letter as review,  # after the first question shows, where nobody waits for it
        )

        if typed == CLEAR:
            typed = ""
        setting = setting_for(self.library, self.kind, step.question, self.answers, self.today)
        setting = replace(setting, before=step.blank.before, after=step.blank.after)
        reading = step.question.read(typed, setting)
        looked = review.looks_at(step.question.name, typed)
        if looked and not reading.problems:
            reading = replace(reading, doubts=(*reading.doubts, Doubt(why=looked)))
        if step.question.name == "people" and isinstance(reading.value, tuple):
            reading = replace(reading, value=self._keep_own(reading.value))
        return reading

    def _keep_own(self, people: tuple[object, ...]) -> tuple[Person, ...]:
        """Return *people* with what is known already of those who keep their name."""
        known = {who.greeting: who for who in self._people()}
        return tuple(
            replace(who, own=known[who.greeting].own, email=who.email or known[who.greeting].email)
            if who.greeting in known
            else who
            for who in people
            if isinstance(who, Person)
        )

    def _decide(self, step: Step, typed: str, reading: Reading) -> Reading | None:
        """Return *reading* once the person has settled its doubts; None to type it again."""
        for note in reading.notes:
            self._say(note)
        for number, doubt in enumerate(reading.doubts, 1):
            chosen = self._choose(step.question, doubt, typed)
            if chosen is None:
                return None
            if chosen != typed:
                again = self._reading(step, chosen)
                if chosen in doubt.offers:
                    again = _settled(again, reading.doubts[number:])
                return self._decide(step, chosen, again)
        if reading.notes and reading.value is not None:
            self._say(self._joined(step, reading.value))
        return reading

    def _choose(self, question: Question, doubt: Doubt, typed: str) -> str | None:
        """Return the offer that the person takes, *typed* to keep it, what they write instead, or
        None to have the question once more.
        """
        self._say(doubt.why.removesuffix(STANDS) if doubt.offers else doubt.why)
        ways = list(doubt.offers)
        for number, offer in enumerate(ways, 1):
            self._say(offer, number=number)
        if ways and not doubt.must and typed not in ways:
            ways.append(typed)
            self._say("as you wrote it", number=len(ways))
        if not ways and doubt.must:
            return None
        # Where one of two is meant, or what was typed is among the offers, none of them is better.
        better = typed if typed in doubt.offers else [*ways, typed][0]
        alone = None if doubt.must and len(ways) > 1 else better
        while True:
            self._say(_ways_told(question, ways, alone))
            answer = read_line(self.console)
            if not answer:
                return alone
            if answer.endswith(BACK):
                return None
            if answer.isdigit() and 0 < int(answer[:3]) <= len(ways):
                return ways[int(answer[:3]) - 1]
            if chosen := pick(answer, doubt.offers if doubt.must else ()):
                return chosen
            if answer.casefold() in ("n", "no"):
                return None
            if answer != MORE and answer.casefold() not in ("y", "yes"):
                return answer

    def _joined(self, step: Step, value: Value) -> str:
        sentence = step.blank.sentence
        if rendering.SHOWN_BLANK not in sentence:
            return str(value)
        return sentence.replace(rendering.SHOWN_BLANK, self._as_said(value), 1)

    def _as_said(self, value: Value) -> str:
        """Return *value* as the letter says it, a day as a weekday or in words."""
        if isinstance(value, date):
            style = style_of(self.kind, self.answers)
            return dates.say_day(value, self.today, style)
        if isinstance(value, tuple):
            return listed(who.greeting if isinstance(who, Person) else who for who in value)
        return shown(value)

    def _say_needed(self, question: Question) -> None:
        example = f" For example: {shown(question.example)}." if question.example else ""
        self._say(f"The letter needs this one.{example} quit stops and keeps what you wrote.")

    def _as_typed(self, step: Step) -> str:
        if step.key in self.begun:
            return self.begun.pop(step.key)
        value = self.value(step)
        if value is not None:
            return shown(value)
        noted = self.suggested.get(step.question.name, "")
        # What could not be taken as it stands is not offered.
        return "" if noted and self._reading(step, noted).problems else noted

    # --- what is shown ------------------------------------------------------------------------

    def _say(self, text: str, indent: str = "  ", number: int | None = None) -> None:
        tell(self.console, text, indent, number)

    def _show(self, step: Step, prefill: str) -> None:
        question, blank = step.question, step.blank
        if blank.to:
            self._say(f"To {blank.to.greeting}:")
        if question.type == "story" and question.ask and blank.sentence:
            self._say(question.ask)  # no word of ours stands around a story
        self._say(blank.sentence or question.ask)
        made = dict(blank.choices)
        for number, choice in enumerate(question.choices, 1):
            sentence = made.get(choice, "")
            shows = f': "{sentence}"' if sentence and len(sentence) < 90 else ""
            self._say(f"{choice}{shows}", number=number)
        if question.type == "yes":
            self._say(f'yes: "{made.get("yes", "")}"  or no', indent="    ")
        how = self._how(question)
        if how:
            self._say(how)
        self._say(f"{self._enter(question, prefill)}{QUIET}")

    def _how(self, question: Question) -> str:
        """Return the line that tells how to answer."""
        if question.choices:
            own = ", or your own words" if question.own_words else ""
            return f"A number, or some of its words{own}."
        example = "" if question.type == "yes" else shown(question.example).replace("\n", "; ")
        told = f"For example: {example}" if example else ""
        return told + HOW.get(question.type, "")

    def _enter(self, question: Question, prefill: str) -> str:
        """Return what Enter alone does, where it does something."""
        if prefill:
            return f"Enter keeps: {prefill}. " if question.choices else "Enter keeps it, "
        if question.default is not None:
            return f"Enter takes: {question.default}. "
        return "Enter skips, " if question.optional else ""

    def _tell_more(self, question: Question, again: bool) -> None:
        told = [question.hint or question.ask or "Write what fits the blank in the sentence."]
        if question.limit and question.type in ("words", "story") and again:
            told.append(f"At most {question.limit} words read well here.")
        if question.optional:
            told.append("Enter leaves its sentence out, and the letter still reads as complete.")
        self._say(" ".join(told))

    def _read(self, question: Question, prefill: str) -> str:
        if question.type not in SEVERAL_LINES:
            return read_line(self.console, prefill)
        if question.type == "list":
            return self._read_lines(question, prefill.split("\n") if prefill else [])
        if prefill and not self._can_prefill(prefill):
            self._say(f"Now:\n{prefill}\nEnter keeps it, {CLEAR} takes it out.")
            typed = self._read_lines(question, [])
        else:
            typed = self._read_lines(question, [prefill] if prefill else [])
        if typed != EDITOR:
            return typed
        edited = self.console.edit(prefill)
        if edited is None:
            self._say("No editor could be opened. You can write it here.")
            return self._read(question, prefill)
        return edited.strip()

    def _can_prefill(self, text: str) -> bool:
        return self.console.prefills and "\n" not in text

    def _read_lines(self, question: Question, offered: Sequence[str]) -> str:
        """Return an answer of several lines, those *offered* standing there to be changed.

        A pasted text may hold empty lines, and any words: one ends the answer, or is a command,
        only if nothing waits behind it.
        """
        lines: list[str] = []
        while True:
            prefill, *rest = offered or [""]
            typed = self.console.read(PROMPT, prefill).strip()
            if not self.console.more_waits():
                typed = _meant(typed, prefill)
                if typed.endswith(BACK):
                    return "\n".join([*lines, typed.removesuffix(BACK), *rest]).strip() + BACK
                if typed == MORE and lines:
                    self._tell_more(question, again=False)
                    continue
                story = question.type == "story"
                if not lines and (typed in (MORE, CLEAR) or (story and typed == EDITOR)):
                    return typed
                if not typed and (story or not offered):
                    return "\n".join(lines).strip()
            lines.append(typed)
            offered = rest

    # --- the letter and the list of all answers ------------------------------------------------

    def review(self) -> str:
        """Show the letter and all answers until they stand.

        Returns "save", "open" to save it and open the page to copy it from, or "later".

        Raises:
            EOFError: If the input ends.
            KeyboardInterrupt: If the person stops.
        """
        while True:
            letters = rendering.drafts(
                self.library, self.kind, self.as_read(self.answers), self.today
            )
            for draft in letters:
                subject = f"Subject: {draft.subject}\n\n" if draft.subject else ""
                self.console.say("")
                self._say(subject + draft.text.rstrip())
            found = self.read_over(self.answers, letters)
            if found:
                self.console.say("")
                self._say("\n".join(found))
            steps = self.list_answers()
            while True:
                self._say(ENDING if self.kind.letter else ENDING_NOTES)
                try:
                    typed = read_line(self.console).lower()
                except Stop:
                    return "later"
                if typed in CLOSINGS:
                    return CLOSINGS[typed]
                if typed == "w" and self.kind.letter:
                    self.reword()
                    break
                if typed == BACK:
                    typed = str(sum(not step.question.later for step in steps))
                if typed.isdigit() and 0 < int(typed[:4]) <= len(steps):
                    self.change(int(typed), steps)
                    break
                self._say(f"{typed!r} is not one of these.")

    def reword(self) -> None:
        """Go through the sentences of ours, and keep how each is to be put once it is chosen."""
        for ways in self.go_through({**self.answers}):
            self.answers[rendering.WORDING] = ways
            self.keep(self.answers)

    def all_steps(self) -> list[Step]:
        """Return everything that this letter could be told, answered or not."""
        return list(self._in_turn(self.kind.questions))

    def list_answers(self) -> list[Step]:
        """Show all answers with their numbers; return their steps in this order."""
        self.console.say("")
        steps = self.all_steps()
        wide = max((len(label(step)) for step in steps), default=0)
        for number, step in enumerate(steps, 1):
            value, default = self.value(step), step.question.default
            if value is None and default is not None:
                text = default
            else:
                text = shown(value).replace("\n", "; ") if value is not None else "(left out)"
            self._say(f"{label(step):<{wide}}  {text}", indent="", number=number)
        return steps

    def change(self, number: int, steps: list[Step]) -> None:
        """Ask the step with this *number* of the list again."""
        self.console.say("")
        try:
            self.ask(steps[number - 1])
            self.run()  # an answer may have opened further questions
        except GoBack:
            return


def tell(console: Console, text: str, indent: str = "  ", number: int | None = None) -> None:
    """Say *text*, wrapped to the width that the terminal has now, with its *number* before it."""
    width = max(20, min(console.width - 1, WIDEST))
    first = indent if number is None else f"{indent}{number:>2}  "
    for line in text.split("\n"):
        console.say(
            textwrap.fill(
                line,
                width,
                initial_indent=first,
                subsequent_indent=" " * len(first),
                break_on_hyphens=False,
            )
        )


def read_line(console: Console, prefill: str = "") -> str:
    """Return the line that is typed, with the lines that were pasted with it, "<" for "back".

    Raises:
        EOFError: If the input ends.
        KeyboardInterrupt: If the person stops, or says so.
    """
    lines = [console.read(PROMPT, prefill)]
    while console.more_waits():
        lines.append(console.read(PROMPT))
    return _meant("\n".join(lines).strip(), prefill)


def _meant(typed: str, prefill: str = "") -> str:
    """Return *typed* with a command, alone or behind what stood there, as its sign.

    In quotation marks, a command's word is an answer.
    """
    sign = COMMANDS.get(typed.removeprefix(prefill).casefold())
    if sign == STOP:
        raise Stop
    if sign:
        return prefill + BACK if sign == BACK else sign
    quoted = re.fullmatch(r"[\"'“‘](\w+)[\"'”’]", typed)
    return quoted[1] if quoted and quoted[1].casefold() in COMMANDS else typed


def _chosen_behind(question: Question, prefill: str, typed: str) -> str:
    """Return the choice that was typed behind one that stood in the line, or else *typed*."""
    choices = ("yes", "no") if question.type == "yes" else question.choices
    if prefill not in choices or typed == prefill:
        return typed
    behind = typed.removeprefix(prefill).strip()
    is_own = question.own_words and not behind.isdigit()
    return typed if is_own else pick(behind, choices) or typed


def _settled(again: Reading, left: Sequence[Doubt]) -> Reading:
    """Return the reading of an offer, which is decided, with the doubts that are *left*."""
    asked = {each.why for each in left}
    kept = tuple(each for each in again.doubts if each.must or each.why in asked)
    return replace(again, notes=(), doubts=kept)


def _ways_told(question: Question, ways: Sequence[str], alone: str | None) -> str:
    """Return how to settle a doubt; *alone* is what Enter takes."""
    if question.type in ("choice", "yes") and not question.own_words:
        return "A number, or some of its words."
    if not ways:
        return "Enter keeps it as it is. Or write it anew."
    enter = f"Enter takes {ways.index(alone) + 1}. " if alone else ""
    return f"{enter}A number takes that one. Or write it anew."


def choose(console: Console, title: str, names: Sequence[str], otherwise: str) -> int | None:
    """Return which of *names* the person takes, counted from 0; None for Enter, *otherwise*."""
    tell(console, f"\n{title}")
    for number, name in enumerate(names, 1):
        tell(console, name, number=number)
    tell(console, f"A number takes that one. {otherwise}")
    while typed := read_line(console):
        if typed.isdigit() and 0 < int(typed[:4]) <= len(names):
            return int(typed) - 1
        if chosen := pick(typed, tuple(names)):
            return list(names).index(chosen)
        tell(console, f"{typed!r} is not one of these. A number, or some of its words, will do.")
    return None


def label(step: Step) -> str:
    """Return the name of *step* in the list of answers."""
    name = step.question.name.replace("_", " ")
    return f"{name} ({step.blank.to.greeting})" if step.blank.to else name


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


def _without(people: Value, name: str) -> Value:
    """Return *people* without their own answers to *name*, so that its blank is found."""
    if not isinstance(people, tuple):
        return people
    return tuple(
        replace(who, own={key: value for key, value in who.own.items() if key != name})
        for who in people
        if isinstance(who, Person)
    )
