"""Every write to appointments and second persons."""

from app.appointments.services.agreeing import Agreed, Reminder, agree, may_remind, remind, take_back
from app.appointments.services.answers import Answer
from app.appointments.services.attendance import list_possible, sees_by_itself, set_attendees
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
    "Agreed",
    "Answer",
    "Details",
    "NewVisit",
    "Reminder",
    "agree",
    "cancel",
    "hold",
    "list_possible",
    "make",
    "may_change",
    "may_remind",
    "move",
    "record_second",
    "remind",
    "restore",
    "sees_by_itself",
    "set_attendees",
    "take_back",
    "works_here",
]
