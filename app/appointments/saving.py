"""Saving what a form holds: refusals and conflicts come back in the form, with what was typed."""

from collections.abc import Callable, Iterator

from flask_babel import gettext as _

from app.appointments import words
from app.appointments.filling import shown_now
from app.appointments.queries import Second, Visit, list_attendees
from app.dossiers.forms import saving
from app.kernel.errors import StaleVersion
from app.web.forms import EditForm, SchakelForm


def submit(form: SchakelForm, act: Callable[[], object]) -> int | None:
    """As ``saving.submit``, with an appointment or who came along beside what was typed."""
    return saving.submit(form, act, _show_both)


def _company(form: EditForm, current: Visit) -> Iterator[tuple[str, str]]:
    """With whom and who of us it is now, in names, where that is not what was chosen."""
    there = {"persons": set(current.person_ids), "attendees": {who.id for who in list_attendees(current.id)}}
    for name in (name for name in there if name in form):
        field = form[name]
        if set(field.data or ()) != there[name]:
            yield (str(field.label.text), ", ".join(label for key, label in field.choices if key in there[name]))


def _show_both(form: SchakelForm, error: StaleVersion) -> None:
    current = error.current
    if not isinstance(form, EditForm):
        raise error
    if isinstance(current, Visit):
        theirs = shown_now(current)
        form.conflict(error, theirs, current.version)
        form.theirs = [
            (_("Hoe het nu staat"), words.STATUSES[current.status]()),
            *(form.theirs or []),
            *_company(form, current),
        ]
        if current.cancelled_because:
            form.theirs.append((_("Waarom het niet doorgaat"), current.cancelled_because))
    elif isinstance(current, Second):
        form.conflict(error, {}, current.version)
        who = ", ".join(filter(None, (current.first_name, current.relation)))
        form.theirs = [(_("Hoe het nu staat"), ": ".join(filter(None, (words.state_name(current.state), who))))]
        form.theirs += [(_("Wat is goed om te weten?"), current.remark)] if current.remark else []
