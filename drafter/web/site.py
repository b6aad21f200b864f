"""Makes the page into a folder of static files: the same Python runs in the browser."""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import metadata, resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import drafter
from drafter.errors import FileError
from drafter.keeping import files
from drafter.letters.library import library
from drafter.web.desk import Desk

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Json = dict[str, Any]
Made = dict[str, bytes]  # the files of the site by their names

# Nothing is loaded from elsewhere, and nothing can be sent there. See door.js about the blob.
_RULES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self' blob:",
    "connect-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'none'",
    "base-uri": "'none'",
}
POLICY = "; ".join(f"{name} {value}" for name, value in _RULES.items())
HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",  # ask each time whether there is a newer one
}
STDLIB = "python_stdlib.zip"
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", STDLIB)
LOCK = "pyodide-lock.json"  # its list of packages, none of which is needed
HOW_TO_GET_IT = "npm pack pyodide && tar -xzf pyodide-*.tgz: then it is the folder package/."
# What letters are made with; whatever these need comes with them.
ROOTS = ("codespell", "html2text", "jinja2", "pyspellchecker", "python-dateutil", "tomli-w")
# Of these a few files alone, which are read as data.
FEW = {
    "codespell_lib": ("__init__.py", "data/dictionary.txt", "data/dictionary_en-GB_to_en-US.txt"),
    "spellchecker": ("__init__.py", "resources/en.json.gz"),
}
NEEDLESS = ("tzdata",)  # letters have days and no time zones
# What only a terminal or a server needs.
_ELSEWHERE = (
    "commands/",
    "terminal/",
    "web/static/",
    "web/browser/",
    "web/server.py",
    "web/site.py",
)
# What of Python's own library no letter needs: a third of it, most of it for other alphabets,
# networks, processes and debugging.
_UNUSED = re.compile(
    r"encodings/(?!(__init__|aliases|ascii|charmap|cp437|idna|latin_1|punycode|unicode_escape|"
    r"raw_unicode_escape|utf_\w+)\.py)|"
    r"(_pyrepl|http|multiprocessing|sqlite3|unittest|wsgiref|xml|xmlrpc)/|"
    r"(_ast_unparse|_pydatetime|_pyio|bdb|cProfile|configparser|doctest|ftplib|imaplib|mailbox|"
    r"modulefinder|optparse|pdb|pickletools|plistlib|poplib|profile|pstats|pydoc|smtplib|"
    r"socketserver|statistics|tarfile|trace|wave)\.py"
)
_DATA = (".py", ".toml", ".html", ".txt", ".json", ".gz", ".jinja")
_LICENCE = re.compile(r"LICEN[CS]E|COPYING|AUTHORS")
_ON_THE_MACHINE = "Everything stays on this computer."
_IN_THE_BROWSER = "Nothing you write leaves this browser."
_ANY_DAY = date(2026, 1, 1)  # a letter before any answer is the same on each, and so is the site
_MANIFEST = {
    "name": "drafter",
    "short_name": "drafter",
    "description": "Writes the email you owe after a job interview.",
    "lang": "en",
    "start_url": "./",
    "scope": "./",
    "display": "standalone",
    "background_color": "#f4f1ea",
    "theme_color": "#1d6353",
    "icons": [
        {"src": f"static/{name}.svg", "sizes": "any", "type": "image/svg+xml", "purpose": purpose}
        for name, purpose in (("icon", "any"), ("icon-whole", "maskable"))
    ],
}
# What start.js shows at first, which puts the same in its place.
_FIRST = """<p class="lead">You had an interview, and you owe somebody an email. A few short
answers, and it is written. Skip whatever you like.</p>
<noscript><p>This page needs JavaScript, which is turned off here.</p></noscript>
<section aria-labelledby="new">
<h2 id="new">Where to begin</h2>
<div class="pair">
<a class="card" href="#/which"><strong>Help me choose</strong>
<span>A few short questions, and the letter that fits, with the reason.</span></a>
<a class="card" href="#/letter/debrief"><strong>Write it all down first</strong>
<span>Ten minutes after a hard one: what went well first, for nobody’s eyes but yours.</span></a>
</div>
</section>
<section aria-labelledby="letters">
<h2 id="letters">Or take the letter by its name</h2>
<ul class="list">
ROWS
</ul>
</section>
"""


