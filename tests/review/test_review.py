"""What review finds, and above all what it leaves alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import TemplateError
from drafter.letters import rendering
from drafter.letters.library import Kind, library
from drafter.review import letter as review
from drafter.review.letter import Finding, Letter
from tests import desk
from tests.desk import LETTERS, NAMES, SHELF, TODAY
from tests.letters.test_letters import ANSWER_SETS, MODELS, variants

HERE = Path(__file__).parent / "letters"
GOOD = sorted((HERE / "good").glob("*.txt"))
BAD = sorted((HERE / "bad").glob("*.txt"))
PHRASES = review.phrase_lists(SHELF)


def letter(kind: str, body: str, **given: Any) -> Letter:
    """Return a letter of *kind* whose *body* has its paragraphs apart by an empty line."""
    known: dict[str, Any] = {
        "subject": "Staff nurse interview on Tuesday",
        "greeting": "Dear Ms. Okafor,",
        "close": ("Best regards,", "Ada Nwosu"),
        "band": SHELF.kind(kind).band if kind in NAMES else review.ANY_BAND,
    }
    return Letter(kind=kind, paragraphs=tuple(body.split("\n\n")), **{**known, **given})


def rules(found: list[Finding]) -> set[str]:
    return {finding.rule for finding in found}


def marked(text: str) -> str:
    return text.replace("<", rendering.OPEN).replace(">", rendering.CLOSE)


# --- each rule, on a letter it must flag and on one it must leave alone ------------------------

THANKS = "Thank you for meeting me on Tuesday about the staff nurse role."
SORRY = "I am sorry that I arrived twenty minutes late."
FIFTY = "I kept the notes of the ward for a year. " * 5
TWO_HUNDRED = "I kept the notes of the ward for a year.\n\n" + "I kept notes of the ward. " * 36

Case = tuple[str, str, dict[str, Any], str, dict[str, Any]]  # kind, flagged, given, alone, given
CASES: dict[str, list[Case]] = {
    "R01": [
        (
            "thank-you",
            "",
            {"marked": (marked("Thank you for <meeting me> in Leeds."),)},
            "",
            {"marked": (marked("Thank you for <meeting me in Leeds>. I remain glad."),)},
        ),
        (
            "thank-you",
            "",
            {"marked": (marked("I led a team of 12 with <care>."),)},
            "",
            {"marked": (marked("<I led a team of 12.> You said so, and I agree."),)},
        ),
    ],
    "R02": [
        ("thank-you", "I met [NAME] there.", {}, "I met the team there.", {}),
        ("thank-you", "I enjoyed {{ enjoyed }}.", {}, "I enjoyed the ward.", {}),
        ("thank-you", "I work at Arlo Inc.. Gladly.", {}, "I work at Arlo Inc. and so on ...", {}),
        ("thank-you", "You mentioned that TODO.", {}, "You keep a to-do and a todo list.", {}),
        ("thank-you", "I enjoyed xxx.", {}, "I wear XXXL, and I met Xxavier.", {}),
        ("thank-you", "I enjoyed tbd.", {}, "I enjoyed the TB ward.", {}),
        ("thank-you", "I enjoyed ???.", {}, "Did I enjoy it? I did.", {}),
        ("thank-you", "Lorem ipsum.", {}, "I met Loren Epsom.", {}),
        ("thank-you", "I came.", {"close": ("Best regards,", "[Your Name]")}, "I came.", {}),
        ("thank-you", "I came.", {"greeting": "Dear XXX,"}, "I came.", {}),
        ("thank-you", "I came.", {"subject": "Interview on TODO"}, "I came.", {}),
        ("thank-you", "I enjoyed n/a.", {}, "I used a .NET service, a.m. and p.m.", {}),
        ("thank-you", "I enjoyed None.", {}, "None of the forms was lost.", {}),
        ("thank-you", "I enjoyed  it there.", {}, "I enjoyed it.  I came by train.", {}),
        ("thank-you", "I enjoyed it .", {}, "I enjoyed it.", {}),
        ("thank-you", "Hello.", {"greeting": "Dear [Name],"}, "Hello.", {}),
    ],
    "R03": [
        ("thank-you", "You and Ms. Okafur spoke.", {}, "You and Ms. Okafor spoke.", {}),
        ("thank-you", "It is like Okafr says.", {}, "It is as Oksana says.", {}),
        (
            "thank-you",
            "I came to Northgate and left Northgaet late.",
            {},
            "I came from Germany and speak German with Germans.",
            {},
        ),
        (
            "thank-you",
            "I like Nothgate.",
            {"told": {"company": "Northgate Foods"}},
            "I like Northgate.",
            {"told": {"company": "Northgate Foods"}},
        ),
        (
            "thank-you",
            "I like it.",
            {"subject": "Interview with Okafur"},
            "Monday and Sunday suit me.",
            {},
        ),
        ("thank-you", "I met Mr Macdonald.", {"greeting": "Dear Mr MacDonald,"}, "I met him.", {}),
        ("thank-you", "I met Ms. Hil.", {"greeting": "Dear Ms. Hill,"}, "I met Mr. Hall.",
         {"greeting": "Dear Ms. Hill,"}),
    ],
    "R04": [
        ("thank-you", "I would like the.", {}, "I would like the post.", {}),
        ("thank-you", "I came because. It ended.", {}, "I came because I like it.", {}),
    ],
    "R05": [
        ("thank-you", "I would like the the post.", {}, "I know that that helps.", {}),
        ("thank-you", "I enjoyed I liked the ward.", {}, "I enjoyed it, and I came back.", {}),
        ("thank-you", "I saw a apple and a elm.", {}, "I saw a one-page plan at a European unit.",
         {}),
        ("thank-you", "I saw an nurse.", {}, "I saw an MBA, an hour, an npm list, an idea.", {}),
        ("thank-you", "I liked the ward. the ward is good.", {}, "I moved 40 lines. dbt ran.", {}),
        ("thank-you", "I came, and i stayed.", {}, "I came, and I stayed.", {}),
        ("thank-you", "I liked the ward", {}, "I liked the ward.", {}),
        ("thank-you", "the ward was good.", {}, "The ward was good.", {}),
    ],
    "R06": [
        ("apology", TWO_HUNDRED, {}, FIFTY, {}),
        ("check-in", "Do you know more?", {}, FIFTY, {}),
        ("", "word " * 230 + "end.", {}, "word " * 150 + "end.", {}),
    ],
    "R07": [
        ("thank-you", THANKS + " I came." * 3, {}, THANKS + " I came." * 2, {}),
        ("thank-you", "\n\n".join([THANKS] * 6), {}, "\n\n".join([THANKS] * 4), {}),
        ("thank-you", f"{THANKS}\n\n" + "I came. " * 6, {}, f"{THANKS}\n\n" + "I came. " * 5, {}),
        ("check-in", "I " + "really " * 99 + "came.", {}, "Do you have a timeline for me?", {}),
        ("thank-you", ("very " * 30 + "good. ") + "\n\nAnd " + "so " * 30 + "on.", {},
         f"{THANKS}\n\nI saw Dr. Osei, Mr. Roe and Ms. Li at Arlo Inc. in the morning.", {}),
    ],
    "R08": [
        ("thank-you", THANKS, {"subject": "Following up"}, THANKS, {}),
        ("thank-you", THANKS, {"subject": "Nurse interview!"}, THANKS, {"subject": ""}),
        ("thank-you", THANKS, {"subject": "STAFF NURSE INTERVIEW"}, THANKS,
         {"subject": "ICU nurse interview"}),
        ("thank-you", THANKS, {"subject": "a " * 9}, THANKS, {"subject": "A nurse"}),
        ("thank-you", THANKS, {"subject": "Re: Nurse"}, THANKS,
         {"subject": "Re: Nurse", "told": {"role": "nurse"}}),
        ("feedback", THANKS, {"subject": "Your decision", "told": {"role": "nurse"}}, THANKS,
         {"subject": "Re: Your decision on all of the many posts we spoke about last week"}),
    ],
    "R09": [
        ("thank-you", "I enjoyed the tour.", {"lost": ("thanks",)}, THANKS, {}),
        ("check-in", "I passed.", {"lost": ("ask",)}, "May I ask when?", {}),
    ],
    "R10": [
        ("thank-you", "Thank you. I liked it.", {"subject": "A word of thanks"},
         "Thank you for Tuesday.", {"subject": ""}),
        ("check-in", THANKS, {"told": {"role": "plumber"}}, THANKS, {"told": {"role": "Nurse"}}),
    ],
    "R11": [
        ("thank-you", THANKS, {"greeting": ""}, THANKS, {}),
        ("thank-you", THANKS, {"greeting": "To whom it may concern,"}, THANKS,
         {"greeting": "Dear hiring team,"}),
        ("thank-you", THANKS, {"greeting": "Dear Sir,"}, THANKS,
         {"greeting": "Dear Sir or Madam,", "close": ("Yours faithfully,", "Ada Nwosu")}),
        ("thank-you", THANKS, {"greeting": "Hi there,"}, THANKS,
         {"greeting": "Dear Madame Lachance,"}),
        ("thank-you", THANKS, {"greeting": "Hey all,"}, THANKS, {"greeting": "Hi Ann,"}),
        ("thank-you", THANKS, {"close": ("Cheers,", "Ada Nwosu")}, THANKS,
         {"close": ("Best wishes,", "Ada Nwosu")}),
        ("thank-you", THANKS, {"close": ("Yours faithfully,", "Ada Nwosu")}, THANKS,
         {"close": ("Yours sincerely,", "Ada Nwosu")}),
        ("thank-you", THANKS, {"close": ("Sincerely,", "Ada Nwosu"), "style": "british"}, THANKS,
         {"close": ("Kind regards,", "Ada Nwosu"), "style": "british"}),
        ("thank-you", THANKS, {"close": ("Kind regards,", "Ada Nwosu"), "style": "american"},
         THANKS, {"close": ("Sincerely,", "Ada Nwosu"), "style": "american"}),
        ("thank-you", THANKS, {"close": ("Ada Nwosu",)}, THANKS, {}),
    ],
    "R12": [
        ("thank-you", THANKS, {"close": ("Best regards,",)}, THANKS, {}),
        ("thank-you", THANKS, {"close": ("Best regards,", "Ada")}, THANKS,
         {"close": ("Best regards,", "Ada"), "greeting": "Dear Wei-Ling,"}),
        ("thank-you", THANKS, {"close": ("Best regards,", "Ada Nwosu", "Sent from my iPhone")},
         THANKS, {"close": ("Best regards,", "Ada Nwosu", "555 0121")}),
        ("thank-you", THANKS, {"told": {"me": "Ada Obi"}}, THANKS, {"told": {"me": "Ada Nwosu"}}),
    ],
    "R13": [
        ("thank-you", "I came.\n\nThank you.", {}, THANKS, {}),
        ("recruiter", f"{THANKS}\n\nThanks again. Many thanks.", {},
         f"{THANKS}\n\nPlease pass my thanks on. Write after Thanksgiving. Thank you.", {}),
    ],
    "R16": [
        ("thank-you", "Thank you for Tuesday.", {}, FIFTY, {}),
        ("thank-you", FIFTY + "I am a team player and a perfect fit.", {},
         FIFTY + "I am a team player.", {}),
    ],
    "R17": [
        ("thank-you", "I know the interview went badly.", {}, "The day went well.", {}),
        ("feedback", "I was nervous that day.", {}, "I calmed nervous patients for years.", {}),
        ("second-interview", "I blew it, as you saw.", {}, "Nerves got the better of me.", {}),
        ("", "I am so embarrassed.", {}, "The team was never embarrassed to ask.", {}),
    ],
    "R20": [
        ("thank-you", "I forgot to mention SQL. I should have said Go.", {},
         "One thing I did not get to mention is that I teach.", {}),
        ("clarification", "When you asked A. You asked B. You also asked C.", {},
         "When you asked A. You also asked B. I sent what you asked for.", {}),
        ("second-interview", "I:\n- a.\n- b.\n- c.\n- d.", {}, "I:\n- a.\n- b.\n- c.", {}),
    ],
    "R21": [
        ("clarification", "I am sorry that I gave no example.", {},
         "My answer stayed too general. The customer was sorry to go.", {}),
        ("clarification", "My apologies for that.", {}, "I handled the apology letters there.", {}),
    ],
    "R22": [
        ("apology", "Your question was confusing.", {}, "Your question was a good one.", {}),
        ("second-interview", "I was stuck in traffic.", {}, "I planned the city's traffic.", {}),
        ("thank-you", "I think you misunderstood me.", {}, "I misunderstood you.", {}),
    ],
    "R24": [
        ("apology", "I am sorry. I am sorry. I apologize.", {}, f"{SORRY} I am sorry.", {}),
        ("apology", "I arrived late.", {}, SORRY, {}),
        ("apology", "I am deeply sorry that I was late.", {}, SORRY, {}),
    ],
    "R25": [
        ("apology", "I am sorry for any inconvenience.", {}, SORRY, {}),
        ("apology", "It was a long day. We had met. I am sorry.", {},
         f"Thank you for seeing me. {SORRY}", {}),
        ("apology", "I am sorry if I offended anybody.", {}, "I am sorry that I offended you.", {}),
    ],
    "R26": [
        ("apology", "I am sorry that I was late, but the hour was early.", {},
         f"{SORRY} It was not long but it was yours.", {}),
        ("apology", f"{SORRY} However, it was early.", {}, f"{SORRY} I met all but one.", {}),
        ("apology", f"{SORRY} It was because " + "of this and that " * 6 + "too.", {},
         f"{SORRY} It was because I had written down the wrong time.", {}),
        ("apology", f"{SORRY} It was because of rain. It was because of snow.", {},
         f"{SORRY} It was because of rain.", {}),
    ],
    "R28": [
        ("apology", "Please forgive me.", {}, "I will understand if you are not willing.", {}),
        ("second-interview", "I ask for one more chance.", {},
         "I ran a second-chance programme, and gave them another chance to learn.", {}),
    ],
    "R32": [
        ("second-interview", "I had my first of my chemo sessions.", {}, "I was unwell that day.",
         {}),
        ("apology", "My mother was in the clinic.", {}, "A family matter came up.", {}),
    ],
    "R33": [
        ("rejection-reply", "I was surprised to hear it.", {}, "I was sorry to hear it.", {}),
        ("feedback", "I think you made a mistake.", {},
         "I am not asking you to reconsider. I understand and accept the decision.", {}),
    ],
    "R34": [
        ("feedback", "Was it A? Was it B? Was it C?", {}, "Was it A? Was it B?", {}),
        ("feedback", "Please say why I was rejected.", {}, "Please say how clear I was.", {}),
    ],
    "R35": [
        ("feedback", "I would value a line or two.", {},
         "If your policy or your time does not allow it, I understand.", {}),
    ],
    "R36": [
        ("check-in", "Have you any thoughts for me?", {},
         "Do you have a timeline you can share for the next step?", {}),
    ],
    "R37": [
        ("check-in", "I haven't heard back.", {}, "You hoped to decide by Monday.", {}),
        ("check-in", "It has been ten days since we met.", {}, "I have been a nurse for ten days.",
         {}),
    ],
    "R38": [
        ("rejection-reply", "I am deeply disappointed.", {}, "I was sorry to hear it.", {}),
        ("rejection-reply", "I was disappointed. I was sorry to hear it.", {},
         "I was disappointed. I am still glad I came.", {}),
    ],
    "R39": [
        ("recruiter", "Between you and me, he was rude.", {}, "A guest was rude, and I kept calm.",
         {}),
        ("recruiter", "Could you ask for more than my day rate?", {}, "Could you pass this on?",
         {}),
    ],
    "R42": [
        ("thank-you", "Thank you! It was good!", {}, "Thank you! It was good.", {}),
        ("apology", "I am sorry!", {"formal": True}, "I am sorry.", {"formal": True}),
        ("thank-you", "Thank you!", {"style": "british"}, "I used Yahoo! daily.",
         {"style": "british", "told": {"company": "Yahoo!"}}),
        ("thank-you", "It was good 🙂 there.", {}, "It was Gözde’s idea – a good one.", {}),
        ("thank-you", "It was good :)", {}, "It was good (and: short).", {}),
        ("thank-you", "I was VERY glad.", {}, "I know SQL, the NHS and IBM PC work.", {}),
        ("thank-you", "IT WAS GOOD.", {}, "It was good, and so was BBC Two.", {}),
        ("thank-you", "It was awesome lol.", {}, "It was in awe of the lollipop lady.", {}),
    ],
    "R43": [
        ("thank-you", "I am a team player.", {}, "I led a team of players.", {}),
        ("thank-you", "Thank you for your time and consideration.", {},
         FIFTY * 2 + "Thank you for your time and consideration.", {}),
    ],
    "R44": [
        ("thank-you", "I just wanted to write. Hopefully it is read.", {},
         "Hopefully it is read. The sort of work I like is just work.", {}),
    ],
    "R45": [
        ("thank-you", "I really need this job.", {}, "I need two days to start this job.", {}),
        ("thank-you", "It is my dream job. Yes, a dream job.", {}, "It is my dream job.", {}),
        ("check-in", "Let me know as soon as possible.", {},
         "I must answer before I accept another offer.", {}),
        ("thank-you", "I haven't heard back.", {}, "I called the family as soon as possible.", {}),
        ("thank-you", "I beg you.", {}, "I began here.", {}),
    ],
    "R46": [
        ("thank-you", "I like the color.", {"style": "british"}, "I like the colour.",
         {"style": "british", "greeting": "Dear Ms Okafor,"}),
        ("thank-you", "I recognise the colour.", {"style": "american"}, "I recognize the color.",
         {"style": "american"}),
        ("thank-you", "I organize it, and I realise it.", {"style": "british"},
         "I organize it in the Center.", {"style": "british", "greeting": "Dear Ann,"}),
        ("thank-you", "I like the color and the centre.", {}, "I like the color at the Centre.",
         {}),
        ("thank-you", "I met Mr Roe.", {}, "I met Mr. Roe.", {}),
        ("thank-you", "I came on 16 November.", {"style": "american"}, "I came on November 16.",
         {"style": "american"}),
        ("thank-you", "I came on November 16.", {"style": "british", "greeting": "Dear Ann,"},
         "I came on 16 November.", {"style": "british", "greeting": "Dear Ann,"}),
        ("thank-you", "I attach my resume.", {"style": "british", "greeting": "Dear Ann,"},
         "I resume my work.", {"style": "british", "greeting": "Dear Ann,"}),
        ("thank-you", THANKS, {"pictures": ("https://example.com/x.png",)}, THANKS, {}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "case"),
    [(rule, case) for rule, cases in CASES.items() for case in cases],
    ids=lambda value: value if isinstance(value, str) else value[1][:30] or "marks",
)
def test_each_rule_flags_one_letter_and_leaves_another_alone(rule: str, case: Case) -> None:
    kind, flagged, given, alone, also = case
    found = review.read_over(letter(kind, flagged, **given))
    assert rule in rules(found)
    assert rule not in rules(review.read_over(letter(kind, alone, **also)))
    for finding in found:
        assert finding.severity in review.SEVERITIES
        assert finding.message.endswith((".", "..."))
        assert "!" not in finding.message


def test_every_rule_has_letters_that_try_it() -> None:
    assert {rule.id for rule in review.RULES} == set(CASES)
    assert all(rule.says.endswith(".") for rule in review.RULES)


def test_a_rule_reads_only_the_letters_it_is_for() -> None:
    body = f"{THANKS}\n\nI am sorry. I am sorry. I am sorry."
    assert "R24" in rules(review.read_over(letter("apology", body)))
    assert "R24" not in rules(review.read_over(letter("thank-you", body)))
    assert "R24" not in rules(review.read_over(letter("", body)))


def test_a_letter_far_over_its_words_is_a_worse_finding_than_one_a_little_over() -> None:
    def severity(words: int) -> list[str]:
        body = "word " * (words - 1) + "end."
        found = review.read_over(letter("thank-you", body))
        return [finding.severity for finding in found if finding.rule == "R06"]

    _, most, never = SHELF.kind("thank-you").band
    assert severity(most + 10) == []
    assert severity(most + 20) == ["minor"]
    assert severity(never + 1) == ["major"]


def test_the_worst_comes_first_then_the_order_of_the_letter() -> None:
    body = "I am a team player [NAME].\n\nI just say hopefully, and I am a perfect fit {x}."
    found = review.read_over(letter("thank-you", body))
    order = [review.SEVERITIES.index(finding.severity) for finding in found]
    assert order == sorted(order)
    assert [finding.words for finding in found if finding.rule == "R02"] == ["[NAME]", "{x}"]


# --- the phrase lists --------------------------------------------------------------------------

# Where each list is looked for: the kind, the rule, and what stands before and after the phrase.
HOMES: dict[str, tuple[str, str]] = {
    "grovelling": ("apology", "R24"),
    "verdict": ("thank-you", "R17"),
    "blame": ("thank-you", "R22"),
    "excuse": ("apology", "R22"),
    "nonapology": ("apology", "R25"),
    "plea": ("apology", "R28"),
    "pressure": ("thank-you", "R45"),
    "dream": ("thank-you", "R45"),
    "complaint": ("check-in", "R37"),
    "contest": ("rejection-reply", "R33"),
    "disappointment": ("rejection-reply", "R38"),
    "why_not": ("feedback", "R34"),
    "relayed": ("recruiter", "R39"),
    "private": ("second-interview", "R32"),
    "hedge": ("thank-you", "R44"),
    "cliche": ("thank-you", "R43"),
    "empty": ("thank-you", "R43"),
    "slang": ("thank-you", "R42"),
}
TWICE = ("hedge", "dream")  # one is left alone
ANSWERS_ONLY = {"harsh": "sorry", "health": "happened"}
EACH_PHRASE = [(name, phrase) for name, given in PHRASES.lists.items() for phrase in given]


def test_every_list_is_looked_for() -> None:
    assert set(PHRASES.lists) == {*HOMES, *ANSWERS_ONLY}


def found_words(name: str, body: str) -> list[str]:
    kind, rule = HOMES[name]
    found = review.read_over(letter(kind, body))
    return [finding.words.lower() for finding in found if finding.rule == rule and finding.words]


@pytest.mark.parametrize(("name", "phrase"), [each for each in EACH_PHRASE if each[0] in HOMES])
def test_each_phrase_is_found_and_a_near_miss_is_not(name: str, phrase: str) -> None:
    said = phrase.replace("*", "nine")
    before = f"{THANKS} {SORRY} {'Hopefully, a dream job. ' if name in TWICE else ''}Now"
    assert said.lower() in found_words(name, f"{before} {said} then.")
    curly = said.upper().replace("'", "’")
    assert curly.lower() in found_words(name, f"{before} {curly} then.")
    longer = found_words(name, f"{before} {said}ward then.")
    assert said.lower() not in longer
    if " " in said:
        first, _, rest = said.partition(" ")
        apart = found_words(name, f"{before} {first}. {rest.capitalize()} then.")
        assert said.lower() not in apart


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("grovelling", "The line went so. Sorry is what they said."),
        ("grovelling", "The patients were terrible at waiting, and I was never awful to them."),
        ("verdict", "The pump went badly wrong, so I changed its valve."),
        ("verdict", "I gave my best years to it."),
        ("blame", "You caught my point at once. Your questions were clear."),
        ("blame", "I take the fault; you gave me every chance."),
        ("excuse", "I counted traffic on fourteen corridors. The train timetable was mine."),
        ("nonapology", "I was sorry for the inconvenience."),
        ("plea", "They forgave us. I gave forty young people a second chance."),
        ("pressure", "You need this job done. I will call on the wards each day."),
        ("pressure", "I rang them as soon as possible. The offer stands."),
        ("dream", "It is a job I dreamed of."),
        ("complaint", "You hoped to decide on Monday. I have heard good news of the unit."),
        ("contest", "It was a surprise how quiet it is. You made no mistake there."),
        ("disappointment", "I was a little disappointed, and I am glad I came."),
        ("why_not", "I would like to know why the handover runs as it does."),
        ("relayed", "I worked on the payroll, and saved the client more than money."),
        ("private", "I nursed a patient with cancer, and worked beside the surgery."),
        ("hedge", "I sort the post just after six. It is the sort of work I know. Perhaps not."),
        ("cliche", "It fits perfectly. I passed the team a play. The asset register was mine."),
        ("empty", "I enjoyed learning how the company pays its drivers."),
        ("slang", "The lollipop lady asked for awesomeness tests."),
    ],
)  # fmt: skip
def test_what_only_resembles_a_phrase_is_left_alone(name: str, sentence: str) -> None:
    assert found_words(name, f"{THANKS} {SORRY} {sentence}") == []


@pytest.mark.parametrize("said", ["I'm so ashamed", "I’M SO ASHAMED", "i am so  ashamed"])
def test_short_forms_capitals_and_blanks_make_no_difference(said: str) -> None:
    found = review.read_over(review.letter_from(f"Dear Ann,\n\nThank you. {said}.\n\nAda Obi"))
    assert "R17" in rules(found)


def test_a_writer_adds_phrases_in_a_file_of_their_own(tmp_path: Path) -> None:
    own = tmp_path / "_letter"
    own.mkdir()
    (own / "phrases.toml").write_text('cliche = ["blue ocean"]\n', encoding="utf-8")
    phrases = review.phrase_lists(library(tmp_path))
    told = letter("thank-you", f"{THANKS} It is a blue ocean, and I am a team player.")
    found = review.read_over(told, library_phrases=phrases)
    words = [finding.words for finding in found if finding.rule == "R43"]
    assert words == ["blue ocean", "team player"]
    assert "blue ocean" not in [finding.words for finding in review.read_over(told)]


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ('cliches = ["blue ocean"]', "no list 'cliches'. Did you mean cliche"),
        ('cliche = "blue ocean"', "a list of texts in quotes"),
        ("cliche = [", "not TOML"),
    ],
)
def test_a_broken_phrases_file_says_where_and_what(tmp_path: Path, file: str, why: str) -> None:
    own = tmp_path / "_letter"
    own.mkdir()
    (own / "phrases.toml").write_text(file, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"phrases\.toml.*" + why.replace(".", r"\.")):
        review.phrase_lists(library(tmp_path))


# --- false alarms ------------------------------------------------------------------------------


def assert_no_findings(kind: Kind, given: Mapping[str, object], name: str) -> None:
    """Read the letters that *given* makes over, as drafts and again from their files."""
    told = desk.gather(kind, given).answers
    drafts = rendering.drafts(SHELF, kind, told, TODAY)
    letters = [review.letter_of(draft, kind, told) for draft in drafts]
    found = review.compare(letters)
    for draft, ours in zip(drafts, letters, strict=True):
        text = review.letter_from(f"Subject: {draft.subject}\n\n{draft.text}", kind)
        page = review.letter_from(draft.html, kind)
        assert text.paragraphs == page.paragraphs == ours.paragraphs
        assert text.close == page.close == ours.close
        assert (text.greeting, text.subject) == (ours.greeting, ours.subject)
        assert (page.greeting, page.subject) == (ours.greeting, ours.subject)
        for each in (ours, text, page):
            found += review.read_over(each)
    assert found == [], name


@pytest.mark.parametrize(
    "path",
    [path for path in ANSWER_SETS if path.parent.name in NAMES],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_letters_from_real_answers_have_no_findings(path: Path) -> None:
    assert_no_findings(SHELF.kind(path.parent.name), desk.read_toml(path), path.stem)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_letters_from_the_facts_of_the_models_have_no_findings(path: Path) -> None:
    kind = path.stem.split("-", 1)[1]
    if kind in NAMES:
        assert_no_findings(SHELF.kind(kind), desk.read_toml(path), path.stem)


@pytest.mark.parametrize("kind", LETTERS, ids=NAMES)
def test_letters_from_our_examples_have_no_findings(kind: Kind) -> None:
    for name, given in variants(kind).items():
        assert_no_findings(kind, given, f"{kind.name}: {name}")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_letters_written_by_a_good_hand_have_no_findings(path: Path) -> None:
    kind = SHELF.kind(path.stem.split("-", 1)[1])
    assert review.read_over(review.letter_from(path.read_text(encoding="utf-8"), kind)) == []


# --- bad letters -------------------------------------------------------------------------------

WRONG_WITH: dict[str, dict[str, tuple[str, ...]]] = {
    "bitter.rejection-reply": {
        "R33": (
            "I was surprised",
            "I thought my skill set was a good match",
            "you made a mistake",
            "May I ask who was hired",
            "better qualified than",
            "you will regret",
        ),
        "R38": ("very disappointed",),
    },
    "casual.apology": {
        "R08": ("!",),
        "R11": ("Hey Maria,", "Cheers,"),
        "R12": ("Sent from my phone",),
        "R22": ("traffic was", "my phone died"),
        "R24": ("So sorry",),
        "R25": ("any inconvenience",),
        "R42": ("lol", "awesome", ":)"),
    },
    "box-ticking.thank-you": {
        "R08": ("Thank you",),
        "R11": ("To whom it may concern,",),
        "R16": ("Thank you for your time and consideration",),
        "R43": (
            "passionate about",
            "team player",
            "hit the ground running",
            "perfect fit",
            "valuable asset",
            "do not hesitate to contact me",
        ),
    },
    "fourfold.apology": {
        "R24": ("deeply sorry", "can't apologize enough", "I am so ashamed"),
        "R26": ("but",),
        "R28": ("forgive me", "one more chance"),
    },
    "two-spellings.thank-you": {"R03": ("Abernethy", "Kestral")},
    "over-explaining.apology": {
        "R06": ("",),
        "R22": ("the bus was late", "through no fault of my own"),
        "R26": ("The reason was that my sister",),
    },
}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_what_is_wrong_with_a_bad_letter_is_found(path: Path) -> None:
    kind = SHELF.kind(path.stem.split(".")[1])
    found = review.read_over(review.letter_from(path.read_text(encoding="utf-8"), kind))
    for rule, words in WRONG_WITH[path.stem].items():
        assert set(words) <= {finding.words for finding in found if finding.rule == rule}, rule


def test_a_bad_letter_of_unknown_kind_is_still_read() -> None:
    content = (HERE / "bad" / "casual.apology.txt").read_text(encoding="utf-8")
    assert {"R08", "R11", "R12", "R42"} <= rules(review.read_over(review.letter_from(content)))


# --- reading a letter from elsewhere -----------------------------------------------------------

PLAIN = ("Thank you for Tuesday.", "I liked the ward.")


@pytest.mark.parametrize(
    "content",
    [
        "Dear Ann,\n\nThank you for Tuesday.\n\nI liked the ward.\n\nBest regards,\nAda Obi\n",
        "Dear Ann,\r\n\r\nThank you\r\nfor Tuesday.\r\n\r\nI liked the ward.\r\n\r\n"
        "Best regards,\r\nAda Obi\r\n",
        "Dear Ann, Thank you for Tuesday.\n\nI liked the ward.\n\nBest regards,\n\nAda Obi",
        "From: ada@example.com\nTo: ann@example.com\nSubject: Nurse interview\n\nDear Ann,\n"
        "Thank you for Tuesday.\n\nI liked the ward.\nBest regards,\nAda Obi\n\n"
        "On Monday Ann wrote to you and wrote:\n> Come on Tuesday.\n",
        "<p>Dear Ann,</p><p>Thank you for\nTuesday.</p>\n<p>I liked the&nbsp;ward.</p>"
        "<p>Best regards,<br>Ada Obi</p>",
        "<html lang='en-US'><head><title>Nurse interview</title><style>p {}</style></head><body>"
        "<div>Dear Ann,</div><div>Thank you for Tuesday.</div><div>I liked the ward.</div>"
        "<div>Best regards,<br>Ada Obi</div></body></html>",
        "\ufeffSubject: Nurse interview\n\nDear Ann,\n\nThank you for Tuesday.\n\n"
        "I liked the ward.\n\nBest regards\nAda Obi",
    ],
)
def test_a_letter_is_read_from_text_and_from_html(content: str) -> None:
    read = review.letter_from(content)
    assert read.greeting == "Dear Ann,"
    assert read.paragraphs == PLAIN
    assert read.close[0].startswith("Best regards") and read.close[1] == "Ada Obi"
    assert read.subject in ("", "Nurse interview")
    assert read.marked is None


@pytest.mark.parametrize(
    ("content", "paragraphs"),
    [
        ("Dear Ann,\n\nHere:\n\n- one\n- two\n\nBest,\nAda Obi", ("Here:\n- one\n- two",)),
        ("Dear Ann,\n\nHere:\n* one,\n* two.\n\nBest,\nAda Obi", ("Here:\n- one,\n- two.",)),
        (
            "<p>Dear Ann,</p><p>Here:</p><ul><li>one</li><li>two</li></ul><p>Best,<br>Ada</p>",
            ("Here:\n- one\n- two",),
        ),
        ("", ("",)),
        ("Thank you for Tuesday.", ("Thank you for Tuesday.",)),
    ],
)
def test_lists_and_scraps_are_read(content: str, paragraphs: tuple[str, ...]) -> None:
    assert review.letter_from(content).paragraphs in (paragraphs, paragraphs if content else ())


def test_a_html_letter_tells_its_country_and_its_pictures() -> None:
    page = "<html lang='en-GB'><p>Dear Ann,</p><img src='https://example.com/a.png'><p>Hello.</p>"
    read = review.letter_from(page)
    assert (read.style, read.pictures) == ("british", ("https://example.com/a.png",))


# --- the notes of one panel --------------------------------------------------------------------


def note(who: str, body: str) -> Letter:
    return letter("thank-you", body, greeting=f"Dear {who},")


def test_notes_for_one_panel_that_share_a_detail_or_nearly_all_their_words_are_found() -> None:
    detail = "You told me how the ward hands over at every bedside in the evening."
    one = note("Ann", f"{THANKS} {detail}\n\nI ran a clinic in Leeds for nine years.")
    other = note("Bob", f"It was good to meet you. {detail}\n\nMy dogs walk far.")
    found = review.compare([one, other])
    assert [(finding.rule, finding.words) for finding in found] == [("R41", detail)]
    alike = review.compare(
        [note("Ann", f"{THANKS} It rained."), note("Bob", f"{THANKS} It snowed.")]
    )
    assert rules(alike) == {"R41"}
    apart = note("Bob", f"{THANKS} I liked how you drew the pump, and what it said of leaks.")
    assert review.compare([one, apart]) == []
    assert review.compare([one]) == []


def test_a_name_spelled_in_two_ways_across_a_panel_is_found() -> None:
    one = note("Ms. Okafor", "The pump was good to see, and the tour of it took an hour.")
    other = note("Mr. Roe", "I liked that Ms. Okafur keeps bees beside the old kitchen door.")
    assert [finding.words for finding in review.compare([one, other])] == ["Okafur"]


def test_apologies_to_several_people_may_say_the_same() -> None:
    pair = [letter("apology", SORRY, greeting=f"Dear {who},") for who in ("Ann", "Bob")]
    assert review.compare(pair) == []


# --- one answer, before it is in a letter ------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("slip", "it was an absolute disaster", "harder on you"),
        ("sorry", "was such an idiot", "harder on you"),
        ("sorry", "am deeply sorry for being late", "harder on you"),
        ("sorry", "for my performance", "What exactly did you do"),
        ("sorry", "everything", "What exactly did you do"),
        ("sorry", "was nervous", "need no apology"),
        ("sorry", "gave a bad answer", "need no apology"),
        ("sorry", "was late, please forgive me", "more than they can promise"),
        ("effect", "I was late because your questions were confusing", "somebody else"),
        ("effect", "I was stuck in traffic", "somebody else"),
        ("effect", "I had a migraine", "private"),
        ("slip", "I said little since your question was unclear", "somebody else"),
        ("happened", "I had my first chemo", "private"),
        ("happened", "my mother was taken to hospital", "private"),
        ("happened", "the connection on your side was bad", "somebody else"),
        ("happened", "I beg you to see me", "more than they can promise"),
        ("news", "I thought he was no rocket scientist", "client"),
        ("news", "I blew it", "harder on you"),
        ("answer", "Your questions were confusing.", "somebody else"),
    ],
)
def test_a_hurtful_answer_gets_a_gentle_question(name: str, typed: str, says: str) -> None:
    question = review.looks_at(name, typed)
    assert question is not None and says in question
    assert "!" not in question


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("sorry", "arrived twenty minutes late"),
        ("sorry", "called you Peggy throughout our talk"),
        ("sorry", "made a joke about your town"),
        ("effect", "I had written down the wrong time"),
        ("slip", "I stayed too general"),
        ("happened", "I was unwell that day"),
        ("happened", "the line failed"),
        ("happened", "the power failed in my street"),
        ("news", "I gave a short answer on building a loss model"),
        ("answer", "I calmed a guest who called the room terrible."),
        ("enjoyed", "the terrible coffee"),
        ("unknown", "I beg you"),
    ],
)
def test_a_plain_answer_is_taken_as_it_is(name: str, typed: str) -> None:
    assert review.looks_at(name, typed) is None


@pytest.mark.parametrize(
    ("name", "phrase"), [each for each in EACH_PHRASE if each[0] in ANSWERS_ONLY]
)
def test_each_word_looked_for_in_answers_is_found(name: str, phrase: str) -> None:
    assert review.looks_at(ANSWERS_ONLY[name], f"it was {phrase} then")
    plain = review.looks_at(ANSWERS_ONLY[name], f"it was {phrase}ward then")
    assert plain is None or phrase not in plain


@pytest.mark.parametrize("path", ANSWER_SETS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nobody_is_asked_about_the_answers_of_real_people(path: Path) -> None:
    for name, answer in desk.read_toml(path).items():
        if isinstance(answer, str):
            assert review.looks_at(name, answer) is None, name


@pytest.mark.parametrize(
    "content", ["", "\n\n", "<p>", "Dear", "Dear ,", "-- \n", "> a", "Subject:", "İ am so sorry."]
)
def test_a_scrap_is_read_without_a_traceback(content: str) -> None:
    for kind in (None, *LETTERS):
        assert review.read_over(review.letter_from(content, kind))


# --- our own words, in a letter of ours ---------------------------------------------------------

WORDY = "I think outside the box. Thank you! I am so sorry, really sorry!"


def ours(kind: str, body: str, **given: Any) -> Letter:
    """Return a letter of ours whose *body* has the answers in angle brackets."""
    blocks = tuple(marked(body).split("\n\n"))
    subject = given.get("subject", "Staff nurse interview")
    known = {"marked": blocks, "marked_subject": subject, "subject": subject}
    text = "\n\n".join(rendering.unmark(block) for block in blocks)
    return letter(kind, text, **{**known, "told": {"role": "nurse"}, **given})


def after_the_seams(found: list[Finding]) -> list[Finding]:
    """Return what is found beside the length, which is the person's to change by an answer."""
    return [each for each in found if each.rule not in ("R06", "R16")]


