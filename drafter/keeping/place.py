"""Where a letter is kept: its interview and folder, once enough is known for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import FileError
from drafter.filling import sources
from drafter.filling.exchange import typed_of, typed_rows
from drafter.filling.session import Session, begin
from drafter.filling.sources import Source
from drafter.keeping import files, interview
from drafter.keeping.interview import Interview, Saved
from drafter.letters.library import Kind, Library
from drafter.letters.questions import Value
from drafter.letters.rendering import Draft

if TYPE_CHECKING:
    from drafter.planning.which import Chosen

THANKED = "thanked"  # whether they were thanked already, which is known once a letter went out


def session_at(
    library: Library,
    kind: Kind,
    given: Sequence[Source],
    earlier: Interview | None,
    today: date,
    *,
    chosen: Chosen | None = None,
) -> Session:
    """Return the session of a letter of *kind* that begins with *given*.

    What is known of *earlier*, the interview that it goes on with, is suggested where it fits, and
    kept from a friend; what was begun there is gone on with. Its plan, or the one that was *chosen*
    for a new interview, says what is asked early in a new letter, and what need not be asked.

    Raises:
        AnswerError: If an answer cannot be understood; all of them are named.
    """
    answers: dict[str, object] = {}
    if led_by := chosen or (earlier.chosen if earlier else None):
        from drafter.planning import plan  # not before the first question of a letter without one

        kind, answers = plan.led(library, kind, led_by)
    if not (earlier and kind.name in earlier.letters):
        if earlier and kind.question(THANKED) and _is_thanked(earlier):
            answers[THANKED] = True
        given = [*given, Source(name="plan", values=answers, kept=True)]
    known = earlier.tables if earlier else []
    suggested = sources.suggested(kind, earlier.told) if earlier else {}
    session = begin(library, kind, given, today, suggested=suggested, others=known)
    typed = earlier.typed.get(kind.name, []) if earlier else []
    return replace(session, typed=typed_of(typed))


def _is_thanked(earlier: Interview) -> bool:
    from drafter.planning.timing import THANKS  # only where something may have gone out

    return not {*earlier.all_sent()}.isdisjoint(THANKS)


class Place:
    """The interview that a letter of *kind* belongs to.

    *drafts* is the folder in which interviews have theirs, *out* another folder that was asked
    for. *earlier* is the interview that the letter goes on with, *chosen* what led to it: its plan,
    where it has none yet.
    """

    def __init__(
        self,
        *,
        library: Library,
        kind: Kind,
        drafts: Path,
        out: Path | None = None,
        earlier: Interview | None = None,
        chosen: Chosen | None = None,
    ) -> None:
        self.library, self.kind, self.drafts, self.out = library, kind, drafts, out
        self.interview, self.chosen = earlier, chosen
        if out and earlier:
            self.interview = interview.load(out)
            self.interview.move(library)
            self.interview.facts = {**earlier.facts, **self.interview.facts}

    def find(self, told: Mapping[str, Value]) -> tuple[Interview, Mapping[str, Value]]:
        """Return the interview that *told* is about, and what of it is to be noted there."""
        if self.interview is None:
            told_now = interview.as_toml(self.kind, told)
            there = self.out and interview.load(self.out)
            self.interview = there or interview.place_for(self.drafts, told_now)
            self.interview.move(self.library)
            # It was found by its name, and nobody saw what it was told: nothing is skipped anew.
            kept = self.interview.source(self.kind).values
            told = {name: each for name, each in told.items() if each or not kept.get(name)}
        return self.interview, told

    def keep(self, session: Session, *, settles: bool = True) -> None:
        """Keep what *session* was told on the disk, as asked so far.

        *settles*: its folder takes the name that the answers give it.
        """
        told: Mapping[str, Value] = session.answers
        if self.interview is None and not self.out:
            # Whoever starts anew does not go on with an interview that happens to be called alike.
            self.interview = interview.new(self.drafts, interview.as_toml(self.kind, told))
        kept, told = self.find(told)
        kept.keep(self.kind, told)
        kept.asking = self.kind.name
        kept.typed[self.kind.name] = typed_rows(session)
        if self.chosen and not kept.chosen:
            kept.chosen = dict(self.chosen)
        if self.out or not settles:
            kept.save()
        else:
            interview.settle(kept, self.drafts)

    def save(
        self,
        session: Session,
        letters: Sequence[Draft],
        formats: Sequence[str],
        may_replace: Callable[[Sequence[Path]], bool],
    ) -> dict[str, Path]:
        """Write *letters* and what they were told; return each file by its name.

        *may_replace* is asked about the files that somebody has edited since they were written.

        Raises:
            FileError: If they cannot be written, or may not be replaced.
        """
        kept, told = self.find(_settled(session))
        contents = files.contents(letters, formats)
        edited = files.edited(kept.folder, contents, kept.written)
        if edited and not may_replace(edited):
            names = ", ".join(str(path) for path in edited)
            raise FileError(
                f"{names}: edited since drafter wrote it, so it is left as it is. "
                "Use --force to replace it, or --out DIR to write elsewhere."
            )
        files.make_folder(kept.folder)
        # Both digests and both tables of answers are kept until the files are there, so that a
        # save which is cut short leaves no file that looks as if somebody had edited it, and no
        # letter that is not what it was told.
        kept.keep(self.kind, told)
        digests = {name: files.digest(content) for name, content in contents.items()}
        for name, digest in digests.items():
            known = [*kept.written.get(name, "").split(), digest]
            kept.written[name] = " ".join(dict.fromkeys(known))
        kept.save()
        for name, content in contents.items():
            files.write_whole(kept.folder / name, content)
        kept.written |= digests
        kept.asking = "" if kept.asking == self.kind.name else kept.asking
        kept.typed.pop(self.kind.name, None)
        kept.tell(self.kind, told)
        kept.drafted[self.kind.name] = session.today
        if self.kind.letter:
            kept.saved[self.kind.name] = [
                Saved(stem=stem, title=self.kind.title, language=letter.language, to=letter.to)
                for stem, letter in zip(files.stems(letters), letters, strict=True)
            ]
        kept.save()
        return {name: kept.folder / name for name in contents}


def _settled(session: Session) -> dict[str, Value]:
    """Return the answers of *session*, with the style that its letter was written in."""
    style = session.kind.question("style")
    default = style.default if style else None
    return {**session.answers, "style": session.answers.get("style") or default}
