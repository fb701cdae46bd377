"""The table of what is asked for research. No content of a household: the file itself is made when it is taken."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Written, key_to


class ResearchExport(Base):
    """One file for one purpose. ``approved`` is empty until the privacy officer decides; ``answer`` is why not, or on what terms."""

    __tablename__ = "research_export"
    __table_args__ = (
        CheckConstraint("year between 1900 and 9999", name="year_is_a_year"),
        CheckConstraint("purpose <> '' and summary <> '' and researcher <> ''", name="says_why"),
        CheckConstraint(
            "(approved is null) = (decided_by is null) and (approved is null) = (decided_at is null)",
            name="decided_whole",
        ),
        CheckConstraint("approved is distinct from false or answer <> ''", name="refused_with_reason"),
        CheckConstraint("decided_by <> asked_by", name="two_people"),
    )

    id: Mapped[Key]
    #: The calendar year that the file is about.
    year: Mapped[int]
    #: Who does the research: an institute, not a person.
    researcher: Mapped[str]
    purpose: Mapped[str]
    #: The same for residents, in plain words.
    summary: Mapped[str]
    expires_on: Mapped[dt.date]
    asked_by: Mapped[int] = key_to("account.id")
    asked_at: Mapped[Written]
    approved: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(server_default="")
    decided_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    decided_at: Mapped[dt.datetime | None]
