"""The page to copy letters from: what is in it, and that no answer can break out of it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import AnswerError
from drafter.keeping import mail
from drafter.keeping.page import Entry, page
from drafter.letters import rendering
from tests import desk, naughty

NODE_MODULES = "--ignore-scripts axe-core pyodide vnu-jar"
EVIL = "</title></script></style></template>\"'><script>alert(1)</script>{{ 7 * 7 }}"


def entry(draft: rendering.Draft, stem: str) -> Entry:
    """Return *draft* as the page takes it."""
    return Entry(
        to=tuple(person.greeting for person in draft.to),
        subject=draft.subject,
        body=draft.body,
        text=draft.text,
        mailto=mail.mailto(draft),
        stem=stem,
    )


DRAFTS = [draft for kind in desk.LETTERS for draft in desk.draft(kind, desk.example(kind))]
ENTRIES = [entry(draft, f"letter-{number}") for number, draft in enumerate(DRAFTS)]


def find_in_packages(name: str) -> Path:
    """Return a file that an npm package ships, or skip the test."""
    folders = [desk.ROOT / "node_modules", *map(Path, os.environ.get("NODE_PATH", "").split(":"))]
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    pytest.skip(f"no {name} here: npm install --no-save {NODE_MODULES}")


class Read(HTMLParser):
    """The tags of a page with their attributes, its words, and its raw style and script."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.raw: dict[str, str] = {}
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.raw[self.cdata_elem] = self.raw.get(self.cdata_elem, "") + data
        else:
            self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def shown(*entries: Entry, title: str = "Staff nurse") -> Read:
    return Read(page(entries, title=title, language="en-US"))


def test_the_page_holds_each_letter_as_it_will_be_copied() -> None:
    articles = shown(*ENTRIES).all("article")
    assert [each["data-html"] for each in articles] == [draft.body for draft in DRAFTS]
    assert [each["data-text"] for each in articles] == [draft.text.rstrip("\n") for draft in DRAFTS]
    assert [each["data-subject"] for each in articles] == [draft.subject for draft in DRAFTS]
    assert [each["id"] for each in articles] == [each.stem for each in ENTRIES]


def test_it_says_whom_a_letter_is_for_when_to_send_it_and_what_to_look_at() -> None:
    told = replace(
        ENTRIES[0],
        to=("Grace", "Ms. Okafor"),
        send="Send it before six.",
        findings=(("blocker", "A bracket is left in it."), ("minor", "It is long.")),
    )
    words = " ".join(shown(told).words.split())
    assert "To Grace and Ms. Okafor" in words
    assert "Send it before six." in words
    assert "Please mend: A bracket is left in it. A small thing: It is long." in words
    assert "Before you send it" not in shown(ENTRIES[0]).words


def test_a_letter_to_nobody_in_particular_is_for_the_hiring_team() -> None:
    assert "To the hiring team" in " ".join(shown(replace(ENTRIES[0], to=())).words.split())


def test_several_letters_can_be_jumped_to() -> None:
    both = [replace(ENTRIES[0], stem="thank-you-größe"), replace(ENTRIES[1], stem="second")]
    links = [each["href"] for each in shown(*both).all("a")]
    assert links[:2] == ["#thank-you-gr%C3%B6%C3%9Fe", "#second"]
    assert not shown(ENTRIES[0]).all("nav")


def test_a_mail_program_is_offered_only_where_the_letter_fits() -> None:
    address = "mailto:n@example.org?subject=a%20b&body=c"
    fits, too_long = replace(ENTRIES[0], mailto=address), replace(ENTRIES[0], mailto=None)
    assert [each["href"] for each in shown(fits).all("a")] == [address]
    assert shown(too_long).all("a") == []


def test_nothing_but_its_own_style_and_script_may_load_or_run() -> None:
    read = shown(*ENTRIES)
    policy = next(each["content"] for each in read.all("meta") if "content" in each and
                  each.get("http-equiv") == "Content-Security-Policy")  # fmt: skip
    assert policy is not None and policy.startswith("default-src 'none'; ")
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy and "http" not in policy
    for name in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(read.raw[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}';" in policy
    for tag, attributes in read.tags:
        assert not {"src", "srcset", "action"} & set(attributes), tag
        assert attributes.get("style") in (None, "margin:0 0 1em 0")
        assert not [name for name in attributes if name.startswith("on")], tag


@pytest.mark.parametrize("field", ["to", "subject", "text", "send", "findings", "stem", "title"])
def test_no_field_breaks_out_of_the_page(field: str) -> None:
    value: object = {"to": (EVIL,), "findings": ((EVIL, EVIL),)}.get(field, EVIL)
    change: dict[str, Any] = {} if field == "title" else {field: value}
    told = replace(ENTRIES[0], **change)
    read = shown(told, title=EVIL if field == "title" else "Staff nurse")
    plain = shown(replace(ENTRIES[0], send="x", findings=(("x", "x"),)))
    assert {tag for tag, _ in read.tags} <= {tag for tag, _ in plain.tags}
    assert len(read.all("script")) == 1
    values = [read.words, *(v or "" for _, each in read.tags for v in each.values())]
    assert any("{{ 7 * 7 }}" in each for each in values)


@pytest.mark.parametrize("name", ["page.html", "page.css", "page.js"])
def test_the_files_of_the_page_ask_the_network_for_nothing(name: str) -> None:
    text = desk.SHELF.read(f"_letter/{name}")
    assert text is not None
    assert not re.search(r"https?:|//\w|@import|url\(|fetch|XMLHttp|innerHTML *=|eval", text)


def test_the_html_checker_finds_no_error_in_letters_or_page(tmp_path: Path) -> None:
    java = shutil.which("java")
    if not java:
        pytest.skip("no Java here: apt-get install default-jre-headless")
    jar = find_in_packages("vnu-jar/build/dist/vnu.jar")
    kind = desk.SHELF.kind("thank-you")
    drafts = list(DRAFTS)
    for sign in naughty.STRINGS:
        # A checker of pages also checks the addresses in them, and what is typed may be none.
        if "://" in sign or "\U0001fffe" in sign or "\U0010ffff" in sign:
            continue
        try:
            drafts += desk.draft(kind, {**desk.example(kind), "me": sign, "enjoyed": sign})
        except AnswerError:
            continue
    for number, draft in enumerate(drafts[: len(DRAFTS) + 100]):
        (tmp_path / f"{number}.html").write_text(draft.html, encoding="utf-8")
    told = [
        replace(entry(draft, f"letter-{number}"), send="Today.", findings=(("minor", "Long."),))
        for number, draft in enumerate(drafts)
    ]
    document = page(told, title="Staff nurse", language="en-US")
    (tmp_path / "index.html").write_text(document, encoding="utf-8")
    command = [java, "-jar", str(jar), "--format", "json", "--exit-zero-always", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, timeout=300, check=True)
    messages = json.loads(done.stderr)["messages"]
    assert [each for each in messages if each["type"] != "info"] == []
