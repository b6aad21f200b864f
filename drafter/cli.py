"""The only room that talks, decides and exits, and the only one that reads the clock."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter import __version__, answers, interview, output
from drafter.answers import Source
from drafter.errors import AnswerError, DrafterError, FileError, TemplateError
from drafter.interview import Interview
from drafter.kinds import Kind, Library, library
from drafter.questions import Question, Value, closest
from drafter.render import Draft

if TYPE_CHECKING:
    from drafter.review import Finding, Letter
    from drafter.timing import Due, Send

DRAFTS = Path("drafts")
STRICT = ("blocker", "major")  # severities for which --strict exits with 1
EXAMPLE = "example"  # the folder of a first letter, made from its own example answers

# A question cannot take the name of one of these options.
OPTIONS: tuple[click.Option, ...] = tuple(
    click.Option([flag], **settings)  # type: ignore[arg-type]
    for flag, settings in {
        "--answers": {"metavar": "FILE", "help": "A TOML or JSON file; - reads JSON."},
        "--example": {"is_flag": True, "help": "Use the example answers, and ask nothing."},
        "--no-input": {"is_flag": True, "help": "Never ask: name what is missing."},
        "--out": {"metavar": "DIR", "help": "Where to write.  [drafts/COMPANY-ROLE]"},
        "--format": {"default": "txt,html", "show_default": True, "help": "Which files to write."},
        "--force": {"is_flag": True, "help": "Replace a file that you have edited."},
        "--print": {"is_flag": True, "help": "Print the letter and write no file."},
        "--json": {"is_flag": True, "help": "Print one JSON object."},
        "--strict": {"is_flag": True, "help": "Exit with 1 if something should be mended."},
        "--copy": {"is_flag": True, "help": "Copy the text to the clipboard."},
        "--open": {"is_flag": True, "help": "Open the mail program with it, or the page."},
        "--today": {"metavar": "DAY", "help": "The day of writing, as 2026-11-22.  [today]"},
    }.items()
)


# --- the commands ---------------------------------------------------------------------------


class Commands(click.Group):
    """The letters, which are folders, and the tools."""

    def list_commands(self, context: click.Context) -> list[str]:
        return [*_library().names(), *super().list_commands(context)]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        tool = super().get_command(context, name)
        if tool or name not in _library().names():
            return tool
        return _letter_command(_library().kind(name))

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(context, args[0]) is None:
            near = closest(args[0].replace("_", "-"), self.list_commands(context))
            raise click.UsageError(
                f"There is no letter or tool called {args[0]!r}.{near} See: drafter --help"
            )
        return super().resolve_command(context, args)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        rows, warnings = _kinds()
        with formatter.section("Letters"):
            formatter.write_dl([(kind.name, kind.summary) for kind in rows])
        with formatter.section("Before and after"):
            tools = {name: each.get_short_help_str(200) for name, each in self.commands.items()}
            tools |= {kind.name: kind.summary for kind in _kinds(letters=False)[0]}
            formatter.write_dl(sorted(tools.items()))
        for warning in warnings:
            formatter.write_text(warning)


@click.group(cls=Commands, invoke_without_command=True)
@click.version_option(__version__, prog_name="drafter", message="%(prog)s %(version)s")
@click.pass_context
def commands(context: click.Context) -> None:
    """Write the email you owe after a job interview, above all after one that went badly.

    A first letter, with nothing asked: drafter thank-you --example
    """
    if context.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stderr.isatty():
        _begin(context)
    else:
        click.echo(context.get_help())


def _begin(context: click.Context) -> None:
    """Ask which letter it is, or which unfinished one goes on, and write it."""
    from drafter.ask import choose
    from drafter.terminal import Terminal

    console = Terminal()
    with _stopping():
        unfinished = _unfinished([])
        if unfinished:
            kind, folder = _library().kind(unfinished.asking), str(unfinished.folder)
        else:
            kinds = _kinds()[0]
            names = [f"{kind.name}: {kind.summary}" for kind in kinds]
            chosen = choose(console, "Which letter is it?", names, "Enter helps you choose.")
            if chosen is None:
                found = _route({})
                kind = found if found else kinds[0]
            else:
                kind = kinds[chosen]
            folder = None
    context.invoke(_letter_command(kind), folder=folder)


@contextmanager
def _stopping() -> Iterator[None]:
    """Let Ctrl-C and the end of the input stop the asking, where there is nothing to keep yet."""
    try:
        yield
    except EOFError:
        _tell("\nThe input ended here.")
        raise click.exceptions.Exit(1) from None
    except KeyboardInterrupt:
        _tell("\nStopped.")
        raise click.exceptions.Exit(130) from None


def _letter_command(kind: Kind) -> click.Command:
    """Return the command that writes a letter: each of its questions is an option."""
    asked = [_option(question) for question in kind.questions]
    folder = click.Argument(["folder"], required=False, metavar="[FOLDER]")

    def write(folder: str | None, **given: Any) -> None:
        flags = {question.name: given.pop(question.name) for question in kind.questions}
        told = {name: value for name, value in flags.items() if value}
        _write(kind, folder, told, Wishes(**given))

    return click.Command(
        kind.name,
        params=[folder, *asked, *OPTIONS],
        callback=write,
        help=f"{kind.summary}\n\nFOLDER is an earlier letter's: what it was told is used again.",
        short_help=kind.summary,
    )


def _option(question: Question) -> click.Option:
    from drafter.ask import shown

    example = shown(question.example).replace("\n", "; ")
    told = question.ask or question.hint
    helped = f"For example: {example}" if example else told
    several = question.type in ("list", "people")
    return click.Option(
        [question.flag],
        metavar=question.type.upper(),
        help=helped,
        multiple=several,
        is_flag=False,
        flag_value="yes" if question.type == "yes" else None,
    )


# --- one letter -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the options of a letter's command ask for."""

    answers: str | None
    example: bool
    no_input: bool
    out: str | None
    format: str
    force: bool
    print: bool
    json: bool
    strict: bool
    copy: bool
    open: bool
    today: str | None

    @property
    def asks(self) -> bool:
        """Return whether somebody is there to be asked, and may be."""
        quiet = self.no_input or self.example
        return not quiet and sys.stdin.isatty() and sys.stderr.isatty()


