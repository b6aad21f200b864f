"""The phrases that a letter is better without: each is found, and what resembles it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import TemplateError
from drafter.letters.library import library
from drafter.review.letter import letter_from
from drafter.review.phrases import phrase_lists
from drafter.review.reading import read_over
from tests.review.samples import (
    ANSWERS_ONLY,
    EACH_PHRASE,
    PHRASES,
    SORRY,
    THANKS,
    letter,
    rules_in,
    said_in,
)

# Where each list is looked for: the kind, the rule, and what stands before and after the phrase.
HOMES: dict[str, tuple[str, str]] = {
    "grovelling": ("apology", "R24"),
    "verdict": ("thank-you", "R17"),
    "blame": ("thank-you", "R22"),
    "blame_perhaps": ("thank-you", "R22"),
    "excuse": ("apology", "R22"),
    "nonapology": ("apology", "R25"),
    "plea": ("apology", "R28"),
    "pressure": ("thank-you", "R45"),
    "pay": ("thank-you", "R45"),
    "dream": ("thank-you", "R45"),
    "complaint": ("check-in", "R37"),
    "reproach": ("check-in", "R37"),
    "contest": ("rejection-reply", "R33"),
    "grudge": ("rejection-reply", "R33"),
    "disappointment": ("rejection-reply", "R38"),
    "why_not": ("feedback", "R34"),
    "relayed": ("recruiter", "R39"),
    "relayed_perhaps": ("recruiter", "R39"),
    "private": ("second-interview", "R32"),
    "ailing": ("second-interview", "R32"),
    "hedge": ("thank-you", "R44"),
    "soft": ("thank-you", "R44"),
    "cliche": ("thank-you", "R43"),
    "empty": ("thank-you", "R43"),
    "slang": ("thank-you", "R42"),
}
# One of these is left alone, or two.
BEFORE = {"hedge": "Hopefully, ", "dream": "A dream job. ", "soft": "Probably, hopefully "}


def test_every_list_is_looked_for() -> None:
    assert set(PHRASES.lists) == {*HOMES, *ANSWERS_ONLY}


def heard(name: str, body: str) -> str:
    """Return what is found in *body* by the list *name*, or by the others of its rule."""
    return " / ".join(found_words(name, body))


def found_words(name: str, body: str) -> list[str]:
    kind, rule = HOMES[name]
    found = read_over(letter(kind, body))
    return [finding.words.lower() for finding in found if finding.rule == rule and finding.words]


@pytest.mark.parametrize(("name", "phrase"), [each for each in EACH_PHRASE if each[0] in HOMES])
def test_each_phrase_is_found_and_a_near_miss_is_not(name: str, phrase: str) -> None:
    before = f"{THANKS} {SORRY} {BEFORE.get(name, '')}Now"
    for said in said_in(phrase):
        assert said.lower() in heard(name, f"{before} {said} then.")
        curly = said.upper().replace("'", "’")
        assert curly.lower() in heard(name, f"{before} {curly} then.")
        assert f"{said}ward".lower() not in heard(name, f"{before} {said}ward then.")
        if " " in said:
            first, _, rest = said.partition(" ")
            apart = heard(name, f"{before} {first}. {rest.capitalize()} then.")
            assert said.lower() not in apart


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("grovelling", "The line went so. Sorry is what they said."),
        ("grovelling", "The patients were terrible at waiting, and I was never awful to them."),
        ("verdict", "The pump went badly wrong, so I changed its valve."),
        ("verdict", "I gave my best years to it."),
        ("blame", "You caught my point at once. Your questions were clear."),
        ("blame", "I take the fault; you gave me every chance."),
        ("blame", "Your signs are clear. I found your shop by the confusing roundabout."),
        ("blame", "Your staff were kind when I was at the wrong door, and I mended your sign."),
        ("excuse", "I counted traffic on fourteen corridors. The train timetable was mine."),
        ("nonapology", "I was sorry for the inconvenience."),
        ("plea", "They forgave us. I gave forty young people a second chance."),
        ("pressure", "You need this job done. I will call on the wards each day."),
        ("pressure", "I rang them as soon as possible. The offer stands."),
        ("pay", "I ran the salary review, and I know the pay bands of the NHS."),
        ("pay", "We paid for itself what it cost. The talk about the rota was good."),
        ("dream", "It is a job I dreamed of."),
        ("complaint", "You hoped to decide on Monday. I have heard good news of the unit."),
        ("contest", "It was a surprise how quiet it is. You made no mistake there."),
        ("disappointment", "I was a little disappointed, and I am glad I came."),
        ("why_not", "I would like to know why the handover runs as it does."),
        ("relayed", "I worked on the payroll, and saved the client more than money."),
        ("private", "I nursed a patient with cancer, and worked beside the surgery."),
        ("hedge", "I sort the post just after six. It is the sort of work I know. Perhaps not."),
        ("cliche", "It fits perfectly. I passed the team a play. The asset register was mine."),
        ("empty", "I enjoyed learning how the company pays its drivers."),
        ("slang", "The lollipop lady asked for awesomeness tests."),
    ],
)  # fmt: skip
def test_what_only_resembles_a_phrase_is_left_alone(name: str, sentence: str) -> None:
    assert found_words(name, f"{THANKS} {SORRY} {sentence}") == []


@pytest.mark.parametrize("said", ["I'm so ashamed", "I’M SO ASHAMED", "i am so  ashamed"])
def test_short_forms_capitals_and_blanks_make_no_difference(said: str) -> None:
    found = read_over(letter_from(f"Dear Ann,\n\nThank you. {said}.\n\nAda Obi"))
    assert "R17" in rules_in(found)


def test_a_writer_adds_phrases_in_a_file_of_their_own(tmp_path: Path) -> None:
    own = tmp_path / "_letter"
    own.mkdir()
    (own / "phrases.toml").write_text('cliche = ["blue ocean"]\n', encoding="utf-8")
    phrases = phrase_lists(library(tmp_path))
    told = letter("thank-you", f"{THANKS} It is a blue ocean, and I am a team player.")
    found = read_over(told, library_phrases=phrases)
    words = [finding.words for finding in found if finding.rule == "R43"]
    assert words == ["blue ocean", "team player"]
    assert "blue ocean" not in [finding.words for finding in read_over(told)]


@pytest.mark.parametrize(
    ("frame", "found", "alone"),
    [
        ("sail|swim far", "I swim far.", "I walk far."),
        ("blue <sea>", "A Blue lagoon.", "A blue sky."),
        ("sail * far", "They sail very far.", "They sail far. They sail very very far."),
        ("sail ... far", "They sail so very far.", "They sail on and on and on far."),
        ("sail ... far", "They sail far.", "They sail not far. They sail. So far."),
        ("sail <sea>... far", "They sail ocean lagoon far.", "They sail so far."),
        ("sail|can't far", "They can not far.", "They can far."),
    ],
)
def test_a_frame_stands_for_many_wordings(
    frame: str, found: str, alone: str, tmp_path: Path
) -> None:
    own = tmp_path / "_letter"
    own.mkdir()
    file = f'cliche = ["{frame}"]\n[sets]\nsea = "ocean lagoon"\n'
    (own / "phrases.toml").write_text(file, encoding="utf-8")
    phrases = phrase_lists(library(tmp_path))
    for said, rules in ((found, {"R43"}), (alone, set[str]())):
        told = letter("thank-you", f"{THANKS} {said}")
        assert rules_in(read_over(told, library_phrases=phrases)) & {"R43"} == rules


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ('cliches = ["blue ocean"]', "no list 'cliches'. Did you mean cliche"),
        ('cliche = "blue ocean"', "a list of texts in quotes"),
        ("cliche = [", "not TOML"),
        ('cliche = ["blue <bda>"]', "no set 'bda'. Did you mean bad"),
        ('cliche = ["... ocean"]', "begins with a word"),
    ],
)
def test_a_broken_phrases_file_says_where_and_what(tmp_path: Path, file: str, why: str) -> None:
    own = tmp_path / "_letter"
    own.mkdir()
    (own / "phrases.toml").write_text(file, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"phrases\.toml.*" + why.replace(".", r"\.")):
        phrase_lists(library(tmp_path))


def test_what_somebody_else_said_is_left_alone_and_a_phrase_in_quotes_is_not() -> None:
    assert found_words("grovelling", f'{THANKS} {SORRY} We brew a "Very Sorry Lager" too.') == []
    assert found_words("cliche", f'{THANKS} I am a "team player" too.') == ["team player"]
