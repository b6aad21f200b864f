"""The page without a server in real browsers: Python in a worker, letters kept in the browser."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from drafter.web import site
from drafter.web.alone import Alone
from tests import desk, rows
from tests.browser.conftest import PATIENCE, Browser, Chromium
from tests.browser.test_browser import words
from tests.browser.test_web import FEW, KEPT, Reader, asked, faults, html_errors, screen
from tests.desk import TODAY
from tests.keeping.test_page import find_in_packages

# Bytes over the wire until Python is ready, each file packed by gzip. The first measurement, with
# Pyodide 314.0.7, was 6,725,601: Python 5,237,000, the words to spell by 965,000, the rest of the
# program 470,000, the page 53,000.
BUDGET = 7_000_000
PROBE = 'import * as door from "./static/door.js"; window.door = door;\n'
READY = "return !!document.getElementById('loading')?.hidden"
LOCAL_DAY = "return new Date().toLocaleDateString('sv')"  # Swedes write it as 2026-11-22
UNFOLD = "for (const each of document.querySelectorAll('.own details')) each.open = true"
KEPT_FOR_OFFLINE = """
return navigator.serviceWorker.getRegistration().then((each) => each?.active?.state === 'activated')
"""


class Host:
    """A page host that shows *folder*, with *headers*, and notes what it is asked for.

    What is in *held* waits until it is set; what is in *broken* is not there.
    """

    def __init__(self, folder: Path, headers: dict[str, str] | None = None) -> None:
        self.folder, self.headers = folder, headers or {}
        self.asked: list[str] = []
        self.held: dict[str, Event] = {}
        self.broken: set[str] = set()
        self.port = 0
        self.start()

    def start(self) -> None:
        handler = partial(_Handler, host=self, directory=str(self.folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self.server.server_address[1]
        Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *given: Any, host: Host, **more: Any) -> None:
        self.host = host
        super().__init__(*given, **more)

    def do_GET(self) -> None:
        name = self.path.lstrip("/")
        self.host.asked.append(self.path)
        if name in self.host.held:
            self.host.held[name].wait(60)
        if name in self.host.broken:
            self.send_error(503)
        else:
            super().do_GET()

    do_POST = do_PUT = do_GET  # such a request is none of a page's, and is noted

    def end_headers(self) -> None:
        for name, value in self.host.headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def built() -> dict[str, bytes]:
    """Return the files of the site."""
    return site.build(find_in_packages("pyodide/package.json").parent)


@pytest.fixture(scope="module")
def made(built: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of the site, where it is always the day of the tests."""
    worker = built["static/worker.js"].decode()
    day = worker.replace("date.today", f"lambda: date({TODAY:%Y, %-m, %-d})")
    assert day != worker
    return {**built, "static/worker.js": day.encode()}


STRICT = {**site.HEADERS, "Permissions-Policy": "camera=(), microphone=(), geolocation=()"}


@contextmanager
def hosted(
    made: dict[str, bytes], folder: Path, headers: dict[str, str] | None = None
) -> Iterator[Host]:
    site.write(folder, {**made, "probe.js": PROBE.encode()})
    host = Host(folder, headers)
    try:
        yield host
    finally:
        for each in host.held.values():
            each.set()
        host.stop()


@pytest.fixture
def host(made: dict[str, bytes], tmp_path: Path) -> Iterator[Host]:
    """Return a host with the strictest headers, that no browser has been to."""
    with hosted(made, tmp_path / "site", STRICT) as found:
        yield found


