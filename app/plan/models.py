"""Goals and agreements of a household's plan."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Scoped


class PlanItem(Scoped, Base):
    """A goal, an agreement or a safety agreement. Category plan; partners read it when it is disclosed to them.

    ``aim`` is solve / liveable / keep (goals only). ``in_words_of`` says whose words it is put in.
    """

    __tablename__ = "plan_item"
    __table_args__ = (
        Index("uq_plan_item_id_dossier_id", "id", "dossier_id", unique=True),
        CheckConstraint("kind in ('goal', 'agreement', 'safety_agreement')", name="kind_is_known"),
        CheckConstraint("status in ('open', 'reached', 'dropped')", name="status_is_known"),
        CheckConstraint("kind <> 'safety_agreement' or valid_until is not null", name="safety_agreement_ends"),
    )

    id: Mapped[Key]
    kind: Mapped[str]
    aim: Mapped[str | None]
    text: Mapped[str]
    in_words_of: Mapped[str] = mapped_column(server_default="")
    domain: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default="open")
    review_on: Mapped[dt.date | None]
    valid_until: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}
