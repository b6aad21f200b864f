"""The sentences of ours: put another way, left out, or said in the person's own words."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from drafter.errors import AnswerError
from drafter.filling import drafting
from drafter.language.cleaning import clean
from drafter.letters import rendering, wording
from drafter.letters.library import Kind
from drafter.letters.marks import CLOSE, OPEN
from tests import desk
from tests.desk import LETTERS, NAMES, SHELF, TODAY, drafter
from tests.letters.test_any_answer import AWKWARD, Tags, words

KIND = SHELF.kind("thank-you")
APOLOGY = SHELF.kind("apology")
GIVEN = {"role": "staff nurse", "company": "Northgate", "me": "Ada Obi", "people": "Dr. Lee"}
SECOND = "Thank you for the time you gave me."
ANSWERS = "".join(f'{name} = "{value}"\n' for name, value in GIVEN.items())


def put(kind: Kind, ways: dict[str, object], **answers: object) -> rendering.Draft:
    """Return the letter that the example's answers make with our sentences put in these *ways*."""
    (drafted, *_) = desk.draft(kind, {**desk.example(kind), **answers, "wording": ways})
    return drafted


def problems(kind: Kind, ways: object) -> tuple[str, ...]:
    """Return what is said about *ways* that cannot be."""
    with pytest.raises(AnswerError) as error:
        desk.draft(kind, {**desk.example(kind), "wording": ways})
    return error.value.problems


def ours(draft: rendering.Draft) -> str:
    """Return the letter with a sign in the place of each answer."""
    return re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "•", f"{draft.marked_subject}\n\n{draft.marked}")


# --- one sentence -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", LETTERS, ids=NAMES)
def test_a_number_takes_that_wording(kind: Kind) -> None:
    first = {said.name: said for said in put(kind, {}).sentences}
    for name, said in first.items():
        for number in range(1, said.wordings + 1):
            (there,) = (each for each in put(kind, {name: number}).sentences if each.name == name)
            assert (there.chosen, there.wordings) == (number, said.wordings)
            assert (there.text == said.text) == (number == 1)
            assert there.text in " ".join(put(kind, {name: number}).text.split())


def test_each_letter_of_a_panel_goes_on_from_the_wording_that_was_chosen() -> None:
    people = {**desk.example(KIND), "people": "Ms. Adair; Dr. Bello; Mr. Dorn"}
    letters = desk.draft(KIND, {**people, "wording": {"thanks": 2}})
    said = [each.chosen for letter in letters for each in letter.sentences if each.name == "thanks"]
    assert said == [2, 3, 1]


@pytest.mark.parametrize("way", ["", "-", " - ", "n/a"])
@pytest.mark.parametrize("kind", LETTERS, ids=NAMES)
def test_any_sentence_but_a_needed_one_is_left_out_and_the_rest_stays(kind: Kind, way: str) -> None:
    needed = {each.name for each in wording.sentences(SHELF, kind, TODAY) if each.needed}
    before = put(kind, {})
    for said in before.sentences:
        if said.name in needed:
            continue
        after = put(kind, {said.name: way})
        rest = " ".join(before.text.split()).replace(said.text, "", 1)
        assert " ".join(after.text.split()) == " ".join(rest.split())
        assert ("", 0) in [(each.text, each.chosen) for each in after.sentences]
        assert "<p></p>" not in after.body


def test_a_sentence_that_holds_the_only_place_of_a_needed_answer_cannot_be_left_out() -> None:
    (told,) = problems(APOLOGY, {"sorry": ""})
    assert told == (
        "test.toml: wording: sorry cannot be left out, since an answer that the letter needs "
        "stands nowhere else. Write it in your own words instead."
    )
    own = put(APOLOGY, {"sorry": "I came late, and I apologize for it."})
    assert "I came late, and I apologize for it. I had looked up" in own.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("it was good of you to see me", "It was good of you to see me."),
        ("Thank you all!", "Thank you all!"),
        ("Was it <b>you</b> & {{ me }}?", "Was it <b>you</b> & {{ me }}?"),
        ("  Thank\tyou,\nreally. ", "Thank you, really."),
    ],
)
def test_own_words_are_fitted_like_a_story_and_stand_as_the_person_s(typed: str, said: str) -> None:
    letter = put(KIND, {"thanks": typed})
    assert f"\n\n{said} I enjoyed" in letter.text
    assert f"{OPEN}{said}{CLOSE}" in letter.marked
    assert said in html.unescape(letter.body)
    assert "<b>" not in letter.body
    (there,) = (each for each in letter.sentences if each.name == "thanks")
    assert (there.text, there.chosen) == (said, None)


