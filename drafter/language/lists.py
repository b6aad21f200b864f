"""A typed list taken apart, and a list as a sentence says it."""

import re
from collections.abc import Iterable

from drafter.language.cleaning import clean


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
