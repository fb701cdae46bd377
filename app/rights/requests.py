"""Requests as the lead reads and handles them: never committed here."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.question import Question
from app.db.session import db
from app.dossiers.services.rows import columns
from app.dossiers.services.subjects import check_subjects
from app.dossiers.services.taking import take
from app.kernel.errors import Forbidden, NotFound, RuleBroken
from app.kernel.text import check_length, clean_text
from app.rights import rules
from app.rights.models import RightsRequest
from app.rights.weighing import check_weighed, stop_processing

LONGEST = 500

_REQUESTS = """
    select q.id, q.person_id, q.kind, q.asks, q.received_on, q.due_on, q.extended_because, q.decision, q.because, q.decided_on,
           q.done_on, q.version, q.person_ids, a.name as handler, p.stub
      from rights_request q join account a on a.id = q.handled_by join person p on p.id = q.person_id
     where q.dossier_id = :dossier
"""
_ALL = Question(_REQUESTS + " order by q.done_on is not null, q.due_on, q.id")
_ONE = Question(_REQUESTS + " and q.id = :id")
_RESTRICTED = Question(
    "select id from restriction where dossier_id = :dossier and rights_request_id = :id and lifted_at is null limit 1"
)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request: whose, what, since when and until when, by whom it is handled, and what was decided."""

    id: int
    person_id: int
    kind: str
    asks: str
    received_on: dt.date
    due_on: dt.date
    extended_because: str
    decision: str | None
    because: str
    decided_on: dt.date | None
    done_on: dt.date | None
    version: int
    person_ids: tuple[int, ...]
    handler: str
    stub: str

    def steps(self, day: dt.date) -> tuple[str, ...]:
        """What can be done with it on that day."""
        return rules.next_steps(
            decided=self.decision is not None,
            done=self.done_on is not None,
            extended=bool(self.extended_because),
            in_time=day <= rules.due_on(self.received_on),
        )


def list_requests(dossier_id: int) -> list[RequestLine]:
    """Every request of the household: open ones first, the nearest clock on top. Nobody but the lead gets any."""
    return [RequestLine(*row) for row in _ALL.rows(dossier=dossier_id)]


def get_request(dossier_id: int, request_id: int) -> RequestLine:
    """One request of this household. Raises NotFound."""
    row = _ONE.row(dossier=dossier_id, id=min(request_id, 2**62))
    if row is None:
        raise NotFound
    return RequestLine(*row)


def add_request(scope: DossierScope, *, person_id: int, kind: str, asks: str, received_on: dt.date | None) -> int:
    """Writes down what somebody asked, and starts its clock; returns the id.

    Raises Forbidden for anybody but the lead, RuleBroken for a person, kind, text or day that cannot be.
    """
    _check_leads(scope)
    if kind not in rules.KINDS:
        raise RuleBroken("kind", _("Kies wat deze persoon vraagt."))
    if received_on is None or not rules.is_received(received_on, today()):
        raise RuleBroken(
            "received_on", _("Kies de dag waarop het verzoek binnenkwam: vandaag of korter dan een jaar geleden.")
        )
    row = RightsRequest(
        **columns(scope, check_subjects(scope, [person_id])),
        person_id=person_id,
        kind=kind,
        asks=check_length(clean_text(asks), field="asks", longest=LONGEST),
        received_on=received_on,
        due_on=rules.due_on(received_on),
        handled_by=scope.actor.account_id,
    )
    db.session.add(row)
    db.session.flush()
    _tell(scope, "create", row)
    return row.id


def take_step(scope: DossierScope, request_id: int, step: str, *, because: str, version: int) -> None:
    """Extends the term, decides, or says that it was carried out; whoever does so handles it from then on.

    Raises Forbidden, NotFound, StaleVersion with the request as it is now, and RuleBroken for a step that is not open or
    has no reason: more time and a no are explained to whoever asked (GDPR art. 12(3) and (4)).
    """
    _check_leads(scope)
    row = take(RightsRequest, get_request(scope.id, request_id).id, version, lambda: get_request(scope.id, request_id))
    current = get_request(scope.id, request_id)
    if step not in current.steps(today()):
        raise RuleBroken("step", _("Kies een stap uit de lijst."))
    reason = check_length(clean_text(because), field="because", longest=LONGEST)
    if not reason and step in {"extend", "partly", "refused"}:
        raise RuleBroken("because", _("Schrijf op waarom. Wie dit vroeg, krijgt die uitleg ook."))
    _check_kind(scope, current, step)
    _set_step(row, step, reason)
    row.handled_by = scope.actor.account_id
    db.session.flush()
    _tell(scope, "update", row)


def _check_kind(scope: DossierScope, request: RequestLine, step: str) -> None:
    """An objection is weighed before it is decided, and a yes stops what it is against; what is not used is lifted before the end."""
    if request.kind == "objection" and step in {"granted", "partly", "refused"}:
        check_weighed(scope.id, request.id, step)
        if step == "granted":
            stop_processing(scope, request.id, request.person_ids)
    if step == "done" and _RESTRICTED.row(dossier=scope.id, id=request.id):
        raise RuleBroken("step", _("Er zijn nog gegevens niet te gebruiken door dit verzoek. Geef ze eerst weer vrij."))


def _set_step(row: RightsRequest, step: str, reason: str) -> None:
    if step == "extend":
        row.extended_because, row.due_on = reason, rules.due_on(row.received_on, extended=True)
    elif step == "done":
        row.done_on = today()
    else:
        row.decision, row.because, row.decided_on = step, reason, today()
        row.done_on = today() if step == "refused" else None


def _check_leads(scope: DossierScope) -> None:
    if not scope.is_lead:
        raise Forbidden(
            _("Alleen de casusregisseur behandelt wat iemand over de eigen gegevens vraagt. Geef het door.")
        )


def _tell(scope: DossierScope, action: str, row: RightsRequest) -> None:
    trail.did(
        db.session(), action, dossier_id=scope.id, category=Category.PLAN, persons=row.person_ids, objects=[row.id]
    )
