"""A session: one letter being filled, and the JSON that every screen is made of."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from drafter.errors import AnswerError, TemplateError
from drafter.filling import exchange
from drafter.filling.session import Session, Step, begin
from drafter.filling.sources import Source
from drafter.letters.library import Kind
from drafter.letters.rendering import Draft
from tests import desk
from tests.desk import KINDS, LETTERS, SHELF, TODAY

FOLDER = desk.ROOT / "drafter" / "filling"
SCHEMA = json.loads((FOLDER / "session.schema.json").read_text(encoding="utf-8"))
ANSWER_SETS = sorted((desk.HERE / "answers").glob("*/*.toml"))
THANK_YOU = SHELF.kind("thank-you")


def valid(part: str, value: object) -> None:
    """Check that *value* is what the schema calls *part*, once it has been JSON."""
    schema = {**SCHEMA, "$ref": f"#/$defs/{part}"}
    Draft202012Validator(schema).validate(json.loads(json.dumps(value)))


def session_of(kind: Kind, answers: Mapping[str, object]) -> Session:
    return begin(SHELF, kind, [Source(name="answers.toml", values=answers)], TODAY)


def say(reply: Mapping[str, Any], *changes: dict[str, object]) -> dict[str, Any]:
    """Return the reply to *changes* said to the session of *reply*, by way of JSON."""
    message = {"session": reply["session"], "changes": list(changes)}
    valid("message", message)
    answered = exchange.answer(SHELF, json.loads(json.dumps(message)))
    valid("reply", answered)
    return answered


def opened(kind: str = "thank-you", **answers: object) -> dict[str, Any]:
    state = {"kind": kind, "today": TODAY.isoformat(), "answers": answers}
    return say({"session": state})


def question(reply: Mapping[str, Any], name: str, to: str = "") -> dict[str, Any]:
    (found,) = [q for q in reply["questions"] if (q["name"], q["to"]) == (name, to)]
    return found  # type: ignore[no-any-return]


PANEL: dict[str, Any] = {
    "role": "staff nurse", "company": "Northgate", "me": "A. Obi",
    "people": ["Dr. Adeyemi", "Grace"],
}  # fmt: skip


def of(draft: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the sentence of ours called *name* in *draft*."""
    return next(each for each in draft["sentences"] if each["name"] == name)


def step_of(session: Session, name: str) -> Step:
    asked = session.kind.question(name)
    assert asked
    return session.steps([asked])[0]


# --- the value --------------------------------------------------------------------------------


def test_a_session_reads_no_clock_no_file_and_no_terminal() -> None:
    for file in ("session.py", "exchange.py"):
        tree = ast.parse((FOLDER / file).read_text(encoding="utf-8"))
        names = {
            name
            for node in ast.walk(tree)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [node.attr]
                if isinstance(node, ast.Attribute)
                else []
            )
        }
        assert not names & {"now", "open", "pathlib", "sys", "os", "click", "time"}
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        assert not [f for f in calls if isinstance(f, ast.Attribute) and f.attr == "today"]


def test_an_answer_makes_a_new_session_and_leaves_the_old_one() -> None:
    before = session_of(THANK_YOU, {})
    after = before.answered(step_of(before, "role"), "staff nurse")
    assert after.answers["role"] == "staff nurse"
    assert "role" not in before.answers


def test_what_waits_is_what_the_terminal_asks_in_its_order() -> None:
    session = session_of(THANK_YOU, {})
    asked = []
    while waiting := session.waiting():
        step = waiting[0]
        asked.append(step.question.name)
        reading = session.read(step, str(step.question.example))
        value = reading.value if reading.value is not None else TODAY - timedelta(days=2)
        session = session.answered(step, value)
    assert asked[:3] == ["role", "company", "people"]
    assert asked[-1] == "me" and len(asked) <= 9
    assert session.missing() == []


def first_asked(answers: Mapping[str, object], kind: str = "thank-you") -> list[tuple[str, str]]:
    return [step.key for step in session_of(SHELF.kind(kind), answers).first_steps()]


