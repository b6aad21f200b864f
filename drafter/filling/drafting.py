"""Drafts letters for another program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from drafter.errors import AnswerError
from drafter.filling.session import begin
from drafter.filling.sources import Source
from drafter.letters.library import Kind, Library, library
from drafter.letters.rendering import Draft


def draft(
    kind: str, answers: Mapping[str, object], *, today: date, templates: Path | None = None
) -> list[Draft]:
    """Return the letters of *kind* ("thank-you") that *answers* make, one for each group of people.

    *answers* holds what an answers file would: texts, lists, dates, or for ``people`` a list of
    tables. *today* is the day on which the letters are written. *templates* is a folder of letters
    of your own, which come before ours; None: ours alone. Templates are read once in a process.

    It reads no clock, asks nothing, and writes nothing. It may be called from many threads, and a
    Draft may be sent from one process to another.

    Raises:
        AnswerError: If an answer is missing or cannot be understood; all of them are named.
        TemplateError: If there is no such letter, or its files must be mended.
    """
    letters = library(templates)
    values = {name.replace("-", "_"): value for name, value in answers.items()}
    source = Source(name="answers", values=values)
    session = begin(letters, _kind(letters, kind), [source], today)
    if lacking := session.missing():
        raise AnswerError(*lacking)
    return session.drafts()


@lru_cache(maxsize=64)
def _kind(letters: Library, name: str) -> Kind:
    return letters.kind(name)
