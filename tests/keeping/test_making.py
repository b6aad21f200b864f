"""Letters made in several processes: the same as in one, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent import futures
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import FileError
from drafter.filling import rows as tables
from drafter.filling.session import Session
from drafter.keeping import batch, making
from drafter.keeping.batch import Outcome
from drafter.keeping.record import RECORD
from drafter.letters import questions, saying, tidying
from drafter.letters.library import Kind
from drafter.review import page
from drafter.review.rules import truth
from tests import desk, rows
from tests.desk import SHELF, TODAY

KIND = SHELF.kind("thank-you")
MANY = making.ENOUGH + 130  # rows, the last portion of them not a whole one


def run(table: Path, out: Path, **options: Any) -> tuple[Outcome, list[str], dict[str, bytes]]:
    """Return the outcome of a batch, what it told, and its files."""
    told: list[str] = []
    settings = {"formats": ["txt", "html"], "today": TODAY, "resume": False, **options}
    outcome = batch.run(
        SHELF, KIND, table, out, tell=told.append, review=Session.findings, **settings
    )
    found = {path.name: path.read_bytes() for path in out.iterdir() if path.name != RECORD}
    return outcome, told, found


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of many rows, some of which make no letter, and one that breaks off at its end."""
    path = rows.write(KIND, tmp_path / "rows.csv", rows.varied(KIND, MANY))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    commas = lines[0].count(",")
    lines[3:3] = [f"clerk{',' * commas}\n"]
    lines[200:200] = [f"clerk,Northgate,Grace,no day at all{',' * (commas - 3)}\n"]
    lines.append('clerk,"Northgate\n')
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_several_processes_write_and_tell_what_one_does(table: Path, tmp_path: Path) -> None:
    one = run(table, tmp_path / "one", jobs=1)
    assert run(table, tmp_path / "two", jobs=2) == one
    assert run(table, tmp_path / "five", jobs=5) == one
    outcome, told, _ = one
    assert outcome.written > MANY and outcome.problems >= 3
    assert "from here on this cannot be read as CSV" in told[-1]


def test_several_processes_leave_what_is_there(table: Path, tmp_path: Path) -> None:
    first, _, files = run(table, tmp_path / "out", jobs=2)
    missing = sorted(name for name in files if name.startswith("thank-you-600-"))
    (tmp_path / "out" / missing[0]).unlink()
    again, _, same = run(table, tmp_path / "out", jobs=2, resume=True)
    assert same == files
    assert 0 < again.written <= 3 and again.left + again.written == first.written


def test_few_rows_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(futures, "ProcessPoolExecutor", None)  # whoever starts one fails
    path = rows.write(KIND, tmp_path / "few.csv", rows.varied(KIND, making.ENOUGH - 1))
    assert run(path, tmp_path / "out", jobs=8)[0].problems == 0


def test_where_there_can_be_no_process_one_does_it_all(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = run(table, tmp_path / "one")

    def refuse(*_: object) -> None:
        raise OSError("no semaphores here")

    monkeypatch.setattr(futures, "ProcessPoolExecutor", refuse)
    assert run(table, tmp_path / "two", jobs=2) == one


def test_a_broken_letter_is_told_from_another_process_as_from_this_one(tmp_path: Path) -> None:
    own = tmp_path / "letters" / "thank-you"
    own.mkdir(parents=True)
    for name in ("kind.toml", "example.toml", "subject.txt"):
        text = (desk.ROOT / "templates/thank-you" / name).read_text(encoding="utf-8")
        (own / name).write_text(text, encoding="utf-8")
    (own / "body.html").write_text("<p>{{ contact.nothing.more }}</p>", encoding="utf-8")
    from drafter.letters.library import library

    path = rows.write(KIND, tmp_path / "rows.csv", rows.varied(KIND, MANY))
    shelf, told = library(tmp_path / "letters"), []
    for jobs in (1, 2):
        with pytest.raises(Exception, match=r"body\.html, line 1: ") as broken:
            batch.run(
                shelf, shelf.kind("thank-you"), path, tmp_path / str(jobs), formats=["txt"],
                today=TODAY, resume=False, tell=print, review=Session.findings, jobs=jobs,
            )  # fmt: skip
        told.append((type(broken.value), str(broken.value)))
    assert told[0] == told[1]


# --- one that is ended -------------------------------------------------------------------------


def children(process: int) -> list[int]:
    """Return the processes that *process* has started."""
    there = Path(f"/proc/{process}/task/{process}/children")
    return [int(each) for each in there.read_text(encoding="ascii").split()]


def is_there(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.split()[0] != "Z"


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 45
    while not condition():
        assert time.monotonic() < end, "it has not come in time"
        time.sleep(0.02)


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A batch of two processes that has begun to write, and goes on for long."""
    path = rows.write(KIND, tmp_path / "rows.csv", rows.varied(KIND, 20_000))
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.rows", KIND.name, str(path), str(out), "--jobs", "2"],
        cwd=desk.ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: out.is_dir() and any(out.glob("thank-you-*.txt")))
    yield process
    process.kill()
    process.communicate()


@needs_proc
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_the_one_that_started_it(
    running: subprocess.Popen[str], how: signal.Signals
) -> None:
    started = children(running.pid)
    assert len(started) >= 2
    running.send_signal(how)
    running.wait(timeout=45)
    until(lambda: not any(map(is_there, started)))


@needs_proc
def test_a_process_that_is_ended_from_outside_is_told(running: subprocess.Popen[str]) -> None:
    os.kill(children(running.pid)[-1], signal.SIGKILL)
    _, told = running.communicate(timeout=45)
    assert running.returncode
    assert told.splitlines()[-1] == (
        f"{FileError.__module__}.FileError: One of the processes that write the letters was ended "
        "from outside. The letters before it are whole; go on with --resume, and with --jobs 1 if "
        "it happens again."
    )


# --- what is known from the row before ---------------------------------------------------------

KEPT = (
    questions._read,
    saying._as_read,
    tidying._shape,
    page._of_a_line,
    page._sentences,
    truth._names_of,
    truth._may_be_unfinished,
    truth._facts_of_ours,
    truth._is_slip,
)


@pytest.mark.parametrize("kind", desk.LETTERS, ids=desk.NAMES)
def test_a_row_makes_the_same_letters_whatever_rows_came_before(kind: Kind, tmp_path: Path) -> None:
    path = rows.write(kind, tmp_path / "rows.csv", rows.varied(kind, 40))
    table = list(tables.read(SHELF, kind, path, TODAY, tell=print))
    maker = making.Maker(
        library=SHELF, kind=kind, formats=["txt", "html"], today=TODAY, review=Session.findings
    )
    together = [maker.made_of(row) for row in (*table, *table)]
    alone = []
    for row in table:
        for kept in KEPT:
            kept.cache_clear()
        alone.append(maker.made_of(row))
    assert together == [*alone, *alone]
