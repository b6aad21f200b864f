"""Writes one letter: from its answers to its files."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.errors import AnswerError, FileError
from drafter.filling import sources as answers
from drafter.filling.sources import Source, Unsure
from drafter.keeping import files as output
from drafter.keeping import interview
from drafter.keeping.interview import Interview, Saved
from drafter.letters import reading
from drafter.letters.library import Kind, Library
from drafter.letters.questions import Value
from drafter.letters.rendering import SUBJECT, WORDING, Draft, unmark
from drafter.terminal.talk import print_out, stopping, tell

if TYPE_CHECKING:
    from drafter.planning.timing import Send
    from drafter.review.letter import Finding

DRAFTS = Path("drafts")
EXAMPLE = "example"  # the folder of a first letter, made from its own example answers
NEW = "none of them: a new interview"
UNSURE = "answer"  # the rule of a finding that is a doubt about an answer
STRICT = ("blocker", "major")  # severities for which --strict exits with 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the options of a letter's command ask for."""

    answers: str | None
    example: bool
    no_input: bool
    out: str | None
    formats: tuple[str, ...]
    force: bool
    print: bool
    json: bool
    strict: bool
    copy: bool
    open: bool

    @property
    def asks(self) -> bool:
        """Return whether somebody is there to be asked, and may be."""
        quiet = self.no_input or self.example
        return not quiet and sys.stdin.isatty() and sys.stderr.isatty()


def write(
    shelf: Library,
    kind: Kind,
    folder: str | None,
    flags: Mapping[str, object],
    wishes: Wishes,
    day: date,
) -> Place:
    """Write one kind of letter: gather the answers, ask for the rest, show it, save it."""
    from drafter.letters import rendering

    day = reading.example_day(kind, day) if wishes.example else day
    with stopping():
        sources, earlier = _sources(shelf, kind, folder, flags, wishes)
    gathered = answers.gather(shelf, kind, sources, day)
    tell(*gathered.notes)
    told = gathered.answers
    out = wishes.out or (str(DRAFTS / EXAMPLE) if wishes.example else None)
    place = Place(shelf=shelf, kind=kind, out=out, earlier=earlier, files=not wishes.print)
    if wishes.asks:
        told = _ask(shelf, kind, told, day, place)
    elif lacking := answers.missing(shelf, kind, told, day):
        raise AnswerError(*lacking)
    letters = rendering.drafts(shelf, kind, _for_reader(kind, told, earlier), day)
    if told.get("for_a_friend"):
        letters = [replace(letter, kind=f"{letter.kind}-for-a-friend") for letter in letters]
    else:
        tell(*_not_in_letter(kind, told, letters))
    findings = findings_in(shelf, kind, told, letters)
    files = {} if wishes.print else _save(place, told, letters, day, wishes)
    window = _window(kind, told, day, place.interview)
    text = "\n\n".join(output.text_file(letter).decode() for letter in letters)
    if wishes.json:
        unsure = [] if wishes.asks else _unsure(gathered.doubts)
        with_doubts = [findings[0] + unsure, *findings[1:]]
        _print_json(kind, letters, files, wishes.formats, with_doubts, window)
    elif wishes.print:
        print_out(text)
    if not wishes.asks:  # whoever was asked has seen it already
        if not (wishes.json or wishes.print):
            tell(text)
        tell(*told_findings(findings))
    if window.why and not wishes.json:
        tell(_told_window(window))
    if files:
        tell("Saved: " + ", ".join(str(path) for path in files.values()))
    page = None
    if files and kind.letter and place.interview:
        page = write_page(shelf, place.interview, day)
        tell(f"To copy from: {page}")
    if wishes.copy:
        _copy(letters)
    if place.opens and page:
        _open_in_browser(page)
    elif wishes.open:
        _open(shelf, letters, place.interview, day)
    if wishes.strict and are_grave(findings):
        raise click.exceptions.Exit(1)
    return place


def _unsure(doubts: Sequence[Unsure]) -> list[Finding]:
    """Return *doubts* about answers, which were told in words already, as findings."""
    from drafter.review.letter import Finding

    return [
        Finding(
            rule=UNSURE,
            severity="minor",
            message=f"{doubt.name}: {answers.told_doubt(doubt.why, doubt.offers)}",
            words=doubt.offers[0] if doubt.offers else "",
        )
        for doubt in doubts
    ]


def _window(kind: Kind, told: Mapping[str, Value], day: date, known: Interview | None) -> Send:
    from drafter.planning import timing  # not before the first question

    return timing.send(kind.name, told, day, sent=known.all_sent() if known else {})


