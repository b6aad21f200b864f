"""The page as a folder of static files: what is in it, and what answers it in the browser."""

from __future__ import annotations

import base64
import io
import json
import re
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import AnswerError
from drafter.keeping import interview
from drafter.web import luggage, site
from drafter.web.alone import Alone, style_of
from tests import desk
from tests.desk import TODAY, drafter

FEW = {"role": "staff nurse", "company": "Northgate", "people": "Dr. Lee", "me": "Ada Obi"}


@pytest.fixture(scope="module")
def pyodide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that looks like the npm package, with nothing that runs."""
    folder = tmp_path_factory.mktemp("pyodide")
    for name in site.PYODIDE:
        (folder / name).write_text(name)
    with zipfile.ZipFile(folder / site.STDLIB, "w") as held:
        for name in ("json/__init__.py", "encodings/utf_8.py", "encodings/big5.py", "pdb.py"):
            held.writestr(name, "")
    lock = {"info": {"abi_version": "2026_0"}, "packages": {"numpy": {}}}
    (folder / site.LOCK).write_text(json.dumps(lock))
    about = {"version": "1", "license": "MPL-2.0", "homepage": "https://example.com"}
    (folder / "package.json").write_text(json.dumps(about))
    return folder


@pytest.fixture(scope="module")
def made(pyodide: Path) -> dict[str, bytes]:
    return site.build(pyodide)


def held(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


# --- the folder ----------------------------------------------------------------------------------


def test_the_command_makes_a_folder_and_makes_it_again(pyodide: Path, tmp_path: Path) -> None:
    for _ in range(2):
        done = drafter("site", "out", "--pyodide", str(pyodide), cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, "out\n"), done.stderr
    assert "Put the folder on any page host" in done.stderr
    assert (tmp_path / "out" / "python" / "drafter.zip").is_file()


def test_a_folder_with_other_files_in_it_is_left_alone(pyodide: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = drafter("site", ".", "--pyodide", str(pyodide), cwd=tmp_path)
    assert done.returncode == 1 and "there are other files in it" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("told", "status", "why"),
    [
        ((), 2, "--pyodide FOLDER is missing"),
        (("--pyodide", "nowhere"), 1, "there is no pyodide.mjs in it"),
    ],
)
def test_without_python_for_browsers_it_says_how_to_get_it(
    told: tuple[str, ...], status: int, why: str, tmp_path: Path
) -> None:
    done = drafter("site", "out", *told, cwd=tmp_path)
    assert done.returncode == status
    assert why in done.stderr and "npm pack pyodide" in done.stderr
    assert not (tmp_path / "out").exists()


def test_it_is_the_same_whenever_it_is_made(pyodide: Path, made: dict[str, bytes]) -> None:
    assert site.build(pyodide) == made


def test_the_version_is_another_where_anything_is(made: dict[str, bytes]) -> None:
    script = made["offline.js"].decode()
    other = site._offline(script, {**made, "static/app.js": b"other"})
    version = r'(?m)^const VERSION = "(.{16})";$'
    assert re.findall(version, script) != re.findall(version, other)


def test_every_file_is_kept_for_days_without_a_network(made: dict[str, bytes]) -> None:
    listed = re.search(r"(?m)^const FILES = (.*);$", made["offline.js"].decode())
    assert listed
    apart = {"index.html", "offline.js", "_headers"}
    assert set(json.loads(listed[1])) == {"./", *(made.keys() - apart)}


def test_no_address_leads_elsewhere_or_to_the_top_of_the_host(made: dict[str, bytes]) -> None:
    page = made["index.html"].decode()
    leads = re.findall(r'(?:href|src)="([^"]*)"', page)
    assert leads and all(re.match(r"(static/|#/|manifest|licences)", each) for each in leads)
    manifest = json.loads(made["manifest.json"])
    assert manifest["start_url"] == manifest["scope"] == "./"
    assert all(icon["src"] in made for icon in manifest["icons"])
    for name, content in made.items():
        if name.startswith("static/") and name.endswith((".js", ".css")):
            assert not re.search(r'fetch\("?http|import\("?http|url\(|from "/', content.decode()), (
                name
            )


def test_the_page_shows_every_letter_before_any_script_runs(made: dict[str, bytes]) -> None:
    page = made["index.html"].decode()
    for kind in desk.LETTERS:
        assert f'<a href="#/letter/{kind.name}">{kind.title}</a>' in page
    assert "Nothing you write leaves this browser." in page
    assert "on this computer" not in page


def test_the_page_and_the_headers_forbid_every_other_address(made: dict[str, bytes]) -> None:
    assert f'content="{site.POLICY}"' in made["index.html"].decode()
    assert f"  Content-Security-Policy: {site.POLICY}; frame-ancestors" in made["_headers"].decode()
    assert "default-src 'none'" in site.POLICY and "connect-src 'self';" in site.POLICY
    assert "unsafe-inline" not in site.POLICY and "'unsafe-eval'" not in site.POLICY


def test_only_what_letters_are_made_with_is_loaded(made: dict[str, bytes]) -> None:
    names = held(made["python/drafter.zip"])
    roots = {name.split("/")[0] for name in names}
    assert roots >= {"drafter", "html2text", "jinja2", "markupsafe", "dateutil", "tomli_w"}
    assert not roots & {"flask", "waitress", "werkzeug", "click", "pytest", "tzdata"}
    assert not [name for name in names if name.endswith((".so", ".pyc", ".pyi"))]
    assert not [name for name in names if "web/static" in name or "commands" in name]
    assert set(held(made[f"python/{site.STDLIB}"])) == {"json/__init__.py", "encodings/utf_8.py"}


def test_each_part_has_its_licence_beside_it(made: dict[str, bytes]) -> None:
    text = made["licences.txt"].decode()
    for part in ("GNU GENERAL PUBLIC LICENSE", "Pallets", "Pyodide 1, MPL-2.0", "Preact, MIT"):
        assert part in text
    assert text.count("\n=== ") == text.count(": below")
    assert len(re.findall(r"\n=== .*\n\n\s*\S", text)) == text.count("\n=== ")


def test_the_program_runs_from_what_is_packed_alone(made: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "drafter.zip").write_bytes(made["python/drafter.zip"])
    code = (
        "import sys; sys.path.insert(0, 'drafter.zip')\n"
        "from datetime import date; from pathlib import Path\n"
        "from drafter.web.alone import Alone\n"
        "print(Alone(Path('x'), date.today).ask('open', '{\"kind\": \"thank-you\"}'))\n"
        "ours = [m.__file__ for m in sys.modules.values() if 'packages' in str(m)]\n"
        "assert not ours, ours"
    )
    command = [sys.executable, "-I", "-S", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["reply"]["title"] == "Thank-you note"


# --- what answers in the browser -----------------------------------------------------------------


@pytest.fixture
def alone(tmp_path: Path) -> Alone:
    (tmp_path / "here").mkdir()
    return Alone(tmp_path / "here", lambda: TODAY)


def ask(alone: Alone, what: str, **message: object) -> Any:
    return json.loads(alone.ask(what, json.dumps(message)))


def say(alone: Alone, **answers: str) -> Any:
    changes = [{"answer": name, "typed": typed} for name, typed in answers.items()]
    return ask(alone, "say", kind="thank-you", interview="", changes=changes)["reply"]


def test_what_is_refused_is_told_in_the_reader_s_words(alone: Alone) -> None:
    told = ask(alone, "open", kind="thank-you", interview="gone")
    assert told == {"refused": ["gone: there is no such interview any more."], "edited": False}


def test_a_bug_loses_nothing_and_ends_nothing(
    alone: Alone, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Something went wrong" in ask(alone, "file", kind="thank-you")["refused"][0]
    assert "KeyError" in capsys.readouterr().err
    assert ask(alone, "start")["reply"]["letters"]


def test_a_letter_comes_as_a_file(alone: Alone) -> None:
    known = say(alone, **FEW)["interview"]
    told = ask(alone, "file", kind="thank-you", interview=known, place="0", format="txt")["reply"]
    assert told["name"] == "thank-you.txt"
    assert base64.b64decode(told["content"]).startswith(b"Subject: Thank you: staff nurse")


def test_everything_is_forgotten(alone: Alone) -> None:
    say(alone, **FEW)
    assert ask(alone, "forget") == {"reply": {}}
    assert ask(alone, "start")["reply"]["interviews"] == []
    assert list(alone.drafts.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "style"),
    [("en-GB", "British"), ("en-IN", "British"), ("en-US", "American"), ("en-CA", "American"),
     ("en", "American"), ("de-DE", "American"), ("", "American")],
)  # fmt: skip
def test_the_style_is_that_of_the_browser_s_language(language: str, style: str) -> None:
    assert style_of(language) == style


# --- from one place to another -------------------------------------------------------------------


def test_letters_that_are_taken_along_go_on_in_drafter_on_a_computer(
    alone: Alone, tmp_path: Path
) -> None:
    say(alone, **FEW, enjoyed="the tour")
    taken = base64.b64decode(ask(alone, "take")["reply"]["content"])
    with zipfile.ZipFile(io.BytesIO(taken)) as zipped:
        zipped.extractall(tmp_path)
    told = ("--today", str(TODAY))
    done = drafter("thank-you", "drafts/northgate-staff-nurse", *told, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "drafts/northgate-staff-nurse/thank-you.txt").read_text(encoding="utf-8")
    assert "I enjoyed the tour." in text


def zip_of(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return made.getvalue()


def test_letters_are_brought_whole_and_what_is_there_stays(alone: Alone) -> None:
    say(alone, **FEW)
    first = luggage.packed(alone.drafts)
    assert luggage.brought(alone.drafts, first) == []
    other = zip_of(**{"x/northgate-staff-nurse/interview.toml": 'company = "Other"\n',
                      "x/northgate-staff-nurse/thank-you.txt": "Mine.\n"})  # fmt: skip
    assert luggage.brought(alone.drafts, other) == ["northgate-staff-nurse-2"]
    titles = [each.title for each in interview.every(alone.drafts)]
    assert sorted(titles) == ["Northgate, staff nurse", "Other"]
    beside = alone.drafts / "northgate-staff-nurse-2/thank-you.txt"
    assert beside.read_text(encoding="utf-8") == "Mine.\n"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no zip", zip_of(), zip_of(**{"a/letter.txt": "x"}),
        zip_of(**{"interview.toml": ""}), zip_of(**{"a/interview.toml": "no toml"}),
    ],
)  # fmt: skip
def test_a_file_without_letters_is_refused_and_changes_nothing(
    alone: Alone, content: bytes
) -> None:
    with pytest.raises(AnswerError, match="letter"):
        luggage.brought(alone.drafts, content)
    assert list(alone.drafts.iterdir()) == []


def test_a_zip_that_is_cut_short_is_refused(alone: Alone) -> None:
    whole = zip_of(**{"a/interview.toml": 'company = "Other"\n' * 99})
    for end in range(0, len(whole), 7):
        with pytest.raises(AnswerError):
            luggage.brought(alone.drafts, whole[:end])


@pytest.mark.parametrize(
    "name",
    ["../../interview.toml", "/interview.toml", "../interview.toml", "/etc/interview.toml",
     "a/../interview.toml", "..\\..\\x\\interview.toml"],
)  # fmt: skip
def test_no_name_in_a_zip_leads_out_of_the_folder(alone: Alone, name: str, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    content = zip_of(**{name: 'company = "Other"\n', "a/../../evil.txt": "x"})
    with suppress(AnswerError):
        luggage.brought(alone.drafts, content)
    new = set(tmp_path.rglob("*")) - before
    assert all(each.is_relative_to(alone.drafts) for each in new)


def test_a_zip_that_unfolds_to_more_than_letters_is_refused(
    alone: Alone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(luggage, "LARGEST", 10)
    with pytest.raises(AnswerError, match="too large"):
        luggage.brought(alone.drafts, zip_of(**{"a/interview.toml": "x = 1\n" * 9}))


def test_with_no_letter_there_is_nothing_to_take(alone: Alone) -> None:
    assert ask(alone, "take")["refused"] == ["There is no letter here yet."]


def test_the_day_is_the_one_that_is_told(tmp_path: Path) -> None:
    told = Alone(tmp_path, lambda: date(2028, 2, 29))
    assert ask(told, "start")["reply"]["today"] == "2028-02-29"
