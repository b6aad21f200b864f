"""The end of the asking: the letter, what to look at in it, and the list of all answers."""

from __future__ import annotations

from drafter.filling.session import Step, shown
from drafter.terminal.lines import BACK, GoBack, Stop, read_line, say
from drafter.terminal.questionnaire import Questionnaire
from drafter.terminal.rewording import go_through
from drafter.terminal.talk import told_findings

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


def close(asking: Questionnaire) -> str:
    """Show the letter and all answers until they stand.

    Returns "save", "open" to save it and open the page to copy it from, or "later".

    Raises:
        EOFError: If the input ends.
        KeyboardInterrupt: If the person stops.
    """
    while True:
        _show_letters(asking)
        steps = list_answers(asking)
        if closing := _ended(asking, steps):
            return closing


def _ended(asking: Questionnaire, steps: list[Step]) -> str:
    """Return how the person ends it, or "" where the letter is to be shown anew."""
    is_letter = asking.session.kind.letter
    while True:
        say(asking.console, ENDING if is_letter else ENDING_NOTES)
        try:
            typed = read_line(asking.console).lower()
        except Stop:
            return "later"
        if typed in CLOSINGS:
            return CLOSINGS[typed]
        if typed == "w" and is_letter:
            _reword(asking)
            return ""
        if typed == BACK:
            asking.run(again=asking.session.first_steps()[-1])
            return ""
        if typed.isdigit() and 0 < int(typed[:4]) <= len(steps):
            _change(asking, steps[int(typed) - 1])
            return ""
        say(asking.console, f"{typed!r} is not one of these.")


def _show_letters(asking: Questionnaire) -> None:
    drafts = asking.session.drafts()
    for draft in drafts:
        subject = f"Subject: {draft.subject}\n\n" if draft.subject else ""
        asking.console.say("")
        say(asking.console, subject + draft.text.rstrip())
    if found := told_findings(asking.session.findings(drafts)):
        asking.console.say("")
        say(asking.console, "\n".join(found))


def list_answers(asking: Questionnaire) -> list[Step]:
    """Show all answers with their numbers; return their steps in this order."""
    asking.console.say("")
    steps = asking.session.steps()
    wide = max((len(_label(step)) for step in steps), default=0)
    for number, step in enumerate(steps, 1):
        value, default = asking.session.value(step), step.question.default
        if value is None and default is not None:
            text = default
        else:
            text = shown(value).replace("\n", "; ") if value is not None else "(left out)"
        say(asking.console, f"{_label(step):<{wide}}  {text}", indent="", number=number)
    return steps


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
