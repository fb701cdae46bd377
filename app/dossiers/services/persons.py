"""Persons of a household: added, changed, leaving and coming back."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select, text
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.household_words import ADULT_AGE, LEFT_BECAUSE, RELATIONS, Left
from app.dossiers.keys import person_keys
from app.dossiers.models import DeathChange, HouseholdMember, Person, PersonDetail
from app.dossiers.services.activity import note_activity
from app.dossiers.services.bsn import store_bsn
from app.dossiers.services.checks import may_write
from app.dossiers.services.rows import columns
from app.kernel.errors import NotFound, RuleBroken, StaleVersion
from app.kernel.names import PersonName, join_name

_UNDO_DEATH = text("select sec.undo_death(:dossier, :person)")


@dataclass(frozen=True, slots=True)
class PersonValues:
    """What was filled in about a person. ``bsn`` empty = leave as it is."""

    given_name: str
    prefix: str
    surname: str
    birth_date: dt.date | None
    relation: str
    contact_preference: str
    phone: str = ""
    holds_authority: bool = False
    partner_unsafe: bool = False
    bsn: str = ""
    joined_on: dt.date | None = None

    @property
    def name(self) -> PersonName:
        """The name in its three parts, a prefix taken out of the surname."""
        return join_name(self.given_name, self.prefix, self.surname)


def adult_on(birth_date: dt.date | None) -> dt.date | None:
    """The day somebody turns eighteen; born on 29 February: on 1 March."""
    if birth_date is None:
        return None
    try:
        return birth_date.replace(year=birth_date.year + ADULT_AGE)
    except ValueError:
        return dt.date(birth_date.year + ADULT_AGE, 3, 1)


def add_person(scope: DossierScope, values: PersonValues) -> int:
    """Adds somebody to the household; returns the person's id. Raises Forbidden and RuleBroken."""
    may_write(scope, Category.IDENTITY)
    _check(values)
    name, keys = values.name, person_keys(values.name)
    person = Person(
        **columns(scope),
        stub=keys.stub,
        adult_on=adult_on(values.birth_date),
        holds_authority=values.holds_authority,
        partner_unsafe=values.partner_unsafe,
    )
    db.session.add(person)
    db.session.flush()
    mine = columns(scope, [person.id])
    db.session.add(
        PersonDetail(
            **mine,
            person_id=person.id,
            given_name=name.given,
            prefix=name.prefix,
            surname=name.surname,
            birth_date=values.birth_date,
            contact_preference=values.contact_preference,
            phone=values.phone,
            name_key=keys.name_key,
            grams=keys.grams,
            phonetic=keys.phonetic,
        )
    )
    db.session.add(HouseholdMember(**mine, person_id=person.id, relation=values.relation, joined_on=values.joined_on))
    note_activity(scope, Category.HOUSEHOLD, "person.added", object_id=person.id, persons=[person.id])
    _log(scope, "create", person.id)
    if values.bsn:
        store_bsn(scope, person.id, values.bsn)
    return person.id


def change_person(scope: DossierScope, person_id: int, values: PersonValues, *, version: int) -> None:
    """Changes somebody's details. Raises Forbidden, NotFound, RuleBroken, and StaleVersion when somebody was first."""
    may_write(scope, Category.IDENTITY)
    _check(values)
    person, detail = _person(scope, person_id)
    if detail.version != version:
        raise StaleVersion(detail.version)
    _may_change(person)
    name, keys = values.name, person_keys(values.name)
    person.stub, person.adult_on = keys.stub, adult_on(values.birth_date)
    person.holds_authority, person.partner_unsafe = values.holds_authority, values.partner_unsafe
    detail.given_name, detail.prefix, detail.surname = name.given, name.prefix, name.surname
    detail.birth_date, detail.contact_preference = values.birth_date, values.contact_preference
    detail.phone, detail.name_key, detail.grams, detail.phonetic = (
        values.phone,
        keys.name_key,
        keys.grams,
        keys.phonetic,
    )
    flag_modified(detail, "given_name")
    member = _member(scope, person_id)
    if member is not None:
        member.relation = values.relation
    _flush(detail.version)
    note_activity(scope, Category.IDENTITY, "person.changed", object_id=person_id, persons=[person_id])
    _log(scope, "update", person_id)
    if values.bsn:
        store_bsn(scope, person_id, values.bsn)


