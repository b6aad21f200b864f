"""Measure how quick drafter is, against the least that the same work can cost.

    python tests/bench/bench.py [--peers FOLDER] [--growth]

It prints a Markdown table. Each line compares drafter with a bare script that lies beside this
file. Both run in turns, from a file system in memory where there is one, and the medians count. So
a ratio means the same on a slow computer and on a quick one. In brackets stands the middle half of
the ratios. With --peers its neighbours, which are installed into FOLDER, run against the same bare
scripts; with --growth the table goes on with batches of 1 to 100,000 rows.
"""

from __future__ import annotations

import argparse
import itertools
import os
import pty
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from drafter.keeping.making import processors  # noqa: E402
from tests import desk, rows  # noqa: E402
from tests.bench import peers  # noqa: E402

MEMORY = Path("/dev/shm")  # Linux keeps it in memory
KIND = desk.SHELF.kind("thank-you")
ANSWERS = desk.HERE / "answers" / KIND.name / "01-staff-nurse.toml"
TEMPLATE = HERE / "letter.html"
SIZES = (1, 100, 1_000, 10_000, 100_000)  # rows

Command = Callable[[], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run cost: wall time in seconds, and the most memory it held, in MiB."""

    seconds: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is compared: *ours* with *bare*, of which it may take *target* times as long.

    The *target* is empty where there is none.
    """

    name: str
    target: str
    ours: Command
    bare: Command
    run: Callable[[list[str], Path], Cost]
    rounds: int


def run(command: list[str], folder: Path) -> Cost:
    """Run *command* to its end in *folder*."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=_environment(folder), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    out, told = process.communicate()
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{told.decode()}")
    peak = out.rpartition(b'"peak": ')[2].rstrip(b"}\n")
    return Cost(seconds=seconds, memory=float(peak) if peak.isdigit() else 0)


def ask(command: list[str], folder: Path) -> Cost:
    """Run *command* at a terminal until it shows its prompt, and stop it there."""
    ours, its = pty.openpty()
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=_environment(folder), stdin=its, stdout=its, stderr=its,
        start_new_session=True,
    )  # fmt: skip
    os.close(its)
    shown = b""
    while b"  > " not in shown:
        try:
            shown += os.read(ours, 4096)
        except OSError:
            raise SystemExit(f"{' '.join(command)} asked nothing:\n{shown.decode()}") from None
    seconds = time.perf_counter() - start
    process.kill()
    process.wait()
    with suppress(OSError):
        os.close(ours)
    return Cost(seconds=seconds, memory=0)


def _environment(folder: Path) -> dict[str, str]:
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    return {**os.environ, **home, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "TERM": "xterm"}


def measures(folder: Path, numbers: Iterator[int], options: argparse.Namespace) -> list[Measure]:
    """Return what is compared; each run gets a folder of its own below *folder*."""
    python = sys.executable
    drafter = [python, "-m", "drafter"]
    bare = [python, str(HERE / "prompt.py")]
    table = str(_table(folder, options.rows))

    def fresh() -> str:
        new = folder / str(next(numbers))
        new.mkdir()
        return str(new)

    def batch(*flags: str) -> Command:
        return lambda: [python, "-m", "tests.rows", KIND.name, table, fresh(), *flags]

    def loop() -> list[str]:
        return [python, str(HERE / "loop.py"), table, str(TEMPLATE), fresh()]

    def letter() -> list[str]:
        return [*drafter, KIND.name, "--answers", str(ANSWERS), "--out", fresh()]

    def help_of_bare() -> list[str]:
        return [*bare, "--help"]

    def floor() -> list[str]:
        return [python, str(HERE / "floor.py"), str(ANSWERS), str(TEMPLATE), fresh()]

    once, often = options.batches, options.rounds
    many = f"{options.rows:,} rows, read over"
    told = [
        ("one letter from a file, read over", "1.35", letter, floor, run, often),
        ("`--help`", "1.25", lambda: [*drafter, "--help"], help_of_bare, run, often),
        ("the first question", "2.2", lambda: [*drafter, KIND.name], lambda: bare, ask, often),
        (f"{many}, one process", "2.0", batch("--review"), loop, run, once),
        (f"{many}, two", "1.0", batch("--review", "--jobs", "2"), loop, run, once),
    ]
    if options.peers:
        peers.write_templates(folder, desk.read_toml(ANSWERS))
    for name in peers.install(options.peers) if options.peers else ():

        def of_peer(given: str, name: str = name) -> Command:
            return lambda: peers.command(
                options.peers, name, given, work=folder, table=table, out=fresh()
            )

        _, one, all_rows = peers.PEERS[name]
        told += [(f"{name}: one letter", "", of_peer(one), floor, run, often)]
        told += [(f"{name}: `--help`", "", of_peer("--help"), help_of_bare, run, often)]
        if all_rows:
            told += [(f"{name}: {options.rows:,} rows", "", of_peer(all_rows), loop, run, once)]
    return [
        Measure(name=name, target=target, ours=ours, bare=bare, run=how, rounds=rounds)
        for name, target, ours, bare, how, rounds in told
    ]


def _table(folder: Path, many: int) -> Path:
    return rows.write(KIND, folder / f"{many}.csv", rows.varied(KIND, many))


def compare(measure: Measure, folder: Path) -> str:
    """Run both sides of *measure* in turns; return a line of the table."""
    for command in (measure.ours, measure.bare):  # so that both are compiled, and in the cache
        if measure.rounds > 3:
            measure.run(command(), folder)
    ours, bare = [], []
    for _ in range(measure.rounds):
        ours.append(measure.run(measure.ours(), folder).seconds)
        bare.append(measure.run(measure.bare(), folder).seconds)
    ratios = [our / floor for our, floor in zip(ours, bare, strict=True)]
    low, _, high = quantiles(ratios) if len(ratios) > 1 else ratios * 3
    return _line(
        measure.name,
        _said(median(ours)),
        _said(median(bare)),
        f"{median(ratios):.2f} ({low:.2f} to {high:.2f})",
        measure.target,
    )


def grow(folder: Path, numbers: Iterator[int], sizes: Iterable[int]) -> Iterator[str]:
    """Yield a line of a table with what a batch of each of *sizes* costs, read over.

    It runs in one process, in two, and in as many as this machine has.
    """
    jobs = sorted({1, 2, processors()})
    per_row = [f"a row in {each}" for each in jobs]
    yield _line("rows", *per_row, "memory in one", "memory in two")
    yield _line("---:", *("---:" for _ in range(len(jobs) + 2)))
    for many in sizes:
        table = str(_table(folder, many))
        costs = []
        for each in jobs:
            out = folder / str(next(numbers))
            command = [sys.executable, "-m", "tests.rows", KIND.name, table, str(out)]
            costs.append(run([*command, "--review", "--jobs", str(each)], folder))
            shutil.rmtree(out)
        spent = [f"{cost.seconds * 1000 / many:.2f} ms" for cost in costs]
        yield _line(f"{many:,}", *spent, *(f"{cost.memory:.0f} MiB" for cost in costs[:2]))


def _said(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 10 else f"{seconds:.1f} s"


def _line(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table, line by line as it comes."""
    parser = argparse.ArgumentParser(description="Measure how quick drafter is.")
    parser.add_argument("--rounds", type=int, default=21, help="runs of each short command")
    parser.add_argument("--rows", type=int, default=10_000, help="rows in a batch")
    parser.add_argument("--batches", type=int, default=3, help="runs of each batch")
    parser.add_argument(
        "--peers",
        type=lambda name: Path(name).resolve(),
        metavar="FOLDER",
        help="run the neighbours too",
    )
    parser.add_argument("--growth", action="store_true", help="measure 1 to 100,000 rows too")
    options = parser.parse_args()
    numbers = itertools.count()
    within = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=within, prefix="drafter-bench-") as name:
        folder = Path(name)
        print(_line("", "drafter", "bare", "ratio", "at most"))
        print(_line("---", "---:", "---:", "---:", "---:"))
        for measure in measures(folder, numbers, options):
            print(compare(measure, folder), flush=True)
        print()
        for line in grow(folder, numbers, SIZES if options.growth else SIZES[:3]):
            print(line, flush=True)


if __name__ == "__main__":
    main()
