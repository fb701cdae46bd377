"""Writing down what somebody says to a record that is about them (zienswijze, domain.md 1.9). Never committed here."""

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.models import Statement
from app.dossiers.queries.statements import get_item
from app.dossiers.services.rows import columns
from app.dossiers.services.subjects import check_subjects
from app.kernel.errors import Forbidden, RuleBroken
from app.kernel.text import check_length, clean_text

LONGEST = 2000


def check_may_write(scope: DossierScope) -> None:
    """Raises Forbidden for anybody but the lead, who writes it down as it was said; also in a closed case."""
    if not scope.is_lead:
        raise Forbidden(_("De casusregisseur schrijft op wat iemand er zelf van zegt. Geef het door."))


def add_statement(scope: DossierScope, kind: str, item_id: int, *, said_by: int, text: str) -> int:
    """Puts somebody's own words beside a record; returns the id. Raises NotFound, Forbidden and RuleBroken."""
    check_may_write(scope)
    item = get_item(scope.id, kind, item_id)
    text = check_length(clean_text(text), field="text", longest=LONGEST)
    if not text:
        raise RuleBroken("text", _("Schrijf op wat deze persoon ervan zegt, in de eigen woorden."))
    check_subjects(scope, [said_by])
    row = Statement(
        **columns(scope, {*item.person_ids, said_by}), item_kind=kind, item_id=item_id, said_by=said_by, text=text
    )
    db.session.add(row)
    db.session.flush()
    trail.did(
        db.session(), "create", dossier_id=scope.id, category=Category.NOTES, persons=row.person_ids, objects=[row.id]
    )
    return row.id
