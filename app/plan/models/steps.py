"""Steps under a goal: who does what, by when, and what the resident saw of it."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Restrictable, Scoped, within


class PlanStep(Restrictable, Scoped, Base):
    """One step of a goal or agreement, with exactly one owner. Category plan; it is not shared along with its goal.

    ``who_kind`` is resident / network / professional, ``who`` the name of whoever does it, ``carrier_org_id`` the organisation of a
    professional: whoever works there and reads the step says that it is done (``sec.finish_my_step``). ``effect_seen`` (yes / little /
    no) and ``effect`` are the resident's own answer to what it changed.
    """

    __tablename__ = "plan_step"
    __table_args__ = (
        within("plan_item_id", "plan_item"),
        Index("ix_plan_step_plan_item_id", "plan_item_id"),
        CheckConstraint("who_kind in ('resident', 'network', 'professional')", name="who_kind_is_known"),
        CheckConstraint("who <> ''", name="somebody_owns_it"),
        CheckConstraint("carrier_org_id is null or who_kind = 'professional'", name="carried_by_professionals"),
        CheckConstraint("status in ('open', 'done', 'dropped')", name="status_is_known"),
        CheckConstraint("(status = 'open') = (ended_on is null)", name="ended_has_a_day"),
        CheckConstraint("effect_seen in ('yes', 'little', 'no')", name="effect_seen_is_known"),
    )

    id: Mapped[Key]
    plan_item_id: Mapped[int]
    text: Mapped[str]
    who_kind: Mapped[str]
    who: Mapped[str]
    carrier_org_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("organisation.id"))
    due_on: Mapped[dt.date]
    status: Mapped[str] = mapped_column(server_default="open")
    ended_on: Mapped[dt.date | None]
    effect_seen: Mapped[str | None]
    effect: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}
