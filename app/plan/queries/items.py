"""Goals and agreements as the asker may read them, and with whom each is shared."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from app.accounts.models import Account, Organisation
from app.db.clock import now
from app.db.session import db
from app.dossiers.models import Disclosure
from app.kernel.errors import NotFound
from app.plan.models import PlanItem

ITEM_KIND = "plan_item"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One goal or agreement."""

    id: int
    kind: str
    aim: str | None
    text: str
    in_words_of: str
    domain: str | None
    status: str
    review_on: dt.date | None
    valid_until: dt.date | None
    shared_goal: bool
    person_ids: tuple[int, ...]
    organisation_id: int
    organisation: str
    author: str
    at: dt.datetime
    version: int
    sealed: bool
    restricted: bool


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One organisation that reads an item: on what basis, why, and until when."""

    id: int
    item_id: int
    organisation_id: int
    organisation: str
    basis: str
    reason: str
    valid_until: dt.datetime | None


def _items(dossier_id: int) -> Any:
    return (
        select(
            PlanItem.id,
            PlanItem.kind,
            PlanItem.aim,
            PlanItem.text,
            PlanItem.in_words_of,
            PlanItem.domain,
            PlanItem.status,
            PlanItem.review_on,
            PlanItem.valid_until,
            PlanItem.shared_goal,
            PlanItem.person_ids,
            PlanItem.owner_org_id,
            Organisation.name.label("organisation"),
            Account.name.label("author"),
            PlanItem.created_at,
            PlanItem.version,
            PlanItem.sealed,
            PlanItem.restricted,
        )
        .join(Account, Account.id == PlanItem.author_id)
        .join(Organisation, Organisation.id == PlanItem.owner_org_id)
        .where(PlanItem.dossier_id == dossier_id)
    )


def _line(row: Any) -> ItemLine:
    return ItemLine(
        id=row.id,
        kind=row.kind,
        aim=row.aim,
        text=row.text,
        in_words_of=row.in_words_of,
        domain=row.domain,
        status=row.status,
        review_on=row.review_on,
        valid_until=row.valid_until,
        shared_goal=row.shared_goal,
        person_ids=tuple(row.person_ids),
        organisation_id=row.owner_org_id,
        organisation=row.organisation,
        author=row.author,
        at=row.created_at,
        version=row.version,
        sealed=row.sealed,
        restricted=row.restricted,
    )


def list_items(dossier_id: int) -> tuple[ItemLine, ...]:
    """Every goal and agreement that the asker may read: open ones first, goals before agreements, oldest first."""
    statement = _items(dossier_id).order_by(
        PlanItem.status != "open", PlanItem.kind != "goal", PlanItem.created_at, PlanItem.id
    )
    return tuple(_line(row) for row in db.session.execute(statement))


def get_item(dossier_id: int, item_id: int) -> ItemLine:
    """One goal or agreement of this household. Raises NotFound."""
    row = db.session.execute(_items(dossier_id).where(PlanItem.id == item_id)).one_or_none()
    if row is None:
        raise NotFound
    return _line(row)


def list_shares(dossier_id: int, item_id: int | None = None) -> tuple[ShareLine, ...]:
    """With whom the plan's items (or one of them) are shared now, as far as the asker may know; by name."""
    moment = now()
    statement = (
        select(
            Disclosure.id,
            Disclosure.item_id,
            Disclosure.to_org_id,
            Organisation.name,
            Disclosure.basis,
            Disclosure.reason,
            Disclosure.valid_until,
        )
        .join(Organisation, Organisation.id == Disclosure.to_org_id)
        .where(Disclosure.dossier_id == dossier_id, Disclosure.item_kind == ITEM_KIND)
        .where(Disclosure.withdrawn_at.is_(None), Disclosure.valid_from <= moment)
        .where(or_(Disclosure.valid_until.is_(None), Disclosure.valid_until > moment))
        .order_by(Organisation.name, Disclosure.id)
    )
    if item_id is not None:
        statement = statement.where(Disclosure.item_id == item_id)
    return tuple(ShareLine(*row) for row in db.session.execute(statement))
