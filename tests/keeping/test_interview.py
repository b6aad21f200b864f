"""One interview, several letters: each stays as it was saved, whatever another one is told."""

from __future__ import annotations

import contextlib
import html
import io
import itertools
import json
import os
import random
import re
import shutil
import time
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from drafter.commands import delivery, main
from drafter.keeping import index, interview
from drafter.letters import rendering
from tests import desk
from tests.desk import NAMES, SHELF, drafter
from tests.keeping.test_faults import fork
from tests.keeping.test_page import Read

KILLS = 40
# Each letter goes to somebody else, about a talk on another day, with another number to call.
NAMED = ["Abe", "Bo", "Cole", "Diaz", "Egan", "Fox", "Gray", "Hahn"]
WHO = {kind: f"Dr. {name}" for kind, name in zip(NAMES, NAMED, strict=True)}
DAY = {kind: f"2026-11-{number:02}" for number, kind in enumerate(NAMES, 9)}
CALL = {kind: f"555 01{number:02}" for number, kind in enumerate(NAMES, 20)}
COMMON = {"role": "staff nurse", "company": "Northgate General", "me": "Aoife O'Brien-Smith"}
TODAY = ("--today", "2026-11-22")
FOLDER = Path("drafts/northgate-general-staff-nurse")


def told_to(kind: str, **more: object) -> dict[str, Any]:
    """Return answers for *kind* of which people, day and number are its own."""
    asked = {question.name for question in SHELF.kind(kind).questions}
    own = {"people": [WHO[kind]], "met_on": DAY[kind], "contact": CALL[kind]}
    given = {**desk.example(SHELF.kind(kind)), **COMMON, **own, **more}
    return {name: value for name, value in given.items() if name in asked or name == "wording"}


