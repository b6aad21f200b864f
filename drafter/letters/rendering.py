"""Fills a letter: a blank to ask with, or a Draft (subject, HTML, text)."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from drafter.errors import TemplateError
from drafter.language import dates, fragments
from drafter.letters.library import SHARED, Kind, Library
from drafter.letters.questions import STYLES, Person, Question, Value

if TYPE_CHECKING:
    import html2text
    import jinja2

Answers = Mapping[str, Value]

# Noncharacters: nobody can type them, and what people type is cleared of them.
OPEN, CLOSE, BLANK = "\ufdd0", "\ufdd1", "\ufdd2"
_BREAK = "\u2029"  # between the paragraphs of one answer, until the letter is tidied

WORDING = "wording"  # the answer that says how the sentences of ours are put
SUBJECT = "subject"  # what the subject is called among them

SHOWN_BLANK = "____"
FEWEST_WORDS = 2  # of ours around a blank; with fewer the sentence before is shown too
UNKNOWN = "…"  # a required answer that is not asked yet
LONGEST_SUBJECT, MOST_SUBJECT_WORDS = 60, 8  # characters, words: rule R08 of the review
PARAGRAPH = 'style="margin:0 0 1em 0"'  # the one form that keeps its gap in every mail program


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of ours in a letter, by its *name*.

    *text* is what it says there, empty where it was left out. *chosen* is the number of its wording
    from 1 on, 0 for left out, None for the person's own words. *wordings* says how many there are.
    """

    name: str
    text: str
    chosen: int | None
    wordings: int


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


# --- the letters of one kind -----------------------------------------------------------------


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


def groups(kind: Kind, answers: Answers) -> list[tuple[Person, ...]]:
    """Return the people of each letter: one each, all together, or the chair (the first) alone."""
    people = _people(answers)
    if len(people) < 2:
        return [people]
    way = answers.get("letters") or _default(kind, "letters")
    if way == "one each":
        return [(person,) for person in people]
    return [people[:1]] if way == "one to the chair" else [people]


def blanks(
    library: Library, kind: Kind, question: Question, answers: Answers, today: date
) -> list[Blank]:
    """Return how *question* is asked: once, once for each person, or not at all.

    It is not asked if its answer would change nothing in the letter as it stands, unless the
    question is one that is always asked.
    """
    form = _form(library, kind, today)
    to = groups(kind, answers)
    if question.name == "letters":
        return [Blank(sentence=question.ask)] if len(_people(answers)) > 1 else []
    found = []
    for place, people in enumerate(to if question.each_person else to[:1]):
        blank = form.blank(question, answers, place, people)
        if blank:
            found.append(blank)
    if not found and question.always:
        found.append(Blank(sentence=question.ask))
    return found


def _people(answers: Answers) -> tuple[Person, ...]:
    people = answers.get("people")
    if isinstance(people, tuple):
        return tuple(person for person in people if isinstance(person, Person))
    return ()


def _default(kind: Kind, name: str) -> str | None:
    question = kind.question(name)
    return question.default if question else None


