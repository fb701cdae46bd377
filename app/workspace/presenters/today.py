"""View objects of *Vandaag*."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from app.appointments.states import AFTERWARDS, NEEDS_WHO, OPEN, STATES, SUCCESSORS
from app.kernel.clock import in_amsterdam
from app.kernel.text import heading
from app.web.i18n import clock_time, day, ngettext
from app.web.i18n import gettext as _
from app.workspace.presenters.addresses import maybe_url
from app.workspace.presenters.dossier import PLACES
from app.workspace.presenters.shapes import Second

#: Answers that can be given from the list itself, in this order, with the words on the button.
ANSWERS = {
    "asked": _l("Al gevraagd"),
    "thinking": _l("Denkt erover na"),
    "coming": _l("Komt mee"),
    "came": _l("Kwam mee"),
    "did_not_come": _l("Kwam niet mee"),
    "rather_not": _l("Liever niet"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer about the second person: pressed at once, or an address where somebody has to be named first."""

    state: str
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One appointment of today; ``todo`` are addresses to write down what came of it."""

    time: str
    title: str
    url: str
    place: str
    second: Second | None
    comes: bool
    id: int
    version: int
    answer_url: str
    answers: list[Answer]
    todo: list[tuple[str, str]]


def appointments(rows: Sequence[Any], now: dt.datetime) -> list[Visit]:
    """Today's appointments, in order, each with its slot for the second person."""
    return [
        Visit(
            time=clock_time(row.starts_at),
            title=row.title or row.case_no,
            url=maybe_url("workspace.dossier", dossier_id=row.dossier_id),
            place=_place(row),
            second=_second(row),
            comes=row.second_state in {"coming", "came"},
            id=row.id,
            version=row.second_version,
            answer_url=maybe_url("appointments.second", dossier_id=row.dossier_id, appointment_id=row.id),
            answers=_answers(row, started=row.starts_at <= now) if row.second_state and row.may_answer else [],
            todo=_todo(row.dossier_id),
        )
        for row in rows
    ]


def _place(row: Any) -> str:
    """Where to go: a visit at home is at the address, where that may be seen."""
    at_home = row.address if row.place_kind == "home" else ""
    return ", ".join(filter(None, (at_home, row.place))) or PLACES[row.place_kind]()


def _answers(row: Any, *, started: bool) -> list[Answer]:
    """What can be said now: before the talk whether somebody comes, afterwards whether somebody came."""
    if row.second_state not in OPEN and (not started or row.second_state != "coming"):
        return []
    ahead = {state for state in STATES if state not in AFTERWARDS}
    possible = SUCCESSORS[row.second_state] & (AFTERWARDS if started else ahead)
    named = bool(row.first_name)
    return [
        Answer(
            state,
            str(label),
            ""
            if named or state not in NEEDS_WHO
            else maybe_url("appointments.second", dossier_id=row.dossier_id, appointment_id=row.id, state=state),
        )
        for state, label in ANSWERS.items()
        if state in possible
    ]


def _todo(dossier_id: int) -> list[tuple[str, str]]:
    """What is done after a talk, each one click away."""
    doors = (
        (_("Notitie"), "dossiers.add_note"),
        (_("Inzet"), "interventions.create"),
        (_("Nieuwe afspraak"), "appointments.create"),
    )
    return [(label, url) for label, endpoint in doors if (url := maybe_url(endpoint, dossier_id=dossier_id))]


def _second(row: Any) -> Second | None:
    if not row.second_state:
        return None
    ask = maybe_url("appointments.second", dossier_id=row.dossier_id, appointment_id=row.id)
    note = ""
    if row.second_state == "coming" and row.times_came:
        note = ngettext("Kwam al %(num)d keer mee.", "Kwam al %(num)d keer mee.", row.times_came)
    return Second(
        row.second_state, row.first_name or "", row.relation or "", note, ask if row.second_state in OPEN else ""
    )


def greeting(name: str, now: dt.datetime) -> str:
    """*Goedemorgen Noor*."""
    hour = in_amsterdam(now).hour
    first = name.split(" ", maxsplit=1)[0]
    if hour < 12:
        return _("Goedemorgen %(name)s", name=first)
    return _("Goedemiddag %(name)s", name=first) if hour < 18 else _("Goedenavond %(name)s", name=first)


def day_only(today: dt.date) -> str:
    """The day with a capital: *Dinsdag 24 november*."""
    return heading(day(today, weekday=True))


def sentence(visits: list[Visit], today: dt.date) -> str:
    """The day and its appointments: *Dinsdag 24 november. Drie afspraken, bij twee komt er iemand mee*."""
    date = day_only(today)
    if not visits:
        return _("%(day)s. Vandaag staan er geen afspraken.", day=date)
    count = ngettext("%(num)d afspraak", "%(num)d afspraken", len(visits))
    comes = sum(visit.comes for visit in visits)
    if not comes:
        return _("%(day)s. %(count)s.", day=date, count=count)
    return _("%(day)s. %(count)s, bij %(comes)d komt er iemand mee.", day=date, count=count, comes=comes)
