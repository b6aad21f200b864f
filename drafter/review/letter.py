"""Reads a letter over; each rule is one function."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from drafter.errors import TemplateError
from drafter.language.stories import lacks_verb
from drafter.letters.library import SHARED, SHIPPED, Kind, Library, library
from drafter.letters.questions import Person, Value, closest
from drafter.letters.rendering import CLOSE, LONGEST_SUBJECT, OPEN, Draft, unmark

SEVERITIES = ("blocker", "major", "minor")  # worst first
ANY_BAND = (20, 180, 220)  # words for a letter of unknown kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found: *words* are those of the letter, *message* says why and what to do."""

    rule: str
    severity: str
    message: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a rule reads.

    *kind* is "" where it is unknown: then only the rules for every letter apply. *subject* is ""
    where the letter was given without one. *paragraphs* are the body alone; a list belongs to the
    paragraph before it, each item on a line that begins with "- ". *close* holds the lines after
    the body. *marked* is the body with drafter's marks around the answers, None for a letter from
    elsewhere. *band* is how many words the body should have: at least, up to, never more than.
    *style* is "american", "british" or "". *pictures* are the addresses that an HTML letter loads.
    *lost* names the sentences that the letter is for, where the person left them out.
    *choices* are answers that we worded and the person only took.
    """

    kind: str = ""
    subject: str = ""
    greeting: str = ""
    paragraphs: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    marked: tuple[str, ...] | None = None
    marked_subject: str = ""
    band: tuple[int, int, int] = ANY_BAND
    formal: bool = False
    style: str = ""
    told: Mapping[str, object] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    choices: frozenset[str] = frozenset()

    @property
    def ours(self) -> bool:
        """Return whether drafter wrote it, so that only the answers in it are the person's."""
        return self.marked is not None


def letter_of(draft: Draft, kind: Kind, told: Mapping[str, Value]) -> Letter:
    """Return *draft*, a letter of ours made of the answers *told*, as the rules read it."""
    blocks = draft.marked.strip("\n").split("\n\n")
    marked = tuple(_with_lists(blocks[1:-1]))
    return Letter(
        kind=kind.name,
        subject=draft.subject,
        greeting=unmark(blocks[0]),
        paragraphs=tuple(unmark(paragraph) for paragraph in marked),
        close=tuple(unmark(blocks[-1]).split("\n")) if len(blocks) > 1 else (),
        marked=marked,
        marked_subject=draft.marked_subject,
        band=kind.band,
        formal=any(told.get(name) == answer for name, answer in kind.formal),
        style="british" if draft.language == "en-GB" else "american",
        told=told,
        lost=tuple(
            said.name for said in draft.sentences if said.name in kind.purpose and said.chosen == 0
        ),
        choices=frozenset(each.casefold() for q in kind.questions for each in q.choices),
    )


def _with_lists(blocks: Iterable[str]) -> list[str]:
    """Return *blocks* with each list at the end of the paragraph before it."""
    paragraphs: list[str] = []
    for block in blocks:
        if paragraphs and block.lstrip(OPEN).startswith("- "):
            paragraphs[-1] += f"\n{block}"
        else:
            paragraphs.append(block)
    return paragraphs


# --- a letter from elsewhere -------------------------------------------------------------------

_HEADER = re.compile(r"(subject|to|from|cc|bcc|date|sent|reply-to|betreff):\s*(.*)", re.I)
_GREETING = re.compile(
    r"(dear|hi|hello|hey|greetings|good (?:morning|afternoon|evening)|to whom)\b", re.I
)
_FAREWELL = re.compile(
    r"(?:(?:with )?(?:very )?(?:kind(?:est)?|best|warm(?:est)?|many|sincere)?(?: personal)? ?"
    r"(?:regards|wishes|thanks|gratitude|appreciation)(?: again| in advance)?|best|warmly|"
    r"(?:yours )?(?:very )?(?:sincerely|faithfully|truly|respectfully|cordially)(?: yours)?|yours|"
    r"thank you(?: again| in advance| very much| so much)?|all the best|cheers|love|later|laters|"
    r"take care|thx|ta|peace|xo+|xx+)[,.!]?",
    re.I,
)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|p|br|div|title|table|span)\b[^>]*>", re.I)
_QUOTED = re.compile(r"^(?:>|-{2,} ?Original Message|_{10,}$|On .{8,90} wrote:$)", re.I | re.M)
_ITEM = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+(?=\S)")


def letter_from(content: str, kind: Kind | None = None) -> Letter:
    """Return a letter that drafter did not write, or that was edited since.

    *content* is plain text, with or without a first line "Subject: ...", or an HTML page. The
    earlier message that a reply quotes is left out. *kind* None: it is not known.
    """
    style, subject = "", ""
    pictures: tuple[str, ...] = ()
    text = content.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = unmark(text)
    if _HTML.search(text):
        page = _read_page(text)
        style, pictures, subject, text = page.style, tuple(page.pictures), page.subject, page.text
    subject, text = _without_headers(text.strip("\n"), subject)
    quoted = _QUOTED.search(text)
    if quoted and quoted.start() > 0:
        text = text[: quoted.start()]
    lines = text.rstrip().split("\n")
    greeting, lines = _without_greeting(lines)
    lines, close = _without_close(lines)
    return Letter(
        kind=kind.name if kind else "",
        subject=subject,
        greeting=greeting,
        paragraphs=tuple(_paragraphs(lines)),
        close=tuple(line.strip() for line in close if line.strip()),
        band=kind.band if kind else ANY_BAND,
        style=style,
        pictures=pictures,
    )


@dataclass(slots=True, kw_only=True)
class _WebPage:
    style: str = ""
    subject: str = ""
    text: str = ""
    pictures: list[str] = field(default_factory=list)


def _read_page(content: str) -> _WebPage:
    """Return the words of an HTML letter as text, its title as the subject."""
    from html.parser import HTMLParser

    page, words = _WebPage(), [""]
    breaks = dict.fromkeys(
        ("p", "div", "ul", "ol", "table", "h1", "h2", "h3", "blockquote"), "\n\n"
    )
    breaks |= {"br": "\n", "tr": "\n", "li": "\n- "}

    class Reader(HTMLParser):
        inside = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag == "html" and given.get("lang"):
                languages = {"en-gb": "british", "en-us": "american"}
                page.style = languages.get(str(given["lang"]).lower(), "")
            if tag == "img" and str(given.get("src")).startswith(("http:", "https:", "//")):
                page.pictures.append(str(given["src"]))
            if tag in ("title", "style", "script"):
                self.inside = tag
            words.append(breaks.get(tag, ""))

        def handle_endtag(self, tag: str) -> None:
            if tag == self.inside:
                self.inside = ""
            words.append("\n\n" if breaks.get(tag) == "\n\n" else "")

        def handle_data(self, data: str) -> None:
            if self.inside == "title":
                page.subject += " ".join(data.split())
            elif not self.inside:
                words.append(re.sub(r"[ \t\n]+", " ", data))

    Reader(convert_charrefs=True).feed(content)
    text = re.sub(r" *\n *", "\n", "".join(words).replace("\u00a0", " "))
    page.text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return page


def _without_headers(text: str, subject: str) -> tuple[str, str]:
    """Return the subject and the rest of *text*, without the lines a mail begins with."""
    lines = text.split("\n")
    while lines and (not lines[0].strip() or _HEADER.match(lines[0])):
        header = _HEADER.match(lines[0])
        if header and header.group(1).lower() in ("subject", "betreff"):
            subject = header.group(2).strip()
        del lines[0]
    return subject, "\n".join(lines)


def _without_greeting(lines: list[str]) -> tuple[str, list[str]]:
    first = lines[0].strip() if lines else ""
    if not _GREETING.match(first):
        named = re.fullmatch(r"[^\W\d_][\w.'’ -]{0,40}[,:]", first)  # "Ms. Okafor,"
        return (first, lines[1:]) if named and len(first.split()) <= 4 else ("", lines)
    if first.endswith((",", ":", "!")) or len(first.split()) <= 5:
        return first, lines[1:]
    # "Dear Ms. Okafor, thank you for ...": the letter begins on the line of the greeting.
    greeted = re.match(r"(.{3,60}?[,:])\s+(.+)", first)
    return (greeted.group(1), [greeted.group(2), *lines[1:]]) if greeted else (first, lines[1:])


