"""What a letter to read over is, and how it is read from a draft, from text and from HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from drafter.letters.library import Kind
from drafter.letters.marks import OPEN, unmark
from drafter.letters.questions import Value
from drafter.letters.rendering import Draft
from drafter.review.words import COMMON

SEVERITIES = ("blocker", "major", "minor")  # worst first
ANY_BAND = (20, 180, 220)  # words for a letter of unknown kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found: *words* are those of the letter, *message* says why and what to do."""

    rule: str
    severity: str
    message: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a rule reads.

    *kind* is "" where it is unknown: then only the rules for every letter apply. *subject* is ""
    where the letter was given without one. *paragraphs* are the body alone; a list belongs to the
    paragraph before it, each item on a line that begins with "- ". *close* holds the lines after
    the body. *marked* is the body with drafter's marks around the answers, None for a letter from
    elsewhere. *band* is how many words the body should have: at least, up to, never more than.
    *style* is "american", "british" or "". *pictures* are the addresses that an HTML letter loads.
    *lost* names the sentences that the letter is for, where the person left them out.
    *choices* are answers that we worded and the person only took. *day* is the one on which it was
    written, as its header says it, None where it does not.
    """

    kind: str = ""
    subject: str = ""
    greeting: str = ""
    paragraphs: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    marked: tuple[str, ...] | None = None
    marked_subject: str = ""
    band: tuple[int, int, int] = ANY_BAND
    formal: bool = False
    style: str = ""
    told: Mapping[str, object] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    choices: frozenset[str] = frozenset()
    day: date | None = None

    @property
    def ours(self) -> bool:
        """Return whether drafter wrote it, so that only the answers in it are the person's."""
        return self.marked is not None


def letter_of(draft: Draft, kind: Kind, told: Mapping[str, Value]) -> Letter:
    """Return *draft*, a letter of ours made of the answers *told*, as the rules read it."""
    blocks = draft.marked.strip("\n").split("\n\n")
    marked = tuple(_with_lists(blocks[1:-1]))
    return Letter(
        kind=kind.name,
        subject=draft.subject,
        greeting=unmark(blocks[0]),
        paragraphs=tuple(unmark(paragraph) for paragraph in marked),
        close=tuple(unmark(blocks[-1]).split("\n")) if len(blocks) > 1 else (),
        marked=marked,
        marked_subject=draft.marked_subject,
        band=kind.band,
        formal=any(told.get(name) == answer for name, answer in kind.formal),
        style="british" if draft.language == "en-GB" else "american",
        told=told,
        lost=tuple(
            said.name for said in draft.sentences if said.name in kind.purpose and said.chosen == 0
        ),
        choices=_choices(kind),
    )


@lru_cache(maxsize=32)
def _choices(kind: Kind) -> frozenset[str]:
    return frozenset(each.casefold() for q in kind.questions for each in q.choices)


def _with_lists(blocks: Iterable[str]) -> list[str]:
    """Return *blocks* with each list at the end of the paragraph before it."""
    paragraphs: list[str] = []
    for block in blocks:
        if paragraphs and block.lstrip(OPEN).startswith("- "):
            paragraphs[-1] += f"\n{block}"
        else:
            paragraphs.append(block)
    return paragraphs


# --- a letter from elsewhere -------------------------------------------------------------------

_HEADER = r"(?i)(subject|to|from|cc|bcc|date|sent|reply-to|betreff):\s*(.*)"
_HOW = (
    "all|and|best|continued|cordial|deep(?:est)?|every|fond(?:est)?|good|great|heartfelt|in|"
    "kind(?:est)?|many|much|my|peace|personal|sincere(?:st)?|very|warm(?:est)?|with"
)
FAREWELL = re.compile(
    rf"(?:(?:(?:{_HOW}) ){{0,5}}"
    r"(?:regards|wish(?:es)?|thanks|gratitude|appreciation|respect|compliments|greetings|hugs)"
    r"(?: again| always| as ever| in advance| very much| so much)?|"
    r"(?:with )?(?:my )?(?:very )?(?:best|all the best|all best)(?: always)?|"
    r"(?:yours |most |very )*(?:sincerely|faithfully|truly|respectfully|cordially|gratefully|"
    r"warmly|ever|always)(?: yours)?|yours|"
    r"thank you(?: again| in advance| very much| so much)?|cheers|love|laters?|peace|hugs|"
    r"take care|thx|ta|(?:speak|talk|see you) soon|(?:god )?bless(?: you|ings)?|xo+|xx+)"
    r"(?: (?:to|from|for) (?:the|you|your|all)\b[\w ’']{0,30}| mate| now)?[,.!]?",
    re.I,
)
_HTML = r"(?i)<(?:!doctype html|html|head|body|p|br|div|title|table|span)\b[^>]*>"
QUOTED = re.compile(r"(?im)^(?:>|-{2,} ?Original Message|_{10,}$|On .{8,90} wrote:$)")
_ITEM = r"\s*(?:[-*•–]|\d{1,2}[.)])\s+(?=\S)"


