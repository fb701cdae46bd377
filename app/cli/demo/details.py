"""What a story may say of an intervention and of an appointment, and with what everything is signed."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict


class Body(TypedDict, total=False):
    """What an intervention may say beside its product, professional and period."""

    why: str
    alternatives: str
    own_role: str
    coordinated_with: str
    stance: str
    superfluous_when: str
    network_could: str
    goal: int | None
    result: str
    stop_reason: str
    consulted: str
    pause_reason: str
    status: str
    persons: tuple[int, ...]


class Visit(TypedDict, total=False):
    """What an appointment may say beside its day and place."""

    hour: int
    minute: int
    minutes: int
    about: str
    status: str
    cancelled_because: str
    attendees: tuple[str, ...]
    sequence: int


class Sign(TypedDict):
    """The provenance as keyword arguments."""

    author: str
    owner: str
    purpose: str
    persons: tuple[int, ...]
    created: dt.datetime


class Known(TypedDict, total=False):
    """How near somebody of the network is, the account that the role has, and for whom one was asked."""

    ring: str
    strength: int
    account: str
    asked: tuple[str, str]