def _without_close(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines before and from the close, which stands among the last eight lines."""
    for place in range(len(lines) - 1, max(len(lines) - 12, 0) - 1, -1):
        line = lines[place].strip()
        if _FAREWELL.fullmatch(line) and len(line.split()) <= 5:
            follows = [each.strip() for each in lines[place + 1 :] if each.strip()]
            if all(len(each.split()) <= 8 for each in follows):
                return lines[:place], lines[place:]
    after = len(lines)
    while after and lines[after - 1].strip():
        after -= 1
    last = [line.strip() for line in lines[after:]]
    listed = len(last) > 1 and all(_ITEM.match(line) for line in last)
    named = all(len(line.split()) <= 5 and line[-1] not in ".?!:" for line in last)
    if after and named and not listed:
        return lines[:after], lines[after:]  # only a name
    return lines, []


def _paragraphs(lines: list[str]) -> list[str]:
    """Return the paragraphs of *lines*: wrapped lines joined, list items on lines of their own."""
    # Without an empty line anywhere, each long line is a paragraph.
    loose = "" not in [line.strip() for line in lines] and any(len(line) > 100 for line in lines)
    blocks: list[str] = []
    fresh = True
    for line in lines:
        said = line.strip()
        if not said:
            fresh = True
        elif item_mark := _ITEM.match(line):
            item = f"- {line[item_mark.end() :].strip()}"
            blocks[-1:] = [f"{blocks[-1]}\n{item}"] if blocks else [item]
            fresh = False
        elif fresh or loose or not blocks:
            blocks.append(said)
            fresh = False
        else:
            blocks[-1] += f" {said}"
    return blocks


# --- phrases that hurt -------------------------------------------------------------------------

_WORD = re.compile(r"\w+(?:['’]\w+)*|[.?!:;]+(?=[\s\"'”’)]|$)|\n")
_STOP = frozenset(".?!:;\n")
_SHORT = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_IS = ("it", "that", "what", "there", "who", "he", "she", "where", "how")
_NOT = {"won't": "will", "can't": "can", "shan't": "shall"}
_TWO_WAYS = ("'", "’", "annot", "pologis")  # in words that are written in two ways


def _small(text: str) -> str:
    """Return *text* in small letters, each in its place ("İ" would become two)."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


@lru_cache(maxsize=4096)
def _spoken(word: str) -> tuple[str, ...]:
    """Return the words that *word* is short for: "I'm" is "i", "am"; one spelling for "-ise"."""
    word = word.replace("’", "'")
    if word == "cannot":
        return ("can", "not")
    if word.startswith("apologis"):
        return (word.replace("apologis", "apologiz"),)
    if "'" not in word:
        return (word,)
    if word.endswith("n't"):
        return (_NOT.get(word, word[:-3]), "not")
    said, _, end = word.rpartition("'")
    if end in _SHORT:
        return (said, _SHORT[end])
    return (said, "is") if end == "s" and said in _IS else (word,)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a list as it stands in a letter."""

    words: str
    at: int


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """The lists of phrases, ready to be looked for all at once.

    *lists* are as written. *begins* finds the phrases that begin with two words, or with one that
    stands alone or before a ``*``; the longest comes first.
    """

    lists: Mapping[str, tuple[str, ...]]
    begins: Mapping[str | tuple[str, str], tuple[tuple[str, tuple[str, ...]], ...]]
    keys: frozenset[str | tuple[str, str]]
    spelling: Mapping[str, str]
    british: frozenset[str]

    def found_in(self, text: str, words: list[str]) -> dict[str, list[Hit]]:
        """Return where the phrases of each list stand in *text*, whose small *words* are given."""
        said = tuple(words)
        place: Sequence[int] = range(len(words))
        if any(sign in text for sign in _TWO_WAYS):
            parts = [(part, at) for at, word in enumerate(words) for part in _spoken(word)]
            said, place = tuple(part for part, _ in parts), [at for _, at in parts]
        likely = (self.keys & set(itertools.pairwise(said))) | (self.keys & set(said))
        found: dict[str, list[Hit]] = {}
        if not likely:
            return found
        ends: dict[str, int] = {}
        spans: list[re.Match[str]] = []
        for start, pair in enumerate(itertools.pairwise((*said, ""))):
            if pair not in likely and pair[0] not in likely:
                continue
            for name, phrase in (*self.begins.get(pair, ()), *self.begins.get(pair[0], ())):
                end = start + len(phrase)
                if ends.get(name, 0) > start or not _stands(phrase, said[start:end]):
                    continue
                spans = spans or list(_WORD.finditer(text))
                first, last = spans[place[start]], spans[place[end - 1]]
                found.setdefault(name, []).append(
                    Hit(text[first.start() : last.end()], first.start())
                )
                ends[name] = end
        return found


def _stands(phrase: tuple[str, ...], said: tuple[str, ...]) -> bool:
    if phrase == said or "*" not in phrase or len(phrase) != len(said):
        return phrase == said
    return all(
        wanted == word or (wanted == "*" and word[0] not in _STOP)
        for wanted, word in zip(phrase, said, strict=True)
    )


@lru_cache(maxsize=4)
def phrase_lists(letters: Library) -> Phrases:
    """Return the phrases of *letters*: ours, and those that the reader's own folder adds.

    Raises:
        TemplateError: If the reader's file names a list that there is not, or holds no texts.
    """
    file = f"{SHARED}/phrases.toml"
    ours = letters.table(SHIPPED + file)
    lists = {name: list(given) for name, given in ours.items() if name != "spelling"}
    spelling = dict(ours.get("spelling", {}))
    own = letters.table(file)
    for name, given in own.items():
        if name == "spelling" and isinstance(given, dict):
            spelling |= {str(one): str(other) for one, other in given.items()}
            continue
        if name not in lists:
            raise TemplateError(
                f"{letters.find(file)}: there is no list {name!r}.{closest(name, lists)}"
            )
        if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
            raise TemplateError(
                f'{letters.find(file)}: {name} is a list of texts in quotes: {name} = ["..."]'
            )
        lists[name] += [each for each in given if each not in lists[name]]
    begins = _begins(lists)
    return Phrases(
        lists={name: tuple(given) for name, given in lists.items()},
        begins=begins,
        keys=frozenset(begins),
        spelling=spelling,
        british=frozenset(spelling.values()),
    )


def _begins(
    lists: Mapping[str, Sequence[str]],
) -> dict[str | tuple[str, str], tuple[tuple[str, tuple[str, ...]], ...]]:
    begins: dict[str | tuple[str, str], list[tuple[str, tuple[str, ...]]]] = {}
    for name, given in lists.items():
        for each in given:
            words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*|\*", each.lower())
            phrase = tuple(part for word in words for part in _spoken(word))
            if phrase:
                alone = len(phrase) == 1 or phrase[1] == "*"
                key = phrase[0] if alone else (phrase[0], phrase[1])
                begins.setdefault(key, []).append((name, phrase))
    return {
        key: tuple(sorted(found, key=lambda each: -len(each[1]))) for key, found in begins.items()
    }


# --- how a letter is read ----------------------------------------------------------------------

_ABBREVIATION = re.compile(
    r"\W?(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|St|Mt|No|Sr|Jr|vs|e\.g|i\.e|a\.m|p\.m|approx|dept|incl|"
    r"Inc|Ltd|Co|Corp)|[A-Z](?:\.[A-Z])*)\."
)
_SENTENCE_END = re.compile(r"[.?!]['\"”’)\]]*\s+(?=['\"“‘(]?[A-Z0-9£$€])")


@lru_cache(maxsize=256)
def _sentences(prose: str) -> tuple[str, ...]:
    """Return the sentences of one paragraph; "Dr. Osei" does not end one."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(prose):
        word = prose[prose.rfind(" ", start, end.start()) + 1 : end.start() + 1]
        if len(word) > 8 or not _ABBREVIATION.fullmatch(word):
            found.append(prose[start : end.end()].strip())
            start = end.end()
    rest = prose[start:].strip()
    return (*found, rest) if rest else tuple(found)


@dataclass(frozen=True, slots=True)
class _Page:
    """A letter on the desk: its words counted and its phrases looked up, once for all rules."""

    letter: Letter
    phrases: Phrases
    text: str  # the subject, a line break, the body
    body: str
    prose: tuple[str, ...]  # the paragraphs without their lists
    items: tuple[str, ...]  # the list items
    sentences: tuple[tuple[str, ...], ...]  # of each paragraph, without its list
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]  # neighbours: words, and stops among them
    hits: Mapping[str, list[Hit]]
    length: int  # words of the body
    start: int  # where the body begins in the text
    theirs: tuple[tuple[int, int], ...] | None  # where the person's own words stand; None: all are

    def is_theirs(self, at: int, end: int) -> bool:
        """Return whether some of the text from *at* to *end* is the person's own."""
        return self.theirs is None or _touches(self.theirs, at, end)

    def of_theirs(self, found: Iterable[re.Match[str]]) -> list[re.Match[str]]:
        """Return those of *found* in the text that the person wrote."""
        return [each for each in found if self.is_theirs(each.start(), each.end())]

    @property
    def opening(self) -> tuple[str, ...]:
        """Return the first two sentences."""
        return tuple(sentence for sentences in self.sentences for sentence in sentences)[:2]


