"""Nothing is lost: kills, full and vanishing disks, closed pipes, races, and broken files."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from drafter.commands import main
from drafter.errors import AnswerError, FileError
from drafter.filling import sources
from drafter.keeping import batch, interview
from drafter.keeping.batch import Outcome
from drafter.keeping.record import INDEX, RECORD
from tests import desk, rows
from tests.desk import SHELF, TODAY, drafter

KILLS = 100  # of saves, and as many of batches
RACES = 20
KIND = SHELF.kind("thank-you")
LONG = "I drafted the letters during the night round, and most patients left before lunch. " * 3
ONE, OTHER = (
    [
        *("--role", "staff nurse", "--company", "Northgate", "--me", me, "--people", "Grace"),
        *("--enjoyed", enjoyed, "--work", LONG + me, "--no-input", "--force"),
        *("--today", TODAY.isoformat()),
    ]
    for me, enjoyed in (("A. Lee", "hearing how the ward runs"), ("B. Roy", "the tour"))
)
LETTER = {"thank-you.txt", "thank-you.html"}


def fork(work: Callable[[], object]) -> BaseProcess:
    """Start *work* in a process that has everything imported already, and says nothing."""

    def quietly() -> None:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
            work()

    process = multiprocessing.get_context("fork").Process(target=quietly)
    process.start()
    return process


def save(given: list[str], out: Path) -> None:
    """Save a letter as the command does, in this process."""
    main.commands.main(["thank-you", *given, "--out", str(out)], standalone_mode=False)


def both_letters(folder: Path) -> list[dict[str, bytes]]:
    """Return the files of ONE and of OTHER, each saved in peace."""
    for name, given in (("one", ONE), ("other", OTHER)):
        save(given, folder / name)
    return [letters(folder / name) for name in ("one", "other")]


@pytest.fixture(autouse=True)
def _no_letters_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))


def run_batch(
    table: Path, out: Path, *, resume: bool = False, progress: Callable[[int], None] | None = None
) -> Outcome:
    return batch.run(
        SHELF, KIND, table, out,
        formats=["txt", "html"], today=TODAY, resume=resume, tell=lambda _: None, progress=progress,
    )  # fmt: skip


def letters(folder: Path) -> dict[str, bytes]:
    """Return the letters in *folder* by name."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.suffix in (".txt", ".html") and path.name.startswith("thank-you")
    }


def table_of(path: Path, me: str, many: int) -> Path:
    """Write a CSV file of *many* rows, all signed by *me*."""
    return rows.write(KIND, path, ({**row, "me": me} for row in rows.varied(KIND, many)))


def kill_again_and_again(work: Callable[[], object], check: Callable[[], None]) -> int:
    """Kill *work*, which never ends, at random moments; *check* each time what it leaves."""
    chance, killed = random.Random(), 0
    for _ in range(KILLS):
        process = fork(work)
        time.sleep(chance.uniform(0.0, 0.09))
        assert process.is_alive()
        process.kill()
        process.join()
        killed += process.exitcode == -9
        check()
    return killed


# --- kills ------------------------------------------------------------------------------------


def test_a_save_that_is_killed_leaves_each_file_whole(tmp_path: Path) -> None:
    known = both_letters(tmp_path)
    assert set(known[0]) == LETTER
    assert all(known[0][name] != known[1][name] for name in LETTER)
    out = tmp_path / "out"
    seen: set[tuple[bool, ...]] = set()

    def check() -> None:
        there = letters(out) if out.is_dir() else {}
        for name, content in there.items():
            assert content in (known[0][name], known[1][name])
        seen.add(tuple(there.get(name) == known[0][name] for name in sorted(LETTER)))
        kept = interview.load(out)  # which raises if the file is not whole
        assert not kept.told or kept.told["me"] in ("A. Lee", "B. Roy")

    def work() -> None:
        both = (ONE, OTHER) if os.getpid() % 2 else (OTHER, ONE)
        for given in itertools.cycle(both):
            save(given, out)

    assert kill_again_and_again(work, check) == KILLS
    assert len(seen) > 1  # both were saved
    assert any(out.glob(".*.tmp"))  # and some kills came in the middle of it


