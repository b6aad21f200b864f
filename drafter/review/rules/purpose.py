"""What each letter is for: one thing, said in a way that lets the reader give it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from drafter.review.page import Note, Page
from drafter.review.phrases import words_in
from drafter.review.reading import rule
from drafter.review.rules.shape import SHORTFALL
from drafter.review.words import Words, any_of

_WORDS = Words(__file__)


@rule("R09", "major")
def keeps_its_purpose(page: Page) -> Iterator[Note]:
    """The sentence that the letter is written for is in it.

    Every sentence of drafter's may be left out, and a thank-you without its thanks, an apology
    without its sorry or a request without its asking is then another letter. A letter's
    folder says which sentences these are (purpose in its kind.toml); each kind asks for one thing,
    since emails that ask for more are answered less (Boomerang, 2016: above three questions). So in
    a letter from elsewhere a third request is found, and a second that is asked for besides.
    """
    for name in page.letter.lost:
        does = _WORDS.table("does").get(name, f"is called {name!r}")
        yield Note(
            f"The sentence that {does} is left out, and this letter is for that. Take it in again, "
            "or say it in your own words.",
            at=page.start,
        )
    if not page.letter.ours and page.letter.kind != "feedback":  # its questions are rule R34's
        yield from _many_requests(page)


_ASKING = re.compile(
    r"\b(?:could|can|would|will) you(?! (?:have|want|like|prefer|need|expect))\b|"
    r"\bwould (?:it be possible|you mind)\b|"
    r"\b(?:may|might|could|can) I(?: also)? (?:ask|come|get|have|see|visit|borrow|know)\b|"
    r"\bif you could\b|"
    r"\bplease (?:also )?(?:send|tell|pass|confirm|forward|ask|put|call|give|add|say)\b|"
    r"\bI(?: would|['’]d)(?: \w+)? (?:like|love|want) (?:to (?:know|hear|see|have)|a copy)\b|"
    r"\blet me (?:know|no)\b(?! (?:if|whether|should) (?:you|there is anything|anything))|"
    r"\bdo you know\b|"
    r"(?:,| and) (?:also |and |then |please )*"
    r"(?:tell|let|send|pass|put|introduce|show|forward|give) (?=me|him|her|them|my|on|in|the)",
    re.I,
)
_KIND_WORDS = re.compile(
    r"\b(?:thanks|congratulations|regards|wishes|greetings|hello|love)\b", re.I
)
_ALSO = re.compile(r"\b(?:could|can|would|will|may|might) (?:you|I) also\b|\balso,? could\b", re.I)
_MOST_REQUESTS = 2  # "Have you decided? Please tell me when" is one in two sentences


def _many_requests(page: Page) -> Iterator[Note]:
    """Yield a note if *page* asks for more than one thing, as far as its words tell that."""
    if page.body.count("?") + len(_ASKING.findall(page.body)) < 2:
        return
    asking: list[str] = []  # the sentences in which something is asked for, once for each thing
    for sentence in (each for sentences in page.sentences for each in sentences):
        number = 0 if _KIND_WORDS.search(sentence) else len(_ASKING.findall(sentence))
        if number or sentence.endswith("?"):
            asking += [sentence] * max(number, 1)
    more = [sentence for sentence in asking[1:] if _ALSO.search(sentence)]
    if len(asking) > _MOST_REQUESTS or more:
        yield Note(
            "This letter asks for several things, and one is answered soonest. Ask the one that "
            "matters most, and leave the rest for later.",
            at=page.start,
            severity="" if len(asking) > _MOST_REQUESTS else "minor",
        )


# --- a thank-you -------------------------------------------------------------------------------


@rule("R16", "major", "thank-you")
def a_short_note_is_not_padded(page: Page) -> Iterator[Note]:
    """A thank-you without a detail is short, and not filled with stock phrases.

    What makes such a note worth sending is one thing that only somebody in that room would know;
    one that would fit any employer does more harm than good (Alison Green, Writing a thank-you
    email after an interview, 2021). Where nothing comes to mind, a few plain words of thanks are
    better than phrases that everybody sends, so two of those are one too many.
    """
    least = page.letter.band[0]
    advice = "One thing that only somebody in that room would know makes it yours."
    if page.length < least * SHORTFALL:
        yield Note(
            f"The note has {page.length} words, and {least} are the usual least. {advice}",
            at=len(page.text),
            severity="minor",
        )
    stock = [hit for name in ("cliche", "empty") for hit in page.hits.get(name, ())]
    stock.sort(key=lambda hit: hit.at)
    if len(stock) > 1:
        yield Note(
            f"Most of this could have been sent to anybody. {advice}", stock[0].words, stock[0].at
        )


# The kinds that have nothing to own.
_UNGRADED = frozenset(
    ("check-in", "clarification", "feedback", "recruiter", "rejection-reply", "thank-you")
)


@rule("R17", "major")
def gives_no_verdict_on_oneself(page: Page) -> Iterator[Note]:
    """Nothing marks down the writer's own interview, or the writer.

    Nobody in the room heard it as its owner did, and "I was so nervous" confirms a doubt that they
    may not have had (hrcapitalist.com, Don't do it: sending post-interview notes, 2015). What was
    weak is better mended than graded. A verdict on the interview is looked for in the kinds that
    have nothing to own: not in an apology, nor in a request for a second interview. Hard words
    about oneself are looked for in every letter but an apology, where they are rule R24's; this
    is our own judgement.
    """
    if page.letter.kind in _UNGRADED:
        yield from page.listed(
            "verdict",
            "They may not have seen it that way, and this tells them to. Leave it out; say what "
            "you would like them to know instead.",
        )
    if page.letter.kind != "apology":
        yield from page.listed(
            "grovelling",
            "This is harder on you than any reader would be. Leave it out, or say in a few "
            "neutral words what happened.",
        )


# --- going back to an answer -------------------------------------------------------------------

_MISSED = (
    r"(?i)\bI (?:did not|didn['’]t|forgot to|failed to|neglected to) (?:get to |get a chance to )?"
    r"(?:mention|say|add|tell)|\bI should have (?:said|mentioned|added|told)"
)
_MOST_POINTS = {"clarification": 2, "second-interview": 3, "thank-you": 1}
_FAILED = (
    r"\bI (?:could not|couldn['’]t|did not|didn['’]t|forgot|failed|was unable|"
    r"said (?:only|nothing)|only said|got|read|gave|mixed|missed|confused|had no)\b(?= \w+)"
)
_MANY_ANSWERS = (
    r"(?i)\b(?:three|four|five|six|seven|several|a few|\d) (?:of (?:my|the) )?(?:other )?"
    r"(?:answers|mistakes|points|questions|things)\b[^.?!\n]{0,40}"
    r"\b(?:add to|again|change|clarify|correct|fix|go over|put right|revisit|wrong)\b|"
    r"\b(?:clarify|correct|fix|go (?:back )?over|revisit) (?:three|four|five|six|several|a few) "
)
_I_SAID = r"(?i)(?:and )?(?:on|as for|about|regarding) [^,.]{3,60}, I (?:said|gave|told|named)\b"
_YOU_ASKED = r"[Yy]ou (?:also )?asked\b(?! for\b)"


@rule("R20", "major", "clarification", "thank-you", "second-interview")
def goes_back_to_few_points(page: Page) -> Iterator[Note]:
    """A thank-you adds one point at most, a clarification two, a request three in one line each.

    One better answer stays in mind, and a list of them reads as a diatribe against one's own
    interview (hrcapitalist.com, 2015). A request for a second interview may name three: the one
    such letter on record that won it did (Business Insider, After a bad interview you should ask
    for a second chance, 2012).
    """
    kind = page.letter.kind
    own = _YOU_ASKED if kind == "clarification" else _MISSED
    most = _MOST_POINTS[kind]
    number = 0 if page.words.isdisjoint(_WORDS["saying"]) else len(re.findall(own, page.body))
    if kind == "second-interview":
        number = len(page.items) or (0 if page.letter.ours else len(re.findall(_FAILED, page.body)))
    elif kind == "clarification" and not page.letter.ours:
        number = sum(map(_points_in, page.prose))
        number = max(number, most + 1) if re.search(_MANY_ANSWERS, page.body) else number
    if number <= most:
        return
    added = page.items or page.of_theirs(re.compile(own).finditer(page.text, page.start))
    if added or not page.letter.ours:
        points = "one point" if most == 1 else f"{most} points"
        yield Note(
            f"This goes back to {number} things, and {points} at most stay in mind. Keep the "
            "strongest.",
            at=page.start,
        )


def _points_in(paragraph: str) -> int:
    """Return to how many answers a *paragraph* goes back: by "you asked", or by "On X, I said"."""
    return len(re.findall(_YOU_ASKED, paragraph)) or bool(re.match(_I_SAID, paragraph))


_MY_APOLOGY = (
    r"(?i)\b(?:I(?: am|['’]m| was)?(?: \w+)? (?:sorry|apologi[sz]e)|(?:my|our) (?:\w+ )?apologies|"
    r"sorry (?:for|that|about)|apologi[sz]e (?:for|that)|apologies for)\b"
)
_CAME_LATE = (  # "I was ten minutes late", but not "I had a late supplier"
    r"(?i)\b(?:am|was|were|be|being|been|arriv\w+|c[ao]m(?:e|es|ing)|got|joined|joining|ran|running|"
    r"started|turned up)(?: (?!(?:an?|the)\b)[\w'’-]+){0,4} late(?=[.,;:]| (?:and|as|at|because|by|"
    r"for|in|on|that|this|to|when|with)\b)|\b(?:kept|keep|keeping) (?:\w+ ){1,3}waiting\b|"
    r"\bmy (?:late\w*|delay)\b|\bwritten sooner\b|\b(?:for|about) being late\b"
)


@rule("R21", "major", "clarification")
def clarifies_without_apology(page: Page) -> Iterator[Note]:
    """A better answer is given instead of an apology.

    An apology for a weak answer makes the writer small (Ask a Manager, Things you don't need to
    apologize for, 2012), and tells a reader who had noticed nothing that there was something to
    notice. The better answer says all that is needed. A customer may be sorry in it; the writer is
    not, unless it is for having come late, which is no answer.
    """
    if page.words.isdisjoint(_WORDS["apology_signs"]):
        return
    message = "A weak answer needs no apology. Give the better answer, and leave this out."
    for note in page.matched(_MY_APOLOGY, message):
        before = re.split(r"[.?!]\s", page.text[: note.at])[-2:]  # and the sentence before it
        after = re.split(r"[.?!](?:\s|$)", page.text[note.at :], maxsplit=1)[0]
        if not re.search(_CAME_LATE, f"{'. '.join(before)}{after}."):
            yield note


# --- an apology, and a request for a second interview ------------------------------------------


@rule("R22", "blocker")
def blames_nobody(page: Page) -> Iterator[Note]:
    """Nothing puts it on the interviewer, the question, the line or the traffic.

    Blame is what such a letter is remembered by, even where it is just: the cause is better taken
    on oneself than put on them, and "you misunderstood" is never right (Business Insider, What your
    thank-you letter should say when you bombed the interview, 2012). Traffic and late trains are
    excuses in an apology and in a request for a second interview; elsewhere they may be somebody's
    trade.
    """
    message = (
        "A reader hears blame in this, even where it is true. Say what happened without a "
        "culprit, or leave it out."
    )
    yield from page.listed("blame", message)
    yield from page.listed("blame_perhaps", message, "minor")
    if page.letter.kind in ("apology", "second-interview"):
        yield from page.listed("excuse", message)


@rule("R24", "major", "apology")
def apologises_once(page: Page) -> Iterator[Note]:
    """There is one apology in it, two at most, and none of them is swollen.

    Once, plainly, is believed; "deeply" and "so very" and a second round make it seem worse than it
    was, and the writer look subservient (Ask a Manager, 2012). Without any it is no apology. Where
    drafter's own sentence is one of three, the last that the person wrote is shown.
    """
    said = list(_WORDS.pattern("apology").finditer(page.text, page.start))
    if not said and not page.letter.ours:
        yield Note("The apology itself is missing. Say once: I am sorry that I ...", at=page.start)
    again = page.of_theirs(said)[-1:] if page.letter.ours else said[2:]
    if len(said) > 2 and again:
        yield Note(
            f"There are {len(said)} apologies here. One that names what happened is believed, and "
            "more make it seem worse than it was. Keep the first.",
            again[0].group(),
            again[0].start(),
        )
    yield from page.listed(
        "grovelling",
        "A plain I am sorry is stronger, and this makes it seem worse than it was. Leave it out.",
    )


_SAYING_SORRY = (  # and what else one says of oneself there without having done anything
    r"\b(?:I|my)\b(?:['’]m)?(?: (?:accept|all|also|am|an|both|do|feel|have|just|like|must|need|"
    r"offer|owe|say|should|so|to|very|want|was|wish|would|you|\w+ly))* "
    r"(?:sorry|apolog\w+|regret)\b|"
    r"\bI (?:feel|hope|know|realise|realize|think|understand|was told|wonder)\b"
)
_FOR_SOMETHING = (
    r"\b(?:sorry|apolog\w+) (?:\w+ ){0,3}?(?:for|about) "
    rf"(?!(?:(?:{any_of(_WORDS['vague'])})\b ?)+(?:[.,;]|and\b|$))\w"
)


def _owns_up(page: Page) -> bool:
    """Return whether the apology stands in the first two paragraphs, beside what was done."""
    first = [sentence for sentences in page.sentences[:2] for sentence in sentences]
    said = _WORDS.pattern("apology")
    at = next((at for at, sentence in enumerate(first) if said.search(sentence)), None)
    if at is None:
        return False
    around = " ".join(first[: at + 2])
    done = re.search(r"\b(?:I|my|me)\b", re.sub(f"(?i){_SAYING_SORRY}", "", around))
    return bool(done or re.search(f"(?i){_FOR_SOMETHING}", around))


@rule("R25", "blocker", "apology")
def names_what_it_is_for(page: Page) -> Iterator[Note]:
    """It begins with what the writer did, after an answer to what they asked at most.

    Of all that an apology can hold, owning what one did counts most (Lewicki, Polin and Lount,
    2016, two experiments with 755 people). "Any inconvenience" and "if anyone was offended" own
    nothing and could be about anything.
    """
    if not page.letter.ours and not _owns_up(page):
        yield Note(
            "Begin with what you did, in your own name: I am sorry that I arrived late. Then it "
            "is said, and the letter can go on.",
            at=page.start,
        )
    yield from page.listed(
        "nonapology",
        "This could be about anything, so it does not reach them. Name the one thing you did.",
    )


LONGEST_REASON = 20  # words


@rule("R26", "major", "apology", "second-interview")
def gives_no_excuse(page: Page) -> Iterator[Note]:
    """No "but" stands in or right after the apology, and a reason is one short clause.

    An explanation adds little to an apology (Lewicki, Polin and Lount, 2016), and at length it
    turns into an excuse: that one missed the flight is enough, not why (woman.thenest.com,
    Apologetic letter for being late). So a reason has twenty words at most, and an apology gives
    one reason.
    """
    signs = _WORDS["apology_signs"] | _WORDS["reason_signs"]
    if page.words.isdisjoint(signs):
        return
    reasons: list[tuple[str, int]] = []  # the sentence, and where its reason begins
    apology, contrary, cause = re.compile(_MY_APOLOGY), *map(_WORDS.pattern, ("but", "reason"))
    sorry_before = False
    for sentence in (each for sentences in page.sentences for each in sentences):
        but = contrary.search(sentence)
        sorry = bool(apology.search(sentence))
        if but and (sorry or (sorry_before and but.start() == 0)):
            yield Note(
                "A but takes the apology back. Leave out what follows it, or put it first.",
                but.group(),
                page.text.find(sentence) + but.start(),
            )
        sorry_before = sorry
        if found := cause.search(sentence):
            reasons.append((sentence, found.start()))
    long = [(said, at) for said, at in reasons if len(said[at:].split()) > LONGEST_REASON]
    for sentence, at in long or reasons[1:2] if page.letter.kind == "apology" else long:
        yield Note(
            "A reason is best in one clause, or left out: told at length it sounds like an "
            "excuse. Keep the few words that matter.",
            " ".join(sentence[at:].split()[:6]),
            page.text.find(sentence) + at,
        )


@rule("R28", "major", "apology", "second-interview")
def does_not_plead(page: Page) -> Iterator[Note]:
    """Nothing begs.

    To ask for forgiveness is the part of an apology that works least (Lewicki, Polin and Lount,
    2016), and a plea for one more chance puts a weight on a stranger that they cannot well answer.
    A plain question with a way out gets further.
    """
    yield from page.listed(
        "plea",
        "This puts a weight on them that they cannot well answer. Ask plainly once, and leave "
        "them a way out.",
    )


@rule("R32", "major")
def keeps_private_things_private(page: Page) -> Iterator[Note]:
    """A matter of health or family is said in one general clause.

    The letter goes to a stranger and may go on from there. A brief, general word is enough, such as
    a personal emergency (Lynn Taylor in Business Insider, 2017), and advice differs on whether
    even that should be said. In the answers about what happened, words of illness are looked for;
    in the rest of a letter only those of one's own and one's family, since a nurse's "surgery" is
    no illness of hers. In a letter of another kind it explains nothing, and is a small thing.
    """
    message = (
        "This is yours, and it goes to a stranger. I was unwell that day, or a family matter came "
        "up, says enough."
    )
    yield from _of_ailments(page, message)
    if page.letter.kind not in ("apology", "second-interview"):
        return
    yield from page.listed("private", message)
    for name in ("happened", "effect"):
        cause = str(page.letter.told.get(name) or "")
        at = page.text.find(cause) if cause else 0
        for hit in page.phrases.found_in(cause, words_in(cause)).get("health", ()):
            yield Note(message, hit.words, at + hit.at)


_RELATIVES_AILMENT = (  # "my mum has stage 3 bowel cancer"
    rf"(?i)\bmy (?:{any_of(_WORDS['relatives'])})\b[^.?!\n]{{0,50}}"
    rf"\b(?:{any_of(_WORDS['ailments'])})\b"
)


def _of_ailments(page: Page, message: str) -> Iterator[Note]:
    severity = "" if page.letter.kind in ("apology", "second-interview") else "minor"
    yield from page.listed("ailing", message, severity)
    if not any(map(page.words.isdisjoint, (_WORDS["relatives"], _WORDS["ailments"]))):
        for note in page.matched(_RELATIVES_AILMENT, message):
            yield replace(note, severity=severity)


# --- after a no --------------------------------------------------------------------------------


_A_NO = (
    r"\b(?:another|other) (?:candidate|man|person|woman)\b|\b(?:gone|went) to (?:an|some)|"
    r"\byour (?:decision|letter)\b|\b(?:chosen|picked|rejected|turned (?:me )?down|unsuccessful)\b"
)
_NOT_ASKED = re.compile(r"\bnot (?:ask(?:ing)?|writ(?:e|ing)|want(?:ing)?)\b[^.?!\n]*\Z")


@rule("R33", "blocker", "second-interview", "feedback", "rejection-reply")
def accepts_the_decision(page: Page) -> Iterator[Note]:
    """After a no, nothing argues with it.

    A decision that was made is not unmade by a letter, and bitterness closes the door: "I thought
    my skill set was a good match" cost a runner-up the next opening (resumebear.com, How not to
    respond to rejection). To accept it is also what makes it easy to answer a request that follows.
    """
    message = (
        "It is fair to feel this, and here it closes the door. Say that you accept the decision, "
        "and what you would like next."
    )
    notes = [page.listed("contest", message)]
    if page.letter.kind != "second-interview" or re.search(_A_NO, page.body):
        notes.append(page.listed("grudge", message, "minor"))
    for note in itertools.chain.from_iterable(notes):
        if not _NOT_ASKED.search(page.text, max(0, note.at - 40), note.at + len(note.words)):
            yield note


_QUESTION = r"[^.?!\n]*\?"


@rule("R34", "major", "feedback")
def asks_two_narrow_questions(page: Page) -> Iterator[Note]:
    """There are two questions at most, about the writer's own skills.

    Why somebody else was taken is what they can least answer; how clear an answer of yours was is
    what they can (The Hindu and climbtheladder.com, on asking for feedback after a rejection). More
    than two are more than most people answer.
    """
    many = page.text.count("?") > 2
    asked = page.of_theirs(re.finditer(_QUESTION, page.text)) if many else []
    if len(asked) > 2:
        yield Note(
            f"{len(asked)} questions are more than most people answer. Keep the one or two that "
            "help you most.",
            asked[2].group().strip(),
            asked[2].start(),
        )
    yield from page.listed(
        "why_not",
        "They can seldom answer this, even if they wish to. Ask about one thing you did: how "
        "clear my answers were.",
    )


@rule("R35", "major", "feedback")
def leaves_a_way_out(page: Page) -> Iterator[Note]:
    """It says that policy or time may not allow an answer, unless they offered one.

    Many firms give no feedback for fear of being held liable for it (localjobnetwork.com), and
    somebody who may not answer writes more easily to a person who knows that.
    """
    if page.letter.ours:
        return
    offered, out, leave = map(_WORDS.pattern, ("offered", "way_out", "leave"))
    for sentences in page.sentences:
        for sentence in sentences:
            if offered.search(sentence) or (out.search(sentence) and leave.search(sentence)):
                return
    yield Note(
        "Many firms may not give feedback. A way out makes it easier to write to you: if your "
        "policy or your time does not allow it, I understand.",
        at=len(page.text),
    )


@rule("R38", "major", "rejection-reply")
def is_mildly_disappointed(page: Page) -> Iterator[Note]:
    """There is one mild clause of disappointment at most.

    To be sorry is fair and human, and said once, mildly, it shows that one cared (Georgetown
    University, Responding to rejection); said twice or strongly it is all that is remembered.
    """
    yield from page.listed(
        "disappointment",
        "It is fair to feel this. In the letter, I was sorry to hear it is enough; what you "
        "valued there is remembered longer.",
    )
    said = list(_WORDS.pattern("let_down").finditer(page.text, page.start))
    again = page.of_theirs(said)[-1:] if page.letter.ours else said[1:]
    if len(said) > 1 and again:
        yield Note(
            "Once is enough to say that you are sorry about it. Leave this one out.",
            again[0].group(),
            again[0].start(),
        )


# --- waiting, and the recruiter ----------------------------------------------------------------


@rule("R36", "major", "check-in")
def asks_for_the_next_step(page: Page) -> Iterator[Note]:
    """It asks for something they can answer without a decision: the timeline.

    "Any news?" can be answered only with a decision, which they may not have; when the next step is
    due, they know (Alison Green, What to say when following up on a job interview).
    """
    if not page.letter.ours and not _WORDS.pattern("next_step").search(page.body):
        yield Note(
            "Ask for the timeline or the next step. They can answer that before anything is "
            "decided.",
            at=page.start,
        )


@rule("R37", "major", "check-in")
def does_not_complain(page: Page) -> Iterator[Note]:
    """Nothing counts the days or reminds them of a promise.

    They are late more often from work than from ill will, and "you said Monday" or "I haven't heard
    back" accuses them of it (Sara McCord of The Muse, 2015). The date that they gave may be named,
    as what it is asked about.
    """
    message = (
        "This sounds like a reproach, though they may only be busy. Name the date they gave, and "
        "ask for the next step."
    )
    yield from page.listed("complaint", message)
    yield from page.listed("reproach", message)


_SUM = r"[£$€] ?\d[\d,.]*k?,? (?:an|per|a) \w+|\b\d+(?:k|,000) (?:a|per) (?:year|annum)\b"


@rule("R39", "blocker", "recruiter")
def may_be_passed_on(page: Page) -> Iterator[Note]:
    """The client could read every word: no judgement of anybody, no pay, no confidences.

    A recruiter speaks with the client next and passes on what they were told. A candid aside about
    a lame interview was, and there was no second one (recruitingblogs.com, Rookie mistake).
    """
    message = (
        "Write as if the client will read it: what goes to a recruiter is often passed on. Leave "
        "this for a call, or leave it out."
    )
    yield from page.listed("relayed", message)
    yield from page.listed("relayed_perhaps", message, "minor")
    yield from page.matched(_SUM, message)
