"""Questions that are kept by name. What is counted has no models: no web process reads it (ADR 0015)."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Written, key_to


class InsightFilter(Base):
    """A question of insight by name, for everybody of the organisation who may count. Of no household; holds no number.

    ``page`` is an endpoint of insight, ``asked`` the question as it stands in an address.
    """

    __tablename__ = "insight_filter"
    __table_args__ = (
        Index("uq_insight_filter_name", "organisation_id", "name", unique=True),
        CheckConstraint("length(name) between 1 and 60", name="name_is_short"),
        CheckConstraint("length(asked) <= 400", name="question_is_short"),
    )

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_to("organisation.id")
    created_by: Mapped[int] = key_to("account.id")
    created_at: Mapped[Written]
    name: Mapped[str]
    page: Mapped[str]
    asked: Mapped[str]
    version: Mapped[int] = mapped_column(server_default="1")
