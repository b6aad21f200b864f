"""Finishes a phrase for a letter: "about pay", "by Friday", "the nurse role"."""

import re

from drafter.language.words import Words

_WORDS = Words(__file__)

BLANK = "\ufdd2"  # stands for an answer that is being asked; nobody can type it


def capital(text: str) -> str:
    """Begin *text* as a sentence begins, unless its first word is a name such as iOS or dbt."""
    found = re.match(r"[\ufdd0\s\"“‘'(\[«]*", text)
    start = found.end() if found else 0
    word = re.split(r"[\s,;:]", text[start:], maxsplit=1)[0].rstrip(".!?)\"'”’")
    upper = text[start : start + 1].upper()
    keeps = (
        len(upper) != 1
        or any(character.isupper() for character in word)
        or re.sub(r"['’]s$", "", word).casefold() in _WORDS["lower_names"]
        or re.search(r"@|://|^www\.", word)
    )
    return text if keeps else text[:start] + upper + text[start + 1 :]


_BY_ITSELF = "is|are|was|were|does|did|could|would|should"
_HELPS = f"{_BY_ITSELF}|am|do|have|has|had|can|will|shall|may|might|must"
_WHO = "you|i|we|they|he|she"
_SOMEBODY = f"{_WHO}|your|it|there"
# "why did you leave", but not "why I left" or "how people do it"
_AS_PUT = (
    rf"(?i)(?:{_BY_ITSELF})\b|(?:{_HELPS}) (?:{_SOMEBODY})\b"
    rf"|(?:how|when|where|why) (?:{_HELPS})\b"
    rf"|(?:what|which|who|whom|whose) (?:{_HELPS}) (?:{_SOMEBODY})\b"
    rf"|(?:how|what|which|whose)(?: (?!(?:{_SOMEBODY})\b)[\w'’-]+){{1,3}} (?:{_HELPS}) (?:{_WHO})\b"
)
_BIDS = (
    r"(?i)(?:(?:give|show|take|talk|tell|walk) (?:me|us)"
    r"|(?:describe|explain) (?:an?|how|the|why|your))\b"
)


# Who asked, before what was asked: "Mr Rao asked me about pay", "he wanted to know how I plan".
_ONE_ASKED = (
    r"(?i)(?!(?:how|i|if|that|the|this|what|when|where|whether|which|who|why|you)\b)"
    r"(?:one of them|[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2}) (?:also |then )?"
    r"(?:asked|wanted to know)(?: (?:me|us)(?! to\b))? "
    r"(?=(?:about|how|if|me|what|when|where|whether|which|who|why)\b)"
)


def without_asker(text: str) -> tuple[str, str | None]:
    """Return what was asked without who asked it, which the sentence says, and a note."""
    found = re.match(_ONE_ASKED, text)
    rest = text[found.end() :] if found else ""
    if not found or len(rest.split()) < 2:
        return text, None
    return rest, f"'{found.group().strip()}' is left out, since the sentence says it."


def as_put(text: str) -> tuple[str, str | None]:
    """Return a question that is typed as it was put as one stands in a letter, with a note.

    "why did you leave" is "Why did you leave?", and "tell me about pay" stands in quotes. What is
    told of a question stays as it is: "why I left", "about pay".
    """
    if re.match(_BIDS, text):
        said = f'"{text[0].upper()}{text[1:].rstrip(" .!?")}"'
    elif re.match(_AS_PUT, text):
        said = f"{text[0].upper()}{text[1:].rstrip(' .!?')}?"
    else:
        return text, None
    note = "It is read as their question, word for word, so the letter puts it in quotes."
    return said, note if said != text else None


def asked_about(text: str) -> str:
    """Return what follows "When you asked": "about pay", "how I plan", "me to explain it".

    A direct question is put in quotes. A blank stays one.
    """
    first = text.split(None, 1)[0].casefold().strip(",.;:") if text.strip() else ""
    if not first or text == BLANK or text.startswith("____"):
        return text
    if text[0] in "\"“‘'«" and text[-1] in "\"”’'»":
        return text
    if text[0].isupper() and text.endswith("?"):
        return f'"{text}"'
    if first == "to":
        return f"me {text}"
    return text if first in _WORDS["asked"] else f"about {text}"


def by_when(text: str) -> str:
    """Return what follows "hearing from you": "by Friday", "next week", "by ____".

    "Beginning of next week" lacks its article, "mid-April" does not.
    """
    first, *others = text.casefold().split()[:2] or [""]
    first = first.strip(",.;:")
    if not first or first in _WORDS["when"]:
        return text
    lacks = first in _WORDS["part_of_time"] and others in (["of"], ["before"], ["after"], ["week"])
    return f"by the {text}" if lacks else f"by {text}"


def reply(text: str) -> str:
    """Return the subject of a reply to a message whose subject is *text*, with one "Re:"."""
    return "Re: " + re.sub(r"^(?:(?:re|aw|sv|fwd?)\s*:\s*)+", "", text, flags=re.I)


def names_a_post(role: str) -> bool:
    """Return whether *role* is a post by its own name, after which "role" is one word too many."""
    words = re.findall(r"[^\W\d_]+", role)
    return bool(words) and words[-1].casefold() in _WORDS["named_as_posts"]


def bare_role(role: str) -> str:
    """Return *role* without "position" or "post" at its end: what stands before "interview"."""
    first, last = re.findall(r"^(.*?)[ /]*([^ /]*)$", role)[0]
    return bare_role(first) if first and last.casefold() in _WORDS["said_of_all"] else role
