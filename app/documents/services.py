"""Writes of documents: a new one, another version, other words about it, and withdrawing what it holds. Never committed here.

A document is open to the household unless a dated reason says otherwise (domain.md 1.9); it is changed by its own organisation only.
"""

from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import now, today
from app.db.session import db
from app.documents.models import Document, DocumentVersion
from app.documents.queries import DocumentLine, get_document, get_kept
from app.documents.reading import Received
from app.documents.storage import keep
from app.documents.words import KINDS
from app.dossiers.openness import AS_ALWAYS, Withholding, checked, is_open
from app.dossiers.services.activity import note_activity
from app.dossiers.services.rows import columns
from app.dossiers.services.subjects import check_subjects
from app.dossiers.services.taking import locked
from app.kernel.errors import Forbidden, RuleBroken, StaleVersion
from app.kernel.text import check_length, clean_line, clean_text
from config import Config

LONGEST = 120
LONGEST_REASON = 300
#: What one organisation keeps in one dossier at most, in bytes.
MOST_IN_DOSSIER = 200 * 1024 * 1024
ALL = 0


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """What is said of a document: what it is, what it is called, whom it is about, and whether it is open already."""

    title: str
    kind: str
    persons: tuple[int, ...] = ()
    withholding: Withholding = AS_ALWAYS


def may_add(scope: DossierScope) -> bool:
    """Whether the actor may add a document of the own organisation."""
    return not scope.closed and scope.may_write(Category.DOCUMENTS)


def may_change(scope: DossierScope, line: DocumentLine) -> bool:
    """Whether the actor may change this document: it is of the own organisation, and the case is open."""
    return may_add(scope) and line.organisation_id == scope.actor.organisation_id


def check_may_change(scope: DossierScope, line: DocumentLine) -> None:
    """Raises Forbidden unless the actor may change this document."""
    _check_may_add(scope)
    if not may_change(scope, line):
        raise Forbidden(
            _("Dit document is van %(organisation)s. Alleen zij kunnen het wijzigen.", organisation=line.organisation)
        )


def add_document(scope: DossierScope, words: DocumentWords, received: Received) -> int:
    """Keeps a document of the actor's own organisation; returns its id. Raises Forbidden and RuleBroken."""
    _check_may_add(scope)
    title, kind = _named(words)
    because, until = checked(words.withholding)
    persons = check_subjects(scope, words.persons)
    _check_room(scope, len(received.content))
    row = Document(**columns(scope, persons), title=title, kind=kind, withheld_because=because, withheld_until=until)
    db.session.add(row)
    db.session.flush()
    _keep(scope, row, received, number=1)
    _tell(scope, "create", "document.added", row)
    return row.id


def add_version(scope: DossierScope, document_id: int, received: Received) -> int:
    """Keeps another version; the ones before it stay until they are withdrawn. Returns its number.

    Raises NotFound, Forbidden and RuleBroken.
    """
    row = _take(scope, document_id)
    _check_room(scope, len(received.content))
    number = 1 + max((version.number for version in get_document(scope.id, document_id).versions), default=0)
    _keep(scope, row, received, number=number)
    _tell(scope, "update", "document.version_added", row)
    return number


def edit_document(scope: DossierScope, document_id: int, words: DocumentWords, version: int) -> None:
    """Changes what is said of a document. Opening one that was withheld keeps the reason and marks it as shared.

    Raises NotFound, Forbidden, RuleBroken, and StaleVersion with the document as it is now.
    """
    row = _take(scope, document_id)
    if row.version != version:
        raise StaleVersion(get_document(scope.id, document_id))
    title, kind = _named(words)
    because, until = checked(words.withholding)
    row.title, row.kind = title, kind
    row.person_ids = check_subjects(scope, words.persons, kept=row.person_ids)
    row.shared = not until and row.withheld_until is not None
    if until:
        row.withheld_because, row.withheld_until = because, until
    flag_modified(row, "title")
    _tell(scope, "update", "document.changed", row)