def _for_reader(kind: Kind, told: dict[str, Value], earlier: Interview | None) -> dict[str, Value]:
    """Return *told* as the reader of the draft may see it: without names, if it is a friend."""
    if not told.get("for_a_friend"):
        return told
    from drafter.filling.anonymous import disguised

    others = [earlier.facts, *earlier.letters.values()] if earlier else []
    return disguised(told, others)


def _sources(
    shelf: Library, kind: Kind, folder: str | None, flags: Mapping[str, object], wishes: Wishes
) -> tuple[list[Source], Interview | None]:
    """Return where the answers come from, the first that knows one first, and the interview."""
    given = {name: list(each) if isinstance(each, tuple) else each for name, each in flags.items()}
    sources = [Source(name="", values=given)]
    if wishes.answers:
        sources.append(_answers(wishes.answers))
    if wishes.example:
        example = shelf.example(kind)
        sources.append(Source(name=f"{kind.name}/example.toml", values=example))
    earlier = earlier_interview(folder) if folder else None
    if wishes.asks and not earlier:
        earlier = unfinished(sources)
        sources += [] if earlier else _newest()
    if earlier:
        earlier.move(shelf)
        sources.append(_for_whom(earlier.source(kind), sources))
    return sources, earlier


def _for_whom(kept: Source, given: Sequence[Source]) -> Source:
    """Return *kept* without the address of somebody else, where *given* names other people."""
    if not any("people" in source.values for source in given):
        return kept
    others = {name: each for name, each in kept.values.items() if name not in answers.OF_PEOPLE}
    return replace(kept, values=others)


class Place:
    """The interview that a letter belongs to, and its folder, once enough is known for one."""

    def __init__(
        self, *, shelf: Library, kind: Kind, out: str | None, earlier: Interview | None, files: bool
    ) -> None:
        self.shelf, self.kind, self.files, self.opens = shelf, kind, files, False
        self.interview = earlier
        self.out = Path(out) if out else None
        if self.out and earlier:
            self.interview = self._at(self.out)
            self.interview.facts = {**earlier.told, **self.interview.facts}

    def _at(self, folder: Path) -> Interview:
        found = interview.load(folder)
        found.move(self.shelf)
        return found

    def find(self, told: Mapping[str, Value]) -> tuple[Interview, Mapping[str, Value]]:
        """Return the interview that *told* is about, and what of it is to be noted there."""
        if self.interview is None:
            told_now = interview.as_toml(self.kind, told)
            there = self.out and interview.load(self.out)
            self.interview = there or interview.place_for(DRAFTS, told_now)
            self.interview.move(self.shelf)
            # It was found by its name, and nobody saw what it was told: nothing is skipped anew.
            kept = self.interview.source(self.kind).values
            told = {name: each for name, each in told.items() if each or not kept.get(name)}
        return self.interview, told

    def keep(self, told: Mapping[str, Value]) -> None:
        """Keep *told* on the disk, as asked so far."""
        if not self.files:
            return
        if self.interview is None and not self.out:
            # Whoever starts anew does not go on with an interview that happens to be called alike.
            self.interview = interview.new(DRAFTS, interview.as_toml(self.kind, told))
        kept, told = self.find(told)
        kept.keep(self.kind, told)
        kept.asking = self.kind.name
        if self.out:
            kept.save()
        else:
            interview.settle(kept, DRAFTS)


def _ask(
    shelf: Library, kind: Kind, told: dict[str, Value], day: date, place: Place
) -> dict[str, Value]:
    """Ask what is not known yet, show the letter, and return the answers that stand."""
    from drafter.terminal.console import Terminal, stops_on_signals
    from drafter.terminal.questionnaire import Questionnaire
    from drafter.terminal.rewording import go_through

    console = Terminal()
    paper = Questionnaire(
        library=shelf, kind=kind, answers=told, today=day, console=console,
        keep=place.keep, suggested=_suggested(kind, place),
        as_read=lambda told: _for_reader(kind, told, place.interview),
        read_over=lambda told, letters: told_findings(findings_in(shelf, kind, told, letters)),
        go_through=lambda told: go_through(console, shelf, kind, told, day),
    )  # fmt: skip
    try:
        with stops_on_signals():
            if told:
                place.keep(told)
            paper.run()
            closing = paper.review()
            place.opens = closing == "open"
            if closing != "later":
                return paper.answers
        stopped, status = "", 0
    except EOFError:
        stopped, status = "\nThe input ended here. ", 1
    except KeyboardInterrupt:
        stopped, status = "\nStopped. ", 130
    with suppress(OSError):  # the terminal may be gone
        tell(stopped + _kept(place, kind))
    raise click.exceptions.Exit(status)


