"""Laws of a request about one's own data: which there are, and by when it is answered (GDPR art. 12(3), 15-21). Pure."""

import datetime as dt
from calendar import monthrange

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
