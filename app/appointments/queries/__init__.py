"""Every question to appointments and second persons. Row-level security decides what comes back."""

from app.appointments.queries.appointments import (
    Colleague,
    Resident,
    Visit,
    find_title,
    get_visit,
    list_attendees,
    list_colleagues,
    list_full_names,
    list_residents,
)
from app.appointments.queries.seconds import (
    Before,
    Habit,
    OfferLine,
    ReminderLine,
    Second,
    find_habit,
    get_second,
    list_before,
    list_offers,
    list_reminders,
)
from app.appointments.queries.today import TodayAppointment, list_for_account_on

__all__ = [
    "Before",
    "Colleague",
    "Habit",
    "OfferLine",
    "ReminderLine",
    "Resident",
    "Second",
    "TodayAppointment",
    "Visit",
    "find_habit",
    "find_title",
    "get_second",
    "get_visit",
    "list_attendees",
    "list_before",
    "list_colleagues",
    "list_for_account_on",
    "list_full_names",
    "list_offers",
    "list_reminders",
    "list_residents",
]
