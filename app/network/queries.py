"""Every question to the tables of the network. Row-level security decides what comes back."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text

from app.accounts.models import Account, Organisation
from app.db.session import db
from app.kernel.errors import NotFound
from app.network.models import NetworkPerson, Offer


@dataclass(frozen=True, slots=True)
class NetworkPersonLine:
    """One person around the household: first name, what they are to whom, and the role."""

    id: int
    first_name: str
    relation: str
    role: str
    active: bool
    person_ids: tuple[int, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Turnout:
    """One appointment for which somebody was asked along, and what came of it."""

    network_person_id: int
    starts_at: dt.datetime
    state: str


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What somebody wants to do for the neighbourhood, and who wrote it down for them."""

    id: int
    text: str
    network_person_id: int | None
    first_name: str | None
    person_ids: tuple[int, ...]
    author: str
    organisation: str
    at: dt.datetime


_COLUMNS = (
    NetworkPerson.id,
    NetworkPerson.first_name,
    NetworkPerson.relation,
    NetworkPerson.role,
    NetworkPerson.active,
    NetworkPerson.person_ids,
    NetworkPerson.version,
)

#: The appointment's row may be shut to somebody who may see the network: then there is no date to show.
_TURNOUTS = text(
    """
    select s.network_person_id, a.starts_at, s.state
      from second_person s join appointment a on a.id = s.appointment_id
     where s.dossier_id = :dossier and s.network_person_id is not null and a.status <> 'cancelled'
     order by a.starts_at desc, s.id desc limit 500
    """
)


def _line(row: Any) -> NetworkPersonLine:
    return NetworkPersonLine(
        id=row.id,
        first_name=row.first_name,
        relation=row.relation,
        role=row.role,
        active=row.active,
        person_ids=tuple(row.person_ids),
        version=row.version,
    )


def list_network_people(dossier_id: int, *, with_inactive: bool = False) -> tuple[NetworkPersonLine, ...]:
    """The people around the household whom the asker may see, by first name; those no longer around only when asked for."""
    statement = select(*_COLUMNS).where(NetworkPerson.dossier_id == dossier_id)
    if not with_inactive:
        statement = statement.where(NetworkPerson.active)
    ordered = statement.order_by(NetworkPerson.active.desc(), NetworkPerson.first_name, NetworkPerson.id)
    return tuple(_line(row) for row in db.session.execute(ordered))


def get_network_person(dossier_id: int, network_person_id: int) -> NetworkPersonLine:
    """One person around this household. Raises NotFound."""
    row = db.session.execute(
        select(*_COLUMNS).where(NetworkPerson.dossier_id == dossier_id, NetworkPerson.id == network_person_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    return _line(row)


def list_turnouts(dossier_id: int) -> tuple[Turnout, ...]:
    """Who was asked along when, and what came of it: newest first."""
    return tuple(Turnout(*row) for row in db.session.execute(_TURNOUTS, {"dossier": dossier_id}))


def list_offers(dossier_id: int) -> tuple[OfferLine, ...]:
    """What people around the household want to do for the neighbourhood, newest first."""
    rows = db.session.execute(
        select(
            Offer.id,
            Offer.text,
            Offer.network_person_id,
            NetworkPerson.first_name,
            Offer.person_ids,
            Account.name.label("author"),
            Organisation.name.label("organisation"),
            Offer.created_at,
        )
        .join(Account, Account.id == Offer.author_id)
        .join(Organisation, Organisation.id == Offer.owner_org_id)
        .outerjoin(NetworkPerson, NetworkPerson.id == Offer.network_person_id)
        .where(Offer.dossier_id == dossier_id)
        .order_by(Offer.created_at.desc(), Offer.id.desc())
    )
    return tuple(
        OfferLine(
            id=row.id,
            text=row.text,
            network_person_id=row.network_person_id,
            first_name=row.first_name,
            person_ids=tuple(row.person_ids),
            author=row.author,
            organisation=row.organisation,
            at=row.created_at,
        )
        for row in rows
    )