class _Form:
    """One kind of letter, ready to be filled in on one day."""

    def __init__(self, library: Library, kind: Kind, today: date) -> None:
        self.library, self.kind, self.today = library, kind, today
        self.environment = _environment(library)
        own = f"{kind.name}/letter.html"
        self.frame = own if library.find(own) else f"{SHARED}/letter.html"

    def draft(
        self, answers: Answers, place: int, to: tuple[Person, ...], unasked: str | None
    ) -> Draft:
        context = self._context(answers, place, to, unasked=unasked)
        body, marked = _filled(self._letter(context))
        subject = self._subject(context)
        heard: list[Sentence] = context["_heard"]
        return Draft(
            kind=self.kind.name,
            to=self._addressed(answers, place, to),
            subject=unmark(subject),
            body=body,
            text=unmark(marked),
            marked=marked,
            marked_subject=subject,
            language=context["style"].get("language", "en"),
            sentences=_in_order(heard, unmark(marked)),
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

    def blank(
        self, question: Question, answers: Answers, place: int, to: tuple[Person, ...]
    ) -> Blank | None:
        about = to[0] if question.each_person and len(_people(answers)) > 1 and to else None

        def sentences(value: object) -> Iterator[str]:
            context = self._context(answers, place, to, unasked=UNKNOWN)
            context[question.name] = value
            return self._sentences(context)

        values = {"list": (BLANK,), "people": (BLANK,)}
        shown = sentences(values.get(question.type, BLANK)) if question.name != "style" else ()
        said = ""
        for sentence in shown:
            if BLANK in sentence:
                own = re.findall(r"\w+", _show(sentence).replace(SHOWN_BLANK, ""))
                if len(own) < FEWEST_WORDS and said and "\n" not in sentence:
                    sentence = f"{said} {sentence}"
                before, after = _show(sentence).split(SHOWN_BLANK, 1)
                return Blank(sentence=_show(sentence), before=before, after=after, to=about)
            said = sentence
        return self._tested(question, sentences)

    def _tested(self, question: Question, sentences: Any) -> Blank | None:
        """Return the sentence that each choice makes, or None if they all make the same."""
        values: dict[str, object] = {choice: choice for choice in question.choices}
        if question.type == "yes":
            values = {"yes": True, "no": False}
        if question.name == "style":
            values = {name: self._style(name) for name in values}
        made = {name: list(sentences(value)) for name, value in values.items()}
        everywhere = set.intersection(*map(set, made.values())) if made else set()
        differing = tuple(
            (name, " ".join(_show(each) for each in shown if each not in everywhere))
            for name, shown in made.items()
        )
        if not any(sentence for _, sentence in differing):
            return None
        return Blank(sentence=question.ask, choices=differing)

    def _letter(self, context: dict[str, Any]) -> str:
        """Return the letter as its template makes it, answers between marks."""
        letter = self._render(self.frame, context)
        return _in_full(self.library, letter) if context["formal"] else letter

    def _subject(self, context: dict[str, Any]) -> str:
        """Return the first line of the subject file that is short enough, or the last."""
        if not self.kind.letter:
            return ""
        own = context["_wording"].get(SUBJECT)
        if isinstance(own, str) and own:
            return f"{OPEN}{own}{CLOSE}"
        lines = self._render(f"{self.kind.name}/subject.txt", context).splitlines()
        wordings = [_seamed(re.sub(r"[ \t]+", " ", line)).strip() for line in lines]
        wordings = [line for line in wordings if unmark(line)]
        short = (line for line in wordings if _is_short(unmark(line)))
        return next(short, wordings[-1] if wordings else "")

    def _sentences(self, context: dict[str, Any]) -> Iterator[str]:
        """Yield the sentences of the letter, then its subject, made only when asked for."""
        for block in tidy(self._letter(context)):
            for part in block.replace("<br>", "\n").split("</li>"):
                yield from split(_plain_words(part))
        if subject := self._subject(context):
            yield f"Subject: {subject}"

    def _render(self, name: str, context: dict[str, Any]) -> str:
        import jinja2

        try:
            return self.environment.get_template(name).render(context)
        except jinja2.TemplateNotFound as error:
            raise TemplateError(f"{error.name}: there is no such template.") from error
        except jinja2.TemplateSyntaxError as error:
            where = f"{error.filename or error.name}, line {error.lineno}"
            raise TemplateError(f"{where}: {error.message}") from error
        except TemplateError as error:
            raise TemplateError(f"{_where(error, name)}: {error}") from error
        except (jinja2.TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as error:
            raise TemplateError(f"{_where(error, name)}: {error}.") from error
        except RecursionError as error:
            raise TemplateError(f"{name}: this template includes itself.") from error

    def _style(self, answer: object) -> dict[str, Any]:
        return _style(self.library, str(answer or "").lower())

    def _context(
        self, answers: Answers, place: int, to: tuple[Person, ...], *, unasked: str | None
    ) -> dict[str, Any]:
        """Return what the templates are given: every question of the kind, and nothing else."""
        context: dict[str, Any] = {}
        for question in self.kind.questions:
            value = _value(question, answers, place, to, unasked=unasked)
            context[question.name] = value
        context["style"] = self._style(answers.get("style") or _default(self.kind, "style"))
        if self.kind.letter and "first_names" not in answers:
            context["first_names"] = _on_first_names(to)
        context["others"] = self._others(answers, to)
        context["team"] = _Ours(self.kind.team)
        context["formal"] = any(context.get(name) == word for name, word in self.kind.formal)
        for question in self.kind.questions if context["formal"] else ():
            if context[question.name] in question.choices:  # a choice of ours is in our words
                context[question.name] = _in_full(self.library, context[question.name])
        context["body"] = f"{self.kind.name}/body.html"
        context["_place"], context["_today"] = place, self.today
        context["_wording"], context["_heard"] = _wording(answers), []
        return context

    def _others(self, answers: Answers, to: tuple[Person, ...]) -> tuple[str, ...] | None:
        """Return whom the chair is asked to thank, or None if the letter goes to everybody."""
        if len(groups(self.kind, answers)) > 1:
            return None
        return tuple(person.greeting for person in _people(answers)[len(to) :]) or None


@lru_cache(maxsize=16)
def _form(library: Library, kind: Kind, today: date) -> _Form:
    return _Form(library, kind, today)


@lru_cache(maxsize=8)
def _style(library: Library, name: str) -> dict[str, Any]:
    words = library.style(name if name in STYLES else STYLES[0])
    return {key: _Ours(word) for key, word in words.items()} | {"name": name}


def _value(
    question: Question,
    answers: Answers,
    place: int,
    to: tuple[Person, ...],
    *,
    unasked: str | None,
) -> object:
    """Return the answer to *question* in the letter at *place*, as a template gets it."""
    if question.name == "people":
        names = tuple(person.greeting for person in to)
        if unasked and "people" not in answers and (question.needed or unasked == UNKNOWN):
            return (unasked.format(name="people"),)
        return names or None
    value: object = answers.get(question.name)
    if question.each_person:
        own = [person.own[question.name] for person in to if person.own.get(question.name)]
        shared = [value] if value and place == 0 and value not in own else []
        value = _joined(question, [*shared, *own])
    if question.once and place > 0:
        return None
    if value is None and question.name not in answers:
        if question.default is not None:
            return (
                {"yes": True}.get(question.default) if question.type == "yes" else question.default
            )
        if unasked and question.needed:
            blank = unasked.format(name=question.name)
            return (blank,) if question.type == "list" else blank
    return value


def _wording(answers: Answers) -> dict[str, int | str]:
    """Return how each sentence of ours is to be put, by its name."""
    told = answers.get(WORDING)
    return dict(told) if isinstance(told, Mapping) else {}


def _in_order(heard: Sequence[Sentence], text: str) -> tuple[Sentence, ...]:
    """Return the sentences that were *heard*, as plain text, in the order in which *text* has them.

    One that was left out stays behind the one before it.
    """
    places: list[tuple[int, Sentence]] = []
    for said in heard:
        words = unmark(_seamed(" ".join(_plain_words(said.text).split())))
        last = places[-1][0] if places else 0
        place = text.find(words) if words else last
        places.append((place if place >= 0 else last, replace(said, text=words)))
    return tuple(said for _, said in sorted(places, key=lambda pair: pair[0]))


def _on_first_names(to: tuple[Person, ...]) -> bool:
    """Return whether the greetings of *to* are first names, as far as one can see: "Grace"."""
    return bool(to) and all(fragments.is_first_name(person.greeting) for person in to)


def _joined(question: Question, values: Sequence[object]) -> object:
    """Return one answer made of those of several people who share a letter."""
    if len(values) < 2:
        return values[0] if values else None
    if question.type == "list":
        return tuple(item for value in values for item in value)  # type: ignore[attr-defined]
    texts = [str(value) for value in values]
    return " ".join(texts) if question.type == "story" else fragments.listed(texts)


# --- Jinja ------------------------------------------------------------------------------------


class _Ours(str):
    """Words of a style: ours, so they are printed without marks."""

    __slots__ = ()


def _finalize(value: object) -> object:
    """Return *value* between marks, unless the words are ours or carry their marks already."""
    if value is None:
        raise TemplateError(
            "an answer that was skipped is printed here. "
            "Put {% if name %} and {% endif %} around it."
        )
    if isinstance(value, _Ours) or hasattr(value, "__html__"):
        return value
    text = str(value).replace("\n\n", _BREAK)
    return text if OPEN in text else f"{OPEN}{text}{CLOSE}"


@lru_cache(maxsize=4)
def _environment(library: Library) -> jinja2.Environment:
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def load(name: str) -> tuple[str, str | None, Any]:
        source = library.read(name)
        if source is None:
            raise jinja2.TemplateNotFound(name)
        return source, str(library.find(name)), lambda: True

    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        autoescape=jinja2.select_autoescape(["html"], default_for_string=False),
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        extensions=[_say()],
        cache_size=100,
    )
    del environment.filters["safe"]  # an answer is escaped, always
    environment.filters |= {
        "on_day": _of_day(dates.on_day),
        "by_day": _of_day(dates.by_day),
        "listed": lambda words: words and fragments.listed(words),
        "capital": lambda text: text and fragments.capital(text),
        "as_role": lambda text: text and _as_role(text),
        "bare_role": lambda text: text and fragments.bare_role(text),
        "day": _of_day(dates.say_day),
        "as_title": lambda text: text and fragments.capital(fragments.bare_role(text)),
        "all_given": _all_given,
        "reply": lambda text: text and fragments.reply(text),
        "asked_about": lambda text: text and fragments.asked_about(text),
    }
    return environment


def _all_given(values: Sequence[object]) -> list[object]:
    """Return those of *values* that were given, the items of a list one by one."""
    found: list[object] = []
    for value in values:
        found += value if isinstance(value, tuple) else [value] if value else []
    return found


def _is_short(subject: str) -> bool:
    return len(subject) <= LONGEST_SUBJECT and len(subject.split()) <= MOST_SUBJECT_WORDS


def _of_day(say: Any) -> Any:
    """Return a filter that says a day; words instead of a day are said as they are."""
    import jinja2

    @jinja2.pass_context
    def filter_day(context: Any, day: object) -> str | None:
        if isinstance(day, date):
            return str(say(day, context["_today"], context["style"]["name"] or STYLES[0]))
        if day is None:
            return None
        if say is dates.say_day:
            return str(day)
        return fragments.by_when(str(day)) if say is dates.by_day else f"on {day}"

    return filter_day


def _as_role(role: str) -> str:
    """Return "staff nurse role"; what is a post by its own name stays one: "design internship"."""
    shown = role if OPEN in role else f"{OPEN}{role}{CLOSE}"
    return shown if fragments.names_a_post(role) else f"{shown} role"


def _say() -> Any:
    from jinja2 import nodes, pass_context
    from jinja2.ext import Extension
    from markupsafe import Markup, escape

    class Say(Extension):
        """``{% say thanks %}one wording{% or %}another{% endsay %}``: a sentence of ours.

        The letters of a panel take the wordings in turn, each sentence at a pace of its own, so
        that letters which share an opening do not share a closing too. The person may have chosen
        another wording, none, or words of their own.
        """

        tags = {"say"}  # noqa: RUF012

        def parse(self, parser: Any) -> Any:
            line = next(parser.stream).lineno
            name = parser.stream.expect("name").value
            wordings = []
            while True:
                wordings.append(parser.parse_statements(("name:or", "name:endsay")))
                if next(parser.stream).value == "endsay":
                    break
            names = parser.__dict__.setdefault("_sentences", [])
            if name not in names:
                names.append(name)
            order = names.index(name)
            about = [nodes.Const(each) for each in (name, len(wordings), order)]
            return [
                nodes.CallBlock(
                    self.call_method("_worded", [nodes.Const(number), *about]), [], [], wording
                ).set_lineno(line)
                for number, wording in enumerate(wordings, 1)
            ]

        @pass_context
        def _worded(
            self, context: Any, number: int, name: str, many: int, order: int, caller: Any
        ) -> str:
            """Return the wording with this *number* of *many*, if it is the one to use."""
            way, heard = context["_wording"].get(name, 1), context["_heard"]
            if isinstance(way, str):
                if number > 1:
                    return ""
                own = escape(way.replace("\n\n", _BREAK))
                text = Markup(f"{OPEN}{own}{CLOSE}") if way else ""
                chosen = None if way else 0
            else:
                if number != 1 + (way - 1 + _turn(context["_place"], many, order)) % many:
                    return ""
                text, chosen = caller(), number
            heard.append(Sentence(name=name, text=str(text), chosen=chosen, wordings=many))
            return str(text) if not isinstance(text, Markup) else text

    return Say


def _turn(place: int, many: int, order: int) -> int:
    """Return by how many wordings the sentence that comes as *order* moves on in a panel."""
    pace = 1 + (order - 1) % (many - 1) if order and many > 1 else 0
    return place + pace * (place // many)


def _where(error: BaseException, name: str) -> str:
    """Return the file and line of the template in which *error* was raised."""
    trace, found = error.__traceback__, name
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".html", ".txt")):
            found = f"{file}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return found


