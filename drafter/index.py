"""Gathers the letters of one interview for the page that they are copied from."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from drafter import answers, output, render, timing
from drafter.errors import DrafterError
from drafter.interview import Interview
from drafter.kinds import Kind, Library
from drafter.page import Entry, page
from drafter.questions import Value
from drafter.render import Draft

FILE = "index.html"

# Returns the findings in each letter, as pairs of a severity and a message.
ReadOver = Callable[
    [Kind, Mapping[str, Value], Sequence[Draft]], Sequence[Sequence[tuple[str, str]]]
]


def build(library: Library, interview: Interview, today: date, read_over: ReadOver) -> str:
    """Return the page with every letter of *interview*, as it stands in its files.

    A letter whose text was edited by hand is shown as edited.
    """
    entries, language = [], "en"
    for name in interview.drafted:
        kind = library.kind(name)
        if not kind.letter:
            continue
        told = answers.gather(library, kind, [interview.source(kind)], today).answers
        if answers.missing(library, kind, told, today):
            continue  # the answers were changed since, so that this letter is no longer whole
        letters = render.drafts(library, kind, told, today)
        found = read_over(kind, told, letters)
        when = timing.send(name, told, today).why
        for stem, letter, findings in zip(output.stems(letters), letters, found, strict=True):
            entries.append(_entry(interview, stem, letter, when, findings))
            language = letter.language
    return page(entries, title=interview.title, language=language)


def _entry(
    interview: Interview, stem: str, letter: Draft, when: str, findings: Sequence[tuple[str, str]]
) -> Entry:
    from drafter import mail

    subject, body, text = letter.subject, letter.body, letter.text
    file = interview.folder / f"{stem}.txt"
    with suppress(OSError, UnicodeDecodeError):
        content = file.read_bytes()
        if output.digest(content) != interview.written.get(file.name):
            subject, body, text = _edited(content.decode("utf-8-sig"), subject)
    link = None
    with suppress(DrafterError):  # a wrong address; --open says so
        link = mail.mailto(letter) if text == letter.text else None
    return Entry(
        to=tuple(person.greeting for person in letter.to),
        subject=subject,
        body=body,
        text=text,
        send=when,
        findings=tuple(findings),
        mailto=link,
        stem=stem,
    )


def _edited(content: str, subject: str) -> tuple[str, str, str]:
    """Return the subject, the HTML and the text of a text file that was edited by hand."""
    text = content.replace("\r\n", "\n").strip("\n")
    first, _, rest = text.partition("\n")
    if first.startswith("Subject: "):
        subject, text = first.removeprefix("Subject: "), rest.strip("\n")
    blocks = [html.escape(block).replace("\n", "<br>") for block in text.split("\n\n")]
    body = "\n".join(f"<p {render.PARAGRAPH}>{block}</p>" for block in blocks if block)
    return subject, body, text + "\n"
