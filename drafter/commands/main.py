"""The only room that talks, decides and exits, and the only one that reads the clock."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter import __version__
from drafter.commands import web
from drafter.errors import AnswerError, DrafterError, FileError, TemplateError
from drafter.letters.library import Kind, Library, library
from drafter.terminal.talk import print_out, settle_streams, stopping, tell

# Everything else is imported where it is used, so that --help answers at once.
if TYPE_CHECKING:
    from drafter.keeping.interview import Interview
    from drafter.letters.library import Outline
    from drafter.letters.questions import Question
    from drafter.planning.timing import Due
    from drafter.review.letter import Letter

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
        "--wording": {
            "multiple": True,
            "metavar": "NAME=HOW",
            "help": "Put a sentence of ours another way.",
        },
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
        from drafter.letters.questions import closest

        if args and not args[0].startswith("-") and self.get_command(context, args[0]) is None:
            near = closest(args[0].replace("_", "-"), self.list_commands(context))
            raise click.UsageError(
                f"There is no letter or tool called {args[0]!r}.{near} See: drafter --help"
            )
        return super().resolve_command(context, args)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        rows, warnings = _outlines()
        with formatter.section("Letters"):
            formatter.write_dl([(each.name, each.summary) for each in rows if each.letter])
        with formatter.section("Before and after"):
            tools = {name: each.get_short_help_str(200) for name, each in self.commands.items()}
            tools |= {each.name: each.summary for each in rows if not each.letter}
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
    from drafter.commands.letter import unfinished
    from drafter.terminal.console import Terminal
    from drafter.terminal.lines import choose

    console = Terminal()
    with stopping():
        going_on = unfinished([])
        if going_on:
            kind, folder = _library().kind(going_on.asking), str(going_on.folder)
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


def _letter_command(kind: Kind) -> click.Command:
    """Return the command that writes a letter: each of its questions is an option."""
    asked = [_option(question) for question in kind.questions]
    folder = click.Argument(["folder"], required=False, metavar="[FOLDER]")

    def write_it(folder: str | None, **given: Any) -> None:
        from drafter.commands.letter import Options, write
        from drafter.letters.wording import from_flags

        flags = {question.name: given.pop(question.name) for question in kind.questions}
        told = {name: value for name, value in flags.items() if value}
        try:
            if ways := given.pop("wording"):
                told["wording"] = from_flags(ways)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        day, formats = _day(given.pop("today")), _formats(given.pop("format"))
        shelf, wishes = _library(), Options(**given, formats=formats)
        place = write(shelf, kind.with_default("style", _style()), folder, told, wishes, day)
        if wishes.asks and not kind.letter and place.interview:
            _go_on(place.interview.folder)

    return click.Command(
        kind.name,
        params=[folder, *asked, *OPTIONS],
        callback=write_it,
        help=f"{kind.summary}\n\nFOLDER is an earlier letter's: what it was told is used again.",
        short_help=kind.summary,
    )


def _go_on(folder: Path) -> None:
    """Lead from a debrief to the letter that it suggests."""
    with stopping():
        following = _route({})
    if following:
        click.get_current_context().invoke(_letter_command(following), folder=str(folder))


def _option(question: Question) -> click.Option:
    from drafter.filling.session import shown

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


# --- the tools ------------------------------------------------------------------------------


@commands.command(name="kinds")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def list_kinds(as_json: bool) -> None:
    """List the letters there are."""
    kinds, warnings = _kinds()
    for warning in warnings:
        tell(warning)
    if as_json:
        rows = [{"kind": each.name, "title": each.title, "summary": each.summary} for each in kinds]
        print_out(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    wide = max(len(each.name) for each in kinds)
    print_out("\n".join(f"{each.name:<{wide}}  {each.summary}" for each in kinds))


@commands.command(name="questions")
@click.argument("kind")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the header of a CSV file.")
@click.option("--wordings", is_flag=True, help="Print the letter's own sentences, in each wording.")
def list_questions(kind: str, as_json: bool, as_csv: bool, wordings: bool) -> None:
    """Print a letter's questions as an answers file to fill in."""
    from drafter.letters import catalogue

    if as_json + as_csv + wordings > 1:
        raise click.UsageError("Choose one of --json, --csv and --wordings.")
    chosen = _chosen(kind)
    if as_csv:
        print_out(catalogue.csv_header(chosen))
    elif wordings:
        print_out(catalogue.wordings(_library(), chosen, _day(None)))
    elif as_json:
        table = catalogue.table(_library(), chosen, _day(None))
        print_out(json.dumps(table, ensure_ascii=False, indent=2))
    else:
        print_out(catalogue.answers_file(_library(), chosen, _day(None)))


