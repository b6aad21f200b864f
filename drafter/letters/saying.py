"""Our own words in a letter: each sentence in its wording, in a style, in full where formal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from drafter.letters.library import SHARED, Library
from drafter.letters.marks import BREAK, CLOSE, MARKED, OPEN, seamed, unmark
from drafter.letters.questions import STYLES, Value
from drafter.letters.text import plain_words

if TYPE_CHECKING:
    from jinja2.ext import Extension

WORDING = "wording"  # the answer that says how the sentences of ours are put
SUBJECT = "subject"  # what the subject is called among them
TO = "to"  # the table among them of what holds for the letter to one person alone, by greeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of ours in a letter, by its *name*.

    *text* is what it says there, empty where it was left out. *chosen* is the number of its wording
    from 1 on, 0 for left out, None for the person's own words. *wordings* says how many there are,
    *ours* which of them it has while nobody has chosen.
    """

    name: str
    text: str
    chosen: int | None
    wordings: int
    ours: int


class Ours(str):
    """Words that are ours though they are given like an answer, so they are printed unmarked."""

    __slots__ = ()


# --- each sentence in its wording -------------------------------------------------------------


def ways(answers: Mapping[str, Value]) -> dict[str, int | str]:
    """Return how each sentence of ours is to be put in every letter, by its name."""
    told = answers.get(WORDING)
    told = told if isinstance(told, Mapping) else {}
    return {name: way for name, way in told.items() if isinstance(way, int | str)}


def ways_apart(answers: Mapping[str, Value]) -> dict[str, dict[str, int | str]]:
    """Return how each sentence is put in one letter alone, by the greeting of whom it goes to."""
    told = answers.get(WORDING)
    tables = told.get(TO) if isinstance(told, Mapping) else None
    return {to: dict(some) for to, some in tables.items()} if isinstance(tables, Mapping) else {}


def as_answer(
    ways: Mapping[str, int | str], apart: Mapping[str, Mapping[str, int | str]]
) -> dict[str, int | str | Mapping[str, Mapping[str, int | str]]]:
    """Return *ways* and those of single letters as one answer."""
    tables = {to: some for to, some in apart.items() if some}
    return {**ways, TO: tables} if tables else {**ways}


def say_tag() -> type[Extension]:
    """Return the tag of Jinja's in which a template has a sentence of ours."""
    from jinja2 import nodes, pass_context
    from jinja2.ext import Extension
    from markupsafe import Markup, escape

    class Say(Extension):
        """``{% say thanks %}one wording{% or %}another{% endsay %}``: a sentence of ours.

        The letters of a panel take the wordings in turn, each sentence at a pace of its own, so
        that letters which share an opening do not share a closing too. The person may have chosen
        another wording, none, or words of their own.
        """

        tags = {"say"}  # noqa: RUF012

        def parse(self, parser: Any) -> Any:
            line = next(parser.stream).lineno
            name = parser.stream.expect("name").value
            wordings = []
            while True:
                wordings.append(parser.parse_statements(("name:or", "name:endsay")))
                if next(parser.stream).value == "endsay":
                    break
            names = parser.__dict__.setdefault("_sentences", [])
            if name not in names:
                names.append(name)
            about = [nodes.Const(each) for each in (name, len(wordings), names.index(name))]
            chosen = parser.free_identifier(line)

            def said(number: int, wording: list[Any]) -> Any:
                is_it = nodes.Compare(chosen, [nodes.Operand("eq", nodes.Const(number))])
                put = self.call_method("_put", [nodes.Const(number), *about])
                return nodes.If(is_it, [nodes.CallBlock(put, [], [], wording)], [], [])

            numbers, key = nodes.Name("_numbers", "load"), (name, len(wordings), names.index(name))
            made = [nodes.Assign(chosen, nodes.Getitem(numbers, nodes.Const(key), "load"))]
            made += [said(number, each) for number, each in enumerate([[], *wordings])]
            return [each.set_lineno(line) for each in made]

        @pass_context
        def _put(
            self, context: Any, number: int, name: str, many: int, order: int, caller: Any
        ) -> str:
            """Return the wording with this *number* of *many*, or the person's own words."""
            text, chosen = caller(), number or None
            if not number:
                way = context["_numbers"].way(name) or ""
                own = escape(way.replace("\n\n", BREAK))
                text, chosen = (Markup(f"{OPEN}{own}{CLOSE}"), None) if way else ("", 0)
            ours = 1 + _turn(context["_numbers"].place, many, order) % many
            read = _as_read(context["_in_full"](str(text)))
            said = Sentence(name=name, text=read, chosen=chosen, wordings=many, ours=ours)
            context["_heard"].append(said)
            return text if isinstance(text, Markup) else str(text)

    return Say


class Numbers(dict[tuple[str, int, int], int]):
    """Which wording each sentence has in the letter at *place*: 0 for the person's own words.

    The key is the sentence's name, how many wordings it has, and as which sentence of its template
    it comes. *ways* hold for every letter, and *apart*, before them, for this one alone.
    """

    def __init__(
        self, place: int, ways: Mapping[str, int | str], apart: Mapping[str, int | str]
    ) -> None:
        super().__init__()
        self.place, self.ways, self.apart = place, ways, apart

    def way(self, name: str) -> int | str | None:
        """Return how the sentence called *name* is to be put; None: nobody has said it."""
        return self.apart.get(name, self.ways.get(name))

    def __missing__(self, key: tuple[str, int, int]) -> int:
        name, many, order = key
        way, turn = self.apart.get(name), 0
        if way is None:
            way, turn = self.ways.get(name, 1), _turn(self.place, many, order)
        self[key] = 0 if isinstance(way, str) else 1 + (way - 1 + turn) % many
        return self[key]


def _turn(place: int, many: int, order: int) -> int:
    """Return by how many wordings the sentence that comes as *order* moves on in a panel."""
    pace = 1 + (order - 1) % (many - 1) if order and many > 1 else 0
    return place + pace * (place // many)


def in_order(heard: Sequence[Sentence], text: str) -> tuple[Sentence, ...]:
    """Return the sentences that were *heard* in the order in which *text* has them.

    One that was left out stays behind the one before it.
    """
    places: list[tuple[int, Sentence]] = []
    for said in heard:
        last = places[-1][0] if places else 0
        place = text.find(said.text) if said.text else last
        places.append((place if place >= 0 else last, said))
    return tuple(said for _, said in sorted(places, key=lambda pair: pair[0]))


@lru_cache(maxsize=1024)
def _as_read(sentence: str) -> str:
    """Return *sentence*, as a template makes it, as it reads in the text of the letter."""
    return unmark(seamed(" ".join(plain_words(sentence).split())))


# --- in a style, and in full ------------------------------------------------------------------


@lru_cache(maxsize=8)
def style(library: Library, name: str) -> dict[str, Any]:
    """Return the words of the style called *name*, those of the first style if there is none."""
    words = library.style(name if name in STYLES else STYLES[0])
    return {key: Ours(word) for key, word in words.items()} | {"name": name}


def in_full(library: Library, letter: str) -> str:
    """Return *letter* with our own words said in full: "I would" for "I'd"."""
    pattern, words = _contractions(library)
    parts = re.split(f"({MARKED})", letter)
    parts[::2] = [pattern.sub(lambda found: words[found.group()], part) for part in parts[::2]]
    return "".join(parts)


@lru_cache(maxsize=4)
def _contractions(library: Library) -> tuple[re.Pattern[str], dict[str, str]]:
    words = {short: str(long) for short, long in library.table(f"{SHARED}/in_full.toml").items()}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b"), words
