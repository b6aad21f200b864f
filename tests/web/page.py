"""A page as the server sees one: what a browser would send, and what it must not."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from drafter.web.desk import Desk
from drafter.web.server import Server, bound
from tests.desk import SHELF, TODAY

KEY = "the-key-of-the-tests"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: the *status*, the *headers*, and the *body* as it is."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the server at *port*, which has its *key*."""

    port: int
    key: str = KEY

    @property
    def cookie(self) -> str:
        return f"drafter-{self.port}={self.key}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def send(
        self, method: str, path: str, body: bytes | None = None, **headers: str | None
    ) -> Answer:
        """Return the answer to a request as the page would make it; None leaves a header out."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        told = {"Host": self.host, "Cookie": self.cookie}
        if method == "POST":
            told |= {"Origin": f"http://{self.host}", "Content-Type": "application/json"}
        told |= named  # type: ignore[arg-type]
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in told.items():
                if value is not None:
                    connection.putheader(name, value)
            if body is not None and "Content-Length" not in told:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders()
            with suppress(OSError):  # it was refused before it was read, and the answer is there
                connection.send(body or b"")
            answer = connection.getresponse()
            return Answer(status=answer.status, headers=answer.headers, body=answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str | None) -> Answer:
        return self.send("GET", path, None, **headers)

    def post(self, what: str, message: object, **headers: str | None) -> Answer:
        return self.send("POST", f"/api/{what}", json.dumps(message).encode(), **headers)

    def ask(self, what: str, **message: object) -> dict[str, Any]:
        """Return what the page is told, when all is well."""
        answer = self.post(what, message)
        assert answer.status == 200, answer.text
        return answer.json  # type: ignore[no-any-return]

    def say(self, kind: str, known: str, **answers: str) -> dict[str, Any]:
        """Return the letter after *answers* were typed into it."""
        changes = [{"answer": name, "typed": typed} for name, typed in answers.items()]
        return self.ask("say", kind=kind, interview=known, changes=changes)


@contextmanager
def served(drafts: Path) -> Iterator[tuple[Page, Server]]:
    """Serve the letters kept in *drafts*, on the day of the tests, until the end."""
    server = Server(Desk(SHELF, drafts, lambda: TODAY), bound(0), KEY)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Page(port=server.port), server
    finally:
        server.over.set()
        thread.join(20)


def question(reply: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return what *reply* says of the question called *name*."""
    return next(each for each in reply["questions"] if each["name"] == name)
