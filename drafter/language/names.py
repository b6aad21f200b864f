"""Greetings and the names in them: titles, particles, letters after a name, several people."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from drafter.language.cleaning import Doubt, Fitted, Step, clean, settled
from drafter.language.lists import as_items
from drafter.language.marks import without_emoji
from drafter.language.words import COMMON, Words

_WORDS = Words(__file__)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Greetings as typed, each with its address or None."""

    people: tuple[tuple[str, str | None], ...]
    doubts: tuple[Doubt, ...] = ()


def greeting(typed: str, *, style: str) -> Fitted:
    """Return what follows "Dear" for one person, as typed but for the title.

    The title is written as in *style* ("american": "Ms.", else "Ms"); letters after a name are left
    out. A doubtful case, and a title before several words, are doubted: a surname is never guessed.
    """
    as_typed = clean(typed)
    steps: tuple[Step, ...] = (
        lambda text: (clean(text), None),
        without_emoji,
        lambda text: (re.sub(r"^(?:dear|hello|hi|hey)[\s,]+(?=\S)", "", text, flags=re.I), None),
        lambda text: (_without_name_end(text), None),
        _without_letters,
        lambda text: (" ".join([*_titles(text, style)[0], *_titles(text, style)[1]]), None),
    )
    text, notes = settled(as_typed, steps)
    if not text:
        doubt = Doubt(why=f"'{as_typed}' is no name. How should the letter greet them?", must=True)
        return Fitted(text=as_typed, doubts=(doubt,) if as_typed else ())
    if nobody := _no_name(text):
        return Fitted(text=text, notes=notes, doubts=(nobody,))
    titles, names = _titles(text, style)
    if not names:
        alone = titles[-1].rstrip(".").casefold() in _WORDS["titles_with_stop"]
        why = f"Which name follows '{text}'?"
        return Fitted(text=text, notes=notes, doubts=(Doubt(why=why, must=True),) * alone)
    doubts = []
    if more := _more_than_a_name(text, style):
        doubts, names = [more], []
    if as_typed.rstrip(" .,").endswith("?"):
        why = f"Is '{text}' the name, and spelled so? Without one, the letter greets the team."
        doubts.append(Doubt(why=why, offers=(text, "hiring team")))
    proper = names if _is_post(names) else _proper(names, titles)
    if proper != names:
        why = f"Is '{text}' how they write their name? It stands as you typed it."
        doubts.append(Doubt(why=why, offers=_with_mac(" ".join([*titles, *proper]))))
    if titles and (surnames := _surnames(proper, titles)):
        offers = dict.fromkeys(" ".join([*titles, name]) for name in surnames)
        first, *others = offers
        asked = f"Which words should follow the title in '{text}'?"
        why = f"'{text}': people write {first}." if len(others) == 2 else asked
        doubts.append(Doubt(why=why, offers=tuple(offers)))
    return Fitted(text=text, notes=notes, doubts=tuple(doubts))


_SAYS_NO_NAME = re.compile(
    r"(?:i|not sure|no idea|no name|forgot|cannot|can['’]?t|don['’]?t|didn['’]?t)\b(?!\.).*|"
    r"unsure|unknown|somebody|someone|her|him|them|whoever it was",
    re.I,
)
_ARTICLE = re.compile(r"(?:the|an?|my|your|our|that|this|some)\s+(?=\S)", re.I)
_FROM_WHERE = re.compile(r"(\S+(?:\s\S+){0,3}?)\s+(?:(?:from|at|in)\s+\S.*|\([^()]*\))")


def _no_name(text: str) -> Doubt | None:
    """Doubt what greets nobody: "I don't remember", "a woman with red hair"."""
    article = _ARTICLE.match(text)
    rest = text[article.end() :] if article else ""
    described = rest[:1].islower() and not _is_post(rest.split())
    if not _SAYS_NO_NAME.fullmatch(text) and not (described and not _is_title(rest.split()[0])):
        return None
    why = f"'{text}' is no name. Without one, the letter greets the team."
    return Doubt(why=why, offers=("hiring team",), must=True)


def _more_than_a_name(text: str, style: str) -> Doubt | None:
    """Doubt what is a name and something else: "Sandra from HR", "a Mr. Pell"."""
    bare = text
    if article := _ARTICLE.match(bare):
        bare = bare[article.end() :]
        if bare.islower() and bare.split()[-1] in _WORDS["posts"]:
            bare = " ".join(map(str.capitalize, bare.split()))
    found = _FROM_WHERE.fullmatch(bare)
    if found and not _is_post(found[1].split()):
        bare = found[1]
    if bare == text or not bare:
        return None
    better = greeting(bare, style=style)
    offers = [*(offer for doubt in better.doubts for offer in doubt.offers), better.text]
    why = f"'{text}' is more than a name. How should the letter greet them?"
    return Doubt(why=why, offers=tuple(dict.fromkeys(offers)))


