"""Fits a typed fragment or name into a sentence, offered to letters as filters."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

BLANK = "\ufdd2"  # stands for an answer that is being asked; nobody can type it


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- Words to extend. Lower-case, unless a comment says otherwise. ---------------------------

SKIPS = _words(
    """n/a na none no nope nah nil null idk skip pass nothing nichts nein keine nada nee niets geen
    rien non néant aucun niente nulla nenhum inget ingen ingenting nic нет ничего なし 无 無 没有"""
) | {
    *("nothing really", "not really", "not applicable", "none really", "no idea", "no comment"),
    *("i don't know", "i dont know", "don't know", "dont know", "dunno", "not sure", "no thanks"),
    *("no thank you", "nothing special", "leave blank", "weiß nicht", "no sé", "je ne sais pas"),
}

# Words that never begin a name, whatever follows them.
FUNCTION_WORDS = _words(
    """a an the this that these those my your our their his her its you he she it we they me us them
    how why what when where which who whom whose whether if because since as while although though
    after before about above across against along among around at behind below beneath beside
    between beyond by despite down during except for from in inside into like near of off on onto
    out outside over past per through throughout to toward towards under until up upon with within
    without and but or nor so yet not no also both either neither every each all any some many much
    few several most more less other another such there here then than too very just only even
    being having doing everything everyone something someone anything anyone nothing nobody
    is are was were be been am has have had do does did can could should would must shall might"""
)
NUMBERS = _words(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    twenty thirty forty fifty sixty hundred half first second third last next"""
)
# Ordinary words that often begin an answer; a title ("Senior Data Analyst") may begin so too.
ORDINARY = _words(
    """hearing seeing meeting talking speaking learning getting working walking visiting running
    looking listening thinking reading writing asking answering giving taking making moving leading
    building teaching testing training finding knowing showing sharing watching touring discussing
    exploring understanding planning managing helping starting ending wanting needing joining
    coming going staying trying using cutting setting putting letting chatting marketing nursing
    team ward people patients students children customers clients colleagues questions
    question answer answers talk tour visit way ways time day days week month year morning
    afternoon evening today yesterday conversation discussion chat interview story stories example
    examples plan plans project projects work job role position post problem challenge details
    everyday good great new old big small long short early late better best open real strong hard
    clear warm kind friendly honest thoughtful careful different similar staff senior junior lead
    head chief deputy assistant associate principal graduate trainee temporary part full night
    nurse teacher tutor analyst engineer developer manager director designer driver pharmacist
    accountant administrator receptionist clerk consultant coordinator officer technician intern
    librarian researcher scientist therapist warehouse kitchen school data software product project
    business customer sales finance legal human office hourly communication communications
    beginning start middle end close yes no well sure okay yeah maybe perhaps
    sometimes usually somebody information feedback experience culture office software
    teamwork management nice please thanks lots plenty things thing part parts lack lateness
    traffic illness nerves family
    technical questions bedside handover reports meetings supplier suppliers budget salary notice
    strengths weaknesses weakness strength failure conflict leadership motivation"""
)
# Names that keep their capital, written as they are.
NAMES = _words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Weds Thu Thur Thurs
    Fri Sat Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec January February March April May
    June July August September October November December Christmas Easter Ramadan Diwali Eid
    English French German Spanish Italian Portuguese Dutch Polish Russian Ukrainian Arabic Hebrew
    Turkish Chinese Mandarin Cantonese Japanese Korean Hindi Urdu Bengali Tamil Punjabi Swahili
    Yoruba Igbo Zulu Welsh Irish Scottish British American Canadian Australian African Asian
    European Indian Mexican Brazilian Nigerian Kenyan Vietnamese Thai Greek Latin
    Kubernetes Excel Python Java Docker Linux Windows Google Microsoft Amazon Azure Salesforce
    Tableau Spark Kafka Jira Slack Zoom Outlook Photoshop Figma Terraform Ansible Django Postgres
    Oracle Snowflake Databricks Airflow Jenkins Git Kanban Scrum Agile Lean Sigma Montessori
    London Paris Berlin Dublin Edinburgh Manchester Birmingham Boston Chicago Lagos Nairobi Mumbai
    Delhi Tokyo Beijing Boeing Stirling Fleming Browning Toronto Sydney Europe Africa Asia America
    Canada India China Japan Ireland England Scotland Wales France Germany Spain Italy Mexico
    Mr Mrs Ms Miss Mx Dr Prof Professor Rev Sir Dame Judge God"""
)
# Known acronyms, as they are written.
ACRONYMS = {
    word.casefold(): word
    for word in _words(
        """RN NHS SQL PhD ICU A&E ER CEO CFO CTO COO HR IT UK US USA EU UN API APIs AWS GCP
    SAP ERP CRM KPI KPIs SEO UX UI QA PR MBA BSc MSc BA MA MD RNs LPN CNA EMT CPR HIPAA GDPR IFRS
    GAAP ACCA CPA CFA FTE CV CVs TV BBC PDF HTML CSS XML JSON PHP iOS macOS dbt DevOps SaaS UNICEF
    NASA NATO STEM SEN SENCO ESL TEFL NVQ GCSE PGCE EFL DBS HGV LGV B2B B2C R&D P&L AI ML NLP GP OK
    AM PM ID FAQ CSV VBA ETL BI OSHA COVID AIDS HIV MRI CT NICU PICU"""
    )
}
HURRIED = {  # typed in a hurry; only what is no other word too, so not "were", "well", "ill", "id"
    word.replace("'", ""): word
    for word in _words(
        """don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't couldn't wouldn't
        shouldn't mustn't needn't couldn't've i'm i've you're you've you'll they're they've they'll
        we've could've would've should've might've must've that's that'll what's there's where's
        who's how's it'll i'd've somebody's everybody's nobody's"""
    )
} | {
    "abt": "about",
    "u": "you",
    "thier": "their",
    "teh": "the",
    "b4": "before",
    "tho": "though",
    "esp": "especially",
    "thru": "through",
    "tmrw": "tomorrow",
    "ppl": "people",
    "yrs": "years",
    "mins": "minutes",
    "prob": "probably",
    "bc": "because",
    "cuz": "because",
}
_HURRIED_AFTER = {"cant": "can't", "wont": "won't"}  # words of their own, but not after "I"
LOWER_NAMES = _words(  # names that begin small even where a sentence begins
    """dbt npm pandas numpy scipy git pytest nginx curl grep bash ggplot2 iphone ipad ios macos ebay
    etsy adidas bell iplayer itv pip conda systemd vim emacs webpack"""
) - {"bell", "git", "curl"}
SLANG = _words(
    """fav favs lol lmao rofl tbh imo imho omg btw asap gonna wanna gotta kinda sorta cuz coz ur thx
    pls plz ngl fyi brb idk wtf ok-ish yeah yep nope dunno ain't y'all smh af bc w/ b/c gr8 m8
    2day"""
)
ADVERBS = _words(
    """really especially so very much also just particularly truly thoroughly actually most quite
    greatly deeply absolutely definitely genuinely honestly still"""
)
SMALL = _words("a an the that to of on in at by for about with because as from and or it i me my")
OPTIONAL = _words("that the a an")  # left out when people repeat a lead-in: "you mentioned we ..."
SHORT = {
    "remain": r"['’]?m|\s+am|\s+(?=still\b)",
    "am": "['’]?m",
    "have": "['’]?ve",
    "will": "['’]ll",
    "would": "['’]d",
    "are": "['’]?re",
}
# How people say again, in other words, what the sentence has just said.
_THEY_SAID = r"(?:you|she|he|they)\s+(?:also\s+)?(?:mentioned|said|told\s+me)(?:\s+that)?"
AGAIN = {
    "you mentioned that": _THEY_SAID,
    "you said that": _THEY_SAID,
    "i will": r"i\s+(?:would|shall|am\s+going\s+to)|i['’]d|i['’]m\s+going\s+to",
    "have since": r"(?:i\s+)?have|i['’]?ve",
    "i have": r"(?:i\s+)?have|i['’]?ve",
    "asked about": r"(?:me\s+)?about",
}
LIKING = _words("enjoyed loved liked appreciated valued enjoy love like appreciate")
# Full stops (and "!") that belong to the word before them; the capitals of "No." and "St." count.
KEEPS_STOP = _words(
    """inc. ltd. co. corp. bros. jr. sr. e.g. i.e. etc. a.m. p.m. u.s. u.k. ph.d. b.sc. m.sc. m.d.
    b.a. m.a. esq. plc. dept. yahoo! joomla! jeopardy!"""
)
KEEPS_STOP_AS_WRITTEN = _words("No. St. Mt. Ave. Rd. Dr. Mr. Mrs. Ms.")
QUESTION_WORDS = _words(  # a direct question begins with one, in capitals: "What is your ...?"
    """What How Why Where When Who Which Whose Whom Can Could Would Will Do Does Did Are Is Was Were
    Have Has Should If Tell Describe"""
)

# Verb forms so sure that one may be offered: base, -ing, past.
_VERBS = """
be being was|arrive arriving arrived|miss missing missed|forget forgetting forgot
call calling called|interrupt interrupting interrupted|talk talking talked|speak speaking spoke
come coming came|go going went|get getting got|give giving gave|take taking took|make making made
say saying said|tell telling told|run running ran|leave leaving left|lose losing lost
answer answering answered|ask asking asked|fail failing failed|join joining joined
have having had|do doing did|know knowing knew|keep keeping kept|show showing showed
mix mixing mixed|use using used|check checking checked|look looking looked|swear swearing swore
laugh laughing laughed|cry crying cried|ramble rambling rambled|freeze freezing froze
cancel canceling cancelled|misunderstand misunderstanding misunderstood|mishear mishearing misheard
drop dropping dropped|turn turning turned|bring bringing brought|send sending sent
wear wearing wore|criticise criticising criticised|criticize criticizing criticized
mispronounce mispronouncing mispronounced|confuse confusing confused|spill spilling spilled
joke joking joked|stumble stumbling stumbled|panic panicking panicked|waste wasting wasted
"""
SURE_PAST = {"am": "was", "is": "was", "are": "was"}
PAST_FORMS = set(
    _words(
        """was were wasn't had did didn't could couldn't would wouldn't should fell felt found held
    let put cut set read sat slept stood thought understood wrote won woke threw taught spent sold
    sang rose rang paid met meant lit led lent heard hung hid grew fought fed drove drew dealt chose
    caught bought built broke bent began became ate blew hurt quit overslept misread mistook shook
    slipped shut cost overran overlooked knocked learnt spilt
        hit"""
    )
)
BASES = {"am"}  # right after "I", but not in an apology
for _row in _VERBS.replace("\n", "|").strip("|").split("|"):
    _base, _ing, _past = _row.split()
    SURE_PAST |= {_base: _past, _ing: _past, _base + "s": _past}
    BASES.add(_base)
    PAST_FORMS.add(_past)
SURE_PAST |= {"misses": "missed", "goes": "went", "has": "had", "does": "did", "cries": "cried"}
SURE_PAST |= {"cancelling": "cancelled", "mixes": "mixed"}
# What may follow "I" as it stands, besides the forms above: "I hold a current certificate".
MORE_BASES = _words(
    """accept achieve act add adapt adjust admire admit advise agree aim allow analyse analyze apply
    appreciate approach arrange assemble assess assist assume attend audit avoid bake balance become
    begin believe belong bind book borrow bring build buy calibrate care carry catch certify chair
    change choose clean clear climb close coach collect commute compare complete conduct configure
    confirm connect consider consult contact contribute control convert cook coordinate count cover
    create cut deal debug decide deliver demonstrate deploy describe deserve design develop diagnose
    direct discover discuss dispatch document draft draw dream drive earn edit enable encourage
    engage enjoy ensure enter establish evaluate examine exceed expect explain explore
    express extend feed feel file fill find finish fit fix fly focus follow forge gain gather
    generate grade greet grow guide handle hear help hire hold hope host identify implement import
    improve include increase inform inspect install instruct integrate intend interpret introduce
    invest investigate invite issue judge knit label launch lay lead learn lecture let lift like
    list listen live load log love maintain manage map mark match mean measure meet mend mentor
    mind model monitor motivate mount move navigate need negotiate notice nurse observe offer open
    operate order organise organize oversee own pack paint participate patch pay perform phone pick
    plan plant play post practise practice prefer prepare present price print process produce
    program promise promote protect prove provide pull push qualify quote raise reach read realise
    realize rebuild receive recognise recognize recommend reconcile record recruit reduce refer
    register relate remain remember remove repair replace report represent research resolve respond
    restore review revise rewrite ride roll save schedule see seek sell serve set settle sew shadow
    share ship shoot sign simplify sing sit solve sort spend stand start state stay steer stock
    stop study succeed suggest supervise supply support swim teach tend test think train transfer
    translate travel treat troubleshoot trust try tune type understand update upgrade value visit
    volunteer wait walk want warn wash watch weld welcome win wish work write
    can could may might must shall should will would cannot can't couldn't won't wouldn't shouldn't
    don't doesn't haven't hasn't isn't"""
)
# The verbs whose past is another: "I have since taken".
_PAST = """took went began wrote spoke did saw gave drove chose broke grew knew drew rose ate flew
    rode sang swam rang wore threw was forgot rewrote undertook mistook became came ran"""