def _page(letter: Letter, phrases: Phrases) -> _Page:
    body = "\n".join(letter.paragraphs)
    text = f"{letter.subject}\n{body}"
    words = _WORD.findall(_small(text))
    theirs = _answers_in(letter)
    hits = phrases.found_in(text, words)
    if theirs is not None and hits:
        hits = {
            name: [hit for hit in found if _touches(theirs, hit.at, hit.at + len(hit.words))]
            for name, found in hits.items()
        }
    prose, items = [], []
    for paragraph in letter.paragraphs:
        first, *rest = paragraph.split("\n- ")
        listed = first.startswith("- ")
        prose.append("" if listed else first)
        items += [first[2:], *rest] if listed else rest
    return _Page(
        letter=letter,
        phrases=phrases,
        text=text,
        body=body,
        prose=tuple(prose),
        items=tuple(items),
        sentences=tuple(map(_sentences, prose)),
        words=frozenset(words),
        pairs=frozenset(itertools.pairwise(words)),
        hits=hits,
        length=len(body.split()) - len(items),
        start=len(letter.subject) + 1,
        theirs=theirs,
    )


def _answers_in(letter: Letter) -> tuple[tuple[int, int], ...] | None:
    """Return where the answers that the person worded stand in a page's text; None: everywhere."""
    if letter.marked is None:
        return None
    spans, at = [], 0
    first, *parts = "\n".join((letter.marked_subject, *letter.marked)).split(OPEN)
    at = len(first)
    for part in parts:
        answer, _, ours = part.partition(CLOSE)
        if answer.casefold() not in letter.choices:
            spans.append((at, at + len(answer)))
        at += len(answer) + len(ours)
    return tuple(spans)


def _touches(spans: Iterable[tuple[int, int]], at: int, end: int) -> bool:
    return any(start < end and at < stop for start, stop in spans)


@dataclass(frozen=True, slots=True)
class _Note:
    """One thing that a rule found: *at* is its place in the page's text."""

    message: str
    words: str = ""
    at: int = 0  # below 0: it stands outside of the text, in the greeting
    severity: str = ""  # where it is not that of the rule


