"""Form fields of interventions: one of a list, products in groups."""

from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup
from wtforms import SelectField
from wtforms.widgets import Select, html_params

from app.kernel.text import clean_line, clean_text
from app.web.fields import FromList


class ListField(FromList, SelectField):  # type: ignore[misc]
    """One of a list."""


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