def _suggested(kind: Kind, place: Place) -> dict[str, str]:
    """Return what was noted elsewhere that may answer questions of *kind*, as one would type it."""
    from drafter.terminal.questionnaire import shown

    noted = place.interview.told if place.interview else {}
    found = {}
    for question in kind.questions:
        value = noted.get(question.suggest) if question.suggest else None
        if value:
            tables = [each["greeting"] for each in value if isinstance(each, dict)]
            found[question.name] = ", ".join(tables) if tables else shown(value)
    return found


def _kept(place: Place, kind: Kind) -> str:
    if place.interview is None or not place.files:
        return "Nothing was written yet."
    return (
        f"What you wrote is kept in {place.interview.folder}; "
        f"drafter {kind.name} goes on where you stopped."
    )


def unfinished(sources: Sequence[Source]) -> Interview | None:
    """Return the unfinished interview that the person goes on with, or None for a new one."""
    from drafter.terminal.console import Terminal
    from drafter.terminal.questionnaire import choose

    waiting = [each for each in interview.every(DRAFTS) if each.asking]
    if not waiting or any(source.values for source in sources):
        return None
    names = [
        f"{each.title} ({each.asking}, {sum(map(bool, each.told.values()))} answers kept)"
        for each in waiting
    ]
    chosen = choose(
        Terminal(), "You stopped in the middle of:", [*names, NEW], f"Enter: {names[0]}."
    )
    return waiting[chosen or 0] if chosen != len(waiting) else None


def _newest() -> list[Source]:
    """Return who the person is, as the newest interview has it."""
    known = interview.every(DRAFTS)[:1]
    told = {
        name: known[0].told[name]
        for name in ("me", "contact", "style")
        if known and known[0].told.get(name)
    }
    if "me" in told:
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
        content = sys.stdin.buffer.read(answers.LARGEST_FILE + 1)
        return answers.read_bytes(content, "standard input", json_only=True)
    return answers.read_file(Path(name))


def _save(
    place: Place,
    told: Mapping[str, Value],
    letters: Sequence[Draft],
    day: date,
    wishes: Wishes,
) -> dict[str, Path]:
    """Write the letters and what they were told; return each file by its name."""
    style = place.kind.question("style")
    told = {**told, "style": told.get("style") or (style.default if style else None)}
    kept, told = place.find(told)
    files = output.contents(letters, wishes.formats)
    edited = output.edited(kept.folder, files, kept.written)
    if edited and not wishes.force:
        names = ", ".join(str(path) for path in edited)
        if not (wishes.asks and click.confirm(f"You have edited {names}. Replace?", err=True)):
            raise FileError(
                f"{names}: edited since drafter wrote it, so it is left as it is. "
                "Use --force to replace it, or --out DIR to write elsewhere."
            )
    output.make_folder(kept.folder)
    # Both digests and both tables of answers are kept until the files are there, so that a save
    # which is cut short leaves no file that looks as if somebody had edited it, and no letter that
    # is not what it was told.
    kept.keep(place.kind, told)
    digests = {name: output.digest(content) for name, content in files.items()}
    for name, digest in digests.items():
        kept.written[name] = " ".join(dict.fromkeys([*kept.written.get(name, "").split(), digest]))
    kept.save()
    for name, content in files.items():
        output.write_whole(kept.folder / name, content)
    kept.written |= digests
    kept.asking = "" if kept.asking == place.kind.name else kept.asking
    kept.tell(place.kind, told)
    kept.drafted[place.kind.name] = day
    if place.kind.letter:
        kept.saved[place.kind.name] = [
            Saved(stem=stem, title=place.kind.title, language=letter.language, to=letter.to)
            for stem, letter in zip(output.stems(letters), letters, strict=True)
        ]
    kept.save()
    return {name: kept.folder / name for name in files}


def _not_in_letter(kind: Kind, told: Mapping[str, Value], letters: Sequence[Draft]) -> list[str]:
    """Return a message for each answer that was given but stands in no letter."""
    # An answer of several paragraphs stands between several pairs of marks.
    printed = unmark(" ".join(f"{each.subject} {each.marked}" for each in letters))
    said = " ".join(printed.casefold().split())
    ways = told.get(WORDING)
    found = [
        f"wording: {name} was given, but the letter has no such sentence as it stands."
        for name in (ways if isinstance(ways, Mapping) else ())
        if name != SUBJECT and not any(name == s.name for each in letters for s in each.sentences)
    ]
    for question in kind.questions:
        value = told.get(question.name)
        if question.always or question.type not in ("words", "story", "list") or not value:
            continue
        texts = value if isinstance(value, tuple) else (value,)
        for text in texts:
            if " ".join(str(text).split()).casefold() not in said:
                found.append(f"{question.name} was given, but does not stand in the letter: {text}")
    return found


