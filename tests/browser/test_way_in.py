"""The way into the page that drafter web serves, in real browsers."""

from __future__ import annotations

import time
from pathlib import Path

from drafter.commands.web import _write_opener
from tests.browser.conftest import Browser
from tests.web.page import served

ASK = """
    return fetch("/api/" + arguments[0], {
      method: "POST", body: "{}", headers: {"Content-Type": "application/json"},
    }).then((answer) => answer.status);
"""
ASK_ELSEWHERE = """
    const how = {method: "POST", body: "{}", mode: "no-cors", credentials: "include"};
    return fetch(arguments[0], how).then((answer) => answer.type, () => "blocked");
"""


def _arrives(browser: Browser, address: str) -> bool:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if browser.run("return document.readyState === 'complete' && location.href") == address:
            return True
        time.sleep(0.1)
    return False


def test_the_file_that_is_opened_leads_to_the_page_and_to_no_secret(
    browser: Browser, tmp_path: Path
) -> None:
    with served(tmp_path / "drafts") as (page, server):
        browser.open(_write_opener(tmp_path / "drafts", server.address))
        assert _arrives(browser, f"http://{page.host}/")
        assert browser.run("return document.cookie") == ""
        assert browser.run(ASK, "start") == 200


def test_another_port_of_this_machine_can_ask_for_nothing(browser: Browser, tmp_path: Path) -> None:
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    with served(theirs) as (other, others), served(ours) as (page, server):
        browser.open(server.address)  # the browser has both cookies, and sends both to either
        browser.open(others.address)
        assert _arrives(browser, f"http://{other.host}/")
        assert browser.run(ASK, "start") == 200
        there = f"http://{page.host}/api/start"
        assert browser.run(ASK_ELSEWHERE, there) == "blocked"
