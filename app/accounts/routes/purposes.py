"""Administration of one purpose of an organisation: its text and law, its end, and its earlier versions."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries
from app.accounts.forms import PressForm, PurposeForm
from app.accounts.kinds import may_use_bsn
from app.accounts.presenters import purpose_line
from app.accounts.queries import PurposeRow
from app.accounts.routes.desk import desk
from app.accounts.routes.organisations import BASE
from app.accounts.rules import ADMINISTRATION
from app.accounts.services import purposes as service
from app.accounts.services.purposes import PurposeInput
from app.kernel.errors import RuleBroken, StaleVersion
from app.web.forms import EditForm, saved
from app.web.guard import Policy, actor
from app.web.i18n import sentence

ONE = f"{BASE}/<int:organisation_id>/purposes/<string:purpose>"
_FIELDS = tuple(PurposeInput.__dataclass_fields__)


def _given(form: PurposeForm) -> PurposeInput:
    return PurposeInput(**{name: form[name].data for name in _FIELDS})


@desk.route(ONE, methods=["GET", "POST"], policy=Policy("purpose.update", functions=ADMINISTRATION, fresh=True))
def edit_purpose(organisation_id: int, purpose: str) -> ResponseReturnValue:
    """A purpose: what for, by which law, whether the BSN may be used; and what it said before."""
    form, last = PurposeForm(), queries.list_versions(organisation_id, purpose)[0]
    if not form.is_submitted():
        form.process(obj=last, version=str(last.id))
        return _page(form, organisation_id, purpose)
    if not form.validate():
        return _page(form, organisation_id, purpose)
    try:
        service.change_purpose(actor(), organisation_id, purpose, version=form.version_read(), given=_given(form))
    except StaleVersion as error:
        _show_both(form, error)
        return _page(form, organisation_id, purpose)
    saved(_("Het doel is gewijzigd. Wat er al lag, houdt de tekst van toen."))
    return redirect(url_for("accounts.edit_organisation", organisation_id=organisation_id), code=303)


def _show_both(form: PurposeForm, error: StaleVersion) -> None:
    now: PurposeRow = error.current  # type: ignore[assignment]
    form.conflict(error, {name: getattr(now, name) for name in _FIELDS if name != "bsn_allowed"}, now.id)
    if now.bsn_allowed != form.bsn_allowed.data:
        theirs = _("ja") if now.bsn_allowed else _("nee")
        form.theirs = [*(form.theirs or []), (str(form.bsn_allowed.label.text), theirs)]


def _page(form: PurposeForm, organisation_id: int, purpose: str) -> ResponseReturnValue:
    versions = queries.list_versions(organisation_id, purpose)
    organisation = queries.get_organisation(organisation_id)
    page = render_template(
        "accounts/purpose.html",
        form=form,
        organisation=organisation.name,
        may_use_bsn=may_use_bsn(organisation.kind),
        runs=versions[0].valid_until is None,
        version=versions[0].id,
        lines=[purpose_line(organisation_id, row) for row in versions],
        back=url_for("accounts.edit_organisation", organisation_id=organisation_id),
        end_url=url_for("accounts.end_purpose", organisation_id=organisation_id, purpose=purpose),
        resume_url=url_for("accounts.resume_purpose", organisation_id=organisation_id, purpose=purpose),
        press=PressForm(formdata=None),
    )
    return page, form.answer_code()


@desk.route(f"{ONE}/end", methods=["POST"], policy=Policy("purpose.end", functions=ADMINISTRATION, fresh=True))
def end_purpose(organisation_id: int, purpose: str) -> ResponseReturnValue:
    """Nothing new under this purpose; one press takes that back."""
    to = redirect(url_for("accounts.edit_purpose", organisation_id=organisation_id, purpose=purpose), code=303)
    try:
        service.end_purpose(actor(), organisation_id, purpose, version=EditForm().version_read())
    except StaleVersion:
        flash(_("Een collega heeft dit doel intussen gewijzigd. Lees het eerst na."), "error")
        return to
    except RuleBroken as error:
        flash(sentence(error), "error")
        return to
    undo = url_for("accounts.resume_purpose", organisation_id=organisation_id, purpose=purpose)
    flash({"text": _("Dit doel is niet meer te kiezen. Wat het al heeft, houdt het."), "undo_url": undo}, "success")  # type: ignore[arg-type]
    return to


@desk.route(
    f"{ONE}/resume",
    methods=["POST"],
    policy=Policy("purpose.resume", functions=ADMINISTRATION, fresh=True, repeatable=True),
)
def resume_purpose(organisation_id: int, purpose: str) -> ResponseReturnValue:
    """The purpose can be chosen again; twice is the same as once."""
    service.resume_purpose(actor(), organisation_id, purpose)
    saved(_("Dit doel is weer te kiezen."))
    return redirect(url_for("accounts.edit_purpose", organisation_id=organisation_id, purpose=purpose), code=303)
