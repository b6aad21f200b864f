"""Goes through the sentences of ours at the terminal, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from drafter.letters import rendering, wording
from drafter.letters.library import Kind, Library
from drafter.letters.questions import Value
from drafter.terminal.questionnaire import BACK, Console, Stop, read_line, tell

HOW = (
    "Enter keeps it, a number takes that one, - leaves it out, your own words take its place, "
    "< goes back, q ends this."
)


def go_through(
    console: Console, library: Library, kind: Kind, answers: Mapping[str, Value], today: date
) -> Iterator[dict[str, int | str]]:
    """Show each sentence of ours in the letter; yield how all are to be put, after each choice.

    With several letters it is the first one's sentences; the others take theirs in turn.

    Raises:
        EOFError: If the input ends.
    """
    told = answers.get(rendering.WORDING)
    ways: dict[str, int | str] = dict(told) if isinstance(told, Mapping) else {}
    names = [said.name for said in _sentences(library, kind, answers, today)]
    place = 0
    while place < len(names):
        now = {**answers, rendering.WORDING: ways}
        said = next(
            (s for s in _sentences(library, kind, now, today) if s.name == names[place]), None
        )
        if said is None:  # an earlier choice has made it needless
            place += 1
            continue
        console.say("")
        tell(console, f"{place + 1} of {len(names)}")
        tell(console, said.text or "(left out)")
        for number, text in enumerate(wording.in_each_wording(library, kind, now, today, said), 1):
            tell(console, text, number=number)
        tell(console, HOW)
        try:
            typed = read_line(console).strip()
        except Stop:
            break
        if typed == BACK:
            place = max(0, place - 1)
            continue
        if typed:
            read = wording.read(library, kind, {said.name: typed}, today, "")
            for told_of in (*read.problems, *read.notes):
                tell(console, told_of.removeprefix(": "))
            if read.problems:
                continue
            ways |= read.chosen
            yield dict(ways)
        place += 1


def _sentences(
    library: Library, kind: Kind, answers: Mapping[str, Value], today: date
) -> tuple[rendering.Sentence, ...]:
    return rendering.drafts(library, kind, answers, today)[0].sentences
