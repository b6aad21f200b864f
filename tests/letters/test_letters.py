"""The letters themselves. Read the golden files aloud: they are the review."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable

import pytest

from drafter.letters import rendering, wording
from drafter.letters.library import Kind
from drafter.letters.marks import BLANK, CLOSE, OPEN
from drafter.letters.questions import Setting, Value
from tests import desk
from tests.desk import LETTERS, NAMES, SHELF, TODAY

Golden = Callable[[str, str], None]
LONG = "We did it on Saturdays, with the doors open, for as long as it took."
ANSWER_SETS = sorted((desk.HERE / "answers").glob("*/*.toml"))
MODELS = sorted((desk.HERE / "models").glob("*.toml"))

each_kind = pytest.mark.parametrize("kind", LETTERS, ids=NAMES)


def variants(kind: Kind) -> dict[str, dict[str, object]]:
    """Return the answers of each golden letter: all, the fewest, each one missing, each choice."""
    full, everything = desk.example(kind), desk.everything(kind)
    fewest = {q.name: full[q.name] for q in kind.questions if q.needed and q.name in full}
    found: dict[str, dict[str, object]] = {"its example": full, "everything": everything}
    found["required answers only"] = fewest
    found["British"] = {**full, "style": "British"}
    found["British, required answers only"] = {**fewest, "style": "British"}
    for question in kind.questions:
        if not question.needed and not question.always and question.name in full:
            rest = {name: value for name, value in full.items() if name != question.name}
            found[f"without {question.name}"] = rest
        if question.name not in full:
            found[f"with {question.name}"] = {**full, question.name: question.example}
        if not question.needed and not question.always:
            found[f"only {question.name}"] = {**fewest, question.name: question.example}
        for choice in question.choices if question.name not in ("style", "letters") else ():
            if choice != full.get(question.name):
                found[f"{question.name}: {choice}"] = {**full, question.name: choice}
        if question.type == "yes":
            found[f"{question.name}: other"] = {**full, question.name: not full.get(question.name)}
    return found


@each_kind
def test_letters_read_as_written(kind: Kind, golden: Golden) -> None:
    sections = [
        f"=== {name}\n\n{desk.letter(kind, given)}" for name, given in variants(kind).items()
    ]
    golden(f"letters/{kind.name}.txt", "\n".join(sections))


@each_kind
def test_each_wording_of_each_sentence_reads_as_written(kind: Kind, golden: Golden) -> None:
    sections = []
    for offered in wording.sentences(SHELF, kind, TODAY):
        for beside, answers in neighbours(kind, offered.name):
            for number in range(1, len(offered.wordings) + 1):
                told = {**answers, "wording": {offered.name: number}}
                letter = desk.letter(kind, told)
                sections.append(f"=== {offered.name} {number}, {beside}\n\n{letter}")
    golden(f"wordings/{kind.name}.txt", "\n".join(sections))


def neighbours(kind: Kind, name: str) -> list[tuple[str, dict[str, object]]]:
    """Return answers of which the sentence called *name* is in the letter: few, many, long ones."""
    full, everything = desk.example(kind), desk.everything(kind)
    fewest = {q.name: full[q.name] for q in kind.questions if q.needed and q.name in full}
    long = {
        **everything,
        **{
            q.name: f"{everything[q.name]} {LONG}"
            for q in kind.questions
            if q.type == "story" and not str(everything[q.name]).endswith("?")
        },
    }
    tried: list[dict[str, object]] = [full, fewest, everything, long]
    for question in kind.questions:
        ways = question.choices or ((True, False) if question.type == "yes" else ())
        tried += [{**fewest, question.name: way} for way in (*ways, question.example)]
        tried += [{**full, question.name: way} for way in ways]
    where = ["its example", "few answers", "many answers", "long answers"]
    labels = [*where, *["other answers"] * (len(tried) - len(where))]
    found = [
        (label, answers)
        for label, answers in zip(labels, tried, strict=True)
        if name in {said.name for said in desk.draft(kind, answers)[0].sentences}
    ]
    return [each for each in found if each[0] != "other answers"] or found[:2]


@each_kind
def test_prompts_read_as_written(kind: Kind, golden: Golden) -> None:
    golden(f"prompts/{kind.name}.txt", "\n".join(prompts(kind)))


def prompts(kind: Kind) -> list[str]:
    """Return every sentence with its blank, as it is asked when all before it are answered."""
    given = desk.everything(kind)
    told: dict[str, Value] = {}
    lines = []
    for question in kind.questions:
        for blank in rendering.blanks(SHELF, kind, question, told, TODAY):
            lines.append(f"{question.name}: {blank.sentence or question.ask}")
            lines += [f"    {choice}: {made}" for choice, made in blank.choices]
        if question.name in given:
            told[question.name] = question.read(given[question.name], Setting(today=TODAY)).value
    return [*lines, ""]


@pytest.mark.parametrize("kind", sorted({path.parent.name for path in ANSWER_SETS} & set(NAMES)))
def test_letters_from_real_answers_read_as_written(kind: str, golden: Golden) -> None:
    sections = [
        f"=== {path.stem}\n\n{desk.letter(SHELF.kind(kind), desk.read_toml(path))}"
        for path in ANSWER_SETS
        if path.parent.name == kind
    ]
    golden(f"answers/{kind}.txt", "\n".join(sections))


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_the_facts_of_the_models_give_letters_as_good(path: object, golden: Golden) -> None:
    assert hasattr(path, "stem")
    stem: str = path.stem
    kind = SHELF.kind(stem.split("-", 1)[1])
    if kind.name in NAMES:
        golden(f"models/{stem}.txt", desk.letter(kind, desk.read_toml(path)))  # type: ignore[arg-type]


@each_kind
def test_every_subject_is_short_and_names_the_role(kind: Kind) -> None:
    for given in variants(kind).values():
        for draft in desk.draft(kind, given):
            assert len(draft.subject) <= rendering.LONGEST_SUBJECT
            if not draft.subject.startswith("Re:"):
                assert str(given["role"]).lower() in draft.subject.lower()
                assert 2 <= len(draft.subject.split()) <= 8


@each_kind
def test_a_first_letter_asks_no_more_than_its_questions_allow(kind: Kind) -> None:
    of_several = ("letters", "asker")  # asked only of whoever met several people
    asked = [each for each in kind.questions if not each.later and each.name not in of_several]
    assert len(asked) <= (9 if kind.name == "thank-you" else 13)


@each_kind
def test_every_question_has_an_example_and_a_way_to_be_asked(kind: Kind) -> None:
    for question in kind.questions:
        assert question.example is not None, question.name
        assert question.hint, question.name
        if question.type in ("choice", "yes") and not question.own_words:
            assert question.ask, question.name


@each_kind
def test_no_prompt_on_any_path_lacks_words_or_shows_a_mark(kind: Kind) -> None:
    chance = random.Random(7)
    asked = 0
    given = desk.everything(kind)
    for _ in range(60):
        told: dict[str, Value] = {}
        for question in kind.questions:
            for blank in rendering.blanks(SHELF, kind, question, told, TODAY):
                asked += 1
                for sentence in (blank.sentence, *(made for _, made in blank.choices)):
                    assert not re.search(f"None|[{OPEN}{CLOSE}{BLANK}]", sentence)
                words = re.sub(r"____|…", "", blank.sentence or question.ask)
                assert len(re.findall(r"\w+", words)) >= 1, (question.name, blank)
            value = question.read(given.get(question.name, ""), Setting(today=TODAY)).value
            skips = not question.needed
            how = chance.random()
            if not skips or how < 0.5:
                told[question.name] = value
            elif how < 0.8:
                told[question.name] = None if question.default is None else value
    assert asked > 300


def test_nobody_of_a_panel_is_told_that_theirs_was_the_best_of_all() -> None:
    told = [{"greeting": name, "enjoyed": f"the talk with {name}"} for name in ("Ann", "Bo", "Cy")]
    given = {**desk.example(SHELF.kind("thank-you")), "people": told, "enjoyed": ""}
    texts = [draft.text for draft in desk.draft(SHELF.kind("thank-you"), given)]
    said = [re.search(r"(I [^.]*) the talk with", text) for text in texts]
    assert len({found[1] for found in said if found}) == 3
    assert not any("most" in text for text in texts)


def test_each_letter_of_a_panel_has_another_pair_of_opening_and_closing() -> None:
    kind = SHELF.kind("thank-you")
    given = {**desk.example(kind), "people": "A; B; C; D; E; F"}
    shared = ("enjoyed", "stayed", "mentioned", "work", "would_do")
    given = {name: value for name, value in given.items() if name not in shared}
    pairs = []
    for draft in desk.draft(kind, given):
        paragraphs = draft.text.split("\n\n")
        pairs.append((paragraphs[1], paragraphs[2]))
    assert len(pairs) == 6
    for one, other in itertools.combinations(pairs, 2):
        assert one != other
