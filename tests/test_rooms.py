"""The rooms: a module imports only from rooms above it, and heavy things only when needed."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.desk import ROOT

# From the top of the house down; DESIGN has the first row of each.
ROOMS = [
    "errors", "dates", "phrases", "questions", "kinds", "render", "reading", "wording", "answers", "catalogue",
    "friend", "routes", "review", "timing", "mail", "output", "interview", "page", "index",
    "clipboard", "terminal", "ask", "rewording", "batch", "api", "talk", "writing", "cli",
    "__main__",
]  # fmt: skip


def imported(room: str) -> set[str]:
    """Return the rooms that *room* imports, in functions too."""
    tree = ast.parse((ROOT / "drafter" / f"{room}.py").read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "drafter":
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("drafter."):
            found.add(str(node.module).split(".")[1])
    return found - {"__version__"}


def test_every_module_is_a_room() -> None:
    modules = {path.stem for path in (ROOT / "drafter").glob("*.py")} - {"__init__"}
    assert modules == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_rooms_above_it(room: str) -> None:
    below = set(ROOMS[ROOMS.index(room) :])
    assert not imported(room) & below


HEAVY = ("jinja2", "html2text", "dateutil", "email", "tomli_w", "asyncio", "http.client")


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], set()),
        (["thank-you", "--help"], set()),
        (["kinds"], set()),
        (["which", "--standing", "no decision"], set()),
        (["thank-you", "--example", "--print"], {"jinja2", "html2text"}),
        (["thank-you", "--example"], {"jinja2", "html2text", "tomli_w"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_imports_no_more_than_it_needs(
    arguments: list[str], allowed: set[str], tmp_path: object
) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); sys.argv = ['drafter', *{arguments!r}]\n"
        "from drafter.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print('\\nHEAVY', *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=str(tmp_path), check=True
    )
    heavy = set(done.stdout.rsplit("HEAVY", 1)[1].split())
    assert heavy <= allowed
