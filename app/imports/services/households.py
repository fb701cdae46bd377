"""The rows of households and their people, written in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.crypto import blind_index, seal
from app.db.session import db
from app.dossiers.household_words import FIRST_WEIGHT
from app.dossiers.keys import address_key, person_keys
from app.dossiers.models import (
    Activity,
    DossierProcess,
    HouseholdAddress,
    HouseholdArea,
    HouseholdMember,
    HouseholdSummary,
    HouseholdTitle,
    Person,
    PersonBsn,
    PersonDetail,
    PhaseChange,
)
from app.dossiers.phases import Phase
from app.dossiers.services.bsn import bound_to
from app.dossiers.services.persons import adult_on
from app.dossiers.services.rows import columns
from app.imports.grouping import HouseholdPerson
from app.imports.parsing.model import ParsedLine
from app.imports.planning import Reading
from app.imports.settling import Home, KnownPerson
from app.kernel.names import name_key

#: The neighbourhood of a household whose list does not name one.
NO_AREA = "BU00000000"
LONGEST_TITLE = 80

Part = Sequence[tuple[DossierScope, Home]]
PersonOfRow = dict[int, int]


def put(model: type[Any], rows: Sequence[dict[str, Any]]) -> None:
    """Adds rows of one table in one statement, so that its policies are asked once; nothing comes back."""
    if rows:
        db.session.execute(insert(model.__table__).values(list(rows)).inline())


def put_each(model: type[Any], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Adds rows of one table; gives their ids in the same order.

    The table, not the class: a class leaves out what is None, and so makes many statements of a few rows each.
    """
    if not rows:
        return []
    table = model.__table__
    statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(db.session.execute(statement, list(rows)).scalars())


def activity(scope: DossierScope, category: Category | str, verb: str, **more: Any) -> dict[str, Any]:
    """A line of the feed of changes."""
    persons = more.pop("persons", ())
    values = {"object_id": None, "condition": None, **more}
    return {**columns(scope, persons), "category": str(category), "verb": verb, **values}