def _is_post(words: Iterable[str]) -> bool:
    """Tell whether *words* greet a group, or somebody by a post: "Hiring manager"."""
    return any(word.casefold() in _WORDS["groups"] | _WORDS["posts"] for word in words)


def first_name(text: str) -> str | None:
    """Return the first of two names without a title, None for everything else."""
    names = text.split()
    if len(names) != 2 or _is_title(names[0]) or _WORDS["groups"] & {*text.casefold().split()}:
        return None
    plain = all(name[:1].isupper() and name[1:2].islower() for name in names)
    return names[0] if plain and not COMMON["particles"] & {*text.casefold().split()} else None


def is_first_name(greeting: str) -> bool:
    """Return whether *greeting* is one name without a title, and no group: "Grace"."""
    words = greeting.split()
    return (
        len(words) == 1 and not _is_title(words[0]) and words[0].casefold() not in _WORDS["groups"]
    )


def are_same(one: str, other: str) -> bool:
    """Return whether two names may be one person's: "Tom", "Tom Kessler" and "Mr Kessler"."""
    ours, theirs = (
        {word.casefold().rstrip(".") for word in name.split() if not _is_title(word)}
        for name in (one, other)
    )
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _without_name_end(text: str) -> str:
    text = text.rstrip(" ,;:!?…")
    word = text.rsplit(None, 1)[-1] if text else ""
    initial = re.fullmatch(r"(?:[^\W\d_]\.)+", word)
    return text[:-1] if word.endswith(".") and not initial and not _is_title(word) else text


def _is_title(word: str) -> bool:
    key = word.casefold().rstrip(".")
    return key in _WORDS["titles_with_stop"] or key in _WORDS["titles_in_full"]


def _without_letters(text: str) -> tuple[str, str | None]:
    left: list[str] = []
    while found := re.fullmatch(r"(.*[^\s,])(\s*,\s*|\s+)([^\s,]+)", text):
        head, gap, last = found.groups()
        key = last.replace(".", "").casefold()
        surname = key in _WORDS["surnames_too"] and "," not in gap
        if key not in _WORDS["letters_after"] or surname or all(map(_is_title, head.split())):
            break
        text, left = head, [last, *left]
    return text, f"Left '{', '.join(left)}' out of the greeting." if left else None


def _titles(text: str, style: str) -> tuple[list[str], list[str]]:
    """Split *text* into its titles, as *style* writes them, and its names."""
    titles: list[str] = []
    names = re.sub(r"^(mrs?|ms|mx|dr|prof|rev)\.(?=[^\W\d_])", r"\1. ", text, flags=re.I).split()
    while names and _is_title(names[0]):
        key = names.pop(0).casefold().rstrip(".")
        stop = "." if key in _WORDS["titles_with_stop"] and style == "american" else ""
        titles.append(key.capitalize() + stop)
        if names[1:] and names[0].casefold() in ("and", "&") and _is_title(names[1]):
            titles.append(names.pop(0))  # Mr. and Mrs. Smith
    return titles, names


def _proper(names: list[str], titles: list[str]) -> list[str]:
    """Return *names* in the case that is usual, where theirs is unusual."""
    if len(names) > 5:
        return names
    return [
        _recased(name) if _is_odd(name, bool(titles)) else name for name in _small_particles(names)
    ]


def _small_particles(names: list[str]) -> list[str]:
    shouted = all(name.isupper() for name in names)
    return [
        name.lower()
        if shouted and name.lower() in COMMON["particles"] and name != names[-1]
        else name
        for name in names
    ]


def _is_odd(name: str, titled: bool) -> bool:
    if name in COMMON["particles"] or name.lower() == name.upper():
        return False
    if name.islower():
        return "@" not in name
    parts = [part for part in re.split(r"['’-]", name) if part.isalpha()]
    # Without a title "JD" and "AJ" are names that people go by.
    return any(part.isupper() and len(part) > (1 if titled else 2) for part in parts)


def _recased(name: str) -> str:
    parts = re.split(r"(['’-])", name)
    cased = [part[:1].upper() + part[1:].replace("İ", "i").lower() for part in parts]
    if len(parts) > 1 and parts[0].casefold() in ("al", "el"):
        cased[0] = parts[0].lower()
    whole = "".join(cased)
    return re.sub(r"^Mc(\w)", lambda found: "Mc" + found[1].upper(), whole)


def _with_mac(name: str) -> tuple[str, ...]:
    other = re.sub(r"\bMac([b-z]\w{3,})", lambda found: "Mac" + found[1].capitalize(), name)
    return tuple(dict.fromkeys((name, other)))