_Look = Callable[[_Page], Iterator[_Note]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule. *kinds* are the letters it is for, none for all of them."""

    id: str
    severity: str
    kinds: frozenset[str]
    look: _Look

    @property
    def says(self) -> str:
        """Return the rule in one sentence."""
        return (self.look.__doc__ or "").split("\n", 1)[0]


RULES: list[Rule] = []


def rule(number: str, severity: str, *kinds: str) -> Callable[[_Look], _Look]:
    """Put a function among the RULES, for letters of these *kinds* (none: of every kind)."""

    def keep(look: _Look) -> _Look:
        RULES.append(Rule(id=number, severity=severity, kinds=frozenset(kinds), look=look))
        return look

    return keep


def read_over(letter: Letter, *, library_phrases: Phrases | None = None) -> list[Finding]:
    """Return what the rules find in *letter*, the worst first, then in the order of the text.

    *library_phrases* are those of ``phrase_lists``; None: the shipped ones.
    """
    page = _page(letter, library_phrases or phrase_lists(_shipped()))
    notes = [
        (each.id, note.severity or each.severity, note)
        for each in RULES
        if not each.kinds or letter.kind in each.kinds
        for note in each.look(page)
        if each.id in AT_SEAMS or _is_about_them(page, note)
    ]
    notes.sort(key=lambda found: (SEVERITIES.index(found[1]), found[2].at))
    found = [
        Finding(rule=name, severity=severity, message=note.message, words=note.words)
        for name, severity, note in notes
    ]
    return list(dict.fromkeys(found))


# These rules guard the seams between our words and the person's, so they read both.
AT_SEAMS = ("R01", "R02", "R03", "R04", "R05")


def _is_about_them(page: _Page, note: _Note) -> bool:
    """Return whether *note* is about words that the person can mend, or about the whole."""
    if not note.words or note.at < 0:
        return True
    return page.is_theirs(note.at, note.at + len(note.words))


@lru_cache(maxsize=1)
def _shipped() -> Library:
    return library()


def _listed(page: _Page, name: str, message: str, severity: str = "") -> Iterator[_Note]:
    """Yield a note for each phrase of the list called *name*."""
    for hit in page.hits.get(name, ()):
        yield _Note(message, hit.words, hit.at, severity)


def _matched(page: _Page, pattern: re.Pattern[str], message: str) -> Iterator[_Note]:
    for found in pattern.finditer(page.text):
        yield _Note(message, found.group().strip(), found.start())


# --- true and whole (R01 to R05) ---------------------------------------------------------------

_FACT = re.compile(r"\d+|(?<![.?!:…])(?<=[\w,;’”)] )(?!I\b)[A-Z][\w’']*")


@rule("R01", "blocker")
def invents_nothing(page: _Page) -> Iterator[_Note]:
    """Outside the marks around answers there is no number and no name.

    Only a letter of ours has marks. Its own words are the same for every letter of one shape, so
    each shape is read once.
    """
    letter = page.letter
    if letter.marked is None:
        return
    for block in (letter.marked_subject, *letter.marked):
        for words in _facts_of_ours(_shape(block)):
            message = "This came from no answer, and a letter says only what you told it. Please "
            yield _Note(message + "check the letter's own template.", words, page.start)


def _shape(block: str) -> str:
    """Return *block* with an x for each answer, and the stop that the answer ended with."""
    first, *rest = block.split(OPEN)
    shape = [first]
    for part in rest:
        answer, _, ours = part.partition(CLOSE)
        end = answer.rstrip("\"'”’)")[-1:]
        shape += ("x", end if end in ".?!:…" else "", ours)
    return "".join(shape)


@lru_cache(maxsize=4096)
def _facts_of_ours(shape: str) -> tuple[str, ...]:
    return tuple(_FACT.findall(shape.removeprefix("Re: ")))


_PLACEHOLDER = re.compile(
    r"\[[^\]\n]{0,60}\]|\{[^}\n]{0,60}\}+|\{\{|\}\}|_{3,}|<[A-Za-z][A-Za-z _-]{1,30}>|\(\s*\)|"
    r"(?<=[\w,;] )None(?=[\s.,;])|\bNone\.(?=\s|$)|(?i:\bn/a\b)|(?i:\btb[cda]\b)|(?i:\bx{3,}\b)|"
    r"(?i:\blorem\b)|\bTO DO\b|(?i:\btodo\b)(?!s| (?:list|app|item))|\bFIXME\b|\?{3,}|"
    r"\b(?:Your|Company|Interviewer['’]?s?|Hiring Manager['’]s) Name\b|"
    r"(?<=[^\s.?!:]) {2,}(?=\S)| [.,;:?!](?=[\s\"”]|$)|(?<!\.)\.\.(?!\.)|,[.,]|(?<=\s)\ufffd"
)


# Without one of these there is nothing to find, and most letters have none of them.
_UNFINISHED = (
    *("[", "{", "}", "__", "<", "( ", "()", "None", "n/a", "N/A", "TB", "tb", "XX", "xx", "orem"),
    *(
        "LOREM",
        "TO",
        "odo",
        "FIX",
        "??",
        " Name",
        "  ",
        " .",
        " ,",
        " ;",
        " :",
        " ?",
        " !",
        "..",
        ",.",
        ",,",
        "\ufffd",
    ),
)


@rule("R02", "blocker")
def is_ready_to_paste(page: _Page) -> Iterator[_Note]:
    """There is no placeholder, no hole and no doubled stop.

    Two blanks after a full stop are a habit, not a hole, so they are left alone.
    """
    message = "Something is unfinished here. Fill it in or take it out, so that it can be sent."
    if any(sign in page.text for sign in _UNFINISHED):
        yield from _matched(page, _PLACEHOLDER, message)
    for line in (page.letter.greeting, *page.letter.close):
        for found in _PLACEHOLDER.finditer(line):
            yield _Note(message, found.group().strip())


_TITLES = (
    "Mr",
    "Mrs",
    "Ms",
    "Mx",
    "Miss",
    "Dr",
    "Prof",
    "Professor",
    "Sir",
    "Dame",
    "Judge",
    "Rev",
)
_TITLE = f"(?:{'|'.join(_TITLES)})"
_CAPITALISED = re.compile(r"[A-ZÀ-Þ](?:[^\W\d_]|['’-])+")
_NOT_NAMES = frozenset(
    (
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
        *("Dear", "Hiring", "Manager", "Team", "Panel", "Committee", "Interview"),
        *_TITLES,
    )
)


@rule("R03", "blocker")
def spells_names_alike(page: _Page) -> Iterator[_Note]:
    """Names are spelled the same way throughout, subject and greeting included.

    A word with a capital that is nearly, but not quite, a name known from the greeting or the
    answers, or two longer words in the body that differ in one letter.
    """
    yield from _misspelled(page, _known_names(page.letter))


def _misspelled(page: _Page, known: Mapping[str, str]) -> Iterator[_Note]:
    seen: dict[str, str] = {}
    text, title, title_end = page.text, "", -1
    for found in _CAPITALISED.finditer(text):
        at = found.start()
        name = found.group().removesuffix("'s").removesuffix("’s").rstrip("'’-")
        if name in _TITLES:
            title, title_end = name, found.end() + (text[found.end() : found.end() + 1] == ".")
            continue
        if title_end != at - 1:
            title = ""
        # A word after a stop has its capital for that reason.
        begins = at < 2 or text[at - 1] != " " or text[at - 2] in '.?!:\n“"'
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
            yield _Note(f"{message} one is right, and use it throughout.", name, at)


def _known_names(letter: Letter) -> dict[str, str]:
    """Return the names that are known, each with the title before it or an empty text."""
    known: dict[str, str] = {}
    texts = [letter.greeting]
    for name in ("people", "company", "client"):
        told = letter.told.get(name)
        if isinstance(told, str):
            texts.append(told)
        elif isinstance(told, tuple):
            texts += [person.greeting for person in told if isinstance(person, Person)]
            texts += [person.name or "" for person in told if isinstance(person, Person)]
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


_NEEDS_MORE = ("the", "an", "and", "my", "your", "because")
_BROKEN_OFF = frozenset(itertools.product(_NEEDS_MORE, ".;?!"))
_WISH = re.compile(
    r"(?:many |my |with )?(?:thanks|looking|congratulations|best|kind|all|warm)\b", re.I
)
_HOLE = re.compile(rf"\b(?:{'|'.join(_NEEDS_MORE)})\s*[.;?!](?=\s|$)")


@rule("R04", "blocker")
def leaves_no_trace(page: _Page) -> Iterator[_Note]:
    """No sentence breaks off where an answer should stand."""
    message = "This sentence breaks off: a word is missing. Fill it in, or leave the sentence out."
    if not page.pairs.isdisjoint(_BROKEN_OFF):
        yield from _matched(page, _HOLE, message)
    message = "This is no whole sentence yet. Say who did what, or join it to the one before."
    for sentences in page.sentences:
        for sentence in sentences:
            at = page.text.find(sentence)
            own = page.is_theirs(at, at + len(sentence)) and not _WISH.match(sentence)
            if own and sentence.endswith(".") and lacks_verb(sentence):
                yield _Note(message, sentence, at, "minor")


_AT_SEAMS = (
    *("the", "a", "an", "and", "of", "to", "in", "on", "for", "with", "at", "by", "my", "your"),
    *("our", "role", "i", "we", "was", "is", "about", "because"),
)
_TWICE = frozenset((word, word) for word in _AT_SEAMS)
_DOUBLED = re.compile(rf"\b({'|'.join(_AT_SEAMS)}) \1\b", re.I)
_ARTICLE = re.compile(
    r"\b[Aa] (?=[aeio])(?!(?:eu|ew|one\b|one-|once)|on\w*[-’'])\w+|\b[Aa] (?:hour|honest|heir)\w*|"
    r"\b[Aa]n (?=[bcdfgjklmnpqrstvwxyz])(?=[a-z]*[aeiou])[a-z]+"
)
_REPEATED = re.compile(r"enjoyed (?:that )?I\b|\bI (?:i|Sorry|sorry)\b|that I (?:I|that)\b")
_SMALL_START = re.compile(
    r"[.?!] (?:the|i|we|it|my|this|that|you|your|our|when|thank|please|they|there|but|if)\b"
)
_LONE_I = re.compile(r"(?<=[a-z,] )i(?= [a-z]|['’](?:m|ve|d|ll)\b)")
_SEAMS = frozenset(
    {("enjoyed", "i"), ("enjoyed", "that"), ("i", "i"), ("i", "sorry"), ("i", "that")}
)
_CUT_SHORT = ("prox", "dept", "incl", "univ", "ssoc")  # approx., dept., incl., univ., assoc.
_LONE_I_SIGNS = (" i ", " i'", " i’")
_STARTS_SMALL = re.compile(r"(?:the|i|we|it|my|this|that|you|your|when|thank|please|there|if)\b")


@rule("R05", "blocker")
def is_joined_well(page: _Page) -> Iterator[_Note]:
    """Sentences begin with a capital and end with a stop, and no word is doubled at a seam."""
    text, capital = page.text, "A sentence begins with a capital. Please write this word with one."
    if not page.pairs.isdisjoint(_TWICE):
        yield from _matched(page, _DOUBLED, "A word stands here twice. Leave one out.")
    if any(
        (word == "a" and other[0] in "aeioh") or (word == "an" and other[0] not in "aeiou")
        for word, other in page.pairs
    ):
        message = "Read this aloud: a goes before a consonant, an before a vowel."
        yield from _matched(page, _ARTICLE, message)
    if not page.pairs.isdisjoint(_SEAMS):
        message = "Two beginnings met here. Leave one out, so that it reads as one sentence."
        yield from _matched(page, _REPEATED, message)
    if any(sign in text for sign in _LONE_I_SIGNS):
        yield from _matched(page, _LONE_I, "I is written with a capital in a letter.")
    for found in _SMALL_START.finditer(text):
        before = text[max(found.start() - 4, 0) : found.start()]
        if before.isalpha() and before.islower() and before not in _CUT_SHORT:
            yield _Note(capital, found.group()[2:], found.start() + 2)
    for paragraph in page.letter.paragraphs:
        start = text.find(paragraph)
        if small := _STARTS_SMALL.match(paragraph):
            yield _Note(capital, small.group(), start)
        if "\n" not in paragraph and paragraph[-1:].isalnum() and "://" not in paragraph[-60:]:
            message = "This paragraph ends without a full stop. Put one, or finish the sentence."
            yield _Note(message, paragraph[-30:].split(" ", 1)[-1], start + len(paragraph))


# --- length and shape (R06 to R08) -------------------------------------------------------------


EXCESS, SHORTFALL = 1.1, 0.8  # how far over the target, or under the least, is left alone


@rule("R06", "major")
def keeps_to_its_length(page: _Page) -> Iterator[_Note]:
    """The body keeps within its words: a light warning above the target, a plain one above the cap.

    Greeting, close and subject are not counted. The target and the least are round numbers, so a
    tenth over the one and a fifth under the other are left alone [own judgement]; the cap is not
    stretched. Too few words are R16's in a thank-you.
    """
    least, target, cap = page.letter.band
    short = page.letter.kind != "thank-you" and page.length < least * SHORTFALL
    if page.length > min(target * EXCESS, cap):
        above = "its most" if page.length > cap else "the usual most"
        most = cap if page.length > cap else target
        yield _Note(
            f"The letter has {page.length} words, and {most} are {above}. Short letters get read "
            "and answered: keep what matters most to this reader.",
            at=len(page.text),
            severity="" if page.length > cap else "minor",
        )
    elif short:
        yield _Note(
            f"The letter has {page.length} words, and {least} are the usual least. One more fact "
            "that matters to this reader would carry it.",
            at=len(page.text),
            severity="minor",
        )


MOST_PARAGRAPHS = 5  # four at most are asked for; two answers in one letter need a fifth [own]
MOST_SENTENCES, MOST_WORDS = 5, 95  # of a paragraph
FEW_SENTENCES = 3  # that read well as one paragraph
LONGEST_AVERAGE = 22  # words of a sentence


@rule("R07", "major")
def reads_well_on_a_telephone(page: _Page) -> Iterator[_Note]:
    """There are two to four paragraphs of a few short sentences each.

    The table says four sentences and 75 words a paragraph, and 20 words a sentence. A true story
    of three or four sentences goes over that a little and reads well, so five sentences, 95 words
    and an average of 22 are left alone [own judgement]. A list stands outside the count. A check-in
    may be one paragraph, and so may a letter of unknown kind.
    """
    paragraphs = page.letter.paragraphs
    number = len(paragraphs)
    at_least = 1 if page.letter.kind in ("check-in", "") else 2
    few = sum(map(len, page.sentences)) <= FEW_SENTENCES
    if number and number < at_least and not few and not page.letter.ours:
        yield _Note(
            "It is all one paragraph. Two or three short ones are easier to read on a telephone.",
            at=page.start,
        )
    if number > MOST_PARAGRAPHS:
        yield _Note(
            f"There are {number} paragraphs. Two to five are easier to take in: join or leave out.",
            at=page.start,
        )
    count = total = 0
    for prose, sentences in zip(page.prose, page.sentences, strict=True):
        words = len(prose.split())
        count, total = count + len(sentences), total + words
        if len(sentences) > MOST_SENTENCES or words > MOST_WORDS:
            yield _Note(
                "This paragraph is long to read on a telephone. Part it in two, with an empty "
                "line in your answer, or leave something out.",
                " ".join(prose.split()[:6]),
                page.text.find(prose),
            )
    if count > 1 and total > LONGEST_AVERAGE * count:
        yield _Note(
            f"The sentences have {round(total / count)} words on average. Twenty are easier: make "
            "two of the longest one.",
            at=page.start,
        )


_BARE = re.compile(
    r"(?:just )?(?:follow(?:ing)?[ -]?up|checking in|touching base|hello|hi|thank you|thanks|"
    r"quick question|question|interview|my interview|update|sorry|apology|apologies|feedback)"
    r"[.!]*",
    re.I,
)


@rule("R08", "major")
def has_a_subject_to_find_it_by(page: _Page) -> Iterator[_Note]:
    """The subject is short and names the role; one that was kept ("Re: ...") is theirs."""
    subject = page.letter.subject
    if not subject:
        return
    reply = subject.lower().startswith("re:")
    role = page.letter.told.get("role")
    if page.letter.ours and not page.letter.marked_subject.startswith(OPEN):
        return  # the person cannot change it but by an answer, which is read in the body
    if "!" in subject:
        yield _Note("A subject is calmer without an exclamation mark. A plain one is found.", "!")
    if subject.isupper() and len(subject) > 7:
        yield _Note("Capitals throughout read as shouting. Write it as you would say it.", subject)
    if reply:
        if page.letter.kind in ("thank-you", "apology") and not page.letter.told:
            yield _Note(
                "Re: says that this answers a message of theirs. If it does not, leave Re: out.",
                subject,
                severity="minor",
            )
        return
    words = len(subject.split())
    if _BARE.fullmatch(subject):
        yield _Note(
            "They cannot see from this which interview it is about. Name the role: staff nurse "
            "interview on Tuesday.",
            subject,
        )
    elif not 2 <= words <= 8 or len(subject) > LONGEST_SUBJECT:
        yield _Note(
            f"A subject of two to eight words, {LONGEST_SUBJECT} characters at most, is seen "
            "whole. The role and the day are enough.",
            subject,
        )
    elif isinstance(role, str) and role.casefold() not in subject.casefold():
        yield _Note(f"The subject lacks the role. With {role!r} in it they find it again.", subject)


# --- to whom and from whom (R10 to R13) --------------------------------------------------------

_OCCASION = re.compile(
    r"\b(?:interview\w*|conversation|talk(?:ed|ing)?|meet(?:ing)?|met|visit(?:ed|ing)?|spoke|"
    r"speak(?:ing)?|call(?:ed)?|seeing|saw|seen|panel|session|tour|trial|shift|hour|time|"
    r"appointment|decide|decision|application|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"january|february|march|april|june|july|august|september|october|november|december)\b",
    re.I,
)


@rule("R10", "major", "thank-you", "clarification", "apology", "second-interview", "check-in")
def says_which_interview(page: _Page) -> Iterator[_Note]:
    """Role and occasion are in the subject or the first two sentences.

    The role is known only in a letter of ours.
    """
    first = " ".join((page.letter.subject, *page.opening))
    if page.letter.ours:
        return
    role = page.letter.told.get("role")
    known = not isinstance(role, str) or role.casefold() in first.casefold()
    if not known or not _OCCASION.search(first):
        yield _Note(
            "They meet many people. Say the role and the day in the subject or the first two "
            "sentences, so that they know you again.",
            at=page.start,
        )


_NOBODY = re.compile(r"to whom it may concern|dear sirs?\b|dear madam\b", re.I)
_CASUAL_CLOSE = re.compile(r"(?:cheers|love|later|laters|xo+|xx+|thx|take care|peace|ta)\b", re.I)
_WRONG_CLOSE = {
    "american": re.compile(r"(?:yours (?:sincerely|faithfully)|kind regards)\b", re.I),
    "british": re.compile(r"(?:sincerely|very truly|best regards|respectfully)\b", re.I),
}
_RIGHT_CLOSE = {
    "american": "Best regards or Sincerely",
    "british": "Kind regards or Yours sincerely",
}


@rule("R11", "major")
def greets_and_closes_fittingly(page: _Page) -> Iterator[_Note]:
    """It greets with "Dear" and a name or the team, and closes as its style does.

    "Dear Sir or Madam" may stay where "Yours faithfully" closes the letter.
    """
    greeting, close = page.letter.greeting, page.letter.close
    farewell = close[0] if close else ""
    faithful = farewell.lower().startswith("yours faithfully")
    if page.letter.ours:
        return
    if not greeting:
        yield _Note(
            "There is no greeting. Dear and a name, or Dear hiring team, opens a letter kindly."
        )
    elif _NOBODY.match(greeting):
        if not faithful:
            yield _Note(
                "Somebody is going to read this. Use the name, or Dear hiring team.", greeting
            )
    elif not greeting.lower().startswith("dear ") and not _FIRST_NAME_TERMS.match(greeting):
        yield _Note(
            "Dear is right for every reader. Begin with it and the name.", greeting, 0, "minor"
        )
    elif faithful:
        yield _Note(
            "Yours faithfully goes with Dear Sir or Madam. To a name, Yours sincerely is right.",
            farewell,
            len(page.text),
        )
    if not close or not _FAREWELL.fullmatch(farewell):
        yield _Note(
            "A close such as Kind regards or Best regards is missing. Put one above your name.",
            at=len(page.text),
            severity="minor" if close else "",
        )
        return
    wrong = _WRONG_CLOSE.get(page.letter.style)
    if _CASUAL_CLOSE.match(farewell) or (wrong and wrong.match(farewell) and not faithful):
        right = _RIGHT_CLOSE.get(page.letter.style, "Kind regards or Best regards")
        yield _Note(f"{right} fits this letter better.", farewell, len(page.text))


_FIRST_NAME_TERMS = re.compile(r"(?:hi|hello) (?!there|all|everyone|team)\w", re.I)

_DEVICE = re.compile(
    r"\b(?:sent|written) (?:from|with|via|on) (?:my|an?|the)?\s*\w+|\bget outlook", re.I
)


@rule("R12", "minor")
def is_signed(page: _Page) -> Iterator[_Note]:
    """The full name stands under the letter, and nothing that a device adds.

    One name alone is found only under a letter to somebody with a title: elsewhere a first name
    may be right, and many people have only one [own judgement].
    """
    close, end = page.letter.close, len(page.text)
    lines = [line for line in close if not _DEVICE.search(line)]
    for line in close:
        if _DEVICE.search(line):
            yield _Note("A device added this line. Leave it out.", line, end)
    name = next((line for line in lines if not _FAREWELL.fullmatch(line)), "")
    me = page.letter.told.get("me")
    if isinstance(me, str):
        if me not in close:
            yield _Note(f"Your name is missing. Put {me!r} under the letter.", at=end)
    elif not name:
        yield _Note("Your name is missing. Put your full name under the letter.", at=end)
    elif len(name.split()) < 2 and page.letter.marked is None and _has_title(page.letter):
        yield _Note("With your full name they know at once who wrote.", name, end)


def _has_title(letter: Letter) -> bool:
    return bool(re.match(rf"dear {_TITLE}\b", letter.greeting, re.I))


_THANKS = re.compile(r"[Tt]hank(?:s|ful)?\b|[Gg]rateful\b")


@rule(
    "R13", "major", "thank-you", "clarification", "second-interview", "feedback",
    "rejection-reply", "recruiter",
)  # fmt: skip
def thanks_early_and_not_too_often(page: _Page) -> Iterator[_Note]:
    """The first paragraph says thank you, and the letter says it twice at most.

    A third is left alone where it asks to pass the thanks on.
    """
    said = page.of_theirs(_THANKS.finditer(page.text, page.start))
    first = page.letter.paragraphs[0] if page.letter.paragraphs else ""
    thanked = page.letter.ours or _THANKS.search(first) or "appreciate" in first
    if not thanked:
        yield _Note(
            "Thank them in the first paragraph, for the time or for telling you. It opens the "
            "door to the rest.",
            at=page.start,
        )
    most = 3 if re.search(r"\bpass\b[^.]*\bthanks\b", page.body) else 2
    if len(said) > most:
        yield _Note(
            "Thanks that are said once or twice are believed. Keep the best ones.",
            said[most].group(),
            said[most].start(),
        )


# --- what each letter is for (R09, R16 to R40) -------------------------------------------------


_LOST = {
    "thanks": "thanks them",
    "sorry": "says that you are sorry",
    "ask": "asks",
    "request": "asks for it",
}


@rule("R09", "major")
def keeps_its_purpose(page: _Page) -> Iterator[_Note]:
    """The sentence that the letter is written for has not been left out."""
    for name in page.letter.lost:
        does = _LOST.get(name, f"is called {name!r}")
        yield _Note(
            f"The sentence that {does} is left out, and this letter is for that. Take it in again, "
            "or say it in your own words.",
            at=page.start,
        )


@rule("R16", "major", "thank-you")
def a_short_note_is_not_padded(page: _Page) -> Iterator[_Note]:
    """A thank-you without a detail is short, and not filled with stock phrases."""
    least = page.letter.band[0]
    advice = "One thing that only somebody in that room would know makes it yours."
    if page.length < least * SHORTFALL:
        yield _Note(
            f"The note has {page.length} words, and {least} are the usual least. {advice}",
            at=len(page.text),
            severity="minor",
        )
    stock = [hit for name in ("cliche", "empty") for hit in page.hits.get(name, ())]
    stock.sort(key=lambda hit: hit.at)
    if len(stock) > 1:
        yield _Note(
            f"Most of this could have been sent to anybody. {advice}", stock[0].words, stock[0].at
        )


@rule("R17", "major")
def gives_no_verdict_on_oneself(page: _Page) -> Iterator[_Note]:
    """Nothing marks down the writer's own interview, or the writer.

    A verdict is looked for in the kinds of the table; hard words about oneself in every letter
    but an apology, where they are R24's [own judgement].
    """
    kind = page.letter.kind
    if kind in (
        "thank-you",
        "clarification",
        "feedback",
        "check-in",
        "rejection-reply",
        "recruiter",
    ):
        yield from _listed(
            page,
            "verdict",
            "They may not have seen it that way, and this tells them to. Leave it out; say what "
            "you would like them to know instead.",
        )
    if kind != "apology":
        yield from _listed(
            page,
            "grovelling",
            "This is harder on you than any reader would be. Leave it out, or say in a few "
            "neutral words what happened.",
        )


_MISSED = re.compile(
    r"\bI (?:did not|didn['’]t|forgot to|failed to|neglected to) (?:get to |get a chance to )?"
    r"(?:mention|say|add|tell)|\bI should have (?:said|mentioned|added|told)",
    re.I,
)
_SAYING = frozenset(("mention", "say", "add", "tell", "said", "mentioned", "added", "told"))
_YOU_ASKED = re.compile(r"[Yy]ou (?:also )?asked\b(?! for\b)")


@rule("R20", "major", "clarification", "thank-you", "second-interview")
def goes_back_to_few_points(page: _Page) -> Iterator[_Note]:
    """A thank-you adds one point at most, a clarification two, a request three in one line each."""
    letter = page.letter
    few = {
        "thank-you": (1, len(_MISSED.findall(page.body)) if page.words & _SAYING else 0),
        "clarification": (2, len(_YOU_ASKED.findall(page.body))),
        "second-interview": (3, len(page.items)),
    }
    most, number = few[letter.kind]
    own = _YOU_ASKED if letter.kind == "clarification" else _MISSED
    added = page.items or page.of_theirs(own.finditer(page.text, page.start))
    if number > most and (added or not letter.ours):
        points = "one point" if most == 1 else f"{most} points"
        yield _Note(
            f"This goes back to {number} things, and {points} at most stay in mind. Keep the "
            "strongest.",
            at=page.start,
        )


_APOLOGY = re.compile(
    r"\b(?:sorry|apolog(?:y|ies|etic|i[sz](?:e[sd]?|ing))|regret(?:s|ted)?)\b", re.I
)
_APOLOGIES = frozenset(("sorry", "apologize", "apologise", "apologies", "apology"))
_MY_APOLOGY = re.compile(
    r"\b(?:I(?: am|['’]m| was)?(?: \w+)? (?:sorry|apologi[sz]e)|(?:my|our) (?:\w+ )?apologies|"
    r"sorry (?:for|that|about)|apologi[sz]e (?:for|that)|apologies for)\b",
    re.I,
)


@rule("R21", "major", "clarification")
def clarifies_without_apology(page: _Page) -> Iterator[_Note]:
    """A better answer is given instead of an apology."""
    if page.words.isdisjoint(_APOLOGIES):
        return
    yield from _matched(
        page,
        _MY_APOLOGY,
        "A weak answer needs no apology. Give the better answer, and leave this out.",
    )


@rule("R22", "blocker")
def blames_nobody(page: _Page) -> Iterator[_Note]:
    """Nothing puts it on the interviewer, the question, the line or the traffic."""
    message = (
        "A reader hears blame in this, even where it is true. Say what happened without a "
        "culprit, or leave it out."
    )
    yield from _listed(page, "blame", message)
    if page.letter.kind in ("apology", "second-interview"):
        yield from _listed(page, "excuse", message)


@rule("R24", "major", "apology")
def apologises_once(page: _Page) -> Iterator[_Note]:
    """One apology word, two at most, and none of them swollen."""
    said = list(_APOLOGY.finditer(page.text, page.start))
    if not said and not page.letter.ours:
        yield _Note("The apology itself is missing. Say once: I am sorry that I ...", at=page.start)
    again = page.of_theirs(said)[-1:] if page.letter.ours else said[2:]
    if len(said) > 2 and again:
        yield _Note(
            f"There are {len(said)} apologies here. One that names what happened is believed, and "
            "more make it seem worse than it was. Keep the first.",
            again[0].group(),
            again[0].start(),
        )
    yield from _listed(
        page,
        "grovelling",
        "A plain I am sorry is stronger, and this makes it seem worse than it was. Leave it out.",
    )


@rule("R25", "blocker", "apology")
def names_what_it_is_for(page: _Page) -> Iterator[_Note]:
    """It begins with what the writer did, after an answer to what they asked at most."""
    first = " ".join([*page.opening, *page.letter.paragraphs[1:2]])
    named = _APOLOGY.search(first) and re.search(r"\b(?:I|my)\b", first)
    if not named and not page.letter.ours:
        yield _Note(
            "Begin with what you did, in your own name: I am sorry that I arrived late. Then it "
            "is said, and the letter can go on.",
            at=page.start,
        )
    yield from _listed(
        page,
        "nonapology",
        "This could be about anything, so it does not reach them. Name the one thing you did.",
    )


_BUT = re.compile(r"\b(?:but|however|although|though|yet)\b", re.I)
_REASON = re.compile(
    r"\b(?:because|due to|as a result of|owing to|the reason (?:is|was|for))\b", re.I
)
_REASONS = frozenset(("because", "due", "result", "owing", "reason"))
LONGEST_REASON = 20  # words; rule R26


@rule("R26", "major", "apology", "second-interview")
def gives_no_excuse(page: _Page) -> Iterator[_Note]:
    """No "but" in or right after the apology; the reason is one clause of at most twenty words."""
    if page.words.isdisjoint(_APOLOGIES) and page.words.isdisjoint(_REASONS):
        return
    flat = [sentence for sentences in page.sentences for sentence in sentences]
    reasons = []
    sorry = False
    for sentence in flat:
        but = _BUT.search(sentence)
        if but and (_MY_APOLOGY.search(sentence) or (sorry and but.start() == 0)):
            yield _Note(
                "A but takes the apology back. Leave out what follows it, or put it first.",
                but.group(),
                page.text.find(sentence) + but.start(),
            )
        sorry = bool(_MY_APOLOGY.search(sentence))
        if found := _REASON.search(sentence):
            reasons.append((sentence, found))
    long = [
        (sentence, found)
        for sentence, found in reasons
        if len(sentence[found.start() :].split()) > LONGEST_REASON
    ]
    for sentence, found in long or reasons[1:2] if page.letter.kind == "apology" else long:
        yield _Note(
            "A reason is best in one clause, or left out: told at length it sounds like an "
            "excuse. Keep the few words that matter.",
            " ".join(sentence[found.start() :].split()[:6]),
            page.text.find(sentence) + found.start(),
        )


@rule("R28", "major", "apology", "second-interview")
def does_not_plead(page: _Page) -> Iterator[_Note]:
    """Nothing begs."""
    yield from _listed(
        page,
        "plea",
        "This puts a weight on them that they cannot well answer. Ask plainly once, and leave "
        "them a way out.",
    )


@rule("R32", "major", "apology", "second-interview")
def keeps_private_things_private(page: _Page) -> Iterator[_Note]:
    """A health or family matter is said in one general clause."""
    message = (
        "This is yours, and it goes to a stranger. I was unwell that day, or a family matter came "
        "up, says enough."
    )
    yield from _listed(page, "private", message)
    for name in ("happened", "effect"):  # where a nurse's "surgery" is no patient of hers
        cause = str(page.letter.told.get(name) or "")
        at = page.text.find(cause) if cause else 0
        for hit in page.phrases.found_in(cause, _WORD.findall(_small(cause))).get("health", ()):
            yield _Note(message, hit.words, at + hit.at)


@rule("R33", "blocker", "second-interview", "feedback", "rejection-reply")
def accepts_the_decision(page: _Page) -> Iterator[_Note]:
    """After a no, nothing argues with it."""
    yield from _listed(
        page,
        "contest",
        "It is fair to feel this, and here it closes the door. Say that you accept the decision, "
        "and what you would like next.",
    )


@rule("R34", "major", "feedback")
def asks_two_narrow_questions(page: _Page) -> Iterator[_Note]:
    """At most two questions, about the writer's own skills."""
    number = len(page.of_theirs(re.finditer(r"\?", page.text)))
    if number > 2:
        yield _Note(
            f"{number} questions are more than most people answer. Keep the one or two that help "
            "you most.",
            at=page.start,
        )
    yield from _listed(
        page,
        "why_not",
        "They can seldom answer this, even if they wish to. Ask about one thing you did: how "
        "clear my answers were.",
    )


_WAY_OUT = re.compile(
    r"\b(?:polic(?:y|ies)|time|timetable|possible|allow\w*|able to|unable)\b", re.I
)
_LEAVE = re.compile(r"\b(?:if|understand|may not|might not)\b", re.I)


_OFFERED = re.compile(r"\boffer(?:ed|ing) (?:me )?feedback\b|\bthat I may ask\b", re.I)


@rule("R35", "major", "feedback")
def leaves_a_way_out(page: _Page) -> Iterator[_Note]:
    """It says that policy or time may not allow an answer, unless they offered one."""
    if page.letter.ours:
        return
    for sentences in page.sentences:
        for sentence in sentences:
            if _OFFERED.search(sentence) or (_WAY_OUT.search(sentence) and _LEAVE.search(sentence)):
                return
    yield _Note(
        "Many firms may not give feedback. A way out makes it easier to write to you: if your "
        "policy or your time does not allow it, I understand.",
        at=len(page.text),
    )


_NEXT_STEP = re.compile(
    r"\b(?:time ?line|time ?frame|timing|next (?:step|stage|round)s?|where things stand|when|"
    r"by what date|schedule|timetable|expect (?:a|the|to)|how long)\b",
    re.I,
)


@rule("R36", "major", "check-in")
def asks_for_the_next_step(page: _Page) -> Iterator[_Note]:
    """It asks for something they can answer without a decision: the timeline."""
    if not page.letter.ours and not _NEXT_STEP.search(page.body):
        yield _Note(
            "Ask for the timeline or the next step. They can answer that before anything is "
            "decided.",
            at=page.start,
        )


@rule("R37", "major", "check-in")
def does_not_complain(page: _Page) -> Iterator[_Note]:
    """Nothing counts the days or reminds them of a promise."""
    yield from _listed(
        page,
        "complaint",
        "This sounds like a reproach, though they may only be busy. Name the date they gave, and "
        "ask for the next step.",
    )


_LET_DOWN = re.compile(r"\b(?:disappoint\w*|saddened|sorry to hear|sorry to learn|upset)\b", re.I)


@rule("R38", "major", "rejection-reply")
def is_mildly_disappointed(page: _Page) -> Iterator[_Note]:
    """One mild clause of disappointment at most."""
    yield from _listed(
        page,
        "disappointment",
        "It is fair to feel this. In the letter, I was sorry to hear it is enough; what you "
        "valued there is remembered longer.",
    )
    said = list(_LET_DOWN.finditer(page.text, page.start))
    again = page.of_theirs(said)[-1:] if page.letter.ours else said[1:]
    if len(said) > 1 and again:
        yield _Note(
            "Once is enough to say that you are sorry about it. Leave this one out.",
            again[0].group(),
            again[0].start(),
        )


@rule("R39", "blocker", "recruiter")
def may_be_passed_on(page: _Page) -> Iterator[_Note]:
    """The client could read every word: no judgement of anybody, no pay, no confidences."""
    yield from _listed(
        page,
        "relayed",
        "Write as if the client will read it: what goes to a recruiter is often passed on. Leave "
        "this for a call, or leave it out.",
    )


# --- tone and place (R42 to R46) ---------------------------------------------------------------

_EXCLAIMED = re.compile(r"!+(?=[\s\"'”’)]|$)")
_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b50]+")
_EMOTICON = re.compile(r"(?<!\S)(?:[:;=]['’]?-?[)(DPp/]|<3)(?!\S)")
_EMOTICON_SIGNS = (" :", " ;", " =", "<3")
_TWO_CAPITALS = re.compile("[A-Z][A-Z]")
_CAPITALS = re.compile(r"\b[A-Z]{2,}(?:['’][A-Z]+)?(?:,? [A-Z]{2,}(?:['’][A-Z]+)?){2,}\b")
_SHOUTED = re.compile(
    r"\b(?:VERY|REALLY|SO|NOT|NEVER|ALWAYS|PLEASE|THANK|THANKS|SORRY|LOVE[D]?|GREAT|MUST|NEED|"
    r"AMAZING|EXCITED|URGENT|ASAP)\b"
)


