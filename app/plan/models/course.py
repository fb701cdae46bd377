"""The course of a case: an own plan first, who directs, scaling up and down, and the low flame."""

import datetime as dt

from sqlalchemy import CheckConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Scoped


class OwnPlan(Scoped, Base):
    """That a plan of their own, or a client supporter, was offered, and what the household answered. Never changed: the newest counts.

    Source: Wmo 2015 art. 2.3.2 (personal plan within seven days, free client supporter), Jeugdwet art. 4.1.2 (family-group plan).
    """

    __tablename__ = "own_plan"
    __table_args__ = (
        CheckConstraint("kind in ('family_group_plan', 'personal_plan', 'client_supporter')", name="kind_is_known"),
        CheckConstraint("answer in ('offered', 'later', 'accepted', 'declined', 'received')", name="answer_is_known"),
    )

    id: Mapped[Key]
    kind: Mapped[str]
    answer: Mapped[str]
    said_on: Mapped[dt.date]
    remark: Mapped[str] = mapped_column(server_default="")


class PlanDirection(Scoped, Base):
    """Who directs the plan from a day on: a resident, somebody of their network, or the professional. Never changed: the newest counts.

    When it is not the professional, whoever leads the case supports. It changes nothing about rights.
    """

    __tablename__ = "plan_direction"
    __table_args__ = (
        CheckConstraint("director_kind in ('resident', 'network', 'professional')", name="director_kind_is_known"),
    )

    id: Mapped[Key]
    director_kind: Mapped[str]
    director: Mapped[str] = mapped_column(server_default="")
    from_on: Mapped[dt.date]
    remark: Mapped[str] = mapped_column(server_default="")


class Escalation(Scoped, Base):
    """One time that a case was scaled up: to which step of the ladder (1-4; none running is 0), why, whom was asked, and back down.

    For the leading team alone: at the fourth step stands Safe Home. Source: domain.md 2.1 (opschalen / afschalen).
    """

    __tablename__ = "escalation"
    __table_args__ = (
        CheckConstraint("step between 1 and 4", name="step_is_known"),
        CheckConstraint("down_on >= since_on", name="down_after_up"),
        CheckConstraint("down_on is null or outcome <> ''", name="down_has_an_outcome"),
    )

    id: Mapped[Key]
    step: Mapped[int]
    reason: Mapped[str]
    asked_of: Mapped[str]
    since_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    outcome: Mapped[str] = mapped_column(server_default="")
    down_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class LowFlame(Scoped, Base):
    """A case on low flame: who keeps in touch, how often, until when, and what makes it start again."""

    __tablename__ = "low_flame"
    __table_args__ = (
        CheckConstraint("every_weeks between 1 and 26", name="rhythm_is_known"),
        CheckConstraint("until_on > since_on", name="ends_after_start"),
        CheckConstraint("ended_on is null or ended_because <> ''", name="end_has_a_reason"),
    )

    id: Mapped[Key]
    every_weeks: Mapped[int]
    carried_by: Mapped[str]
    restart_when: Mapped[str]
    since_on: Mapped[dt.date]
    until_on: Mapped[dt.date]
    next_on: Mapped[dt.date]
    contacts: Mapped[int] = mapped_column(server_default=text("0"))
    remark: Mapped[str] = mapped_column(server_default="")
    ended_on: Mapped[dt.date | None]
    ended_because: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}
