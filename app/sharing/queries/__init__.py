"""What is disclosed, what people were told and allow, what ends soon, who let themselves in, and knocks."""

from app.sharing.queries.capsule import HandoverLine, NextDate, find_next_date, list_handovers
from app.sharing.queries.consents import (
    AgreementLine,
    NoticeLine,
    WaiverLine,
    get_waiver,
    list_agreements,
    list_notices,
    list_rested_on,
    list_running_waivers,
    list_waivers,
)
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
    "AgreementLine",
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
    "NoticeLine",
    "ReceivedLine",
    "WaiverLine",
    "find_next_date",
    "find_running",
    "get_item",
    "get_knock",
    "get_waiver",
    "list_agreements",
    "list_disclosures",
    "list_emergencies",
    "list_ending",
    "list_entered",
    "list_handovers",
    "list_knocks",
    "list_knocks_at_home",
    "list_known",
    "list_my_knocks",
    "list_notices",
    "list_received",
    "list_rested_on",
    "list_running_waivers",
    "list_waivers",
]
