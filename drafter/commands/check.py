"""Reads over any letter."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.commands import usage
from drafter.errors import FileError
from drafter.terminal.talk import print_out, show

if TYPE_CHECKING:
    from drafter.review.letter import Finding, Letter
    from drafter.review.mending import Change

MAIL = ".eml"
STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A *letter* from the file called *name*, and the file's *content* as it is.

    *names* are those that its headers know.
    """

    name: str
    content: bytes
    letter: Letter
    names: tuple[str, ...] = ()

    @property
    def is_mail(self) -> bool:
        return Path(self.name).suffix.lower() == MAIL


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--kind", metavar="KIND", help="Which letter it is.  [from the name of the file]")
@click.option("--fix", is_flag=True, help="Write what is certain, mended, to NAME-mended.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--strict", is_flag=True, help="Exit with 1 if something should be mended.")
def command(
    files: tuple[str, ...], kind: str | None, fix: bool, as_json: bool, strict: bool
) -> None:
    """Read over any letter, text, HTML or .eml, whoever wrote it; - reads standard input."""
    from drafter.commands.letter import are_grave
    from drafter.filling.exchange import finding_rows
    from drafter.review.merits import merits
    from drafter.review.phrases import phrase_lists
    from drafter.review.reading import read_beside, read_over

    if kind:
        usage.kind(kind)
    if fix and STDIN in files:
        raise click.UsageError("--fix writes a copy beside the file, and - is no file.")
    phrases = phrase_lists(usage.library())
    read = [_read(name, kind) for name in files]
    beside = read_beside([each.letter for each in read])
    found = [
        read_over(each.letter, library_phrases=phrases) + more
        for each, more in zip(read, beside, strict=True)
    ]
    rows: list[dict[str, Any]] = []
    for each, findings in zip(read, found, strict=True):
        good = merits(each.letter, findings, phrases)
        row: dict[str, Any] = {"file": each.name, "findings": finding_rows(findings), "good": good}
        copy, changes = _mended(each) if fix else (None, [])
        if fix:
            mended = [{"words": change.words, "better": change.better} for change in changes]
            row["mended"] = {"file": str(copy) if copy else None, "changes": mended}
        rows.append(row)
        if not as_json:
            show("\n".join(_told(row, findings)), lit=True)
    if as_json:
        alone = {key: value for key, value in rows[0].items() if key != "file"}
        table = alone if len(rows) == 1 else {"files": rows}
        print_out(json.dumps(table, ensure_ascii=False, indent=2))
    if strict and are_grave(found):
        raise click.exceptions.Exit(1)


def _told(row: dict[str, Any], findings: list[Finding]) -> list[str]:
    """Return what a person is told of a file: what is good, what is not, what was mended."""
    from drafter.language.lists import listed
    from drafter.terminal.talk import told_findings

    lines = [f"{row['file']}:"]
    if row["good"]:
        lines.append(f"  Good: it {listed(row['good'])}.")
    lines += told_findings([findings])[1:] or ["  Nothing to mend was found."]
    mended = row.get("mended")
    if mended:
        lines += [
            f'  Mended: "{each["words"]}" is now "{each["better"]}".' for each in mended["changes"]
        ]
        copy = mended["file"]
        lines.append(
            f"  The mended copy is {copy}; {row['file']} is as it was."
            if copy
            else "  Nothing in it is certain enough to be mended without you."
        )
    return lines


# --- reading ----------------------------------------------------------------------------------


def _read(name: str, kind: str | None) -> _Read:
    """Return the letter in the file called *name*, with what is known of its interview."""
    from drafter.filling import sources
    from drafter.keeping import interview
    from drafter.keeping.message import read_mail
    from drafter.review.letter import letter_from

    path, library = Path(name), usage.library()
    content = _content_of(name)
    names = [each for each in library.names() if path.stem.startswith(each)]
    chosen = library.kind(kind or names[0]) if kind or names else None
    known: tuple[str, ...] = ()
    if path.suffix.lower() == MAIL:
        mail = read_mail(content, name)
        letter = letter_from(mail.text, chosen)
        letter = replace(letter, subject=mail.subject or letter.subject, day=mail.day)
        known = mail.names
    else:
        letter = letter_from(_text_of(content, name), chosen)
    if chosen and (path.parent / interview.FILE).is_file():
        kept = interview.load(path.parent)
        told = sources.gather(library, chosen, [kept.as_saved(chosen)], usage.day()).answers
        letter = replace(letter, told=told)
    return _Read(name=name, content=content, letter=letter, names=known)


def _content_of(name: str) -> bytes:
    """Return what is in the file called *name*, or on standard input for "-"."""
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise FileError(f"{name}: this file cannot be read: {error.strerror}.") from error


def _text_of(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(
            f"{name}: this is not UTF-8 text. Save it as UTF-8, or paste it."
        ) from error


# --- mending ----------------------------------------------------------------------------------


def _mended(read: _Read) -> tuple[Path | None, list[Change]]:
    """Write what is certain in *read*, mended, to a copy; return where, and what was changed."""
    from drafter.keeping.files import write_whole
    from drafter.keeping.message import rewritten
    from drafter.review.letter import is_page
    from drafter.review.mending import mended
    from drafter.review.spelling import names_in
    from drafter.review.vocabulary import country_of

    letter, changes = read.letter, []
    known = (*names_in(letter.told), letter.greeting, *letter.close, *read.names)
    country = country_of(letter.told.get("style") or letter.style)

    def mend(kind: str, text: str) -> str:
        text, made = mended[kind](text, known, country)
        changes.extend(made)
        return text

    if read.is_mail:
        content = rewritten(read.content, mend)
    else:
        text = read.content.decode("utf-8")
        content = mend("html" if is_page(text) else "plain", text).encode()
    if not changes:
        return None, []
    copy = _copy_of(Path(read.name), content)
    write_whole(copy, content)
    return copy, list(dict.fromkeys(changes))


def _copy_of(path: Path, content: bytes) -> Path:
    """Return where the mended copy of *path* goes: never in the place of another text."""
    number = 1
    while True:
        end = f"-mended-{number}" if number > 1 else "-mended"
        copy = path.with_name(f"{path.stem}{end}{path.suffix}")
        if not copy.exists() or (copy.is_file() and copy.read_bytes() == content):
            return copy
        number += 1