@commands.command(name="which")
@click.argument("folder", required=False)
@click.option("--standing", metavar="WORDS", help="Where things stand: they said no.")
@click.option("--went-wrong", metavar="WORDS", help="What went wrong: one or two answers.")
@click.option("--reaction", metavar="WORDS", help="Whether anyone reacted: it is my own feeling.")
@click.option("--through-recruiter", metavar="WORDS", help="Who arranged it: an agency.")
@click.pass_context
def which_letter(context: click.Context, /, folder: str | None, **given: str | None) -> None:
    """Help to choose the letter, with four questions."""
    from drafter.letters.questions import pick
    from drafter.planning import which as routes

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
        print_out(routes.told(routes.propose(_library(), chosen)))
        return
    with stopping():
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
    from drafter.commands.letter import are_grave
    from drafter.filling.exchange import finding_rows
    from drafter.review import letter as review
    from drafter.terminal.talk import told_findings

    if kind:
        _chosen(kind)
    phrases = review.phrase_lists(_library())
    letters = [_letter_in(name, kind) for name in files]
    found = [review.read_over(letter, library_phrases=phrases) for letter in letters]
    rows = [{"file": n, "findings": finding_rows(f)} for n, f in zip(files, found, strict=True)]
    if as_json:
        table = {"findings": rows[0]["findings"]} if len(rows) == 1 else {"files": rows}
        print_out(json.dumps(table, ensure_ascii=False, indent=2))
    else:
        for name, each in zip(files, found, strict=True):
            lines = told_findings([each])[1:] or ["  Nothing to mend was found."]
            print_out("\n".join([f"{name}:", *lines]))
    if strict and are_grave(found):
        raise click.exceptions.Exit(1)


def _letter_in(name: str, kind: str | None) -> Letter:
    """Return the letter in the file called *name*, with what is known of its interview."""
    from drafter.filling import sources
    from drafter.keeping import interview
    from drafter.review import letter as review

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
        told = sources.gather(_library(), chosen, [known.as_saved(chosen)], _day(None)).answers
        letter = replace(letter, told=told)
    return letter


@commands.command(name="batch")
@click.argument("kind")
@click.argument("rows", metavar="ROWS.csv")
@click.option("--out", metavar="DIR", required=True, help="The folder for the letters.")
@click.option("--resume", is_flag=True, help="Leave out what is there and unchanged.")
@click.option("--format", "formats", default="txt,html", show_default=True, help="Which files.")
@click.option("--strict", is_flag=True, help="Exit with 1 if a letter should be mended.")
@click.option("--today", metavar="DAY", help="The day of writing, as 2026-11-22.  [today]")
def write_batch(
    kind: str, rows: str, out: str, resume: bool, formats: str, strict: bool, today: str | None
) -> None:
    """Write a letter for every row of a table."""
    from drafter.commands import batch
    from drafter.filling.session import Session

    shelf, chosen, path = _library(), _chosen(kind), Path(rows)

    with _progress(path) as progress:
        outcome = batch.run(
            shelf,
            chosen.with_default("style", _style()),
            path,
            Path(out),
            formats=_formats(formats),
            today=_day(today),
            resume=resume,
            tell=tell,
            progress=progress,
            review=Session.findings,
        )
    left = f", {outcome.left} were there already" if outcome.left else ""
    tell(f"{outcome.written} letters written to {out}{left}; {Path(out) / batch.INDEX} lists them.")
    if outcome.problems:
        tell(f"{outcome.problems} rows must be mended first; they are named above.")
    if outcome.findings:
        tell(f"{outcome.findings} things should be looked at; they stand in the index.")
    if outcome.problems or (strict and outcome.findings):
        raise click.exceptions.Exit(1)