class Visitor(Reader):
    """A person at the page that a host shows."""

    patience = 3 * PATIENCE  # Python has to be fetched and begun

    def __init__(self, browser: Browser, address: str, *, waits: bool = True) -> None:
        self.browser, self.home = browser, address
        browser.open(address)
        if waits:
            self.wait(READY)

    def tell(self, what: str, **message: object) -> Any:
        """Ask the program as the page does."""
        if not self.run("return !!window.door"):
            self.run(
                "const probe = document.createElement('script'); probe.type = 'module';"
                "probe.src = 'probe.js'; document.head.append(probe)"
            )
            self.wait("return !!window.door")
        return self.run("return door.ask(...arguments)", what, message)

    def say(self, kind: str, known: str, **answers: str) -> Any:
        changes = [{"answer": name, "typed": typed} for name, typed in answers.items()]
        return self.tell("say", kind=kind, interview=known, changes=changes)

    def fill(self, kind: str, answers: dict[str, str]) -> None:
        known = self.say(kind, "", **answers)["interview"]
        self.go(f"letter/{kind}/{known}")
        self.unfold()

    def reload(self) -> None:
        self.run("window.isOld = true; location.reload()")
        self.wait("return !window.isOld && document.readyState === 'complete'")

    def waits_for_offline(self) -> None:
        self.wait(KEPT_FOR_OFFLINE)

    def files(self, press: str, where: str = "main") -> tuple[str, bytes]:
        """Return the file that pressing on the words *press* saves: its name and its content."""
        self.run(
            """window.offered = null;
            window.plain ??= URL.createObjectURL;
            URL.createObjectURL = (blob) => (window.blob = blob, plain.call(URL, blob));
            HTMLAnchorElement.prototype.click = function () { window.offered = this.download; };"""
        )
        self.press_on(press, where)
        self.wait("return window.offered !== null")
        content = self.run(
            "return new Promise((done) => { const reader = new FileReader();"
            "reader.onload = () => done(reader.result.split(',')[1]);"
            "reader.readAsDataURL(window.blob); })"
        )
        return self.run("return window.offered"), base64.b64decode(content)

    def bring(self, content: bytes) -> None:
        self.run("document.getElementById('own-bring').closest('details').open = true")
        self.run(
            """const bytes = Uint8Array.from(atob(arguments[0]), (each) => each.charCodeAt(0));
            const held = new DataTransfer();
            held.items.add(new File([bytes], "letters.zip"));
            const field = document.getElementById("own-bring");
            field.files = held.files;
            field.dispatchEvent(new Event("change", { bubbles: true }));""",
            base64.b64encode(content).decode(),
        )


@pytest.fixture
def visitor(browser: Browser, host: Host) -> Visitor:
    return Visitor(browser, host.address)


@pytest.fixture
def in_chromium(chromium: Chromium, host: Host) -> Visitor:
    return Visitor(chromium, host.address)


def pack(folder: Path) -> bytes:
    """Return *folder* as a person zips it by hand."""
    packed = shutil.make_archive(str(folder.parent / "packed"), "zip", folder.parent, folder.name)
    return Path(packed).read_bytes()


# --- whole letters -------------------------------------------------------------------------------


def test_every_letter_is_filled_and_saved_and_nothing_is_asked_of_the_host(
    visitor: Visitor, host: Host, made: dict[str, bytes]
) -> None:
    visitor.waits_for_offline()
    visitor.browser.complaints()
    visitor.tell("start")  # the page has its way to the program now
    unasked = {"/index.html", "/_headers"}
    wanted = {"/", "/probe.js", *(f"/{name}" for name in made)} - unasked
    assert set(host.asked) == wanted
    host.asked.clear()
    for kind in desk.NAMES:
        answers = {**asked(kind), "company": f"Company of the {kind}"}
        visitor.go(f"letter/{kind}")
        visitor.wait("return document.querySelector('h1').innerText === arguments[0]",
                     desk.SHELF.kind(kind).title)  # fmt: skip
        visitor.answer_all(answers)
        wanted_letter = desk.draft(desk.SHELF.kind(kind), answers)[0]
        assert words(visitor.letter) == words(wanted_letter.text)
        visitor.press_on("Save")
        visitor.see("Saved: in this browser")
        name, content = visitor.files("as text")
        assert name == f"{kind}.txt"
        assert content.decode() == desk.letter(desk.SHELF.kind(kind), answers)
    visitor.press_on("Mark as sent")
    visitor.see("Noted: it was sent.")
    visitor.go("")
    visitor.press_on("Older interviews")
    for kind in desk.NAMES:
        visitor.see(f"Company of the {kind}", "main")
    assert host.asked == []
    assert visitor.browser.complaints() == []


