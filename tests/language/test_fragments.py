"""Fragments, stories and names; the rows of tests/tables are tests that a writer may add to."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drafter.language import cleaning, fragments, lists, names, phrases, stories
from drafter.language.cleaning import Doubt, Fitted
from tests import desk

TABLES = desk.HERE / "tables"
Row = dict[str, Any]


def _rows(table: str, name: str) -> list[Any]:
    rows = tomllib.loads((TABLES / f"{table}.toml").read_text(encoding="utf-8"))[name]
    return [pytest.param(row, id=f"{place}-{row['typed'][:30]}") for place, row in enumerate(rows)]


def _check_said(row: Row, notes: tuple[str, ...], doubts: tuple[Doubt, ...]) -> None:
    """Hold a row's note, doubt, offer and must against what was said."""
    if "note" in row:
        assert any(row["note"] in note for note in notes), notes
    else:
        assert notes == ()
    if "doubt" not in row:
        assert doubts == ()
        return
    assert any(row["doubt"] in doubt.why for doubt in doubts), doubts
    assert any(doubt.must for doubt in doubts) == row.get("must", False)
    if "offer" in row:
        assert row["offer"] in [doubt.offers[0] for doubt in doubts if doubt.offers]


@pytest.mark.parametrize("row", _rows("fragments", "fragment"))
def test_an_answer_fits_its_sentence(row: Row) -> None:
    if row.get("kind") == "story":
        fitted = stories.story(row["typed"])
    else:
        known = ("before", "after", "drop", "drop_after", "shape")
        fitted = fragments.fragment(row["typed"], **{key: row[key] for key in known if key in row})
    assert fitted.text == row["is"]
    _check_said(row, fitted.notes, fitted.doubts)


@pytest.mark.parametrize("row", _rows("names", "greeting"))
def test_greets_as_typed_and_asks_where_that_may_be_wrong(row: Row) -> None:
    fitted = names.greeting(row["typed"], style=row.get("style", "american"))
    assert fitted.text == row["is"]
    _check_said(row, fitted.notes, fitted.doubts)


@pytest.mark.parametrize("row", _rows("names", "people"))
def test_splits_a_line_into_people(row: Row) -> None:
    found = names.split_people(row["typed"])
    assert [[name, address or ""] for name, address in found.people] == row["are"]
    _check_said(row | {"must": "doubt" in row}, (), found.doubts)


def test_the_tables_cover_what_people_type() -> None:
    assert len(_rows("fragments", "fragment")) >= 125
    assert len(_rows("names", "greeting")) >= 60


def test_an_offer_for_a_title_and_several_words_is_a_whole_greeting() -> None:
    (doubt,) = names.greeting("Dr. Jane Roe", style="american").doubts
    assert doubt.offers[:2] == ("Dr. Roe", "Dr. Jane Roe")
    (doubt,) = names.greeting("Mr Nguyen Van Minh", style="british").doubts
    assert {"Mr Nguyen", "Mr Minh", "Mr Nguyen Van Minh"} <= set(doubt.offers)
    (doubt,) = names.greeting("MACDONALD", style="british").doubts
    assert doubt.offers == ("Macdonald", "MacDonald")


def test_an_offer_solves_its_doubt() -> None:
    about = {"before": "I am sorry that I", "shape": "past"}
    for typed in ("you were late", "arriving late", "to be late", "I'M LATE", "late, but ill"):
        doubt = fragments.fragment(typed, **about).doubts[0]  # type: ignore[arg-type]
        again = fragments.fragment(doubt.offers[0], **about)  # type: ignore[arg-type]
        assert again == Fitted(text=doubt.offers[0]), typed


def test_never_offers_a_simple_past_after_have() -> None:
    (doubt,) = fragments.fragment("being there", before="I have since", shape="past").doubts
    assert doubt.must and doubt.offers == ()


@pytest.mark.parametrize(
    "typed", [" ", "(none)", "I don’t know", "なし", "\u200b", "...", '"n/a"', "None!", "n.a."]
)
@pytest.mark.parametrize("around", ["{}", " {}\n"])
def test_no_answer_may_be_said_in_many_ways(typed: str, around: str) -> None:
    assert cleaning.is_skip(around.format(typed))


@pytest.mark.parametrize(
    "typed",
    ["n/a", "N/A.", "none", "-", "—", "no", "idk", "skip", ".", "nothing really", "nichts", ""],
)
def test_a_whole_answer_may_mean_no_answer(typed: str) -> None:
    assert cleaning.is_skip(typed)


@pytest.mark.parametrize(
    "typed", ["no shift stopped", "none of your suppliers", "nothing was late", "Nona", "👍", "7"]
)
def test_a_word_inside_an_answer_skips_nothing(typed: str) -> None:
    assert not cleaning.is_skip(typed)


