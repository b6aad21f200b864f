"""Writes one letter: from its answers to its files."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.commands import delivery
from drafter.commands.delivery import write_page
from drafter.errors import AnswerError
from drafter.filling import sources
from drafter.filling.session import Session, unsaid
from drafter.filling.sources import Source, Unsure
from drafter.keeping import files as keeping
from drafter.keeping import interview
from drafter.keeping.interview import OF_THE_PERSON, Interview
from drafter.keeping.place import Place, session_at
from drafter.letters import reading
from drafter.letters.library import Kind, Library
from drafter.letters.rendering import Draft
from drafter.terminal.talk import print_out, stopping, tell, told_findings

if TYPE_CHECKING:
    from drafter.planning.timing import Send
    from drafter.planning.which import Chosen
    from drafter.review.letter import Finding

DRAFTS = Path("drafts")
EXAMPLE = "example"  # the folder of a first letter, made from its own example answers
NEW = "none of them: a new interview"
UNSURE = "answer"  # the rule of a finding that is a doubt about an answer
STRICT = ("blocker", "major")  # severities for which --strict exits with 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the options of a letter's command ask for."""

    answers: str | None = None
    example: bool = False
    no_input: bool = False
    out: str | None = None
    formats: tuple[str, ...] = ("txt", "html")
    force: bool = False
    print: bool = False
    json: bool = False
    strict: bool = False
    copy: bool = False
    open: bool = False
    chosen: Chosen | None = None  # what led to the letter

    @property
    def asks(self) -> bool:
        """Return whether somebody is there to be asked, and may be."""
        quiet = self.no_input or self.example
        return not quiet and sys.stdin.isatty() and sys.stderr.isatty()


def write(
    library: Library,
    kind: Kind,
    folder: str | None,
    flags: Mapping[str, object],
    options: Options,
    today: date,
    *,
    new: bool = False,
) -> Place:
    """Write one kind of letter: gather the answers, ask for the rest, show it, save it.

    *new*: it is about an interview of which nothing is there yet.
    """
    today = reading.example_day(kind, today) if options.example else today
    with stopping():
        given, earlier = _sources(library, kind, folder, flags, options, new=new)
    begun = session_at(library, kind, given, earlier, today, chosen=options.chosen)
    tell(*begun.notes)
    out = options.out or (str(DRAFTS / EXAMPLE) if options.example else None)
    place = Place(
        library=library, kind=kind, drafts=DRAFTS, out=Path(out) if out else None, earlier=earlier,
        chosen=options.chosen,
    )  # fmt: skip
    closing, session = "save", begun
    if options.asks:
        goes_on = earlier is not None and earlier.asking == kind.name
        told = goes_on or any(source.values for source in given if not source.kept)
        known = () if goes_on else tuple(begun.answers)
        closing, session = _ask(begun, place, keeps=not options.print, told=told, known=known)
    elif lacking := begun.missing():
        raise AnswerError(*lacking)
    letters = session.drafts()
    tell(*unsaid(session, letters))
    findings = session.findings(letters)
    files: dict[str, Path] = {}
    if not options.print:
        files = place.save(session, letters, options.formats, partial(_may_replace, options))
    _tell_all(session, letters, findings, files, place.interview, options)
    page = None
    if files and kind.letter and place.interview:
        page = write_page(library, place.interview, today)
        tell(f"To copy from: {page}")
    if options.copy:
        delivery.copy(letters)
    if closing == "open" and page:
        delivery.open_in_browser(page)
    elif options.open:
        delivery.open_letters(library, letters, place.interview, today)
    if options.strict and are_grave(findings):
        raise click.exceptions.Exit(1)
    return place


