"""Two whole languages: Dutch as written in the code, English from the catalogue. Dates the way people say them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from gettext import NullTranslations
from typing import Any

from babel.dates import format_date
from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel, force_locale, get_translations  # noqa: TID251 - only here
from flask_babel import get_locale as babel_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from app.kernel.clock import in_amsterdam, today_in_amsterdam
from app.kernel.errors import SchakelError
from app.kernel.text import heading

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and when: the language, the catalogue of it, and the day in Amsterdam."""

    language: str
    catalogue: NullTranslations
    today: dt.date


#: Looked up once a request, because a page asks hundreds of times; ``begin`` and the end of a request empty it.
_READER: ContextVar[Reader | None] = ContextVar("reader", default=None)


def begin(_error: object = None) -> None:
    """A request begins or ends: nothing is known of its reader."""
    _READER.set(None)


def _reader() -> Reader:
    found = _READER.get()
    if found is None:
        locale = babel_locale()
        found = Reader(locale.language if locale else "nl", get_translations(), today_in_amsterdam())
        if has_request_context():
            _READER.set(found)
    return found


def language() -> str:
    """The language of this request: the account's, else the one chosen on the sign-in page, else the browser's, else Dutch."""
    actor = g.get("actor")
    if actor is not None:
        return str(actor.language)
    chosen = session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES, "nl") or "nl"


def current_language() -> str:
    """``nl`` or ``en``; ``nl`` outside a request."""
    return _reader().language


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """What is written inside is for somebody else: a letter in the language of who gets it."""
    with force_locale(code):
        kept = _READER.set(None)
        try:
            yield
        finally:
            _READER.reset(kept)


def reader_and_day() -> tuple[str, dt.date]:
    """What words depend on beside what they say: the reader's language, and the day on which it is read."""
    found = _reader()
    return found.language, found.today


def by_language(nl: str, en: str) -> str:
    """The one of two texts that fits the reader; for data that carries both."""
    return en if current_language() == "en" else nl


def gettext(text: str, /, **values: Any) -> str:
    """A text in the reader's language, filled in: Flask-Babel's own, five times as fast."""
    found = _reader().catalogue.gettext(text)
    return found % values if values else found


def ngettext(singular: str, plural: str, num: int, /, **values: Any) -> str:
    """The same for a number of things, which the text may name as ``num``."""
    return _reader().catalogue.ngettext(singular, plural, num) % {"num": num, **values}


def sentence(error: SchakelError) -> str:
    """What a refusal says, in the reader's language; what a service translated already stays as it is."""
    return gettext(error.template, **error.values) if error.template else ""


def day(value: dt.date | dt.datetime | None, *, weekday: bool = False, short: bool = False) -> str:
    """*24 november 2026*; with ``weekday`` *dinsdag 24 november*, ``short`` *di 24 nov*. A dash when there is none."""
    if value is None:
        return "–"
    date = in_amsterdam(value).date() if isinstance(value, dt.datetime) else value
    year = "" if date.year == _reader().today.year else " y"
    pattern = "EEE d MMM" if short else "EEEE d MMMM" if weekday else "d MMMM"
    return _in_words(date, pattern + year, current_language())


def last_day(until: dt.datetime) -> str:
    """The last whole day before a moment at which something ends: whoever may until midnight may that whole day."""
    return day(in_amsterdam(until) - dt.timedelta(seconds=1))


def month(value: dt.date) -> str:
    """*november 2026*."""
    return _in_words(value, "LLLL y", current_language())


@lru_cache(maxsize=4096)
def _in_words(date: dt.date, pattern: str, language: str) -> str:
    """A page shows the same few days a hundred times."""
    return str(format_date(date, pattern, locale=language))


def clock_time(value: dt.datetime) -> str:
    """*10.00* in Dutch, *10:00* in English; Amsterdam time."""
    local = in_amsterdam(value)
    return f"{local.hour}.{local.minute:02}" if current_language() == "nl" else f"{local:%H:%M}"


def moment(value: dt.datetime | None) -> str:
    """*dinsdag 24 november, 10.00 uur*."""
    if value is None:
        return "–"
    return gettext("%(day)s, %(time)s uur", day=day(value, weekday=True), time=clock_time(value))


_NEAREST = {0: lambda: gettext("vandaag"), 1: lambda: gettext("morgen"), -1: lambda: gettext("gisteren")}


def near(value: dt.date | dt.datetime | None, today: dt.date | None = None) -> str:
    """A near day in words (*gisteren*, *over 12 dagen*), a far one as a date."""
    if value is None:
        return "–"
    date = in_amsterdam(value).date() if isinstance(value, dt.datetime) else value
    distance = (date - (today or _reader().today)).days
    if distance in _NEAREST:
        return _NEAREST[distance]()
    if 1 < distance <= 30:
        return ngettext("over %(num)d dag", "over %(num)d dagen", distance)
    if -60 <= distance < -1:
        return ngettext("%(num)d dag geleden", "%(num)d dagen geleden", -distance)
    return day(date)


def template_gettext(text: str) -> str:
    """A text of a template in the reader's language; placeholders are filled in by Jinja."""
    return _reader().catalogue.gettext(text)


def template_ngettext(singular: str, plural: str, number: int) -> str:
    """The same for a number of things."""
    return _reader().catalogue.ngettext(singular, plural, number)


@lru_cache(maxsize=4096)
def _whole(text: str) -> Markup:
    """A text without placeholders, as Jinja writes it: safe, because it stands in a template or in our catalogue."""
    return Markup(text) % {}  # noqa: S704


@pass_eval_context
def say(into: EvalContext, text: str, /, **values: Any) -> str:
    """What ``_()`` in a template gives: Jinja's own new style, in one step and without filling in nothing."""
    found = _reader().catalogue.gettext(text)
    if not into.autoescape:
        return found % values
    return Markup(found) % values if values else _whole(found)  # noqa: S704


def install(app: Flask) -> None:
    """Connects Flask-Babel to the reader's language, and the date words to templates."""
    app.before_request(begin)
    app.teardown_request(begin)
    Babel(app, locale_selector=language, default_timezone="Europe/Amsterdam")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        template_gettext, template_ngettext, newstyle=True
    )
    app.jinja_env.globals.update({"_": say, "gettext": say})
    app.jinja_env.filters.update(day=day, moment=moment, near=near, clock_time=clock_time, heading=heading)
    app.jinja_env.globals.update(by_language=by_language)
