"""What a letter asks, and how each type of answer is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from drafter.language import cleaning, dates, fragments, lists, stories
from drafter.language.cleaning import Doubt
from drafter.language.names import first_name, greeting, split_people

STYLES = ("american", "british")
LONG_AGO = timedelta(days=180)
LONGEST_KEPT = 2000  # characters: of a longer answer the reading is not kept for the next row


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone a letter goes to.

    *greeting* follows "Dear". *own* holds the answers that are about this person alone; until
    they are read they are as given.
    """

    greeting: str
    name: str | None = None
    email: str | None = None
    own: Mapping[str, object] = field(default_factory=dict)


# None stands for an answer that was skipped.
Value = str | bool | date | tuple[str, ...] | tuple[Person, ...] | Mapping[str, object] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What reading an answer depends on: the day, the style, the words around the blank.

    *shown* is False where no sentence shows the blank.
    """

    today: date
    style: str = "american"
    before: str = ""
    after: str = ""
    shown: bool = False

    @property
    def starts_sentence(self) -> bool:
        """Return whether the answer is the beginning of a sentence, as far as that is known."""
        return self.shown and fragments.starts_sentence(self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An answer as read: what the letter gets, what was changed, what only the person can decide.

    An answer with a doubt that ``must`` be decided has no value yet.
    """

    value: Value = None
    notes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def problems(self) -> tuple[Doubt, ...]:
        """Return the doubts without whose decision there is no answer."""
        return tuple(doubt for doubt in self.doubts if doubt.must)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Question:
    """One blank of a letter.

    *ask* is used where no sentence can show the blank. *default* stands until the person answers.
    *each_person* is asked for every person who gets a letter; an answer *once* goes into the first
    letter only. *later* questions stand with their defaults in the list at the end. *always* asks
    even if the answer changes nothing in this letter. *if_told* names an answer, or a noted one,
    without which this is asked *later*: "asked", or "cause: nerves" for what is in it. *follows*
    names answers that this says more about: it waits where they were skipped. *drop* and
    *drop_after* are words that people type before and after an answer although the sentence has
    them. *limit* counts words, *most* counts the items of a list. *ahead* reads a date as one to
    come. *kept_as* is the name of the answer in interview.toml, where this letter means something
    else by it than others. *suggest* names a kept answer that is offered here.
    """

    name: str
    type: str
    ask: str = ""
    hint: str = ""
    example: object = None
    optional: bool = False
    default: str | None = None
    choices: tuple[str, ...] = ()
    own_words: bool = False
    each_person: bool = False
    once: bool = False
    later: bool = False
    always: bool = False
    if_told: str = ""
    follows: tuple[str, ...] = ()
    ahead: bool = False
    kept_as: str = ""
    suggest: str = ""
    shape: str = ""
    drop: tuple[str, ...] = ()
    drop_after: tuple[str, ...] = ()
    limit: int = 40
    most: int = 9

    def read(self, typed: object, setting: Setting) -> Reading:
        """Return what *typed* means: text from a person, or a value from an answers file.

        A skipped answer has the value None, or the default where there is one. Nothing raises: what
        cannot be read comes back as a doubt that must be decided.
        """
        if isinstance(typed, str) and len(typed) <= LONGEST_KEPT:
            return _read(self, typed, setting)
        return self._read(typed, setting)

    def _read(self, typed: object, setting: Setting) -> Reading:
        try:
            given = _as_given(typed, self.type)
        except ValueError as error:
            return _refuse(str(error))
        skipped = given == "" or given == [] or (isinstance(given, str) and self._is_skip(given))
        reading = Reading() if skipped else TYPES[self.type](self, given, setting)
        if reading.value is None and not reading.problems and self.default is not None:
            return TYPES[self.type](self, self.default, setting)
        return reading

    def _is_skip(self, given: str) -> bool:
        # "no" answers a yes-or-no question, and a choice may begin with it.
        return self.type not in ("yes", "choice", "name") and cleaning.is_skip(given)

    @property
    def needed(self) -> bool:
        """Return whether the letter cannot do without an answer, where it asks this at all."""
        return not self.optional and self.default is None

    @property
    def flag(self) -> str:
        """Return the option of the command line that answers this question."""
        return "--" + self.name.replace("_", "-")


