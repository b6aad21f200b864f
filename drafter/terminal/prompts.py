"""How a question looks at the terminal, and how its answer is read there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.filling.session import Step, shown
from drafter.letters.questions import Question, pick
from drafter.terminal.lines import (
    BACK,
    CLEAR,
    EDITOR,
    MORE,
    PROMPT,
    TYPE_ANEW,
    Console,
    change_line,
    meant,
    read_line,
    say,
)

QUIET = "< goes back, ? helps, quit stops and keeps everything."
SEVERAL_LINES = ("story", "list")
OWN_SENTENCE = ("words", "story", "list")  # the types of answer whose sentence goes without them
HOW = {"list": "One a line; an empty line ends them.", "story": "An empty line ends it."}
OPENS_EDITOR = "An empty line ends it; e opens your editor."
NO_EDITOR = "No editor was found; EDITOR can name yours. You can write it here."
MIDWAY = "An empty line ends it; clear takes it out."
TAKEN_OUT = "Taken out. Write it anew, or leave it with Enter."
NOW, NOTED, BEGUN, WROTE = "Now", "From your notes", "You had begun", "You wrote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """What stands above the line: its *text*, which e changes, and what Enter *takes*.

    *said* tells where the text is from. Enter takes another one where the text was refused.
    """

    said: str = NOW
    text: str = ""
    takes: str = ""


# --- what is shown ----------------------------------------------------------------------------


def show(console: Console, step: Step, stands: Stands, *, whose: bool) -> None:
    """Show *step* with its sentence, how to answer, and what *stands* there already.

    *whose*: it is said to whom it is, where each person gets a letter, or an answer of their own.
    """
    question, blank = step.question, step.blank
    if blank.to and whose:
        say(console, f"To {blank.to.greeting}:", look="strong")
    if question.type == "story" and question.ask and blank.sentence:
        say(console, question.ask, look="strong")  # no word of ours stands around a story
        say(console, blank.sentence)
    else:
        say(console, blank.sentence or question.ask, look="strong")
    made = dict(blank.choices)
    for number, choice in enumerate(question.choices, 1):
        sentence = made.get(choice, "")
        shows = f': "{sentence}"' if sentence and len(sentence) < 90 else ""
        say(console, f"{choice}{shows}", number=number)
    if question.type == "yes":
        say(console, f'yes: "{made.get("yes", "")}"  or no', indent="    ")
    for line in _how(question, stands):
        say(console, line)
    if not stands.text or _are_choices(question, stands.text):
        say(console, f"{_enter(question, stands.takes)}{QUIET}", look="quiet")
        return
    _say_text(console, stands)
    if is_closed(question):
        say(console, f"{_enter(question, stands.takes)}{QUIET}", look="quiet")
    else:
        say(console, _ways(question, stands))
        say(console, QUIET, look="quiet")


def tell_standing(console: Console, question: Question, stands: Stands) -> None:
    """Say what *stands* there now, and how to keep it, to change it and to take it out."""
    if stands.takes == stands.text:  # what was refused has just been said
        _say_text(console, stands)
    say(console, _ways(question, stands))


def _say_text(console: Console, stands: Stands) -> None:
    between = "\n" if "\n" in stands.text else " "
    say(console, f"{stands.said}:{between}{stands.text}")


def _ways(question: Question, stands: Stands) -> str:
    """Return what to do about what *stands* there."""
    enter = _enter(question, stands.takes).rstrip("., ")
    if is_closed(question):
        return " ".join(f"{each}." for each in ("A number, or some of its words", enter) if each)
    if stands.takes != stands.text:
        ways = ["e changes what you wrote", *filter(None, [enter])]
        return f"{'; '.join(ways)}. Or write it anew."
    keeps = "keeps" if stands.said == NOW else "takes"
    clear = "" if question.needed else "clear takes it out, "
    told = f"Enter {keeps} it, e changes it, {clear}or type another."
    return told if question.choices else f"{told} {HOW.get(question.type, '')}".rstrip()


def _how(question: Question, stands: Stands) -> list[str]:
    """Return the lines that tell how to answer; what *stands* there is example enough."""
    if question.choices:
        some = ", or several: 1, 3" if question.type == "list" else ""
        own = f"{some}, or your own words" if question.own_words else some
        return [f"A number, or some of its words{own}."]
    if stands.text:
        return []
    example = "" if question.type == "yes" else shown(question.example).replace("\n", "; ")
    told = f"For example: {example}" if example else ""
    ends = OPENS_EDITOR if question.type == "story" else HOW.get(question.type, "")
    return [line for line in (told, ends) if line]


def _enter(question: Question, takes: str) -> str:
    """Return what Enter alone does, where it does something."""
    if takes:
        return f"Enter keeps: {'; '.join(takes.split(chr(10)))}. "
    if question.default is not None:
        return f"Enter takes: {question.default}. "
    return "Enter skips, " if question.optional else ""


def _are_choices(question: Question, text: str) -> bool:
    """Return whether *text* is one of the choices, or several lines of them."""
    return bool(question.choices and "\n" in text) or text in choices(question)


def is_closed(question: Question) -> bool:
    """Return whether nothing but one of the choices is an answer."""
    return bool(choices(question)) and not question.own_words


def tell_no_such(console: Console, question: Question, number: str) -> None:
    """Say that none of the choices has this *number*."""
    last = len(choices(question))
    say(console, f"There is no {number} here; a number from 1 to {last} takes that one.")


def tell_more(console: Console, question: Question, ways: str, *, again: bool = False) -> None:
    """Say more about *question*, and the *ways* to answer it; *again*: it was said already."""
    told = [question.hint or question.ask or "Write what fits the blank in the sentence."]
    if question.limit and question.type in ("words", "story") and again:
        told.append(f"At most {question.limit} words read well here.")
    say(console, " ".join([*told, ways]))


def help_on(question: Question, stands: Stands) -> str:
    """Return in a sentence what Enter alone does, and what can be done with what *stands* there."""
    if stands.text and not is_closed(question):
        return _ways(question, stands)
    if stands.takes or question.default is not None:
        return _enter(question, stands.takes).strip()
    if not question.optional:
        return "The letter needs this one; quit stops and keeps everything."
    skips = "leaves its sentence out" if question.type in OWN_SENTENCE else "skips it"
    return f"Enter {skips}, and the letter still reads as complete."


# --- what is typed ----------------------------------------------------------------------------


def read(console: Console, question: Question, stands: Stands, *, changes: bool = False) -> str:
    """Return what is typed for *question*, or a command's sign; Enter takes what *stands* there.

    *changes*: the person has asked already to change it.

    Raises:
        EOFError: If the input ends. This and the next hold what was typed until then.
        KeyboardInterrupt: If the person stops.
    """
    several = question.type in SEVERAL_LINES and not question.choices
    typed = EDITOR
    if not changes:
        typed = _read_lines(console, question) if several else read_line(console)
    if typed == EDITOR and (stands.text or question.type == "story"):
        typed = _change(console, question, stands.text)
    if not typed:
        return stands.takes
    return pick(typed, choices(question)) or typed if typed.isdigit() else typed


def choices(question: Question) -> tuple[str, ...]:
    """Return what a number takes, as it is counted on the screen."""
    return ("yes", "no") if question.type == "yes" else question.choices


def _change(console: Console, question: Question, text: str) -> str:
    """Return *text* as the person changes it: a story in an editor, the rest in the line.

    It is empty if it stays as it is, CLEAR if nothing of it is left.
    """
    if question.type == "story":
        edited = console.edit(text)
        if edited is not None:
            return edited.strip() or CLEAR
        say(console, NO_EDITOR)
    elif question.type not in SEVERAL_LINES or question.choices:
        between = "; " if question.type in ("people", "list") else " "
        return change_line(console, between.join(text.split("\n")))
    if text and not console.prefills:
        say(console, TYPE_ANEW)
        text = ""
    typed = _read_lines(console, question, text.split("\n") if text else ())
    return typed or (CLEAR if text else "")


def _read_lines(console: Console, question: Question, offered: Sequence[str] = ()) -> str:
    """Return an answer of several lines, those *offered* standing there to be changed.

    A pasted text may hold empty lines, and any words: one ends the answer, or is a command,
    only if nothing waits behind it.
    """
    lines: list[str] = []
    rest = [*offered]
    while True:
        there = rest.pop(0) if rest else None
        if there == "":  # between two paragraphs
            lines.append(there)
            continue
        try:
            typed = console.read(PROMPT, there or "").strip()
            waits = console.more_waits()
            typed = typed if waits else meant(typed, there or "")
        except (EOFError, KeyboardInterrupt) as left:
            begun = [*lines, str(left) or there or "", *rest]
            raise type(left)("\n".join(begun).strip()) from None
        if not waits and typed.endswith(BACK):
            return "\n".join([*lines, typed.removesuffix(BACK), *rest]).strip() + BACK
        fresh = there is None and not lines
        if not waits and ((not typed and there is None) or (fresh and typed in _ALONE)):
            return typed or "\n".join(lines).strip()
        if not waits and typed == MORE:
            tell_more(console, question, MIDWAY)
            rest = rest if there is None else [there, *rest]
        elif not waits and typed == CLEAR:
            lines = lines if there is not None else _begin_anew(console)
        elif typed or waits:
            lines.append(typed)


_ALONE = (MORE, CLEAR, EDITOR)  # what is a command of the whole question in its first line


def _begin_anew(console: Console) -> list[str]:
    """Say that the lines of an answer are taken out; return those that are left, none."""
    say(console, TAKEN_OUT)
    return []
