"""Rows of wins, meetings, stances, checks of the network and themes."""

import datetime as dt

from app.cli.demo.loading.case import Case
from app.cli.demo.progress import DemoTurn

_MINUTES = 10


def write_progress(case: Case, interventions: list[int]) -> None:
    """What went well and what was decided, after the goals and interventions that it is about."""
    put = case.ledger.put
    for win in case.home.progress.wins:
        signed = case.signed(win)
        key = put("win", win.line, win.told_by, win.on, win.criteria, win.mechanisms, win.sign, *signed)
        case.tell(signed, "notes", "win.added", key, condition="open")
    for turn in case.home.progress.turns:
        _turn(case, turn)
    for stance in case.home.progress.stances:
        about = case.home.interventions[stance.intervention]
        group = case.register.products[about.product][1]
        key = interventions[stance.intervention]
        put("stance_review", key, about.strand, group, stance.stance, *case.signed(stance))
    for check in case.home.progress.checks:
        put("stability_check", check.carriers, *check.signs, check.withdraw_on, *case.signed(check))
    for lifted in case.home.progress.themes:
        put("lifted_theme", lifted.theme, case.persons[0], lifted.said_yes_on, *case.signed(lifted))


def _turn(case: Case, turn: DemoTurn) -> None:
    put, signed = case.ledger.put, case.signed(turn, about=())
    invited = [case.register.accounts[key] for key in turn.invited]
    discussed_at = case.moment(turn.starts_at) if turn.discussed else None
    agenda = put("meeting_household", _meeting(case, turn), (), invited, discussed_at, *signed)
    for line in turn.lines:
        put(
            "meeting_line", agenda, None if line.goal is None else case.goals[line.goal], line.text, line.carrier, line.who,
            case.register.accounts[line.account] if line.account else None, line.due_on, line.done_on, *case.signed(line),
        )  # fmt: skip


def _meeting(case: Case, turn: DemoTurn) -> int:
    """The meeting of the team at that moment; the first household that is on its agenda makes it."""
    register = case.register
    organisation = register.organisations[turn.owner]
    place = (organisation, turn.starts_at)
    if place not in register.meetings:
        author = register.accounts[turn.author]
        register.meetings[place] = case.ledger.put(
            "meeting",
            organisation,
            author,
            case.moment(turn.created),
            turn.starts_at,
            _MINUTES,
            case.moment(turn.starts_at - dt.timedelta(days=1)) if turn.off else None,
        )
    return register.meetings[place]