def test_cleaning_keeps_paragraphs_only_where_asked() -> None:
    typed = "one\r\nline\u2029two \n \n\n three\u2028four"
    assert cleaning.clean(typed) == "one line two three four"
    assert cleaning.clean(typed, paragraphs=True) == "one line\n\ntwo\n\nthree four"


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("sql; python and led team", ("sql", "python and led team")),
        ("- ran it\n* built it\n• led it\n1. sold it\n2) kept it", None),
        ("1.5 years of SQL", ("1.5 years of SQL",)),
        ("-5 degrees in the store", ("-5 degrees in the store",)),
        (" ;\n; ", ()),
    ],
)
def test_splits_a_list_at_semicolons_and_lines(typed: str, items: tuple[str, ...] | None) -> None:
    assert lists.as_items(typed) == (
        items or (() if items == () else ("ran it", "built it", "led it", "sold it", "kept it"))
    )


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_lists_words_as_a_sentence_does(words: list[str], text: str) -> None:
    assert lists.listed(iter(words)) == text


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("the team", "The team"),
        ("éclairs", "Éclairs"),
        ('"why" came first', '"Why" came first'),
        ("iOS came first", "iOS came first"),
        ("eBay's tools", "eBay's tools"),
        ("dbt, then SQL", "dbt, then SQL"),
        ("____ came first", "____ came first"),
        ("\ufdd2 came first", "\ufdd2 came first"),
        ("12 beds", "12 beds"),
        ("ann@example.org knows", "ann@example.org knows"),
        ("ßig", "ßig"),
        ("", ""),
    ],
)
def test_begins_a_sentence_with_a_capital_but_keeps_names(text: str, capital: str) -> None:
    assert phrases.capital(text) == capital


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("a late supplier", "about a late supplier"),
        ("my notice period", "about my notice period"),
        ("about pay", "about pay"),
        ("how I plan", "how I plan"),
        ("whether I drive", "whether I drive"),
        ("me to explain it", "me to explain it"),
        ("for an example", "for an example"),
        ("to explain it", "me to explain it"),
        ("How do you plan?", '"How do you plan?"'),
        ('"How do you plan?"', '"How do you plan?"'),
        ("“How do you plan?”", "“How do you plan?”"),
        ("\ufdd2", "\ufdd2"),
        ("", ""),
    ],
)
def test_says_what_was_asked(text: str, phrase: str) -> None:
    assert phrases.asked_about(text) == phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("the end of next week", "by the end of next week"),
        ("Friday", "by Friday"),
        ("next week", "next week"),
        ("by Friday", "by Friday"),
        ("within two weeks", "within two weeks"),
        ("soon", "soon"),
        ("\ufdd2", "by \ufdd2"),
    ],
)
def test_says_by_when(text: str, phrase: str) -> None:
    assert phrases.by_when(text) == phrase


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("how do you deal with a late supplier", '"How do you deal with a late supplier?"'),
        ("How do you deal with a late supplier?", '"How do you deal with a late supplier?"'),
        ("why did you leave.", '"Why did you leave?"'),
        ("do you have experience with Excel?", '"Do you have experience with Excel?"'),
        ("are you happy to travel", '"Are you happy to travel?"'),
        ("is the rota fair", '"Is the rota fair?"'),
        ("What is your notice", '"What is your notice?"'),
        ("which tools would you keep", '"Which tools would you keep?"'),
        ("how many people have you led", '"How many people have you led?"'),
        ("what would you do first", '"What would you do first?"'),
        ("what is it like", '"What is it like?"'),
        ("tell me about a hard day", '"Tell me about a hard day"'),
        ("Walk me through the plan.", '"Walk me through the plan"'),
        ("explain your gap", '"Explain your gap"'),
        ("why I left", "why I left"),
        ("why you left", "why you left"),
        ("how people do it", "how people do it"),
        ("what was wrong with the pump", "what was wrong with the pump"),
        ("why one of my projects ran late", "why one of my projects ran late"),
        ("how long our test run took", "how long our test run took"),
        ("whether I can travel", "whether I can travel"),
        ("to explain the gap", "me to explain the gap"),
        ("a late supplier", "about a late supplier"),
        ("describing a process", "about describing a process"),
        ("do-it-yourself", "about do-it-yourself"),
        ("May deliveries", "about May deliveries"),
    ],
)
def test_a_question_stands_in_quotes_as_it_was_put_with_or_without_its_mark(
    typed: str, said: str
) -> None:
    fitted = fragments.fragment(typed, before="You asked", after=",", shape="asked")
    assert phrases.asked_about(fitted.text) == said
    again = fragments.fragment(fitted.text, before="You asked", after=",", shape="asked")
    assert (again.text, again.notes) == (fitted.text, ())


def test_importing_it_loads_nothing_heavy() -> None:
    heavy = {"jinja2", "html2text", "dateutil", "email", "click"}
    code = f"import sys, drafter.language.fragments; print([*({heavy} & set(sys.modules))])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


# --- anything at all ------------------------------------------------------------------------------

