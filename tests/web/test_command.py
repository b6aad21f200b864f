"""The command drafter web: what it prints, how it ends, and what is left when it is killed."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drafter.commands import web
from drafter.web.desk import Desk
from drafter.web.server import usual_port
from tests import desk
from tests.desk import CLOCK, PLAIN, ROOT, SHELF, TODAY
from tests.web.page import Page, question

PATIENCE = 60  # seconds


@contextmanager
def running(
    folder: Path, *arguments: str, **variables: str
) -> Iterator[tuple[subprocess.Popen[str], Page]]:
    """Run the command in *folder* until the end, with a page that has its key."""
    process = subprocess.Popen(
        [sys.executable, "-m", "drafter", "web", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={
            **{name: each for name, each in os.environ.items() if "DISPLAY" not in name},
            **CLOCK, **PLAIN, "PYTHONPATH": str(ROOT), "HOME": str(folder), **variables,
        },
    )  # fmt: skip
    try:
        stream = process.stdout if "--no-browser" in arguments else process.stderr
        assert stream
        line = stream.readline()
        address = next((word for word in line.split() if word.startswith("http:")), "")
        port, _, key = address.removeprefix("http://127.0.0.1:").partition("/?key=")
        yield process, Page(port=int(port), key=key)
    finally:
        process.kill()
        process.communicate()


def test_the_address_is_all_there_is_on_standard_output(tmp_path: Path) -> None:
    with running(tmp_path, "--no-browser") as (process, page):
        assert page.get(f"/?key={page.key}", Cookie=None).status == 303
        assert len(page.key) >= 32
        process.send_signal(signal.SIGTERM)
        out, told = process.communicate(timeout=PATIENCE)
        assert out == ""  # after the address
        assert "Ctrl-C stops it" in told and "http" not in told
    assert not (tmp_path / "drafts").exists()


def test_each_run_has_a_secret_of_its_own(tmp_path: Path) -> None:
    with (
        running(tmp_path, "--no-browser") as (_, one),
        running(tmp_path, "--no-browser") as (_, two),
    ):
        assert one.key != two.key and one.port != two.port
        assert Page(port=one.port, key=two.key).post("start", {}).status == 403


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_it_ends_well_when_it_is_told_to(tmp_path: Path, name: str) -> None:
    with running(tmp_path, "--no-browser") as (process, page):
        known = page.say("thank-you", "", role="nurse")["interview"]
        process.send_signal(getattr(signal, name))
        _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert "Stopped. What you wrote is in drafts/." in told and "Traceback" not in told
    assert (tmp_path / "drafts" / known / "interview.toml").is_file()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_a_server_that_is_killed_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    with running(tmp_path, "--no-browser") as (process, page):
        known = ""
        for name, typed in {"role": "nurse", "enjoyed": "the walk", "people": "Dr. Lee?"}.items():
            known = page.say("thank-you", known, **{name: typed})["interview"]
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)
    after = Desk(SHELF, tmp_path / "drafts", lambda: TODAY)
    reply = after.answer("open", {"kind": "thank-you", "interview": known})
    fields = {each["name"]: each["typed"] for each in reply["questions"]}
    assert (fields["role"], fields["enjoyed"], fields["people"]) == (
        "nurse",
        "the walk",
        "Dr. Lee?",
    )


def test_a_page_that_is_still_open_finds_the_program_that_was_started_again(tmp_path: Path) -> None:
    with running(tmp_path, "--no-browser") as (process, one):
        known = one.say("thank-you", "", role="nurse")["interview"]
        process.kill()
    with running(tmp_path, "--no-browser") as (_, two):
        assert two.port == one.port
        change = {"kind": "thank-you", "interview": known, "changes": []}
        assert one.post("say", change).status == 403  # until the new address was opened
        assert two.say("thank-you", known, enjoyed="the walk")["interview"] == known


def test_two_folders_have_ports_of_their_own(tmp_path: Path) -> None:
    ports = [usual_port(tmp_path / str(number)) for number in range(20)]
    assert len(set(ports)) > 15 and min(ports) >= 49_152 and max(ports) < 65_536
    assert ports[0] == usual_port(tmp_path / "1" / ".." / "0")


def test_a_port_that_is_taken_is_told_kindly(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = desk.drafter("web", "--no-browser", "--port", str(port), cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"Error: --port {port}: ")
    assert "Choose another number" in ran.stderr and "Traceback" not in ran.stderr


def test_a_port_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    assert desk.drafter("web", "--port", "70000", cwd=tmp_path).returncode == 2


def test_the_port_that_was_asked_for_is_used_at_once_again(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for _ in range(2):
        with running(tmp_path, "--no-browser", "--port", str(port)) as (_, page):
            assert page.port == port
            assert page.post("start", {}).status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="the system's own opener is pretended")
def test_the_browser_is_led_in_by_a_file_that_its_owner_alone_can_read(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    program = tmp_path / "bin" / "xdg-open"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" > {opened}\n', encoding="utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    with running(tmp_path, PATH=path, DISPLAY=":7") as (process, page):
        opener = tmp_path / "drafts" / web.OPENER
        _wait_for(opened)
        assert opened.read_text(encoding="utf-8").strip() == opener.as_uri()
        assert stat.S_IMODE(opener.stat().st_mode) == 0o600
        assert f"url=http://127.0.0.1:{page.port}/?key={page.key}" in opener.read_text("utf-8")
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=PATIENCE)
        assert out == ""
    assert not opener.exists()


def test_where_no_browser_opens_the_address_is_told(tmp_path: Path) -> None:
    with running(tmp_path, PATH=str(tmp_path)) as (process, page):
        assert page.post("start", {}).status == 200
        assert process.stderr and "Ctrl-C" in process.stderr.readline()
        assert "Nothing here could open a browser" in process.stderr.readline()


def test_the_readers_own_letters_are_there(tmp_path: Path) -> None:
    own = tmp_path / "config" / "drafter" / "templates" / "mine"
    own.mkdir(parents=True)
    (own / "kind.toml").write_text('title = "Mine"\nsummary = "My own."\n', encoding="utf-8")
    (own / "body.html").write_text("<p>Hello.</p>", encoding="utf-8")
    (own / "subject.txt").write_text("Hello", encoding="utf-8")
    (own / "example.toml").write_text('company = "Acme"\nme = "A. Lee"\n', encoding="utf-8")
    config = str(tmp_path / "config")
    with running(tmp_path, "--no-browser", XDG_CONFIG_HOME=config) as (_, page):
        assert "mine" in {each["name"] for each in page.ask("start")["letters"]}
        reply = page.ask("open", kind="mine", interview="")
        assert "Hello." in reply["drafts"][0]["text"]


def test_a_letter_begun_in_the_browser_is_finished_at_the_command_line(tmp_path: Path) -> None:
    with running(tmp_path, "--no-browser") as (_, page):
        known = page.say("thank-you", "", role="nurse", company="Northgate", me="A. Lee")
        assert question(known, "role")["value"] == "nurse"
    ran = desk.drafter(
        "thank-you", f"drafts/{known['interview']}", "--no-input", "--print",
        "--people", "Dr. Lee", "--enjoyed", "the walk through the ward", cwd=tmp_path,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "nurse" in ran.stdout and "A. Lee" in ran.stdout


def _wait_for(file: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not (file.exists() and file.read_text("utf-8")):
        assert time.monotonic() < until, f"{file} does not come"
        time.sleep(0.05)
