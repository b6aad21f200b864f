"""Measure which faults of letters `drafter check` finds, and how often it finds one that is none.

    python tests/bench/faults.py [--harper FOLDER] [--misses] [NAME ...]

The letters are those of tests/tables/faults, NAME.txt with each fault marked by its rule and
NAME-clean.txt without a fault. It prints a Markdown table by rule: how many faults there are, how
many are told by that rule, and how many by any; how many findings were right, and how many wrong,
in the faulty letters and in the clean ones. HARPER is a folder in which `npm install harper.js` was
run; its row is over all. --misses prints what was missed (-) and what was told wrongly (+), one a
line.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.bench.slips import by_harper  # noqa: E402
from tests.review.corpus import FILES, SLIP, Typed, corpus  # noqa: E402
from tests.review.measuring import Found, Told, by_check, measure  # noqa: E402


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--harper", type=Path, metavar="FOLDER")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("names", nargs="*", metavar="NAME")
    args = parser.parse_args()
    names = args.names or [name for name in FILES if not name.endswith("-clean")]
    faulty = [typed for name in names for typed in corpus(name)]
    clean = [typed for name in names for typed in corpus(f"{name}-clean")]
    letters = [*faulty, *clean]
    told = measure(letters, by_check(letters))
    if args.misses:
        print(*told.misses, "", sep="\n")
    print(f"{len(faulty)} letters with {told.faults.total()} faults, {len(clean)} without.\n")
    print("| rule | faults | told by it | told at all | right | wrong | in clean letters |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    columns = (told.faults, told.own, told.any, told.right, told.wrong, told.clean)
    for rule in sorted({*told.faults, *told.right, *told.wrong, *told.clean}):
        print(f"| {rule} |", " | ".join(str(each[rule]) for each in columns), "|")
    print(_over_all("over all", told))
    print(f"\nOf the faults that are no slips of typing, {told.recall(slips=False):.0%} are told.")
    if args.harper:
        by_it = measure(letters, _of_harper(args.harper, letters))
        print(_over_all("Harper", by_it))
        cells = [each[SLIP] for each in (by_it.faults, by_it.own, by_it.any)]
        print("| Harper, R47 |", " | ".join(map(str, cells)), "| | | |")


def _of_harper(folder: Path, letters: list[Typed]) -> list[list[Found]]:
    found = by_harper(folder)([typed.text for typed in letters])
    return [
        [Found(SLIP, typed.text[slice(*at[0])], tuple(at)) for _, at in each]
        for typed, each in zip(letters, found, strict=True)
    ]


def _over_all(name: str, told: Told) -> str:
    number = told.faults.total()
    return (
        f"| {name} | {number} | {told.own.total() / number:.0%} | {told.any.total() / number:.0%} "
        f"| {told.right.total()} | {told.wrong.total()} | {told.clean.total()}: precision "
        f"{told.precision(clean=True):.0%} |"
    )


if __name__ == "__main__":
    main()
