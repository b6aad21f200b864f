"""Fits a typed fragment into a sentence."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from drafter.language.cleaning import Doubt, Fitted, Step, clean, settled
from drafter.language.marks import OPENING, is_direct, without_emoji, without_end
from drafter.language.phrases import as_put, without_asker
from drafter.language.slips import (
    acronyms,
    capital_i,
    chatty,
    foreign,
    is_shouted,
    shouted,
    too_long,
    unhurried,
)
from drafter.language.verbs import past_doubts, past_forms, sure_past
from drafter.language.words import COMMON, Words

_WORDS = Words(__file__)

_SEAM = r"(?=\s|[,:;…–—]|$)"
_SHORT = {
    "remain": r"['’]?m|\s+am|\s+(?=still\b)",
    "am": "['’]?m",
    "have": "['’]?ve",
    "will": "['’]ll",
    "would": "['’]d",
    "are": "['’]?re",
}
# How people say again, in other words, what the sentence has just said.
_THEY_SAID = r"(?:you|she|he|they)\s+(?:also\s+)?(?:mentioned|said|told\s+me)(?:\s+that)?"
_AGAIN = {
    "you mentioned that": _THEY_SAID,
    "you said that": _THEY_SAID,
    "i will": r"i\s+(?:would|shall|am\s+going\s+to)|i['’]d|i['’]m\s+going\s+to",
    "have since": r"(?:i\s+)?have|i['’]?ve",
    "i have": r"(?:i\s+)?have|i['’]?ve",
    "asked about": r"(?:me\s+)?about",
}
_PINYIN = re.compile(r"(?:[^\W\daeiou_]h?)?[aeiou]{1,3}n?g?[bpmdtnljqxy]ing")  # Xiaoming, Yuting


def starts_sentence(before: str) -> bool:
    """Tell whether what follows *before* begins a sentence, or the subject of the letter."""
    return not before.strip() or bool(re.search(r"(?:[.?!]['\"”’)]*|^Subject:)\s*$", before))


def fragment(
    typed: str,
    *,
    before: str = "",
    after: str = "",
    drop: Iterable[str] = (),
    drop_after: Iterable[str] = (),
    shape: str = "",
    limit: int = 40,
    starts: bool = False,
) -> Fitted:
    """Return *typed* as it stands between *before* and *after*, the letter's own words.

    What repeats those words is left out, and so are *drop* at its start ("you asked me about") and
    *drop_after* at its end ("position"). The *shape* "past" is for a blank that follows "I": "I am
    sorry that I ____." More than *limit* words are doubted, never cut. An answer that would be
    left with nothing stays as typed. The shape "asked" follows "You asked", and keeps a question
    that was put as it is: "Why did you leave?". One that *starts* a sentence keeps its capital. To
    fit what has been fitted changes nothing.
    """
    as_typed = clean(typed)
    drop, drop_after, past = tuple(drop), tuple(drop_after), shape == "past"
    steps: tuple[Step, ...] = (
        lambda text: (clean(text), None),
        without_emoji,
        lambda text: (OPENING.sub("", text), None),
        unhurried,
        lambda text: _without_lead(text, before, drop, past),
        lambda text: _without_tail(text, after, drop_after),
        lambda text: without_asker(text) if shape == "asked" else (text, None),
        lambda text: as_put(text) if shape == "asked" else (text, None),
        lambda text: (without_end(text, asks=after.startswith("?")), None),
        lambda text: _without_contraction(text, shape),
        lambda text: (text, None) if starts else _small_first(text, before, shape)[:2],
        capital_i,
    )
    text, notes = settled(as_typed, steps)
    if not text:
        why = f"'{as_typed}' leaves nothing to put into the sentence. What should stand there?"
        return Fitted(text=as_typed, doubts=(Doubt(why=why, must=True),) if as_typed else ())
    doubts = [
        None if starts else _small_first(text, before, shape)[2],
        _second_start(text, before),
        _comma_inside(text, before, after),
        *(past_doubts(text, before) if shape == "past" else ()),
        shouted(text),
        too_long(text, limit, offer=True),
        chatty(text),
        foreign(text),
    ]
    return Fitted(text=text, notes=notes, doubts=tuple(doubt for doubt in doubts if doubt))


@lru_cache(maxsize=256)
def _leads(before: str, drop: tuple[str, ...], past: bool) -> tuple[tuple[str, str], ...]:
    """Return the patterns of lead-ins: *drop*, and *before* from any of its words to its end.

    Before each stands a word without which it matches nothing, or an empty text.
    """
    patterns = [("", r"i")] if past else []
    said = _last_said(before)
    for end, again in _AGAIN.items():
        if " ".join(said).endswith(end):
            patterns.append(("", again))
    told = [word for word in said if word not in COMMON["adverbs"]]
    if told != said and said[-1] in COMMON["adverbs"]:
        patterns.append((said[-1], re.escape(said[-1])))
    patterns += [(told[place], _repeats(told[place:])) for place in range(len(told))]
    if told[-1:] == ["because"]:  # "still very interested", and nothing more
        alone = range(len(told) - 1)
        patterns += [(told[place], _repeats(told[place:-1]) + r"\W*$") for place in alone]
    for phrase in drop:
        words = phrase.lower().replace("’", "'").split()
        if words:
            sorry = (
                ""
                if set(words) <= COMMON["small"]
                else r"(?:i\s+(?:am|was)\s+|i['’]?m\s+)?" + _fill()
            )
            patterns.append((words[0], sorry + _repeats(words)))
    return tuple(patterns)


@lru_cache(maxsize=4096)
def _lead(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern}){_SEAM}", re.I)


def _may_begin(plain: str, word: str) -> bool:
    """Return whether a lead-in that needs this *word* may match *plain*, in small letters.

    Letters that are one to a pattern without being one in small letters are none of ASCII but two.
    """
    return word in plain or not word.isascii() or "ı" in plain or "ſ" in plain


@cache
def _fill() -> str:
    """Return a pattern for adverbs, or none."""
    return rf"(?:(?:{'|'.join(sorted(COMMON['adverbs']))})\s+)*"


def _last_said(before: str) -> list[str]:
    sentence = re.split(r"[.?!:]\s", before)[-1]
    return re.findall(r"[^\W_](?:[\w'’/&-]*\w)?", sentence.lower().replace("’", "'"))[-8:]


@lru_cache(maxsize=256)
def _first_words(before: str, drop: tuple[str, ...]) -> frozenset[str]:
    """Return the words with which one of the lead-ins may begin."""
    begin = {phrase.lower().replace("’", "'").split()[0] for phrase in drop if phrase.strip()}
    return COMMON["adverbs"] | _WORDS["lead_ins"] | begin | {*_last_said(before)}


def _repeats(words: list[str]) -> str:
    """Return a pattern for *words* with adverbs between them, short forms, and no "that"."""
    pattern = "" if set(words) <= COMMON["small"] else _fill()
    for place, word in enumerate(words):
        part = re.escape(word).replace("'", "['’]")
        if place:
            part = rf"\s+{_fill()}{part}"
            if word in _SHORT:
                part = f"(?:{part}|{_SHORT[word]})"
            elif word in _WORDS["optional"]:
                part = f"(?:{part})?"
        pattern += part
    return pattern


def _without_lead(
    text: str, before: str, drop: tuple[str, ...], past: bool
) -> tuple[str, str | None]:
    # Nearly every answer begins with another word, and the patterns take long to compile.
    plain = text.lower().replace("’", "'")
    first = re.match(r"[^\s,:;…–—]*", plain)
    begin = _first_words(before, drop)
    if not first or not ({first[0], first[0].split("'")[0]} & begin):
        return text, None
    told = _leads(before, drop, past)
    leads = (_lead(pattern) for word, pattern in told if _may_begin(plain, word))
    end = max((found.end() for lead in leads if (found := lead.match(text))), default=0)
    if not end:
        return text, None
    return text[end:].lstrip(" ,:;…–—"), f"Left out '{text[:end]}': the sentence already begins so."


@lru_cache(maxsize=256)
def _tails(after: str, drop_after: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    sentence = re.split(r"[.?!:](?:\s|$)", after)[0]
    words = re.findall(r"[\w'’-]+", sentence.lower())[:6]
    phrases = [words[:count] for count in range(1, len(words) + 1)]
    # "I had logged in" + "in May" is good English: a small word alone is no repetition.
    phrases = [
        phrase for phrase in phrases if not set(phrase) <= COMMON["small"] | COMMON["adverbs"]
    ]
    phrases += [phrase.lower().split() for phrase in drop_after if phrase.strip()]
    joined = (r"\s+".join(map(re.escape, phrase)) for phrase in phrases)
    return tuple(re.compile(rf"(?:^|(?<=[\s/,])){words}$", re.I) for words in joined)


def _without_tail(text: str, after: str, drop_after: tuple[str, ...]) -> tuple[str, str | None]:
    tails = _tails(after, drop_after)
    bare = without_end(text)
    start = min((found.start() for tail in tails if (found := tail.search(bare))), default=None)
    if start is None:
        return text, None
    return bare[:start].rstrip(" /,"), f"Left out '{bare[start:]}': the sentence already ends so."


def _without_contraction(text: str, shape: str) -> tuple[str, str | None]:
    """After "I", write "I've missed it" as "have missed it"."""
    found = re.match(r"i['’](m|ve)(?=\s)", text, re.I) if shape == "past" else None
    if not found:
        return text, None
    full = {"m": "am", "ve": "have"}[found[1].lower()]
    return full + text[found.end() :], f"Wrote '{found[0]}' as '{full}', after the sentence's 'I'."


def _small_first(text: str, before: str, shape: str) -> tuple[str, str | None, Doubt | None]:
    """Return *text* as it stands inside a sentence, with what was changed or is doubted."""
    word, *others = re.split(r"\s+", text, maxsplit=1)
    core = word.rstrip(".,;:!?")
    base = re.sub(r"['’]s$", "", core)
    if (
        not base[:1].isupper()
        or re.match(r"I(?:['’]|$)", core)
        or any(character.isdigit() for character in core)
        or any(character.isupper() for character in core[1:])
        or base in _WORDS["names"]
        or (len(re.findall(r"\w", base)) == 1 and base != "A")  # C, R, C♯
        or is_direct(text)
        or is_shouted(text)
    ):
        return text, None, None
    lowered = text[0].lower() + text[1:]
    changed = (lowered, f"Wrote '{lowered.split()[0].rstrip('.,;:')}' with a small letter.", None)
    why = f"'{core}' begins with a capital letter. Is it a name, or an ordinary word?"
    unsure = (text, None, Doubt(why=why, offers=(lowered, text)))
    key = base.casefold()
    leading = (before.casefold().split() or [""])[-1]
    needs_verb = shape == "past" or leading in _WORDS["verb_follows"]
    named = bool(others) and _looks_named(others[0].split()[0])
    as_noun = leading in _WORDS["determiners"]
    if key == "the" and named:
        return unsure  # the Co-op, or The Co-op?
    if key in COMMON["function_words"] or key in COMMON["numbers"]:
        return changed
    if needs_verb and (key in past_forms() or key in sure_past() or key.endswith("ed")):
        return changed
    is_ing = key.endswith("ing") and len(key) > 5 and not _PINYIN.fullmatch(key)
    ordinary = _is_ordinary(key)
    if key.endswith("ing") and (is_ing or ordinary):
        if not named:
            return changed
        if as_noun:
            return text, None, None  # the Marketing Manager
        titled = all(_looks_named(other) for other in others[0].split())
        return unsure if titled else changed
    if ordinary and as_noun and others and any(map(_looks_named, others[0].split())):
        return text, None, None  # the Head of Planning
    if ordinary and not named:
        return changed
    if named or base != core:
        return text, None, None  # Staff Nurse; Jane Roe explaining; Jane's
    return unsure


def _is_ordinary(key: str) -> bool:
    if key in _WORDS["ordinary"]:
        return True
    begins = key.split("-")[0]
    lists = (_WORDS["ordinary"], COMMON["function_words"], COMMON["numbers"])
    return any(begins in words for words in lists)


def _looks_named(word: str) -> bool:
    core = word.strip("\"'“”‘’().,;:!?")
    return (
        core[:1].isupper()
        and not re.match(r"I(?:['’]|$)", core)
        and core not in _WORDS["names"]
        and not (len(core) > 1 and core.isupper())
        and core.casefold() not in acronyms()
    )


def _second_start(text: str, before: str) -> Doubt | None:
    """Doubt "I loved the ward" after "I especially enjoyed"."""
    words = re.split(r"[.?!:]\s", before.casefold())[-1].split()
    found = re.match(rf"(?:I|we|it(?=\s(?:was|is)\b))\s+{_fill()}(\S+)\s+(?=\S)", text)
    if not (found and words and words[0] == "i" and words[-1] not in _WORDS["sentence_goes_on"]):
        return None
    again = found[1].casefold() in _WORDS["liking"] and words[-1] in _WORDS["liking"]
    why = f"The sentence already says '{before.strip()}', and '{found[0].strip()}' begins anew."
    offers = (text[found.end() :],) if again else ()
    return Doubt(
        why=f"{why} What should follow?", offers=offers, must=words[-1] in _WORDS["liking"]
    )


def _comma_inside(text: str, before: str, after: str) -> Doubt | None:
    """Doubt "nurse, night shift" before a noun of ours: "the ____ role", ": ____ interview"."""
    inside = re.search(r"(?:\b(?:the|an?)|:)\s*$", before) and re.match(r"\s*[^\W\d_]", after)
    head, comma, rest = text.partition(", ")
    if not inside or not comma or "," in rest or re.search(r"\b(?:and|or)\b|&", rest):
        return None
    why = (
        f"The sentence goes on after '{text}', so it reads better without the comma: "
        f"... {after.split()[0].rstrip('.,')}. How would you say it in one go?"
    )
    return Doubt(why=why, offers=(head, f"{head} ({rest})"))
