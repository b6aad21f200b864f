"""Reads the word lists that stand as TOML beside the modules, each when it is first asked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any


class Words(dict[str, frozenset[str]]):
    """The word lists of a module by name, from the TOML file that has the module's name.

    A list is a text of words between blanks, or an array where its entries are several words.
    """

    def __init__(self, module: str) -> None:
        """Take the ``__file__`` of the *module*; the lists are read when the first is needed."""
        super().__init__()
        self._file = f"{module.rpartition('.')[0]}.toml"
        self._patterns: dict[str, re.Pattern[str]] = {}

    def __missing__(self, name: str) -> frozenset[str]:
        """Read the list *name*."""
        said = read_tables(self._file)[name]
        words = self[name] = frozenset(said.split() if isinstance(said, str) else said)
        return words

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


@cache
def read_tables(file: str) -> dict[str, Any]:
    """Return what stands in a TOML *file* of ours."""
    # By the loader, not from the disk, since drafter may lie in a zip file.
    return tomllib.loads(__loader__.get_data(file).decode())  # type: ignore[name-defined]


COMMON = Words(__file__)
