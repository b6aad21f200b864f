"""Measure how long the server takes from an answer to the letter, for a page in the browser.

    python tests/bench/web.py

It prints the median of 200 answers in the middle of a thank-you note, and the slowest but ten.
"""

from __future__ import annotations

import http.client
import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.web.page import Page, served

TARGET, MANY = 50, 200  # milliseconds, answers
TOLD = {
    "role": "staff nurse", "company": "Northgate General", "people": "Dr. Adeyemi",
    "met_on": "2026-11-17", "me": "Aoife O'Brien-Smith",
}  # fmt: skip


def say(connection: http.client.HTTPConnection, page: Page, known: str, **typed: str) -> Any:
    """Return the letter after one answer, over a connection that stays open as a browser's does."""
    changes = [{"answer": name, "typed": text} for name, text in typed.items()]
    message = {"kind": "thank-you", "interview": known, "changes": changes}
    headers = {
        "Cookie": page.cookie,
        "Origin": f"http://{page.host}",
        "Content-Type": "application/json",
    }
    connection.request("POST", "/api/say", json.dumps(message), headers)
    return json.loads(connection.getresponse().read())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "drafts") as (page, _):
        connection = http.client.HTTPConnection("127.0.0.1", page.port)
        known = say(connection, page, "", **TOLD)["interview"]
        taken = []
        for number in range(MANY):
            begun = time.perf_counter()
            say(connection, page, known, enjoyed=f"hearing how the ward runs handover {number}")
            taken.append((time.perf_counter() - begun) * 1000)
        connection.close()
    half, slow = median(taken), sorted(taken)[-10]
    print(f"{half:.1f} ms from an answer to the letter, {slow:.1f} at worst; at most {TARGET}")
    sys.exit(half > TARGET)


if __name__ == "__main__":
    main()