def test_a_batch_that_is_killed_leaves_each_file_whole_and_goes_on(tmp_path: Path) -> None:
    tables = [table_of(tmp_path / f"{me}.csv", me, 12) for me in ("A. Lee", "B. Roy")]
    known = []
    for number, table in enumerate(tables):
        run_batch(table, tmp_path / str(number))
        known.append(letters(tmp_path / str(number)))
    out = tmp_path / "out"
    mixed = 0

    def check() -> None:
        nonlocal mixed
        there = letters(out) if out.is_dir() else {}
        for name, content in there.items():
            assert content in (known[0][name], known[1][name]), name
        mixed += len({content == known[0][name] for name, content in there.items()}) > 1

    def work() -> None:
        for table in itertools.cycle(tables):
            assert run_batch(table, out).problems == 0

    assert kill_again_and_again(work, check) == KILLS
    for _ in range(5):  # a machine with other things to do kills at the ends more often
        if mixed <= KILLS // 10:
            assert kill_again_and_again(work, check) == KILLS
    assert mixed > KILLS // 10  # the kills came in the middle
    outcome = run_batch(tables[0], out, resume=True)
    assert outcome.problems == 0
    left = {path.name for path in out.iterdir()}
    assert left == {*known[0], INDEX, RECORD}
    assert letters(out) == known[0]
    assert (out / INDEX).read_bytes() == (tmp_path / "0" / INDEX).read_bytes()


# --- two at once ------------------------------------------------------------------------------


def save_at_once(given: list[str], out: Path, ready: Barrier) -> None:
    ready.wait()
    for _ in range(3):
        save(given, out)


def test_two_drafters_that_save_into_one_folder_leave_it_whole(tmp_path: Path) -> None:
    known = both_letters(tmp_path)
    for race in range(RACES):
        out = tmp_path / f"race-{race}"
        ready = multiprocessing.get_context("fork").Barrier(2)

        racing = [fork(partial(save_at_once, given, out, ready)) for given in (ONE, OTHER)]
        for process in racing:
            process.join()
            assert process.exitcode == 0
        there = letters(out)
        assert set(there) == LETTER
        assert all(content in (known[0][name], known[1][name]) for name, content in there.items())
        assert interview.load(out).told["me"] in ("A. Lee", "B. Roy")


def test_a_second_batch_does_not_write_into_the_folder_of_a_running_one(tmp_path: Path) -> None:
    table = table_of(tmp_path / "rows.csv", "A. Lee", 12)
    seen: list[int | None] = []

    def another(done: int) -> None:
        if not seen and (tmp_path / "out" / RECORD).exists():
            process = fork(refused)
            process.join()
            seen.append(process.exitcode)

    def refused() -> None:
        with pytest.raises(FileError, match="another drafter is writing"):
            run_batch(table, tmp_path / "out")

    assert run_batch(table, tmp_path / "out", progress=another).problems == 0
    assert seen == [0]


# --- disks ------------------------------------------------------------------------------------