# --- the letter between the template and the page ---------------------------------------------


@lru_cache(maxsize=4)
def _contractions(library: Library) -> tuple[re.Pattern[str], dict[str, str]]:
    words = {short: str(long) for short, long in library.table(f"{SHARED}/in_full.toml").items()}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b"), words


def _in_full(library: Library, letter: str) -> str:
    """Return *letter* with our own words said in full: "I would" for "I'd"."""
    pattern, words = _contractions(library)
    parts = re.split(f"({OPEN}[^{CLOSE}]*{CLOSE})", letter)
    parts[::2] = [pattern.sub(lambda found: words[found.group()], part) for part in parts[::2]]
    return "".join(parts)


def _plain_words(piece: str) -> str:
    """Return the words of *piece*, HTML of a sentence."""
    return entities.unescape(re.sub("<[^>]*>", "", piece))


_MARKED = f"{OPEN}[^{CLOSE}]*{CLOSE}"
_QUOTE = r"(?:[\"'”’)\]]|&#34;|&#39;)*"
_BLOCK = r"</?(?:p|ul|ol|li|div|h2|br)\b[^>]*>"
_WHOLE_BLOCK = re.compile(r"<(p|ul|ol|div|h2)\b[^>]*>.*?</\1>")
_EMPTY = re.compile(rf"<(p|li|ul|ol|div|h2)\b[^>]*>(?:{OPEN}{CLOSE}|<br>|\s)*</\1>")


