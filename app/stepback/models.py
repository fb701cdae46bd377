"""Stances over time, checks of how firmly a network stands, and themes that a household lets out."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Restrictable, Scoped, within


class StanceReview(Restrictable, Scoped, Base):
    """How a professional stood in an intervention on one day. Body of the same category; never changed.

    The stance of now is that of ``intervention_body``; these lines are how it came to that (domain.md 2.7).
    """

    __tablename__ = "stance_review"
    __table_args__ = (
        within("intervention_id", "intervention"),
        Index("ix_stance_review_intervention_id", "intervention_id"),
        CheckConstraint(
            "stance in ('take_over','do_together','see_to_it','available','let_go')", name="stance_is_known"
        ),
    )

    id: Mapped[Key]
    intervention_id: Mapped[int]
    strand: Mapped[str]
    product_group: Mapped[str | None]
    stance: Mapped[str]


class StabilityCheck(Scoped, Base):
    """How firmly a network stood on one day, and when professionals withdraw. Category plan; never changed: the newest counts.

    ``carriers`` is a number of people, no names: who they are stands in the network (domain.md 2.7 and O7).
    """

    __tablename__ = "stability_check"
    __table_args__ = (CheckConstraint("carriers between 0 and 60", name="carriers_are_counted"),)

    id: Mapped[Key]
    carriers: Mapped[int]
    met_without: Mapped[bool] = mapped_column(server_default=text("false"))
    survived_conflict: Mapped[bool] = mapped_column(server_default=text("false"))
    backup_known: Mapped[bool] = mapped_column(server_default=text("false"))
    withdraw_on: Mapped[dt.date | None]


class LiftedTheme(Scoped, Base):
    """A worry of a household that may be told as a theme of the neighbourhood, with the resident's yes. Category plan, lead alone.

    Nobody outside reads a row: ``sec.themes`` tells a theme and a neighbourhood once three households stand behind it.
    """

    __tablename__ = "lifted_theme"
    __table_args__ = (
        within("person_id", "person"),
        CheckConstraint("said_yes_on <= (created_at at time zone 'Europe/Amsterdam')::date", name="resident_said_yes"),
        CheckConstraint(
            "theme in ('money','noise','lonely','paper','green','safe','play','home','care','language')",
            name="theme_is_known",
        ),
    )

    id: Mapped[Key]
    theme: Mapped[str]
    person_id: Mapped[int]
    said_yes_on: Mapped[dt.date]
    withdrawn_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}
