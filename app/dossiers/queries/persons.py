"""The persons of a household, as far as the asker may see them."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from app.db.clock import today
from app.db.session import db
from app.dossiers.models import Person, PersonDetail


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person for a list or a choice: the full name where that may be seen, else first name and initial."""

    person_id: int
    stub: str
    name: str
    birth_date: dt.date | None
    is_child: bool


def full_name(given: str, prefix: str, surname: str) -> str:
    """*Bram van der Meer*: the parts that are there, with one space between."""
    return " ".join(part for part in (given, prefix, surname) if part)


def list_persons(dossier_id: int) -> tuple[PersonLine, ...]:
    """Everybody of the household whom the asker may see: adults first, then children, oldest first."""
    rows = db.session.execute(
        select(
            Person.id,
            Person.stub,
            Person.adult_on,
            PersonDetail.given_name,
            PersonDetail.prefix,
            PersonDetail.surname,
            PersonDetail.birth_date,
        )
        .outerjoin(PersonDetail, PersonDetail.person_id == Person.id)
        .where(Person.dossier_id == dossier_id)
        .order_by(Person.adult_on.nulls_first(), Person.id)
    ).all()
    day = today()
    return tuple(
        PersonLine(
            person_id=row.id,
            stub=row.stub,
            name=row.stub if row.given_name is None else full_name(row.given_name, row.prefix, row.surname),
            birth_date=row.birth_date,
            is_child=row.adult_on is not None and row.adult_on > day,
        )
        for row in rows
    )
