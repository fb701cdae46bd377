"""Parts of a page that are drawn once for the same content.

A dossier is opened many times between two changes. Drawing its lanes takes longer than reading what they show, so a drawing is
kept under everything that it was made of: the rows as the database gave them to this reader, in this request, and the reader's
language and day. Whoever was given other rows gets another drawing; nobody can be given one of rows that they did not get.
"""

import datetime as dt
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from flask import get_template_attribute
from markupsafe import Markup

from app.web.i18n import reader_and_day

P = ParamSpec("P")
T = TypeVar("T")


def once_per_content(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """For a function that depends on its arguments, the reader's language and the day, and on nothing else.

    Its arguments are values: rows, numbers, plain texts (not Markup, which equals the same text unescaped). ``most`` results
    are kept, those that were not asked for longest go first.
    """

    def decorate(make: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=most)
        def kept(_read: tuple[str, dt.date], *args: P.args, **kwargs: P.kwargs) -> T:
            return make(*args, **kwargs)

        @wraps(make)
        def ask(*args: P.args, **kwargs: P.kwargs) -> T:
            return kept(reader_and_day(), *args, **kwargs)  # type: ignore[arg-type] # values

        return ask

    return decorate


def draw(template: str, macro: str, *values: object) -> Markup:
    """What a macro makes of ``values``; it knows nothing of the request."""
    drawn: Markup = get_template_attribute(template, macro)(*values)
    return drawn