def _tell_all(
    session: Session,
    letters: Sequence[Draft],
    findings: Sequence[Sequence[Finding]],
    files: Mapping[str, Path],
    known: Interview | None,
    options: Options,
) -> None:
    """Say what came of it: the letter, what to look at, when to send it, and where it is."""
    window = session.send(known.all_sent() if known else {})
    text = "\n\n".join(keeping.text_file(letter).decode() for letter in letters)
    if options.json:
        unsure = [] if options.asks else _as_findings(session.doubts)
        with_doubts = [[*findings[0], *unsure], *findings[1:]]
        _print_json(session.kind, letters, files, options.formats, with_doubts, window)
    elif options.print:
        print_out(text)
    if not options.asks:  # whoever was asked has seen it already
        if not (options.json or options.print):
            tell(text)
        tell(*told_findings(findings), lit=True)
    if window.why and not options.json:
        tell(_told_window(window))
    if files:
        tell("Saved: " + ", ".join(str(path) for path in files.values()))


def _may_replace(options: Options, edited: Sequence[Path]) -> bool:
    if options.force:
        return True
    names = ", ".join(str(path) for path in edited)
    if options.asks:
        tell(f"You have edited {names}.")
    return options.asks and click.confirm("Replace?", err=True)


def _as_findings(doubts: Sequence[Unsure]) -> list[Finding]:
    """Return *doubts* about answers, which were told in words already, as findings."""
    from drafter.review.letter import Finding

    return [
        Finding(
            rule=UNSURE,
            severity="minor",
            message=f"{doubt.name}: {sources.told_doubt(doubt.why, doubt.offers)}",
            words=doubt.offers[0] if doubt.offers else "",
        )
        for doubt in doubts
    ]


# --- where the answers come from ----------------------------------------------------------------


def _sources(
    library: Library,
    kind: Kind,
    folder: str | None,
    flags: Mapping[str, object],
    options: Options,
    *,
    new: bool,
) -> tuple[list[Source], Interview | None]:
    """Return where the answers come from, the first that knows one first, and the interview."""
    typed = {name: list(each) if isinstance(each, tuple) else each for name, each in flags.items()}
    given = [Source(name="", values=typed)]
    if options.answers:
        given.append(_answers(options.answers))
    if options.example:
        given.append(Source(name=f"{kind.name}/example.toml", values=library.example(kind)))
    earlier = earlier_interview(folder) if folder else None
    if options.asks and not earlier and not new:
        earlier = unfinished(given)
    if earlier:
        earlier.move(library)
        given.append(_for_whom(earlier.source(kind), given))
    if options.asks:
        given += _person(earlier)
    return given, earlier


def _for_whom(kept: Source, given: Sequence[Source]) -> Source:
    """Return *kept* without the address of somebody else, where *given* names other people."""
    if not any("people" in source.values for source in given):
        return kept
    others = {name: each for name, each in kept.values.items() if name not in sources.OF_PEOPLE}
    return replace(kept, values=others)


# --- asking -------------------------------------------------------------------------------------


def _ask(
    begun: Session, place: Place, *, keeps: bool, told: bool, known: Sequence[str]
) -> tuple[str, Session]:
    """Ask what is not known yet and show the letter; return how it ended, and the session then.

    *keeps*: each answer is kept on the disk, once there is one; *told*: there is one already;
    *known* are the answers that the letter began with.
    """
    from drafter.terminal.console import Terminal, stops_on_signals
    from drafter.terminal.questionnaire import Questionnaire

    def keep(session: Session) -> None:
        if keeps and (told or _has_said(begun, session)):
            place.keep(session)

    asking = Questionnaire(session=begun, console=Terminal(), keep=keep, known=known)
    try:
        with stops_on_signals():
            keep(begun)
            asking.run()
            from drafter.terminal.closing import close  # not before the first question

            closing = close(asking)
            if closing != "later":
                return closing, asking.session
        stopped, status = "", 0
    except EOFError:
        stopped, status = "\nThe input ended here. ", 1
    except KeyboardInterrupt:
        stopped, status = "\nStopped. ", 130
    with suppress(OSError):  # the terminal may be gone
        tell(stopped + _kept(place, keeps=keeps))
    raise click.exceptions.Exit(status)


