"""Organisations and their purposes, as the administrator keeps them."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.access.actor import Actor
from app.accounts.folding import fold
from app.accounts.kinds import KINDS, functions_of, may_use_bsn
from app.accounts.models import Account, Organisation, Purpose, SensitiveName
from app.accounts.purposes import Purpose as Default
from app.accounts.purposes import purposes_of
from app.accounts.queries import get_organisation
from app.accounts.rules import must_administer
from app.audit import trail
from app.db.session import db
from app.kernel.errors import RuleBroken, StaleVersion
from app.web import partners


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationInput:
    """What the administrator says about an organisation."""

    name: str
    kind: str
    contact_name: str
    contact_phone: str
    contact_email: str
    bsn_allowed: bool
    sensitive: bool = False
    active: bool = True
    bandwidth_min: int | None = None
    bandwidth_max: int | None = None


def add_organisation(actor: Actor, given: OrganisationInput) -> int:
    """Adds an organisation with the usual purposes of its kind; it takes part when its eight steps are done.

    Raises Forbidden and RuleBroken.
    """
    must_administer(actor)
    _check(given, None)
    try:
        added: int = db.session.execute(
            insert(Organisation).values(**_columns(given) | {"active": False}).returning(Organisation.id)
        ).scalar_one()
    except IntegrityError as error:
        raise RuleBroken("name", _taken()) from error
    _keep_name(added, given)
    for default in purposes_of(given.kind):
        _add_purpose(added, default)
    trail.did(db.session(), "create", objects=[added])
    return added


def change_organisation(actor: Actor, organisation_id: int, version: int, given: OrganisationInput) -> None:
    """Changes an organisation; switched off, its people are out at once. Raises Forbidden, RuleBroken, StaleVersion."""
    must_administer(actor)
    _check(given, organisation_id)
    if organisation_id == actor.organisation_id and not given.active:
        raise RuleBroken("active", _("Dit is uw eigen organisatie. Vraag een andere beheerder om die uit te zetten."))
    if given.active and get_organisation(organisation_id).set_up_on is None:
        raise RuleBroken(
            "active", _("Deze organisatie kan nog niet meedoen. Doe eerst de acht stappen van de inrichting.")
        )
    statement = (
        update(Organisation)
        .where(Organisation.id == organisation_id, Organisation.version == version)
        .values(**_columns(given), version=version + 1)
        .returning(Organisation.id)
        .execution_options(synchronize_session=False)
    )
    try:
        changed = db.session.execute(statement).scalar_one_or_none()
    except IntegrityError as error:
        raise RuleBroken("name", _taken()) from error
    if changed is None:
        raise StaleVersion(get_organisation(organisation_id))
    _keep_name(organisation_id, given)
    trail.did(db.session(), "update", objects=[organisation_id])


def complete_purposes(actor: Actor, organisation_id: int) -> int:
    """Adds the usual purposes of the kind that the organisation never had; gives how many. An ended one stays ended.

    Raises Forbidden.
    """
    must_administer(actor)
    kind = get_organisation(organisation_id).kind
    known = set(db.session.scalars(select(Purpose.code).where(Purpose.organisation_id == organisation_id)))
    missing = [default for default in purposes_of(kind) if default.code not in known]
    for default in missing:
        _add_purpose(organisation_id, default)
    trail.did(db.session(), "update", objects=[organisation_id])
    return len(missing)


def _add_purpose(organisation_id: int, default: Default) -> None:
    db.session.execute(
        insert(Purpose).values(
            organisation_id=organisation_id,
            code=default.code,
            text_nl=default.name_nl,
            text_en=default.name_en,
            law=default.law,
            article=default.article,
            bsn_allowed=default.bsn_allowed,
        )
    )


def _columns(given: OrganisationInput) -> dict[str, object]:
    return {
        "name": given.name,
        "kind": given.kind,
        "contact_name": given.contact_name,
        "contact_phone": given.contact_phone,
        "contact_email": given.contact_email,
        "bsn_allowed": given.bsn_allowed and may_use_bsn(given.kind),
        "sensitive": given.sensitive,
        "active": given.active,
        "bandwidth_min": given.bandwidth_min,
        "bandwidth_max": given.bandwidth_max,
    }


def _keep_name(organisation_id: int, given: OrganisationInput) -> None:
    """Puts the name and contact of a sensitive organisation where they are read by few, and marks in their places."""
    db.session.execute(delete(SensitiveName).where(SensitiveName.organisation_id == organisation_id))
    if not given.sensitive:
        return
    kept = {field: getattr(given, field) for field in partners.FIELDS}
    marks = {field: partners.mark(organisation_id, field) for field in partners.FIELDS}
    db.session.execute(insert(SensitiveName).values(organisation_id=organisation_id, **kept))
    db.session.execute(update(Organisation).where(Organisation.id == organisation_id).values(**marks))


def _taken() -> str:
    return _("Er is al een organisatie met deze naam. Kies een naam die er niet op lijkt.")


def _check(given: OrganisationInput, organisation_id: int | None) -> None:
    """Raises RuleBroken for a kind that does not fit, a name that is taken, or a bandwidth the wrong way round."""
    if given.kind not in KINDS:
        raise RuleBroken("kind", _("Kies een soort organisatie uit de lijst."))
    kept = select(SensitiveName.organisation_id, SensitiveName.name)
    others = db.session.execute(select(Organisation.id, Organisation.name).union_all(kept)).all()
    if any(fold(row.name) == fold(given.name) and row.id != organisation_id for row in others):
        raise RuleBroken("name", _taken())
    low, high = given.bandwidth_min, given.bandwidth_max
    if (low is None) != (high is None) or (low is not None and high is not None and low > high):
        raise RuleBroken(
            "bandwidth_max", _("Vul bij de bandbreedte twee getallen in: eerst het laagste, dan het hoogste.")
        )
    if organisation_id is not None and _has_strangers(organisation_id, given.kind):
        raise RuleBroken(
            "kind", _("Er werken hier mensen met een functie die bij deze soort niet past. Wijzig eerst hun functie.")
        )


def _has_strangers(organisation_id: int, kind: str) -> bool:
    """Whether somebody who may sign in has a function that this kind of organisation does not know."""
    fitting = [function.code for function in functions_of(kind)]
    found = select(Account.id).where(
        Account.organisation_id == organisation_id,
        Account.active,
        Account.person_id.is_(None),
        Account.function.not_in(fitting),
    )
    return db.session.execute(found.limit(1)).first() is not None
