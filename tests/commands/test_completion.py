"""What a shell is told so that Tab completes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk import PLAIN, ROOT, drafter


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_is_told_how_to_ask(shell: str, tmp_path: Path) -> None:
    done = drafter("completion", shell, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"_DRAFTER_COMPLETE={shell}_complete" in done.stdout


def test_another_shell_is_refused_with_those_there_are(tmp_path: Path) -> None:
    done = drafter("completion", "csh", cwd=tmp_path)
    assert done.returncode == 2
    assert "'bash', 'zsh', 'fish'" in done.stderr


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        ("drafter th", "plain,thank-you"),
        ("drafter st", "plain,status"),
        ("drafter thank-you --ro", "plain,--role"),
    ],
)
def test_letters_tools_and_flags_are_offered(words: str, offers: str, tmp_path: Path) -> None:
    code = "import sys; sys.argv = ['drafter']\nfrom drafter.commands.main import main\nmain()"
    asked = {
        "_DRAFTER_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    done = python(code, asked, tmp_path)
    assert offers in done.split()


def python(code: str, asked: dict[str, str], folder: Path) -> str:
    """Return what *code* prints where a shell has *asked* for completions."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, **PLAIN, "PYTHONPATH": str(ROOT), "HOME": str(folder), **asked},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout
