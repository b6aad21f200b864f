"""The least that many letters can cost: a bare loop of jinja2, html2text and two files for each.

A row with several people makes a letter for each of them, as it does in drafter.
"""

import csv
import sys
from pathlib import Path

import html2text
import jinja2

rows, template, out = map(Path, sys.argv[1:4])
page = jinja2.Template(template.read_text(encoding="utf-8"), autoescape=True)
with rows.open(encoding="utf-8", newline="") as file:
    for number, row in enumerate(csv.DictReader(file), 1):
        for place, people in enumerate(row["people"].split("; ")):
            letter = page.render(row | {"people": people})
            text = html2text.html2text(letter)
            (out / f"{number}-{place}.txt").write_text(text, encoding="utf-8")
            (out / f"{number}-{place}.html").write_text(letter, encoding="utf-8")
