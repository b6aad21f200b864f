"""Hands text to the system's clipboard, and addresses to the system's programs.

The system's own tools are called here, each with a time limit, rather than pyperclip (1.11): on
macOS and Linux it calls the same tools, without a limit, and lets xclip keep our standard output,
so that a pipe waits for as long as the clipboard is held. What is left of it would be one table.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, replace

from drafter.errors import FileError

PATIENCE = 5.0  # seconds that a tool may take to read a letter
GLANCE = 2.0  # seconds after which a program that still runs is taken to have opened
ADDRESSES = ("file:", "mailto:")  # what may be opened

_SYSTEM = sys.platform


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tool:
    """A program of the system, which works only where the variable *needs* is set (None: always).

    *encoding* and *line_end* are what it reads.
    """

    command: tuple[str, ...]
    needs: str | None = None
    encoding: str = "utf-8"
    line_end: str = "\n"


# clip.exe takes UTF-16; it is there on Windows, and on Linux inside Windows (WSL).
_CLIP = _Tool(command=("clip.exe",), encoding="utf-16-le", line_end="\r\n")
_COPYING: dict[str, tuple[_Tool, ...]] = {
    "darwin": (_Tool(command=("pbcopy",)),),
    "win32": (_CLIP,),
    "linux": (
        _Tool(command=("wl-copy", "--type", "text/plain;charset=utf-8"), needs="WAYLAND_DISPLAY"),
        _Tool(command=("xclip", "-selection", "clipboard"), needs="DISPLAY"),
        _Tool(command=("xsel", "--clipboard", "--input"), needs="DISPLAY"),
        replace(_CLIP, needs="WSL_DISTRO_NAME"),
    ),
}
_ADVICE = {
    "linux": "Install wl-clipboard (Wayland) or xclip (X11), or copy the letter from its page: "
    "drafter open"
}

# Not the webbrowser module: without a desktop it starts a browser in the terminal, and waits.
_OPENING: dict[str, tuple[_Tool, ...]] = {
    "darwin": (_Tool(command=("open",)),),
    "linux": (
        _Tool(command=("wslview",), needs="WSL_DISTRO_NAME"),
        _Tool(command=("xdg-open",), needs="WAYLAND_DISPLAY"),
        _Tool(command=("xdg-open",), needs="DISPLAY"),
        _Tool(command=("gio", "open"), needs="WAYLAND_DISPLAY"),
        _Tool(command=("gio", "open"), needs="DISPLAY"),
    ),
}


def copy(text: str) -> None:
    """Put *text* on the clipboard, without its last line end, which would arrive as an empty line.

    It stays there when drafter ends. A tool that does not answer is stopped after PATIENCE.

    Raises:
        FileError: If there is no clipboard, or it took nothing; the message says what to do.
    """
    for tool in _usable(_COPYING):
        content = text.rstrip("\n").replace("\n", tool.line_end)
        if _run(tool.command, content.encode(tool.encoding, "replace")):
            return
    advice = _ADVICE.get(_family(), "Copy the letter from its page: drafter open")
    raise FileError(f"The letter could not be copied: there is no clipboard here. {advice}")


def open_address(address: str) -> bool:
    """Open *address* (``file:`` or ``mailto:``) as a click on it would; say whether it opened.

    It is not waited for: what still runs after GLANCE has opened.
    """
    if not address.startswith(ADDRESSES):
        raise ValueError(f"{address!r} is neither a file nor a mail address.")
    start = getattr(os, "startfile", None)  # only on Windows
    if start:
        with suppress(OSError):
            start(address)
            return True
        return False
    return any(_start((*tool.command, address)) for tool in _usable(_OPENING))


def _family() -> str:
    return _SYSTEM if _SYSTEM in _COPYING else "linux"  # the BSDs have the same tools


def _usable(tools: dict[str, tuple[_Tool, ...]]) -> list[_Tool]:
    return [
        tool
        for tool in tools.get(_family(), ())
        if (tool.needs is None or os.environ.get(tool.needs)) and shutil.which(tool.command[0])
    ]


def _run(command: tuple[str, ...], content: bytes) -> bool:
    """Run *command* on *content*; say whether it ended well in time."""
    # xclip and wl-copy go on in the background to answer whoever pastes. They are given nothing of
    # ours to hold, and a session of their own, so that they outlive the terminal. pbcopy reads its
    # input in the locale's encoding, which may be none.
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(
            command,
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            start_new_session=True,
            env={**os.environ, "LC_CTYPE": "UTF-8"} if _SYSTEM == "darwin" else None,
            check=False,
        )
        return done.returncode == 0
    return False


def _start(command: tuple[str, ...]) -> bool:
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(GLANCE) == 0
    except subprocess.TimeoutExpired:
        return True