def _write(kind: Kind, folder: str | None, flags: Mapping[str, object], wishes: Wishes) -> None:
    """Write one kind of letter: gather the answers, ask for the rest, show it, save it."""
    from drafter import render, timing

    shelf, day, suffixes = _library(), _day(wishes.today), _suffixes(wishes.format)
    kind = kind.with_default("style", _style())
    with _stopping():
        sources, earlier = _sources(kind, folder, flags, wishes)
    gathered = answers.gather(shelf, kind, sources, day)
    _tell(*gathered.notes)
    told = gathered.answers
    out = wishes.out or (str(DRAFTS / EXAMPLE) if wishes.example else None)
    place = _Place(kind=kind, out=out, earlier=earlier, files=not wishes.print)
    if wishes.asks:
        told = _ask(shelf, kind, told, day, place)
    elif lacking := answers.missing(shelf, kind, told, day):
        raise AnswerError(*lacking)
    letters = render.drafts(shelf, kind, _for_reader(kind, told, earlier), day)
    if told.get("for_a_friend"):
        letters = [replace(letter, kind=f"{letter.kind}-for-a-friend") for letter in letters]
    else:
        _tell(*_not_in_letter(kind, told, letters))
    findings = _findings(kind, told, letters)
    window = timing.send(kind.name, told, day)
    files = {} if wishes.print else _save(place, told, letters, suffixes, day, wishes)
    text = "\n\n".join(output.text_file(letter).decode() for letter in letters)
    if wishes.json:
        _print_json(kind, letters, files, suffixes, findings, window)
    elif wishes.print:
        _print(text)
    if not wishes.asks:  # whoever was asked has seen it already
        if not (wishes.json or wishes.print):
            _tell(text)
        _tell(*_told_findings(findings))
    if window.why and not wishes.json:
        _tell(_told_window(window))
    if files:
        _tell("Saved: " + ", ".join(str(path) for path in files.values()))
    if files and kind.letter and place.interview:
        page = _write_page(place.interview, day)
        _tell(f"To copy from: {page}")
    if wishes.copy:
        _copy(letters)
    if place.opens and place.interview:
        _open_page(place.interview, day)
    elif wishes.open:
        _open(letters, place.interview, day)
    if wishes.strict and any(each.severity in STRICT for found in findings for each in found):
        raise click.exceptions.Exit(1)
    if wishes.asks and not kind.letter and place.interview:
        with _stopping():
            following = _route({})
        if following:
            context = click.get_current_context()
            context.invoke(_letter_command(following), folder=str(place.interview.folder))