def test_what_was_changed_in_own_words_is_said() -> None:
    told = desk.gather(
        KIND, {**desk.example(KIND), "wording": {"thanks": "thank you for all of it"}}
    )
    assert [note for note in told.notes if "wording" in note] == [
        "test.toml: wording: thanks: Began it with a capital letter.",
        "test.toml: wording: thanks: Added the full stop at the end.",
    ]


def test_own_words_keep_their_paragraphs_in_text_and_html() -> None:
    letter = put(KIND, {"thanks": "Thank you.\n\nIt was a good day."})
    assert "\n\nThank you.\n\nIt was a good day. I enjoyed" in letter.text
    assert words(Tags(letter.body).text) == words(letter.text)
    assert letter.body.count("<p ") == letter.text.count("\n\n") + 1


def test_a_greeting_a_close_and_a_subject_are_said_as_they_are_typed() -> None:
    ways: dict[str, object] = {"greeting": "hello all", "close": "Cheers", "subject": "us, at noon"}
    letter = put(KIND, ways)
    assert letter.text.startswith("hello all\n\n")
    assert "\n\nCheers\nAoife" in letter.text
    assert letter.subject == "us, at noon"


def test_a_subject_of_ones_own_is_one_line() -> None:
    assert put(KIND, {"subject": "Thank you\n\nBcc: all@example.org"}).subject == (
        "Thank you Bcc: all@example.org"
    )


# --- what cannot be ---------------------------------------------------------------------------


def test_a_sentence_that_is_not_there_is_named_with_the_nearest_one_and_all_there_are() -> None:
    (told,) = problems(KIND, {"thank": 2})
    assert told.startswith("test.toml: wording: there is no sentence called thank. Did you mean ")
    assert "Did you mean thanks?" in told
    listed = ", ".join(each.name for each in wording.sentences(SHELF, KIND, TODAY))
    assert told.endswith(f"There are: {listed}.")


@pytest.mark.parametrize("number", [0, 4, 99, "0", "4", "-1"])
def test_a_number_out_of_range_is_refused(number: object) -> None:
    (told,) = problems(KIND, {"thanks": number})
    assert told == f"test.toml: wording: thanks has wordings from 1 to 3, and no {number}."


@pytest.mark.parametrize("way", [None, True, 2.5, [1], {"a": 1}])
def test_what_is_neither_a_number_nor_a_text_is_refused(way: object) -> None:
    (told,) = problems(KIND, {"thanks": way})
    assert told.startswith("test.toml: wording: thanks: write the number of a wording")


@pytest.mark.parametrize("ways", ["thanks=2", 2, ["thanks"]])
def test_what_is_no_table_is_refused(ways: object) -> None:
    (told,) = problems(KIND, ways)
    assert told.startswith("test.toml: wording: This is a table: write [wording]")


def test_all_that_cannot_be_is_said_at_once() -> None:
    told = problems(APOLOGY, {"sorry": "", "thank": 1, "close": 3, "subject": "", "thanks": "😀"})
    assert len(told) == 5


def test_a_wording_that_only_another_letter_of_the_kind_has_can_be_chosen() -> None:
    # Where something is thanked for, an apology has one way of thanking, and else two.
    assert "Thank you for seeing me" in put(APOLOGY, {}).text
    told = {**desk.example(APOLOGY), "thanks_for": "", "wording": {"thanks": 2}}
    (letter,) = desk.draft(APOLOGY, told)
    assert "Thank you for your time on Wednesday." in letter.text


# --- each way in ------------------------------------------------------------------------------

WAYS = {"thanks": 2, "time": "", "ending": "I'd bring my own mug"}
SAID = f"Dear Dr. Lee,\n\n{SECOND}\n\nI'd bring my own mug.\n\nBest regards,\nAda Obi\n"


def test_a_file_a_flag_and_python_put_a_sentence_in_the_same_way(tmp_path: Path) -> None:
    (python,) = drafting.draft("thank-you", {**GIVEN, "wording": WAYS}, today=TODAY)
    assert python.text == SAID
    ways = 'thanks = 2\ntime = ""\nending = "I\'d bring my own mug"\n'
    (tmp_path / "ways.toml").write_text(f"{ANSWERS}[wording]\n{ways}", encoding="utf-8")
    (tmp_path / "a.toml").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps({**GIVEN, "wording": WAYS}), encoding="utf-8")
    flags = (
        "--wording",
        "thanks=2",
        "--wording",
        "time=-",
        "--wording",
        "ending=I'd bring my own mug",
    )
    for more in (("ways.toml",), ("a.json",), ("a.toml", *flags)):
        done = drafter("thank-you", "--answers", *more, "--print", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stdout.split("\n\n", 1)[1] == SAID


def test_a_flag_wins_over_a_file_sentence_by_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        f"{ANSWERS}[wording]\nthanks = 3\nending = 2\n", encoding="utf-8"
    )
    given = ("--answers", "a.toml", "--wording", "thanks=2", "--print")
    done = drafter("thank-you", *given, cwd=tmp_path)
    assert SECOND in done.stdout
    assert "I'd be very glad to work with you" in done.stdout


