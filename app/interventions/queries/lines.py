"""Interventions as plain lines: headers and bodies apart, because what may be seen of them differs."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select

from app.accounts.models import Account, Organisation
from app.db.session import db
from app.interventions.models import Intervention, InterventionBody, Product
from app.kernel.errors import NotFound
from app.plan.models import PlanItem
from app.web.i18n import by_language

#: The largest id that a question may carry; addresses can hold any number.
LARGEST = 2**62


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """The header of one intervention: strand, what kind, by whom, period and status; and the enforcement pause."""

    id: int
    dossier_id: int
    strand: str
    product_id: int
    product_group: str | None
    name_nl: str
    name_en: str
    is_step: bool
    organisation_id: int
    organisation: str
    account_id: int | None
    professional: str
    phone: str
    status: str
    planned_start: dt.date | None
    planned_end: dt.date | None
    started_on: dt.date | None
    ended_on: dt.date | None
    paused_at: dt.datetime | None
    consulted: str
    persons: tuple[int, ...]
    author: str
    author_id: int
    created_at: dt.datetime
    version: int

    @property
    def product(self) -> str:
        """The product's name in the reader's language."""
        return by_language(self.name_nl, self.name_en)

    @property
    def runs(self) -> bool:
        """Whether it is planned or under way: the open actions of the enforcement pause."""
        return self.status in {"planned", "active"}


@dataclass(frozen=True, slots=True)
class BodyLine:
    """The body of one intervention. ``goal`` is None where the plan item stays shut for the asker."""

    intervention_id: int
    strand: str
    why: str
    alternatives: str
    own_role: str
    coordinated_with: str
    stance: str
    superfluous_when: str
    network_could: str
    plan_item_id: int | None
    goal: str | None
    goal_persons: tuple[int, ...]
    pause_reason: str
    result: str
    stop_reason: str
    withdrawn_because: str
    version: int


def _headers() -> Select[*tuple[Any, ...]]:
    author = Account.__table__.alias("author")
    return (
        select(
            Intervention.id,
            Intervention.dossier_id,
            Intervention.strand,
            Intervention.product_id,
            Intervention.product_group,
            Product.name_nl,
            Product.name_en,
            Product.is_step,
            Intervention.owner_org_id,
            Organisation.name.label("organisation"),
            Intervention.account_id,
            Account.name.label("professional"),
            Account.phone,
            Organisation.contact_phone,
            Intervention.status,
            Intervention.planned_start,
            Intervention.planned_end,
            Intervention.started_on,
            Intervention.ended_on,
            Intervention.paused_at,
            Intervention.consulted,
            Intervention.person_ids,
            author.c.name.label("author"),
            Intervention.author_id,
            Intervention.created_at,
            Intervention.version,
        )
        .join(Product, Product.id == Intervention.product_id)
        .join(Organisation, Organisation.id == Intervention.owner_org_id)
        .join(author, author.c.id == Intervention.author_id)
        .outerjoin(Account, Account.id == Intervention.account_id)
    )


def _header(row: Row[Any]) -> HeaderLine:
    return HeaderLine(
        id=row.id,
        dossier_id=row.dossier_id,
        strand=row.strand,
        product_id=row.product_id,
        product_group=row.product_group,
        name_nl=row.name_nl,
        name_en=row.name_en,
        is_step=row.is_step,
        organisation_id=row.owner_org_id,
        organisation=row.organisation,
        account_id=row.account_id,
        professional=row.professional or "",
        phone=row.phone or row.contact_phone,
        status=row.status,
        planned_start=row.planned_start,
        planned_end=row.planned_end,
        started_on=row.started_on,
        ended_on=row.ended_on,
        paused_at=row.paused_at,
        consulted=row.consulted,
        persons=tuple(row.person_ids),
        author=row.author,
        author_id=row.author_id,
        created_at=row.created_at,
        version=row.version,
    )


def list_headers(dossier_id: int) -> tuple[HeaderLine, ...]:
    """Every header of the dossier that the asker may see, oldest first; withdrawn and awaiting ones included."""
    rows = db.session.execute(
        _headers()
        .where(Intervention.dossier_id == dossier_id)
        .order_by(
            Intervention.started_on.is_(None), Intervention.started_on, Intervention.planned_start, Intervention.id
        )
    )
    return tuple(map(_header, rows))


def get_header(dossier_id: int, intervention_id: int) -> HeaderLine:
    """One header. Raises NotFound when the asker may not see it, whether or not it exists."""
    row = db.session.execute(
        _headers().where(Intervention.dossier_id == dossier_id, Intervention.id == min(intervention_id, LARGEST))
    ).one_or_none()
    if row is None:
        raise NotFound
    return _header(row)


def _bodies() -> Select[*tuple[Any, ...]]:
    return select(
        InterventionBody.intervention_id,
        InterventionBody.strand,
        InterventionBody.why,
        InterventionBody.alternatives,
        InterventionBody.own_role,
        InterventionBody.coordinated_with,
        InterventionBody.stance,
        InterventionBody.superfluous_when,
        InterventionBody.network_could,
        InterventionBody.plan_item_id,
        PlanItem.text.label("goal"),
        PlanItem.person_ids.label("goal_persons"),
        InterventionBody.pause_reason,
        InterventionBody.result,
        InterventionBody.stop_reason,
        InterventionBody.withdrawn_because,
        InterventionBody.version,
    ).outerjoin(PlanItem, PlanItem.id == InterventionBody.plan_item_id)


def _body(row: Row[Any]) -> BodyLine:
    return BodyLine(**{**row._mapping, "goal_persons": tuple(row.goal_persons or ())})  # noqa: SLF001 - SQLAlchemy's name


def list_bodies(dossier_id: int) -> dict[int, BodyLine]:
    """The bodies of the dossier that the asker may read, by the id of their intervention."""
    rows = db.session.execute(_bodies().where(InterventionBody.dossier_id == dossier_id))
    return {row.intervention_id: _body(row) for row in rows}


def find_body(header: HeaderLine) -> BodyLine | None:
    """The body of one intervention; None when it is shut for the asker or not written yet."""
    row = db.session.execute(
        _bodies().where(InterventionBody.dossier_id == header.dossier_id, InterventionBody.intervention_id == header.id)
    ).one_or_none()
    return _body(row) if row else None
