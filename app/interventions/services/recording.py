"""Recording an intervention, and changing what was written about it."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import flag_modified

from app.access.scope import DossierScope
from app.db.session import db
from app.interventions import rules
from app.interventions.models import Intervention
from app.interventions.services import filing
from app.interventions.services.drafts import Draft, Period, Words
from app.interventions.services.rights import check_may_record, own_header
from app.kernel.errors import RuleBroken


def record(scope: DossierScope, draft: Draft) -> int:
    """Records an intervention of the actor's own organisation; returns its id.

    Raises Forbidden when the strand is not the actor's to write or the case is closed, RuleBroken for a date, product,
    person or goal that cannot be, and for an enforcement step without its pause.
    """
    check_may_record(scope, draft.strand)
    if draft.status not in rules.BEGINNINGS:
        raise RuleBroken("status", _("Kies of dit gepland is of al loopt."))
    product = filing.find_product(draft.product_id, draft.strand)
    filing.check_start(draft.status, draft.period.start)
    filing.check_end(draft.period.start, draft.period.end)
    filing.check_goal(scope, draft.words.plan_item_id)
    persons = filing.check_persons(scope, draft.persons)
    paused = filing.check_pause(draft.pause, strand=draft.strand, is_step=product.is_step)
    columns = filing.owned(scope, draft.strand, product.product_group, persons)
    columns["purpose_id"] = filing.purpose_of(scope, draft.strand)
    row = Intervention(
        **columns,
        **filing.pause_columns(taken=paused, pause=draft.pause),
        **_beginning(draft.status, draft.period),
        product_id=product.id,
        account_id=scope.actor.account_id,
        status=draft.status,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add(filing.body_of(columns, row.id, draft.words, draft.pause))
    filing.note_step(scope, row, None)
    filing.tell(scope, row, "create")
    return row.id


def _beginning(status: str, period: Period) -> dict[str, object]:
    start = "started_on" if status == rules.Status.ACTIVE else "planned_start"
    return {start: period.start, "planned_end": period.end}


@dataclass(frozen=True, slots=True)
class Edit:
    """What is written about an intervention, as it should be from now on, and the version that was read."""

    words: Words
    period: Period
    version: int


def edit(scope: DossierScope, intervention_id: int, change: Edit) -> None:
    """Changes the words and the planned period of an intervention that is planned or runs.

    Raises NotFound, Forbidden, StaleVersion, and RuleBroken for a date or goal that cannot be.
    """
    header = own_header(scope, intervention_id)
    row = filing.take_version(header, change.version)
    if row.status not in rules.OPEN:
        raise RuleBroken("", _("Deze inzet loopt niet meer. Wat er staat, blijft staan."))
    planned = row.status == rules.Status.PLANNED
    if planned and change.period.start != row.planned_start:
        filing.check_start(row.status, change.period.start)
    filing.check_end(change.period.start if planned else row.started_on, change.period.end)
    body = filing.find_body_row(row)
    filing.check_goal(scope, change.words.plan_item_id, body.plan_item_id)
    if planned:
        row.planned_start = change.period.start
    row.planned_end = change.period.end
    flag_modified(row, "status")  # header and body are one thing to whoever edits them: the header's version counts
    for name, value in change.words.columns().items():
        setattr(body, name, value)
    filing.tell(scope, row, "update")