@rule("R42", "minor")
def speaks_quietly(page: _Page) -> Iterator[_Note]:
    """At most one exclamation mark, none if formal or British; no emoji, capitals or slang."""
    letter = page.letter
    calm = letter.formal or letter.style == "british"
    company = letter.told.get("company")
    text = page.text[page.start :]
    if isinstance(company, str) and "!" in company:
        text = text.replace(company, company.replace("!", "."))  # Yahoo!
    if "!" in text:
        for found in list(_EXCLAIMED.finditer(text))[0 if calm else 1 :]:
            yield _Note(
                "A full stop says it as warmly here, and calmer.",
                " ".join(text[: found.end()].split()[-3:]),
                page.start + found.start(),
            )
    signs = [_EMOJI] if not text.isascii() else []
    signs += [_EMOTICON] if any(sign in text for sign in _EMOTICON_SIGNS) else []
    for pattern in signs:
        yield from _matched(page, pattern, "Some readers stumble over signs. Words do it better.")
    for pattern in (_CAPITALS, _SHOUTED) if _TWO_CAPITALS.search(text) else ():
        yield from _matched(page, pattern, "Capitals read as shouting. Small letters are enough.")
    yield from _listed(
        page, "slang", "This may sound like a chat. Say it as you would in the interview."
    )


