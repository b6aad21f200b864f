"""Serves the page to the browser of the person who started it, and to nobody else.

Anybody on the machine, and any page in the browser, can reach a port of this machine. So there is
a secret in the address that is opened, which becomes a cookie; and whatever another page could
have sent is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import socket
import sys
import threading
import traceback
from contextlib import suppress
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from drafter.errors import DrafterError, FileError
from drafter.web.desk import ASKED, Desk, Edited

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from flask import Flask, Response

USUAL = range(61_000, 65_500)  # ports that hardly any other program takes by itself
LARGEST = 2**20  # bytes of a message
MOST_WAITING = 1024  # connections
TICK = 1.0  # seconds
CLOSED = 90  # seconds after a page was closed, if no other has been heard of since
FORGOTTEN = 3600  # seconds without a word; a browser lets a page in the background sleep

# Nothing is loaded from elsewhere, and no page of anybody else holds, opens or reads this one.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Not the machine's own table: Windows often has text/plain for a script, which then does not run.
TYPES = {
    "css": "text/css; charset=utf-8",
    "eml": "message/rfc822",
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "ics": "text/calendar; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}
_PAGE = '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>drafter</title>\n'
_NOT_YOURS = (
    f"{_PAGE}<h1>This page is somebody’s own</h1>\n<p>If it is yours, open the address that "
    "<code>drafter web</code> told when it started, or start it once more.</p>\n"
)
# A browser keeps the cookie back where a link on another page, or in a file, leads here. Asked once
# more from here, it sends it.
_ONCE_MORE = (
    f'{_PAGE}<meta http-equiv="refresh" content="0; url=/">\n'
    '<p><a href="/">Go on to your letters</a></p>\n'
)
_NO_ENTRY = (
    "The program does not know this page any more. Open the address that drafter web told when it "
    "started; what you wrote is kept."
)
_BUG = "Something went wrong in drafter itself. What you wrote before this is kept."


class Server:
    """The page and its *desk*, served on the bound *sockets* to whoever knows the *key*."""

    def __init__(self, desk: Desk, sockets: list[socket.socket], key: str) -> None:
        self.desk, self.sockets, self.key = desk, sockets, key
        self.port: int = sockets[0].getsockname()[1]
        self.cookie = f"drafter-{self.port}"  # a cookie is sent to every port of its host
        self.over = threading.Event()
        self._files = dict(_found(resources.files("drafter.web") / "static"))
        self._one_at_a_time = threading.Lock()
        self._silent, self._patience = 0.0, float(FORGOTTEN)

    @property
    def address(self) -> str:
        """Return the address that lets a browser in."""
        return f"http://127.0.0.1:{self.port}/?key={self.key}"

    def run(self, *, stays: bool = False) -> None:
        """Serve until no page is open any more, or with *stays* until `over` is set."""
        import logging

        import waitress

        # That some requests wait for others is nothing that a person must hear of.
        logging.getLogger("waitress").setLevel(logging.ERROR)
        server = waitress.create_server(
            self.app(),
            sockets=self.sockets,
            threads=8,
            backlog=MOST_WAITING,
            connection_limit=MOST_WAITING,
            asyncore_use_poll=True,
            max_request_body_size=LARGEST + 1,
            ident=None,
        )
        threading.Thread(target=server.run, daemon=True).start()
        threading.Thread(target=self._warm, daemon=True).start()
        try:
            while not self.over.wait(TICK):
                # Counted, and not read from a clock, which may go on while the machine sleeps.
                self._silent += TICK
                if self._silent > self._patience and not stays:
                    break
        finally:
            self._one_at_a_time.acquire(timeout=10)  # what has begun is ended, and nothing begins
            for each in self.sockets:
                each.close()

    def _warm(self) -> None:
        """Make a first letter ready, while the person still looks at the list of them."""
        with self._one_at_a_time, suppress(DrafterError):
            first = self.desk.answer("start", {})["letters"][0]
            self.desk.answer("open", {"kind": first["name"]})

    def app(self) -> Flask:
        """Return what answers each request."""
        import flask
        from werkzeug.exceptions import HTTPException

        app = flask.Flask("drafter", static_folder=None)
        app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
        app.before_request(self._let_in)
        app.after_request(_sealed)
        app.register_error_handler(DrafterError, _to_mend)
        app.register_error_handler(HTTPException, _refused)
        app.register_error_handler(Exception, _broken)
        app.add_url_rule("/", "page", self._page)
        app.add_url_rule("/static/<path:name>", "static", self._static)
        app.add_url_rule("/api/file", "file", self._file)
        app.add_url_rule("/api/alive", "alive", self._alive, methods=["POST"])
        app.add_url_rule("/api/bye", "bye", self._bye, methods=["POST"])
        app.add_url_rule("/api/<what>", "api", self._api, methods=["POST"])
        return app

    # --- who is let in ------------------------------------------------------------------------

    def _let_in(self) -> Response | None:
        """Return what whoever is not let in is told, None for the page and its person."""
        from flask import request

        # A page elsewhere can give its own name the address of this machine, but not change what
        # the browser says it asked for.
        port = "" if self.port == 80 else f":{self.port}"  # which a browser leaves out
        hosts = {f"{name}{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        host = request.headers.get("Host", "")
        if host not in hosts:
            return _problems(403, f"{host!r} is no name of this page.")
        if request.endpoint in ("page", "static"):
            return None  # there is nothing to keep in the static files; the page looks for itself
        site = request.headers.get("Sec-Fetch-Site")
        origin = request.headers.get("Origin")
        is_ours = site == "same-origin" or (site in (None, "none") and request.method == "GET")
        if origin is not None:
            is_ours = origin == f"http://{host}" and site in (None, "same-origin")
        if not is_ours or not self._knows(request.cookies.get(self.cookie, "")):
            return _problems(403, _NO_ENTRY)
        self._heard()
        return None

    def _knows(self, key: str) -> bool:
        return hmac.compare_digest(key.encode("utf-8", "replace"), self.key.encode())

    def _heard(self, patience: float = FORGOTTEN) -> None:
        self._silent, self._patience = 0.0, patience

    # --- what is answered ---------------------------------------------------------------------

    def _page(self) -> Response:
        from flask import Response, redirect, request

        if "key" in request.args and self._knows(request.args["key"]):
            answer: Response = redirect("/", 303)  # type: ignore[assignment]
            answer.set_cookie(self.cookie, self.key, httponly=True, samesite="Strict", path="/")
            return answer
        if self._knows(request.cookies.get(self.cookie, "")):
            self._heard()
            return self._static("index.html")
        if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
            return Response(_ONCE_MORE, 200, content_type=TYPES["html"])
        return Response(_NOT_YOURS, 403, content_type=TYPES["html"])

    def _static(self, name: str) -> Response:
        from flask import Response

        if name not in self._files:  # only what is there has a name, so that no name leads out
            return _problems(404, "There is no such file.")
        suffix = name.rpartition(".")[2]
        kind = TYPES.get(suffix, "application/octet-stream")
        return Response(self._files[name].read_bytes(), content_type=kind)

    def _api(self, what: str) -> Response:
        if what not in ASKED:
            return _problems(404, "There is no such thing to ask for.")
        message = _message()
        with self._one_at_a_time:
            reply = self.desk.answer(what, message)
        return _json(200, reply)

    def _file(self) -> Response:
        from flask import Response, request

        given = {name: request.args.get(name, "") for name in ("kind", "interview", "format", "on")}
        place = request.args.get("place", 0, type=int)
        with self._one_at_a_time:
            name, content = self.desk.file(
                given["kind"], given["interview"], place, given["format"], given["on"]
            )
        kind = TYPES[given["format"]]
        answer = Response(content, content_type=kind)
        # RFC 6266: the name as it is, for the browsers of today.
        answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
        return answer

    def _alive(self) -> Response:
        return _json(200, {})

    def _bye(self) -> Response:
        self._heard(CLOSED)
        return _json(200, {})


def usual_port(folder: Path) -> int:
    """Return the port of the letters in *folder*, the same each time.

    To a browser another port is another place: a page that is still open when the program has been
    started again, and what is kept in it, find it again only there.
    """
    digest = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).digest()
    return USUAL[int.from_bytes(digest[:4]) % len(USUAL)]


def bound(port: int, *, usual: int = 0) -> list[socket.socket]:
    """Return sockets that listen on *port* of this machine alone.

    With 0 it is the *usual* one, or any other where that is not free. The second socket is that of
    IPv6, where there is one.

    Raises:
        FileError: If the port is taken.
    """
    if not port and usual:
        with suppress(OSError):
            return _pair(usual)
    try:
        return _pair(port)
    except OSError as error:
        raise FileError(
            f"--port {port}: this cannot be used: {error.strerror or error}. Perhaps drafter web "
            "runs already. Choose another number, or leave --port out: then a free one is taken."
        ) from error


def _pair(port: int) -> list[socket.socket]:
    first = _bound(socket.AF_INET, "127.0.0.1", port)
    sockets = [first]
    with suppress(OSError):  # there need not be one
        sockets.append(_bound(socket.AF_INET6, "::1", first.getsockname()[1]))
    return sockets


def _bound(family: int, host: str, port: int) -> socket.socket:
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # where it does not mean that others may take the port as well
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            found.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        found.bind((host, port))
        found.listen(MOST_WAITING)  # so that a browser that is quicker than we are waits
    except OSError:
        found.close()
        raise
    return found


def _found(folder: Traversable, above: str = "") -> list[tuple[str, Traversable]]:
    """Return the files in *folder* and below it, each with its name as the page has it."""
    if not folder.is_dir():
        return []
    found = []
    for each in folder.iterdir():
        name = f"{above}{each.name}"
        found += _found(each, f"{name}/") if each.is_dir() else [(name, each)]
    return found


def _message() -> dict[str, Any]:
    """Return the message that was sent.

    Raises:
        HTTPException: If it is none.
    """
    from flask import abort, request

    if request.mimetype != "application/json":
        abort(415, "A message is JSON: send it as application/json.")
    try:
        message = json.loads(request.get_data())
    except (ValueError, RecursionError):
        abort(400, "This message is not JSON.")
    if not isinstance(message, dict):
        abort(400, "A message is a JSON object.")
    return message


# --- answers ------------------------------------------------------------------------------------


def _json(status: int, table: Any) -> Response:
    from flask import Response

    text = json.dumps(table, ensure_ascii=False)
    return Response(text, status, content_type=TYPES["json"])


def _problems(status: int, *problems: str, **more: Any) -> Response:
    return _json(status, {"problems": list(problems), **more})


def _to_mend(error: DrafterError) -> Response:
    if isinstance(error, Edited):
        return _problems(409, *error.problems, edited=True)
    return _problems(400, *error.problems)


def _refused(error: Any) -> Response:
    return _problems(error.code or 500, error.description or "This cannot be answered.")


def _broken(error: Exception) -> Response:
    traceback.print_exception(error, file=sys.stderr)
    return _problems(500, _BUG)


def _sealed(answer: Response) -> Response:
    answer.headers.update(HEADERS)
    return answer
