"""Tone and country: calm, plain words, and those of one English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from drafter.review.letter import Letter
from drafter.review.page import Note, Page
from drafter.review.reading import rule
from drafter.review.words import COMMON, Words, any_of

_WORDS = Words(__file__)

# --- R42: calm ---------------------------------------------------------------------------------

_EXCLAIMED = r"!+(?=[\s\"'”’)]|$)"
_EMOJI = "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b50]+"
_EMOTICON = r"(?<!\S)(?:[:;=]['’]?-?[)(DPp/]|<3)(?!\S)"
_EMOTICON_SIGNS = (" :", " ;", " =", "<3")
_DRAWN_OUT = re.compile(r"\b(?!www)[a-z]*([a-wyz])\1{2,}[a-z]*\b")  # "soooo"
_TWO_CAPITALS = re.compile("[A-Z][A-Z]")
_CAPITALS = r"\b[A-Z]{2,}(?:['’][A-Z]+)?(?:,? [A-Z]{2,}(?:['’][A-Z]+)?){2,}\b"
_SHOUTED = rf"\b(?:{any_of(_WORDS['shouted']).upper()})\b"


@rule("R42", "minor")
def speaks_quietly(page: Page) -> Iterator[Note]:
    """There is one exclamation mark at most, and no emoji, shouting or slang.

    A stack of exclamation marks and emoji are what career offices name first among the slips of
    tone (Princeton; TU Delft), and in a formal letter or to a British reader even one is too many.
    An exclamation mark that belongs to the company's name is no cry, and three capitals may be an
    institution's.
    """
    letter = page.letter
    calm = letter.formal or letter.style == "british"
    company = letter.told.get("company")
    text = page.text[page.start :]
    if isinstance(company, str) and "!" in company:
        text = text.replace(company, company.replace("!", "."))  # Yahoo!
    if "!" in text:
        cries = list(re.finditer(_EXCLAIMED, text))
        stacked = [each for each in cries[:1] if len(each.group()) > 1]
        for found in [*stacked, *cries[0 if calm and not stacked else 1 :]]:
            yield Note(
                "A full stop says it as warmly here, and calmer.",
                " ".join(text[: found.end()].split()[-3:]),
                page.start + found.start(),
            )
    signs = [_EMOJI] if not text.isascii() else []
    signs += [_EMOTICON] if any(map(text.__contains__, _EMOTICON_SIGNS)) else []
    for pattern in signs:
        yield from page.matched(pattern, "Some readers stumble over signs. Words do it better.")
    for pattern in (_CAPITALS, _SHOUTED) if _TWO_CAPITALS.search(text) else ():
        yield from page.matched(pattern, "Capitals read as shouting. Small letters are enough.")
    if not letter.ours:
        yield from page.matched(_DRAWN_OUT, "A letter is calmer without drawing a word out.")
    yield from page.listed(
        "slang", "This may sound like a chat. Say it as you would in the interview."
    )
    for line in letter.close if not letter.ours else ():
        for sign in re.findall(rf"{_EMOJI}|!!+", line):
            yield Note("A plain line closes a letter better.", sign, len(page.text))


# --- R43 to R45: plain -------------------------------------------------------------------------


@rule("R43", "minor")
def has_no_stock_phrases(page: Page) -> Iterator[Note]:
    """No phrase stands in it that everybody sends.

    Readers have seen "team player" and "hit the ground running" in a hundred letters, and a phrase
    that fits everybody says nothing of anybody. A polite formula, such as thanks for the time and
    consideration, is kind beside something of substance, so it is shown only in a letter of sixty
    words or fewer. The phrases stand in phrases.toml, and a file of that name in a folder of one's
    own adds to them.
    """
    yield from page.listed(
        "cliche",
        "Many letters say this, so it says little of you. A fact does more; otherwise leave it "
        "out.",
    )
    if page.length <= 60:
        yield from page.listed(
            "empty",
            "Beside something that only you two know, this is kind; alone it could be for "
            "anybody. Add one such thing.",
        )


_MANY_SOFT = 3  # words in one sentence


@rule("R44", "minor")
def does_not_hedge(page: Page) -> Iterator[Note]:
    """One hedge is polite; a second one makes the writer small.

    "I just wanted to ask whether perhaps" asks leave to ask. One soft word is good manners, so the
    first is left alone, by our own judgement; so are two of the softest ones, such as "just" and
    "might", in one sentence, but not three.
    """
    message = "One soft word is polite, and several make you smaller than you are. Say it straight."
    for hit in page.hits.get("hedge", ())[1:]:
        yield Note(message, hit.words, hit.at)
    soft = page.hits.get("soft", ())
    if len(soft) < _MANY_SOFT:
        return
    for sentence in (each for sentences in page.sentences for each in sentences):
        start = page.text.find(sentence, page.start)
        within = [hit for hit in soft if start <= hit.at < start + len(sentence)]
        if len(within) >= _MANY_SOFT:
            end = within[-1].at + len(within[-1].words)
            yield Note(message, page.text[within[0].at : end], within[0].at)


@rule("R45", "major")
def puts_no_pressure(page: Page) -> Iterator[Note]:
    """No need, no question of money, no other applications, no deadline of the writer's own.

    They can do nothing with it, and it makes them wary (acceleratetv.com and coburgbanks.co.uk, on
    what not to say when following up). A true competing deadline may stand in a check-in, where it
    is news that they need (getresumatch.com). "Dream job" is warm once. What the work pays is
    theirs to bring up until there is an offer, so a thank-you does not ask, by our own judgement.
    Pleas and complaints belong to rules R28 and R37 where those apply, and to this one elsewhere.
    """
    kind = page.letter.kind
    message = (
        "This puts pressure on them, and they can do nothing with it. Leave it out, and leave "
        "the next step with them."
    )
    for hit in page.hits.get("pressure", ()):
        if kind == "check-in" and "offer" in hit.words.lower():
            continue
        yield Note(message, hit.words, hit.at)
    if kind in ("thank-you", ""):
        yield from page.listed(
            "pay",
            "Pay is talked about when there is an offer. Here it is what they would remember of "
            "your thanks, so leave it for then.",
        )
    if kind not in ("apology", "second-interview"):
        yield from page.listed("plea", message)
    if kind not in ("check-in", "recruiter"):  # a recruiter needs to know that no word has come
        yield from page.listed("complaint", message)
    for hit in page.hits.get("dream", ())[1:]:
        yield Note("Said once it is warm, and more often it sounds like need.", hit.words, hit.at)


# --- R46: one country --------------------------------------------------------------------------

_MONTH = f"(?:{any_of(COMMON['months'])})"
_MONTHS = frozenset(month.lower() for month in COMMON["months"])
_DATES = {
    "american": rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)",
    "british": rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b",
}
_SHORT_TITLE = re.compile(rf"\b(?:{any_of(COMMON['short_titles'])})\.?(?= [A-ZÀ-Þ])")
_SHORT_TITLES = frozenset(title.lower() for title in COMMON["short_titles"])
_RESUME = r"(?i)\b(?:my|the|attached) (?:r[ée]sum[ée])\b"
_RESUMES = ("resume", "résumé", "resumé")
_SMALL_WORD = r"(?<![\w@./-])[a-z]{4,}(?![\w@/])"
_Found = tuple[str, str, int]  # the country, the words, the place
_Spelled = Sequence[re.Match[str]]


@rule("R46", "major")
def is_american_or_british(page: Page) -> Iterator[Note]:
    """Spelling, titles and dates are those of one country, and pictures are not loaded from afar.

    Americans write Ms. Okafor, November 16 and color, the British Ms Okafor, 16 November and colour
    (ego4u.com, Business letters); a mixture looks copied together. Where the style is unknown, only
    a mixture is found. The ending -ize is at home in Britain too (Oxford spelling), so by our own
    judgement it is found there only beside -ise, and a word with a capital is somebody's name. Many
    mail programs block a picture that is loaded from elsewhere, and show a hole.
    """
    letter = page.letter
    for address in letter.pictures:
        yield Note(
            "This picture is loaded from elsewhere, which many mail programs block. Leave it out.",
            address,
        )
    american, british = _spelled(page)
    style = letter.style or _likely_style(page, american, british)
    cure = _cure(letter)
    for country, words, at in _of_a_country(page):
        if country != style:
            yield Note(
                "Dates, titles and words follow one country in a letter, American or British. "
                f"Please make this like the rest.{cure}",
                words,
                at,
            )
    wrong = list(british) if style == "american" else []
    if style == "british":
        ise = any(re.search(r"is(?:e[sd]?|ing)$", each.group()) for each in british)
        wrong = [each for each in american if ise or not _is_ize(each.group())]
    yield from _misplaced_spelling(page, wrong, cure)


def _likely_style(page: Page, american: _Spelled, british: _Spelled) -> str:
    """Return the country that most of a letter's dates, titles and words are of."""
    votes = Counter(country for country, *_ in _of_a_country(page))
    votes["american"] += len([each for each in american if not _is_ize(each.group())])
    votes["british"] += len(british)
    if votes["american"] == votes["british"] > 0:
        from drafter.review.vocabulary import spelled_in  # its long list, for want of a better one

        votes["american"] += len(page.words & spelled_in("british").keys())
        votes["british"] += len(page.words & spelled_in("american").keys())
    return max(_DATES, key=votes.__getitem__)


