"""True and whole: what stands in a letter comes from an answer, and nothing is missing in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from drafter.language.stories import lacks_verb
from drafter.letters.marks import CLOSE, OPEN
from drafter.letters.questions import Person
from drafter.review.letter import Letter
from drafter.review.page import Note, Page
from drafter.review.reading import rule
from drafter.review.words import COMMON, Words, any_of

_WORDS = Words(__file__)

# --- R01: nothing invented ---------------------------------------------------------------------

_FACT = re.compile(r"\d+|(?<![.?!:…])(?<=[\w,;’”)] )(?!I\b)[A-Z][\w’']*")


@rule("R01", "blocker", seams=True)
def invents_nothing(page: Page) -> Iterator[Note]:
    """Every name and every number comes from an answer.

    The letter goes out over somebody's own name, and they will be asked about what stands in it.
    So drafter's own words hold no number, and no capital beside "I" and those that begin a
    sentence. This can be read only in a letter that drafter wrote, where it is known which words
    are answers.
    """
    letter = page.letter
    if letter.marked is None:
        return
    for block in (letter.marked_subject, *letter.marked):
        for words in _facts_of_ours(_shape(block)):
            message = "This came from no answer, and a letter says only what you told it. Please "
            yield Note(message + "check the letter's own template.", words, page.start)


def _shape(block: str) -> str:
    """Return *block* with an x for each answer, and the stop that the answer ended with."""
    first, *rest = block.split(OPEN)
    shape = [first]
    for part in rest:
        answer, _, ours = part.partition(CLOSE)
        end = answer.rstrip("\"'”’)")[-1:]
        shape += ("x", end if end in ".?!:…" else "", ours)
    return "".join(shape)


# Words of ours are the same in all letters of one shape, so each shape is read once.
@lru_cache(maxsize=4096)
def _facts_of_ours(shape: str) -> tuple[str, ...]:
    return tuple(_FACT.findall(shape.removeprefix("Re: ")))


# --- R02: nothing unfinished -------------------------------------------------------------------

_PLACEHOLDER = re.compile(
    r"\[[^\]\n]{0,60}\]|\{[^}\n]{0,60}\}+|\{\{|\}\}|_{3,}|<[A-Za-z][A-Za-z _-]{1,30}>|"
    r"(?<!\w)\(\s*\)|(?<=[\w,;] )None(?=[\s.,;])|\bNone\.(?=\s|$)|(?i:\bn/a\b)|(?i:\btb[cda]\b)|"
    r"(?i:\bx{3,}\b)|(?i:\blorem\b)|\bTO DO\b|(?i:\btodo\b)(?!s| (?:list|app|item))|"
    r"\bFIXME\b|\?{3,}|"
    r"\b(?:Your|Company|Interviewer['’]?s?|Hiring Manager['’]s) Name\b|"
    r"(?<=[^\s.?!:]) {2,}(?=\S)| [.,;:?!](?=[\s\"”]|$)|(?<!\.)\.\.(?!\.)|,[.,]|(?<=\s)\ufffd"
)
# Without one of these there is nothing to find, and most letters have none of them.
_UNFINISHED = (
    *("[", "{", "}", "__", "<", "( ", "()", "None", "n/a", "N/A", "TB", "tb", "XX", "xx", "orem"),
    *("LOREM", "TO", "odo", "FIX", "??", " Name", "  ", " .", " ,", " ;", " :", " ?", " !", ".."),
    *(",.", ",,", "\ufffd"),
)  # fmt: skip


@rule("R02", "blocker", seams=True)
def is_ready_to_paste(page: Page) -> Iterator[Note]:
    """Nothing is unfinished: no placeholder, no hole, no doubled stop.

    A letter is pasted and sent, often in a hurry, and [Your Name] or None in it tells the reader
    that it was filled in by a machine and read by nobody. Subject, greeting and signature are read
    as well as the body. Two blanks after a full stop are a habit, not a hole, and are left alone.
    """
    message = "Something is unfinished here. Fill it in or take it out, so that it can be sent."
    if any(map(_may_be_unfinished, page.text.split("\n"))):
        yield from page.matched(_PLACEHOLDER, message)
    for line in (page.letter.greeting, *page.letter.close):
        for found in _PLACEHOLDER.finditer(line):
            yield Note(message, found.group().strip())


@lru_cache(maxsize=1024)
def _may_be_unfinished(line: str) -> bool:
    return any(map(line.__contains__, _UNFINISHED))


# --- R03: names --------------------------------------------------------------------------------

_CAPITALISED = re.compile(r"[A-ZÀ-Þ](?:[^\W\d_]|['’-])+")
_TITLES = COMMON["titles"]
_NOT_NAMES = _WORDS["not_names"] | _TITLES | COMMON["months"] | COMMON["weekdays"]


@rule("R03", "blocker", seams=True, panel=True)
def spells_names_alike(page: Page) -> Iterator[Note]:
    """A name is spelled the same way throughout, in the subject and the greeting too.

    A reader sees a slip in their own name before anything else, and a candidate who was perfect
    otherwise was lost over one (avidcareerist.com, Job interview thank-you note, 2013; job-hunt.org
    counts it among the usual mistakes). A word with a capital is shown where it is nearly, but not
    quite, a name from the greeting or the answers, and so is a long one in the body that differs
    in a letter or two from another. In the notes for one panel a name is the same in all of them.
    """
    known: dict[str, str] = {}
    for letter in [each.letter for each in page.panel] or [page.letter]:
        known |= _known_names(letter)
    seen: dict[str, str] = {}
    for name, at, title in _names(page.text):
        # A word after a stop has its capital for that reason.
        begins = at < 2 or page.text[at - 1] != " " or page.text[at - 2] in '.?!:\n“"'
        if (begins and not title) or name in known or name in _NOT_NAMES or len(name) < 3:
            continue
        near = next((each for each in known if _is_slip(name, each, titled=bool(title))), None)
        if near and title and known[near] not in ("", title):
            near = None  # Mr Hall and Ms Hill are two people
        if near is None and at >= page.start and len(name) >= 6:
            # "Germans" is no slip of "Germany".
            others = (each for each in seen if each[:-1] != name[:-1])
            near = next((each for each in others if _is_slip(name, each, titled=False)), None)
            seen.setdefault(name, "")
        if near:
            message = f"It is {near!r} elsewhere. A name spelled right shows care: please see which"
            yield Note(f"{message} one is right, and use it throughout.", name, at)


def _names(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield each word of *text* with a capital, where it stands, and the title before it."""
    title, title_end = "", -1
    for found in _CAPITALISED.finditer(text):
        at = found.start()
        name = found.group().removesuffix("'s").removesuffix("’s").rstrip("'’-")
        if name in _TITLES:
            title, title_end = name, found.end() + (text[found.end() : found.end() + 1] == ".")
            continue
        if title_end != at - 1:
            title = ""
        yield name, at, title


