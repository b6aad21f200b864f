"""Hands a letter on: to the clipboard, the mail program, or the page to copy it from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from drafter.keeping import files
from drafter.keeping.interview import Interview
from drafter.letters.library import Library
from drafter.letters.rendering import Draft
from drafter.terminal.talk import tell


def write_page(library: Library, known: Interview, today: date) -> Path:
    """Write the page of an interview's letters, and return where it is."""
    from drafter.keeping import index

    path = known.folder / index.FILE
    files.write_whole(path, index.build(library, known, today).encode())
    return path


def copy(letters: Sequence[Draft]) -> None:
    """Put the first of *letters* on the clipboard."""
    from drafter.terminal import clipboard

    clipboard.copy(letters[0].text.rstrip("\n"))
    whom = " and ".join(person.greeting for person in letters[0].to) or "the team"
    rest = f" There are {len(letters) - 1} more in the folder." if len(letters) > 1 else ""
    tell(f"The letter to {whom} is on the clipboard.{rest}")


def open_letters(
    library: Library, letters: Sequence[Draft], known: Interview | None, today: date
) -> None:
    """Open the mail program with the letter where it fits, or else the page."""
    from drafter.keeping import mail
    from drafter.terminal import clipboard

    link = mail.mailto(letters[0]) if len(letters) == 1 else None
    if link and clipboard.open_address(link):
        return
    if known is None or not known.drafted:
        tell("It is too long for a mail program to take. Without --print there is a page to copy.")
        return
    if link is None:
        tell("It is too long to hand to a mail program, so here is the page to copy it from.")
    open_page_of(library, known, today)


def open_page_of(library: Library, known: Interview, today: date) -> None:
    """Write the page of an interview's letters, and open it."""
    open_in_browser(write_page(library, known, today))


def open_in_browser(page: Path) -> None:
    """Open the file *page* in a browser, or say where it is."""
    from drafter.terminal import clipboard

    if not clipboard.open_address(page.resolve().as_uri()):
        tell(f"Nothing here could open it. Open this file in a browser: {page.resolve()}")
