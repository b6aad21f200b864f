"""The end of the asking: the letter, what to look at in it, and the list of all answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from drafter.filling.session import Session, Step, shown
from drafter.letters.context import groups
from drafter.letters.questions import Person
from drafter.letters.rendering import Draft
from drafter.terminal.lines import BACK, Console, GoBack, Stop, folded, read_line, say, show_pages
from drafter.terminal.questionnaire import Questionnaire
from drafter.terminal.rewording import go_through
from drafter.terminal.talk import told_findings, with_findings_lit

if TYPE_CHECKING:
    from drafter.review.letter import Finding

ENDING = (
    "Enter saves it, o saves it and opens its page to copy from, a lists your answers, "
    "w goes through the letter's own sentences, q leaves it for later."
)
ENDING_NOTES = "Enter saves it, a lists your answers, q leaves it for later."
LISTED = "A number changes that answer, Enter shows the letter again."
LISTED_NOTES = "A number changes that answer, Enter shows your notes again."
MEND_FIRST = "Enter shows the letter again, s saves it as it is."
CLOSINGS = {
    **dict.fromkeys(("", "y", "yes", "s", "save"), "save"),
    **dict.fromkeys(("o", "open"), "open"),
    "later": "later",
}
AGAIN = "again"  # no command: the letter is shown once more
BLOCKER = "blocker"


def close(asking: Questionnaire) -> str:
    """Show the letter until it stands, and all answers to whoever wants to see them.

    Returns "save", "open" to save it and open the page to copy it from, or "later".

    Raises:
        EOFError: If the input ends.
        KeyboardInterrupt: If the person stops.
    """
    asked: set[str] = set()  # what should be mended, and was asked about
    shown_before: list[str] = []
    while True:
        drafts = asking.session.drafts()
        if shown_before:  # what has changed comes first
            drafts = sorted(drafts, key=lambda draft: _as_shown(draft) in shown_before)
        shown_before = [_as_shown(draft) for draft in drafts]
        findings = asking.session.findings(drafts)
        grave = [[each for each in some if each.severity == BLOCKER] for some in findings]
        words = {each.message for some in grave for each in some}
        try:
            typed = _typed_under(asking, _letters(asking.console, drafts, findings))
            if CLOSINGS.get(typed) in ("save", "open") and words - asked:
                asked |= words
                for line in _told(asking.console, told_findings(grave)[1:]):
                    asking.console.say(line)
                say(asking.console, MEND_FIRST)
                typed = read_line(asking.console).lower() or AGAIN
        except Stop:
            return "later"
        if typed in CLOSINGS:
            return CLOSINGS[typed]
        _act(asking, typed)


def _typed_under(asking: Questionnaire, lines: Sequence[str]) -> str:
    """Show *lines*, the letter, and how to end it; return what is typed there, if it is known."""
    is_letter, console = asking.session.kind.letter, asking.console
    ending = ENDING if is_letter else ENDING_NOTES
    typed = show_pages(console, lines, ending).lower()
    while not (
        typed in (*CLOSINGS, "a", BACK) or (typed == "w" and is_letter) or _row(asking, typed)
    ):
        say(console, f"{typed!r} is not one of these.")
        say(console, ending)
        typed = read_line(console).lower()
    return typed


def _act(asking: Questionnaire, typed: str) -> None:
    """Do what was *typed* at the end, where it does not end it."""
    if typed == "w":
        _reword(asking)
    elif typed == "a":
        _list_answers(asking)
    elif typed == BACK:
        asking.run(again=asking.in_turn()[-1])
    elif row := _row(asking, typed):
        _change(asking, row)


def _letters(
    console: Console, drafts: Sequence[Draft], findings: Sequence[Sequence[Finding]]
) -> list[str]:
    """Return the letters as lines of the screen, with what to look at in them below."""
    lines = []
    for draft in drafts:
        lines += ["", *folded(console, _as_shown(draft))]
    if found := told_findings(findings):
        lines += ["", *_told(console, found)]
    return [*lines, ""]


def _as_shown(draft: Draft) -> str:
    subject = f"Subject: {draft.subject}\n\n" if draft.subject else ""
    return subject + draft.text.rstrip()


def _told(console: Console, findings: Sequence[str]) -> list[str]:
    """Return *findings* as lines of the screen."""
    lines = folded(console, "\n".join(findings))
    return [*map(with_findings_lit, lines)] if console.paints else lines


# --- the answers --------------------------------------------------------------------------------


def rows(session: Session) -> list[Step]:
    """Return a step for each answer that can be changed, in the order of the list.

    In a letter to several people, what the others were told has a row of its own.
    """
    return [each for step in session.steps() for each in (step, *_of_others(session, step))]


def _of_others(session: Session, step: Step) -> list[Step]:
    letters = groups(session.kind, session.answers)
    if step.blank.to is None or len(letters) > 1:
        return []
    name, (first, *others) = step.question.name, letters[0]
    told: list[Person | None] = [who for who in others if who.own.get(name)]
    if session.answers.get(name) and first.own.get(name):
        told.append(None)  # what was told of nobody in particular
    return [replace(step, blank=replace(step.blank, to=who)) for who in told]


def _row(asking: Questionnaire, typed: str) -> Step | None:
    """Return the row whose number was *typed*."""
    if not typed.isdigit():
        return None
    found = rows(asking.session)
    return found[int(typed[:4]) - 1] if 0 < int(typed[:4]) <= len(found) else None


def _list_answers(asking: Questionnaire) -> None:
    """Show all answers with their numbers, and ask the one anew whose number is typed."""
    console, session = asking.console, asking.session
    steps = rows(session)
    wide = max((len(_label(step)) for step in steps), default=0)
    lines = [""]
    for number, step in enumerate(steps, 1):
        text = f"{_label(step):<{wide}}  {_as_listed(session, step)}"
        lines += folded(console, text, indent="", number=number, hang=wide + 6)
    listed = LISTED if session.kind.letter else LISTED_NOTES
    typed = show_pages(console, lines, listed)
    while typed and typed != BACK:
        if row := _row(asking, typed):
            return _change(asking, row)
        say(console, f"{typed!r} is not one of these. {listed}")
        typed = read_line(console)


def _as_listed(session: Session, step: Step) -> str:
    value, default = session.value(step), step.question.default
    if value is None:
        return "(left out)" if default is None else default
    return shown(value).replace("\n", "; ")


def _label(step: Step) -> str:
    name = step.question.name.replace("_", " ")
    return f"{name} ({step.blank.to.greeting})" if step.blank.to else name


def _reword(asking: Questionnaire) -> None:
    """Go through the sentences of ours, and keep how each is to be put once it is chosen."""
    for session in go_through(asking.console, asking.session):
        asking.session = session
        asking.keep(session)


def _change(asking: Questionnaire, step: Step) -> None:
    """Ask *step* again, and what its answer has opened."""
    asking.console.say("")
    try:
        asking.ask(step)
        asking.run()
    except GoBack:
        return
