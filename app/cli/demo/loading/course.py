"""Rows about interventions: header, body, the steps of the status, and the lines that were added."""

import datetime as dt

from app.cli.demo.loading.case import Case
from app.cli.demo.shapes import DemoIntervention
from app.kernel.clock import AMSTERDAM

#: The act as the feed of changes names it, per status that was reached.
_VERBS = {"active": "started", "done": "finished", "stopped": "stopped", "withdrawn": "withdrawn"}
_DESK_OPENS = 9


def write_interventions(case: Case) -> list[int]:
    """All interventions of the household, each with what hangs under it; gives their ids."""
    keys = [_intervention(case, item) for item in case.home.interventions]
    for update in case.home.updates:
        about = case.home.interventions[update.intervention]
        group = case.register.products[about.product][1]
        signed = case.signed(update)
        key = keys[update.intervention]
        case.ledger.put("intervention_update", about.strand, group, key, update.text, *signed)
        case.tell(signed, about.strand, "intervention.line_added", key, condition=group)
    return keys


def _intervention(case: Case, item: DemoIntervention) -> int:
    put = case.ledger.put
    product, group = case.register.products[item.product]
    signed = case.signed(item)
    key = put(
        "intervention", item.strand, group, product, case.register.accounts[item.account], item.status,
        item.planned_start, item.planned_end, item.started, item.ended, item.paused and case.moment(item.paused),
        item.consulted, *signed,
    )  # fmt: skip
    put(
        "intervention_body", item.strand, group, key, item.why, item.alternatives, item.own_role, item.coordinated_with,
        item.stance, item.superfluous_when, item.network_could, None if item.goal is None else case.goals[item.goal],
        item.pause_reason, item.result, item.stop_reason, *signed,
    )  # fmt: skip
    case.tell(signed, item.strand, "intervention.added", key, condition=group)
    before = None
    for status, at in _steps(item):
        step = case.signed(item, at=at)
        put("intervention_status_change", item.strand, group, key, before, status, *step)
        if before is not None:
            case.tell(step, item.strand, f"intervention.{_VERBS[status]}", key, condition=group)
        before = status
    return key


def _steps(item: DemoIntervention) -> list[tuple[str, dt.datetime]]:
    """Each status with the moment at which it was reached, in order."""
    steps = [("planned", item.created)]
    if item.started is not None:
        steps.append(("active", max(_morning(item.started), item.created)))
    if item.ended is not None or item.status not in {"planned", "active"}:
        ended = item.ended or item.started or item.planned_start
        steps.append((item.status, max(_morning(ended), steps[-1][1])))
    return steps


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, _DESK_OPENS, tzinfo=AMSTERDAM)
