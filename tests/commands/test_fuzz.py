"""Whatever stands in an answers file or a template: a letter, or one kind message."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.errors import AnswerError, TemplateError
from drafter.filling import sources
from drafter.letters import reading, rendering, wording
from drafter.letters.library import library
from tests import desk
from tests.desk import LETTERS, SHELF, TODAY

CASES = 5_000 if os.environ.get("DRAFTER_FULL") else 300
fuzz = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))

NAMES = ["wording", *sorted({q.name for kind in LETTERS for q in kind.questions})]
names = st.one_of(st.sampled_from(NAMES), st.text(max_size=12))
plain = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40),
    st.sampled_from(["2026-11-20", "Tuesday", "n/a", "they said no", "one to all", "British"]),
)  # fmt: skip
SENTENCES = sorted(
    {each.name for kind in LETTERS for each in wording.sentences(SHELF, kind, TODAY)}
)
values = st.recursive(
    plain,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=4)),
    max_leaves=8,
)


def letter_or_message(source: sources.Source, number: int) -> bool:
    """Return whether *source* makes a letter; a message is as good, another error is not."""
    kind = LETTERS[number % len(LETTERS)]
    try:
        told = sources.gather(SHELF, kind, [source], TODAY).answers
        lacking = sources.missing(SHELF, kind, told, TODAY)
        return not lacking and bool(rendering.drafts(SHELF, kind, told, TODAY))
    except AnswerError as error:
        assert all(each.strip() for each in error.problems)
        return False


@fuzz
@given(content=st.binary(max_size=300), as_json=st.booleans(), number=st.integers(0, 7))
def test_any_bytes_are_answers_or_a_message(content: bytes, as_json: bool, number: int) -> None:
    try:
        source = sources.read_bytes(content, "file", json_only=as_json)
    except AnswerError as error:
        assert "file" in str(error)
    else:
        letter_or_message(source, number)


@fuzz
@given(table=st.dictionaries(names, values, max_size=8), number=st.integers(0, 7))
def test_any_json_is_answers_or_a_message(table: dict[str, object], number: int) -> None:
    source = sources.read_bytes(json.dumps(table).encode(), "file", json_only=True)
    letter_or_message(source, number)


@fuzz
@given(data=st.data(), number=st.integers(0, 7))
def test_any_value_in_a_whole_answers_file_is_a_letter_or_a_message(
    data: st.DataObject, number: int
) -> None:
    kind = LETTERS[number]
    table = desk.example(kind)
    for name in data.draw(st.lists(st.sampled_from([*sorted(table), "wording"]), max_size=3)):
        table[name] = data.draw(values)
    if data.draw(st.booleans()):
        table["wording"] = data.draw(st.dictionaries(st.sampled_from(SENTENCES), values))
    letter_or_message(sources.Source(name="file", values=table), number)


PIECES = st.sampled_from(
    [
        "{{ role }}",
        "{{ enjoyed }}",
        "{% if enjoyed %}",
        "{% endif %}",
        "{% say thanks %}",
        "{% or %}",
        "{% endsay %}",
        "<p>",
        "</p>",
        "{{ people | listed }}",
        "{% for x in people %}",
        "{% endfor %}",
        "{{",
        "}}",
        "{%",
        "{#",
        "{{ met_on | on_day }}",
        "{{ role | nothing }}",
        "{{ 1 // 0 }}",
        '{% include "../secret" %}',
        "{{ range(9) | list }}",
        "{{ role.__class__ }}",
        "<li>",
        "{{ nope }}",
        '{% extends "shipped/thank-you/body.html" %}',
        "{% block forward %}",
        "{% endblock %}",
    ]
)
templates = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=8).map(" ".join)


@fuzz
@given(body=templates)
def test_any_template_makes_a_letter_or_names_its_file(body: str) -> None:
    with TemporaryDirectory() as folder:
        own = Path(folder) / "thank-you"
        own.mkdir()
        (own / "body.html").write_text(body, encoding="utf-8", errors="replace")
        letters = library(Path(folder))
        kind = SHELF.kind("thank-you")
        try:
            (draft,) = rendering.drafts(letters, kind, EXAMPLE, date(2026, 11, 22))
        except TemplateError as error:
            assert "html" in str(error) or "template" in str(error)
        else:
            assert "secret" not in draft.text or "secret" in body


EXAMPLE = reading.example_of(SHELF.kind("thank-you"), TODAY)
