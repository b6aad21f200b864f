"""A letter for every row: the CSV files of real life, and nothing lost."""

from __future__ import annotations

import csv
import html
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import AnswerError, FileError
from drafter.filling.rows import read
from drafter.filling.session import Session
from drafter.keeping import batch
from drafter.keeping.batch import Outcome
from drafter.keeping.files import digest
from drafter.keeping.record import INDEX, RECORD
from drafter.letters.library import Kind
from drafter.letters.rendering import Draft
from drafter.review.letter import Finding
from tests import desk, rows
from tests.desk import SHELF, TODAY

KIND = SHELF.kind("thank-you")
MANY = 10_000 if os.environ.get("DRAFTER_FULL") else 2_000
FUZZED = 2_000 if os.environ.get("DRAFTER_FULL") else 150
HEADER = "role,company,people,met_on,enjoyed,me\n"
ROWS = (
    'staff nurse,Northgate,Ms. Okafor,2026-11-17,"hearing how Zoë ran the ward, at night",A. Lee\n'
    "ward clerk,Northgate,Grace; Mr. Bell,,,B. Roy\n"
)


class Run:
    """One batch: its outcome, what it told, and its folder."""

    def __init__(
        self, folder: Path, content: str | bytes, *, kind: Kind = KIND, **options: Any
    ) -> None:
        path, self.out = folder / "people.csv", folder / "out"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.told: list[str] = []
        settings: dict[str, Any] = {
            "formats": ["txt", "html"],
            "today": TODAY,
            "resume": False,
            "tell": self.told.append,
            **options,
        }
        self.outcome: Outcome = batch.run(SHELF, kind, path, self.out, **settings)

    @property
    def files(self) -> dict[str, bytes]:
        return files(self.out)

    @property
    def index(self) -> list[dict[str, str]]:
        with (self.out / INDEX).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def text(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Return what is in *folder* by name, all but the record."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != RECORD}


# --- what is written ---------------------------------------------------------------------------


def test_every_row_makes_its_letters_and_a_line_of_the_index_each(tmp_path: Path) -> None:
    run = Run(tmp_path, HEADER + ROWS)
    assert run.outcome == Outcome(written=3, left=0, problems=0, findings=0)
    stems = ["thank-you-1-ms-okafor", "thank-you-2-grace", "thank-you-2-mr-bell"]
    made = {f"{stem}.{suffix}" for stem in stems for suffix in ("txt", "html")}
    assert set(run.files) == {*made, INDEX}
    assert run.text("thank-you-1-ms-okafor.txt").startswith("Subject: ")
    assert "Zoë ran the ward, at night" in run.text("thank-you-1-ms-okafor.txt")
    assert list(run.index[0]) == ["row", "to", "email", "subject", "files", "findings"]
    assert [(line["row"], line["to"]) for line in run.index] == [
        ("1", "Ms. Okafor"),
        ("2", "Grace"),
        ("2", "Mr. Bell"),
    ]
    assert run.index[1]["files"] == "thank-you-2-grace.txt; thank-you-2-grace.html"
    subject = run.text("thank-you-1-ms-okafor.txt").splitlines()[0]
    assert subject == f"Subject: {run.index[0]['subject']}"


def test_rows_and_people_of_the_same_name_keep_a_file_each(tmp_path: Path) -> None:
    row = "staff nurse,Northgate,Grace; Grace,,,A. Lee\n"
    run = Run(tmp_path, HEADER + row + row, formats=["txt"])
    stems = ("1-grace", "1-grace-2", "2-grace", "2-grace-2")
    assert set(run.files) == {*(f"thank-you-{stem}.txt" for stem in stems), INDEX}


def test_a_row_without_people_and_a_joint_letter_have_names_too(tmp_path: Path) -> None:
    header = HEADER.replace("me\n", "me,letters\n")
    given = "clerk,Northgate,,,,A. Lee,\nclerk,Northgate,Grace; Mr. Bell,,,A. Lee,one to all\n"
    run = Run(tmp_path, header + given, formats=["txt"])
    assert set(run.files) == {"thank-you-1-team.txt", "thank-you-2-grace-mr-bell.txt", INDEX}
    assert run.index[1]["to"] == "Grace; Mr. Bell"


def test_the_index_knows_the_address_of_a_column_or_of_each_person(tmp_path: Path) -> None:
    header = HEADER.replace("me\n", "me,email\n")
    given = (
        "clerk,Northgate,Grace,,,A. Lee,grace@example.org\n"
        "clerk,Northgate,Grace <g@example.org>; Bell <b@example.org>,,,A. Lee,\n"
    )
    addresses = [line["email"] for line in Run(tmp_path, header + given).index]
    assert addresses == ["grace@example.org", "g@example.org", "b@example.org"]


def test_findings_stand_in_the_index_and_the_grave_ones_are_counted(tmp_path: Path) -> None:
    def look(session: Session, drafts: Sequence[Draft]) -> list[list[Finding]]:
        grave = Finding(rule="R05", severity="major", message="Mend this.")
        small = Finding(rule="R09", severity="minor", message="Look at this.")
        return [[grave, small] if session.answers["me"] == "A. Lee" else [] for _ in drafts]

    run = Run(tmp_path, HEADER + ROWS, review=look)
    assert run.index[0]["findings"] == "R05, major: Mend this. | R09, minor: Look at this."
    assert run.index[1]["findings"] == ""
    assert run.outcome.findings == 1
    again = Run(tmp_path, HEADER + ROWS, review=look, resume=True)
    assert again.outcome == Outcome(written=0, left=3, problems=0, findings=1)


# --- the CSV files of real life ----------------------------------------------------------------


def swap(text: str, delimiter: str) -> str:
    """Return *text* with another delimiter, as Excel of another region writes it."""
    table = csv.reader(text.splitlines(keepends=True))
    return "".join(
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in table
    )


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(("\ufeff" + HEADER + ROWS).encode(), id="BOM"),
        pytest.param((HEADER + ROWS).replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(swap(HEADER + ROWS, ";").encode(), id="semicolons"),
        pytest.param(swap(HEADER + ROWS, "\t").encode(), id="tabs"),
        pytest.param(("role,company ,people, met_on,enjoyed,me  \n" + ROWS).encode(), id="blanks"),
        pytest.param(
            ("Role,COMPANY,People,Met-On,enjoyed,Me\n" + ROWS).encode(), id="case and hyphens"
        ),
        pytest.param(("role,company,people,Met on,enjoyed,me\n" + ROWS).encode(), id="words"),
        pytest.param((HEADER + ROWS + "\n,,,,,\n \n").encode(), id="empty rows"),
        pytest.param(
            (HEADER.strip() + ",,\n" + ROWS.replace("\n", ",,\n")).encode(), id="empty columns"
        ),
        pytest.param((HEADER + ROWS.rstrip()).encode(), id="no last newline"),
        pytest.param(
            (HEADER + ROWS.replace(",A. Lee", ", A. Lee ")).encode(), id="blanks in cells"
        ),
    ],
)
def test_reads_what_spreadsheets_write(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    plain = Run(tmp_path / "plain", HEADER + ROWS)
    run = Run(tmp_path, content)
    assert run.files == plain.files
    assert run.told == []


def test_reads_the_cp1252_of_windows_and_says_so_once(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    plain = Run(tmp_path / "plain", HEADER + ROWS + ROWS)
    run = Run(tmp_path, (HEADER + ROWS + ROWS).encode("cp1252"))
    assert run.files == plain.files
    (told,) = run.told
    assert told.startswith("people.csv, line 2: this is not UTF-8")


def test_a_cell_may_have_lines_quotation_marks_and_delimiters(tmp_path: Path) -> None:
    work = '"I ran ""Night, and day""; it\nworked."'
    header = "role,company,me,work\n"
    run = Run(tmp_path, f"{header}clerk,Northgate,A. Lee,{work}\nclerk,Northgate,,x\n")
    assert 'I ran "Night, and day"; it worked.' in run.text("thank-you-1-team.txt")
    assert run.told[0].startswith("people.csv, line 4: me is missing")  # the cell has two lines


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "no header"),
        ("\n\n", "no header"),
        (HEADER, "no row below the header"),
        (HEADER + ",,,,,\n", "no row below the header"),
        (
            HEADER.replace("role", "rolle") + ROWS,
            "line 1: rolle: no letter asks this. Did you mean",
        ),
        (HEADER.replace("role", "Roles ") + ROWS, "line 1: Roles: no letter asks this. Did you"),
        (HEADER.replace(",me\n", ",Role\n") + ROWS, "two columns called Role"),
        (HEADER.replace(",me\n", "\n") + ROWS, "line 1: me is missing"),
        (b"PK\x03\x04" + bytes(400), "this is a workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(400), "this is a workbook"),
        ((HEADER + ROWS).encode("utf-16"), "Save the sheet as CSV UTF-8"),
        (bytes(5000), "line 1: this is no CSV"),
        (b"x" * 3_000_000, "line 1: this is no CSV"),
        (b"role\x81\xff,me\n", "line 1: this is not UTF-8"),
        ('"role,me\nclerk,A. Lee\n', "line 1: from here on this cannot be read as CSV"),
    ],
)
def test_what_is_no_table_for_this_letter_is_refused_before_anything_is_written(
    content: str | bytes, told: str, tmp_path: Path
) -> None:
    with pytest.raises(AnswerError, match=re.escape(told)):
        Run(tmp_path, content)
    assert not (tmp_path / "out").exists()


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path, told in ((tmp_path, "this is a folder"), (tmp_path / "no.csv", "cannot be read")):
        with pytest.raises(AnswerError, match=told):
            next(read(SHELF, KIND, path, TODAY, tell=print))


