"""What reading an answer depends on: the day, the style, the words of ours around its blank."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from drafter.cache import remembered
from drafter.language.dates import say_day
from drafter.letters import rendering
from drafter.letters.library import Kind, Library, all_files
from drafter.letters.questions import STYLES, Question, Setting, Value, read_example


def setting_for(
    library: Library, kind: Kind, question: Question, answers: Mapping[str, Value], today: date
) -> Setting:
    """Return what reading an answer to *question* depends on."""
    return _setting(library, kind.name, question.name, style_of(kind, answers), today)


@lru_cache(maxsize=256)
def _setting(library: Library, name: str, asked: str, style: str, today: date) -> Setting:
    around = _around(library, name).get(asked)
    before, after = around or ("", "")
    return Setting(today=today, style=style, before=before, after=after, shown=bool(around))


def style_of(kind: Kind, answers: Mapping[str, Value]) -> str:
    """Return the style of a letter of *kind*: "american" or "british"."""
    asked = kind.question("style")
    return str(answers.get("style") or (asked and asked.default) or "american").lower()


@lru_cache(maxsize=16)
def _around(library: Library, name: str) -> dict[str, tuple[str, str]]:
    """Return the words around each blank, in the letter that the example answers make."""
    return remembered(
        f"around {name}", lambda: all_files(library), lambda: _around_blanks(library, name)
    )


def _around_blanks(library: Library, name: str) -> dict[str, tuple[str, str]]:
    kind = library.kind(name)
    day = date(2026, 1, 1)
    example = example_of(kind, day)
    found = {}
    for question in kind.questions:
        if question.type in ("words", "list", "choice", "date"):
            for blank in rendering.blanks(library, kind, question, example, day)[:1]:
                found[question.name] = (blank.before, blank.after)
    return found


def example_of(kind: Kind, today: date) -> dict[str, Value]:
    """Return the example answers of *kind* as read, without those that it has none for."""
    setting = Setting(today=example_day(kind, today))
    read = {each.name: read_example(each, each.example, setting).value for each in kind.questions}
    return {name: value for name, value in read.items() if value is not None}


def example_day(kind: Kind, today: date) -> date:
    """Return the latest day, up to *today*, on which the example of *kind* is told as it stands.

    "Tuesday" is a date to whoever writes on the next Monday, and could be two on a Tuesday: then
    the example is written a day or two earlier, so that it makes the same letter on any day.
    """

    def as_it_stands(question: Question, day: date) -> bool:
        value = question.read(question.example, Setting(today=day)).value
        return isinstance(value, date) and say_day(value, day, STYLES[0]) == question.example

    looking_back = [each for each in kind.questions if each.type == "date" and not each.ahead]
    week = [today - timedelta(days=back) for back in range(7)]
    return max(week, key=lambda day: sum(as_it_stands(each, day) for each in looking_back))
