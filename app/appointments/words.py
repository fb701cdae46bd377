"""Words of appointments: places, states and what happened before, as sentences."""

from collections.abc import Callable

from flask_babel import gettext as _

from app.appointments.afterwards import NO_REASONS
from app.appointments.queries import Before, Habit, TodayAppointment, Visit
from app.appointments.rules import PlaceKind, Status
from app.appointments.states import STATES, SecondState
from app.kernel.clock import in_amsterdam
from app.web.i18n import by_language, clock_time, day

PLACES: dict[str, Callable[[], str]] = {
    PlaceKind.HOME: lambda: _("thuis"),
    PlaceKind.OFFICE: lambda: _("op kantoor"),
    PlaceKind.PHONE: lambda: _("telefonisch"),
    PlaceKind.ELSEWHERE: lambda: _("ergens anders"),
}
STATUSES: dict[str, Callable[[], str]] = {
    Status.PLANNED: lambda: _("gepland"),
    Status.HELD: lambda: _("geweest"),
    Status.CANCELLED: lambda: _("afgezegd"),
}


def place(visit: Visit | TodayAppointment) -> str:
    """Where: what was typed, with the kind before it."""
    kind = PLACES[visit.place_kind]()
    if not visit.place:
        return kind
    return visit.place if visit.place_kind == PlaceKind.ELSEWHERE else f"{kind}, {visit.place}"


def when(visit: Visit | TodayAppointment) -> str:
    """*dinsdag 24 november, 10.00 tot 11.00 uur*, with *de volgende dag* where it goes on past midnight."""
    said = {
        "day": day(visit.starts_at, weekday=True),
        "start": clock_time(visit.starts_at),
        "end": clock_time(visit.ends_at),
    }
    if in_amsterdam(visit.starts_at).date() != in_amsterdam(visit.ends_at).date():
        return _("%(day)s, %(start)s tot de volgende dag %(end)s uur", **said)
    return _("%(day)s, %(start)s tot %(end)s uur", **said)


def state_name(state: str) -> str:
    """The state in the reader's language."""
    return by_language(*STATES[state])


def _step(state: str, name: str) -> str:
    """One step of asking, in the past tense."""
    words: dict[str, Callable[[], str]] = {
        SecondState.NOT_ASKED: lambda: _("niet gevraagd"),
        SecondState.ASKED: lambda: _("gevraagd"),
        SecondState.THINKING: lambda: _("dacht erover na"),
        SecondState.COMING: lambda: _("%(who)s zou meekomen", who=name) if name else _("er zou iemand meekomen"),
        SecondState.CAME: lambda: _("%(who)s kwam mee", who=name) if name else _("er kwam iemand mee"),
        SecondState.DID_NOT_COME: lambda: _("%(who)s kwam toch niet", who=name) if name else _("kwam alleen"),
        SecondState.RATHER_NOT: lambda: _("liever niet"),
        SecondState.UNSAFE: lambda: _("niet gevraagd: niet veilig"),
    }
    return words[state]()


def happened(before: Before) -> str:
    """*gevraagd, dacht erover na, noemde Wim*: every step of an earlier appointment in its order."""
    if before.state in {SecondState.CAME, SecondState.UNSAFE}:
        return _step(before.state, before.first_name)
    name = before.first_name or (before.named[-1] if before.named else "")
    steps = [step for step in dict.fromkeys(before.steps) if step != SecondState.NOT_ASKED] or [before.state]
    said = [_step(step, name) for step in steps]
    told = {SecondState.COMING, SecondState.DID_NOT_COME} & set(steps)
    return ", ".join(said if told or not name else [*said, _("noemde %(who)s", who=name)])


def nudge(before: tuple[Before, ...]) -> str:
    """What happened the previous time, as one sentence beside the question; empty the first time."""
    if not before:
        return ""
    last = before[0]
    name = last.first_name or (last.named[-1] if last.named else "")
    if last.state == SecondState.CAME:
        return _came(name, made_difference=last.difference in {"much", "some"})
    if last.state == SecondState.UNSAFE:
        return _("De vorige keer is het niet gevraagd, omdat het niet veilig was.")
    if last.no_reason in NO_REASONS and last.no_reason != "not_said":
        why = by_language(*NO_REASONS[last.no_reason])
        return _("De vorige keer liever niet (%(why)s). Het mag nu anders zijn.", why=why)
    if name:
        return _("De vorige keer noemde het huishouden %(who)s.", who=name)
    return {
        SecondState.RATHER_NOT.value: _("De vorige keer liever niet. Het mag nu anders zijn."),
        SecondState.NOT_ASKED.value: _("De vorige keer is het niet gevraagd."),
    }.get(last.state, _("De vorige keer kwam er niemand mee."))


def _came(name: str, *, made_difference: bool) -> str:
    if made_difference:
        return _("De vorige keer kwam %(who)s mee, en dat maakte verschil.", who=name or _("iemand"))
    return _("De vorige keer kwam %(who)s mee.", who=name) if name else _("De vorige keer kwam er iemand mee.")


def habit(line: Habit | None) -> str:
    """*Deze week vroeg het team het 14 van de 18 keer*; empty when too little stands behind it."""
    if line is None:
        return ""
    return _("Deze week vroeg het team het %(asked)s van de %(total)s keer.", asked=line.asked, total=line.total)
