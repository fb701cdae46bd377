"""Meetings, the households on their agenda, and what was decided about each; and the level at which a team calls it too busy."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Scoped, Written, key_to, within


class Meeting(Base):
    """When a team meets, and how long for each household. Of the organisation; holds nothing of a household."""

    __tablename__ = "meeting"
    __table_args__ = (
        Index("ix_meeting_organisation_id", "organisation_id", "starts_at"),
        CheckConstraint("minutes_each between 2 and 60", name="minutes_are_possible"),
    )

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_to("organisation.id")
    created_by: Mapped[int] = key_to("account.id")
    created_at: Mapped[Written]
    starts_at: Mapped[dt.datetime]
    minutes_each: Mapped[int] = mapped_column(server_default="10")
    called_off_at: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")


class MeetingHousehold(Scoped, Base):
    """One household on the agenda of a meeting of the own organisation. Category plan.

    ``absent_ids`` are accounts that are involved and were not there: they get their own lines only. ``invited_ids`` are accounts of other
    organisations that are asked to come to this turn: they learn when it is (``sec.my_turns``), and no more. ``taken_off_at``: it is
    not on the agenda any more, and was not discussed.
    """

    __tablename__ = "meeting_household"
    __table_args__ = (
        Index("uq_meeting_household_id_dossier_id", "id", "dossier_id", unique=True),
        Index("ix_meeting_household_meeting_id", "meeting_id"),
    )

    id: Mapped[Key]
    meeting_id: Mapped[int] = key_to("meeting.id")
    absent_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default=text("'{}'"))
    invited_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default=text("'{}'"))
    discussed_at: Mapped[dt.datetime | None]
    taken_off_at: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class MeetingLine(Scoped, Base):
    """A decision or a step that a meeting agreed: what, who carries it, by when. Category plan, and of whom it is for.

    ``owner_kind`` says who carries it (resident, network, professional); ``account_id`` which professional, when one with an
    account does. It stands in the dossier itself: there are no other minutes.
    """

    __tablename__ = "meeting_line"
    __table_args__ = (
        within("meeting_household_id", "meeting_household"),
        within("plan_item_id", "plan_item"),
        Index("ix_meeting_line_account_id", "account_id"),
        CheckConstraint("owner_kind in ('resident', 'network', 'professional')", name="owner_kind_is_known"),
        CheckConstraint("account_id is null or owner_kind = 'professional'", name="account_is_professional"),
    )

    id: Mapped[Key]
    meeting_household_id: Mapped[int]
    plan_item_id: Mapped[int | None]
    text: Mapped[str]
    owner_kind: Mapped[str]
    owner_name: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    due_on: Mapped[dt.date]
    done_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class BurdenLevel(Base):
    """Above which number a team calls it much for a household: professionals, and visits and letters in a week. One per team."""

    __tablename__ = "burden_level"
    __table_args__ = (
        CheckConstraint("professionals between 1 and 20 and contacts between 1 and 20", name="levels_are_possible"),
    )

    organisation_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("organisation.id"), primary_key=True)
    professionals: Mapped[int] = mapped_column(server_default="4")
    contacts: Mapped[int] = mapped_column(server_default="3")
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}
