"""The marks around words: emoji, doubled marks, and what ends or begins a text."""

import re

from drafter.language.words import Words

_WORDS = Words(__file__)

EMOJI = re.compile(
    " *(?:[\U0001f000-\U0001faff\u231a\u231b\u23e9-\u23fa\u2600-\u266c\u2670-\u2757\u2763-\u2767"
    "\u2795-\u27bf\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\ufe0e\ufe0f\u20e3"
    "\U000e0020-\U000e007f]|(?<!\\S)[:;=]-?[()DPp](?!\\S))+"
)
_REPEATED = re.compile(r"[!?]{2,}")
OPENING = re.compile(r"^(?:[,;:…•·]+|\.{2,}|[-–—*]+(?=\s|$))\s*")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}")
SENTENCE = re.compile(r".+?[.!?](?=\s)", re.S)


def without_emoji(text: str) -> tuple[str, str | None]:
    """Take out emoji, and all but one of some "!!!"; return what was taken out, too."""
    said = []
    if EMOJI.search(text):
        text = EMOJI.sub("", text)
        said.append("the emoji")
    if found := _REPEATED.search(text):
        text = _REPEATED.sub(lambda run: "?" if "?" in run[0] else "!", text)
        said.append(f"the repeated marks '{found[0]}'")
    return text, f"Took out {' and '.join(said)}." if said else None


def without_end(text: str, *, asks: bool = False) -> str:
    """Drop the marks that end *text*, but not the stop of "Inc." or a direct question's "?".

    A sentence that *asks* has that "?" itself.
    """
    while text := text.rstrip():
        word = text.rsplit(None, 1)[-1].lstrip("(\"'“‘[")
        if text[-1] == "?":
            stray = asks or not is_direct(text)
        elif text[-1] in ".!…,;:":
            stray = not keeps_stop(word) and not _INITIALS.fullmatch(word)
        else:
            stray = word in "-–—"
        if not stray:
            return text
        text = text[:-1]
    return text


def keeps_stop(word: str) -> bool:
    """Tell whether the stop that ends *word* is its own: "Inc.", "St."."""
    return word.casefold() in _WORDS["keeps_stop"] or word in _WORDS["keeps_stop_as_written"]


def is_direct(text: str) -> bool:
    """Tell whether *text* is a question as it is put: "What is your notice?"."""
    return text.endswith("?") and text.split(None, 1)[0].rstrip(",") in _WORDS["question_words"]