def withdraw(scope: DossierScope, document_id: int, number: int, reason: str) -> None:
    """Withdraws one version, or ``ALL``: the key is destroyed with this transaction, the file is swept later, the line stays.

    Raises NotFound, Forbidden, and RuleBroken when nothing of it is left to withdraw.
    """
    row = _take(scope, document_id)
    reason = check_length(clean_text(reason), field="reason", longest=LONGEST_REASON)
    if not reason:
        raise RuleBroken("reason", _("Schrijf in één zin waarom u dit terugtrekt."))
    wanted = select(DocumentVersion).where(DocumentVersion.document_id == row.id)
    wanted = wanted.where(DocumentVersion.withdrawn_at.is_(None))
    if number != ALL:
        wanted = wanted.where(DocumentVersion.number == number)
    gone = list(db.session.execute(wanted).scalars())
    if not gone:
        raise RuleBroken("number", _("Dit is al teruggetrokken. Er is niets meer om terug te trekken."))
    for one in gone:
        one.withdrawn_at, one.withdrawn_because, one.withdrawn_by = now(), reason, scope.actor.account_id
        one.sealed_key = None
    _tell(scope, "withdraw", "document.withdrawn", row)


def _check_may_add(scope: DossierScope) -> None:
    if scope.closed:
        raise Forbidden(_("Dit dossier is afgesloten. Heropen het eerst als er weer iets moet gebeuren."))
    if not may_add(scope):
        raise Forbidden(_("Met uw functie bewaart u in dit dossier geen documenten. Bel de casusregisseur."))


def _named(words: DocumentWords) -> tuple[str, str]:
    if words.kind not in KINDS:
        raise RuleBroken("kind", _("Kies wat voor document dit is."))
    return check_length(clean_line(words.title), field="title", longest=LONGEST, shortest=1), words.kind


def _check_room(scope: DossierScope, size: int) -> None:
    """Raises RuleBroken when the own organisation keeps too much already, here or in all."""
    config: Config = current_app.config["SCHAKEL"]
    kept = get_kept(scope.id)
    if kept.here + size > MOST_IN_DOSSIER:
        raise RuleBroken(
            "file",
            _(
                "Uw organisatie bewaart al bijna 200 MB in dit dossier. Trek eerst documenten terug die niet meer nodig zijn."
            ),
        )
    if kept.in_all + size > config.documents_per_organisation:
        raise RuleBroken(
            "file",
            _(
                "De ruimte van uw organisatie is vol. Trek documenten terug die niet meer nodig zijn, of bel uw beheerder."
            ),
        )


def _keep(scope: DossierScope, row: Document, received: Received, *, number: int) -> None:
    """The file first, then its row: when the row is not saved the file is swept later."""
    stored = keep(received.content, document_id=row.id, number=number)
    db.session.add(
        DocumentVersion(
            **columns(scope, row.person_ids),
            document_id=row.id,
            number=number,
            file_name=received.name,
            media=received.media,
            size=len(received.content),
            sha256=received.sha256,
            stored_name=stored.name,
            sealed_key=stored.sealed_key,
        )
    )
    db.session.flush()


def _take(scope: DossierScope, document_id: int) -> Document:
    check_may_change(scope, get_document(scope.id, document_id))
    return locked(Document, document_id)


def _tell(scope: DossierScope, action: str, verb: str, row: Document) -> None:
    """The log always; the feed of changes only while the household may read it, because residents read that feed too."""
    db.session.flush()
    if is_open(row.withheld_until, shared=row.shared, on=today()):
        note_activity(scope, Category.DOCUMENTS, verb, object_id=row.id, persons=row.person_ids)
    trail.did(
        db.session(), action, dossier_id=scope.id, category=Category.DOCUMENTS, persons=row.person_ids, objects=[row.id]
    )