@dataclass(slots=True)
class HouseholdWriter:
    """Writes households with their people, some at a time. ``may_bsn``: dossiers in which the number may be kept."""

    reading: Reading
    may_bsn: frozenset[int]
    lines: dict[int, ParsedLine] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lines by their row, those that come in only."""
        self.lines = {line.row: line for line in self.reading.settled.plan.lines if not line.left_out}

    def write(self, part: Part) -> PersonOfRow:
        """Writes some households; gives the person of each row."""
        self._frames([(scope, home) for scope, home in part if home.known is None])
        return self._people(part)

    def _rows(self, rows: Sequence[int]) -> list[ParsedLine]:
        return [self.lines[row] for row in rows if row in self.lines]

    def _frames(self, new: Part) -> None:
        """Title, place, process and summary of new dossiers."""
        area = {"code": NO_AREA, "code_year": today().year, "name": _("nog niet ingevuld")}
        put(HouseholdTitle, [{**columns(scope), "title": self._title(home)} for scope, home in new])
        put(HouseholdArea, [{**columns(scope), **area} for scope, _home in new])
        put(HouseholdSummary, [{**columns(scope), "adults": 0, "children": 0} for scope, _home in new])
        put(HouseholdAddress, [row for scope, home in new if (row := self._address(scope, home))])
        phases = {scope.id: self._phase(home) for scope, home in new}
        process = {"phase_since": today(), "weight": FIRST_WEIGHT}
        put(DossierProcess, [{**columns(scope), "phase": phases[scope.id], **process} for scope, _home in new])
        why = {"from_phase": None, "reason": _("Overgenomen uit de lijst van het team.")}
        put(PhaseChange, [{**columns(scope), "to_phase": phases[scope.id], **why} for scope, _home in new])
        put(Activity, [activity(scope, Category.PLAN, "dossier.created") for scope, _home in new])

    def _title(self, home: Home) -> str:
        names = dict.fromkeys(each.name.family or each.name.given for each in self._persons(home))
        return " / ".join(filter(None, names))[:LONGEST_TITLE] or _("Naam onbekend")

    def _phase(self, home: Home) -> str:
        runs = any(line.status == "active" for line in self._rows(home.household.rows))
        return Phase.IN_PROGRESS if runs else Phase.INTAKE

    @staticmethod
    def _address(scope: DossierScope, home: Home) -> dict[str, Any] | None:
        place = home.household
        if not (place.street or place.postcode):
            return None
        number, addition = (place.house.number, place.house.suffix) if place.house else (None, "")
        return {
            **columns(scope),
            "street": place.street,
            "number": number,
            "addition": addition,
            "postcode": place.postcode,
            "town": place.place,
            "search_key": address_key(place.street, number, addition, place.postcode),
        }

    def _persons(self, home: Home) -> list[HouseholdPerson]:
        return [each for each in home.household.people if self._rows(each.rows)]

    def _people(self, part: Part) -> PersonOfRow:
        """Adds who is not there yet; gives the person of each row, of those who are there too."""
        found: PersonOfRow = {}
        new: list[tuple[DossierScope, Home, HouseholdPerson]] = []
        for scope, home in part:
            for person in self._persons(home):
                known = _same(person, home.known.persons if home.known else ())
                if known is None:
                    new.append((scope, home, person))
                else:
                    found.update(dict.fromkeys(person.rows, known.id))
        if new:
            ids = self._add_people(new)
            for (_scope, _home, person), key in zip(new, ids, strict=True):
                found.update(dict.fromkeys(person.rows, key))
        self._log(part, found)
        return found

    def _add_people(self, new: Sequence[tuple[DossierScope, Home, HouseholdPerson]]) -> list[int]:
        stubs = [
            {
                **columns(scope),
                "stub": person_keys(person.name).stub or _("Naam onbekend"),
                "adult_on": adult_on(person.birth_date),
                "holds_authority": False,
                "partner_unsafe": any(line.second.careful for line in self._rows(person.rows)),
            }
            for scope, _home, person in new
        ]
        ids = put_each(Person, stubs)
        put(PersonDetail, [self._detail(*each, key) for each, key in zip(new, ids, strict=True)])
        put(HouseholdMember, self._members(new, ids))
        put(PersonBsn, [row for each, key in zip(new, ids, strict=True) if (row := self._bsn(each[0], each[2], key))])
        added = [
            activity(scope, Category.HOUSEHOLD, "person.added", object_id=key, persons=[key])
            for (scope, _home, _person), key in zip(new, ids, strict=True)
        ]
        put(Activity, added)
        return ids

    def _detail(self, scope: DossierScope, _home: Home, person: HouseholdPerson, key: int) -> dict[str, Any]:
        name, keys = person.name, person_keys(person.name)
        return {
            **columns(scope, [key]),
            "person_id": key,
            "given_name": name.given,
            "prefix": name.prefix,
            "surname": name.surname,
            "birth_date": person.birth_date,
            "phone": next((line.phone for line in self._rows(person.rows) if line.phone), ""),
            "name_key": keys.name_key,
            "grams": keys.grams,
            "phonetic": keys.phonetic,
        }

    @staticmethod
    def _members(new: Sequence[tuple[DossierScope, Home, HouseholdPerson]], ids: Sequence[int]) -> list[dict[str, Any]]:
        """The first person of a new household is the main resident until somebody says otherwise."""
        first: set[int] = set()
        rows = []
        for (scope, home, _person), key in zip(new, ids, strict=True):
            main = home.known is None and scope.id not in first
            first.add(scope.id)
            rows.append({**columns(scope, [key]), "person_id": key, "relation": "main" if main else "other"})
        return rows

    def _bsn(self, scope: DossierScope, person: HouseholdPerson, key: int) -> dict[str, Any] | None:
        number = next((line.bsn for line in self._rows(person.rows) if line.bsn), "")
        if not number or scope.id not in self.may_bsn:
            return None
        return {
            **columns(scope, [key]),
            "person_id": key,
            "sealed_number": seal(number.encode(), bound_to(key)),
            "blind_index": blind_index(number),
        }

    def _log(self, part: Part, found: PersonOfRow) -> None:
        for scope, home in part:
            persons = sorted({found[row] for row in home.household.rows if row in found})
            verb = "update" if home.known else "create"
            trail.did(db.session(), verb, dossier_id=scope.id, category=Category.HOUSEHOLD, persons=persons)


def _same(person: HouseholdPerson, known: Sequence[KnownPerson]) -> KnownPerson | None:
    """The person of the dossier that this is: the same name, and no two dates of birth."""
    key, born = name_key(person.name), person.birth_date.isoformat() if person.birth_date else ""
    fitting = [each for each in known if each.key == key and (not born or not each.born or each.born == born)]
    return fitting[0] if fitting else None
