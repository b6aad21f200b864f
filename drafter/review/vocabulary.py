"""Say whether something is a word, which words are near to it, and how each country spells it.

The words and their numbers are those of pyspellchecker, the collected misspellings and the pairs of
British and American those of codespell. Both are read as data, which takes a third of the time of
importing them.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

Country = Literal["american", "british"]

RARE = 200  # times in a thousand million words; below it a word is no likely correction
EVERYDAY = 20_000  # times; above it, a word that is sooner meant than a new one
SHORT = 4  # letters; a shorter word has too many neighbours to be told from a name or a unit
_COMMON = 2000  # times; above it, a word that may be meant where two letters are wrong
_LONG = 8  # letters; from here on two of them may be wrong, and the word still be known
_GZIP = 16 + zlib.MAX_WBITS  # how zlib is told of gzip's header and sum
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def country_of(style: object) -> Country | None:
    """Return the country whose spelling a letter of this *style* has; None: it was not told."""
    countries: dict[str, Country] = {"american": "american", "british": "british"}
    return countries.get(str(style).lower())


def count(word: str) -> int:
    """Return how often *word* was found in a thousand million words; 0 if it is none."""
    text, start = _words(), f'"{word}": '.encode()
    at = _from(text, start)
    if not text.startswith(start, at):
        return 0
    return int(text[at + len(start) : text.find(b"\n", at)].rstrip(b",\r"))


def listed(word: str) -> tuple[str, ...]:
    """Return what is meant by *word*, if it is a misspelling that somebody has collected."""
    rows, start = _collected(), f"\n{word}->".encode()
    at = rows.find(start)
    meant = rows[at + len(start) : rows.find(b"\n", at + 1)].decode() if at >= 0 else ""
    # "a, b, why" holds choices and perhaps a reason; a row of one choice has no comma.
    choices = meant.split(",")[:-1] if "," in meant else [meant]
    return tuple(choice.strip() for choice in choices if choice.strip())


# --- words that are near ---


def near(word: str) -> tuple[str, ...]:
    """Return up to three words that *word* may have been meant for, the likeliest first."""
    if word.endswith("ys") and count(plural := f"{word[:-2]}ies"):
        return (plural,)
    least = 0 if len(word) >= _LONG else RARE
    times = {each: count(each) for each in _one_off(word)}
    likely = {each: n * _likeness(word, each) for each, n in times.items() if n > least}
    if not likely and len(word) >= _LONG:
        likely = {
            each: float(n)
            for each, n in _beginning(word[:2])
            if n > _COMMON and _at_most_two_off(word, each)
        }
    return tuple(sorted(likely, key=lambda each: -likely[each])[:3])


def _one_off(word: str) -> set[str]:
    """Return what one letter more, less, other or changed with its neighbour makes of *word*."""
    parts = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    less = {a + b[1:] for a, b in parts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    other = {a + c + b[1:] for a, b in parts if b for c in _LETTERS}
    more = {a + c + b for a, b in parts for c in _LETTERS + "'"}
    return (less | swapped | other | more) - {word}


def _likeness(word: str, other: str) -> float:
    """Return how readily a hurried hand makes *word* of *other*."""
    if word[0] != other[0]:
        return 5.0 if other[1:] == word and other[0] in "hkpw" else 0.05  # (w)rong
    if sorted(word) == sorted(other) or _without_doubles(word) == _without_doubles(other):
        return 20.0
    vowels = str.maketrans("", "", "aeiou")
    return 3.0 if word.translate(vowels) == other.translate(vowels) else 1.0


def _without_doubles(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def _at_most_two_off(word: str, other: str) -> bool:
    """Say whether at most two letters are more, less, other or changed with their neighbours."""
    if abs(len(word) - len(other)) > 2:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(word, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and word[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > 2:
            return False
    return row[-1] <= 2


# --- words that are made of words ---

PREFIXES = (
    "anti auto bi co counter cross de dis electro extra fore hydro hyper in inter intra macro mega "
    "meta micro mid mini mis mono multi nano neuro non off on out over para photo poly post pre "
    "pro pseudo psycho radio re self semi sub super tele thermo trans ultra un under up"
)
# What a word ends in, and what stands there without it: "tried" is of "try".
_SUFFIXES = (
    "s- es- ed- ed-e d-e ing- ing-e er- er-e ers- ers-e ly- ness- less- able- able-e ish- ies-y "
    "ied-y wise- like- free-"
)


def of_parts(word: str) -> bool:
    """Say whether *word* is put together of words as trades do: "chairside", "understorey"."""
    for prefix in PREFIXES.split():
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= SHORT and count(rest) > RARE:
            return True
    for suffix in _SUFFIXES.split():
        end, instead = suffix.split("-")
        stem = word.removesuffix(end) + instead
        least = 0 if end == "s" else RARE
        if word.endswith(end) and len(stem) >= SHORT and count(stem) > least:
            return not re.search(r"[^aeiou]ys$", word)
    return any(
        count(word[:cut]) > _COMMON and count(word[cut:]) > _COMMON
        for cut in range(SHORT, len(word) - SHORT + 1)
    )


# --- British and American ---

# The British letters, and what an American writes.
_BRITISH = (
    (r"our(?=$|s$|ed|ing|ab|er|it|ful|les|hood|y|ist|ite)", "or"),
    (r"is(?=(?:e[ds]?|ers?|ing|ations?|able)$)", "iz"),
    (r"ys(?=(?:e[ds]?|ers?|ing)$)", "yz"),
    (r"(cent|met|lit|theat|fib|calib|lust|somb|spect|meag|louv)re", r"\1er"),
    (r"ll(?=(?:ed|ing|ers?|ors?|ings)$)", "l"),
    (r"(?<=[aeiou])l(?=ments?$|fil)", "ll"),
    (r"ae|oe", "e"),
    (r"ou(?=l[dt])", "o"),
    (r"ogue(?=s?$)", "og"),
    (r"gramme(?=s?$)", "gram"),
    (r"ence(?=s?$)", "ense"),
    (r"cheque", "check"),
    (r"plough", "plow"),
    (r"draught", "draft"),
    (r"sceptic", "skeptic"),
    (r"kerb", "curb"),
    (r"tyre", "tire"),
    (r"woolle", "woole"),
    (r"artefact", "artifact"),
    (r"jewellery", "jewelry"),
    (r"^grey", "gray"),
)
# What one country spells in two ways, and what is another word in the other.
_IN_BOTH = (
    "acknowledgement acknowledgements acknowledgment acknowledgments analog analogs cancelled "
    "cancelling catalogue catalogues check checks curb curbs dialog dialogs dialogue dialogues "
    "disk disks draft drafts enquire enquiry fiber fibers focussed focusses focussing gray "
    "grays grey greys judgement judgements judgment judgments licenced licencing license "
    "licensed licenses licensing meter meters omelette practice practiced practices practicing "
    "practise practised practises practising program programed programing programs story tire "
    "tires tonne tonnes"
)


def is_british(word: str) -> bool:
    """Say whether *word* is one that an American would spell otherwise."""
    return any(
        changed and count(american)
        for british, us in _BRITISH
        for american, changed in [re.subn(british, us, word, count=1)]
    )


def of_other_country(word: str, country: Country) -> str:
    """Return how *word* is spelled in *country*; "" where it is right there as it is."""
    return spelled_in(country).get(word, "")


def spelled_in(country: Country) -> Mapping[str, str]:
    """Return the words of the other country, each as it is spelled in *country*."""
    british, american = _pairs()
    return british if country == "american" else american


@cache
def _pairs() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the American words by the British ones, and the British by the American.

    "-ize" and its like are British too (Oxford spelling), so they are in the first alone.
    """
    both = set(_IN_BOTH.split())
    text = beside("codespell_lib", "data/dictionary_en-GB_to_en-US.txt").decode()
    rows = [row.split("->") for row in text.splitlines() if row]
    british = {uk: us for uk, us in rows if uk not in both}
    american = {
        us: uk
        for uk, us in british.items()
        if us not in both and not re.search(r"i[sz](?:e|ing|ation)|y[sz](?:e|ing)", us)
    }
    return british, american