@rule("R43", "minor")
def has_no_stock_phrases(page: _Page) -> Iterator[_Note]:
    """No phrase that everybody sends; a polite formula only beside something of substance."""
    yield from _listed(
        page,
        "cliche",
        "Many letters say this, so it says little of you. A fact does more; otherwise leave it "
        "out.",
    )
    if page.length <= 60:
        yield from _listed(
            page,
            "empty",
            "Beside something that only you two know, this is kind; alone it could be for "
            "anybody. Add one such thing.",
        )


@rule("R44", "minor")
def does_not_hedge(page: _Page) -> Iterator[_Note]:
    """One hedge is polite; a second one makes the writer small."""
    for hit in page.hits.get("hedge", ())[1:]:
        yield _Note(
            "One soft word is polite, and several make you smaller than you are. Say it straight.",
            hit.words,
            hit.at,
        )


@rule("R45", "major")
def puts_no_pressure(page: _Page) -> Iterator[_Note]:
    """No need, no money, no other applications, no deadline of the writer's own.

    A true competing deadline may stand in a check-in. Pleas and complaints belong to R28 and R37
    where those apply.
    """
    kind = page.letter.kind
    message = (
        "This puts pressure on them, and they can do nothing with it. Leave it out, and leave "
        "the next step with them."
    )
    for hit in page.hits.get("pressure", ()):
        if kind == "check-in" and "offer" in hit.words.lower():
            continue
        yield _Note(message, hit.words, hit.at)
    if kind not in ("apology", "second-interview"):
        yield from _listed(page, "plea", message)
    if kind != "check-in":
        yield from _listed(page, "complaint", message)
    for hit in page.hits.get("dream", ())[1:]:
        yield _Note("Said once it is warm, and more often it sounds like need.", hit.words, hit.at)


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY_FIRST = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b")
_MONTH_FIRST = re.compile(rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)")
_MONTHS = frozenset(_MONTH[3:-1].lower().split("|"))
_SHORT_TITLE = re.compile(r"\b(?:Mrs?|Ms|Mx|Dr)\.?(?= [A-ZÀ-Þ])")
_SHORT_TITLES = frozenset(("mr", "mrs", "ms", "mx", "dr"))
_COUNTRIES = ("american", "british")
_RESUME = re.compile(r"\b(?:my|the|attached) (?:r[ée]sum[ée])\b", re.I)
_SMALL_WORD = re.compile(r"(?<![\w@./-])[a-z]{4,}(?![\w@/])")


