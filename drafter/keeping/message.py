"""A letter in a mail file (.eml): read from it, and written again with other words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from drafter.errors import FileError

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

_TEXTS = ("plain", "html")  # the better to read first


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail as it lies in its file: *texts* are its bodies, "plain" and "html" as far as it has
    them; *names* those of its headers; *day* the one of its date, None without one."""

    subject: str
    texts: dict[str, str]
    names: tuple[str, ...]
    day: date | None

    @property
    def text(self) -> str:
        """Return the body to read: the plain one, where it is not empty."""
        return next((self.texts[each] for each in _TEXTS if self.texts.get(each, "").strip()), "")


def read_mail(content: bytes, name: str) -> Mail:
    """Return the mail in *content*, a file called *name*.

    Raises:
        FileError: If it holds no letter.
    """
    message = _parsed(content)
    texts = {each: _body(part) for each in _TEXTS if (part := message.get_body((each,)))}
    if not any(text.strip() for text in texts.values()):
        raise FileError(f"{name}: there is no letter in this mail. Save its text as a .txt file.")
    addresses = [a for field in ("from", "to", "cc") for a in _addresses(message, field)]
    when = message["date"]
    return Mail(
        subject=str(message["subject"] or ""),
        texts=texts,
        names=tuple(addresses),
        day=when.datetime.date() if when is not None and when.datetime else None,
    )


def rewritten(content: bytes, mend: Callable[[str, str], str]) -> bytes:
    """Return the mail in *content* with each of its bodies as *mend* (what it is, text) puts it.

    The subject is one of them, as "plain". What *mend* leaves alone stays byte by byte, as far as
    a mail can be written as it was read.
    """
    message = _parsed(content)
    for kind in _TEXTS:
        part = message.get_body((kind,))
        if part is None:
            continue
        text = _body(part)
        if (better := mend(kind, text)) != text:
            part.set_content(better, subtype=kind, charset="utf-8")
    subject = str(message["subject"] or "")
    if (better := mend("plain", subject)) != subject:
        message.replace_header("Subject", better)
    windows = b"\r\n" in content
    policy = message.policy.clone(linesep="\r\n" if windows else "\n")
    return message.as_bytes(policy=policy)


def _parsed(content: bytes) -> EmailMessage:
    from email.parser import BytesParser
    from email.policy import default

    # As it was read, since a header that is folded anew may become another one (cpython#121284).
    policy = default.clone(refold_source="none")
    return BytesParser(policy=policy).parsebytes(content)


def _body(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):  # a charset that nobody knows
        return bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")


def _addresses(message: EmailMessage, field: str) -> list[str]:
    header = message[field]
    return [each.display_name for each in header.addresses] if header is not None else []