# --- the files ---


@cache
def _words() -> bytes:
    """Return the words of pyspellchecker with their numbers, a line each, sorted: ``"adder": 50,``.

    A bisection finds a word in the text as it is, which is quicker than to read it in as JSON. A
    file that is laid out otherwise is brought into this form.
    """
    packed = beside("spellchecker", "resources/en.json.gz")
    size = int.from_bytes(packed[-4:], "little")  # of the whole, modulo 4 GiB; RFC 1952
    text = zlib.decompress(packed, _GZIP, size)
    places = range(len(text) // 80, len(text), len(text) // 80 + 1)
    some = [_line_at(text, place)[1] for place in places]
    if some == sorted(some) and all(re.fullmatch(rb'"[^"\\]+": \d+,?', line) for line in some[:-1]):
        return text
    lines = sorted(f'"{word}": {times},'.encode() for word, times in json.loads(text).items())
    return b"{\n" + b"\n".join(lines) + b"\n}"


def _line_at(text: bytes, place: int) -> tuple[int, bytes]:
    """Return where the line of *text* begins that *place* stands in, and the line."""
    start = text.rfind(b"\n", 0, place) + 1
    end = text.find(b"\n", place)
    return start, text[start : end if end >= 0 else len(text)]


def _from(text: bytes, start: bytes) -> int:
    """Return where in the sorted *text* the first line begins that is not before *start*."""
    low, high = text.find(b"\n") + 1, text.rfind(b"\n") + 1
    while low < high:
        at, line = _line_at(text, (low + high) // 2)
        if line < start:
            low = at + len(line) + 1
        else:
            high = at
    return low


def _beginning(letters: str) -> Iterator[tuple[str, int]]:
    """Yield the words that begin with *letters*, and how often each was found."""
    text, start = _words(), f'"{letters}'.encode()
    lines = text[_from(text, start) : _from(text, start + b"\xff")].decode().splitlines()
    for line in lines:
        word, _, times = line[1:].partition('": ')
        yield word, int(times.strip(", "))


@cache
def _collected() -> bytes:
    """Return the misspellings that codespell has collected, a row each: ``adress->address``."""
    return b"\n" + beside("codespell_lib", "data/dictionary.txt").replace(b"\r", b"")


def beside(module: str, name: str) -> bytes:
    """Return the file *name* from the folder of *module*, without importing it, from a zip too."""
    spec = find_spec(module)
    assert spec is not None and spec.origin is not None  # it is installed with drafter
    loader: Any = spec.loader  # of files or of a zip: both have get_data
    return bytes(loader.get_data(str(Path(spec.origin).parent / name)))