_DONE = """taken gone begun written spoken done seen given driven chosen broken grown known drawn
    risen eaten flown ridden sung swum rung worn thrown been forgotten rewritten undertaken mistaken
    become come run"""
PARTICIPLES = dict(zip(_PAST.split(), _DONE.split(), strict=True))
# "I am sorry that I have kept you", "... that I put": right as they are.
BASES -= {"be", "have"}
del SURE_PAST["have"]
STATES = _words(  # "late for our meeting" lacks only its "was"
    "late unprepared nervous rude absent unwell ill sick flustered vague early abrupt ill-prepared"
)

# Small words of other languages; those that are English words too are left out (die, on, me, no).
OTHER_SMALL_WORDS = _words(
    """ich und der das den dem ein eine einen nicht ist mit für von zu auf auch wir sie bei nach
    über habe haben wurde sehr
    le la les et que une est dans pour avec sur je nous vous des du au aux pas qui ce cette j ai
    el los las y de del una es con por para como muy pero su yo nos fue
    il che di della sono non per gli um uma não com os foi
    het een ik niet voor met zijn"""
)

TITLES_WITH_STOP = _words("mr mrs ms mx dr prof rev")  # American "Ms.", British "Ms"
TITLES_IN_FULL = _words("miss professor doctor reverend sir dame judge lord lady")
FIRST_NAME_TITLES = _words("sir dame")
LETTERS_AFTER = _words(
    """phd rn md mba esq cpa jr sr ii iii iv dds dmd jd llb llm msc bsc ba ma cfa pe frcs mrcp obe
    mbe cbe facs dnp np pa pmp cissp shrm-cp shrm-scp phr sphr bsn msn aprn lcsw dvm dphil edd fca
    acca kc qc frsa mph mpa med bed meng beng msw dpt pharmd cipd mcipd fcipd chrp psyd do lpn"""
)
SURNAMES_TOO = _words("ma ba pa do pe np kc med bed edd sr")  # letters only after a comma
PARTICLES = _words(
    """van der den de da di do dos das del della la le von zu zur bin ibn bint al el ap ter ten op e
    y af av st st. wa ole"""
)
IRISH = _words("ó ní nic uí mac")  # begin a surname too, with a capital
GROUPS = _words(
    """team teams panel committee board group department office staff colleagues all everyone
    everybody hiring recruiting recruitment manager recruiter madam sirs folks faculty whoever"""
)

