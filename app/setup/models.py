"""What an organisation agreed to, step by step, and the covenant that was signed. Of organisations, not of households."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Written, key_to


class SetupStep(Base):
    """One of the eight steps of an organisation: what was agreed, and since when it is done."""

    __tablename__ = "setup_step"
    __table_args__ = (CheckConstraint("step between 1 and 8", name="step_is_known"),)

    organisation_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("organisation.id"), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
    done_on: Mapped[dt.date | None]
    changed_by: Mapped[int] = key_to("account.id")
    version: Mapped[int] = mapped_column(server_default="1")


class SetupCovenant(Base):
    """The covenant or privacy protocol of an organisation as it was signed. It holds nothing of a household."""

    __tablename__ = "setup_covenant"
    __table_args__ = (
        CheckConstraint("length(content) > 0", name="has_a_document"),
        Index("ix_setup_covenant_organisation_id", "organisation_id"),
    )

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_to("organisation.id")
    signed_on: Mapped[dt.date]
    file_name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_by: Mapped[int] = key_to("account.id")
    added_at: Mapped[Written]
