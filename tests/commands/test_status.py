"""After a letter: what is due, and what went out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.desk import TODAY, drafter

GIVEN = ("--role", "staff nurse", "--company", "Northgate", "--me", "Aoife O'Brien-Smith")

pytestmark = pytest.mark.any_day


def test_status_tells_what_is_due_soonest_first_and_sent_is_noted(tmp_path: Path) -> None:
    day = TODAY.isoformat()
    drafter("thank-you", *GIVEN, "--met-on", "2026-11-20", "--today", day, cwd=tmp_path)
    later = ("--role", "cook", "--company", "Zeta", "--me", "A B", "--met-on", "2026-11-19")
    drafter("check-in", *later, "--decide-by", "2026-12-15", "--today", day, cwd=tmp_path)
    status = drafter("status", "--today", day, cwd=tmp_path).stdout
    assert status.index("Northgate, staff nurse") < status.index("Zeta, cook")
    assert "thank-you: drafted 2026-11-22, not marked as sent" in status
    sent = drafter("sent", "thank-you", "--today", day, cwd=tmp_path)
    assert sent.returncode == 0
    assert "went out on 2026-11-22" in sent.stderr
    status = drafter("status", "--today", day, cwd=tmp_path).stdout
    assert "thank-you: drafted 2026-11-22, sent 2026-11-22" in status
    assert "drafter check-in drafts/northgate-staff-nurse" in status


def test_nothing_is_ever_marked_as_sent_by_itself(tmp_path: Path) -> None:
    drafter("thank-you", *GIVEN, "--met-on", "2026-11-10", cwd=tmp_path)
    for days in (0, 5, 40):
        day = (TODAY + timedelta(days)).isoformat()
        assert "not marked as sent" in drafter("status", "--today", day, cwd=tmp_path).stdout


def test_sent_says_what_to_do_where_it_cannot_know_the_letter(tmp_path: Path) -> None:
    nothing = drafter("sent", "apology", cwd=tmp_path)
    assert (nothing.returncode, "drafter apology" in nothing.stderr) == (1, True)
    for role in ("cook", "baker"):
        drafter("thank-you", *GIVEN, "--role", role, cwd=tmp_path)
    several = drafter("sent", "thank-you", cwd=tmp_path)
    assert several.returncode == 1
    assert "drafts/northgate-cook" in several.stderr
    assert drafter("sent", "thank-you", "drafts/northgate-cook", cwd=tmp_path).returncode == 0


def test_status_of_nothing_says_how_to_begin(tmp_path: Path) -> None:
    assert "drafter thank-you" in drafter("status", cwd=tmp_path).stdout


def test_status_says_when_it_would_be_too_much(tmp_path: Path) -> None:
    told = (*GIVEN, "--people", "Dr. Lee", "--met-on", "2026-11-17")
    folder, first = "drafts/northgate-staff-nurse", ("--today", "2026-11-17")
    drafter("thank-you", *told, *first, cwd=tmp_path)
    drafter("clarification", folder, "--answer", "I plan.", "--no-input", *first, cwd=tmp_path)
    two = drafter("status", *first, cwd=tmp_path).stdout
    assert "too much" not in two
    assert "The clarification thanks them too, so the thank-you may stay unsent." in two
    drafter("second-interview", folder, "--no-input", *first, cwd=tmp_path)
    three = drafter("status", *first, cwd=tmp_path).stdout
    assert "then, from 2026-11-24: send the second-interview" in three
    for kind in ("thank-you", "clarification"):
        drafter("sent", kind, *first, cwd=tmp_path)
    waits = drafter("status", "--today", "2026-11-19", cwd=tmp_path).stdout
    assert "a third would be too much" in waits
    drafter("apology", folder, "--sorry", "was late", "--no-input", *first, cwd=tmp_path)
    crowd = drafter("status", "--today", "2026-11-19", cwd=tmp_path).stdout
    assert "Thank-you, clarification and apology would all reach the same people" in crowd
