"""Takes letters along in one file, and brings them in again: a zip of the folder drafts/."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
import zlib
from itertools import chain, count
from pathlib import Path, PurePosixPath

from drafter.errors import AnswerError
from drafter.keeping import files, interview

ROOM = "drafts"  # the folder in the zip, which is that of drafter on a computer
LARGEST = 50 * 2**20  # bytes of all files in a zip; a letter has some 20,000
Folder = dict[str, bytes]  # the files of an interview by their names
_PLAIN = re.compile(r"\w[^/\\:\0]*")  # a name of a file, and no path on any system


def packed(drafts: Path) -> bytes:
    """Return the interviews in *drafts* as a zip that unfolds to drafts/.

    Raises:
        AnswerError: If there is none.
    """
    known = interview.every(drafts)
    if not known:
        raise AnswerError("There is no letter here yet.")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
        for each in known:
            for name, content in _files(each.folder).items():
                zipped.writestr(f"{ROOM}/{each.folder.name}/{name}", content)
    return held.getvalue()


def brought(drafts: Path, content: bytes) -> list[str]:
    """Put the interviews in the zip *content* into *drafts*; return the names of their folders.

    What is there already stays: an interview that is another one of the same name stands beside it
    under a name of its own, and one that is the same is not brought again.

    Raises:
        AnswerError: If there is none in it; then nothing is brought.
    """
    found = _unpacked(content)
    if not found:
        raise AnswerError(f"There is no letter in this file: no folder in it has {interview.FILE}.")
    there = [_files(known.folder) for known in interview.every(drafts)]
    names = []
    for name, held in found:
        if held in there:
            continue
        numbered = chain([name], (f"{name}-{again}" for again in count(2)))
        free = next(each for each in numbered if not (drafts / each).exists())
        files.make_folder(drafts / free)
        for file, written in held.items():
            files.write_whole(drafts / free / file, written, private=file == interview.FILE)
        names.append(free)
    return names


def _files(folder: Path) -> Folder:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}


def _unpacked(content: bytes) -> list[tuple[str, Folder]]:
    """Return the interviews in a zip, each with the name of its folder.

    They may lie at its top or in folders, as somebody zips them by hand. Whatever the zip calls
    them, no name leads out of the folder of an interview.
    """
    found: dict[PurePosixPath, Folder] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            if sum(each.file_size for each in zipped.infolist()) > LARGEST:
                raise AnswerError("This file is too large to hold letters alone. Choose another.")
            for each in zipped.infolist():
                path = PurePosixPath(each.filename)
                if not each.is_dir() and path.parent.name and _PLAIN.fullmatch(path.name):
                    found.setdefault(path.parent, {})[path.name] = zipped.read(each)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise AnswerError(
            "This file cannot be read as letters. Choose the one that “Take my letters with me” "
            "made, or a zip of the folder drafts/."
        ) from error
    return [
        (files.file_name(path.name), folder)
        for path, folder in found.items()
        if interview.FILE in folder and _is_toml(folder[interview.FILE])
    ]


def _is_toml(content: bytes) -> bool:
    try:
        tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True