def tidy(letter: str) -> list[str]:
    """Return the blocks (paragraphs, lists) of *letter*, HTML as a template makes it.

    White space folds to one blank, an answer of several paragraphs becomes as many, the seams
    around answers are made right, and what was left empty disappears.
    """
    text = re.sub(r"[ \t\r\n]+", " ", letter)
    text = re.sub(rf" ?({_BLOCK}) ?", r"\1", text)
    text = _seamed(_parted(text))
    text = re.sub(r"(?:<br>)+</p>", "</p>", text)
    while (fewer := _EMPTY.sub("", text)) != text:
        text = fewer
    blocks, end = [], 0
    for found in (*_WHOLE_BLOCK.finditer(text), None):
        # Words that a writer left outside of any paragraph are one all the same.
        loose = re.sub(_BLOCK, " ", text[end : found.start() if found else None]).strip()
        if re.sub("<[^>]*>", "", unmark(loose)).strip():
            blocks.append(f"<p>{loose}</p>")
        if found:
            blocks.append(found.group())
            end = found.end()
    return blocks


def _parted(text: str) -> str:
    """Return *text* with a paragraph of its own for each paragraph of an answer."""
    return text.replace(_BREAK, f"{CLOSE}</p><p>{OPEN}")


def _seamed(text: str) -> str:
    """Return *text* with one full stop at the end of an answer, and no blank before a mark."""
    text = re.sub(rf"({_MARKED})| (?=[.,;:?!])", lambda found: found.group(1) or "", text)
    # An American date that ends with its year stands between commas: "on May 2, 2025, about".
    text = re.sub(rf"(\d, \d{{4}}{CLOSE})(?= \w)", r"\1,", text)
    return re.sub(rf"([.!?…]{_QUOTE}{CLOSE})\.", r"\1", text)


