"""Carrying out that something is erased: the lead says which records, and they come on the next list of what is destroyed.

Records of the own organisation about the person who asked; of others their own organisation decides (GDPR art. 17).
"""

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.services.rows import columns
from app.kernel.errors import Forbidden, RuleBroken
from app.rights.models import ErasureItem
from app.rights.own_records import SAYS, OwnLine, list_own, own_records
from app.rights.requests import RequestLine

_RECORDS = own_records(SAYS, "erasure_item e where true")


def list_erasable(scope: DossierScope, request: RequestLine) -> list[OwnLine]:
    """Records of the own organisation about whoever asked, the oldest first; ``marked``: they are on the list already."""
    return list_own(scope, request.person_id, _RECORDS)


def check_erases(request: RequestLine) -> None:
    """Raises Forbidden unless this is a request to erase to which the answer was yes, in whole or in part."""
    if request.kind != "erasure" or request.decision not in {"granted", "partly"} or request.done_on is not None:
        raise Forbidden(_("Wissen kan als iemand daarom vroeg, u daar ja op zei, en het nog niet is uitgevoerd."))


def mark(scope: DossierScope, request: RequestLine, keys: list[str]) -> int:
    """Puts these records on the next list; gives how many are new on it. Raises Forbidden and RuleBroken."""
    check_erases(request)
    known = {line.key: line for line in list_erasable(scope, request)}
    chosen = [known[key] for key in dict.fromkeys(keys) if key in known]
    new = [line for line in chosen if not line.marked]
    if not new:
        raise RuleBroken("records", _("Kies ten minste één gegeven dat gewist moet worden."))
    for line in new:
        row = ErasureItem(
            **columns(scope, line.person_ids), rights_request_id=request.id, kind=line.kind, record_id=line.id
        )
        db.session.add(row)
    db.session.flush()
    objects = [line.id for line in new]
    trail.did(
        db.session(), "erase", dossier_id=scope.id, category=Category.PLAN, persons=[request.person_id], objects=objects
    )
    return len(new)
