"""People around the household, and what somebody wants to do for the neighbourhood."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Restrictable, Scoped, Written, key_to, within


class NetworkPerson(Restrictable, Scoped, Base):
    """Somebody from the household's own network: first name, what they are to whom, and a role. Category network.

    Some roles end: ``until`` is their last day. ``account_id`` is the account of whoever has such a role, if they got one: no
    relation of it to this household outlasts the role (``sec.role_bounds_access``).
    """

    __tablename__ = "network_person"
    __table_args__ = (
        Index("uq_network_person_id_dossier_id", "id", "dossier_id", unique=True),
        CheckConstraint(
            "role in ('family','friend','neighbour','carer','buddy','peer','mentor','guardian','helper','other')",
            name="role_is_known",
        ),
        CheckConstraint("role not in ('buddy','carer','mentor','peer') or until is not null", name="role_ends"),
        CheckConstraint(
            "account_id is null or (active and role in ('buddy','carer','mentor','peer'))", name="account_for_role"
        ),
    )

    id: Mapped[Key]
    first_name: Mapped[str]
    relation: Mapped[str]
    role: Mapped[str] = mapped_column(server_default="other")
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    until: Mapped[dt.date | None]
    account_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class AccountRequest(Base):
    """An account that the lead asks for somebody in a role that ends; an administrator makes it, or not.

    Nobody reads the table (``app.db.closed``): leads and administrators ask functions, each for their half. A request that was
    answered with yes is gone; after a no nothing of the person is left in it. ``account_id`` is set within the giving alone.
    """

    __tablename__ = "account_request"
    __table_args__ = (Index("uq_account_request_network_person_id", "network_person_id", unique=True),)

    id: Mapped[Key]
    network_person_id: Mapped[int] = key_to("network_person.id", ondelete="CASCADE")
    purpose_id: Mapped[int] = key_to("purpose.id")
    name: Mapped[str]
    email: Mapped[str]
    email_key: Mapped[str]
    reason: Mapped[str]
    asked_by: Mapped[int] = key_to("account.id")
    asked_at: Mapped[Written]
    refused_at: Mapped[dt.datetime | None]
    account_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))


class Offer(Restrictable, Scoped, Base):
    """What a resident or duo wants to do for the neighbourhood: voluntary, without any effect. Category offers."""

    __tablename__ = "offer"
    __table_args__ = (
        Index("uq_offer_id_dossier_id", "id", "dossier_id", unique=True),
        within("network_person_id", "network_person"),
        within("appointment_id", "appointment"),
    )

    id: Mapped[Key]
    text: Mapped[str]
    network_person_id: Mapped[int | None]
    appointment_id: Mapped[int | None]


class OfferStep(Restrictable, Scoped, Base):
    """What became of an offer: agreed for a day, done (and enjoyed, 1 to 5), or stopped. Category offers; added, never changed.

    Stopping asks no reason, and there is no word for a refusal: an offer is voluntary to the letter (domain.md 2.5).
    """

    __tablename__ = "offer_step"
    __table_args__ = (
        within("offer_id", "offer"),
        CheckConstraint("step in ('agreed','done','stopped')", name="step_is_known"),
        CheckConstraint("(step = 'stopped') = (minutes is null)", name="lasts"),
        CheckConstraint("minutes between 1 and 240", name="is_small"),
        CheckConstraint("enjoyed is null or (step = 'done' and enjoyed between 1 and 5)", name="enjoyed"),
    )

    id: Mapped[Key]
    offer_id: Mapped[int]
    step: Mapped[str]
    on_day: Mapped[dt.date]
    minutes: Mapped[int | None]
    enjoyed: Mapped[int | None]
    words: Mapped[str] = mapped_column(server_default="")


class NetworkMeeting(Scoped, Base):
    """A family-group conference or a meeting of the network: the household's own document. Category network.

    Professionals write down what information they gave and nothing of the closed time; ``plan`` is what the people themselves
    decided, in their words. ``call_on`` is four weeks after it was held: then somebody calls to ask how it goes (domain.md 2.4).
    """

    __tablename__ = "network_meeting"
    __table_args__ = (
        CheckConstraint("kind in ('conference','meeting')", name="kind_is_known"),
        CheckConstraint("(held_on is null) = (call_on is null)", name="call_follows"),
        CheckConstraint("called_on is null or held_on is not null", name="called_after"),
    )

    id: Mapped[Key]
    kind: Mapped[str]
    coordinator: Mapped[str] = mapped_column(server_default="")
    information: Mapped[str] = mapped_column(server_default="")
    planned_on: Mapped[dt.date | None]
    held_on: Mapped[dt.date | None]
    plan: Mapped[str] = mapped_column(server_default="")
    call_on: Mapped[dt.date | None]
    called_on: Mapped[dt.date | None]
    call_words: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}
