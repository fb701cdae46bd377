"""The dossier itself, its title, place, process and feed of changes."""

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Scoped, Written, key_to


class Dossier(Base):
    """The file of one household: a number and the team that leads it. Everything that tells something hangs under it."""

    __tablename__ = "dossier"
    __table_args__ = (
        Index("uq_dossier_case_no", "case_no", unique=True),
        Index("ix_dossier_lead_org_id", "lead_org_id"),
        Index("ix_dossier_open_lead", "lead_org_id", postgresql_where=text("not closed and merged_into_id is null")),
    )

    id: Mapped[Key]
    case_no: Mapped[str]
    lead_org_id: Mapped[int] = key_to("organisation.id")
    closed: Mapped[bool] = mapped_column(server_default=text("false"))
    staff_or_relative: Mapped[bool] = mapped_column(server_default=text("false"))
    merged_into_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("dossier.id"))
    import_batch_id: Mapped[int | None]
    created_by: Mapped[int] = key_to("account.id")
    created_at: Mapped[Written]


class HouseholdTitle(Scoped, Base):
    """What the household is called on screens: a surname. Category identity."""

    __tablename__ = "household_title"
    __table_args__ = (Index("uq_household_title_dossier_id", "dossier_id", unique=True),)

    id: Mapped[Key]
    title: Mapped[str]


class HouseholdArea(Scoped, Base):
    """The neighbourhood, as code, year of the code and name (codes change yearly). Category address, header."""

    __tablename__ = "household_area"
    __table_args__ = (Index("uq_household_area_dossier_id", "dossier_id", unique=True),)

    id: Mapped[Key]
    code: Mapped[str]
    code_year: Mapped[int]
    name: Mapped[str]


class HouseholdAddress(Scoped, Base):
    """Where the household lives. Category address, body; ``protected`` masks it for all but the listed functions."""

    __tablename__ = "household_address"
    __table_args__ = (Index("uq_household_address_dossier_id", "dossier_id", unique=True),)

    id: Mapped[Key]
    street: Mapped[str]
    number: Mapped[int | None]
    addition: Mapped[str] = mapped_column(server_default="")
    postcode: Mapped[str]
    town: Mapped[str]
    #: Folded street, number and postcode: what a search for an address is compared with.
    search_key: Mapped[str]
    protected: Mapped[bool] = mapped_column(server_default=text("false"))
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class DossierProcess(Scoped, Base):
    """Phase, weight and dates: facts about the process, no content. Category plan, process row."""

    __tablename__ = "dossier_process"
    __table_args__ = (
        Index("uq_dossier_process_dossier_id", "dossier_id", unique=True, postgresql_include=["weight"]),
        CheckConstraint("weight in (1, 3, 8)", name="weight_is_known"),
    )

    id: Mapped[Key]
    phase: Mapped[str]
    phase_since: Mapped[dt.date]
    weight: Mapped[int] = mapped_column(server_default="3")
    review_on: Mapped[dt.date | None]
    last_contact_on: Mapped[dt.date | None]
    last_activity_at: Mapped[Written]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class PhaseChange(Scoped, Base):
    """One step of the process: from which phase to which, and why. Category plan, process row; never changed."""

    __tablename__ = "phase_change"

    id: Mapped[Key]
    from_phase: Mapped[str | None]
    to_phase: Mapped[str]
    reason: Mapped[str] = mapped_column(server_default="")


class Activity(Scoped, Base):
    """That something changed: by whom, which kind of thing, in which category. Never what. Feeds *since your last visit*."""

    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_dossier_id_created_at", "dossier_id", "created_at"),)

    id: Mapped[Key]
    category: Mapped[str]
    verb: Mapped[str]
    object_id: Mapped[int | None]
    #: Value conditions of the matrix that hold for the object (a product group, a life domain), for the policies.
    condition: Mapped[str | None]


class DossierMerge(Base):
    """Two dossiers of one household made one: which rows moved, so that it can be undone. Category plan, process row."""

    __tablename__ = "dossier_merge"
    __table_args__ = (Index("ix_dossier_merge_into_id", "into_id"),)

    id: Mapped[Key]
    into_id: Mapped[int] = key_to("dossier.id")
    from_id: Mapped[int] = key_to("dossier.id")
    moved: Mapped[dict[str, Any]] = mapped_column(JSONB)
    merged_by: Mapped[int] = key_to("account.id")
    merged_at: Mapped[Written]
    undone_at: Mapped[dt.datetime | None]


PersonIds = ARRAY(BigInteger)
