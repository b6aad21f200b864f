"""Reading a letter over: what is good, what is not, and a copy in which the certain is mended."""

from __future__ import annotations

import json
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from tests.desk import drafter

LETTER = """Subject: Thank you for Tuesday: staff nurse interview

Dear Dr. Adeyemi,

Thank you for meeting me on Tuesday, and for the walk through the the ward.
I recieved your calender.

Best regards,
Aoife Teh
"""
MENDED = (
    LETTER.replace("the the", "the").replace("recieved", "received").replace("calender", "calendar")
)
TIDY = MENDED.replace("received your calendar", "kept the map of the ward that you drew")


def write(folder: Path, text: str, name: str = "letter.txt") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def mail(folder: Path, text: str, html: str = "", **headers: str) -> Path:
    subject, _, body = text.removeprefix("Subject: ").partition("\n\n")
    message = EmailMessage(policy=default)
    message["Subject"] = subject
    message["From"] = "Aoife Teh <aoife@example.org>"
    for name, value in headers.items():
        message[name] = value
    if body:
        message.set_content(body)
    if html and body:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    path = folder / "letter.eml"
    path.write_bytes(message.as_bytes())
    return path


def rows(*arguments: str, cwd: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(drafter("check", "--json", *arguments, cwd=cwd).stdout)
    return found


# --- what is good -------------------------------------------------------------------------------


def test_what_a_letter_does_well_is_said_in_one_line(tmp_path: Path) -> None:
    write(tmp_path, TIDY)
    (line,) = [
        line
        for line in drafter("check", "letter.txt", cwd=tmp_path).stdout.splitlines()
        if "Good:" in line
    ]
    assert "greets its reader by name" in line
    assert "says which interview it is about" in line
    assert "thanks for something specific" in line
    assert line.endswith("is signed with your full name.")


@pytest.mark.parametrize(
    ("was", "now", "good"),
    [
        ("Dear Dr. Adeyemi,", "Dear hiring team,", "greets its reader by name"),
        ("Aoife Teh", "Aoife", "is signed with your full name"),
        (", and for the walk through the ward", "", "thanks for something specific"),
    ],
)
def test_what_a_letter_does_not_do_is_not_praised(
    was: str, now: str, good: str, tmp_path: Path
) -> None:
    write(tmp_path, TIDY)
    assert good in rows("letter.txt", "--kind", "thank-you", cwd=tmp_path)["good"]
    write(tmp_path, TIDY.replace(was, now))
    assert good not in rows("letter.txt", "--kind", "thank-you", cwd=tmp_path)["good"]


def test_nothing_is_good_about_no_letter_and_no_line_says_so(tmp_path: Path) -> None:
    write(tmp_path, "yo\n")
    assert "Good" not in drafter("check", "letter.txt", cwd=tmp_path).stdout


def test_asking_for_one_thing_is_good_and_for_three_is_not(tmp_path: Path) -> None:
    one = "Dear Ann Lee,\n\nWe met on Tuesday. Could you tell me the next step?\n\nBest,\nAda Obi\n"
    write(tmp_path, one)
    assert "asks for one thing" in rows("letter.txt", "--kind", "check-in", cwd=tmp_path)["good"]
    write(tmp_path, one.replace("step?", "step? Could you call me? Would you write it down?"))
    assert (
        "asks for one thing" not in rows("letter.txt", "--kind", "check-in", cwd=tmp_path)["good"]
    )


# --- a copy that is mended ----------------------------------------------------------------------


def test_what_is_certain_is_mended_in_a_copy_and_each_change_is_said(tmp_path: Path) -> None:
    path = write(tmp_path, LETTER)
    said = drafter("check", "--fix", "letter.txt", cwd=tmp_path).stdout
    assert path.read_text(encoding="utf-8") == LETTER
    assert (tmp_path / "letter-mended.txt").read_text(encoding="utf-8") == MENDED
    for was, now in (("the the", "the"), ("recieved", "received"), ("calender", "calendar")):
        assert f'Mended: "{was}" is now "{now}".' in said
    assert "letter-mended.txt; letter.txt is as it was." in said


def test_programs_get_what_was_mended(tmp_path: Path) -> None:
    write(tmp_path, LETTER)
    mended = rows("--fix", "letter.txt", cwd=tmp_path)["mended"]
    assert mended == {
        "file": "letter-mended.txt",
        "changes": [
            {"words": "the the", "better": "the"},
            {"words": "recieved", "better": "received"},
            {"words": "calender", "better": "calendar"},
        ],
    }


def test_where_nothing_is_certain_no_copy_is_written(tmp_path: Path) -> None:
    write(tmp_path, TIDY.replace("map", "form").replace("the ward that", "the manger that"))
    said = drafter("check", "--fix", "letter.txt", cwd=tmp_path).stdout
    assert "certain enough" in said and "manger" in said
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_copy_that_was_changed_since_is_not_replaced(tmp_path: Path) -> None:
    write(tmp_path, LETTER)
    for _ in range(2):
        drafter("check", "--fix", "letter.txt", cwd=tmp_path)
    assert {each.name for each in tmp_path.iterdir()} == {"letter.txt", "letter-mended.txt"}
    write(tmp_path, "My own.", "letter-mended.txt")
    drafter("check", "--fix", "letter.txt", cwd=tmp_path)
    assert (tmp_path / "letter-mended.txt").read_text(encoding="utf-8") == "My own."
    assert (tmp_path / "letter-mended-2.txt").read_text(encoding="utf-8") == MENDED


def test_line_ends_a_byte_order_mark_and_a_quoted_mail_stay(tmp_path: Path) -> None:
    quoted = "\n> I recieved it, said the calender.\n"
    path = write(tmp_path, "\ufeff" + (LETTER + quoted).replace("\n", "\r\n"))
    drafter("check", "--fix", path.name, cwd=tmp_path)
    wanted = "\ufeff" + (MENDED + quoted).replace("\n", "\r\n")
    assert (tmp_path / "letter-mended.txt").read_bytes() == wanted.encode()


def test_the_spelling_becomes_that_of_one_country(tmp_path: Path) -> None:
    body = "Dear Ann,\n\nI like the colour of the centre, and its neighbor.\n\nBest,\nAda Obi\n"
    write(tmp_path, body)
    drafter("check", "--fix", "letter.txt", cwd=tmp_path)
    mended = (tmp_path / "letter-mended.txt").read_text(encoding="utf-8")
    assert mended == body.replace("neighbor", "neighbour")


def test_a_page_keeps_its_markup(tmp_path: Path) -> None:
    page = (
        "<html lang='en-US'><head><title>Teh calender</title><style>.calender {}</style></head>"
        "<body><p>Dear Ann,</p><!-- recieved --><p>I <b>recieved</b> it&nbsp;&amp; dont mind, and I"
        " don&#39;t know the cal<i>ender</i> of the colour &lt;here&gt;.</p></body></html>\n"
    )
    write(tmp_path, page, "letter.html")
    drafter("check", "--fix", "letter.html", cwd=tmp_path)
    mended = (tmp_path / "letter-mended.html").read_text(encoding="utf-8")
    wanted = page.replace("<b>recieved", "<b>received").replace("dont", "don't")
    wanted = wanted.replace("colour", "color").replace("Teh calender", "The calendar")
    assert mended == wanted


def test_a_letter_in_another_language_is_left_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, "Madame,\n\nje vous remercie de la visite et de votre equipe.\n\nAda Obi\n")
    said = drafter("check", "--fix", "letter.txt", cwd=tmp_path).stdout
    assert "certain enough" in said and "slip" not in said


