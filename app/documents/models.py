"""A document of a household and its versions. What a version holds stands in a file of its own; here is the key to it."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Restrictable, Scoped, within


class Document(Restrictable, Scoped, Base):
    """What a document is and is called, and whether the household may read it already. Category documents."""

    __tablename__ = "document"
    __table_args__ = (
        Index("uq_document_id_dossier_id", "id", "dossier_id", unique=True),
        CheckConstraint("kind in ('letter', 'decision', 'plan', 'photo', 'other')", name="kind_is_known"),
        CheckConstraint("(withheld_because = '') = (withheld_until is null)", name="withheld_has_date_and_reason"),
    )

    id: Mapped[Key]
    title: Mapped[str]
    kind: Mapped[str]
    withheld_because: Mapped[str] = mapped_column(server_default="")
    withheld_until: Mapped[dt.date | None]
    shared: Mapped[bool] = mapped_column(server_default=text("false"))
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class DocumentVersion(Restrictable, Scoped, Base):
    """One file of a document: never changed, only withdrawn, and then its key is gone for good. Category documents.

    ``size`` is in bytes and ``sha256`` in hexadecimal, both of what was kept. ``sealed_key`` opens the file and is itself
    sealed with a data key of the installation.
    """

    __tablename__ = "document_version"
    __table_args__ = (
        within("document_id", "document"),
        Index("uq_document_version_document_id_number", "document_id", "number", "dossier_id", unique=True),
        Index("ix_document_version_owner_org_id", "owner_org_id"),
        CheckConstraint(
            "media in ('pdf', 'jpeg', 'png', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp')", name="media_is_known"
        ),
        CheckConstraint("withdrawn_at is null or sealed_key is null", name="withdrawn_has_no_key"),
        CheckConstraint("withdrawn_at is null or withdrawn_because <> ''", name="withdrawn_has_reason"),
    )

    id: Mapped[Key]
    document_id: Mapped[int]
    number: Mapped[int]
    file_name: Mapped[str]
    media: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    stored_name: Mapped[str]
    sealed_key: Mapped[bytes | None]
    withdrawn_at: Mapped[dt.datetime | None]
    withdrawn_because: Mapped[str] = mapped_column(server_default="")
    withdrawn_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
