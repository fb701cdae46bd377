"""What terms are held to: which kinds of record, from which day they count, and who agrees to destroying. Pure."""

from dataclasses import dataclass

#: The law of what is kept under every law alike.
ALWAYS = "*"
#: Who agrees to what is destroyed, and sees how much of what is due.
DESTROYERS = frozenset({"privacy_officer", "administrator"})
OFFICERS = frozenset({"privacy_officer"})
RECORD_TYPES = ("file", "intake", "log")
UNITS = ("week", "month", "year")
COUNTS_FROM = ("recorded", "ended")
LONGEST = 300
#: The highest number of a term, whatever its unit.
HIGHEST = 1200


@dataclass(frozen=True, slots=True)
class Term:
    """How long one kind of record under one law is kept. ``certain``: somebody looked it up, and when is known."""

    law: str
    record_type: str
    number: int
    unit: str
    counts_from: str
    source: str
    certain: bool
