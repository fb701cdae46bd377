"""Organisations whose very name tells something: in the database stands a mark, and the name only where who reads may know it.

An organisation that is sensitive keeps its name and contact in ``sensitive_name``, which row-level security opens to its own
people, to functions that may lead, to administrators and to privacy officers. Everywhere else, in every list and line that was
ever made, stands a mark. It turns into the name, or into *a partner, by way of the case lead*, when the answer leaves: nobody who
writes a page has to think of it, and what is kept of a drawing holds no name.
"""

import json
import re
from collections.abc import Callable

from flask import Response, g
from markupsafe import escape

from app.access.naming import may_name
from app.db.question import Question
from app.web.i18n import gettext as _

#: What a mark can stand for, and the columns of the organisation that hold one.
FIELDS = ("name", "contact_name", "contact_phone", "contact_email")
_MARK = re.compile(r"@@partner:(\d{1,18}):(name|contact_name|contact_phone|contact_email)@@")
_SIGN = "@@partner:"
_TEXTS = ("text/", "application/json", "image/svg+xml")

_NAMES = Question(
    """
    select organisation_id, name, contact_name, contact_phone, contact_email, array(select sec.lead_functions()) as leading
      from sensitive_name
    """
)

Names = dict[tuple[int, str], str]


def mark(organisation_id: int, field: str) -> str:
    """What stands in the database instead of the name or a contact of a sensitive organisation."""
    return f"{_SIGN}{organisation_id}:{field}@@"


def masked(text: str) -> str:
    """The text for whoever may know no name: for mails, and for pages without a reader."""
    return _MARK.sub(lambda found: _mask(found[2]), text) if _SIGN in text else text


def shown(text: str) -> str:
    """The text as the reader of this request may have it."""
    return _turned(text, _known(), str) if _SIGN in text else text


def show_names(response: Response, *, signed_in: bool) -> None:
    """Turns every mark in an answer of text into what its reader may have. Reads as the principal, so before the commit."""
    kind = response.mimetype or ""
    if response.direct_passthrough or response.is_streamed or not kind.startswith(_TEXTS):
        return
    text = response.get_data(as_text=True)
    if _SIGN in text:
        spelled = _in_json if kind == "application/json" else _in_html if "html" in kind or "svg" in kind else str
        response.set_data(_turned(text, _known() if signed_in else {}, spelled))


def _turned(text: str, known: Names, spelled: Callable[[str], str]) -> str:
    return _MARK.sub(lambda found: spelled(known.get((int(found[1]), found[2]), _mask(found[2]))), text)


def _in_html(name: str) -> str:
    return str(escape(name))


def _in_json(name: str) -> str:
    return json.dumps(name)[1:-1]


def _mask(field: str) -> str:
    return _("een partner, via de casusregisseur") if field == "name" else ""


def _known() -> Names:
    """The names that the lock gives the reader; beside somebody else's eyes, only those that this somebody may have too."""
    other = g.get("eyes")
    return {
        (row.organisation_id, field): getattr(row, field)
        for row in _NAMES.rows()
        if other is None
        or may_name(
            other.function, own=other.organisation_id == row.organisation_id, lead_functions=frozenset(row.leading)
        )
        for field in FIELDS
    }
