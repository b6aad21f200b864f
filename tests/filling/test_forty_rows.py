"""The forty ways in which people answer badly, and what becomes of each in the finished letter.

Each row is tried at the prompt, where drafter asks what it cannot know, and from a file, where it
mends what is certain and says so, lets what is doubtful stand as typed and says so, and refuses
what cannot stand. Where the house differs from the row, a comment says how.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import AnswerError
from drafter.filling import sources
from drafter.filling.session import Session
from drafter.keeping import interview
from drafter.letters import rendering
from drafter.letters.questions import Person
from drafter.terminal import questionnaire as ask
from tests import desk

Value = object


# --- the two ways to give an answer -----------------------------------------------------------


class Script:
    """A terminal at which everything is typed beforehand; the end of it ends the input."""

    prefills, paints = True, False
    width, height = 80, 24

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.asked: list[str] = []
        self.said: list[str] = []  # after the first line was typed
        self._typed = False

    def say(self, text: str) -> None:
        (self.said if self._typed else self.asked).append(text)

    def read(self, prompt: str, prefill: str = "") -> str:
        self._typed = True
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    def more_waits(self) -> bool:
        return False

    def edit(self, text: str) -> str | None:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of an answer: its value, what drafter said of it, and the letters."""

    value: Value
    said: tuple[str, ...]
    drafts: list[rendering.Draft] = field(default_factory=list)

    @property
    def heard(self) -> str:
        return " ".join(" ".join(self.said).split())

    @property
    def letter(self) -> str:
        return "\n".join(f"{draft.subject}\n{draft.text}" for draft in self.drafts)


def questionnaire(
    kind: str, given: Mapping[str, object], console: Script, keep: Callable[..., None] | None = None
) -> ask.Questionnaire:
    """Return the asking of what *given* leaves open in a *kind* of letter."""
    form = desk.SHELF.kind(kind)
    session = Session(
        library=desk.SHELF,
        kind=form,
        answers=desk.gather(form, given).answers if given else {},
        today=desk.TODAY,
    )
    return ask.Questionnaire(session=session, console=console, keep=keep or (lambda session: None))


def example(kind: str, others: Mapping[str, object], name: str) -> dict[str, Any]:
    given = {**desk.example(desk.SHELF.kind(kind)), **others}
    return {key: value for key, value in given.items() if key != name}


def at_prompt(kind: str, name: str, *lines: str, **others: object) -> Told:
    """Return what becomes of *lines*, typed when *name* is asked last."""
    console = Script(*lines)
    asking = questionnaire(kind, example(kind, others, name), console)
    question = asking.session.kind.question(name)
    assert question
    asking.ask(asking.session.steps([question])[0])
    assert console.lines == [], "these were never read"
    return Told(
        value=plain(asking.session.answers[name]),
        said=tuple(console.said),
        drafts=asking.session.drafts(),
    )


def from_file(kind: str, name: str, typed: object, **others: object) -> Told:
    """Return what becomes of *typed* in an answers file."""
    given = {**example(kind, others, name), name: typed}
    gathered = desk.gather(desk.SHELF.kind(kind), given)
    return Told(
        value=plain(gathered.answers[name]),
        said=gathered.notes,
        drafts=desk.draft(desk.SHELF.kind(kind), given),
    )


def plain(value: Value) -> Value:
    """Return *value* as a table below writes it."""
    match value:
        case date():
            return value.isoformat()
        case tuple() if value and isinstance(value[0], Person):
            return tuple(person.greeting for person in value)
    return value


