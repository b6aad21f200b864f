"""Reads a letter over by the rules, which are found by being there."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from drafter.review.letter import SEVERITIES, Finding, Letter
from drafter.review.page import Note, Page, page_of
from drafter.review.phrases import Phrases, shipped_phrases

_Look = Callable[[Page], Iterator[Note]]
_COMPARED = ("thank-you", "")  # letters of other kinds may say the same to several people


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that letters are read over by.

    *severity* is the worst that it finds. *kinds* are the letters it is for, none for all of them.
    *seams* says that it reads our own words too, *panel* that it compares the notes of a panel,
    *beside* that it compares any letters that are read at one time.
    """

    id: str
    severity: str
    kinds: frozenset[str]
    look: _Look
    seams: bool
    panel: bool
    beside: bool

    @property
    def text(self) -> str:
        """Return what the rule asks and why, as paragraphs with an empty line between them."""
        blocks = inspect.cleandoc(self.look.__doc__ or "").split("\n\n")
        return "\n\n".join(" ".join(block.split()) for block in blocks)


_kept: list[Rule] = []


def rule(
    number: str,
    severity: str,
    *kinds: str,
    seams: bool = False,
    panel: bool = False,
    beside: bool = False,
) -> Callable[[_Look], _Look]:
    """Make a function a rule, for letters of these *kinds* (none: of every kind).

    It reads a page and yields notes; its docstring is the text of the rule. In a letter of ours
    only the person's words are held against it, unless it guards the *seams* between theirs and
    ours. A rule of a *panel* also sees the notes of one panel together, as the page's ``panel``,
    and one that looks *beside* a letter sees there whatever is read with it.
    """

    def keep(look: _Look) -> _Look:
        of = frozenset(kinds)
        _kept.append(
            Rule(
                id=number,
                severity=severity,
                kinds=of,
                look=look,
                seams=seams,
                panel=panel,
                beside=beside,
            )
        )
        return look

    return keep


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of all files in ``review/rules``, by their numbers."""
    from drafter.review import rules as folder

    for file in pkgutil.iter_modules(folder.__path__, f"{folder.__name__}."):
        import_module(file.name)
    return tuple(sorted(_kept, key=lambda each: (len(each.id), each.id)))


def read_over(letter: Letter, *, library_phrases: Phrases | None = None) -> list[Finding]:
    """Return what the rules find in *letter*, the worst first, then in the order of the text.

    *library_phrases* are those of ``phrase_lists``; None: the shipped ones.
    """
    return _read(page_of(letter, library_phrases or shipped_phrases()))


def read_panel(
    letters: Sequence[Letter], *, library_phrases: Phrases | None = None
) -> list[list[Finding]]:
    """Return what the rules find in each of *letters*; what a panel shares, in the first."""
    pages = [page_of(letter, library_phrases or shipped_phrases()) for letter in letters]
    found = [_read(page) for page in pages]
    compared = [page for page in pages if page.letter.kind in _COMPARED]
    for each in _read_together(compared, [each for each in rules() if each.panel]):
        found[0] += each
    return found


def _read(page: Page) -> list[Finding]:
    notes = [
        (each, note)
        for each in rules()
        if not each.kinds or page.letter.kind in each.kinds
        for note in each.look(page)
        if each.seams or _is_about_them(page, note)
    ]
    found = [(_finding(each, note), note.at) for each, note in notes]
    found.sort(key=lambda pair: (SEVERITIES.index(pair[0].severity), pair[1]))
    return list(dict.fromkeys(finding for finding, _ in found))


def compare(letters: Sequence[Letter]) -> list[Finding]:
    """Return what is wrong with thank-you notes that go to one panel, one note after the other."""
    pages = [page_of(letter, shipped_phrases()) for letter in letters if letter.kind in _COMPARED]
    found = _read_together(pages, [each for each in rules() if each.panel])
    return [finding for each in found for finding in each]


def read_beside(letters: Sequence[Letter]) -> list[list[Finding]]:
    """Return what is wrong with each of *letters* beside the others, whatever their kinds."""
    pages = [page_of(letter, shipped_phrases()) for letter in letters]
    return _read_together(pages, [each for each in rules() if each.beside])


def _read_together(alone: Sequence[Page], together: Sequence[Rule]) -> list[list[Finding]]:
    if len(alone) < 2:
        return [[] for _ in alone]
    pages: list[Page] = []
    pages += [replace(page, panel=pages) for page in alone]
    return [
        [_finding(each, note) for each in together for note in each.look(page)] for page in pages
    ]


def _finding(rule: Rule, note: Note) -> Finding:
    severity = note.severity or rule.severity
    return Finding(rule=rule.id, severity=severity, message=note.message, words=note.words)


def _is_about_them(page: Page, note: Note) -> bool:
    """Return whether *note* is about words that the person can mend, or about the whole."""
    if not note.words or note.at < 0:
        return True
    return page.is_theirs(note.at, note.at + len(note.words))
