"""What a run reads in before it can answer: a budget, for a cache that is filled."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk import PLAIN, ROOT

# A terminal at which nobody answers: what is imported until the first line is waited for counts.
RUN = """
import io, sys
sys.argv = ["drafter", *sys.argv[1:]]
class Terminal(io.StringIO):
    def isatty(self): return True
if "thank-you" in sys.argv[-1:]: sys.stdin, sys.stderr = Terminal(), Terminal()
from drafter.commands.main import main
try: main()
except SystemExit: pass
print("\\nREAD", *sys.modules)
"""
ANSWERS = str(ROOT / "tests" / "answers" / "thank-you" / "01-staff-nurse.toml")
EVERYWHERE = {"click", "drafter"}  # they must be there, or the test sees nothing
NEVER = {"flask", "waitress", "werkzeug", "dateutil", "holidays", "icalendar", "sqlite3",
         "asyncio", "http.client", "email.message", "csv", "spellchecker", "codespell_lib",
         "importlib.resources", "importlib.metadata", "encodings.idna", "gzip"}  # fmt: skip
FOR_A_LETTER = {"jinja2", "html2text", "tomllib", "tomli_w", "json", "hashlib",
                "drafter.review.reading", "drafter.review.spelling", "drafter.letters.tidying",
                "drafter.planning.timing", "drafter.keeping.page"}  # fmt: skip
FOR_A_QUESTION = {"drafter.terminal.questionnaire", "drafter.filling.session",
                  "drafter.letters.questions"}  # fmt: skip
WHERE_CHOSEN = {"drafter.letters.wording", "difflib"}


def read_in(arguments: list[str], folder: Path) -> set[str]:
    """Return the modules that a second run reads in."""
    folder.mkdir(exist_ok=True)
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": str(folder / "cache")}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, cwd=folder,
            env={**os.environ, **PLAIN, **home, "PYTHONPATH": str(ROOT)}, check=True,
        )  # fmt: skip
    return set(done.stdout.rsplit("READ", 1)[1].split())


@pytest.mark.parametrize(
    ("arguments", "needed", "spared"),
    [
        (["--help"], set(), FOR_A_LETTER - {"tomllib"} | FOR_A_QUESTION | WHERE_CHOSEN),
        (["thank-you"], FOR_A_QUESTION, FOR_A_LETTER | WHERE_CHOSEN),
        (["thank-you", "--answers", ANSWERS], FOR_A_LETTER, WHERE_CHOSEN),
    ],
    ids=["--help", "the first question", "a letter"],
)
def test_a_run_reads_in_what_it_needs_and_no_more(
    arguments: list[str], needed: set[str], spared: set[str], tmp_path: Path
) -> None:
    there = read_in(arguments, tmp_path)
    assert EVERYWHERE | needed <= there
    assert there & (NEVER | spared) == set()
