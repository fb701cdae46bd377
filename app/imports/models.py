"""One imported file: what came in, and how far it is."""

import datetime as dt
from typing import Any

from sqlalchemy import Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Written, key_to


class ImportBatch(Base):
    """A spreadsheet on its way in. The rows stay here, for their uploader only, until they are imported or thrown away."""

    __tablename__ = "import_batch"
    __table_args__ = (Index("ix_import_batch_account_id", "account_id"),)

    id: Mapped[Key]
    account_id: Mapped[int] = key_to("account.id")
    organisation_id: Mapped[int] = key_to("organisation.id")
    file_name: Mapped[str]
    file_hash: Mapped[str]
    #: The file, encrypted, until it is imported; emptied after.
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    #: The plan that was made of it last, encrypted as well: looking at it does not make it anew. Goes when the file goes.
    plan: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    #: The sheet and the meaning of columns, where somebody chose otherwise.
    mapping: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    choices: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    state: Mapped[str] = mapped_column(server_default="preview")
    households: Mapped[int] = mapped_column(server_default="0")
    lines: Mapped[int] = mapped_column(server_default="0")
    #: What was left out and why: row numbers and reasons, nothing of what stood there.
    report: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    #: Households that were there already: when something last happened in them before the import.
    before: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    #: Everything in the households of this import as it was when the import ended: still so means that nobody worked on it.
    seal: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[Written]
    imported_at: Mapped[dt.datetime | None]
    undone_at: Mapped[dt.datetime | None]


class ImportedLine(Base):
    """The fingerprint of one line that came in, per organisation: the same line again adds nothing."""

    __tablename__ = "imported_line"
    __table_args__ = (
        Index("uq_imported_line_organisation_id_fingerprint", "organisation_id", "fingerprint", unique=True),
        Index("ix_imported_line_batch_id", "batch_id"),
    )

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_to("organisation.id")
    batch_id: Mapped[int] = key_to("import_batch.id")
    fingerprint: Mapped[str]
    #: What stays the same when the help goes on: a line with a known identity and another fingerprint has changed.
    identity: Mapped[str]


class ImportProgress(Base):
    """How many lines of a batch are done: written outside the import's own transaction, so that the page can show it."""

    __tablename__ = "import_progress"

    batch_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    done: Mapped[int] = mapped_column(server_default="0")
    total: Mapped[int] = mapped_column(server_default="0")
    #: What is being done: reading, planning or importing.
    stage: Mapped[str] = mapped_column(server_default="import")