@lru_cache(maxsize=1024)
def _read(question: Question, typed: str, setting: Setting) -> Reading:
    """Return what *typed* means, once for all the rows that say the same."""
    return question._read(typed, setting)


def read_example(question: Question, example: object, setting: Setting) -> Reading:
    """Return *example* as read; a weekday stands for its first reading on any day of the week."""
    reading = question.read(example, setting)
    offers = [offer for doubt in reading.problems for offer in doubt.offers]
    return question.read(offers[0], setting) if offers else reading


def closest(name: str, known: Iterable[str]) -> str:
    """Return a question that names the *known* word nearest to *name*, or an empty text."""
    import difflib

    near = difflib.get_close_matches(name.replace("-", "_").lower(), list(known), n=1)
    return f" Did you mean {near[0]}?" if near else ""


def _refuse(why: str, *offers: str) -> Reading:
    return Reading(doubts=(Doubt(why=why, offers=offers, must=True),))


def _as_given(typed: object, kind: str) -> str | list[object]:
    """Return *typed* as text, or as a list where *kind* takes one."""
    match typed:
        case str():
            return typed.strip()
        case None:
            return ""
        case bool():
            return "yes" if typed else "no"
        case datetime():
            return typed.date().isoformat()
        case date():
            return typed.isoformat()
        case int() | float():
            return str(typed)
        case dict() if kind == "people":
            return [typed]
        case list() | tuple() if kind in ("list", "people"):
            return list(typed)
    raise ValueError("This takes one answer in quotes, not a list or a table of them.")


# --- name, words, story, list: what is typed stands in the letter -----------------------------


def _name(question: Question, given: object, setting: Setting) -> Reading:
    text = cleaning.clean(str(given))
    doubts: tuple[Doubt, ...] = ()
    if question.shape == "signature" and text.islower():
        offers = [each for d in greeting(text, style=setting.style).doubts for each in d.offers]
        doubts = (Doubt(why=f"'{text}' has no capitals.", offers=tuple(offers)),)
    return Reading(value=text or None, doubts=doubts)


def _words(question: Question, given: object, setting: Setting) -> Reading:
    fitted = fragments.fragment(
        str(given),
        before=setting.before,
        after=setting.after,
        drop=question.drop,
        drop_after=question.drop_after,
        shape=question.shape,
        limit=question.limit,
        starts=setting.starts_sentence,
    )
    return Reading(value=fitted.text or None, notes=fitted.notes, doubts=fitted.doubts)


def _story(question: Question, given: object, setting: Setting) -> Reading:
    fitted = stories.story(str(given), limit=question.limit, drop=question.drop)
    return Reading(value=fitted.text or None, notes=fitted.notes, doubts=fitted.doubts)


def _list(question: Question, given: object, setting: Setting) -> Reading:
    if question.choices:
        return _some(question, given, setting)
    items = given if isinstance(given, list) else list(lists.as_items(str(given)))
    if not all(isinstance(item, str) for item in items):
        return _refuse('Each item of the list is a text in quotes: ["one thing", "another"].')
    items = [item for item in items if not cleaning.is_skip(str(item))]
    readings = _said_once(_words(question, item, setting) for item in items)
    texts = tuple(reading.value for reading in readings if isinstance(reading.value, str))
    doubts = _among(texts, [reading.doubts for reading in readings])
    if len(texts) > question.most:
        which = f"These are {len(texts)} points, and the letter takes {question.most} at most"
        doubts = (
            *doubts,
            Doubt(why=f"{which}. Keep the {question.most} that matter most.", must=True),
        )
    notes = tuple(note for reading in readings for note in reading.notes)
    return Reading(value=texts or None, notes=notes, doubts=doubts)


