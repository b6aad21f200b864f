"""Plain text of a letter, made from its HTML."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import html2text


_TAG = re.compile("<[^>]*>")


def plain_words(piece: str) -> str:
    """Return the words of *piece*, HTML of a sentence."""
    import html as entities

    return entities.unescape(_TAG.sub("", piece))


def plain_text(body: str) -> str:
    """Return *body*, the HTML of a letter, as the plain text that says the same words."""
    plain = _plain()(bodywidth=0)
    plain.unicode_snob = True
    plain.ignore_links = plain.ignore_emphasis = True
    plain.ignore_images = plain.ignore_tables = True
    plain.ul_item_mark = "-"
    text = plain.handle(body).replace("\u00a0", " ")
    text = re.sub(r" +$", "", text, flags=re.M)  # html2text says <br> with two blanks
    text = re.sub(r"^ +(?=- )", "", text, flags=re.M)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


@cache
def _plain() -> type[html2text.HTML2Text]:
    import html2text

    class Plain(html2text.HTML2Text):
        """Plain text without Markdown.

        No option of html2text stops its escapes ("1\\."); what it takes for an entity is the one
        thing that it does not escape.
        """

        def handle_data(self, data: str, entity_char: bool = False) -> None:
            super().handle_data(data, True)

    return Plain