def test_nobody_is_asked_why_that_stayed_where_what_stayed_was_skipped() -> None:
    panel = {
        "people": [
            {"greeting": "Ann", "enjoyed": "the ovens"},
            {"greeting": "Bob", "enjoyed": ""},
            {"greeting": "Cy", "enjoyed": "", "mentioned": "you move in May"},
            {"greeting": "Di", "enjoyed": "", "stayed": "I bake so now."},
            {"greeting": "Ed"},
        ]
    }
    asked = first_asked(panel)
    assert [to for name, to in asked if name == "stayed"] == ["Ann", "Cy", "Di", "Ed"]
    assert [to for name, to in asked if name == "enjoyed"] == ["Ann", "Bob", "Cy", "Di", "Ed"]
    rows = exchange.reply(session_of(THANK_YOU, panel))["questions"]
    assert [row["to"] for row in rows if row["name"] == "stayed" and row["later"]] == ["Bob"]


@pytest.mark.parametrize(
    ("kind", "asks"),
    [("thank-you", False), ("feedback", False), ("rejection-reply", True), ("check-in", True)],
)
def test_a_question_that_stands_alone_is_asked_whatever_was_skipped(kind: str, asks: bool) -> None:
    assert (("stayed", "") in first_asked({"enjoyed": ""}, kind)) == asks
    assert ("stayed", "") in first_asked({}, kind)