def _said_once(readings: Iterable[Reading]) -> list[Reading]:
    """Return *readings* without those whose value came before, in capitals or not."""
    first: dict[str, Reading] = {}
    for place, reading in enumerate(readings):
        first.setdefault(str(reading.value or place).casefold(), reading)
    return list(first.values())


def _some(question: Question, given: object, setting: Setting) -> Reading:
    """Return which of the choices are meant, by their numbers or words; other words stand as such.

    Commas part them only where each part is a choice, since own words may have some.
    """
    items = [str(each) for each in given] if isinstance(given, list) else [str(given)]
    items = [part for item in items for part in lists.as_items(item)]
    parts = [part for item in items for part in re.split(r"\W*(?:,|\band\b|\s)\W*", item)]
    if all(part.isdigit() for part in parts):
        items = parts
    by_comma = [part.strip() for item in items for part in item.split(",")]
    if all(pick(part, question.choices) for part in by_comma):
        items = by_comma
    found: list[str] = []
    for item in items:
        chosen = _meant(item, question.choices) or pick(item, question.choices)
        if not chosen and (item.isdigit() or not question.own_words):
            return _refuse(f"{item!r} is not one of the choices.", *question.choices)
        own = None if chosen else _words(question, item, setting).value
        found += [str(chosen or own)] if chosen or own else []
    return Reading(value=tuple(dict.fromkeys(found)) or None)


def _among(texts: Sequence[str], doubts: Sequence[Sequence[Doubt]]) -> tuple[Doubt, ...]:
    """Return the *doubts* about each of *texts*, what they offer being the whole answer."""
    found = []
    for number, about in enumerate(doubts):
        for doubt in about:
            offers = tuple(
                "; ".join([*texts[:number], offer, *texts[number + 1 :]]) for offer in doubt.offers
            )
            found.append(replace(doubt, offers=offers))
    return tuple(found)


# --- date -------------------------------------------------------------------------------------


def _date(question: Question, given: object, setting: Setting) -> Reading:
    text = cleaning.clean(str(given))
    try:
        day = dates.read_date(text, setting.today, ahead=question.ahead)
    except dates.TwoReadings as two:
        days = sorted(two.readings, key=lambda day: day != setting.today)
        return _refuse(str(two), *(day.isoformat() for day in days))
    except ValueError as error:
        in_words = question.own_words and not re.match(r"\S*\d|\w+ \d+$", text)
        return _words(question, text, setting) if in_words else _refuse(str(error))
    said = f"{text!r} is {dates.long_day(day, setting.style)}"
    if day > setting.today and not question.ahead:
        return Reading(value=day, doubts=(Doubt(why=f"{said}, which is still to come."),))
    if day < setting.today - LONG_AGO:
        return Reading(value=day, doubts=(Doubt(why=f"{said}, over half a year ago."),))
    # A weekday or a date says it itself; "yesterday" and "last Tuesday" are worth a look.
    plain = re.search(r"\d", text) or _is_weekday(text, day, setting)
    return Reading(value=day, notes=() if plain else (f"{said}.",))


def _is_weekday(text: str, day: date, setting: Setting) -> bool:
    said = dates.long_day(day, setting.style).casefold()
    return said.startswith(text.casefold().removeprefix("on ").rstrip("."))


# --- choice, yes: one of a few answers --------------------------------------------------------


def _choice(question: Question, given: object, setting: Setting) -> Reading:
    text = cleaning.clean(str(given))
    chosen = _meant(text, question.choices) or pick(text, question.choices)
    if chosen:
        return Reading(value=chosen)
    if cleaning.is_skip(text) and not question.needed:
        return Reading()
    if question.own_words:
        whole = any(choice.endswith((".", "?")) for choice in question.choices) or (
            setting.starts_sentence and not setting.after.strip()
        )
        return (_story if whole else _words)(question, text, setting)
    why = f"{text!r} is not one of the choices. There is no room for other words here."
    return _refuse(why, *question.choices)


