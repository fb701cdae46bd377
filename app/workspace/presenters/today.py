"""View objects of *Vandaag*."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.appointments.states import OPEN
from app.kernel.clock import in_amsterdam
from app.web.i18n import clock_time, day, ngettext
from app.web.i18n import gettext as _
from app.workspace.presenters.dossier import PLACES, maybe_url
from app.workspace.presenters.shapes import Second


@dataclass(frozen=True, slots=True)
class Visit:
    """One appointment of today."""

    time: str
    title: str
    url: str
    place: str
    second: Second | None
    comes: bool


def appointments(rows: Sequence[Any]) -> list[Visit]:
    """Today's appointments, in order, each with its slot for the second person."""
    return [
        Visit(
            time=clock_time(row.starts_at),
            title=row.title or row.case_no,
            url=maybe_url("workspace.dossier", dossier_id=row.dossier_id),
            place=row.place or PLACES[row.place_kind](),
            second=_second(row),
            comes=row.second_state in {"coming", "came"},
        )
        for row in rows
    ]


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
    date = day(today, weekday=True)
    return date[:1].upper() + date[1:]


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
