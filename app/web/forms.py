"""The house's form: bad input comes back with what was typed; a double click saves once; two editors see each other."""

import secrets
from typing import Any

from flask import flash
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, StopValidation

from app.db.session import db
from app.kernel.errors import RuleBroken, StaleVersion
from app.kernel.text import clean_text
from app.web.builtin import BuiltinMessages
from app.web.i18n import sentence
from app.web.submissions import FIELD

#: One for all forms: it looks up the reader's language at each message.
BUILTIN = BuiltinMessages()


def stripped(value: str | None) -> str | None:
    """Blanks at both ends are never meant, and neither is the sign NUL, which no database keeps.

    A text of which nothing can be seen is no text: a field that must be filled in says so.
    """
    if not isinstance(value, str):
        return value
    return value.replace("\0", "").strip() if clean_text(value) else ""


class SchakelForm(FlaskForm):
    """Base of every form. ``version`` is there in forms that change something; ``theirs`` after a conflict."""

    submission_key = HiddenField(default=lambda: secrets.token_urlsafe(16))

    #: After a conflict: (label, their text) per field that differs.
    theirs: list[tuple[str, str]] | None = None
    form_errors: list[str]

    class Meta(FlaskForm.Meta):
        """Strips what is never meant off every text field, and says WTForms' own sentences in our words."""

        def get_translations(self, form: Any) -> BuiltinMessages:  # noqa: ARG002 - WTForms hands it over
            """Our words for the messages that WTForms brings along."""
            return BUILTIN

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Adds the stripping filter to text fields."""
            filters = unbound_field.kwargs.get("filters", [])
            if issubclass(unbound_field.field_class, (StringField, TextAreaField)) and stripped not in filters:
                unbound_field.kwargs["filters"] = [*filters, stripped]
            return unbound_field.bind(form=form, **options)

    def refuse(self, error: RuleBroken) -> None:
        """Shows a refusal of the domain at its field, or on top when it belongs to none."""
        db.session.rollback()
        self._add(error.field, sentence(error))

    def complain(self, field: str, text: str) -> None:
        """Says what is wrong at a field, or on top ("")."""
        self._add(field, text)

    def _add(self, field: str, text: str) -> None:
        if field and field in self._fields:
            self._fields[field].errors = [*self._fields[field].errors, text]
        else:
            self.form_errors = [*self.form_errors, text]

    def answer_code(self) -> int:
        """The code of the page that shows this form: 409 after a conflict, 400 when something is wrong, else 200."""
        if self.theirs is not None:
            return 409
        return 400 if self.errors or self.form_errors else 200

    def conflict(self, error: StaleVersion, current: dict[str, Any], version: int) -> None:
        """Two people changed the same thing: keeps what was typed, shows theirs, and takes their version as the next base."""
        db.session.rollback()
        self.theirs = [
            (str(field.label.text), str(current[name] or ""))
            for name, field in self._fields.items()
            if name in current and name != "version" and str(current[name] or "") != str(field.data or "")
        ]
        self._fields["version"].data = str(version)
        self._add("", sentence(error))


class EditForm(SchakelForm):
    """A form that changes something that exists, and so carries the version that was read."""

    version = HiddenField()

    def version_read(self) -> int:
        """The version that the typist saw; 0 (always stale) when it is not a number."""
        return int(self.version.data) if str(self.version.data or "").isdigit() else 0


class Required(InputRequired):
    """Filled in, with a sentence that says what to do: ``Required(_l("Vul een achternaam in."))``."""

    def __init__(self, message: Any) -> None:
        """``message`` says what to fill in."""
        super().__init__(message=message)


def at_most(length: int) -> Length:
    """No more than ``length`` characters."""
    return Length(max=length, message=_l("Maak dit korter: hooguit %(max)d tekens."))


def one_line(_form: object, field: Any) -> None:
    """A field of one line holds no line breaks or control characters."""
    if any(ord(char) < 32 or 0xD800 <= ord(char) <= 0xDFFF for char in field.data or ""):
        raise StopValidation(str(_l("Haal de vreemde tekens of regeleinden weg.")))


def saved(text: str) -> None:
    """Says what was saved, on the next page."""
    flash(text, "success")


__all__ = ["FIELD", "EditForm", "Required", "SchakelForm", "at_most", "one_line", "saved", "stripped"]