# What people call a style. Only a question that has the choice takes it.
MEANT = {
    **dict.fromkeys(("uk", "gb", "british english", "uk english", "en-gb", "en_gb"), "British"),
    **dict.fromkeys(("english (uk)", "english uk", "england", "britain"), "British"),
    **dict.fromkeys(("us", "usa", "american english", "us english", "en-us", "en_us"), "American"),
    **dict.fromkeys(("english (us)", "english us", "america"), "American"),
}


def _meant(text: str, choices: tuple[str, ...]) -> str | None:
    """Return the one of *choices* that *text* is another name of, or is but for a slip."""
    folded = _folded(text)
    meant = MEANT.get(folded.replace(".", ""))
    if meant in choices:
        return meant
    same = [choice for choice in choices if _folded(choice) == folded]
    near = [choice for choice in choices if is_one_off(folded, _folded(choice))]
    return same[0] if same else near[0] if len(near) == 1 else None


def _folded(text: str) -> str:
    """Return *text* without what people leave out in a hurry: capitals, apostrophes, end stops."""
    return re.sub(r"['’‘]", "", " ".join(text.casefold().split())).rstrip(" .!,;:…")


SHORTEST_SLIP = 6  # letters; in a shorter word one letter more or less may be another word


def is_one_off(typed: str, wanted: str) -> bool:
    """Tell whether *typed* is *wanted* with one letter changed, added, left out, or two swapped."""
    if typed == wanted or min(len(typed), len(wanted)) < SHORTEST_SLIP:
        return False
    start = 0
    while typed[start : start + 1] == wanted[start : start + 1]:
        start += 1
    one, other = typed[start:], wanted[start:]
    swapped = one[:2] == other[1::-1] and len(other) > 1
    return one[1:] in (other, other[1:]) or one == other[1:] or (swapped and one[2:] == other[2:])


def pick(text: str, choices: tuple[str, ...]) -> str | None:
    """Return the one of *choices* that *text* means: its number, the whole of it, or some of it.

    None if it could be none or several.
    """
    if text.isascii() and text.isdigit() and 0 < int(text[:4]) <= len(choices):
        return choices[int(text[:4]) - 1]
    wanted = text.casefold().rstrip(".")
    tests: tuple[Callable[[str], bool], ...] = (
        lambda choice: choice == wanted,
        lambda choice: choice.startswith(wanted),
        lambda choice: wanted in choice and len(wanted) > 2,
    )
    for test in tests:
        found = [choice for choice in choices if wanted and test(choice.casefold())]
        if len(found) == 1:
            return found[0]
    return None


YES_OR_NO = {
    **dict.fromkeys(("y", "yes", "true", "on", "1", "please", "yep", "yeah", "sure"), True),
    **dict.fromkeys(("of course", "ok", "okay", "definitely"), True),
    **dict.fromkeys(("n", "no", "false", "off", "0", "-", "none", "n/a", "skip", "nope"), False),
    **dict.fromkeys(("nah", "not really", "no thanks", "no thank you"), False),
}
_BEGUN = re.compile(r"(yes|yep|yeah|sure|no|nope|nah)(\b\W*)(.+)", re.I | re.S)


def _yes(question: Question, given: object, setting: Setting) -> Reading:
    said = cleaning.clean(str(given)).rstrip(" .!,")
    answer = YES_OR_NO.get(said.casefold())
    if answer is not None:
        return Reading(value=answer)
    begun = _BEGUN.fullmatch(said)
    # "No idea" is no answer; "no, one line is enough" is one.
    if not begun or (begun[2].isspace() and not YES_OR_NO[begun[1].casefold()]):
        return _refuse(f"{given!r} is neither yes nor no.", "yes", "no")
    if re.match(r"(?:and|or) no\b", begun[3], re.I):
        return _refuse(f"{given!r} is both.", "yes", "no")
    answer = YES_OR_NO[begun[1].casefold()]
    word = "yes" if answer else "no"
    return Reading(value=answer, notes=(f"Took this as {word}; {begun[3]!r} has no place here.",))