# --- Shapes of text ---------------------------------------------------------------------------

_NEWLINE = re.compile("\r\n|[\n\r\v\f\x85\u2028]")
_UNTYPED = re.compile(  # controls, invisible and direction marks, surrogates, noncharacters
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\u115f\u1160\u3164\uffa0"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
_JOINERS = "\u200c\u200d"
_BLANKS = re.compile("[\\s\u2800]+")
_EMOJI = re.compile(
    " *(?:[\U0001f000-\U0001faff\u231a\u231b\u23e9-\u23fa\u2600-\u266c\u2670-\u2757\u2763-\u2767"
    "\u2795-\u27bf\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\ufe0e\ufe0f\u20e3"
    "\U000e0020-\U000e007f]|(?<!\\S)[:;=]-?[()DPp](?!\\S))+"
)
_REPEATED = re.compile(r"[!?]{2,}")
_HURRY = re.compile(
    r"(?<![\w@./'’&+-])(" + "|".join(sorted(HURRIED, key=len, reverse=True)) + r")"
    r"(?![\w@/'’&+-]|\.\w)|(?<=\b[Ii] )(cant|wont)\b|(?<=\b(?:we) )(cant|wont)\b"
)
# With a capital only where a sentence or a clause begins: "Ive" and "Teh" may be names elsewhere.
_HURRY_FIRST = re.compile(
    r"(?:(?<=\A)|(?<=[.?!,;] )|(?<=\band ))"
    rf"({'|'.join(map(str.capitalize, HURRIED))}|Id)(?=\s+[a-z])"
)
_LONE_I = re.compile(
    r"(?<![\w.@/'’&+-])i(?=(?:['’](?:m|ve|d|ll|s))?(?:\s|$|[,;:!?]|\.(?!\s?e)(?=\s|$)))"
)
_OPENING = re.compile(r"^(?:[,;:…•·]+|\.{2,}|[-–—*]+(?=\s|$))\s*")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}")
_PINYIN = re.compile(r"(?:[^\W\daeiou_]h?)?[aeiou]{1,3}n?g?[bpmdtnljqxy]ing")  # Xiaoming, Yuting
_SENTENCE = re.compile(r".+?[.!?](?=\s)", re.S)
_FILL = r"(?:(?:" + "|".join(sorted(ADVERBS)) + r")\s+)*"
_SEAM = r"(?=\s|[,:;…–—]|$)"
_DETERMINERS = _words("the a an your our my their this its")  # "that" begins a clause
_SENTENCE_GOES_ON = _words("because that as since which while and but if when so i where how why")
_VERB_FOLLOWS = _words("i have since to will it we you they he she and who which not")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that only the person can decide."""

    why: str
    offers: tuple[str, ...] = ()
    """Whole answers that could stand there instead, the best first."""
    must: bool = False
    """True: there is no answer without a decision. False: as typed stands, and is mentioned."""
    table: int = 0
    """Which of the tables of an answer it is about, counted from 1; 0: about the whole answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What goes into the letter, and what the person should hear about it."""

    text: str
    notes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Greetings as typed, each with its address or None."""

    people: tuple[tuple[str, str | None], ...]
    doubts: tuple[Doubt, ...] = ()


# --- Any answer ---------------------------------------------------------------------------------


def clean(typed: str, *, paragraphs: bool = False) -> str:
    """Return *typed* without what cannot be seen, and with single blanks.

    A newline becomes a blank; with *paragraphs* an empty line stays one empty line. Joiners stay
    between letters of the scripts that need them (Persian, Hindi, Sinhala), since a name changes
    without them. The three marks of a letter cannot be typed, so they go too.
    """
    if typed.isascii() and typed.isprintable() and "  " not in typed:
        return typed.strip()  # as nearly always; the rest takes ten times as long
    text = _NEWLINE.sub("\n", typed.replace("\u2029", "\n\n"))
    text = _joined(unicodedata.normalize("NFC", _UNTYPED.sub("", text)))
    text = unicodedata.normalize("NFC", text)
    parts = re.split(r"\n\s*\n", text) if paragraphs else [text]
    folded = (_BLANKS.sub(" ", part).strip() for part in parts)
    return "\n\n".join(part for part in folded if part)


def _joined(text: str) -> str:
    if not any(joiner in text for joiner in _JOINERS):
        return text
    kept: list[str] = []
    for place, character in enumerate(text):
        if character in _JOINERS:
            follows = text[place + 1 :].lstrip(_JOINERS)[:1]
            # An old Malayalam word may end in virama (combining class 9) and joiner.
            ends_well = bool(kept) and unicodedata.combining(kept[-1]) == 9
            if not (kept and _joins(kept[-1]) and (ends_well or _joins(follows))):
                continue
        kept.append(character)
    return "".join(kept)


def _joins(character: str) -> bool:
    """Tell whether *character* is a letter or mark of a script that is written with joiners."""
    scripts = (("\u0590", "\u1cff"), ("\ua800", "\uabff"), ("\ufb1d", "\ufefc"))
    in_script = any(first <= character <= last for first, last in scripts)
    return in_script and unicodedata.category(character)[0] in "LM"


def is_skip(typed: str) -> bool:
    """Tell whether the whole of *typed* means "no answer": "n/a", "none", "-"."""
    text = clean(typed).casefold().replace("’", "'")
    if not any(character.isalnum() or _EMOJI.match(character) for character in text):
        return True
    return text.strip(" .!,;:-–—…()[]<>\"'").replace("n.a", "n/a") in SKIPS


# --- Fragments ----------------------------------------------------------------------------------


def starts_sentence(before: str) -> bool:
    """Tell whether what follows *before* begins a sentence, or the subject of the letter."""
    return not before.strip() or bool(re.search(r"(?:[.?!]['\"”’)]*|^Subject:)\s*$", before))


_Step = Callable[[str], tuple[str, str | None]]


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
    left with nothing stays as typed. One that *starts* a sentence keeps its capital. To
    fit what has been fitted changes nothing.
    """
    as_typed = clean(typed)
    drop, drop_after, past = tuple(drop), tuple(drop_after), shape == "past"
    steps: tuple[_Step, ...] = (
        lambda text: (clean(text), None),
        _without_emoji,
        lambda text: (_OPENING.sub("", text), None),
        _unhurried,
        lambda text: _without_lead(text, before, drop, past),
        lambda text: _without_tail(text, after, drop_after),
        lambda text: (_without_end(text, asks=after.startswith("?")), None),
        lambda text: _without_contraction(text, shape),
        lambda text: (text, None) if starts else _small_first(text, before, shape)[:2],
        _capital_i,
    )
    text, notes = _settled(as_typed, steps)
    if not text:
        why = f"'{as_typed}' leaves nothing to put into the sentence. What should stand there?"
        return Fitted(text=as_typed, doubts=(Doubt(why=why, must=True),) if as_typed else ())
    doubts = [
        None if starts else _small_first(text, before, shape)[2],
        _second_start(text, before),
        _comma_inside(text, before, after),
        *(_past_doubts(text, before) if shape == "past" else ()),
        _shouted(text),
        _too_long(text, limit, offer=True),
        _chatty(text),
        _foreign(text),
    ]
    return Fitted(text=text, notes=notes, doubts=tuple(doubt for doubt in doubts if doubt))


def _settled(text: str, steps: Iterable[_Step]) -> tuple[str, tuple[str, ...]]:
    """Take *steps* until nothing changes; each shortens a text or changes one letter's case."""
    notes: dict[str, None] = {}
    while True:
        start = text
        for step in steps:
            text, note = step(text)
            if note:
                notes[note] = None
        if text == start:
            return text, tuple(notes)


