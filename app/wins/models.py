"""Small wins of a household."""

import datetime as dt

from sqlalchemy import CheckConstraint, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Scoped


class Win(Scoped, Base):
    """Something that went well, in one line. Category notes, and read by everybody at the table.

    ``told_by`` says whose words it is. ``criteria`` and ``mechanisms`` are the answers to the light questions afterwards: what kind
    of win it is follows from them (``app.wins.rules.kind_of``). ``sign`` says by what one can tell that it goes on by itself.
    """

    __tablename__ = "win"
    __table_args__ = (
        CheckConstraint("told_by in ('resident', 'network', 'worker')", name="told_by_is_known"),
        CheckConstraint(
            "criteria <@ array['done', 'small', 'deep', 'frictional', 'ambition', 'valued']", name="criteria_are_known"
        ),
        CheckConstraint(
            "mechanisms <@ array['energy', 'learning', 'attraction', 'bandwagon', 'coupling', 'robust']",
            name="mechanisms_are_known",
        ),
    )

    id: Mapped[Key]
    line: Mapped[str]
    told_by: Mapped[str] = mapped_column(server_default="worker")
    happened_on: Mapped[dt.date]
    criteria: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    mechanisms: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    sign: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}