def _for_reader(kind: Kind, told: dict[str, Value], earlier: Interview | None) -> dict[str, Value]:
    """Return *told* as the reader of the draft may see it: without names, if it is a friend."""
    if not told.get("for_a_friend"):
        return told
    from drafter.friend import disguised

    return disguised(told, earlier.told if earlier else {})


def _sources(
    kind: Kind, folder: str | None, flags: Mapping[str, object], wishes: Wishes
) -> tuple[list[Source], Interview | None]:
    """Return where the answers come from, the first that knows one first, and the interview."""
    given = {name: list(each) if isinstance(each, tuple) else each for name, each in flags.items()}
    sources = [Source(name="", values=given)]
    if wishes.answers:
        sources.append(_answers(wishes.answers))
    if wishes.example:
        example = _library().example(kind)
        sources.append(Source(name=f"{kind.name}/example.toml", values=example))
    earlier = _earlier(folder) if folder else None
    if wishes.asks and not earlier:
        earlier = _unfinished(sources)
        sources += [] if earlier else _newest()
    if earlier:
        sources.append(earlier.source(kind))
    return sources, earlier


class _Place:
    """The interview that a letter belongs to, and its folder, once enough is known for one."""

    def __init__(
        self, *, kind: Kind, out: str | None, earlier: Interview | None, files: bool
    ) -> None:
        self.kind, self.files, self.opens = kind, files, False
        self.interview = earlier
        self.out = Path(out) if out else None
        if self.out and earlier:
            self.interview = interview.load(self.out)
            self.interview.told = {**earlier.told, **self.interview.told}

    def tell(self, told: Mapping[str, Value]) -> Interview:
        """Return the interview with *told* noted in it, in the folder that this makes right."""
        if self.interview is None:
            self.interview = (
                interview.load(self.out)
                if self.out
                else interview.place_for(DRAFTS, interview.as_toml(self.kind, told))
            )
        self.interview.tell(self.kind, told)
        return self.interview

    def keep(self, told: Mapping[str, Value]) -> None:
        """Keep *told* on the disk, as asked so far."""
        if not self.files:
            return
        started = self.interview is None
        kept = self.tell(told)
        kept.asking = self.kind.name
        if started or self.out:
            kept.save()
        else:
            interview.settle(kept, DRAFTS)


