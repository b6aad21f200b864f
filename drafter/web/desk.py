"""What a page may ask for: the letters there are, the interviews, one letter being filled.

The page says plain JSON and gets plain JSON, from a server on the same machine or from this same
code in the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from drafter.errors import AnswerError, DrafterError, FileError
from drafter.filling import exchange
from drafter.filling.session import Session
from drafter.filling.sources import Source
from drafter.keeping import files, interview, mail
from drafter.keeping.interview import OF_THE_PERSON, Interview
from drafter.keeping.place import Place, session_at
from drafter.letters.library import Kind, Library
from drafter.letters.rendering import Draft
from drafter.web import overview

Json = dict[str, Any]
LONGEST = 20_000  # characters of an answer; the longest letter has some 1,500


class Edited(FileError):
    """A file was edited since it was written, and is replaced only if the person says so."""


class Desk:
    """The letters of *library* and the interviews kept in the folder *drafts*.

    *today* returns the day on which letters are written, *style* is that of whoever has not chosen
    one. One call at a time: each reads the interview from the disk and keeps what has changed, so
    that two pages that are open on one letter do not overwrite each other.
    """

    def __init__(
        self, library: Library, drafts: Path, today: Callable[[], date], *, style: str = "American"
    ) -> None:
        self.library, self.drafts, self.today, self.style = library, drafts, today, style
        self._kinds: dict[str, Kind] = {}
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
        return ASKED[what](self, _whole(message))

    # --- what there is ------------------------------------------------------------------------

    def start(self, message: Mapping[str, Any]) -> Json:
        """Return the letters there are, and the interviews with what is due, newest first."""
        letters, warnings = overview.letters(self.library)
        return {
            "today": self.today().isoformat(),
            "letters": letters,
            "warnings": warnings,
            "interviews": [self._interview(each) for each in interview.every(self.drafts)],
        }

    def _interview(self, known: Interview) -> Json:
        known.move(self.library)
        return overview.interview_row(self.library, known, self.today())

    def which(self, message: Mapping[str, Any]) -> Json:
        """Return what leads to a letter, and the plan that the ``chosen`` answers lead to.

        Each is a choice, or a list of several. With an ``interview``, the plan has its days and is
        kept with it; while nothing is chosen, it is that of what was ``noted``, and is not kept.
        """
        chosen = _chosen(message) or {}
        known = self._earlier(message)
        if known and chosen:
            known.chosen = chosen
            known.save()
        elif known:
            chosen = overview.known_choice(self.library, known)
        return overview.way_to_a_letter(self.library, chosen, self.today(), known)

    def letters(self, message: Mapping[str, Any]) -> Json:
        """Return the letters of an ``interview`` with the words of their files, to copy from."""
        known = self._known(message)
        rows = overview.copies(self.library, known, self.today())
        return {"interview": known.folder.name, "interview_title": known.title, "letters": rows}

    # --- one letter ---------------------------------------------------------------------------

    def open(self, message: Mapping[str, Any]) -> Json:
        """Return the letter of a ``kind`` as far as it is filled; nothing is kept yet.

        With no ``interview`` it begins a new one, to which what was ``chosen`` has led.
        """
        kind, earlier = self._kind(message), self._earlier(message)
        return self._reply(self._session(kind, earlier, _chosen(message)), earlier)

    def say(self, message: Mapping[str, Any]) -> Json:
        """Take the ``changes`` in a letter, keep them, and return the letter as it is then.

        What was ``chosen`` and led to it is kept with an interview that has no plan yet.
        """
        kind, earlier, chosen = self._kind(message), self._earlier(message), _chosen(message)
        session = self._session(kind, earlier, chosen)
        session, problems = exchange.changed(session, _changes(message))
        place = self._place(session, earlier, chosen)
        place.keep(session, settles=False)  # a name that is half typed names no folder
        return self._reply(session, place.interview, problems)

    def save(self, message: Mapping[str, Any]) -> Json:
        """Write the letter's files, and return it with their names.

        ``replace`` says that files which somebody has edited may be replaced. A debrief, which is
        no letter, leads on to one: ``which`` is asked next.
        """
        kind, earlier = self._kind(message), self._earlier(message)
        session = self._session(kind, earlier)
        if lacking := session.missing(lambda question, sentence: f"{question.name}: {sentence}"):
            raise AnswerError(*lacking)
        place = self._place(session, earlier)
        before = place.interview and place.interview.folder.name
        place.keep(session)
        if before and place.interview and before != place.interview.folder.name:
            self._moved[before] = place.interview.folder.name

        def may_replace(edited: Sequence[Path]) -> bool:
            if message.get("replace") is not True:
                names = ", ".join(path.name for path in edited)
                raise Edited(f"{names}: edited since it was saved here, so it is left as it is.")
            return True

        written = place.save(session, session.drafts(), ("txt", "html"), may_replace)
        reply = self._reply(session, place.interview) | {
            "files": [path.as_posix() for path in written.values()]
        }
        return (
            reply
            if kind.letter
            else reply | {"which": self.which({"interview": reply["interview"]})}
        )

    def file(
        self, kind: str, known: str, place: int, suffix: str, on: str = ""
    ) -> tuple[str, bytes]:
        """Return the name and content of the letter at *place*, as a file with this *suffix*.

        "ics" is a day on which to send it: the day *on*, or the first (empty).
        """
        message = {"kind": kind, "interview": known}
        earlier = self._earlier(message)
        session = self._session(self._kind(message), earlier)
        if suffix == "ics":
            return f"{session.kind.name}.ics", _reminder(session, earlier, on)
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
        kind, known = self._kind(message), self._known(message)
        stem, day = str(message.get("stem", "")), message.get("day")
        try:
            on = date.fromisoformat(str(day)) if day else self.today()
        except ValueError as error:
            raise AnswerError(f"{day}: this is no day. Write it as 2026-11-22.") from error
        if not known.drafted.get(kind.name, on) <= on <= self.today():
            raise AnswerError(f"{on}: it can have gone out between its draft and today.")
        if stem in [each.stem for each in known.saved.get(kind.name, ())]:
            known.sent[stem] = on
        elif stem in ("", kind.name):
            known.mark_sent(kind.name, on)
        else:
            raise AnswerError(f"{stem}: there is no such letter.")
        known.save()
        return self._interview(known)

    # --- what all share -----------------------------------------------------------------------

    def _kind(self, message: Mapping[str, Any]) -> Kind:
        name = str(message.get("kind", ""))
        if name not in self._kinds:
            # The same one each time, since what is made ready for a kind is kept for that very one.
            self._kinds[name] = self.library.kind(name).with_default("style", self.style)
        return self._kinds[name]

    def _earlier(self, message: Mapping[str, Any]) -> Interview | None:
        """Return the interview that the page names by its folder, None for a new one."""
        name = str(message.get("interview") or "")
        there = {each.name for each in self.drafts.iterdir()} if self.drafts.is_dir() else set()
        while name not in there and name in self._moved:
            name = self._moved[name]
        if not name:
            return None
        # Only the name of a folder that is there leads to one, so that no name leads elsewhere.
        if name not in there or not (self.drafts / name / interview.FILE).is_file():
            raise AnswerError(f"{name}: there is no such interview any more.")
        known = interview.load(self.drafts / name)
        known.move(self.library)
        return known

    def _known(self, message: Mapping[str, Any]) -> Interview:
        """Return the interview that the page names, of which there must be one."""
        known = self._earlier(message)
        if known is None:
            raise AnswerError("There is no such interview.")
        return known

    def _session(
        self, kind: Kind, earlier: Interview | None, chosen: dict[str, Any] | None = None
    ) -> Session:
        given = [earlier.source(kind)] if earlier else self._of_me()
        return session_at(self.library, kind, given, earlier, self.today(), chosen=chosen)

    def _of_me(self) -> list[Source]:
        newest = interview.every(self.drafts)[:1]
        told = {name: newest[0].told.get(name) for name in OF_THE_PERSON} if newest else {}
        values = {name: each for name, each in told.items() if each}
        return [Source(name="last letter", values=values, kept=True)]

    def _place(
        self, session: Session, earlier: Interview | None, chosen: dict[str, Any] | None = None
    ) -> Place:
        """Return where the letter of *session* is kept: *earlier*, or an interview that begins."""
        if earlier is None:
            # A page that knows another interview by the name that it had must not find this one.
            told = interview.as_toml(session.kind, session.answers)
            earlier = interview.new(self.drafts, told, taken=self._moved)
        return Place(
            library=self.library, kind=session.kind, drafts=self.drafts, earlier=earlier,
            chosen=chosen,
        )  # fmt: skip

    def _reply(
        self, session: Session, known: Interview | None, problems: list[str] | None = None
    ) -> Json:
        sent = known.all_sent() if known else {}
        reply = exchange.reply(session, sent, problems or (), _mailto)
        for draft in reply["drafts"] if reply["missing"] else ():
            draft["mailto"] = None  # it is no letter yet
        return reply | {
            "interview": known.folder.name if known else "",
            "interview_title": known.title if known else "",
            "saved": bool(known and session.kind.name in known.saved),
        }


def _mailto(draft: Draft) -> Json:
    """Return the address that opens *draft* in a mail program, if there is one."""
    address = None
    with suppress(DrafterError):  # an address that is half typed
        address = mail.mailto(draft)
    return {"mailto": address}


def _reminder(session: Session, known: Interview | None, on: str) -> bytes:
    """Return the day *on* which to send the letter of *session* (empty: the first), for a calendar.

    A browser names it, which knows whether the morning is over where the person is.
    """
    from drafter.planning import calendar

    window, kind = session.send(known.all_sent() if known else {}), session.kind
    if window.start is None:
        raise AnswerError(window.why or "There is no day on which this is to be sent.")
    try:
        day = date.fromisoformat(on) if on else session.today
    except ValueError as error:
        raise AnswerError(f"{on}: this is no day. Write it as 2026-11-22.") from error
    about = f"{known.folder.name}, {known.title}" if known else ""
    return calendar.reminder(
        max(window.start, session.today, day),
        f"Send: {kind.title}, {known.title}" if known else f"Send: {kind.title}",
        window.why,
        about=f"{kind.name}, {about}",
        now=datetime.combine(session.today, time()),
    )


def _chosen(message: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the answers that lead to a letter, which are ``chosen`` in *message*; None: none."""
    given = message.get("chosen") or {}
    if not isinstance(given, Mapping):
        raise AnswerError("What was chosen cannot be understood.")
    return {
        str(name): [str(each) for each in choice] if isinstance(choice, list) else str(choice)
        for name, choice in given.items()
    } or None


