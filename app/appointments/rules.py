"""When and where: what an appointment may be. No database; wall clock times are Amsterdam's."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _

from app.appointments.states import AFTERWARDS, NEEDS_WHO, may_follow
from app.kernel.clock import from_amsterdam
from app.kernel.errors import RuleBroken

#: Nobody plans further ahead; a date beyond it is a slip of the year.
AHEAD = dt.timedelta(days=730)
#: What was longer ago is not an appointment that somebody still writes down.
BACK = dt.timedelta(days=3650)
FIRST_HOUR = dt.time(10)
LASTS = dt.timedelta(hours=1)
#: An end that is earlier than the beginning is of the next day, up to so long by the clock on the wall; beyond it is a slip.
THROUGH_THE_NIGHT = dt.timedelta(hours=12)
SATURDAY = 5


class PlaceKind(StrEnum):
    """Where people meet."""

    HOME = "home"
    OFFICE = "office"
    PHONE = "phone"
    ELSEWHERE = "elsewhere"


class Status(StrEnum):
    """How it stands with an appointment."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class When:
    """What somebody filled in: a day and two wall clock times; an ``end`` before the ``start`` is of the next day."""

    day: dt.date
    start: dt.time
    end: dt.time


def next_weekday(today: dt.date) -> dt.date:
    """The first day after ``today`` that is not in a weekend."""
    day = today + dt.timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += dt.timedelta(days=1)
    return day


def usual_end(start: dt.time) -> dt.time:
    """An hour later, on the next day if that is past midnight."""
    return (dt.datetime.combine(dt.date.min, start) + LASTS).time()


def last_day(when: When) -> dt.date:
    """The day on which it ends. Raises RuleBroken at ``end`` for one that would be longer than a night."""
    if when.end > when.start:
        return when.day
    longest = dt.datetime.combine(when.day, when.start) + THROUGH_THE_NIGHT
    ends = dt.datetime.combine(when.day + dt.timedelta(days=1), when.end)
    if when.end == when.start or ends > longest:
        raise RuleBroken(
            "end",
            _(
                "Kies een eindtijd die later is dan de begintijd. Na middernacht mag, tot hooguit twaalf uur na het begin."
            ),
        )
    return ends.date()


def _moment(day: dt.date, time: dt.time, field: str) -> dt.datetime:
    try:
        return from_amsterdam(dt.datetime.combine(day, time))
    except ValueError:
        raise RuleBroken(
            field, _("Dit tijdstip bestaat niet: de klok gaat die nacht een uur vooruit. Kies een ander tijdstip.")
        ) from None


def moments(when: When, *, now: dt.datetime, already: bool) -> tuple[dt.datetime, dt.datetime]:
    """Beginning and end in UTC. Raises RuleBroken at ``day``, ``start``, ``end`` or ``already``.

    A time that is over is only taken when the typist says that the talk already was (``already``).
    """
    starts, ends = _moment(when.day, when.start, "start"), _moment(last_day(when), when.end, "end")
    if ends <= starts:
        raise RuleBroken("end", _("De klok gaat die nacht een uur terug. Kies een eindtijd buiten dat uur."))
    if starts > now + AHEAD:
        raise RuleBroken("day", _("Deze dag is meer dan twee jaar vooruit. Kijk het jaartal na."))
    if starts < now - BACK:
        raise RuleBroken("day", _("Deze dag is meer dan tien jaar geleden. Kijk het jaartal na."))
    if already and starts > now:
        raise RuleBroken("already", _("Dit tijdstip moet nog komen. Haal het vinkje weg of kies een eerdere dag."))
    if not already and starts <= now:
        raise RuleBroken("already", _("Dit tijdstip is al voorbij. Was het gesprek er al? Vink dat dan hieronder aan."))
    return starts, ends


def check_place(kind: str, place: str) -> None:
    """Raises RuleBroken at ``place`` when nobody could find it."""
    if kind == PlaceKind.ELSEWHERE and not place:
        raise RuleBroken("place", _("Vul in waar u elkaar ziet."))


def check_step(old: str, new: str, *, started: bool, named: bool) -> None:
    """Raises RuleBroken when the second person cannot go from ``old`` to ``new`` now, or somebody should be named."""
    if not may_follow(old, new):
        raise RuleBroken("state", _("Dat kan na het vorige antwoord niet. Kies een ander antwoord."))
    if new in AFTERWARDS and not started:
        raise RuleBroken(
            "state", _("Wie er kwam, weet u pas na het begin van de afspraak. Kies nu een ander antwoord.")
        )
    if new in NEEDS_WHO and not named:
        raise RuleBroken("who", _("Kies wie er meekomt, of vul een voornaam in."))
