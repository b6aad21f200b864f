"""Settles what is doubtful about an answer, with the person who typed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from drafter.filling.session import Session, Step, as_said, settled, shown
from drafter.language.cleaning import Doubt
from drafter.letters.marks import SHOWN_BLANK
from drafter.letters.questions import Question, Reading, Value, pick
from drafter.terminal.lines import BACK, CLEAR, EDITOR, MORE, Console, read_line, say

STANDS = " It stands as you typed it."  # true of a file, where nobody is asked
SHORT_OFFER = 40  # characters that can be said once more in the line below
LONG_NAME = 15  # words; what is longer is a paste, or a sentence
ANEW = "e changes it. Or write it anew."


class Undecided(Exception):
    """The question is to be had again, with the *text* that was typed.

    *refused*: it is no answer. *changes*: the person wants to change it.
    """

    def __init__(self, text: str, *, refused: bool, changes: bool = False) -> None:
        super().__init__(text)
        self.text, self.refused, self.changes = text, refused, changes


def reading_of(session: Session, step: Step, typed: str) -> Reading:
    """Return what *typed* means as the answer to *step*, as a line of the terminal is read."""
    lines = [] if typed == CLEAR else [line for line in typed.split("\n") if line.strip()]
    if step.question.type == "people":
        typed = "; ".join(lines)  # a list of names, pasted
    reading = session.read(step, typed if lines else "")
    if lowered := _small_in_a_sentence(typed, reading):
        said = f"Wrote '{lowered.split()[0].rstrip(',.')}' with a small letter."
        again = settled(session.read(step, lowered), reading.doubts[1:])
        reading = replace(again, notes=(*reading.notes, said))
    if step.question.type == "name" and len(typed.split()) > LONG_NAME:
        reading = replace(reading, doubts=(_too_long(typed, lines), *reading.doubts))
    return reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """The settling of the doubts about one answer to *step*.

    *keep* keeps what was typed before it is asked about.
    """

    session: Session
    console: Console
    step: Step
    keep: Callable[[str], None]

    def decided(self, typed: str) -> Value:
        """Return what *typed* is as an answer, its doubts settled by the person.

        Raises:
            Undecided: If it is none, or the person would rather have the question again.
        """
        reading = reading_of(self.session, self.step, typed)
        if typed == shown(self.session.value(self.step)):  # its doubts were decided before
            reading = settled(reading, ())
        return self._decide(typed, reading).value

    def _decide(self, typed: str, reading: Reading) -> Reading:
        if reading.doubts:
            self.keep(typed)
        for note in reading.notes:
            self._say(note)
        for number, doubt in enumerate(reading.doubts, 1):
            chosen = self._choose(doubt, typed)
            if chosen != typed:
                again = reading_of(self.session, self.step, chosen)
                if chosen in doubt.offers:
                    again = settled(again, reading.doubts[number:])
                return self._decide(chosen, again)
        if reading.notes and reading.value is not None:
            self._say(self._joined(reading.value))
        return reading

    def _choose(self, doubt: Doubt, typed: str) -> str:
        """Return the offer that the person takes, *typed* to keep it, or what they write instead.

        Raises:
            Undecided: If there is no choice, or the person wants the question once more.
        """
        self._say(doubt.why.removesuffix(STANDS) if doubt.offers else doubt.why)
        ways = list(doubt.offers)
        for number, offer in enumerate(ways, 1):
            self._say(offer, number=number)
        if ways and not doubt.must and typed not in ways:
            ways.append(typed)
            self._say("as you wrote it", number=len(ways))
        if not ways and doubt.must:
            raise Undecided(typed, refused=True)
        # Where one of two is meant, or what was typed is among the offers, none of them is better,
        # but for the one word that a word in small letters is a slip for.
        keeps = typed in doubt.offers and not _is_usual(doubt)
        better = _mended(doubt, typed) or (typed if keeps else [*ways, typed][0])
        alone = None if doubt.must and len(ways) > 1 else better
        while True:
            self._say(_ways_told(self.step.question, ways, alone, typed))
            answer = read_line(self.console)
            if not answer and alone is not None:
                return alone
            if answer.endswith(BACK) or answer.casefold() in ("", EDITOR, "n", "no"):
                changes = answer.casefold() == EDITOR
                text = _only_offer(doubt, typed) if changes else typed
                raise Undecided(text, refused=doubt.must, changes=changes)
            if answer.isdigit() and ways:
                if 0 < int(answer[:3]) <= len(ways):
                    return ways[int(answer[:3]) - 1]
                continue
            if chosen := pick(answer, doubt.offers if doubt.must else ()):
                return chosen
            if answer != MORE and answer.casefold() not in ("y", "yes"):
                return answer

    def _joined(self, value: Value) -> str:
        sentence = self.step.blank.sentence
        if SHOWN_BLANK not in sentence:
            return str(value)
        return sentence.replace(SHOWN_BLANK, as_said(self.session, value), 1)

    def _say(self, text: str, number: int | None = None) -> None:
        say(self.console, text, number=number)


def _too_long(typed: str, lines: Sequence[str]) -> Doubt:
    """Return the doubt about a name of so many words; the first of several *lines* may be it."""
    why = f"These are {len(typed.split())} words. Is all of it the name?"
    return Doubt(why=why, offers=(lines[0].strip(),) if len(lines) > 1 else ())


def _only_offer(doubt: Doubt, typed: str) -> str:
    """Return the only offer of *doubt* that is not what was *typed*; that if there are several."""
    others = [offer for offer in doubt.offers if offer != typed]
    return others[0] if len(others) == 1 else typed


def _mended(doubt: Doubt, typed: str) -> str:
    """Return the one offer of *doubt* in which words that were *typed* in small letters differ."""
    offer = _only_offer(doubt, typed)
    words = {*typed.split()}.difference(offer.split())
    return offer if words and all(word.islower() for word in words) else ""


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