# Letters of one shape, the same words of ours around answers that end alike, share one form: it is
# tidied and turned into text once, with these in the place of the answers, and then filled. A batch
# is that much quicker; what it must come out as is what tidy and html2text make of the whole.
_SAMPLES = {"": "", "stop": "x.", "year": "x 1, 2000", "word": "x"}
_STOP, _YEAR = re.compile(rf"[.!?…]{_QUOTE}$"), re.compile(r"\d, \d{4}$")


def _filled(letter: str) -> tuple[str, str]:
    """Return the body and the marked text of *letter*, HTML as a template makes it."""
    parts = re.split(f"[{OPEN}{CLOSE}]", _parted(letter))
    ours, said = tuple(parts[::2]), parts[1::2]
    body, text = _shape(ours, tuple(map(_ending, said)))
    texts = [f"{OPEN}{entities.unescape(each)}{CLOSE}" for each in said if each]
    bodies = [_linked(each) for each in said if each]
    if not len(body) - 1 == len(text) - 1 == len(texts):
        whole, text_of_whole = _as_a_whole(letter)  # an answer stands where none is shown
        return _linked(unmark(whole)), text_of_whole
    return _woven(body, bodies), _woven(text, texts)


def _as_a_whole(letter: str) -> tuple[str, str]:
    """Return the body and the text of *letter*, both with their marks."""
    body = "\n".join(tidy(letter))
    styled = body.replace("<p>", f"<p {PARAGRAPH}>").replace("<ul>", f"<ul {PARAGRAPH}>")
    return styled, plain_text(body)


