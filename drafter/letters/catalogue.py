"""Tells a letter's questions: as an answers file, as JSON, or as the header of a CSV file."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import Any

from drafter.letters import rendering, wording
from drafter.letters.library import Kind, Library
from drafter.letters.questions import Question

WANTED = {
    "words": "A few words that continue the sentence.",
    "story": "A whole sentence, or more.",
    "list": "A few words for each.",
    "date": "A day.",
    "name": "",
    "people": "",
    "choice": "",
    "yes": "Yes or no.",
}


def sentences(library: Library, kind: Kind, today: date) -> dict[str, rendering.Blank]:
    """Return how each question of *kind* is asked when all others have their example answer.

    A question that the letter of the example does not lead to is shown in one that does.
    """
    examples = wording.variants(library, kind, today)
    found = {}
    for question in kind.questions:
        found[question.name] = rendering.Blank(sentence=question.ask)
        for example in examples:
            rest = {name: value for name, value in example.items() if name != question.name}
            blanks = rendering.blanks(library, kind, question, rest, today)
            if blanks and (blanks[0].sentence or blanks[0].choices):
                found[question.name] = blanks[0]
                break
    return found


def table(library: Library, kind: Kind, today: date) -> dict[str, Any]:
    """Return the questions of *kind* as JSON holds them."""
    asked = sentences(library, kind, today)
    return {
        "kind": kind.name,
        "title": kind.title,
        "summary": kind.summary,
        "questions": [
            {
                "name": question.name,
                "type": question.type,
                "sentence": asked[question.name].sentence,
                "ask": question.ask,
                "hint": question.hint,
                "example": question.example,
                "choices": list(question.choices),
                "optional": not question.needed,
                "default": question.default,
                "each_person": question.each_person,
            }
            for question in kind.questions
        ],
        "sentences": [
            {"name": each.name, "wordings": list(each.wordings), "needed": each.needed}
            for each in wording.sentences(library, kind, today)
        ],
    }


def wordings(library: Library, kind: Kind, today: date) -> str:
    """Return the sentences of ours in a letter of *kind*, each wording under its number."""
    lines = [
        f"# {kind.title}: our own sentences, with the example's answers.",
        "# In an answers file a number takes another wording, an empty text leaves the sentence",
        "# out, and any other text is said instead:",
        "#   [wording]",
        "#   thanks = 2",
        "",
    ]
    for each in wording.sentences(library, kind, today):
        needed = " (cannot be left out)" if each.needed else ""
        lines.append(f"{each.name}{needed}")
        lines += [f"  {number}  {text}" for number, text in enumerate(each.wordings, 1)]
    return "\n".join(lines) + "\n"


def answers_file(library: Library, kind: Kind, today: date) -> str:
    """Return a TOML file with every question of *kind*, ready to be filled in."""
    asked = sentences(library, kind, today)
    lines = [
        f"# {kind.title}: {kind.summary}",
        "# Fill in what stands between the quotes; what you leave empty is left out of the letter.",
        f"# Then: drafter {kind.name} --answers FILE",
    ]
    for question in kind.questions:
        lines += ["", *_entry(question, asked[question.name])]
    return "\n".join(lines) + "\n"


def _entry(question: Question, blank: rendering.Blank) -> list[str]:
    told = list(dict.fromkeys(text for text in (question.ask, blank.sentence) if text))
    told.append(f"{WANTED[question.type]} {question.hint}".strip())
    if question.choices:
        own = ", or your own words" if question.own_words else ""
        told.append(f"One of these{own}: " + " / ".join(question.choices))
    if question.needed:
        told.append("The letter needs this one.")
    elif question.default is not None:
        told.append(f"Without an answer: {question.default}")
    comments = [f"# {line}" for text in told for line in textwrap.wrap(text, 96)]
    comments.append(f"# For example: {question.name} = {_quoted(question.example)}")
    empty = "[]" if question.type == "list" else '""'
    return [*comments, f"{question.name} = {empty}"]


def _quoted(example: object) -> str:
    import tomli_w

    if isinstance(example, list):
        return f"[{', '.join(map(_quoted, example))}]"
    return tomli_w.dumps({"x": example}).removeprefix("x = ").strip()


def csv_header(kind: Kind) -> str:
    """Return the header of a CSV file with a column for each question of *kind*."""
    return ",".join(question.name for question in kind.questions)
