"""Knocks: the question whether a household is known, and what came of it."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Moment, key_to


class Knock(Base):
    """Somebody asks whether a household is known. ``dossier_id`` None: it is not, which the asker does not learn from this row.

    Reached through ``sec.knock``, ``sec.my_knocks``, ``sec.knocks_here``, ``sec.knocks_at_home`` and ``sec.answer_knock`` only.
    """

    __tablename__ = "knock"
    __table_args__ = (
        Index("ix_knock_asked_by_asked_at", "asked_by", "asked_at"),
        Index("ix_knock_organisation_id_asked_at", "organisation_id", "asked_at"),
        Index("ix_knock_dossier_id", "dossier_id"),
        CheckConstraint("answer in ('no', 'call', 'later', 'join')", name="answer_is_known"),
        CheckConstraint(
            "(answer is null) = (answered_by is null) and (answer is null) = (answered_at is null)",
            name="answered_by_somebody",
        ),
        CheckConstraint("(hidden_because = '') = (hidden_until is null)", name="hidden_has_date_and_reason"),
    )

    id: Mapped[Key]
    asked_by: Mapped[int] = key_to("account.id")
    organisation_id: Mapped[int] = key_to("organisation.id")
    dossier_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("dossier.id"))
    question: Mapped[bytes] = mapped_column(LargeBinary)
    about: Mapped[str]
    reason: Mapped[str]
    asked_at: Mapped[Moment]
    closes_at: Mapped[Moment]
    answer: Mapped[str | None]
    remark: Mapped[str] = mapped_column(server_default="")
    answered_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    answered_at: Mapped[dt.datetime | None]
    hidden_until: Mapped[dt.date | None]
    hidden_because: Mapped[str] = mapped_column(server_default="")
