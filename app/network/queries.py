"""Every question to the people around a household. Row-level security decides what comes back."""

from dataclasses import dataclass

from sqlalchemy import select

from app.db.session import db
from app.network.models import NetworkPerson


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """Somebody around the household, for a list or a choice."""

    id: int
    first_name: str
    relation: str
    role: str
    person_ids: tuple[int, ...]


def list_network_people(dossier_id: int) -> tuple[NetworkLine, ...]:
    """Everybody who is still around, as far as the asker may see them, by first name."""
    rows = db.session.execute(
        select(
            NetworkPerson.id,
            NetworkPerson.first_name,
            NetworkPerson.relation,
            NetworkPerson.role,
            NetworkPerson.person_ids,
        )
        .where(NetworkPerson.dossier_id == dossier_id, NetworkPerson.active)
        .order_by(NetworkPerson.first_name, NetworkPerson.id)
    ).all()
    return tuple(NetworkLine(row.id, row.first_name, row.relation, row.role, tuple(row.person_ids)) for row in rows)
