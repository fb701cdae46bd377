"""What the forms share: choices in the reader's language, and checks of the kernel as validators."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import StopValidation

from app.kernel.errors import RuleBroken, StaleVersion
from app.web.forms import SchakelForm
from app.web.i18n import by_language, day, sentence

Pairs = list[tuple[str, str]]


class Part(FlaskForm):
    """Some fields within a form; the form itself carries the token and the key."""

    class Meta(SchakelForm.Meta):
        """Strips blanks like the form; no token of its own."""

        csrf = False


class PickField(SelectField):
    """One of a list; another value says so in a sentence of ours."""

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms hands it over
        """Raises when the value is not on the list."""
        if not any(str(value) == str(self.data) for value, *_rest in self.iter_choices()):
            raise StopValidation(_("Kies iets uit de lijst."))


class CardsField(RadioField):
    """One of a few, as cards; nothing chosen says so in a sentence of ours."""

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms hands it over
        """Raises when nothing on the list is chosen."""
        if not any(str(value) == str(self.data) for value, *_rest in self.iter_choices()):
            raise StopValidation(_("Kies een van de mogelijkheden."))


def pairs(table: dict[Any, tuple[str, str]], *, only: Iterable[Any] | None = None) -> Pairs:
    """The choices of a fixed list in the reader's language."""
    return [(str(code), by_language(*words)) for code, words in table.items() if only is None or code in only]


def passes(read: Callable[[str], object]) -> Callable[[Any, Any], None]:
    """A validator that lets the kernel read the field, when there is something in it."""

    def check(_form: Any, field: Any) -> None:
        if not field.data:
            return
        try:
            read(field.data)
        except RuleBroken as error:
            raise StopValidation(sentence(error)) from error

    return check


def show_conflict(form: Any, error: StaleVersion, current: dict[str, Any], version: int) -> None:
    """Shows both texts per field that differs, choices in words; what was typed stays in the form."""
    form.conflict(error, current, version)
    form.theirs = [
        (str(field.label.text), _in_words(field, current[field.name]), _in_words(field, field.data))
        for field in form
        if field.name in current and _in_words(field, current[field.name]) != _in_words(field, field.data)
    ]


def _in_words(field: Any, value: Any) -> str:
    if isinstance(field, BooleanField):
        return _("ja") if value else _("nee")
    if isinstance(value, dt.date):
        return day(value)
    if hasattr(field, "iter_choices"):
        return next((str(label) for key, label, *_rest in field.iter_choices() if str(key) == str(value)), "")
    return str(value or "")
