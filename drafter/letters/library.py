"""Finds the folders that are kinds of letter, and reads each one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.cache import remembered
from drafter.errors import TemplateError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from drafter.letters.questions import Question

SHARED = "_letter"  # the folder that all letters share
FRAME = (
    "company",
    "people",
    "me",
    "first_names",
    "contact",
    "style",
    "email",
    "letters",
)  # what all letters need
MOST_TO_READ = 2_000_000  # bytes; ours is a tenth of that
SHIPPED = "shipped/"  # "shipped/thank-you/body.html" is ours, even where the reader has their own


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """A kind of letter, as its folder says.

    *questions* stand in the order in which they are asked. *rank* is its place in lists, *team*
    whom it greets where no name is known. It is *formal* where one of these questions has this
    answer. *purpose* names the sentences of ours without one of which it is no such letter. *band*
    is how many words its body should have: at least, up to, and never more than.
    """

    name: str
    title: str
    summary: str
    questions: tuple[Question, ...]
    letter: bool = True
    rank: int = 50
    team: str = "hiring team"
    formal: tuple[tuple[str, str], ...] = ()
    purpose: tuple[str, ...] = ()
    band: tuple[int, int, int] = (20, 180, 220)

    def question(self, name: str) -> Question | None:
        """Return the question called *name*, or None."""
        return _by_name(self).get(name)

    def with_early(self, names: Collection[str]) -> Kind:
        """Return this kind, of which the questions called *names* do not wait till the end."""
        questions = tuple(
            replace(question, later=False) if question.name in names else question
            for question in self.questions
        )
        return replace(self, questions=questions) if names else self

    def with_default(self, name: str, default: str) -> Kind:
        """Return this kind, with *default* for the question called *name*."""
        questions = tuple(
            replace(question, default=default) if question.name == name else question
            for question in self.questions
        )
        return replace(self, questions=questions)


@lru_cache(maxsize=64)
def _by_name(kind: Kind) -> dict[str, Question]:
    return {question.name: question for question in kind.questions}


@dataclass(frozen=True, slots=True)
class Outline:
    """What a list of letters shows of a kind."""

    name: str
    summary: str
    letter: bool
    rank: int


@dataclass(frozen=True, slots=True)
class Library:
    """The folders in which kinds of letter are found, the reader's own before ours."""

    own: Path | None
    shipped: Path | Traversable

    def find(self, name: str) -> Path | Traversable | None:
        """Return the file called *name* ("thank-you/body.html"), or None if there is none.

        A name that leads out of the folders finds nothing, and neither does a link that does.
        """
        only_ours = name.startswith(SHIPPED)
        parts = name.removeprefix(SHIPPED).split("/")
        if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
            return None
        for root in (self.shipped,) if only_ours else (self.own, self.shipped):
            if root is None:
                continue
            file = root.joinpath(*parts)
            if file.is_file() and _stays_in(file, root):
                return file
        return None

    def read(self, name: str) -> str | None:
        """Return the text of the file called *name*, or None if there is none.

        Raises:
            TemplateError: If it is not UTF-8 text, or cannot be read.
        """
        file = self.find(name)
        if file is None:
            return None
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TemplateError(
                f"{file}: this file cannot be read as UTF-8 text. {error}"
            ) from error

    def table(self, name: str) -> dict[str, Any]:
        """Return the TOML file called *name* as a table, empty if there is none.

        Raises:
            TemplateError: If it is not TOML; the message has the file and the line.
        """
        text = self.read(name)
        if text is None:
            return {}
        file = str(self.find(name))
        return remembered(f"table {file}", text.encode, lambda: _toml(text, file))

    def names(self) -> list[str]:
        """Return the names of all kinds, in the order of the alphabet."""
        found = set()
        for root in (self.own, self.shipped):
            if root is not None and root.is_dir():
                found |= {folder.name for folder in root.iterdir() if folder.is_dir()}
        return sorted(
            name
            for name in found
            if not name.startswith(("_", ".")) and self.find(f"{name}/kind.toml")
        )

    def kind(self, name: str) -> Kind:
        """Return the kind called *name*.

        Raises:
            TemplateError: If there is no such kind, or its folder must be mended.
        """
        return _read_kind(self, name)

    def outline(self, name: str) -> Outline:
        """Return what a list of letters shows of the kind called *name*, without its questions.

        Raises:
            TemplateError: If the head of its file is no TOML.
        """
        file = f"{name}/kind.toml"
        head = (self.read(file) or "").split("\n[")[0]
        table = _toml(head, str(self.find(file)))
        letter, rank = table.get("letter", True), table.get("rank", 50)
        return Outline(name, str(table.get("summary", "")), letter=bool(letter), rank=int(rank))

    def example(self, kind: Kind) -> dict[str, Any]:
        """Return the example answers of *kind*."""
        return self.table(f"{kind.name}/example.toml")

    def style(self, name: str) -> dict[str, str]:
        """Return the words of the style called *name* ("american")."""
        return {
            key: str(value) for key, value in self.table(f"{SHARED}/styles/{name}.toml").items()
        }


