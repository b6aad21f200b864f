"""Asks at the terminal, one blank at a time."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from drafter.filling import sources
from drafter.filling.session import Session, Step, settled, shown
from drafter.language.cleaning import Doubt
from drafter.letters import rendering
from drafter.letters.questions import Question, Reading, Value, pick
from drafter.terminal import prompts
from drafter.terminal.lines import BACK, CLEAR, MORE, Console, GoBack, read_line, say

STANDS = " It stands as you typed it."  # true of a file, where nobody is asked
MIXED_UP = ("people", "me", "company", "role")  # of which two should hardly be the same


class Keep(Protocol):
    """Keeps what a session was told, before the next question shows."""

    def __call__(self, session: Session, /) -> None: ...


@dataclass(slots=True, kw_only=True)
class Questionnaire:
    """The asking of one letter: its *session* so far, which each answer makes anew."""

    session: Session
    console: Console
    keep: Keep | Callable[[Session], None]

    def run(self) -> None:
        """Ask everything that is still to ask.

        Raises:
            EOFError: If the input ends.
            KeyboardInterrupt: If the person stops.
        """
        asked: list[Step] = []
        ahead: list[Step] = []  # what was asked before the person went back
        while True:
            waiting = self.session.waiting()
            ahead = [step for step in map(self.session.again, ahead) if step]
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

    def _answered_before(self, step: Step) -> list[Step]:
        """Return what comes before *step* and was answered in another run, or by an option."""
        steps = self.session.first_steps()
        before = itertools.takewhile(lambda each: each.key != step.key, steps)
        return [each for each in before if self.session.is_answered(each)]

    def ask(self, step: Step) -> None:
        """Ask *step* until there is an answer, or it is skipped.

        Raises:
            GoBack: If the person wants the question before it.
        """
        question = step.question
        prefill = self._as_typed(step)
        noted = self.session.value(step) is None and step.key not in self.session.typed
        prompts.show(self.console, step, prefill, noted=noted)
        told_more = False
        while True:
            typed = prompts.read(self.console, question, prefill)
            if typed.endswith(BACK):
                self._remember(step, typed.removesuffix(BACK).strip())
                raise GoBack
            if typed == MORE:
                prompts.tell_more(self.console, question, again=told_more)
                told_more = True
                continue
            reading = self._reading(step, typed)
            if reading.value is None and not reading.problems and question.needed:
                self._say_needed(question)
                continue
            decided = self._decide(step, typed, reading)
            if decided is not None:
                self._take(step, typed, decided.value)
                return
            prefill = typed
            prompts.tell_of_prefill(self.console, prefill)

    def _as_typed(self, step: Step) -> str:
        """Return what stands in the line: what was begun, the answer as it is, or what is noted."""
        begun = self.session.typed.get(step.key)
        if begun:
            return begun.text
        value = self.session.value(step)
        return shown(value) if value is not None else self.session.offered(step)

    def _remember(self, step: Step, begun: str) -> None:
        stands = begun == shown(self.session.value(step))
        self.session = self.session.begun(step, "" if stands else begun)

    def _take(self, step: Step, typed: str, value: Value) -> None:
        """Note *value* as the answer to *step*, and keep it."""
        question = step.question
        if "\n" in typed and question.type not in prompts.SEVERAL_LINES:
            self._say(f"Taken as one answer: {self.session.as_said(value)}")
        if earlier := self.session.repeated(step, value):
            self._say(sources.said_twice(question.name, earlier))
            value = None
        self.session = self.session.answered(step, value)
        self.keep(self.session)
        if question.name in MIXED_UP:
            for said in sources.mix_ups(self.session.answers):
                self._say(said)

    def _reading(self, step: Step, typed: str) -> Reading:
        return self.session.read(step, "" if typed == CLEAR else typed)

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
                    again = settled(again, reading.doubts[number:])
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
        return sentence.replace(rendering.SHOWN_BLANK, self.session.as_said(value), 1)

    def _say_needed(self, question: Question) -> None:
        example = f" For example: {shown(question.example)}." if question.example else ""
        self._say(f"The letter needs this one.{example} quit stops and keeps what you wrote.")

    def _say(self, text: str, number: int | None = None) -> None:
        say(self.console, text, number=number)


def _ways_told(question: Question, ways: Sequence[str], alone: str | None) -> str:
    """Return how to settle a doubt; *alone* is what Enter takes."""
    if question.type in ("choice", "yes") and not question.own_words:
        return "A number, or some of its words."
    if not ways:
        return "Enter keeps it as it is. Or write it anew."
    enter = f"Enter takes {ways.index(alone) + 1}. " if alone else ""
    return f"{enter}A number takes that one. Or write it anew."
