"""Keeps what was made of templates and word lists, so that the next run starts sooner.

Nothing of anybody's answers is kept, and whatever is in doubt is made anew: a cache that is old,
torn or not ours alone is as good as none, and one that cannot be written is no error.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import source_hash
from pathlib import Path
from typing import Any, TypeVar

from drafter import __version__

FILE = "templates"
LARGEST = 8_000_000  # bytes; ours is a twentieth of that
FORSAKEN = 60  # seconds, after which nobody is still writing a file
_NO_PROGRAM = ("__pycache__", "static", "templates")  # folders of other things than the program
_SUM = 8  # bytes of the check sum before what is kept

T = TypeVar("T")


class _Cache:
    """What is kept in a *folder*: by a name, the digest of what it was made of, and what came out.

    What came out is kept as `marshal` writes it, which holds Jinja's bytecode too. Reading that is
    safe only from a file that nobody else could write.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / FILE
        self.rows: dict[str, tuple[bytes, bytes]] = {}
        self.is_new = False
        self.made_by = _program()
        with suppress(OSError, ValueError, EOFError, TypeError):
            self.rows = self._read() if self.made_by else {}

    def _read(self) -> dict[str, tuple[bytes, bytes]]:
        if not _is_private(self.folder.lstat(), stat.S_ISDIR):
            return {}
        with self.file.open("rb") as file:
            found = os.fstat(file.fileno())
            if not _is_private(found, stat.S_ISREG) or found.st_size > LARGEST:
                return {}
            content = file.read()
        if source_hash(content[_SUM:]) != content[:_SUM]:
            return {}
        made_by, rows = marshal.loads(content[_SUM:])
        return rows if made_by == self.made_by else {}

    def save(self) -> None:
        """Write it whole, if there is anything new in it."""
        if not self.is_new or not self.made_by:
            return
        content = marshal.dumps((self.made_by, self.rows))
        with suppress(OSError):
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                self.folder.mkdir(mode=0o700)
            if _is_private(self.folder.lstat(), stat.S_ISDIR) and len(content) < LARGEST:
                self._write(source_hash(content) + content)
        self.is_new = False

    def _write(self, content: bytes) -> None:
        # One name for all processes: who comes second leaves it to the first.
        new = self.file.with_suffix(".new")
        with suppress(FileNotFoundError):
            if time.time() - new.lstat().st_mtime > FORSAKEN:
                new.unlink()
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            new.replace(self.file)
        except OSError:
            new.unlink()


_cache: _Cache | None = None
_folder: Path | None = None


def use(folder: Path | None) -> None:
    """Keep things in *folder* from now on; None: nowhere."""
    global _cache, _folder
    _cache, _folder = None, folder


def folder() -> Path | None:
    """Return the folder in which things are kept, None if they are kept nowhere."""
    return _folder


def save() -> None:
    """Write what is new, where something is."""
    if _cache:
        _cache.save()


def recall(name: str, source: bytes) -> Any:
    """Return what is kept under *name* and was made of *source*, or None."""
    global _cache
    if _cache is None:
        if _folder is None:
            return None
        _cache = _Cache(_folder)
    digest, content = _cache.rows.get(name, (b"", b""))
    return marshal.loads(content) if digest == source_hash(source) else None


def keep(name: str, source: bytes, made: Any) -> None:
    """Keep under *name* what was *made* of *source*, if it is of types that can be kept."""
    if _cache is None:
        return
    with suppress(ValueError):
        _cache.rows[name] = (source_hash(source), marshal.dumps(made))
        _cache.is_new = True


def remembered(name: str, source: Callable[[], bytes], make: Callable[[], T]) -> T:
    """Return what *make* makes of *source*, or what was kept of it under *name*."""
    if _folder is None:
        return make()
    try:
        made_of = source()
    except OSError:
        return make()
    known: T | None = recall(name, made_of)
    if known is None:
        keep(name, made_of, known := make())
    return known


def usual_folder() -> Path | None:
    """Return the folder for such things of ours on this machine, or None if it has none."""
    told = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if told and Path(told).is_absolute():
        return Path(told) / "drafter"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return home / "AppData" / "Local" / "drafter"
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "drafter"


def _is_private(found: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
    """Return whether what was *found* is of this kind, and ours, and nobody else may touch it."""
    if not is_kind(found.st_mode):
        return False
    if not hasattr(os, "geteuid"):
        return True  # Windows: the folder is within the person's own profile
    return found.st_uid == os.geteuid() and not found.st_mode & 0o077


def _program() -> str:
    """Return what is another text once drafter or Python is another one; empty: nobody knows."""
    try:
        files = sorted(_files(Path(__file__).parent))
    except OSError:  # it lies in a zip file
        return ""
    return f"{__version__} {sys.version} {files}"


def _files(folder: str | Path) -> Iterator[tuple[str, int, int]]:
    """Yield each file of the program with its size and age: not every change has a version."""
    for each in os.scandir(folder):
        if each.is_dir():
            yield from () if each.name in _NO_PROGRAM else _files(each.path)
        else:
            found = each.stat()
            yield each.path, found.st_size, found.st_mtime_ns
