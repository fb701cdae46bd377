"""Documents as the asker may read them, and what is kept."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import aliased

from app.accounts.models import Account, Organisation
from app.db.session import db
from app.documents.models import Document, DocumentVersion
from app.documents.storage import Stored
from app.dossiers.openness import is_open
from app.kernel.errors import NotFound

PER_PAGE = 20
_KEPT = text("select here, in_all from sec.documents_kept(:dossier)")


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One file of a document: what it is called, its size in bytes, who added it, and who withdrew it and why."""

    document_id: int
    number: int
    file_name: str
    media: str
    size: int
    author: str
    at: dt.datetime
    withdrawn_at: dt.datetime | None
    withdrawn_because: str
    withdrawn_by: str

    @property
    def is_there(self) -> bool:
        """Whether it can be fetched."""
        return self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document with its versions, the newest first."""

    id: int
    title: str
    kind: str
    withheld_because: str
    withheld_until: dt.date | None
    shared: bool
    person_ids: tuple[int, ...]
    organisation_id: int
    organisation: str
    author: str
    at: dt.datetime
    version: int
    versions: tuple[VersionLine, ...]

    def is_open(self, today: dt.date) -> bool:
        """Whether the household may read it on that day."""
        return is_open(self.withheld_until, shared=self.shared, on=today)

    @property
    def is_there(self) -> bool:
        """Whether there is still something to fetch."""
        return any(version.is_there for version in self.versions)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the own organisation keeps, in bytes: in this dossier, and in all."""

    here: int
    in_all: int


def _documents(dossier_id: int) -> Any:
    return (
        select(
            Document.id,
            Document.title,
            Document.kind,
            Document.withheld_because,
            Document.withheld_until,
            Document.shared,
            Document.person_ids,
            Document.owner_org_id,
            Organisation.name.label("organisation"),
            Account.name.label("author"),
            Document.created_at,
            Document.version,
        )
        .join(Account, Account.id == Document.author_id)
        .join(Organisation, Organisation.id == Document.owner_org_id)
        .where(Document.dossier_id == dossier_id)
    )


def _versions(documents: list[int]) -> dict[int, tuple[VersionLine, ...]]:
    withdrawer = aliased(Account)
    statement: Any = (
        select(
            DocumentVersion.document_id,
            DocumentVersion.number,
            DocumentVersion.file_name,
            DocumentVersion.media,
            DocumentVersion.size,
            Account.name,
            DocumentVersion.created_at,
            DocumentVersion.withdrawn_at,
            DocumentVersion.withdrawn_because,
            func.coalesce(withdrawer.name, ""),
        )
        .join(Account, Account.id == DocumentVersion.author_id)
        .outerjoin(withdrawer, withdrawer.id == DocumentVersion.withdrawn_by)
        .where(DocumentVersion.document_id.in_(documents))
        .order_by(DocumentVersion.document_id, DocumentVersion.number.desc())
    )
    found: dict[int, tuple[VersionLine, ...]] = {}
    for row in db.session.execute(statement) if documents else ():
        line = VersionLine(*row)
        found[line.document_id] = (*found.get(line.document_id, ()), line)
    return found


def _lines(rows: list[Any]) -> tuple[DocumentLine, ...]:
    versions = _versions([row.id for row in rows])
    return tuple(
        DocumentLine(
            id=row.id,
            title=row.title,
            kind=row.kind,
            withheld_because=row.withheld_because,
            withheld_until=row.withheld_until,
            shared=row.shared,
            person_ids=tuple(row.person_ids),
            organisation_id=row.owner_org_id,
            organisation=row.organisation,
            author=row.author,
            at=row.created_at,
            version=row.version,
            versions=versions.get(row.id, ()),
        )
        for row in rows
    )


def list_documents(dossier_id: int, page: int = 1) -> tuple[DocumentLine, ...]:
    """One page of the documents, the newest first."""
    statement = _documents(dossier_id).order_by(Document.created_at.desc(), Document.id.desc())
    found = db.session.execute(statement.limit(PER_PAGE).offset((page - 1) * PER_PAGE))
    return _lines(list(found))


def count_documents(dossier_id: int) -> int:
    """How many documents the asker may read."""
    statement = select(func.count()).select_from(Document).where(Document.dossier_id == dossier_id)
    return db.session.execute(statement).scalar_one()


def get_document(dossier_id: int, document_id: int) -> DocumentLine:
    """One document of this household. Raises NotFound."""
    rows = list(db.session.execute(_documents(dossier_id).where(Document.id == document_id)))
    if not rows:
        raise NotFound
    return _lines(rows)[0]


def get_stored(document_id: int, number: int) -> Stored:
    """Where the file of a version is and what opens it. Raises NotFound, also when the version was withdrawn."""
    row = db.session.execute(
        select(DocumentVersion.stored_name, DocumentVersion.sealed_key)
        .where(DocumentVersion.document_id == document_id, DocumentVersion.number == number)
        .where(DocumentVersion.withdrawn_at.is_(None))
    ).one_or_none()
    if row is None:
        raise NotFound
    return Stored(row.stored_name, row.sealed_key or b"")


def get_kept(dossier_id: int) -> Kept:
    """What the own organisation keeps; its other uploads wait until this transaction is over."""
    row = db.session.execute(_KEPT, {"dossier": dossier_id}).one()
    return Kept(row.here, row.in_all)
