"""Every way drafter fails on purpose."""

from __future__ import annotations


class DrafterError(Exception):
    """Something that a person can mend.

    Each of *problems* is a whole message: where, what, and what to do next.
    """

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class AnswerError(DrafterError):
    """An answer must be mended by whoever gives it."""


class TemplateError(DrafterError):
    """A letter's own files must be mended by whoever writes them."""


class FileError(DrafterError):
    """A file could not be read or written; whoever keeps the folder can help."""