def _known_names(letter: Letter) -> Mapping[str, str]:
    """Return the names that are known, each with the title before it or an empty text."""
    texts = [letter.greeting]
    for name in ("people", "company", "client"):
        told = letter.told.get(name)
        if isinstance(told, str):
            texts.append(told)
        elif isinstance(told, tuple):
            texts += [person.greeting for person in told if isinstance(person, Person)]
            texts += [person.name or "" for person in told if isinstance(person, Person)]
    return _names_of(tuple(texts))


@lru_cache(maxsize=256)
def _names_of(texts: tuple[str, ...]) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for text in texts:
        title = ""
        for word in re.findall(r"[^\W\d_](?:[^\W\d_]|['’-])*", text):
            if word in _NOT_NAMES or not word[0].isupper():
                title = word if word in _TITLES else ""
            elif len(word) >= 3:
                known[word.removesuffix("'s").removesuffix("’s")] = title
    return known


@lru_cache(maxsize=8192)
def _is_slip(word: str, name: str, *, titled: bool) -> bool:
    """Return whether *word* looks like *name* written wrong: one letter off, or two in a long name.

    People seldom miss the first letter. A word that is only longer by an ending ("German",
    "Germany"; "Baker", "Bakers") is another word, unless a title makes it a name.
    """
    if word == name or max(len(word), len(name)) < 4 or word[0].lower() != name[0].lower():
        return False
    if word.lower() == name.lower():
        return not (word.isupper() or name.isupper())
    if abs(len(word) - len(name)) > 2:
        return False
    ending = word.startswith(name) or name.startswith(word)
    if ending and not titled:
        return False
    if len(word) == len(name) == 4 and sorted(word) != sorted(name):
        return False  # Hall and Hill
    allowed = 2 if min(len(word), len(name)) >= 7 else 1
    return _distance(word.lower(), name.lower()) <= allowed


