"""The people of a household: the list, one person, leaving, coming back, and the number behind its own door."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.desk import desk
from app.dossiers.forms.parts import show_conflict
from app.dossiers.forms.people import LeaveForm, NewPersonForm, PersonForm, ReturnForm, UndoDeathForm, values_of
from app.dossiers.forms.saving import save
from app.dossiers.household_words import CONTACT, RELATIONS
from app.dossiers.presenters.household import address_words, area_words, dossier_url, household_of
from app.dossiers.presenters.people import person_view
from app.dossiers.queries.household import find_address, find_area
from app.dossiers.queries.people import PersonCard, bsn_open, get_person, list_people
from app.dossiers.services import persons as service
from app.dossiers.services.bsn import masked_numbers
from app.dossiers.services.bsn import reveal_bsn as reveal
from app.dossiers.services.checks import may_write
from app.kernel.errors import NotFound, RuleBroken, StaleVersion
from app.web.forms import saved
from app.web.guard import Policy
from app.web.links import url_if

_ONE = "/dossiers/<int:dossier_id>/people/<int:person_id>"


@desk.route("/dossiers/<int:dossier_id>/people", policy=Policy("person.list", subject="dossier"))
def people(dossier: DossierScope) -> ResponseReturnValue:
    """Everybody of the household whom the reader may see, those who left too, and where it lives."""
    return _people_page(dossier, {})


def _people_page(dossier: DossierScope, revealed: dict[int, str]) -> str:
    cards = list_people(dossier.id)
    numbers = masked_numbers(dossier) if bsn_open(dossier.id) else {}
    numbers |= revealed
    here = find_address(dossier.id)
    views = [person_view(dossier, c, bsn=numbers.get(c.person_id, ""), today=today()) for c in cards]
    categories = [Category.IDENTITY, Category.HOUSEHOLD, *([Category.ADDRESS] if here else [])]
    trail.saw(db.session(), dossier_id=dossier.id, persons=[c.person_id for c in cards], categories=categories)
    return render_template(
        "dossiers/people.html",
        household=household_of(dossier),
        present=[view for view in views if view.lives_here],
        former=[view for view in views if not view.lives_here],
        address=address_words(here),
        protected=here is not None and here.protected,
        area=area_words(find_area(dossier.id)),
        add_url=_if_may(dossier, Category.IDENTITY, "dossiers.add_person"),
        address_url=_if_may(dossier, Category.ADDRESS, "dossiers.address"),
        narrowed=dossier.persons is not None,
        requests_url=url_if("rights.requests", dossier_id=dossier.id) if dossier.is_lead else "",
    )


def _if_may(dossier: DossierScope, category: Category, endpoint: str) -> str:
    return url_for(endpoint, dossier_id=dossier.id) if dossier.may_write(category) else ""


@desk.route(
    "/dossiers/<int:dossier_id>/people/new",
    methods=["GET", "POST"],
    policy=Policy("person.create", subject="dossier"),
)
def add_person(dossier: DossierScope) -> ResponseReturnValue:
    """Adds somebody to the household."""
    may_write(dossier, Category.IDENTITY)
    form = NewPersonForm(bsn=bsn_open(dossier.id, writing=True))
    if not form.is_submitted():
        return _form_page(dossier, form, "person")
    if not form.validate():
        return _form_page(dossier, form, "person"), 400
    try:
        service.add_person(dossier, values_of(form))
    except RuleBroken as error:
        form.refuse(error)
        return _form_page(dossier, form, "person"), 400
    saved(_("%(name)s hoort nu bij het huishouden.", name=form.given_name.data))
    return redirect(dossier_url(dossier.id), 303)


@desk.route(_ONE, methods=["GET", "POST"], policy=Policy("person.update", subject="dossier"))
def change_person(dossier: DossierScope, person_id: int) -> ResponseReturnValue:
    """Changes somebody's details."""
    may_write(dossier, Category.IDENTITY)
    card = get_person(dossier.id, person_id)
    form = PersonForm(data=_current(card), bsn=bsn_open(dossier.id, writing=True))
    if not form.is_submitted():
        return _form_page(dossier, form, "person", card)
    if not form.validate():
        return _form_page(dossier, form, "person", card), 400
    try:
        service.change_person(dossier, person_id, values_of(form), version=form.version_read())
    except StaleVersion as error:
        card = get_person(dossier.id, person_id)
        show_conflict(form, error, _current(card), card.version)
        return _form_page(dossier, form, "person", card), 409
    except RuleBroken as error:
        form.refuse(error)
        return _form_page(dossier, form, "person", card), 400
    saved(_("De gegevens zijn opgeslagen."))
    return redirect(dossier_url(dossier.id), 303)


