"""What somebody of the household says to a line that is recorded about them: shown beside it wherever it is shown."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from app.db.base import Base, Key, Scoped, within


class Statement(Scoped, Base):
    """A resident's own statement (zienswijze) to one record. Read by whoever reads that record, and by nobody else.

    Category notes. ``person_ids``: whom the record is about, and who says it. Never changed: somebody who says more, says it anew.
    """

    __tablename__ = "statement"
    __table_args__ = (
        within("said_by", "person"),
        CheckConstraint(
            "item_kind in ('note', 'document', 'plan_item', 'intervention', 'domain_entry')",
            name="item_kind_is_known",
        ),
        Index("ix_statement_item", "dossier_id", "item_kind", "item_id"),
    )

    id: Mapped[Key]
    item_kind: Mapped[str]
    item_id: Mapped[int]
    said_by: Mapped[int]
    text: Mapped[str]
