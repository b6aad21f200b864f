"""What a session says and takes, as plain JSON: all that a screen shows is in one reply.

The shape of both is in session.schema.json, beside this file.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from drafter.errors import AnswerError
from drafter.filling import panel
from drafter.filling.session import Key, Session, Step, Typed, as_said, begin, shown, unsaid
from drafter.filling.sources import Source, written
from drafter.language.cleaning import Doubt
from drafter.letters.context import groups, head
from drafter.letters.library import Library
from drafter.letters.marks import CLOSE, OPEN, unmark
from drafter.letters.questions import Question, Reading, Value
from drafter.letters.rendering import Draft
from drafter.letters.saying import Sentence

if TYPE_CHECKING:
    from drafter.planning.timing import Send
    from drafter.review.letter import Finding

Json = dict[str, Any]
MISSING = "[{name}]"  # stands in a letter for an answer that it needs


def answer(library: Library, message: Mapping[str, Any]) -> Json:
    """Return the reply to *message*: a session as it was, and what has changed in it.

    Raises:
        AnswerError: If it is no message, or an answer in it cannot be understood.
        TemplateError: If there is no such letter.
    """
    session = restored(library, message.get("session", {}))
    session, problems = changed(session, message.get("changes", ()))
    sent = {kind: _day(day) for kind, day in message.get("sent", {}).items()}
    return reply(session, sent, problems)


# --- what goes in -----------------------------------------------------------------------------


def restored(library: Library, state: Mapping[str, Any]) -> Session:
    """Return the session that *state* tells, as `told` told it.

    Raises:
        AnswerError: If an answer in it cannot be understood.
        TemplateError: If there is no such letter.
    """
    kind = library.kind(str(state.get("kind", "")))
    kept = Source(name="", values=state.get("answers", {}), kept=True)
    session = begin(library, kind, [kept], _day(state.get("today")))
    return replace(session, typed=typed_of(state.get("typed", ())))


def typed_of(rows: Iterable[Mapping[str, Any]]) -> dict[Key, Typed]:
    """Return what stands in the fields of a session, as `typed_rows` told it."""
    return {
        (str(each.get("name")), str(each.get("to", ""))): Typed(
            text=str(each.get("text", "")), settled=bool(each.get("settled"))
        )
        for each in rows
    }


def typed_rows(session: Session) -> list[Json]:
    """Return what stands in the fields of *session* and is not its answer as it is."""
    return [
        {"name": name, "to": to, "text": typed.text, "settled": typed.settled}
        for (name, to), typed in session.typed.items()
    ]


def _day(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise AnswerError(f"{text}: this is no day. Write it as 2026-11-22.") from error


def changed(session: Session, changes: Iterable[Mapping[str, Any]]) -> tuple[Session, list[str]]:
    """Return *session* with *changes* taken in turn, and what is wrong with any of them.

    A change is an answer (``answer``, ``to``, ``typed``, ``settled``) or how one of our sentences
    is to be put (``sentence``, ``way``), in the letter ``to`` one person or in all. One that the
    letter no longer asks for is left out.
    """
    problems: list[str] = []
    for change in changes:
        if "sentence" in change:
            to = str(change.get("to") or "")
            session, ways = session.put(change["sentence"], change.get("way"), to)
            problems += [problem.removeprefix(": ") for problem in ways.problems]
            continue
        key = (change["answer"], change.get("to", ""))
        step = session.step(key) or session.step(panel.key_now(session, key))
        if step is not None:
            settled = bool(change.get("settled"))
            session = session.taken(step, str(change["typed"]), settled=settled)
    return session, problems


# --- what comes out ---------------------------------------------------------------------------


def told(session: Session) -> Json:
    """Return *session* as JSON holds it, so that `restored` can go on with it."""
    return {
        "kind": session.kind.name,
        "today": session.today.isoformat(),
        "answers": {name: _plain(value) for name, value in session.answers.items()},
        "typed": typed_rows(session),
    }


def _plain(value: Value) -> Any:
    """Return *value* as JSON holds it: a day as text, a person as a table."""
    given = written(value)
    if isinstance(given, list):
        return [
            {key: _plain(each) for key, each in item.items()} if isinstance(item, dict) else item
            for item in given
        ]
    return given.isoformat() if isinstance(given, date) else given


def reply(
    session: Session,
    sent: Mapping[str, date] | None = None,
    problems: Sequence[str] = (),
    besides: Callable[[Draft], Json] = lambda draft: {},
) -> Json:
    """Return everything that a screen shows of *session*.

    *sent* is the day on which each kind of letter went out. *problems* are what was wrong with what
    was just said to it. *besides* returns what else this screen shows of a draft.
    """
    steps = session.steps()
    lacking = session.missing(lambda question, sentence: question.name)
    unasked = MISSING if lacking else None
    drafts = session.drafts(unasked=unasked)
    found = [[] for _ in drafts] if lacking else session.findings(drafts)
    sentences = _sentences(session, drafts, unasked)
    return {
        "session": told(session),
        "title": session.kind.title,
        "summary": session.kind.summary,
        "letter": session.kind.letter,
        "questions": [_question(session, step, lacking) for step in steps],
        "missing": list(dict.fromkeys(lacking)),
        "notes": [*session.notes],
        "problems": [*problems],
        "unsaid": unsaid(session, drafts),
        "drafts": [
            draft_row(draft, some)
            | {
                "findings": [_on_screen(session, each) for each in finding_rows(some)],
                "body": draft.body,
                "email": [person.email for person in draft.to if person.email],
                "paragraphs": paragraphs(session, steps, draft),
                "sentences": ours,
            }
            | besides(draft)
            for draft, some, ours in zip(drafts, found, sentences, strict=True)
        ],
        "send": send_row(session.send(sent or {})),
    }


def _question(session: Session, step: Step, lacking: Sequence[str]) -> Json:
    question, blank, typed = step.question, step.blank, session.typed.get(step.key)
    value = session.value(step)
    reading = session.read(step, typed.text) if typed else Reading()
    doubts = [each for each in reading.doubts if each.must or not (typed and typed.settled)]
    sentence = dict(blank.choices)
    choices = question.choices or (("yes", "no") if question.type == "yes" else ())
    return {
        "name": question.name,
        "to": step.key[1],
        "only_to": _only_to(session, question),
        "type": question.type,
        "ask": question.ask,
        "hint": question.hint,
        "sentence": blank.sentence,
        "before": blank.before,
        "after": blank.after,
        "example": shown(question.example),
        "choices": [{"value": each, "sentence": sentence.get(each, "")} for each in choices],
        "own_words": question.own_words,
        "needed": question.needed,
        "missing": question.name in lacking and not session.is_answered(step),
        "later": session.is_later(step),
        "default": question.default,
        "typed": typed.text if typed else shown(value),
        "value": shown(value),
        "said": "" if value is None else as_said(session, value),
        "answered": session.is_answered(step),
        "suggested": "" if session.is_answered(step) or typed else session.offered(step),
        "notes": list(reading.notes),
        "doubts": [
            {"why": each.why, "offers": _offers(each, typed), "must": each.must} for each in doubts
        ],
    }


def _only_to(session: Session, question: Question) -> str:
    """Return whom the one letter of a panel goes to that says the answer to *question*.

    It is empty where all letters say it: what is said *once* would be noticed by people who compare
    their letters.
    """
    letters = groups(session.kind, session.answers) if question.once else []
    return head(letters[0]) if len(letters) > 1 else ""


def _offers(doubt: Doubt, typed: Typed | None) -> list[str]:
    """Return what *doubt* offers, without what was *typed*, which a screen lets one keep anyway."""
    as_typed = typed.text if typed and not doubt.must else None
    return [offer for offer in doubt.offers if offer != as_typed]


def _sentences(session: Session, drafts: Sequence[Draft], unasked: str | None) -> list[list[Json]]:
    """Return our sentences in each of *drafts*, with their wordings as they would read there."""
    from drafter.letters import wording

    heard = [list(_by_name(draft).values()) for draft in drafts]
    library, kind, today = session.library, session.kind, session.today
    needed = {each.name for each in wording.sentences(library, kind, today) if each.needed}
    wordings = wording.all_in_each_wording(
        library, kind, session.answers, today, heard, unasked=unasked
    )
    return [
        [
            {
                "name": said.name,
                "text": said.text,
                "chosen": said.chosen,
                "ours": said.ours,
                "wordings": list(there[said.name]),
                "needed": said.name in needed,
            }
            for said in some
        ]
        for some, there in zip(heard, wordings, strict=True)
    ]


def _by_name(draft: Draft) -> dict[str, Sentence]:
    """Return the sentences of *draft*; of two with one name, the first."""
    found: dict[str, Sentence] = {}
    for said in draft.sentences:
        found.setdefault(said.name, said)
    return found


def draft_row(draft: Draft, findings: Sequence[Finding]) -> Json:
    """Return *draft* with its *findings* as JSON holds them."""
    return {
        "to": [person.greeting for person in draft.to],
        "subject": draft.subject,
        "text": draft.text,
        "html": draft.html,
        "findings": finding_rows(findings),
    }


def _on_screen(session: Session, finding: Json) -> Json:
    """Return *finding* for a screen, where a setting of a file is a question: style = "British"."""

    def asked(found: re.Match[str]) -> str:
        question = session.kind.question(found[1])
        return f" choose {found[2]} where it asks: {question.ask}" if question else found[0]

    message = re.sub(r' answer (\w+) with ([^:"]+): \1 = "\2"\.', asked, finding["message"])
    return finding | {"message": message}


def finding_rows(findings: Iterable[Finding]) -> list[Json]:
    """Return *findings* as JSON holds them."""
    return [
        {"rule": f.rule, "severity": f.severity, "message": f.message, "words": f.words}
        for f in findings
    ]


def send_row(send: Send) -> Json:
    """Return when to *send* a letter as JSON holds it: ISO days or times, or null."""
    return {
        "from": send.start.isoformat() if send.start else None,
        "until": send.until.isoformat() if send.until else None,
        "why": send.why,
    }


# --- a letter in pieces -----------------------------------------------------------------------


def paragraphs(session: Session, steps: Sequence[Step], draft: Draft) -> list[list[Json]]:
    """Return the text of *draft* paragraph by paragraph, in pieces: our sentences, their answers.

    A piece has its ``text``; the name of the ``sentence`` of ours that it stands in, or ""; and
    the name of the ``answer`` that it is, or "". A piece never crosses the end of either.
    """
    said = list(_said(session, steps))
    text = unmark(draft.marked)
    answers, sentences = _answers(draft.marked), list(_places(draft.sentences, text))
    cuts = {0, len(text), *(at for span in answers for at in span)}
    cuts |= {at for start, end, _ in sentences for at in (start, end)}
    cuts |= {at for found in re.finditer(r"\n\n", text) for at in found.span()}
    found: list[list[Json]] = [[]]
    for start, end in itertools.pairwise(sorted(cuts)):
        piece = text[start:end]
        if piece == "\n\n":
            found.append([])
            continue
        ours = next((name for at, to, name in sentences if at <= start and end <= to), "")
        is_answer = any(at <= start and end <= to for at, to in answers)
        whose = _whose(said, piece) if is_answer else ""
        found[-1].append({"text": piece, "sentence": ours, "answer": whose})
    return [paragraph for paragraph in found if paragraph]


def _answers(marked: str) -> list[tuple[int, int]]:
    """Return where in the text the answers of the *marked* text stand."""
    spans, at, start = [], 0, 0
    for sign in marked:
        if sign == OPEN:
            start = at
        elif sign == CLOSE:
            spans.append((start, at))
        else:
            at += 1
    return spans


def _places(sentences: Iterable[Sentence], text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where in *text* each of our *sentences* stands, with its name."""
    behind = 0
    for said in sentences:
        at = text.find(said.text, behind) if said.text else -1
        if at >= 0:
            behind = at + len(said.text)
            yield at, behind, said.name


def _said(session: Session, steps: Iterable[Step]) -> Iterator[tuple[str, str]]:
    """Yield what each answer says in the letter, or a part of it, and the answer's name."""
    for step in steps:
        value = session.value(step)
        if value is None or isinstance(value, bool):
            continue
        texts = [as_said(session, value)]
        texts += (as_said(session, each) for each in value) if isinstance(value, tuple) else []  # type: ignore[arg-type]
        yield from ((text, step.question.name) for text in texts)


def _whose(said: Sequence[tuple[str, str]], piece: str) -> str:
    """Return the name of the answer that *piece* of a letter comes from, or is to come from."""
    if missing := re.fullmatch(r"\[(\w+)\]", piece):
        return missing[1]
    words = piece.strip().casefold()
    same = (name for text, name in said if text.casefold() == words)
    within = (name for text, name in said if words and words in text.casefold())
    around = (name for text, name in said if text and text.casefold() in words)
    return next(same, None) or next(within, None) or next(around, "")
