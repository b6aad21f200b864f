"""The end: the letter and what to look at stand last, and every answer can be changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.terminal.closing import close, rows
from tests.terminal.person import FIRST, Person
from tests.terminal.typist import Typist, begun

MEND = "Enter shows the letter again, s saves it as it is."
SKIPPED = dict.fromkeys(("met_on", "enjoyed", "stayed", "work", "would_do", "contact"), "")
UNFINISHED: dict[str, object] = {
    **SKIPPED,
    "role": "staff nurse",
    "company": "Northgate",
    "people": "Ann",
    "me": "[Your Name]",
}
PANEL: dict[str, object] = {
    **UNFINISHED,
    "people": [
        {"greeting": "Ann", "enjoyed": "the ovens"},
        {"greeting": "Bob", "enjoyed": "the cellar", "mentioned": "you move in May"},
    ],
    "me": "Ada Obi",
    "letters": "one to all",
}


def ended(given: dict[str, object], *lines: str, height: int = 24) -> tuple[str, Typist]:
    console = Typist(*lines, size=(height, 80))
    return close(begun("thank-you", given, console)), console


# --- at a real terminal -------------------------------------------------------------------------


def test_the_letter_stands_last_on_24_rows_and_the_answers_on_request(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", size=(24, 80))
    me.answers(FIRST)
    me.sees("Subject: Thank you", "Dear Dr. Adeyemi,", "a lists your answers", "Enter saves it")
    assert "(left out)" not in me.screen
    assert len(re.findall("\n", me.child.before or "")) < 24
    me.types("a")
    me.sees("1 role staff nurse", "5 enjoyed hearing how", "Enter shows the rest.")
    me.types("5")
    me.sees("I enjoyed ____.")
    me.types("clear")
    me.sees("Dear Dr. Adeyemi,", "Enter saves it")
    assert "I enjoyed" not in me.screen


def test_saving_past_what_should_be_mended_asks_once(tmp_path: Path) -> None:
    me = Person(tmp_path, "thank-you", size=(24, 80))
    me.answers(["baker", "Loaf", *[""] * 6, "[Your Name]", ""])
    me.sees("Dear hiring team,", "Please mend: Something is unfinished here.", "Enter saves it")
    me.types("")
    me.sees("Please mend: Something is unfinished here.", MEND)
    assert not list(tmp_path.glob("drafts/*/*.txt"))
    me.types("")
    me.sees("Dear hiring team,", "Please mend", "Enter saves it")
    me.types("")
    assert me.leaves() == 0
    assert list(tmp_path.glob("drafts/*/thank-you.txt"))


@pytest.mark.any_day
def test_a_contact_is_asked_for_once_and_kept_for_the_next_letter(tmp_path: Path) -> None:
    for typed, then in (("555 0100", "contact 555 0100"), ("", "contact (left out)")):
        folder = tmp_path / then[:12]
        folder.mkdir(exist_ok=True)
        me = Person(folder, "thank-you")
        me.answers(FIRST[:9])
        me.sees("10 of 10", "kept for your next letters", "Best regards,", "Enter skips")
        me.types(typed)
        me.sees("Enter saves it")
        me.types("")
        assert me.leaves() == 0
        again = Person(folder, "thank-you", size=(60, 80))
        again.answers(["midwife", *FIRST[1:8], "a"])
        again.sees(then)
        again.child.close(force=True)


def test_what_the_second_person_was_told_is_changed_at_a_real_terminal(tmp_path: Path) -> None:
    (tmp_path / "answers.toml").write_text(
        'role = "baker"\ncompany = "Loaf"\nmet_on = ""\nme = "Ada Obi"\ncontact = ""\n'
        'stayed = ""\nwork = ""\nwould_do = ""\nletters = "one to all"\n'
        '[[people]]\ngreeting = "Ann"\nenjoyed = "the ovens"\n'
        '[[people]]\ngreeting = "Bob"\nenjoyed = "the cellar"\n',
        encoding="utf-8",
    )
    me = Person(tmp_path, "thank-you", "--answers", "answers.toml", size=(60, 80))
    me.sees("I enjoyed the ovens and the cellar.", "Enter saves it")
    me.types("a")
    me.sees("6 enjoyed (Ann) the ovens", "7 enjoyed (Bob) the cellar")
    me.types("7")
    me.sees("To Bob:", "I enjoyed ____.")
    me.types("the mill")
    me.sees("I enjoyed the ovens and the mill.")


# --- with keys that are known beforehand --------------------------------------------------------


def test_a_long_letter_is_shown_a_screen_at_a_time() -> None:
    said = {"work": "\n\n".join(f"I did thing {number} for a year." for number in range(12))}
    done, console = ended({**UNFINISHED, "me": "Ada Obi", **said}, "", "", height=24)
    assert done == "save"
    first, last = console.screens
    assert "Subject:" in first and first.endswith("Enter shows the rest.")
    assert "thing 11" in last and "Enter saves it" in last


def test_the_letter_that_was_changed_is_shown_first() -> None:
    bob = {"greeting": "Bob", "enjoyed": "the cellar", "stayed": "", "work": "", "would_do": ""}
    people = [{"greeting": "Ann", "enjoyed": "the ovens"}, bob]
    given = {**PANEL, "people": people, "letters": "one each"}
    asking = begun("thank-you", given, Typist())
    keys = [step.key for step in rows(asking.session)]
    place = str(keys.index(("enjoyed", "Bob")) + 1)
    _, console = ended(given, place, "the mill", "99", "a", "", "q", height=99)
    before, changed, again = (
        [screen.index(f"Hi {name},") for name in ("Ann", "Bob")]
        for screen in (console.screens[0], console.screens[2], console.screens[5])
    )
    assert before == sorted(before) and again == sorted(again)
    assert changed != sorted(changed) and "the mill" in console.screens[2]


class Hasty(Typist):
    """Somebody who presses Enter before what comes after the next line has been shown."""

    presses: Sequence[bool] = (
        False,
        True,
        False,
        False,
    )  # whether a line waits, each time that it is looked for

    def more_waits(self) -> bool:
        now, *self.presses = [*self.presses, False]
        return now


def test_an_enter_that_was_pressed_before_the_end_showed_saves_nothing() -> None:
    said = {"work": "\n\n".join(f"I did thing {number} for a year." for number in range(12))}
    console = Hasty("", "", "q")
    assert close(begun("thank-you", {**UNFINISHED, "me": "Ada Obi", **said}, console)) == "later"
    console = Hasty("", "q")
    assert close(begun("thank-you", {**UNFINISHED, "me": "Ada Obi", **said}, console)) == "later"


def test_who_has_seen_enough_need_not_see_the_rest() -> None:
    said = {"work": "\n\n".join(f"I did thing {number} for a year." for number in range(12))}
    assert ended({**UNFINISHED, "me": "Ada Obi", **said}, "q")[0] == "later"


@pytest.mark.parametrize(
    ("lines", "done"),
    [(["", "s"], "save"), (["o", "", "o"], "open"), (["", "q"], "later"), (["q"], "later")],
)
def test_what_should_be_mended_is_asked_about_before_it_is_saved(
    lines: list[str], done: str
) -> None:
    ending, console = ended(UNFINISHED, *lines)
    assert ending == done
    assert console.heard.count(MEND) == (len(lines) > 1)


def test_what_should_be_mended_can_be_mended_from_there() -> None:
    ending, console = ended(UNFINISHED, "", "9", "Ada Obi", "")
    assert ending == "save"
    assert "Please mend" not in console.screen and "Ada Obi" in console.screen


def test_every_answer_of_a_joint_letter_has_its_row() -> None:
    _, console = ended(PANEL, "a", "", "q", height=60)
    listed = console.screens[1]
    for row in (
        "enjoyed (Ann) the ovens",
        "enjoyed (Bob) the cellar",
        "mentioned (Ann) (left out)",
        "mentioned (Bob) you move in May",
    ):
        assert row in listed
    assert "Ann and Bob," in console.screens[2]


def test_what_the_second_person_was_told_is_changed_at_the_end() -> None:
    asking = begun("thank-you", PANEL, Typist())
    steps = rows(asking.session)
    place = next(n for n, each in enumerate(steps, 1) if each.key == ("enjoyed", "Bob"))
    console = Typist(str(place), "the mill", "q")
    asking.console = console
    assert close(asking) == "later"
    assert "To Bob: I enjoyed ____." in console.screens[1]
    assert "I enjoyed the ovens and the mill." in console.screens[2]


def test_what_was_told_of_nobody_in_particular_has_its_row_too() -> None:
    asking = begun("thank-you", {**PANEL, "enjoyed": "the bread"}, Typist())
    (draft,) = asking.session.drafts()
    told = [asking.session.value(each) for each in rows(asking.session)]
    for said in ("the bread", "the ovens", "the cellar"):
        assert said in draft.text and said in told


def test_each_of_a_panel_with_letters_of_their_own_has_one_row() -> None:
    asking = begun("thank-you", {**PANEL, "letters": "one each"}, Typist())
    keys = [each.key for each in rows(asking.session)]
    assert len(keys) == len(set(keys))


def test_what_is_no_command_at_the_end_is_said() -> None:
    ending, console = ended({**UNFINISHED, "me": "Ada"}, "99", "a", "77", "<", "w", "q", "q")
    assert ending == "later"
    assert "'99' is not one of these." in console.heard
    assert "'77' is not one of these." in console.heard