@pytest.mark.parametrize(
    ("way", "status", "told"),
    [
        ("thanks", 2, "--wording thanks: write NAME=HOW, such as thanks=2"),
        ("thnks=2", 1, "Did you mean thanks?"),
        ("thanks=9", 1, "--wording: thanks has wordings from 1 to 3, and no 9."),
    ],
)
def test_a_flag_that_cannot_be_says_what_to_write(
    way: str, status: int, told: str, tmp_path: Path
) -> None:
    (tmp_path / "a.toml").write_text(ANSWERS, encoding="utf-8")
    done = drafter("thank-you", "--answers", "a.toml", "--wording", way, cwd=tmp_path)
    assert done.returncode == status
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "drafts").exists()


def test_a_saved_letter_keeps_its_wordings_and_a_further_letter_has_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(ANSWERS, encoding="utf-8")
    flags = ("--wording", "thanks=2", "--wording", "close=Cheers,")
    drafter("thank-you", "--answers", "a.toml", *flags, cwd=tmp_path)
    folder = "drafts/northgate-staff-nurse"
    again = drafter("thank-you", folder, "--no-input", "--print", cwd=tmp_path)
    assert SECOND in again.stdout
    assert "\n\nCheers,\nAda Obi" in again.stdout
    further = drafter("check-in", folder, "--no-input", "--print", cwd=tmp_path)
    assert "Best regards,\nAda Obi" in further.stdout


# In these no sentence of ours is the only place of an answer that they need.
FREE = ["thank-you", "clarification", "second-interview", "feedback", "recruiter", "check-in"]


@pytest.mark.parametrize("kind", NAMES)
def test_questions_list_each_sentence_with_its_wordings(kind: str, tmp_path: Path) -> None:
    table = json.loads(drafter("questions", kind, "--json", cwd=tmp_path).stdout)
    assert all(each["hint"] for each in table["questions"])
    names = [each["name"] for each in table["sentences"]]
    assert names[0] == "greeting"
    assert len(names) == len(set(names))
    for each in table["sentences"]:
        assert set(each) == {"name", "wordings", "needed"}
        assert all(each["wordings"])
        assert len(each["wordings"]) == len(set(each["wordings"]))
    there = {said.name for said in put(SHELF.kind(kind), {}).sentences}
    assert there <= set(names)
    needed = [each["name"] for each in table["sentences"] if each["needed"]]
    known = {"apology": ["sorry"], "rejection-reply": ["thanks"], **{each: [] for each in FREE}}
    assert needed == known.get(kind, needed)  # a letter that is added has its own


def test_wordings_are_printed_under_their_names_and_numbers(tmp_path: Path) -> None:
    table = json.loads(drafter("questions", "apology", "--json", cwd=tmp_path).stdout)
    printed = drafter("questions", "apology", "--wordings", cwd=tmp_path).stdout
    assert "sorry (cannot be left out)\n" in printed
    for each in table["sentences"]:
        for number, text in enumerate(each["wordings"], 1):
            assert f"\n  {number}  {text}\n" in printed
    both = drafter("questions", "apology", "--wordings", "--json", cwd=tmp_path)
    assert both.returncode == 2


# --- how one speaks ---------------------------------------------------------------------------

SHORT = re.compile(r"\w['’](?:d|ll|m|re|ve|t|s)\b")


def test_a_formal_letter_says_our_words_in_full_and_leaves_theirs_alone() -> None:
    told = {"weight": "heavily", "would_do": "I'd start early, and I don't mind the snow.",
            "took_place": False, "offer": "If another day is possible, I'll be there."}  # fmt: skip
    for offered in wording.sentences(SHELF, APOLOGY, TODAY):
        for number in range(1, len(offered.wordings) + 1):
            letter = put(APOLOGY, {offered.name: number}, **told)
            assert not SHORT.search(ours(letter)), ours(letter)
            assert all(said.text in letter.text for said in letter.sentences)
            assert "I'd start early, and I don't mind the snow." in letter.text
            assert "If another day is possible, I will be there." in letter.text  # ours too
    assert "I'll understand" in put(APOLOGY, {}, **{**told, "weight": "an apology"}).text
    assert "I'll be brief." in put(APOLOGY, {"thanks": "I'll be brief."}, **told).text