def _without_emoji(text: str) -> tuple[str, str | None]:
    said = []
    if _EMOJI.search(text):
        text = _EMOJI.sub("", text)
        said.append("the emoji")
    if found := _REPEATED.search(text):
        text = _REPEATED.sub(lambda run: "?" if "?" in run[0] else "!", text)
        said.append(f"the repeated marks '{found[0]}'")
    return text, f"Took out {' and '.join(said)}." if said else None


@lru_cache(maxsize=256)
def _leads(before: str, drop: tuple[str, ...], past: bool) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of lead-ins: *drop*, and *before* from any of its words to its end."""
    patterns = [r"i"] if past else []
    said = _last_said(before)
    for end, again in AGAIN.items():
        if " ".join(said).endswith(end):
            patterns.append(again)
    told = [word for word in said if word not in ADVERBS]
    if told != said and said[-1] in ADVERBS:
        patterns.append(re.escape(said[-1]))
    patterns += [_repeats(told[place:]) for place in range(len(told))]
    if told[-1:] == ["because"]:  # "still very interested", and nothing more
        patterns += [_repeats(told[place:-1]) + r"\W*$" for place in range(len(told) - 1)]
    for phrase in drop:
        words = phrase.lower().replace("’", "'").split()
        if words:
            sorry = "" if set(words) <= SMALL else r"(?:i\s+(?:am|was)\s+|i['’]?m\s+)?" + _FILL
            patterns.append(sorry + _repeats(words))
    return tuple(re.compile(f"(?:{pattern}){_SEAM}", re.I) for pattern in patterns)


def _last_said(before: str) -> list[str]:
    sentence = re.split(r"[.?!:]\s", before)[-1]
    return re.findall(r"[^\W_](?:[\w'’/&-]*\w)?", sentence.lower().replace("’", "'"))[-8:]


@lru_cache(maxsize=256)
def _first_words(before: str, drop: tuple[str, ...]) -> frozenset[str]:
    """Return the words with which one of the lead-ins may begin."""
    begin = {phrase.lower().replace("’", "'").split()[0] for phrase in drop if phrase.strip()}
    return frozenset(
        {
            *_last_said(before),
            *begin,
            *ADVERBS,
            *_words("i i'm im ive i've me you she he they still"),
        }
        | {"have", "about"}
    )


def _repeats(words: list[str]) -> str:
    """Return a pattern for *words* with adverbs between them, short forms, and no "that"."""
    pattern = "" if set(words) <= SMALL else _FILL
    for place, word in enumerate(words):
        part = re.escape(word).replace("'", "['’]")
        if place:
            part = rf"\s+{_FILL}{part}"
            if word in SHORT:
                part = f"(?:{part}|{SHORT[word]})"
            elif word in OPTIONAL:
                part = f"(?:{part})?"
        pattern += part
    return pattern


def _without_lead(
    text: str, before: str, drop: tuple[str, ...], past: bool
) -> tuple[str, str | None]:
    # Nearly every answer begins with another word, and the patterns take long to compile.
    first = re.match(r"[^\s,:;…–—]*", text.lower().replace("’", "'"))
    begin = _first_words(before, drop)
    if not first or not ({first[0], first[0].split("'")[0]} & begin):
        return text, None
    leads = _leads(before, drop, past)
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
    phrases = [phrase for phrase in phrases if not set(phrase) <= SMALL | ADVERBS]
    phrases += [phrase.lower().split() for phrase in drop_after if phrase.strip()]
    joined = (r"\s+".join(map(re.escape, phrase)) for phrase in phrases)
    return tuple(re.compile(rf"(?:^|(?<=[\s/,])){words}$", re.I) for words in joined)


def _without_tail(text: str, after: str, drop_after: tuple[str, ...]) -> tuple[str, str | None]:
    tails = _tails(after, drop_after)
    bare = _without_end(text)
    start = min((found.start() for tail in tails if (found := tail.search(bare))), default=None)
    if start is None:
        return text, None
    return bare[:start].rstrip(" /,"), f"Left out '{bare[start:]}': the sentence already ends so."


def _without_end(text: str, *, asks: bool = False) -> str:
    """Drop the marks that end *text*, but not the stop of "Inc." or a direct question's "?".

    A sentence that *asks* has that "?" itself.
    """
    while text := text.rstrip():
        word = text.rsplit(None, 1)[-1].lstrip("(\"'“‘[")
        belongs = (
            word.casefold() in KEEPS_STOP
            or word in KEEPS_STOP_AS_WRITTEN
            or bool(_INITIALS.fullmatch(word))
        )
        stray = text[-1] == "?" and (asks or not _is_direct(text))
        if not stray and not (text[-1] in ".!…,;:" and not belongs) and word not in "-–—":
            return text
        text = text[:-1]
    return text


def _is_direct(text: str) -> bool:
    return text.endswith("?") and text.split(None, 1)[0].rstrip(",") in QUESTION_WORDS


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
        or base in NAMES
        or (len(re.findall(r"\w", base)) == 1 and base != "A")  # C, R, C♯
        or _is_direct(text)
        or _is_shouted(text)
    ):
        return text, None, None
    lowered = text[0].lower() + text[1:]
    changed = (lowered, f"Wrote '{lowered.split()[0].rstrip('.,;:')}' with a small letter.", None)
    why = f"'{core}' begins with a capital letter. Is it a name, or an ordinary word?"
    unsure = (text, None, Doubt(why=why, offers=(lowered, text)))
    key = base.casefold()
    leading = (before.casefold().split() or [""])[-1]
    needs_verb = shape == "past" or leading in _VERB_FOLLOWS
    named = bool(others) and _looks_named(others[0].split()[0])
    as_noun = leading in _DETERMINERS
    if key == "the" and named:
        return unsure  # the Co-op, or The Co-op?
    if key in FUNCTION_WORDS or key in NUMBERS:
        return changed
    if needs_verb and (key in PAST_FORMS or key in SURE_PAST or key.endswith("ed")):
        return changed
    is_ing = key.endswith("ing") and len(key) > 5 and not _PINYIN.fullmatch(key)
    ordinary = key in ORDINARY or key.split("-")[0] in ORDINARY | FUNCTION_WORDS | NUMBERS
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


def _looks_named(word: str) -> bool:
    core = word.strip("\"'“”‘’().,;:!?")
    return (
        core[:1].isupper()
        and not re.match(r"I(?:['’]|$)", core)
        and core not in NAMES
        and not (len(core) > 1 and core.isupper())
        and core.casefold() not in ACRONYMS
    )


def _capital_i(text: str) -> tuple[str, str | None]:
    changed = _LONE_I.sub("I", text)
    return changed, "Wrote 'i' as 'I'." if changed != text else None


def _unhurried(text: str) -> tuple[str, str | None]:
    """Write out "dont" and "abt" in small letters, and a first "Ive booked" with a capital."""
    said: dict[str, str] = {}

    def full(found: re.Match[str]) -> str:
        word = found[0]
        whole = {**HURRIED, **_HURRIED_AFTER, "id": "i'd"}[word.lower()]
        if word[0].isupper() or whole.startswith("i'"):
            whole = whole[0].upper() + whole[1:]
        said[word] = whole
        return whole

    text = _HURRY.sub(full, text)
    text = _HURRY_FIRST.sub(full, text)
    wrote = " and ".join(f"'{word}' as '{whole}'" for word, whole in said.items())
    return text, f"Wrote {wrote}." if said else None


def _second_start(text: str, before: str) -> Doubt | None:
    """Doubt "I loved the ward" after "I especially enjoyed"."""
    words = re.split(r"[.?!:]\s", before.casefold())[-1].split()
    found = re.match(rf"(?:I|we|it(?=\s(?:was|is)\b))\s+{_FILL}(\S+)\s+(?=\S)", text)
    if not (found and words and words[0] == "i" and words[-1] not in _SENTENCE_GOES_ON):
        return None
    again = found[1].casefold() in LIKING and words[-1] in LIKING
    why = f"The sentence already says '{before.strip()}', and '{found[0].strip()}' begins anew."
    offers = (text[found.end() :],) if again else ()
    return Doubt(why=f"{why} What should follow?", offers=offers, must=words[-1] in LIKING)


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


# --- After "I" ----------------------------------------------------------------------------------

_OTHERS = _words("you she he they we it")
_NO_VERB = _words(
    """your my the a an his her their our its there this that these those because when if in at on
    with due as everything something everyone traffic nerves illness technical"""
)
_SPANS = _words("year years month months week weeks")
_BEFORE_VERB = _words("never then not first twice once almost always often simply somehow")
_LOOKS_ING = re.compile(r"(?!(?:dur|noth|everyth|someth|anyth)ing$)[^\W\d_]{2,}ing", re.I)


def _past_doubts(text: str, before: str) -> list[Doubt]:
    """Doubt what cannot follow "I"; a past form is offered only from the sure ones.

    "I speak Portuguese" is right where *before* is no apology, so there a present form may stand.
    After "I have since" only an offer in -ed would be right.
    """
    said = before.casefold().split()
    present = bool(said) and not re.search(r"\b(?:sorry|apolog|regret)", before, re.I)
    perfect = present and ("have" in said[-2:] or said[-1].endswith(("'ve", "’ve")))
    shouted = _is_shouted(text)
    plain = _quiet(text) if shouted else text
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
    if perfect and first.casefold() in PARTICIPLES.values():
        return []
    if perfect and (done := PARTICIPLES.get(first.casefold())):
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
        if PAST_FORMS & {key, bare} or key.endswith(("ed", "n't")) or key in ("have", "had"):
            return True
        if key not in ADVERBS | _BEFORE_VERB and not key.endswith("ly"):
            return not key.isascii() or not key.isalpha()
    return True


def _may_be_present(text: str) -> bool:
    """Tell whether one of the first words of *text* could be a verb as it follows "I"."""
    for word in text.casefold().replace("’", "'").split():
        key = word.strip(",.;:'\"“”‘’()")
        if key in ADVERBS | _BEFORE_VERB | {"both"} or key.endswith("ly"):
            continue
        bare = re.sub("^(?:re|over|mis|un|out|under|with|fore)-?", "", key)
        return bool({key, bare} & (BASES | MORE_BASES | {"be", "have"})) or not key.isascii()
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
    key = next((word for word in words if word not in ADVERBS | {"not", "too"}), words[0])
    shown = " ".join(text.split()[:4])
    if re.match(r"i'[dl]", key):
        return f"The sentence has its 'I' already, before '{shown}'. How would you go on?"
    if key in _OTHERS:
        return f"The sentence goes on from 'I', but '{shown}' is about somebody else. Was it you?"
    if key in _NO_VERB or (key in ("for", "about") and len(words) == 1):
        return (
            f"The sentence goes on from 'I', which '{shown}' does not. "
            "What exactly did you do or not do?"
        )
    if present and key in BASES:
        return None
    if present and (key in NUMBERS or key[:1].isdigit() or _is_ing(key)):
        return (
            f"The sentence goes on from 'I', which '{shown}' does not. What did you do, or what "
            "do you have? For example: led a team of six, hold a licence."
        )
    lacks_verb = key in STATES or words[0] in ("not", "to", "for", "about")
    if lacks_verb or key in SURE_PAST or _is_ing(key):
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
    if len(words) > 1 and (words[0].casefold() in NUMBERS or words[0].isdigit()):
        return f"have {text}" if words[1].casefold() in _SPANS else None
    while words and words[0].casefold() in _OTHERS | {"to", "for", "about"}:
        words = words[1:]
    if not words:
        return None
    first = words[0].casefold().replace("’", "'")
    if first == "not" and words[1:2]:
        rest = words[2:] if words[1].casefold() in ("being", "be") else words[1:]
        sure = rest != words[1:] or rest[0] in STATES or rest[0].endswith("ed")
        return " ".join(["was not", *rest]) if sure else None
    if first in STATES or (first in ADVERBS | {"too"} and words[1:2] and words[1] in STATES):
        return " ".join(["was", *words])
    if first == "were":
        words[0] = "was"
    elif first in SURE_PAST:
        words[0] = SURE_PAST[first]
    elif first not in PAST_FORMS and not first.endswith("ed"):
        return None
    return " ".join(words)


# --- What the whole answer sounds like ------------------------------------------------------------


def _is_shouted(text: str) -> bool:
    words = re.findall(r"[^\W\d_][\w&'’-]*", text)
    if not words or any(character.islower() for character in text):
        return False
    unknown = [word for word in words if not _is_acronym(word) and word not in ("I", "A")]
    # Scripts without capitals are never upper case.
    cased = [word for word in unknown if word.isupper()]
    return bool(cased) and (len(words) > 1 or len(words[0]) >= 5)


def _is_acronym(word: str) -> bool:
    bare = re.sub(r"['’]S$", "", word)
    return bare.casefold() in ACRONYMS or (len(bare) < 6 and not re.search("[AEIOUYÀ-Ý]", bare))


def _quiet(text: str) -> str:
    """Return shouted *text* in small letters, acronyms and "I" excepted."""

    def small(found: re.Match[str]) -> str:
        word = found[0]
        if word == "I" or re.match(r"I['’]", word):
            return word[0] + word[1:].lower()
        # In capitals "IT" and "US" may be the little words.
        if word in ("IT", "US", "AM", "AIDS", "STEM", "OK"):
            return word.lower()
        return ACRONYMS.get(word.casefold(), word if _is_acronym(word) else word.lower())

    return re.sub(r"[^\W\d_][\w&'’-]*", small, text)


def _shouted(text: str, *, sentence: bool = False) -> Doubt | None:
    if not _is_shouted(text):
        return None
    why = f"'{_few(text)}' is all in capitals, which reads as shouting."
    return Doubt(why=why, offers=(capital(_quiet(text)) if sentence else _quiet(text),))


def _too_long(text: str, limit: int, *, offer: bool = False) -> Doubt | None:
    count = len(text.split())
    if count <= limit:
        return None
    why = f"'{_few(text)}' goes on for {count} words; up to {limit} read well here."
    first = _SENTENCE.match(text) if offer else None
    return Doubt(why=why, offers=(_without_end(first[0]),) if first else ())


def _few(text: str, most: int = 6) -> str:
    words = text.split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")


def _chatty(text: str) -> Doubt | None:
    words = [word.strip("\"'“”‘’().,;:!?") for word in text.split()]
    found = dict.fromkeys(word for word in words if word.casefold().replace("’", "'") in SLANG)
    if not found:
        return None
    said = listed(f"'{word}'" for word in found)
    return Doubt(why=f"{said} may sound like a chat in a letter. Would you say it another way?")


OTHER_LANGUAGE = Doubt(
    why="This does not look like English, and the sentences around it are. It stands as you typed "
    "it."
)


def _foreign(text: str) -> Doubt | None:
    """Doubt *text* if more of its small words are those of another language than English."""
    letters = [character for character in text if not text.isascii() and character.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    # A few words in another script may be a name or a title.
    if len(letters) - latin > max(latin, 24):
        return OTHER_LANGUAGE
    words = re.findall(r"[^\W\d_]+", text)
    if OTHER_SMALL_WORDS.isdisjoint(map(str.casefold, words)):
        return None
    foreign = english = 0
    for place, word in enumerate(words):
        key, follows = word.casefold(), "".join(words[place + 1 : place + 2])
        # "de la Cruz" is a name, "de la visite" is French.
        named = key in PARTICLES and (follows[:1].isupper() or follows in PARTICLES)
        foreign += key in OTHER_SMALL_WORDS and not named
        english += key in FUNCTION_WORDS or key in SMALL
    return OTHER_LANGUAGE if foreign > max(english, 1) else None


# --- Stories ------------------------------------------------------------------------------------

_CONFESSES = re.compile(
    r"(?:honestly,?\s+|sorry,?\s+)?(?:I\s+)?(?:(?:really\s+|just\s+)?(?:didn['’]?t|did\s+not|"
    r"don['’]?t|do\s+not)\s+(?:really\s+)?know|(?:had|have)\s+no\s+idea|(?:couldn['’]?t|could\s+"
    r"not|can['’]?t)\s+(?:answer|think))\b",
    re.I,
)


def story(typed: str, *, limit: int = 90) -> Fitted:
    """Return whole sentences, paragraphs kept, begun with a capital and ended with a stop."""
    as_typed = clean(typed, paragraphs=True)
    steps: tuple[_Step, ...] = (
        lambda text: (clean(text, paragraphs=True), None),
        _without_emoji,
        _unhurried,
        _capital_start,
        _capital_i,
        lambda text: (re.sub(r"(?<=\w)(?:\s*[,;]|\s+[-–—])+$", "", text), None),
        _full_stop,
    )
    text, notes = _settled(as_typed, steps)
    if not text:
        doubt = Doubt(why=f"'{as_typed}' says nothing in words. What would you say?", must=True)
        return Fitted(text=as_typed, doubts=(doubt,) if as_typed else ())
    doubts = [
        _fragment(text),
        _shouted(text, sentence=True),
        _too_long(text, limit),
        _chatty(text),
        _foreign(text),
    ]
    if found := _CONFESSES.match(text):
        why = f"'{_few(text[: found.end()])}' tells them about then. What would you answer today?"
        doubts.insert(0, Doubt(why=why))
    return Fitted(text=text, notes=notes, doubts=tuple(doubt for doubt in doubts if doubt))


_FINITE = (
    _words(
        """is are was were am be been has have had do does did can could will would shall should may
    might must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't can't couldn't
    won't wouldn't shouldn't let needs need"""
    )
    | PAST_FORMS
)
_SUBJECTS = _words("i we you he she it they who that which this there what everybody everyone")
_NO_SUBJECT = _words(
    """a an the my your our their his her its of for from in on at by with to and or fewer more less
    few many some no any all each every this these those two three four five"""
)


