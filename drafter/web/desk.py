"""What a page may ask for: the letters there are, the interviews, one letter being filled.

The page says plain JSON and gets plain JSON, from a server on the same machine or from this same
code in the browser.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from drafter.errors import AnswerError, TemplateError
from drafter.filling import exchange, sources
from drafter.filling.session import Session, begin
from drafter.filling.sources import Source
from drafter.keeping import files, interview, mail
from drafter.keeping.interview import Interview
from drafter.keeping.place import Place
from drafter.letters.library import Kind, Library
from drafter.planning import timing, which

Json = dict[str, Any]
OF_ME = ("me", "contact", "style")  # what the newest interview tells of the person


class Desk:
    """The letters of *library* and the interviews kept in the folder *drafts*.

    *today* returns the day on which letters are written. One call at a time: each reads the
    interview from the disk and keeps what has changed, so that two pages that are open on one
    letter do not overwrite each other.
    """

    def __init__(self, library: Library, drafts: Path, today: Callable[[], date]) -> None:
        self.library, self.drafts, self.today = library, drafts, today
        self._moved: dict[str, str] = {}  # the names of folders, for pages that know the old one

    def answer(self, what: str, message: Mapping[str, Any]) -> Json:
        """Return the reply to *message*, of which *what* says what it asks for.

        Raises:
            AnswerError: If there is no such thing, or it cannot be understood.
            FileError: If it cannot be kept.
            TemplateError: If there is no such letter.
        """
        if what not in ASKED:
            raise AnswerError(f"{what}: there is no such thing to ask for.")
        return ASKED[what](self, message)

    # --- what there is ------------------------------------------------------------------------

    def start(self, message: Mapping[str, Any]) -> Json:
        """Return the letters there are, and the interviews with what is due, newest first."""
        outlines = [self.library.outline(name) for name in self.library.names()]
        return {
            "today": self.today().isoformat(),
            "letters": [
                {
                    "name": each.name,
                    "title": self.library.kind(each.name).title,
                    "summary": each.summary,
                    "letter": each.letter,
                }
                for each in sorted(outlines, key=lambda each: (each.rank, each.name))
            ],
            "interviews": [self._interview(each) for each in interview.every(self.drafts)],
        }

    def _interview(self, known: Interview) -> Json:
        known.move(self.library)
        sent = known.all_sent()
        due = timing.next_letter(
            known.told, known.drafted, sent, self.today(), letters=known.letters
        )
        met_on = known.facts.get("met_on")
        return {
            "id": known.folder.name,
            "title": known.title,
            "met_on": met_on.isoformat() if isinstance(met_on, date) else str(met_on or ""),
            "asking": known.asking,
            "letters": [
                {
                    "kind": kind,
                    "title": each.title,
                    "to": each.whom,
                    "stem": each.stem,
                    "drafted": known.drafted[kind].isoformat() if kind in known.drafted else "",
                    "sent": day.isoformat() if (day := known.sent_on(kind, each.stem)) else "",
                }
                for kind, some in known.saved.items()
                for each in some
            ],
            "due": {
                "kind": due.kind,
                "from": due.start.isoformat(),
                "until": due.until.isoformat() if due.until else "",
                "why": due.why,
                "drafted": due.kind in known.drafted and due.kind not in sent,
            }
            if due
            else None,
        }

    def which(self, message: Mapping[str, Any]) -> Json:
        """Return what leads to a letter, and the letter that the ``chosen`` answers lead to."""
        chosen = {str(name): str(choice) for name, choice in message.get("chosen", {}).items()}
        route = which.propose(self.library, chosen)
        return {
            "turns": [
                {
                    "name": turn.name,
                    "ask": turn.ask,
                    "choices": list(turn.choices),
                    "needless": which.needless(turn, chosen),
                }
                for turn in which.turns(self.library)
            ],
            "proposed": {
                "letter": route.letter,
                "why": route.why,
                "against": route.against,
                "besides": list(route.besides),
            },
        }

    # --- one letter ---------------------------------------------------------------------------

    def open(self, message: Mapping[str, Any]) -> Json:
        """Return the letter of a ``kind`` as far as it is filled; nothing is kept yet.

        With no ``interview`` it begins a new one.
        """
        kind, earlier = self._kind(message), self._earlier(message)
        return self._reply(self._session(kind, earlier), earlier)

    def say(self, message: Mapping[str, Any]) -> Json:
        """Take the ``changes`` in a letter, keep them, and return the letter as it is then."""
        kind, earlier = self._kind(message), self._earlier(message)
        session = self._session(kind, earlier)
        session, problems = exchange.changed(session, message.get("changes", ()))
        place = self._place(kind, earlier)
        place.keep(session, settles=False)  # a name that is half typed names no folder
        return self._reply(session, place.interview, problems)

    def save(self, message: Mapping[str, Any]) -> Json:
        """Write the letter's files, and return it with their names.

        ``replace`` says that files which somebody has edited may be replaced.
        """
        kind, earlier = self._kind(message), self._earlier(message)
        session = self._session(kind, earlier)
        if lacking := session.missing(lambda question, sentence: f"{question.name}: {sentence}"):
            raise AnswerError(*lacking)
        place = self._place(kind, earlier)
        place.keep(session)
        if earlier and place.interview:
            self._moved[str(message["interview"])] = place.interview.folder.name
        may_replace = bool(message.get("replace"))
        written = place.save(session, session.drafts(), ("txt", "html"), lambda _: may_replace)
        return self._reply(session, place.interview) | {
            "files": [path.as_posix() for path in written.values()]
        }

    def file(self, kind: str, known: str, place: int, suffix: str) -> tuple[str, bytes]:
        """Return the name and content of the letter at *place*, as a file with this *suffix*."""
        message = {"kind": kind, "interview": known}
        session = self._session(self._kind(message), self._earlier(message))
        if suffix not in files.FORMATS:
            raise AnswerError(f"{suffix}: there is no such kind of file.")
        if lacking := session.missing(lambda question, sentence: question.name):
            raise AnswerError(f"The letter still needs: {', '.join(lacking)}.")
        drafts = session.drafts()
        if not 0 <= place < len(drafts):
            raise AnswerError("There is no such letter.")
        stem = files.stems(drafts)[place]
        return f"{stem}.{suffix}", files.FORMATS[suffix](drafts[place])

    def sent(self, message: Mapping[str, Any]) -> Json:
        """Note that the letter in the files called ``stem`` went out, on ``day`` or today."""
        kind, known = self._kind(message), self._earlier(message)
        if known is None:
            raise AnswerError("There is no such interview.")
        stem, day = str(message.get("stem", "")), message.get("day")
        try:
            on = date.fromisoformat(str(day)) if day else self.today()
        except ValueError as error:
            raise AnswerError(f"{day}: this is no day. Write it as 2026-11-22.") from error
        if not known.drafted.get(kind.name, on) <= on <= self.today():
            raise AnswerError(f"{on}: it can have gone out between its draft and today.")
        if stem in [each.stem for each in known.saved.get(kind.name, ())]:
            known.sent[stem] = on
        else:
            known.mark_sent(kind.name, on)
        known.save()
        return self._interview(known)

    # --- what all share -----------------------------------------------------------------------

    def _kind(self, message: Mapping[str, Any]) -> Kind:
        name = str(message.get("kind", ""))
        if name not in self.library.names():
            raise TemplateError(f"{name}: there is no such letter.")
        return self.library.kind(name)

    def _earlier(self, message: Mapping[str, Any]) -> Interview | None:
        """Return the interview that the page names by its folder, None for a new one."""
        name = str(message.get("interview") or "")
        name = self._moved.get(name, name)
        if not name:
            return None
        known = {each.folder.name: each for each in interview.every(self.drafts)}
        if name not in known:
            raise AnswerError(f"{name}: there is no such interview any more.")
        known[name].move(self.library)
        return known[name]

    def _session(self, kind: Kind, earlier: Interview | None) -> Session:
        given = [earlier.source(kind)] if earlier else self._of_me()
        session = begin(
            self.library, kind, given, self.today(),
            suggested=sources.suggested(kind, earlier.told) if earlier else {},
            others=[earlier.facts, *earlier.letters.values()] if earlier else (),
        )  # fmt: skip
        typed = earlier.typed.get(kind.name, []) if earlier else []
        return replace(session, typed=exchange.typed_of(typed))

    def _of_me(self) -> list[Source]:
        newest = interview.every(self.drafts)[:1]
        told = {name: newest[0].told.get(name) for name in OF_ME} if newest else {}
        values = {name: each for name, each in told.items() if each}
        return [Source(name="last letter", values=values, kept=True)]

    def _place(self, kind: Kind, earlier: Interview | None) -> Place:
        return Place(library=self.library, kind=kind, drafts=self.drafts, earlier=earlier)

    def _reply(
        self, session: Session, known: Interview | None, problems: list[str] | None = None
    ) -> Json:
        reply = exchange.reply(session, known.all_sent() if known else {}, problems or ())
        drafts = [] if reply["missing"] else session.drafts()
        for row, draft in itertools.zip_longest(reply["drafts"], drafts):
            row["mailto"] = mail.mailto(draft) if draft else None
        return reply | {
            "interview": known.folder.name if known else "",
            "interview_title": known.title if known else "",
            "saved": bool(known and session.kind.name in known.saved),
        }


ASKED: dict[str, Callable[[Desk, Mapping[str, Any]], Json]] = {
    "start": Desk.start,
    "which": Desk.which,
    "open": Desk.open,
    "say": Desk.say,
    "save": Desk.save,
    "sent": Desk.sent,
}
