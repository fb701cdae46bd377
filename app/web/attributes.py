"""Attributes of a field as WTForms writes them, without its template and escape for each part of each attribute.

A form of eight fields has some sixty attributes; writing them took a tenth of the page. WTForms has no setting for it, so its
own function is put aside (``install``); the text stays the same to the letter.
"""

from markupsafe import Markup, escape
from wtforms.widgets import core


def attributes(**values: object) -> Markup:
    """Attributes in the order of their names: True is the name alone, False is left out, ``data_`` and ``aria_`` get hyphens."""
    parts = []
    for name, value in sorted(values.items()):
        if value is False:
            continue
        key = str(escape(core.clean_key(name)))
        parts.append(key if value is True else f'{key}="{str(escape(value)).replace(chr(34), "&quot;")}"')
    return Markup(" ".join(parts))  # noqa: S704 - every part is escaped


def install() -> None:
    """From now on every widget writes its attributes with it."""
    core.html_params = attributes
    core.Input.html_params = core.Button.html_params = staticmethod(attributes)