def _surnames(names: list[str], titles: list[str]) -> tuple[str, ...]:
    """Return what may follow the title, the likeliest first; nothing where it is clear."""
    names = [name for name in names if not name.startswith("(")]
    keys = [name.casefold() for name in names]
    first = next(
        (at for at, key in enumerate(keys) if key not in COMMON["particles"] | _WORDS["irish"]), 0
    )
    if len(names) - first < 2 or _WORDS["groups"] & set(keys):
        return ()
    given, full, last = " ".join(names[: first + 1]), " ".join(names), len(names) - 1
    start = last
    while start > 1 and names[start - 1].casefold() in COMMON["particles"]:
        start -= 1
    if start > 1 and keys[start - 1] in _WORDS["two_surnames"]:  # Ana García Márquez
        start -= 1
    group = " ".join(names[start:])
    if titles[-1].casefold() in _WORDS["first_name_titles"]:
        return given, full
    if last == 1 and keys[0] in _WORDS["two_surnames"]:  # García Márquez
        return ()
    if start < last and names[start][:1].isupper():  # Dick Van Dyke, or Nguyen Van Minh?
        return group, names[last], given, full
    return group, full, given


_ADDRESS = re.compile(r"[<(]?\s*(?:mailto:)?([^\s<>()\",;:]+@[^\s<>()\",;:]+?)\.?\s*[>)]?(?=\s|$)")
_BETWEEN = re.compile(r'("[^"]*"|<[^<>]*>|\([^()]*\))|\s*,\s*(?:and\s+)?|\s*&\s*|\s+and\s+', re.I)


def split_people(typed: str) -> People:
    """Split *typed* at ";", newlines, commas, "&" and "and" into people.

    "Legal and Compliance team" stays one, and so do letters after a name. "Smith, John" may be one
    person or two, and is doubted. An address stands in <> or (), after its name, or alone.
    """
    lines = (re.sub(r"^(?:and\s|&)|(?:\sand|&)$", "", line).strip() for line in as_items(typed))
    chunks = [line for line in lines if any(map(str.isalnum, line))]
    people: list[tuple[str, str | None]] = []
    doubts: list[Doubt] = []
    for place, chunk in enumerate(chunks):
        pieces = _pieces(chunk)
        found = [_with_address(piece) for piece in pieces]
        if (turned := _turned(found)) and re.search(r"[^\s,],\s*[^\s,]", chunk):
            offers = (turned, "; ".join(pieces))
            doubts.append(
                Doubt(
                    why=f"Is '{chunk}' one person, or two?",
                    offers=tuple(
                        "; ".join([*chunks[:place], offer, *chunks[place + 1 :]])
                        for offer in offers
                    ),
                    must=True,
                )
            )
        people += found
    for name, address in people:
        if not name:
            why = f"How should the letter greet {address}?"
            doubts.append(Doubt(why=why, offers=(f"hiring team <{address}>",), must=True))
    return People(people=tuple(people), doubts=tuple(doubts))


def _pieces(chunk: str) -> list[str]:
    """Cut one line into people; what stands in quotes or brackets is never cut."""
    pieces, gaps, start = [], [""], 0
    for found in _BETWEEN.finditer(chunk):
        if found[1]:
            continue
        pieces.append(chunk[start : found.start()])
        gaps.append(found[0])
        start = found.end()
    pieces.append(chunk[start:])
    joined: list[str] = []
    for gap, piece in zip(gaps, pieces, strict=True):
        if joined and joined[-1] and _belongs(joined[-1], gap, piece):
            joined[-1] += gap + piece
        else:
            joined.append(piece)
    return [piece for piece in joined if any(map(str.isalnum, piece))]


def _belongs(left: str, gap: str, right: str) -> bool:
    """Tell whether *right* is the same person or group as *left*: ", PhD", " and Risk team"."""
    letters = right.split("<")[0].split("(")[0].split()
    if letters and "," in gap and letters[0].replace(".", "").casefold() in _WORDS["letters_after"]:
        return True
    if all(map(_is_title, left.split())):
        return True  # Mr & Mrs Smith
    if _ADDRESS.fullmatch(right) and "@" not in left:
        return "," in gap  # Ann, ann@example.org
    person = _is_title(left.split()[0]) or "@" in left
    apart = person or re.match(r"(?:the|your|our)\b", right, re.I)
    last = re.search(r"\w+$", right)
    group = last is not None and last[0].casefold() in _WORDS["group_ends"]
    return "," not in gap and group and not apart


def _with_address(piece: str) -> tuple[str, str | None]:
    found = _ADDRESS.search(piece)
    name = piece[: found.start()] + piece[found.end() :] if found else piece
    return clean(name).strip('" ,'), found[1] if found else None


def _turned(found: list[tuple[str, str | None]]) -> str | None:
    """Return "John Smith" for "Smith, John", if there is nothing else in the line."""
    if len(found) != 2 or found[0][1] or any(len(name.split()) != 1 for name, _ in found):
        return None
    (last, _), (first, address) = found
    return f"{first} {last}" + (f" <{address}>" if address else "")