def _ending(answer: str) -> str:
    """Return what it is about the end of *answer* that changes the words around it."""
    if not answer:
        return ""
    return "stop" if _STOP.search(answer) else "year" if _YEAR.search(answer) else "word"


@lru_cache(maxsize=512)
def _shape(
    ours: tuple[str, ...], endings: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return our part of the body, and of the text, before and after each answer."""
    samples = (f"{OPEN}{_SAMPLES[ending]}{CLOSE}" for ending in endings)
    body, text = _as_a_whole(_woven(ours, list(samples)))
    marked = re.compile(f"{OPEN}[^{CLOSE}]+{CLOSE}")
    return tuple(marked.split(body)), tuple(marked.split(text))


def _woven(ours: Sequence[str], said: Sequence[str]) -> str:
    woven = [""] * (len(ours) + len(said))
    woven[::2], woven[1::2] = ours, said
    return "".join(woven)


def unmark(text: str) -> str:
    """Return *text* without the marks around answers."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def split(text: str) -> Iterator[str]:
    """Yield the sentences of *text*.

    A sentence ends at ``.``, ``?``, ``!`` or ``:`` outside marks, or at a mark whose answer ends so
    and after which another sentence begins.
    """
    inside, start = False, 0
    for place, letter in enumerate(text):
        if letter in (OPEN, CLOSE):
            inside = letter == OPEN
        ends = letter in ".?!:" or (letter == CLOSE and text[place - 1] in ".?!")
        if inside or not ends:
            continue
        rest = text[place + 1 :].lstrip(CLOSE)
        if not rest or re.match(rf"\s+(?:{OPEN}|{BLANK}|[^a-z\s])", rest):
            yield text[start : place + 1].strip()
            start = place + 1
    if text[start:].strip():
        yield text[start:].strip()


def _show(sentence: str) -> str:
    return unmark(sentence).replace(BLANK, SHOWN_BLANK)


_ADDRESS = re.compile(
    # An address ends before a mark of the sentence; "&amp;" is one sign, other entities end it.
    r"\b(?:https?://|mailto:)(?:&amp;|(?!&)[^\s<>\"'{}])*(?:&amp;|(?!&)[^\s<>\"'{}.,;:!?)\]])"
)


def _linked(body: str) -> str:
    """Return *body* with the web addresses in it made into links; the words stay as they are."""
    return _ADDRESS.sub(lambda found: f'<a href="{found.group()}">{found.group()}</a>', body)


@cache
def _plain() -> type[html2text.HTML2Text]:
    import html2text

    class Plain(html2text.HTML2Text):
        """Plain text without Markdown.

        No option of html2text stops its escapes ("1\\."); what it takes for an entity is the one
        thing that it does not escape.
        """

        def handle_data(self, data: str, entity_char: bool = False) -> None:
            super().handle_data(data, True)

    return Plain


def plain_text(body: str) -> str:
    """Return *body*, the HTML of a letter, as the plain text that says the same words."""
    plain = _plain()(bodywidth=0)
    plain.unicode_snob = True
    plain.ignore_links = plain.ignore_emphasis = True
    plain.ignore_images = plain.ignore_tables = True
    plain.ul_item_mark = "-"
    text = plain.handle(body).replace("\u00a0", " ")
    text = re.sub(r" +$", "", text, flags=re.M)  # html2text says <br> with two blanks
    text = re.sub(r"^ +(?=- )", "", text, flags=re.M)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
