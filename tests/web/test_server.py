"""The server is attacked: from other pages, other ports, with other words and too many of them."""

from __future__ import annotations

import itertools
import json
import os
import re
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import pytest

from drafter.web import server as serving
from drafter.web.desk import ASKED, Desk
from drafter.web.server import HEADERS, LARGEST, Server
from tests.desk import LETTERS
from tests.naughty import STRINGS
from tests.web.page import KEY, Page, question, served

HERE = Path(__file__).parent
AWKWARD = (HERE.parent / "tables" / "awkward.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Server, Path]]:
    drafts = tmp_path_factory.mktemp("served") / "drafts"
    with served(drafts) as (page, server):
        yield page, server, drafts


@pytest.fixture
def page(desk: tuple[Page, Server, Path]) -> Page:
    return desk[0]


@pytest.fixture
def drafts(desk: tuple[Page, Server, Path]) -> Path:
    return desk[2]


# --- the way in -------------------------------------------------------------------------------


def test_the_secret_of_the_address_becomes_a_cookie_and_leaves_the_address(page: Page) -> None:
    answer = page.get(f"/?key={KEY}", Cookie=None)
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(page.cookie)
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {*cookie.split("; ")}
    assert KEY not in answer.text


@pytest.mark.parametrize("path", ["/", "/?key=", "/?key=wrong", f"/?key={KEY}x", "/?key=%ff%00"])
@pytest.mark.parametrize("cookie", [None, "other=1", "drafter=", f"drafter={KEY}"])
def test_without_the_secret_there_is_a_kind_refusal_and_no_cookie(
    page: Page, path: str, cookie: str | None
) -> None:
    answer = page.get(path, Cookie=cookie)
    assert answer.status == 403
    assert "drafter web" in answer.text
    assert answer.headers["Set-Cookie"] is None
    assert KEY not in answer.text


def test_a_browser_that_kept_the_cookie_back_is_led_on_once(page: Page) -> None:
    held_back = page.get("/", Cookie=None, Sec_Fetch_Site="cross-site")
    assert (held_back.status, 'http-equiv="refresh"' in held_back.text) == (200, True)
    asked_again = page.get("/", Cookie=None, Sec_Fetch_Site="same-origin")
    assert (asked_again.status, "refresh" in asked_again.text) == (403, False)


@pytest.mark.parametrize("what", [*ASKED, "alive", "bye", "nothing"])
@pytest.mark.parametrize(
    "wrong",
    [
        {"Cookie": None},
        {"Cookie": "drafter=wrong"},
        {"Cookie": "drafter-{port}=wrong"},
        {"Cookie": "drafter-{port}="},
        {"Cookie": "drafter-{port}=ü"},
        {"Cookie": "drafter-1=" + KEY},
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://localhost:{port}"},
        {"Origin": "http://127.0.0.1:9"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:{port}.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": None, "Sec-Fetch-Site": "cross-site"},
        {"Origin": None, "Sec-Fetch-Site": "same-site"},
        {"Host": "evil.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:9"},
        {"Host": "127.0.0.1:{port}@evil.example"},
        {"Host": ""},
        {"Host": None},
    ],
    ids=str,
)
def test_nothing_is_told_to_whoever_is_not_the_page(
    page: Page, what: str, wrong: dict[str, str | None]
) -> None:
    told = {name: value and value.format(port=page.port) for name, value in wrong.items()}
    answer = page.post(what, {}, **told)
    assert answer.status == 403
    assert answer.json.keys() == {"problems"}


@pytest.mark.parametrize("name", ["localhost", "[::1]", "127.0.0.1"])
def test_the_page_is_known_by_each_name_of_this_machine(page: Page, name: str) -> None:
    host = f"{name}:{page.port}"
    assert page.post("alive", {}, Host=host, Origin=f"http://{host}").status == 200


def test_a_page_whose_browser_says_only_that_it_is_the_same_is_let_in(page: Page) -> None:
    assert page.post("alive", {}, Origin=None, Sec_Fetch_Site="same-origin").status == 200


@pytest.mark.parametrize("path", ["/", "/static/index.html", "/api/file?kind=thank-you"])
def test_a_name_that_was_given_this_address_reaches_nothing(page: Page, path: str) -> None:
    assert page.get(path, Host=f"evil.example:{page.port}").status == 403


@pytest.mark.parametrize("what", [*ASKED, "alive", "bye"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_what_changes_something_is_asked_in_one_way_only(
    page: Page, what: str, method: str
) -> None:
    answer = page.send(method, f"/api/{what}", Sec_Fetch_Site="same-origin")
    assert answer.status == 405


def test_a_form_on_another_page_cannot_speak_as_the_page_does(page: Page) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        answer = page.post("start", {}, Content_Type=kind)
        assert answer.status == 415, kind


@pytest.mark.parametrize("path", ["/", "/static/index.html", "/static/none", "/api/file", "/none"])
@pytest.mark.parametrize("cookie", [None, "right"])
def test_every_answer_is_sealed(page: Page, path: str, cookie: str | None) -> None:
    headers = page.get(path, Cookie=cookie and page.cookie).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert not [name for name in headers if name.startswith("Access-Control-")]
    assert headers["Server"] is None


def test_what_is_asked_is_answered_with_sealed_json(page: Page) -> None:
    answer = page.post("start", {})
    assert answer.headers["Content-Type"] == "application/json"
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


# --- words that are no message ----------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"start"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"kind": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
        b'{"kind": ' + b"1" * 5_000 + b"}",
    ],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_no_message_is_refused_in_words(page: Page, body: bytes) -> None:
    answer = page.send("POST", "/api/open", body)
    assert answer.status == 400
    assert answer.json["problems"]


@pytest.mark.parametrize("what", [each for each in ASKED if each not in ("start", "which")])
@pytest.mark.parametrize("value", [None, 1, 1.5, True, [], {}, "nothing", "a\0b", ["a"], {"a": 1}])
@pytest.mark.parametrize("name", ["kind", "interview", "changes"])
def test_any_part_of_another_type_is_refused_in_words(
    page: Page, what: str, name: str, value: object
) -> None:
    message: dict[str, object] = {"kind": "thank-you", "interview": "none", name: value}
    answer = page.post(what, message)
    assert answer.status in (200, 400)
    assert answer.status == 200 or all(answer.json["problems"])


@pytest.mark.parametrize(
    "change",
    [
        None, 1, "role", [], {}, {"answer": "role"}, {"typed": "x"}, {"sentence": 1, "way": 1},
        {"sentence": {}, "way": {}}, {"sentence": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_change_of_another_shape_changes_nothing(page: Page, change: object) -> None:
    answer = page.post("say", {"kind": "thank-you", "interview": "", "changes": [change]})
    assert answer.status == 400


@pytest.mark.parametrize("way", [True, 1.5, [], {}, -1, 99, "<b>", "NaN"], ids=str)
def test_a_way_that_there_is_not_is_told(page: Page, way: object) -> None:
    change = {"sentence": "thanks", "way": way}
    answer = page.post("say", {"kind": "thank-you", "interview": "", "changes": [change]})
    assert answer.status == 200
    assert isinstance(way, str) or answer.json["problems"]


def test_a_bug_is_told_in_plain_words_and_in_full_on_standard_error(
    page: Page, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(desk: Desk, message: object) -> dict[str, object]:
        raise LookupError("the secret of the house")

    monkeypatch.setitem(ASKED, "start", broken)
    answer = page.post("start", {})
    assert (answer.status, answer.json) == (500, {"problems": [serving._BUG]})
    told = capfd.readouterr().err
    assert "Traceback" in told and "the secret of the house" in told


# --- any words in any field -------------------------------------------------------------------


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}


ALLOWED = {"html", "head", "meta", "title", "body", "p", "ul", "li", "br", "a"}


def is_escaped(document: str) -> bool:
    """Return whether *document* has no tag and no attribute but those of a letter."""
    parser = _Tags()
    parser.feed(document)
    links = [value for name, value in parser.attributes if name == "href"]
    names = {name for name, _ in parser.attributes}
    return (
        parser.tags <= ALLOWED
        and names <= {"href", "style", "lang", "charset"}
        and all(re.match("https?://|mailto:", each) for each in links)
    )


def fill(page: Page, kind: str, words: list[str]) -> None:
    """Type *words* into the fields of a new letter, and check all that comes back."""
    fields = [each["name"] for each in page.ask("open", kind=kind, interview="")["questions"]]
    typed = dict(zip(fields, itertools.cycle(words), strict=False))
    reply = page.say(kind, "", **typed)
    for each in reply["questions"]:
        if each["name"] in typed and not each["to"]:
            assert each["typed"].strip() == typed[each["name"]].strip(), each["name"]
    for draft in reply["drafts"]:
        assert is_escaped(draft["html"]) and is_escaped(draft["body"])
    again = page.ask("open", kind=kind, interview=reply["interview"])
    assert again["drafts"] == reply["drafts"]


@pytest.mark.parametrize("kind", [kind.name for kind in LETTERS])
@pytest.mark.parametrize(
    "word",
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)><svg/onload='alert(1)'>",
        "{{ 7 * 7 }}{% raw %}</p></body><style>*{display:none}</style>",
        "👩‍⚕️ &lt;b&gt; &amp;amp;",
    ],
)
def test_markup_in_every_field_is_words(page: Page, kind: str, word: str) -> None:
    fill(page, kind, [word])


@pytest.mark.parametrize("number", range(len(LETTERS)))
def test_awkward_words_in_every_field_come_back_as_they_were_typed(page: Page, number: int) -> None:
    kind = LETTERS[number]
    words = [each for each in [*STRINGS, *AWKWARD] if each.strip()][number % 4 :: 4]
    many = len(kind.questions)
    for start in range(0, len(words), many):
        fill(page, kind.name, words[start : start + many])


def test_half_a_letter_is_kept_as_a_sign_that_a_file_can_hold(page: Page) -> None:
    reply = page.say("thank-you", "", role="a\ud800b", enjoyed="\udfff")
    assert question(reply, "role")["typed"] == "a\ufffdb"


def test_names_of_letters_and_of_fields_are_words_too(page: Page) -> None:
    answer = page.post("open", {"kind": "<script>", "interview": ""})
    assert (answer.status, answer.headers["Content-Type"]) == (400, "application/json")
    reply = page.say("thank-you", "", **{"<script>": "x", "__proto__": "y", "role": "nurse"})
    assert question(reply, "role")["value"] == "nurse"


# --- ways out of the folder -------------------------------------------------------------------

OUT = [
    "..", ".", "../", "../../etc/passwd", "..%2f..%2fetc/passwd", "%2e%2e/desk.py",
    "%2e%2e%2fdesk.py",
    "..%5cdesk.py", "..\\desk.py", "/etc/passwd", "//etc/passwd", "%2fetc%2fpasswd", "\0", "%00",
    "index.html%00", "index.html%00.js", "....//desk.py", "./index.html/../../desk.py", "~", "C:\\",
    "C:/Windows/win.ini", "CON", "file:///etc/passwd", "x" * 5000, "%c0%ae%c0%ae/desk.py",
]  # fmt: skip


@pytest.mark.parametrize("name", OUT, ids=lambda name: name[:40])
def test_no_name_leads_out_of_the_static_files(page: Page, name: str) -> None:
    raw = name.replace("\0", "%00").replace(" ", "%20")
    answer = page.get(f"/static/{raw}")
    assert answer.status in (308, 400, 403, 404)
    assert b"root:" not in answer.body and b"class Desk" not in answer.body


@pytest.mark.parametrize("what", ["open", "say", "save", "sent", "letters"])
@pytest.mark.parametrize("name", [*OUT, "../outside", "outside"], ids=lambda name: name[:40])
def test_no_name_leads_out_of_the_drafts(page: Page, drafts: Path, what: str, name: str) -> None:
    outside = drafts.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "interview.toml").write_text('role = "somebody else\'s"\n', encoding="utf-8")
    change = {"answer": "role", "typed": "theirs"}
    answer = page.post(what, {"kind": "thank-you", "interview": name, "changes": [change]})
    assert answer.status == 400
    assert "somebody else" not in answer.text
    assert [file.name for file in outside.iterdir()] == ["interview.toml"]
    assert {each.name for each in drafts.parent.iterdir()} <= {"drafts", "outside"}


def test_a_file_of_another_folder_is_not_downloaded(page: Page) -> None:
    for name in ("../outside", "%2e%2e%2foutside", "%00", "/etc"):
        answer = page.get(f"/api/file?kind=thank-you&interview={name}&format=txt")
        assert answer.status == 400


# --- downloads --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(desk: tuple[Page, Server, Path]) -> str:
    """Return the interview of a letter that is whole."""
    page = desk[0]
    reply = page.say(
        "thank-you", "", role="staff nurse", company="Ward & Söhne", people="Dr. Lee",
        met_on="2026-11-20", enjoyed="hearing about the ward", me="A. Lee",
    )  # fmt: skip
    assert not reply["missing"]
    return str(reply["interview"])


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        ("txt", "text/plain; charset=utf-8"),
        ("html", "text/html; charset=utf-8"),
        ("eml", "message/rfc822"),
        ("ics", "text/calendar; charset=utf-8"),
    ],
)
def test_a_letter_is_downloaded_and_never_shown(
    page: Page, whole: str, suffix: str, kind: str
) -> None:
    path = f"/api/file?kind=thank-you&interview={whole}&place=0&format={suffix}"
    answer = page.get(path, Sec_Fetch_Site="same-origin")
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
    disposition = answer.headers["Content-Disposition"]
    assert disposition == f"attachment; filename*=UTF-8''thank-you.{suffix}"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_letter_is_not_downloaded_by_another_page(page: Page, whole: str, site: str) -> None:
    path = f"/api/file?kind=thank-you&interview={whole}&place=0&format=txt"
    assert page.get(path, Sec_Fetch_Site=site).status == 403
    assert page.get(path, Cookie=None).status == 403


@pytest.mark.parametrize(
    "asked",
    ["format=exe", "format=", "format=css", "place=9", "place=-1", "kind=none", "interview=none"],
)
def test_a_file_that_there_is_not_is_refused_in_words(page: Page, whole: str, asked: str) -> None:
    given = {"kind": "thank-you", "interview": whole, "place": "0", "format": "txt"}
    name, value = asked.split("=")
    query = "&".join(f"{key}={each}" for key, each in (given | {name: value}).items())
    answer = page.get(f"/api/file?{query}")
    assert answer.status == 400 and answer.json["problems"]


# --- too much at once -------------------------------------------------------------------------


def test_ten_megabytes_are_refused_and_the_next_word_is_heard(page: Page) -> None:
    change = {"answer": "enjoyed", "typed": "x" * 10 * 2**20}
    answer = page.post("say", {"kind": "thank-you", "interview": "", "changes": [change]})
    assert answer.status == 413
    assert page.ask("alive") == {}


def test_a_size_is_refused_before_its_bytes_are_there(page: Page) -> None:
    answer = page.send("POST", "/api/say", b"", Content_Length=str(LARGEST + 2))
    assert answer.status == 413


def test_two_hundred_at_once_are_all_answered_right(page: Page) -> None:
    letter = page.say("thank-you", "", role="nurse")["interview"]
    fields = ["company", "people", "enjoyed", "stayed", "work", "would_do", "me", "also"]
    turns = page.ask("which")["turns"]
    ways = list(itertools.product(*(turn["choices"] for turn in turns)))
    chosen = [
        {turn["name"]: choice for turn, choice in zip(turns, way, strict=True)} for way in ways
    ]
    expected = {json.dumps(each): page.ask("which", chosen=each)["proposed"] for each in chosen[:9]}

    def ask(number: int) -> bool:
        if number % 25 == 0:
            name = fields[number // 25]
            reply = page.say("thank-you", letter, **{name: f"Words {number}"})
            return bool(question(reply, name)["answered"])
        way = chosen[number % 9]
        return bool(page.ask("which", chosen=way)["proposed"] == expected[json.dumps(way)])

    with ThreadPoolExecutor(200) as at_once:
        assert all(at_once.map(ask, range(200)))
    reply = page.ask("open", kind="thank-you", interview=letter)
    for number, name in enumerate(fields):
        assert question(reply, name)["typed"] == f"Words {25 * number}"


def test_two_pages_on_one_letter_do_not_overwrite_each_other(page: Page) -> None:
    letter = page.say("thank-you", "", role="nurse")["interview"]
    page.say("thank-you", letter, company="Northgate")
    reply = page.say("thank-you", letter, enjoyed="hearing about the ward")
    told = {each["name"]: each["value"] for each in reply["questions"]}
    assert (told["role"], told["company"]) == ("nurse", "Northgate")


@pytest.mark.skipif(os.name != "posix", reason="only there does a file have a mode")
def test_a_second_user_of_the_machine_cannot_read_the_answers(page: Page, drafts: Path) -> None:
    letter = page.say("thank-you", "", role="nurse")["interview"]
    mode = (drafts / letter / "interview.toml").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


# --- when it ends -----------------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in {"TICK": 0.05, "CLOSED": 0.3, "FORGOTTEN": 30}.items():
        monkeypatch.setattr(serving, name, seconds)


@pytest.mark.usefixtures("quick")
def test_it_stops_when_the_last_page_has_been_closed_for_a_while(tmp_path: Path) -> None:
    with served(tmp_path / "drafts") as (page, server):
        page.ask("alive")
        assert page.send("POST", "/api/bye", b"", Content_Type=None).status == 200
        assert _ends(server)


@pytest.mark.usefixtures("quick")
def test_it_goes_on_while_another_page_is_open(tmp_path: Path) -> None:
    with served(tmp_path / "drafts") as (page, server):
        page.send("POST", "/api/bye", b"", Content_Type=None)
        page.ask("alive")
        assert not _ends(server, within=1)


@pytest.mark.usefixtures("quick")
def test_nobody_else_can_keep_it_going_or_stop_it(tmp_path: Path) -> None:
    with served(tmp_path / "drafts") as (page, server):
        assert page.send("POST", "/api/bye", b"", Cookie=None).status == 403
        assert not _ends(server, within=1)


def _ends(server: Server, within: float = 20) -> bool:
    """Return whether *server* ends by itself *within* so many seconds."""
    import time

    until = time.monotonic() + within
    while time.monotonic() < until:
        if server.sockets[0].fileno() == -1:
            return True
        time.sleep(0.02)
    return False
