"""What a page says in the place of records that are not to be used while a request runs (GDPR art. 18)."""

from flask import g

from app.access.scope import DossierScope
from app.db.question import Question
from app.web.i18n import ngettext

_HERE = Question("select kind, records from sec.restricted_here(:dossier)")


def not_in_use(*kinds: str) -> str:
    """The sentence for records of these kinds, or nothing; asked once per page. Who reads little of a category is told nothing."""
    scope: DossierScope = g.scope
    if "restricted" not in g:
        g.restricted = {row.kind: row.records for row in _HERE.rows(dossier=scope.id)}
    return in_words(sum(g.restricted.get(kind, 0) for kind in kinds))


def in_words(number: int | None) -> str:
    """The sentence for so many records; nothing for none."""
    if not number:
        return ""
    return ngettext(
        "%(num)d gegeven is in verband met een verzoek tijdelijk niet te gebruiken.",
        "%(num)d gegevens zijn in verband met een verzoek tijdelijk niet te gebruiken.",
        number,
    )
