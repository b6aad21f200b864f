"""The wings and their rooms: imports go one way, and heavy things only where they are needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import ROOT

# From the ground up: a room imports only from its own wing and from those before it.
WINGS = [
    "errors", "cache", "language", "letters", "review", "planning", "filling", "keeping",
    "terminal", "web", "commands",
]  # fmt: skip
ROOMS = sorted(
    path.relative_to(ROOT / "drafter").with_suffix("")
    for path in (ROOT / "drafter").rglob("*.py")
    if path.stem not in ("__init__", "__main__")
)
LONGEST = {"room": 600, "class": 250, "function": 60}  # lines


def imported(room: Path) -> set[str]:
    """Return the wings that *room* imports from, in functions too."""
    tree = ast.parse((ROOT / "drafter" / room).with_suffix(".py").read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {module.split(".")[1] for module in modules if module.startswith("drafter.")}


def parts(room: Path) -> Iterator[tuple[str, str, int]]:
    """Yield *room*, and each class and function in it: its name, what it is, how many lines."""
    text = (ROOT / "drafter" / room).with_suffix(".py").read_text(encoding="utf-8")
    yield str(room), "room", text.count("\n")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            what = "class" if isinstance(node, ast.ClassDef) else "function"
            yield node.name, what, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_a_room_imports_only_from_its_wing_and_those_before_it(room: Path) -> None:
    wing = room.parts[0]
    assert imported(room) <= set(WINGS[: WINGS.index(wing) + 1])


def test_each_wing_says_in_one_sentence_what_it_is_for() -> None:
    for wing in WINGS[2:]:
        tree = ast.parse((ROOT / "drafter" / wing / "__init__.py").read_text(encoding="utf-8"))
        assert (ast.get_docstring(tree) or "").endswith(".") and len(tree.body) == 1


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_a_room_its_classes_and_its_functions_are_small(room: Path) -> None:
    assert [told for told, what, lines in parts(room) if lines > LONGEST[what]] == []


HEAVY = (
    "jinja2", "html2text", "dateutil", "email", "tomli_w", "asyncio", "http.client", "flask",
    "waitress", "werkzeug",
)  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], set()),
        (["thank-you", "--help"], set()),
        (["web", "--help"], set()),
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
        "from drafter.commands.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print('\\nHEAVY', *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=str(tmp_path), check=True
    )
    heavy = set(done.stdout.rsplit("HEAVY", 1)[1].split())
    assert heavy <= allowed


def test_help_reads_in_no_tool_and_makes_no_letter_s_flags() -> None:
    code = (
        "import sys; from click.testing import CliRunner\n"
        "from drafter.commands.main import commands\n"
        "done = CliRunner().invoke(commands, ['--help'])\n"
        "assert 'thank-you' in done.output and 'batch' in done.output, done.output\n"
        "print(*sorted(name for name in sys.modules if name.startswith('drafter.commands.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.split() == [
        f"drafter.commands.{name}" for name in ("main", "tools", "usage")
    ]