def _ask(
    shelf: Library, kind: Kind, told: dict[str, Value], day: date, place: _Place
) -> dict[str, Value]:
    """Ask what is not known yet, show the letter, and return the answers that stand."""
    from drafter.ask import Questionnaire
    from drafter.terminal import Terminal, stops_on_signals

    console = Terminal()
    paper = Questionnaire(
        library=shelf, kind=kind, answers=told, today=day, console=console,
        keep=place.keep, suggested=_suggested(kind, place),
        read_over=lambda told, letters: _told_findings(_findings(kind, told, letters)),
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
        _tell(stopped + _kept(place, kind))
    raise click.exceptions.Exit(status)


def _suggested(kind: Kind, place: _Place) -> dict[str, str]:
    """Return what was noted elsewhere that may answer questions of *kind*, as one would type it."""
    from drafter.ask import shown

    noted = place.interview.told if place.interview else {}
    found = {}
    for question in kind.questions:
        value = noted.get(question.suggest) if question.suggest else None
        if value:
            tables = [each["greeting"] for each in value if isinstance(each, dict)]
            found[question.name] = ", ".join(tables) if tables else shown(value)
    return found


def _kept(place: _Place, kind: Kind) -> str:
    if place.interview is None or not place.files:
        return "Nothing was written yet."
    return (
        f"What you wrote is kept in {place.interview.folder}; "
        f"drafter {kind.name} goes on where you stopped."
    )


def _unfinished(sources: Sequence[Source]) -> Interview | None:
    """Return the unfinished interview that the person goes on with, or None for a new one."""
    from drafter.ask import choose
    from drafter.terminal import Terminal

    waiting = [each for each in interview.every(DRAFTS) if each.asking]
    if not waiting or any(source.values for source in sources):
        return None
    names = [f"{each.title} ({each.asking}, {len(each.told)} answers kept)" for each in waiting]
    chosen = choose(Terminal(), "You stopped in the middle of:", names, "Enter starts a new one.")
    return None if chosen is None else waiting[chosen]


def _newest() -> list[Source]:
    """Return who the person is, as the newest interview has it."""
    known = interview.every(DRAFTS)[:1]
    told = {
        name: known[0].told[name]
        for name in ("me", "contact", "style")
        if known and known[0].told.get(name)
    }
    if "me" in told:
        _tell(
            f"Your name is taken from your last letter: {told['me']}. It can be changed at the end."
        )
    return [Source(name="last letter", values=told, kept=True)] if told else []


def _earlier(folder: str) -> Interview:
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
    place: _Place,
    told: Mapping[str, Value],
    letters: Sequence[Draft],
    suffixes: Sequence[str],
    day: date,
    wishes: Wishes,
) -> dict[str, Path]:
    """Write the letters and what they were told; return each file by its name."""
    style = place.kind.question("style")
    kept = place.tell({**told, "style": told.get("style") or (style.default if style else None)})
    files = output.contents(letters, suffixes)
    edited = output.edited(kept.folder, files, kept.written)
    if edited and not wishes.force:
        names = ", ".join(str(path) for path in edited)
        if not (wishes.asks and click.confirm(f"You have edited {names}. Replace?", err=True)):
            raise FileError(
                f"{names}: edited since drafter wrote it, so it is left as it is. "
                "Use --force to replace it, or --out DIR to write elsewhere."
            )
    output.make_folder(kept.folder)
    for name, content in files.items():
        output.write_whole(kept.folder / name, content)
        kept.written[name] = output.digest(content)
    kept.asking = ""
    kept.drafted[place.kind.name] = day
    kept.save()
    return {name: kept.folder / name for name in files}


def _not_in_letter(kind: Kind, told: Mapping[str, Value], letters: Sequence[Draft]) -> list[str]:
    """Return a message for each answer that was given but stands in no letter."""
    printed = " ".join(f"{letter.marked_subject} {letter.marked}" for letter in letters).casefold()
    found = []
    for question in kind.questions:
        value = told.get(question.name)
        if question.always or question.type not in ("words", "story", "list") or not value:
            continue
        texts = value if isinstance(value, tuple) else (value,)
        for text in texts:
            if " ".join(str(text).split()).casefold() not in " ".join(printed.split()):
                found.append(f"{question.name} was given, but does not stand in the letter: {text}")
    return found


def _write_page(known: Interview, day: date) -> Path:
    """Write the page of an interview's letters, and return where it is."""
    from drafter import index

    def read_over(
        kind: Kind, told: Mapping[str, Value], letters: Sequence[Draft]
    ) -> list[list[tuple[str, str]]]:
        found = _findings(kind, told, letters)
        return [[(each.severity, each.message) for each in letter] for letter in found]

    path = known.folder / index.FILE
    output.write_whole(path, index.build(_library(), known, day, read_over).encode())
    return path


