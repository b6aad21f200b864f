"""The seams between our words and theirs are right, whatever a person makes fragments of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from drafter.errors import AnswerError
from drafter.letters import rendering
from drafter.letters.marks import CLOSE, OPEN
from drafter.letters.questions import Question
from tests import desk
from tests.desk import LETTERS

PLAIN = [
    *(
        "hearing",
        "seeing",
        "tour",
        "ward",
        "how",
        "why",
        "the",
        "a",
        "your",
        "our",
        "team",
        "people",
    ),
    *(
        "and",
        "with",
        "about",
        "in",
        "on",
        "to",
        "from",
        "that",
        "because",
        "it",
        "questions",
        "kept",
    ),
    *(
        "ran",
        "moved",
        "led",
        "arrived",
        "called",
        "was",
        "late",
        "quick",
        "clear",
        "handover",
        "for",
    ),
    *("by", "of", "we", "they", "asked", "spoke", "enjoyed", "interested", "especially", "very"),
]
NAMES = ["Grace", "O'Neill", "McKinsey", "Northgate", "Okafor", "London", "Kubernetes", "Tuesday"]
PANEL = ["Ann", "Bo", "Cleo"]
MADE = ["NHS", "SQL", "dbt", "iOS", "RN", "A&E", "PhD", "GitHub", "I", "I've"]
LEADS = [
    *("I really enjoyed", "I enjoyed", "you mentioned that", "that", "because", "when you asked"),
    *("you asked me about", "I am sorry that I", "sorry for", "I have since", "I", "it", "about"),
    *("by", "for", "the", "you need", "you said", "I can send", "please", "from now on I will"),
]
ENDS = ["", "", ".", "!", "…", "...", "?", ",", ";", " –", "!!", ". "]
GAPS = [" ", " ", " ", "  ", ", ", " - ", "\t", "\u00a0"]


@st.composite
def fragments(draw: st.DrawFn) -> str:
    """What somebody might type into a blank: a lead-in perhaps, a few words, a mark."""
    words = draw(st.lists(st.sampled_from([*PLAIN, *PLAIN, *NAMES, *MADE]), min_size=1, max_size=6))
    lead = draw(st.sampled_from(["", "", *LEADS]))
    text = f"{lead} {words[0]}" if lead else words[0]
    for word in words[1:]:
        text += draw(st.sampled_from(GAPS)) + word
    if draw(st.booleans()):
        text = text[0].upper() + text[1:]
    return text + draw(st.sampled_from(ENDS))


@st.composite
def letters(draw: st.DrawFn) -> tuple[list[rendering.Draft], tuple[str, ...]]:
    """Letters from their example answers, with fragments in some of their blanks."""
    kind = draw(st.sampled_from(LETTERS))
    answers = desk.example(kind)
    for question in kind.questions:
        how = draw(st.integers(0, 3))
        if how == 0 and not question.needed:
            answers.pop(question.name, None)
        elif how > 1 and _takes_fragments(question):
            text = draw(fragments())
            answers[question.name] = [text] if question.type == "list" else text
    if kind.name == "thank-you" and draw(st.booleans()):
        own = {name: answers.pop(name, None) for name in ("enjoyed", "mentioned")}
        answers["people"] = [
            {"greeting": name, **{each: draw(fragments()) for each in own}} for name in PANEL
        ]
    try:
        gathered = desk.gather(kind, answers)
        return desk.draft(kind, answers), gathered.notes
    except AnswerError:
        assume(False)  # what must be decided makes no letter
        raise


def _takes_fragments(question: Question) -> bool:
    return question.type in ("words", "list") or (question.type == "choice" and question.own_words)


@dataclass(frozen=True, slots=True)
class Seam:
    """An answer as it stands in the letter, with all that stands before and after it."""

    before: str
    answer: str
    after: str

    @property
    def begins(self) -> bool:
        """Return whether a sentence, a line or a list item begins with the answer.

        An answer that is a whole sentence ends inside its marks.
        """
        ended = rf"(?:[.?!:]|[.?!…][\"'”’)]*{CLOSE})\s+"
        return not self.before or bool(re.search(rf"(?:{ended}|\n(?:- )?)$", self.before))


def seams(draft: rendering.Draft) -> Iterator[Seam]:
    """Yield the seams of the letter and of its subject."""
    for text in (draft.marked, draft.marked_subject):
        for found in re.finditer(f"{OPEN}([^{CLOSE}]*){CLOSE}", text):
            yield Seam(text[: found.start()], found[1], text[found.end() :])


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[\w'’&]+", text)]


many = settings(
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
Made = tuple[list[rendering.Draft], tuple[str, ...]]


@many
@given(letters())
def test_no_word_of_ours_is_said_again_by_an_answer(made: Made) -> None:
    for draft in made[0]:
        for seam in seams(draft):
            if seam.begins or seam.before.rstrip(" ,;").endswith(CLOSE):
                continue
            ours, theirs = _words(seam.before)[-1:], _words(seam.answer)[:1]
            assert ours != theirs, (seam.before[-40:], seam.answer)


@many
@given(letters())
def test_no_capital_stands_in_mid_sentence_but_in_a_name(made: Made) -> None:
    drafts, notes = made
    doubted = " ".join(note for note in notes if "begins with a capital" in note)
    own = {name.casefold() for name in (*NAMES, *MADE, *PANEL)}
    for draft in drafts:
        for seam in seams(draft):
            first, *rest = re.findall(r"[^\s,;:…–\"“(]+", seam.answer) or [""]
            asks = seam.answer.rstrip('"').endswith("?")  # a question as it was put, in quotes
            if seam.begins or not first[:1].isupper() or asks:
                continue
            # Staff Nurse; in a role, a title may go on behind small words: the Head of Planning
            others = rest if seam.before.endswith(("the ", f"{CLOSE} ")) else rest[:1]
            titled = any(word != word.lower() for word in others)
            named = first.strip(".!?)”").casefold() in own or titled
            untouched = any(seam.answer in text for text in _example_texts(draft))
            assert named or untouched or f"'{first}'" in doubted, (seam.before[-40:], seam.answer)


def _example_texts(draft: rendering.Draft) -> list[str]:
    return [str(value) for value in desk.example(desk.SHELF.kind(draft.kind)).values()]


@many
@given(letters())
def test_a_sentence_ends_with_one_stop(made: Made) -> None:
    for draft in made[0]:
        for seam in seams(draft):
            joint = f"{seam.answer}|{seam.after[:1]}"
            # A quotation may end with its own stop before our question mark: "why."?
            assert not re.search(r"[.!?…][)\"'”’]*\|\.|[.!?…]\|[!?]", joint), joint
            assert not re.match(r"[.,;:!?]{2}", seam.after), (seam.answer, seam.after[:9])


@many
@given(letters())
def test_blanks_are_right_around_every_answer(made: Made) -> None:
    for draft in made[0]:
        for seam in seams(draft):
            assert seam.answer == seam.answer.strip() and "  " not in seam.answer
            assert not seam.before or seam.before[-1] in ' \n("', seam.before[-9:]
            assert not seam.before.endswith("  ")
            assert not seam.after or re.match(r"[.,;:?!)\"\n]| (?![ .,;:?!])", seam.after)
