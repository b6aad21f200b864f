"""How a letter from elsewhere is read, as text and as HTML."""

from __future__ import annotations

import pytest

from drafter.review.letter import letter_from
from drafter.review.reading import read_over
from tests.desk import LETTERS

PLAIN = ("Thank you for Tuesday.", "I liked the ward.")


@pytest.mark.parametrize(
    "content",
    [
        "Dear Ann,\n\nThank you for Tuesday.\n\nI liked the ward.\n\nBest regards,\nAda Obi\n",
        "Dear Ann,\r\n\r\nThank you\r\nfor Tuesday.\r\n\r\nI liked the ward.\r\n\r\n"
        "Best regards,\r\nAda Obi\r\n",
        "Dear Ann, Thank you for Tuesday.\n\nI liked the ward.\n\nBest regards,\n\nAda Obi",
        "From: ada@example.com\nTo: ann@example.com\nSubject: Nurse interview\n\nDear Ann,\n"
        "Thank you for Tuesday.\n\nI liked the ward.\nBest regards,\nAda Obi\n\n"
        "On Monday Ann wrote to you and wrote:\n> Come on Tuesday.\n",
        "<p>Dear Ann,</p><p>Thank you for\nTuesday.</p>\n<p>I liked the&nbsp;ward.</p>"
        "<p>Best regards,<br>Ada Obi</p>",
        "<html lang='en-US'><head><title>Nurse interview</title><style>p {}</style></head><body>"
        "<div>Dear Ann,</div><div>Thank you for Tuesday.</div><div>I liked the ward.</div>"
        "<div>Best regards,<br>Ada Obi</div></body></html>",
        "\ufeffSubject: Nurse interview\n\nDear Ann,\n\nThank you for Tuesday.\n\n"
        "I liked the ward.\n\nBest regards\nAda Obi",
    ],
)
def test_a_letter_is_read_from_text_and_from_html(content: str) -> None:
    read = letter_from(content)
    assert read.greeting == "Dear Ann,"
    assert read.paragraphs == PLAIN
    assert read.close[0].startswith("Best regards") and read.close[1] == "Ada Obi"
    assert read.subject in ("", "Nurse interview")
    assert read.marked is None


@pytest.mark.parametrize(
    ("content", "paragraphs"),
    [
        ("Dear Ann,\n\nHere:\n\n- one\n- two\n\nBest,\nAda Obi", ("Here:\n- one\n- two",)),
        ("Dear Ann,\n\nHere:\n* one,\n* two.\n\nBest,\nAda Obi", ("Here:\n- one,\n- two.",)),
        (
            "<p>Dear Ann,</p><p>Here:</p><ul><li>one</li><li>two</li></ul><p>Best,<br>Ada</p>",
            ("Here:\n- one\n- two",),
        ),
        ("", ("",)),
        ("Thank you for Tuesday.", ("Thank you for Tuesday.",)),
    ],
)
def test_lists_and_scraps_are_read(content: str, paragraphs: tuple[str, ...]) -> None:
    assert letter_from(content).paragraphs in (paragraphs, paragraphs if content else ())


def test_a_html_letter_tells_its_country_and_its_pictures() -> None:
    page = "<html lang='en-GB'><p>Dear Ann,</p><img src='https://example.com/a.png'><p>Hello.</p>"
    read = letter_from(page)
    assert (read.style, read.pictures) == ("british", ("https://example.com/a.png",))


@pytest.mark.parametrize(
    "content", ["", "\n\n", "<p>", "Dear", "Dear ,", "-- \n", "> a", "Subject:", "İ am so sorry."]
)
def test_a_scrap_is_read_without_a_traceback(content: str) -> None:
    for kind in (None, *LETTERS):
        assert read_over(letter_from(content, kind))
