"""The situation of the household: the question, life domains with two scores, and notes in three fields."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Restrictable, Scoped, within


class ResidentQuestion(Restrictable, Scoped, Base):
    """The question in the resident's own words; a new wording is a new row. Category domains, body."""

    __tablename__ = "resident_question"

    id: Mapped[Key]
    words: Mapped[str]
    said_by: Mapped[str] = mapped_column(server_default="")


class DomainState(Scoped, Base):
    """Where a life domain stands: not discussed / discussed, nothing recorded / recorded, and why. Category domains, header."""

    __tablename__ = "domain_state"
    __table_args__ = (
        Index("uq_domain_state_dossier_id_domain", "dossier_id", "domain", unique=True),
        CheckConstraint("state in ('not_discussed', 'discussed', 'recorded')", name="state_is_known"),
        CheckConstraint("state <> 'recorded' or reason <> ''", name="recorded_needs_reason"),
    )

    id: Mapped[Key]
    domain: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(server_default="")
    since: Mapped[dt.date] = mapped_column(server_default=text("current_date"))
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class DomainEntry(Restrictable, Scoped, Base):
    """What is recorded for a life domain on one day: text and two separate scores, 1-5. Never averaged, never computed.

    ``category`` is finances for money, health for health, domains for the rest; ``topic`` a product group (rent ...).
    """

    __tablename__ = "domain_entry"
    __table_args__ = (
        CheckConstraint("category in ('domains', 'finances', 'health')", name="category_is_known"),
        CheckConstraint("resident_score between 1 and 5", name="resident_score_in_range"),
        CheckConstraint("professional_score between 1 and 5", name="professional_score_in_range"),
    )

    id: Mapped[Key]
    domain: Mapped[str]
    category: Mapped[str]
    topic: Mapped[str | None]
    text: Mapped[str]
    resident_score: Mapped[int | None]
    professional_score: Mapped[int | None]


class Note(Restrictable, Scoped, Base):
    """Facts, and the household's own words. Open to the resident unless a dated reason says otherwise. Category notes."""

    __tablename__ = "note"
    __table_args__ = (
        Index("uq_note_id_dossier_id", "id", "dossier_id", unique=True),
        CheckConstraint("(withheld_because = '') = (withheld_until is null)", name="withheld_has_date_and_reason"),
    )

    id: Mapped[Key]
    facts: Mapped[str]
    own_words: Mapped[str] = mapped_column(server_default="")
    withheld_because: Mapped[str] = mapped_column(server_default="")
    withheld_until: Mapped[dt.date | None]
    shared: Mapped[bool] = mapped_column(server_default=text("false"))
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class NoteInterpretation(Restrictable, Scoped, Base):
    """What the writer makes of it. Only the writer's own organisation reads it. Category notes."""

    __tablename__ = "note_interpretation"
    __table_args__ = (
        within("note_id", "note"),
        Index("uq_note_interpretation_note_id_dossier_id", "note_id", "dossier_id", unique=True),
    )

    id: Mapped[Key]
    note_id: Mapped[int]
    text: Mapped[str]
