"""Jinja2 for templates of letters: what they can say, and what is told where one is broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from drafter import cache
from drafter.errors import TemplateError
from drafter.language import dates, lists, phrases
from drafter.letters.library import Library
from drafter.letters.marks import BREAK, CLOSE, OPEN
from drafter.letters.questions import STYLES
from drafter.letters.saying import Ours, say_tag

if TYPE_CHECKING:
    import jinja2


def render(environment: jinja2.Environment, name: str, context: Mapping[str, Any]) -> str:
    """Return what the template called *name* makes of *context*, each answer between marks.

    Raises:
        TemplateError: If a template is broken, or prints an answer that was skipped.
    """
    import jinja2

    try:
        return environment.get_template(name).render(context)
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"{error.name}: there is no such template.") from error
    except jinja2.TemplateSyntaxError as error:
        where = f"{error.filename or error.name}, line {error.lineno}"
        raise TemplateError(f"{where}: {error.message}") from error
    except TemplateError as error:
        raise TemplateError(f"{_where(error, name)}: {error}") from error
    except (jinja2.TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as error:
        raise TemplateError(f"{_where(error, name)}: {error}.") from error
    except RecursionError as error:
        raise TemplateError(f"{name}: this template includes itself.") from error


def _where(error: BaseException, name: str) -> str:
    """Return the file and line of the template in which *error* was raised."""
    trace, found = error.__traceback__, name
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".html", ".txt")):
            found = f"{file}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return found


@lru_cache(maxsize=4)
def environment(library: Library) -> jinja2.Environment:
    """Return the environment in which the templates of *library* are read."""
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def load(name: str) -> tuple[str, str | None, Any]:
        source = library.read(name)
        if source is None:
            raise jinja2.TemplateNotFound(name)
        return source, str(library.find(name)), lambda: True

    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        autoescape=jinja2.select_autoescape(["html"], default_for_string=False),
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        extensions=[say_tag()],
        bytecode_cache=bytecode("letter"),
        cache_size=100,
    )
    del environment.filters["safe"]  # an answer is escaped, always
    environment.filters |= {
        "on_day": _of_day(dates.on_day),
        "by_day": _of_day(dates.by_day),
        "in_order": lists.in_order,
        "numbered": lists.numbered,
        "listed": lambda words: words and lists.listed(words),
        "capital": lambda text: text and phrases.capital(text),
        "as_role": lambda text: text and _as_role(text),
        "bare_role": lambda text: text and phrases.bare_role(text),
        "day": _of_day(dates.say_day),
        "as_title": lambda text: text and phrases.capital(phrases.bare_role(text)),
        "all_given": _all_given,
        "reply": lambda text: text and phrases.reply(text),
        "asked_about": lambda text: text and phrases.asked_about(text),
    }
    return environment


def bytecode(name: str) -> jinja2.BytecodeCache:
    """Return what keeps a template as Jinja has compiled it, under the digest of its source.

    *name* tells environments apart that compile the same source in two ways. Jinja's own cache in
    files trusts what it finds there, and cannot be told of a newer drafter.
    """
    import jinja2

    def about(bucket: Any) -> tuple[str, bytes]:
        return f"{name} {bucket.key}", f"{jinja2.__version__} {bucket.checksum}".encode()

    class Bytecode(jinja2.BytecodeCache):
        def load_bytecode(self, bucket: Any) -> None:
            bucket.code = cache.recall(*about(bucket))

        def dump_bytecode(self, bucket: Any) -> None:
            cache.keep(*about(bucket), bucket.code)

    return Bytecode()


def _finalize(value: object) -> object:
    """Return *value* between marks, unless the words are ours or carry their marks already."""
    if value is None:
        raise TemplateError(
            "an answer that was skipped is printed here. "
            "Put {% if name %} and {% endif %} around it."
        )
    if isinstance(value, Ours) or hasattr(value, "__html__"):
        return value
    text = str(value).replace("\n\n", BREAK)
    return text if OPEN in text else f"{OPEN}{text}{CLOSE}"


# --- filters ----------------------------------------------------------------------------------


def _of_day(say: Any) -> Any:
    """Return a filter that says a day; words instead of a day are said as they are."""
    import jinja2

    @jinja2.pass_context
    def filter_day(context: Any, day: object) -> str | None:
        if isinstance(day, date):
            return str(say(day, context["_today"], context["style"]["name"] or STYLES[0]))
        if day is None:
            return None
        if say is dates.say_day:
            return str(day)
        return phrases.by_when(str(day)) if say is dates.by_day else f"on {day}"

    return filter_day


def _as_role(role: str) -> str:
    """Return "staff nurse role"; what is a post by its own name stays one: "design internship"."""
    shown = role if OPEN in role else f"{OPEN}{role}{CLOSE}"
    return shown if phrases.names_a_post(role) else f"{shown} role"


def _all_given(values: Sequence[object]) -> list[object]:
    """Return those of *values* that were given, the items of a list one by one."""
    found: list[object] = []
    for value in values:
        found += value if isinstance(value, tuple) else [value] if value else []
    return found
