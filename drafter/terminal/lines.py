"""Lines at the terminal: what is said, wrapped to its width; what is typed, commands among it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from typing import Protocol

from drafter.letters.questions import pick
from drafter.terminal.talk import painted

BACK, MORE, STOP, EDITOR, CLEAR = "<", "?", "\x03", "e", "-"
COMMANDS = {
    **dict.fromkeys((BACK, "back", "undo"), BACK),
    **dict.fromkeys((MORE, "help"), MORE),
    **dict.fromkeys((STOP, "quit", "exit", "q"), STOP),
    "clear": CLEAR,
}
PROMPT = "  > "
MENU_FRAME = 5  # lines around the names of a menu: its title, how to choose, the prompt
ONWARD = "Enter shows the rest."
TYPE_ANEW = "This terminal cannot put it into the line: type it anew, or Enter leaves it as it is."
WIDEST = 76  # characters a line; longer ones tire the eye


class Console(Protocol):
    """The terminal, or what stands in for it in a test."""

    prefills: bool  # whether `read` can offer a text to be changed
    paints: bool  # whether it shows bold and colours

    def say(self, text: str) -> None: ...

    def read(self, prompt: str, prefill: str = "") -> str:
        """Return the line that is typed.

        Raises:
            EOFError: At the end of the input. This and KeyboardInterrupt hold what was typed of it.
        """
        ...

    def more_waits(self) -> bool:
        """Return whether further lines are there already, as after a paste."""
        ...

    def edit(self, text: str) -> str | None:
        """Return *text* as changed in the person's editor, None if there is none."""
        ...

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...


class GoBack(Exception):
    """The person wants the question before this one."""


class Stop(KeyboardInterrupt):
    """The person wants to stop, and said so instead of pressing Ctrl-C."""


def say(
    console: Console, text: str, indent: str = "  ", number: int | None = None, look: str = ""
) -> None:
    """Say *text*, wrapped to the width that the terminal has now, with its *number* before it.

    *look* is one of LOOKS.
    """
    for line in folded(console, text, indent, number):
        console.say(painted(line, look) if console.paints and look else line)


def folded(
    console: Console, text: str, indent: str = "  ", number: int | None = None, hang: int = 0
) -> list[str]:
    """Return the lines in which *text* fits the terminal, folded between words.

    What hangs over begins below the text, or *hang* characters in where the terminal has room.
    """
    width = max(20, min(console.width - 1, WIDEST))
    first = indent if number is None else f"{indent}{number:>2}  "
    found = []
    for line in text.split("\n"):
        inside = len(line) - len(line.lstrip())
        below = hang if 0 < hang < width // 2 else len(first) + inside + (2 if inside else 0)
        found += textwrap.wrap(
            line,
            width,
            initial_indent=first,
            subsequent_indent=" " * below,
            break_on_hyphens=False,
            break_long_words=False,  # an address is copied in one piece
        ) or [""]
    return found


def show_pages(console: Console, lines: Sequence[str], ending: str) -> str:
    """Say *lines*, a screen at a time, and *ending*; return what is typed at the end.

    Whoever types more than Enter before the end has seen enough.
    """
    end = folded(console, ending)
    rest = list(lines)
    while len(rest) + len(end) > console.height and len(rest) > 1:  # the first line is empty
        page = _page(rest, max(4, console.height - 3))
        for line in page:
            console.say(line)
        rest = rest[len(page) :]
        say(console, ONWARD, look="quiet")
        if typed := read_line(console):
            return typed
    for line in [*rest, *end]:
        console.say(line)
    return read_seen(console)


