"""Terms, lists of what is due, what was destroyed, and what has to be kept all the same. No content of a household, no name."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Moment, Written, key_to


class RetentionRule(Base):
    """How long one kind of record under one law is kept, from which day, and where that stands. A change is a new row.

    ``law`` ``*`` holds for every law. ``checked_on`` empty: the municipality has to look the term up before it relies on it.
    """

    __tablename__ = "retention_rule"
    __table_args__ = (
        CheckConstraint("record_type in ('file', 'intake', 'log')", name="record_type_is_known"),
        CheckConstraint("counts_from in ('recorded', 'ended')", name="counts_from_is_known"),
        CheckConstraint("unit in ('week', 'month', 'year')", name="unit_is_known"),
        CheckConstraint("number between 1 and 1200", name="number_in_range"),
        Index(
            "uq_retention_rule_running", "law", "record_type", unique=True, postgresql_where=text("valid_until is null")
        ),
    )

    id: Mapped[Key]
    law: Mapped[str]
    record_type: Mapped[str]
    number: Mapped[int]
    unit: Mapped[str]
    counts_from: Mapped[str]
    source: Mapped[str]
    checked_on: Mapped[dt.date | None]
    valid_from: Mapped[dt.date] = mapped_column(server_default=text("current_date"))
    valid_until: Mapped[dt.date | None]


class DestructionList(Base):
    """What was due on one day, to be agreed to by two people before it is destroyed. At most one is open.

    ``destroyed_at``: it was carried out; ``refused_at``: somebody said no and why, and nothing of it was destroyed.
    """

    __tablename__ = "destruction_list"
    __table_args__ = (
        CheckConstraint("second_by is null or (first_by is not null and first_by <> second_by)", name="two_people"),
        CheckConstraint("destroyed_at is null or second_at is not null", name="agreed_before"),
        CheckConstraint("(refused_at is null) = (refused_because = '')", name="refused_with_reason"),
        Index(
            "uq_destruction_list_open",
            text("(true)"),
            unique=True,
            postgresql_where=text("destroyed_at is null and refused_at is null"),
        ),
    )

    id: Mapped[Key]
    made_on: Mapped[dt.date]
    made_at: Mapped[Written]
    first_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    first_at: Mapped[dt.datetime | None]
    second_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    second_at: Mapped[dt.datetime | None]
    refused_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    refused_at: Mapped[dt.datetime | None]
    refused_because: Mapped[str] = mapped_column(server_default="")
    destroyed_at: Mapped[dt.datetime | None]


class DestructionItem(Base):
    """One row that is on a list: its table and id (of a month of the log: 202611). Gone when the list is over."""

    __tablename__ = "destruction_item"

    list_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("destruction_list.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    rule_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("retention_rule.id"))
    owner_org_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("organisation.id"))
    destroy_on: Mapped[dt.date]


class DestructionCertificate(Base):
    """That so many records of one kind were destroyed, when and under which rule (none: at somebody's own request). No persons.

    ``ids_hash`` is SHA-256 over the sorted ids, 8 bytes each: what one knows can be compared with it, and nothing read from it.
    """

    __tablename__ = "destruction_certificate"
    __table_args__ = (Index("ix_destruction_certificate_list_id", "list_id"),)

    id: Mapped[Key]
    list_id: Mapped[int] = key_to("destruction_list.id")
    kind: Mapped[str]
    rule_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("retention_rule.id"))
    owner_org_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("organisation.id"))
    records: Mapped[int]
    ids_hash: Mapped[bytes] = mapped_column(LargeBinary)
    destroyed_at: Mapped[Moment]


class LegalHold(Base):
    """Nothing of one household (or, without one, nothing of the log) is destroyed until a day, for a reason such as a court case."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        Index("ix_legal_hold_dossier_id", "dossier_id"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    id: Mapped[Key]
    dossier_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("dossier.id"))
    reason: Mapped[str]
    until_on: Mapped[dt.date]
    set_by: Mapped[int] = key_to("account.id")
    set_at: Mapped[Written]
    released_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    released_at: Mapped[dt.datetime | None]


class LogDrop(Base):
    """A month of one log that was dropped when its term was over. The seals stay; signed, so that nobody can add such a row by hand.

    ``ids`` are those of the lines that went, 8 bytes each, in order: what a seal held and is not there any more has to be among them.
    """

    __tablename__ = "log_drop"
    __table_args__ = (Index("uq_log_drop_log_month", "log", "month", unique=True),)

    id: Mapped[Key]
    log: Mapped[str]
    month: Mapped[dt.date]
    ids: Mapped[bytes] = mapped_column(LargeBinary)
    dropped_at: Mapped[Moment]
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