def _distance(one: str, other: str) -> int:
    """Return how many letters are changed, added, left out or swapped between *one* and *other*."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        next_row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(row[j] + 1, next_row[-1] + 1, row[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            next_row.append(cost)
        before, row = row, next_row
    return row[-1]


# --- R04: whole sentences ----------------------------------------------------------------------

_BROKEN_OFF = frozenset(itertools.product(_WORDS["needs_more"], ".;?!"))
_WISH = re.compile(
    r"(?:many |my |with )?(?:thanks|looking|congratulations|best|kind|all|warm)\b", re.I
)
_HOLE = rf"\b(?:{any_of(_WORDS['needs_more'])})\s*[.;?!](?=\s|$)"


@rule("R04", "blocker", seams=True)
def leaves_no_trace(page: Page) -> Iterator[Note]:
    """No sentence breaks off where an answer should stand.

    Most questions may be skipped, and then nothing is left that points to them: a sentence that
    ends in "the" or "because" shows that something was to follow. Words that make no sentence, for
    want of a verb, are a small thing in the person's own text, since many write so on purpose;
    wishes and "Looking forward to it." are left alone.
    """
    message = "This sentence breaks off: a word is missing. Fill it in, or leave the sentence out."
    if not page.pairs.isdisjoint(_BROKEN_OFF):
        yield from page.matched(_HOLE, message)
    message = "This is no whole sentence yet. Say who did what, or join it to the one before."
    for sentences in page.sentences:
        for sentence in sentences:
            at = page.text.find(sentence)
            own = page.is_theirs(at, at + len(sentence)) and not _WISH.match(sentence)
            if own and sentence.endswith(".") and lacks_verb(sentence):
                yield Note(message, sentence, at, "minor")


# --- R05: joined well --------------------------------------------------------------------------

_TWICE = frozenset((word, word) for word in _WORDS["at_seams"])
_ARTICLE = (
    r"\b[Aa] (?=[aeio])(?!(?:or|and|is|in|at|as|on|of)\b)"  # "a Type A or F" is a name
    r"(?!(?:eu|ew|one\b|one-|once)|on\w*[-’'])\w+|\b[Aa] (?:hour|honest|heir)\w*|"
    r"\b[Aa]n (?=[bcdfgjklmnpqrstvwxyz])(?=[a-z]*[aeiou])[a-z]+"
)
_ARTICLES = frozenset(("a", "an"))
_REPEATED = r"enjoyed (?:that )?I\b|\bI (?:i|Sorry|sorry)\b|that I (?:I|that)\b"
_SEAMS = frozenset(
    {("enjoyed", "i"), ("enjoyed", "that"), ("i", "i"), ("i", "sorry"), ("i", "that")}
)
_LONE_I = r"(?<=[a-z,] )i(?= [a-z]|['’](?:m|ve|d|ll)\b)"
_LONE_I_SIGNS = (" i ", " i'", " i’")
_CUT_SHORT = frozenset(each[-4:] for each in _WORDS["cut_short"])
_DOUBLED = rf"(?i)\b({any_of(_WORDS['at_seams'])}) \1\b"
_SMALL_START = re.compile(rf"[.?!] (?:{any_of(_WORDS['begins_sentence'])})\b")
_STARTS_SMALL = re.compile(rf"(?:{any_of(_WORDS['begins_paragraph'])})\b")


@rule("R05", "blocker", seams=True)
def is_joined_well(page: Page) -> Iterator[Note]:
    """An answer sits in its sentence without a seam: capitals, stops, "a" and "an", no word twice.

    Such a note is read as a sample of the writer's work (job-hunt.org, on mistakes in thank-you
    notes), and a slip where two texts were joined looks like carelessness. A sentence begins with
    a capital and ends with a stop; a name that is written small, such as dbt, may begin one.
    """
    text = page.text
    if not page.pairs.isdisjoint(_TWICE):
        yield from page.matched(_DOUBLED, "A word stands here twice. Leave one out.")
    if not page.words.isdisjoint(_ARTICLES) and any(
        (word == "a" and other[0] in "aeioh") or (word == "an" and other[0] not in "aeiou")
        for word, other in page.pairs
        if word in _ARTICLES
    ):
        message = "Read this aloud: a goes before a consonant, an before a vowel."
        yield from page.matched(_ARTICLE, message)
    if not page.pairs.isdisjoint(_SEAMS):
        message = "Two beginnings met here. Leave one out, so that it reads as one sentence."
        yield from page.matched(_REPEATED, message)
    if any(map(text.__contains__, _LONE_I_SIGNS)):
        yield from page.matched(_LONE_I, "I is written with a capital in a letter.")
    yield from _without_capital_or_stop(page)


def _without_capital_or_stop(page: Page) -> Iterator[Note]:
    text, capital = page.text, "A sentence begins with a capital. Please write this word with one."
    for found in _SMALL_START.finditer(text):
        before = text[max(found.start() - 4, 0) : found.start()]
        if before.isalpha() and before.islower() and before not in _CUT_SHORT:
            yield Note(capital, found.group()[2:], found.start() + 2)
    for paragraph in page.letter.paragraphs:
        start = text.find(paragraph)
        if small := _STARTS_SMALL.match(paragraph):
            yield Note(capital, small.group(), start)
        if "\n" not in paragraph and paragraph[-1:].isalnum() and "://" not in paragraph[-60:]:
            message = "This paragraph ends without a full stop. Put one, or finish the sentence."
            yield Note(message, paragraph[-30:].split(" ", 1)[-1], start + len(paragraph))
