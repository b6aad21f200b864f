"""Rows for batches: varied, made from the examples and the answers of real people."""

from __future__ import annotations

import csv
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from drafter.filling.session import Session
from drafter.letters.library import Kind
from tests import desk

WHO = ["Ms. Okafor", "Grace", "Dr. Reyes-Palmer", "Mr Faleafa", "Zoë", "Professor Achebe", "李老师"]


def varied(kind: Kind, many: int) -> Iterator[dict[str, str]]:
    """Yield *many* rows that differ in what is answered, how many people there are, and who.

    ``contact`` is another one in each row, and stands in every letter of the row and in no other.
    """
    files = sorted((desk.HERE / "answers" / kind.name).glob("*.toml"))
    sets = [desk.example(kind), *map(desk.read_toml, files)]
    for number in range(1, many + 1):
        chance = random.Random(number)
        given = sets[number % len(sets)]
        kept = {
            question.name: _cell(given[question.name])
            for question in kind.questions
            if question.name in given and (question.needed or chance.random() < 0.7)
        }
        people = chance.sample(WHO, chance.choice((0, 1, 1, 1, 2, 3)))
        yield {**kept, "people": "; ".join(people), "contact": contact(number)}


def contact(number: int) -> str:
    """Return the telephone number that stands in the letters of row *number* alone."""
    return f"0700 {number:06d}"


def write(kind: Kind, path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    """Write *rows* as a CSV file with a column for each question of *kind*."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, [question.name for question in kind.questions])
        table.writeheader()
        table.writerows(rows)
    return path


def _cell(value: object) -> str:
    match value:
        case list():
            return "; ".join(map(_cell, value))
        case Mapping():
            return str(value["greeting"])
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
    return str(value)


def main() -> None:
    """Run a batch: KIND ROWS.csv OUT, perhaps --resume, --review, --jobs N; tell what became of it.

    The peak is the most memory that any of its processes held.

    It stands here so that a test can start, measure and kill a batch as a process of its own.
    """
    import json
    import resource

    from drafter.keeping import batch

    name, rows, out, *options = sys.argv[1:]
    kind = desk.SHELF.kind(name)

    outcome = batch.run(
        desk.SHELF,
        kind,
        Path(rows),
        Path(out),
        formats=["txt", "html"],
        today=desk.TODAY,
        resume="--resume" in options,
        tell=lambda text: None,
        review=Session.findings if "--review" in options else None,
        jobs=int(options[-1]) if "--jobs" in options else 1,
    )
    there, used = Path("/proc/self/status"), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if there.exists():  # on Linux a program begins with the most that its parent had
        used = int(re.findall(r"VmHWM:\s*(\d+)", there.read_text(encoding="ascii"))[0])
    peak = max(used, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024  # MiB
    print(json.dumps({**asdict(outcome), "peak": peak}))


if __name__ == "__main__":
    main()