def _copy(letters: Sequence[Draft]) -> None:
    from drafter import clipboard

    clipboard.copy(letters[0].text.rstrip("\n"))
    whom = " and ".join(person.greeting for person in letters[0].to) or "the team"
    rest = f" There are {len(letters) - 1} more in the folder." if len(letters) > 1 else ""
    _tell(f"The letter to {whom} is on the clipboard.{rest}")


def _open(letters: Sequence[Draft], known: Interview | None, day: date) -> None:
    """Open the mail program with the letter where it fits, or else the page."""
    from drafter import clipboard, mail

    link = mail.mailto(letters[0]) if len(letters) == 1 else None
    if link and clipboard.open_address(link):
        return
    if known is None or not known.drafted:
        _tell("It is too long for a mail program to take. Without --print there is a page to copy.")
        return
    if link is None:
        _tell("It is too long to hand to a mail program, so here is the page to copy it from.")
    _open_page(known, day)


def _open_page(known: Interview, day: date) -> None:
    from drafter import clipboard

    page = _write_page(known, day)
    if not clipboard.open_address(page.resolve().as_uri()):
        _tell(f"Nothing here could open it. Open this file in a browser: {page.resolve()}")


def _findings(
    kind: Kind, told: Mapping[str, Value], letters: Sequence[Draft]
) -> list[list[Finding]]:
    """Return what there is to look at in each of *letters*; what a panel shares, in the first."""
    if not kind.letter:
        return [[] for _ in letters]
    from drafter import review

    phrases = review.phrase_lists(_library())
    read = [review.letter_of(letter, kind, told) for letter in letters]
    found = [review.read_over(each, library_phrases=phrases) for each in read]
    found[0] += review.compare(read) if len(read) > 1 else []
    return found


def _told_findings(findings: Sequence[Sequence[Finding]]) -> list[str]:
    """Return the *findings* as lines for a person, a quiet heading before them."""
    words: dict[tuple[str, str, str], list[str]] = {}
    for each in (each for letter in findings for each in letter):
        words.setdefault((each.severity, each.message, each.rule), []).append(each.words)
    lines = []
    for (severity, message, rule), said in words.items():
        quoted = ", ".join(f'"{each}"' for each in dict.fromkeys(said) if each)
        lines.append(f"  {severity}: {message} {quoted} ({rule})".replace("  (", " ("))
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
            "findings": _as_rows(found),
        }
        for stem, letter, found in zip(output.stems(letters), letters, findings, strict=True)
    ]
    send = {
        "from": window.start.isoformat() if window.start else None,
        "until": window.until.isoformat() if window.until else None,
        "why": window.why,
    }
    _print(
        json.dumps(
            {"kind": kind.name, "drafts": drafts, "send": send}, ensure_ascii=False, indent=2
        )
    )


def _as_rows(findings: Sequence[Finding]) -> list[dict[str, str]]:
    return [
        {"rule": f.rule, "severity": f.severity, "message": f.message, "words": f.words}
        for f in findings
    ]


# --- the tools ------------------------------------------------------------------------------


@commands.command(name="kinds")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def list_kinds(as_json: bool) -> None:
    """List the letters there are."""
    kinds, warnings = _kinds()
    for warning in warnings:
        _tell(warning)
    if as_json:
        rows = [{"kind": each.name, "title": each.title, "summary": each.summary} for each in kinds]
        _print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    wide = max(len(each.name) for each in kinds)
    _print("\n".join(f"{each.name:<{wide}}  {each.summary}" for each in kinds))