MOST_WORDS_WITHOUT_VERB = 8  # a longer sentence has one that is not known here


def lacks_verb(sentence: str) -> bool:
    """Tell whether *sentence* surely has no verb that makes it one: "Fewer returns from testing."

    A word that may be a verb counts as one, except after a word that only a noun can follow.
    """
    if not sentence.isascii() or sentence.rstrip("\"')").endswith(("?", "!", ":")):
        return False
    words = re.findall(r"[a-z][a-z'-]*", sentence.casefold().replace("’", "'"))
    before = ""
    for word in words:
        if word in _FINITE or "'" in word or before in _SUBJECTS or word == "please":
            return False
        may_be = word.endswith(("s", "ed")) or word in BASES | MORE_BASES
        if may_be and before and before not in _NO_SUBJECT:
            return False
        before = word
    return 1 < len(words) <= MOST_WORDS_WITHOUT_VERB


def _fragment(text: str) -> Doubt | None:
    """Doubt a story that begins without its subject, or is no sentence at all."""
    sentence = (_SENTENCE.match(text + " ") or [text])[0]
    if sentence.split()[-1] in KEEPS_STOP_AS_WRITTEN or sentence.split()[-1].lower() in KEEPS_STOP:
        return None  # "At St. Brigid ..." goes on
    first = sentence.split()[0].strip("\"'“‘(").casefold().rstrip(".,;:")
    lowered = text[0].lower() + text[1:]
    past = first in PAST_FORMS or first in SURE_PAST.values() or first in _STORY_PASTS
    if past and first not in ("thought", "cost", "cut", "set", "let", "put", "read", "hit"):
        own = re.match(r"\S+\s+(?:I|we|they|he|she|it|you)\b", text)
        if not own:
            why = f"'{_few(sentence)}' has nobody who does it. Shall it begin with 'I'?"
            return Doubt(why=why, offers=(f"I {lowered}", text))
    if lacks_verb(sentence):
        why = f"'{_few(sentence)}' is no whole sentence yet: who did what, or what is what?"
        return Doubt(why=why)
    return None


