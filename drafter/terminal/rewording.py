"""Goes through the sentences of ours at the terminal, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.filling.session import Session
from drafter.letters import wording
from drafter.letters.saying import Sentence
from drafter.terminal.lines import (
    BACK,
    EDITOR,
    Console,
    GoBack,
    Stop,
    change_line,
    choose,
    read_line,
    say,
)  # fmt: skip

HOW = (
    "Enter keeps it, a number takes that one, - leaves it out, e changes its words, your own words "
    "take its place, "
    "< goes back, q ends this."
)


WHOSE = "Whose letter? What you choose changes that one alone."


def go_through(console: Console, session: Session) -> Iterator[Session]:
    """Show each sentence of ours in the letter; yield the session anew after each choice.

    Of several letters it is the one that the person chooses; the others stay as they are.

    Raises:
        EOFError: If the input ends.
    """
    try:
        letter = _whose(console, session)
    except (Stop, GoBack):
        return
    names = [said.name for said in session.drafts()[letter].sentences]
    place = 0
    while place < len(names):
        drafts = session.drafts()
        to = drafts[letter].to[0].greeting if len(drafts) > 1 else ""
        some = drafts[letter].sentences
        said = next((each for each in some if each.name == names[place]), None)
        if said is None:  # an earlier choice has made it needless
            place += 1
            continue
        where = f"{place + 1} of {len(names)}"
        _show(console, session, letter, said, f"To {to}, {where}" if to else where)
        try:
            typed = read_line(console).strip()
            if typed == EDITOR:
                typed = change_line(console, said.text)
        except Stop:
            break
        if typed.endswith(BACK):
            place = max(0, place - 1)
            continue
        if typed:
            put, read = session.put(said.name, typed, to)
            for told_of in (*read.problems, *read.notes):
                say(console, told_of.removeprefix(": "))
            if read.problems:
                continue
            session = put
            yield session
        place += 1


def _whose(console: Console, session: Session) -> int:
    """Return the place of the letter whose sentences are gone through; one of several is chosen.

    Raises:
        Stop: If the person leaves it.
        GoBack: Likewise.
    """
    drafts = session.drafts()
    if len(drafts) < 2:
        return 0
    names = [draft.to[0].greeting for draft in drafts]
    otherwise = f"Enter takes {names[0]}; q leaves it."
    return choose(console, WHOSE, names, otherwise, back=True) or 0


def _show(console: Console, session: Session, letter: int, said: Sentence, where: str) -> None:
    console.say("")
    say(console, where)
    say(console, said.text or "(left out)")
    ways = wording.in_each_wording(
        session.library, session.kind, session.answers, session.today, said, letter=letter
    )
    for number, text in enumerate(ways, 1):
        say(console, text, number=number)
    say(console, HOW)
