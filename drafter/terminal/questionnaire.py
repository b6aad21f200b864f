"""Asks at the terminal, one blank at a time."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import partial

from drafter.filling import sources
from drafter.filling.session import Session, Step, as_said, greeting, shown
from drafter.letters.context import groups
from drafter.letters.questions import Question, Value, pick
from drafter.terminal import prompts
from drafter.terminal.doubts import Settling, Undecided, reading_of
from drafter.terminal.lines import BACK, CLEAR, MORE, Console, GoBack, say
from drafter.terminal.prompts import BEGUN, NOTED, NOW, WROTE, Stands

ONCE = "contact"  # asked at the end of the first letter, and kept for those to come
ASKED_ONCE = "A telephone number or an address, if you like. It is kept for your next letters."
MIXED_UP = ("people", "me", "company", "role")  # of which two should hardly be the same


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
            waiting = [step for step in steps if self._is_open(step)]
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

    def _is_open(self, step: Step) -> bool:
        """Return whether *step* has no answer, or another one was begun and not decided on."""
        begun = self.session.typed.get(step.key)
        if not begun or begun.settled or not self.session.is_answered(step):
            return not self.session.is_answered(step)
        return reading_of(self.session, step, begun.text).value != self.session.value(step)

    def _where(self, step: Step, steps: Sequence[Step]) -> str:
        """Return which of all *steps* this is, also of those answered before; empty: none."""
        keys = [each.key for each in steps if each.key[0] not in self.known]
        return f"{keys.index(step.key) + 1} of {len(keys)}" if step.key in keys else ""

    def in_turn(self) -> list[Step]:
        """Return what is asked one after the other, and once for all letters at the end."""
        steps = self.session.steps()
        return [
            step for step in steps if step.question.name == ONCE or not self.session.is_later(step)
        ]

    def _answered_before(self, step: Step) -> list[Step]:
        """Return what comes before *step* and was answered in another run, or by an option."""
        steps = self.in_turn()
        before = itertools.takewhile(lambda each: each.key != step.key, steps)
        return [each for each in before if self.session.is_answered(each)]

    def _is_of_one(self, step: Step) -> bool:
        """Return whether *step* is about one person alone, and not about all who share a letter."""
        session, to = self.session, step.blank.to
        is_shared = len(groups(session.kind, session.answers)) < 2
        return to is not None and not (is_shared and to.greeting == session.people[0].greeting)

    def ask(self, step: Step) -> None:
        """Ask *step* until there is an answer, or it is skipped.

        Raises:
            GoBack: If the person wants the question before it.
        """
        question, stands = step.question, self._stands(step)
        prompts.show(self.console, step, stands, whose=self._is_of_one(step))
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
                value = self._settling(step).decided(typed)
            except Undecided as left:
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

    def _settling(self, step: Step) -> Settling:
        keep = partial(self._keep_begun, step)
        return Settling(session=self.session, console=self.console, step=step, keep=keep)

    def _typed(self, step: Step, stands: Stands, *, changes: bool) -> str:
        """Return what is typed where this *stands*.

        Raises:
            GoBack: If the person wants the question before it.
        """
        try:
            typed = prompts.read(self.console, step.question, stands, changes=changes)
        except (EOFError, KeyboardInterrupt) as left:
            self._keep_begun(step, str(left))
            raise
        if typed.endswith(BACK):
            self._keep_begun(step, typed.removesuffix(BACK).strip())
            raise GoBack
        return typed

    def _stands(self, step: Step) -> Stands:
        """Return what stands there: what was begun, the answer as it is, or what is noted."""
        value, begun = self.session.value(step), self.session.typed.get(step.key)
        kept = shown(value)
        if begun and begun.text != kept:
            refused = [
                doubt
                for doubt in reading_of(self.session, step, begun.text).problems
                if not doubt.offers or prompts.is_closed(step.question)
            ]
            return Stands(said=BEGUN, text=begun.text, takes=kept if refused else begun.text)
        noted = self.session.offered(step) if value is None else ""
        return Stands(said=NOTED if noted else NOW, text=noted or kept, takes=noted or kept)

    def _keep_begun(self, step: Step, begun: str) -> None:
        """Keep what was *begun* as the answer to *step*, to go on with."""
        if begun and begun not in (shown(self.session.value(step)), self.session.offered(step)):
            self.session = self.session.begun(step, begun)
            self.keep(self.session)

    def _take(self, step: Step, typed: str, value: Value) -> None:
        """Note *value* as the answer to *step*, and keep it."""
        question, before = step.question, self.session.value(step)
        if "\n" in typed and question.type not in prompts.SEVERAL_LINES:
            self._say(f"Taken as one answer: {as_said(self.session, value)}")
        if earlier := self.session.repeated(step, value):
            self._say(sources.said_twice(question.name, earlier))
            value = None
        self.session = self.session.answered(step, value)
        self.keep(self.session)
        is_new = question.name == "people" and value and value != before
        if is_new and (greeted := greeting(self.session, step)):
            self._say(f"The letter greets: {greeted}")
        if question.name in MIXED_UP:
            for said in sources.mix_ups(self.session.answers):
                self._say(said)

    def _say_needed(self, question: Question) -> None:
        example = f" For example: {shown(question.example)}." if question.example else ""
        self._say(f"The letter needs this one.{example} quit stops and keeps what you wrote.")

    def _say(self, text: str, number: int | None = None) -> None:
        say(self.console, text, number=number)
