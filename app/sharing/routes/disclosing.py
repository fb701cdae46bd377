"""What is shared of a household, sharing one item, withdrawing it, and what ends soon."""

import datetime as dt

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.forms.parts import Pairs
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import dossier_url, household_of
from app.dossiers.presenters.readers import grouped
from app.dossiers.presenters.team import purpose_words
from app.dossiers.queries.persons import list_persons
from app.dossiers.queries.team import list_purposes
from app.kernel.errors import Forbidden, RuleBroken
from app.sharing import presenters as present
from app.sharing import queries as read
from app.sharing import rules
from app.sharing import services as service
from app.sharing.forms import ButtonForm, DiscloseForm, EndingForm
from app.sharing.presenters_consents import waiver_choice
from app.sharing.queries import Item
from app.sharing.receivers import Receiver, list_receivers, may_share, readers
from app.sharing.routes.desk import desk
from app.web.forms import saved
from app.web.guard import Policy
from app.web.links import url_if

_BASE = "/dossiers/<int:dossier_id>"
_ITEM = f"{_BASE}/share/<any(plan_item,note,document,intervention):item_kind>/<int:item_id>"


@desk.route(f"{_BASE}/shared", policy=Policy("disclosure.list", subject="dossier"))
def shared(dossier: DossierScope) -> ResponseReturnValue:
    """What was disclosed to whom, until when: everything for the team, what concerns them for partners."""
    lines = read.list_disclosures(dossier.id)
    told = [line for line in lines if line.runs or dossier.is_team]
    for line in told:
        if line.category:
            trail.saw(
                db.session(),
                dossier_id=dossier.id,
                persons=line.persons,
                categories=[line.category],
                objects=[line.item_id],
            )
    return render_template(
        "sharing/shared.html",
        household=household_of(dossier),
        running=[present.shared_view(dossier, line) for line in told if line.runs],
        over=[present.shared_view(dossier, line) for line in told if not line.runs],
        withdraw_url=url_for("sharing.withdraw", dossier_id=dossier.id),
        plan_url=url_if("plan.items", dossier_id=dossier.id) if dossier.is_lead and not dossier.closed else "",
        notes_url=url_if("dossiers.notes", dossier_id=dossier.id),
        form=ButtonForm(),
    )


@desk.route(_ITEM, methods=["GET", "POST"], policy=Policy("disclosure.create", subject="dossier"))
def share(dossier: DossierScope, item_kind: str, item_id: int) -> ResponseReturnValue:
    """Lets one organisation or person read one item; says before who reads it anyway."""
    item = read.get_item(dossier.id, item_kind, item_id)
    if not may_share(dossier, item):
        raise Forbidden(_("Dit deelt de casusregisseur, en alleen wat van de eigen organisatie is."))
    receivers = list_receivers(dossier, item)
    form = _form(dossier, receivers)
    if save(form, lambda: service.disclose(dossier, item, form.offer())):
        saved(_("Gedeeld. Zij lezen dit vanaf nu, en niets anders erbij."))
        return redirect(url_for("sharing.shared", dossier_id=dossier.id), code=303)
    return _share_page(dossier, item, form), form.answer_code()


def _form(dossier: DossierScope, receivers: tuple[Receiver, ...]) -> DiscloseForm:
    form = DiscloseForm()
    organisations = dict.fromkeys(receiver.organisation_id for receiver in receivers)
    purposes = [choice for organisation in organisations for choice in list_purposes(organisation)]
    form.prepare(
        receivers=[(receiver.key, receiver.label) for receiver in receivers],
        purposes=[(str(choice.key), purpose_words(choice)) for choice in purposes],
        waivers=_waivers(dossier, set(organisations)),
    )
    if not form.is_submitted():
        form.until.data = today() + dt.timedelta(days=rules.SHARED_DAYS)
    return form


def _waivers(dossier: DossierScope, organisations: set[int]) -> Pairs:
    """Running waivers for one of these organisations, as choices; the log learns whom they are about."""
    lines = [line for line in read.list_running_waivers(dossier.id) if line.to_org_id in organisations]
    persons = {line.person_id for line in lines}
    if lines:
        kinds, objects = [Category.PLAN, Category.IDENTITY], [line.id for line in lines]
        trail.saw(db.session(), dossier_id=dossier.id, persons=persons, categories=kinds, objects=objects)
    names = {one.person_id: one.name for one in list_persons(dossier.id) if one.person_id in persons} if lines else {}
    return [waiver_choice(line, names) for line in lines]


def _share_page(dossier: DossierScope, item: Item, form: DiscloseForm) -> str:
    trail.saw(db.session(), dossier_id=dossier.id, persons=item.persons, categories=[item.category], objects=[item.id])
    return render_template(
        "sharing/share.html",
        household=household_of(dossier),
        kind=present.item_name(item.kind),
        text=item.text,
        item_url=present.item_url(dossier.id, item.kind, item.id),
        form=form,
        anyway=grouped(list(readers(dossier, item))),
    )


@desk.route(f"{_BASE}/shared/withdraw", methods=["POST"], policy=Policy("disclosure.withdraw", subject="dossier"))
def withdraw(dossier: DossierScope) -> ResponseReturnValue:
    """Takes one disclosure back: it acts at once."""
    _button(ButtonForm())
    service.withdraw(dossier, _number("disclosure"))
    saved(_("Ingetrokken. Zij lezen dit vanaf nu niet meer."))
    return redirect(url_for("sharing.shared", dossier_id=dossier.id), code=303)


@desk.route(f"{_BASE}/ending", methods=["POST"], policy=Policy("relation.ending", subject="dossier"))
def ending(dossier: DossierScope) -> ResponseReturnValue:
    """Renews or closes what ends soon, in one click."""
    _button(EndingForm())
    act = request.form.get("act", "")
    if act not in {"renew", "close"}:
        raise RuleBroken("", _("Kies verlengen of nu stoppen."))
    (service.renew if act == "renew" else service.close)(dossier, request.form.get("what", ""), _number("key"))
    if act == "renew":
        saved(_("Verlengd met een half jaar. Het nieuwe begint op de dag dat het oude stopt."))
    else:
        saved(_("Gestopt. Dit is vanaf nu niet meer te zien."))
    return redirect(dossier_url(dossier.id), code=303)


def _button(form: ButtonForm | EndingForm) -> None:
    if not form.validate():
        raise RuleBroken("", _("Deze knop is verlopen. Open de pagina opnieuw en kies nog eens."))


def _number(name: str) -> int:
    typed = request.form.get(name, "")
    return int(typed) if typed.isdigit() and len(typed) < 19 else 0
