"""The calendar file: when and nothing about whom. RFC 5545; the zone travels along, so that every calendar shows the same hour."""

import datetime as dt

from flask_babel import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from app.appointments.queries import Visit
from app.appointments.rules import PlaceKind, Status
from app.kernel.clock import AMSTERDAM

MADE_BY = "-//Schakel//Afspraken//NL"
SUMMER, WINTER = dt.timedelta(hours=2), dt.timedelta(hours=1)


def _zone() -> Timezone:
    """Amsterdam since 1996: the clock changes on the last Sunday of March and of October."""
    zone = Timezone()
    zone.add("tzid", "Europe/Amsterdam")
    for part, name, month, before, after in (
        (TimezoneDaylight(), "CEST", 3, WINTER, SUMMER),
        (TimezoneStandard(), "CET", 10, SUMMER, WINTER),
    ):
        hour = 2 if month == 3 else 3
        last_sunday = 31 if month == 3 else 27
        part.add("dtstart", dt.datetime(1996, month, last_sunday, hour))  # noqa: DTZ001 - wall clock time, as RFC 5545 asks
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone


def calendar_file(visit: Visit, *, case_no: str, office: str, stamp: dt.datetime) -> bytes:
    """The appointment for a calendar: the number of the dossier, no names and no address of the household.

    ``office`` is the asker's own organisation, named when people meet there.
    """
    event = Event()
    event.add("uid", f"{case_no}-{visit.id}@schakel")
    event.add("dtstamp", stamp.astimezone(dt.UTC))
    event.add("dtstart", visit.starts_at.astimezone(AMSTERDAM))
    event.add("dtend", visit.ends_at.astimezone(AMSTERDAM))
    event.add("summary", _("Afspraak %(case_no)s", case_no=case_no))
    where = {PlaceKind.OFFICE.value: office, PlaceKind.PHONE.value: _("telefonisch")}.get(visit.place_kind)
    if where:
        event.add("location", where)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    event.add("status", "CANCELLED" if visit.status == Status.CANCELLED else "CONFIRMED")
    event.add("sequence", visit.sequence)
    return _file(event, cancelled=visit.status == Status.CANCELLED)


def plain_file(visit: Visit, *, where: str, number: str, stamp: dt.datetime) -> bytes:
    """The appointment for the calendar of the resident and of whoever comes along: time and place, no name and no number of a dossier.

    ``number``: something that tells this appointment from others and says nothing.
    """
    event = Event()
    event.add("uid", f"{number}@schakel")
    event.add("dtstamp", stamp.astimezone(dt.UTC))
    event.add("dtstart", visit.starts_at.astimezone(AMSTERDAM))
    event.add("dtend", visit.ends_at.astimezone(AMSTERDAM))
    event.add("summary", _("Afspraak"))
    event.add("location", where)
    event.add("class", "PRIVATE")
    event.add("sequence", visit.sequence)
    return _file(event, cancelled=visit.status == Status.CANCELLED)


def _file(event: Event, *, cancelled: bool) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_zone())
    calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file
