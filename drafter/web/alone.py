"""What answers a page that has no server: the same desk, run by Python in the browser."""

from __future__ import annotations

import base64
import json
import shutil
import traceback
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from drafter.errors import DrafterError
from drafter.letters.library import library
from drafter.web import luggage
from drafter.web.desk import Desk, Edited

Json = dict[str, Any]
_BUG = "Something went wrong in drafter itself. What you wrote before this is kept."


class Alone:
    """The desk of a page without a server, which keeps its letters in the folder *drafts*.

    *language* is the one that the browser is set to, such as "en-GB"; *today* returns the day.
    """

    def __init__(self, drafts: Path, today: Callable[[], date], *, language: str = "") -> None:
        self.drafts = drafts
        self.desk = Desk(library(), drafts, today, style=style_of(language))

    def ask(self, what: str, message: str) -> str:
        """Return the reply to *message*, both JSON: ``reply``, or ``refused`` with the problems."""
        told: Json
        try:
            given = json.loads(message)
            own = OWN.get(what)
            told = {"reply": own(self, given) if own else self.desk.answer(what, given)}
        except DrafterError as error:
            told = {"refused": list(error.problems), "edited": isinstance(error, Edited)}
        except Exception as error:
            traceback.print_exception(error)
            told = {"refused": [_BUG], "edited": False}
        return json.dumps(told, ensure_ascii=False)

    def _file(self, message: Mapping[str, Any]) -> Json:
        """Return a letter as a file: its ``name``, and its ``content`` in base 64."""
        name, content = self.desk.file(
            str(message["kind"]),
            str(message["interview"]),
            int(message["place"]),
            str(message["format"]),
            str(message.get("on", "")),
        )
        return _packed(name, content)

    def _take(self, message: Mapping[str, Any]) -> Json:
        """Return all letters in one file."""
        return _packed("drafter-letters.zip", luggage.packed(self.drafts))

    def _bring(self, message: Mapping[str, Any]) -> Json:
        """Take in the letters of the file whose ``content`` this is; return their folders."""
        content = base64.b64decode(str(message["content"]))
        return {"brought": luggage.brought(self.drafts, content)}

    def _forget(self, message: Mapping[str, Any]) -> Json:
        """Remove every letter."""
        for each in self.drafts.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        return {}


OWN: dict[str, Callable[[Alone, Mapping[str, Any]], Json]] = {
    "file": Alone._file,
    "take": Alone._take,
    "bring": Alone._bring,
    "forget": Alone._forget,
}


def _packed(name: str, content: bytes) -> Json:
    return {"name": name, "content": base64.b64encode(content).decode()}


def style_of(language: str) -> str:
    """Return the style of letters for a *language*: British for English outside North America."""
    name, _, country = language.partition("-")
    return "British" if name == "en" and country not in ("", "US", "CA", "PH") else "American"