def test_the_same_hundred_answer_sets_give_the_same_letters_as_on_a_computer(
    visitor: Visitor, tmp_path: Path
) -> None:
    language = visitor.run("return navigator.language")
    (tmp_path / "drafts").mkdir()
    here = Alone(tmp_path / "drafts", lambda: TODAY, language=language)
    sets = [(kind, row) for kind in desk.LETTERS for row in rows.varied(kind, 13)][:100]
    visitor.tell("start")  # so that the page has its way to the program
    for kind, row in sets:
        changes = [{"answer": name, "typed": typed} for name, typed in row.items()]
        message = {"kind": kind.name, "interview": "", "changes": changes}
        theirs = visitor.run(
            "return door.tell('say', arguments[0]).then(async (told) => "
            "(await door.tell('forget', {}), JSON.stringify(told)))",
            message,
        )
        ours = json.loads(here.ask("say", json.dumps(message)))["reply"]
        here.ask("forget", "{}")
        assert json.loads(theirs) == ours, (kind.name, row)
        assert all(draft["text"] and draft["html"] for draft in ours["drafts"])
    assert len(sets) == 100


# --- before Python is there ----------------------------------------------------------------------


def test_the_letters_are_there_at_once_and_what_is_typed_is_taken_when_python_is(
    browser: Browser, host: Host
) -> None:
    host.held["python/pyodide.asm.wasm"] = Event()
    visitor = Visitor(browser, host.address, waits=False)
    assert not visitor.run(READY)
    visitor.see("The program comes, once.", "#loading")
    visitor.press_on("Thank-you note")
    visitor.wait("return !!document.querySelector('.paper')")
    for name, text in FEW.items():
        visitor.type(name, text)
    assert visitor.run("return document.querySelector('.kept').textContent") == "Keeping …"
    visitor.type("enjoyed", "the tour", leave=False)
    host.held["python/pyodide.asm.wasm"].set()
    visitor.wait(READY)
    visitor.see("I enjoyed the tour.", ".letter")
    visitor.wait(KEPT)
    assert visitor.focused == "answer-enjoyed"
    assert "Dear Dr. Lee," in visitor.letter
    assert len(visitor.tell("start")["interviews"]) == 1


def test_the_first_screen_is_the_same_before_any_script_has_run(
    in_chromium: Visitor, host: Host
) -> None:
    shown = "return document.querySelector('main').innerText"
    ran = in_chromium.run(shown)
    in_chromium.browser.tell(  # type: ignore[attr-defined]
        "Emulation.setScriptExecutionDisabled", value=True
    )
    try:
        in_chromium.browser.open(f"{host.address}?without")
        plain = in_chromium.run(shown)
    finally:
        in_chromium.browser.tell(  # type: ignore[attr-defined]
            "Emulation.setScriptExecutionDisabled", value=False
        )
    without = words(plain.replace("This page needs JavaScript, which is turned off here.", ""))
    assert without == words(ran)


def test_what_does_not_come_is_fetched_once_more(browser: Browser, host: Host) -> None:
    host.broken.add("python/drafter.zip")
    visitor = Visitor(browser, host.address, waits=False)
    visitor.see("Not all of it came. It is fetched once more", "#loading")
    visitor.go("letter/thank-you")
    visitor.type("company", "Northgate", leave=False)
    visitor.see("what you type is kept here", ".banner")
    host.broken.clear()
    visitor.wait(READY)
    visitor.wait(KEPT)
    visitor.wait("return !document.querySelector('.banner p')")
    assert visitor.value("company") == "Northgate"


# --- nothing is lost, and nothing leaves ---------------------------------------------------------


def test_a_reload_a_lost_network_and_its_return_lose_nothing(visitor: Visitor, host: Host) -> None:
    visitor.waits_for_offline()
    visitor.fill("thank-you", FEW)
    visitor.type("enjoyed", "the tour", leave=False)
    visitor.reload()
    visitor.see("I enjoyed the tour.", ".letter")
    assert visitor.value("role") == "staff nurse"
    host.stop()
    visitor.reload()
    visitor.wait(READY)
    visitor.type("work", "I ran nights.")
    visitor.wait(KEPT)
    visitor.see("I ran nights.", ".letter")
    visitor.browser.open(f"{host.address}index.html#/which")
    visitor.see("Where do things stand?")
    host.start()
    visitor.browser.open(host.address)
    visitor.see("Northgate, staff nurse", ".cards")
    visitor.press_on("Go on with the thank-you note")
    visitor.see("I ran nights.", ".letter")
    visitor.see("I enjoyed the tour.", ".letter")


