"""What a page shows around a letter: those there are, which to write, those that are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from drafter.errors import TemplateError
from drafter.keeping import index
from drafter.keeping.interview import Interview
from drafter.letters.library import Library
from drafter.planning import timing, which
from drafter.planning.timing import Due

Json = dict[str, Any]


def letters(library: Library) -> tuple[list[Json], list[str]]:
    """Return the letters there are, and a warning for each folder that must be mended."""
    found: list[tuple[int, str, Json]] = []
    warnings: list[str] = []
    for name in library.names():
        try:
            kind, rank = library.kind(name), library.outline(name).rank
        except (TemplateError, ValueError, TypeError) as error:
            warnings.append(f"{name} is left out. {error}")
            continue
        row = {"name": name, "title": kind.title, "summary": kind.summary, "letter": kind.letter}
        found.append((rank, name, row))
    return [row for _, _, row in sorted(found, key=lambda each: each[:2])], warnings


def way_to_a_letter(library: Library, chosen: Mapping[str, str]) -> Json:
    """Return the questions that lead to a letter, and the one that the *chosen* answers lead to."""
    route = which.propose(library, chosen)
    return {
        "turns": [
            {
                "name": turn.name,
                "ask": turn.ask,
                "choices": list(turn.choices),
                "needless": which.needless(turn, chosen),
            }
            for turn in which.turns(library)
        ],
        "proposed": {
            "letter": route.letter,
            "why": route.why,
            "against": route.against,
            "besides": list(route.besides),
        },
    }


def interview_row(known: Interview, today: date) -> Json:
    """Return what a list of interviews shows of one: its letters, and what is due."""
    sent = known.all_sent()
    due = timing.next_letter(known.told, known.drafted, sent, today, letters=known.letters)
    met_on = known.facts.get("met_on")
    return {
        "id": known.folder.name,
        "title": known.title,
        "met_on": met_on.isoformat() if isinstance(met_on, date) else str(met_on or ""),
        "asking": known.asking,
        "letters": [
            {
                "kind": kind,
                "title": each.title,
                "to": each.whom,
                "stem": each.stem,
                "drafted": known.drafted[kind].isoformat() if kind in known.drafted else "",
                "sent": day.isoformat() if (day := known.sent_on(kind, each.stem)) else "",
            }
            for kind, some in known.saved.items()
            for each in some
        ],
        "due": _due_row(due, known) if due else None,
    }


def _due_row(due: Due, known: Interview) -> Json:
    return {
        "kind": due.kind,
        "from": due.start.isoformat(),
        "until": due.until.isoformat() if due.until else "",
        "why": due.why,
        "drafted": due.kind in known.drafted and due.kind not in known.all_sent(),
    }


def copies(library: Library, known: Interview, today: date) -> list[Json]:
    """Return the letters of an interview with the words of their files, to copy from."""
    shown, _ = index.entries(library, known, today)
    return [
        asdict(entry)
        | {
            "kind": kind,
            "to": list(entry.to),
            "findings": [{"severity": each, "message": words} for each, words in entry.findings],
        }
        for kind, entry in shown
    ]