@commands.command(name="questions")
@click.argument("kind")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the header of a CSV file.")
def list_questions(kind: str, as_json: bool, as_csv: bool) -> None:
    """Print a letter's questions as an answers file to fill in."""
    from drafter import catalogue

    if as_json and as_csv:
        raise click.UsageError("Choose one of --json and --csv.")
    if kind not in _library().names():
        near = closest(kind.replace("_", "-"), _library().names())
        raise click.UsageError(f"There is no letter called {kind!r}.{near} See: drafter kinds")
    chosen = _library().kind(kind)
    if as_csv:
        _print(catalogue.csv_header(chosen))
    elif as_json:
        table = catalogue.table(_library(), chosen, _day(None))
        _print(json.dumps(table, ensure_ascii=False, indent=2))
    else:
        _print(catalogue.answers_file(_library(), chosen, _day(None)))


@commands.command(name="which")
@click.argument("folder", required=False)
@click.option("--standing", metavar="WORDS", help="Where things stand: they said no.")
@click.option("--went-wrong", metavar="WORDS", help="What went wrong: one or two answers.")
@click.option("--reaction", metavar="WORDS", help="Whether anyone reacted: it is my own feeling.")
@click.option("--through-recruiter", metavar="WORDS", help="Who arranged it: an agency.")
@click.pass_context
def which_letter(context: click.Context, /, folder: str | None, **given: str | None) -> None:
    """Help to choose the letter, with four questions."""
    from drafter import routes
    from drafter.questions import pick

    chosen: dict[str, str] = {}
    for turn in routes.turns(_library()):
        typed = given.get(turn.name)
        if typed:
            choice = pick(typed, turn.choices)
            if choice is None:
                listed = "; ".join(turn.choices)
                option = turn.name.replace("_", "-")
                raise click.UsageError(f"--{option}: {typed!r} is not one of these: {listed}.")
            chosen[turn.name] = choice
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        _print(routes.told(routes.propose(_library(), chosen)))
        return
    with _stopping():
        kind = _route(chosen)
    if kind:
        context.invoke(_letter_command(kind), folder=folder)


@commands.command(name="check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--kind", metavar="KIND", help="Which letter it is.  [from the name of the file]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--strict", is_flag=True, help="Exit with 1 if something should be mended.")
def check_letters(files: tuple[str, ...], kind: str | None, as_json: bool, strict: bool) -> None:
    """Read over any letter, text or HTML, whoever wrote it; - reads standard input."""
    from drafter import review

    if kind and kind not in _library().names():
        near = closest(kind.replace("_", "-"), _library().names())
        raise click.UsageError(f"There is no letter called {kind!r}.{near} See: drafter kinds")
    phrases = review.phrase_lists(_library())
    letters = [_letter_in(name, kind) for name in files]
    found = [review.read_over(letter, library_phrases=phrases) for letter in letters]
    rows = [{"file": n, "findings": _as_rows(f)} for n, f in zip(files, found, strict=True)]
    if as_json:
        table = {"findings": rows[0]["findings"]} if len(rows) == 1 else {"files": rows}
        _print(json.dumps(table, ensure_ascii=False, indent=2))
    else:
        for name, each in zip(files, found, strict=True):
            lines = _told_findings([each])[1:] or ["  Nothing to mend was found."]
            _print("\n".join([f"{name}:", *lines]))
    if strict and any(each.severity in STRICT for letter in found for each in letter):
        raise click.exceptions.Exit(1)


def _letter_in(name: str, kind: str | None) -> Letter:
    """Return the letter in the file called *name*, with what is known of its interview."""
    from drafter import review

    path = Path(name)
    try:
        content = sys.stdin.buffer.read() if name == "-" else path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise FileError(f"{name}: this file cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise FileError(
            f"{name}: this is not UTF-8 text. Save it as UTF-8, or paste it."
        ) from error
    names = [each for each in _library().names() if path.stem.startswith(each)]
    chosen = _library().kind(kind or names[0]) if kind or names else None
    letter = review.letter_from(text, chosen)
    if chosen and (path.parent / interview.FILE).is_file():
        known = interview.load(path.parent)
        told = answers.gather(_library(), chosen, [known.source(chosen)], _day(None)).answers
        letter = replace(letter, told=told)
    return letter