LEAKS = """
const there = ARGUMENT;
const tried = [
  () => fetch(there + "fetch"),
  () => fetch(there + "post", { method: "POST", body: "letter", mode: "no-cors" }),
  () => new Promise((done, not) => {
    const socket = new WebSocket(there.replace("http", "ws") + "socket");
    socket.onopen = done; socket.onerror = not;
  }),
  () => import(there + "module"),
  () => {
    const request = new XMLHttpRequest(); request.open("GET", there + "xhr", false); request.send();
  },
];
if (globalThis.document) {
  tried.push(() => new Promise((done, not) => {
    const image = new Image();
    Object.assign(image, { onload: done, onerror: not, src: there + "image" });
  }));
  tried.push(() => {
    navigator.sendBeacon(there + "beacon", "letter");
    throw new Error("whether it is sent, only the host knows");
  });
}
"""
TRIED = """
const names = (all) => all.map((each) => each.name.split(" ")).filter(([name]) => name === "tried");
return indexedDB.databases().then((all) =>
  names(all).map(([, told]) => told).join("/") === arguments[0].join("/"))
"""
COUNTED = (
    "Promise.allSettled(tried.map(async (act) => act())).then((all) => all.map((e) => e.status))"
)


@pytest.mark.parametrize("strict", [True, False], ids=["headers", "no headers"])
def test_neither_the_page_nor_python_can_send_anything_elsewhere(
    browser: Browser, made: dict[str, bytes], tmp_path: Path, strict: bool
) -> None:
    (tmp_path / "elsewhere").mkdir()
    elsewhere = Host(tmp_path / "elsewhere", {"Access-Control-Allow-Origin": "*"})
    leaks = LEAKS.replace("ARGUMENT", json.dumps(elsewhere.address))
    # A worker that has turned bad: it tries whatever a browser has, and tells what came of it.
    worker = f"{made['static/worker.js'].decode()}\n{leaks}\n{COUNTED}"
    worker += ".then((all) => indexedDB.open(`tried ${all.join()} ${Date.now()}`));\n"
    try:
        bad = {**made, "static/worker.js": worker.encode()}
        with hosted(bad, tmp_path / "site", STRICT if strict else None) as host:
            visitor = Visitor(browser, host.address)
            visitor.wait(TRIED, [",".join(["rejected"] * 5)])
            visitor.waits_for_offline()
            visitor.reload()  # from here on, offline.js brings the worker
            assert visitor.run("return !!navigator.serviceWorker.controller")
            visitor.wait(TRIED, [",".join(["rejected"] * 5)] * 2)
            told = visitor.run(f"{leaks}\nreturn {COUNTED}")
            assert told == ["rejected"] * 7
            assert elsewhere.asked == []
    finally:
        elsewhere.stop()


def test_any_host_will_do_and_any_folder_of_it(
    browser: Browser, built: dict[str, bytes], tmp_path: Path
) -> None:
    site.write(tmp_path / "some" / "where", {**built, "probe.js": PROBE.encode()})
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1",
               "--directory", str(tmp_path)]  # fmt: skip
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout
            found = re.search(r"port (\d+)", process.stdout.readline())
            assert found
            browser.complaints()
            visitor = Visitor(browser, f"http://127.0.0.1:{found[1]}/some/where/")
            days = [visitor.run(LOCAL_DAY), visitor.tell("start")["today"], visitor.run(LOCAL_DAY)]
            assert days[1] in (days[0], days[2])
            visitor.fill("thank-you", FEW)
            visitor.type("enjoyed", "the tour")
            visitor.see("I enjoyed the tour.", ".letter")
            loaded = "return performance.getEntriesByType('resource').map((each) => each.name)"
            assert all(each.startswith(visitor.home) for each in visitor.run(loaded))
            assert visitor.browser.complaints() == []
            visitor.waits_for_offline()
        finally:
            process.kill()
    visitor.reload()
    visitor.see("I enjoyed the tour.", ".letter")
    visitor.wait(READY)


