"""What the enforcement pause shows: in which strands something runs, and whom to call first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, or_, select, text

from app.accounts.models import Account, Organisation
from app.db.session import db
from app.dossiers.models import Involvement


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call: a professional with a phone number, or the organisation's contact point."""

    name: str
    organisation: str
    phone: str


def list_running_strands(dossier_id: int) -> frozenset[str]:
    """Strands in which something is planned or under way, of those that the asker may know of. No number, no names."""
    rows = db.session.execute(text("select sec.running_strands(:dossier)"), {"dossier": dossier_id})
    return frozenset(rows.scalars())


def _contact(row: Row[Any] | None) -> Contact | None:
    if row is None:
        return None
    return Contact(row.name or row.contact_name, row.organisation, row.phone or row.contact_phone)


def _people() -> Select[*tuple[Any, ...]]:
    return select(
        Account.name,
        Account.phone,
        Organisation.name.label("organisation"),
        Organisation.contact_name,
        Organisation.contact_phone,
    ).join(Organisation, Organisation.id == Account.organisation_id)


def find_lead(dossier_id: int, now: dt.datetime) -> Contact | None:
    """Who directs the case, with their phone or else the number of their organisation's contact point."""
    return _contact(
        db.session.execute(
            _people()
            .join(Involvement, Involvement.account_id == Account.id)
            .where(
                Involvement.dossier_id == dossier_id,
                Involvement.is_lead,
                Involvement.withdrawn_at.is_(None),
                Involvement.valid_from <= now,
                or_(Involvement.valid_until.is_(None), Involvement.valid_until > now),
            )
            .limit(1)
        ).one_or_none()
    )


def find_contact(organisation_id: int) -> Contact | None:
    """The contact point of an organisation."""
    row = db.session.execute(
        select(Organisation.name, Organisation.contact_name, Organisation.contact_phone).where(
            Organisation.id == organisation_id
        )
    ).one_or_none()
    return Contact(row.contact_name, row.name, row.contact_phone) if row else None
