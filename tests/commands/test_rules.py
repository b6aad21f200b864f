"""The rules in words: every one can be read, with its reason, by people and by programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from drafter.keeping.page import SEVERITIES
from drafter.review.reading import rules
from tests.desk import ROOT, drafter

NUMBER = re.compile(r"\bR\d\d\b").findall


def folded(text: str) -> str:
    return " ".join(text.split())


def test_every_rule_is_printed_in_the_order_of_the_numbers(tmp_path: Path) -> None:
    listed = drafter("rules", cwd=tmp_path).stdout
    heads = [line for line in listed.splitlines() if line[:1] == "R"]
    assert [head.split()[0] for head in heads] == [rule.id for rule in rules()]
    for rule, head in zip(rules(), heads, strict=True):
        assert SEVERITIES[rule.severity] in head
        assert folded(rule.text) in folded(listed)
    assert max(map(len, listed.splitlines())) <= 80


def test_programs_get_every_rule_as_json(tmp_path: Path) -> None:
    table = json.loads(drafter("rules", "--json", cwd=tmp_path).stdout)
    assert table == [
        {
            "rule": rule.id,
            "severity": rule.severity,
            "kinds": sorted(rule.kinds),
            "text": rule.text,
        }
        for rule in rules()
    ]


@pytest.mark.parametrize("number", ["R24", "r24"])
def test_one_rule_is_printed_by_its_number(number: str, tmp_path: Path) -> None:
    shown = drafter("rules", number, cwd=tmp_path).stdout
    assert shown.startswith("R24  Worth a look, in apology\n     There is one apology in it")
    assert "R25" not in shown
    (row,) = json.loads(drafter("rules", number, "--json", cwd=tmp_path).stdout)
    assert (row["rule"], row["kinds"]) == ("R24", ["apology"])


def test_a_number_without_a_rule_is_wrong_usage(tmp_path: Path) -> None:
    done = drafter("rules", "R240", cwd=tmp_path)
    assert done.returncode == 2
    assert "no rule called 'R240'" in done.stderr and "drafter rules" in done.stderr
    assert done.stdout == ""


def test_a_rule_that_another_one_or_the_readme_names_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = {
        number for text in (readme, *(rule.text for rule in rules())) for number in NUMBER(text)
    }
    assert {"R07", "R24"} <= named <= {rule.id for rule in rules()} | {"R90"}  # one to be written
