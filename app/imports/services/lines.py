"""The rows of interventions and of people around the household, written in bulk."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.models import Activity
from app.dossiers.services.rows import columns
from app.imports.parsing.model import ParsedLine
from app.imports.planning import Reading
from app.imports.services.households import Part, PersonOfRow, activity, put, put_each
from app.interventions.models import Intervention, InterventionBody, InterventionStatusChange, InterventionUpdate
from app.interventions.rules import Status
from app.kernel.text import clean_line
from app.network.models import NetworkPerson
from app.network.roles import ENDING, LASTS

STANCE = "do_together"
LONGEST_WHY = 2000
#: What somebody is of the resident → the role in the network.
ROLE_OF: dict[str, str] = {
    **dict.fromkeys(
        ("zus", "broer", "moeder", "vader", "ouders", "dochter", "zoon", "partner", "oma", "opa", "tante", "oom"),
        "family",
    ),
    **dict.fromkeys(("neef", "nicht", "stiefouder", "pleegouder"), "family"),
    **dict.fromkeys(("buurman", "buurvrouw", "buren"), "neighbour"),
    **dict.fromkeys(("vriend", "vriendin", "kennis", "collega"), "friend"),
    "mantelzorger": "carer",
    "vrijwilliger": "buddy",
}


@dataclass(frozen=True, slots=True)
class _Filed:
    """One line with where it goes and whom it is about."""

    scope: DossierScope
    line: ParsedLine
    person: int

    @property
    def persons(self) -> list[int]:
        return [self.person]


@dataclass(slots=True)
class LineWriter:
    """Writes what happens in a household; ``purposes`` by dossier (0: any), organisation and strand."""

    reading: Reading
    batch_id: int
    purposes: Mapping[tuple[int, int, str], int | None]

    def write(self, part: Part, persons: PersonOfRow) -> None:
        """Writes the lines of some households."""
        coming = {line.row: line for line in self.reading.settled.plan.lines if not line.left_out}
        filed = [
            _Filed(scope, coming[row], persons[row])
            for scope, home in part
            for row in home.household.rows
            if row in coming
        ]
        headers = [self._header(each) for each in filed]
        ids = put_each(Intervention, headers)
        own = [(each, key, row) for each, key, row in zip(filed, ids, headers, strict=True) if each.line.own]
        put(InterventionBody, [self._body(each, key, row) for each, key, row in own])
        put(InterventionUpdate, [row for each, key, header in own for row in self._remarks(each, key, header)])
        put(InterventionStatusChange, [self._step(key, row) for _each, key, row in own])
        put(Activity, [self._feed(each, key, row) for each, key, row in zip(filed, ids, headers, strict=True)])
        self._network(filed)
        for each, key in zip(filed, ids, strict=True):
            trail.did(
                db.session(),
                "create",
                dossier_id=each.scope.id,
                category=each.line.strand,
                persons=each.persons,
                objects=[key],
            )

    def _header(self, filed: _Filed) -> dict[str, Any]:
        line, scope = filed.line, filed.scope
        product = self.reading.settled.products[line.row]
        owner = scope.actor.organisation_id if line.own else line.organisation_id or 0
        return {
            **columns(scope, filed.persons),
            "owner_org_id": owner,
            "purpose_id": self.purposes.get((scope.id if line.own else 0, owner, line.strand)),
            "strand": line.strand,
            "product_id": product.id,
            "product_group": product.group,
            "account_id": scope.actor.account_id if line.own else None,
            "status": line.status if line.own else Status.AWAITING,
            "import_batch_id": self.batch_id,
            **period(line, today()),
        }

    def _under(self, key: int, header: Mapping[str, Any]) -> dict[str, Any]:
        """The columns of a row that hangs under an intervention."""
        names = ("dossier_id", "owner_org_id", "purpose_id", "author_id", "person_ids", "strand", "product_group")
        return {**{name: header[name] for name in names}, "intervention_id": key}

    def _body(self, filed: _Filed, key: int, header: Mapping[str, Any]) -> dict[str, Any]:
        why = filed.line.remarks[:LONGEST_WHY] or _("Overgenomen uit de lijst van het team.")
        return {**self._under(key, header), "why": why, "stance": STANCE}

    def _remarks(self, filed: _Filed, key: int, header: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """What the list leaves open, as lines of its own."""
        if filed.line.on_hold:
            yield {**self._under(key, header), "line": _("Ligt volgens de lijst van het team even stil.")}
        if filed.line.start_assumed:
            text = _("De begindatum stond niet in de lijst; het loopt in elk geval sinds de dag van overnemen.")
            yield {**self._under(key, header), "line": text}

    def _step(self, key: int, header: Mapping[str, Any]) -> dict[str, Any]:
        return {**self._under(key, header), "from_status": None, "to_status": header["status"]}

    def _feed(self, filed: _Filed, key: int, header: Mapping[str, Any]) -> dict[str, Any]:
        return activity(
            filed.scope,
            filed.line.strand,
            "intervention.added",
            object_id=key,
            persons=filed.persons,
            condition=header["product_group"],
        )

    def _network(self, filed: Sequence[_Filed]) -> None:
        """Who comes along according to the list: each once per household."""
        there = self._there(filed)
        rows: list[dict[str, Any]] = []
        for each in filed:
            second = each.line.second
            relation = clean_line(second.relation) or _("onbekend")
            name = clean_line(second.name) or clean_line(second.relation).capitalize()
            mark = (each.scope.id, name.lower(), relation.lower())
            if not name or mark in there:
                continue
            there.add(mark)
            role = ROLE_OF.get(second.relation, "other")
            until = today() + LASTS if role in ENDING else None
            words = {"first_name": name[:40], "relation": relation[:60], "role": role, "until": until}
            rows.append({**columns(each.scope, each.persons), **words})
        put(NetworkPerson, rows)
        added = [
            {**_owned(row), "category": str(Category.NETWORK), "verb": "network_person.added", "condition": row["role"]}
            for row in rows
        ]
        put(Activity, added)

    @staticmethod
    def _there(filed: Sequence[_Filed]) -> set[tuple[int, str, str]]:
        ids = {each.scope.id for each in filed}
        rows = db.session.execute(
            select(NetworkPerson.dossier_id, NetworkPerson.first_name, NetworkPerson.relation).where(
                NetworkPerson.dossier_id.in_(ids)
            )
        )
        return {(row.dossier_id, row.first_name.lower(), row.relation.lower()) for row in rows}


def _owned(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("dossier_id", "owner_org_id", "purpose_id", "author_id", "person_ids")}


def period(line: ParsedLine, day: dt.date) -> dict[str, dt.date | None]:
    """The four dates of a header: what lies in the future is planned, what has been is actual."""
    begun = line.start if line.start and line.start <= day and line.status != Status.PLANNED else None
    over = line.status in {Status.DONE, Status.STOPPED}
    ended = line.end if over and line.end and line.end <= day else None
    return {
        "planned_start": line.start if begun is None else None,
        "planned_end": line.end if ended is None else None,
        "started_on": begun,
        "ended_on": ended,
    }
