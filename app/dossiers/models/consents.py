"""Being told, lifting secrecy and agreeing with the plan: three different records, of which none stands in for another.

All three are of category plan and are read by the leading team and by the organisation that wrote them. A notice gives no
permission, a waiver is no legal basis for whoever receives, and who takes an agreement back keeps a dossier (AVG art. 6 and 13;
BW 7:457; Jeugdwet 7.3.11).
"""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Moment, Scoped, key_to, within


class PrivacyNotice(Scoped, Base):
    """Somebody was told what is done with their data, or is told later for a reason. ``edition``: which text they got.

    Later has a reason (safety, or help that was not asked for) and a day on which it is looked at again.
    """

    __tablename__ = "privacy_notice"
    __table_args__ = (
        within("person_id", "person"),
        CheckConstraint("channel in ('talk', 'letter', 'phone', 'other')", name="channel_is_known"),
        CheckConstraint("postponed_because in ('', 'safety', 'outreach')", name="reason_is_known"),
        CheckConstraint("(postponed_because = '') = (given_on is not null)", name="given_or_later"),
        CheckConstraint("(postponed_because = '') = (look_again_on is null)", name="later_has_a_day"),
    )

    id: Mapped[Key]
    person_id: Mapped[int]
    given_on: Mapped[dt.date | None]
    channel: Mapped[str]
    edition: Mapped[str] = mapped_column(server_default="")
    postponed_because: Mapped[str] = mapped_column(server_default="")
    look_again_on: Mapped[dt.date | None]


class SecrecyWaiver(Scoped, Base):
    """Somebody lets one professional tell one organisation (or one account of it) something, for something, until a day.

    ``categories`` are those of the matrix. Withdrawn once, at once: what rested on it is withdrawn in the same step
    (``sec.withdraw_what_rested``). ``given_by`` says how the rule of ages was met (self, both, authority, representative).
    """

    __tablename__ = "secrecy_waiver"
    __table_args__ = (
        within("person_id", "person"),
        Index("ix_secrecy_waiver_to_org_id", "to_org_id", postgresql_where=text("withdrawn_at is null")),
        CheckConstraint("how in ('talk', 'signature', 'digital')", name="how_is_known"),
        CheckConstraint("given_by in ('self', 'both', 'authority', 'representative')", name="given_by_is_known"),
        CheckConstraint("(withdrawn_at is null) = (withdrawn_by is null)", name="withdrawn_by_somebody"),
    )

    id: Mapped[Key]
    person_id: Mapped[int]
    professional_id: Mapped[int] = key_to("account.id")
    to_org_id: Mapped[int] = key_to("organisation.id")
    to_account_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    categories: Mapped[list[str]] = mapped_column(ARRAY(Text))
    what: Mapped[str]
    what_for: Mapped[str]
    how: Mapped[str]
    given_by: Mapped[str]
    given_on: Mapped[dt.date]
    valid_until: Mapped[Moment]
    withdrawn_at: Mapped[dt.datetime | None]
    withdrawn_because: Mapped[str] = mapped_column(server_default="")
    withdrawn_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))


class PlanAgreement(Scoped, Base):
    """What somebody says of the plan as it stood on a day: yes, partly or no, in their own words."""

    __tablename__ = "plan_agreement"
    __table_args__ = (
        within("person_id", "person"),
        CheckConstraint("said in ('yes', 'partly', 'no')", name="answer_is_known"),
    )

    id: Mapped[Key]
    person_id: Mapped[int]
    plan_on: Mapped[dt.date]
    said: Mapped[str]
    words: Mapped[str] = mapped_column(server_default="")