def _current(card: PersonCard) -> dict[str, object]:
    relation = card.stays[0].relation if card.stays else "main"
    codes = {words[0]: code for code, words in RELATIONS.items()}
    return {
        "given_name": card.given_name,
        "prefix": card.prefix,
        "surname": card.surname,
        "birth_date": card.birth_date,
        "relation": codes.get(relation, relation if relation in RELATIONS else "other"),
        "contact_preference": card.contact_preference if card.contact_preference in CONTACT else "phone",
        "phone": card.phone,
        "holds_authority": card.holds_authority,
        "partner_unsafe": card.partner_unsafe,
        "version": card.version,
    }


@desk.route(f"{_ONE}/leave", methods=["GET", "POST"], policy=Policy("person.leave", subject="dossier"))
def leave_household(dossier: DossierScope, person_id: int) -> ResponseReturnValue:
    """Somebody no longer lives in the household."""
    may_write(dossier, Category.HOUSEHOLD)
    card = get_person(dossier.id, person_id)
    form = LeaveForm()
    if not form.is_submitted():
        return _form_page(dossier, form, "leave", card)
    if not form.validate():
        return _form_page(dossier, form, "leave", card), 400
    try:
        service.leave(dossier, person_id, on=form.on.data, because=form.because.data)
    except RuleBroken as error:
        form.refuse(error)
        return _form_page(dossier, form, "leave", card), 400
    saved(_("%(name)s staat nu bij wie hier eerder woonde.", name=card.name))
    return redirect(dossier_url(dossier.id), 303)


@desk.route(f"{_ONE}/alive", methods=["GET", "POST"], policy=Policy("person.undo_death", subject="dossier"))
def undo_death(dossier: DossierScope, person_id: int) -> ResponseReturnValue:
    """A death that was written down by mistake is taken back."""
    may_write(dossier, Category.HOUSEHOLD)
    card, form = get_person(dossier.id, person_id), UndoDeathForm()
    if card.deceased_on is None and not form.is_submitted():
        raise NotFound
    if not save(form, lambda: service.undo_death(dossier, person_id, reason=form.reason.data or "")):
        return _form_page(dossier, form, "alive", card), form.answer_code()
    saved(_("%(name)s staat niet meer als overleden.", name=card.name))
    return redirect(url_for("dossiers.people", dossier_id=dossier.id), 303)


@desk.route(f"{_ONE}/return", methods=["GET", "POST"], policy=Policy("person.return", subject="dossier"))
def return_to_household(dossier: DossierScope, person_id: int) -> ResponseReturnValue:
    """Somebody lives in the household again."""
    may_write(dossier, Category.HOUSEHOLD)
    card = get_person(dossier.id, person_id)
    form = ReturnForm()
    if not form.is_submitted():
        return _form_page(dossier, form, "return", card)
    if not form.validate():
        return _form_page(dossier, form, "return", card), 400
    try:
        service.come_back(dossier, person_id, on=form.on.data, relation=form.relation.data)
    except RuleBroken as error:
        form.refuse(error)
        return _form_page(dossier, form, "return", card), 400
    saved(_("%(name)s hoort weer bij het huishouden.", name=card.name))
    return redirect(dossier_url(dossier.id), 303)


@desk.route(f"{_ONE}/bsn", methods=["POST"], policy=Policy("bsn.reveal", subject="dossier", repeatable=True))
def reveal_bsn(dossier: DossierScope, person_id: int) -> ResponseReturnValue:
    """Shows the whole number once, on the page itself; a line of its own in the log."""
    return _people_page(dossier, {person_id: reveal(dossier, person_id)})


def _saw(dossier: DossierScope, card: PersonCard) -> None:
    trail.saw(
        db.session(),
        dossier_id=dossier.id,
        persons=[card.person_id],
        categories=[Category.IDENTITY, Category.HOUSEHOLD],
    )


def _form_page(dossier: DossierScope, form: object, name: str, card: PersonCard | None = None) -> str:
    if card is not None:
        _saw(dossier, card)
    return render_template(
        f"dossiers/{name}.html", form=form, household=household_of(dossier), person=card.name if card else ""
    )
