"""The debrief, the copy for a friend, and the letter that it leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import icalendar
import pytest

from drafter.filling import anonymous, session, sources
from drafter.filling.session import Session
from drafter.filling.sources import Source
from drafter.letters import rendering
from drafter.letters.library import Kind
from drafter.letters.questions import Person, Setting
from drafter.planning import which
from drafter.planning.preparing import awaits_feedback, preparation
from tests import desk
from tests.desk import SHELF, TODAY, drafter
from tests.terminal.person import Person as Somebody
from tests.terminal.person import ctrl_c

pytestmark = pytest.mark.any_day

Golden = Callable[[str, str], None]
DEBRIEFS = sorted((desk.HERE / "answers/debrief").glob("*.toml"))
DEBRIEF = SHELF.kind("debrief")
GIVEN = ("--role", "staff nurse", "--company", "Northgate", "--me", "Aoife O'Brien-Smith")


def test_a_debrief_asks_at_most_twelve_things_what_went_well_first() -> None:
    asked, begun = [], _begun(DEBRIEF, {})
    while waiting := begun.waiting():  # as somebody who has had enough for today
        asked.append(waiting[0].question.name)
        begun = begun.answered(waiting[0], None)
    assert len(asked) <= 12
    assert asked[:2] == ["company", "went_well"]  # the company names the folder
    assert not {"said", "wish_said", "also_asked", "order"} & {*asked}


def test_every_prompt_of_a_debrief_can_be_skipped() -> None:
    assert [question.name for question in DEBRIEF.questions if question.needed] == []
    text = desk.letter(DEBRIEF, {})
    assert text == "My interview\n\nYou were asked in, and you went. That is enough for today.\n"


def test_notes_without_a_name_replace_no_others(tmp_path: Path) -> None:
    for felt in ("tired", "better"):
        assert drafter("debrief", "--felt", felt, cwd=tmp_path).returncode == 0
    for folder, felt in (("interview", "tired"), ("interview-2", "better")):
        text = (tmp_path / "drafts" / folder / "debrief.txt").read_text(encoding="utf-8")
        assert f"How I felt: {felt}." in text


def test_debriefs_read_as_written(golden: Golden) -> None:
    letters = [
        f"=== {path.stem}\n\n{desk.letter(DEBRIEF, desk.read_toml(path))}" for path in DEBRIEFS
    ]
    golden("answers/debrief.txt", "\n".join(letters))


def test_a_debrief_of_nothing_is_still_kind() -> None:
    text = desk.letter(DEBRIEF, {"company": "Acme"})
    assert (
        text
        == "My interview at Acme\n\nYou were asked in, and you went. That is enough for today.\n"
    )


def test_the_counts_of_both_columns_are_those_of_their_lines() -> None:
    for path in DEBRIEFS:
        text = desk.letter(DEBRIEF, desk.read_toml(path))
        for title in ("What went well", "What did not"):
            found = re.search(rf"{title}(?: \((\d+)\))?:\n\n((?:- .*\n)+)", text)
            if found:  # one line needs no count
                assert int(found.group(1) or 1) == found.group(2).count("\n"), text


def test_a_friend_s_copy_holds_no_name_company_or_address() -> None:
    assert len(DEBRIEFS) == 20
    plain = anonymous._PLAIN | {"van", "minh's"}
    for path in DEBRIEFS:
        given = desk.read_toml(path)
        told = desk.gather(DEBRIEF, {**given, "for_a_friend": True}).answers
        (copy,) = rendering.drafts(SHELF, DEBRIEF, anonymous.disguised(told, []), TODAY)
        people = told.get("people")
        names = [who.greeting for who in people if isinstance(who, Person)] if people else []  # type: ignore[union-attr]
        for name in [*names, given["company"]]:
            for word in re.findall(r"[^\W\d_][\w'’-]*", name):
                if word.lower() not in plain:
                    assert not re.search(rf"\b{re.escape(word)}\b", copy.text, re.I), (
                        path.stem,
                        word,
                    )
        assert not re.search(r"@|https?:|\d{5}", copy.text), path.stem
        assert "What would you have answered?" in copy.text
        assert "Is it as bad as I think?" in copy.text


def test_a_friend_s_copy_stands_beside_the_debrief(tmp_path: Path) -> None:
    drafter("debrief", "--company", "Acme", "--turned", "Acme rang", cwd=tmp_path)
    done = drafter("debrief", "drafts/acme", "--for-a-friend", "--no-input", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "drafts/acme"
    assert "Acme" in (folder / "debrief.txt").read_text(encoding="utf-8")
    copy = (folder / "debrief-for-a-friend.txt").read_text(encoding="utf-8")
    assert "Acme" not in copy
    assert "the company rang" in copy


def test_a_second_weak_answer_flows_into_the_letter_and_all_three_are_to_practise() -> None:
    told = {
        "company": "Acme",
        "asked": "how I plan",
        "wish_said": "I plan on Fridays.",
        "also_asked": "why I left",
        "also_wish_said": "The work moved away.",
        "third_asked": "about Excel",
        "third_wish_said": "I build models in it.",
    }
    text = " ".join(desk.letter(DEBRIEF, told).split())
    for question, answer in (("asked", "wish_said"), ("also_asked", "also_wish_said"),
                             ("third_asked", "third_wish_said")):  # fmt: skip
        assert f"When they ask {told[question]}: {told[answer]}" in text
    kind = SHELF.kind("clarification")
    begun = _begun(
        kind,
        {"role": "cook", "me": "Ada Obi"},
        **{f"noted_{name}": each for name, each in told.items()},
    )
    offered = []
    while waiting := begun.waiting():  # as somebody who takes whatever was noted
        noted = begun.offered(waiting[0])
        offered += [noted] if noted else []
        begun = begun.answered(waiting[0], noted or None)
    assert offered == ["how I plan", "I plan on Fridays.", "The work moved away.", "why I left"]
    plain = _begun(kind, {}).first_steps()
    assert not {"also_asked", "also_answer"} & {step.question.name for step in plain}


@pytest.mark.parametrize(
    ("told", "asked"),
    [({}, ["asked"]), ({"asked": "how I plan"}, ["asked", "also_asked"]),
     ({"asked": "how", "also_asked": "why"}, ["asked", "also_asked", "third_asked"])],
)  # fmt: skip
def test_a_further_weak_answer_is_asked_for_only_after_the_one_before(
    told: dict[str, str], asked: list[str]
) -> None:
    begun = _begun(DEBRIEF, told)
    names = [step.question.name for step in begun.first_steps()]
    assert [name for name in names if name.endswith("asked")] == asked


NOTES = {
    "went_well": ["the tour", "I was early"],
    "asked": "how I plan",
    "did": "talked too fast",
    "turned": "she looked at the clock",
}


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("2 1 4 3 5", "1. I was early.", "5. It turned: she looked at the clock."),
        ("2,1,5,4", "1. I was early.", "4. I talked too fast."),
        ("25", "1. I was early.", "2. It turned: she looked at the clock."),
        ("5 5 7 0 3", "1. It turned: she looked at the clock.", "2. They asked how I plan."),
    ],
)
def test_the_notes_stand_in_the_order_of_time_as_well(order: str, first: str, last: str) -> None:
    text = desk.letter(DEBRIEF, {"company": "Acme", **NOTES, "order": order})
    rows = re.findall(r"^ +(\d\. .+)$", text.partition("In the order in which")[2], re.M)
    assert (rows[0], rows[-1]) == (first, last)
    assert "What went well (2):" in text and "What did not (3):" in text


def test_the_order_is_asked_for_with_the_notes_and_only_where_there_are_three() -> None:
    (step,) = [s for s in _begun(DEBRIEF, NOTES).first_steps() if s.question.name == "order"]
    assert "(1 the tour; 2 I was early; 3 they asked how I plan; 4 I talked" in step.blank.sentence
    few = _begun(DEBRIEF, {"went_well": ["the tour", "the talk"]})
    assert "order" not in [step.question.name for step in few.first_steps()]


def test_what_one_did_oneself_stands_in_the_debrief_and_is_offered_to_the_apology() -> None:
    text = desk.letter(DEBRIEF, {"company": "Acme", "did": "I came ten minutes late"})
    assert "Something I would not do again: I came ten minutes late." in text
    begun = _begun(SHELF.kind("apology"), {}, noted_did="came ten minutes late")
    (sorry,) = [step for step in begun.first_steps() if step.question.name == "sorry"]
    assert begun.offered(sorry) == "came ten minutes late"


# --- what was behind it -----------------------------------------------------------------------

(CAUSE,) = [question for question in DEBRIEF.questions if question.name == "cause"]


@pytest.mark.parametrize("cause", CAUSE.choices)
def test_each_cause_leads_to_a_letter_or_to_what_helps_the_next_time(cause: str) -> None:
    text = desk.letter(DEBRIEF, {"company": "Acme", "cause": cause})
    assert f"What was behind it: {cause}." in text
    assert "What helps the next time:\n\n-" in text or "What helps" not in text
    tips = re.findall("^- ", text.partition("What helps the next time:")[2], re.M)
    assert tips or which.noted(SHELF, {"noted_cause": [cause]})


def test_whatever_the_notes_mean_is_a_trouble_that_can_be_chosen() -> None:
    (turn,) = [turn for turn in which.turns(SHELF) if turn.name == which.TROUBLES]
    for row in which.table(SHELF)["noted"]:
        assert row["trouble"] in turn.choices
        assert row["name"] in [question.kept_as for question in DEBRIEF.questions]
        assert row.get("words", CAUSE.choices[0]) in CAUSE.choices


@pytest.mark.parametrize(
    ("typed", "causes"),
    [
        ("1", ("too little preparation",)),
        ("3, 2", ("nerves", "low energy")),
        ("1 and 2", ("too little preparation", "low energy")),
        ("nerves, prep", ("nerves", "too little preparation")),
        ("nerves\njust a feeling", ("nerves", "just a feeling")),
        ("the baby, who did not sleep", ("the baby, who did not sleep",)),
        (["low energy", "low energy"], ("low energy",)),
        ("", None),
    ],
)
def test_causes_are_numbers_some_of_their_words_or_own_words(
    typed: object, causes: tuple[str, ...] | None
) -> None:
    assert CAUSE.read(typed, Setting(today=TODAY)).value == causes


def test_a_number_that_no_cause_has_is_asked_about() -> None:
    reading = CAUSE.read("1, 12", Setting(today=TODAY))
    assert [doubt.why for doubt in reading.problems] == ["'12' is not one of the choices."]


@pytest.mark.parametrize(
    ("cause", "more"),
    [([], []), (["nerves"], []), (["something outside me", "nerves"], ["outside"]),
     (["something that I forgot to say"], ["unsaid"])],
)  # fmt: skip
def test_more_is_asked_only_of_the_cause_that_a_letter_can_tell(
    cause: list[str], more: list[str]
) -> None:
    names = [s.question.name for s in _begun(DEBRIEF, {"cause": cause}).first_steps()]
    assert [name for name in names if name in ("outside", "unsaid")] == more


def test_what_was_outside_or_unsaid_is_offered_to_the_letter_that_tells_it() -> None:
    noted = {"noted_outside": "the line failed twice", "noted_unsaid": "speak Welsh"}
    for kind, name in (("second-interview", "happened"), ("thank-you", "forgot")):
        begun = _begun(SHELF.kind(kind), {"role": "cook", "people": "Dr. Lee"}, **noted)
        (step,) = [step for step in begun.first_steps() if step.question.name == name]
        assert begun.offered(step) in noted.values()
    assert "forgot" not in [
        step.question.name for step in _begun(SHELF.kind("thank-you"), {}).first_steps()
    ]


def test_which_goes_by_the_notes_unless_it_is_told_otherwise(tmp_path: Path) -> None:
    drafter("debrief", "--company", "Acme", "--cause", "outside", "--asked", "how", cwd=tmp_path)
    done = drafter("which", "drafts/acme", cwd=tmp_path)
    assert "thank-you" in done.stdout and "second-interview" in done.stdout
    told = ("--went-wrong", "it went fine")
    assert "second-interview" not in drafter("which", "drafts/acme", *told, cwd=tmp_path).stdout


# --- the next interview -----------------------------------------------------------------------

NEXT = ("--next-on", "4 December", "--prepare", "the story of the late colleague")
MORE = ("--prepare", "the new rota", "--asked", "how I plan", "--wish-said", "I plan on Fridays.")


def test_the_next_interview_has_its_day_and_two_things_to_prepare(tmp_path: Path) -> None:
    today = ("--today", TODAY.isoformat())
    drafter("debrief", "--company", "Acme", *NEXT, *MORE, *today, cwd=tmp_path)
    text = (tmp_path / "drafts/acme/debrief.txt").read_text(encoding="utf-8")
    assert "The next interview is on December 4. To prepare for it:\n\n- The story of" in text
    done = drafter("status", *today, cwd=tmp_path)
    assert (
        "The next interview is on Friday 2026-12-04. To prepare, on Wednesday 2026-12-02: the "
        "story of the late colleague; the new rota; say aloud the better answers that you wrote "
        "down"
    ) in " ".join(done.stdout.split())
    done = drafter("calendar", "--out", "-", *today, cwd=tmp_path)
    (event,) = icalendar.Calendar.from_ical(done.stdout).walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 12, 2)
    assert str(event["description"]).splitlines()[:2] == [
        "It is on Friday 2026-12-04.", "the story of the late colleague",
    ]  # fmt: skip


def test_more_than_two_things_to_prepare_are_too_many() -> None:
    (prepare,) = [question for question in DEBRIEF.questions if question.name == "prepare"]
    assert prepare.read("one\ntwo\nthree", Setting(today=TODAY)).problems
    names = [step.question.name for step in _begun(DEBRIEF, {}).first_steps()]
    assert "next_on" in names and "prepare" not in names
    begun = _begun(DEBRIEF, {"next_on": "2026-12-04"})
    assert "prepare" in [step.question.name for step in begun.first_steps()]


@pytest.mark.parametrize(
    ("today", "start"),
    [
        (date(2026, 11, 22), date(2026, 12, 2)),
        (date(2026, 12, 3), date(2026, 12, 3)),
        (date(2026, 12, 4), date(2026, 12, 4)),
        (date(2026, 12, 5), None),
    ],
)
def test_preparing_begins_two_days_before_and_ends_with_the_interview(
    today: date, start: date | None
) -> None:
    found = preparation({"noted_next_on": date(2026, 12, 4)}, today)
    assert (found and found.start) == start
    assert preparation({"noted_next_on": "soon"}, today) is None


# --- feedback ---------------------------------------------------------------------------------


def test_how_to_take_feedback_is_said_until_it_has_come(tmp_path: Path) -> None:
    said = "read it once, leave it for a day, thank them, and choose one thing to change."
    told = {"company": "Acme", "asked": "how I plan"}
    assert said in desk.letter(DEBRIEF, told)
    assert said not in desk.letter(DEBRIEF, {**told, "for_a_friend": True})
    text = desk.letter(DEBRIEF, {**told, "they_wrote": "too quiet", "to_change": "the first words"})
    assert said not in text
    assert "The feedback that came: too quiet." in text
    assert "The one thing that I change: the first words." in text


def test_status_says_so_when_feedback_was_asked_for(tmp_path: Path) -> None:
    today = ("--today", TODAY.isoformat())
    drafter("feedback", *GIVEN, "--told-on", "2026-11-20", *today, cwd=tmp_path)
    said = "When their feedback comes: read it once"
    assert said not in drafter("status", *today, cwd=tmp_path).stdout
    drafter("sent", "feedback", *today, cwd=tmp_path)
    assert said in drafter("status", *today, cwd=tmp_path).stdout
    folder = "drafts/northgate-staff-nurse"
    drafter("debrief", folder, "--to-change", "the first words", *NEXT, *today, cwd=tmp_path)
    done = drafter("status", *today, cwd=tmp_path)
    assert said not in done.stdout
    assert "change one thing: the first words" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("letters", "sent", "waits"),
    [
        ({}, {"feedback"}, True),
        ({"rejection-reply": {"feedback": True}}, {"rejection-reply"}, True),
        ({"rejection-reply": {"feedback": False}}, {"rejection-reply"}, False),
        ({"rejection-reply": {"feedback": True}}, set(), False),
    ],
)
def test_feedback_is_awaited_where_a_letter_that_was_sent_asks_for_it(
    letters: dict[str, dict[str, object]], sent: set[str], waits: bool
) -> None:
    assert awaits_feedback({}, letters, sent) == waits
    assert not awaits_feedback({"noted_they_wrote": "too quiet"}, letters, sent)


def _begun(kind: Kind, told: Mapping[str, object], **noted: str) -> Session:
    given = Source(name="test.toml", values=told)
    return session.begin(SHELF, kind, [given], TODAY, suggested=sources.suggested(kind, noted))


SESSION = [
    "Northgate General",
    "the tour", "my question about the night team", "",
    "talking about how a handover goes wrong",
    "someone who stays calm when two bells ring at once",
    "how I deal with a colleague who is late",
    "that I would follow the policy, and then I stopped",
    "A colleague was late every Tuesday. I asked her over tea, and we moved her start.", "",
    "",  # no second weak answer
    "", "", "1, 3",  # nothing that one did, no moment when it turned, and what was behind it
    "1 3 2 4", "small on the bus, more sensible now",
    "opening with a figure", "",
    "2026-12-04", "the story of the late colleague", "the new rota", "",  # the next interview
    "apply to the clinic", "",
    "",  # the debrief stands
    "1", "", "somebody reacted", "1",  # which letter; what went wrong is known from the notes
    "",  # write the clarification
    "staff nurse", "Dr. Adeyemi", "",
    "", "", "I stayed too general",  # enjoyed and asked as noted, and what became of it
    "", "",  # the answer as noted, and its end
    "", "", "Aoife O'Brien-Smith",  # no word on why it matters, or what one would do there
    "",  # and no telephone number
    "",  # the letter stands
]  # fmt: skip


def test_a_debrief_leads_to_the_letter_and_fills_it_with_what_was_noted(
    tmp_path: Path, golden: Golden
) -> None:
    me = Somebody(tmp_path, "debrief", "--today", TODAY.isoformat(), size=(90, 80))
    seen = []
    for text in SESSION:
        me.sees()
        seen.append(me.screen)
        me.types(text)
    assert me.leaves() == 0, me.screen
    assert any("Enter takes 1, from your notes." in each for each in seen)
    assert any("clarification: A weak answer needs a better answer" in each for each in seen)
    assert sum("From your notes" in each for each in seen) == 3
    folder = tmp_path / "drafts/northgate-general"
    for name in ("debrief.txt", "clarification.txt"):
        golden(f"session/{name}", (folder / name).read_text(encoding="utf-8"))


def test_nothing_that_was_noted_gets_into_a_letter_unseen(tmp_path: Path) -> None:
    drafter("debrief", "--company", "Northgate", "--need", "calm", "--asked", "how I plan",
            "--wish-said", "I plan on Fridays.", cwd=tmp_path)  # fmt: skip
    done = drafter("clarification", "drafts/northgate", *GIVEN, "--no-input", cwd=tmp_path)
    assert done.returncode == 1
    assert "answer is missing" in done.stderr
    for kind, more in (
        ("clarification", ("--answer", "I write the week on one page.")),
        ("second-interview", ()),
    ):
        letter = drafter(kind, "drafts/northgate", *GIVEN, *more, "--print", cwd=tmp_path)
        assert letter.returncode == 0, letter.stderr
        for noted in ("calm", "how I plan", "I plan on Fridays."):
            assert noted not in letter.stdout


def test_a_note_that_fits_no_sentence_is_not_offered(tmp_path: Path) -> None:
    told = ("--company", "Northgate", "--connected", "I blanked on the question")
    drafter("debrief", *told, cwd=tmp_path)
    me = Somebody(tmp_path, "clarification", "drafts/northgate", "--role", "cook")
    me.answers(["", ""])  # the people, the day
    me.sees("I enjoyed ____.")
    assert "From your notes" not in me.screen
    me.types("")
    me.sees("You asked ____")
    assert ctrl_c(me) == 130
