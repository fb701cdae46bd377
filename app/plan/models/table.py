"""What lies on the table between the parties: the interest of each, who signed the shared goal, and the money in one row."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, ForeignKey, Numeric, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Restrictable, Scoped, within


class PlanInterest(Scoped, Base):
    """What one party wants, why, and what it cannot accept. A new one replaces the older one of that party; never changed.

    ``party_org_id`` None is the household itself. ``domains`` are the life domains that it is about: where two parties name the
    same one, their interests overlap. Category plan; a partner reads its own. Source: "Beweeg de keten", connection 1.
    """

    __tablename__ = "plan_interest"

    id: Mapped[Key]
    party_org_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("organisation.id"))
    own_goal: Mapped[str]
    interest: Mapped[str]
    cannot_accept: Mapped[str] = mapped_column(server_default="")
    domains: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))


class GoalSignature(Restrictable, Scoped, Base):
    """That a party agrees with the words of the shared goal, or takes that back. Never changed.

    ``words`` are those that were signed: other words of the goal ask again. ``person_id`` is who of the household signed, else
    ``party_org_id`` says for which organisation. Category plan; read with the goal, also where that was shared.
    """

    __tablename__ = "goal_signature"
    __table_args__ = (
        within("plan_item_id", "plan_item"),
        within("person_id", "person"),
        CheckConstraint("person_id is null or party_org_id is null", name="for_one_party"),
        CheckConstraint("agrees or reason <> ''", name="taking_back_needs_a_reason"),
    )

    id: Mapped[Key]
    plan_item_id: Mapped[int]
    party_org_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("organisation.id"))
    person_id: Mapped[int | None]
    signed_by: Mapped[str]
    signed_on: Mapped[dt.date]
    words: Mapped[str]
    agrees: Mapped[bool] = mapped_column(server_default=text("true"))
    reason: Mapped[str] = mapped_column(server_default="")


class PlanFunding(Scoped, Base):
    """What one source pays for the plan: euros to the cent, per what period, from when until when, and who decides.

    Category finances, and read only by whoever reads the plan as well: an amount of the Zvw tells of somebody's health.
    """

    __tablename__ = "plan_funding"
    __table_args__ = (
        CheckConstraint(
            "source in ('wmo','youth_act','zvw','wlz','participation_act','housing_association','fund','own')",
            name="source_is_known",
        ),
        CheckConstraint("period in ('once', 'week', 'month', 'year')", name="period_is_known"),
        CheckConstraint("amount > 0", name="amount_is_positive"),
        CheckConstraint("until_on >= from_on", name="ends_after_start"),
    )

    id: Mapped[Key]
    source: Mapped[str]
    what_for: Mapped[str]
    amount: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    period: Mapped[str]
    from_on: Mapped[dt.date]
    until_on: Mapped[dt.date | None]
    decided_by: Mapped[str]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}
