"""Every question to the tables of interventions. Row-level security decides what comes back; callers tell the log."""

from app.interventions.queries.choices import (
    Goal,
    ListedProduct,
    OwnPurpose,
    ProductChoice,
    find_title,
    list_absent,
    list_catalogue,
    list_goals,
    list_products,
    list_purposes,
)
from app.interventions.queries.history import (
    Change,
    Correction,
    DetailChange,
    Update,
    list_changes,
    list_corrections,
    list_detail_changes,
    list_updates,
)
from app.interventions.queries.lines import (
    BodyLine,
    HeaderLine,
    find_body,
    get_header,
    list_bodies,
    list_headers,
)
from app.interventions.queries.running import Contact, find_contact, find_lead, list_running_strands

__all__ = [
    "BodyLine",
    "Change",
    "Contact",
    "Correction",
    "DetailChange",
    "Goal",
    "HeaderLine",
    "ListedProduct",
    "OwnPurpose",
    "ProductChoice",
    "Update",
    "find_body",
    "find_contact",
    "find_lead",
    "find_title",
    "get_header",
    "list_absent",
    "list_bodies",
    "list_catalogue",
    "list_changes",
    "list_corrections",
    "list_detail_changes",
    "list_goals",
    "list_headers",
    "list_products",
    "list_purposes",
    "list_running_strands",
    "list_updates",
]
