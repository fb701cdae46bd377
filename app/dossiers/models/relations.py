"""Dated relations of accounts to a household, and disclosures of single items."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Moment, Scoped, Written, key_to, within


class Involvement(Base):
    """A dated relation of one account to the persons of a household, with a purpose. Never changed, only ended.

    ``person_ids`` None = all persons of the household. Exactly one open row per dossier has ``is_lead``.
    """

    __tablename__ = "involvement"
    __table_args__ = (
        Index("uq_involvement_id_dossier_id", "id", "dossier_id", unique=True),
        Index("ix_involvement_account_id", "account_id"),
        Index("ix_involvement_dossier_id", "dossier_id"),
        Index(
            "uq_involvement_one_open_lead",
            "dossier_id",
            unique=True,
            postgresql_where=text("is_lead and valid_until is null and withdrawn_at is null"),
        ),
        CheckConstraint("valid_until is null or valid_until > valid_from", name="ends_after_start"),
    )

    id: Mapped[Key]
    dossier_id: Mapped[int] = key_to("dossier.id")
    account_id: Mapped[int] = key_to("account.id")
    organisation_id: Mapped[int] = key_to("organisation.id")
    purpose_id: Mapped[int] = key_to("purpose.id")
    is_lead: Mapped[bool] = mapped_column(server_default=text("false"))
    person_ids: Mapped[list[int] | None] = mapped_column(ARRAY(BigInteger))
    valid_from: Mapped[Moment]
    valid_until: Mapped[dt.datetime | None]
    withdrawn_at: Mapped[dt.datetime | None]
    created_by: Mapped[int] = key_to("account.id")
    created_at: Mapped[Written]


class InvolvementReason(Scoped, Base):
    """Why somebody was asked to join: it can name a debt or a child, so it is read by fewer people than the relation itself."""

    __tablename__ = "involvement_reason"
    __table_args__ = (
        within("involvement_id", "involvement"),
        Index("uq_involvement_reason_involvement_id_dossier_id", "involvement_id", "dossier_id", unique=True),
    )

    id: Mapped[Key]
    involvement_id: Mapped[int]
    account_id: Mapped[int] = key_to("account.id")
    text: Mapped[str]


class Disclosure(Base):
    """One item made visible to one organisation (or one account of it), with basis, reason and end."""

    __tablename__ = "disclosure"
    __table_args__ = (
        Index("ix_disclosure_to_org_id_kind", "to_org_id", "item_kind"),
        Index("ix_disclosure_dossier_id", "dossier_id"),
        CheckConstraint(
            "item_kind in ('plan_item','appointment','note','domain_entry','intervention','network_person','document')",
            name="item_kind_is_known",
        ),
    )

    id: Mapped[Key]
    dossier_id: Mapped[int] = key_to("dossier.id")
    item_kind: Mapped[str]
    item_id: Mapped[int]
    to_org_id: Mapped[int] = key_to("organisation.id")
    to_account_id: Mapped[int | None] = mapped_column(BigInteger)
    basis: Mapped[str]
    reason: Mapped[str]
    valid_from: Mapped[Moment]
    valid_until: Mapped[dt.datetime | None]
    withdrawn_at: Mapped[dt.datetime | None]
    created_by: Mapped[int] = key_to("account.id")
    created_at: Mapped[Written]
