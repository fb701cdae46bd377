"""Dated relations of accounts to a household, and disclosures of single items."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Moment, Scoped, Written, key_to, within


class Involvement(Base):
    """A dated relation of one account to the persons of a household, with a purpose. Never changed, only ended.

    ``person_ids`` None = all persons of the household. Exactly one open row per dossier has ``is_lead``. ``kind`` says how it
    came about (invited, at the doorstep, in an emergency); policies do not ask for it. ``follows_id`` is the relation that it renews.
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
        Index("uq_involvement_follows_id", "follows_id", unique=True, postgresql_where=text("withdrawn_at is null")),
        CheckConstraint("valid_until is null or valid_until > valid_from", name="ends_after_start"),
        CheckConstraint("kind in ('regular', 'doorstep', 'emergency')", name="kind_is_known"),
        CheckConstraint(
            "kind <> 'doorstep' or (not is_lead and valid_until <= valid_from + interval '7 days')",
            name="doorstep_ends",
        ),
        CheckConstraint(
            "kind <> 'emergency' or (not is_lead and cardinality(person_ids) = 1"
            " and valid_until <= valid_from + interval '1 hour')",
            name="emergency_is_short",
        ),
    )

    id: Mapped[Key]
    dossier_id: Mapped[int] = key_to("dossier.id")
    account_id: Mapped[int] = key_to("account.id")
    organisation_id: Mapped[int] = key_to("organisation.id")
    purpose_id: Mapped[int] = key_to("purpose.id")
    is_lead: Mapped[bool] = mapped_column(server_default=text("false"))
    kind: Mapped[str] = mapped_column(server_default="regular")
    follows_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("involvement.id"))
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
    this_much: Mapped[str] = mapped_column(server_default="")
    not_less: Mapped[str] = mapped_column(server_default="")


class Disclosure(Base):
    """One item made visible to one organisation (or one account of it), with basis, reason and end.

    ``purpose_id`` is the receiver's; None where the item goes along with an agreement or an appointment, under the purpose of
    the relation in which it is read. ``follows_id`` is the disclosure that it renews, ``waiver_id`` the waiver of secrecy that it
    rests on: it ends with it.
    """

    __tablename__ = "disclosure"
    __table_args__ = (
        Index("ix_disclosure_to_org_id_kind", "to_org_id", "item_kind"),
        Index("ix_disclosure_dossier_id", "dossier_id"),
        Index("ix_disclosure_waiver_id", "waiver_id"),
        Index("uq_disclosure_follows_id", "follows_id", unique=True, postgresql_where=text("withdrawn_at is null")),
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
    purpose_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("purpose.id"))
    follows_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("disclosure.id"))
    waiver_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("secrecy_waiver.id"))
    basis: Mapped[str]
    reason: Mapped[str]
    valid_from: Mapped[Moment]
    valid_until: Mapped[dt.datetime | None]
    withdrawn_at: Mapped[dt.datetime | None]
    created_by: Mapped[int] = key_to("account.id")
    created_at: Mapped[Written]


class Handover(Scoped, Base):
    """What a lead tells the next one: what works, what to avoid, what was promised. Category plan; for the leading team alone."""

    __tablename__ = "handover"

    id: Mapped[Key]
    successor_id: Mapped[int] = key_to("account.id")
    works: Mapped[str] = mapped_column(server_default="")
    avoid: Mapped[str] = mapped_column(server_default="")
    promises: Mapped[str] = mapped_column(server_default="")
