"""The columns that every row under a household needs, taken from the scope of the one who writes."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.exc import DBAPIError

from app.access.scope import DossierScope


def columns(scope: DossierScope, persons: Iterable[int] = ()) -> dict[str, Any]:
    """Dossier, owner, purpose, author and the persons it concerns (none = the household as such)."""
    return {
        "dossier_id": scope.id,
        "owner_org_id": scope.actor.organisation_id,
        "purpose_id": scope.purpose_id,
        "author_id": scope.actor.account_id,
        "person_ids": sorted(set(persons)),
    }


def refused_by_lock(error: DBAPIError) -> bool:
    """Whether the database said that this principal may not."""
    return getattr(error.orig, "sqlstate", None) == "42501"