@pytest.mark.parametrize("path", ANSWER_SETS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_session_makes_the_letters_of_the_python_interface(path: Path) -> None:
    from drafter import draft

    answers = desk.read_toml(path)
    session = session_of(SHELF.kind(path.parent.name), answers)
    assert session.drafts() == draft(path.parent.name, answers, today=TODAY)


# --- its JSON ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ANSWER_SETS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_reply_is_as_the_schema_says_and_the_session_in_it_goes_on(path: Path) -> None:
    session = session_of(SHELF.kind(path.parent.name), desk.read_toml(path))
    reply = exchange.reply(session)
    valid("reply", reply)
    again = say(reply)
    assert again["drafts"] == reply["drafts"]
    assert again["session"] == reply["session"]
    assert again["questions"] == reply["questions"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_letter_of_nothing_has_a_reply(kind: Kind) -> None:
    reply = opened(kind.name)
    needed = {each.name for each in kind.questions if each.needed}
    assert set(reply["missing"]) <= needed
    assert {q["name"] for q in reply["questions"] if q["missing"]} == set(reply["missing"])


@pytest.mark.parametrize("kind", LETTERS, ids=lambda kind: kind.name)
def test_the_pieces_of_a_letter_are_its_text_and_name_what_they_are(kind: Kind) -> None:
    reply = exchange.reply(session_of(kind, desk.example(kind)))
    (draft,) = reply["drafts"]
    paragraphs = ["".join(p["text"] for p in each) for each in draft["paragraphs"]]
    assert "\n\n".join(paragraphs) == draft["text"]
    pieces = [piece for each in draft["paragraphs"] for piece in each]
    assert {p["sentence"] for p in pieces if p["sentence"]} == {
        each["name"] for each in reply["drafts"][0]["sentences"] if each["text"]
    }
    said = {q["said"]: q["name"] for q in reply["questions"] if q["said"]}
    for piece in pieces:
        if piece["text"] in said:
            assert piece["answer"], piece
    assert {p["answer"] for p in pieces if p["text"] == reply_value(reply, "role")} <= {"role"}


def reply_value(reply: Mapping[str, Any], name: str) -> str:
    return str(question(reply, name)["said"])


def test_a_change_is_an_answer_with_the_sentence_around_it() -> None:
    reply = opened()
    assert question(reply, "role")["missing"]
    reply = say(reply, {"answer": "role", "typed": "staff nurse"})
    role = question(reply, "role")
    assert (role["value"], role["missing"], role["answered"]) == ("staff nurse", False, True)
    reply = say(reply, {"answer": "enjoyed", "typed": "I enjoyed hearing about the ward."})
    enjoyed = question(reply, "enjoyed")
    assert enjoyed["sentence"] == "I enjoyed ____."
    assert enjoyed["typed"] == "I enjoyed hearing about the ward."  # the field stays as typed
    assert enjoyed["value"] == "hearing about the ward"
    assert enjoyed["notes"]
    assert "I enjoyed hearing about the ward." in reply["drafts"][0]["text"]


def test_what_cannot_be_read_stays_in_its_field_and_is_no_answer() -> None:
    reply = say(opened(met_on="2026-11-20"), {"answer": "met_on", "typed": "03/04/2026"})
    met_on = question(reply, "met_on")
    assert met_on["typed"] == "03/04/2026"
    assert met_on["doubts"][0]["must"] and len(met_on["doubts"][0]["offers"]) == 2
    assert not met_on["answered"]
    assert "2026" not in reply["drafts"][0]["text"]
    reply = say(reply, {"answer": "met_on", "typed": met_on["doubts"][0]["offers"][0]})
    met_on = question(reply, "met_on")
    assert met_on["answered"] and not any(doubt["must"] for doubt in met_on["doubts"])


def test_a_doubt_that_was_settled_is_not_told_again() -> None:
    reply = say(opened(), {"answer": "people", "typed": "Dr. Carolyn Shaw"})
    assert question(reply, "people")["doubts"]
    reply = say(reply, {"answer": "people", "typed": "Dr. Carolyn Shaw", "settled": True})
    assert not question(reply, "people")["doubts"]
    assert "Dear Dr. Carolyn Shaw," in reply["drafts"][0]["text"]
    assert not question(say(reply), "people")["doubts"]


def test_an_emptied_field_is_skipped_or_still_missing() -> None:
    reply = opened(role="nurse", enjoyed="the walk")
    reply = say(reply, {"answer": "enjoyed", "typed": ""}, {"answer": "role", "typed": ""})
    assert "enjoyed" not in reply["drafts"][0]["text"]
    assert question(reply, "role")["missing"] and "role" in reply["missing"]


def test_each_person_of_a_panel_has_a_field_of_their_own() -> None:
    reply = say(opened(), {"answer": "people", "typed": "Dr. Adeyemi; Grace"})
    reply = say(reply, {"answer": "enjoyed", "to": "Grace", "typed": "the tour"})
    assert question(reply, "enjoyed", "Grace")["value"] == "the tour"
    assert question(reply, "enjoyed", "Dr. Adeyemi")["value"] == ""
    texts = {draft["to"][0]: draft["text"] for draft in reply["drafts"]}
    assert "the tour" in texts["Grace"] and "the tour" not in texts["Dr. Adeyemi"]
    reply = say(reply, {"answer": "people", "typed": "Grace; Dr. Adeyemi"})
    assert question(reply, "enjoyed", "Grace")["value"] == "the tour"


def test_a_sentence_of_ours_is_put_another_way_left_out_and_put_back() -> None:
    reply = opened(**desk.example(THANK_YOU))
    thanks = next(each for each in reply["drafts"][0]["sentences"] if each["name"] == "thanks")
    assert thanks["wordings"][0] == thanks["text"] and len(thanks["wordings"]) > 1
    second = say(reply, {"sentence": "thanks", "way": 2})
    assert thanks["wordings"][1] in second["drafts"][0]["text"]
    own = say(reply, {"sentence": "thanks", "way": "It was good to meet you."})
    assert "It was good to meet you." in own["drafts"][0]["text"]
    back = say(own, {"sentence": "thanks", "way": None})
    assert back["drafts"] == reply["drafts"]
    out = say(reply, {"sentence": "enjoyed", "way": ""})
    assert "I enjoyed" not in out["drafts"][0]["text"]


def test_each_letter_of_a_panel_tells_its_own_wordings_and_the_one_it_has() -> None:
    reply = opened(**PANEL)
    said = [of(draft, "thanks") for draft in reply["drafts"]]
    assert [each["chosen"] for each in said] == [1, 2]
    for draft, each in zip(reply["drafts"], said, strict=True):
        assert each["wordings"][each["chosen"] - 1] == each["text"]
        assert each["text"] in draft["text"]


@pytest.mark.parametrize("way", [1, 3, "", "It was a good hour."])
def test_a_sentence_is_put_another_way_in_the_letter_to_one_person(way: int | str) -> None:
    before = opened(**PANEL)
    reply = say(before, {"sentence": "thanks", "way": way, "to": "Grace"})
    first, second = reply["drafts"]
    assert first == before["drafts"][0]
    wordings = of(before["drafts"][1], "thanks")["wordings"]
    wanted = wordings[way - 1] if isinstance(way, int) else way
    assert of(second, "thanks")["text"] == wanted
    assert second["text"] != before["drafts"][1]["text"]
    assert reply["unsaid"] == [] and say(reply)["drafts"] == reply["drafts"]
    back = say(reply, {"sentence": "thanks", "way": None, "to": "Grace"})
    assert back["drafts"] == before["drafts"]
    assert back["session"] == before["session"]


def test_a_subject_is_said_in_own_words_in_one_letter() -> None:
    reply = say(opened(**PANEL), {"sentence": "subject", "way": "Our talk", "to": "Grace"})
    assert [draft["subject"] for draft in reply["drafts"]][1] == "Our talk"
    assert reply["drafts"][0]["subject"] != "Our talk"


def test_what_was_put_in_all_letters_stays_in_the_others_when_one_is_put_anew() -> None:
    every = say(opened(**PANEL), {"sentence": "thanks", "way": 2})
    assert [of(draft, "thanks")["chosen"] for draft in every["drafts"]] == [2, 3]
    reply = say(every, {"sentence": "thanks", "way": None, "to": "Grace"})
    assert [of(draft, "thanks")["chosen"] for draft in reply["drafts"]] == [2, 2]
    own = say(every, {"sentence": "thanks", "way": "Hello.", "to": "Dr. Adeyemi"})
    assert [of(draft, "thanks")["text"] for draft in own["drafts"]] == [
        "Hello.",
        of(every["drafts"][1], "thanks")["text"],
    ]
    again = say(own, {"sentence": "thanks", "way": ""})
    assert [of(draft, "thanks")["text"] for draft in again["drafts"]] == ["", ""]


def test_one_letter_keeps_its_ways_while_another_goes_and_comes() -> None:
    reply = say(opened(**PANEL), {"sentence": "thanks", "way": "Hello.", "to": "Grace"})
    alone = say(reply, {"answer": "people", "typed": "Grace"})
    assert [of(draft, "thanks")["text"] for draft in alone["drafts"]] == ["Hello."]
    anew = say(alone, {"sentence": "thanks", "way": 3})
    assert of(anew["drafts"][0], "thanks")["chosen"] == 3


def test_a_way_for_a_letter_that_has_no_such_sentence_is_told() -> None:
    reply = say(opened(**PANEL), {"sentence": "enjoyed", "way": 2, "to": "Grace"})
    assert reply["unsaid"] == [
        "The letter to Grace as it stands has no sentence called 'enjoyed'. How you put it is kept "
        "for when it has."
    ]


def test_an_answers_file_puts_a_sentence_in_one_letter_alone() -> None:
    ways = {"thanks": 3, "to": {"Grace": {"thanks": "Hello."}, "Nobody": {"thanks": 1}}}
    session = session_of(THANK_YOU, {**PANEL, "wording": ways})
    assert [_thanks(draft) for draft in session.drafts()] == [3, None]
    assert session.notes[-1] == (
        "wording: to Nobody: no letter goes to Nobody. There are: Dr. Adeyemi, Grace."
    )
    with pytest.raises(AnswerError, match="wording: to Grace: thanks has wordings from 1 to 3"):
        session_of(THANK_YOU, {**PANEL, "wording": {"to": {"Grace": {"thanks": 9}}}})
    with pytest.raises(AnswerError, match="wording: to Grace: This is a table"):
        session_of(THANK_YOU, {**PANEL, "wording": {"to": {"Grace": 9}}})


def test_what_is_said_of_all_letters_later_goes_over_what_was_kept_of_one() -> None:
    kept = {**PANEL, "wording": {"to": {"Grace": {"thanks": "Hello.", "close": "Yours"}}}}
    given = [Source(name="", values={"wording": {"thanks": 3}}), Source(name="k", values=kept)]
    session = begin(SHELF, THANK_YOU, given, TODAY)
    assert [_thanks(draft) for draft in session.drafts()] == [3, 1]
    assert "Yours" in session.drafts()[1].text


def _thanks(draft: Draft) -> int | None:
    return next(said.chosen for said in draft.sentences if said.name == "thanks")


@pytest.mark.parametrize("kind", ["thank-you", "apology", "check-in", "clarification"])
def test_first_names_that_were_touched_and_left_open_again_are_as_untouched(kind: str) -> None:
    before = opened(kind, **{**desk.example(SHELF.kind(kind)), "people": ["Priya"]})
    assert before["drafts"][0]["text"].startswith("Hi Priya,")
    no = say(before, {"answer": "first_names", "typed": "no"})
    assert no["drafts"][0]["text"].startswith("Dear Priya,")
    again = say(no, {"answer": "first_names", "typed": ""})
    assert again["drafts"] == before["drafts"]


def test_each_of_a_panel_is_on_first_names_or_not() -> None:
    reply = opened(**{**PANEL, "people": ["Dr. Adeyemi", "Grace", "Tom"]})
    reply = say(reply, {"answer": "first_names", "to": "Grace", "typed": "no"})
    reply = say(reply, {"answer": "first_names", "to": "Dr. Adeyemi", "typed": "yes"})
    assert [draft["text"].partition(",")[0] for draft in reply["drafts"]] == [
        "Hi Dr. Adeyemi", "Dear Grace", "Hi Tom",
    ]  # fmt: skip
    told = [question(reply, "first_names", to)["value"] for to in ("Dr. Adeyemi", "Grace", "Tom")]
    assert told == ["yes", "no", ""]
    reply = say(reply, {"answer": "first_names", "to": "Grace", "typed": ""})
    assert reply["drafts"][1]["text"].startswith("Hi Grace,")


def test_several_who_share_a_letter_are_asked_about_first_names_once() -> None:
    reply = opened(**{**PANEL, "letters": "one to all"})
    assert reply["drafts"][0]["text"].startswith("Dear Dr. Adeyemi and Grace,")
    reply = say(reply, {"answer": "first_names", "typed": "yes"})
    assert reply["drafts"][0]["text"].startswith("Hi Dr. Adeyemi and Grace,")


def test_what_one_letter_of_a_panel_says_for_all_tells_which_one() -> None:
    reply = say(opened(**PANEL), {"answer": "hear_by", "typed": "the end of next week"})
    said = ["the end of next week" in draft["text"] for draft in reply["drafts"]]
    assert said == [True, False]
    assert question(reply, "hear_by")["only_to"] == "Dr. Adeyemi"
    assert question(reply, "role")["only_to"] == ""
    alone = say(reply, {"answer": "people", "typed": "Grace"})
    assert question(alone, "hear_by")["only_to"] == ""


@pytest.mark.parametrize(
    ("kind", "name", "typed", "said"),
    [
        ("clarification", "asked", "how do you plan", 'You asked "How do you plan?", and'),
        ("clarification", "also_asked", "why you left", "You also asked why you left."),
        ("second-interview", "ask_about", "is the post new", 'like to ask "Is the post new?"'),
        ("debrief", "asked", "why did you leave", 'They asked "Why did you leave?"'),
    ],
)
def test_a_question_that_was_asked_joins_the_letter(
    kind: str, name: str, typed: str, said: str
) -> None:
    example = {**desk.example(SHELF.kind(kind)), "also_answer": "I have, for two years."}
    if kind != "clarification":
        example.pop("also_answer")
    reply = say(opened(kind, **example), {"answer": name, "typed": typed})
    assert said in reply["drafts"][0]["text"]


def test_advice_speaks_of_the_question_and_not_of_a_setting_in_a_file() -> None:
    reply = opened(**{**desk.example(THANK_YOU), "enjoyed": "the colour of the theatre"})
    told = [each["message"] for draft in reply["drafts"] for each in draft["findings"]]
    advice = "If the letter is to be British, choose British where it asks: "
    assert any(f"{advice}Is the letter American or British?" in each for each in told)
    assert not any("style" in each for each in told)


def test_what_cannot_be_done_to_a_sentence_is_told() -> None:
    reply = say(opened(), {"sentence": "thanks", "way": 99})
    assert reply["problems"] == ["thanks has wordings from 1 to 3, and no 99."]


def test_what_the_letter_no_longer_asks_is_no_error() -> None:
    reply = say(
        opened(), {"answer": "no_such_question", "typed": "x"},
        {"answer": "enjoyed", "to": "Nobody", "typed": "x"},
    )  # fmt: skip
    assert reply["problems"] == []


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ({"kind": "sonnet", "today": "2026-11-22", "answers": {}}, "sonnet"),
        ({"kind": "thank-you", "today": "tomorrow", "answers": {}}, "no day"),
    ],
)
def test_a_message_that_makes_no_sense_says_so(state: dict[str, object], says: str) -> None:
    with pytest.raises((AnswerError, TemplateError), match=says):
        exchange.answer(SHELF, {"session": state})


