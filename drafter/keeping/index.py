"""Gathers the letters of one interview, as their files hold them, for the page to copy from."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from drafter.errors import DrafterError
from drafter.filling.session import Session, begin
from drafter.keeping import files
from drafter.keeping.interview import Interview, Saved
from drafter.keeping.page import Entry, page
from drafter.letters.library import Kind, Library
from drafter.letters.questions import Value
from drafter.letters.rendering import Draft
from drafter.letters.text import plain_text
from drafter.letters.tidying import PARAGRAPH
from drafter.planning import timing

FILE = "index.html"

Findings = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A letter as its files hold it.

    *body* is an HTML fragment that is safe in a page, *edited* says whether somebody changed it
    since it was written, *left* which file was not changed with it, or nothing.
    """

    subject: str
    body: str
    text: str
    edited: bool = False
    left: str = ""


def build(library: Library, interview: Interview, today: date) -> str:
    """Return the page with every letter of *interview*, as it stands in its files."""
    shown, language = entries(library, interview, today)
    return page([each for _, each in shown], title=interview.title, language=language)


def entries(
    library: Library, interview: Interview, today: date
) -> tuple[list[tuple[str, Entry]], str]:
    """Return each letter of *interview*, as it stands in its files, with its kind; the language.

    A letter whose files were edited by hand is shown as edited, the file changed last where both
    were. A letter whose files are gone is not shown.
    """
    interview.move(library)
    shown: list[tuple[str, Entry]] = []
    language = "en"
    for name, saved in interview.saved.items():
        kind = _kind(library, name)
        session = _as_saved(library, kind, interview) if kind else None
        told = session.answers if session else {}
        made, found = _made(session) if session else ({}, {})
        for each in saved:
            held = in_files(interview, each.stem)
            if held is None:
                continue
            draft = made.get(each.stem)
            as_made = draft is not None and (draft.text, draft.subject) == (held.text, held.subject)
            looked = found[each.stem] if as_made else _looked_at(library, kind, told, held)
            if held.left:
                note = (
                    f"{each.stem}.{held.left} was not changed with it; the page shows the change."
                )
                looked = [*looked, ("minor", note)]
            entry = Entry(
                title=each.title,
                to=tuple(person.greeting for person in each.to),
                subject=held.subject,
                body=held.body,
                text=held.text,
                send=_when(interview, name, each.stem, told, today),
                findings=tuple(looked),
                mailto=_mailto(draft if as_made and draft else _as_draft(each, name, held), held),
                stem=each.stem,
            )
            shown.append((name, entry))
            language = draft.language if draft else each.language
    return shown, language


def _kind(library: Library, name: str) -> Kind | None:
    with suppress(DrafterError):  # a letter of the reader's own that is gone, or broken
        return library.kind(name)
    return None


def _as_saved(library: Library, kind: Kind, interview: Interview) -> Session | None:
    """Return the session of the letter of *kind* as it was when it was saved."""
    # Where its template was changed since, the letter cannot be made again, and need not be.
    with suppress(DrafterError):
        return begin(library, kind, [interview.as_saved(kind)], interview.drafted[kind.name])
    return None


def _made(session: Session) -> tuple[dict[str, Draft], dict[str, Findings]]:
    """Return the letters that *session* makes, and what to look at in them, by their files."""
    with suppress(DrafterError):
        if not session.missing():
            letters = session.drafts()
            stems = files.stems(letters)
            found = [[(f.severity, f.message) for f in some] for some in session.findings(letters)]
            return dict(zip(stems, letters, strict=True)), dict(zip(stems, found, strict=True))
    return {}, {}


def _looked_at(
    library: Library, kind: Kind | None, told: Mapping[str, Value], held: Held
) -> list[tuple[str, str]]:
    """Return what there is to look at in a letter that is no longer as drafter wrote it."""
    from drafter.review.letter import letter_from
    from drafter.review.phrases import phrase_lists
    from drafter.review.reading import read_over

    letter = letter_from(f"Subject: {held.subject}\n\n{held.text}", kind)
    found = read_over(replace(letter, told=told), library_phrases=phrase_lists(library))
    return [(each.severity, each.message) for each in found]


def _when(
    interview: Interview, kind: str, stem: str, told: Mapping[str, Value], today: date
) -> str:
    sent = interview.sent_on(kind, stem)
    if sent:
        return f"Sent on {sent:%A} {sent}."
    drafted = interview.drafted[kind]
    return timing.send(kind, told, today, sent=interview.all_sent(), drafted=drafted).why


def _as_draft(saved: Saved, kind: str, held: Held) -> Draft:
    return Draft(
        kind=kind,
        to=saved.to,
        subject=held.subject,
        body=held.body,
        text=held.text,
        marked=held.text,
        marked_subject=held.subject,
        language=saved.language,
    )


def _mailto(draft: Draft, held: Held) -> str | None:
    from drafter.keeping import mail

    with suppress(DrafterError):  # a wrong address; --open says so
        return None if held.edited else mail.mailto(draft)
    return None


# --- the files of a letter ---------------------------------------------------------------------


