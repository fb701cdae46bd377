"""Writes about the people around a household, and what they want to do for the neighbourhood; never committed here."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.services.activity import note_activity
from app.dossiers.services.subjects import check_subjects
from app.dossiers.services.taking import take
from app.kernel.errors import Forbidden, RuleBroken
from app.kernel.text import check_length, clean_line, clean_text
from app.network.accounts import check_account, list_role_relations, note_account
from app.network.models import NetworkPerson, Offer
from app.network.queries import get_network_person
from app.network.roles import ENDING, LASTS, ROLES

LONGEST_NAME = 40
LONGEST_RELATION = 60
LONGEST_OFFER = 300


@dataclass(frozen=True, slots=True)
class NetworkPersonEdit:
    """How the row should read from now on, and the version that was read."""

    first_name: str
    relation: str
    role: str
    persons: tuple[int, ...]
    active: bool
    version: int
    until: dt.date | None = None
    account_id: int | None = None


def _check_open(scope: DossierScope) -> None:
    if scope.closed:
        raise Forbidden(_("Dit dossier is afgesloten. Heropen het eerst als er weer iets moet gebeuren."))
    if not scope.may_write(Category.NETWORK):
        raise Forbidden(_("De casusregisseur schrijft de mensen om het huishouden heen op. Geef het door."))


def _words(first_name: str, relation: str, role: str) -> dict[str, str]:
    """The cleaned words. Raises RuleBroken for a family name, an unknown role or something too long."""
    name = check_length(clean_line(first_name), field="first_name", longest=LONGEST_NAME, shortest=1)
    if any(sign.isdigit() or sign == "@" for sign in name):
        raise RuleBroken("first_name", _("Schrijf alleen de voornaam op, zonder nummer of adres."))
    if role not in ROLES:
        raise RuleBroken("role", _("Kies een rol uit de lijst."))
    return {
        "first_name": name,
        "relation": check_length(clean_line(relation), field="relation", longest=LONGEST_RELATION, shortest=1),
        "role": role,
    }


def check_until(role: str, until: dt.date | None, *, kept: dt.date | None = None) -> dt.date | None:
    """The last day of a role that ends; none for one that does not. Raises RuleBroken (field ``until``)."""
    if role not in ENDING:
        return None
    if until is None:
        raise RuleBroken("until", _("Deze rol is tijdelijk. Kies tot en met wanneer, hooguit een jaar vooruit."))
    if until < today() and until != kept:
        raise RuleBroken("until", _("Deze dag is voorbij. Kies een dag vanaf vandaag."))
    if until > today() + LASTS:
        raise RuleBroken("until", _("Kies een dag binnen een jaar. Daarna kan het huishouden verlengen."))
    return until


def _check_new(scope: DossierScope, words: dict[str, str], without: int = 0) -> None:
    twin = db.session.execute(
        select(NetworkPerson.id).where(
            NetworkPerson.dossier_id == scope.id,
            NetworkPerson.id != without,
            NetworkPerson.active,
            func.lower(NetworkPerson.first_name) == words["first_name"].lower(),
            func.lower(NetworkPerson.relation) == words["relation"].lower(),
        )
    ).first()
    if twin:
        raise RuleBroken(
            "first_name",
            _(
                "%(name)s (%(relation)s) staat er al. Is het iemand anders? Maak de relatie dan iets duidelijker.",
                name=words["first_name"],
                relation=words["relation"],
            ),
        )


def _tell(scope: DossierScope, verb: str, feed: str, row: NetworkPerson) -> None:
    note_activity(scope, Category.NETWORK, feed, object_id=row.id, persons=row.person_ids, condition=row.role)
    trail.did(
        db.session(), verb, dossier_id=scope.id, category=Category.NETWORK, persons=row.person_ids, objects=[row.id]
    )


def add_network_person(
    scope: DossierScope,
    *,
    first_name: str,
    relation: str,
    role: str,
    persons: Iterable[int] = (),
    until: dt.date | None = None,
) -> int:
    """Adds somebody from the household's own network; returns the id. ``persons``: of whom in the household this is somebody;
    ``until``: the last day of a role that ends.

    Raises Forbidden, and RuleBroken for words that cannot be or somebody who is there already.
    """
    _check_open(scope)
    words = _words(first_name, relation, role)
    _check_new(scope, words)
    row = NetworkPerson(
        **words,
        until=check_until(role, until),
        dossier_id=scope.id,
        owner_org_id=scope.actor.organisation_id,
        purpose_id=scope.purpose_id,
        author_id=scope.actor.account_id,
        person_ids=check_subjects(scope, persons),
    )
    db.session.add(row)
    db.session.flush()
    _tell(scope, "create", "network_person.added", row)
    return row.id


def edit_network_person(scope: DossierScope, network_person_id: int, change: NetworkPersonEdit) -> None:
    """Changes the words, or says that somebody is no longer (or again) around. Nobody is deleted: who came stays known.

    What an account had by way of the role ends with it, in this transaction.

    Raises NotFound, Forbidden, RuleBroken, and StaleVersion with the row as it is now.
    """
    current = get_network_person(scope.id, network_person_id)
    _check_open(scope)
    row = take(NetworkPerson, current.id, change.version, lambda: get_network_person(scope.id, network_person_id))
    words = _words(change.first_name, change.relation, change.role)
    if change.active:
        _check_new(scope, words, without=row.id)
    subjects = check_subjects(scope, change.persons, kept=row.person_ids)
    gone = row.active and not change.active
    until = check_until(change.role, change.until, kept=row.until)
    account, had, before = check_account(scope, row, change), row.account_id, list_role_relations(scope.id)
    values = {**words, "person_ids": subjects, "active": change.active, "until": until, "account_id": account}
    for name, value in values.items():
        setattr(row, name, value)
    db.session.flush()
    note_account(scope, before, had=had, has=account)
    _tell(scope, "withdraw" if gone else "update", "network_person.left" if gone else "network_person.changed", row)


def may_note_offer(scope: DossierScope) -> bool:
    """Whether the actor may write down an offer: the lead, in the resident's name, and residents themselves."""
    return not scope.closed and (scope.is_lead or scope.may_write(Category.OFFERS))


def add_offer(
    scope: DossierScope,
    *,
    text: str,
    network_person_id: int | None = None,
    appointment_id: int | None = None,
    persons: Iterable[int] = (),
) -> int:
    """Writes down, in their name, what somebody wants to do for the neighbourhood; returns the id. It has no effect on anything.

    Raises Forbidden, NotFound for a network person of another household, RuleBroken for no words or too many.
    """
    if not may_note_offer(scope):
        raise Forbidden(_("De casusregisseur schrijft op wat mensen voor de buurt willen doen. Geef het door."))
    words = check_length(clean_text(text), field="text", longest=LONGEST_OFFER, shortest=1)
    if network_person_id is not None:
        get_network_person(scope.id, network_person_id)
    row = Offer(
        text=words,
        network_person_id=network_person_id,
        appointment_id=appointment_id,
        dossier_id=scope.id,
        owner_org_id=scope.actor.organisation_id,
        purpose_id=scope.purpose_id,
        author_id=scope.actor.account_id,
        person_ids=check_subjects(scope, persons),
    )
    db.session.add(row)
    db.session.flush()
    note_activity(scope, Category.OFFERS, "offer.added", object_id=row.id, persons=row.person_ids)
    trail.did(
        db.session(),
        "create",
        dossier_id=scope.id,
        category=Category.OFFERS,
        persons=row.person_ids,
        objects=[row.id],
    )
    return row.id
