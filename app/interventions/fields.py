"""Form fields that say in Dutch what is expected: days, choices from a list, products in groups."""

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup
from wtforms import DateField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import StopValidation
from wtforms.widgets import ListWidget, Select, html_params

from app.kernel.text import clean_line, clean_text


class DayField(DateField):  # type: ignore[misc]
    """A day: as the browser sends it, or typed as 24-11-2026."""

    data: dt.date | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, format=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads the day. Raises ValueError with a sentence that says how to write one."""
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            super().process_formdata([valuelist[0].strip()])
        except ValueError:
            raise ValueError(_("Vul een datum in, zoals 24-11-2026.")) from None


class _FromList:
    """A value that is not in the list is answered with a sentence; nothing chosen is up to the field's own validators."""

    def pre_validate(self, form: Any) -> None:
        """Raises StopValidation for a value that the list does not have."""
        try:
            super().pre_validate(form)  # type: ignore[misc]
        except ValueError:
            if any(self.raw_data or ()):  # type: ignore[attr-defined]
                raise StopValidation(_("Kies iets uit de lijst.")) from None


class CardsField(_FromList, RadioField):  # type: ignore[misc]
    """One of a few, as cards."""


class ListField(_FromList, SelectField):  # type: ignore[misc]
    """One of a list."""


class MultipleTicksField(_FromList, SelectMultipleField):  # type: ignore[misc]
    """Some of a few, as cards to tick."""

    widget = ListWidget(prefix_label=False)


class GroupedWidget(Select):  # type: ignore[misc]
    """A list in groups that begins with an invitation to choose; nothing is chosen beforehand."""

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        """The list with an empty first line."""
        whole = str(super().__call__(field, **kwargs))
        start = whole.index(">") + 1
        chosen = {} if field.data else {"selected": True}
        invitation = Markup.escape(_("Kies …"))
        first = f"<option {html_params(value='', **chosen)}>{invitation}</option>"
        return Markup(whole[:start] + first + whole[start:])  # noqa: S704 - WTForms escaped it


class ProductField(ListField):
    """A product, in groups."""

    widget = GroupedWidget()


def tidy(value: str | None) -> str | None:
    """Text without invisible signs, line ends all of one kind."""
    return clean_text(value) if isinstance(value, str) else value


def tidy_line(value: str | None) -> str | None:
    """The same for a text of one line."""
    return clean_line(value) if isinstance(value, str) else value
