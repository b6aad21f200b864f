"""Turns drafts into files, written whole or not at all."""

from __future__ import annotations

import os
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from drafter.errors import FileError
from drafter.letters.rendering import Draft

STALE = 3600  # seconds; no write takes as long
LONGEST_NAME = 60  # characters; Windows stops at 260 for a whole path, ecryptfs at 143 bytes a name

# Names that Windows keeps for devices, whatever follows the dot.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin|conout)", re.IGNORECASE)


def slug(text: str) -> str:
    """Return *text* as a name that every system takes: "ms-okafor".

    Accents are left out, other scripts stay; what holds no letter or digit is "letter".
    """
    plain = text if text.isascii() else _without_accents(text)
    words = re.sub(r"[^\w]+|_", "-", plain.replace("'", "").replace("’", "")).casefold()
    name = unicodedata.normalize("NFC", re.sub("-+", "-", words).strip("-"))
    while len(name) > LONGEST_NAME or len(name.encode()) > 2 * LONGEST_NAME:
        name = name[:-1]
    name = name.strip("-") or "letter"
    return f"{name}-letter" if _DEVICES.fullmatch(name) else name


def _without_accents(text: str) -> str:
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if unicodedata.category(letter) != "Mn" or unicodedata.name(letter, "")[:9] != "COMBINING"
    )


def file_name(text: str) -> str:
    """Return the slug of *text* without the letters that no file here can have in its name.

    There are such where the locale is not UTF-8: then Python cannot name a file "李".
    """
    name, encoding = slug(text), sys.getfilesystemencoding()
    held = name.encode(encoding, "ignore").decode(encoding)
    return name if held == name else slug(held)


def text_file(draft: Draft) -> bytes:
    """Return the text file of *draft*: the subject line, an empty line, and the letter."""
    subject = f"Subject: {draft.subject}\n\n" if draft.subject else ""
    return f"{subject}{draft.text}".encode()


def html_file(draft: Draft) -> bytes:
    """Return the HTML file of *draft*."""
    return draft.html.encode()


def eml_file(draft: Draft) -> bytes:
    """Return *draft* as a message that a mail program opens for editing.

    Raises:
        AnswerError: If an address or the subject cannot stand in a message.
    """
    from drafter.keeping.mail import eml

    return eml(draft)


FORMATS: dict[str, Callable[[Draft], bytes]] = {
    "txt": text_file,
    "html": html_file,
    "eml": eml_file,
}


def stems(drafts: Sequence[Draft], row: int | None = None) -> list[str]:
    """Return the name of each draft's files: the kind, and with several drafts the person.

    In a batch the number of the *row* stands between the two; None: it is no batch.
    """
    if len(drafts) == 1 and row is None:
        return [drafts[0].kind]
    found: list[str] = []
    for draft in drafts:
        who = file_name(" ".join(person.greeting for person in draft.to) or "team")
        stem = "-".join([draft.kind, *([str(row)] if row else []), who])
        numbered = chain([stem], (f"{stem}-{again}" for again in count(2)))
        found.append(next(each for each in numbered if each not in found))
    return found


def contents(drafts: Sequence[Draft], formats: Iterable[str]) -> dict[str, bytes]:
    """Return the files that *drafts* make in each of *formats*, by name."""
    return {
        f"{stem}.{suffix}": FORMATS[suffix](draft)
        for stem, draft in zip(stems(drafts), drafts, strict=True)
        for suffix in formats
    }


def digest(content: bytes) -> str:
    """Return the SHA-256 of *content*, by which an edited file is known."""
    import hashlib

    return hashlib.sha256(content).hexdigest()


def edited(folder: Path, files: Mapping[str, bytes], written: Mapping[str, str]) -> list[Path]:
    """Return which of *files* are in *folder* and no longer as drafter wrote them.

    *written* holds the digest of each file as written, or two where a save was cut short between
    the old and the new. A file that it does not know counts as edited, unless it holds what would
    be written anyway.
    """
    found = []
    for name, content in files.items():
        with suppress(FileNotFoundError):
            there = _read(folder / name)
            if there != content and digest(there) not in written.get(name, "").split():
                found.append(folder / name)
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise FileError(f"{path}: this cannot be read: {error.strerror}.") from error


def make_folder(folder: Path) -> None:
    """Make *folder*, and the folders above it.

    Raises:
        FileError: If that cannot be.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            f"{folder}: this folder cannot be made: {error.strerror}. "
            "Name another one with --out DIR."
        ) from error


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write *content* to *path*: all of it, or nothing.

    A *private* file is readable by its owner only.

    Raises:
        FileError: If it cannot be written; what stood there before is still there.
    """
    import tempfile

    temporary = None
    try:
        _sweep(path)
        handle, temporary = tempfile.mkstemp(
            prefix=f".{path.name}.", suffix=".tmp", dir=path.parent
        )
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        raise FileError(
            f"{path}: this cannot be written: {error.strerror}. Nothing was lost: what was there "
            "is as it was."
        ) from error
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()


def _sweep(path: Path) -> None:
    """Remove what a write of *path* left behind that was killed an hour ago or longer."""
    for left in path.parent.glob(f".{path.name}.*.tmp"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE:
                left.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
