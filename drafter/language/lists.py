"""A typed list taken apart, and a list as a sentence says it."""

import re
from collections.abc import Iterable, Sequence

from drafter.language.cleaning import clean

_FIRST_WORDS = 7  # of an item, by which one knows it again


def as_items(typed: str) -> tuple[str, ...]:
    """Split *typed* at ";" and newlines, bullets and numbers dropped."""
    items = []
    for line in re.split(r"[;\n\r\v\f\x85\u2028\u2029]", typed):
        item = re.sub(r"^(?:[•·‣◦▪]\s*|[-*–—](?:\s+|$)|\d{1,2}[.)]\s+(?=\S))+", "", clean(line))
        if item:
            items.append(item)
    return tuple(items)


def listed(words: Iterable[str]) -> str:
    """Join *words* as a sentence does: "A", "A and B", "A, B and C"."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def numbered(items: Iterable[str]) -> str:
    """Return the beginning of each of *items* with its number: "1 the tour; 2 a question"."""
    return "; ".join(f"{number} {_begin(item)}" for number, item in enumerate(items, 1))


def _begin(item: str) -> str:
    words = item.split()
    more = "..." if len(words) > _FIRST_WORDS else ""
    return " ".join(words[:_FIRST_WORDS]).rstrip(",.;:") + more


def in_order(items: Sequence[str], order: str | None) -> list[str]:
    """Return those of *items* whose numbers stand in *order*, as they follow each other there.

    Where there are fewer than ten, "312" is read as "3 1 2".
    """
    numbers = re.findall(r"\d" if len(items) < 10 else r"\d+", order or "")
    places = dict.fromkeys(int(number) - 1 for number in numbers)
    return [items[place] for place in places if 0 <= place < len(items)]
