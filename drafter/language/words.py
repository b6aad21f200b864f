"""Reads the word lists that stand as TOML beside the rooms, each when it is first asked for."""

from functools import cache
from pathlib import Path
from typing import Any

from drafter.cache import remembered


class Words(dict[str, frozenset[str]]):
    """The word lists of a room by name, from the TOML file that has the room's name.

    A list is a text of words between blanks, or an array where its entries are several words.
    """

    def __init__(self, room: str) -> None:
        """Take the ``__file__`` of the *room*; the lists are read when the first is needed."""
        super().__init__()
        self._file = str(Path(room).with_suffix(".toml"))

    def __missing__(self, name: str) -> frozenset[str]:
        """Read the list *name*."""
        said = read_tables(self._file)[name]
        words = self[name] = frozenset(said.split() if isinstance(said, str) else said)
        return words

    def rows(self, name: str) -> list[list[str]]:
        """Return the words of each line of the list *name*."""
        return [line.split() for line in read_tables(self._file)[name].splitlines()]


@cache
def read_tables(file: str) -> dict[str, Any]:
    """Return what stands in a TOML *file* of ours."""
    # The loader, not the disk, since drafter may lie in a zip file.
    content = __loader__.get_data(file)  # type: ignore[name-defined]

    def read() -> dict[str, Any]:
        import tomllib

        return tomllib.loads(content.decode())

    return remembered(f"words {file}", lambda: content, read)


COMMON = Words(__file__)
