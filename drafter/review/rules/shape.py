"""Length and shape: a letter that is read to its end, on a telephone too, and found again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.letters.marks import OPEN
from drafter.letters.rendering import LONGEST_SUBJECT
from drafter.review.page import Note, Page
from drafter.review.reading import rule
from drafter.review.words import Words

_WORDS = Words(__file__)

EXCESS, SHORTFALL = 1.1, 0.8  # how far over the target, or under the least, is left alone


@rule("R06", "major")
def keeps_to_its_length(page: Page) -> Iterator[Note]:
    """The body keeps within the words that are usual for its kind of letter.

    Emails of 50 to 125 words are answered most often (Boomerang's count of emails, in Fast Company,
    2016), and three paragraphs that explain lose the reader of a note after an interview
    (hrcapitalist.com, 2015). Each kind says its own words in its kind.toml, as band: the least, the
    target and the most, for a thank-you 20, 180 and 220. Greeting, close and subject are not
    counted. The target and the least are round numbers, so a tenth over the one and a fifth under
    the other are left alone, by our own judgement. Over the most is worth a look, the rest is a
    small thing; too few words in a thank-you are rule R16's.
    """
    least, target, cap = page.letter.band
    short = page.letter.kind != "thank-you" and page.length < least * SHORTFALL
    if page.length > min(target * EXCESS, cap):
        above = "its most" if page.length > cap else "the usual most"
        most = cap if page.length > cap else target
        yield Note(
            f"The letter has {page.length} words, and {most} are {above}. Short letters get read "
            "and answered: keep what matters most to this reader.",
            at=len(page.text),
            severity="" if page.length > cap else "minor",
        )
    elif short:
        yield Note(
            f"The letter has {page.length} words, and {least} are the usual least. One more fact "
            "that matters to this reader would carry it.",
            at=len(page.text),
            severity="minor",
        )


MOST_PARAGRAPHS = 5  # two answers in one letter need a fifth
MOST_SENTENCES, MOST_WORDS = 5, 95  # of a paragraph
FEW_SENTENCES = 3  # that read well as one paragraph
LONGEST_AVERAGE = 22  # words of a sentence
LONGEST_SENTENCE = 50  # words; in a hundred careful letters the longest one has forty
MOST_OF_A_SUBJECT = 10  # words


@rule("R07", "major")
def reads_well_on_a_telephone(page: Page) -> Iterator[Note]:
    """There are two to four paragraphs of a few short sentences each.

    Most letters are read on a telephone, and plain, short sentences are answered more (Boomerang,
    2016). The aim is four sentences and 75 words in a paragraph, and 20 words in a sentence. A true
    story goes over that a little and reads well, so by our own judgement five paragraphs, five
    sentences, 95 words and an average of 22 are left alone, but no sentence of more than 50. A list
    stands outside the count. A check-in may be one paragraph, and so may a letter of unknown kind
    or one of three sentences.
    """
    number = len(page.letter.paragraphs)
    at_least = 1 if page.letter.kind in ("check-in", "") else 2
    few = sum(map(len, page.sentences)) <= FEW_SENTENCES
    if number and number < at_least and not few and not page.letter.ours:
        yield Note(
            "It is all one paragraph. Two or three short ones are easier to read on a telephone.",
            at=page.start,
        )
    if number > MOST_PARAGRAPHS:
        yield Note(
            f"There are {number} paragraphs. Two to five are easier to take in: join or leave out.",
            at=page.start,
        )
    lengths = [len(prose.split()) for prose in page.prose]
    yield from _long_paragraphs(page, lengths)
    count, total = sum(map(len, page.sentences)), sum(lengths)
    if count > 1 and total > LONGEST_AVERAGE * count:
        yield Note(
            f"The sentences have {round(total / count)} words on average. Twenty are easier: make "
            "two of the longest one.",
            at=page.start,
        )


def _long_paragraphs(page: Page, lengths: list[int]) -> Iterator[Note]:
    for prose, sentences, words in zip(page.prose, page.sentences, lengths, strict=True):
        if len(sentences) > MOST_SENTENCES or words > MOST_WORDS:
            yield Note(
                "This paragraph is long to read on a telephone. Leave something out, or make two "
                "paragraphs of it.",
                " ".join(prose.split()[:6]),
                page.text.find(prose),
            )
        elif words > LONGEST_SENTENCE:
            yield from _long_sentences(page, sentences)


def _long_sentences(page: Page, sentences: tuple[str, ...]) -> Iterator[Note]:
    for sentence in sentences:
        if len(words := sentence.split()) > LONGEST_SENTENCE:
            yield Note(
                f"This sentence has {len(words)} words, and nobody remembers its beginning at its "
                "end. Make two or three of it.",
                " ".join(words[:6]),
                page.text.find(sentence),
            )


@rule("R08", "major")
def has_a_subject_to_find_it_by(page: Page) -> Iterator[Note]:
    """The subject is short, calm, and names the role.

    The reader has many emails and has met many people, and should place this one at a glance and
    find it again. Subjects of three or four words are answered most (Boomerang, 2016); a bare
    "Following up" says nothing. Two to ten words are right, without an exclamation mark or capitals
    throughout; a longer one may be cut off where it is listed, which is a small thing. A subject
    that was kept ("Re: ...") is theirs and stays, but "Re:" over a letter that answers nothing is
    untrue. In a letter that drafter wrote the subject is read only where it begins with the
    person's own words.
    """
    subject = page.letter.subject
    if not subject:
        return
    if page.letter.ours and not page.letter.marked_subject.startswith(OPEN):
        return  # the person cannot change it but by an answer, which is read in the body
    if "!" in subject:
        yield Note("A subject is calmer without an exclamation mark. A plain one is found.", "!")
    if subject.isupper() and len(subject) > 7:
        yield Note("Capitals throughout read as shouting. Write it as you would say it.", subject)
    if subject.lower().startswith("re:"):
        if page.letter.kind in ("thank-you", "apology") and not page.letter.told:
            yield Note(
                "Re: says that this answers a message of theirs. If it does not, leave Re: out.",
                subject,
                severity="minor",
            )
        return
    yield from _hard_to_find(subject, page.letter.told.get("role"))


def is_bare(subject: str) -> bool:
    """Return whether *subject* says nothing of which interview it is about."""
    return _BARE_START.sub("", subject.lower()).rstrip(".!?") in _WORDS["bare"]


_BARE_START = re.compile(r"^(?:(?:an?|just|many|my|our|some|the|very|your) )+")


def _hard_to_find(subject: str, role: object) -> Iterator[Note]:
    words = len(subject.split())
    if is_bare(subject):
        yield Note(
            "They cannot see from this which interview it is about. Name the role: staff nurse "
            "interview on Tuesday.",
            subject,
        )
    elif not 2 <= words <= MOST_OF_A_SUBJECT or len(subject) > LONGEST_SUBJECT:
        yield Note(
            f"A subject of two to ten words, {LONGEST_SUBJECT} characters at most, is seen "
            "whole. The role and the day are enough.",
            subject,
            severity="" if words < 2 or words > 2 * MOST_OF_A_SUBJECT else "minor",
        )
    elif isinstance(role, str) and role.casefold() not in subject.casefold():
        yield Note(f"The subject lacks the role. With {role!r} in it they find it again.", subject)