@pytest.mark.parametrize(
    ("people", "first_names", "greeting", "close"),
    [
        ("Grace", None, "Hi Grace,", "Best,"),
        ("Grace", False, "Dear Grace,", "Best regards,"),
        ("Ms. Okafor", None, "Dear Ms. Okafor,", "Best regards,"),
        ("Grace Okafor", None, "Dear Grace Okafor,", "Best regards,"),
        ("Grace Okafor", True, "Hi Grace Okafor,", "Best,"),
        ("", None, "Dear hiring team,", "Best regards,"),
    ],
)
def test_a_first_name_alone_is_greeted_as_one_speaks_unless_the_person_says_otherwise(
    people: str, first_names: bool | None, greeting: str, close: str
) -> None:
    more = {} if first_names is None else {"first_names": first_names}
    letter = put(KIND, {}, people=people, **more)
    assert letter.text.startswith(f"{greeting}\n\n")
    assert f"\n\n{close}\nAoife" in letter.text


def test_a_heavy_apology_to_a_first_name_is_not_breezy() -> None:
    letter = put(APOLOGY, {}, people="Grace", weight="heavily")
    assert letter.text.startswith("Dear Grace,\n\n")


# --- whatever is answered and chosen ----------------------------------------------------------

many = settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
own = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(max_size=40),
    st.sampled_from(
        ["thank you for all of it", "Well.", "we spoke, and I listened", "One.\n\nTwo"]
    ),
)


@st.composite
def letters(draw: st.DrawFn) -> list[rendering.Draft]:
    """Letters from some of their answers, with any of our sentences put in any way."""
    kind = draw(st.sampled_from(LETTERS))
    answers: dict[str, Any] = desk.everything(kind) | desk.example(kind)
    for question in kind.questions:
        skips, chooses = draw(st.booleans()), draw(st.booleans())
        if skips and not question.needed:
            answers.pop(question.name, None)
        elif chooses and question.choices:
            answers[question.name] = draw(st.sampled_from(question.choices))
        elif question.type == "yes":
            answers[question.name] = draw(st.sampled_from(["yes", "no"]))
    if draw(st.booleans()):
        answers["people"] = draw(st.sampled_from(["Grace", "Dr. Reyes; Zoë", "A; B; C"]))
    ways: dict[str, object] = {}
    for offered in wording.sentences(SHELF, kind, TODAY):
        how = draw(st.sampled_from(["as it is", "number", "left out", "own"]))
        if how == "number":
            ways[offered.name] = draw(st.integers(1, len(offered.wordings)))
        elif how == "left out" and not offered.needed:
            ways[offered.name] = draw(st.sampled_from(["", "-"]))
        elif how == "own":
            ways[offered.name] = draw(own)
    try:
        return desk.draft(kind, {**answers, "wording": ways})
    except AnswerError:
        assume(False)  # what must be decided makes no letter
        raise


def sentences_of_ours(draft: rendering.Draft) -> Iterator[str]:
    """Yield the sentences that are there in words of ours, as they read."""
    yield from (each.text for each in draft.sentences if each.chosen)


@many
@given(letters())
def test_any_answers_and_any_wordings_make_a_letter_that_reads(
    drafts: list[rendering.Draft],
) -> None:
    for draft in drafts:
        assert not re.search("[\ufdd0-\ufdd2\u2029]", draft.text + draft.html + draft.subject)
        assert not re.search(r" [.,;:?!]|\.\.|,\.|  |None|\{|\}|<", ours(draft)), ours(draft)
        assert not re.search(f"[.!?…][\"'”’)]*{CLOSE}\\.", draft.marked), draft.marked
        blocks = re.findall(r"<(p|li|ul)\b[^>]*>(.*?)</\1>", draft.body, flags=re.S)
        assert blocks and all(re.sub("<[^>]*>", "", inside).strip() for _, inside in blocks)
        said = list(sentences_of_ours(draft))
        assert len(said) == len(set(said)), said
        page = Tags(draft.body)
        assert page.tags <= {"p", "br", "ul", "li", "a"}
        assert words(page.text) == words(draft.text)
        for each in draft.sentences:
            assert " ".join(words(each.text)) in " ".join(words(draft.text)), each


@many
@given(own)
def test_own_words_stand_in_the_letter_as_they_were_typed(text: str) -> None:
    assume(len(clean(text)) > 2)
    try:
        letter = put(KIND, {"greeting": text})
    except AnswerError:
        return
    there = next(each for each in letter.sentences if each.name == "greeting")
    if there.chosen is None and "nbsp_place_holder" not in text:
        assert letter.text.startswith(clean(text))
        assert clean(text) in html.unescape(re.sub("</?a[^>]*>", "", letter.body))