@lru_cache(maxsize=4)
def all_files(library: Library) -> bytes:
    """Return every file of *library*, with its name, as one: what depends on none but them.

    Raises:
        OSError: If one cannot be read, or they are too many to read each time.
    """
    read: list[bytes] = []
    for root in (library.own, library.shipped):
        for file in sorted(root.rglob("*")) if isinstance(root, Path) else ():
            if file.is_file():
                read += [str(file).encode(), file.read_bytes()]
                if sum(map(len, read)) > MOST_TO_READ:
                    raise OSError(f"{root}: there is more here than letters.")
    return b"\0".join(read)


def library(own: Path | None = None) -> Library:
    """Return the library of letters: *own*, the reader's folder (None: without one), and ours."""
    return Library(own, _shipped())


@lru_cache(maxsize=64)
def _read_kind(library: Library, name: str) -> Kind:
    if name not in library.names():
        from drafter.letters.questions import closest

        near = closest(name, library.names())
        raise TemplateError(f"There is no letter called {name!r}.{near} See: drafter kinds")
    file = f"{name}/kind.toml"
    return _kind(name, library.table(file), library, str(library.find(file)))


def _toml(text: str, file: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"{file}: this is not TOML. {error}.") from error


@lru_cache(maxsize=8)
def _shared_questions(library: Library) -> dict[str, Any]:
    return library.table(f"{SHARED}/questions.toml")


@cache
def _shipped() -> Path | Traversable:
    # By path, since importlib.resources alone costs as much as reading all the letters; it is
    # needed only where the package lies in a zip file.
    here = Path(__file__).parent.parent
    for folder in (here / "templates", here.parent / "templates"):
        if (folder / SHARED).is_dir():
            return folder
    from importlib.resources import files

    return files("drafter") / "templates"


def _stays_in(file: Path | Traversable, root: Path | Traversable) -> bool:
    if not isinstance(file, Path) or not isinstance(root, Path):
        return True  # a zip file has no links
    below = takewhile(lambda each: each != root, (file, *file.parents))
    if not any(each.is_symlink() for each in below):
        return True
    return file.resolve().is_relative_to(root.resolve())


_TOML = {"str": str, "str | None": str, "bool": bool, "int": int, "tuple[str, ...]": list}
_CALLED = {str: "a text in quotes", bool: "true or false", int: "a number", list: "a list"}


@cache
def _fields() -> dict[str, type]:
    """Return what a writer may say of a question, and as what type."""
    from drafter.letters.questions import Question

    return {
        field.name: _TOML[str(field.type)]
        for field in fields(Question)
        if field.name not in ("name", "example", "later")
    }


def _kind(name: str, table: Mapping[str, Any], library: Library, file: str) -> Kind:
    problems: list[str] = []
    shared = _shared_questions(library)
    example = library.table(f"{name}/example.toml")
    first, later = list(table.get("ask", ())), list(table.get("later", ()))
    own: Mapping[str, Any] = table.get("questions", {})
    questions = []
    frame = FRAME if table.get("letter", True) else ()
    for each in dict.fromkeys((*first, *later, *frame)):
        settings = {**shared.get(each, {}), **own.get(each, {})}
        if not settings:
            problems.append(f"{file}: {each!r} is asked, but there is no [questions.{each}].")
            continue
        problems += [f"{file}: {each}: {mistake}" for mistake in _mistakes(settings)]
        shown = example.get(each, settings.get("example"))
        is_later = each not in first or bool(settings.get("if_told"))
        questions.append(_question(each, settings, shown, later=is_later))
    for key in ("title", "summary"):
        if not isinstance(table.get(key), str):
            problems.append(f'{file}: write a {key} in quotes: {key} = "..."')
    if not library.find(f"{name}/body.html"):
        problems.append(f"{file}: there is no body.html beside it, the letter itself.")
    if problems:
        raise TemplateError(*problems)
    return Kind(
        name=name,
        title=table["title"],
        summary=table["summary"],
        questions=tuple(questions),
        letter=table.get("letter", True),
        rank=table.get("rank", 50),
        team=table.get("team", "hiring team"),
        formal=tuple(table.get("formal", {}).items()),
        purpose=tuple(table.get("purpose", ())),
        band=tuple(table.get("band", (20, 180, 220))),
    )


def _mistakes(settings: Mapping[str, Any]) -> list[str]:
    """Return what a writer must mend in the *settings* of a question."""
    # Imported here, since a list of the letters needs none of it.
    from drafter.letters.questions import TYPES, closest

    known = _fields()
    unknown = [key for key in settings if key not in known and key != "example"]
    found = [f"what is {key!r}?{closest(key, known)}" for key in unknown]
    found += [
        f"{key} is {_CALLED[known[key]]}."
        for key, value in settings.items()
        if key in known and type(value) is not known[key]
    ]
    if settings.get("type") not in TYPES:
        found.append(f"its type is one of {', '.join(TYPES)}.")
    return found


def _question(name: str, settings: Mapping[str, Any], example: object, *, later: bool) -> Question:
    from drafter.letters.questions import Question

    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in settings.items()
        if key in _fields() and type(value) is _fields()[key]
    }
    return Question(**{"type": "words", **given}, name=name, example=example, later=later)
