"""The catalogue, and interventions: a header (strand, organisation, period, status) and a body (why, what, result)."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Restrictable, Scoped, key_to, within

STRAND_IS_KNOWN = "strand in ('care', 'enforcement', 'activation')"


class Product(Base):
    """A product or service that organisations offer, ordered by strand and kind of organisation. Open to all."""

    __tablename__ = "product"
    __table_args__ = (
        Index("uq_product_code", "code", unique=True),
        CheckConstraint(STRAND_IS_KNOWN, name="strand_is_known"),
    )

    id: Mapped[Key]
    code: Mapped[str]
    strand: Mapped[str]
    product_group: Mapped[str | None]
    name_nl: Mapped[str]
    name_en: Mapped[str]
    org_kinds: Mapped[list[str]] = mapped_column(ARRAY(Text))
    is_step: Mapped[bool] = mapped_column(server_default=text("false"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))


class Intervention(Scoped, Base):
    """The header: strand, what kind, by which organisation and professional, period, status. Category = its strand."""

    __tablename__ = "intervention"
    __table_args__ = (
        Index("uq_intervention_id_dossier_id", "id", "dossier_id", unique=True),
        CheckConstraint(STRAND_IS_KNOWN, name="strand_is_known"),
        CheckConstraint(
            "status in ('awaiting','planned','active','done','stopped','withdrawn')", name="status_is_known"
        ),
        CheckConstraint("ended_on is null or started_on is null or ended_on >= started_on", name="ends_after_start"),
        CheckConstraint("status <> 'active' or started_on is not null", name="active_has_started"),
        Index("ix_intervention_account_id", "account_id"),
        Index("ix_intervention_awaiting", "owner_org_id", postgresql_where=text("status = 'awaiting'")),
    )

    id: Mapped[Key]
    strand: Mapped[str]
    product_id: Mapped[int] = key_to("product.id")
    product_group: Mapped[str | None]
    account_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    status: Mapped[str] = mapped_column(server_default="planned")
    planned_start: Mapped[dt.date | None]
    planned_end: Mapped[dt.date | None]
    started_on: Mapped[dt.date | None]
    ended_on: Mapped[dt.date | None]
    #: The enforcement pause: that the step goes ahead although care or activation runs, and who was consulted.
    paused_at: Mapped[dt.datetime | None]
    consulted: Mapped[str] = mapped_column(server_default="")
    import_batch_id: Mapped[int | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class InterventionBody(Restrictable, Scoped, Base):
    """Why this and why now, what it should bring, how one stands in it, and the result. Body of the same category."""

    __tablename__ = "intervention_body"
    __table_args__ = (
        within("intervention_id", "intervention"),
        within("plan_item_id", "plan_item"),
        Index("uq_intervention_body_intervention_id_dossier_id", "intervention_id", "dossier_id", unique=True),
        CheckConstraint(
            "stance in ('take_over','do_together','see_to_it','available','let_go')", name="stance_is_known"
        ),
    )

    id: Mapped[Key]
    intervention_id: Mapped[int]
    strand: Mapped[str]
    product_group: Mapped[str | None]
    why: Mapped[str]
    alternatives: Mapped[str] = mapped_column(server_default="")
    own_role: Mapped[str] = mapped_column(server_default="")
    coordinated_with: Mapped[str] = mapped_column(server_default="")
    stance: Mapped[str]
    superfluous_when: Mapped[str] = mapped_column(server_default="")
    network_could: Mapped[str] = mapped_column(server_default="")
    plan_item_id: Mapped[int | None]
    pause_reason: Mapped[str] = mapped_column(server_default="")
    result: Mapped[str] = mapped_column(server_default="")
    stop_reason: Mapped[str] = mapped_column(server_default="")
    withdrawn_because: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class InterventionUpdate(Restrictable, Scoped, Base):
    """One line about how it goes. Body of the same category; never changed."""

    __tablename__ = "intervention_update"
    __table_args__ = (within("intervention_id", "intervention"),)

    id: Mapped[Key]
    intervention_id: Mapped[int]
    strand: Mapped[str]
    product_group: Mapped[str | None]
    line: Mapped[str]


class InterventionStatusChange(Scoped, Base):
    """One step of an intervention's status, by whom and when. Header of the same category; never changed."""

    __tablename__ = "intervention_status_change"
    __table_args__ = (within("intervention_id", "intervention"),)

    id: Mapped[Key]
    intervention_id: Mapped[int]
    strand: Mapped[str]
    product_group: Mapped[str | None]
    from_status: Mapped[str | None]
    to_status: Mapped[str]


class StrandCorrection(Restrictable, Scoped, Base):
    """A wrong strand put right: a recorded change of purpose, from which to which and why. Body; never changed."""

    __tablename__ = "strand_correction"
    __table_args__ = (within("intervention_id", "intervention"),)

    id: Mapped[Key]
    intervention_id: Mapped[int]
    strand: Mapped[str]
    product_group: Mapped[str | None]
    from_strand: Mapped[str]
    to_strand: Mapped[str]
    from_purpose_id: Mapped[int] = key_to("purpose.id")
    reason: Mapped[str]


class DetailCorrection(Restrictable, Scoped, Base):
    """A wrong product or the wrong persons put right: from what to what, and why. Body; never changed.

    ``person_ids`` are those of before and of after together: who may not know of one of them does not read this line.
    """

    __tablename__ = "detail_correction"
    __table_args__ = (within("intervention_id", "intervention"),)

    id: Mapped[Key]
    intervention_id: Mapped[int]
    strand: Mapped[str]
    product_group: Mapped[str | None]
    from_product_id: Mapped[int] = key_to("product.id")
    to_product_id: Mapped[int] = key_to("product.id")
    from_persons: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    to_persons: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    reason: Mapped[str]
