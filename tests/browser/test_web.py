"""The page of `drafter web` in real browsers: from the first screen to the letter."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests import desk, naughty
from tests.browser.conftest import CONTROL, ENTER, PATIENCE, SHIFT, SPACE, TAB, Browser, Chromium
from tests.browser.test_browser import bare, pasted, words
from tests.keeping.test_page import find_in_packages
from tests.web.page import KEY, Page
from tests.web.test_command import running

STATIC = desk.ROOT / "drafter" / "web" / "static"
ESCAPE, LEFT, RIGHT, DELETE = "\ue00c", "\ue012", "\ue014", "\ue017"
THANKS = desk.SHELF.kind("thank-you")
FEW = {"role": "staff nurse", "company": "Northgate", "people": "Dr. Lee", "me": "Ada Obi"}
PLACES = """
const place = (id) => document.querySelector(id).getBoundingClientRect().top;
return [place("#answer-would_do"), place(".paper")]
"""
KEPT = "return document.querySelector('.kept')?.textContent === 'Kept'"


class Reader:
    """A person at the page."""

    patience: float = PATIENCE

    def __init__(self, browser: Browser, page: Page) -> None:
        self.browser, self.page = browser, page
        self.home = f"http://127.0.0.1:{page.port}/"
        browser.open(f"{self.home}?key={page.key}")
        self.wait("return !!document.querySelector('#letters')")
        self.run(
            "sessionStorage.clear()"
        )  # of tests before, about interviews that are called alike

    def run(self, script: str, *given: object) -> Any:
        return self.browser.run(script, *given)

    def wait(self, script: str, *given: object) -> None:
        until = time.monotonic() + self.patience
        while not self.run(script, *given):
            assert time.monotonic() < until, (script, self.run("return document.body.innerText"))
            time.sleep(0.05)

    def see(self, text: str, where: str = "body") -> None:
        """Wait until *text* stands on the page."""
        self.wait(
            "return document.querySelector(arguments[1])?.innerText.includes(arguments[0])",
            text, where,
        )  # fmt: skip

    def reload(self) -> None:
        """Load the page anew, and wait until the old one is gone."""
        self.run("window.isOld = true; location.reload()")
        self.wait("return !window.isOld && !!document.querySelector('main')")

    def go(self, place: str) -> None:
        """Follow a link to *place*, such as letter/thank-you."""
        self.run("location.hash = arguments[0]", f"#/{place}")
        self.wait("return !!document.querySelector('main')")
        if place.startswith("letter/"):
            self.wait("return !!document.querySelector('.paper')")

    def press_on(self, text: str, where: str = "main") -> None:
        """Press the button, link or choice that says *text*."""
        mark = """document.querySelector(".pressed")?.classList.remove("pressed");
            const found = [...document.querySelectorAll(
              `${arguments[1]} :is(button, a, summary, label, [role=button])`)].find((each) =>
              each.innerText.trim().toLowerCase() === arguments[0].toLowerCase()
              && each.checkVisibility());
            found?.classList.add("pressed");
            return !!found"""
        until = time.monotonic() + PATIENCE
        while True:
            self.wait(mark, text, where)
            try:
                return self.browser.click(".pressed")
            except Exception:  # the page was drawn anew between the two
                assert time.monotonic() < until, text

    def touch(self, sentence: str) -> None:
        """Open the wordings of a sentence, in the middle of the screen."""
        self.browser.click(f"#sentence-{sentence}")
        self.run("document.querySelector('#ways').scrollIntoView({ block: 'center' })")

    def unfold(self) -> None:
        self.run("for (const each of document.querySelectorAll('.form details')) each.open = true")

    def focus(self, field: str) -> None:
        self.wait("return !!document.getElementById(arguments[0])", field)
        self.run(
            "const field = document.getElementById(arguments[0]);"
            "field.focus(); field.scrollIntoView({ block: 'center' })",
            field,
        )

    def type(self, name: str, text: str, *, leave: bool = True) -> None:
        """Type *text* into the field of the answer *name*, in place of what is there."""
        self.focus(f"answer-{name}")
        if self.value(name):
            self.browser.press(CONTROL, "a")
            self.browser.press(DELETE)
        if text:
            self.browser.write(text)
        if leave:
            self.browser.press(TAB)

    def answer(self, name: str, given: object, *, kept: bool = True) -> None:
        """Give an answer as an answers file has it."""
        text = {True: "yes", False: "no"}.get(given, given) if isinstance(given, bool) else given
        text = "\n".join(map(str, text)) if isinstance(text, list) else str(text)
        field = f"answer-{name}"
        self.wait("return !!document.getElementById(arguments[0])", field)
        if self.run("return document.getElementById(arguments[0]).localName", field) == "fieldset":
            radios = f"#{field} input[type=radio]"
            listed = self.run(
                "return [...document.querySelectorAll(arguments[0])].map((each) => each.value)",
                radios,
            )
            assert text in listed
            self.browser.click(f"{radios}:nth-of-type(1)[value={json.dumps(text)}]")
        else:
            self.type(name, text)
        if kept:
            self.wait(KEPT)

    def answer_all(self, answers: Mapping[str, object]) -> None:
        """Give *answers* one after the other, as fast as they are typed.

        Some are asked only when others were read.
        """
        shown = "return [...document.querySelectorAll('[id^=answer-]')].map((each) => each.id)"
        left = dict(answers)
        while True:
            self.unfold()
            fields = self.run(shown)
            there = [name for name in left if f"answer-{name}" in fields]
            if not there:
                return
            for name in there:
                self.answer(name, left.pop(name), kept=False)
            self.wait(KEPT)

    def fill(self, kind: str, answers: dict[str, str]) -> None:
        """Open a letter of *kind* that has *answers* already."""
        known = self.page.say(kind, "", **answers)["interview"]
        self.go(f"letter/{kind}/{known}")
        self.unfold()

    def value(self, name: str) -> str:
        script = "return document.getElementById(arguments[0])?.value ?? ''"
        return str(self.run(script, f"answer-{name}"))

    @property
    def letter(self) -> str:
        return str(self.run("return document.querySelector('.letter')?.innerText ?? ''"))

    @property
    def interview(self) -> str:
        return str(self.run("return location.hash.split('/')[3] ?? ''"))

    @property
    def focused(self) -> str:
        return str(self.run("const e = document.activeElement; return e.id || e.innerText"))

    def copied(self) -> dict[str, str]:
        """Return what the clipboard holds, and come back to the page."""
        here = self.run("return location.href")
        held = pasted(self.browser)
        self.browser.open(here)
        self.wait("return !!document.querySelector('.letter')")
        return {kind: text.replace("\r\n", "\n") for kind, text in held.items()}


SERVE = """
import sys
from pathlib import Path
from tests.desk import SHELF, TODAY
from tests.web.page import KEY
from drafter.web.desk import Desk
from drafter.web.server import Server, bound
server = Server(Desk(SHELF, Path(sys.argv[1]), lambda: TODAY), bound(int(sys.argv[2])), KEY)
print(server.port, flush=True)
server.run(stays=True)
"""


@contextmanager
def serving(drafts: Path, port: int = 0) -> Iterator[Page]:
    """Serve in a process of its own, which is killed at the end."""
    command = [sys.executable, "-c", SERVE, str(drafts), str(port)]
    path = {**os.environ, "PYTHONPATH": str(desk.ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=path) as process:
        assert process.stdout
        try:
            yield Page(port=int(process.stdout.readline()), key=KEY)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Path]]:
    drafts = tmp_path_factory.mktemp("web") / "drafts"
    with serving(drafts) as page:
        yield page, drafts


@pytest.fixture
def drafts(served: tuple[Page, Path]) -> Path:
    """Return the folder of the letters, in which there is none yet."""
    shutil.rmtree(served[1], ignore_errors=True)
    return served[1]


@pytest.fixture
def page(served: tuple[Page, Path], drafts: Path) -> Page:
    return served[0]


@pytest.fixture
def reader(browser: Browser, page: Page) -> Reader:
    """Return somebody who has the page open, in each browser in its turn."""
    return Reader(browser, page)


@pytest.fixture
def in_chromium(chromium: Chromium, page: Page) -> Reader:
    return Reader(chromium, page)


# --- whole letters ---------------------------------------------------------------------------


def asked(kind: str) -> dict[str, Any]:
    """Return the example answers that a letter to one person asks for."""
    example = desk.example(desk.SHELF.kind(kind))
    return {name: given for name, given in example.items() if name != "letters"}


@pytest.mark.parametrize("kind", desk.NAMES)
def test_a_letter_that_was_filled_on_the_page_is_copied_as_its_files_have_it(
    reader: Reader, drafts: Path, kind: str
) -> None:
    answers = asked(kind)
    reader.go(f"letter/{kind}")
    reader.answer_all(answers)
    reader.press_on("Copy letter")
    reader.see("Copied", ".copies")
    held = reader.copied()
    wanted = desk.draft(desk.SHELF.kind(kind), answers)[0]
    assert held["text/plain"] == wanted.text.rstrip("\n")
    assert bare(held["text/html"]).replace("&#39;", "'") == wanted.body.replace("&#39;", "'")
    assert words(reader.letter) == words(wanted.text)
    reader.press_on("Copy subject")
    reader.see("Copied", ".copies")
    assert reader.copied() == {"text/plain": wanted.subject}
    reader.press_on("Save")
    reader.see("Saved: ")
    saved = next(drafts.glob(f"*/{kind}*.txt")).read_text(encoding="utf-8")
    assert saved == desk.letter(desk.SHELF.kind(kind), answers)


def test_a_debrief_is_written_down_kept_and_leads_to_a_letter(reader: Reader, drafts: Path) -> None:
    reader.press_on("Write it all down first\nTen minutes after a hard one: what went well first, "
                    "for nobody’s eyes but yours.")  # fmt: skip
    reader.answer("company", "Northgate")
    reader.answer("went_well", ["I was early", "the tour"])
    reader.answer("asked", "how I deal with a late colleague")
    reader.see("What would you say now?")
    reader.answer("wish_said", "A colleague was late. I asked her over tea.")
    reader.press_on("nerves")
    reader.press_on("low energy")
    reader.see("What was behind it: low energy and nerves.", ".letter")
    reader.press_on("low energy")
    reader.see("What was behind it: nerves.", ".letter")
    reader.see("I was early", ".letter")
    reader.press_on("Save")
    reader.see("Saved: ")
    assert "The tour." in (drafts / "northgate" / "debrief.txt").read_text(encoding="utf-8")
    reader.press_on("Which letter now?")
    reader.press_on("no decision yet")
    reader.see("A weak answer needs a better answer", ".proposed")  # as it was noted
    reader.press_on("Write the clarification")
    reader.see("Northgate", "main")
    assert reader.value("company") == "Northgate"
    assert reader.run("return location.hash") == "#/letter/clarification/northgate"


def test_each_person_of_a_panel_has_a_tab_with_a_letter_of_their_own(reader: Reader) -> None:
    reader.fill("thank-you", {**FEW, "people": "Dr. Lee; Ms. Obi"})
    assert "Dear Dr. Lee," in reader.letter
    reader.focus("answer-enjoyed-2")
    reader.browser.press("the tour")
    reader.see("I liked the tour.", ".letter")
    reader.wait(KEPT)
    reader.focus("tab-1")
    reader.browser.press(LEFT)
    reader.see("Dear Dr. Lee,", ".letter")
    assert reader.focused == "tab-0" and "the tour" not in reader.letter
    reader.browser.press(RIGHT)
    reader.see("Dear Ms. Obi,", ".letter")
    assert reader.focused == "tab-1"
    reader.press_on("Copy letter")
    reader.see("Copied", ".copies")
    assert reader.copied()["text/plain"].startswith("Dear Ms. Obi,")


PANEL = {**FEW, "people": "Dr. Lee; Ms. Obi", "met_on": "Tuesday"}


def test_the_letter_to_whom_a_field_belongs_comes_forward(reader: Reader) -> None:
    reader.fill("thank-you", PANEL)
    shown = "return document.querySelector('[role=tab][aria-selected=true]').innerText"
    reader.focus("answer-enjoyed-2")
    reader.wait(f"{shown} === 'Ms. Obi'")
    reader.focus("answer-role")
    assert reader.run(shown) == "Ms. Obi"
    reader.focus("answer-work-1")
    reader.wait(f"{shown} === 'Dr. Lee'")
    reader.see("Dear Dr. Lee,", ".letter")
    assert reader.focused == "answer-work-1"
    reader.press_on("Ms. Obi", ".tabs")
    reader.see("Dear Ms. Obi,", ".letter")
    reader.type("hear_by", "the end of next week", leave=False)
    reader.see("I look forward to hearing from you by the end of next week.", ".letter")
    reader.see("it stands in the one to Dr. Lee alone", ".form")


def test_a_wording_is_that_of_the_letter_in_front(reader: Reader) -> None:
    reader.fill("thank-you", PANEL)
    first = "Thank you for meeting me on Tuesday."
    second = "Thank you for the time you gave me on Tuesday."
    pressed = "return document.querySelector('#ways [aria-pressed=true]')?.innerText"
    assert first in reader.letter
    reader.press_on("Ms. Obi", ".tabs")
    reader.see(second, ".letter")
    reader.touch("thanks")
    assert reader.run(pressed) == second
    reader.press_on(first, "#ways")
    reader.see(f"{first} I", ".letter p:nth-of-type(2)")
    reader.wait(f"{pressed} === {json.dumps(first)}")
    reader.press_on("As it was", "#ways")
    reader.see(f"{second} I", ".letter p:nth-of-type(2)")


def test_own_words_and_what_is_left_out_are_those_of_the_letter_in_front(reader: Reader) -> None:
    reader.fill("thank-you", PANEL)
    reader.press_on("Ms. Obi", ".tabs")
    reader.see("Dear Ms. Obi,", ".letter")
    reader.touch("time")
    reader.press_on("Leave it out", "#ways")
    reader.see("I know that it meant", ".left-out")
    reader.touch("thanks")
    reader.press_on("Write my own", "#ways")
    reader.browser.press(CONTROL, "a")
    reader.browser.press("It was a good hour.")
    reader.press_on("Use my words", "#ways")
    reader.see("It was a good hour.", ".letter")
    reader.press_on("Dr. Lee", ".tabs")
    reader.see("Thank you for meeting me on Tuesday. I know that interviews take time", ".letter")
    assert not reader.run("return document.querySelector('.left-out')")
    reader.press_on("Undo")
    reader.press_on("Undo")
    reader.press_on("Ms. Obi", ".tabs")
    reader.see("on Tuesday. I know that it meant", ".letter")


def test_own_words_go_into_all_letters_of_a_panel_where_that_is_said(reader: Reader) -> None:
    reader.fill("thank-you", PANEL)
    reader.touch("thanks")
    reader.press_on("In both letters that say it", "#ways")
    reader.press_on("Write my own", "#ways")
    reader.browser.press(CONTROL, "a")
    reader.browser.press("It was a good hour.")
    reader.press_on("Use my words", "#ways")
    reader.see("It was a good hour.", ".letter")
    reader.press_on("Ms. Obi", ".tabs")
    reader.see("Dear Ms. Obi,", ".letter")
    reader.see("It was a good hour.", ".letter")
    reader.press_on("Undo")
    reader.see("Thank you for the time you gave me on Tuesday.", ".letter")
    reader.press_on("Dr. Lee", ".tabs")
    reader.see("Thank you for meeting me on Tuesday.", ".letter")


def test_first_names_are_each_persons_own_and_left_open_again_are_as_before(
    reader: Reader,
) -> None:
    reader.fill("thank-you", {**PANEL, "people": "Dr. Lee; Priya"})
    choice = "#answer-first_names-2 input[value={}]"
    reader.press_on("Priya", ".tabs")
    reader.see("Hi Priya,", ".letter")
    reader.browser.click(choice.format("no"))
    reader.see("Dear Priya,", ".letter")
    reader.press_on("Dr. Lee", ".tabs")
    reader.see("Dear Dr. Lee,", ".letter")
    reader.browser.click(choice.format("''"))
    reader.see("Hi Priya,", ".letter")


# --- our sentences ---------------------------------------------------------------------------


def test_a_sentence_is_put_another_way_left_out_and_said_in_own_words(reader: Reader) -> None:
    reader.fill("thank-you", {**FEW, "met_on": "Tuesday"})
    said = "Thank you for meeting me on Tuesday."
    assert said in reader.letter
    reader.focus("sentence-thanks")
    reader.browser.press(ENTER)
    reader.press_on("Thank you for the time you gave me on Tuesday.", "#ways")
    reader.wait("return !document.querySelector('.letter > p')?.innerText.includes('meeting me')")
    reader.see("Thank you for the time you gave me on Tuesday. I", ".letter p:nth-of-type(2)")
    reader.press_on("As it was", "#ways")
    reader.see(f"{said} I", ".letter")
    reader.press_on("Leave it out", "#ways")
    reader.see(said, ".left-out")
    reader.wait("return document.activeElement.id === 'put-back-thanks'")
    assert said not in reader.letter
    reader.browser.press(SPACE)
    reader.see(said, ".letter")
    reader.wait("return document.activeElement.id === 'sentence-thanks'")
    reader.browser.press(SPACE)
    reader.press_on("Write my own", "#ways")
    reader.browser.press(CONTROL, "a")
    reader.browser.press("It was a good hour, and I thank you for it.")
    reader.press_on("Use my words", "#ways")
    reader.see("It was a good hour, and I thank you for it.", ".letter")
    assert reader.focused == "sentence-thanks"
    reader.press_on("Undo")
    reader.see(said, ".letter")


def test_the_subject_is_said_in_own_words_and_as_it_was(reader: Reader) -> None:
    reader.fill("thank-you", FEW)
    reader.browser.click("#sentence-subject")
    reader.press_on("Write my own", "#ways")
    reader.browser.press(CONTROL, "a")
    reader.browser.press("Staff nurse: thank you")
    reader.press_on("Use my words", "#ways")
    reader.see("Staff nurse: thank you", ".subject")
    reader.browser.press(ENTER)
    reader.press_on("As it was", "#ways")
    reader.see("Thank you: staff nurse interview", ".subject")


def test_escape_closes_the_wordings_where_they_were_opened(reader: Reader) -> None:
    reader.fill("thank-you", FEW)
    reader.browser.click("#sentence-thanks")
    reader.browser.press(ESCAPE)
    assert reader.focused == "sentence-thanks"
    assert not reader.run("return document.getElementById('ways')")


def test_touching_an_answer_in_the_letter_leads_to_its_field(reader: Reader) -> None:
    reader.fill("thank-you", {**FEW, "work": "I ran nights for two years."})
    reader.press_on("I ran nights for two years.", ".letter")
    assert reader.focused == "answer-work"


# --- answers ---------------------------------------------------------------------------------


def test_a_doubt_stands_beneath_its_field_with_the_ways_out(reader: Reader) -> None:
    reader.fill("thank-you", {**FEW, "people": "Mr. Lee and others"})
    doubt = "#answer-people-remarks .doubt"
    reader.see("Is 'others' how they write their name?", doubt)
    about = "return document.getElementById('answer-people').getAttribute('aria-describedby')"
    assert "answer-people-remarks" in reader.run(about).split()
    reader.press_on("Mr. Lee; Others", doubt)
    reader.see("Dear Mr. Lee,", ".letter")
    reader.wait("return !document.querySelector('.doubt')")
    assert reader.value("people") == "Mr. Lee; Others"
    reader.press_on("Undo")
    reader.see("others", doubt)
    reader.press_on("Keep it as I wrote it", doubt)
    reader.wait("return !document.querySelector('.doubt')")
    assert reader.value("people") == "Mr. Lee and others"


def test_an_answer_that_must_be_decided_waits_until_it_is(reader: Reader) -> None:
    reader.fill("thank-you", {**FEW, "met_on": "03/04/2026"})
    reader.see("could be", "#answer-met_on-remarks")
    invalid = "return document.getElementById('answer-met_on').getAttribute('aria-invalid')"
    assert reader.run(invalid) == "true"
    assert "Thank you for meeting me. I" in reader.letter
    reader.browser.click("#answer-met_on-remarks .doubt button")
    reader.wait("return !document.querySelector('.doubt')")
    assert "Thank you for meeting me on " in reader.letter


def test_what_is_being_typed_is_not_touched_by_what_is_read_from_it(reader: Reader) -> None:
    reader.fill("thank-you", FEW)
    reader.type("enjoyed", "The  tour, ", leave=False)
    reader.wait(KEPT)
    reader.see("I enjoyed the tour.", ".letter")
    assert reader.value("enjoyed") == "The  tour, "
    reader.browser.press("and the tea ")
    assert reader.value("enjoyed") == "The  tour, and the tea "


def test_the_field_and_the_letter_stay_where_they_are_while_somebody_types(reader: Reader) -> None:
    reader.fill("thank-you", {**FEW, "met_on": "Tuesday"})
    reader.focus("answer-would_do")
    before = reader.run(PLACES)
    for text in ("I'd begin", " with the rota.", " And I would ask."):
        reader.browser.press(text)
        # What is asked above gets longer meanwhile.
        reader.page.say("thank-you", reader.interview, thanks_for="the tour " * len(text))
        reader.wait(KEPT)
        reader.see(text.strip(), ".letter")
        assert reader.run(PLACES) == pytest.approx(before, abs=1.5)


def test_a_choice_may_be_said_in_own_words(reader: Reader) -> None:
    reader.fill("thank-you", FEW)
    reader.press_on("In my own words", "#answer-meeting")
    reader.wait("return document.activeElement.id === 'answer-meeting-own'")
    reader.browser.press("our talk")
    reader.browser.press(TAB)
    reader.see("Thank you for our talk.", ".letter")
    reader.press_on("meeting me", "#answer-meeting")
    reader.see("Thank you for meeting me.", ".letter")


# What the page is made of.
SHOWN = """
return {
  ran: window.ran ?? null,
  tags: [...new Set([...document.querySelectorAll("main *")].map((each) => each.localName))],
  alien: document.querySelectorAll("main :is(script, img, iframe, [style], [onclick])").length,
  links: [...new Set([...document.querySelectorAll("main a")].map((each) => each.protocol))],
};
"""


def test_no_answer_is_anything_but_text(in_chromium: Reader) -> None:
    reader = in_chromium
    reader.fill("thank-you", FEW)
    tags = set(reader.run(SHOWN)["tags"]) | {"b", "h3", "li", "q", "strong", "ul", "a", "div"}
    names = ["role", "company", "people", "enjoyed", "stayed", "work", "would_do", "me", "happened"]
    known, strings = reader.interview, naughty.STRINGS
    reader.browser.complaints()
    for start in range(0, len(strings), len(names)):
        some = dict(zip(names, strings[start : start + len(names)], strict=False))
        number = f"number {start}"
        reader.page.say("thank-you", known, **some, contact=number)
        reader.run("dispatchEvent(new Event('focus'))")
        reader.wait(
            "return document.getElementById('answer-contact').value === arguments[0]", number
        )
        shown = reader.run(SHOWN)
        assert shown["ran"] is None and shown["alien"] == 0
        assert set(shown["tags"]) <= tags
        assert set(shown["links"]) <= {"http:", "mailto:"}
    assert reader.browser.complaints() == []


# --- nothing is lost -------------------------------------------------------------------------


def test_back_and_forward_lead_through_the_screens(reader: Reader) -> None:
    reader.press_on("Thank-you note")
    reader.answer("role", "nurse")
    reader.run("history.back()")
    reader.see("What happened?")
    reader.see("nurse", ".cards")
    assert reader.focused == "top"
    reader.run("history.forward()")
    reader.see("Thank-you note", "h1")
    assert reader.value("role") == "nurse"


def test_a_reload_in_the_middle_comes_back_to_the_same_letter(reader: Reader) -> None:
    reader.fill("thank-you", FEW)
    reader.type("enjoyed", "the tour", leave=False)
    reader.reload()
    reader.wait("return document.readyState === 'complete' && !!document.querySelector('.paper')")
    reader.see("I enjoyed the tour.", ".letter")
    assert reader.value("enjoyed") == "the tour"
    assert reader.value("role") == "staff nurse"


def test_what_was_done_is_undone_after_coming_back_to_the_letter(reader: Reader) -> None:
    reader.fill("thank-you", {**FEW, "met_on": "Tuesday"})
    here = f"letter/thank-you/{reader.interview}"
    reader.browser.click("#sentence-thanks")
    reader.press_on("Thank you for the time you gave me on Tuesday.", "#ways")
    reader.see("Thank you for the time you gave me", ".letter")
    reader.type("enjoyed", "the tour", leave=False)
    reader.see("I enjoyed the tour.", ".letter")
    reader.wait(KEPT)
    reader.reload()
    reader.see("I enjoyed the tour.", ".letter")
    reader.press_on("Undo")
    reader.wait("return !document.querySelector('.letter')?.innerText.includes('the tour')")
    reader.go("")
    reader.see("Go on", "h2")
    reader.go(here)
    reader.press_on("Undo")
    reader.see("Thank you for meeting me on Tuesday.", ".letter")
    reader.wait("return document.querySelector('.side-head button').ariaDisabled === 'true'")


def test_what_was_done_before_the_letter_had_a_name_is_undone_after_a_reload(
    reader: Reader,
) -> None:
    reader.go("letter/thank-you")
    reader.type("company", "Northgate")
    reader.wait(KEPT)
    assert reader.interview
    reader.reload()
    reader.wait("return document.getElementById('answer-company')?.value === 'Northgate'")
    reader.press_on("Undo")
    reader.wait("return document.getElementById('answer-company').value === ''")


def test_two_tabs_on_one_letter_do_not_overwrite_each_other(reader: Reader) -> None:
    reader.fill("thank-you", FEW)
    # Elsewhere: another tab, or the terminal.
    reader.page.say("thank-you", reader.interview, enjoyed="the tour")
    reader.type("work", "I ran nights.", leave=False)
    reader.see("I ran nights.", ".letter")
    reader.see("I enjoyed the tour.", ".letter")
    reader.page.say("thank-you", reader.interview, company="Southgate")
    reader.wait(KEPT)
    reader.run("dispatchEvent(new Event('focus'))")
    reader.wait("return document.getElementById('answer-company').value === 'Southgate'")
    assert reader.value("work") == "I ran nights."


def test_a_letter_that_was_begun_elsewhere_goes_on_here_and_comes_to_the_same_files(
    reader: Reader, drafts: Path
) -> None:
    told = [part for name, text in FEW.items() for part in (f"--{name}", text)]
    home = drafts.parent
    done = desk.drafter("thank-you", *told, "--today", str(desk.TODAY), cwd=home)
    assert done.returncode == 0, done.stderr
    reader.reload()
    reader.see("Northgate, staff nurse", ".cards")
    reader.press_on("Thank-you note", ".cards")
    reader.answer("enjoyed", "the tour")
    reader.press_on("Save")
    reader.see("Saved: ")
    file = next(drafts.glob("*/thank-you.txt"))
    assert "I enjoyed the tour." in file.read_text(encoding="utf-8")
    file.write_text("Mine.\n", encoding="utf-8")
    reader.press_on("Save")
    reader.press_on("Leave them")
    assert file.read_text(encoding="utf-8") == "Mine.\n"
    reader.press_on("Save")
    reader.wait("return !document.querySelector('.take .note')")
    reader.press_on("Replace them")
    reader.see("Saved: ", ".take")
    assert "I enjoyed the tour." in file.read_text(encoding="utf-8")
    reader.press_on("Mark as sent")
    reader.see("Noted: it was sent.")
    reader.go("")
    reader.see("sent on Sunday, November 22", ".cards")


def test_a_server_that_is_killed_is_waited_for_and_nothing_is_lost(
    browser: Browser, drafts: Path
) -> None:
    with serving(drafts) as page:
        reader = Reader(browser, page)
        reader.fill("thank-you", FEW)
    reader.type("enjoyed", "the tour")
    reader.see("drafter does not answer.", ".banner")
    reader.type("work", "I ran nights.")
    assert reader.value("enjoyed") == "the tour"
    assert reader.run("return document.querySelector('.kept').textContent") == "Kept in this page"
    with serving(drafts, page.port):
        reader.see("I enjoyed the tour.", ".letter")
        reader.see("I ran nights.", ".letter")
        reader.wait("return !document.querySelector('.banner p')")
        reader.wait("return localStorage.length === 0")
        kept = next(drafts.glob("*/interview.toml")).read_text(encoding="utf-8")
    assert "the tour" in kept and "I ran nights." in kept


def test_a_page_that_is_still_open_is_saved_when_drafter_was_started_again(
    chromium: Chromium, tmp_path: Path
) -> None:
    with running(tmp_path, "--no-browser") as (_, page):
        reader = Reader(chromium, page)
        reader.fill("thank-you", FEW)
    reader.type("enjoyed", "the tour")
    reader.see("drafter does not answer.", ".banner")
    with running(tmp_path, "--no-browser") as (_, page):
        reader.see("open the address that drafter shows now", ".banner")
        driver = reader.browser.driver  # type: ignore[attr-defined]
        here = driver.current_window_handle
        driver.switch_to.new_window("tab")
        try:
            Reader(chromium, page)
        finally:
            driver.close()
            driver.switch_to.window(here)
        reader.see("I enjoyed the tour.", ".letter")
        reader.wait(KEPT)
        kept = next((tmp_path / "drafts").glob("*/interview.toml")).read_text(encoding="utf-8")
    assert "the tour" in kept


def test_what_a_closed_page_could_not_save_is_there_when_drafter_was_started_again(
    browser: Browser, tmp_path: Path
) -> None:
    with running(tmp_path, "--no-browser") as (_, page):
        reader = Reader(browser, page)
        reader.fill("thank-you", FEW)
    known = reader.interview
    reader.type("enjoyed", "the tour")
    reader.see("drafter does not answer.", ".banner")
    with running(tmp_path, "--no-browser") as (_, page):
        reader = Reader(browser, page)  # in the place of the page that was open
        reader.go(f"letter/thank-you/{known}")
        reader.see("I enjoyed the tour.", ".letter")
        reader.wait(KEPT)


def paste(reader: Reader, name: str, long: int) -> None:
    """Put a text that is *long* characters into a field, as from the clipboard."""
    reader.focus(f"answer-{name}")
    reader.run(
        "const field = document.activeElement; field.value = 'I was there. '.padEnd(arguments[0], "
        "'x'); field.dispatchEvent(new Event('input', { bubbles: true }))",
        long,
    )


@pytest.mark.parametrize("long", [20_500, 1_100_000], ids=["a book", "a library"])
def test_a_text_that_is_too_long_is_said_and_stays_and_the_rest_is_kept(
    reader: Reader, long: int
) -> None:
    reader.fill("thank-you", FEW)
    paste(reader, "work", long)
    reader.see("This is too long for a letter, so it was not taken", "[role=alert]")
    assert not reader.run("return document.querySelector('.banner p')")
    reader.see("Not all kept", ".kept")
    reader.type("enjoyed", "the tour")
    reader.see("I enjoyed the tour.", ".letter")
    reader.see("This is too long for a letter", "[role=alert]")
    there = "return document.getElementById('answer-work')?.value.length"
    assert reader.run(there) == long
    reader.reload()
    reader.wait(f"{there} === arguments[0]", long)
    reader.type("work", "I ran nights.")
    reader.see("I ran nights.", ".letter")
    reader.wait("return !document.querySelector('[role=alert]')")
    reader.wait(KEPT)
    reader.wait("return localStorage.length === 0")


def test_what_is_typed_with_one_that_is_too_long_is_kept(reader: Reader) -> None:
    reader.fill("thank-you", FEW)
    reader.type("enjoyed", "the tour", leave=False)
    paste(reader, "work", 20_500)  # before the other one was sent
    reader.see("I enjoyed the tour.", ".letter")
    reader.see("too long for a letter", "[role=alert]")
    reader.press_on("Undo")
    reader.wait("return !document.querySelector('[role=alert]')")
    assert reader.value("work") == ""


def test_two_tabs_of_one_browser_show_the_same_letter(in_chromium: Reader) -> None:
    reader = in_chromium
    driver = reader.browser.driver  # type: ignore[attr-defined]
    reader.fill("thank-you", FEW)
    here, address = driver.current_window_handle, driver.current_url
    driver.switch_to.new_window("tab")
    try:
        reader.browser.open(address)
        reader.type("enjoyed", "the tour")
        reader.see("I enjoyed the tour.", ".letter")
    finally:
        driver.close()
        driver.switch_to.window(here)
    reader.see("I enjoyed the tour.", ".letter")


def test_in_webkit_a_letter_is_filled_stays_in_place_and_is_copied(
    webkit: Browser, page: Page
) -> None:
    reader = Reader(webkit, page)
    reader.fill("thank-you", {**FEW, "met_on": "Tuesday"})
    reader.focus("answer-would_do")
    before = reader.run(PLACES)
    reader.browser.press("I'd begin with the rota.")
    reader.page.say("thank-you", reader.interview, thanks_for="the tour " * 30)
    reader.see("I'd begin with the rota.", ".letter")
    assert reader.run(PLACES) == pytest.approx(before, abs=1.5)
    reader.browser.click("#sentence-close")
    reader.browser.press(ESCAPE)
    reader.press_on("Copy letter")
    reader.see("Copied", ".copies")
    assert reader.copied()["text/plain"].startswith("Dear Dr. Lee,\n\nThank you for meeting me")


# --- the first screen --------------------------------------------------------------------------


def test_help_me_choose_proposes_a_letter_with_why_and_against_and_the_plan(
    reader: Reader,
) -> None:
    reader.go("which")
    reader.press_on("no decision yet")
    reader.press_on("one or two answers")
    reader.press_on("somebody reacted")
    reader.press_on("an agency")
    reader.see("Note to the recruiter, then clarification", ".proposed")
    reader.see("A weak answer needs a better answer, not an apology.", ".proposed")
    reader.see("a thank-you alone may be the stronger note", ".proposed")
    links = "return [...document.querySelectorAll('.proposed a')].map((each) => each.hash)"
    assert reader.run(links) == [
        "#/letter/recruiter",
        "#/letter/recruiter",
        "#/letter/clarification",
        "#/letter/check-in",
    ]
    reader.see("it is your thank-you as well", ".proposed")


def test_two_troubles_make_one_plan(reader: Reader) -> None:
    reader.go("which")
    reader.press_on("something outside me (illness, family, technology)")
    reader.press_on("something I did (late, unprepared, a joke, a wrong name)")
    reader.wait("return document.querySelector('.proposed li a').hash === '#/letter/apology'")
    letters = "return [...document.querySelectorAll('.proposed li a')].map((each) => each.hash)"
    assert reader.run(letters) == [
        "#/letter/apology",
        "#/letter/second-interview",
        "#/letter/check-in",
    ]
    reader.press_on("something outside me (illness, family, technology)")
    reader.wait("return document.querySelectorAll('.proposed li').length === 2")


def test_a_new_letter_asks_whether_it_is_about_an_interview_that_is_known(reader: Reader) -> None:
    reader.page.say("thank-you", "", **FEW)
    reader.go("letter/apology")
    reader.press_on("Northgate, staff nurse", ".go-on")
    reader.wait("return document.getElementById('answer-company')?.value === 'Northgate'")
    assert reader.value("me") == "Ada Obi"


def test_the_files_are_offered_and_the_day_for_a_calendar(in_chromium: Reader) -> None:
    reader = in_chromium
    reader.fill("thank-you", FEW)
    links = reader.run(
        "return [...document.querySelectorAll('.take a')].map((each) =>"
        " [new URLSearchParams(each.search).get('format'), each.href])"
    )
    assert [suffix for suffix, _ in links] == ["ics", "txt", "html", "eml"]
    for _, href in links:
        answer = reader.page.get(href.partition(f":{reader.page.port}")[2])
        assert answer.status == 200, answer.text


def test_the_first_screen_goes_on_with_all_that_is_unfinished(reader: Reader) -> None:
    known = reader.page.say("thank-you", "", **FEW)["interview"]
    reader.page.say("apology", known, company="Northgate")
    reader.reload()
    reader.see("Go on with the thank-you note", ".cards")
    links = "return [...document.querySelectorAll('.cards .buttons a')].map((each) => each.hash)"
    assert reader.run(links) == [f"#/letter/apology/{known}", f"#/letter/thank-you/{known}"]


def test_all_letters_of_an_interview_are_listed_with_how_far_they_are(reader: Reader) -> None:
    known = reader.page.say("thank-you", "", **PANEL)["interview"]
    known = reader.page.ask("save", kind="thank-you", interview=known)["interview"]
    first = reader.page.ask("start")["interviews"][0]["letters"][0]["stem"]
    reader.page.ask("sent", kind="thank-you", interview=known, stem=first)
    reader.page.say("apology", known, company="Northgate")
    reader.reload()
    reader.press_on("Northgate, staff nurse", ".cards")
    reader.see("All letters of this interview.")
    cards = "return [...document.querySelectorAll('.card')].map((each) => each.innerText)"
    begun, sent, written = reader.run(cards)
    assert begun.startswith("Apology") and "Begun, and not saved yet." in begun
    assert sent.startswith("Thank-you note to Dr. Lee")
    assert "Sent on Sunday, November 22." in sent
    assert "Written on Sunday, November 22, not sent yet." in written
    reader.browser.click(".card summary")
    reader.press_on("Copy letter")
    reader.see("The letter is copied.", "#said")
    reader.see("Copied", ".card .buttons")
    assert reader.copied()["text/plain"].startswith("Dear Dr. Lee,\n\nThank you for")
    reader.press_on("Thank-you note")
    reader.see("Dear Dr. Lee,", ".paper")
    reader.press_on("Northgate, staff nurse", ".head")
    reader.see("All letters of this interview.")
    assert reader.run("return document.querySelectorAll('.card h2')[2].innerText").endswith(
        "Ms. Obi"
    )
    reader.browser.click(".card:nth-child(3) h2 a")
    reader.see("Dear Ms. Obi,", ".paper")
    assert reader.run("return document.getElementById('tab-1').ariaSelected") == "true"
    reader.press_on("Northgate, staff nurse", ".head")
    reader.see("All letters of this interview.")
    reader.press_on("Apology")
    reader.see("Apology", "h1")


def test_a_reminder_of_this_morning_is_for_the_next_one(in_chromium: Reader) -> None:
    days = """
      const { reminderOn } = await import(
        new URL("days.js", document.querySelector("script[type=module]").src));
      const at = (hour) => new Date(2026, 10, 30, hour);
      const on = (until, hour) => reminderOn({ from: "2026-11-30", until }, "2026-11-30", at(hour));
      return [on(null, 8), on(null, 9), on("2026-12-02", 21), on("2026-11-30", 21),
        reminderOn({ from: null }, "2026-11-30", at(8))];"""
    run = "const done = arguments[0]; (async () => {" + days + "})().then(done)"
    in_chromium.go("")
    driver = in_chromium.browser.driver  # type: ignore[attr-defined]
    assert driver.execute_async_script(run) == [
        "2026-11-30", "2026-12-01", "2026-12-01", "", "",
    ]  # fmt: skip


def test_own_words_may_begin_like_a_choice_or_be_one_for_a_moment(reader: Reader) -> None:
    reader.fill("recruiter", {"role": "cook", "company": "Zeta", "me": "A B", "people": "Brent"})
    reader.press_on("get me a line of feedback", "#answer-could_you")
    reader.press_on("In my own words", "#answer-could_you")
    own = "answer-could_you-own"
    assert reader.run("return document.getElementById(arguments[0]).value", own) == ""
    # Slowly, so that each part is read while the field has the focus.
    for part in ("tell me where things stand", ", and may I", " write to Ms. Orlov"):
        reader.browser.write(part)
        reader.wait(KEPT)
        assert reader.run("return document.activeElement.id") == own
    reader.browser.press(TAB)
    reader.wait(KEPT)
    reader.see("Could you tell me where things stand, and may I write to Ms. Orlov?", ".letter")
    reader.type("me", "Sam Whitcombe")
    reader.see("Sam Whitcombe", ".letter")


def test_a_letter_that_was_sent_says_what_comes_next_and_no_more_when_to_send_it(
    reader: Reader,
) -> None:
    reader.fill("thank-you", {**FEW, "met_on": "2026-11-20"})
    reader.see("When to send it", ".side")
    reader.press_on("Mark as sent")
    reader.see("Noted: it was sent. Next, from ", ".take")
    reader.see(": Check-in.", ".take")
    assert not reader.run("return document.querySelector('.when')")


def test_what_was_chosen_before_a_letter_is_known_when_asked_again(reader: Reader) -> None:
    reader.go("which")
    reader.press_on("one or two answers")
    reader.press_on("Write the clarification")
    reader.type("company", "Northgate")
    reader.type("role", "staff nurse")
    reader.see("Kept", ".kept")
    reader.go("which/" + reader.run("return location.hash.split('/').pop()"))
    chosen = "return document.querySelector('input[value=\"one or two answers\"]')?.checked"
    reader.wait(chosen)


def test_a_reminder_says_what_is_downloaded_and_what_it_reminds_of(reader: Reader) -> None:
    reader.fill("thank-you", {**FEW, "met_on": "2026-11-20"})
    reader.press_on("Remind me")
    said = (
        "Downloading thank-you.ics. Open it, and your calendar reminds you on the morning of "
        "Sunday, November 22: Send: Thank-you note, Northgate, staff nurse."
    )
    reader.see(said, ".take")
    reader.see(said, "#said")


# --- for everyone ------------------------------------------------------------------------------


@contextmanager
def screen(browser: Chromium, **settings: Any) -> Iterator[None]:
    """Show the page with *settings* of the media, or of the device."""
    width = settings.pop("width", None)
    if width:
        browser.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=640, deviceScaleFactor=1, mobile=True,
        )  # fmt: skip
    browser.tell(
        "Emulation.setEmulatedMedia",
        media=settings.pop("media", ""),
        features=[{"name": f"prefers-{name}", "value": told} for name, told in settings.items()],
    )
    try:
        yield
    finally:
        browser.tell("Emulation.setEmulatedMedia", media="", features=[])
        browser.tell("Emulation.clearDeviceMetricsOverride")


def faults(browser: Browser) -> list[Any]:
    """Return what axe finds on the page as it is."""
    found = browser.run(
        "return axe.run({ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', "
        "'wcag21aa', 'wcag22aa', 'best-practice'] })"
    )
    assert len(found["passes"]) > 15
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_any_state(in_chromium: Reader, scheme: str) -> None:
    axe = find_in_packages("axe-core/axe.min.js").read_text(encoding="utf-8")
    reader = in_chromium
    with screen(in_chromium.browser, **{"color-scheme": scheme}):  # type: ignore[arg-type]
        reader.run(axe)
        assert faults(reader.browser) == []
        reader.go("which")
        reader.press_on("they said no")
        reader.see("Write the reply to a rejection", ".proposed")
        assert faults(reader.browser) == []
        reader.go("letter/thank-you")
        reader.unfold()
        assert faults(reader.browser) == []
        reader.fill(
            "thank-you", {**FEW, "people": "Mr. Lee and others; Ms. Obi", "met_on": "3/4/26"}
        )
        reader.see("others", ".doubt")
        assert faults(reader.browser) == []
        reader.browser.click("#sentence-time")
        reader.press_on("Write my own", "#ways")
        assert faults(reader.browser) == []
        reader.press_on("Leave it out", "#ways")
        reader.see("Put it back", ".left-out")
        reader.press_on("Save")
        reader.see("Saved: ")
        assert faults(reader.browser) == []
        reader.go(f"letters/{reader.interview}")
        reader.see("All letters of this interview.")
        reader.browser.click(".card summary")
        assert faults(reader.browser) == []
        reader.go("")
        reader.see("Go on", "h2")
        assert faults(reader.browser) == []


def html_errors(*files: Path) -> list[Any]:
    """Return what the Nu HTML Checker finds in *files*: pages, style sheets, drawings."""
    java = shutil.which("java")
    if not java:
        pytest.skip("no Java here: apt-get install default-jre-headless")
    jar = find_in_packages("vnu-jar/build/dist/vnu.jar")
    command = [java, "-jar", str(jar), "--also-check-css", "--also-check-svg", "--format", "json",
               "--exit-zero-always", *map(str, files)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    messages = json.loads(done.stderr)["messages"]
    known = ("field-sizing", "text-wrap", "translate")  # newer than the checker
    return [
        each for each in messages
        if each["type"] == "error" and not any(name in each["message"] for name in known)
    ]  # fmt: skip


def test_the_html_checker_finds_no_error_in_the_page() -> None:
    assert html_errors(*(STATIC / name for name in ("index.html", "style.css", "icon.svg"))) == []


def tab_to(reader: Reader, *wanted: str, back: bool = False) -> None:
    """Press Tab until one of *wanted*, an id or the words on it, has the focus."""
    for _ in range(150):
        if reader.focused in wanted:
            return
        reader.browser.press(*((SHIFT, TAB) if back else (TAB,)))
        outline = "return getComputedStyle(document.activeElement).outlineStyle"
        assert reader.run(outline) != "none", reader.focused
    raise AssertionError(f"the focus never comes to {wanted}")


def test_a_letter_is_written_by_keyboard_alone(reader: Reader) -> None:
    tab_to(reader, "Thank-you note")
    reader.browser.press(ENTER)
    reader.see("Your answers")
    assert reader.focused == "top"
    for name, text in {**FEW, "enjoyed": "the tour"}.items():
        back = name == "enjoyed"
        tab_to(reader, f"answer-{name}", back=back)
        reader.browser.press(text)
    reader.wait(KEPT)
    tab_to(reader, "sentence-thanks")
    reader.browser.press(ENTER)
    reader.browser.press(TAB)
    reader.browser.press(SPACE)
    reader.see("Thank you for the time you gave me.", ".letter p:nth-of-type(2)")
    reader.browser.press(ESCAPE)
    tab_to(reader, "copy-letter")
    reader.browser.press(SPACE)
    reader.see("Copied", ".copies")
    held = reader.copied()["text/plain"]
    assert held.startswith(
        "Dear Dr. Lee,\n\nThank you for the time you gave me. I enjoyed the tour."
    )


def test_a_screen_reader_hears_what_each_field_asks_and_what_helps(in_chromium: Reader) -> None:
    reader = in_chromium
    reader.fill("thank-you", {**FEW, "met_on": "03/04/2026"})
    reader.see("could be", "#answer-met_on-remarks")
    tree = reader.browser.tell("Accessibility.getFullAXTree")["nodes"]  # type: ignore[attr-defined]
    heard = {
        each["name"]["value"]: each
        for each in tree
        if each.get("role", {}).get("value") in ("textbox", "radiogroup", "group", "button")
    }
    role = heard["Which role was the interview for? needed"]
    assert "As the advertisement calls it" in role["description"]["value"]
    assert {"name": "required", "value": {"type": "boolean", "value": True}} in role["properties"]
    day = heard["Which day was it?"]
    assert "could be" in day["description"]["value"]
    assert {"name": "invalid", "value": {"type": "token", "value": "true"}} in day["properties"]
    assert heard["Thank you for meeting me."]["role"]["value"] == "button"
    for each in tree:
        if each.get("role", {}).get("value") in ("textbox", "radio", "button", "link", "tab"):
            assert each["name"]["value"].strip(), each


@pytest.mark.parametrize("width", [320, 390])
def test_a_narrow_screen_shows_it_without_scrolling_sideways(
    in_chromium: Reader, width: int
) -> None:
    reader = in_chromium
    with screen(reader.browser, width=width):  # type: ignore[arg-type]
        wide = "return document.documentElement.scrollWidth"
        assert reader.run(wide) == width
        reader.go("which")
        reader.see("Where do things stand?")
        assert reader.run(wide) == width
        long = {"role": "W" * 90, "company": "S" * 90, "people": "Dr. " + "L" * 80, "me": "M" * 90}
        reader.fill("thank-you", long)
        reader.browser.click("#sentence-thanks")
        assert reader.run(wide) == width
        reader.press_on("See the letter")
        assert reader.focused == "the-letter"
        top = "return document.getElementById('the-letter').getBoundingClientRect().top"
        assert 0 <= reader.run(top) < 200
        reader.go("")
        reader.see("W" * 90, ".cards")
        assert reader.run(wide) == width


def test_in_print_there_is_only_the_letter(in_chromium: Reader) -> None:
    reader = in_chromium
    reader.fill("thank-you", FEW)
    letter = reader.letter
    with screen(reader.browser, media="print"):  # type: ignore[arg-type]
        shown = reader.run("return document.body.innerText")
    assert words(shown) == words(f"Subject Thank you: staff nurse interview {letter}")


def test_the_page_loads_nothing_from_elsewhere_and_breaks_no_rule(reader: Reader) -> None:
    reader.browser.complaints()
    reader.fill("thank-you", FEW)
    reader.browser.click("#sentence-thanks")
    loaded = "return performance.getEntriesByType('resource').map((each) => each.name)"
    assert all(each.startswith(reader.home) for each in reader.run(loaded))
    assert reader.browser.complaints() == []
    for file in STATIC.glob("*.js"):
        text = file.read_text(encoding="utf-8")
        if file.name not in ("preact.js", "htm.js"):
            assert "innerHTML =" not in text and "dangerously" not in text
