"""The page in real browsers: what its buttons copy, and what arrives where it is pasted."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import AnswerError
from drafter.keeping.page import Entry, page
from drafter.letters import rendering
from drafter.letters.tidying import PARAGRAPH
from tests import desk, naughty
from tests.browser.conftest import (
    CONTROL,
    ENTER,
    HERE,
    PATIENCE,
    SPACE,
    TAB,
    Browser,
    Chromium,
)
from tests.keeping.test_page import NODE_MODULES, entry, find_in_packages

EDITORS = HERE / "editors.html"
SHIPPED = [draft for kind in desk.LETTERS for draft in desk.draft(kind, desk.example(kind))]
POINTS = ("It is short.", "It is kind.")
LISTED = replace(  # no letter of ours holds a list; one of a reader's own may
    SHIPPED[0],
    body=f"<p {PARAGRAPH}>Two points:</p>\n<ul {PARAGRAPH}>"
    + "".join(f"<li>{point}</li>" for point in POINTS)
    + "</ul>",
    text="Two points:\n\n" + "".join(f"- {point}\n" for point in POINTS),
)
LETTERS = [*SHIPPED, LISTED]
ENTRIES = [
    replace(
        entry(draft, f"letter-{number}"),
        send="Send it today before six.",
        findings=(("major", "The letter has 190 words; 180 are enough."),),
        mailto="mailto:?subject=x&body=y" if number else None,
    )
    for number, draft in enumerate(LETTERS)
]
AXE = f"find axe-core in node_modules: npm install --no-save {NODE_MODULES}"


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Browser:
    """Return a browser that has the page of all shipped letters open."""
    path = tmp_path / "index.html"
    path.write_text(page(ENTRIES, title="Nurse at Northgate", language="en-US"), encoding="utf-8")
    browser.open(path)
    return browser


def button(number: int, what: str) -> str:
    return f'#letter-{number} [data-copy="{what}"]'


def told(browser: Browser, number: int) -> str:
    """Return what the page says after a button of the letter was pressed."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        said = browser.run("return document.querySelector(arguments[0]).textContent",
                           f"#letter-{number} .said")  # fmt: skip
        if said:
            return str(said)
        time.sleep(0.02)
    raise AssertionError("the page says nothing")


def press(browser: Browser, number: int, what: str) -> str:
    browser.click(button(number, what))
    return told(browser, number)


def pasted(browser: Browser, place: str = "gmail") -> dict[str, str]:
    """Paste into *place* and return what the clipboard held, by type."""
    browser.open(EDITORS)
    return pasted_here(browser, place)


def pasted_here(browser: Browser, place: str) -> dict[str, str]:
    browser.run("document.getElementById(arguments[0]).focus()", place)
    browser.press(CONTROL, "v")
    held: dict[str, str] = browser.run("return window.held || {}")
    return held


def bare(html: str) -> str:
    """Return *html* without the wrapping that systems put around what is copied."""
    html = re.sub(r"^<meta[^>]*>|</?(?:html|head|body)>|<!--(?:Start|End)Fragment-->", "", html)
    return html.replace("\r\n", "\n").strip()


def words(text: str) -> list[str]:
    return text.split()


# --- what the buttons copy ------------------------------------------------------------------


@pytest.mark.parametrize("number", range(len(LETTERS)))
def test_copy_letter_puts_the_bare_fragment_and_the_text_on_the_clipboard(
    opened: Browser, number: int
) -> None:
    assert press(opened, number, "letter") == "The letter is copied. Paste it into your email."
    held = pasted(opened)
    body = LETTERS[number].body.replace("&#39;", "'")  # a browser writes an apostrophe as it is
    assert bare(held["text/html"]).replace("&#39;", "'") == body
    assert held["text/plain"].replace("\r\n", "\n") == LETTERS[number].text.rstrip("\n")
    assert opened.complaints() == []


@pytest.mark.parametrize(
    ("what", "copied"),
    [("text", lambda draft: draft.text.rstrip("\n")), ("subject", lambda draft: draft.subject)],
)
def test_the_other_buttons_copy_text_alone(
    opened: Browser, what: str, copied: Callable[[rendering.Draft], str]
) -> None:
    assert "is copied" in press(opened, 1, what)
    held = pasted(opened, "plain")
    assert {kind: text.replace("\r\n", "\n") for kind, text in held.items()} == {
        "text/plain": copied(LETTERS[1])
    }
    value = opened.run("return document.getElementById('plain').value")
    assert value == copied(LETTERS[1])


