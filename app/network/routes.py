"""The people around a household: the list with a form to add somebody, one person, and what they want to do."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.audit import trail
from app.db.session import db
from app.dossiers.forms.parts import Pairs
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.subjects import offered_persons
from app.kernel.errors import Forbidden
from app.network import presenters as present
from app.network import queries as read
from app.network import services as service
from app.network.asking import may_ask
from app.network.forms import NetworkPersonForm, OfferForm
from app.network.queries import NetworkPersonLine
from app.web.forms import saved
from app.web.guard import Desk, Policy
from app.web.links import url_if

desk = Desk("network", __name__)


@desk.route(
    "/dossiers/<int:dossier_id>/network",
    methods=["GET", "POST"],
    policy=Policy("network_person.list", subject="dossier"),
)
def people(dossier: DossierScope) -> ResponseReturnValue:
    """Who is around the household and when they came along; adds somebody."""
    around = _look_around(dossier)
    form = _person_form(dossier, new=True)
    if save(
        form,
        lambda: service.add_network_person(
            dossier,
            first_name=form.first_name.data,
            relation=form.relation.data,
            role=form.role.data,
            persons=form.subjects(),
            until=form.until.data,
        ),
    ):
        saved(_("%(name)s staat erbij.", name=form.first_name.data))
        return redirect(url_for("network.people", dossier_id=dossier.id), code=303)
    return _people_page(dossier, around, form, _offer_form(around)), form.answer_code()


@desk.route(
    "/dossiers/<int:dossier_id>/network/offers",
    methods=["GET", "POST"],
    policy=Policy("offer.create", subject="dossier"),
)
def offers(dossier: DossierScope) -> ResponseReturnValue:
    """Writes down what somebody wants to do for the neighbourhood; seen alone it is the list of people."""
    around = _look_around(dossier)
    form = _offer_form(around)
    if save(form, lambda: service.add_offer(dossier, text=form.text.data, network_person_id=form.network_person())):
        saved(_("Opgeschreven wat zij willen doen. Het heeft nergens gevolgen voor."))
        return redirect(url_for("network.people", dossier_id=dossier.id), code=303)
    return _people_page(dossier, around, _person_form(dossier, new=True), form), form.answer_code()


@desk.route(
    "/dossiers/<int:dossier_id>/network/<int:network_person_id>",
    methods=["GET", "POST"],
    policy=Policy("network_person.edit", subject="dossier"),
)
def person(dossier: DossierScope, network_person_id: int) -> ResponseReturnValue:
    """Changes the words about somebody, or says that they are no longer around. Nobody is deleted."""
    line = read.get_network_person(dossier.id, network_person_id)
    if dossier.closed or not dossier.may_write(Category.NETWORK):
        raise Forbidden(
            _("De casusregisseur houdt de mensen om het huishouden heen bij. Geef door wat er veranderd is.")
        )
    form = _person_form(dossier, new=False, accounts=present.account_choices(dossier, line))
    if save(form, lambda: service.edit_network_person(dossier, network_person_id, form.edit()), theirs=_theirs):
        saved(_("Bijgewerkt: %(name)s.", name=form.first_name.data))
        return redirect(url_for("network.people", dossier_id=dossier.id), code=303)
    if not form.is_submitted():
        form.show(line)
    _saw(dossier, [line])
    page = render_template(
        "network/person.html",
        household=household_of(dossier),
        form=form,
        person=present.person_view(line, read.list_turnouts(dossier.id)),
        rights=present.role_rights(line),
        access=present.access_of(dossier, line),
        access_url=url_for("network.access", dossier_id=dossier.id, network_person_id=line.id)
        if may_ask(dossier, line)
        else "",
        team_url=url_if("dossiers.team", dossier_id=dossier.id),
        back_url=url_for("network.people", dossier_id=dossier.id),
    )
    return page, form.answer_code()


def _look_around(dossier: DossierScope) -> tuple[NetworkPersonLine, ...]:
    """Everybody on the list, for anybody whose row opens some role of the network; the lock decides who is on it. Raises Forbidden."""
    around = read.list_network_people(dossier.id, with_inactive=True)
    roles = (frozenset[str](), frozenset({"guardian"}), frozenset({"helper"}))
    open_to = any(dossier.may(Right.HEADER, Category.NETWORK, own=False, conditions=role) for role in roles)
    if not (open_to or around):
        raise Forbidden(
            _("De mensen om dit huishouden heen horen niet bij uw taak in dit dossier. Bel de casusregisseur.")
        )
    return around


def _person_form(dossier: DossierScope, *, new: bool, accounts: Pairs | None = None) -> NetworkPersonForm:
    form = NetworkPersonForm()
    form.prepare(new=new, accounts=accounts)
    form.offer(offered_persons(dossier))
    return form


def _offer_form(around: tuple[NetworkPersonLine, ...]) -> OfferForm:
    form = OfferForm(prefix="offer-")
    form.offer_people(tuple(line for line in around if line.active))
    return form


def _theirs(current: NetworkPersonLine) -> tuple[dict[str, object], int]:
    values: dict[str, object] = {
        "first_name": current.first_name,
        "relation": current.relation,
        "role": current.role,
        "until": current.until,
        "active": current.active,
        "account": str(current.account_id or ""),
    }
    return values, current.version


def _people_page(
    dossier: DossierScope, lines: tuple[NetworkPersonLine, ...], form: NetworkPersonForm, offer_form: OfferForm
) -> str:
    writes = not dossier.closed and dossier.may_write(Category.NETWORK)
    turnouts, listed, steps = read.list_turnouts(dossier.id), read.list_offers(dossier.id), read.list_steps(dossier.id)
    _saw(dossier, lines)
    if listed:
        trail.saw(
            db.session(),
            dossier_id=dossier.id,
            persons={person for offer in listed for person in offer.person_ids},
            categories=[Category.OFFERS],
        )
    return render_template(
        "network/people.html",
        household=household_of(dossier),
        form=form,
        offer_form=offer_form,
        around=present.draw_around(lines, turnouts, dossier.id, writes=writes),
        offers=[present.offer_view(dossier, offer, steps) for offer in listed],
        sees_offers=dossier.may(Right.READ, Category.OFFERS, own=False),
        writes=writes,
        notes_offers=service.may_note_offer(dossier),
        offers_url=url_for("network.offers", dossier_id=dossier.id),
        people_url=url_for("network.people", dossier_id=dossier.id),
        map_url=url_if("ecomap.show", dossier_id=dossier.id)
        if dossier.may(Right.READ, Category.NETWORK, own=False)
        else "",
        meetings_url=url_for("network.meetings", dossier_id=dossier.id),
    )


def _saw(dossier: DossierScope, lines: tuple[NetworkPersonLine, ...] | list[NetworkPersonLine]) -> None:
    trail.saw(
        db.session(),
        dossier_id=dossier.id,
        persons={person for line in lines for person in line.person_ids},
        categories=[Category.NETWORK],
        objects=[line.id for line in lines],
    )