def _page(lines: Sequence[str], room: int) -> Sequence[str]:
    """Return the first of *lines*, as many as *room* has, to the end of a paragraph if possible."""
    ends = [place for place in range(room // 2, room) if place < len(lines) and not lines[place]]
    return lines[: ends[-1] + 1 if ends else min(room, len(lines) - 1)]


def read_seen(console: Console) -> str:
    """Return the line that is typed once the screen shows: no Enter that was pressed before."""
    while console.more_waits():
        if typed := read_line(console):
            return typed
    return read_line(console)


def read_line(console: Console, prefill: str = "") -> str:
    """Return the line that is typed, with the lines that were pasted with it, "<" for "back".

    Raises:
        EOFError: If the input ends. This and the next hold what was typed until then.
        KeyboardInterrupt: If the person stops, or says so.
    """
    lines: list[str] = []
    try:
        lines.append(console.read(PROMPT, prefill))
        while console.more_waits():
            lines.append(console.read(PROMPT))
    except (EOFError, KeyboardInterrupt) as left:
        raise type(left)("\n".join([*lines, str(left)]).strip()) from None
    return meant("\n".join(lines).strip(), prefill)


def change_line(console: Console, text: str) -> str:
    """Return *text* as it is changed in the line; CLEAR if nothing of it is left.

    It is empty where nothing can stand in the line, and nothing was typed.
    """
    if console.prefills:
        return read_line(console, text) or CLEAR
    say(console, TYPE_ANEW)
    return read_line(console)


def meant(typed: str, prefill: str = "") -> str:
    """Return *typed* with a command, alone or behind what stood there, as its sign.

    In quotation marks, a command's word is an answer.

    Raises:
        Stop: If it is the command to stop.
    """
    sign = COMMANDS.get(typed.removeprefix(prefill).strip().casefold())
    if sign == STOP:
        raise Stop
    if sign:
        return prefill + BACK if sign == BACK else sign
    quoted = re.fullmatch(r"[\"'“‘](\w+)[\"'”’]", typed)
    return quoted[1] if quoted and quoted[1].casefold() in COMMANDS else typed


def _numbered(console: Console, names: Sequence[str]) -> list[str]:
    """Return *names* with their numbers; what follows a colon is left out where it has no room."""
    found: list[str] = []
    for each in (names, [name.split(":")[0] for name in names]):
        found = [line for n, name in enumerate(each, 1) for line in folded(console, name, number=n)]
        if len(found) + MENU_FRAME <= console.height:
            break
    return found


def choose(
    console: Console, title: str, names: Sequence[str], otherwise: str, *, back: bool = False
) -> int | None:
    """Return which of *names* the person takes, counted from 0; None for Enter, *otherwise*.

    Raises:
        GoBack: If the person wants what was asked before it, where there is something to go *back*
            to.
    """
    ending = f"A number takes that one. {otherwise}"
    chosen = _menu(console, title, names, ending, _one_of, back=back)
    return chosen[0] if chosen else None


def choose_by_name(
    console: Console, text: str, names: Sequence[str], otherwise: str, *, back: bool = False
) -> int | None:
    """Return which of *names* the person types under *text*, as `choose` does; none is listed.

    So that *text* stays in sight.
    """
    ending = f"{otherwise} Or type another: {', '.join(names)}."
    chosen = _menu(console, "", (), ending, lambda _, typed: _one_of(names, typed), text, back=back)
    return chosen[0] if chosen else None


def choose_some(
    console: Console, title: str, names: Sequence[str], otherwise: str, *, back: bool = False
) -> list[int]:
    """Return which of *names* the person takes, one or several; none for Enter, *otherwise*.

    Raises:
        GoBack: As `choose` does.
    """
    ending = f"A number takes that one, and 1, 3 takes two. {otherwise}"
    return _menu(console, title, names, ending, _some_of, back=back)


def _menu(
    console: Console,
    title: str,
    names: Sequence[str],
    ending: str,
    meant_by: Callable[[Sequence[str], str], list[int]],
    text: str = "",
    *,
    back: bool,
) -> list[int]:
    """Show *names* below *title*, and return what is *meant_by* what is typed; none for Enter.

    *text* stands below the title, as it is.
    """
    told = [painted(line, "strong") if console.paints else line for line in folded(console, title)]
    told = [*filter(None, told), *(folded(console, text) if text else ())]
    ending = f"{ending}{' < goes back.' if back else ''}"
    typed = show_pages(console, ["", *told, *_numbered(console, names)], ending)
    while typed:
        if chosen := meant_by(names, typed):
            return chosen
        if typed == BACK and back:
            raise GoBack
        say(console, _no_choice(typed, ending))
        typed = read_line(console)
    return []


def _one_of(names: Sequence[str], typed: str) -> list[int]:
    """Return which of *names* is meant by its number or some of its words, none if none is."""
    if typed.isdigit() and 0 < int(typed[:4]) <= len(names):
        return [int(typed) - 1]
    chosen = pick(typed, tuple(names))
    return [list(names).index(chosen)] if chosen else []


def _some_of(names: Sequence[str], typed: str) -> list[int]:
    """Return which of *names* are meant by numbers or words, none if one of these means none."""
    whole = _one_of(names, typed)  # its words may have a comma in them
    parts = re.split(r"\s*[,;&+]\s*|\s+and\s+|(?<=\d)\s+(?=\d)", typed)
    found = [_one_of(names, part) for part in parts if part]
    return whole or (
        list(dict.fromkeys(each for some in found for each in some)) if all(found) else []
    )


def _no_choice(typed: str, ending: str) -> str:
    """Return what is said of *typed*, which is none of the names of a menu."""
    if typed == MORE:
        return ending
    if typed == BACK:
        return "There is nothing before this."
    return f"{typed!r} is not one of these. A number, or some of its words, will do."