def test_columns_of_other_letters_are_left_out_with_a_word(tmp_path: Path) -> None:
    header = HEADER.replace("me\n", "me,Sorry,could-you\n")
    run = Run(tmp_path, header + ROWS.replace("\n", ",arrived late,\n"))
    assert run.outcome.written == 3
    (told,) = run.told
    assert told.startswith("people.csv, line 1: ")
    assert "Sorry, could-you" in told


CELLS = st.sampled_from(["", "clerk", "n/a", "2026-11-17", "soon", "A; B", "{{ me }}", "<b>", '"'])
TABLES = st.builds(
    lambda header, cells, delimiter, end: end.join(
        delimiter.join(row) for row in ([*header, "role", "me", "company"], *cells)
    ),
    st.lists(
        st.sampled_from(["people", "met_on", "enjoyed", "work", "sorry", "", "x"]), max_size=4
    ),
    st.lists(st.lists(st.one_of(CELLS, st.text(max_size=8)), max_size=8), max_size=4),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)


@settings(max_examples=FUZZED, deadline=None)
@given(content=st.one_of(st.binary(max_size=200), TABLES.map(lambda text: text.encode("utf-8"))))
def test_any_file_makes_letters_or_messages(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        try:
            run = Run(Path(name), content)
        except AnswerError as error:
            assert all(
                problem.startswith("people.csv") or name in problem for problem in error.problems
            )
            return
        assert len(run.index) == run.outcome.written
        assert run.outcome.problems == 0 or run.told
        for line in run.index:
            assert set(line["files"].split("; ")) <= set(run.files)


# --- rows with problems ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("clerk,Northgate,,03/04/2026,,A. Lee", "people.csv, line 2: Met-On: "),
        ("clerk,Northgate,,soon,,A. Lee", "people.csv, line 2: Met-On: "),
        (",Northgate,,,,A. Lee", "people.csv, line 2: role is missing: "),
        ("n/a,Northgate,,,,A. Lee", "people.csv, line 2: role is missing: "),
        ("clerk,Northgate,,,hearing it, all of it,A. Lee", "line 2: 'A. Lee' stands in a column"),
        ("clerk,Northgate,,,,", "Fill in this column."),
        ('"Smith, clerk",Northgate,"Smith, John",,,A. Lee', "people.csv, line 2: people: "),
    ],
)
def test_a_row_with_a_problem_is_named_and_the_others_are_written(
    row: str, told: str, tmp_path: Path
) -> None:
    header = HEADER.replace("met_on", "Met-On")
    run = Run(tmp_path, f"{header}{row}\n{ROWS}")
    assert run.outcome.problems == 1
    assert run.outcome.written == 3
    assert told in "\n".join(run.told)
    assert all(message.startswith("people.csv, line 2") for message in run.told)
    assert "thank-you-2-ms-okafor.txt" in run.files  # the row keeps its number


