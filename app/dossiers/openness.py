"""Whether the household may read something already: yes, unless a dated reason says *not yet* (domain.md 1.9)."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from app.db.clock import today
from app.kernel.errors import RuleBroken
from app.kernel.text import check_length, clean_text
from app.web.i18n import day

LONGEST_REASON = 300
#: How long something may stay shut for the household, in days: six months.
WITHHELD_DAYS = 183


@dataclass(frozen=True, slots=True)
class Withholding:
    """What somebody chose: open as always, or not yet, why, and until when."""

    withheld: bool = False
    because: str = ""
    until: dt.date | None = None


AS_ALWAYS = Withholding()


def is_open(until: dt.date | None, *, shared: bool, on: dt.date) -> bool:
    """Whether the household may read it on that day; ``shared``: it was withheld and then opened."""
    return until is None or shared or until < on


def checked(chosen: Withholding) -> tuple[str, dt.date | None]:
    """The reason and the last day that it is shut; nothing of both when it is open. Raises RuleBroken at their fields."""
    if not chosen.withheld:
        return "", None
    because, until = clean_text(chosen.because), chosen.until
    if not because:
        raise RuleBroken("withheld_because", _("Schrijf op waarom het huishouden dit nog niet mag lezen."))
    if until is None:
        raise RuleBroken("withheld_until", _("Kies tot wanneer dit nog niet open is, hooguit zes maanden."))
    if not today() <= until <= today() + dt.timedelta(days=WITHHELD_DAYS):
        raise RuleBroken("withheld_until", _("Kies een dag vanaf vandaag, hooguit zes maanden vooruit."))
    return check_length(because, field="withheld_because", longest=LONGEST_REASON), until


def shut_words(until: dt.date | None, because: str) -> str:
    """That the household does not read it yet, until when and why."""
    return _("Nog niet open voor het huishouden, tot en met %(day)s: %(why)s", day=day(until), why=because)
