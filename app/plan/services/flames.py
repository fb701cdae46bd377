"""Writes of the low flame: agreed on, contact, out again; and that it burns as long as the phase says so, whoever moves that."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.db.clock import today
from app.db.driver import Row
from app.dossiers.phases import Phase
from app.dossiers.queries.household import find_process
from app.dossiers.services.process import ProcessValues, change_process
from app.dossiers.services.rows import columns
from app.dossiers.services.taking import locked, take
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.text import clean_line
from app.plan import rules
from app.plan.models import LowFlame
from app.plan.queries.course import list_low_flames
from app.plan.services.common import LONGEST_NAME, check_ahead, check_open_lead, put, tell, words


@dataclass(frozen=True, slots=True)
class FlameWords:
    """A low flame: who keeps in touch, every how many weeks, until when, and what makes it start again."""

    every_weeks: int
    carried_by: str
    restart_when: str
    until_on: dt.date | None


def start_low_flame(scope: DossierScope, flame: FlameWords) -> int:
    """Puts the case on low flame: the phase goes along; returns the id. Raises Forbidden and RuleBroken."""
    check_open_lead(scope)
    if running_flame(scope.id) is not None:
        raise RuleBroken("", _("De waakvlam brandt al. Schrijf het contact op, of start de hulp weer."))
    until = check_ahead("until_on", flame.until_on)
    if not 0 < (until - today()).days <= rules.LOW_FLAME_DAYS:
        raise RuleBroken(
            "until_on", _("Een waakvlam duurt hooguit een jaar. Kies een dag na vandaag en binnen een jaar.")
        )
    if not 1 <= flame.every_weeks <= 26:
        raise RuleBroken("every_weeks", _("Kies een ritme van 1 tot en met 26 weken."))
    row = LowFlame(
        **columns(scope),
        every_weeks=flame.every_weeks,
        carried_by=words("carried_by", clean_line(flame.carried_by), longest=LONGEST_NAME, needed=True),
        restart_when=words("restart_when", flame.restart_when, needed=True),
        since_on=today(),
        until_on=until,
        next_on=rules.next_contact(today(), flame.every_weeks, until),
    )
    key = put(scope, row, "low_flame.started")
    _go_to(scope, Phase.LOW_FLAME, _("Waakvlam afgesproken."))
    return key


def note_contact(scope: DossierScope, remark: str, *, version: int) -> None:
    """Writes down that there was contact on low flame; the next day follows from the rhythm. Raises as the others do."""
    row = _take_flame(scope, version)
    row.contacts += 1
    row.remark = words("remark", remark)
    row.next_on = rules.next_contact(today(), row.every_weeks, row.until_on)
    tell(scope, row, "low_flame.contact")


def end_low_flame(scope: DossierScope, because: str, *, restart: bool, version: int) -> None:
    """Ends the low flame: help starts again (the phase goes along), or it went out quietly. Raises as the others do."""
    row = _take_flame(scope, version)
    row.ended_because, row.ended_on = words("remark", because, needed=True), today()
    tell(scope, row, "low_flame.restarted" if restart else "low_flame.ended")
    if restart:
        _go_to(scope, Phase.IN_PROGRESS, row.ended_because)


def running_flame(dossier_id: int) -> Row | None:
    """The low flame that burns now, if any."""
    return next((line for line in list_low_flames(dossier_id) if line.ended_on is None), None)


def _take_flame(scope: DossierScope, version: int) -> LowFlame:
    check_open_lead(scope)
    lines = list_low_flames(scope.id)
    if not lines:
        raise NotFound
    row = take(LowFlame, lines[0].id, version, lambda: list_low_flames(scope.id)[0])
    if row.ended_on is not None:
        raise RuleBroken("", _("Deze waakvlam is al uit. Wat er staat, blijft staan."))
    return row


def _go_to(scope: DossierScope, phase: Phase, reason: str) -> None:
    """Moves the phase along, unless it is there already. A step that the law of phases does not know is refused as there."""
    now = find_process(scope.id)
    if now is None or now.phase == phase:
        return
    try:
        change_process(scope, ProcessValues(phase, reason, now.weight, now.review_on), version=now.version)
    except RuleBroken:
        raise RuleBroken(
            "", _("Vanuit de fase van nu kan dat niet. Kies eerst bij Fase een stap die daarheen leidt.")
        ) from None


def follow_phase(scope: DossierScope, before: str, values: ProcessValues) -> None:
    """A phase of low flame has a flame that was agreed on, and no other phase has one: it goes out with the reason of the step.

    Raises RuleBroken for a low flame that nobody agreed on. A closed case is not written in: what burns there goes out with the
    step after.
    """
    burning = [line for line in list_low_flames(scope.id) if line.ended_on is None]
    if values.phase == Phase.LOW_FLAME:
        if not burning:
            raise RuleBroken(
                "phase",
                _(
                    "Spreek eerst af wie contact houdt, en om de hoeveel weken. Dat doet u bij Waakvlam afspreken;"
                    " de fase gaat dan vanzelf mee."
                ),
            )
        return
    for line in burning if before != Phase.CLOSED else ():
        row = locked(LowFlame, line.id)
        row.ended_because, row.ended_on = values.reason, today()
        tell(scope, row, "low_flame.restarted" if values.phase == Phase.IN_PROGRESS else "low_flame.ended")