def test_problems_are_told_in_the_order_of_the_rows(tmp_path: Path) -> None:
    run = Run(tmp_path, HEADER + "clerk,Northgate,,soon,,\n" * 3 + ROWS)
    lines = [int(re.search(r"line (\d+)", told)[1]) for told in run.told]  # type: ignore[index]
    assert lines == sorted(lines)
    assert set(lines) == {2, 3, 4}
    assert run.outcome.problems == 3


@pytest.mark.parametrize(
    "broken", ['clerk,"Northgate,,,,A. Lee\n', 'clerk,"N" x,,,,A\n', "cl\0,\n"]
)
def test_where_the_table_breaks_off_no_row_is_guessed(broken: str, tmp_path: Path) -> None:
    run = Run(tmp_path, HEADER + ROWS + broken + ROWS)
    assert run.outcome.written == 3
    assert run.outcome.problems == 1
    assert "people.csv, line 4: " in run.told[-1]
    assert len(run.index) == 3
    mended = Run(tmp_path, HEADER + ROWS + ROWS, resume=True)
    assert mended.outcome == Outcome(written=3, left=3, problems=0, findings=0)


LOCALES = [
    {"PYTHONIOENCODING": "latin-1"},
    {"LC_ALL": "C", "PYTHONUTF8": "0"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"},
]


@pytest.mark.parametrize("env", LOCALES, ids=" ".join)
def test_a_name_that_the_locale_cannot_show_stops_no_batch(
    env: dict[str, str], tmp_path: Path
) -> None:
    given = "clerk,Northgate,Grace,李老师,,A. Lee\nclerk,Northgate,李老师; 王老师,,,A. Lee\n"
    (tmp_path / "people.csv").write_text(HEADER + given, encoding="utf-8")
    done = desk.drafter("batch", KIND.name, "people.csv", "--out", "out", cwd=tmp_path, env=env)
    assert done.returncode == 1, done.stderr
    assert re.search("line 2: met_on: '(李老师|[?]{3})' is not a date", done.stderr)
    assert "2 letters written to out" in done.stderr
    with (tmp_path / "out" / INDEX).open(encoding="utf-8", newline="") as file:
        index = list(csv.DictReader(file))
    assert [line["to"] for line in index] == ["李老师", "王老师"]
    names = [name for line in index for name in line["files"].split("; ")]
    assert len(set(names)) == 4
    there = {os.fsencode(name) for name in files(tmp_path / "out")}  # the locale may be C here too
    assert there == {name.encode() for name in [*names, INDEX]}


# --- a batch that goes on ----------------------------------------------------------------------


def test_resume_leaves_what_is_there_even_on_another_day(tmp_path: Path) -> None:
    first = Run(tmp_path, HEADER + ROWS)
    before = first.files
    later = TODAY + timedelta(days=30)
    again = Run(tmp_path, HEADER + ROWS, resume=True, today=later)
    assert again.outcome == Outcome(written=0, left=3, problems=0, findings=0)
    assert again.files == before
    anew = Run(tmp_path, HEADER + ROWS, today=later)
    assert anew.outcome.written == 3
    assert anew.files != before


def test_resume_writes_what_is_missing_or_whose_row_has_changed(tmp_path: Path) -> None:
    first = Run(tmp_path, HEADER + ROWS)
    (first.out / "thank-you-2-grace.html").unlink()
    changed = ROWS.replace("A. Lee", "A. Leigh") + ROWS
    again = Run(tmp_path, HEADER + changed, resume=True)
    assert again.outcome == Outcome(written=6, left=0, problems=0, findings=0)
    assert "A. Leigh" in again.text("thank-you-1-ms-okafor.txt")
    assert "thank-you-2-grace.html" in again.files


@pytest.mark.parametrize("resume", [True, False])
def test_a_letter_that_somebody_has_edited_is_never_replaced(resume: bool, tmp_path: Path) -> None:
    first = Run(tmp_path, HEADER + ROWS)
    edited = first.out / "thank-you-1-ms-okafor.txt"
    edited.write_text("Mine now.", encoding="utf-8")
    again = Run(tmp_path, HEADER + ROWS, resume=resume, today=TODAY + timedelta(days=30))
    assert edited.read_text(encoding="utf-8") == "Mine now."
    assert again.outcome.problems == 1
    assert "edited since drafter wrote it" in again.told[0]
    assert again.outcome.written + again.outcome.left == 2
    assert len(again.index) == 3


def test_the_index_forgets_rows_that_are_gone_and_those_with_problems(tmp_path: Path) -> None:
    Run(tmp_path, HEADER + ROWS + ROWS)
    again = Run(tmp_path, HEADER + ROWS.replace("A. Lee", ""), resume=True)
    assert [line["row"] for line in again.index] == ["2", "2"]


def test_batches_of_two_kinds_share_a_folder(tmp_path: Path) -> None:
    Run(tmp_path, HEADER + ROWS)
    header = "role,company,people,thanks_for,feedback,me\n"
    given = "clerk,Northgate,Grace,,,A. Lee\n"
    run = Run(tmp_path, header + given, kind=SHELF.kind("rejection-reply"))
    assert len(run.index) == 4
    assert "thank-you-1-ms-okafor.txt" in run.files
    assert "rejection-reply-1-grace.txt" in run.files


def test_a_damaged_record_is_named_and_nothing_is_replaced(tmp_path: Path) -> None:
    first = Run(tmp_path, HEADER + ROWS)
    (first.out / RECORD).write_bytes(b"not a data base at all" * 100)
    before = files(first.out)
    with pytest.raises(FileError, match="damaged"):
        Run(tmp_path, HEADER + ROWS)
    assert files(first.out) == before
    (first.out / RECORD).unlink()
    assert Run(tmp_path, HEADER + ROWS).files == before


def test_progress_is_told_in_bytes_up_to_the_last(tmp_path: Path) -> None:
    seen: list[int] = []
    Run(tmp_path, HEADER + ROWS, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == len((HEADER + ROWS).encode())


# --- many rows ---------------------------------------------------------------------------------


def start(rows_file: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.rows", KIND.name, str(rows_file), str(out), *options],
        cwd=desk.ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> dict[str, int]:
    told, _ = process.communicate(timeout=600)
    assert process.returncode == 0
    return dict(json.loads(told))


def wait(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    while not condition():
        assert process.poll() is None, "it ended before it could be killed"
        time.sleep(0.005)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_of_many_rows_none_is_lost_or_doubled_and_a_kill_changes_nothing(
    jobs: str, tmp_path: Path
) -> None:
    path = rows.write(KIND, tmp_path / "many.csv", rows.varied(KIND, MANY))
    once, killed = tmp_path / "once", tmp_path / "killed"
    told = finish(start(path, once))
    assert (told["left"], told["problems"]) == (0, 0)

    process = start(path, killed, "--jobs", jobs)
    half = f"thank-you-{MANY // 2}-*.txt"
    wait(lambda: any(killed.glob(half)), process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    there = sum(1 for _ in killed.glob("thank-you-*.txt"))
    assert 0 < there < told["written"]
    again = finish(start(path, killed, "--resume", "--jobs", jobs))
    assert again["written"] + again["left"] == told["written"]
    assert again["left"] >= there - 3  # all but the row that was being written
    assert files(killed) == files(once)

    with (once / INDEX).open(encoding="utf-8", newline="") as file:
        index = list(csv.DictReader(file))
    assert len(index) == told["written"]
    assert {int(line["row"]) for line in index} == set(range(1, MANY + 1))
    names = [name for line in index for name in line["files"].split("; ")]
    assert len(set(names)) == len(names)
    assert {*names, INDEX} == set(files(once))
    for line in index:
        texts = [(once / name).read_text(encoding="utf-8") for name in line["files"].split("; ")]
        for text in texts:
            assert re.findall(r"0700 \d{6}", text) == [rows.contact(int(line["row"]))]
        assert untidy(texts[0]) == [], (line["row"], texts[0])
        assert untidy(html.unescape(re.sub("<[^>]*>", "", texts[1]))) == [], line["row"]


def untidy(text: str) -> list[str]:
    """Return what no letter may have in it: traces of answers skipped, seams, and marks."""
    return re.findall(r"None|\.\.| [.,;:?!]|  |\{\{|\}\}|\{%|&#|&amp;|____|…|[\ufdd0-\ufdef]", text)


@pytest.mark.parametrize("kind", desk.LETTERS, ids=desk.NAMES)
def test_varied_rows_of_every_kind_make_tidy_letters(kind: Kind, tmp_path: Path) -> None:
    path = rows.write(kind, tmp_path / "rows.csv", rows.varied(kind, 60))
    outcome = batch.run(
        SHELF, kind, path, tmp_path, formats=["txt"], today=TODAY, resume=False, tell=lambda _: None
    )
    assert outcome.problems == 0
    texts = [each.read_text(encoding="utf-8") for each in tmp_path.glob(f"{kind.name}-*.txt")]
    assert len(texts) == outcome.written >= 60
    assert [untidy(text) for text in texts] == [[]] * len(texts)


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    few, many = (
        rows.write(KIND, tmp_path / f"{number}.csv", rows.varied(KIND, number))
        for number in (200, MANY)
    )
    peaks = [finish(start(path, tmp_path / path.stem))["peak"] for path in (few, many)]
    assert peaks[1] - peaks[0] <= 3, peaks  # MiB


def test_a_digest_is_that_of_the_file(tmp_path: Path) -> None:
    # The record is what tells an edited letter: it must know each file as it stands there.
    import sqlite3

    run = Run(tmp_path, HEADER + ROWS)
    record = sqlite3.connect(run.out / RECORD)
    known = dict(record.execute("select file, digest from written").fetchall())
    record.close()
    assert known == {name: digest(content) for name, content in run.files.items() if name != INDEX}
