"""What is disclosed, what ends soon, who let themselves in, and knocks."""

from app.sharing.queries.capsule import HandoverLine, NextDate, find_next_date, list_handovers
from app.sharing.queries.ending import EndingLine, list_ending
from app.sharing.queries.items import (
    DisclosureLine,
    Item,
    ReceivedLine,
    find_running,
    get_item,
    list_disclosures,
    list_received,
)
from app.sharing.queries.knocks import (
    HomeKnock,
    KnockLine,
    MyKnock,
    get_knock,
    list_knocks,
    list_knocks_at_home,
    list_my_knocks,
)
from app.sharing.queries.news import (
    EmergencyLine,
    EnteredLine,
    KnownLine,
    list_emergencies,
    list_entered,
    list_known,
)

__all__ = [
    "DisclosureLine",
    "EmergencyLine",
    "EndingLine",
    "EnteredLine",
    "HandoverLine",
    "HomeKnock",
    "Item",
    "KnockLine",
    "KnownLine",
    "MyKnock",
    "NextDate",
    "ReceivedLine",
    "find_next_date",
    "find_running",
    "get_item",
    "get_knock",
    "list_disclosures",
    "list_emergencies",
    "list_ending",
    "list_entered",
    "list_handovers",
    "list_knocks",
    "list_knocks_at_home",
    "list_known",
    "list_my_knocks",
    "list_received",
]
