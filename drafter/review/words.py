"""Reads the word lists of the rules: as words, as tables, and as patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from drafter.language import words
from drafter.language.words import read_tables


class Words(words.Words):
    """The word lists of a module by name, from the TOML file that has the module's name."""

    def __init__(self, module: str) -> None:
        """Take the ``__file__`` of the *module*; the lists are read when the first is needed."""
        super().__init__(module)
        self._patterns: dict[str, re.Pattern[str]] = {}

    def table(self, name: str) -> Mapping[str, Any]:
        """Return the table *name*."""
        found: dict[str, Any] = read_tables(self._file)[name]
        return found

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return what matches any entry of the list *name* as whole words, capitals or not.

        In an entry a ``*`` stands for letters that go on, and ``'`` for either apostrophe.
        """
        found = self._patterns.get(name)
        if found is None:
            found = self._patterns[name] = re.compile(rf"\b(?:{any_of(self[name])})\b", re.I)
        return found


def any_of(words: frozenset[str]) -> str:
    """Return a regular expression for any of *words*, the longest first."""
    longest = sorted(words, key=lambda each: (-len(each), each))
    return "|".join(longest).replace(".", r"\.").replace("*", r"\w*").replace("'", "['’]")


COMMON = Words(__file__)