_STORY_PASTS = _words(
    """worked ran led built helped managed looked wrote taught trained made moved started
    supported organised organized handled served cleaned cooked drove learned learnt answered
    planned designed created tested sold saved reduced raised set covered closed opened kept
    prepared checked fixed repaired cared studied volunteered introduced rebuilt wrote spent"""
)


def _capital_start(text: str) -> tuple[str, str | None]:
    changed = capital(text)
    return changed, "Began it with a capital letter." if changed != text else None


def _full_stop(text: str) -> tuple[str, str | None]:
    # A stop after a link would become part of it. Scripts without capitals have their own stops.
    inner = text.rstrip(")]\"'”’»")
    last = inner[-1:]
    if not (last.isdecimal() or last.lower() != last.upper()) or re.search(r"\S[@/]\S*$", text):
        return text, None
    return text + ".", "Added the full stop at the end."


# --- Names --------------------------------------------------------------------------------------


def greeting(typed: str, *, style: str) -> Fitted:
    """Return what follows "Dear" for one person, as typed but for the title.

    The title is written as in *style* ("american": "Ms.", else "Ms"); letters after a name are left
    out. A doubtful case, and a title before several words, are doubted: a surname is never guessed.
    """
    as_typed = clean(typed)
    steps: tuple[_Step, ...] = (
        lambda text: (clean(text), None),
        _without_emoji,
        lambda text: (re.sub(r"^(?:dear|hello|hi|hey)[\s,]+(?=\S)", "", text, flags=re.I), None),
        lambda text: (_without_name_end(text), None),
        _without_letters,
        lambda text: (" ".join([*_titles(text, style)[0], *_titles(text, style)[1]]), None),
    )
    text, notes = _settled(as_typed, steps)
    if not text:
        doubt = Doubt(why=f"'{as_typed}' is no name. How should the letter greet them?", must=True)
        return Fitted(text=as_typed, doubts=(doubt,) if as_typed else ())
    if nobody := _no_name(text):
        return Fitted(text=text, notes=notes, doubts=(nobody,))
    titles, names = _titles(text, style)
    if not names:
        alone = titles[-1].rstrip(".").casefold() in TITLES_WITH_STOP
        why = f"Which name follows '{text}'?"
        return Fitted(text=text, notes=notes, doubts=(Doubt(why=why, must=True),) * alone)
    doubts = []
    if more := _more_than_a_name(text, style):
        doubts, names = [more], []
    if as_typed.rstrip(" .,").endswith("?"):
        why = f"Is '{text}' the name, and spelled so? Without one, the letter greets the team."
        doubts.append(Doubt(why=why, offers=(text, "hiring team")))
    proper = (
        names if (GROUPS | _POSTS) & {name.casefold() for name in names} else _proper(names, titles)
    )
    if proper != names:
        why = f"Is '{text}' how they write their name? It stands as you typed it."
        doubts.append(Doubt(why=why, offers=_with_mac(" ".join([*titles, *proper]))))
    if titles and (surnames := _surnames(proper, titles)):
        offers = dict.fromkeys(" ".join([*titles, name]) for name in surnames)
        first, *others = offers
        asked = f"Which words should follow the title in '{text}'?"
        why = f"'{text}': people write {first}." if len(others) == 2 else asked
        doubts.append(Doubt(why=why, offers=tuple(offers)))
    return Fitted(text=text, notes=notes, doubts=tuple(doubts))


