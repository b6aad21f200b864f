"""One local page to copy the letters of an interview from."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.errors import TemplateError
from drafter.language import lists
from drafter.letters.library import SHARED, library
from drafter.letters.templates import bytecode

if TYPE_CHECKING:
    from markupsafe import Markup

SEVERITIES = {"blocker": "Please mend", "major": "Worth a look", "minor": "A small thing"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A letter as the page shows it.

    *title* is what kind of letter it is, or empty. *to* are the people it greets, *body* is the
    letter as an HTML fragment in which every answer is escaped already, *text* the same words.
    *send* is a sentence that says when to send it, or empty. *findings* are pairs of a severity and
    a message. *mailto* is the address that opens the letter in a mail program, or None where it is
    too long for one. *stem* is the name of its files.
    """

    to: tuple[str, ...]
    subject: str
    body: str
    text: str
    send: str = ""
    findings: tuple[tuple[str, str], ...] = ()
    mailto: str | None = None
    stem: str
    title: str = ""


def page(entries: Sequence[Entry], *, title: str, language: str) -> str:
    """Return a whole HTML document with *entries* and the buttons that copy them.

    Each letter has its *stem* as the id to link to. *language* is a BCP 47 tag. The page asks the
    network for nothing: its style and its script stand in it, and its Content-Security-Policy
    names them by their digests, so that nothing else can run or load. What the buttons copy is
    the bare fragment and the text, kept in attributes, so that no style of the page travels along.

    Raises:
        TemplateError: If a file of the page is missing.
    """
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_own),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=bytecode("page"),
    )
    style, script = _own("page.css"), _own("page.js")
    shown = [Markup(entry.body) for entry in entries]
    return environment.get_template("page.html").render(
        title=title,
        language=language,
        letters=list(zip(entries, shown, _headings(entries), strict=True)),
        severities=SEVERITIES,
        style=style,
        script=script,
        policy=_policy(style, script, entries),
    )


def _headings(entries: Sequence[Entry]) -> list[tuple[str, str, str]]:
    """Return what each letter is called, in three parts of which the middle one is a name.

    No two are called the same: "Thank-you note, to Dr. Lee", and then "(2)".
    """
    found: list[tuple[str, str, str]] = []
    for entry in entries:
        whom = str(lists.listed(entry.to)) if entry.to else "the hiring team"
        before = f"{entry.title}, to " if entry.title else "To "
        again = sum(each[:2] == (before, whom) for each in found)
        found.append((before, whom, f" ({again + 1})" if again else ""))
    return found


def _own(name: str) -> Markup:
    """Return the text of one of the page's own files, which needs no escape."""
    from markupsafe import Markup

    text = library().read(f"{SHARED}/{name}")
    if text is None:
        raise TemplateError(f"{SHARED}/{name} is missing. Install drafter again.")
    return Markup(text)


def _policy(style: str, script: str, entries: Sequence[Entry]) -> str:
    """Return the Content-Security-Policy under which *style* and *script* are all there is.

    The letters' own paragraphs have a margin each, which is let in by its digest too. A quotation
    mark of an answer is escaped, so that no answer looks like an attribute here.
    """
    found = {each for entry in entries for each in re.findall(r' style="([^"]*)"', entry.body)}
    margins = " ".join(_digest(html.unescape(each)) for each in sorted(found))
    attributes = f"'unsafe-hashes' {margins}" if margins else "'none'"
    return (
        f"default-src 'none'; style-src {_digest(style)}; style-src-attr {attributes}; "
        f"script-src {_digest(script)}; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
