"""Two dossiers of one household: making them one, and parting them again."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.desk import desk
from app.dossiers.forms.household import MergeForm, UndoForm
from app.dossiers.presenters.household import dossier_url, household_of, own_line
from app.dossiers.queries.merges import MergeLine, OwnDossier, list_mergeable, list_merges
from app.dossiers.services import merges as service
from app.dossiers.services.checks import only_lead
from app.kernel.errors import RuleBroken
from app.web.forms import saved
from app.web.guard import Policy, found
from app.web.i18n import day

_BASE = "/dossiers/<int:dossier_id>/merge"


@desk.route(_BASE, methods=["GET", "POST"], policy=Policy("dossier.merge", subject="dossier"))
def merge(dossier: DossierScope) -> ResponseReturnValue:
    """Takes another dossier of the same household into this one."""
    only_lead(dossier)
    others = list_mergeable(dossier.id, dossier.actor.organisation_id)
    form = MergeForm(others=[(str(other.dossier_id), _label(other)) for other in others if other.is_lead])
    if not form.is_submitted():
        return _page(dossier, form, others)
    if not form.validate():
        return _page(dossier, form, others), 400
    try:
        service.merge(dossier, int(form.other.data))
    except RuleBroken as error:
        form.refuse(error)
        return _page(dossier, form, others), 400
    saved(_("De twee dossiers zijn nu een dossier. U kunt dit terugdraaien bij Samenvoegen."))
    return redirect(dossier_url(dossier.id), 303)


def _label(other: OwnDossier) -> str:
    line = own_line(other)
    return f"{line.title}, {line.case_no}"


def _page(dossier: DossierScope, form: MergeForm, others: tuple[OwnDossier, ...]) -> str:
    categories = [Category.IDENTITY, Category.PLAN]
    shown = [other.dossier_id for other in others]
    trail.saw(db.session(), dossier_id=dossier.id, persons=[], categories=categories, objects=shown)
    return render_template(
        "dossiers/merge.html",
        form=form,
        household=household_of(dossier),
        likely={str(other.dossier_id): _("zelfde adres of zelfde naam") for other in others if other.likely},
        foreign=[own_line(other) for other in others if other.likely and not other.is_lead],
        merges=[
            (_undo_url(dossier, line), line.from_case_no, line.by, day(line.at), day(line.undone_at))
            for line in list_merges(dossier.id)
        ],
    )


def _undo_url(dossier: DossierScope, line: MergeLine) -> str:
    if line.undone_at is not None:
        return ""
    return url_for("dossiers.undo_merge", dossier_id=dossier.id, merge_id=line.merge_id)


@desk.route(f"{_BASE}/<int:merge_id>/undo", methods=["GET", "POST"], policy=Policy("dossier.split", subject="dossier"))
def undo_merge(dossier: DossierScope, merge_id: int) -> ResponseReturnValue:
    """Parts the two dossiers again."""
    only_lead(dossier)
    line = found(next((m for m in list_merges(dossier.id) if m.merge_id == merge_id and m.undone_at is None), None))
    form = UndoForm()
    page = {"form": form, "household": household_of(dossier), "case_no": line.from_case_no}
    if not form.is_submitted():
        return render_template("dossiers/merge_undo.html", **page)
    if not form.validate():
        return render_template("dossiers/merge_undo.html", **page), 400
    try:
        service.undo(dossier, merge_id)
    except RuleBroken as error:
        form.refuse(error)
        return render_template("dossiers/merge_undo.html", **page), 400
    saved(_("De dossiers zijn weer uit elkaar, zoals ze waren."))
    return redirect(dossier_url(dossier.id), 303)
