"""What is kept and not used while a request runs (GDPR art. 18): the lead says which records, and lifts it again with a reason.

The mark itself is set on the record by the database (``sec.apply_restriction``), where the policies read it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import now
from app.db.question import Question
from app.db.session import db
from app.dossiers.services.rows import columns
from app.kernel.errors import Forbidden, RuleBroken
from app.kernel.text import check_length, clean_text
from app.rights.models import Restriction
from app.rights.own_records import SAYS, OwnLine, list_own, own_records
from app.rights.requests import LONGEST, RequestLine

_RECORDS = own_records(
    [kind for kind in SAYS if kind != "statement"],
    "restriction e where e.lifted_at is null and e.dossier_id = :dossier",
)
_RUNNING = Question(
    "select id, kind, record_id, created_at from restriction"
    " where dossier_id = :dossier and rights_request_id = :request and lifted_at is null order by id"
)


@dataclass(frozen=True, slots=True)
class RestrictedLine:
    """One record that is not used now, with the number of its restriction."""

    id: int
    record: OwnLine


def check_restricts(request: RequestLine) -> None:
    """Raises Forbidden unless somebody asked for this (or objected), got a yes, and it still runs."""
    if (
        request.kind not in {"restriction", "objection"}
        or request.decision not in {"granted", "partly"}
        or request.done_on is not None
    ):
        raise Forbidden(
            _("Dit kan als iemand vroeg om gegevens niet te gebruiken, of bezwaar maakte, en u daar ja op zei.")
        )


def list_restrictable(scope: DossierScope, request: RequestLine) -> list[OwnLine]:
    """Records of the own organisation about whoever asked, the oldest first; ``marked``: they are not used now."""
    return list_own(scope, request.person_id, _RECORDS)


def list_restricted(scope: DossierScope, request: RequestLine, lines: list[OwnLine]) -> list[RestrictedLine]:
    """Of these records the ones that are not used because of this request."""
    by_key = {(line.kind, line.id): line for line in lines}
    rows = _RUNNING.rows(dossier=scope.id, request=request.id)
    return [
        RestrictedLine(row.id, by_key[row.kind, row.record_id]) for row in rows if (row.kind, row.record_id) in by_key
    ]


def restrict(scope: DossierScope, request: RequestLine, keys: Collection[str]) -> int:
    """Puts records out of use; gives how many. Raises Forbidden and RuleBroken."""
    check_restricts(request)
    lines = [line for line in list_restrictable(scope, request) if line.key in keys and not line.marked]
    if not lines:
        raise RuleBroken("records", _("Kies ten minste één gegeven dat niet gebruikt mag worden."))
    for line in lines:
        db.session.add(
            Restriction(
                **columns(scope, line.person_ids),
                rights_request_id=request.id,
                kind=line.kind,
                record_id=line.id,
                category=line.category,
            )
        )
    db.session.flush()
    _tell(scope, "restrict", lines, "")
    return len(lines)


def lift(scope: DossierScope, request: RequestLine, ids: Collection[int], *, because: str) -> int:
    """Lets records be used again; gives how many. Whoever asked is told before (GDPR art. 18(3)): the page says so. Raises RuleBroken."""
    because = check_length(clean_text(because), field="because", longest=LONGEST)
    running = [line for line in list_restricted(scope, request, list_restrictable(scope, request)) if line.id in ids]
    if not running:
        raise RuleBroken("records", _("Kies ten minste één gegeven dat weer gebruikt mag worden."))
    if not because:
        raise RuleBroken("because", _("Schrijf op waarom dit weer gebruikt mag worden."))
    rows = db.session.scalars(select(Restriction).where(Restriction.id.in_([line.id for line in running]))).all()
    for row in rows:
        row.lifted_at, row.lifted_by, row.lifted_because = now(), scope.actor.account_id, because
    db.session.flush()
    _tell(scope, "lift", [line.record for line in running], because)
    return len(rows)


def _tell(scope: DossierScope, action: str, lines: list[OwnLine], reason: str) -> None:
    persons = {person for line in lines for person in line.person_ids}
    objects = [line.id for line in lines]
    trail.did(
        db.session(),
        action,
        dossier_id=scope.id,
        category=Category.PLAN,
        persons=persons,
        objects=objects,
        reason=reason,
    )