def in_files(interview: Interview, stem: str) -> Held | None:
    """Return the letter in the files called *stem*, None if there are none."""
    there: dict[str, bytes] = {}
    for suffix in READ:
        with suppress(OSError):
            there[suffix] = (interview.folder / f"{stem}.{suffix}").read_bytes()
    known = {each: interview.written.get(f"{stem}.{each}", "").split() for each in there}
    edited = [each for each in there if files.digest(there[each]) not in known[each]]
    if edited:
        last = max(edited, key=lambda each: _changed_at(interview.folder / f"{stem}.{each}"))
        other = next((each for each in ("txt", "html") if each in there and each != last), "")
        held = _read(last, there[last], trusted=False)
        return replace(held, edited=True, left="" if other in edited else other) if held else None
    held_in = {each: _read(each, content, trusted=True) for each, content in there.items()}
    found = [held for held in held_in.values() if held]
    if not found:
        return None
    # A save that was cut short may have left the text of one letter and the page of another.
    whole = all(len(digests) == 1 for digests in known.values())
    page_of = held_in.get("html") if whole else None
    return replace(found[0], body=page_of.body) if page_of else found[0]


def _changed_at(file: Path) -> float:
    with suppress(OSError):
        return file.stat().st_mtime
    return 0.0


def _read(suffix: str, content: bytes, *, trusted: bool) -> Held | None:
    with suppress(UnicodeDecodeError):
        return READ[suffix](content, trusted)
    return None


def _from_text(content: bytes, trusted: bool) -> Held:
    text = content.decode("utf-8-sig").replace("\r\n", "\n").strip("\n")
    first, _, rest = text.partition("\n")
    subject = ""
    if first.startswith("Subject: "):
        subject, text = first.removeprefix("Subject: "), rest.strip("\n")
    blocks = [_block(block) for block in text.split("\n\n") if block.strip("\n")]
    return Held(subject=subject, body="\n".join(blocks), text=text + "\n")


def _block(text: str) -> str:
    lines = html.escape(text.strip("\n")).split("\n")
    if all(line.startswith("- ") for line in lines):
        items = "".join(f"<li>{line.removeprefix('- ')}</li>" for line in lines)
        return f"<ul {PARAGRAPH}>{items}</ul>"
    return f"<p {PARAGRAPH}>{'<br>'.join(lines)}</p>"


def _from_html(content: bytes, trusted: bool) -> Held:
    document = content.decode("utf-8-sig").replace("\r\n", "\n")
    title = re.search(r"<title[^>]*>(.*?)</title>", document, flags=re.I | re.S)
    inner = re.search(r"<body[^>]*>\n?(.*?)\n?</body>", document, flags=re.I | re.S)
    body = inner.group(1) if inner else document
    body = body if trusted else _cleaned(body)
    subject = html.unescape(title.group(1)).strip() if title else ""
    return Held(subject=subject, body=body, text=plain_text(body))


def _from_message(content: bytes, trusted: bool) -> Held:
    from email import message_from_bytes
    from email.message import EmailMessage
    from email.policy import default

    message = message_from_bytes(content, EmailMessage, policy=default)
    plain, page_of = message.get_body(("plain",)), message.get_body(("html",))
    text = str(plain.get_content()) if plain else ""
    subject = str(message["Subject"] or "")
    if page_of:
        held = _from_html(str(page_of.get_content()).encode(), trusted)
        return replace(held, subject=subject, text=text.replace("\r\n", "\n") or held.text)
    return replace(_from_text(text.encode(), trusted), subject=subject)


READ: dict[str, Callable[[bytes, bool], Held]] = {
    "txt": _from_text,
    "html": _from_html,
    "eml": _from_message,
}


_BLOCKS = {"p": "p", "div": "p", "ul": "ul", "ol": "ol"} | {f"h{n}": "p" for n in range(1, 7)}
_TAGS = {**_BLOCKS, **{each: each for each in ("li", "a", "b", "strong", "i", "em", "u")}}
_UNSEEN = ("script", "style", "title", "head", "template", "noscript", "iframe", "svg", "object")


class _Cleaner(HTMLParser):
    """Keeps of a page that somebody edited what a letter may have: words, paragraphs, links."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []
        self.open: list[tuple[str, str]] = []  # the tag that was read, and what is kept of it
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen.append(tag)
        name = _TAGS.get(tag)
        if self.unseen:
            return
        if tag == "br":
            self.kept.append("<br>")
        elif name == "a":
            address = dict(attrs).get("href") or ""
            if re.match(r"(?:https?|mailto):", address, flags=re.I):
                self._begin(tag, name, f' href="{html.escape(address)}"')
        elif name:
            for before, kept_as in self.open:
                if tag in _BLOCKS and kept_as == "p":
                    self._end(before)
                    break
            self._begin(tag, name, f" {PARAGRAPH}" if tag in _BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            if tag == self.unseen[-1]:
                self.unseen.pop()
        elif tag in (each for each, _ in self.open):
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.kept.append(html.escape(data))

    def close(self) -> None:
        super().close()
        while self.open:
            self._end(self.open[-1][0])

    def _begin(self, tag: str, name: str, attributes: str) -> None:
        self.open.append((tag, name))
        self.kept.append(f"<{name}{attributes}>")

    def _end(self, tag: str) -> None:
        while self.open:
            last, name = self.open.pop()
            self.kept.append(f"</{name}>")
            if last == tag:
                return


def _cleaned(body: str) -> str:
    cleaner = _Cleaner()
    cleaner.feed(body)
    cleaner.close()
    return re.sub(rf"<p {re.escape(PARAGRAPH)}>\s*</p>", "", "".join(cleaner.kept)).strip()
