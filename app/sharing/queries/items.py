"""Items that can be disclosed one by one, and the disclosures of a household."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import text

from app.db.clock import now, today
from app.db.question import Question
from app.db.session import db
from app.dossiers.queries.notes import get_note
from app.interventions.queries import find_body, get_header
from app.kernel.errors import NotFound
from app.plan.queries import get_item as get_plan_item
from app.sharing.rules import ITEM_KINDS


@dataclass(frozen=True, slots=True)
class Item:
    """One goal or agreement, note, document, or explanation of an intervention, as the asker reads it.

    ``conditions`` are the words of the matrix that hold for it.
    """

    kind: str
    id: int
    text: str
    category: str
    persons: frozenset[int]
    organisation_id: int
    conditions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One disclosure: of what (None where the asker does not read it), to whom, for what, why, and until when."""

    id: int
    kind: str
    item_id: int
    text: str | None
    category: str | None
    persons: tuple[int, ...]
    organisation_id: int
    organisation: str
    account_id: int | None
    account: str | None
    purpose_nl: str | None
    purpose_en: str | None
    reason: str
    valid_from: dt.datetime
    valid_until: dt.datetime | None
    withdrawn_at: dt.datetime | None
    author: str
    waiver_id: int | None
    created_by: int
    runs: bool
    ahead: bool


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """One item that somebody reads because it was disclosed to them."""

    dossier_id: int
    kind: str
    item_id: int
    category: str
    valid_until: dt.datetime | None


def get_item(dossier_id: int, kind: str, item_id: int) -> Item:
    """The item, if the asker reads it. Raises NotFound."""
    if kind not in ITEM_KINDS:
        raise NotFound
    if kind == "plan_item":
        line = get_plan_item(dossier_id, item_id)
        return Item(kind, item_id, line.text, "plan", frozenset(line.person_ids), line.organisation_id)
    if kind == "note":
        note = get_note(dossier_id, item_id)
        said = frozenset({"open"} if note.is_open(today()) else ())
        return Item(
            kind, item_id, note.facts, "notes", frozenset(note.person_ids), note.organisation_id, conditions=said
        )
    if kind == "document":
        return _get_document(dossier_id, item_id)
    header = get_header(dossier_id, item_id)
    body = find_body(header)
    if body is None:
        raise NotFound
    group = frozenset(filter(None, [header.product_group]))
    return Item(
        kind,
        item_id,
        body.why,
        header.strand,
        frozenset(header.persons),
        header.organisation_id,
        conditions=group,
    )


_DOCUMENT = Question(
    """
    select title, person_ids, owner_org_id, withheld_until is null or shared or withheld_until < :today as is_open
      from document where dossier_id = :dossier and id = :id
    """
)


def _get_document(dossier_id: int, document_id: int) -> Item:
    row = _DOCUMENT.row(dossier=dossier_id, id=min(document_id, 2**62), today=today())
    if row is None:
        raise NotFound
    said = frozenset({"open"} if row.is_open else ())
    persons = frozenset(row.person_ids)
    return Item("document", document_id, row.title, "documents", persons, row.owner_org_id, conditions=said)


_DISCLOSURES = text(
    """
    select x.id, x.item_kind as kind, x.item_id, coalesce(p.text, n.facts, b.why, d.title, to_char(v.starts_at, 'DD-MM-YYYY')) as text,
           case when p.id is not null or v.id is not null then 'plan' when n.id is not null then 'notes'
                when d.id is not null then 'documents' else b.strand end as category,
           coalesce(p.person_ids, n.person_ids, b.person_ids, d.person_ids, v.person_ids, '{}') as persons,
           x.to_org_id as organisation_id, o.name as organisation, x.to_account_id as account_id, a.name as account,
           u.text_nl as purpose_nl, u.text_en as purpose_en, x.reason, x.valid_from, x.valid_until, x.withdrawn_at, w.name as author,
           x.waiver_id, x.created_by
      from disclosure x
      join organisation o on o.id = x.to_org_id
      join account w on w.id = x.created_by
      left join account a on a.id = x.to_account_id
      left join purpose u on u.id = x.purpose_id
      left join plan_item p on x.item_kind = 'plan_item' and p.id = x.item_id and p.dossier_id = x.dossier_id
      left join note n on x.item_kind = 'note' and n.id = x.item_id and n.dossier_id = x.dossier_id
      left join intervention_body b on x.item_kind = 'intervention' and b.intervention_id = x.item_id
                                   and b.dossier_id = x.dossier_id
      left join document d on x.item_kind = 'document' and d.id = x.item_id and d.dossier_id = x.dossier_id
      left join appointment v on x.item_kind = 'appointment' and v.id = x.item_id and v.dossier_id = x.dossier_id
     where x.dossier_id = :dossier
     order by x.valid_from desc, x.id desc
    """
)

_RECEIVED = text(
    """
    select x.dossier_id, x.item_kind as kind, x.item_id, x.valid_until,
           coalesce(b.strand, case when n.id is not null then 'notes' when d.id is not null then 'documents' else 'plan' end) as category
      from disclosure x
      left join plan_item p on x.item_kind = 'plan_item' and p.id = x.item_id and p.dossier_id = x.dossier_id
      left join note n on x.item_kind = 'note' and n.id = x.item_id and n.dossier_id = x.dossier_id
      left join intervention_body b on x.item_kind = 'intervention' and b.intervention_id = x.item_id
                                   and b.dossier_id = x.dossier_id
      left join document d on x.item_kind = 'document' and d.id = x.item_id and d.dossier_id = x.dossier_id
     where x.dossier_id = any((select sec.mine())::bigint[]) and x.to_org_id = (select sec.org_id())
       and (x.to_account_id is null or x.to_account_id = (select sec.account_id()))
       and x.withdrawn_at is null and x.valid_from <= :now and (x.valid_until is null or x.valid_until > :now)
       and coalesce(p.id, n.id, b.id, d.id) is not null
     order by x.valid_from desc, x.id desc limit 20
    """
)


def list_disclosures(dossier_id: int) -> tuple[DisclosureLine, ...]:
    """Everything that is or was disclosed of a household, as far as the asker may know: the newest first."""
    moment = now()
    found = []
    for row in db.session.execute(_DISCLOSURES, {"dossier": dossier_id}).mappings():
        over = row["withdrawn_at"] is not None or (row["valid_until"] is not None and row["valid_until"] <= moment)
        values = {**row, "persons": tuple(row["persons"])}
        found.append(DisclosureLine(**values, runs=not over, ahead=not over and row["valid_from"] > moment))
    return tuple(found)


def find_running(dossier_id: int, disclosure_id: int) -> DisclosureLine | None:
    """One disclosure that has not ended yet, or None."""
    return next((line for line in list_disclosures(dossier_id) if line.id == disclosure_id and line.runs), None)


def list_received() -> tuple[ReceivedLine, ...]:
    """What the asker reads because it was disclosed to them or their organisation: the newest twenty."""
    return tuple(ReceivedLine(**row) for row in db.session.execute(_RECEIVED, {"now": now()}).mappings())