def _of_a_country(page: Page) -> Iterator[_Found]:
    """Yield the dates, titles and names of papers that tell a country.

    Where the style was not told, a stop after a title tells it only beside one without: "Mr. Roe"
    is written in Britain too.
    """
    letter = page.letter
    if not page.words.isdisjoint(_MONTHS):
        for country, pattern in _DATES.items():
            for day in re.finditer(pattern, page.text):
                yield country, day.group(), day.start()
    titles = [(title.group(), -1) for title in _SHORT_TITLE.finditer(letter.greeting)]
    if not page.words.isdisjoint(_SHORT_TITLES):
        titles += [(title.group(), title.start()) for title in _SHORT_TITLE.finditer(page.text)]
    if letter.style or not all(title.endswith(".") for title, _ in titles):
        yield from ((_country_of(title), title, at) for title, at in titles)
    if letter.style == "british" and not page.words.isdisjoint(_RESUMES):
        for paper in re.finditer(_RESUME, page.text):
            yield "american", paper.group(), paper.start()


def _country_of(title: str) -> str:
    return "american" if title.endswith(".") else "british"


def _cure(letter: Letter) -> str:
    """Return what makes all of a letter of ours the other country's, which one answer does."""
    other = {"american": "British", "british": "American"}.get(letter.style, "")
    if not letter.ours or not other:
        return ""
    return f' If the letter is to be {other}, answer style with {other}: style = "{other}".'