texts = st.text(max_size=60) | st.sampled_from(
    [line for line in (desk.HERE / "tables/awkward.txt").read_text("utf-8").splitlines() if line]
)
names = st.sampled_from([q.name for q in THANK_YOU.questions])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(names, texts), max_size=6))
def test_whatever_is_typed_there_is_a_reply_that_keeps_it(typed: list[tuple[str, str]]) -> None:
    reply = opened()
    for name, text in typed:
        asked = {q["name"] for q in reply["questions"] if not q["to"]}
        reply = say(reply, {"answer": name, "typed": text})
        if name in asked and text.strip():
            left = [q for q in reply["questions"] if q["name"] == name and not q["to"]]
            assert all(q["typed"].strip() == text.strip() for q in left)
    assert say(reply)["drafts"] == reply["drafts"]


# --- while a name is typed ---


@pytest.mark.parametrize("renamed", ["Adeyemi", "Dr. Ada Adeyemi", "Dr. Adeyemi", "Dr. Adeyeme"])
def test_what_was_told_of_a_person_stays_while_their_name_is_typed_anew(renamed: str) -> None:
    told: dict[str, object] = {"answer": "enjoyed", "to": "Grace", "typed": "the tour of the kiln"}
    reply = say(opened(people=["Dr. Adeyemi", "Grace"]), told)
    reply = say(reply, told | {"to": "Dr. Adeyemi", "typed": "hearing about the glaze"})
    # As a page sends it: what stands in the field at each pause.
    for typed in ("", "A", f"{renamed}; G", f"{renamed}; Grace"):
        reply = say(reply, {"answer": "people", "typed": typed, "settled": True})
    enjoyed = [each["typed"] for each in reply["questions"] if each["name"] == "enjoyed"]
    assert enjoyed == ["hearing about the glaze", "the tour of the kiln"]
    for draft, words in zip(reply["drafts"], enjoyed, strict=True):
        assert words in draft["text"]


