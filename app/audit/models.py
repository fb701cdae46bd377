"""The two tables of the log, their seals, and the keys of persons. Insert-only for the application's role; never any content.

``access_log`` follows NEN 7513 (who, from where, what, under which rule), ``processing_log`` Logboek Dataverwerkingen (one
line per data subject, no staff). Both carry ``trace_id``. Partitioned by month on ``at``.
"""

import datetime as dt
import uuid

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Identity, Index, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, UUID
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Moment

LogTime = text("clock_timestamp()")
#: In which transaction a line was written. Whatever lies below the oldest transaction that runs is complete and can be sealed;
#: ids cannot say that, because a lower one may become visible after a higher one. ``sec.rebase_log`` keeps it rising for ever.
LogTransaction = text("pg_current_xact_id()::text::bigint")


def _by_transaction(log: str) -> Index:
    """Lines lie in the order in which they were written, so a few words per block say which transactions are in it."""
    options = {"pages_per_range": 16, "autosummarize": "on"}
    return Index(f"ix_{log}_tx", "tx", postgresql_using="brin", postgresql_with=options)


class AccessLog(Base):
    """One act of one user: event, user, objects, rule. Times are real, also under time travel."""

    __tablename__ = "access_log"
    __table_args__ = (
        Index("ix_access_log_account_id_at", "account_id", "at"),
        Index("ix_access_log_dossier_id_at", "dossier_id", "at"),
        Index("ix_access_log_organisation_id_at", "organisation_id", "at"),
        Index("ix_access_log_at", "at"),
        _by_transaction("access_log"),
        {"postgresql_partition_by": "RANGE (at)"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=LogTime, primary_key=True)
    trace_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True))
    action: Mapped[str]
    operation: Mapped[str]
    outcome: Mapped[str]
    account_id: Mapped[int | None]
    account_name: Mapped[str] = mapped_column(server_default="")
    organisation_id: Mapped[int | None]
    function: Mapped[str] = mapped_column(server_default="")
    session_id: Mapped[int | None]
    network: Mapped[str] = mapped_column(server_default="")
    dossier_id: Mapped[int | None]
    object_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default=text("'{}'"))
    categories: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    purpose_id: Mapped[int | None]
    rule: Mapped[str] = mapped_column(server_default="")
    reason: Mapped[str] = mapped_column(server_default="")
    person_count: Mapped[int] = mapped_column(server_default="0")
    tx: Mapped[int] = mapped_column(server_default=LogTransaction)


class ProcessingLog(Base):
    """That data about one person were processed, under which activity. No user identity.

    The seal holds the person's mark and not the number. Of somebody who was forgotten only the mark is left, which leads nowhere.
    """

    __tablename__ = "processing_log"
    __table_args__ = (
        Index("ix_processing_log_person_id_at", "person_id", "at"),
        CheckConstraint("person_id is not null or person_mark is not null", name="about_somebody"),
        _by_transaction("processing_log"),
        {"postgresql_partition_by": "RANGE (at)"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=LogTime, primary_key=True)
    trace_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True))
    operation: Mapped[str]
    person_id: Mapped[int | None]
    person_mark: Mapped[bytes | None] = mapped_column(LargeBinary)
    dossier_id: Mapped[int | None]
    categories: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    purpose_id: Mapped[int | None]
    tx: Mapped[int] = mapped_column(server_default=LogTransaction)


class PersonKey(Base):
    """What leads from a mark in the sealed log to a person: SHA-256 of the secret and the number. Destroyed when they are forgotten.

    Made by the sealer, not by the request. No foreign key: it may go before or after the person does.
    """

    __tablename__ = "person_key"

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    mark: Mapped[bytes] = mapped_column(LargeBinary)


class LogSeal(Base):
    """One seal: the lines of both logs written by transactions from ``from_tx`` up to ``to_tx``, which is not among them.

    ``leaves`` are the hashes of the lines, 32 bytes each, those of the access log first, each log in the order of transaction
    and id; ``ids`` their ids, 8 bytes each. With them a line that was changed, removed or added has a name.
    """

    __tablename__ = "log_seal"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    from_tx: Mapped[int]
    to_tx: Mapped[int]
    access_count: Mapped[int]
    processing_count: Mapped[int]
    ids: Mapped[bytes] = mapped_column(LargeBinary)
    leaves: Mapped[bytes] = mapped_column(LargeBinary)
    root: Mapped[bytes] = mapped_column(LargeBinary)
    previous: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_at: Mapped[Moment]
    head: Mapped[bytes] = mapped_column(LargeBinary)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