def test_standard_input_has_no_copy_beside_it(tmp_path: Path) -> None:
    done = drafter("check", "--fix", "-", cwd=tmp_path, given=LETTER)
    assert done.returncode == 2 and "- is no file" in done.stderr


# --- a mail -------------------------------------------------------------------------------------


def test_a_mail_is_read_as_the_letter_in_it_is(tmp_path: Path) -> None:
    mail(tmp_path, LETTER)
    write(tmp_path, LETTER)
    assert rows("letter.eml", cwd=tmp_path) == rows("letter.txt", cwd=tmp_path)


def test_a_mail_with_a_page_alone_is_read(tmp_path: Path) -> None:
    mail(tmp_path, "Subject: Tuesday", html="<p>Dear Ann,</p><p>I recieved it.</p>")
    found = drafter("check", "letter.eml", cwd=tmp_path).stdout
    assert "'received'" in found


def test_all_of_a_mail_is_mended_and_its_rest_stays(tmp_path: Path) -> None:
    path = mail(
        tmp_path,
        LETTER.replace("Tuesday:", "teh day:"),
        html="<p>Dear Dr. Adeyemi,</p><p>I recieved it.</p>",
        To='"Doe, Teh" <teh@example.org>',
        Date="Tue, 17 Nov 2026 09:00:00 +0000",
    )
    before = path.read_bytes()
    drafter("check", "--fix", "letter.eml", cwd=tmp_path)
    assert path.read_bytes() == before
    copy = BytesParser(policy=default).parsebytes((tmp_path / "letter-mended.eml").read_bytes())
    plain, page = (copy.get_body((kind,)) for kind in ("plain", "html"))
    assert plain and page
    assert plain.get_content() == MENDED.partition("\n\n")[2]
    assert "I received it." in page.get_content()
    assert copy["to"] == '"Doe, Teh" <teh@example.org>'
    assert copy["date"] == "Tue, 17 Nov 2026 09:00:00 +0000"


def test_a_mail_without_a_letter_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "letter.eml").write_bytes(b"Subject: x\n\n")
    done = drafter("check", "letter.eml", cwd=tmp_path)
    assert done.returncode == 1 and "no letter in this mail" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"Content-Type: text/plain; charset=no\n\nDear \xe9"]
)
def test_no_mail_is_too_odd(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "letter.eml").write_bytes(content)
    assert "Traceback" not in drafter("check", "--fix", "letter.eml", cwd=tmp_path).stderr


def test_two_letters_to_one_person_of_one_day_are_found(tmp_path: Path) -> None:
    write(tmp_path, TIDY, "thank-you.txt")
    sorry = (
        "Dear Dr. Adeyemi,\n\nI am sorry that I came late on Tuesday.\n\nBest regards,\nAoife Teh\n"
    )
    write(tmp_path, sorry, "apology.txt")
    found = rows("thank-you.txt", "apology.txt", cwd=tmp_path)["files"]
    told = [[each["rule"] for each in row["findings"]] for row in found]
    assert "R49" not in told[0] and "R49" in told[1]
