"""How an intervention goes on: its next step, and one line about how it goes."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.db.clock import today
from app.db.session import db
from app.interventions import rules
from app.interventions.models import Intervention, InterventionBody, InterventionUpdate
from app.interventions.rules import Status
from app.interventions.services import filing
from app.interventions.services.rights import own_header
from app.kernel.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Step:
    """The next step: to which status, on which day, with the result or the reason, and the version that was read."""

    to: str
    version: int
    day: dt.date | None = None
    text: str = ""


def advance(scope: DossierScope, intervention_id: int, step: Step) -> None:
    """Takes the next step of an intervention that was recorded or confirmed.

    Raises NotFound, Forbidden (another organisation's, closed case), StaleVersion, and RuleBroken for a step that is not
    legal, a date that cannot be, or a result or reason that is missing.
    """
    header = own_header(scope, intervention_id)
    row = filing.take_version(header, step.version)
    before = row.status
    if before == Status.AWAITING or not rules.may_become(before, step.to):
        raise RuleBroken("", _("Deze stap kan nu niet. Kijk hoe de inzet er nu voor staat."))
    _check_text(step)
    _set_day(row, step)
    _set_text(filing.find_body_row(row), step)
    row.status = step.to
    filing.note_step(scope, row, before)
    filing.tell(scope, row, "withdraw" if step.to == Status.WITHDRAWN else f"to_{step.to}")


def _check_text(step: Step) -> None:
    if step.to == Status.DONE and not step.text:
        raise RuleBroken("text", _("Schrijf in één zin wat het heeft opgeleverd."))
    if step.to in rules.NEEDS_REASON and not step.text:
        raise RuleBroken("text", _("Schrijf in één zin waarom."))


def _set_day(row: Intervention, step: Step) -> None:
    if step.to == Status.ACTIVE:
        filing.check_day("day", rules.start_problem(step.to, step.day, today()))
        row.started_on = step.day
    elif step.to in {Status.DONE, Status.STOPPED} and row.started_on is not None:
        filing.check_day("day", rules.closing_problem(row.started_on, step.day, today()))
        row.ended_on = step.day


def _set_text(body: InterventionBody, step: Step) -> None:
    if step.to == Status.DONE:
        body.result = step.text
    elif step.to == Status.STOPPED:
        body.stop_reason = step.text
    elif step.to == Status.WITHDRAWN:
        body.withdrawn_because = step.text


def add_update(scope: DossierScope, intervention_id: int, line: str) -> None:
    """Adds one line about how it goes. Raises NotFound, Forbidden, and RuleBroken for an empty line or a withdrawn one."""
    header = own_header(scope, intervention_id)
    if header.status in {Status.AWAITING, Status.WITHDRAWN}:
        raise RuleBroken("line", _("Bij deze inzet kan geen regel meer. Kijk hoe de inzet er nu voor staat."))
    if not line:
        raise RuleBroken("line", _("Schrijf één regel over hoe het gaat."))
    row = db.session.get_one(Intervention, header.id)
    db.session.add(InterventionUpdate(**filing.columns_of(scope, row), intervention_id=row.id, line=line))
    filing.tell(scope, row, "add_line")
