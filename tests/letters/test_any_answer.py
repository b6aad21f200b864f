"""Any answer fits: properties that hold for whatever a person may type."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.errors import AnswerError
from drafter.language.cleaning import clean
from drafter.letters import rendering
from drafter.letters.marks import CLOSE, OPEN
from drafter.letters.text import plain_text
from tests import desk
from tests.desk import LETTERS

AWKWARD = (desk.HERE / "tables/awkward.txt").read_text(encoding="utf-8").split("\n")
AWKWARD += [f"{r}x{m}" for r in "\ufdd0\ufdd1\ufdd2\u2029" for m in ("", "\ufdd1")]
AWKWARD += ["\x00\x1b[31m", "line\nline", "para\n\npara", "\t", "\u00a0", "A" * 300]

typed = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=60), st.lists(
    st.sampled_from(AWKWARD), min_size=1, max_size=3).map(" ".join))  # fmt: skip
many = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


class Tags(HTMLParser):
    """The tags and the words of a letter."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        self.text += {"li": " - ", "a": ""}.get(tag, " ")

    def handle_data(self, data: str) -> None:
        self.text += data


def words(text: str) -> list[str]:
    """Return the words of *text*; only blanks and line ends part them."""
    return [word for word in re.split(r"[ \t\n]+", text) if word]


@st.composite
def letters(draw: st.DrawFn) -> list[rendering.Draft]:
    """Letters from their example answers, any of which may be replaced by anything."""
    kind = draw(st.sampled_from(LETTERS))
    answers = desk.example(kind)
    for question in kind.questions:
        how = draw(st.integers(0, 5))
        if how == 0 and not question.needed:
            answers.pop(question.name, None)
        elif how in (1, 2, 3) and question.type not in ("yes", "date"):
            fixed = question.type == "choice" and not question.own_words
            answers[question.name] = draw(st.sampled_from(question.choices) if fixed else typed)
    try:
        return desk.draft(kind, answers)
    except AnswerError:
        return []


@many
@given(letters())
def test_text_and_html_say_the_same_words_without_markup_of_an_answer(
    drafts: list[rendering.Draft],
) -> None:
    for draft in drafts:
        page = Tags(draft.body)
        assert page.tags <= {"p", "br", "ul", "li", "a"}
        assert words(page.text) == words(draft.text)
        assert html.escape(draft.subject) in draft.html


@many
@given(letters())
def test_seams_are_right_and_no_mark_is_left(drafts: list[rendering.Draft]) -> None:
    for draft in drafts:
        assert not re.search("[\ufdd0-\ufdd2\u2029]", draft.text + draft.html + draft.subject)
        assert "\n" not in draft.subject
        ours = re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "X", draft.marked)
        assert not re.search(r" [.,;:?!]|\.\.|,\.|  |None|\{|\}|<", ours), ours
        seam = f"[.!?…][\"'”’)]*{CLOSE}\\."
        assert not re.search(seam, draft.marked), draft.marked


@many
@given(typed)
def test_an_answer_stands_in_the_letter_as_it_was_typed(text: str) -> None:
    kind = desk.SHELF.kind("thank-you")
    if not clean(text):
        return
    drafts = desk.draft(kind, {**desk.example(kind), "me": text})
    if not re.search("nbsp_place_holder", text):
        assert clean(text) in drafts[0].text
        assert clean(text) in html.unescape(re.sub("</?a[^>]*>", "", drafts[0].body))


@many
@given(letters())
def test_the_form_that_letters_share_gives_what_html2text_makes_of_the_whole(
    drafts: list[rendering.Draft],
) -> None:
    for draft in drafts:
        if "nbsp_place_holder" in draft.text:
            continue  # the one text that html2text itself changes
        body = re.sub("</?a[^>]*>", "", draft.body)
        assert plain_text(body) == draft.text
