"""Whose home a household is, for the log of a page that lists several households."""

from collections.abc import Iterable

from app.db.question import Question

_HOMES = Question("select id, dossier_id from person where dossier_id = any(:dossiers)")


def list_homes(dossiers: Iterable[int]) -> dict[int, int]:
    """Person → dossier, of everybody in these households whom the asker may see."""
    return {row.id: row.dossier_id for row in _HOMES.rows(dossiers=list(dossiers))}
