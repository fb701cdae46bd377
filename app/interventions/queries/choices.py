"""What the form offers: products, goals that it may serve, purposes of one's own organisation."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import or_, select, text

from app.accounts.models import Purpose
from app.db.session import db
from app.dossiers.models import HouseholdTitle
from app.interventions.models import Product
from app.plan.models import PlanItem
from app.web.i18n import by_language


@dataclass(frozen=True, slots=True)
class ProductChoice:
    """A product of the catalogue, as it is offered."""

    id: int
    code: str
    strand: str
    group: str | None
    name_nl: str
    name_en: str
    org_kinds: tuple[str, ...]
    is_step: bool

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return by_language(self.name_nl, self.name_en)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal or agreement of the plan that an intervention may serve."""

    id: int
    text: str
    persons: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OwnPurpose:
    """A purpose of the asker's organisation that holds today."""

    id: int
    code: str
    text_nl: str
    text_en: str
    law: str
    article: str

    @property
    def text(self) -> str:
        """The text in the reader's language."""
        return by_language(self.text_nl, self.text_en)


def list_products(strands: Collection[str]) -> tuple[ProductChoice, ...]:
    """The products in use in these strands, by name in the reader's language."""
    rows = db.session.execute(
        select(
            Product.id,
            Product.code,
            Product.strand,
            Product.product_group,
            Product.name_nl,
            Product.name_en,
            Product.org_kinds,
            Product.is_step,
        )
        .where(Product.active, Product.strand.in_(strands))
        .order_by(Product.strand, Product.code)
    )
    found = (
        ProductChoice(r.id, r.code, r.strand, r.product_group, r.name_nl, r.name_en, tuple(r.org_kinds), r.is_step)
        for r in rows
    )
    return tuple(sorted(found, key=lambda product: product.name.lower()))


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """A product of the catalogue, in use or not, as its administrator sees it."""

    id: int
    strand: str
    name_nl: str
    name_en: str
    org_kinds: tuple[str, ...]
    is_step: bool
    active: bool


def list_catalogue() -> tuple[ListedProduct, ...]:
    """Every product by strand and name, those that are switched off included."""
    rows = db.session.execute(
        select(
            Product.id,
            Product.strand,
            Product.name_nl,
            Product.name_en,
            Product.org_kinds,
            Product.is_step,
            Product.active,
        ).order_by(Product.strand, Product.name_nl, Product.id)
    )
    return tuple(
        ListedProduct(r.id, r.strand, r.name_nl, r.name_en, tuple(r.org_kinds), r.is_step, r.active) for r in rows
    )


def list_absent(dossier_id: int) -> frozenset[int]:
    """Persons of the household who died, or who moved out as far as the asker may know."""
    statement = text(
        "select p.id from person p where p.dossier_id = :dossier and (p.deceased_on is not null"
        " or (exists (select from household_member m where m.person_id = p.id and m.left_on is not null)"
        " and not exists (select from household_member m where m.person_id = p.id and m.left_on is null)))"
    )
    return frozenset(db.session.execute(statement, {"dossier": dossier_id}).scalars())


def list_goals(dossier_id: int, today: dt.date) -> tuple[Goal, ...]:
    """Open goals and agreements that the asker may read and that hold today, goals first."""
    rows = db.session.execute(
        select(PlanItem.id, PlanItem.text, PlanItem.person_ids)
        .where(
            PlanItem.dossier_id == dossier_id,
            PlanItem.status == "open",
            or_(PlanItem.valid_until.is_(None), PlanItem.valid_until >= today),
        )
        .order_by(PlanItem.kind != "goal", PlanItem.created_at, PlanItem.id)
    )
    return tuple(Goal(r.id, r.text, tuple(r.person_ids)) for r in rows)


def list_purposes(organisation_id: int, today: dt.date) -> tuple[OwnPurpose, ...]:
    """The purposes of an organisation that hold today, oldest first."""
    rows = db.session.execute(
        select(Purpose.id, Purpose.code, Purpose.text_nl, Purpose.text_en, Purpose.law, Purpose.article)
        .where(
            Purpose.organisation_id == organisation_id,
            Purpose.valid_from <= today,
            or_(Purpose.valid_until.is_(None), Purpose.valid_until > today),
        )
        .order_by(Purpose.id)
    )
    return tuple(OwnPurpose(r.id, r.code, r.text_nl, r.text_en, r.law, r.article) for r in rows)


def find_title(dossier_id: int) -> str | None:
    """What the household is called; None where the asker may not know."""
    statement = select(HouseholdTitle.title).where(HouseholdTitle.dossier_id == dossier_id)
    found: str | None = db.session.execute(statement).scalar_one_or_none()
    return found
