"""What may follow "I": verbs, their past, and what only looks like one."""

import re
from functools import cache

from drafter.language.cleaning import Doubt
from drafter.language.slips import is_shouted, quiet
from drafter.language.words import COMMON, Words

_WORDS = Words(__file__)

_LOOKS_ING = re.compile(r"(?!(?:dur|noth|everyth|someth|anyth)ing$)[^\W\d_]{2,}ing", re.I)


@cache
def sure_past() -> dict[str, str]:
    """Return the past of each verb form that has a sure one."""
    past: dict[str, str] = dict(_WORDS.rows("sure_past"))
    for base, ing, form in _WORDS.rows("forms"):
        past |= {base: form, ing: form, base + "s": form}
    del past["have"]  # "I am sorry that I have kept you" is right as it is
    return past


@cache
def past_forms() -> frozenset[str]:
    """Return the verbs in the past that do not end in -ed, and the sure ones."""
    return _WORDS["past_forms"] | {past for _, _, past in _WORDS.rows("forms")}


@cache
def bases() -> frozenset[str]:
    """Return what may stand right after "I"."""
    return _sure_bases() | _WORDS["bases"]


@cache
def _sure_bases() -> frozenset[str]:
    """Return what may stand right after "I", but not in an apology."""
    bases = {base for base, _, _ in _WORDS.rows("forms")}
    return frozenset(bases - {"be", "have"} | {"am"})


@cache
def _participles() -> dict[str, str]:
    return dict(_WORDS.rows("participles"))


def past_doubts(text: str, before: str) -> list[Doubt]:
    """Doubt what cannot follow "I"; a past form is offered only from the sure ones.

    "I speak Portuguese" is right where *before* is no apology, so there a present form may stand.
    After "I have since" only an offer in -ed would be right.
    """
    said = before.casefold().split()
    present = bool(said) and not re.search(r"\b(?:sorry|apolog|regret)", before, re.I)
    perfect = present and ("have" in said[-2:] or said[-1].endswith(("'ve", "’ve")))
    shouted = is_shouted(text)
    plain = quiet(text) if shouted else text
    found = re.search(r",?\s+but\s+(?=\S)", plain, re.I)
    if found and re.search(r"\b(?:nothing|anything|all|none|one)$", plain[: found.start()], re.I):
        found = None
    head = plain[: found.start()] if found else plain
    after = ""
    if found:
        rest = plain[found.end() :]
        after = f"After 'but' an apology turns into its reason. '{rest}' can go to the reason"
        after += " instead, or be left out."
    first, *others = head.split()
    if perfect and first.casefold() in _participles().values():
        return []
    if perfect and (done := _participles().get(first.casefold())):
        return [
            Doubt(
                why=f"After 'have' it is '{done}'.", offers=(" ".join([done, *others]),), must=True
            )
        ]
    if reason := _why_not_past(head, present and not perfect):
        offer = _sure_past(head)
        if offer and perfect and not offer.split()[0].endswith("ed"):
            offer = None
        # One doubt, since whoever takes the offer must know that it leaves out the rest.
        why = f"{reason} {after}".strip()
        return [Doubt(why=why, offers=(offer,) if offer else (), must=True)]
    if found:
        return [Doubt(why=after, offers=(head,))]
    known = _may_be_past(head) or (present and not perfect and _may_be_present(head))
    return [] if known or not before else [_unknown_form(head, before, present)]


def _may_be_past(text: str) -> bool:
    """Tell whether one of the first words of *text* could be a verb in the past."""
    for word in text.casefold().replace("’", "'").split():
        key = word.strip(",.;:'\"“”‘’()")
        bare = re.sub("^(?:re|over|mis|un|out|under|with|fore)", "", key)  # rebuilt, overheard
        if past_forms() & {key, bare} or key.endswith(("ed", "n't")) or key in ("have", "had"):
            return True
        if key not in COMMON["adverbs"] | _WORDS["before_verb"] and not key.endswith("ly"):
            return not key.isascii() or not key.isalpha()
    return True


