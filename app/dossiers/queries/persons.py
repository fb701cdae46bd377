"""The persons of a household, as far as the asker may see them."""

import datetime as dt
from dataclasses import dataclass

from app.db.clock import today
from app.db.question import Question

_PERSONS = Question(
    """
    select p.id, p.stub, p.adult_on, d.given_name, d.prefix, d.surname, d.birth_date
      from person p left join person_detail d on d.person_id = p.id
     where p.dossier_id = :dossier order by p.adult_on nulls first, p.id
    """
)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person for a list or a choice: the full name where that may be seen, else first name and initial."""

    person_id: int
    stub: str
    name: str
    birth_date: dt.date | None
    is_child: bool
    adult_on: dt.date | None = None


def full_name(given: str, prefix: str, surname: str) -> str:
    """*Bram van der Meer*: the parts that are there, with one space between."""
    return " ".join(part for part in (given, prefix, surname) if part)


def list_persons(dossier_id: int) -> tuple[PersonLine, ...]:
    """Everybody of the household whom the asker may see: adults first, then children, oldest first."""
    day = today()
    return tuple(
        PersonLine(
            person_id=row.id,
            stub=row.stub,
            name=row.stub if row.given_name is None else full_name(row.given_name, row.prefix, row.surname),
            birth_date=row.birth_date,
            is_child=row.adult_on is not None and row.adult_on > day,
            adult_on=row.adult_on,
        )
        for row in _PERSONS.rows(dossier=dossier_id)
    )
