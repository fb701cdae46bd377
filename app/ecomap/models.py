"""The ecomap's versions and ties. Persons on it are the people of the network, with no more than a first name."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Scoped, within


class EcomapVersion(Scoped, Base):
    """The map as it was drawn on one day, and with whom. Category network; the newest is the one that is worked on."""

    __tablename__ = "ecomap_version"
    __table_args__ = (
        Index("uq_ecomap_version_id_dossier_id", "id", "dossier_id", unique=True),
        Index("ix_ecomap_version_dossier_id_drawn_on", "dossier_id", "drawn_on"),
    )

    id: Mapped[Key]
    drawn_on: Mapped[dt.date]
    together_with: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class EcomapTie(Scoped, Base):
    """One tie: of somebody with the household (then ``circle`` says where they stand), or with ``other_id``. Category network.

    ``strength`` 1 to 3. ``direction``: who mostly reaches out, seen from the household (or from ``other_id``). ``gives`` and
    ``receives``: kinds of support that this person gives and gets. ``words``: the resident's own. A tie that was taken off the
    map keeps its row, so that the version before still reads as it was.
    """

    __tablename__ = "ecomap_tie"
    __table_args__ = (
        within("ecomap_version_id", "ecomap_version"),
        within("network_person_id", "network_person"),
        within("other_id", "network_person"),
        Index(
            "uq_ecomap_tie_pair",
            "dossier_id",
            "ecomap_version_id",
            text("least(network_person_id, coalesce(other_id, 0))"),
            text("greatest(network_person_id, coalesce(other_id, 0))"),
            unique=True,
            postgresql_where=text("withdrawn_at is null"),
        ),
        CheckConstraint(
            "kind in ('kin','friendship','neighbours','work_school','club','help','other')", name="kind_is_known"
        ),
        CheckConstraint("strength between 1 and 3", name="strength_is_known"),
        CheckConstraint("direction in ('both','from_them','to_them')", name="direction_is_known"),
        CheckConstraint("circle in ('household','family','neighbourhood','professional')", name="circle_is_known"),
        CheckConstraint("(circle is null) = (other_id is not null)", name="circle_at_home"),
        CheckConstraint("other_id <> network_person_id", name="two_ends"),
    )

    id: Mapped[Key]
    ecomap_version_id: Mapped[int]
    network_person_id: Mapped[int]
    other_id: Mapped[int | None]
    circle: Mapped[str | None]
    kind: Mapped[str]
    strength: Mapped[int] = mapped_column(server_default="2")
    direction: Mapped[str] = mapped_column(server_default="both")
    gives: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    receives: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    strain: Mapped[bool] = mapped_column(server_default=text("false"))
    words: Mapped[str] = mapped_column(server_default="")
    withdrawn_at: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}