def write_page(shelf: Library, known: Interview, day: date) -> Path:
    """Write the page of an interview's letters, and return where it is."""
    from drafter.keeping import index

    def read_over(
        kind: Kind, told: Mapping[str, Value], letters: Sequence[Draft]
    ) -> list[list[tuple[str, str]]]:
        found = findings_in(shelf, kind, told, letters)
        return [[(each.severity, each.message) for each in letter] for letter in found]

    path = known.folder / index.FILE
    output.write_whole(path, index.build(shelf, known, day, read_over).encode())
    return path


def _copy(letters: Sequence[Draft]) -> None:
    from drafter.terminal import clipboard

    clipboard.copy(letters[0].text.rstrip("\n"))
    whom = " and ".join(person.greeting for person in letters[0].to) or "the team"
    rest = f" There are {len(letters) - 1} more in the folder." if len(letters) > 1 else ""
    tell(f"The letter to {whom} is on the clipboard.{rest}")


def _open(shelf: Library, letters: Sequence[Draft], known: Interview | None, day: date) -> None:
    """Open the mail program with the letter where it fits, or else the page."""
    from drafter.keeping import mail
    from drafter.terminal import clipboard

    link = mail.mailto(letters[0]) if len(letters) == 1 else None
    if link and clipboard.open_address(link):
        return
    if known is None or not known.drafted:
        tell("It is too long for a mail program to take. Without --print there is a page to copy.")
        return
    if link is None:
        tell("It is too long to hand to a mail program, so here is the page to copy it from.")
    open_page_of(shelf, known, day)


def open_page_of(shelf: Library, known: Interview, day: date) -> None:
    """Write the page of an interview's letters, and open it."""
    _open_in_browser(write_page(shelf, known, day))


def _open_in_browser(page: Path) -> None:
    from drafter.terminal import clipboard

    if not clipboard.open_address(page.resolve().as_uri()):
        tell(f"Nothing here could open it. Open this file in a browser: {page.resolve()}")


def are_grave(findings: Sequence[Sequence[Finding]]) -> bool:
    """Return whether one of *findings*, of several letters, is one that --strict stands on."""
    return any(each.severity in STRICT for letter in findings for each in letter)


def findings_in(
    shelf: Library, kind: Kind, told: Mapping[str, Value], letters: Sequence[Draft]
) -> list[list[Finding]]:
    """Return what there is to look at in each of *letters*; what a panel shares, in the first."""
    if not kind.letter:
        return [[] for _ in letters]
    from drafter.review.letter import letter_of
    from drafter.review.phrases import phrase_lists
    from drafter.review.reading import compare, read_over

    phrases = phrase_lists(shelf)
    read = [letter_of(letter, kind, told) for letter in letters]
    found = [read_over(each, library_phrases=phrases) for each in read]
    found[0] += compare(read) if len(read) > 1 else []
    return found


def told_findings(findings: Sequence[Sequence[Finding]]) -> list[str]:
    """Return the *findings* as lines for a person, a quiet heading before them."""
    from drafter.keeping.page import SEVERITIES

    words: dict[tuple[str, str], list[str]] = {}
    for each in (each for letter in findings for each in letter):
        words.setdefault((each.severity, each.message), []).append(each.words)
    lines = []
    for (severity, message), said in words.items():
        quoted = ", ".join(f'"{each}"' for each in dict.fromkeys(said) if each)
        lines.append(f"  {SEVERITIES[severity]}: {message} {quoted}".rstrip())
    return ["To look at once more:", *lines] if lines else []


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
    drafts = [
        {
            "to": [person.greeting for person in letter.to],
            "subject": letter.subject,
            "text": letter.text,
            "html": letter.html,
            "files": {
                suffix: str(files[f"{stem}.{suffix}"])
                for suffix in suffixes
                if f"{stem}.{suffix}" in files
            },
            "findings": as_rows(found),
        }
        for stem, letter, found in zip(output.stems(letters), letters, findings, strict=True)
    ]
    send = {
        "from": window.start.isoformat() if window.start else None,
        "until": window.until.isoformat() if window.until else None,
        "why": window.why,
    }
    print_out(
        json.dumps(
            {"kind": kind.name, "drafts": drafts, "send": send}, ensure_ascii=False, indent=2
        )
    )


def as_rows(findings: Sequence[Finding]) -> list[dict[str, str]]:
    return [
        {"rule": f.rule, "severity": f.severity, "message": f.message, "words": f.words}
        for f in findings
    ]
