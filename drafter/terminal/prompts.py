"""How a question looks at the terminal, and how its answer is read there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from drafter.filling.session import Step, shown
from drafter.letters.questions import Question, pick
from drafter.terminal.lines import (
    BACK,
    CLEAR,
    EDITOR,
    MORE,
    PROMPT,
    Console,
    meant,
    read_line,
    say,
)

QUIET = "< goes back, ? helps, quit stops and keeps everything."
SEVERAL_LINES = ("story", "list")
OWN_SENTENCE = ("words", "story", "list")  # the types of answer whose sentence goes without them
HOW = {
    "list": "\nOne a line; an empty line ends them.",
    "story": "\nAn empty line ends it; e opens your editor.",
}
NO_EDITOR = "No editor was found; EDITOR can name yours. You can write it here."
IN_THE_LINE = "What you wrote stands in the line; clear takes it out."
FROM_NOTES = "From your notes. Enter takes it; clear takes it out."


# --- what is shown ----------------------------------------------------------------------------


def show(console: Console, step: Step, prefill: str, *, noted: bool) -> None:
    """Show *step* with its sentence and how to answer; *prefill* stands in the line.

    *noted*: it comes from the person's notes.
    """
    question, blank = step.question, step.blank
    if blank.to:
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
    if how := _how(question):
        say(console, how)
    say(console, f"{_enter(question, prefill)}{QUIET}", look="quiet")
    if prefill and noted:
        say(console, FROM_NOTES)
    else:
        tell_of_prefill(console, question, prefill)


def tell_of_prefill(console: Console, question: Question, prefill: str) -> None:
    """Say that *prefill* stands in the line, where it does."""
    if prefill and can_prefill(console, question, prefill):
        say(console, IN_THE_LINE)


def _how(question: Question) -> str:
    """Return the line that tells how to answer."""
    if question.choices:
        some = ", or several: 1, 3" if question.type == "list" else ""
        own = f"{some}, or your own words" if question.own_words else some
        return f"A number, or some of its words{own}."
    example = "" if question.type == "yes" else shown(question.example).replace("\n", "; ")
    told = f"For example: {example}" if example else ""
    return told + HOW.get(question.type, "")


def _enter(question: Question, prefill: str) -> str:
    """Return what Enter alone does, where it does something."""
    if prefill:
        kept = "; ".join(prefill.split("\n"))
        return f"Enter keeps: {kept}. " if _are_choices(question, prefill) else "Enter keeps it, "
    if question.default is not None:
        return f"Enter takes: {question.default}. "
    return "Enter skips, " if question.optional else ""


def _are_choices(question: Question, text: str) -> bool:
    """Return whether *text* is one of the choices, or several lines, which none can stand for."""
    return bool(question.choices and "\n" in text) or text in choices(question)


def tell_no_such(console: Console, question: Question, number: str) -> None:
    """Say that none of the choices has this *number*."""
    last = len(choices(question))
    say(console, f"There is no {number} here; a number from 1 to {last} takes that one.")


def tell_more(console: Console, question: Question, prefill: str, *, again: bool) -> None:
    """Say more about *question*, where *prefill* is written; *again*: it was said already."""
    told = [question.hint or question.ask or "Write what fits the blank in the sentence."]
    if question.limit and question.type in ("words", "story") and again:
        told.append(f"At most {question.limit} words read well here.")
    say(console, " ".join([*told, _enter_told(question, prefill)]))


def _enter_told(question: Question, prefill: str) -> str:
    """Return in a sentence what Enter alone does."""
    if prefill:
        return "Enter keeps what you wrote; clear takes it out."
    if question.default is not None:
        return f"Enter takes: {question.default}."
    if not question.optional:
        return "The letter needs this one; quit stops and keeps everything."
    skips = "leaves its sentence out" if question.type in OWN_SENTENCE else "skips it"
    return f"Enter {skips}, and the letter still reads as complete."


# --- what is typed ----------------------------------------------------------------------------


def read(console: Console, question: Question, prefill: str, begun: Callable[[str], None]) -> str:
    """Return what is typed for *question*, or a command's sign; *prefill* can be changed.

    *begun* is told what stood there already where it is stopped in the middle of a long answer.

    Raises:
        EOFError: If the input ends.
        KeyboardInterrupt: If the person stops.
    """
    typed = _typed(console, question, prefill, begun)
    if prefill and not can_prefill(console, question, prefill) and typed in ("", BACK):
        return prefill + typed
    number = typed.removeprefix(prefill).strip()
    return pick(number, choices(question)) or typed if number.isdigit() else typed


def choices(question: Question) -> tuple[str, ...]:
    """Return what a number takes, as it is counted on the screen."""
    return ("yes", "no") if question.type == "yes" else question.choices


def _typed(console: Console, question: Question, prefill: str, begun: Callable[[str], None]) -> str:
    if question.type not in SEVERAL_LINES or question.choices:
        return read_line(console, "" if _are_choices(question, prefill) else prefill)
    if question.type == "list":
        return _read_lines(console, question, prefill.split("\n") if prefill else [], begun)
    if prefill and not can_prefill(console, question, prefill):
        say(console, f"Now:\n{prefill}\nEnter keeps it, clear takes it out.")
        typed = _read_lines(console, question, [], begun)
    else:
        typed = _read_lines(console, question, [prefill] if prefill else [], begun)
    if typed != EDITOR:
        return typed
    edited = console.edit(prefill)
    if edited is None:
        say(console, NO_EDITOR)
        return _typed(console, question, prefill, begun)
    return edited.strip()


def can_prefill(console: Console, question: Question, text: str) -> bool:
    """Return whether *text* can stand in the line to be changed.

    A choice does not: a number behind it would have to mean another one.
    """
    return console.prefills and "\n" not in text and text not in choices(question)


def _read_lines(
    console: Console, question: Question, offered: Sequence[str], begun: Callable[[str], None]
) -> str:
    """Return an answer of several lines, those *offered* standing there to be changed.

    A pasted text may hold empty lines, and any words: one ends the answer, or is a command,
    only if nothing waits behind it.
    """
    lines: list[str] = []
    story = question.type == "story"
    while True:
        prefill, *rest = offered or [""]
        try:
            typed = console.read(PROMPT, prefill).strip()
            waits = console.more_waits()
            typed = typed if waits else meant(typed, prefill)
        except (EOFError, KeyboardInterrupt):
            if lines:
                begun("\n".join([*lines, *offered]).strip())
            raise
        if not waits:
            if typed.endswith(BACK):
                return "\n".join([*lines, typed.removesuffix(BACK), *rest]).strip() + BACK
            if typed == MORE and lines:
                tell_more(console, question, "\n".join(lines), again=False)
                continue
            if typed == CLEAR and (lines or (offered and not story)):
                lines = lines if offered else _begin_anew(console)
                offered = rest
                continue
            if not lines and (typed in (MORE, CLEAR) or (story and typed == EDITOR)):
                return typed
            if not typed and (story or not offered):
                return "\n".join(lines).strip()
            typed = typed or ("" if console.prefills else prefill)
        lines.append(typed)
        offered = rest


def _begin_anew(console: Console) -> list[str]:
    """Say that the lines of an answer are taken out; return those that are left, none."""
    say(console, "Taken out. Write it anew, or leave it with Enter.")
    return []
