"""Takes the names out of answers, so that a friend can read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from drafter.letters.questions import Person, Value

LEFT_OUT = "(left out)"
MET = "the interviewer"  # a noun, since "they rolled her eyes" is no English
_TITLE = r"(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor|Sir|Dame|Judge|Rev|Chef)"
_CONTACT = re.compile(r"https?://\S+|\bwww\.\S+|[^\s<>@]+@[^\s<>@]+\.\w+|\+?\(?\d[\d ()./-]{6,}\d")
_NUMBERS = ("order",)  # answers that are numbers, and nobody can be rung by
# Parts of a name or company that are words of every day, and tell nothing.
_PLAIN = frozenset(
    """the and of for inc ltd llc plc co corp gmbh group company team hiring school college hospital
    university city county council museum library bank general center centre foods house home
    mr mrs ms mx miss dr prof professor sir dame judge rev chef""".split()  # noqa: SIM905
)


def disguised(
    answers: Mapping[str, Value], others: Iterable[Mapping[str, object]]
) -> dict[str, Value]:
    """Return *answers* with names, company and contact details replaced by neutral words.

    *others* are what else is known of the interview, such as what each letter was told, whose names
    are taken out too.
    """
    every = [answers, *others]

    def told(name: str) -> list[str]:
        return _texts(*(each.get(name) for each in every))

    people = [who for each in every for who in _people(each.get("people"))]
    words = {
        **_each(told("company"), "the company"),
        **_each([name for who in people for name in (who.greeting, who.name or "")], MET),
        **_each(told("client"), MET),
        **_each(told("recruiter"), "the recruiter"),
        **_each(told("me"), "me"),
    }
    hidden = {
        name: value if name in _NUMBERS else _hide(value, words) for name, value in answers.items()
    }
    return hidden | {"people": None, "company": None}


def _people(value: object) -> list[Person]:
    if not isinstance(value, (list, tuple)):
        return []
    tables = [item for item in value if isinstance(item, Mapping)]
    found = [Person(greeting=str(t.get("greeting", "")), name=t.get("name")) for t in tables]
    return found + [item for item in value if isinstance(item, Person)]


def _texts(*values: object) -> list[str]:
    found = [value for value in values if isinstance(value, str)]
    return found + [who.greeting for value in values for who in _people(value)]


def _each(names: Iterable[str], neutral: str) -> dict[str, str]:
    """Return *neutral* for each of *names*, and for each word in them that is a name of its own."""
    found = {}
    for name in names:
        if name.strip():
            found[name.strip()] = neutral
        for word in re.findall(r"[^\W\d_][\w'’-]*", name):
            if len(word) > 1 and word.lower().rstrip(".") not in _PLAIN:
                found[word] = neutral
    return found


def _hide(value: Value, words: Mapping[str, str]) -> Value:
    if isinstance(value, str):
        return _hidden(value, words)
    if isinstance(value, tuple) and value and isinstance(value[0], Person):
        return tuple(replace(who, greeting=MET) for who in value if isinstance(who, Person))
    if isinstance(value, tuple):
        return tuple(_hidden(str(item), words) for item in value)
    return value


def _hidden(text: str, words: Mapping[str, str]) -> str:
    text = _CONTACT.sub(LEFT_OUT, text)
    for name in sorted(words, key=len, reverse=True):
        pattern = rf"(?<!\w)(?:{_TITLE}\.? )?{re.escape(name)}(?!\w)"
        text = re.sub(pattern, words[name], text, flags=re.I)
    # Somebody else with a title, whom no other answer names.
    text = re.sub(rf"\b{_TITLE}\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?", "somebody", text)
    text = re.sub(rf"\b({MET}|somebody|the company|me)(?:(?: and|,)? \1)+\b", r"\1", text)
    return re.sub(r"(?<=[.?!] )(?:the|somebody)\b", lambda found: found[0].capitalize(), text)