def _may_be_present(text: str) -> bool:
    """Tell whether one of the first words of *text* could be a verb as it follows "I"."""
    for word in text.casefold().replace("’", "'").split():
        key = word.strip(",.;:'\"“”‘’()")
        if key in COMMON["adverbs"] | _WORDS["before_verb"] | {"both"} or key.endswith("ly"):
            continue
        bare = re.sub("^(?:re|over|mis|un|out|under|with|fore)-?", "", key)
        return bool({key, bare} & (bases() | {"be", "have"})) or not key.isascii()
    return False


def _unknown_form(text: str, before: str, present: bool) -> Doubt:
    word = text.split()[0]
    if not present:
        why = f"Is '{word}' past? The sentence reads as in 'arrived late' or 'was late'."
        return Doubt(why=why)
    why = (
        f"The sentence goes on from '{' '.join(before.split()[-3:])}'. Does '{word}' say what you "
        "do or did, as in 'led a team' or 'hold a licence'?"
    )
    return Doubt(why=why)


def _why_not_past(text: str, present: bool) -> str | None:
    words = [word.casefold().replace("’", "'").strip(",.;:") for word in text.split()]
    # "not being ready", "so late": the second word decides.
    key = next((word for word in words if word not in COMMON["adverbs"] | {"not", "too"}), words[0])
    shown = " ".join(text.split()[:4])
    if re.match(r"i'[dl]", key):
        return f"The sentence has its 'I' already, before '{shown}'. How would you go on?"
    if key in _WORDS["subjects"]:
        return f"The sentence goes on from 'I', but '{shown}' is about somebody else. Was it you?"
    if key in _WORDS["no_verb"] or (key in ("for", "about") and len(words) == 1):
        return (
            f"The sentence goes on from 'I', which '{shown}' does not. "
            "What exactly did you do or not do?"
        )
    if present and key in _sure_bases():
        return None
    if present and (key in COMMON["numbers"] or key[:1].isdigit() or _is_ing(key)):
        return (
            f"The sentence goes on from 'I', which '{shown}' does not. What did you do, or what "
            "do you have? For example: led a team of six, hold a licence."
        )
    lacks_verb = key in _WORDS["states"] or words[0] in ("not", "to", "for", "about")
    if lacks_verb or key in sure_past() or _is_ing(key):
        return (
            f"The sentence goes on from 'I', so '{shown}' needs its past form, "
            "as in 'arrived late' or 'was late'. How would you write it?"
        )
    return None


def _is_ing(word: str) -> bool:
    return bool(_LOOKS_ING.fullmatch(word))


def _sure_past(text: str) -> str | None:
    """Return *text* with a past form that is beyond doubt, else None."""
    words = text.split()
    if len(words) > 1 and (words[0].casefold() in COMMON["numbers"] or words[0].isdigit()):
        return f"have {text}" if words[1].casefold() in _WORDS["spans"] else None
    while words and words[0].casefold() in _WORDS["subjects"] | {"to", "for", "about"}:
        words = words[1:]
    if not words:
        return None
    first = words[0].casefold().replace("’", "'")
    if first == "not" and words[1:2]:
        rest = words[2:] if words[1].casefold() in ("being", "be") else words[1:]
        sure = rest != words[1:] or rest[0] in _WORDS["states"] or rest[0].endswith("ed")
        return " ".join(["was not", *rest]) if sure else None
    if first in _WORDS["states"] or (
        first in COMMON["adverbs"] | {"too"} and words[1:2] and words[1] in _WORDS["states"]
    ):
        return " ".join(["was", *words])
    if first == "were":
        words[0] = "was"
    elif first in sure_past():
        words[0] = sure_past()[first]
    elif first not in past_forms() and not first.endswith("ed"):
        return None
    return " ".join(words)
