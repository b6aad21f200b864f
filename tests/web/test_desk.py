"""The desk: what a page may ask for, and what is kept of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from drafter.errors import AnswerError, FileError, TemplateError
from drafter.filling.session import begin
from drafter.filling.sources import Source
from drafter.keeping.place import Place
from drafter.letters.library import library
from drafter.web.desk import LONGEST, Desk, Edited
from tests import desk as tests_desk
from tests.desk import KINDS, LETTERS, SHELF, TODAY, example
from tests.filling.test_session import valid
from tests.web.page import question

WHOLE = {
    "role": "staff nurse", "company": "Northgate", "people": "Dr. Lee", "met_on": "2026-11-20",
    "enjoyed": "hearing about the ward", "me": "A. Lee",
}  # fmt: skip


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    return tmp_path / "drafts"


@pytest.fixture
def desk(drafts: Path) -> Desk:
    return Desk(SHELF, drafts, lambda: TODAY)


def say(desk: Desk, kind: str, known: str = "", **answers: str) -> dict[str, Any]:
    changes = [{"answer": name, "typed": typed} for name, typed in answers.items()]
    return desk.answer("say", {"kind": kind, "interview": known, "changes": changes})


def saved(desk: Desk, kind: str = "thank-you", **answers: str) -> dict[str, Any]:
    """Return the reply to saving a letter of *kind* that is whole."""
    known = say(desk, kind, **(answers or WHOLE))["interview"]
    return desk.answer("save", {"kind": kind, "interview": known})


def only(desk: Desk) -> dict[str, Any]:
    """Return the one interview that there is, as the list has it."""
    (found,) = desk.answer("start", {})["interviews"]
    return found  # type: ignore[no-any-return]


# --- what there is ----------------------------------------------------------------------------


def test_it_begins_with_the_letters_there_are_and_nothing_else(desk: Desk, drafts: Path) -> None:
    told = desk.answer("start", {})
    assert told["today"] == "2026-11-22"
    assert next(each["name"] for each in told["letters"]) == "thank-you"
    assert {each["name"] for each in told["letters"]} == {kind.name for kind in KINDS}
    assert (told["interviews"], told["warnings"]) == ([], [])
    assert not drafts.exists()


def test_a_broken_folder_of_the_readers_own_is_told_and_the_rest_is_there(tmp_path: Path) -> None:
    own = tmp_path / "own"
    for name, text in {
        "broken": "title = ",
        "mine": 'title = "Mine"\nsummary = "My own."\n',
    }.items():
        (own / name).mkdir(parents=True)
        (own / name / "kind.toml").write_text(text, encoding="utf-8")
        (own / name / "body.html").write_text("<p>Hello.</p>", encoding="utf-8")
    told = Desk(library(own), tmp_path / "drafts", lambda: TODAY).answer("start", {})
    names = {each["name"] for each in told["letters"]}
    assert "mine" in names and "thank-you" in names and "broken" not in names
    (warning,) = told["warnings"]
    assert warning.startswith("broken is left out.")


@pytest.mark.parametrize("what", ["", "answer", "file", "__init__", "none"])
def test_what_there_is_not_is_refused(desk: Desk, what: str) -> None:
    with pytest.raises(AnswerError):
        desk.answer(what, {})


def test_a_letter_that_there_is_not_is_refused(desk: Desk) -> None:
    with pytest.raises(TemplateError, match="There is no letter called 'thanks'"):
        desk.answer("open", {"kind": "thanks"})


def test_the_questions_lead_to_a_letter(desk: Desk) -> None:
    told = desk.answer("which", {"chosen": {"standing": "they said no"}})
    assert told["proposed"]["letter"] == "rejection-reply"
    assert [turn["name"] for turn in told["turns"]][:2] == ["standing", "went_wrong"]


# --- one letter -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_letter_is_opened_filled_and_saved(desk: Desk, kind: Any) -> None:
    opened = desk.answer("open", {"kind": kind.name, "interview": ""})
    answers = [Source(name="", values=example(kind))]
    session = begin(SHELF, kind, answers, TODAY)
    typed = {
        step.question.name: "; ".join(
            str(getattr(each, "greeting", each))
            for each in (value if isinstance(value, tuple) else (value,))
        )
        for step in session.steps()
        if (value := session.answers.get(step.question.name)) is not None and not step.key[1]
    }
    reply = say(desk, kind.name, **{name: str(text) for name, text in typed.items()})
    assert opened["interview"] == "" and reply["interview"]
    assert not reply["missing"], reply["missing"]
    done = desk.answer("save", {"kind": kind.name, "interview": reply["interview"]})
    assert [Path(name).exists() for name in done["files"]] == [True, True]
    assert Path(done["files"][0]).read_text(encoding="utf-8").endswith(done["drafts"][0]["text"])


def test_a_reply_has_the_shape_that_is_promised(desk: Desk) -> None:
    reply = say(desk, "thank-you", **WHOLE)
    more = {name: reply.pop(name) for name in ("interview", "interview_title", "saved")}
    assert more == {
        "interview": "northgate-staff-nurse",
        "interview_title": "Northgate, staff nurse",
        "saved": False,
    }
    assert [draft.pop("mailto")[:8] for draft in reply["drafts"]] == ["mailto:?"]
    valid("reply", reply)


def test_nothing_is_kept_before_something_is_said(desk: Desk, drafts: Path) -> None:
    desk.answer("open", {"kind": "thank-you", "interview": ""})
    assert not drafts.exists()


def test_an_address_that_is_half_typed_is_no_obstacle(desk: Desk) -> None:
    reply = say(desk, "thank-you", **WHOLE, email="j.lee@")
    assert reply["drafts"][0]["mailto"] is None
    reply = say(desk, "thank-you", reply["interview"], email="j.lee@example.org")
    assert reply["drafts"][0]["mailto"].startswith("mailto:j.lee@example.org?")


def test_an_answer_as_long_as_a_book_is_not_taken_and_the_others_stay(desk: Desk) -> None:
    known = say(desk, "thank-you", role="nurse")["interview"]
    with pytest.raises(AnswerError, match="too long for a letter"):
        say(desk, "thank-you", known, people="x" * (LONGEST + 1))
    with pytest.raises(AnswerError, match="too long for a letter"):
        way = {"sentence": "thanks", "way": "x" * (LONGEST + 1)}
        desk.answer("say", {"kind": "thank-you", "interview": known, "changes": [way]})
    reply = desk.answer("open", {"kind": "thank-you", "interview": known})
    assert question(reply, "role")["value"] == "nurse"


def test_letters_are_in_the_style_of_the_place(drafts: Path) -> None:
    for style, said in {"American": "November 12", "British": "12 November"}.items():
        desk = Desk(SHELF, drafts / style, lambda: TODAY, style=style)
        reply = say(desk, "thank-you", **(WHOLE | {"met_on": "2026-11-12"}))
        assert said in reply["drafts"][0]["text"]


def test_who_the_person_is_is_not_asked_twice(desk: Desk) -> None:
    saved(desk)
    reply = desk.answer("open", {"kind": "check-in", "interview": ""})
    assert question(reply, "me")["value"] == "A. Lee"
    assert question(reply, "company")["value"] == ""


# --- files ------------------------------------------------------------------------------------


def test_what_is_saved_is_what_was_shown_and_what_is_copied(desk: Desk) -> None:
    reply = saved(desk)
    (letter,) = desk.answer("letters", {"interview": reply["interview"]})["letters"]
    draft = reply["drafts"][0]
    assert (letter["text"], letter["body"]) == (draft["text"], draft["body"])
    assert (letter["subject"], letter["mailto"]) == (draft["subject"], draft["mailto"])
    assert (letter["kind"], letter["stem"], letter["to"]) == ("thank-you", "thank-you", ["Dr. Lee"])
    assert letter["title"] == "Thank-you note" and letter["send"]


def test_a_letter_that_was_edited_is_copied_as_it_was_edited(desk: Desk) -> None:
    reply = saved(desk)
    file = Path(reply["files"][0])
    text = file.read_text(encoding="utf-8").replace("Best regards", "Yours <b>truly</b>")
    file.write_text(text, encoding="utf-8")
    (letter,) = desk.answer("letters", {"interview": reply["interview"]})["letters"]
    assert "Yours <b>truly</b>" in letter["text"]
    assert "Yours &lt;b&gt;truly&lt;/b&gt;" in letter["body"]
    assert any("was not changed with it" in each["message"] for each in letter["findings"])


def test_an_edited_file_is_replaced_only_when_that_is_said(desk: Desk) -> None:
    reply = saved(desk)
    file = Path(reply["files"][0])
    file.write_text("My own words.", encoding="utf-8")
    say(desk, "thank-you", reply["interview"], enjoyed="the walk through the ward")
    message = {"kind": "thank-you", "interview": reply["interview"]}
    for replace in ({}, {"replace": False}, {"replace": "no"}):
        with pytest.raises(Edited, match=r"thank-you\.txt"):
            desk.answer("save", message | replace)
    assert file.read_text(encoding="utf-8") == "My own words."
    desk.answer("save", message | {"replace": True})
    assert "the walk through the ward" in file.read_text(encoding="utf-8")


def test_a_letter_that_lacks_something_is_not_saved(desk: Desk) -> None:
    known = say(desk, "thank-you", enjoyed="the walk")["interview"]
    with pytest.raises(AnswerError) as told:
        desk.answer("save", {"kind": "thank-you", "interview": known})
    assert any(problem.startswith("role: ") for problem in told.value.problems)
    with pytest.raises(AnswerError, match="still needs"):
        desk.file("thank-you", known, 0, "txt")


def test_a_page_that_knows_the_name_of_before_finds_the_interview(desk: Desk) -> None:
    before = say(desk, "thank-you", enjoyed="the walk")["interview"]
    say(desk, "thank-you", before, **WHOLE)
    after = desk.answer("save", {"kind": "thank-you", "interview": before})["interview"]
    assert (before, after) == ("interview", "northgate-staff-nurse")
    reply = say(desk, "thank-you", before, also="Thank you for the water.")
    assert reply["interview"] == after


def test_two_interviews_that_begin_alike_are_two(desk: Desk) -> None:
    first = say(desk, "thank-you", enjoyed="the walk")["interview"]
    say(desk, "thank-you", first, **WHOLE)
    desk.answer("save", {"kind": "thank-you", "interview": first})
    second = say(desk, "thank-you", enjoyed="the talk")["interview"]
    assert (first, second) == (
        "interview",
        "interview-2",
    )  # a page that is still open on the first would write into it
    say(desk, "thank-you", first, also="Thank you for the water.")
    reply = desk.answer("open", {"kind": "thank-you", "interview": second})
    assert (question(reply, "role")["value"], question(reply, "also")["value"]) == ("", "")


def test_an_interview_that_is_damaged_says_where(desk: Desk, drafts: Path) -> None:
    known = say(desk, "thank-you", role="porter")["interview"]
    (drafts / known / "interview.toml").write_text("role = ", encoding="utf-8")
    with pytest.raises(FileError, match=r"interview\.toml: this is no longer TOML"):
        desk.answer("open", {"kind": "thank-you", "interview": known})
    assert desk.answer("start", {})["interviews"] == []


@pytest.mark.parametrize("kind", ["thank-you", "debrief"])
def test_an_interview_that_was_deleted_is_told(desk: Desk, kind: str) -> None:
    with pytest.raises(AnswerError, match="no such interview any more"):
        say(desk, kind, "acme-analyst", role="porter")


# --- the debrief and what follows -------------------------------------------------------------


def test_a_debrief_leads_on_to_a_letter_that_is_offered_what_was_noted(desk: Desk) -> None:
    reply = saved(desk, "debrief", company="Northgate", connected="talking about the night shifts")
    assert reply["letter"] is False
    assert reply["which"]["proposed"]["letter"] in {kind.name for kind in LETTERS}
    assert reply["which"]["turns"]
    letter = desk.answer("open", {"kind": "thank-you", "interview": reply["interview"]})
    assert question(letter, "company")["value"] == "Northgate"
    offered = {each["suggested"] for each in letter["questions"]}
    assert any("night shifts" in each for each in offered)


def test_the_page_shows_the_questions_of_the_debrief_and_goes_by_the_notes(desk: Desk) -> None:
    reply = say(desk, "debrief", company="Northgate")
    asked = [each["name"] for each in reply["questions"] if not each["later"]]
    assert "asked" in asked and "cause" in asked and "also_asked" not in asked
    known = reply["interview"]
    reply = say(desk, "debrief", known, asked="how I plan", cause="nerves\nsomething outside me")
    asked = [each["name"] for each in reply["questions"] if not each["later"]]
    assert {"wish_said", "also_asked", "outside"} <= {*asked}
    assert question(reply, "cause")["choices"][2]["value"] == "nerves"
    told = desk.answer("which", {"chosen": {}, "interview": known})
    assert told["noted"]["went_wrong"] == [
        "one or two answers",
        "something outside me (illness, family, technology)",
    ]
    assert "second-interview" in [mail["letter"] for mail in told["plan"]]
    assert desk.answer("start", {})["interviews"][0]["due"] is None  # nothing was chosen yet


def test_a_letter_leads_nowhere_by_itself(desk: Desk) -> None:
    assert "which" not in saved(desk)


def test_a_second_letter_starts_from_what_is_known(desk: Desk) -> None:
    known = saved(desk)["interview"]
    reply = desk.answer("open", {"kind": "clarification", "interview": known})
    assert question(reply, "role")["value"] == "staff nurse"
    assert reply["interview_title"] == "Northgate, staff nurse"


@pytest.mark.parametrize(
    ("kind", "name"), [("clarification", "hear_by"), ("check-in", "decide_by")]
)
@pytest.mark.parametrize("day", ["2026-12-04", "the end of next week"])
def test_the_day_that_they_gave_is_offered_to_a_further_letter(
    desk: Desk, kind: str, name: str, day: str
) -> None:
    known = saved(desk, **WHOLE, hear_by=day)["interview"]
    reply = desk.answer("open", {"kind": kind, "interview": known})
    asked = question(reply, name)
    assert (asked["suggested"], asked["value"]) == (day, "")


def test_all_that_is_unfinished_is_told_newest_first(desk: Desk) -> None:
    known = saved(desk)["interview"]
    for kind in ("clarification", "apology", "debrief"):
        say(desk, kind, known, company="Northgate")
    assert only(desk)["unfinished"] == ["debrief", "apology", "clarification"]
    say(desk, "apology", known, me="A. B. Lee")
    assert only(desk)["unfinished"] == ["apology", "debrief", "clarification"]
    say(desk, "thank-you", known, enjoyed="the tour")
    assert only(desk)["unfinished"][0] == "thank-you"
    desk.answer("save", {"kind": "thank-you", "interview": known})
    assert set(only(desk)["unfinished"]) == {"debrief", "apology", "clarification"}


def test_a_letter_is_noted_as_sent_and_what_is_due_follows(desk: Desk) -> None:
    known = saved(desk)["interview"]
    due = only(desk)["due"]
    assert (due["kind"], due["drafted"]) == ("thank-you", True)
    after = desk.answer("sent", {"kind": "thank-you", "interview": known, "stem": "thank-you"})
    assert after["letters"][0]["sent"] == "2026-11-22"
    assert after == only(desk)


@pytest.mark.parametrize(
    "told",
    [
        {"day": "yesterday"},
        {"day": "2026-11-23"},
        {"day": "2026-11-01"},
        {"stem": "thank-you-dr-lee"},
        {"stem": "../interview"},
        {"interview": ""},
    ],
    ids=str,
)
def test_a_letter_is_not_noted_as_sent_where_that_cannot_be(
    desk: Desk, told: dict[str, str]
) -> None:
    known = saved(desk)["interview"]
    with pytest.raises(AnswerError):
        message = {"kind": "thank-you", "interview": known, "stem": "thank-you"}
        desk.answer("sent", message | told)
    assert only(desk)["letters"][0]["sent"] == ""


# --- a day to be reminded of ------------------------------------------------------------------


def reminded(desk: Desk, kind: str, known: str) -> Any:
    name, content = desk.file(kind, known, 0, "ics")
    assert name == f"{kind}.ics"
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return event


def test_the_reminder_is_for_the_day_on_which_to_send_it(desk: Desk) -> None:
    reply = saved(desk)
    event = reminded(desk, "thank-you", reply["interview"])
    assert str(event["summary"]) == "Send: Thank-you note, Northgate, staff nurse"
    assert str(event["description"]) == reply["send"]["why"]
    assert event.decoded("dtstart") >= TODAY


def test_a_day_that_is_over_is_today(desk: Desk) -> None:
    answers = WHOLE | {"met_on": (TODAY - timedelta(days=9)).isoformat()}
    known = saved(desk, **answers)["interview"]
    assert reminded(desk, "thank-you", known).decoded("dtstart") == TODAY


def test_whoever_asks_when_the_morning_is_over_is_reminded_on_the_next(desk: Desk) -> None:
    known, next_day = saved(desk)["interview"], TODAY + timedelta(days=1)
    _, content = desk.file("thank-you", known, 0, "ics", next_day.isoformat())
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert event.decoded("dtstart") == next_day
    with pytest.raises(AnswerError, match="this is no day"):
        desk.file("thank-you", known, 0, "ics", "tomorrow")


def test_what_is_not_sent_has_no_day(desk: Desk) -> None:
    known = saved(desk, "debrief", company="Northgate")["interview"]
    with pytest.raises(AnswerError, match="no day on which"):
        desk.file("debrief", known, 0, "ics")


# --- the terminal and the page ----------------------------------------------------------------


def test_a_letter_begun_at_the_terminal_goes_on_at_the_desk(desk: Desk, drafts: Path) -> None:
    kind = SHELF.kind("thank-you")
    session = begin(SHELF, kind, [], TODAY)
    place = Place(library=SHELF, kind=kind, drafts=drafts)
    for name, typed in {"role": "staff nurse", "company": "Northgate", "met_on": "Fri"}.items():
        asked = kind.question(name)
        assert asked
        session = session.taken(session.steps([asked])[0], typed)
        place.keep(session)
    found = only(desk)
    assert (found["asking"], found["title"]) == ("thank-you", "Northgate, staff nurse")
    reply = desk.answer("open", {"kind": "thank-you", "interview": found["id"]})
    assert question(reply, "role")["value"] == "staff nurse"
    assert question(reply, "met_on")["typed"] == "Fri"
    reply = say(desk, "thank-you", found["id"], **WHOLE)
    assert desk.answer("save", {"kind": "thank-you", "interview": found["id"]})["files"]


def test_a_letter_begun_at_the_desk_is_finished_by_the_command(tmp_path: Path) -> None:
    desk = Desk(SHELF, tmp_path / "drafts", lambda: TODAY)
    known = say(desk, "thank-you", **WHOLE)["interview"]
    ran = tests_desk.drafter(
        "thank-you", f"drafts/{known}", "--no-input", "--today", "2026-11-22", cwd=tmp_path
    )
    assert ran.returncode == 0, ran.stderr
    letter = next((tmp_path / "drafts").glob("*/thank-you.txt")).read_text(encoding="utf-8")
    assert "hearing about the ward" in letter
    reply = desk.answer("open", {"kind": "thank-you", "interview": only(desk)["id"]})
    assert letter.endswith(reply["drafts"][0]["text"])


def test_a_letter_that_the_command_has_saved_is_there_at_the_desk(tmp_path: Path) -> None:
    desk = Desk(SHELF, tmp_path / "drafts", lambda: TODAY)
    flags = [
        each for name, value in WHOLE.items() for each in (f"--{name.replace('_', '-')}", value)
    ]
    ran = tests_desk.drafter(
        "thank-you", *flags, "--no-input", "--today", "2026-11-22", cwd=tmp_path
    )
    assert ran.returncode == 0, ran.stderr
    known = only(desk)["id"]
    (letter,) = desk.answer("letters", {"interview": known})["letters"]
    reply = desk.answer("open", {"kind": "thank-you", "interview": known})
    assert letter["text"] == reply["drafts"][0]["text"]
    assert reply["saved"] is True


def test_two_troubles_make_one_plan(desk: Desk) -> None:
    chosen = {"went_wrong": ["one or two answers", "something I forgot to say"]}
    told = desk.answer("which", {"chosen": chosen})
    assert [row["letter"] for row in told["plan"]] == ["clarification", "check-in"]
    assert told["proposed"]["letter"] == "clarification"
    for row in told["plan"]:
        assert row["to"] and row["when"] and row["why"]
    assert [turn["name"] for turn in told["turns"] if turn["several"]] == ["went_wrong"]


def test_what_led_to_a_letter_is_kept_with_it_and_known_when_asked_again(desk: Desk) -> None:
    chosen = {"went_wrong": ["one or two answers"], "standing": "no decision yet"}
    changes = [{"answer": "company", "to": "", "typed": "Zeta", "settled": True}]
    told = {"kind": "clarification", "interview": "", "changes": changes, "chosen": chosen}
    name = desk.answer("say", told)["interview"]
    assert desk.answer("which", {"interview": name})["noted"] == chosen
    # A plan that is there stays, whatever led to another letter.
    changes = [{"answer": "role", "to": "", "typed": "cook", "settled": True}]
    other = told | {"interview": name, "changes": changes, "chosen": {"standing": "not sure"}}
    name = desk.answer("say", other)["interview"]
    assert desk.answer("which", {"interview": name})["noted"] == chosen


def test_a_new_letter_asks_early_for_what_the_plan_puts_into_it(desk: Desk) -> None:
    def later(**told: Any) -> bool:
        reply = desk.answer("open", {"kind": "thank-you", "interview": "", **told})
        return bool(next(each["later"] for each in reply["questions"] if each["name"] == "forgot"))

    assert later() is True
    assert later(chosen={"went_wrong": ["something I forgot to say"]}) is False


def test_whoever_has_sent_their_thanks_is_not_asked_whether_they_have(desk: Desk) -> None:
    known = saved(desk)["interview"]

    def thanked() -> object:
        reply = desk.answer("open", {"kind": "second-interview", "interview": known})
        return next(each["typed"] for each in reply["questions"] if each["name"] == "thanked")

    assert thanked() == ""
    desk.answer("sent", {"kind": "thank-you", "interview": known})
    assert thanked() == "yes"


def test_the_plan_of_an_interview_is_kept_and_says_what_is_due(desk: Desk) -> None:
    changes = [
        {"answer": name, "to": "", "typed": typed, "settled": True}
        for name, typed in {"company": "Zeta", "role": "cook", "me": "A B"}.items()
    ]
    name = desk.answer("say", {"kind": "thank-you", "interview": "", "changes": changes})[
        "interview"
    ]
    chosen = {"went_wrong": ["something I did (late, unprepared, a joke, a wrong name)"]}
    plan = desk.answer("which", {"chosen": chosen, "interview": name})["plan"]
    (row,) = desk.answer("start", {})["interviews"]
    assert row["due"]["kind"] == plan[0]["letter"] == "apology"
    assert row["due"]["from"] == plan[0]["from"]
