"""Serves the page on which letters are filled in a browser, on this machine only."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from pathlib import Path

import click

from drafter.commands import usage
from drafter.terminal.talk import print_out, tell

OPENER = "open-in-browser.html"  # for as long as it is served
_OPENER = (
    '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>drafter</title>\n'
    '<meta name="referrer" content="no-referrer">\n'
    '<meta http-equiv="refresh" content="0; url={address}">\n'
    '<p><a href="{address}">Go on to your letters</a></p>\n'
)


@click.command("web")
@click.option("--no-browser", is_flag=True, help="Open nothing: print the address.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="Which port.  [a free one]",
)
@click.option("--stay", is_flag=True, help="Go on when the last page has been closed.")
def command(no_browser: bool, port: int, stay: bool) -> None:
    """Fill letters in a browser, served on this machine only."""
    from secrets import token_urlsafe

    from drafter.commands.letter import DRAFTS
    from drafter.terminal.console import stops_on_signals
    from drafter.web.desk import Desk
    from drafter.web.server import Server, bound, usual_port

    desk = Desk(usage.library(), DRAFTS, usage.day, style=usage.style())
    server = Server(desk, bound(port, usual=usual_port(DRAFTS)), token_urlsafe(32))
    # To stop a page that is served is how one ends it: nothing is left undone, and the status is 0.
    why = "\nStopped."
    try:
        with stops_on_signals(), suppress(KeyboardInterrupt):
            _lead_in(server.address, DRAFTS, opens=not no_browser)
            server.run(stays=stay)
            why = "The last page was closed, so this has stopped too."
    finally:
        with suppress(OSError):
            (DRAFTS / OPENER).unlink()
    with suppress(OSError):  # the terminal may be gone
        tell(f"{why} What you wrote is in {DRAFTS}/.")


def _lead_in(address: str, folder: Path, *, opens: bool) -> None:
    """Tell the *address*, and open a browser there if it *opens*."""
    if not opens:
        print_out(address)
        sys.stdout.flush()
    where = f"for you alone at {address}" if opens else "on this machine only"
    tell(f"Your letters are served {where}", f"Ctrl-C stops it; everything is kept in {folder}/.")
    if opens:
        opener = _write_opener(folder, address)
        threading.Thread(target=_open, args=(opener,), daemon=True).start()


def _write_opener(folder: Path, address: str) -> Path:
    """Write a file that leads to *address*, and return where it is.

    A program that is told an address shows it to everybody on the machine, in the list of what
    runs; a file that its owner alone can read does not.
    """
    from drafter.keeping import files

    files.make_folder(folder)
    files.write_whole(folder / OPENER, _OPENER.format(address=address).encode(), private=True)
    return folder / OPENER


def _open(opener: Path) -> None:
    from drafter.terminal import clipboard

    if not clipboard.open_address(opener.resolve().as_uri()):
        tell("Nothing here could open a browser. Open that address in one yourself.")
