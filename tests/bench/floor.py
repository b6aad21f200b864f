"""The least that one letter can cost: four imports, one template, two files."""

import sys
import tomllib
from pathlib import Path

import click  # noqa: F401
import html2text
import jinja2
from dateutil import parser  # noqa: F401

answers, template, out = map(Path, sys.argv[1:4])
given = tomllib.loads(answers.read_text(encoding="utf-8"))
page = jinja2.Template(template.read_text(encoding="utf-8"), autoescape=True).render(given)
(out / "floor.txt").write_text(html2text.html2text(page), encoding="utf-8")
(out / "floor.html").write_text(page, encoding="utf-8")
