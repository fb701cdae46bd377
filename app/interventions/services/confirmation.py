"""Lines that another organisation filed (from an import): their owner confirms them, or says that they are not theirs."""

from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.db.clock import today
from app.db.session import db
from app.interventions import rules
from app.interventions.models import Intervention, InterventionUpdate, Product
from app.interventions.rules import Status
from app.interventions.services import filing
from app.interventions.services.drafts import Pause, Period, Words
from app.interventions.services.rights import own_header
from app.kernel.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the owner says about a line that was filed for them, and the version that was read."""

    status: str
    version: int
    words: Words
    period: Period = field(default_factory=Period)
    pause: Pause = field(default_factory=Pause)
    result: str = ""


def _awaiting(scope: DossierScope, intervention_id: int, version: int) -> Intervention:
    row = filing.take_version(own_header(scope, intervention_id), version)
    if row.status != Status.AWAITING:
        raise RuleBroken("", _("Deze regel is al bevestigd of teruggetrokken. Kijk hoe hij er nu voor staat."))
    return row


def confirm(scope: DossierScope, intervention_id: int, answer: Confirmation) -> None:
    """Takes a line over as one's own: planned, under way or done, with a body of one's own.

    Raises NotFound, Forbidden, StaleVersion, and RuleBroken for dates, a missing result, or an enforcement step that is to
    be taken without its pause.
    """
    row = _awaiting(scope, intervention_id, answer.version)
    if answer.status == Status.WITHDRAWN or not rules.may_become(row.status, answer.status):
        raise RuleBroken("status", _("Kies of dit gepland is, loopt of klaar is."))
    product = db.session.execute(select(Product).where(Product.id == row.product_id)).scalar_one()
    done = answer.status == Status.DONE
    _check_period(answer)
    filing.check_goal(scope, answer.words.plan_item_id)
    if done and not answer.result:
        raise RuleBroken("result", _("Schrijf in één zin wat het heeft opgeleverd."))
    paused = not done and filing.check_pause(answer.pause, strand=row.strand, is_step=product.is_step)
    for name, value in filing.pause_columns(taken=paused, pause=answer.pause).items():
        setattr(row, name, value)
    row.purpose_id = filing.purpose_of(scope, row.strand) or row.purpose_id
    row.account_id = scope.actor.account_id
    _set_period(row, answer)
    row.status = answer.status
    body = filing.body_of(filing.columns_of(scope, row), row.id, answer.words, answer.pause)
    body.result = answer.result if done else ""
    db.session.add(body)
    filing.note_step(scope, row, Status.AWAITING)
    filing.tell(scope, row, "confirm")


def _check_period(answer: Confirmation) -> None:
    start, end = answer.period.start, answer.period.end
    filing.check_start(answer.status, start)
    if answer.status == Status.DONE:
        filing.check_day("end", rules.closing_problem(start, end, today()))
    else:
        filing.check_end(start, end)


def _set_period(row: Intervention, answer: Confirmation) -> None:
    start, end = answer.period.start, answer.period.end
    planned, done = answer.status == Status.PLANNED, answer.status == Status.DONE
    row.planned_start = start if planned else row.planned_start
    row.started_on = None if planned else start
    row.planned_end = row.planned_end if done else end
    row.ended_on = end if done else None


def disown(scope: DossierScope, intervention_id: int, *, reason: str, version: int) -> None:
    """Says that a line is not of one's organisation: withdrawn, and the reason stays as a line.

    Raises NotFound, Forbidden, StaleVersion, and RuleBroken without a reason.
    """
    row = _awaiting(scope, intervention_id, version)
    if not reason:
        raise RuleBroken("text", _("Schrijf in één zin waarom dit niet van u is."))
    row.status = Status.WITHDRAWN
    db.session.add(InterventionUpdate(**filing.columns_of(scope, row), intervention_id=row.id, line=reason))
    filing.note_step(scope, row, Status.AWAITING)
    filing.tell(scope, row, "withdraw")