def _changes(message: Mapping[str, Any]) -> list[Json]:
    """Return the changes in *message*, of the shape that a session takes."""
    found: list[Json] = []
    given = message.get("changes", [])
    for each in given if isinstance(given, list) else [None]:
        if isinstance(each, dict) and isinstance(each.get("sentence"), str):
            told = {"sentence": each["sentence"], "to": str(each.get("to") or "")}
            found.append(told | {"way": each.get("way")})
        elif isinstance(each, dict) and {"answer", "typed"} <= each.keys():
            told = {name: str(each.get(name) or "") for name in ("answer", "to", "typed")}
            found.append(told | {"settled": each.get("settled") is True})
        else:
            raise AnswerError("This change cannot be understood.")
        _refuse_a_book(*found[-1].values())
    return found


def _refuse_a_book(*texts: object) -> None:
    """Raise where one of *texts* is so long that reading it would take a minute."""
    for text in map(str, texts):
        if len(text) > LONGEST:
            raise AnswerError(
                f"This is too long for a letter, so it was not taken: {text[:40]}... "
                f"It has {len(text):,} characters; write at most {LONGEST:,}."
            )


def _whole(value: Any) -> Any:
    """Return *value*, of JSON, without halves of letters, which no file can hold."""
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [_whole(each) for each in value]
        case dict():
            return {_whole(name): _whole(each) for name, each in value.items()}
    return value


ASKED: dict[str, Callable[[Desk, Mapping[str, Any]], Json]] = {
    "start": Desk.start,
    "which": Desk.which,
    "letters": Desk.letters,
    "open": Desk.open,
    "say": Desk.say,
    "save": Desk.save,
    "sent": Desk.sent,
}
