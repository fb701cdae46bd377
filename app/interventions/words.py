"""Codes of interventions in the reader's language."""

import datetime as dt

from flask_babel import gettext as _

from app.interventions.rules import Status
from app.interventions.stances import STANCES
from app.web.i18n import by_language, day


def strand_name(strand: str) -> str:
    """*zorg*, *handhaving* or *activering*."""
    return {"care": _("zorg"), "enforcement": _("handhaving"), "activation": _("activering")}[strand]


def status_name(status: str) -> str:
    """Where it stands: *gepland*, *loopt* ..."""
    return {
        Status.AWAITING: _("wacht op bevestiging"),
        Status.PLANNED: _("gepland"),
        Status.ACTIVE: _("loopt"),
        Status.DONE: _("klaar"),
        Status.STOPPED: _("gestopt"),
        Status.WITHDRAWN: _("teruggetrokken"),
    }[Status(status)]


def step_label(status: str) -> str:
    """What the button of a step says."""
    return {
        Status.ACTIVE: _("Begonnen"),
        Status.DONE: _("Klaar"),
        Status.STOPPED: _("Stoppen"),
        Status.WITHDRAWN: _("Terugtrekken"),
    }[Status(status)]


def stance_name(code: str) -> str:
    """How one stands in it: *samen doen* ..."""
    return by_language(STANCES[code].name_nl, STANCES[code].name_en)


def stance_line(code: str) -> str:
    """One line that explains a stance."""
    return by_language(STANCES[code].line_nl, STANCES[code].line_en)


def period(started: dt.date | None, ended: dt.date | None, *, planned: tuple[dt.date | None, dt.date | None]) -> str:
    """When it ran, runs or will run, in words."""
    if started and ended:
        return _("%(start)s tot en met %(end)s", start=day(started), end=day(ended))
    if started and planned[1]:
        return _("sinds %(start)s, gepland tot en met %(end)s", start=day(started), end=day(planned[1]))
    if started:
        return _("sinds %(start)s", start=day(started))
    if planned[0] and planned[1]:
        return _("gepland van %(start)s tot en met %(end)s", start=day(planned[0]), end=day(planned[1]))
    return _("gepland vanaf %(start)s", start=day(planned[0])) if planned[0] else _("nog geen datum")
