"""Neighbours of drafter that fill templates too, and the commands in which they do its work."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

# Each peer with its program, and what it is called with for one letter, for many, and for --help.
# {work} is the folder of its templates, {out} a new one, {table} the rows of many letters.
PEERS = {
    "mailmerge": (
        "mailmerge",
        "--template {work}/mail.txt --database {work}/one.csv --config {work}/server.conf "
        "--no-limit --dry-run --output-format text",
        "--template {work}/mail.txt --database {table} --config {work}/server.conf "
        "--no-limit --dry-run --output-format text",
    ),
    "cookiecutter": ("cookiecutter", "{work}/cookie --no-input -o {out}", ""),
    "copier": ("copier", "copy --defaults --quiet {work}/copier {out}", ""),
    "jinja2-cli": ("jinja2", "{work}/letter.txt {work}/one.json -o {out}/letter.txt", ""),
}
BLANKS = ("role", "people", "meeting", "met_on", "enjoyed", "mentioned", "work", "me", "contact")
LETTER = """\
Dear {{ people }},

Thank you for {{ meeting }} on {{ met_on }} about the {{ role }} role. I enjoyed {{ enjoyed }}.

You mentioned that {{ mentioned }}. {{ work }}

Sincerely,
{{ me }}
{{ contact }}
"""
HEADERS = "TO: grace@example.org\nSUBJECT: {{ role }} interview\nFROM: me@example.org\n\n"
SERVER = "[smtp_server]\nhost = localhost\nport = 25\nsecurity = Never\nratelimit = 0\n"


def install(folder: Path) -> Iterator[str]:
    """Install each peer into *folder*, in an environment of its own; yield those that are there."""
    for name, (program, *_) in PEERS.items():
        if not (folder / name / "bin" / program).exists():
            subprocess.run([sys.executable, "-m", "venv", str(folder / name)], check=True)
            pip = [str(folder / name / "bin/python"), "-m", "pip", "install", "--quiet", name]
            if subprocess.run(pip, stderr=subprocess.DEVNULL, check=False).returncode:
                print(f"{name} cannot be installed here, so it is left out.", file=sys.stderr)
                continue
        yield name


def write_templates(work: Path, answers: Mapping[str, object]) -> None:
    """Write into *work* what the peers need to write a letter of the same *answers*."""
    given = {name: str(answers.get(name) or name) for name in BLANKS}
    rows = io.StringIO()
    csv.writer(rows).writerows([given, given.values()])
    for_cookies = LETTER.replace("{{ ", "{{ cookiecutter.")
    questions = {name: {"type": "str", "default": value} for name, value in given.items()}
    files = {
        "mail.txt": HEADERS + LETTER,
        "server.conf": SERVER,
        "one.csv": rows.getvalue(),
        "one.json": json.dumps(given),
        "letter.txt": LETTER,
        "cookie/cookiecutter.json": json.dumps({"folder": "letter", **given}),
        "cookie/{{ cookiecutter.folder }}/letter.txt": for_cookies,
        "copier/copier.yml": json.dumps(questions),  # JSON is YAML
        "copier/letter.txt.jinja": LETTER,
    }
    for name, content in files.items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text(content, encoding="utf-8")


def command(folder: Path, name: str, given: str, **places: object) -> list[str]:
    """Return the command of the peer called *name*, *given* this with the *places* in it."""
    words = [word.format(**places) for word in given.split()]
    return [str(folder / name / "bin" / PEERS[name][0]), *words]