@rule("R46", "major")
def is_american_or_british(page: _Page) -> Iterator[_Note]:
    """Spelling, titles and dates are those of one country, and pictures are not loaded from afar.

    Where the style is unknown, only a mixture is found. The ending -ize is at home in Britain too
    (Oxford spelling), so there it is found only beside -ise [own judgement].
    """
    letter = page.letter
    for address in letter.pictures:
        yield _Note(
            "This picture is loaded from elsewhere, which many mail programs block. Leave it out.",
            address,
        )
    found: list[tuple[str, str, int]] = []  # the country, the words, the place
    if not page.words.isdisjoint(_MONTHS):
        for country, pattern in (("american", _MONTH_FIRST), ("british", _DAY_FIRST)):
            found += [(country, day.group(), day.start()) for day in pattern.finditer(page.text)]
    for title in _SHORT_TITLE.finditer(letter.greeting):
        found.append((_country_of(title.group()), title.group(), -1))
    if not page.words.isdisjoint(_SHORT_TITLES):
        for title in _SHORT_TITLE.finditer(page.text):
            found.append((_country_of(title.group()), title.group(), title.start()))
    if letter.style == "british" and not page.words.isdisjoint(("resume", "résumé", "resumé")):
        found += [("american", cv.group(), cv.start()) for cv in _RESUME.finditer(page.text)]
    counts = {each: sum(each == country for country, *_ in found) for each in _COUNTRIES}
    style = letter.style or max(_COUNTRIES, key=lambda each: counts[each])
    cure = _cure(letter)
    for country, words, at in found:
        if country != style:
            yield _Note(
                "Dates, titles and words follow one country in a letter, American or British. "
                f"Please make this like the rest.{cure}",
                words,
                at,
            )
    yield from _misplaced_spelling(page, cure)


def _country_of(title: str) -> str:
    return "american" if title.endswith(".") else "british"