def leave(scope: DossierScope, person_id: int, *, on: dt.date, because: str) -> None:
    """Somebody no longer lives in the household, since a day and for a reason. Raises Forbidden, NotFound, RuleBroken."""
    may_write(scope, Category.HOUSEHOLD)
    person, _detail = _person(scope, person_id)
    _may_change(person)
    if because not in LEFT_BECAUSE:
        raise RuleBroken("because", _("Kies waarom deze persoon niet meer in het huishouden is."))
    if on > today():
        raise RuleBroken("on", _("Deze dag is nog niet geweest. Vul vandaag of een eerdere dag in."))
    member = _member(scope, person_id)
    if member is None:
        if because != Left.DECEASED:
            raise RuleBroken("", _("Deze persoon hoort al niet meer bij het huishouden."))
    else:
        if member.joined_on and on < member.joined_on:
            raise RuleBroken(
                "on", _("Deze dag ligt vóór de dag waarop deze persoon in het huishouden kwam. Kijk de datum na.")
            )
        member.left_on, member.left_because = on, because
    died = because == Left.DECEASED
    if died:
        db.session.add(DeathChange(**columns(scope, [person_id]), person_id=person_id, died_on=on))
    note_activity(scope, Category.HOUSEHOLD, "person.left", object_id=person_id, persons=[person_id])
    _log(scope, "update", person_id)
    if died:
        # Last: after this day nothing about the person can be changed, the line in the feed included.
        person.deceased_on = on
        db.session.flush()


def undo_death(scope: DossierScope, person_id: int, *, reason: str) -> None:
    """Takes back a death that was written down by mistake: the stay that ended with it runs on, and all rows open again.

    Both stay to be found: that it was written down and that it was a mistake. Raises Forbidden, NotFound, RuleBroken.
    """
    may_write(scope, Category.HOUSEHOLD)
    person, _detail = _person(scope, person_id)
    if not reason:
        raise RuleBroken("reason", _("Schrijf in een zin wat er misging."))
    died_on = db.session.execute(_UNDO_DEATH, {"dossier": scope.id, "person": person_id}).scalar_one()
    db.session.expire(person)
    if died_on is None:
        raise RuleBroken("", _("Deze persoon staat niet als overleden in dit dossier. Er hoeft niets terug."))
    line = DeathChange(**columns(scope, [person_id]), person_id=person_id, died_on=died_on, undone=True, reason=reason)
    db.session.add(line)
    note_activity(scope, Category.HOUSEHOLD, "person.leave_undone", object_id=person_id, persons=[person_id])
    trail.did(
        db.session(),
        "restore",
        dossier_id=scope.id,
        category=Category.HOUSEHOLD,
        persons=[person_id],
        objects=[person_id],
        reason=reason,
    )


def come_back(scope: DossierScope, person_id: int, *, on: dt.date, relation: str) -> None:
    """Somebody lives in the household again: a new period. Raises Forbidden, NotFound, RuleBroken."""
    may_write(scope, Category.HOUSEHOLD)
    person, _detail = _person(scope, person_id)
    _may_change(person)
    if relation not in RELATIONS:
        raise RuleBroken("relation", _("Kies de plaats in het huishouden."))
    if on > today():
        raise RuleBroken("on", _("Deze dag is nog niet geweest. Vul vandaag of een eerdere dag in."))
    if _member(scope, person_id) is not None:
        raise RuleBroken("", _("Deze persoon hoort al bij het huishouden."))
    db.session.add(HouseholdMember(**columns(scope, [person_id]), person_id=person_id, relation=relation, joined_on=on))
    note_activity(scope, Category.HOUSEHOLD, "person.returned", object_id=person_id, persons=[person_id])
    _log(scope, "update", person_id)


def _check(values: PersonValues) -> None:
    if not values.name.given or not values.name.surname:
        raise RuleBroken("given_name", _("Vul een voornaam en een achternaam in."))
    if values.relation not in RELATIONS:
        raise RuleBroken("relation", _("Kies de plaats in het huishouden."))
    if values.birth_date and values.birth_date > today():
        raise RuleBroken("birth_date", _("Deze geboortedatum is nog niet geweest. Kijk de datum na."))


def _may_change(person: Person) -> None:
    if person.deceased_on is not None:
        raise RuleBroken("", _("Deze persoon is overleden. De gegevens blijven zoals ze zijn."))


def _person(scope: DossierScope, person_id: int) -> tuple[Person, PersonDetail]:
    row = db.session.execute(
        select(Person, PersonDetail)
        .join(PersonDetail, PersonDetail.person_id == Person.id)
        .where(Person.dossier_id == scope.id, Person.id == person_id)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1]


def _member(scope: DossierScope, person_id: int) -> HouseholdMember | None:
    return db.session.execute(
        select(HouseholdMember)
        .where(HouseholdMember.dossier_id == scope.id, HouseholdMember.person_id == person_id)
        .where(HouseholdMember.left_on.is_(None))
        .order_by(HouseholdMember.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def _flush(version: int) -> None:
    """Raises StaleVersion when somebody saved between the reading and the writing."""
    try:
        db.session.flush()
    except StaleDataError as error:
        raise StaleVersion(version) from error


def _log(scope: DossierScope, action: str, person_id: int) -> None:
    trail.did(
        db.session(), action, dossier_id=scope.id, category=Category.IDENTITY, persons=[person_id], objects=[person_id]
    )


__all__ = ["PersonValues", "add_person", "adult_on", "change_person", "come_back", "leave", "undo_death"]