@pytest.mark.parametrize("kind", NAMES)
def test_nothing_is_found_in_words_of_ours(kind: str) -> None:
    body = f"{WORDY} Thanks. Thank you again.\n\nThanks, I gave <the ward a hand>."
    given = {"subject": "Nurse!", "greeting": "Hi Grace,", "close": ("Cheers,", "Ada Obi")}
    read = ours(kind, body, **given)
    assert after_the_seams(review.read_over(read)) == []


def test_the_same_words_are_found_where_the_person_wrote_them() -> None:
    found = rules(review.read_over(ours("thank-you", f"I came. <{WORDY}>\n\nI came.")))
    assert {"R17", "R42", "R43"} <= found


def test_a_choice_of_ours_is_words_of_ours() -> None:
    body = f"I came. <{WORDY}>\n\nI came."
    read = ours("thank-you", body, choices=frozenset({WORDY.casefold()}))
    assert after_the_seams(review.read_over(read)) == []


def test_a_letter_from_elsewhere_is_read_whole() -> None:
    assert {"R17", "R42", "R43"} <= rules(review.read_over(letter("thank-you", WORDY)))


def test_a_phrase_across_the_seam_is_found() -> None:
    assert "R17" in rules(review.read_over(ours("thank-you", "I was <nervous that day>.")))