def letter_from(content: str, kind: Kind | None = None) -> Letter:
    """Return a letter that drafter did not write, or that was edited since.

    *content* is plain text, with or without a first line "Subject: ...", or an HTML page. The
    earlier message that a reply quotes is left out. *kind* None: it is not known.
    """
    style, subject = "", ""
    pictures: tuple[str, ...] = ()
    text = content.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = unmark(text)
    if is_page(text):
        page = _read_page(text)
        style, pictures, subject, text = page.style, tuple(page.pictures), page.subject, page.text
    subject, text = _without_headers(text.strip("\n"), subject)
    quoted = QUOTED.search(text)
    if quoted and quoted.start() > 0:
        text = text[: quoted.start()]
    lines = text.rstrip().split("\n")
    greeting, lines = _without_greeting(lines)
    lines, close = _without_close(lines)
    return Letter(
        kind=kind.name if kind else "",
        subject=subject,
        greeting=greeting,
        paragraphs=tuple(_paragraphs(lines)),
        close=tuple(line.strip() for line in close if line.strip()),
        band=kind.band if kind else ANY_BAND,
        style=style,
        pictures=pictures,
    )


def is_page(text: str) -> bool:
    """Return whether *text* is HTML."""
    return re.search(_HTML, text) is not None


@dataclass(slots=True, kw_only=True)
class _WebPage:
    style: str = ""
    subject: str = ""
    text: str = ""
    pictures: list[str] = field(default_factory=list)


def _read_page(content: str) -> _WebPage:
    """Return the words of an HTML letter as text, its title as the subject."""
    from html.parser import HTMLParser

    page, words = _WebPage(), [""]
    breaks = dict.fromkeys(
        ("p", "div", "ul", "ol", "table", "h1", "h2", "h3", "blockquote"), "\n\n"
    )
    breaks |= {"br": "\n", "tr": "\n", "li": "\n- "}

    class Reader(HTMLParser):
        inside = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag == "html" and given.get("lang"):
                languages = {"en-gb": "british", "en-us": "american"}
                page.style = languages.get(str(given["lang"]).lower(), "")
            if tag == "img" and str(given.get("src")).startswith(("http:", "https:", "//")):
                page.pictures.append(str(given["src"]))
            if tag in ("title", "style", "script"):
                self.inside = tag
            words.append(breaks.get(tag, ""))

        def handle_endtag(self, tag: str) -> None:
            if tag == self.inside:
                self.inside = ""
            words.append("\n\n" if breaks.get(tag) == "\n\n" else "")

        def handle_data(self, data: str) -> None:
            if self.inside == "title":
                page.subject += " ".join(data.split())
            elif not self.inside:
                words.append(re.sub(r"[ \t\n]+", " ", data))

    Reader(convert_charrefs=True).feed(content)
    text = re.sub(r" *\n *", "\n", "".join(words).replace("\u00a0", " "))
    page.text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return page


def _without_headers(text: str, subject: str) -> tuple[str, str]:
    """Return the subject and the rest of *text*, without the lines a mail begins with."""
    lines = text.split("\n")
    while lines and (not lines[0].strip() or re.match(_HEADER, lines[0])):
        header = re.match(_HEADER, lines[0])
        if header and header.group(1).lower() in ("subject", "betreff"):
            subject = header.group(2).strip()
        del lines[0]
    return subject, "\n".join(lines)


def _without_greeting(lines: list[str]) -> tuple[str, list[str]]:
    first = lines[0].strip() if lines else ""
    if not COMMON.pattern("greetings").match(first):
        named = re.fullmatch(r"[^\W\d_][\w.'’ -]{0,40}[,:]", first)  # "Ms. Okafor,"
        return (first, lines[1:]) if named and len(first.split()) <= 4 else ("", lines)
    if first.endswith((",", ":", "!")) or len(first.split()) <= 5:
        return first, lines[1:]
    # "Dear Ms. Okafor, thank you for ...": the letter begins on the line of the greeting.
    greeted = re.match(r"(.{3,60}?[,:])\s+(.+)", first)
    return (greeted.group(1), [greeted.group(2), *lines[1:]]) if greeted else (first, lines[1:])


def _without_close(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines before and from the close, which stands among the last eight lines."""
    for place in range(len(lines) - 1, max(len(lines) - 12, 0) - 1, -1):
        line = lines[place].strip()
        if FAREWELL.fullmatch(line) and (line[-1] == "," or len(line.split()) <= 5):
            follows = [each.strip() for each in lines[place + 1 :] if each.strip()]
            if all(len(each.split()) <= 8 for each in follows):
                return lines[:place], lines[place:]
    after = len(lines)
    while after and lines[after - 1].strip():
        after -= 1
    last = [line.strip() for line in lines[after:]]
    listed = len(last) > 1 and all(re.match(_ITEM, line) for line in last)
    named = all(len(line.split()) <= 5 and line[-1] not in ".?!:" for line in last)
    if after and named and not listed:
        return lines[:after], lines[after:]  # only a name
    return lines, []


def _paragraphs(lines: list[str]) -> list[str]:
    """Return the paragraphs of *lines*: wrapped lines joined, list items on lines of their own."""
    # Without an empty line anywhere, each long line is a paragraph.
    loose = "" not in [line.strip() for line in lines] and any(len(line) > 100 for line in lines)
    blocks: list[str] = []
    fresh = True
    for line in lines:
        said = line.strip()
        if not said:
            fresh = True
        elif item_mark := re.match(_ITEM, line):
            item = f"- {line[item_mark.end() :].strip()}"
            blocks[-1:] = [f"{blocks[-1]}\n{item}"] if blocks else [item]
            fresh = False
        elif fresh or loose or not blocks:
            blocks.append(said)
            fresh = False
        else:
            blocks[-1] += f" {said}"
    return blocks