@commands.command(name="status")
@click.argument("folder", required=False)
@click.option("--today", metavar="DAY", help="The day to tell it for.  [today]")
def show_status(folder: str | None, today: str | None) -> None:
    """Show what was drafted, what is due, and what comes next."""
    from drafter import timing

    day = _day(today)
    known = [_earlier(folder)] if folder else interview.every(DRAFTS)
    if not known:
        _print(f"There is nothing in {DRAFTS}/ yet. Begin with: drafter thank-you")
        return
    due = [(timing.next_letter(each.told, each.drafted, each.sent, day), each) for each in known]
    due.sort(key=lambda pair: pair[0].start if pair[0] else date.max)
    _print("\n\n".join("\n".join(_status(each, following, day)) for following, each in due))


def _status(known: Interview, following: Due | None, day: date) -> list[str]:
    lines = [f"{known.title}  ({known.folder})"]
    if known.asking:
        lines.append(f"  unfinished: drafter {known.asking} {known.folder}")
    letters = {kind: day for kind, day in known.drafted.items() if _library().kind(kind).letter}
    for kind, drafted in letters.items():
        sent = f"sent {known.sent[kind]}" if kind in known.sent else "not marked as sent"
        lines.append(f"  {kind}: drafted {drafted}, {sent}")
    if not letters and not known.asking:
        return [*lines, f"  next, now: drafter which {known.folder}"]
    if following is None:
        return [*lines, "  Nothing is due."]
    until = (
        f" to {following.until}" if following.until and following.until != following.start else ""
    )
    when = "now" if following.start <= day else f"from {following.start}"
    if following.kind in known.drafted and following.kind not in known.sent:
        what = f"send the {following.kind}, then: drafter sent {following.kind} {known.folder}"
    else:
        what = f"drafter {following.kind} {known.folder}"
    return [*lines, f"  next, {when}{until}: {what}", f"  {following.why}"]


@commands.command(name="open")
@click.argument("folder", required=False)
def open_page(folder: str | None) -> None:
    """Open the page that letters are copied from."""
    known = [_earlier(folder)] if folder else interview.every(DRAFTS)
    drafted = [each for each in known if any(_library().kind(k).letter for k in each.drafted)]
    if not drafted:
        raise AnswerError(
            f"{folder or DRAFTS}: there is no letter here yet. Begin with: drafter thank-you"
        )
    _open_page(drafted[0], _day(None))


@commands.command(name="sent")
@click.argument("kind")
@click.argument("folder", required=False)
@click.option("--today", metavar="DAY", help="The day it went out.  [today]")
def note_sent(kind: str, folder: str | None, today: str | None) -> None:
    """Note that a letter went out."""
    day = _day(today)
    if kind not in _library().names():
        near = closest(kind.replace("_", "-"), _library().names())
        raise click.UsageError(f"There is no letter called {kind!r}.{near} See: drafter kinds")
    known = [_earlier(folder)] if folder else interview.every(DRAFTS)
    drafted = [each for each in known if kind in each.drafted]
    waiting = [each for each in drafted if kind not in each.sent] or drafted
    if not waiting:
        where = folder or f"{DRAFTS}/"
        raise AnswerError(f"{where}: no {kind} was drafted here. Draft it with: drafter {kind}")
    if len(waiting) > 1:
        folders = ", ".join(str(each.folder) for each in waiting)
        raise AnswerError(f"Several interviews have a {kind}. Name the folder, one of: {folders}")
    waiting[0].sent[kind] = day
    waiting[0].save()
    _tell(f"Noted: {kind} for {waiting[0].title} went out on {day}.")


