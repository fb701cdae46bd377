"""Tables of organisations, accounts, sessions, single-use links, the mail outbox and the sign-in throttle."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Moment, Written, key_to


class Organisation(Base):
    """A wijkteam, municipality or partner. ``bandwidth`` is what a team says it can carry, in weight points."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("bandwidth_min is null or bandwidth_min <= bandwidth_max", name="bandwidth_in_order"),
        Index("uq_organisation_name", text("lower(name)"), unique=True),
    )

    id: Mapped[Key]
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(index=True)
    contact_name: Mapped[str] = mapped_column(server_default="")
    contact_phone: Mapped[str] = mapped_column(server_default="")
    contact_email: Mapped[str] = mapped_column(server_default="")
    bsn_allowed: Mapped[bool] = mapped_column(server_default=text("false"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    sensitive: Mapped[bool] = mapped_column(server_default=text("false"))
    #: When its eight steps were done (domain.md 1.11): without them it does not take part. Set by ``sec.finish_setup`` alone.
    set_up_on: Mapped[dt.date | None]
    bandwidth_min: Mapped[int | None]
    bandwidth_max: Mapped[int | None]
    created_at: Mapped[Written]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class SensitiveName(Base):
    """How an organisation is called, and reached, whose very name tells something about who comes there.

    ``organisation`` itself then holds marks (``app.web.partners``). Read by its own people, by functions that may lead, by
    administrators and privacy officers.
    """

    __tablename__ = "sensitive_name"
    __table_args__ = (Index("uq_sensitive_name_name", text("lower(name)"), unique=True),)

    organisation_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("organisation.id"), primary_key=True, autoincrement=False
    )
    name: Mapped[str]
    contact_name: Mapped[str] = mapped_column(server_default="")
    contact_phone: Mapped[str] = mapped_column(server_default="")
    contact_email: Mapped[str] = mapped_column(server_default="")


class Purpose(Base):
    """Why an organisation processes data: law, article and task. A change is a new row, so that lines in the log keep theirs."""

    __tablename__ = "purpose"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_to("organisation.id")
    code: Mapped[str]
    text_nl: Mapped[str]
    text_en: Mapped[str]
    law: Mapped[str]
    article: Mapped[str]
    bsn_allowed: Mapped[bool] = mapped_column(server_default=text("false"))
    valid_from: Mapped[dt.date] = mapped_column(server_default=text("current_date"))
    valid_until: Mapped[dt.date | None]

    __table_args__ = (Index("ix_purpose_organisation_id", "organisation_id"),)


class Account(Base):
    """Somebody who can sign in: one organisation, one function. ``email_key`` is the folded form that is compared."""

    __tablename__ = "account"
    __table_args__ = (
        Index("uq_account_email_key", "email_key", unique=True),
        Index("ix_account_organisation_id", "organisation_id"),
    )

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_to("organisation.id")
    function: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    email_key: Mapped[str]
    phone: Mapped[str] = mapped_column(server_default="")
    language: Mapped[str] = mapped_column(server_default="nl")
    #: Whether single keys do something (WCAG 2.1.4): whoever speaks to the computer may want them off.
    shortcuts: Mapped[bool] = mapped_column(server_default=text("true"))
    password_hash: Mapped[str | None] = mapped_column(deferred=True, deferred_raiseload=True)
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    #: Residents and network people only: the person of the household that this account is.
    person_id: Mapped[int | None]
    caseload_columns: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    changes_seen_at: Mapped[dt.datetime | None]
    created_at: Mapped[Written]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class AccountSession(Base):
    """A signed-in browser. Only the hash of its token is kept; the application's role reaches it through functions."""

    __tablename__ = "account_session"
    __table_args__ = (
        Index("uq_account_session_token_hash", "token_hash", unique=True),
        Index("ix_account_session_account_id", "account_id"),
    )

    id: Mapped[Key]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    account_id: Mapped[int] = key_to("account.id")
    started_at: Mapped[Moment]
    last_seen_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    #: When the password was last given: sensitive acts ask for it again after five minutes.
    proved_at: Mapped[Moment] = mapped_column(server_default=text("now()"))
    ended_at: Mapped[dt.datetime | None]
    device: Mapped[str] = mapped_column(server_default="")
    #: Not a browser but a token of a program: it does not idle and is never a fresh proof.
    for_api: Mapped[bool] = mapped_column(server_default=text("false"))


class OneTimeLink(Base):
    """A single-use link by mail: an invitation or a password reset. Only the hash of its token is kept."""

    __tablename__ = "one_time_link"
    __table_args__ = (Index("uq_one_time_link_token_hash", "token_hash", unique=True),)

    id: Mapped[Key]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    account_id: Mapped[int] = key_to("account.id")
    kind: Mapped[str]
    expires_at: Mapped[Moment]
    sent_at: Mapped[Moment] = mapped_column(server_default=text("now()"))
    used_at: Mapped[dt.datetime | None]
    #: Not used but taken back: by an administrator, by a newer invitation, or because the account changed.
    withdrawn: Mapped[bool] = mapped_column(server_default=text("false"))


class OutgoingMail(Base):
    """The outbox: written in the transaction that causes the mail, sent after it. Links only, no content of a dossier.

    A reminder of an appointment waits until ``send_after`` and takes a ``calendar`` file along: time and place, nothing else.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (Index("ix_outgoing_mail_reminder_id", "reminder_id"),)

    id: Mapped[Key]
    recipient: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    created_at: Mapped[Written]
    sent_at: Mapped[dt.datetime | None]
    reminder_id: Mapped[int | None] = mapped_column(ForeignKey("appointment_reminder.id"))
    send_after: Mapped[dt.datetime | None]
    calendar: Mapped[str] = mapped_column(server_default="")


class SignInAttempt(Base):
    """What the throttle counts: evaluated tries per account key, network and whole site, per half minute."""

    __tablename__ = "sign_in_attempt"

    subject: Mapped[str] = mapped_column(primary_key=True)
    window_start: Mapped[dt.datetime] = mapped_column(primary_key=True)
    tries: Mapped[int] = mapped_column(server_default="0")


class ElsewhereQuestion(Base):
    """What the bound on asking about households of others counts: different questions of the last hour, as a hash."""

    __tablename__ = "elsewhere_question"

    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"), primary_key=True)
    way: Mapped[str] = mapped_column(primary_key=True)
    question: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    asked_at: Mapped[Moment]


class Submission(Base):
    """An answered form: the same key again gives the same answer, so that a double click saves once."""

    __tablename__ = "submission"

    key: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = key_to("account.id")
    endpoint: Mapped[str]
    body_hash: Mapped[str]
    location: Mapped[str | None]
    created_at: Mapped[Written]
