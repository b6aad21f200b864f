"""One answer, before it is in a letter: a gentle question where it hurts the person."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.review.answers import looks_at
from tests import desk
from tests.letters.test_letters import ANSWER_SETS
from tests.review.samples import ANSWERS_ONLY, EACH_PHRASE


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("slip", "it was an absolute disaster", "harder on you"),
        ("sorry", "was such an idiot", "harder on you"),
        ("sorry", "am deeply sorry for being late", "harder on you"),
        ("sorry", "for my performance", "What exactly did you do"),
        ("sorry", "everything", "What exactly did you do"),
        ("sorry", "was nervous", "need no apology"),
        ("sorry", "gave a bad answer", "need no apology"),
        ("sorry", "was late, please forgive me", "more than they can promise"),
        ("effect", "I was late because your questions were confusing", "somebody else"),
        ("effect", "I was stuck in traffic", "somebody else"),
        ("effect", "I had a migraine", "private"),
        ("slip", "I said little since your question was unclear", "somebody else"),
        ("happened", "I had my first chemo", "private"),
        ("happened", "my mother was taken to hospital", "private"),
        ("happened", "the connection on your side was bad", "somebody else"),
        ("happened", "I beg you to see me", "more than they can promise"),
        ("news", "I thought he was no rocket scientist", "client"),
        ("news", "I blew it", "harder on you"),
        ("answer", "Your questions were confusing.", "somebody else"),
    ],
)
def test_a_hurtful_answer_gets_a_gentle_question(name: str, typed: str, says: str) -> None:
    question = looks_at(name, typed)
    assert question is not None and says in question
    assert "!" not in question


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("sorry", "arrived twenty minutes late"),
        ("sorry", "called you Peggy throughout our talk"),
        ("sorry", "made a joke about your town"),
        ("effect", "I had written down the wrong time"),
        ("slip", "I stayed too general"),
        ("happened", "I was unwell that day"),
        ("happened", "the line failed"),
        ("happened", "the power failed in my street"),
        ("news", "I gave a short answer on building a loss model"),
        ("answer", "I calmed a guest who called the room terrible."),
        ("enjoyed", "the terrible coffee"),
        ("unknown", "I beg you"),
    ],
)
def test_a_plain_answer_is_taken_as_it_is(name: str, typed: str) -> None:
    assert looks_at(name, typed) is None


@pytest.mark.parametrize(
    ("name", "phrase"), [each for each in EACH_PHRASE if each[0] in ANSWERS_ONLY]
)
def test_each_word_looked_for_in_answers_is_found(name: str, phrase: str) -> None:
    assert looks_at(ANSWERS_ONLY[name], f"it was {phrase} then")
    plain = looks_at(ANSWERS_ONLY[name], f"it was {phrase}ward then")
    assert plain is None or phrase not in plain


@pytest.mark.parametrize("path", ANSWER_SETS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nobody_is_asked_about_the_answers_of_real_people(path: Path) -> None:
    for name, answer in desk.read_toml(path).items():
        if isinstance(answer, str):
            assert looks_at(name, answer) is None, name
