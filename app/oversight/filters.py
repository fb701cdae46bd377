"""What the officer typed to look for lines, read from the address: bad input is said and shown, never an error page."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.oversight.queries import Wanted, find_accounts, find_case
from app.oversight.rules import period_of
from app.web.fields import read_day

_LONGEST = 100
_HIGHEST = 2**62


@dataclass(frozen=True, slots=True)
class Filter:
    """What was typed, what that looks for, and whether anything can be found with it (a number of a case that exists, a name).

    ``said`` is what the log keeps of it. ``complaint`` is what is wrong with a day; ``shortened``: the period was too long.
    """

    wanted: Wanted
    typed: dict[str, str]
    findable: bool
    shortened: bool
    complaint: str

    @property
    def arguments(self) -> dict[str, str]:
        """The same filter in an address."""
        return {name: value for name, value in self.typed.items() if value}

    @property
    def said(self) -> str:
        """The filter in one line for the log: period and numbers, and that a name or reason was looked for."""
        period = self.wanted.period
        parts = [f"{period.first:%Y-%m-%d}..{period.last:%Y-%m-%d}"]
        return " ".join(parts + [f"{name}={value}" for name, value in self.arguments.items() if name in _KEPT])


_KEPT = ("case", "person", "account", "organisation")


def read_filter(arguments: Mapping[str, str], today: dt.date) -> Filter:
    """Reads the address. A day that does not exist is as if it was not typed, and said."""
    names = ("first", "last", "case", "person", "account", "name", "organisation", "reason")
    typed = {name: arguments.get(name, "").strip().replace("\0", "")[:_LONGEST] for name in names}
    days, complaint = _days(typed)
    period, shortened = period_of(*days, today)
    typed |= {"first": period.first.isoformat(), "last": period.last.isoformat()}
    dossier = find_case(typed["case"].upper()) if typed["case"] else None
    accounts = _accounts(typed)
    person = _number(typed["person"])
    missing = (typed["case"] and dossier is None) or accounts == () or (typed["person"] and person is None)
    wanted = Wanted(
        period=period,
        dossier=dossier,
        person=person,
        accounts=accounts,
        organisation=_number(typed["organisation"]),
        reason=typed["reason"],
        before=_before(arguments.get("before", "")),
    )
    return Filter(wanted, typed, findable=not missing, shortened=shortened, complaint=complaint)


def _days(typed: dict[str, str]) -> tuple[tuple[dt.date | None, dt.date | None], str]:
    found: list[dt.date | None] = []
    complaint = ""
    for name in ("first", "last"):
        try:
            found.append(read_day(typed[name]) if typed[name] else None)
        except ValueError as error:
            found.append(None)
            complaint = str(error)
    return (found[0], found[1]), complaint


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and typed.isascii() and int(typed) < _HIGHEST else None


def _accounts(typed: dict[str, str]) -> tuple[int, ...] | None:
    number = _number(typed["account"])
    if number is not None:
        return (number,)
    return find_accounts(typed["name"]) if typed["name"] else None


def _before(typed: str) -> tuple[dt.datetime, int] | None:
    """Where the page before ended; an address that was cut off begins anew."""
    at, _, number = typed.replace(" ", "+").rpartition("_")
    try:
        moment = dt.datetime.fromisoformat(at)
    except ValueError:
        return None
    last = _number(number)
    return (moment, last) if moment.tzinfo is not None and last is not None else None
