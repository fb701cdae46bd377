"""Every question to appointments and second persons. Row-level security decides what comes back."""

from app.appointments.queries.today import TodayAppointment, list_for_account_on

__all__ = ["TodayAppointment", "list_for_account_on"]
