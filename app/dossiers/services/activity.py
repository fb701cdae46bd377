"""That something changed, for *since your last visit*: by whom and which kind of thing, never what."""

from collections.abc import Iterable

from sqlalchemy import insert

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.db.session import db
from app.dossiers.models import Activity


def note_activity(
    scope: DossierScope,
    category: Category | str,
    verb: str,
    *,
    object_id: int | None = None,
    persons: Iterable[int] = (),
    condition: str | None = None,
) -> None:
    """Adds a line to the feed of changes of this dossier, after flushing what is pending.

    ``verb`` is ``noun.verb`` (``person.added``). ``condition`` is the value condition of the matrix that holds for the
    object (a life domain, a product group), so that the feed opens for exactly those who may see the object. The writer
    need not be able to read the line, so nothing comes back.
    """
    db.session.flush()
    line = insert(Activity.__table__).values(  # type: ignore[arg-type]
        dossier_id=scope.id,
        owner_org_id=scope.actor.organisation_id,
        purpose_id=scope.purpose_id,
        author_id=scope.actor.account_id,
        person_ids=sorted(set(persons)),
        category=str(category),
        verb=verb,
        object_id=object_id,
        condition=condition,
    )
    db.session.execute(line.inline())