def build(pyodide: Path) -> Made:
    """Return the files of the site, with the Python that is in the folder *pyodide*.

    Raises:
        FileError: If *pyodide* is not the unpacked npm package.
    """
    web = resources.files("drafter.web")
    made = _folder(web / "static", "static/") | _folder(web / "browser", "static/")
    page, foot, offline = (
        made.pop(f"static/{name}").decode() for name in ("index.html", "foot.html", "offline.js")
    )
    python, lock = _python(pyodide)
    parts = _distributions(ROOTS)
    python["drafter.zip"] = _zipped(_program() | _of(parts))
    early = _early()
    made |= {f"python/{name}": each for name, each in python.items()}
    made |= {
        "static/parts.js": _parts(python, lock),
        "static/early.json": _json(early),
        "manifest.json": _json(_MANIFEST),
        "index.html": _page(page, foot, early["start"]["letters"]).encode(),
        "licences.txt": _licences(parts, pyodide).encode(),
    }
    made["offline.js"] = _offline(offline, made).encode()
    made["_headers"] = _headers().encode()
    return made


def write(folder: Path, made: Mapping[str, bytes]) -> None:
    """Write the files that were *made* into *folder*.

    Raises:
        FileError: If they cannot be written, or something else is in the folder.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "offline.js").is_file():
        raise FileError(f"{folder}: there are other files in it. Name a folder of its own.")
    for name, content in made.items():
        files.make_folder((folder / name).parent)
        files.write_whole(folder / name, content)


# --- Python and the program ---------------------------------------------------------------------


def _python(pyodide: Path) -> tuple[Made, Json]:
    """Return the files of Python, and what its list of packages says of itself."""
    lacking = [name for name in (*PYODIDE, LOCK) if not (pyodide / name).is_file()]
    if lacking:
        raise FileError(
            f"--pyodide {pyodide}: there is no {lacking[0]} in it. It is the folder of the npm "
            f"package pyodide, unpacked. To get it: {HOW_TO_GET_IT}"
        )
    python = {name: (pyodide / name).read_bytes() for name in PYODIDE}
    with zipfile.ZipFile(pyodide / STDLIB) as held:
        names = [each for each in held.namelist() if not _UNUSED.match(each)]
        python[STDLIB] = _zipped({name: held.read(name) for name in names})
    return python, json.loads((pyodide / LOCK).read_bytes())["info"]


def _parts(python: Made, lock: Json) -> bytes:
    """Return a script that tells how large Python is, and that no package is loaded besides."""
    sizes = {name: len(each) for name, each in python.items() if not name.endswith(".mjs")}
    told = {"SIZES": sizes, "LOCK": {"info": lock, "packages": {}}}
    return "".join(f"export const {n} = {json.dumps(v)};\n" for n, v in told.items()).encode()


def _program() -> Made:
    """Return drafter itself, with its letters."""
    own = _folder(resources.files(drafter))
    own = {name: each for name, each in own.items() if not name.startswith(_ELSEWHERE)}
    own |= {f"templates/{name}": each for name, each in _folder(library().shipped).items()}
    return {f"drafter/{name}": each for name, each in own.items() if name.endswith(_DATA)}


def _distributions(names: Iterable[str]) -> list[metadata.Distribution]:
    """Return what is installed here under *names*, with whatever that needs."""
    found: dict[str, metadata.Distribution] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop().lower()
        if name in found or name in NEEDLESS:
            continue
        found[name] = metadata.distribution(name)
        # What is needed on some systems only, or for an extra, has a condition after ";".
        always = [each for each in found[name].requires or () if ";" not in each]
        waiting += [re.split(r"[^\w.-]", each)[0] for each in always]
    return [found[name] for name in sorted(found)]


def _of(parts: Iterable[metadata.Distribution]) -> Made:
    """Return the modules of *parts*; what is compiled for this machine has a twin in Python."""
    made = {}
    for part in parts:
        for file in part.files or ():
            name = file.as_posix()
            if name.endswith(_DATA) and ".dist-info/" not in name and _is_used(name):
                made[name] = file.read_binary()
    return made


def _is_used(name: str) -> bool:
    above, _, rest = name.partition("/")
    return above != ".." and (above not in FEW or rest in FEW[above])


def _zipped(made: Mapping[str, bytes]) -> bytes:
    """Return a zip of *made*, the same for the same files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for name in sorted(made):
            about = zipfile.ZipInfo(name)  # of 1980, whenever it is made
            zipped.writestr(about, made[name], zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _folder(folder: Path | Traversable, above: str = "") -> Made:
    """Return the files in *folder* and below it."""
    made: Made = {}
    for each in folder.iterdir():
        if each.is_dir() and each.name != "__pycache__":
            made |= _folder(each, f"{above}{each.name}/")
        elif each.is_file():
            made[f"{above}{each.name}"] = each.read_bytes()
    return made


# --- what is there before Python is -------------------------------------------------------------


def _early() -> Json:
    """Return what the page is told until Python can answer: the letters, each before any answer."""
    with TemporaryDirectory() as empty:
        desk = Desk(library(), Path(empty), lambda: _ANY_DAY)
        start = desk.answer("start", {})
        nothing = {"from": None, "until": None, "why": ""}  # it depends on the day
        opened = {
            each["name"]: desk.answer("open", {"kind": each["name"]}) | {"send": nothing}
            for each in start["letters"]
        }
        return {"start": start, "which": desk.answer("which", {}), "open": opened}


def _page(page: str, foot: str, letters: Iterable[Json]) -> str:
    """Return *page*, which is the server's, with the first screen in it and what is the site's."""
    rows = "\n".join(
        f'<li><a href="#/letter/{each["name"]}">{html.escape(each["title"])}</a>'
        f"<span>{html.escape(each['summary'])}</span></li>"
        for each in letters
        if each["letter"]
    )
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    before = {
        '<meta name="viewport"': policy,
        '<link rel="icon"': '<link rel="manifest" href="manifest.json">\n',
        '<script type="module"': '<link rel="stylesheet" href="static/own.css">\n',
        "</head>": '<script type="module" src="static/own.js"></script>\n',
        '<p id="said"': foot,
    }
    for there, text in before.items():
        page = page.replace(there, text + there, 1)
    above, _, rest = page.partition('<p class="lead">')
    _, _, below = rest.partition("</noscript>\n")
    page = above + _FIRST.replace("ROWS", rows) + below
    return page.replace(_ON_THE_MACHINE, _IN_THE_BROWSER)


def _offline(script: str, made: Made) -> str:
    """Return *script*, which keeps the files that were *made*, with their names and a version."""
    names = ["./", *(name for name in sorted(made) if name != "index.html")]
    digest = hashlib.sha256(b"".join(f"{n} {files.digest(made[n])}".encode() for n in sorted(made)))
    told = {"VERSION": digest.hexdigest()[:16], "FILES": names, "POLICY": POLICY}
    for name, value in told.items():
        script = re.sub(rf"(?m)^const {name} = .*$", f"const {name} = {json.dumps(value)};", script)
    return script


def _headers() -> str:
    """Return HEADERS as page hosts read them from a file of the site (Netlify, Cloudflare)."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())


def _licences(parts: Iterable[metadata.Distribution], pyodide: Path) -> str:
    """Return what the site is made of, and the licence of each part."""
    about = json.loads((pyodide / "package.json").read_bytes())
    rows = [
        f"Pyodide {about['version']}, {about['license']}: {about['homepage']}",
        "Python, in Pyodide, without what letters do not need of its library, "
        "Python Software Foundation License 2: https://docs.python.org/3/license.html",
        "Preact, MIT: static/preact.LICENSE",
        "htm, Apache-2.0: static/htm.LICENSE",
    ]
    texts = [("drafter " + drafter.__version__, _own_licence())]
    for part in parts:
        found = [file for file in part.files or () if _LICENCE.search(file.name)]
        texts.append((f"{part.name} {part.version}", "\n".join(f.read_text() for f in found)))
    rows += [name + ": below" for name, _ in texts]
    return "\n".join([*rows, "", *(f"=== {name}\n\n{text}" for name, text in texts)])


def _own_licence() -> str:
    beside = resources.files(drafter).joinpath("..", "LICENSE")
    if beside.is_file():
        return beside.read_text(encoding="utf-8")
    own = metadata.distribution("interview-drafter").files or ()
    return next((file.read_text() for file in own if file.name == "LICENSE"), "GPL-3.0-or-later")


def _json(table: Any) -> bytes:
    return json.dumps(table, ensure_ascii=False).encode()
