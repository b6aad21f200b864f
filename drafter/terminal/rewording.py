"""Goes through the sentences of ours at the terminal, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.filling.session import Session
from drafter.letters import wording
from drafter.letters.saying import Sentence
from drafter.terminal.lines import BACK, EDITOR, Console, Stop, change_line, read_line, say

HOW = (
    "Enter keeps it, a number takes that one, - leaves it out, e changes its words, your own words "
    "take its place, "
    "< goes back, q ends this."
)


def go_through(console: Console, session: Session) -> Iterator[Session]:
    """Show each sentence of ours in the letter; yield the session anew after each choice.

    With several letters it is the first one's sentences; the others take theirs in turn.

    Raises:
        EOFError: If the input ends.
    """
    names = [said.name for said in _sentences(session)]
    place = 0
    while place < len(names):
        said = next((each for each in _sentences(session) if each.name == names[place]), None)
        if said is None:  # an earlier choice has made it needless
            place += 1
            continue
        _show(console, session, said, f"{place + 1} of {len(names)}")
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
            put, read = session.put(said.name, typed)
            for told_of in (*read.problems, *read.notes):
                say(console, told_of.removeprefix(": "))
            if read.problems:
                continue
            session = put
            yield session
        place += 1


def _show(console: Console, session: Session, said: Sentence, where: str) -> None:
    console.say("")
    say(console, where)
    say(console, said.text or "(left out)")
    ways = wording.in_each_wording(
        session.library, session.kind, session.answers, session.today, said
    )
    for number, text in enumerate(ways, 1):
        say(console, text, number=number)
    say(console, HOW)


def _sentences(session: Session) -> tuple[Sentence, ...]:
    return session.drafts()[0].sentences