@contextmanager
def _progress(path: Path) -> Iterator[Callable[[int], None] | None]:
    """Show how much of the file is read, on a terminal only; give what its bytes are told to."""
    if not sys.stderr.isatty() or not path.is_file():
        yield None
        return
    with click.progressbar(length=path.stat().st_size, file=sys.stderr, label="Reading") as bar:
        yield lambda read: bar.update(read - bar.pos)


def _chosen(kind: str) -> Kind:
    """Return the kind that is called *kind*; wrong usage if there is none."""
    from drafter.letters.questions import closest

    if kind not in _library().names():
        near = closest(kind.replace("_", "-"), _library().names())
        raise click.UsageError(f"There is no letter called {kind!r}.{near} See: drafter kinds")
    return _library().kind(kind)


@commands.command(name="status")
@click.argument("folder", required=False)
@click.option("--today", metavar="DAY", help="The day to tell it for.  [today]")
def show_status(folder: str | None, today: str | None) -> None:
    """Show what was drafted, what is due, and what comes next."""
    from drafter.commands.letter import DRAFTS, earlier_interview
    from drafter.keeping import interview

    day = _day(today)
    known = [earlier_interview(folder)] if folder else interview.every(DRAFTS)
    if not known:
        print_out(f"There is nothing in {DRAFTS}/ yet. Begin with: drafter thank-you")
        return
    due = [(_due(each, day), each) for each in known]
    due.sort(key=lambda pair: pair[0].start if pair[0] else date.max)
    print_out("\n\n".join("\n".join(_status(each, following, day)) for following, each in due))


def _due(known: Interview, day: date) -> Due | None:
    """Return what comes next for an interview, whose letters each go by what they were told."""
    from drafter.planning import timing

    known.move(_library())
    return timing.next_letter(
        known.told, known.drafted, known.all_sent(), day, letters=known.letters
    )


def _status(known: Interview, following: Due | None, day: date) -> list[str]:
    lines = [f"{known.title}  ({known.folder})"]
    if known.asking:
        lines.append(f"  unfinished: drafter {known.asking} {known.folder}")
    letters = {kind: day for kind, day in known.drafted.items() if _is_letter(kind)}
    sent = known.all_sent()
    for kind, drafted in letters.items():
        lines.append(f"  {kind}: drafted {drafted}, {_sent(known, kind)}")
        lines += [f"  {line}" for line in _changed(known, kind, was_sent=kind in sent)]
    if not letters and not known.asking:
        return [*lines, f"  next, now: drafter which {known.folder}"]
    if following is None:
        return [*lines, "  Nothing is due."]
    until = (
        f" to {following.until}" if following.until and following.until != following.start else ""
    )
    when = "now" if following.start <= day else f"from {following.start}"
    if following.kind in known.drafted and following.kind not in sent:
        what = f"send the {following.kind}, then: drafter sent {following.kind} {known.folder}"
    else:
        what = f"drafter {following.kind} {known.folder}"
    return [*lines, f"  next, {when}{until}: {what}", f"  {following.why}"]


def _is_letter(name: str) -> bool:
    """Return whether the kind called *name* is a letter; one that is gone was."""
    try:
        return _library().kind(name).letter
    except TemplateError:
        return True


def _sent(known: Interview, kind: str) -> str:
    """Return what was sent of the letters of *kind*, one for each person perhaps."""
    if day := known.went_out(kind):
        return f"sent {day}"
    days = [(each.whom, known.sent_on(kind, each.stem)) for each in known.saved.get(kind, ())]
    gone = [f"sent to {whom} {day}" for whom, day in days if day]
    waiting = [f"to {whom} not marked as sent" for whom, day in days if not day]
    return ", ".join([*gone, *waiting]) if gone else "not marked as sent"


