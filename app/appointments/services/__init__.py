"""Every write to appointments and second persons."""

from app.appointments.services.attendance import list_possible, sees_by_itself, set_attendees
from app.appointments.services.seconds import Answer
from app.appointments.services.visits import (
    Details,
    NewVisit,
    cancel,
    hold,
    make,
    may_change,
    move,
    record_second,
    restore,
    works_here,
)

__all__ = [
    "Answer",
    "Details",
    "NewVisit",
    "cancel",
    "hold",
    "list_possible",
    "make",
    "may_change",
    "move",
    "record_second",
    "restore",
    "sees_by_itself",
    "set_attendees",
    "works_here",
]