def save(folder: Path, kind: str, given: dict[str, Any], *options: str) -> dict[str, Any]:
    """Save a letter in *folder* as the command does, and return the JSON that it prints."""
    file = folder.parent / f"{kind}.toml"
    file.write_text(tomli_w.dumps(given), encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        words = [kind, "--answers", str(file), "--out", str(folder), "--no-input", "--json"]
        main.commands.main([*words, *TODAY, *options], standalone_mode=False)
    return dict(json.loads(printed.getvalue()))


def page_of(folder: Path) -> dict[str, dict[str, str | None]]:
    """Return each letter on the page of *folder* by its id."""
    text = (folder / index.FILE).read_text(encoding="utf-8")
    return {str(each["id"]): each for each in Read(text).all("article")}


def rebuilt(folder: Path) -> dict[str, dict[str, str | None]]:
    """Return the letters on the page as it is made anew."""
    delivery.write_page(SHELF, interview.load(folder), date(2026, 11, 22))
    return page_of(folder)


def files_of(folder: Path) -> dict[str, bytes]:
    letters = (each for each in folder.iterdir() if each.suffix in (".txt", ".html"))
    return {each.name: each.read_bytes() for each in letters if each.name != index.FILE}


def check_letter(folder: Path, page: dict[str, Any], printed: dict[str, Any]) -> None:
    """Hold a letter on the page and in its files against what was printed when it was saved."""
    (draft,) = printed["drafts"]
    kind, article = printed["kind"], page[printed["kind"]]
    assert (folder / f"{kind}.html").read_bytes() == draft["html"].encode()
    text = f"Subject: {draft['subject']}\n\n{draft['text']}"
    assert (folder / f"{kind}.txt").read_bytes() == text.encode()
    assert article["data-text"] == draft["text"].rstrip("\n")
    assert article["data-subject"] == draft["subject"]
    assert f"<body>\n{article['data-html']}\n</body>" in draft["html"]


def test_eight_letters_of_one_interview_each_stay_as_they_were_saved(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    printed: list[dict[str, Any]] = []
    for kind in NAMES:
        printed.append(save(folder, kind, told_to(kind)))
        page = page_of(folder)
        assert list(page) == [each["kind"] for each in printed]
        for each in printed:
            check_letter(folder, page, each)
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", (folder / index.FILE).read_text(encoding="utf-8"))
    assert [html.unescape(re.sub("<[^>]*>", "", each)) for each in heads] == [
        f"{SHELF.kind(kind).title}, to {WHO[kind]}" for kind in NAMES
    ]
    told = tomllib.loads((folder / interview.FILE).read_text(encoding="utf-8"))
    assert set(told["letter"]) == set(NAMES)
    for kind in NAMES:  # and each can be made again from what is kept, with nothing else
        again = desk.gather(SHELF.kind(kind), dict(interview.load(folder).as_saved(
            SHELF.kind(kind)).values))  # fmt: skip
        (draft,) = rendering.drafts(SHELF, SHELF.kind(kind), again.answers, desk.TODAY)
        assert draft.html.encode() == (folder / f"{kind}.html").read_bytes()


def test_the_findings_and_the_days_on_the_page_are_those_of_each_letter(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    printed = [save(folder, kind, told_to(kind)) for kind in NAMES]
    words = Read((folder / index.FILE).read_text(encoding="utf-8")).words
    for each in printed:
        assert html.unescape(each["send"]["why"]) in words
        for finding in each["drafts"][0]["findings"]:
            assert finding["message"] in words


def test_no_kill_changes_a_letter_that_was_saved(tmp_path: Path) -> None:
    """Whatever is killed in the middle of the eighth letter, seven are as they were."""
    whole = tmp_path / "whole"
    *first, last = NAMES
    printed = [save(whole, kind, told_to(kind)) for kind in first]
    known = files_of(whole)
    both = [told_to(last), told_to(last, people=["Ms. Ames"], contact="555 0199")]
    out = tmp_path / "out"
    shutil.copytree(whole, out)
    either = [save(whole, last, given)["drafts"][0]["text"].rstrip("\n") for given in both]
    chance, seen = random.Random(), set()

    def work() -> None:
        for given in itertools.cycle(both):
            save(out, last, given)

    for _ in range(KILLS):
        process = fork(work)
        time.sleep(chance.uniform(0.0, 0.12))
        process.kill()
        process.join()
        there = files_of(out)
        assert {name: there[name] for name in known} == known
        kept = interview.load(out)  # which raises if the file is not whole
        for page in (page_of(out), rebuilt(out)):
            for each in printed:
                check_letter(out, page, each)
            assert last not in page or page[last]["data-text"] in either
        for kind in first:
            assert kept.as_saved(SHELF.kind(kind)).values["contact"] == CALL[kind]
        seen.add(len(there))
    assert len(known) + 2 in seen  # some got as far as the eighth letter


def flat(folder: Path) -> None:
    """Put the answers of *folder* into one table, as the first layout had them."""
    kept = interview.load(folder)
    merged: dict[str, Any] = {**kept.facts}
    for table in kept.letters.values():
        merged |= table
    rest = {"drafted": kept.drafted, "sent": kept.sent, "written": kept.written}
    merged["drafter"] = {name: value for name, value in rest.items() if value}
    (folder / interview.FILE).write_text(tomli_w.dumps(merged), encoding="utf-8")


def test_letters_of_the_first_layout_are_read_shown_and_moved(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    *first, last = NAMES
    printed = [save(folder, kind, told_to(kind)) for kind in first]
    flat(folder)
    before = tomllib.loads((folder / interview.FILE).read_text(encoding="utf-8"))
    page = rebuilt(folder)
    assert list(page) == first
    for each in printed:
        check_letter(folder, page, each)
    printed.append(save(folder, last, told_to(last)))
    page = page_of(folder)
    for each in printed:
        check_letter(folder, page, each)
    after = tomllib.loads((folder / interview.FILE).read_text(encoding="utf-8"))
    assert set(after["letter"]) == set(NAMES)
    assert "sorry" not in after and "sorry" in after["letter"]["apology"]
    found = [after, *after["letter"].values()]
    for name, value in before.items():
        assert name == "drafter" or any(table.get(name) == value for table in found), name
    heads = Read((folder / index.FILE).read_text(encoding="utf-8")).words
    for kind in NAMES:
        assert f"{SHELF.kind(kind).title}, to {WHO[kind]}" in heads


def test_a_letter_of_the_first_layout_goes_on_to_the_people_of_its_files(tmp_path: Path) -> None:
    """The people told last stood in the one table; the files greet those of each letter."""
    folder = tmp_path / "one"
    for kind in ("thank-you", "check-in"):
        save(folder, kind, told_to(kind))
    flat(folder)
    kept = interview.load(folder)
    assert kept.facts["people"] == [{"greeting": WHO["check-in"]}]
    kept.move(SHELF)
    again = kept.source(SHELF.kind("thank-you"))
    assert again.values["people"] == [{"greeting": WHO["thank-you"]}]
    assert not kept.changed("thank-you") or kept.changed("thank-you")[0][0] != "people"


def test_the_facts_are_kept_once_and_a_further_letter_starts_from_them(tmp_path: Path) -> None:
    drafter("thank-you", *flags(people="Dr. Lee", contact="555 0100"), cwd=tmp_path)
    done = drafter("check-in", str(FOLDER), "--people", "Ms. Bo", *TODAY, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = tomllib.loads((tmp_path / FOLDER / interview.FILE).read_text(encoding="utf-8"))
    assert told["people"] == [{"greeting": "Dr. Lee"}]
    assert told["letter"]["check-in"]["people"] == [{"greeting": "Ms. Bo"}]
    assert told["contact"] == told["letter"]["check-in"]["contact"] == "555 0100"
    third = drafter("feedback", str(FOLDER), "--print", *TODAY, cwd=tmp_path)
    assert "Dear Dr. Lee," in third.stdout
    again = drafter("check-in", str(FOLDER), "--print", *TODAY, cwd=tmp_path)
    assert "Dear Ms. Bo," in again.stdout


def flags(**given: str) -> list[str]:
    told = {**COMMON, **given}
    return [
        *(word for name, value in told.items() for word in ("--" + name.replace("_", "-"), value)),
        *TODAY,
    ]


def test_the_address_of_one_person_is_not_used_for_another(tmp_path: Path) -> None:
    drafter("thank-you", *flags(people="Dr. Lee", email="lee@example.org"), cwd=tmp_path)
    for kind, who in (("check-in", "Ms. Bo"), ("recruiter", "Nicole")):
        options = ("--people", who, "--format", "txt,eml", *TODAY)
        done = drafter(kind, str(FOLDER), *options, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        message = (tmp_path / FOLDER / f"{kind}.eml").read_text(encoding="utf-8")
        assert "lee@example.org" not in message


def test_a_letter_being_written_anew_stays_as_saved_until_it_is_saved(tmp_path: Path) -> None:
    kind = SHELF.kind("thank-you")
    printed = save(tmp_path / "one", "thank-you", told_to("thank-you"))
    kept = interview.load(tmp_path / "one")
    new = desk.gather(kind, told_to("thank-you", contact="555 0177")).answers
    kept.keep(kind, new)
    kept.asking = kind.name
    kept.save()
    check_letter(tmp_path / "one", rebuilt(tmp_path / "one"), printed)
    again = interview.load(tmp_path / "one")
    assert again.as_saved(kind).values["contact"] == CALL["thank-you"]
    assert again.source(kind).values["contact"] == "555 0177"  # where it goes on


def test_the_wording_of_a_letter_is_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    save(folder, "thank-you", told_to("thank-you", wording={"thanks": 2}))
    save(folder, "check-in", told_to("check-in"))
    kept = interview.load(folder)
    assert kept.letters["thank-you"]["wording"] == {"thanks": 2}
    assert kept.source(SHELF.kind("thank-you")).values["wording"] == {"thanks": 2}
    assert "wording" not in kept.source(SHELF.kind("check-in")).values


# --- what the page shows -----------------------------------------------------------------------


def test_two_letters_to_one_person_are_told_apart(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    for kind in ("thank-you", "check-in"):
        save(folder, kind, told_to(kind, people=["Dr. Lee"]))
    save(folder, "feedback", told_to("feedback", people=["Bo", "Bo"], letters="one each"))
    text = (folder / index.FILE).read_text(encoding="utf-8")
    nav = re.search(r"<nav.*?</nav>", text, flags=re.S)
    assert nav is not None
    links = [re.sub("<[^>]*>", "", each) for each in re.findall(r"<a .*?</a>", nav.group())]
    assert links == [
        "Thank-you note, to Dr. Lee",
        "Check-in, to Dr. Lee",
        "Feedback request, to Bo",
        "Feedback request, to Bo (2)",
    ]


@pytest.mark.parametrize("formats", ["txt", "html", "eml", "html,eml", "txt,html,eml"])
def test_a_letter_is_shown_from_whichever_files_it_has(formats: str, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    (draft,) = save(folder, "thank-you", told_to("thank-you"), "--format", formats)["drafts"]
    save(folder, "check-in", told_to("check-in"))
    article = page_of(folder)["thank-you"]
    assert article["data-text"] == draft["text"].rstrip("\n")
    assert article["data-subject"] == draft["subject"]
    if "html" in formats:
        assert f"<body>\n{article['data-html']}\n</body>" in draft["html"]


def test_a_letter_whose_files_are_gone_is_not_shown(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    save(folder, "thank-you", told_to("thank-you"))
    for suffix in ("txt", "html"):
        (folder / f"thank-you.{suffix}").unlink()
    save(folder, "check-in", told_to("check-in"))
    assert list(page_of(folder)) == ["check-in"]


def test_an_edited_page_is_shown_as_edited_without_what_no_letter_needs(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    save(folder, "thank-you", told_to("thank-you"))
    file = folder / "thank-you.html"
    edit = (
        '<p>I rang <b onclick="x()">twice</b></div></article><script>alert(1)</script> & left.'
        '<p style="color:red">See <a href="javascript:x()">this</a> and '
        '<a href="https://example.org">that</a>.'
    )
    text = re.sub(r"<body>.*</body>", f"<body>{edit}</body>", file.read_text("utf-8"), flags=re.S)
    file.write_text(text, encoding="utf-8")
    article = rebuilt(folder)["thank-you"]
    assert article["data-text"] == "I rang twice & left.\n\nSee this and that."
    assert article["data-html"] == (
        '<p style="margin:0 0 1em 0">I rang <b>twice</b> &amp; left.</p>'
        '<p style="margin:0 0 1em 0">See this and <a href="https://example.org">that</a>.</p>'
    )
    page = Read((folder / index.FILE).read_text(encoding="utf-8"))
    assert len(page.all("article")) == 1
    assert "thank-you.txt was not changed with it" in page.words


def test_of_two_edited_files_the_one_changed_last_is_shown(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    save(folder, "thank-you", told_to("thank-you"))
    text, page = folder / "thank-you.txt", folder / "thank-you.html"
    for first, last, shown in ((text, page, "Page."), (page, text, "Text.")):
        text.write_text("Subject: Mine\n\nText.\n", encoding="utf-8")
        page.write_text("<title>Mine</title><body><p>Page.</p></body>", encoding="utf-8")
        os.utime(first, (1_000_000, 1_000_000))
        os.utime(last, (2_000_000, 2_000_000))
        assert rebuilt(folder)["thank-you"]["data-text"] == shown


def test_a_letter_that_went_out_says_so_on_the_page(tmp_path: Path) -> None:
    drafter("thank-you", *flags(people="Dr. Lee"), cwd=tmp_path)
    drafter("sent", "thank-you", *TODAY, cwd=tmp_path)
    drafter("check-in", str(FOLDER), *TODAY, cwd=tmp_path)
    words = Read((tmp_path / FOLDER / index.FILE).read_text(encoding="utf-8")).words
    assert "Sent on Sunday 2026-11-22." in words


# --- status and sent ---------------------------------------------------------------------------


def test_status_names_a_letter_whose_facts_have_changed(tmp_path: Path) -> None:
    drafter("thank-you", *flags(met_on="2026-11-17"), cwd=tmp_path)
    drafter("check-in", str(FOLDER), *TODAY, cwd=tmp_path)
    assert "still says" not in drafter("status", *TODAY, cwd=tmp_path).stdout
    drafter("check-in", str(FOLDER), "--role", "charge nurse", *TODAY, cwd=tmp_path)
    drafter("thank-you", str(FOLDER), "--met-on", "2026-11-18", *TODAY, cwd=tmp_path)
    status = drafter("status", *TODAY, cwd=tmp_path).stdout
    said = "The check-in still says Tuesday 2026-11-17, the interview now says Wednesday 2026-11-18"
    assert said in status
    assert f"To write it anew: drafter check-in {FOLDER}" in status
    drafter("check-in", str(FOLDER), *TODAY, cwd=tmp_path)
    assert "still says" not in drafter("status", *TODAY, cwd=tmp_path).stdout


def test_status_names_what_was_changed_in_the_file_by_hand(tmp_path: Path) -> None:
    drafter("thank-you", *flags(people="Dr. Lee"), cwd=tmp_path)
    file = tmp_path / FOLDER / interview.FILE
    file.write_text(file.read_text("utf-8").replace("staff nurse", "ward clerk", 1), "utf-8")
    status = drafter("status", *TODAY, cwd=tmp_path).stdout
    assert 'The thank-you still says "staff nurse", the interview now says "ward clerk".' in status
    text = (tmp_path / FOLDER / "thank-you.txt").read_text("utf-8")
    assert str(rebuilt(tmp_path / FOLDER)["thank-you"]["data-text"]) in text


def test_what_a_letter_says_otherwise_on_purpose_is_no_change(tmp_path: Path) -> None:
    drafter("thank-you", *flags(people="Dr. Lee", met_on="2026-11-17"), cwd=tmp_path)
    options = ("--people", "Ms. Bo", "--met-on", "2026-11-19", *TODAY)
    drafter("check-in", str(FOLDER), *options, cwd=tmp_path)
    assert "still says" not in drafter("status", *TODAY, cwd=tmp_path).stdout


def test_status_and_the_letter_say_the_same_about_when_to_send_it(tmp_path: Path) -> None:
    drafter("thank-you", *flags(met_on="2026-11-20"), cwd=tmp_path)
    drafter("sent", "thank-you", *TODAY, cwd=tmp_path)
    options = ("--met-on", "2026-11-21", "--json", *TODAY)
    done = drafter("second-interview", str(FOLDER), *options, cwd=tmp_path)
    send = json.loads(done.stdout)["send"]
    status = drafter("status", *TODAY, cwd=tmp_path).stdout
    assert f"next, from {send['from']} to {send['until']}: send the second-interview" in status
    assert send["why"] in status
    assert "thank-you go first" not in status


def test_a_letter_that_finds_its_interview_by_name_knows_what_was_sent(tmp_path: Path) -> None:
    drafter("thank-you", *flags(met_on="2026-11-20"), cwd=tmp_path)
    drafter("sent", "thank-you", *TODAY, cwd=tmp_path)
    done = drafter("second-interview", *flags(met_on="2026-11-20"), cwd=tmp_path)
    assert "two or three days after the thank-you" in " ".join(done.stderr.split())


PANEL = flags(people="Dr. Lee; Ms. Bo")


def test_one_letter_of_a_panel_is_marked_as_sent(tmp_path: Path) -> None:
    drafter("thank-you", *PANEL, "--letters", "one each", cwd=tmp_path)
    done = drafter("sent", "thank-you", "--to", "lee", *TODAY, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "thank-you to Dr. Lee for Northgate General, staff nurse went out" in done.stderr
    status = drafter("status", *TODAY, cwd=tmp_path).stdout
    assert "sent to Dr. Lee 2026-11-22, to Ms. Bo not marked as sent" in status
    assert "send the thank-you" in status
    drafter("sent", "thank-you", "--to", "bo", *TODAY, cwd=tmp_path)
    assert "drafted 2026-11-22, sent 2026-11-22" in drafter("status", *TODAY, cwd=tmp_path).stdout


def test_a_panel_is_marked_as_sent_at_once_as_well(tmp_path: Path) -> None:
    drafter("thank-you", *PANEL, "--letters", "one each", cwd=tmp_path)
    drafter("sent", "thank-you", *TODAY, cwd=tmp_path)
    assert "drafted 2026-11-22, sent 2026-11-22" in drafter("status", *TODAY, cwd=tmp_path).stdout


def test_sent_says_whom_a_letter_goes_to(tmp_path: Path) -> None:
    drafter("thank-you", *PANEL, "--letters", "one each", cwd=tmp_path)
    done = drafter("sent", "thank-you", "--to", "Chris", *TODAY, cwd=tmp_path)
    assert done.returncode == 1
    assert "Name one of: Dr. Lee; Ms. Bo." in done.stderr


def test_a_letter_did_not_go_out_before_it_was_drafted_or_on_a_day_to_come(tmp_path: Path) -> None:
    drafter("thank-you", *flags(), cwd=tmp_path)
    early = drafter("sent", "thank-you", "--today", "2026-11-21", cwd=tmp_path)
    assert (early.returncode, "was drafted on 2026-11-22" in early.stderr) == (1, True)
    day = (max(date.today(), date(2026, 11, 22)) + timedelta(3)).isoformat()
    late = drafter("sent", "thank-you", "--today", day, cwd=tmp_path)
    assert (late.returncode, "still to come" in late.stderr) == (1, True)
    assert "not marked as sent" in drafter("status", *TODAY, cwd=tmp_path).stdout


def test_what_was_said_in_one_letter_is_not_said_again_in_the_next(tmp_path: Path) -> None:
    said = "Nobody there has to be told twice."
    first = ["--stayed", said, "--also", "I can start in May."]
    drafter("thank-you", *flags(people="Dr. Lee"), *first, cwd=tmp_path)
    more = ["--answer", "I did it in May.", "--no-input", "--print"]
    second = drafter("clarification", str(FOLDER), *more, cwd=tmp_path)
    assert second.returncode == 0, second.stderr
    assert "Dear Dr. Lee," in second.stdout
    assert said not in second.stdout and "start in May" not in second.stdout