def test_a_new_version_is_taken_at_the_next_start_and_not_in_the_middle_of_a_letter(
    visitor: Visitor, host: Host, made: dict[str, bytes]
) -> None:
    visitor.waits_for_offline()
    visitor.fill("thank-you", FEW)
    newer = {**made, "static/copying.js": made["static/copying.js"] + b"// newer\n"}
    newer["index.html"] = made["index.html"].replace(b"this browser.", b"this browser, ever.")
    newer["offline.js"] = site._offline(newer["offline.js"].decode(), newer).encode()
    site.write(host.folder, newer)
    private = "return document.querySelector('.private').innerText"
    waiting = "return navigator.serviceWorker.getRegistration().then((each) => !!each.waiting)"
    visitor.reload()
    visitor.wait(waiting)
    visitor.reload()
    assert visitor.run(private) == "Nothing you write leaves this browser."
    visitor.see("Dear Dr. Lee,", ".letter")
    visitor.browser.open("about:blank")
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:  # the browser takes a moment to let the old one go
        visitor.browser.open(host.address)
        if visitor.run(private) == "Nothing you write leaves this browser, ever.":
            break
        visitor.browser.open("about:blank")
        time.sleep(0.3)
    assert visitor.run(private) == "Nothing you write leaves this browser, ever."
    visitor.see("Northgate, staff nurse", ".cards")
    stores = "return caches.keys().then((all) => all.length)"
    visitor.wait(f"{stores.removesuffix(')')} === 1)")


def test_two_pages_on_one_letter_do_not_overwrite_each_other(in_chromium: Visitor) -> None:
    driver = in_chromium.browser.driver  # type: ignore[attr-defined]
    in_chromium.fill("thank-you", FEW)
    here, address = driver.current_window_handle, driver.current_url
    driver.switch_to.new_window("tab")
    try:
        in_chromium.browser.open(address)
        in_chromium.wait(READY)
        in_chromium.type("enjoyed", "the tour")
        in_chromium.see("I enjoyed the tour.", ".letter")
        in_chromium.wait(KEPT)
    finally:
        driver.close()
        driver.switch_to.window(here)
    in_chromium.type("work", "I ran nights.")
    in_chromium.see("I ran nights.", ".letter")
    in_chromium.see("I enjoyed the tour.", ".letter")


# --- to take, to bring, to forget ----------------------------------------------------------------


