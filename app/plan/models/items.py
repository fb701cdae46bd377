"""Goals and agreements of a household's plan."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Restrictable, Scoped


class PlanItem(Restrictable, Scoped, Base):
    """A goal, an agreement or a safety agreement. Category plan; partners read it when it is disclosed to them.

    ``aim`` is solve / liveable / keep (goals only). ``in_words_of`` says whose words it is put in. ``shared_goal``: the one goal
    that every party signs (``GoalSignature``).
    """

    __tablename__ = "plan_item"
    __table_args__ = (
        Index("uq_plan_item_id_dossier_id", "id", "dossier_id", unique=True),
        CheckConstraint("kind in ('goal', 'agreement', 'safety_agreement')", name="kind_is_known"),
        CheckConstraint("status in ('open', 'reached', 'dropped')", name="status_is_known"),
        CheckConstraint("kind <> 'safety_agreement' or valid_until is not null", name="safety_agreement_ends"),
        CheckConstraint("kind = 'goal' or not shared_goal", name="only_a_goal_is_shared"),
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
    shared_goal: Mapped[bool] = mapped_column(server_default=sql("false"))
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}
