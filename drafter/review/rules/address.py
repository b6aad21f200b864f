"""To whom and from whom: which interview it is about, and how it greets, closes and thanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.review.letter import FAREWELL, Letter
from drafter.review.page import Note, Page
from drafter.review.reading import rule
from drafter.review.rules.shape import is_bare
from drafter.review.words import COMMON, Words, any_of

_WORDS = Words(__file__)


@rule("R10", "major", "thank-you", "clarification", "apology", "second-interview", "check-in")
def says_which_interview(page: Page) -> Iterator[Note]:
    """The role and the occasion stand in the subject or the first two sentences.

    They meet many people, so the letter first says who is writing and about which talk; career
    offices ask for it in the first lines (Princeton; Purdue OWL). "It was good to meet you" under
    "Thank you" fits all of them. What the role is called is known only where there are answers. A
    letter that drafter wrote says it by itself.
    """
    if page.letter.ours:
        return
    subject = "" if is_bare(page.letter.subject) else page.letter.subject
    first = " ".join((subject, *page.opening))
    role = page.letter.told.get("role")
    known = not isinstance(role, str) or role.casefold() in first.casefold()
    if not known or not _WORDS.pattern("occasions").search(first):
        yield Note(
            "They meet many people. Say the role and the day in the subject or the first two "
            "sentences, so that they know you again.",
            at=page.start,
        )


_TO_A_NAME = re.compile(
    r"(?:hi|hello|good (?:morning|afternoon|evening)),? (?!there|all|everyone|team)\w", re.I
)


@rule("R11", "major")
def greets_and_closes_fittingly(page: Page) -> Iterator[Note]:
    """It greets with "Dear" and a name or the team, and closes as its style does.

    A name wherever there is one, after "Dear", suits every reader (SHRM, Salutations in cover
    letters and e-mail); "Hi Grace," is right among people on first names, and "Good morning,
    Mr. Roe," as kind. Americans close with
    Sincerely or Best regards, the British with Yours sincerely or, in an email, Kind regards
    (University of Twente, English style guide; ego4u.com, Business letters). "Dear Sir or Madam"
    may stay where "Yours faithfully" closes the letter, and only there. A letter that drafter wrote
    greets and closes by the style that was chosen, so it is not read for this.
    """
    close = page.letter.close
    farewell = close[0] if close else ""
    faithful = farewell.lower().startswith("yours faithfully")
    if page.letter.ours:
        return
    yield from _greeting(page, farewell if faithful else "")
    if not close or not FAREWELL.fullmatch(farewell):
        yield Note(
            "A close such as Kind regards or Best regards is missing. Put one above your name.",
            at=len(page.text),
            severity="minor" if close else "",
        )
        return
    style = page.letter.style
    wrong = style and not faithful and _WORDS.pattern(f"wrong_{style}").match(farewell)
    if wrong or _WORDS.pattern("casual_closes").match(farewell):
        right = _WORDS.table("right_close").get(style, "Kind regards or Best regards")
        yield Note(f"{right} fits this letter better.", farewell, len(page.text))


def _greeting(page: Page, faithful: str) -> Iterator[Note]:
    """Yield what is wrong with the greeting; *faithful* is a close with "Yours faithfully"."""
    greeting = page.letter.greeting
    if not greeting:
        yield Note(
            "There is no greeting. Dear and a name, or Dear hiring team, opens a letter kindly."
        )
    elif _WORDS.pattern("nobody").match(greeting):
        if not faithful:
            yield Note(
                "Somebody is going to read this. Use the name, or Dear hiring team.", greeting
            )
    elif not greeting.lower().startswith("dear ") and not _TO_A_NAME.match(greeting):
        yield Note(
            "Dear is right for every reader. Begin with it and the name.", greeting, 0, "minor"
        )
    elif faithful:
        yield Note(
            "Yours faithfully goes with Dear Sir or Madam. To a name, Yours sincerely is right.",
            faithful,
            len(page.text),
        )


# One name, with or without a title: not "Ann and Bo", nor "hiring team".
_GREETED = re.compile(
    r"(?i:dear|hi|hello|good (?:morning|afternoon|evening),?) "
    r"(?P<name>[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3})"
)
_GROUPS = frozenset(("all", "everyone", "hiring", "sir", "madam", "team", "there"))
_DEVICE = re.compile(
    r"\b(?:sent|written) (?:from|with|via|on) (?:my|an?|the)?\s*\w+|\bget outlook", re.I
)
_TITLED = re.compile(rf"dear (?:{any_of(COMMON['titles'])})\b", re.I)


@rule("R12", "minor")
def is_signed(page: Page) -> Iterator[Note]:
    """The full name stands under the letter, and nothing that a device adds.

    With the full name they know at once who wrote; "Sent from my phone" tells them that it was
    dashed off. One name alone is found only under a letter to somebody with a title: elsewhere a
    first name may be right, and many people have only one. This is our own judgement.
    """
    close, end = page.letter.close, len(page.text)
    lines = [line for line in close if not _DEVICE.search(line)]
    for line in close:
        if _DEVICE.search(line):
            yield Note("A device added this line. Leave it out.", line, end)
    name = next((line for line in lines if not FAREWELL.fullmatch(line)), "")
    me = page.letter.told.get("me")
    if isinstance(me, str):
        if me not in close:
            yield Note(f"Your name is missing. Put {me!r} under the letter.", at=end)
    elif not name:
        yield Note("Your name is missing. Put your full name under the letter.", at=end)
    elif len(name.split()) < 2 and page.letter.marked is None and _has_title(page.letter):
        yield Note("With your full name they know at once who wrote.", name, end)


def _has_title(letter: Letter) -> bool:
    return bool(_TITLED.match(letter.greeting))


_THANKS = re.compile(r"[Tt]hank(?:s|ful)?\b|[Gg]rateful\b")
_PASSED_ON = re.compile(r"\bpass\b[^.]*\bthanks\b")


@rule(
    "R13", "major", "thank-you", "clarification", "second-interview", "feedback",
    "rejection-reply", "recruiter",
)  # fmt: skip
def thanks_early_and_not_too_often(page: Page) -> Iterator[Note]:
    """The first paragraph says thank you, and the letter says it twice at most.

    Thanks for something they gave, such as the hour or the news, open the door to the rest of the
    letter; said at the end alone they look like a formula, and said three times they are no longer
    believed. A third is left alone where the letter asks to pass the thanks on. In a letter
    that drafter wrote only the person's own thanks are counted.
    """
    said = page.of_theirs(_THANKS.finditer(page.text, page.start))
    first = page.letter.paragraphs[0] if page.letter.paragraphs else ""
    thanked = page.letter.ours or _THANKS.search(first) or "appreciate" in first
    if not thanked:
        yield Note(
            "Thank them in the first paragraph, for the time or for telling you. It opens the "
            "door to the rest.",
            at=page.start,
        )
    most = 3 if _PASSED_ON.search(page.body) else 2
    if len(said) > most:
        yield Note(
            "Thanks that are said once or twice are believed. Keep the best ones.",
            said[most].group(),
            said[most].start(),
        )


# A name before a comma speaks to somebody, unless it follows one of these: "with Grace, who ...".
_OF_THEM = r"(?:about|by|for|from|hearing|how|meeting|of|seeing|that|to|when|with) "
_NAMED_LATER = (
    rf"(?<![“\"‘])(?:\b(?P<of>{_OF_THEM}))?\b(?P<name>{{name}}(?:['’]s)?)(?![\w-])(?! [A-Z])"
    r"(?(of)|(?!,))"
)


@rule("R48", "major")
def speaks_to_its_reader(page: Page) -> Iterator[Note]:
    """The one person it greets is "you" in it, and is not spoken of by name.

    "I enjoyed hearing Ms. Okafor explain it", under "Dear Ms. Okafor," shows that the letter was
    written to somebody else, or to nobody; it is our own judgement. To be spoken to by name
    ("Thank you, Grace,") is another thing. A first name alone is found only inside a sentence,
    since another person may have it, and a letter to several people may name each of them.
    """
    greeted = _GREETED.fullmatch(page.letter.greeting.strip().rstrip(",:!"))
    name = greeted["name"] if greeted else ""
    if not name or name in COMMON["months"] or name.split()[0].casefold() in _GROUPS:
        return
    title, _, rest = name.rpartition(" ")
    if rest not in page.body:
        return
    titled = title.rstrip(".") in COMMON["titles"]
    known = rf"{re.escape(title.rstrip('.'))}\.? {re.escape(rest)}" if titled else re.escape(name)
    for found in re.finditer(_NAMED_LATER.format(name=known), page.text[page.start :]):
        at = page.start + found.start("name")
        before = page.text[max(page.start, at - 2) : at]
        if re.search(r"[,.?!:\n] ?$|^$", before) and not titled:
            continue
        if before.endswith(", ") and re.match(r"[.!?]|\s*$", page.text[page.start + found.end() :]):
            continue  # "Thank you again, Ms. Okafor."
        yield Note(
            "The letter is to this person, so say you. If it is another of that name, say which.",
            found["name"],
            at,
        )
