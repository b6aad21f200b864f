"""The clipboard from the command line: with tools that are played, and never for long."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.errors import FileError
from drafter.terminal import clipboard

TEXT = "Dear Zoë,\n\nThank you.\n"
TAKES = 'cat > "$HERE/held"; echo "$0 $@" > "$HERE/called"'
Tool = Callable[[str, str], None]


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Return a function that puts a tool of a name on the PATH, where nothing else is."""
    path = tmp_path / "bin"
    path.mkdir()
    monkeypatch.setenv("PATH", str(path))
    monkeypatch.setenv("HERE", str(tmp_path))
    monkeypatch.setattr(clipboard, "_SYSTEM", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)

    def put(name: str, script: str) -> None:
        file = path / name
        file.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
        file.chmod(0o755)

    return put


@pytest.mark.parametrize(
    ("name", "needs", "called"),
    [
        ("wl-copy", "WAYLAND_DISPLAY", "--type text/plain;charset=utf-8"),
        ("xclip", "DISPLAY", "-selection clipboard"),
        ("xsel", "DISPLAY", "--clipboard --input"),
    ],
)
def test_the_tool_of_the_desktop_gets_the_text_without_its_last_line_end(
    tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, needs: str, called: str
) -> None:
    tool(name, TAKES)
    monkeypatch.setenv(needs, ":0")
    clipboard.copy(TEXT)
    assert (tmp_path / "held").read_bytes() == "Dear Zoë,\n\nThank you.".encode()
    assert (tmp_path / "called").read_text() == f"{tmp_path}/bin/{name} {called}\n"


def test_windows_gets_its_own_letters_and_line_ends(
    tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool("clip.exe", TAKES)
    monkeypatch.setenv("WSL_DISTRO_NAME", "Debian")
    clipboard.copy(TEXT)
    held = (tmp_path / "held").read_bytes().decode("utf-16-le")
    assert held == "Dear Zoë,\r\n\r\nThank you."


def test_a_mac_is_told_that_the_text_is_utf_8(
    tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "_SYSTEM", "darwin")
    tool("pbcopy", 'cat > "$HERE/held"; echo "$LC_CTYPE" > "$HERE/called"')
    clipboard.copy(TEXT)
    assert (tmp_path / "held").read_text(encoding="utf-8") + "\n" == TEXT
    assert (tmp_path / "called").read_text() == "UTF-8\n"


def test_without_a_desktop_no_tool_is_called(tool: Tool, tmp_path: Path) -> None:
    for name in ("wl-copy", "xclip", "xsel", "clip.exe", "pbcopy"):
        tool(name, TAKES)
    with pytest.raises(FileError, match=r"there is no clipboard here.*drafter open"):
        clipboard.copy(TEXT)
    assert not (tmp_path / "called").exists()


def test_with_a_desktop_but_no_tool_the_message_names_what_to_install(
    tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(FileError, match=r"Install wl-clipboard \(Wayland\) or xclip \(X11\)"):
        clipboard.copy(TEXT)


def test_where_one_tool_fails_the_next_is_tried(
    tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":0")
    tool("wl-copy", "exit 1")
    tool("xclip", TAKES)
    clipboard.copy(TEXT)
    assert (tmp_path / "held").exists()


def test_a_tool_that_never_ends_is_not_waited_for(
    tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "PATIENCE", 0.2)
    monkeypatch.setenv("DISPLAY", ":0")
    tool("xclip", "exec sleep 20")
    began = time.monotonic()
    with pytest.raises(FileError):
        clipboard.copy("long " * 100_000)  # more than a pipe takes at once
    assert time.monotonic() - began < 5


def test_a_tool_that_stays_in_the_background_does_not_hold_our_output(
    tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    tool("xclip", f"{TAKES}; sleep 10 &")
    began = time.monotonic()
    code = (
        "from drafter.terminal import clipboard; clipboard._SYSTEM = 'linux'; "
        f"clipboard.copy({TEXT!r})"
    )
    root = str(Path(clipboard.__file__).parent.parent.parent)
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, timeout=9)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "held").exists()
    assert time.monotonic() - began < 8


@pytest.mark.parametrize(
    "address", ["file:///tmp/index.html", "mailto:n@example.org?subject=a%20b"]
)
def test_an_address_is_handed_to_the_desktop(
    tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    tool("xdg-open", 'echo "$@" > "$HERE/called"')
    assert clipboard.open_address(address)
    assert (tmp_path / "called").read_text() == f"{address}\n"


def test_a_mac_opens_with_open(tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "_SYSTEM", "darwin")
    tool("open", 'echo "$@" > "$HERE/called"')
    assert clipboard.open_address("file:///tmp/x")
    assert (tmp_path / "called").read_text() == "file:///tmp/x\n"


def test_windows_opens_by_itself(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("os.startfile", opened.append, raising=False)
    assert clipboard.open_address("mailto:n@example.org")
    assert opened == ["mailto:n@example.org"]

    def refuse(address: str) -> None:
        raise OSError("no program")

    monkeypatch.setattr("os.startfile", refuse, raising=False)
    assert not clipboard.open_address("mailto:n@example.org")


def test_what_stays_open_has_opened(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "GLANCE", 0.2)
    monkeypatch.setenv("DISPLAY", ":0")
    tool("xdg-open", "exec sleep 3")
    assert clipboard.open_address("file:///tmp/x")


def test_nothing_opens_without_a_desktop_or_where_the_programs_fail(
    tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not clipboard.open_address("file:///tmp/x")
    tool("xdg-open", "exit 3")
    assert not clipboard.open_address("file:///tmp/x")
    monkeypatch.setenv("DISPLAY", ":0")
    assert not clipboard.open_address("file:///tmp/x")


@pytest.mark.parametrize("address", ["--help", "javascript:alert(1)", "/etc/passwd", ""])
def test_only_files_and_mail_addresses_are_opened(tool: Tool, address: str) -> None:
    with pytest.raises(ValueError, match="neither a file nor a mail address"):
        clipboard.open_address(address)
