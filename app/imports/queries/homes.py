"""Which households of a list are known already: own dossiers of the asker, and teams that lead one like it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import text

from app.db.crypto import blind_index
from app.db.session import db
from app.dossiers.queries.elsewhere import BY_LIST, Question, ask_elsewhere
from app.imports.grouping import Household
from app.imports.settling import KnownHome, KnownPerson
from app.kernel.names import name_key

_MATCHES = text(
    """
    select q.n, b.dossier_id, 0 as rank from person_bsn b
      join unnest(cast(:bsn_n as bigint[]), cast(:bsn as bytea[])) as q(n, mark) on b.blind_index = q.mark
    union
    select q.n, pd.dossier_id, 1 from person_detail pd
      join unnest(cast(:person_n as bigint[]), cast(:keys as text[]), cast(:borns as date[])) as q(n, key, born)
        on pd.name_key = q.key and pd.birth_date = q.born
    union
    select q.n, a.dossier_id, 2 from household_address a
      join unnest(cast(:door_n as bigint[]), cast(:postcodes as text[]), cast(:numbers as bigint[]), cast(:suffixes as text[]))
        as q(n, postcode, number, suffix)
        on a.postcode = q.postcode and a.number = q.number and lower(replace(replace(a.addition, ' ', ''), '-', '')) = q.suffix
    order by 1, 3, 2
    """
)
_HOMES = text(
    """
    select d.id, d.case_no, coalesce(t.title, d.case_no) as title, d.closed,
           coalesce((select a.name from involvement i join account a on a.id = i.account_id
                      where i.dossier_id = d.id and i.is_lead and i.valid_until is null and i.withdrawn_at is null), '') as lead,
           d.id = any((select sec.standing('{case_lead}'))::bigint[]) as is_lead
      from dossier d left join household_title t on t.dossier_id = d.id
     where d.id = any(cast(:ids as bigint[])) and d.merged_into_id is null
    """
)
_PERSONS = text(
    "select dossier_id, person_id, name_key, birth_date from person_detail where dossier_id = any(cast(:ids as bigint[]))"
    " order by person_id"
)


def find_homes(households: Iterable[Household]) -> dict[int, KnownHome]:
    """By household number the own dossier about it: the same BSN, the same person, or the same door, in this order."""
    best: dict[int, int] = {}
    for row in db.session.execute(_MATCHES, _asked(households)):
        best.setdefault(row.n, row.dossier_id)
    if not best:
        return {}
    ids = {"ids": sorted(set(best.values()))}
    persons: dict[int, list[KnownPerson]] = defaultdict(list)
    for row in db.session.execute(_PERSONS, ids):
        born = row.birth_date.isoformat() if row.birth_date else ""
        persons[row.dossier_id].append(KnownPerson(row.person_id, row.name_key, born))
    homes = {
        row.id: KnownHome(row.id, row.case_no, row.title, row.lead, row.is_lead, row.closed, tuple(persons[row.id]))
        for row in db.session.execute(_HOMES, ids)
    }
    return {number: homes[dossier] for number, dossier in best.items() if dossier in homes}


def _asked(households: Iterable[Household]) -> dict[str, Any]:
    asked: dict[str, list[Any]] = defaultdict(list)
    for home in households:
        for person in home.people:
            if person.bsn:
                asked["bsn_n"].append(home.number)
                asked["bsn"].append(blind_index(person.bsn))
            if person.birth_date:
                asked["person_n"].append(home.number)
                asked["keys"].append(name_key(person.name))
                asked["borns"].append(person.birth_date)
        if home.postcode and home.house:
            asked["door_n"].append(home.number)
            asked["postcodes"].append(home.postcode)
            asked["numbers"].append(home.house.number)
            asked["suffixes"].append(home.house.suffix.lower())
    names = ("bsn_n", "bsn", "person_n", "keys", "borns", "door_n", "postcodes", "numbers", "suffixes")
    return {name: asked[name] for name in names}


def find_elsewhere(households: Iterable[Household]) -> dict[int, str]:
    """By household number the teams that lead a household like it: whom to ask, nothing else. Raises TooMuchAsked."""
    questions = [
        Question(
            home.number,
            name_key(person.name),
            person.birth_date,
            home.postcode,
            home.house.number if home.house else None,
        )
        for home in households
        for person in home.people
    ]
    found = ask_elsewhere(questions, why="import", way=BY_LIST)
    return {
        number: "; ".join(dict.fromkeys(", ".join(filter(None, (t.organisation, t.contact_phone))) for t in teams))
        for number, teams in found.items()
    }
