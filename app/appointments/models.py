"""Appointments and the second person at each of them."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Moment, Restrictable, Scoped, key_to, within


class Appointment(Restrictable, Scoped, Base):
    """When, where, and with whom of us. Category plan. A move keeps the row and raises ``sequence`` (RFC 5545)."""

    __tablename__ = "appointment"
    __table_args__ = (
        Index("uq_appointment_id_dossier_id", "id", "dossier_id", unique=True),
        Index("ix_appointment_starts_at", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("status in ('planned', 'held', 'cancelled')", name="status_is_known"),
        CheckConstraint("place_kind in ('home', 'office', 'phone', 'elsewhere')", name="place_kind_is_known"),
    )

    id: Mapped[Key]
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    place_kind: Mapped[str]
    place: Mapped[str] = mapped_column(server_default="")
    about: Mapped[str] = mapped_column(server_default="")
    status: Mapped[str] = mapped_column(server_default="planned")
    cancelled_because: Mapped[str] = mapped_column(server_default="")
    sequence: Mapped[int] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class AppointmentAttendee(Restrictable, Scoped, Base):
    """Who of us is there. Category plan. Somebody who is taken off keeps the line, with the moment."""

    __tablename__ = "appointment_attendee"
    __table_args__ = (
        within("appointment_id", "appointment"),
        Index("ix_appointment_attendee_account_id", "account_id"),
        Index(
            "uq_appointment_attendee_appointment_id_account_id_dossier_id",
            "appointment_id",
            "account_id",
            "dossier_id",
            unique=True,
        ),
    )

    id: Mapped[Key]
    appointment_id: Mapped[int]
    account_id: Mapped[int] = key_to("account.id")
    withdrawn_at: Mapped[dt.datetime | None]


class SecondPerson(Restrictable, Scoped, Base):
    """Where asking for a second person stands at one appointment. Category network.

    In state ``unsafe`` nobody of the household sees the row; ``hidden_from_household`` follows from the state. ``no_reason``: why
    not, told with a no only. ``may_hear``: what the resident said that the second person may hear; ``own_yes_on``: the day on
    which that person said yes to being written down. ``difference`` … : what it changed that they came, and for whom.
    """

    __tablename__ = "second_person"
    __table_args__ = (
        Index("uq_second_person_id_dossier_id", "id", "dossier_id", unique=True),
        within("appointment_id", "appointment"),
        within("network_person_id", "network_person"),
        Index("uq_second_person_appointment_id_dossier_id", "appointment_id", "dossier_id", unique=True),
        CheckConstraint(
            "state in ('not_asked','asked','thinking','coming','came','did_not_come','rather_not','unsafe')",
            name="state_is_known",
        ),
        CheckConstraint("hidden_from_household = (state = 'unsafe')", name="unsafe_is_hidden"),
        CheckConstraint("state not in ('coming','came') or network_person_id is not null", name="somebody_comes"),
        CheckConstraint(
            "no_reason in ('alone','nobody','burden','private','quarrel','time','later','not_said','other')",
            name="no_reason_is_known",
        ),
        CheckConstraint("difference in ('much','some','none','unknown')", name="difference_is_known"),
        CheckConstraint("difference is null or state = 'came'", name="difference_after_coming"),
        CheckConstraint("no_reason is null or state in ('rather_not','did_not_come')", name="no_reason_with_a_no"),
    )

    id: Mapped[Key]
    appointment_id: Mapped[int]
    state: Mapped[str] = mapped_column(server_default="not_asked")
    network_person_id: Mapped[int | None]
    remark: Mapped[str] = mapped_column(server_default="")
    no_reason: Mapped[str | None]
    no_words: Mapped[str] = mapped_column(server_default="")
    may_hear: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    own_yes_on: Mapped[dt.date | None]
    difference: Mapped[str | None]
    difference_to: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    difference_words: Mapped[str] = mapped_column(server_default="")
    hidden_from_household: Mapped[bool] = mapped_column(server_default=text("false"))
    changed_at: Mapped[dt.datetime] = mapped_column(server_default=text("sec.now()"))
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class SecondPersonChange(Restrictable, Scoped, Base):
    """History of the asking: each state that was recorded. Category network; never changed."""

    __tablename__ = "second_person_change"
    __table_args__ = (
        within("second_person_id", "second_person"),
        within("network_person_id", "network_person"),
    )

    id: Mapped[Key]
    second_person_id: Mapped[int]
    state: Mapped[str]
    network_person_id: Mapped[int | None]
    hidden_from_household: Mapped[bool] = mapped_column(server_default=text("false"))


class AppointmentReminder(Restrictable, Scoped, Base):
    """That a mail with time and place goes to somebody before an appointment. Category network.

    The address stands in the outbox alone, until the mail is sent. ``yes_on``: the day on which they said yes to it.
    """

    __tablename__ = "appointment_reminder"
    __table_args__ = (
        within("appointment_id", "appointment"),
        Index(
            "uq_appointment_reminder_once",
            "dossier_id",
            "appointment_id",
            "to_whom",
            unique=True,
            postgresql_where=text("withdrawn_at is null"),
        ),
        CheckConstraint("to_whom in ('resident','second')", name="to_whom_is_known"),
        CheckConstraint("language in ('nl','en')", name="language_is_known"),
    )

    id: Mapped[Key]
    appointment_id: Mapped[int]
    to_whom: Mapped[str]
    language: Mapped[str] = mapped_column(server_default="nl")
    yes_on: Mapped[dt.date]
    for_start: Mapped[Moment]
    withdrawn_at: Mapped[dt.datetime | None]
