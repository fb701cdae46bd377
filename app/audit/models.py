"""The two tables of the log. Insert-only for the application's role; never any content.

``access_log`` follows NEN 7513 (who, from where, what, under which rule), ``processing_log`` Logboek Dataverwerkingen (one
line per data subject, no staff). Both carry ``trace_id``. Partitioned by month on ``at``.
"""

import datetime as dt
import uuid

from sqlalchemy import BigInteger, DateTime, Identity, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, UUID
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base

LogTime = text("clock_timestamp()")


class AccessLog(Base):
    """One act of one user: event, user, objects, rule. Times are real, also under time travel."""

    __tablename__ = "access_log"
    __table_args__ = (
        Index("ix_access_log_account_id_at", "account_id", "at"),
        Index("ix_access_log_dossier_id_at", "dossier_id", "at"),
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


class ProcessingLog(Base):
    """That data about one person were processed, under which activity. No user identity."""

    __tablename__ = "processing_log"
    __table_args__ = (
        Index("ix_processing_log_person_id_at", "person_id", "at"),
        {"postgresql_partition_by": "RANGE (at)"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=LogTime, primary_key=True)
    trace_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True))
    operation: Mapped[str]
    person_id: Mapped[int]
    dossier_id: Mapped[int | None]
    categories: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    purpose_id: Mapped[int | None]
