"""What is kept from run to run: only what templates make, only where nobody else can write."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from drafter import cache
from drafter.letters import rendering
from drafter.letters.library import Kind
from drafter.letters.questions import Value
from tests import desk

FILE = Path(".cache") / "drafter" / cache.FILE
POSIX = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="asks who owns a file")
SECRETS = ("Quillfeather", "beekeeper", "Ms. Ottoline", "hearing the hive hum", "0700 900800")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    cache.use(tmp_path / "cache")
    yield tmp_path / "cache"
    cache.use(None)


def remembered(folder: Path, source: bytes = b"a template") -> str:
    """Return what a new run takes for what *source* makes: "made anew" if nothing was kept."""
    cache.use(folder)
    found = cache.remembered("letter", lambda: source, lambda: "made anew")
    cache.save()
    return found


def kept(folder: Path) -> None:
    """Keep "kept" for what the usual source makes."""
    cache.use(folder)
    cache.remembered("letter", lambda: b"a template", lambda: "kept")
    cache.save()


def spoiled(content: bytes) -> list[bytes]:
    return [b"", b"\0", content[:7], content[:-1], content[:40], content[::-1], b"x" * 5000]


def run(*arguments: str, cwd: Path) -> str:
    env = {"XDG_CACHE_HOME": str(cwd / ".cache")}
    done = desk.drafter(*arguments, "--today", str(desk.TODAY), cwd=cwd, env=env)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


def test_what_a_run_made_is_there_for_the_next(folder: Path) -> None:
    kept(folder)
    assert remembered(folder) == "kept"


def test_what_was_made_of_something_else_is_made_anew(folder: Path) -> None:
    kept(folder)
    assert remembered(folder, b"another template") == "made anew"
    assert remembered(folder, b"a template") == "made anew"  # that took its place


def test_nothing_is_kept_where_nobody_said_where(tmp_path: Path) -> None:
    cache.use(None)
    assert cache.remembered("letter", lambda: b"a template", lambda: "made") == "made"
    cache.save()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("which", range(len(spoiled(b""))))
def test_a_torn_or_foreign_file_is_as_good_as_none(folder: Path, which: int) -> None:
    kept(folder)
    file = folder / cache.FILE
    file.write_bytes(spoiled(file.read_bytes())[which])
    assert remembered(folder) == "made anew"
    assert cache.recall("letter", b"a template") == "made anew"  # and it is mended


def test_a_newer_drafter_makes_all_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(folder)
    monkeypatch.setattr(cache, "__version__", "0.1.1")
    assert remembered(folder) == "made anew"


def test_nothing_is_kept_where_the_program_cannot_be_told_from_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "__file__", str(folder / "drafter.zip" / "drafter" / "cache.py"))
    kept(folder)
    assert remembered(folder) == "made anew" and not folder.exists()


@POSIX
@pytest.mark.parametrize("mode", [0o755, 0o770, 0o777])
def test_a_folder_that_others_may_enter_is_left_alone(folder: Path, mode: int) -> None:
    kept(folder)
    folder.chmod(mode)
    assert remembered(folder) == "made anew"
    folder.chmod(0o700)
    assert remembered(folder) == "kept"  # nothing was written meanwhile


@POSIX
def test_a_file_that_others_may_write_is_not_read(folder: Path) -> None:
    kept(folder)
    (folder / cache.FILE).chmod(0o666)
    assert remembered(folder) == "made anew"


@POSIX
def test_a_folder_of_somebody_else_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(folder)
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert remembered(folder) == "made anew"
    monkeypatch.undo()
    assert remembered(folder) == "kept"


@POSIX
def test_a_link_in_the_place_of_the_folder_is_left_alone(folder: Path, tmp_path: Path) -> None:
    kept(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert remembered(folder) == "made anew"


@POSIX
def test_its_folder_and_its_file_are_for_their_owner_alone(folder: Path) -> None:
    kept(folder)
    assert [each.stat().st_mode & 0o777 for each in (folder, folder / cache.FILE)] == [
        0o700,
        0o600,
    ]


@pytest.mark.parametrize("blocked", ["cache", "cache/templates"])
def test_what_cannot_be_written_is_no_error(tmp_path: Path, blocked: str) -> None:
    if blocked == "cache":
        (tmp_path / "cache").write_text("a file where the folder should be")
    else:
        (tmp_path / blocked).mkdir(parents=True)
        (tmp_path / "cache").chmod(0o700)
    assert remembered(tmp_path / "cache") == "made anew"
    cache.use(None)


def test_what_a_killed_run_left_behind_stops_the_next_for_a_minute_only(folder: Path) -> None:
    kept(folder)
    left = folder / "templates.new"
    left.write_text("half a fi")
    assert remembered(folder, b"new") == remembered(folder, b"new") == "made anew"
    os.utime(left, (0, 0))
    remembered(folder, b"new")
    assert sorted(each.name for each in folder.iterdir()) == [cache.FILE]


@POSIX
@pytest.mark.parametrize(
    ("told", "meant"),
    [("/var/tmp/mine", "/var/tmp/mine/drafter"), ("", None), ("not/absolute", None)],
)
def test_it_lies_where_such_things_lie(
    told: str, meant: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("XDG_CACHE_HOME", told)
    assert cache.usual_folder() == Path(meant or "/home/ada/.cache/drafter")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cache.usual_folder() == Path(meant or "/home/ada/Library/Caches/drafter")


# --- as a person meets it ---------------------------------------------------------------------


@pytest.mark.parametrize("name", [kind.name for kind in desk.KINDS])
def test_a_letter_is_the_same_from_the_cache(name: str, tmp_path: Path) -> None:
    first = run(name, "--example", "--print", cwd=tmp_path)
    there = (tmp_path / FILE).read_bytes()
    assert run(name, "--example", "--print", cwd=tmp_path) == first
    assert (tmp_path / FILE).read_bytes() == there  # nothing was made anew


@pytest.mark.parametrize("kind", desk.KINDS, ids=lambda kind: kind.name)
def test_what_is_asked_before_any_answer_is_the_same_on_any_day(kind: Kind) -> None:
    nothing: dict[str, Value] = {"wording": {}}  # no answer either, but not taken from before
    for question in kind.questions:
        kept = rendering.blanks(desk.SHELF, kind, question, {}, desk.TODAY)
        for day in (desk.TODAY, date(2027, 2, 28)):
            assert rendering.blanks(desk.SHELF, kind, question, nothing, day) == kept


def test_nothing_that_a_person_told_is_kept(tmp_path: Path) -> None:
    company, role, people, enjoyed, contact = SECRETS
    told = ("--company", company, "--role", role, "--people", people, "--enjoyed", enjoyed)
    out = run("thank-you", *told, "--contact", contact, "--me", "Ada Obi", cwd=tmp_path)
    assert all(each in out for each in SECRETS if each != company)
    there = (tmp_path / FILE).read_bytes()
    assert [each for each in (*SECRETS, "Ada Obi") if each.encode() in there] == []


def test_a_letter_of_one_s_own_is_read_anew_once_it_has_changed(tmp_path: Path) -> None:
    own = tmp_path / ".config" / "drafter" / "templates" / "thank-you"
    own.mkdir(parents=True)
    shipped = (desk.ROOT / "templates" / "thank-you" / "body.html").read_text()
    for words in ("Once more, thank you.", "Twice more, thank you."):
        (own / "body.html").write_text(shipped + f"<p>{words}</p>")
        assert words in run("thank-you", "--example", "--print", cwd=tmp_path)
    (own / "body.html").unlink()
    assert "more, thank you" not in run("thank-you", "--example", "--print", cwd=tmp_path)


@pytest.mark.parametrize("which", range(len(spoiled(b""))))
def test_a_letter_is_written_from_a_spoiled_cache(which: int, tmp_path: Path) -> None:
    first = run("thank-you", "--example", "--print", cwd=tmp_path)
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(spoiled(whole)[which])
    assert run("thank-you", "--example", "--print", cwd=tmp_path) == first
    assert (tmp_path / FILE).read_bytes() == whole


def test_two_may_write_at_once(tmp_path: Path) -> None:
    names = [kind.name for kind in desk.LETTERS[:4]]
    with ThreadPoolExecutor(4) as several:
        list(several.map(lambda name: run(name, "--example", "--print", cwd=tmp_path), names))
    assert [each.name for each in (tmp_path / FILE).parent.iterdir()] == [cache.FILE]
    alone = [run(name, "--example", "--print", cwd=tmp_path) for name in names]
    (tmp_path / FILE).unlink()
    assert [run(name, "--example", "--print", cwd=tmp_path) for name in names] == alone


def test_a_letter_is_shown_where_its_cache_cannot_be(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where the folder should be")
    assert "Dear" in run("thank-you", "--example", "--print", cwd=tmp_path)


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_letter_is_shown_where_nothing_may_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "Dear" in run("thank-you", "--example", "--print", cwd=tmp_path)
    tmp_path.chmod(0o700)


def test_python_s_own_function_keeps_nothing(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(desk.ROOT)!r}); from datetime import date\n"
        "from drafter import draft\n"
        "told = {'role': 'nurse', 'company': 'Acme', 'people': 'Dr. Lee', 'me': 'Ada Obi'}\n"
        "print(draft('thank-you', told, today=date(2026, 11, 22))[0].text)"
    )
    env = {"HOME": str(tmp_path), "PATH": os.environ.get("PATH", "")}
    subprocess.run([sys.executable, "-c", code], check=True, env=env, capture_output=True)
    assert list(tmp_path.iterdir()) == []
