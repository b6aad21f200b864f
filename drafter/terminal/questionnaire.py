"""Asks at the terminal, one blank at a time."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from drafter.filling import sources
from drafter.filling.session import Session, Step, as_said, settled, shown
from drafter.language.cleaning import Doubt
from drafter.letters.marks import SHOWN_BLANK
from drafter.letters.questions import Question, Reading, Value, pick
from drafter.terminal import prompts
from drafter.terminal.lines import BACK, CLEAR, EDITOR, MORE, Console, GoBack, read_line, say
from drafter.terminal.prompts import BEGUN, NOTED, NOW, WROTE, Stands

STANDS = " It stands as you typed it."  # true of a file, where nobody is asked
SHORT_OFFER = 40  # characters that can be said once more in the line below
LONG_NAME = 15  # words; what is longer is a paste, or a sentence
ONCE = "contact"  # asked at the end of the first letter, and kept for those to come
ASKED_ONCE = "A telephone number or an address, if you like. It is kept for your next letters."
ANEW = "e changes it. Or write it anew."
MIXED_UP = ("people", "me", "company", "role")  # of which two should hardly be the same


class _Undecided(Exception):
    """The question is to be had again, with the *text* that was typed.

    *refused*: it is no answer. *changes*: the person wants to change it.
    """

    def __init__(self, text: str, *, refused: bool, changes: bool = False) -> None:
        super().__init__(text)
        self.text, self.refused, self.changes = text, refused, changes


@dataclass(slots=True, kw_only=True)
class Questionnaire:
    """The asking of one letter: its *session* so far, which each answer makes anew.

    *keep* keeps what it was told, before the next question shows. *known* are the names of answers
    that came from elsewhere, and do not count among the questions.
    """

    session: Session
    console: Console
    keep: Callable[[Session], None]
    known: Container[str] = ()

    def run(self, *, again: Step | None = None) -> None:
        """Ask everything that is still to ask, and *again* first, from where one can go back.

        Raises:
            EOFError: If the input ends.
            KeyboardInterrupt: If the person stops.
        """
        asked: list[Step] = []
        ahead = [again] if again else []  # what was asked before the person went back
        while True:
            steps = self._first_steps()
            waiting = [step for step in steps if not self.session.is_answered(step)]
            ahead = [now for step in ahead if (now := self.session.step(step.key))]
            if not ahead and not waiting:
                return
            step = ahead.pop() if ahead else waiting[0]
            self.console.say("")
            if where := self._where(step, steps):
                say(self.console, where, indent="", look="quiet")
            if step.question.name == ONCE:
                self._say(ASKED_ONCE)
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

    def _first_steps(self) -> list[Step]:
        """Return what is asked one after the other, and what is asked once for all letters."""
        steps, once = self.session.first_steps(), self.session.kind.question(ONCE)
        if once is None or not once.later or ONCE in self.session.answers:
            return steps
        return [*steps, *self.session.steps([once])]

    def _where(self, step: Step, steps: Sequence[Step]) -> str:
        """Return which of all *steps* this is, also of those answered before; empty: none."""
        keys = [each.key for each in steps if each.key[0] not in self.known]
        return f"{keys.index(step.key) + 1} of {len(keys)}" if step.key in keys else ""

    def in_turn(self) -> list[Step]:
        """Return what is asked one after the other, and once for all letters at the end."""
        asked = [
            each
            for each in self.session.kind.questions
            if each.name == ONCE or not self.session.is_later(each)
        ]
        return self.session.steps(asked)

    def _answered_before(self, step: Step) -> list[Step]:
        """Return what comes before *step* and was answered in another run, or by an option."""
        steps = self.in_turn()
        before = itertools.takewhile(lambda each: each.key != step.key, steps)
        return [each for each in before if self.session.is_answered(each)]

    def ask(self, step: Step) -> None:
        """Ask *step* until there is an answer, or it is skipped.

        Raises:
            GoBack: If the person wants the question before it.
        """
        question, stands = step.question, self._stands(step)
        prompts.show(self.console, step, stands)
        told_more = changes = False
        while True:
            typed = self._typed(step, stands, changes=changes)
            changes = False
            if typed == MORE:
                ways = prompts.help_on(question, stands)
                prompts.tell_more(self.console, question, ways, again=told_more)
                told_more = True
                continue
            if typed.isdigit() and question.choices and pick(typed, question.choices) is None:
                prompts.tell_no_such(self.console, question, typed)
                continue
            try:
                value = self._decided(step, typed)
            except _Undecided as left:
                changes, takes = left.changes, stands.takes if left.refused else left.text
                stands = Stands(said=WROTE, text=left.text, takes=takes)
            else:
                if value is not None or not question.needed:
                    self._take(step, typed, value)
                    return
                self._say_needed(question)
                stands = stands if typed != CLEAR else Stands()
                continue
            if not changes:
                prompts.tell_standing(self.console, question, stands)

    def _typed(self, step: Step, stands: Stands, *, changes: bool) -> str:
        """Return what is typed where this *stands*.

        Raises:
            GoBack: If the person wants the question before it.
        """
        try:
            typed = prompts.read(self.console, step.question, stands, changes=changes)
        except (EOFError, KeyboardInterrupt) as left:
            if str(left):
                self._keep_begun(step, str(left))
            raise
        if typed.endswith(BACK):
            self._remember(step, typed.removesuffix(BACK).strip())
            raise GoBack
        return typed

    def _stands(self, step: Step) -> Stands:
        """Return what stands there: what was begun, the answer as it is, or what is noted."""
        value, begun = self.session.value(step), self.session.typed.get(step.key)
        kept = shown(value)
        if begun and begun.text != kept:
            refused = self._reading(step, begun.text).problems
            return Stands(said=BEGUN, text=begun.text, takes=kept if refused else begun.text)
        noted = self.session.offered(step) if value is None else ""
        return Stands(said=NOTED if noted else NOW, text=noted or kept, takes=noted or kept)

    def _remember(self, step: Step, begun: str) -> None:
        if begun and begun not in (shown(self.session.value(step)), self.session.offered(step)):
            self.session = self.session.begun(step, begun)

    def _keep_begun(self, step: Step, begun: str) -> None:
        """Keep what was *begun* as the answer to *step*, when the person is called away."""
        reading = self._reading(step, begun)
        if reading.value is not None and not reading.problems:
            self.session = self.session.answered(step, reading.value)
            self.keep(self.session)

    def _take(self, step: Step, typed: str, value: Value) -> None:
        """Note *value* as the answer to *step*, and keep it."""
        question = step.question
        if "\n" in typed and question.type not in prompts.SEVERAL_LINES:
            self._say(f"Taken as one answer: {as_said(self.session, value)}")
        if earlier := self.session.repeated(step, value):
            self._say(sources.said_twice(question.name, earlier))
            value = None
        self.session = self.session.answered(step, value)
        self.keep(self.session)
        if question.name in MIXED_UP:
            for said in sources.mix_ups(self.session.answers):
                self._say(said)

    def _reading(self, step: Step, typed: str) -> Reading:
        lines = [] if typed == CLEAR else [line for line in typed.split("\n") if line.strip()]
        if step.question.type == "people":
            typed = "; ".join(lines)  # a list of names, pasted
        reading = self.session.read(step, typed if lines else "")
        if lowered := _small_in_a_sentence(typed, reading):
            said = f"Wrote '{lowered.split()[0].rstrip(',.')}' with a small letter."
            again = settled(self.session.read(step, lowered), reading.doubts[1:])
            reading = replace(again, notes=(*reading.notes, said))
        if step.question.type == "name" and len(typed.split()) > LONG_NAME:
            reading = replace(reading, doubts=(_too_long(typed, lines), *reading.doubts))
        return reading

    def _decided(self, step: Step, typed: str) -> Value:
        """Return what *typed* is as the answer to *step*, its doubts settled by the person.

        Raises:
            _Undecided: If it is none, or the person would rather have the question again.
        """
        reading = self._reading(step, typed)
        if typed == shown(self.session.value(step)):  # its doubts were decided before
            reading = settled(reading, ())
        return self._decide(step, typed, reading).value

    def _decide(self, step: Step, typed: str, reading: Reading) -> Reading:
        for note in reading.notes:
            self._say(note)
        for number, doubt in enumerate(reading.doubts, 1):
            chosen = self._choose(step.question, doubt, typed)
            if chosen != typed:
                again = self._reading(step, chosen)
                if chosen in doubt.offers:
                    again = settled(again, reading.doubts[number:])
                return self._decide(step, chosen, again)
        if reading.notes and reading.value is not None:
            self._say(self._joined(step, reading.value))
        return reading

    def _choose(self, question: Question, doubt: Doubt, typed: str) -> str:
        """Return the offer that the person takes, *typed* to keep it, or what they write instead.

        Raises:
            _Undecided: If there is no choice, or the person wants the question once more.
        """
        self._say(doubt.why.removesuffix(STANDS) if doubt.offers else doubt.why)
        ways = list(doubt.offers)
        for number, offer in enumerate(ways, 1):
            self._say(offer, number=number)
        if ways and not doubt.must and typed not in ways:
            ways.append(typed)
            self._say("as you wrote it", number=len(ways))
        if not ways and doubt.must:
            raise _Undecided(typed, refused=True)
        # Where one of two is meant, or what was typed is among the offers, none of them is better.
        keeps = typed in doubt.offers and not _is_usual(doubt)
        better = typed if keeps else [*ways, typed][0]
        alone = None if doubt.must and len(ways) > 1 else better
        while True:
            self._say(_ways_told(question, ways, alone, typed))
            answer = read_line(self.console)
            if not answer and alone is not None:
                return alone
            if answer.endswith(BACK) or answer.casefold() in ("", EDITOR, "n", "no"):
                changes = answer.casefold() == EDITOR
                raise _Undecided(typed, refused=doubt.must, changes=changes)
            if answer.isdigit() and ways:
                if 0 < int(answer[:3]) <= len(ways):
                    return ways[int(answer[:3]) - 1]
                continue
            if chosen := pick(answer, doubt.offers if doubt.must else ()):
                return chosen
            if answer != MORE and answer.casefold() not in ("y", "yes"):
                return answer

    def _joined(self, step: Step, value: Value) -> str:
        sentence = step.blank.sentence
        if SHOWN_BLANK not in sentence:
            return str(value)
        return sentence.replace(SHOWN_BLANK, as_said(self.session, value), 1)

    def _say_needed(self, question: Question) -> None:
        example = f" For example: {shown(question.example)}." if question.example else ""
        self._say(f"The letter needs this one.{example} quit stops and keeps what you wrote.")

    def _say(self, text: str, number: int | None = None) -> None:
        say(self.console, text, number=number)


def _too_long(typed: str, lines: Sequence[str]) -> Doubt:
    """Return the doubt about a name of so many words; the first of several *lines* may be it."""
    why = f"These are {len(typed.split())} words. Is all of it the name?"
    return Doubt(why=why, offers=(lines[0].strip(),) if len(lines) > 1 else ())


def _is_usual(doubt: Doubt) -> bool:
    """Return whether *doubt* says that its first offer is what people write."""
    entries = [entry.split(" <")[0] for entry in doubt.offers[0].split("; ")]
    return any(doubt.why.endswith(f"people write {entry}.") for entry in entries)


_SUBJECTS = "i we you he she they it there this that is was were are had has"


def _small_in_a_sentence(typed: str, reading: Reading) -> str:
    """Return the answer with a small first letter, where its capital was doubted in vain.

    Whoever types a whole sentence begins it with a capital, as it should be.
    """
    if not reading.doubts or len(reading.doubts[0].offers) != 2:
        return ""
    words = typed.casefold().split()
    is_sentence = typed.rstrip()[-1:] in (".", "!", "?", "…") or (
        words[0].endswith(",") or (len(words) > 1 and words[1].rstrip(",") in _SUBJECTS.split())
    )
    lowered, kept = reading.doubts[0].offers
    is_capital = kept[:1].isupper() and lowered == kept[0].lower() + kept[1:]
    return lowered if is_sentence and is_capital else ""


def _ways_told(question: Question, ways: Sequence[str], alone: str | None, typed: str) -> str:
    """Return how to settle a doubt about what was *typed*; *alone* is what Enter takes."""
    if question.type in ("choice", "yes") and not question.own_words:
        return "A number, or some of its words."
    if not ways:
        return f"Enter keeps it as it is. {ANEW}"
    short = alone is not None and len(alone) <= SHORT_OFFER
    takes = f"takes {alone if short else ways.index(alone) + 1}" if alone in ways else ""
    told = ["Enter keeps it" if alone == typed else f"Enter {takes}" if takes else ""]
    if typed in ways and alone != typed:
        told.append(f"{ways.index(typed) + 1} keeps it")
    said = [f"{'; '.join(filter(None, told)).rstrip('.')}."] if any(told) else []
    if len(told) < 2 or len(ways) > 2:
        said.append("A number takes that one.")
    return " ".join([*said, ANEW])
