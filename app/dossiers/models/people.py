"""The persons of a household: a stub, the details, the number that only some may use, and who lives there since when."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Scoped, within


class Person(Scoped, Base):
    """Somebody of the household by first name and initial. Category identity, header.

    ``person_ids`` holds the person's own id. ``partner_unsafe``, ``is_minor_until`` and ``deceased_on`` are circumstances that
    narrow what others see.
    """

    __tablename__ = "person"
    __table_args__ = (
        Index("uq_person_id_dossier_id", "id", "dossier_id", unique=True),
        Index(
            "ix_person_circumstances", "dossier_id", postgresql_where=text("partner_unsafe or deceased_on is not null")
        ),
    )

    id: Mapped[Key]
    stub: Mapped[str]
    partner_unsafe: Mapped[bool] = mapped_column(server_default=text("false"))
    adult_on: Mapped[dt.date | None]
    holds_authority: Mapped[bool] = mapped_column(server_default=text("false"))
    deceased_on: Mapped[dt.date | None]


class PersonDetail(Scoped, Base):
    """Full name, birth date and how somebody wants to be reached. Category identity, body."""

    __tablename__ = "person_detail"
    __table_args__ = (
        within("person_id", "person"),
        Index("uq_person_detail_person_id_dossier_id", "person_id", "dossier_id", unique=True),
        Index("ix_person_detail_grams", "grams", postgresql_using="gin"),
        Index("ix_person_detail_birth_date", "birth_date"),
        CheckConstraint(
            "contact_preference in ('visit', 'phone', 'letter', 'app')", name="contact_preference_is_known"
        ),
    )

    id: Mapped[Key]
    person_id: Mapped[int]
    given_name: Mapped[str]
    prefix: Mapped[str] = mapped_column(server_default="")
    surname: Mapped[str]
    birth_date: Mapped[dt.date | None]
    contact_preference: Mapped[str] = mapped_column(server_default="phone")
    phone: Mapped[str] = mapped_column(server_default="")
    name_key: Mapped[str]
    grams: Mapped[list[str]] = mapped_column(ARRAY(Text))
    phonetic: Mapped[str]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class PersonBsn(Scoped, Base):
    """The citizen service number, encrypted under its own key; found by a keyed hash. Right ``bsn``."""

    __tablename__ = "person_bsn"
    __table_args__ = (
        within("person_id", "person"),
        Index("uq_person_bsn_person_id_dossier_id", "person_id", "dossier_id", unique=True),
        Index("ix_person_bsn_blind_index", "blind_index"),
    )

    id: Mapped[Key]
    person_id: Mapped[int]
    sealed_number: Mapped[bytes] = mapped_column(LargeBinary)
    blind_index: Mapped[bytes] = mapped_column(LargeBinary)


class HouseholdMember(Scoped, Base):
    """Who lives in the household, in which relation, since when and until when. Category household, body."""

    __tablename__ = "household_member"
    __table_args__ = (
        within("person_id", "person"),
        CheckConstraint("left_on is null or joined_on is null or left_on >= joined_on", name="leaves_after_joining"),
    )

    id: Mapped[Key]
    person_id: Mapped[int]
    relation: Mapped[str]
    joined_on: Mapped[dt.date | None]
    left_on: Mapped[dt.date | None]
    left_because: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class DeathChange(Scoped, Base):
    """That a death was written down, or that it turned out a mistake: on which day, and why it was taken back. Never changed."""

    __tablename__ = "death_change"
    __table_args__ = (within("person_id", "person"),)

    id: Mapped[Key]
    person_id: Mapped[int]
    died_on: Mapped[dt.date]
    undone: Mapped[bool] = mapped_column(server_default=text("false"))
    reason: Mapped[str] = mapped_column(server_default="")


class HouseholdSummary(Scoped, Base):
    """How many adults and children live there, kept by a trigger on the members. Category household, header."""

    __tablename__ = "household_summary"
    __table_args__ = (Index("uq_household_summary_dossier_id", "dossier_id", unique=True),)

    id: Mapped[Key]
    adults: Mapped[int]
    children: Mapped[int]