def test_an_interview_goes_to_drafter_on_a_computer_and_comes_back(
    visitor: Visitor, tmp_path: Path
) -> None:
    visitor.fill("thank-you", {**FEW, "enjoyed": "the tour"})
    name, content = visitor.files("Take my letters with me", ".own")
    assert name == "drafter-letters.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        zipped.extractall(tmp_path)
    (known,) = (tmp_path / "drafts").iterdir()
    told = ("--today", str(TODAY), "--work", "I ran nights.")
    done = desk.drafter("thank-you", f"drafts/{known.name}", *told, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "I enjoyed the tour." in next(tmp_path.glob("drafts/*/thank-you.txt")).read_text()
    visitor.run("document.getElementById('own-forget').closest('details').open = true")
    visitor.press_on("Forget it all now", ".own")
    visitor.see("Everything is forgotten.", ".own")
    visitor.see("Where to begin", "main")
    assert visitor.run("return Object.keys(localStorage).join()") in ("", "drafter, as shown, 2")
    visitor.bring(pack(tmp_path / "drafts"))
    visitor.see("Brought: ", "#own-status")
    visitor.see("Northgate, staff nurse", ".cards")
    visitor.press_on("Thank-you note", ".cards")
    visitor.see("I ran nights.", ".letter")
    visitor.see("I enjoyed the tour.", ".letter")
    visitor.bring(b"no zip")
    visitor.see("This file cannot be read as letters.", "#own-status")


def test_what_was_forgotten_does_not_come_back(visitor: Visitor) -> None:
    visitor.fill("thank-you", FEW)
    visitor.run("document.getElementById('own-forget').closest('details').open = true")
    visitor.press_on("Forget it all now", ".own")
    visitor.see("Everything is forgotten.", ".own")
    visitor.reload()
    visitor.wait(READY)
    assert visitor.tell("start")["interviews"] == []
    held = visitor.run("return JSON.stringify(localStorage)")
    assert "Northgate" not in held and "Ada" not in held
    kept = visitor.run(
        """return new Promise((done) => {
          indexedDB.open("/drafter").onsuccess = ({ target: { result } }) => {
            const all = result.transaction("FILE_DATA").objectStore("FILE_DATA").getAllKeys();
            all.onsuccess = () => done(all.result);
          };
        })"""
    )
    assert kept == []


# --- for everyone --------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(in_chromium: Visitor, scheme: str) -> None:
    axe = find_in_packages("axe-core/axe.min.js").read_text(encoding="utf-8")
    with screen(in_chromium.browser, **{"color-scheme": scheme}):  # type: ignore[arg-type]
        in_chromium.run(axe)
        assert faults(in_chromium.browser) == []
        in_chromium.run(
            "for (const each of document.querySelectorAll('.own details')) each.open = true"
        )
        in_chromium.run("document.getElementById('loading').hidden = false")
        assert faults(in_chromium.browser) == []
        in_chromium.fill("thank-you", {**FEW, "met_on": "3/4/26"})
        in_chromium.see("could be", ".doubt")
        assert faults(in_chromium.browser) == []


@pytest.mark.parametrize("width", [320, 390])
def test_a_narrow_screen_shows_it_without_scrolling_sideways(
    in_chromium: Visitor, width: int
) -> None:
    with screen(in_chromium.browser, width=width):  # type: ignore[arg-type]
        in_chromium.run(
            "for (const each of document.querySelectorAll('.own details')) each.open = true"
        )
        wide = "return document.documentElement.scrollWidth"
        assert in_chromium.run(wide) == width
        in_chromium.run("document.getElementById('loading').hidden = false")
        assert in_chromium.run(wide) == width
        in_chromium.fill("thank-you", {**FEW, "company": "S" * 90})
        assert in_chromium.run(wide) == width


def test_the_html_checker_finds_no_error(made: dict[str, bytes], tmp_path: Path) -> None:
    names = ("index.html", "static/own.css", "static/icon-whole.svg")
    site.write(tmp_path / "site", {name: made[name] for name in names})
    assert html_errors(*(tmp_path / "site" / name for name in names)) == []


def test_it_can_be_installed_as_an_app(in_chromium: Visitor) -> None:
    in_chromium.waits_for_offline()
    found = in_chromium.browser.tell("Page.getAppManifest")  # type: ignore[attr-defined]
    assert found["errors"] == []
    errors = in_chromium.browser.tell("Page.getInstallabilityErrors")  # type: ignore[attr-defined]
    # A window that keeps nothing installs nothing; the tests' profile is one where it is headless.
    told = {each["errorId"] for each in errors["installabilityErrors"]}
    assert told <= {"in-incognito"}


# --- how much and how long -----------------------------------------------------------------------


def test_no_more_is_loaded_than_the_budget_allows(
    browser: Browser, host: Host, made: dict[str, bytes]
) -> None:
    begun = time.monotonic()
    visitor = Visitor(browser, host.address, waits=False)
    visitor.wait("return !!document.querySelector('#letters')")
    shown = time.monotonic() - begun
    visitor.wait(READY)
    ready = time.monotonic() - begun
    loaded = {each.lstrip("/") or "index.html" for each in host.asked}
    visitor.waits_for_offline()
    visitor.fill("thank-you", FEW)
    first = time.monotonic()
    visitor.type("enjoyed", "the tour", leave=False)
    visitor.see("I enjoyed the tour.", ".letter")
    letter = time.monotonic() - first
    sizes = {name: len(gzip.compress(made[name], 9)) for name in loaded & made.keys()}
    for name, size in sorted(sizes.items(), key=lambda each: -each[1])[:8]:
        print(f"{size:>10,} {name}")
    print(f"{sum(sizes.values()):>10,} bytes of {len(sizes)} files, in {browser.name}:")
    times = {"letters shown": shown, "Python ready": ready, "an answer in the letter": letter}
    print(*(f"{name} {seconds:.2f} s" for name, seconds in times.items()), sep=", ")
    assert sum(sizes.values()) < BUDGET