def test_the_button_says_copied_and_later_its_own_words_again(opened: Browser) -> None:
    label = "return document.querySelector(arguments[0]).querySelector('.word').textContent"
    press(opened, 0, "letter")
    assert opened.run(label, button(0, "letter")) == "Copied"
    until = time.monotonic() + PATIENCE
    while opened.run(label, button(0, "letter")) != "Copy letter":
        assert time.monotonic() < until
        time.sleep(0.1)


def test_the_mail_program_is_offered_only_where_the_letter_fits(opened: Browser) -> None:
    links = opened.run(
        "return [...document.querySelectorAll('article')].map("
        "(each) => each.querySelector('a.button')?.getAttribute('href') ?? null)"
    )
    assert links == [each.mailto for each in ENTRIES]


# --- what arrives ------------------------------------------------------------------------------

# The blank between two blocks in lines, and every style that an element has and its box has not.
MEASURE = """
const box = document.getElementById(arguments[0]);
const line = parseFloat(getComputedStyle(box).lineHeight);
const blocks = [...box.querySelectorAll("p, ul, ol")].map((each) => each.getBoundingClientRect());
const gaps = blocks.slice(1).map((each, at) => (each.top - blocks[at].bottom) / line);
const carried = [];
for (const each of box.querySelectorAll("*:not(a)"))
  for (const style of ["fontFamily", "fontSize", "color", "backgroundColor", "fontWeight"])
    if (style != "backgroundColor" ? getComputedStyle(each)[style] != getComputedStyle(box)[style]
        : getComputedStyle(each)[style] != "rgba(0, 0, 0, 0)")
      carried.push(`${each.tagName} ${style} ${getComputedStyle(each)[style]}`);
return { gaps, carried, text: box.innerText, html: box.innerHTML };
"""


@pytest.mark.parametrize("place", ["gmail", "outlook"])
def test_the_letter_arrives_with_one_line_between_paragraphs_and_nothing_carried_along(
    opened: Browser, place: str
) -> None:
    for number in (0, 1):
        opened.run("return 0")
        press(opened, number, "letter")
        pasted(opened, place)
        arrived = opened.run(MEASURE, place)
        assert len(arrived["gaps"]) == LETTERS[number].text.count("\n\n")
        assert all(0.6 < gap < 1.3 for gap in arrived["gaps"]), arrived["gaps"]
        assert arrived["carried"] == []
        assert not re.search("font|color|class|id=", re.sub(">[^<]*<", "><", arrived["html"]))
        assert words(arrived["text"]) == words(LETTERS[number].text)
        opened.run("history.back()")
        _wait_for(opened, "return !!document.querySelector('.said')")


def _wait_for(browser: Browser, script: str) -> None:
    until = time.monotonic() + PATIENCE
    while not browser.run(script):
        assert time.monotonic() < until, script
        time.sleep(0.05)


def test_a_list_arrives_as_a_list(opened: Browser) -> None:
    number = next(at for at, draft in enumerate(LETTERS) if "<ul" in draft.body)
    press(opened, number, "letter")
    pasted(opened)
    arrived = opened.run(MEASURE, "gmail")
    points = LETTERS[number].body.count("<li>")
    assert opened.run("return document.querySelectorAll('#gmail ul > li').length") == points
    assert words(arrived["text"]) == [word for word in words(LETTERS[number].text) if word != "-"]


def test_a_textarea_gets_the_words_of_the_text_file(opened: Browser) -> None:
    press(opened, 0, "letter")
    pasted(opened, "plain")
    value = opened.run("return document.getElementById('plain').value")
    assert value + "\n" == LETTERS[0].text


def test_a_letter_selected_by_hand_is_copied_as_bare(opened: Browser) -> None:
    opened.run("document.getSelection().selectAllChildren(document.querySelector('.letter'))")
    opened.press(CONTROL, "c")
    held = pasted(opened)
    assert bare(held["text/html"]).replace("'", "&#39;") == LETTERS[0].body
    assert words(held["text/plain"]) == words(LETTERS[0].text)