def _changed(known: Interview, kind: str, *, was_sent: bool) -> list[str]:
    """Return which facts the letter of *kind* still has as they were when it was saved."""
    found = [
        f"The {kind}, which was sent, says {_quoted(then)}; the interview now says {_quoted(now)}."
        if was_sent
        else f"The {kind} still says {_quoted(then)}, the interview now says {_quoted(now)}."
        for _, then, now in known.changed(kind)
    ]
    mend = [] if was_sent or not found else [f"To write it anew: drafter {kind} {known.folder}"]
    return [*found, *mend]


def _quoted(value: object) -> str:
    """Return an answer of interview.toml as a person would say it."""
    from drafter.language.fragments import listed

    if isinstance(value, date):
        return f"{value:%A} {value}"
    if isinstance(value, list):
        return str(listed(each["greeting"] for each in value if each.get("greeting")))
    return f'"{value}"'


@commands.command(name="open")
@click.argument("folder", required=False)
def open_page(folder: str | None) -> None:
    """Open the page that letters are copied from."""
    from drafter.commands.delivery import open_page_of
    from drafter.commands.letter import DRAFTS, earlier_interview
    from drafter.keeping import interview

    known = [earlier_interview(folder)] if folder else interview.every(DRAFTS)
    drafted = [each for each in known if any(_library().kind(k).letter for k in each.drafted)]
    if not drafted:
        raise AnswerError(
            f"{folder or DRAFTS}: there is no letter here yet. Begin with: drafter thank-you"
        )
    open_page_of(_library(), drafted[0], _day(None))


@commands.command(name="sent")
@click.argument("kind")
@click.argument("folder", required=False)
@click.option("--to", "whom", metavar="NAME", help="Whose letter, where each person has one.")
@click.option("--today", metavar="DAY", help="The day it went out.  [today]")
def note_sent(kind: str, folder: str | None, whom: str | None, today: str | None) -> None:
    """Note that a letter went out."""
    from drafter.commands.letter import DRAFTS, earlier_interview
    from drafter.keeping import interview

    day = _day(today)
    _chosen(kind)
    known = [earlier_interview(folder)] if folder else interview.every(DRAFTS)
    drafted = [each for each in known if kind in each.drafted]
    waiting = [each for each in drafted if not each.went_out(kind)] or drafted
    if not waiting:
        where = folder or f"{DRAFTS}/"
        raise AnswerError(f"{where}: no {kind} was drafted here. Draft it with: drafter {kind}")
    if len(waiting) > 1:
        folders = ", ".join(str(each.folder) for each in waiting)
        raise AnswerError(f"Several interviews have a {kind}. Name the folder, one of: {folders}")
    (one,) = waiting
    _refuse_day(one, kind, day)
    one.move(_library())
    to = f" to {_mark_sent(one, kind, whom, day)}" if whom else ""
    if not whom:
        one.mark_sent(kind, day)
    one.save()
    tell(f"Noted: {kind}{to} for {one.title} went out on {day}.")


def _refuse_day(known: Interview, kind: str, day: date) -> None:
    """Raise where a letter of *kind* cannot have gone out on *day*."""
    drafted = known.drafted[kind]
    cure = "Give the day it went out, as --today 2026-11-22."
    if day < drafted:
        raise AnswerError(
            f"The {kind} was drafted on {drafted}, so it did not go out on {day}. {cure}"
        )
    # A letter that was drafted under a later day says that this day has come.
    if day > max(date.today(), *known.drafted.values()):
        raise AnswerError(f"{day} is still to come, so the {kind} has not gone out yet. {cure}")


