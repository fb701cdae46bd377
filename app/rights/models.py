"""What somebody asked about their own data, and what came of it."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Scoped, within


class RightsRequest(Scoped, Base):
    """A request under GDPR art. 15-21 of one person. Category plan; read and handled by the lead alone, also in a closed case.

    ``due_on`` is a month after ``received_on``, or three once it was extended with a reason (art. 12(3)).
    """

    __tablename__ = "rights_request"
    __table_args__ = (
        within("person_id", "person"),
        CheckConstraint(
            "kind in ('access','correction','erasure','restriction','objection','portability')", name="kind_is_known"
        ),
        CheckConstraint("decision in ('granted', 'partly', 'refused')", name="decision_is_known"),
        CheckConstraint("(decision is null) = (decided_on is null)", name="decision_has_a_day"),
        CheckConstraint("done_on is null or decision is not null", name="done_after_decision"),
        CheckConstraint("decision in ('granted') or decision is null or because <> ''", name="no_needs_a_reason"),
        Index("ix_rights_request_open", "dossier_id", "due_on", postgresql_where=text("done_on is null")),
    )

    id: Mapped[Key]
    person_id: Mapped[int]
    kind: Mapped[str]
    asks: Mapped[str] = mapped_column(server_default="")
    received_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    extended_because: Mapped[str] = mapped_column(server_default="")
    handled_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"))
    decision: Mapped[str | None]
    because: Mapped[str] = mapped_column(server_default="")
    decided_on: Mapped[dt.date | None]
    done_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}