WORDS = [
    *("I", "i", "i'm", "I've", "you", "she", "was", "were", "not", "enjoyed", "really", "also"),
    *("especially", "the", "The", "a", "A", "that", "That", "about", "role", "position", "sorry"),
    *("for", "but", "being", "arrive", "arriving", "late", "You", "mentioned", "NHS", "STAFF"),
    *("Kubernetes", "Hearing", "Jane", "C", "Inc.", "etc.", "e.g.", "!", "!!!", "?", "…", ".", ","),
    *(
        ";",
        ":",
        "-",
        "–",
        "'",
        '"why?"',
        "(x)",
        "😀",
        "👩🏽\u200d⚕️",
        ":)",
        "tbh",
        "Dear",
        "Dr.",
        "Ms",
    ),
    *("Roe", "PhD", "RN,", "Jr.", "and", "&", "<a@b.c>", "van", "O'BRIEN", "team", "İ", "ß", "ǅ"),
    *(
        "\u200d",
        "\u200b",
        "\ufdd0",
        "\ufdd2",
        "\n",
        "\r\n\r\n",
        "\x00",
        "\ud800",
        "e\u0301",
        "\u0301",
    ),
    "ශ්\u200dරී",
]
ANYTHING = st.one_of(
    st.text(),
    st.text(alphabet=st.characters(exclude_categories=())),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=8).map("".join),
)
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\u202a-\u202e\ufdd0-\ufdd2\ud800-\udfff]"
)
SENTENCES = [
    {},
    {"before": "I especially enjoyed", "after": "."},
    {"before": "You mentioned that", "after": "."},
    {"before": "about the", "after": "role", "drop": ("the", "a"), "drop_after": ("position",)},
    {"before": "I am sorry that I", "after": ".", "drop": ("sorry for",), "shape": "past"},
    {"before": "I have since", "shape": "past"},
    {"before": "You asked", "after": ",", "shape": "asked"},
    {"before": "I would also", "after": ", as you asked."},
]


@given(ANYTHING, st.sampled_from(SENTENCES))
@example("\ufdd2", {})
@example("the role", SENTENCES[3])
def test_fitting_what_fits_changes_nothing(typed: str, around: Row) -> None:
    fitted = fragments.fragment(typed, **around)
    assert not UNSEEN.search(fitted.text)
    assert fitted.text == cleaning.clean(fitted.text)
    again = fragments.fragment(fitted.text, **around)
    assert again.text == fitted.text
    assert again.notes == ()
    assert bool(fitted.text) == bool(cleaning.clean(typed))


@given(ANYTHING, st.sampled_from(SENTENCES[1:]))
def test_leaves_no_doubled_word_at_the_seam(typed: str, around: Row) -> None:
    fitted = fragments.fragment(typed, **around)
    if any("already begins so" in note for note in fitted.notes):
        first = re.split(r"[\s,:;…–—]", fitted.text)[0].casefold()
        assert first != around["before"].split()[-1].casefold()


@given(ANYTHING)
def test_cleaning_what_is_clean_changes_nothing(typed: str) -> None:
    for paragraphs in (False, True):
        cleaned = cleaning.clean(typed, paragraphs=paragraphs)
        assert cleaning.clean(cleaned, paragraphs=paragraphs) == cleaned
        assert not UNSEEN.search(cleaned.replace("\n\n", "") if paragraphs else cleaned)


@given(ANYTHING)
def test_a_story_told_twice_is_the_same(typed: str) -> None:
    told = stories.story(typed)
    assert stories.story(told.text).text == told.text
    assert not UNSEEN.search(told.text.replace("\n\n", ""))


@given(ANYTHING, st.sampled_from(["american", "british"]))
def test_a_greeting_greeted_is_the_same(typed: str, style: str) -> None:
    fitted = names.greeting(typed, style=style)
    assert names.greeting(fitted.text, style=style).text == fitted.text
    assert not UNSEEN.search(fitted.text)


@given(ANYTHING)
def test_splitting_loses_no_letter_of_a_name(typed: str) -> None:
    found = names.split_people(typed)
    for name, address in found.people:
        assert name or address
        assert not UNSEEN.search(name + (address or ""))
    kept = " ".join(f"{name} {address or ''}" for name, address in found.people)
    ignored = re.compile(r"\band\b|mailto:|[\W_]", re.I)
    # An address may stand before its name.
    assert sorted(ignored.sub("", kept)) == sorted(ignored.sub("", cleaning.clean(typed)))


@pytest.mark.parametrize("filter_", [phrases.capital, phrases.asked_about, phrases.by_when])
@given(text=ANYTHING)
def test_a_filter_keeps_every_word_it_is_given(filter_: Callable[[str], str], text: str) -> None:
    assert text.casefold() in filter_(text).casefold()


@given(ANYTHING)
def test_items_are_clean_and_never_empty(typed: str) -> None:
    for item in lists.as_items(typed):
        assert item and item == cleaning.clean(item)
    assert isinstance(cleaning.is_skip(typed), bool)


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("because nobody there has to guess", "Nobody there has to guess."),
        ("Because I was late, I took notes.", "Because I was late, I took notes."),
        ("because of the bees", "Because of the bees."),
        ("it works because nobody guesses", "It works because nobody guesses."),
    ],
)
def test_the_word_that_a_question_asks_for_is_left_out_where_the_sentence_stands(
    typed: str, stands: str
) -> None:
    assert stories.story(typed, drop=["because"]).text == stands


def test_thanks_are_a_whole_sentence() -> None:
    assert stories.story("Thanks for looking after me on Tuesday.").doubts == ()