def _mark_sent(known: Interview, kind: str, whom: str, day: date) -> str:
    """Note that the letter of *kind* to *whom* went out; return how it greets them."""
    names = [each.whom for each in known.saved.get(kind, ())]
    words = _words_of(whom)
    found = [name for name in names if words and words <= _words_of(name)]
    exact = [name for name in found if words == _words_of(name)]
    if len(exact or found) != 1:
        raise AnswerError(
            f"--to: {whom!r} is not one of those that the {kind} goes to. Name one of: "
            f"{'; '.join(names)}."
        )
    (chosen,) = exact or found
    known.sent[known.saved[kind][names.index(chosen)].stem] = day
    return chosen


def _words_of(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold()))


def _route(chosen: dict[str, str]) -> Kind | None:
    """Ask what is not in *chosen*, propose a letter, and return the one the person takes."""
    from drafter.planning import which as routes
    from drafter.terminal.console import Terminal
    from drafter.terminal.lines import choose, say

    console, shelf = Terminal(), _library()
    for turn in routes.turns(shelf):
        if turn.name not in chosen and not routes.needless(turn, chosen):
            answer = choose(console, turn.ask, turn.choices, "Enter skips.")
            if answer is not None:
                chosen[turn.name] = turn.choices[answer]
    route = routes.propose(shelf, chosen)
    console.say("")
    say(console, routes.told(route))
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


def _outlines() -> tuple[list[Outline], list[str]]:
    """Return an outline of each kind, and a warning for each folder that is left out."""
    found, warnings = [], []
    for name in _library().names():
        if name in commands.commands:
            warnings.append(f"{name}: this folder of yours is left out, since a tool has its name.")
            continue
        try:
            found.append(_library().outline(name))
        except (TemplateError, ValueError, TypeError) as error:
            warnings.append(f"{name} is left out. {error}")
    return sorted(found, key=lambda each: (each.rank, each.name)), warnings


def _kinds() -> tuple[list[Kind], list[str]]:
    """Return the kinds that are letters, and a warning for each folder that is left out."""
    outlines, warnings = _outlines()
    taken = {name for option in OPTIONS for name in (option.name, *option.opts)}
    kinds = []
    for each in outlines:
        try:
            kind = _library().kind(each.name)
        except TemplateError as error:
            warnings.append(f"{each.name} is left out. {error}")
            continue
        clash = [question.name for question in kind.questions if question.flag in taken]
        if clash:
            warnings.append(
                f"{each.name} is left out: {clash[0]!r} is an option, "
                "so no question can have its name."
            )
        elif kind.letter:
            kinds.append(kind)
    return kinds, warnings


def _day(today: str | None) -> date:
    if today is None:
        return date.today()
    try:
        return date.fromisoformat(today)
    except ValueError:
        raise click.UsageError(
            f"--today: {today!r} is not a day. Write it as 2026-11-22."
        ) from None


def _formats(formats: str) -> tuple[str, ...]:
    from drafter.keeping import files as output

    chosen = [each.strip().lower() for each in formats.split(",") if each.strip()]
    unknown = [each for each in chosen if each not in output.FORMATS]
    if unknown or not chosen:
        known = ", ".join(output.FORMATS)
        raise click.UsageError(f"--format: {formats!r}: choose from {known}, with commas between.")
    return tuple(dict.fromkeys(chosen))


def _style() -> str:
    """Return the style of the reader's locale: British outside the United States and Canada."""
    name = next(
        (os.environ[key] for key in ("LC_ALL", "LC_TIME", "LANG") if os.environ.get(key)), ""
    )
    country = name.split(".")[0].partition("_")[2]
    return "British" if name.startswith("en_") and country not in ("US", "CA", "PH") else "American"


commands.add_command(web.command)


def main() -> None:
    """Run the command line; the exit status is that of DESIGN.md."""
    settle_streams()
    try:
        status = commands.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as exit:
        status = exit.exit_code
    except click.Abort:
        tell("\nStopped.")
        status = 130
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except DrafterError as error:
        for problem in error.problems:
            tell(f"Error: {problem}")
        status = 1
    except BrokenPipeError:
        # The reader of the pipe has gone; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status if isinstance(status, int) else 0)