def test_in_webkit_the_letter_arrives_without_a_font(webkit: Browser, tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    for lack in ("", NO_API):
        path.write_text(page(ENTRIES, title="Nurse", language="en-US"), encoding="utf-8")
        webkit.open(path)
        webkit.run(lack)
        press(webkit, 0, "letter")
        held = pasted(webkit)
        arrived = webkit.run(MEASURE, "gmail")
        assert held["text/plain"] + "\n" == LETTERS[0].text
        assert words(arrived["text"]) == words(LETTERS[0].text)
        assert all(0.6 < gap < 1.3 for gap in arrived["gaps"])
        # WebKit itself writes its defaults into what a page copies: black, but no font, no size.
        assert not re.search("font-family|font-size|background", held["text/html"])
        assert {each.split(" ", 1)[1] for each in arrived["carried"]} <= {"color rgb(0, 0, 0)"}


# --- where the clipboard is not to be had ---------------------------------------------------

NO_API = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
REFUSED = """Object.defineProperty(navigator, 'clipboard', { value: {
  write: () => Promise.reject(new DOMException("no", "NotAllowedError")),
  writeText: () => Promise.reject(new DOMException("no", "NotAllowedError")) } })"""


@pytest.mark.parametrize("lack", [NO_API, REFUSED, "delete window.ClipboardItem"])
def test_without_the_clipboard_api_the_buttons_copy_the_same(opened: Browser, lack: str) -> None:
    opened.run(lack)
    assert press(opened, 0, "letter").startswith("The letter is copied.")
    held = pasted(opened)
    assert bare(held["text/html"]).replace("'", "&#39;") == LETTERS[0].body
    assert held["text/plain"].replace("\r\n", "\n") + "\n" == LETTERS[0].text


def test_without_the_clipboard_api_the_text_buttons_copy_text_alone(opened: Browser) -> None:
    opened.run(NO_API)
    press(opened, 0, "subject")
    assert pasted(opened, "plain") == {"text/plain": LETTERS[0].subject}


def test_where_nothing_copies_the_page_says_what_to_do(opened: Browser) -> None:
    opened.run(NO_API + "; document.execCommand = () => false")
    assert "press Ctrl+C" in press(opened, 0, "letter")
    opened.press(CONTROL, "c")
    assert bare(pasted(opened)["text/html"]).replace("'", "&#39;") == LETTERS[0].body


# --- by keyboard, by ear, and on every kind of screen ------------------------------------------


def test_everything_is_reached_and_done_by_keyboard(opened: Browser) -> None:
    stops = opened.run(
        "return [...document.querySelectorAll('a[href], button')].map((each) => each.textContent)"
    )
    reached = []
    for _ in stops:
        opened.press(TAB)
        reached.append(opened.run("return document.activeElement.textContent"))
        outline = opened.run("return getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
    assert reached == stops
    assert len(set(stops)) == len(stops), "each says which letter it is for"
    for key, what in ((ENTER, "letter"), (SPACE, "text")):
        opened.run("document.querySelector(arguments[0]).focus()", button(1, what))
        opened.press(key)
        assert "is copied" in told(opened, 1)
        assert opened.run("return document.activeElement.dataset.copy") == what
        opened.run("document.querySelector('#letter-1 .said').textContent = ''")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(chromium: Chromium, tmp_path: Path, scheme: str) -> None:
    axe = find_in_packages("axe-core/axe.min.js")
    path = tmp_path / "index.html"
    path.write_text(page(ENTRIES, title="Nurse at Northgate", language="en-US"), encoding="utf-8")
    chromium.tell(
        "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}]
    )
    try:
        chromium.open(path)
        press(chromium, 0, "letter")
        chromium.run(axe.read_text(encoding="utf-8"))
        found = chromium.run("return axe.run({ resultTypes: ['violations', 'incomplete'] })")
    finally:
        chromium.tell("Emulation.setEmulatedMedia", features=[])
    assert len(found["passes"]) > 20
    for result in ("violations", "incomplete"):
        assert [(each["id"], [n["html"] for n in each["nodes"]]) for each in found[result]] == []


def test_a_phone_of_320_pixels_shows_it_without_scrolling_sideways(
    chromium: Chromium, tmp_path: Path
) -> None:
    long = replace(ENTRIES[0], to=("W" * 90,), subject="S" * 90, body=f"<p>{'B' * 90}</p>")
    path = tmp_path / "index.html"
    path.write_text(page([*ENTRIES, replace(long, stem="long")], title="T" * 90, language="en"))
    chromium.tell(
        "Emulation.setDeviceMetricsOverride",
        width=320, height=640, deviceScaleFactor=1, mobile=True,
    )  # fmt: skip
    try:
        chromium.open(path)
        assert chromium.run("return document.documentElement.scrollWidth") == 320
        small = chromium.run(
            "return [...document.querySelectorAll('button, a.button')].filter("
            "(each) => each.offsetHeight < 40).length"
        )
        assert small == 0
    finally:
        chromium.tell("Emulation.clearDeviceMetricsOverride")


def test_in_print_there_are_only_the_letters(chromium: Chromium, tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text(page(ENTRIES, title="Nurse at Northgate", language="en-US"), encoding="utf-8")
    chromium.open(path)
    chromium.tell("Emulation.setEmulatedMedia", media="print")
    try:
        shown = chromium.run("return document.body.innerText")
    finally:
        chromium.tell("Emulation.setEmulatedMedia", media="")
    expected = [
        word
        for draft in LETTERS
        for word in ["Subject", *words(draft.subject), *words(draft.text)]
        if word != "-"
    ]
    assert words(shown) == expected


# --- awkward answers -------------------------------------------------------------------------

PAGES = 4
TAGS = {"a", "bdi", "br", "button", "div", "h2", "h3", "li", "p", "span", "strong", "ul"}
NAMES = {"id", "class", "href", "type", "role", "hidden", "aria-labelledby"}
NAMES |= {"style", "data-copy", "data-subject", "data-text", "data-html"}
KIND = desk.SHELF.kind("thank-you")


@cache
def awkward() -> list[Entry]:
    """Return a letter for every awkward string that the questions take."""
    found = []
    for number, sign in enumerate(naughty.STRINGS):
        answers: dict[str, Any] = {**desk.example(KIND), "me": sign}
        for more in ({"work": sign, "enjoyed": sign, "role": sign, "people": sign}, {}):
            # The finding and the sentence hold what was typed, as nobody has cleaned it.
            typed = re.sub("[\0\ud800-\udfff]", "", sign)
            try:
                draft = desk.draft(KIND, {**answers, **more})[0]
                shown = entry(replace(draft, text=draft.text[:200]), f"letter-{number}")
            except AnswerError:  # an answer that is refused, or half of it read as an address
                continue
            shown = replace(shown, text=draft.text, send=typed, findings=((typed, typed),))
            found.append(shown)
            break
    return found


COPY_ALL = """
return (async () => {
  const copied = [];
  for (const button of document.querySelectorAll('[data-copy="letter"]')) {
    window.held = null;
    button.click();
    while (!window.held) await new Promise((done) => setTimeout(done, 0));
    copied.push(window.held);
  }
  return copied;
})()
"""
# In the place of the clipboard, since a browser wants a hand for each copy: the first of each page
# is copied by a hand, and pasted.
HOLD = """
navigator.clipboard.write = async ([item]) => {
  window.held = Object.fromEntries(await Promise.all(
    item.types.map(async (type) => [type, await (await item.getType(type)).text()])));
};
"""
INSIDE = """
return {
  ran: window.ran ?? null,
  scripts: document.scripts.length,
  letters: document.querySelectorAll("main > article").length,
  tags: [...new Set([...document.querySelectorAll("article *")].map((each) => each.localName))],
  names: [...new Set([...document.querySelectorAll("article, article *")].flatMap(
    (each) => each.getAttributeNames()))],
  links: [...new Set([...document.querySelectorAll("a")].map((each) => each.protocol))],
};
"""


def test_no_awkward_answer_runs_and_every_letter_copies(browser: Browser, tmp_path: Path) -> None:
    entries = awkward()
    assert len(entries) > 500
    browser.complaints()
    for start in range(PAGES):
        some = entries[start::PAGES]
        path = tmp_path / f"index-{start}.html"
        path.write_text(
            page(some, title=some[0].subject, language="en"), encoding="utf-8", newline=""
        )
        browser.open(path)
        inside = browser.run(INSIDE)
        assert inside["ran"] is None and inside["scripts"] == 1
        assert inside["letters"] == len(some)
        assert set(inside["tags"]) <= TAGS
        assert set(inside["names"]) <= NAMES
        # ":" is a link that leads nowhere, such as that of "https://[".
        assert set(inside["links"]) <= {":", "file:", "http:", "https:", "mailto:"}
        browser.run(HOLD)
        copied = browser.run(COPY_ALL)
        expected = [{"text/plain": each.text.rstrip("\n"), "text/html": each.body} for each in some]
        assert copied == expected
        assert browser.complaints() == []
        browser.open(path)
        browser.click('[data-copy="letter"]')
        _wait_for(browser, "return !!document.querySelector('.said').textContent")
        held = pasted(browser)
        assert held["text/plain"].replace("\r\n", "\n") == some[0].text.rstrip("\n")
        assert browser.complaints() == []
