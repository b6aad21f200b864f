"""The dictionaries: what is a word, what is near to it, and how each country spells it."""

from __future__ import annotations

import gzip
import json

import pytest

from drafter.review import vocabulary


@pytest.mark.parametrize("word", ["the", "don't", "handover", "rota", "whiteboard", "zucchini"])
def test_a_word_has_been_found_in_texts(word: str) -> None:
    assert vocabulary.count(word) > 0


@pytest.mark.parametrize("word", ["", "teh", "diffrent", "adress", "xqz", '"', "the\n", "THE"])
def test_what_is_no_word_has_never_been_found(word: str) -> None:
    assert vocabulary.count(word) == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("teh", ("the",)), ("thier", ("their",)), ("eachother", ("each other",)), ("their", ())],
)
def test_collected_misspellings_have_what_is_meant(typed: str, meant: tuple[str, ...]) -> None:
    assert vocabulary.listed(typed) == meant


def test_a_misspelling_of_several_words_has_them_all_and_no_reasons() -> None:
    assert vocabulary.listed("ther") == ("there", "their", "the", "other")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("suprvisor", "supervisor"),
        ("rong", "wrong"),
        ("apointment", "appointment"),
        ("vacancys", "vacancies"),
        ("wekends", "weekends"),
        ("abuot", "about"),
        ("exprinces", "experiences"),
    ],
)
def test_the_nearest_word_is_the_likeliest(typed: str, meant: str) -> None:
    assert vocabulary.near(typed)[0] == meant


@pytest.mark.parametrize("word", ["methotrexate", "zqxjk", "kubectl"])
def test_what_is_far_from_any_word_has_none_near(word: str) -> None:
    assert vocabulary.near(word) == ()


@pytest.mark.parametrize("word", ["understorey", "resync", "chairside", "hellebores"])
def test_a_trade_makes_words_of_words(word: str) -> None:
    assert vocabulary.of_parts(word)


@pytest.mark.parametrize("word", ["vacancys", "diffrent", "desside"])
def test_a_misspelling_is_not_made_of_words(word: str) -> None:
    assert not vocabulary.of_parts(word)


@pytest.mark.parametrize(
    "word",
    [
        "colour",
        "apologise",
        "programme",
        "paediatric",
        "centre",
        "labelled",
        "analysed",
        "mould",
        "catalogue",
        "defence",
        "grey",
        "tyre",
        "kilometres",
        "organisation",
        "fulfilment",
    ],
)
def test_a_british_word_is_known_though_the_list_is_american(word: str) -> None:
    assert vocabulary.is_british(word) or vocabulary.count(word) > vocabulary.RARE


@pytest.mark.parametrize("word", ["waitres", "untill", "realy", "welcom", "greatfull", "labratory"])
def test_a_misspelling_is_not_british(word: str) -> None:
    assert not vocabulary.is_british(word)


@pytest.mark.parametrize(
    ("word", "country", "other"),
    [
        ("colour", "american", "color"),
        ("organise", "american", "organize"),
        ("color", "british", "colour"),
        ("organize", "british", ""),  # Oxford spelling
        ("license", "british", ""),  # the verb
        ("programs", "british", ""),  # of a computer
        ("colour", "british", ""),
    ],
)
def test_a_word_of_the_other_country_is_spelled_as_here(
    word: str, country: vocabulary.Country, other: str
) -> None:
    assert vocabulary.of_other_country(word, country) == other


def test_a_list_that_is_laid_out_otherwise_is_read_too(monkeypatch: pytest.MonkeyPatch) -> None:
    compact = gzip.compress(json.dumps({"ward": 12, "a": 7}).encode())
    monkeypatch.setattr(vocabulary, "beside", lambda module, name: compact)
    words = vocabulary._words.__wrapped__()
    monkeypatch.setattr(vocabulary, "_words", lambda: words)
    assert [vocabulary.count(word) for word in ("a", "ward", "war", "wards", "b")] == [
        7,
        12,
        0,
        0,
        0,
    ]