def test_thanks_of_ours_are_not_counted_against_the_person() -> None:
    body = "Thank you for <the talk>, and thank you for <the tour>.\n\nThank you for <the tea>."
    assert "R13" not in rules(review.read_over(ours("thank-you", body)))


def test_one_apology_too_many_names_the_one_that_the_person_wrote() -> None:
    body = "I am sorry that I <came late>. I regret <it, and I apologize>."
    (found,) = [each for each in review.read_over(ours("apology", body)) if each.rule == "R24"]
    assert found.words == "apologize"


def test_both_spellings_are_told_at_once_with_the_answer_that_cures_them() -> None:
    body = "I <cancelled it on 20 October, for the colour>.\n\nI came."
    found = [
        f for f in review.read_over(ours("thank-you", body, style="american")) if f.rule == "R46"
    ]
    assert [each.words for each in found] == ["cancelled", "20 October", "colour"]
    assert all(each.message.endswith('style = "British".') for each in found)


def test_no_answer_is_named_for_a_letter_from_elsewhere() -> None:
    body = "I cancelled it on 20 October.\n\nI came."
    found = [f for f in review.read_over(letter("", body, style="american")) if f.rule == "R46"]
    assert found and not any("style =" in each.message for each in found)


def test_a_sentence_without_a_verb_is_shown() -> None:
    body = f"{THANKS}\n\nFewer returns from testing. Looking forward to it. At Arlo Ltd. I led it."
    found = [each for each in review.read_over(letter("thank-you", body)) if each.rule == "R04"]
    assert [(each.words, each.severity) for each in found] == [
        ("Fewer returns from testing.", "minor")
    ]


def test_an_unfinished_signature_is_one_that_strict_stands_on() -> None:
    kind = SHELF.kind("thank-you")
    for name, typed in {"me": "[Your Name]", "mentioned": "TODO", "people": "XXX"}.items():
        told = desk.gather(kind, {**desk.example(kind), name: typed}).answers
        (draft,) = rendering.drafts(SHELF, kind, told, TODAY)
        found = review.read_over(review.letter_of(draft, kind, told))
        assert any((each.rule, each.severity) == ("R02", "blocker") for each in found), name
