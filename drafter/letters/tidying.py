"""Tidies a letter, from what its template makes to the HTML and the text that are sent."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Sequence
from functools import lru_cache

from drafter.letters.marks import BREAK, CLOSE, CLOSING_QUOTES, OPEN, seamed, unmark
from drafter.letters.text import plain_text

PARAGRAPH = 'style="margin:0 0 1em 0"'  # the one form that keeps its gap in every mail program

_BLOCK = r"</?(?:p|ul|ol|li|div|h2|br)\b[^>]*>"
_WHOLE_BLOCK = re.compile(r"<(p|ul|ol|div|h2)\b[^>]*>.*?</\1>")
_EMPTY = re.compile(rf"<(p|li|ul|ol|div|h2)\b[^>]*>(?:{OPEN}{CLOSE}|<br>|\s)*</\1>")


def tidy(letter: str) -> list[str]:
    """Return the blocks (paragraphs, lists) of *letter*, HTML as a template makes it.

    White space folds to one blank, an answer of several paragraphs becomes as many, the seams
    around answers are made right, and what was left empty disappears.
    """
    text = re.sub(r"[ \t\r\n]+", " ", letter)
    text = re.sub(rf" ?({_BLOCK}) ?", r"\1", text)
    text = seamed(_parted(text))
    text = re.sub(r"(?:<br>)+</p>", "</p>", text)
    while (fewer := _EMPTY.sub("", text)) != text:
        text = fewer
    blocks, end = [], 0
    for found in (*_WHOLE_BLOCK.finditer(text), None):
        # Words that a writer left outside of any paragraph are one all the same.
        loose = re.sub(_BLOCK, " ", text[end : found.start() if found else None]).strip()
        if re.sub("<[^>]*>", "", unmark(loose)).strip():
            blocks.append(f"<p>{loose}</p>")
        if found:
            blocks.append(found.group())
            end = found.end()
    return blocks


def _parted(text: str) -> str:
    """Return *text* with a paragraph of its own for each paragraph of an answer."""
    return text.replace(BREAK, f"{CLOSE}</p><p>{OPEN}")


# Letters of one shape, the same words of ours around answers that end alike, share one form: it is
# tidied and turned into text once, with these in the place of the answers, and then filled. A batch
# is that much quicker; what it must come out as is what tidy and html2text make of the whole.
_SAMPLES = {"": "", "stop": "x.", "year": "x 1, 2000", "word": "x"}
_STOP, _YEAR = re.compile(rf"[.!?…]{CLOSING_QUOTES}$"), re.compile(r"\d, \d{4}$")


def filled(letter: str) -> tuple[str, str]:
    """Return the body and the marked text of *letter*, HTML as a template makes it."""
    parts = re.split(f"[{OPEN}{CLOSE}]", _parted(letter))
    ours, said = tuple(parts[::2]), parts[1::2]
    body, text = _shape(ours, tuple(map(_ending, said)))
    texts = [f"{OPEN}{entities.unescape(each)}{CLOSE}" for each in said if each]
    bodies = [_linked(each) for each in said if each]
    if not len(body) - 1 == len(text) - 1 == len(texts):
        whole, text_of_whole = _as_a_whole(letter)  # an answer stands where none is shown
        return _linked(unmark(whole)), text_of_whole
    return _woven(body, bodies), _woven(text, texts)


def _as_a_whole(letter: str) -> tuple[str, str]:
    """Return the body and the text of *letter*, both with their marks."""
    body = "\n".join(tidy(letter))
    styled = body.replace("<p>", f"<p {PARAGRAPH}>").replace("<ul>", f"<ul {PARAGRAPH}>")
    return styled, plain_text(body)


def _ending(answer: str) -> str:
    """Return what it is about the end of *answer* that changes the words around it."""
    if not answer:
        return ""
    return "stop" if _STOP.search(answer) else "year" if _YEAR.search(answer) else "word"


@lru_cache(maxsize=512)
def _shape(
    ours: tuple[str, ...], endings: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return our part of the body, and of the text, before and after each answer."""
    samples = (f"{OPEN}{_SAMPLES[ending]}{CLOSE}" for ending in endings)
    body, text = _as_a_whole(_woven(ours, list(samples)))
    marked = re.compile(f"{OPEN}[^{CLOSE}]+{CLOSE}")
    return tuple(marked.split(body)), tuple(marked.split(text))


def _woven(ours: Sequence[str], said: Sequence[str]) -> str:
    woven = [""] * (len(ours) + len(said))
    woven[::2], woven[1::2] = ours, said
    return "".join(woven)


_ADDRESS = re.compile(
    # An address ends before a mark of the sentence; "&amp;" is one sign, other entities end it.
    r"\b(?:https?://|mailto:)(?:&amp;|(?!&)[^\s<>\"'{}])*(?:&amp;|(?!&)[^\s<>\"'{}.,;:!?)\]])"
)


def _linked(body: str) -> str:
    """Return *body* with the web addresses in it made into links; the words stay as they are."""
    return _ADDRESS.sub(lambda found: f'<a href="{found.group()}">{found.group()}</a>', body)
