"""Drafts that a mail program opens: what two readers of mail find in them, what is refused."""

from __future__ import annotations

import email
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from urllib.parse import unquote

import pytest

from drafter.errors import AnswerError
from drafter.keeping import mail
from drafter.letters import rendering
from drafter.letters.library import Kind
from drafter.letters.questions import Person
from tests import desk, naughty
from tests.desk import LETTERS

THANKS = desk.SHELF.kind("thank-you")
LETTER = desk.draft(THANKS, desk.example(THANKS))[0]


def to(*people: Person) -> rendering.Draft:
    return replace(LETTER, to=people)


def addressed(address: str, name: str | None = None) -> rendering.Draft:
    return to(Person(greeting="Ms. Okafor", name=name, email=address))


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def parts(message: EmailMessage) -> list[str]:
    return [part.get_content().replace("\r\n", "\n") for part in message.iter_parts()]


@pytest.mark.parametrize("kind", LETTERS, ids=desk.NAMES)
def test_a_draft_read_back_is_the_text_and_the_html(kind: Kind) -> None:
    for draft in desk.draft(kind, desk.example(kind)):
        message = read(mail.eml(draft))
        assert message["Subject"] == draft.subject
        assert parts(message) == [draft.text, draft.html]
        types = [part.get_content_type() for part in message.walk()]
        assert types == ["multipart/alternative", "text/plain", "text/html"]


@pytest.mark.parametrize("kind", LETTERS, ids=desk.NAMES)
def test_a_second_reader_of_mail_finds_the_same(kind: Kind) -> None:
    mailparser = pytest.importorskip("fast_mail_parser", reason="pip install fast-mail-parser")
    for draft in desk.draft(kind, desk.example(kind)):
        draft = replace(draft, to=(Person(greeting="Zoë", email="zoe@example.org"),))
        message = mailparser.parse_email(mail.eml(draft))
        assert message.subject == draft.subject
        assert [part.replace("\r\n", "\n") for part in message.text_plain] == [draft.text]
        assert [part.replace("\r\n", "\n") for part in message.text_html] == [draft.html]
        assert set(message.headers) == {
            "Subject", "To", "X-Unsent", "X-Uniform-Type-Identifier", "MIME-Version", "Content-Type"
        }  # fmt: skip


def test_a_draft_is_unsent_and_has_neither_date_nor_number() -> None:
    message = read(mail.eml(addressed("ngozi@example.org")))
    assert message["X-Unsent"] == "1"
    assert message["X-Uniform-Type-Identifier"] == "com.apple.mail-draft"
    assert message["Date"] is None and message["Message-ID"] is None and message["From"] is None


def test_the_same_draft_makes_the_same_bytes_with_lines_that_end_in_crlf() -> None:
    content = mail.eml(LETTER)
    assert content == mail.eml(LETTER)
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 998


def test_without_an_address_there_is_no_to() -> None:
    assert b"\nTo:" not in mail.eml(to(Person(greeting="Ms. Okafor"), Person(greeting="Grace")))


@pytest.mark.parametrize(
    ("name", "address", "header"),
    [
        (None, "n@example.org", '"Ms. Okafor" <n@example.org>'),
        ("Ngozi Okafor", "n@example.org", "Ngozi Okafor <n@example.org>"),
        ("Okafor, Ngozi", "n@example.org", '"Okafor, Ngozi" <n@example.org>'),
        ('Ngozi "Nana" Okafor', "n@example.org", r'"Ngozi \"Nana\" Okafor" <n@example.org>'),
        ("Back\\slash", "n@example.org", r'"Back\\slash" <n@example.org>'),
        ("a@b.org, c@d.org", "n@example.org", '"a@b.org, c@d.org" <n@example.org>'),
        ("Zoë", "z@example.org", "=?utf-8?q?Zo=C3=AB?=\r\n <z@example.org>"),
        ("Nana", "n@bücher.example", "Nana <n@xn--bcher-kva.example>"),
        ("Nana", "N.O'Kafor+jobs@Example.ORG", "Nana <N.O'Kafor+jobs@example.org>"),
    ],
)
def test_the_address_is_quoted_as_headers_want(name: str, address: str, header: str) -> None:
    assert f"\r\nTo: {header}\r\n".encode() in mail.eml(addressed(address, name))


def test_a_long_name_with_commas_stays_one_person() -> None:
    name = "Doe, " * 30 + "Jané"
    people = read(mail.eml(addressed("j@example.org", name)))["To"].addresses
    assert [person.addr_spec for person in people] == ["j@example.org"]


