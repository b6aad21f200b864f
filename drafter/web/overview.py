"""What a page shows around a letter: those there are, which to write, those that are written."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from drafter.errors import TemplateError
from drafter.keeping import index, planned
from drafter.keeping.interview import Interview
from drafter.letters.library import Library
from drafter.planning import plan, which
from drafter.planning.plan import Mail
from drafter.planning.timing import Due
from drafter.planning.which import Chosen

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


def way_to_a_letter(
    library: Library, chosen: Chosen, today: date, known: Interview | None = None
) -> Json:
    """Return the questions that lead to a letter, and the plan that the *chosen* answers lead to.

    What is *proposed* is the most important letter of the plan.
    """
    route = plan.main(library, chosen)
    mails = plan.plan(library, chosen, today, planned.known(known) if known else None)
    return {
        "turns": [
            {
                "name": turn.name,
                "ask": turn.ask,
                "choices": list(turn.choices),
                "several": turn.several,
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
        "noted": known_choice(library, known) if known else {},
        "plan": [_mail_row(mail) for mail in mails],
    }


def known_choice(library: Library, known: Interview) -> dict[str, Any]:
    """Return what was chosen for the interview before, else what its debrief noted."""
    return dict(known.chosen or which.noted(library, known.told))


def _mail_row(mail: Mail) -> Json:
    return {
        "letter": mail.letter,
        "to": mail.to,
        "from": mail.start.isoformat(),
        "until": mail.until.isoformat() if mail.until else "",
        "when": mail.when,
        "why": mail.why,
        "follows": mail.follows,
    }


def interview_row(library: Library, known: Interview, today: date) -> Json:
    """Return what a list of interviews shows of one: its letters, and what is due."""
    due = next(iter(planned.dues(library, known, today)), None)
    met_on = known.facts.get("met_on")
    return {
        "id": known.folder.name,
        "title": known.title,
        "met_on": met_on.isoformat() if isinstance(met_on, date) else str(met_on or ""),
        "asking": known.asking,
        "unfinished": _unfinished(known),
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


def _unfinished(known: Interview) -> list[str]:
    """Return the kinds of letter that are begun, or changed since they were saved, newest first.

    That of which no more is known is told among the oldest.
    """
    begun = [kind for kind in known.letters if kind not in known.drafted]
    return list(dict.fromkeys(filter(None, [known.asking, *reversed([*known.again, *begun])])))


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
