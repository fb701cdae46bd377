"""What happened to an intervention: steps of its status, one-line updates and corrections."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.accounts.models import Account, Organisation, Purpose
from app.db.session import db
from app.interventions.models import (
    DetailCorrection,
    InterventionStatusChange,
    InterventionUpdate,
    Product,
    StrandCorrection,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One step of the status, by whom and when."""

    from_status: str | None
    to_status: str
    author: str
    organisation: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Update:
    """One line about how it goes."""

    line: str
    author: str
    organisation: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """A wrong strand put right: from and to, under which purpose it stood, and why."""

    from_strand: str
    to_strand: str
    from_purpose_nl: str | None
    from_purpose_en: str | None
    reason: str
    author: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class DetailChange:
    """A wrong product or the wrong persons put right: from what to what, and why."""

    from_product_nl: str
    from_product_en: str
    to_product_nl: str
    to_product_en: str
    from_persons: tuple[int, ...]
    to_persons: tuple[int, ...]
    reason: str
    author: str
    at: dt.datetime


def list_changes(dossier_id: int, intervention_id: int) -> tuple[Change, ...]:
    """The steps of the status, oldest first."""
    step = InterventionStatusChange
    rows = db.session.execute(
        select(step.from_status, step.to_status, Account.name, Organisation.name.label("organisation"), step.created_at)
        .join(Account, Account.id == step.author_id)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(step.dossier_id == dossier_id, step.intervention_id == intervention_id)
        .order_by(step.created_at, step.id)
    )
    return tuple(Change(r.from_status, r.to_status, r.name, r.organisation, r.created_at) for r in rows)


def list_updates(dossier_id: int, intervention_id: int) -> tuple[Update, ...]:
    """The one-line updates that the asker may read, newest first."""
    line = InterventionUpdate
    rows = db.session.execute(
        select(line.line, Account.name, Organisation.name.label("organisation"), line.created_at)
        .join(Account, Account.id == line.author_id)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(line.dossier_id == dossier_id, line.intervention_id == intervention_id)
        .order_by(line.created_at.desc(), line.id.desc())
    )
    return tuple(Update(r.line, r.name, r.organisation, r.created_at) for r in rows)


def list_corrections(dossier_id: int, intervention_id: int) -> tuple[Correction, ...]:
    """The corrections of its strand, oldest first."""
    row = StrandCorrection
    rows = db.session.execute(
        select(
            row.from_strand, row.to_strand, row.reason, row.created_at, Purpose.text_nl, Purpose.text_en, Account.name
        )
        .join(Account, Account.id == row.author_id)
        .outerjoin(Purpose, Purpose.id == row.from_purpose_id)
        .where(row.dossier_id == dossier_id, row.intervention_id == intervention_id)
        .order_by(row.created_at, row.id)
    )
    return tuple(
        Correction(r.from_strand, r.to_strand, r.text_nl, r.text_en, r.reason, r.name, r.created_at) for r in rows
    )


def list_detail_changes(dossier_id: int, intervention_id: int) -> tuple[DetailChange, ...]:
    """The corrections of its product and persons, oldest first."""
    row = DetailCorrection
    was, now = aliased(Product), aliased(Product)
    rows = db.session.execute(
        select(row.from_persons, row.to_persons, row.reason, row.created_at, Account.name)
        .add_columns(was.name_nl.label("was_nl"), was.name_en.label("was_en"), now.name_nl, now.name_en)
        .join(Account, Account.id == row.author_id)
        .join(was, was.id == row.from_product_id)
        .join(now, now.id == row.to_product_id)
        .where(row.dossier_id == dossier_id, row.intervention_id == intervention_id)
        .order_by(row.created_at, row.id)
    )
    return tuple(
        DetailChange(
            from_product_nl=r.was_nl,
            from_product_en=r.was_en,
            to_product_nl=r.name_nl,
            to_product_en=r.name_en,
            from_persons=tuple(r.from_persons),
            to_persons=tuple(r.to_persons),
            reason=r.reason,
            author=r.name,
            at=r.created_at,
        )
        for r in rows
    )
