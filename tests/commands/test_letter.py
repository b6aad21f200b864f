"""What others may rely on in a letter's command: its flags, files, JSON and exit statuses."""

from __future__ import annotations

import json
import re
import stat
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from drafter.letters import reading
from drafter.letters.library import Kind
from tests import desk
from tests.desk import NAMES, drafter

GIVEN = ("--role", "staff nurse", "--company", "Northgate General", "--me", "Aoife O'Brien-Smith")
SUNDAY = ("--today", "2026-11-22")

pytestmark = pytest.mark.any_day


@pytest.mark.parametrize("kind", NAMES)
def test_an_example_gives_a_letter_without_a_question(kind: str, tmp_path: Path) -> None:
    done = drafter(kind, "--example", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    text = (tmp_path / "drafts/example" / f"{kind}.txt").read_text(encoding="utf-8")
    subject, empty, greeting = text.split("\n")[:3]
    assert subject.startswith("Subject: ")
    assert empty == ""
    assert greeting.startswith(("Dear ", "Hi "))
    assert text in done.stderr
    assert (tmp_path / "drafts/example" / f"{kind}.html").exists()


@pytest.mark.parametrize("kind", desk.LETTERS, ids=NAMES)
def test_an_example_makes_the_same_letter_on_each_day_of_a_week(kind: Kind) -> None:
    week = [desk.TODAY + timedelta(days=ahead) for ahead in range(7)]
    days = {day: reading.example_day(kind, day) for day in week}
    assert all(timedelta(0) <= day - written <= timedelta(days=2) for day, written in days.items())
    assert len({desk.letter(kind, desk.example(kind), written) for written in days.values()}) == 1


def test_the_letter_alone_goes_to_standard_output_with_print(tmp_path: Path) -> None:
    done = drafter("thank-you", *GIVEN, "--no-input", "--print", cwd=tmp_path)
    assert done.returncode == 0
    subject, rest = done.stdout.split("\n", 1)
    assert re.fullmatch("Subject: .*staff nurse.*", subject, flags=re.I)
    assert rest.startswith("\nDear hiring team,\n\n")
    assert not (tmp_path / "drafts").exists()


def test_files_stand_in_a_folder_named_after_company_and_role(tmp_path: Path) -> None:
    done = drafter("thank-you", *GIVEN, *SUNDAY, cwd=tmp_path)
    assert done.returncode == 0
    folder = tmp_path / "drafts/northgate-general-staff-nurse"
    assert sorted(path.name for path in folder.iterdir()) == [
        "index.html",
        "interview.toml",
        "thank-you.html",
        "thank-you.txt",
    ]
    told = tomllib.loads((folder / "interview.toml").read_text(encoding="utf-8"))
    assert told["role"] == "staff nurse"
    assert set(told["drafter"]["written"]) == {"thank-you.txt", "thank-you.html"}
    assert stat.S_IMODE((folder / "interview.toml").stat().st_mode) == 0o600


def test_json_has_the_letter_its_files_and_nothing_else_on_standard_output(tmp_path: Path) -> None:
    done = drafter("thank-you", *GIVEN, "--people", "Ms. Okafor", "--json", *SUNDAY, cwd=tmp_path)
    assert done.returncode == 0
    table = json.loads(done.stdout)
    assert table["kind"] == "thank-you"
    assert set(table["send"]) == {"from", "until", "why"}
    (draft,) = table["drafts"]
    assert draft["to"] == ["Ms. Okafor"]
    assert set(draft) == {"to", "subject", "text", "html", "files", "findings"}
    for suffix in ("txt", "html"):
        content = (tmp_path / draft["files"][suffix]).read_text(encoding="utf-8")
        assert draft["text" if suffix == "txt" else "html"] in content


def test_several_people_get_a_file_each(tmp_path: Path) -> None:
    done = drafter("thank-you", *GIVEN, "--people", "Ms. Okafor; Grace", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "drafts/northgate-general-staff-nurse"
    assert {path.name for path in folder.glob("*.txt")} == {
        "thank-you-ms-okafor.txt",
        "thank-you-grace.txt",
    }


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("thank-you", ("role", "company", "me")),
        ("clarification", ("role", "company", "answer", "me")),
        ("apology", ("role", "company", "sorry", "me")),
    ],
)
def test_every_missing_answer_is_named_at_once(
    kind: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    done = drafter(kind, "--no-input", cwd=tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == len(names)
    for name in names:
        assert f"Error: {name} is missing" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "drafts").exists()


def test_flags_win_over_a_file_and_a_file_over_an_earlier_letter(tmp_path: Path) -> None:
    drafter("thank-you", *GIVEN, "--contact", "first", "--out", "one", cwd=tmp_path)
    (tmp_path / "a.toml").write_text('contact = "second"\nme = "Somebody"\n', encoding="utf-8")
    done = drafter(
        "thank-you", "one", "--answers", "a.toml", "--me", "Ada", "--print", cwd=tmp_path
    )
    assert done.stdout.endswith("Ada\nsecond\n")
    assert "staff nurse" in done.stdout.lower()


def test_an_earlier_letter_answers_for_the_next(tmp_path: Path) -> None:
    drafter("thank-you", *GIVEN, "--people", "Ms. Okafor", cwd=tmp_path)
    done = drafter(
        "apology", "drafts/northgate-general-staff-nurse",
        "--sorry", "arrived ten minutes late", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "drafts/northgate-general-staff-nurse"
    assert "Dear Ms. Okafor," in (folder / "apology.txt").read_text(encoding="utf-8")
    assert (folder / "thank-you.txt").exists()


def test_json_answers_come_through_standard_input(tmp_path: Path) -> None:
    given = json.dumps(
        {"role": "welder", "company": "Dray", "me": "Ana Souza", "people": ["Dr. Bo"]}
    )
    done = drafter("thank-you", "--answers", "-", "--print", cwd=tmp_path, given=given)
    assert done.returncode == 0, done.stderr
    assert "Dear Dr. Bo," in done.stdout


def test_a_letter_read_back_from_interview_toml_is_the_same(tmp_path: Path) -> None:
    first = drafter("thank-you", *GIVEN, "--people", "Dr. Lee; Bo", *SUNDAY, cwd=tmp_path)
    assert first.returncode == 0
    folder = tmp_path / "drafts/northgate-general-staff-nurse"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    again = drafter("thank-you", "--answers", str(folder / "interview.toml"), *SUNDAY, cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_edited_letter_is_replaced_only_with_force(tmp_path: Path) -> None:
    drafter("thank-you", *GIVEN, cwd=tmp_path)
    path = tmp_path / "drafts/northgate-general-staff-nurse/thank-you.txt"
    path.write_text("mine", encoding="utf-8")
    refused = drafter("thank-you", *GIVEN, "--contact", "1", cwd=tmp_path)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert path.read_text(encoding="utf-8") == "mine"
    assert drafter("thank-you", *GIVEN, "--contact", "1", "--force", cwd=tmp_path).returncode == 0
    assert path.read_text(encoding="utf-8").endswith("Aoife O'Brien-Smith\n1\n")


def test_an_unedited_letter_is_replaced_freely(tmp_path: Path) -> None:
    drafter("thank-you", *GIVEN, cwd=tmp_path)
    assert drafter("thank-you", *GIVEN, "--contact", "1", cwd=tmp_path).returncode == 0


def test_a_later_interview_for_the_same_role_has_its_own_folder(tmp_path: Path) -> None:
    for day in ("2026-11-10", "2026-11-20", "2026-11-10"):
        done = drafter("thank-you", *GIVEN, "--met-on", day, *SUNDAY, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "drafts").iterdir()} == {
        "northgate-general-staff-nurse",
        "northgate-general-staff-nurse-2",
    }


def test_a_folder_is_made_where_the_locale_cannot_name_the_company(tmp_path: Path) -> None:
    for company in ("日本電気", "中国銀行", "日本電気"):
        given = {"role": "研究員", "company": company, "people": "李老师; 王老师", "me": "Ada Obi"}
        done = drafter(
            "thank-you", "--answers", "-", *SUNDAY, cwd=tmp_path, given=json.dumps(given),
            env={"LC_ALL": "C", "PYTHONUTF8": "0"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    folders = list((tmp_path / "drafts").iterdir())
    assert len(folders) == 2  # one for each company
    assert [len(list(folder.glob("thank-you-*.txt"))) for folder in folders] == [2, 2]


@pytest.mark.parametrize(
    ("company", "role", "name"),
    [
        ("../../etc", "passwd", "etc-passwd"),
        ("CON", "", None),
        ("nul", "x" * 300, None),
        ("Ünïcode & Söhne", "Köchin", "unicode-sohne-kochin"),
        ("日本電気", "研究員", "日本電気-研究員"),
        ('a/b\\c:d*e?f"g<h>i|j', "k.", "a-b-c-d-e-f-g-h-i-j-k"),
        (".", "..", "letter"),
    ],
)
def test_a_folder_name_is_safe_whatever_was_typed(
    company: str, role: str, name: str | None
) -> None:
    from drafter.keeping.interview import place_name

    told = {"company": company, "role": role}
    found = place_name(told)
    assert name is None or found == name
    assert len(found) <= 70
    assert not set(found) & set('/\\:*?"<>|. ')
    assert found.upper() not in ("CON", "NUL", "PRN", "AUX")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('role = "x"\nrole_ = "y"\n', ["line 2: role_", "Did you mean role?"]),
        ("role = staff nurse\n", ["line 1"]),
        ("[role]\na = 1\n", ["role: "]),
        (
            'met_on = "03/04/2026"\nhear_by = 5\nstyle = "French"\n',
            ["line 1: met_on", "line 3: style"],
        ),
        ("\x00", ["not TOML"]),
    ],
)
def test_a_file_is_told_all_its_problems_at_once(
    content: str, words: list[str], tmp_path: Path
) -> None:
    (tmp_path / "answers.toml").write_text(content, encoding="utf-8")
    done = drafter("thank-you", "--answers", "answers.toml", cwd=tmp_path)
    assert done.returncode == 1
    for each in words:
        assert each in done.stderr
    assert "answers.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_answers_for_other_letters_may_stand_in_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        'role = "baker"\ncompany = "Loaf"\nme = "Li Wei"\nsorry = "was late"\n', encoding="utf-8"
    )
    assert drafter("thank-you", "--answers", "a.toml", "--print", cwd=tmp_path).returncode == 0


def test_a_doubt_about_an_answer_from_a_file_is_among_the_findings(tmp_path: Path) -> None:
    given = {"role": "nurse", "company": "Acme", "people": "Ms. Teresa Hahn", "me": "Ada Obi"}
    words = json.dumps(given)
    done = drafter("thank-you", "--answers", "-", "--json", "--no-input", cwd=tmp_path, given=words)
    (draft,) = json.loads(done.stdout)["drafts"]
    doubts = [each for each in draft["findings"] if each["rule"] == "answer"]
    assert len(doubts) == 1 and "Ms. Hahn" in doubts[0]["message"]
    assert doubts[0]["severity"] == "minor"


def test_an_answer_of_two_paragraphs_is_not_said_to_be_missing(tmp_path: Path) -> None:
    work = "I ran the desk for two years.\n\nNobody waited longer than a minute."
    done = drafter(
        "thank-you", "--role", "nurse", "--company", "Acme", "--me", "Ada Obi", "--work", work,
        "--no-input", "--print", cwd=tmp_path,
    )  # fmt: skip
    assert "two years.\n\nNobody" in done.stdout
    assert "does not stand" not in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("effect", "was completely my fault and im an idiot", "idiot"),
        ("now", "I will stop being so stupid", "stupid"),
    ],
)
def test_what_is_hard_on_oneself_is_met_gently_in_the_smaller_blanks_too(
    name: str, text: str, word: str
) -> None:
    from drafter.review.answers import looks_at

    asked = looks_at(name, text)
    assert asked is not None and "Yours may stay" in asked, word
    assert looks_at(name, "cut into the hour you had kept free") is None


def test_a_name_without_capitals_is_asked_about_before_it_is_signed() -> None:
    gathered = desk.gather(desk.SHELF.kind("thank-you"), {"me": "sam carter"})
    assert any("no capitals" in note and "Sam Carter" in note for note in gathered.notes)
    assert gathered.answers["me"] == "sam carter"
    assert not desk.gather(desk.SHELF.kind("thank-you"), {"me": "Sam Carter"}).notes
