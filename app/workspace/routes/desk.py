"""The Desk on which the combined screens are registered."""

from app.web.guard import Desk

desk = Desk("workspace", __name__)

#: Functions that have households of their own, or those of their team.
WITH_HOUSEHOLDS = frozenset(
    {
        "generalist",
        "community_officer",
        "housing_officer",
        "caretaker",
        "mental_health_worker",
        "debt_counsellor",
        "income_consultant",
        "attendance_officer",
        "school_contact",
        "youth_protection",
        "safe_home",
        "enforcement_officer",
        "welfare_worker",
        "attention_officer",
        "volunteer",
        "network_person",
        "coordinator",
        "process_lead",
    }
)
