"""The declarative base, and the columns that every row under a household carries."""

import datetime as dt
from typing import Annotated

from sqlalchemy import BigInteger, DateTime, ForeignKey, ForeignKeyConstraint, Identity, MetaData, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column, registry

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

Key = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
Moment = Annotated[dt.datetime, mapped_column(DateTime(timezone=True))]
#: The moment of writing by the database's own clock (time travel included, see ``sec.now``).
Written = Annotated[dt.datetime, mapped_column(DateTime(timezone=True), server_default=text("sec.now()"))]


def key_to(target: str, *, ondelete: str | None = None) -> MappedColumn[int]:
    """A foreign key to a bigint identity column; add ``index=True`` where a list starts from it."""
    return mapped_column(BigInteger, ForeignKey(target, ondelete=ondelete))


def within(column: str, parent: str) -> ForeignKeyConstraint:
    """A foreign key to a row of the same household: a row of one dossier cannot hang under something of another.

    ``parent`` needs a unique index on (id, dossier_id). Deferrable, because a merge moves a household table by table.
    """
    return ForeignKeyConstraint([column, "dossier_id"], [f"{parent}.id", f"{parent}.dossier_id"], deferrable=True)


class Base(DeclarativeBase):
    """Base of every table. A repr names the table and the key, never data."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={str: Text, int: BigInteger, dt.datetime: DateTime(timezone=True)},
    )

    def __repr__(self) -> str:
        """The class and its identity only: a repr ends up in logs and error pages."""
        return f"<{type(self).__name__} {getattr(self, 'id', '')}>"


class Scoped:
    """What every row under a household names: its dossier, owner, purpose, author and the persons it concerns.

    The policies of row-level security read these columns. ``person_ids`` empty means the household as such.
    """

    dossier_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("dossier.id"), index=True)
    owner_org_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("organisation.id"))
    purpose_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("purpose.id"))
    author_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"))
    person_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default=text("'{}'"))
    sealed: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[Written]


class Restrictable:
    """A record that somebody may ask not to be used for a while (GDPR art. 18). Set and lifted by ``sec.apply_restriction`` alone."""

    restricted: Mapped[bool] = mapped_column(server_default=text("false"))
