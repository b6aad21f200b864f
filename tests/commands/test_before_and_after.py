"""Before the letter and after it: debrief, which letter, status, sent."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from drafter.filling import anonymous
from drafter.letters import rendering
from drafter.letters.questions import Person
from drafter.planning import which as routes
from tests import desk
from tests.desk import SHELF, TODAY, drafter
from tests.terminal.person import Person as Somebody

pytestmark = pytest.mark.any_day

Golden = Callable[[str, str], None]
DEBRIEFS = sorted((desk.HERE / "answers/debrief").glob("*.toml"))
DEBRIEF = SHELF.kind("debrief")
GIVEN = ("--role", "staff nurse", "--company", "Northgate", "--me", "Aoife O'Brien-Smith")


# --- the debrief ------------------------------------------------------------------------------


def test_a_debrief_asks_at_most_twelve_things_what_went_well_first() -> None:
    asked = [question.name for question in DEBRIEF.questions if not question.later]
    assert len(asked) <= 12
    assert asked[:2] == ["company", "went_well"]  # the company names the folder


def test_every_prompt_of_a_debrief_but_the_company_can_be_skipped() -> None:
    assert [question.name for question in DEBRIEF.questions if question.needed] == ["company"]


def test_debriefs_read_as_written(golden: Golden) -> None:
    letters = [
        f"=== {path.stem}\n\n{desk.letter(DEBRIEF, desk.read_toml(path))}" for path in DEBRIEFS
    ]
    golden("answers/debrief.txt", "\n".join(letters))


def test_a_debrief_of_nothing_is_still_kind() -> None:
    text = desk.letter(DEBRIEF, {"company": "Acme"})
    assert text == "Debrief, Acme\n\nYou were asked in, and you went. That is enough for today.\n"


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


SESSION = [
    "Northgate General",
    "the tour", "my question about the night team", "",
    "talking about how a handover goes wrong",
    "someone who stays calm when two bells ring at once",
    "how I deal with a colleague who is late",
    "that I would follow the policy, and then I stopped",
    "A colleague was late every Tuesday. I asked her over tea, and we moved her start.", "",
    "", "", "small on the bus, more sensible now",
    "opening with a figure", "",
    "apply to the clinic", "",
    "",  # the debrief stands
    "1", "1", "somebody reacted", "1",  # which letter
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
    me = Somebody(tmp_path, "debrief", "--today", TODAY.isoformat())
    seen = []
    for text in SESSION:
        me.sees()
        seen.append(me.screen)
        me.types(text)
    assert me.leaves() == 0, me.screen
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


def test_what_a_person_reads_is_kind() -> None:
    files = [*(desk.ROOT / "templates").rglob("*.*"), *(desk.ROOT / "drafter").glob("*.py")]
    for file in files:
        text = file.read_text(encoding="utf-8")
        if "phrases.toml" in file.name or file.name == "review.py":
            continue  # the words that hurt are listed there
        assert not re.search(
            r"you should have|you must not|wrong with you|obviously", text, re.I
        ), file
        if file.suffix == ".toml" or (file.suffix == ".html" and "page" not in file.name):
            assert not re.search(r"\w!(?![=\[\"])", text), file


# --- which letter -----------------------------------------------------------------------------

TURNS = {turn.name: turn.choices for turn in routes.turns(SHELF)}


def test_every_route_ends_in_a_letter_and_in_at_least_a_thank_you() -> None:
    count = 0
    for chosen in itertools.product(*(("", *choices) for choices in TURNS.values())):
        answers = {name: choice for name, choice in zip(TURNS, chosen, strict=True) if choice}
        route = routes.propose(SHELF, answers)
        count += 1
        assert route.letter in desk.NAMES
        assert route.why
        settled = answers.get("standing") in ("they said no", "silence past the date")
        if not settled or route.letter == "second-interview":
            assert "thank-you" in (route.letter, *route.besides)
        assert ("recruiter" in route.besides) == (answers.get("through_recruiter") == "an agency")
    assert count == 5 * 7 * 4 * 4


NOT_YET = {"standing": "no decision yet"}


@pytest.mark.parametrize(
    ("answers", "letter", "why"),
    [
        ({}, "thank-you", "every interview"),
        ({"went_wrong": "it went fine"}, "thank-you", "every interview"),
        ({"went_wrong": "nothing I can point at, just a feeling"}, "thank-you", "A feeling"),
        ({"went_wrong": "something I forgot to say"}, "thank-you", "room for one thing"),
        ({"went_wrong": "one or two answers"}, "clarification", "better answer"),
        (
            {"went_wrong": "something I did (late, unprepared, a joke, a wrong name)"},
            "apology",
            "same day",
        ),
        (
            {"went_wrong": "something outside me (illness, family, technology)"},
            "second-interview",
            "why you fit",
        ),
        (
            {"went_wrong": "one or two answers", "reaction": "it is my own feeling"},
            "thank-you",
            "Nobody reacted",
        ),
        (
            {
                "went_wrong": "something I did (late, unprepared, a joke, a wrong name)",
                "reaction": "it is my own feeling",
            },
            "thank-you",
            "did not notice",
        ),
        ({"standing": "they said no"}, "rejection-reply", "door open"),
        (
            {
                "standing": "they said no",
                "went_wrong": "something outside me (illness, family, technology)",
            },
            "second-interview",
            "accept it first",
        ),
        ({"standing": "silence past the date"}, "check-in", "next step"),
    ],
)
def test_a_route_gives_its_reason(answers: dict[str, str], letter: str, why: str) -> None:
    for more in ({}, NOT_YET if "standing" not in answers else {}):
        route = routes.propose(SHELF, {**answers, **more})
        assert route.letter == letter
        assert why in route.why


def test_which_is_answered_by_flags_too(tmp_path: Path) -> None:
    done = drafter("which", "--went-wrong", "outside me", cwd=tmp_path)
    assert done.stdout.startswith("second-interview: ")
    assert "Against it:" in done.stdout
    assert "thank-you too" in done.stdout
    wrong = drafter("which", "--standing", "perhaps", cwd=tmp_path)
    assert wrong.returncode == 2


@pytest.mark.parametrize(
    ("typed", "letter"),
    [
        (["1", "1", "1", "1", ""], "kitchen manager"),
        (["2", "", "", ""], "primary school teacher"),
        (["3", "", "", ""], "survey technician"),
        (["", "5", "", ""], "staff nurse"),
        (["", "3", "1", "", "apology"], "library assistant"),
        (["", "4", "", "thank-you"], "staff nurse"),
    ],
)
def test_which_leads_on_to_the_letter_that_is_taken(
    typed: list[str], letter: str, tmp_path: Path
) -> None:
    me = Somebody(tmp_path, "which")
    me.answers(typed)
    me.sees("1 of", f"For example: {letter}")
    me.child.sendintr()
    assert me.leaves() == 130


# --- status and sent --------------------------------------------------------------------------


def test_status_tells_what_is_due_soonest_first_and_sent_is_noted(tmp_path: Path) -> None:
    day = TODAY.isoformat()
    drafter("thank-you", *GIVEN, "--met-on", "2026-11-20", "--today", day, cwd=tmp_path)
    later = ("--role", "cook", "--company", "Zeta", "--me", "A B", "--met-on", "2026-11-19")
    drafter("check-in", *later, "--decide-by", "2026-12-15", "--today", day, cwd=tmp_path)
    status = drafter("status", "--today", day, cwd=tmp_path).stdout
    assert status.index("Northgate, staff nurse") < status.index("Zeta, cook")
    assert "thank-you: drafted 2026-11-22, not marked as sent" in status
    sent = drafter("sent", "thank-you", "--today", day, cwd=tmp_path)
    assert sent.returncode == 0
    assert "went out on 2026-11-22" in sent.stderr
    status = drafter("status", "--today", day, cwd=tmp_path).stdout
    assert "thank-you: drafted 2026-11-22, sent 2026-11-22" in status
    assert "drafter check-in drafts/northgate-staff-nurse" in status


def test_nothing_is_ever_marked_as_sent_by_itself(tmp_path: Path) -> None:
    drafter("thank-you", *GIVEN, "--met-on", "2026-11-10", cwd=tmp_path)
    for days in (0, 5, 40):
        day = (TODAY + timedelta(days)).isoformat()
        assert "not marked as sent" in drafter("status", "--today", day, cwd=tmp_path).stdout


def test_sent_says_what_to_do_where_it_cannot_know_the_letter(tmp_path: Path) -> None:
    nothing = drafter("sent", "apology", cwd=tmp_path)
    assert (nothing.returncode, "drafter apology" in nothing.stderr) == (1, True)
    for role in ("cook", "baker"):
        drafter("thank-you", *GIVEN, "--role", role, cwd=tmp_path)
    several = drafter("sent", "thank-you", cwd=tmp_path)
    assert several.returncode == 1
    assert "drafts/northgate-cook" in several.stderr
    assert drafter("sent", "thank-you", "drafts/northgate-cook", cwd=tmp_path).returncode == 0


def test_status_of_nothing_says_how_to_begin(tmp_path: Path) -> None:
    assert "drafter thank-you" in drafter("status", cwd=tmp_path).stdout


def test_a_note_that_fits_no_sentence_is_not_offered(tmp_path: Path) -> None:
    told = ("--company", "Northgate", "--connected", "I blanked on the question")
    drafter("debrief", *told, cwd=tmp_path)
    me = Somebody(tmp_path, "clarification", "drafts/northgate", "--role", "cook")
    me.answers(["", ""])  # the people, the day
    me.sees("I enjoyed ____.")
    assert "From your notes" not in me.screen
    me.types("")
    me.sees("You asked ____")
    me.child.sendintr()
    assert me.leaves() == 130


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("effect", "was completely my fault and im an idiot", "idiot"),
        ("now", "I will stop being so stupid", "stupid"),
    ],
)
def test_what_is_hard_on_oneself_is_met_gently_in_the_smaller_blanks_too(
    name: str, text: str, word: str
) -> None:
    from drafter.review import letter as review

    asked = review.looks_at(name, text)
    assert asked is not None and "Yours may stay" in asked, word
    assert review.looks_at(name, "cut into the hour you had kept free") is None


def test_a_name_without_capitals_is_asked_about_before_it_is_signed() -> None:
    gathered = desk.gather(SHELF.kind("thank-you"), {"me": "sam carter"})
    assert any("no capitals" in note and "Sam Carter" in note for note in gathered.notes)
    assert gathered.answers["me"] == "sam carter"
    assert not desk.gather(SHELF.kind("thank-you"), {"me": "Sam Carter"}).notes