class Disk:
    """A small file system of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def set(self, *options: str) -> bool:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(self.folder)],
            capture_output=True,
            check=False,
        )
        return done.returncode == 0

    def fill(self) -> None:
        """Fill what room there is left."""
        with (self.folder / "filling").open("wb", buffering=0) as file, pytest.raises(OSError):
            while file.write(b"x" * 512):
                pass


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("a small disk can be made by root on Linux only")
    folder = tmp_path / "disk"
    folder.mkdir()
    made = Disk(folder)
    if not made.set("size=256k"):
        pytest.skip("mounting is not allowed here")
    yield made
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_batch_on_a_full_disk_stops_and_goes_on_when_there_is_room(
    disk: Disk, tmp_path: Path
) -> None:
    table = table_of(tmp_path / "rows.csv", "A. Lee", 60)
    run_batch(table, tmp_path / "whole")
    known = letters(tmp_path / "whole")
    out = disk.folder / "out"
    with pytest.raises(FileError, match=r"No space left|no room left") as error:
        run_batch(table, out)
    assert "--resume" in str(error.value)
    there = letters(out)
    assert 0 < len(there) < len(known)
    assert there == {name: known[name] for name in there}
    assert disk.set("remount", "size=4m")
    outcome = run_batch(table, out, resume=True)
    assert (outcome.problems, outcome.left > 0) == (0, True)
    assert letters(out) == known


def test_a_letter_on_a_full_disk_leaves_the_old_one(disk: Disk, tmp_path: Path) -> None:
    out = disk.folder / "out"
    assert drafter("thank-you", *ONE, "--out", str(out), cwd=tmp_path).returncode == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    disk.fill()
    done = drafter("thank-you", *OTHER, "--out", str(out), cwd=tmp_path)
    assert done.returncode == 1
    assert "cannot be written: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_folder_that_is_read_only_is_named(disk: Disk, tmp_path: Path) -> None:
    table = table_of(tmp_path / "rows.csv", "A. Lee", 3)
    out = disk.folder / "out"
    run_batch(table, out)
    before = letters(out)
    assert disk.set("remount", "ro")
    for place in (out, disk.folder / "new"):
        with pytest.raises(FileError, match=str(disk.folder)):
            run_batch(table_of(tmp_path / "rows.csv", "B. Roy", 3), place)
        done = drafter("thank-you", *ONE, "--out", str(place), cwd=tmp_path)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert str(disk.folder) in done.stderr
    assert letters(out) == before


@pytest.mark.parametrize("after", [1, 5])
def test_a_folder_that_vanishes_is_named(after: int, tmp_path: Path) -> None:
    table = table_of(tmp_path / "rows.csv", "A. Lee", 8)
    out = tmp_path / "out"
    seen = itertools.count()

    def vanish(done: int) -> None:
        if out.is_dir() and next(seen) == after:
            shutil.rmtree(out)

    with pytest.raises(FileError, match=r"out/.*cannot be"):
        run_batch(table, out, progress=vanish)


def test_rows_that_change_while_they_are_read_make_whole_letters(tmp_path: Path) -> None:
    table = table_of(tmp_path / "rows.csv", "A. Lee", 200)
    out = tmp_path / "out"
    half = table.read_bytes()[: table.stat().st_size // 2]

    def shorten(done: int) -> None:
        if out.is_dir():
            table.write_bytes(half)

    outcome = run_batch(table, out, progress=shorten)
    assert 0 < outcome.written < 300
    assert outcome.problems <= 1  # the row in which it ends
    for text in out.glob("*.txt"):
        assert text.read_bytes().rstrip().split(b"\n")[-1].startswith((b"0700", b"A. Lee"))


def test_a_pipe_that_is_closed_ends_drafter_quietly(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "drafter", "thank-you", "--example", "--print"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(desk.ROOT), "HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    told = process.stderr.read().decode()
    assert process.wait(timeout=20) == 1
    assert "Traceback" not in told
    assert "Broken" not in told


# --- answers files ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.toml", b'role = "Zo\xeb"', "line 1: this is not UTF-8"),
        ("a.toml", b'me = "A"\nrole = "x', "this is not TOML"),
        ("a.toml", b"role = " + b"[" * 50_000, "nested too deeply"),
        ("a.json", b'{"role": ' + b"[" * 100_000, "nested too deeply"),
        ("a.json", b'{"role": ' + b'{"a":' * 100_000, "nested too deeply"),
        ("a.json", b"[1, 2]", "write one object"),
        ("a.toml", b"role\0", "this is not TOML"),
        ("a.toml", b"x" * 1_000_001, "over a megabyte"),
    ],
)
def test_an_answers_file_that_cannot_be_read_is_named(
    name: str, content: bytes, told: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(AnswerError, match=told) as error:
        sources.read_file(path)
    assert str(error.value).startswith(str(path))


def test_an_answers_file_that_is_a_folder_or_missing_is_named(tmp_path: Path) -> None:
    for path, told in ((tmp_path, "this is a folder"), (tmp_path / "no.toml", "cannot be read")):
        done = drafter("thank-you", "--answers", str(path), cwd=tmp_path)
        assert done.returncode == 1
        assert told in done.stderr


def test_a_huge_answers_file_is_refused_as_quickly_as_a_small_one_is_read(tmp_path: Path) -> None:
    huge, small = tmp_path / "huge.toml", tmp_path / "small.toml"
    with huge.open("wb") as file:
        file.truncate(100_000_000)
    small.write_text('role = "clerk"\n', encoding="utf-8")
    took = {}
    for path in (small, huge):
        start = time.perf_counter()
        done = drafter("thank-you", "--answers", str(path), "--no-input", cwd=tmp_path)
        took[path.name] = time.perf_counter() - start
        assert done.returncode == 1
    assert "over a megabyte" in done.stderr
    assert took["huge.toml"] < 2 * took["small.toml"] + 0.2


# --- letters of the reader's own --------------------------------------------------------------

HELLO = 'title = "Hello"\nsummary = "A greeting."\nask = ["role", "me"]\n'
GIVEN = ("--role", "ward clerk", "--company", "Northgate", "--me", "A. Lee", "--no-input")


def own(folder: Path, files: Mapping[str, str]) -> None:
    """Write the *files* of a kind of the reader's own, called hello."""
    place = folder / ".config/drafter/templates/hello"
    place.mkdir(parents=True)
    for name, content in files.items():
        (place / name).write_text(content, encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("title = ", "hello/kind.toml"),
        (HELLO.replace('"role"', '"rolle"'), "'rolle' is asked"),
        ('summary = "x"\n', "write a title in quotes"),
        (HELLO + "[questions.role]\nlimit = 'ten'\n", "limit is a number"),
    ],
)
def test_a_broken_kind_is_named_in_one_line_and_the_others_go_on(
    kind: str, told: str, tmp_path: Path
) -> None:
    own(tmp_path, {"kind.toml": kind, "body.html": "<p>Hello.</p>", "subject.txt": "Hello"})
    done = drafter("kinds", cwd=tmp_path)
    assert done.returncode == 0
    assert "thank-you" in done.stdout
    assert any(told in line for line in (done.stdout + done.stderr).splitlines())
    assert drafter("--help", cwd=tmp_path).returncode == 0
    assert drafter("thank-you", "--example", cwd=tmp_path).returncode == 0
    broken = drafter("hello", *GIVEN, cwd=tmp_path)
    assert broken.returncode == 1
    assert "Traceback" not in broken.stderr


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>Hello.</p>\n{% if role %}", "body.html, line 2: "),
        ("<p>Hello.</p>\n<p>{{ nothing }}</p>", "body.html, line 2: "),
        ("<p>\n\n{{ role.__class__.__mro__ }}</p>", "body.html, line 3: "),
        ("<p>{{ contact }}</p>", "an answer that was skipped is printed here"),
        ('{% include "/etc/passwd" %}', "/etc/passwd: there is no such template"),
        ('{% include "../../../../../etc/passwd" %}', "there is no such template"),
        ("{{ 1 / 0 }}", "body.html, line 1: "),
        ('{% include "hello/body.html" %}', "includes itself"),
    ],
)
def test_a_broken_template_is_named_with_its_file_and_line(
    body: str, told: str, tmp_path: Path
) -> None:
    own(tmp_path, {"kind.toml": HELLO, "body.html": body, "subject.txt": "Hello"})
    done = drafter("hello", *GIVEN, cwd=tmp_path)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert drafter("thank-you", "--example", cwd=tmp_path).returncode == 0


def test_a_link_does_not_lead_a_template_out_of_its_folder(tmp_path: Path) -> None:
    own(tmp_path, {"kind.toml": HELLO, "subject.txt": "Hello"})
    secret = tmp_path / "secret.html"
    secret.write_text("<p>Secret.</p>", encoding="utf-8")
    (tmp_path / ".config/drafter/templates/hello/body.html").symlink_to(secret)
    done = drafter("hello", *GIVEN, cwd=tmp_path)
    assert done.returncode == 1
    assert "Secret" not in done.stderr
