"""Saving what a form holds: refusals and conflicts come back in the form, with what was typed."""

from collections.abc import Callable

from flask_babel import gettext as _

from app.dossiers.forms import saving
from app.interventions import words
from app.interventions.forms import DetailsForm
from app.interventions.queries import BodyLine, HeaderLine, find_body, list_corrections, list_detail_changes
from app.kernel.errors import StaleVersion
from app.web.forms import EditForm, SchakelForm


def submit(form: SchakelForm, act: Callable[[], object], ready: Callable[[], bool] | None = None) -> int | None:
    """As ``saving.submit``, with an intervention beside what was typed."""
    return saving.submit(form, act, _show_both, ready=ready)


def _show_both(form: SchakelForm, error: StaleVersion) -> None:
    current = error.current
    if not isinstance(current, HeaderLine) or not isinstance(form, EditForm):
        raise error
    body = find_body(current)
    theirs = {name: getattr(body, name) for name in form.data if hasattr(body, name)} if body else {}
    theirs |= {"strand": words.strand_name(current.strand)} if "strand" in theirs else {}
    theirs |= {"start": current.planned_start, "end": current.planned_end}
    form.conflict(error, theirs, current.version)
    form.theirs = [(_("Hoe het nu staat"), words.status_name(current.status)), *(form.theirs or [])]
    if isinstance(form, DetailsForm):
        names = [str(label) for key, label in form.persons.choices if int(key) in current.persons]
        form.theirs += [
            (str(form.product_id.label.text), current.product),
            (str(form.persons.label.text), ", ".join(names)),
        ]
    form.theirs += [line for line in _written(current, body) if line[1] and line not in form.theirs]


def _written(header: HeaderLine, body: BodyLine | None) -> list[tuple[str, str]]:
    """What somebody else wrote where this form has no field for it: how it ended, and where it belongs."""
    lines = [(_("Wat het opleverde"), body.result), (_("Waarom gestopt"), body.stop_reason)] if body else []
    lines += [(_("Waarom teruggetrokken"), body.withdrawn_because)] if body else []
    moved = list_corrections(header.dossier_id, header.id)
    lines += [(words.strand_name(header.strand).capitalize(), moved[-1].reason)] if moved else []
    changed = list_detail_changes(header.dossier_id, header.id)
    return [*lines, (_("Wat klopte er niet?"), changed[-1].reason)] if changed else lines
