"""Drafts that a mail program opens."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote

from drafter.errors import AnswerError
from drafter.letters.questions import Person
from drafter.letters.rendering import Draft

if TYPE_CHECKING:
    from email.headerregistry import Address

# Characters of a whole mailto address, encoded. Chromium on Windows drops an address over 2,048
# without a word (kMaxUrlLength in platform_util_win.cc), Gmail stops at about 1,620.
LONGEST_MAILTO = 1600
LONGEST_ADDRESS = 254  # characters; RFC 5321, section 4.5.3.1.3, less the angle brackets
LONGEST_PLAIN = 64  # characters of a header that need no fold: RFC 5322, section 2.1.1, wants 78
LONGEST_LOCAL_PART = 64  # characters before the @; RFC 5321, section 4.5.3.1.1

# RFC 5322, section 3.2.3: what may stand before the @ without quotation marks.
_LOCAL_PART = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
# RFC 1123, section 2.1: at least two labels, and the last is no number.
_DOMAIN = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[^.]*[a-z])[a-z0-9-]{1,62}[a-z0-9]"
)
# Python's "idna" turns these into other letters, as the rules of 2003 did: faß.de would become
# fass.de, which may be somebody else's today. UTS 46, section 6.
_CHANGED_SINCE_2003 = re.compile("[ßẞς\u200c\u200d]")


def eml(draft: Draft) -> bytes:
    """Return *draft* as an .eml file, which mail programs open as a message still to be sent.

    It has the text before the HTML (RFC 2046, section 5.1.4) and is addressed to everybody whose
    address is known. It has no date and no Message-ID: the mail program gives it both. X-Unsent is
    what Outlook and Thunderbird go by, the type identifier is what Apple Mail writes into its own
    drafts. The same draft makes the same bytes.

    Raises:
        AnswerError: If an address is none, or a header or the letter holds what no message can.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    _refuse_unsayable(draft)
    head = [f"Subject: {_in_header(draft.subject)}", *_to(draft)]
    head += ["X-Unsent: 1", "X-Uniform-Type-Identifier: com.apple.mail-draft", ""]
    message = EmailMessage(policy=SMTP)
    message.set_content(draft.text)
    message.add_alternative(draft.html, subtype="html")
    message.set_boundary("=_" + sha256((draft.text + draft.html).encode()).hexdigest()[:32])
    # The head is written here, since Python (3.11 and later ones, cpython#121284) leaves out the
    # quotation marks of a long display name, and makes "Doe, Jane" two people.
    return "\r\n".join(head).encode("ascii") + message.as_bytes()


def _to(draft: Draft) -> list[str]:
    """Return the header with the people of *draft* whose address is known; nothing without one."""
    mailboxes = []
    for address in _addresses(draft):
        name = _in_header(address.display_name)
        is_plain = name == address.display_name
        mailboxes.append(str(address) if is_plain else f"{name}\r\n <{address.addr_spec}>")
    return ["To: " + ",\r\n ".join(mailboxes)] if mailboxes else []


def _in_header(text: str) -> str:
    """Return *text* as it may stand in a header: as it is, or in encoded words (RFC 2047)."""
    from email.header import Header

    if text.isascii() and len(text) <= LONGEST_PLAIN and "=?" not in text:
        return text
    return Header(text, "utf-8", header_name="Subject").encode(linesep="\r\n")


def mailto(draft: Draft) -> str | None:
    """Return the address that opens *draft* in a mail program, as text: ``mailto:...``.

    None if the letter is too long for it: a mail program would open an empty message, or nothing.
    Blanks are %20 and line ends %0D%0A, as RFC 6068 wants.

    Raises:
        AnswerError: If an address is none, or the letter holds what no message can.
    """
    _refuse_unsayable(draft)
    mailboxes = (_split(who, who.email) for who in draft.to if who.email)
    to = ",".join(quote("@".join(mailbox), safe="@") for mailbox in mailboxes)
    body = draft.text.rstrip("\n").replace("\n", "\r\n")
    address = f"mailto:{to}?subject={quote(draft.subject, safe='')}&body={quote(body, safe='')}"
    return address if len(address) <= LONGEST_MAILTO else None


def _addresses(draft: Draft) -> tuple[Address, ...]:
    from email.headerregistry import Address

    found = []
    for person in draft.to:
        if person.email:
            name = person.name or person.greeting
            _refuse_unseen("people", name)
            local_part, domain = _split(person, person.email)
            found.append(Address(display_name=name, username=local_part, domain=domain))
    return tuple(found)


def _split(person: Person, address: str) -> tuple[str, str]:
    """Return what stands before and after the @ of *address*, the domain in ASCII."""
    where = f"email: the address of {person.greeting}"
    _refuse_unseen(where, address)
    local_part, _, domain = address.strip().rpartition("@")
    if not local_part.isascii():
        raise AnswerError(
            f"{where}, {address!r}, has letters before the @ that many mail programs cannot send "
            "to. Leave it out, and put it in when you send the letter."
        )
    if _CHANGED_SINCE_2003.search(domain):
        raise AnswerError(
            f"{where}, {address!r}, can be read in two ways. Write the part after the @ as it "
            "stands in a browser after a click on it (xn--...), or leave the address out."
        )
    try:
        ascii_domain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
        plain = ascii_domain.lower()
    except UnicodeError:
        plain = ""
    whole = (
        len(local_part) <= LONGEST_LOCAL_PART
        and len(local_part) + len(plain) < LONGEST_ADDRESS
        and _LOCAL_PART.fullmatch(local_part)
        and _DOMAIN.fullmatch(plain)
    )
    if not whole:
        raise AnswerError(
            f"{where}, {address!r}, is not one that mail can go to. "
            "Write it as j.okafor@example.org, or leave it out."
        )
    return local_part, plain


def _refuse_unseen(where: str, text: str) -> None:
    """Raise where *text*, which goes into one line of a header, breaks it or could be misread."""
    # Cc: CR, LF, NUL and their like. Cs: half a character. Zl and Zp: Unicode's own line breaks.
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in text):
        raise AnswerError(
            f"{where} has a line break in it, or a sign that cannot be seen: {text!r}. "
            "Type it again, in one line."
        )


def _refuse_unsayable(draft: Draft) -> None:
    """Raise where the subject or the letter holds what no message can."""
    _refuse_unseen("The subject", draft.subject)
    for letter in draft.text + draft.html:
        if unicodedata.category(letter) == "Cs" or letter == "\0":
            line = next(line for line in draft.text.split("\n") if letter in line)
            raise AnswerError(
                f"The letter has half a character in it, which no message can hold: {line!r}. "
                "Type that answer again."
            )