def _route(chosen: dict[str, str]) -> Kind | None:
    """Ask what is not in *chosen*, propose a letter, and return the one the person takes."""
    from drafter import routes
    from drafter.ask import choose, tell
    from drafter.terminal import Terminal

    console, shelf = Terminal(), _library()
    for turn in routes.turns(shelf):
        if turn.name not in chosen and not routes.needless(turn, chosen):
            answer = choose(console, turn.ask, turn.choices, "Enter skips.")
            if answer is not None:
                chosen[turn.name] = turn.choices[answer]
    route = routes.propose(shelf, chosen)
    console.say("")
    tell(console, routes.told(route))
    names = [kind.name for kind in _kinds()[0]]
    taken = choose(console, "Or another one:", names, f"Enter writes the {route.letter}.")
    return shelf.kind(route.letter if taken is None else names[taken])


# --- what the commands share ----------------------------------------------------------------


def _library() -> Library:
    context = click.get_current_context(silent=True)
    root = context.find_root() if context else None
    if root is None:
        return library()
    if root.obj is None:
        own = Path(click.get_app_dir("drafter")) / "templates"
        root.obj = library(own if own.is_dir() else None)
    return root.obj  # type: ignore[no-any-return]


def _kinds(*, letters: bool = True) -> tuple[list[Kind], list[str]]:
    """Return the kinds that are *letters*, and a warning for each folder that is left out."""
    kinds, warnings = [], []
    for name in _library().names():
        if name in commands.commands:
            warnings.append(f"{name}: this folder of yours is left out, since a tool has its name.")
            continue
        try:
            kind = _library().kind(name)
        except TemplateError as error:
            warnings.append(f"{name} is left out. {error}")
            continue
        taken = {option.name for option in OPTIONS} | {opt for o in OPTIONS for opt in o.opts}
        clash = [q.name for q in kind.questions if q.name in taken or q.flag in taken]
        if clash:
            warnings.append(
                f"{name} is left out: {clash[0]!r} is an option, so no question can have its name."
            )
        elif kind.letter == letters:
            kinds.append(kind)
    return sorted(kinds, key=lambda kind: (kind.rank, kind.name)), warnings


def _day(today: str | None) -> date:
    if today is None:
        return date.today()
    try:
        return date.fromisoformat(today)
    except ValueError:
        raise click.UsageError(
            f"--today: {today!r} is not a day. Write it as 2026-11-22."
        ) from None


def _suffixes(formats: str) -> list[str]:
    chosen = [each.strip().lower() for each in formats.split(",") if each.strip()]
    unknown = [each for each in chosen if each not in output.FORMATS]
    if unknown or not chosen:
        known = ", ".join(output.FORMATS)
        raise click.UsageError(f"--format: {formats!r}: choose from {known}, with commas between.")
    return list(dict.fromkeys(chosen))


def _style() -> str:
    """Return the style of the reader's locale: British outside the United States and Canada."""
    name = next(
        (os.environ[key] for key in ("LC_ALL", "LC_TIME", "LANG") if os.environ.get(key)), ""
    )
    country = name.split(".")[0].partition("_")[2]
    return "British" if name.startswith("en_") and country not in ("US", "CA", "PH") else "American"


def _tell(*texts: str) -> None:
    for text in texts:
        click.echo(text, err=True)


def _print(text: str) -> None:
    click.echo(text.rstrip("\n"))


def _settle_streams() -> None:
    """Let every letter be written, whatever the locale of the terminal can show."""
    for stream, is_asked_for in ((sys.stdout, True), (sys.stderr, False)):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure and is_asked_for and not stream.isatty():
            reconfigure(encoding="utf-8")
        elif reconfigure:
            reconfigure(errors="replace")


def main() -> None:
    """Run the command line; the exit status is that of DESIGN.md."""
    _settle_streams()
    try:
        status = commands.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as exit:
        status = exit.exit_code
    except click.Abort:
        _tell("\nStopped.")
        status = 130
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except DrafterError as error:
        for problem in error.problems:
            _tell(f"Error: {problem}")
        status = 1
    except BrokenPipeError:
        # The reader of the pipe has gone; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status if isinstance(status, int) else 0)