def test_what_was_told_of_one_person_is_never_said_to_another() -> None:
    reply = say(
        opened(people=["Dr. Adeyemi", "Grace"]),
        {"answer": "enjoyed", "to": "Grace", "typed": "the tour of the kiln"},
    )
    reply = say(reply, {"answer": "people", "typed": "Dr. Adeyemi; Tom", "settled": True})
    assert not any("kiln" in draft["text"] for draft in reply["drafts"])


def test_another_style_writes_the_titles_anew_and_loses_nothing_of_anybody() -> None:
    told: dict[str, object] = {"answer": "enjoyed", "to": "Mrs. Lee", "typed": "the kiln"}
    way: dict[str, object] = {"sentence": "thanks", "way": "Thank you.", "to": "Mrs. Lee"}
    reply = say(opened(**{**PANEL, "people": ["Mrs. Lee", "Rab"]}), told, way)
    reply = say(reply, {"answer": "style", "typed": "British"})
    assert [draft["to"] for draft in reply["drafts"]] == [["Mrs Lee"], ["Rab"]]
    assert reply["drafts"][0]["text"].startswith("Dear Mrs Lee,\n\nThank you.")
    assert "the kiln" in reply["drafts"][0]["text"]
    # A page that was typing meanwhile knows her by the title that she had.
    reply = say(reply, {"answer": "stayed", "to": "Mrs. Lee", "typed": "It was still warm."})
    assert "It was still warm." in reply["drafts"][0]["text"]