def _has_said(begun: Session, session: Session) -> bool:
    """Return whether anything was typed, or taken out, since the letter was *begun*."""
    names = {*begun.answers, *session.answers}
    changed = any(begun.answers.get(name) != session.answers.get(name) for name in names)
    return changed or bool(session.typed)


def _kept(place: Place, *, keeps: bool) -> str:
    kept = place.interview
    if kept is None or not keeps or kept.asking != place.kind.name:
        return "Nothing was written yet."
    return (
        f"What you wrote is kept in {kept.folder}; "
        f"drafter {place.kind.name} goes on where you stopped."
    )


def unfinished(given: Sequence[Source]) -> Interview | None:
    """Return the unfinished interview that the person goes on with, or None for a new one."""
    from drafter.terminal.console import Terminal
    from drafter.terminal.lines import choose

    waiting = [each for each in interview.every(DRAFTS) if each.asking and was_told(each)]
    if not waiting or any(source.values for source in given):
        return None
    names = [
        f"{each.title} ({each.asking}, {sum(map(bool, each.told.values()))} answers kept)"
        for each in waiting
    ]
    chosen = choose(
        Terminal(), "You stopped in the middle of:", [*names, NEW], f"Enter: {names[0]}."
    )
    return waiting[chosen or 0] if chosen != len(waiting) else None


def was_told(known: Interview) -> bool:
    """Return whether *known* holds more than who the person is."""
    told = any(value for name, value in known.told.items() if name not in OF_THE_PERSON)
    return told or bool(known.typed)


def _person(earlier: Interview | None) -> list[Source]:
    """Return who the person is, as the newest interview has it that knows.

    A contact that was skipped is not asked for again.
    """
    told: dict[str, object] = {}
    for known in interview.every(DRAFTS):
        for name, value in known.told.items():
            if name in OF_THE_PERSON and (value or name == "contact"):
                told.setdefault(name, value)
    if "me" in told and not (earlier and earlier.told.get("me")):
        tell(
            f"Your name is taken from your last letter: {told['me']}. It can be changed at the end."
        )
    return [Source(name="last letter", values=told, kept=True)] if told else []


def earlier_interview(folder: str) -> Interview:
    path = Path(folder)
    if path.name == interview.FILE:
        path = path.parent
    if not (path / interview.FILE).is_file():
        raise AnswerError(
            f"{folder}: there is no {interview.FILE} here, so nothing to use again. "
            "Name the folder of an earlier letter, such as drafts/acme-analyst."
        )
    return interview.load(path)


def _answers(name: str) -> Source:
    if name == "-":
        content = sys.stdin.buffer.read(sources.LARGEST_FILE + 1)
        return sources.read_bytes(content, "standard input", json_only=True)
    return sources.read_file(Path(name))


# --- what comes of it ---------------------------------------------------------------------------


def are_grave(findings: Sequence[Sequence[Finding]]) -> bool:
    """Return whether one of *findings*, of several letters, is one that --strict stands on."""
    return any(each.severity in STRICT for letter in findings for each in letter)


def _told_window(window: Send) -> str:
    days = [f"{day:%A} {day}" for day in (window.start, window.until) if day]
    when = " to ".join(dict.fromkeys(days))
    return f"When to send it: {when}. {window.why}" if when else window.why


def _print_json(
    kind: Kind,
    letters: Sequence[Draft],
    files: Mapping[str, Path],
    suffixes: Sequence[str],
    findings: Sequence[Sequence[Finding]],
    window: Send,
) -> None:
    import json

    from drafter.filling.exchange import draft_row, send_row

    drafts = [
        draft_row(letter, found)
        | {
            "files": {
                suffix: str(files[f"{stem}.{suffix}"])
                for suffix in suffixes
                if f"{stem}.{suffix}" in files
            }
        }
        for stem, letter, found in zip(keeping.stems(letters), letters, findings, strict=True)
    ]
    told = {"kind": kind.name, "drafts": drafts, "send": send_row(window)}
    print_out(json.dumps(told, ensure_ascii=False, indent=2))
