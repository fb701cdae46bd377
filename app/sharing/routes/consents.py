"""What people were told, allow and agree with: the list, the three forms, and taking a waiver back."""

from collections.abc import Iterable
from typing import TypeVar

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import now
from app.db.session import db
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.queries.persons import list_persons
from app.dossiers.queries.readers import list_involved
from app.dossiers.services.checks import may_write
from app.sharing import presenters_consents as present
from app.sharing import queries as read
from app.sharing.forms_consents import AgreementForm, NoticeForm, OfPerson, WaiverEndForm, WaiverForm
from app.sharing.queries import AgreementLine, DisclosureLine, NoticeLine, WaiverLine
from app.sharing.routes.desk import desk
from app.sharing.services import consents as service
from app.web.forms import saved
from app.web.guard import Policy

_BASE = "/dossiers/<int:dossier_id>/consents"


@desk.route(_BASE, policy=Policy("consent.list", subject="dossier"))
def consents(dossier: DossierScope) -> ResponseReturnValue:
    """Notices, waivers and agreements: three lists, because they are three things."""
    service.check_reads(dossier)
    notices, waivers = read.list_notices(dossier.id), read.list_waivers(dossier.id)
    agreements, moment = read.list_agreements(dossier.id), now()
    names = _names(dossier, [*notices, *waivers, *agreements])
    return render_template(
        "sharing/consents.html",
        household=household_of(dossier),
        notices=[present.notice_view(line, names) for line in notices],
        waivers=[present.waiver_line(dossier, line, names, moment) for line in waivers],
        agreements=[present.agreement_view(line, names) for line in agreements],
        writes=not dossier.closed and dossier.may_write(Category.PLAN),
    )


def _names(dossier: DossierScope, lines: Iterable[NoticeLine | WaiverLine | AgreementLine]) -> dict[int, str]:
    """The names of those whom these lines are about; the log learns of both."""
    shown = list(lines)
    persons = {key for line in shown for key in line.person_ids}
    if shown:
        objects = [line.id for line in shown]
        kinds = [Category.PLAN, Category.IDENTITY]
        trail.saw(db.session(), dossier_id=dossier.id, persons=persons, categories=kinds, objects=objects)
    return {person.person_id: person.name for person in list_persons(dossier.id) if person.person_id in persons}


@desk.route(f"{_BASE}/notices/new", methods=["GET", "POST"], policy=Policy("privacy_notice.create", subject="dossier"))
def add_notice(dossier: DossierScope) -> ResponseReturnValue:
    """Writes down that somebody was told what is done with their data, or why that is later."""
    form = _form(dossier, NoticeForm())
    if save(form, lambda: service.note_notice(dossier, form.notice())):
        return _done(dossier, _("Opgeschreven. Uitleg geven is nog geen toestemming: die vraagt u apart."))
    return _page(dossier, form, "notice", _("Uitleg over gegevens"))


@desk.route(f"{_BASE}/waivers/new", methods=["GET", "POST"], policy=Policy("secrecy_waiver.create", subject="dossier"))
def add_waiver(dossier: DossierScope) -> ResponseReturnValue:
    """Writes down that somebody lets a professional tell something to somebody."""
    form = _form(dossier, WaiverForm())
    professionals, receivers = present.party_choices(list_involved(dossier.id))
    form.prepare(professionals=professionals, receivers=receivers)
    if not form.is_submitted():
        form.professional.data = str(dossier.actor.account_id)
    if save(form, lambda: service.note_waiver(dossier, form.waiver())):
        return _done(dossier, _("Opgeschreven. Kies deze toestemming als u iets deelt dat erop rust."))
    return _page(dossier, form, "waiver", _("Toestemming om te vertellen"))


@desk.route(
    f"{_BASE}/agreements/new", methods=["GET", "POST"], policy=Policy("plan_agreement.create", subject="dossier")
)
def add_agreement(dossier: DossierScope) -> ResponseReturnValue:
    """Writes down what somebody says of the plan."""
    form = _form(dossier, AgreementForm())
    if save(form, lambda: service.note_agreement(dossier, form.agreement())):
        return _done(dossier, _("Opgeschreven."))
    return _page(dossier, form, "agreement", _("Wat iemand van het plan vindt"))


@desk.route(
    f"{_BASE}/waivers/<int:secrecy_waiver_id>",
    methods=["GET", "POST"],
    policy=Policy("secrecy_waiver.withdraw", subject="dossier"),
)
def waiver(dossier: DossierScope, secrecy_waiver_id: int) -> ResponseReturnValue:
    """One waiver with who received what on it, and one button that takes it back."""
    service.check_reads(dossier)
    form = WaiverEndForm()
    if save(form, lambda: service.withdraw_waiver(dossier, secrecy_waiver_id, reason=form.reason.data or "")):
        saved(_("Ingetrokken. Wat erop rustte, is vanaf nu niet meer te lezen. Hieronder staat wie wat kreeg."))
        return redirect(url_for("sharing.waiver", dossier_id=dossier.id, secrecy_waiver_id=secrecy_waiver_id), code=303)
    line = read.get_waiver(dossier.id, secrecy_waiver_id)
    rested = read.list_rested_on(dossier.id, line.id)
    for each in rested:
        if each.category:
            _saw(dossier, each)
    page = render_template(
        "sharing/waiver.html",
        household=household_of(dossier),
        form=form,
        view=present.waiver_view(dossier, line, _names(dossier, [line]), rested=rested, moment=now()),
        writes=not dossier.closed and dossier.may_write(Category.PLAN),
        readers=present.readers(dossier),
    )
    return page, form.answer_code()


def _saw(dossier: DossierScope, line: DisclosureLine) -> None:
    kinds = [line.category] if line.category else []
    trail.saw(db.session(), dossier_id=dossier.id, persons=line.persons, categories=kinds, objects=[line.item_id])


_Form = TypeVar("_Form", bound=OfPerson)


def _form(dossier: DossierScope, form: _Form) -> _Form:
    service.check_reads(dossier)
    may_write(dossier, Category.PLAN)
    form.offer_persons(offered_persons(dossier))
    return form


def _done(dossier: DossierScope, text: str) -> ResponseReturnValue:
    saved(text)
    return redirect(url_for("sharing.consents", dossier_id=dossier.id), code=303)


def _page(dossier: DossierScope, form: OfPerson, kind: str, title: str) -> ResponseReturnValue:
    offered_persons(dossier)
    page = render_template(
        "sharing/consent_form.html",
        household=household_of(dossier),
        form=form,
        kind=kind,
        title=title,
        readers=present.readers(dossier),
    )
    return page, form.answer_code()