_SAYS_NO_NAME = re.compile(
    r"(?:i|not sure|no idea|no name|forgot|cannot|can['’]?t|don['’]?t|didn['’]?t)\b(?!\.).*|"
    r"unsure|unknown|somebody|someone|her|him|them|whoever it was",
    re.I,
)
_ARTICLE = re.compile(r"(?:the|an?|my|your|our|that|this|some)\s+(?=\S)", re.I)
_FROM_WHERE = re.compile(r"(\S+(?:\s\S+){0,3}?)\s+(?:(?:from|at|in)\s+\S.*|\([^()]*\))")
_POSTS = _words("manager recruiter director supervisor coordinator head")


def _no_name(text: str) -> Doubt | None:
    """Doubt what greets nobody: "I don't remember", "a woman with red hair"."""
    article = _ARTICLE.match(text)
    rest = text[article.end() :] if article else ""
    described = rest[:1].islower() and not (GROUPS | _POSTS) & set(rest.casefold().split())
    if not _SAYS_NO_NAME.fullmatch(text) and not (described and not _is_title(rest.split()[0])):
        return None
    why = f"'{text}' is no name. Without one, the letter greets the team."
    return Doubt(why=why, offers=("hiring team",), must=True)


def _more_than_a_name(text: str, style: str) -> Doubt | None:
    """Doubt what is a name and something else: "Sandra from HR", "a Mr. Pell"."""
    bare = text
    if article := _ARTICLE.match(bare):
        bare = bare[article.end() :]
        if bare.islower() and bare.split()[-1] in _POSTS:
            bare = " ".join(map(str.capitalize, bare.split()))
    found = _FROM_WHERE.fullmatch(bare)
    if found and not (GROUPS | _POSTS) & {*found[1].casefold().split()}:
        bare = found[1]
    if bare == text or not bare:
        return None
    better = greeting(bare, style=style)
    offers = [*(offer for doubt in better.doubts for offer in doubt.offers), better.text]
    why = f"'{text}' is more than a name. How should the letter greet them?"
    return Doubt(why=why, offers=tuple(dict.fromkeys(offers)))


def first_name(text: str) -> str | None:
    """Return the first of two names without a title, None for everything else."""
    names = text.split()
    if len(names) != 2 or _is_title(names[0]) or GROUPS & {*text.casefold().split()}:
        return None
    plain = all(name[:1].isupper() and name[1:2].islower() for name in names)
    return names[0] if plain and not PARTICLES & {*text.casefold().split()} else None


def _without_name_end(text: str) -> str:
    text = text.rstrip(" ,;:!?…")
    word = text.rsplit(None, 1)[-1] if text else ""
    initial = re.fullmatch(r"(?:[^\W\d_]\.)+", word)
    return text[:-1] if word.endswith(".") and not initial and not _is_title(word) else text


def _is_title(word: str) -> bool:
    return word.casefold().rstrip(".") in TITLES_WITH_STOP | TITLES_IN_FULL


def _without_letters(text: str) -> tuple[str, str | None]:
    left: list[str] = []
    while found := re.fullmatch(r"(.*[^\s,])(\s*,\s*|\s+)([^\s,]+)", text):
        head, gap, last = found.groups()
        key = last.replace(".", "").casefold()
        surname = key in SURNAMES_TOO and "," not in gap
        if key not in LETTERS_AFTER or surname or all(map(_is_title, head.split())):
            break
        text, left = head, [last, *left]
    return text, f"Left '{', '.join(left)}' out of the greeting." if left else None


def _titles(text: str, style: str) -> tuple[list[str], list[str]]:
    """Split *text* into its titles, as *style* writes them, and its names."""
    titles: list[str] = []
    names = re.sub(r"^(mrs?|ms|mx|dr|prof|rev)\.(?=[^\W\d_])", r"\1. ", text, flags=re.I).split()
    while names and _is_title(names[0]):
        key = names.pop(0).casefold().rstrip(".")
        stop = "." if key in TITLES_WITH_STOP and style == "american" else ""
        titles.append(key.capitalize() + stop)
        if names[1:] and names[0].casefold() in ("and", "&") and _is_title(names[1]):
            titles.append(names.pop(0))  # Mr. and Mrs. Smith
    return titles, names


def _proper(names: list[str], titles: list[str]) -> list[str]:
    """Return *names* in the case that is usual, where theirs is unusual."""
    if len(names) > 5:
        return names
    return [
        _recased(name) if _is_odd(name, bool(titles)) else name for name in _small_particles(names)
    ]


def _small_particles(names: list[str]) -> list[str]:
    shouted = all(name.isupper() for name in names)
    return [
        name.lower() if shouted and name.lower() in PARTICLES and name != names[-1] else name
        for name in names
    ]


def _is_odd(name: str, titled: bool) -> bool:
    if name in PARTICLES or name.lower() == name.upper():
        return False
    if name.islower():
        return "@" not in name
    parts = [part for part in re.split(r"['’-]", name) if part.isalpha()]
    # Without a title "JD" and "AJ" are names that people go by.
    return any(part.isupper() and len(part) > (1 if titled else 2) for part in parts)


def _recased(name: str) -> str:
    parts = re.split(r"(['’-])", name)
    cased = [part[:1].upper() + part[1:].replace("İ", "i").lower() for part in parts]
    if len(parts) > 1 and parts[0].casefold() in ("al", "el"):
        cased[0] = parts[0].lower()
    whole = "".join(cased)
    return re.sub(r"^Mc(\w)", lambda found: "Mc" + found[1].upper(), whole)


def _with_mac(name: str) -> tuple[str, ...]:
    other = re.sub(r"\bMac([b-z]\w{3,})", lambda found: "Mac" + found[1].capitalize(), name)
    return tuple(dict.fromkeys((name, other)))


def _surnames(names: list[str], titles: list[str]) -> tuple[str, ...]:
    """Return what may follow the title, the likeliest first; nothing where it is clear."""
    names = [name for name in names if not name.startswith("(")]
    keys = [name.casefold() for name in names]
    first = next((at for at, key in enumerate(keys) if key not in PARTICLES | IRISH), 0)
    if len(names) - first < 2 or GROUPS & set(keys):
        return ()
    given, full, last = " ".join(names[: first + 1]), " ".join(names), len(names) - 1
    start = last
    while start > 1 and names[start - 1].casefold() in PARTICLES:
        start -= 1
    group = " ".join(names[start:])
    if titles[-1].casefold() in FIRST_NAME_TITLES:
        return given, full
    if start < last and names[start][:1].isupper():  # Dick Van Dyke, or Nguyen Van Minh?
        return group, names[last], given, full
    return group, full, given


_ADDRESS = re.compile(r"[<(]?\s*(?:mailto:)?([^\s<>()\",;:]+@[^\s<>()\",;:]+?)\.?\s*[>)]?(?=\s|$)")
_BETWEEN = re.compile(r'("[^"]*"|<[^<>]*>|\([^()]*\))|\s*,\s*(?:and\s+)?|\s*&\s*|\s+and\s+', re.I)
_GROUP_END = re.compile(
    r"\b(?:team|teams|panel|committee|board|group|department|office|colleagues|staff)$", re.I
)