# --- the rows that a table can hold -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """One answer typed into the blank *name*.

    *kept* is what the letter gets at the prompt, after the lines of *then*; *filed* is what it gets
    from a file, the same unless given. *says* are words that are said in both ways, *shows* those
    of the prompt alone; without either, nothing is said. A file that is *refused* is refused with
    these words. *letter* stands in the finished letter, *never* does not.
    """

    kind: str
    name: str
    typed: str
    kept: Value
    then: tuple[str, ...] = ()
    filed: Value = ...
    says: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    letter: str = ""
    never: str = ".."
    others: Mapping[str, object] = field(default_factory=dict)


ALONE = dict.fromkeys(  # what belongs to one person alone
    ("enjoyed", "stayed", "mentioned", "work", "would_do", "thanks_for"), ""
)
KEEPS = "Enter keeps it as it is"
LONG = "hearing how the ward runs. " + "The talk went on and on. " * 49
GERMAN = "Ich habe in der Bäckerei gearbeitet und das war gut für mich."

TABLE: dict[str, tuple[Case, ...]] = {
    # A certain change is said and the joined sentence shown; there is no yes or no to answer, since
    # "<" goes back. Questions are for what drafter is unsure of.
    "01 repeated lead-in": (
        Case("thank-you", "enjoyed", "I really enjoyed hearing about the ward.",
             "hearing about the ward",
             says=("Left out 'I really enjoyed'",),
             shows=("I enjoyed hearing about the ward.",),
             letter="I enjoyed hearing about the ward. It told me"),
        Case("thank-you", "mentioned", "that the team grows", "the team grows",
             says=("Left out 'that'",), letter="You mentioned that the team grows."),
        Case("recruiter", "could_you", "Could you please pass it on?", "pass it on",
             says=("Left out 'Could you'", "Left out 'please'"), letter="Could you pass it on?"),
        Case("clarification", "asked", "When you asked about pay", "about pay",
             says=("Left out 'When you asked'",), letter="You asked about pay, and I stayed"),
    ),
    "02 end punctuation": (
        Case("thank-you", "enjoyed", "the tour.", "the tour", letter="enjoyed the tour. It"),
        Case("thank-you", "enjoyed", "the tour!", "the tour", letter="enjoyed the tour. It"),
        Case("thank-you", "enjoyed", "the tour…", "the tour", letter="enjoyed the tour. It"),
        Case("thank-you", "enjoyed", "the question “Why not?”", "the question “Why not?”",
             letter="enjoyed the question “Why not?” It told", never="?”."),
        Case("clarification", "asked", '"What is hard?"', '"What is hard?"',
             letter='You asked "What is hard?", and I stayed'),
        Case("thank-you", "mentioned", "you buy from Arlo Ltd.", "you buy from Arlo Ltd.",
             letter="buy from Arlo Ltd. At St. Brigid"),
        Case("thank-you", "mentioned", "some are small, e.g.", "some are small, e.g.",
             letter="small, e.g. At St. Brigid"),
    ),
    "03 company with a stop": (
        Case("thank-you", "mentioned", "you own Northgate Foods Inc.",
             "you own Northgate Foods Inc.", letter="Northgate Foods Inc. At"),
        Case("clarification", "asked", "what I know of Northgate Foods Inc.",
             "what I know of Northgate Foods Inc.", letter="Northgate Foods Inc., and I stayed"),
        Case("clarification", "matters", "You own Northgate Foods Inc.",
             "You own Northgate Foods Inc.", ("",), letter="Northgate Foods Inc. I'd ring"),
        Case("recruiter", "company", "Northgate Foods Inc.", "Northgate Foods Inc.",
             letter="with Northgate Foods Inc. It was", others={"client": "", "thanks_for": ""}),
    ),
    "04 capital first letter": (
        Case("thank-you", "enjoyed", "Hearing how it runs", "hearing how it runs",
             says=("Wrote 'hearing' with a small letter.",), letter="enjoyed hearing how it"),
        Case("thank-you", "enjoyed", "NHS stories", "NHS stories"),
        Case("thank-you", "enjoyed", "dbt models by the dozen", "dbt models by the dozen"),
        Case("thank-you", "enjoyed", "iOS tests that run", "iOS tests that run"),
        Case("thank-you", "enjoyed", "McKinsey as a case", "McKinsey as a case"),
        Case("thank-you", "enjoyed", "O'Neill as a case", "O'Neill as a case"),
        Case("thank-you", "mentioned", "I would lead it", "I would lead it",
             letter="You mentioned that I would lead it."),
        Case("clarification", "matters", "i would lead it", "I would lead it.", ("",),
             says=("Began it with a capital letter.", "Added the full stop"),
             letter="I would lead it. I'd ring"),
        Case("thank-you", "enjoyed", "Sourdough in the making", "Sourdough in the making", ("",),
             says=("Is it a name, or an ordinary word?",), shows=("Enter keeps it. A number",)),
        Case("thank-you", "enjoyed", "Sourdough in the making", "sourdough in the making", ("1",),
             filed="Sourdough in the making", says=("'Sourdough' begins with a capital",)),
    ),
    "05 small i": (
        Case("thank-you", "forgot", "i rebuilt the close, and i led it",
             "rebuilt the close, and I led it", says=("Left out 'i'", "Wrote 'i' as 'I'."),
             letter="I also rebuilt the close, and I led it."),
    ),
    "06 you asked, in asked": (
        Case("clarification", "asked", "you asked me how I'd handle a late supplier",
             "me how I'd handle a late supplier", says=("Left out 'you asked'",),
             letter="You asked me how I'd handle a late supplier, and"),
        Case("clarification", "asked", "you asked me about late suppliers",
             "me about late suppliers", says=("Left out 'you asked'",),
             letter="You asked me about late suppliers, and"),
        Case("clarification", "asked", "why I left", "why I left",
             letter="You asked why I left, and"),
        Case("clarification", "asked", "late suppliers", "late suppliers",
             letter="You asked about late suppliers, and"),
    ),
    # Not "both readings": where the verb is not the candidate's, there is none to offer.
    "07 spoken to oneself": (
        Case("apology", "sorry", "you were late", "was late", ("1",), says=("Was it you?",),
             refused=("Was it you?", "You could write: was late"),
             letter="I am sorry that I was late."),
        Case("apology", "sorry", "your answer was too long", "spoke for too long",
             ("spoke for too long",), says=("What exactly did you do or not do?",),
             refused=("What exactly did you do or not do?",)),
    ),
    "08 third person": (
        Case("apology", "sorry", "she arrived late", "kept you waiting",
             ("n", "kept you waiting"), says=("is about somebody else. Was it you?",),
             refused=("is about somebody else. Was it you?",)),
    ),
    # One template, and the past form for all of them: "for arriving late" would be a second letter.
    "09 present, infinitive, -ing": (
        *(
            Case("apology", "sorry", typed, past, ("1",), says=("needs its past form",),
                 refused=("needs its past form", "as in 'arrived late'"),
                 letter=f"I am sorry that I {past}.")
            for typed, past in {
                "arrive late": "arrived late",
                "to arrive late": "arrived late",
                "arriving late": "arrived late",
                "being late": "was late",
            }.items()
        ),
        Case("apology", "sorry", "dither", "dithered", ("n", "dithered"), filed="dither",
             says=("Is 'dither' past?",)),
        Case("apology", "sorry", "dithering", "dithered", ("dithered",),
             says=("needs its past form",), refused=("How would you write it?",)),
    ),
    "10 all capitals": (
        Case("apology", "sorry", "I WAS LATE", "was late", ("1",), filed="WAS LATE",
             says=("all in capitals",)),
        Case("thank-you", "role", "STAFF NURSE", "staff nurse", ("1",), filed="STAFF NURSE",
             says=("all in capitals",)),
        Case("thank-you", "role", "NHS STAFF NURSE", "NHS staff nurse", ("1",),
             filed="NHS STAFF NURSE", says=("all in capitals",)),
        Case("thank-you", "role", "RN", "RN", letter="Tuesday: RN interview"),
        Case("thank-you", "enjoyed", "SQL", "SQL"),
        Case("clarification", "answer", "I RAN THE DESK.", "I ran the desk.", ("", "1"),
             filed="I RAN THE DESK.", says=("all in capitals",)),
    ),
    "11 name in small letters": (
        Case("thank-you", "people", "ms. o'brien-SMITH", ("Ms. O'Brien-Smith",), ("",),
             filed=("Ms. o'brien-SMITH",), says=("how they write their name?",)),
        Case("thank-you", "people", "ms. o'brien-SMITH", ("Ms. o'brien-SMITH",), ("2",),
             says=("how they write their name?",)),
        Case("thank-you", "people", "bell hooks", ("bell hooks",), ("2",),
             says=("how they write their name?",), letter="Dear bell hooks,"),
        Case("thank-you", "people", "Ms. van der Berg", ("Ms. van der Berg",)),
        Case("thank-you", "people", "Mr. de Souza", ("Mr. de Souza",)),
        Case("thank-you", "people", "Ms. MacDonald", ("Ms. MacDonald",)),
        Case("thank-you", "people", "Mr. Macdonald", ("Mr. Macdonald",)),
        Case("thank-you", "people", "ms Okafor", ("Ms. Okafor",)),
        Case("thank-you", "people", "Ms. Okafor", ("Ms Okafor",), others={"style": "British"}),
    ),
    "12 title and letters": (
        Case("thank-you", "people", "Dr. Jane Roe, PhD, RN", ("Dr. Roe",), ("",),
             filed=("Dr. Jane Roe",), never="PhD",
             says=("Left 'PhD, RN' out of the greeting.", "people write Dr. Roe.")),
        Case("thank-you", "people", "Dr. Jane Roe, PhD, RN", ("Dr. Jane Roe",), ("2",),
             letter="Dear Dr. Jane Roe,", says=("people write Dr. Roe.",)),
    ),
    "13 names of the world": (
        *(
            Case("thank-you", "people", name, (name,), letter=f"{greets} {name},\n",
                 shows=(f"The letter greets: Hi {name},",) if greets == "Hi" else ())
            for greets, name in (
                ("Dear", "Nguyen Van Minh"),
                ("Hi", "Suharto"),
                ("Hi", "Björk"),
                ("Dear", "Gabriel García Márquez"),
            )
        ),
        *(  # the better offer comes first; which word is the first name, only the person knows
            Case("thank-you", "people", name, (name,), ("2",), says=("sounds stiff after Dear",),
                 letter=f"Dear {name},\n")
            for name in ("Björk Guðmundsdóttir", "García Márquez")
        ),
        Case("thank-you", "people", "Ines Carvalho", ("Ines",), ("1",), filed=("Ines Carvalho",),
             says=("'Ines Carvalho' in full sounds stiff",)),
        Case("thank-you", "people", "Mr. Nguyen Van Minh", ("Mr. Nguyen",), ("3",),
             filed=("Mr. Nguyen Van Minh",), says=("Which words should follow the title",),
             shows=("Mr. Minh",)),
        Case("thank-you", "people", "Dr. García Márquez", ("Dr. García Márquez",)),
        Case("thank-you", "role", "café manager", "café manager",
             letter="Thank you for Tuesday: café manager interview"),
        Case("clarification", "role", "café manager", "café manager",
             letter="Café manager interview"),
    ),
    "14 several people in a line": (
        Case("thank-you", "people", "Ann, Bob & Dr. Lee", ("Ann", "Bob", "Dr. Lee"),
             says=("Read it as 3 people: Ann; Bob; Dr. Lee.",), letter="Dear Dr. Lee,",
             others=ALONE),
        Case("thank-you", "people", "Ann and Bob", ("Ann", "Bob"),
             says=("Read it as 2 people: Ann; Bob.",), others=ALONE),
        Case("thank-you", "people", "Ann; Bob", ("Ann", "Bob"), others=ALONE),
        Case("thank-you", "people", "Smith, John", ("John Smith",), ("1",),
             says=("one person, or two?",), refused=("one person, or two?", "John Smith")),
    ),
    "15 several points in a line": (
        Case("debrief", "went_well", "sql; python and led team", ("sql", "python and led team"),
             ("",)),
        Case("debrief", "went_well", "ran it; sold it; kept it; built it",
             ("ran it", "sold it", "kept it"), ("", "ran it; sold it; kept it", ""),
             says=("Keep the 3 that matter most.",), refused=("Keep the 3 that matter most.",)),
    ),
    # Moving a fragment to a story is not offered: n writes it again, < and a number change others.
    "16 a diatribe in a fragment": (
        Case("thank-you", "enjoyed", LONG, "hearing how the ward runs", ("",),
             filed=LONG.rstrip(" ."), says=("299 words; up to",)),
        Case("thank-you", "enjoyed", LONG, LONG.rstrip(" ."), ("2",), says=("299 words; up to",)),
        Case("clarification", "answer", "I ran it. " * 40, ("I ran it. " * 40).strip(), ("", ""),
             says=("120 words; up to 90",)),
    ),
    "17 no answer": (
        *(
            Case("thank-you", "enjoyed", typed, None, never="I especially enjoyed")
            for typed in ("n/a", "none", "-", "no", "idk", "skip", ".", "nothing really", "nichts")
        ),
        Case("rejection-reply", "feedback", "No", False, never="spare a line"),
        Case("thank-you", "enjoyed", "none of it was dull", "none of it was dull"),
    ),
    "19 emoji and chat": (
        Case("thank-you", "enjoyed", "the tour 😀!!! lol tbh", "the tour! lol tbh", ("",),
             says=("Took out the emoji and the repeated marks '!!!'.", "'lol' and 'tbh'")),
    ),
    "24 relative days": (
        Case("thank-you", "met_on", "yesterday", "2026-11-21", letter="on Saturday, and for",
             says=("'yesterday' is Saturday, November 21, 2026.",)),
        Case("thank-you", "met_on", "last tues", "2026-11-17", letter="on Tuesday, and for",
             says=("'last tues' is Tuesday, November 17, 2026.",)),
        Case("thank-you", "met_on", "tomorrow", "2026-11-21", ("n", "21 November"),
             filed="2026-11-23", says=("which is still to come.",), never="tomorrow"),
        Case("thank-you", "met_on", "10 November", "2026-11-10", letter="on November 10, and for"),
        Case("thank-you", "met_on", "Tuesday", "2026-11-17", letter="on Tuesday, and for"),
        # The day of these tests is a Sunday.
        Case("thank-you", "met_on", "Sunday", "2026-11-22", ("1",), letter="on Sunday, and for",
             says=("could be Sunday", "15", "22"), refused=("2026-11-22", "2026-11-15")),
        Case("thank-you", "met_on", "Saturday 28 November", "2026-11-28", ("",),
             says=("which is still to come",), letter="on November 28"),
        Case("thank-you", "met_on", "Friday and Saturday", "2026-11-20", ("Friday",),
             says=("is more than one day",), refused=("Give the one that matters",)),
    ),
    "25 day or month first": (
        Case("thank-you", "met_on", "10/11/2026", "2026-10-11", ("1",), letter="on October 11",
             says=("could be",), refused=("could be", "Write 2026-10-11 or 2026-11-10")),
        Case("thank-you", "met_on", "10/11/2026", "2026-10-11", ("1",), letter="on 11 October",
             says=("could be",), refused=("could be",), others={"style": "British"}),
    ),
    # What says "role" by itself stands as it is called; the letter never says it twice.
    "26 role with article": (
        *(
            Case(kind, "role", "the Senior Data Analyst position",
                 "Senior Data Analyst position", says=("Left out 'the'",), letter=letter,
                 never="position role", others={"their_subject": ""})
            for kind, letter in {
                "thank-you": "Thank you for Tuesday: Senior Data Analyst interview\n",
                "check-in": "about the Senior Data Analyst position.",
            }.items()
        ),
        Case("check-in", "role", "the Senior Data Analyst role", "Senior Data Analyst",
             says=("Left out 'the'", "Left out 'role'"),
             letter="about the Senior Data Analyst role."),
        Case("thank-you", "role", "a staff nurse role/position", "staff nurse role/position",
             says=("Left out 'a'",), letter="Thank you for Tuesday: staff nurse interview\n"),
        Case("check-in", "role", "a staff nurse role/position", "staff nurse role/position",
             says=("Left out 'a'",), letter="about the staff nurse role/position."),
    ),
    "27 a or an": tuple(
        Case(kind, "role", role, role, letter=letter.format(role))
        for role in ("MBA intern", "hourly picker", "university tutor")
        for kind, letter in {
            "thank-you": "Tuesday: {} interview",
            "check-in": "about the {} role.",
        }.items()
    ),
    "28 company with The": (
        Case("recruiter", "company", "The Co-op", "The Co-op", letter="with The Co-op, and for",
             never="the The", others={"client": ""}),
    ),
    "29 possessive": tuple(
        Case("recruiter", "company", name, name, letter=f"with {said} It was", never=f"{name}'",
             others={"client": "", "thanks_for": ""})
        for name, said in {"Arlo Foods": "Arlo Foods.", "Yahoo!": "Yahoo!"}.items()
    ),
    "30 plural or uncountable": tuple(
        Case(kind, "enjoyed", typed, typed, letter=f"enjoyed {typed}.")
        for kind in ("thank-you", "clarification", "feedback")
        for typed in ("your questions", "the feedback")
    ),
    "33 pasted from Word": (
        Case("thank-you", "enjoyed", "the “smart” so\u00adft ze\u200bro\u00a0 blanks",
             "the “smart” soft zero blanks", letter="the “smart” soft zero blanks."),
    ),
    "34 other language": (
        Case("thank-you", "enjoyed", "le pain et la visite de vos équipes",
             "le pain et la visite de vos équipes", ("",), says=("does not look like English",)),
        Case("thank-you", "enjoyed", "el equipo y los niños", "el equipo y los niños", ("",),
             says=("does not look like English",)),
        Case("clarification", "answer", GERMAN, GERMAN, ("", ""), letter=GERMAN,
             says=("does not look like English",)),
        Case("thank-you", "enjoyed", "seeing Maria de la Cruz and the plat du jour",
             "seeing Maria de la Cruz and the plat du jour"),
    ),
    "38 sorry for ..., but ...": (
        Case("apology", "sorry", "Sorry for being late, but traffic was awful.", "was late",
             ("1",), says=("Left out 'Sorry for'", "'traffic was awful' can go to the reason"),
             refused=("needs its past form", "'traffic was awful' can go to the reason")),
        Case("apology", "sorry", "sorry that I was late, but traffic was awful", "was late",
             ("1",), filed="was late, but traffic was awful",
             says=("Left out 'sorry that I'", "'traffic was awful' can go to the reason")),
    ),
    "39 a confession as the answer": (
        Case("clarification", "answer", "I didn't know anything about Kubernetes",
             "I would start with a small cluster.",
             ("", "n", "I would start with a small cluster.", ""),
             filed="I didn't know anything about Kubernetes.",
             says=("What would you answer today?",)),
    ),
}  # fmt: skip

ELSEWHERE: list[str] = []  # the rows that have a test of their own
WAYS = ("prompt", "file")
Test = Callable[..., None]


def row(name: str, **marks: pytest.MarkDecorator) -> Callable[[Test], Test]:
    """Name a test, and its two ways, by its row; *marks* are those of one way."""
    ELSEWHERE.append(name)
    ways = [
        pytest.param(way, id=f"row {name}, {way}", marks=(marks[way],) if way in marks else ())
        for way in WAYS
    ]
    return pytest.mark.parametrize("way", ways)


def _in_table() -> Iterator[Any]:
    for name, cases in TABLE.items():
        for way in WAYS:
            yield pytest.param(cases, way, id=f"row {name}, {way}")


@pytest.mark.parametrize(("cases", "way"), list(_in_table()))
def test_a_bad_answer_gives_a_good_letter(cases: tuple[Case, ...], way: str) -> None:
    for case in cases:
        if way == "prompt":
            _check_prompt(case)
        else:
            _check_file(case)


def _check_prompt(case: Case) -> None:
    told = at_prompt(case.kind, case.name, case.typed, *case.then, **case.others)
    assert told.value == case.kept, case
    for words in (*case.says, *case.shows):
        assert words in told.heard, (case, told.heard)
    assert case.says or case.shows or not told.heard, (case, told.heard)
    assert case.letter in told.letter and case.never not in told.letter, told.letter


def _check_file(case: Case) -> None:
    if case.refused:
        with pytest.raises(AnswerError) as refused:
            from_file(case.kind, case.name, case.typed, **case.others)
        (problem,) = refused.value.problems
        assert problem.startswith(f"test.toml: {case.name}: ")
        for words in case.refused:
            assert words in problem, problem
        return
    told = from_file(case.kind, case.name, case.typed, **case.others)
    assert told.value == (case.kept if case.filed is ... else case.filed), case
    for words in case.says:
        assert any(
            note.startswith(f"test.toml: {case.name}") and words in note for note in told.said
        )
    assert case.says or told.said == (), (case, told.said)
    if case.filed is ...:
        assert case.letter in told.letter, told.letter
        assert case.never not in told.letter, told.letter


# --- the rows that need more than a table -------------------------------------------------------


@row("18 required left blank")
def test_what_the_letter_needs_is_asked_again_then_named(way: str, tmp_path: Path) -> None:
    if way == "prompt":
        told = at_prompt("apology", "sorry", "", "n/a", "was late")
        assert told.value == "was late"
        needs = "The letter needs this one. For example: arrived twenty-five minutes late."
        assert told.heard.count(needs) == 2
        return
    given = example("apology", {}, "sorry")
    (tmp_path / "a.toml").write_text(
        "\n".join(f"{name} = {json.dumps(value)}" for name, value in given.items()),
        encoding="utf-8",
    )
    run = desk.drafter("apology", "--answers", "a.toml", "--today", "2026-11-22", cwd=tmp_path)
    assert run.returncode == 1
    assert "Error: sorry is missing: I am sorry that I ____." in run.stderr
    assert "Give it as --sorry, or in the answers file." in run.stderr
    assert run.stdout == "" and [path.name for path in tmp_path.iterdir()] == ["a.toml"]


GENTLE = {
    # Offers the neutral choice where there is one; own words are not among the choices there.
    "20 self-abuse and grovelling": ("apology", "sorry", "was deeply sorry", "deeply sorry"),
    "21 blame": (
        "apology", "effect", "I was lost because your questions were confusing.",
        "your questions were confusing",
    ),
    "22 health detail": ("second-interview", "happened", "I had my first chemo.", "chemo"),
    "23 insult or confidence": (
        "recruiter", "news", "I thought he was no rocket scientist.", "no rocket scientist",
    ),
}  # fmt: skip
ELSEWHERE += GENTLE


@pytest.mark.parametrize("name", GENTLE, ids=lambda name: f"row {name}, prompt")
def test_asks_once_gently_and_what_the_person_decides_stands(name: str) -> None:
    kind, question, typed, words = GENTLE[name]
    is_story = typed.endswith(".")
    ends, new = ([""], "I lost the thread.") if is_story else ([], "lost the thread")
    kept = at_prompt(kind, question, typed, *ends, "")
    assert kept.value == typed and typed in kept.letter
    assert f"'{words}'" in kept.heard and kept.heard.count(KEEPS) == 1
    anew = at_prompt(kind, question, typed, *ends, "n", new, *ends)
    assert anew.value == new and new in anew.letter and typed not in anew.letter


@pytest.mark.parametrize("name", GENTLE, ids=lambda name: f"row {name}, file")
def test_points_at_it_in_a_file_and_lets_it_stand(name: str, tmp_path: Path) -> None:
    kind, question, typed, words = GENTLE[name]
    run = desk.drafter(
        kind, "--example", f"--{question}", typed, "--today", "2026-11-22", cwd=tmp_path
    )
    assert run.returncode == 0 and typed in run.stderr
    said = run.stderr.replace(typed, "")
    assert words in said, said


def test_a_verdict_on_oneself_is_met_with_neutral_choices() -> None:
    """Row 20, for the blank whose choices are all neutral."""
    (question,) = (q for q in desk.SHELF.kind("clarification").questions if q.name == "slip")
    typed = "I was an absolute disaster"
    told = at_prompt("clarification", "slip", typed, "5")
    assert told.value == question.choices[4] == "I stayed too general. This is what I meant"
    assert "absolute disaster' is harder on you than they would be" in told.heard
    assert "You could say it calmly: I stayed too general." in told.heard
    assert at_prompt("clarification", "slip", typed, "").value == typed  # what they decide stands


NASTY = 'the <b>bold</b> & {{ me }} {% if %} `ls` $HOME "q" ‘s’\ttab\u202e rtl\u00a0nb'
TAMED = 'the <b>bold</b> & {{ me }} {% if %} `ls` $HOME "q" ‘s’ tab rtl nb'


@row("31 markup, templates, controls")
def test_text_is_data(way: str) -> None:
    if way == "prompt":
        told = at_prompt("thank-you", "enjoyed", NASTY)
    else:
        told = from_file("thank-you", "enjoyed", NASTY.replace("\t", "\n"))
    assert told.value == TAMED and told.said == ()
    (draft,) = told.drafts
    assert f"I enjoyed {TAMED}." in draft.text
    assert "<b>" not in draft.html and "&lt;b&gt;bold&lt;/b&gt; &amp; {{ me }}" in draft.html


def _contact(way: str, typed: str) -> rendering.Draft:
    give = at_prompt if way == "prompt" else from_file
    told = give("thank-you", "contact", typed)
    assert told.value == typed and told.said == ()
    (draft,) = told.drafts
    assert typed in draft.text
    return draft


@row("32 links")
def test_only_web_addresses_become_links(way: str) -> None:
    draft = _contact(way, "https://example.com/me?a=1&b=2, ada@example.org")
    assert '<a href="https://example.com/me?a=1&amp;b=2">' in draft.html
    assert "</a>, ada@example.org" in draft.html
    assert "href" not in _contact(way, "javascript:alert(1) data:text/html,x file:///etc").html


# A greeting's address goes to mailto in the page; a mailto that somebody types is rare.
@row("32 links, mailto")
def test_a_typed_mailto_becomes_a_link(way: str) -> None:
    draft = _contact(way, "mailto:ada@example.org")
    assert '<a href="mailto:ada@example.org">' in draft.html


def test_a_foreign_language_is_warned_of_once() -> None:
    """Row 34, for a file in which everything is in another language."""
    others = {"mentioned": "das ist ein Haus und das auch", "work": GERMAN}
    told = from_file("thank-you", "enjoyed", "das Haus und die Leute auf der Station", **others)
    assert [note for note in told.said if "English" in note] == [
        "test.toml: enjoyed: This does not look like English, and the sentences around it are. "
        "It stands as you typed it."
    ]
    assert GERMAN in told.letter


def test_templates_put_no_article_possessive_or_agreement_beside_an_answer() -> None:
    """Rows 27 to 30, for every letter at once."""
    for kind in desk.KINDS:
        body = desk.SHELF.read(f"{kind.name}/body.html") or ""
        assert not re.search(r"\ban?\s+\{\{", body, re.I), kind.name  # a MBA
        assert not re.search(r"\bthe\s+\{\{\s*company", body, re.I), kind.name  # the The Co-op
        assert not re.search(r"\}\}['’]", body), kind.name  # Arlo Foods's
        assert not re.search(r"\}\}\s+(?:is|are|was|were|has|have)\b", body), kind.name


@row("35 the same answer twice")
def test_what_is_said_twice_is_dropped_once_and_told(way: str) -> None:
    typed, others = "Hearing how the ward runs", {"enjoyed": "hearing how the ward runs"}
    if way == "prompt":
        told = at_prompt("thank-you", "work", typed, "", **others)
    else:
        told = from_file("thank-you", "work", typed, **others)
    assert told.value is None
    assert "work says the same as enjoyed, so the letter says it once." in told.heard
    assert told.letter.casefold().count("hearing how the ward runs") == 1


def test_what_the_letter_needs_is_never_dropped() -> None:
    """Row 35, where the second answer is a required one, and where it is named for a reason."""
    told = from_file("second-interview", "need", "triage at peak hours")
    assert told.value == "triage at peak hours" and told.said == ()
    told = from_file("feedback", "keep_for", "hospital pharmacist")
    assert told.value == "hospital pharmacist" and told.said == ()


@row("36 interviewer = candidate")
def test_two_answers_that_should_differ_are_asked_about(way: str) -> None:
    give = at_prompt if way == "prompt" else from_file
    told = give("thank-you", "people", "Aoife O'Brien-Smith")
    assert told.said and "people and me are the same. Is that meant?" in told.heard
    told = give("thank-you", "company", "Staff Nurse")
    assert "company and role are the same. Is that meant?" in told.heard


@row("37 very long name")
def test_a_long_name_stays_out_of_the_subject(way: str) -> None:
    name = "The Royal Borough of Kensington and Chelsea Adult Education Service Trust"
    give = at_prompt if way == "prompt" else from_file
    told = give("recruiter", "company", name, client="")
    assert told.drafts[0].subject == "Risk analyst interview: how it went"
    assert f"with {name}, and for" in told.letter
    told = give("thank-you", "me", "Aoife " * 12 + "Smith")
    assert told.drafts[0].subject == "Thank you for Tuesday: staff nurse interview"


class Stopped(Script):
    """A terminal at which the person presses Ctrl-C at the end."""

    def read(self, prompt: str, prefill: str = "") -> str:
        if not self.lines:
            raise KeyboardInterrupt
        return super().read(prompt, prefill)


@row("40 stopped half way")
def test_what_was_answered_is_kept_and_asking_goes_on(way: str, tmp_path: Path) -> None:
    kind = desk.SHELF.kind("thank-you")
    kept = interview.load(tmp_path)
    console = Stopped("staff nurse", "Northgate General", "Dr. Adeyemi", "")

    def keep(session: Session) -> None:
        kept.tell(kind, session.answers)
        kept.asking = kind.name
        kept.save()

    with pytest.raises(KeyboardInterrupt):
        questionnaire("thank-you", {}, console, keep).run()
    again = interview.load(tmp_path)
    assert again.asking == "thank-you"
    told = sources.gather(desk.SHELF, kind, [again.source(kind)], desk.TODAY).answers
    assert {name: plain(value) for name, value in told.items()} == {
        "role": "staff nurse",
        "company": "Northgate General",
        "people": ("Dr. Adeyemi",),
        "met_on": None,
    }
    if way == "prompt":
        session = Session(library=desk.SHELF, kind=kind, answers=told, today=desk.TODAY)
        assert session.waiting()[0].question.name == "enjoyed"
    else:
        run = desk.drafter("thank-you", ".", "--me", "Ada Obi", "--print", cwd=tmp_path)
        assert run.returncode == 0 and "staff nurse interview" in run.stdout


def test_every_row_has_its_test() -> None:
    numbers = {int(name[:2]) for name in (*TABLE, *ELSEWHERE)}
    assert numbers == set(range(1, 41))
