"""Laws of a request about one's own data: which there are, and by when it is answered (GDPR art. 12(3), 15-21). Pure."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

KINDS: dict[str, tuple[str, str]] = {
    "access": ("inzage", "access"),
    "correction": ("verbeteren", "correction"),
    "erasure": ("wissen", "erasure"),
    "restriction": ("tijdelijk niet gebruiken", "restriction"),
    "objection": ("bezwaar", "objection"),
    "portability": ("gegevens meekrijgen", "portability"),
}
DECISIONS: dict[str, tuple[str, str]] = {
    "granted": ("ja", "yes"),
    "partly": ("gedeeltelijk", "partly"),
    "refused": ("nee", "no"),
}
#: What can be done next: a decision, or more time.
STEPS: dict[str, tuple[str, str]] = {
    "granted": ("Ja, wij doen het", "Yes, we do it"),
    "partly": ("Gedeeltelijk", "Partly"),
    "refused": ("Nee", "No"),
    "extend": ("Wij hebben meer tijd nodig, twee maanden", "We need more time, two months"),
    "done": ("Het is uitgevoerd", "It has been carried out"),
}
MONTHS, EXTENDED_MONTHS = 1, 3
#: A request that came in longer ago is past every term; a day before it is a slip of the pen.
LONGEST_AGO = 366


def due_on(received: dt.date, *, extended: bool = False) -> dt.date:
    """The last day to answer: the same day a month (three, when it was extended) later, or the last day of that month."""
    months = received.month - 1 + (EXTENDED_MONTHS if extended else MONTHS)
    year, month = received.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(received.day, monthrange(year, month)[1]))


def is_received(day: dt.date, today: dt.date) -> bool:
    """Whether a request can have come in on that day."""
    return dt.timedelta() <= today - day <= dt.timedelta(days=LONGEST_AGO)


def next_steps(*, decided: bool, done: bool, extended: bool, in_time: bool) -> tuple[str, ...]:
    """The steps that are open. More time is taken once, and said within the first month."""
    if done:
        return ()
    if decided:
        return ("done",)
    return ("granted", "partly", "refused", *(("extend",) if in_time and not extended else ()))


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three calendar months, by their first and last day."""

    first: dt.date
    last: dt.date

    @property
    def code(self) -> str:
        """As it stands in an address: *2026-3*."""
        return f"{self.first.year}-{(self.first.month + 2) // 3}"

    def before(self) -> "Quarter":
        """The quarter before this one."""
        return quarter_of(self.first - dt.timedelta(days=1))


def quarter_of(day: dt.date) -> Quarter:
    """The quarter in which a day falls."""
    month = (day.month - 1) // 3 * 3 + 1
    return Quarter(dt.date(day.year, month, 1), dt.date(day.year, month + 2, monthrange(day.year, month + 2)[1]))


def read_quarter(typed: str, today: dt.date) -> Quarter:
    """The quarter that an address names; the last whole one for an address that names none, or one that is still to come."""
    year, _, number = typed.partition("-")
    newest = quarter_of(today)
    if number in {"1", "2", "3", "4"} and len(year) == 4 and year.isdecimal() and year.isascii() and int(year) >= 2000:
        wanted = quarter_of(dt.date(int(year), int(number) * 3, 1))
        if wanted.first <= newest.first:
            return wanted
    return newest.before()
