"""Measure which slips are found, and how often one is found where there is none.

    python tests/bench/slips.py [HARPER]

The letters are those of tests/tables/slips: one file with each fault marked, one without a fault.
It prints a Markdown table: for each sort of fault how many were found, and over all the precision
and the recall, of the rules without R47 (as it was before), of all rules, and of Harper, where
HARPER is a folder in which `npm install harper.js` was run. In the last lines every rule that found
something has its own precision.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from drafter.review import spelling, vocabulary  # noqa: E402
from drafter.review.letter import letter_from  # noqa: E402
from drafter.review.reading import read_over  # noqa: E402
from tests.review.test_spelling import letters, unmarked  # noqa: E402

Span = tuple[int, int]
Found = list[tuple[str, list[Span]]]  # the rule, and where its words stand
ABOUT_WORDS = ("R05", "R42", "R46", "R47")  # the rules that are about words typed wrong
# What Harper says of style is no fault of a letter.
HARPER_KINDS = (
    "Spelling", "Typo", "Grammar", "Agreement", "Repetition", "WordChoice", "Eggcorn",
    "BoundaryError", "Malapropism", "Miscellaneous", "Usage", "Capitalization", "Punctuation",
)  # fmt: skip


def sort_of(typed: str, meant: str) -> str:
    """Return what sort of fault it is to have *typed* what was *meant*."""
    if re.fullmatch(r"(.+?)\s+\1", typed, re.I):
        return "doubled word"
    if {typed.lower(), meant.lower()} == {"a", "an"}:
        return "a or an"
    if typed.replace("'", "").lower() == meant.replace("'", "").replace("’", "").lower():
        return "apostrophe or capital"
    if " " not in typed and not vocabulary.count(typed.lower()):
        return "no word"
    return "a word, but another"


def by_rules(skipped: str) -> Callable[[list[str]], list[Found]]:
    """Return what reads letters over by all rules about words but the one that is *skipped*."""

    def read(texts: list[str]) -> list[Found]:
        return [list(_of_rules(text, skipped)) for text in texts]

    return read


def _of_rules(text: str, skipped: str) -> Iterator[tuple[str, list[Span]]]:
    for finding in read_over(letter_from(text)):
        if finding.rule in ABOUT_WORDS and finding.rule != skipped and finding.words:
            words = re.escape(finding.words).replace(r"\ ", r"\s+")
            places = re.finditer(rf"(?<!\w){words}(?!\w)", text)
            yield finding.rule, [place.span() for place in places]


def of_spelling(texts: list[str]) -> list[Found]:
    """Return what the speller finds, each under the name of its rule."""
    return [[(s.rule, [(s.at, s.end)]) for s in spelling.slips(text)] for text in texts]


def by_harper(folder: Path) -> Callable[[list[str]], list[Found]]:
    """Return what reads letters over by the Harper in *folder*."""
    script = """
import { LocalLinter } from 'harper.js'; import { binaryInlined } from 'harper.js/binaryInlined';
const linter = new LocalLinter({ binary: binaryInlined }); await linter.setup();
let text = ''; for await (const chunk of process.stdin) text += chunk;
const found = [];
for (const each of JSON.parse(text)) found.push((await linter.lint(each, { language: 'plaintext' }))
  .map((lint) => [lint.lint_kind(), lint.span().start, lint.span().end]));
console.log(JSON.stringify(found));
"""

    def read(texts: list[str]) -> list[Found]:
        done = subprocess.run(
            ["node", "--input-type=module", "-e", script],
            cwd=folder, input=json.dumps(texts), capture_output=True, text=True, check=True,
        )  # fmt: skip
        return [
            [(kind, [(start, end)]) for kind, start, end in found if kind in HARPER_KINDS]
            for found in json.loads(done.stdout)
        ]

    return read


def touches(some: list[Span], span: Span) -> bool:
    return any(start < span[1] and span[0] < end for start, end in some)


def count(found: Iterable[Found], marks: Iterable[list[Span]]) -> tuple[Counter[str], Counter[str]]:
    """Return how often each rule was right, and how often it was wrong."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for told, spans in zip(found, marks, strict=True):
        for rule, at in told:
            (right if any(touches(at, span) for span in spans) else wrong)[rule] += 1
    return right, wrong


def main() -> None:
    """Print the tables."""
    marked = [unmarked(letter) for letter in letters("marked.txt")]
    clean = letters("clean.txt")
    texts = [text for text, _ in marked] + clean
    faults = [
        [(at, end, sort_of(text[at:end], better)) for at, end, better in marks]
        for text, marks in marked
    ] + [[] for _ in clean]
    spans = [[(at, end) for at, end, _ in each] for each in faults]
    readers = {"before": by_rules("R47"), "after": by_rules("")}
    if len(sys.argv) > 1:
        readers["Harper"] = by_harper(Path(sys.argv[1]))
    found = {name: read(texts) for name, read in readers.items()}
    print(f"{len(marked)} letters with {sum(map(len, faults))} faults, {len(clean)} without.\n")
    print("| | faults |", " | ".join(f"{name}: found" for name in found), "|")
    print("| --- | ---: |", " ---: |" * len(found))
    sorts = sorted({sort for each in faults for *_, sort in each})
    for sort in [*sorts, ""]:
        wanted = [
            (number, (at, end))
            for number, each in enumerate(faults)
            for at, end, of in each
            if sort in ("", of)
        ]
        hits = [
            sum(any(touches(at, span) for _, at in told[number]) for number, span in wanted)
            for told in found.values()
        ]
        cells = [f"{hit} ({hit / len(wanted):.1%})" for hit in hits]
        print(f"| {sort or 'recall over all'} | {len(wanted)} |", " | ".join(cells), "|")
    counted = {name: count(told, spans) for name, told in found.items()}
    ratios = [
        f"{right.total() / max(1, right.total() + wrong.total()):.1%} ({wrong.total()} wrong)"
        for right, wrong in counted.values()
    ]
    print("| precision over all | |", " | ".join(ratios), "|\n")
    by_rule = counted | {"speller": count(of_spelling(texts), spans)}
    print("| | rule | right | wrong | precision |\n| --- | --- | ---: | ---: | ---: |")
    for name, (right, wrong) in by_rule.items():
        for rule, _ in (right + wrong).most_common():
            share = right[rule] / (right[rule] + wrong[rule])
            print(f"| {name} | {rule} | {right[rule]} | {wrong[rule]} | {share:.0%} |")


if __name__ == "__main__":
    main()
