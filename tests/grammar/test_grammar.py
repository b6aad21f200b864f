"""A thousand letters of shuffled real answers, read by a grammar checker (Harper).

It needs Node.js and `npm install harper.js` in this checkout, and is not run by default:
`DRAFTER_FULL=1 pytest tests/grammar`.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.errors import AnswerError
from drafter.letters import wording
from drafter.letters.marks import CLOSE, OPEN
from drafter.letters.rendering import Draft
from tests import desk
from tests.desk import LETTERS, ROOT, SHELF, TODAY

LETTERS_READ = 1000
HARPER = ROOT / "node_modules" / "harper.js"
# What people type may be a style of its own; these kinds are about words that cannot stand so.
KINDS = {"Agreement", "BoundaryError", "Grammar", "Punctuation", "Repetition", "WordChoice"}
# Sentences of ours that the checker takes for something else, each read by a person.
KNOWN: set[str] = set()

pytestmark = [
    pytest.mark.skipif(not os.environ.get("DRAFTER_FULL"), reason="DRAFTER_FULL is not set"),
    pytest.mark.skipif(not HARPER.is_dir(), reason="harper.js is not installed"),
]


def letters() -> Iterator[Draft]:
    """Yield letters of each kind, every answer from some real set of answers, in any wording."""
    chance = random.Random(20261124)
    sets = {
        kind.name: [
            desk.example(kind),
            desk.everything(kind),
            *map(desk.read_toml, sorted((desk.HERE / "answers" / kind.name).glob("*.toml"))),
        ]
        for kind in LETTERS
    }
    for _ in range(LETTERS_READ):
        kind = chance.choice(LETTERS)
        given: dict[str, object] = {}
        for question in kind.questions:
            told = [each[question.name] for each in sets[kind.name] if question.name in each]
            if told and (question.needed or chance.random() < 0.6):
                given[question.name] = chance.choice(told)
        given["wording"] = {
            each.name: chance.randint(1, len(each.wordings))
            for each in wording.sentences(SHELF, kind, TODAY)
        }
        try:
            yield desk.draft(kind, given)[0]
        except AnswerError:
            continue


def our_places(marked: str) -> list[bool]:
    """Return for each character of the text without marks whether it is a word of ours."""
    found, ours = [], True
    for letter in marked:
        if letter in (OPEN, CLOSE):
            ours = letter == CLOSE
        else:
            found.append(ours)
    return found


def test_no_sentence_of_ours_is_faulted_in_a_thousand_letters() -> None:
    drafts = list(letters())
    lines = "\n".join(json.dumps(draft.text) for draft in drafts)
    script = Path(__file__).with_name("read.mjs")
    read = subprocess.run(
        ["node", str(script), str(ROOT)], input=lines, capture_output=True, text=True, check=True
    )
    faults: dict[str, str] = {}
    for draft, row in zip(drafts, read.stdout.splitlines(), strict=True):
        ours = our_places(draft.marked)
        for lint in json.loads(row):
            touched = ours[lint["start"] : lint["end"]]
            said = f"{lint['kind']}: {lint['message']} {lint['words']!r}"
            if lint["kind"] in KINDS and any(touched) and said not in KNOWN:
                at = draft.text
                faults.setdefault(said, at[max(0, lint["start"] - 60) : lint["end"] + 40])
    assert len(drafts) > LETTERS_READ * 0.8
    assert not faults, "\n".join(f"{said} in {where!r}" for said, where in faults.items())
