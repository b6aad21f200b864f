"""Fills a letter: a blank to ask with, or a Draft (subject, HTML, text)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from drafter.cache import remembered
from drafter.letters import saying, templates
from drafter.letters.context import UNKNOWN, Answers, context_for, everybody, groups
from drafter.letters.library import SHARED, Kind, Library, all_files
from drafter.letters.marks import BLANK, CLOSE, OPEN, SHOWN_BLANK, seamed, shown, split, unmark
from drafter.letters.questions import Person, Question
from drafter.letters.saying import SUBJECT, Sentence
from drafter.letters.text import plain_words

FEWEST_WORDS = 2  # of ours around a blank; with fewer the sentence before is shown too
_BLANKS = re.compile(r"[ \t]+")
LONGEST_SUBJECT, MOST_SUBJECT_WORDS = 60, 8  # characters, words: rule R08 of the review


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finished letter, or a debrief, which has no subject.

    *body* is the letter as an HTML fragment, *html* the whole document, *text* the same words as
    plain text without the subject. *marked* is the text in which every answer still stands between
    OPEN and CLOSE, and *marked_subject* the subject. *sentences* are those of ours, as they follow
    each other. *language* is a BCP 47 tag.
    """

    kind: str
    to: tuple[Person, ...]
    subject: str
    body: str
    text: str
    marked: str
    marked_subject: str
    language: str
    sentences: tuple[Sentence, ...] = ()

    @property
    def html(self) -> str:
        """Return the letter as a whole HTML document."""
        import html as entities

        title = entities.escape(self.subject or self.kind.capitalize())
        return (
            f'<!DOCTYPE html>\n<html lang="{self.language}">\n<head>\n<meta charset="utf-8">\n'
            f"<title>{title}</title>\n</head>\n<body>\n{self.body}\n"
            "</body>\n</html>\n"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """How a question is asked: the letter's own *sentence* with ``____`` where the answer goes.

    For a choice that the letter tests, *choices* holds the sentence that each choice makes.
    *before* and *after* are the words around the blank. *to* is the person a question is about,
    or None.
    """

    sentence: str
    before: str = ""
    after: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    to: Person | None = None


def drafts(
    library: Library, kind: Kind, answers: Answers, today: date, *, unasked: str | None = None
) -> list[Draft]:
    """Return the letters that *answers* make, one for each group of people.

    *unasked* is what stands for an answer that the letter needs and has not yet, its name in the
    place of ``{name}``; None: there is none.

    Raises:
        TemplateError: If a template is broken, or prints an answer that was skipped.
    """
    form = _form(library, kind, today)
    return [
        form.draft(answers, place, to, unasked) for place, to in enumerate(groups(kind, answers))
    ]


def greetings(library: Library, kind: Kind, answers: Answers, today: date) -> list[str]:
    """Return how each of the letters that *answers* make greets, as far as they are known."""
    form = _form(library, kind, today)
    return [form.greeting(answers, place, to) for place, to in enumerate(groups(kind, answers))]


def blanks(
    library: Library, kind: Kind, question: Question, answers: Answers, today: date
) -> list[Blank]:
    """Return how *question* is asked: once, once for each person, or not at all.

    It is not asked if its answer would change nothing in the letter as it stands, unless the
    question is one that is always asked.
    """
    if not answers and question in kind.questions:
        return list(_unanswered(library, kind)[question.name])
    return _blanks(library, kind, question, answers, today)


@lru_cache(maxsize=16)
def _unanswered(library: Library, kind: Kind) -> dict[str, list[Blank]]:
    """Return how each question of *kind* is asked while nothing is answered, on any day."""

    def of_each() -> dict[str, list[tuple[Any, ...]]]:
        day = date(2026, 1, 1)
        asked = {each.name: _blanks(library, kind, each, {}, day) for each in kind.questions}
        return {
            name: [(each.sentence, each.before, each.after, each.choices) for each in some]
            for name, some in asked.items()
        }

    def made_of() -> bytes:
        return all_files(library) + repr(kind).encode()

    return {
        name: [
            Blank(sentence=sentence, before=before, after=after, choices=choices)
            for sentence, before, after, choices in some
        ]
        for name, some in remembered(f"unanswered {kind.name}", made_of, of_each).items()
    }


def _blanks(
    library: Library, kind: Kind, question: Question, answers: Answers, today: date
) -> list[Blank]:
    form = _form(library, kind, today)
    to = groups(kind, answers)
    if question.name == "letters":
        return [Blank(sentence=question.ask)] if len(everybody(answers)) > 1 else []
    found = []
    for place, people in enumerate(to if question.each_person else to[:1]):
        blank = form.blank(question, answers, place, people)
        if blank:
            found.append(blank)
    if not found and question.always:
        found.append(Blank(sentence=question.ask))
    return found


@lru_cache(maxsize=16)
def _form(library: Library, kind: Kind, today: date) -> _Form:
    return _Form(library, kind, today)


class _Form:
    """One kind of letter, ready to be filled in on one day."""

    def __init__(self, library: Library, kind: Kind, today: date) -> None:
        self.library, self.kind, self.today = library, kind, today
        self.environment = templates.environment(library)
        own = f"{kind.name}/letter.html"
        self.frame = own if library.find(own) else f"{SHARED}/letter.html"

    # --- as a letter --------------------------------------------------------------------------

    def draft(
        self, answers: Answers, place: int, to: tuple[Person, ...], unasked: str | None
    ) -> Draft:
        from drafter.letters.tidying import filled

        context = self._context(answers, place, to, unasked=unasked)
        body, marked = filled(self._letter(context))
        subject = self._subject(context)
        return Draft(
            kind=self.kind.name,
            to=self._addressed(answers, place, to),
            subject=unmark(subject),
            body=body,
            text=unmark(marked),
            marked=marked,
            marked_subject=subject,
            language=context["style"].get("language", "en"),
            sentences=saying.in_order(context["_heard"], unmark(marked)),
        )

    def _addressed(
        self, answers: Answers, place: int, to: tuple[Person, ...]
    ) -> tuple[Person, ...]:
        """Return *to*, the first of the first letter with the address that was given apart."""
        email = answers.get("email")
        if place > 0 or not isinstance(email, str) or (to and to[0].email):
            return to
        first = replace(to[0], email=email) if to else Person(greeting=self.kind.team, email=email)
        return (first, *to[1:])

    def _context(
        self, answers: Answers, place: int, to: tuple[Person, ...], *, unasked: str | None
    ) -> dict[str, Any]:
        return context_for(
            self.library, self.kind, answers, place, to, today=self.today, unasked=unasked
        )

    def _letter(self, context: dict[str, Any]) -> str:
        """Return the letter as its template makes it, answers between marks."""
        letter = templates.render(self.environment, self.frame, context)
        said: str = context["_in_full"](letter)
        return said

    def _subject(self, context: dict[str, Any]) -> str:
        """Return the first line of the subject file that is short enough, or the last."""
        if not self.kind.letter:
            return ""
        own = context["_numbers"].way(SUBJECT)
        if isinstance(own, str) and own:
            return f"{OPEN}{own}{CLOSE}"
        made = templates.render(self.environment, f"{self.kind.name}/subject.txt", context)
        lines = (seamed(_BLANKS.sub(" ", line)).strip() for line in made.splitlines())
        last = ""
        for last in filter(unmark, lines):
            if _is_short(unmark(last)):
                break
        return last

    def greeting(self, answers: Answers, place: int, to: tuple[Person, ...]) -> str:
        """Return the sentence with which the letter begins."""
        context = self._context(answers, place, to, unasked=UNKNOWN)
        return unmark(next(self._sentences(context), ""))

    # --- as a question ------------------------------------------------------------------------

    def blank(
        self, question: Question, answers: Answers, place: int, to: tuple[Person, ...]
    ) -> Blank | None:
        about = to[0] if question.each_person and len(everybody(answers)) > 1 and to else None

        def sentences(value: object) -> Iterator[str]:
            context = self._context(answers, place, to, unasked=UNKNOWN)
            context[question.name] = value
            return self._sentences(context)

        values = {"list": (BLANK,), "people": (BLANK,)}
        asked = sentences(values.get(question.type, BLANK)) if question.name != "style" else ()
        said = ""
        for sentence in asked:
            if BLANK in sentence:
                own = re.findall(r"\w+", shown(sentence).replace(SHOWN_BLANK, ""))
                if len(own) < FEWEST_WORDS and said and "\n" not in sentence:
                    sentence = f"{said} {sentence}"
                before, after = shown(sentence).split(SHOWN_BLANK, 1)
                return Blank(sentence=shown(sentence), before=before, after=after, to=about)
            said = sentence
        # What several people are asked together, they answer as one.
        return self._tested(question, sentences, about if len(to) == 1 else None)

    def _tested(
        self,
        question: Question,
        sentences: Callable[[object], Iterable[str]],
        about: Person | None,
    ) -> Blank | None:
        """Return the sentence that each choice makes, or None if they all make the same."""
        values: dict[str, object] = {choice: choice for choice in question.choices}
        if question.type == "yes":
            values = {"yes": True, "no": False}
        if question.name == "style":
            values = {name: saying.style(self.library, name.lower()) for name in values}
        made = {name: list(sentences(value)) for name, value in values.items()}
        everywhere = set.intersection(*map(set, made.values())) if made else set()
        differing = tuple(
            (name, " ".join(shown(each) for each in found if each not in everywhere))
            for name, found in made.items()
        )
        if not any(sentence for _, sentence in differing):
            return None
        return Blank(sentence=question.ask, choices=differing, to=about)

    def _sentences(self, context: dict[str, Any]) -> Iterator[str]:
        """Yield the sentences of the letter, then its subject, made only when asked for."""
        from drafter.letters.tidying import tidy

        for block in tidy(self._letter(context)):
            for part in block.replace("<br>", "\n").split("</li>"):
                yield from split(plain_words(part))
        if subject := self._subject(context):
            yield f"Subject: {subject}"


def _is_short(subject: str) -> bool:
    return len(subject) <= LONGEST_SUBJECT and len(subject.split()) <= MOST_SUBJECT_WORDS