def test_several_people_are_several_addresses() -> None:
    both = to(
        Person(greeting="Okafor, N.", email="n@example.org"),
        Person(greeting="Zoë", email="z@example.org"),
    )
    people = read(mail.eml(both))["To"].addresses
    assert [(who.display_name, who.addr_spec) for who in people] == [
        ("Okafor, N.", "n@example.org"),
        ("Zoë", "z@example.org"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "n@example.org\nBcc: all@example.org", "n@example.org\r", "n\0@example.org", "\x1bn@a.org",
        "n@example.org\u2028", "n@exa\udc80mple.org", "n", "@example.org", "n@", "n@example",
        "n o@example.org", "n@example.org, m@example.org", "n@example..org", ".n@example.org",
        "n@-example.org", "n@example.org>", "<n@example.org>", "n@[127.0.0.1]", "n@127.0.0.1",
        "n@m@example.org", '"n"@example.org', "ngözi@example.org", "n@straße.example",
        f"{'n' * 65}@example.org", f"n@{'a' * 64}.org", f"n@{'a.' * 130}org", "n@example.org?cc=m",
    ],
)  # fmt: skip
def test_a_wrong_address_is_named_and_nothing_is_written(address: str) -> None:
    for write in (mail.eml, mail.mailto):
        with pytest.raises(AnswerError, match=r"^email: the address of Ms\. Okafor"):
            write(addressed(address))


@pytest.mark.parametrize("sign", ["\r", "\n", "\0", "\x1b", "\x85", "\u2028", "\ud800"])
def test_a_sign_that_ends_a_header_is_refused_with_the_name_of_the_answer(sign: str) -> None:
    with pytest.raises(AnswerError, match=r"^people has a line break"):
        mail.eml(addressed("n@example.org", f"Ngozi{sign}"))
    with pytest.raises(AnswerError, match=r"^The subject has a line break"):
        mail.eml(replace(LETTER, subject=f"Thank you{sign}"))


@pytest.mark.parametrize("sign", ["\0", "\ud800"])
def test_half_a_character_in_the_letter_is_refused(sign: str) -> None:
    text = f"Dear Grace,\n\nThank {sign} you\n"
    for write in (mail.eml, mail.mailto):
        with pytest.raises(AnswerError, match=r"Thank .* Type that answer again"):
            write(replace(LETTER, text=text, body=text))


@pytest.mark.parametrize(
    "subject", ["=?utf-8?q?a=0D=0ABcc:_x@example.org?=", "Zoë " * 60, "a " * 90]
)
def test_a_subject_arrives_as_it_was_written(subject: str) -> None:
    message = read(mail.eml(replace(LETTER, subject=subject.strip())))
    assert message["Subject"] == subject.strip()
    assert message["Bcc"] is None


def test_no_awkward_answer_gets_into_a_header() -> None:
    seen = 0
    for sign in naughty.STRINGS:
        answers = {**desk.example(THANKS), "role": sign, "work": sign, "me": sign or "A. Name"}
        try:
            draft = desk.draft(THANKS, answers)[0]
        except AnswerError:
            continue
        draft = replace(draft, to=(Person(greeting=sign[:60], email="n@example.org"),))
        try:
            message = read(mail.eml(draft))
        except AnswerError:
            continue
        seen += 1
        assert set(message.keys()) == {
            "Subject", "To", "X-Unsent", "X-Uniform-Type-Identifier", "MIME-Version", "Content-Type"
        }, sign  # fmt: skip
        assert [who.addr_spec for who in message["To"].addresses] == ["n@example.org"], sign
        assert message["Subject"] == draft.subject
        assert parts(message) == [draft.text, draft.html]
    assert seen > 400


def test_mailto_reads_back_as_the_letter() -> None:
    short = replace(
        addressed("n+jobs@example.org"), subject="50% & more? #1", text="Dear Zoë,\n\n1 + 1 = 2\n"
    )
    address = mail.mailto(short)
    assert address == (
        "mailto:n%2Bjobs@example.org?subject=50%25%20%26%20more%3F%20%231"
        "&body=Dear%20Zo%C3%AB%2C%0D%0A%0D%0A1%20%2B%201%20%3D%202"
    )
    assert unquote(address.split("body=")[1]) == "Dear Zoë,\r\n\r\n1 + 1 = 2"


def test_mailto_goes_to_everybody_whose_address_is_known() -> None:
    people = (
        Person(greeting="Grace", email="g@example.org"),
        Person(greeting="Ms. Okafor"),
        Person(greeting="Zoë", email="z@bücher.example"),
    )
    short = replace(LETTER, to=people, text="Thank you.\n")
    assert str(mail.mailto(short)).startswith(
        "mailto:g@example.org,z@xn--bcher-kva.example?subject="
    )


def test_a_letter_is_mailed_by_address_up_to_the_length_mail_programs_take() -> None:
    room = mail.LONGEST_MAILTO - len(str(mail.mailto(replace(LETTER, text=""))))
    fits, too_long = (replace(LETTER, text="a" * size) for size in (room, room + 1))
    assert len(str(mail.mailto(fits))) == mail.LONGEST_MAILTO
    assert mail.mailto(too_long) is None
