"""Answers that nobody should give, and somebody will: what the tests type everywhere.

The list is drafter's own, in the spirit of the Big List of Naughty Strings: words that programs
take for values, scripts, templates, headers, paths, Markdown, and the scripts of the world.
"""

from __future__ import annotations

from tests import desk

_SEEN = (desk.HERE / "tables/naughty.txt").read_text(encoding="utf-8")
# Characters that an editor would not show, so that they stand here by number.
_UNSEEN = (
    "\0\x01\x07\x08\x0b\x0c\x1b\x1c\x1f\x7f\x80\x85\x9f\u2028\u2029"
    "\ufdd0\ufdd1\ufdd2\ufdef\ufffe\uffff\U0001fffe\U0010ffff\ue000\U000f0000"
)

STRINGS = [
    *_SEEN.splitlines(keepends=False),
    *(f"one{sign}two" for sign in _UNSEEN),
    *(f"Zoë{sign}Bcc: all@example.org" for sign in ("\n", "\r", "\r\n", *_UNSEEN)),
    "\x1b[31mred\x1b[0m",
    "\ufdd0marked\ufdd1",
    "one\n\ntwo",
    "\ttab",
]