# --- people -----------------------------------------------------------------------------------


def _people(question: Question, given: object, setting: Setting) -> Reading:
    found: list[Person] = []
    unsure: list[Doubt] = []
    told: list[str] = []
    tables: dict[int, int] = {}  # the number of its table, by the place of a person
    for number, entry in enumerate(given if isinstance(given, list) else [given], 1):
        if isinstance(entry, str) and cleaning.is_skip(entry):
            continue
        if isinstance(entry, Person):
            found.append(entry)
        elif isinstance(entry, Mapping):
            tables[len(found)] = number
            found.append(_person(entry))
        else:
            split = split_people(str(entry))
            unsure += split.doubts
            names = [who for who, _ in split.people]
            if len(names) > max(1, len(lists.as_items(str(entry)))) and not split.doubts:
                told.append(f"Read it as {len(names)} people: {'; '.join(names)}.")
            found += [Person(greeting=who, email=email) for who, email in split.people]
    fits = [greeting(person.greeting, style=setting.style) for person in found]
    for person, fit in zip(found, fits, strict=True):
        if not fit.text:
            who = person.email or "somebody"
            unsure.append(Doubt(why=f"There is no name to greet {who} by.", must=True))
    people = tuple(replace(who, greeting=fit.text) for who, fit in zip(found, fits, strict=True))
    doubts = []
    for place, fit in enumerate(fits):
        for doubt in fit.doubts:
            if place in tables:
                doubts.append(replace(doubt, table=tables[place]))
                continue
            offers = tuple(_in_line(people, {place: offer}) for offer in doubt.offers)
            doubts.append(replace(doubt, offers=offers))
    doubts += _full_names(people, tables)
    notes = (*told, *(note for fit in fits for note in fit.notes))
    return Reading(value=people or None, notes=notes, doubts=tuple(unsure + doubts))


def _in_line(people: Sequence[Person], greetings: Mapping[int, str]) -> str:
    """Return *people* as one would type them, with other *greetings* for some, by their place."""
    line = []
    for place, who in enumerate(people):
        address = f" <{who.email}>" if who.email else ""
        line.append(greetings.get(place, who.greeting) + address)
    return "; ".join(line)


def _full_names(people: Sequence[Person], tables: Mapping[int, int]) -> list[Doubt]:
    """Return a doubt about the names in full: one for a line of them, one for each table."""
    first = {at: name for at, who in enumerate(people) if (name := first_name(who.greeting))}
    why = (
        "{} in full sounds stiff after Dear. After a talk the first name is usual, or a title "
        "with the surname where you know it."
    )
    found = [
        Doubt(
            why=why.format(f"'{people[at].greeting}'"),
            offers=(name, people[at].greeting),
            table=tables[at],
        )
        for at, name in first.items()
        if at in tables
    ]
    typed = {at: name for at, name in first.items() if at not in tables}
    if typed:
        said = lists.listed(f"'{people[at].greeting}'" for at in typed)
        offers = (_in_line(people, typed), _in_line(people, {}))
        found.append(Doubt(why=why.format(said), offers=offers))
    return found


def _person(table: Mapping[str, object]) -> Person:
    known = {
        key: cleaning.clean(str(table.get(key) or "")) for key in ("greeting", "name", "email")
    }
    own = {key: value for key, value in table.items() if key not in known}
    return Person(
        greeting=known["greeting"] or known["name"],
        name=known["name"] or None,
        email=known["email"] or None,
        own=own,
    )


TYPES: dict[str, Callable[[Question, object, Setting], Reading]] = {
    "name": _name,
    "people": _people,
    "words": _words,
    "story": _story,
    "list": _list,
    "date": _date,
    "choice": _choice,
    "yes": _yes,
}