def _cure(letter: Letter) -> str:
    """Return what makes all of a letter of ours the other country's, which one answer does."""
    other = {"american": "British", "british": "American"}.get(letter.style, "")
    if not letter.ours or not other:
        return ""
    return f' If the letter is to be {other}, answer style with {other}: style = "{other}".'


def _misplaced_spelling(page: _Page, cure: str) -> Iterator[_Note]:
    phrases, style = page.phrases, page.letter.style
    if page.words.isdisjoint(phrases.spelling) and page.words.isdisjoint(phrases.british):
        return
    # Small letters only: a Theatre or Center with a capital is somebody's name.
    found = list(_SMALL_WORD.finditer(page.text))
    american = [each for each in found if each.group() in phrases.spelling]
    british = [each for each in found if each.group() in phrases.british]
    ize = [each for each in american if _is_ize(each.group())]
    firm = [each for each in american if each not in ize]
    ise = [each for each in british if re.search(r"is(?:e[sd]?|ing)$", each.group())]
    if style == "american":
        wrong = british
    elif style == "british":
        wrong = firm + (ize if ise else [])
    else:
        wrong = min(british, american, key=len) if british and (firm or ise) and american else []
    for word in wrong:
        other = phrases.spelling.get(word.group()) or next(
            (one for one, two in phrases.spelling.items() if two == word.group()), ""
        )
        yield _Note(
            f"This is the other country's spelling. Beside the rest of the letter, {other!r} is "
            f"right.{cure}",
            word.group(),
            word.start(),
        )


def _is_ize(word: str) -> bool:
    return bool(re.search(r"iz(?:e[sd]?|ing)$", word))


# --- letters of one panel (R41) ----------------------------------------------------------------

MOST_ALIKE = 0.6  # of 1; rule R41
_FORMULA = re.compile(r"thank|look forward|interest|\brole\b|glad|please|attach", re.I)


def compare(letters: Sequence[Letter]) -> list[Finding]:
    """Return what is wrong with thank-you notes that go to one panel, whose members compare them.

    Two notes must not share a sentence with something specific in it, or be alike in the whole. A
    name must be spelled the same way in all of them. Letters of other kinds may say the same.
    """
    from difflib import SequenceMatcher

    notes = [letter for letter in letters if letter.kind in ("thank-you", "")]
    pages = [_page(letter, phrase_lists(_shipped())) for letter in notes]
    known = {name: title for page in pages for name, title in _known_names(page.letter).items()}
    found = []
    for place, page in enumerate(pages):
        for note in _misspelled(page, known) if len(pages) > 1 else ():
            found.append(
                Finding(rule="R03", severity="blocker", message=note.message, words=note.words)
            )
        for other in pages[place + 1 :]:
            who = f"{page.letter.greeting.rstrip(',:')} and {other.letter.greeting.rstrip(',:')}"
            theirs = {each for sentences in other.sentences for each in sentences}
            shared = [
                each
                for sentences in page.sentences
                for each in sentences
                if each in theirs and _is_specific(each, page.letter)
            ]
            if shared:
                message = (
                    f"The notes {who} share this sentence, and people compare them. Give each "
                    "reader one thing of their own."
                )
                found.append(
                    Finding(rule="R41", severity="major", message=message, words=shared[0])
                )
                continue
            one, two = page.body.split(), other.body.split()
            if SequenceMatcher(None, one, two, autojunk=False).ratio() >= MOST_ALIKE:
                message = (
                    f"The notes {who} are nearly the same, and people compare them. Give each "
                    "reader one thing of their own."
                )
                found.append(Finding(rule="R41", severity="major", message=message))
    return found


def _is_specific(sentence: str, letter: Letter) -> bool:
    """Return whether *sentence* says more than any note would: in ours, an answer of some words."""
    if len(sentence.split()) < 8 or _FORMULA.search(sentence):
        return False
    if letter.marked is None:
        return True
    answers = re.findall(f"{OPEN}([^{CLOSE}]*)", "\n".join(letter.marked))
    return any(len(answer.split()) >= 3 and answer in sentence for answer in answers)


# --- one answer, before it is in a letter ------------------------------------------------------

_GENERAL = re.compile(
    r"(?:for |about )?(?:my |the )?(?:whole |entire |bad |poor |weak )?(?:performance|everything|"
    r"all of it|it all|how (?:it|things) went|the (?:whole )?(?:interview|thing))\W*$",
    re.I,
)
_NERVES = re.compile(
    r"\b(?:nerv(?:es|ous)|anxious|shy|quiet|flustered|blank|rambl\w+|"
    r"(?:weak|bad|poor|wrong) answers?|(?:did not|didn['’]?t) answer)\b",
    re.I,
)
_SELF = (
    "{words} is harder on you than they would be, and it stays in mind. You could say it calmly: "
    "{instead}. Yours may stay if you prefer it."
)
_BLAME = (
    "{words} puts it on somebody else, and that is what they would remember. {instead} Yours may "
    "stay if you prefer it."
)
_HEALTH = (
    "{words} is private, and this goes to a stranger: I was unwell that day, or a family matter "
    "came up, says enough. Yours may stay if you prefer it."
)
_PLEA = (
    "{words} asks for more than they can promise. Ask plainly for one thing, with a way out. "
    "Yours may stay if you prefer it."
)
_RELAYED = (
    "{words} could reach the client, since such notes are passed on. Say what you did, not what "
    "they are like: gave a short answer on the loss model."
)

# For each question: the words that the letter has before the answer, and which lists are looked
# for, each with what to say and a neutral way to put it.
_LOOKS: dict[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "sorry": (
        "I",
        (
            ("plea", _PLEA, ""),
            ("blame", _BLAME, "Say only what you did yourself: arrived twenty minutes late."),
            ("excuse", _BLAME, "Say only what you did yourself: arrived twenty minutes late."),
            ("grovelling", _SELF, "arrived twenty minutes late"),
            ("harsh", _SELF, "arrived twenty minutes late"),
            ("private", _HEALTH, ""),
        ),
    ),
    "effect": (
        "",
        (
            ("plea", _PLEA, ""),
            ("blame", _BLAME, "Your own part is enough: I had written down the wrong time."),
            ("excuse", _BLAME, "Your own part is enough: I had left too little time for the way."),
            ("grovelling", _SELF, "it cut into the time you had set aside"),
            ("harsh", _SELF, "it cut into the time you had set aside"),
            ("health", _HEALTH, ""),
        ),
    ),
    "now": (
        "",
        (
            ("plea", _PLEA, ""),
            ("grovelling", _SELF, "I now confirm every appointment the day before"),
            ("harsh", _SELF, "I now confirm every appointment the day before"),
        ),
    ),
    "slip": (
        "",
        (
            ("plea", _PLEA, ""),
            ("blame", _BLAME, "I took the question another way than you meant it blames nobody."),
            ("grovelling", _SELF, "I stayed too general"),
            ("harsh", _SELF, "I stayed too general"),
        ),
    ),
    "happened": (
        "",
        (
            ("plea", _PLEA, ""),
            ("health", _HEALTH, ""),
            ("private", _HEALTH, ""),
            ("blame", _BLAME, "The line failed, or circumstances got in the way, blames nobody."),
            ("excuse", _BLAME, "Circumstances got in the way blames nobody."),
            ("grovelling", _SELF, "nerves got the better of me"),
            ("harsh", _SELF, "nerves got the better of me"),
        ),
    ),
    "news": (
        "",
        (
            ("relayed", _RELAYED, ""),
            ("blame", _RELAYED, ""),
            ("grovelling", _SELF, "I gave a short answer on one point"),
            ("harsh", _SELF, "I gave a short answer on one point"),
        ),
    ),
    "answer": (
        "",
        (
            ("plea", _PLEA, ""),
            ("blame", _BLAME, "Tell only what you did and what came of it."),
            ("grovelling", _SELF, "what you would answer today"),
        ),
    ),
}


def looks_at(name: str, text: str, *, library_phrases: Phrases | None = None) -> str | None:
    """Return a gentle question about the answer *text* to the question *name*, or None.

    It is for blame, self-abuse, health details, a plea, and an apology that names nothing or that
    nobody needs. What the person decides
    stands.
    """
    before, looks = _LOOKS.get(name, ("", ()))
    if name == "sorry" and _GENERAL.fullmatch(text.strip()):
        return (
            "They cannot tell what this is about. What exactly did you do, or not do? For "
            "example: arrived twenty minutes late."
        )
    phrases = library_phrases or phrase_lists(_shipped())
    whole = f"{before} {text}".strip()
    found = phrases.found_in(whole, _WORD.findall(_small(whole)))
    for each, say, instead in looks:
        if hits := found.get(each):
            shown = hits[0].words.removeprefix("I ")
            return say.format(words=f"'{shown}'", instead=instead)
    if name == "sorry" and _NERVES.search(text):
        return (
            "Nerves or a weak answer need no apology, and they may not have noticed. A "
            "clarification gives the better answer instead; yours may stay if you prefer it."
        )
    return None