def split_people(typed: str) -> People:
    """Split *typed* at ";", newlines, commas, "&" and "and" into people.

    "Legal and Compliance team" stays one, and so do letters after a name. "Smith, John" may be one
    person or two, and is doubted. An address stands in <> or (), after its name, or alone.
    """
    lines = (re.sub(r"^(?:and\s|&)|(?:\sand|&)$", "", line).strip() for line in as_items(typed))
    chunks = [line for line in lines if any(map(str.isalnum, line))]
    people: list[tuple[str, str | None]] = []
    doubts: list[Doubt] = []
    for place, chunk in enumerate(chunks):
        pieces = _pieces(chunk)
        found = [_with_address(piece) for piece in pieces]
        if (turned := _turned(found)) and re.search(r"[^\s,],\s*[^\s,]", chunk):
            offers = (turned, "; ".join(pieces))
            doubts.append(
                Doubt(
                    why=f"Is '{chunk}' one person, or two?",
                    offers=tuple(
                        "; ".join([*chunks[:place], offer, *chunks[place + 1 :]])
                        for offer in offers
                    ),
                    must=True,
                )
            )
        people += found
    for name, address in people:
        if not name:
            why = f"How should the letter greet {address}?"
            doubts.append(Doubt(why=why, offers=(f"hiring team <{address}>",), must=True))
    return People(people=tuple(people), doubts=tuple(doubts))


def _pieces(chunk: str) -> list[str]:
    """Cut one line into people; what stands in quotes or brackets is never cut."""
    pieces, gaps, start = [], [""], 0
    for found in _BETWEEN.finditer(chunk):
        if found[1]:
            continue
        pieces.append(chunk[start : found.start()])
        gaps.append(found[0])
        start = found.end()
    pieces.append(chunk[start:])
    joined: list[str] = []
    for gap, piece in zip(gaps, pieces, strict=True):
        if joined and joined[-1] and _belongs(joined[-1], gap, piece):
            joined[-1] += gap + piece
        else:
            joined.append(piece)
    return [piece for piece in joined if any(map(str.isalnum, piece))]


def _belongs(left: str, gap: str, right: str) -> bool:
    """Tell whether *right* is the same person or group as *left*: ", PhD", " and Risk team"."""
    letters = right.split("<")[0].split("(")[0].split()
    if letters and "," in gap and letters[0].replace(".", "").casefold() in LETTERS_AFTER:
        return True
    if all(map(_is_title, left.split())):
        return True  # Mr & Mrs Smith
    if _ADDRESS.fullmatch(right) and "@" not in left:
        return "," in gap  # Ann, ann@example.org
    person = _is_title(left.split()[0]) or "@" in left
    apart = person or re.match(r"(?:the|your|our)\b", right, re.I)
    return "," not in gap and bool(_GROUP_END.search(right)) and not apart


def _with_address(piece: str) -> tuple[str, str | None]:
    found = _ADDRESS.search(piece)
    name = piece[: found.start()] + piece[found.end() :] if found else piece
    return clean(name).strip('" ,'), found[1] if found else None


def _turned(found: list[tuple[str, str | None]]) -> str | None:
    """Return "John Smith" for "Smith, John", if there is nothing else in the line."""
    if len(found) != 2 or found[0][1] or any(len(name.split()) != 1 for name, _ in found):
        return None
    (last, _), (first, address) = found
    return f"{first} {last}" + (f" <{address}>" if address else "")


# --- Lists, and filters for letters ---------------------------------------------------------------


def as_items(typed: str) -> tuple[str, ...]:
    """Split *typed* at ";" and newlines, bullets and numbers dropped."""
    items = []
    for line in re.split(r"[;\n\r\v\f\x85\u2028\u2029]", typed):
        item = re.sub(r"^(?:[•·‣◦▪]\s*|[-*–—](?:\s+|$)|\d{1,2}[.)]\s+(?=\S))+", "", clean(line))
        if item:
            items.append(item)
    return tuple(items)


def listed(words: Iterable[str]) -> str:
    """Join *words* as a sentence does: "A", "A and B", "A, B and C"."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def capital(text: str) -> str:
    """Begin *text* as a sentence begins, unless its first word is a name such as iOS or dbt."""
    found = re.match(r"[\ufdd0\s\"“‘'(\[«]*", text)
    start = found.end() if found else 0
    word = re.split(r"[\s,;:]", text[start:], maxsplit=1)[0].rstrip(".!?)\"'”’")
    upper = text[start : start + 1].upper()
    keeps = (
        len(upper) != 1
        or any(character.isupper() for character in word)
        or re.sub(r"['’]s$", "", word).casefold() in LOWER_NAMES
        or re.search(r"@|://|^www\.", word)
    )
    return text if keeps else text[:start] + upper + text[start + 1 :]


_ASKED = _words("about how why what whether if which who whom whose when where for me us")


def asked_about(text: str) -> str:
    """Return what follows "When you asked": "about pay", "how I plan", "me to explain it".

    A direct question is put in quotes. A blank stays one.
    """
    first = text.split(None, 1)[0].casefold().strip(",.;:") if text.strip() else ""
    if not first or text == BLANK or text.startswith("____"):
        return text
    if text[0] in "\"“‘'«" and text[-1] in "\"”’'»":
        return text
    if text[0].isupper() and text.endswith("?"):
        return f'"{text}"'
    if first == "to":
        return f"me {text}"
    return text if first in _ASKED else f"about {text}"


_WHEN = _words(
    """in on by before after next this within later soon at during from until till over around
    between early late tomorrow today tonight shortly whenever when once as any sometime towards"""
)


def reply(text: str) -> str:
    """Return the subject of a reply to a message whose subject is *text*, with one "Re:"."""
    return "Re: " + re.sub(r"^(?:(?:re|aw|sv|fwd?)\s*:\s*)+", "", text, flags=re.I)


_PART_OF_TIME = _words("beginning start middle end turn close week weekend first last")


def by_when(text: str) -> str:
    """Return what follows "hearing from you": "by Friday", "next week", "by ____".

    "Beginning of next week" lacks its article, "mid-April" does not.
    """
    first, *others = text.casefold().split()[:2] or [""]
    first = first.strip(",.;:")
    if not first or first in _WHEN:
        return text
    lacks = first in _PART_OF_TIME and others in (["of"], ["before"], ["after"], ["week"])
    return f"by the {text}" if lacks else f"by {text}"


_NAMED_AS_POSTS = _words(
    """apprenticeship chair clerkship fellowship internship job lectureship opening placement
    position post professorship readership residency role scholarship seat secondment studentship
    traineeship vacancy"""
)
_SAID_OF_ALL = _words("job opening position post role vacancy")  # they say nothing of the work


def names_a_post(role: str) -> bool:
    """Return whether *role* is a post by its own name, after which "role" is one word too many."""
    words = re.findall(r"[^\W\d_]+", role)
    return bool(words) and words[-1].casefold() in _NAMED_AS_POSTS


def bare_role(role: str) -> str:
    """Return *role* without "position" or "post" at its end: what stands before "interview"."""
    first, last = re.findall(r"^(.*?)[ /]*([^ /]*)$", role)[0]
    return bare_role(first) if first and last.casefold() in _SAID_OF_ALL else role


def is_first_name(greeting: str) -> bool:
    """Return whether *greeting* is one name without a title, and no group: "Grace"."""
    words = greeting.split()
    return len(words) == 1 and not _is_title(words[0]) and words[0].casefold() not in GROUPS
