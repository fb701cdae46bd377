"""A sealed compartment and its steps. Nothing of what was written stands in these rows in a form that can be read."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Scoped, within


class SealedCompartment(Scoped, Base):
    """That somebody (``author_id``) has a concern about the safety of some persons. Category notes, always sealed.

    ``sealed_key`` opens its steps and is itself sealed with a data key of the installation: when the row goes, they can never be
    read again. ``shared_on``: since when youth protection reads along; null: it does not. Another author is named by
    ``sec.hand_over_compartment`` alone (domain.md 1.6).
    """

    __tablename__ = "sealed_compartment"
    __table_args__ = (
        Index("uq_sealed_compartment_id_dossier_id", "id", "dossier_id", unique=True),
        CheckConstraint("sealed", name="is_sealed"),
    )

    id: Mapped[Key]
    sealed_key: Mapped[bytes] = mapped_column(LargeBinary)
    shared_on: Mapped[dt.date | None]
    closed_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class SealedStep(Scoped, Base):
    """One of the five steps. ``body`` is the whole of it (day, text, with whom, answers), under the compartment's own key."""

    __tablename__ = "sealed_step"
    __table_args__ = (
        within("sealed_compartment_id", "sealed_compartment"),
        Index("uq_sealed_step_compartment_number", "sealed_compartment_id", "number", "dossier_id", unique=True),
        CheckConstraint("sealed", name="is_sealed"),
        CheckConstraint("number between 1 and 5", name="number_is_one_of_five"),
    )

    id: Mapped[Key]
    sealed_compartment_id: Mapped[int]
    number: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}