def _spelled(page: Page) -> tuple[_Spelled, _Spelled]:
    """Return the words of *page* that are spelled as in America, and those as in Britain."""
    phrases = page.phrases
    if all(map(page.words.isdisjoint, (phrases.spelling, phrases.british))):
        return (), ()
    # Small letters only: a Theatre or Center with a capital is somebody's name.
    found = list(re.finditer(_SMALL_WORD, page.text))
    return (
        [each for each in found if each.group() in phrases.spelling],
        [each for each in found if each.group() in phrases.british],
    )


def _misplaced_spelling(page: Page, wrong: list[re.Match[str]], cure: str) -> Iterator[Note]:
    spelling = page.phrases.spelling
    rest = _others_spelling(page)
    back = {two: one for one, two in spelling.items()} if wrong else {}
    if rest:
        wrong = wrong + [
            each for each in re.finditer(_SMALL_WORD, page.text) if each.group() in rest
        ]
    for word in sorted(wrong, key=re.Match.start):
        other = {**rest, **back, **spelling}[word.group()]
        yield Note(
            f"This is the other country's spelling. Beside the rest of the letter, {other!r} is "
            f"right.{cure}",
            word.group(),
            word.start(),
        )


def _others_spelling(page: Page) -> dict[str, str]:
    """Return the words of the other country that our lists lack, as they are spelled here."""
    if not page.letter.style:
        return {}
    from drafter.review.vocabulary import country_of, spelled_in  # not before a letter is read

    country = country_of(page.letter.style)
    here = spelled_in(country) if country else {}
    if here.keys().isdisjoint(page.words):
        return {}
    ours = page.phrases.spelling.keys() | page.phrases.british
    return {word: here[word] for word in (page.words & here.keys()) - ours}


def _is_ize(word: str) -> bool:
    return bool(re.search(r"iz(?:e[sd]?|ing)$", word))
