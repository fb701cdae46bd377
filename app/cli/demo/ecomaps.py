"""People of the network in the demo town and their ecomaps, what became of offers, and a meeting of a household's own network."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.cli.demo.shapes import Provenance

if TYPE_CHECKING:
    from app.cli.demo.scribe import Scribe

#: A role of the network that ends lasts so many days from the reference date on.
ROLE_DAYS = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoNetworkPerson(Provenance):
    """Somebody around the household: a first name, what they are to whom, a role, a ring and a strength from 1 to 3.

    ``account``: the key of the account that somebody has for as long as the role lasts, "" without one; ``asked``: name and address
    for whom the lead asked an account that an administrator has not made yet.
    """

    index: int
    first_name: str
    relation: str
    role: str
    ring: str
    strength: int
    active: bool
    account: str = ""
    asked: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTie:
    """One tie: of a person of the network (by index) with the household, or with ``other``."""

    who: int
    circle: str | None = None
    other: int | None = None
    kind: str = "kin"
    strength: int = 2
    direction: str = "both"
    gives: tuple[str, ...] = ()
    receives: tuple[str, ...] = ()
    strain: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoEcomap(Provenance):
    """The map as it was drawn on one day, with whom."""

    drawn_on: dt.date
    together_with: str
    ties: tuple[DemoTie, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOffer(Provenance):
    """What a resident or duo wants to do for the neighbourhood, written down on their behalf."""

    text: str
    network_person: int | None
    appointment: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOfferStep(Provenance):
    """What became of an offer (by index)."""

    offer: int
    step: str
    on_day: dt.date
    minutes: int | None
    enjoyed: int | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMeeting(Provenance):
    """A meeting of the household's own network, held and called about."""

    coordinator: str
    information: str
    held_on: dt.date
    plan: str
    called_on: dt.date | None


@dataclass(slots=True)
class Together:
    """What a household and its own people did together."""

    ecomaps: list[DemoEcomap] = field(default_factory=list)
    steps: list[DemoOfferStep] = field(default_factory=list)
    meetings: list[DemoMeeting] = field(default_factory=list)


def draw(scribe: Scribe, ago: int, together_with: str, *ties: DemoTie) -> None:
    """Draw the map that many days ago."""
    sign = scribe.sign(ago)
    scribe.together.ecomaps.append(DemoEcomap(drawn_on=scribe.day(ago), together_with=together_with, ties=ties, **sign))


def step(scribe: Scribe, offer: int, what: str, ago: int, **given: int | str) -> None:
    """Write down what became of an offer: ``minutes``, ``enjoyed`` and ``words``."""
    minutes, enjoyed, words = given.get("minutes"), given.get("enjoyed"), str(given.get("words", ""))
    scribe.together.steps.append(
        DemoOfferStep(
            offer=offer, step=what, on_day=scribe.day(ago), minutes=int(minutes) if minutes else None,
            enjoyed=int(enjoyed) if enjoyed else None, words=words, **scribe.sign(max(ago, 1)),
        )
    )  # fmt: skip


def gather(scribe: Scribe, ago: int, *, coordinator: str, information: str, plan: str, called: int | None) -> None:
    """The network met that many days ago; somebody called ``called`` days ago, or not yet."""
    scribe.together.meetings.append(
        DemoMeeting(
            coordinator=coordinator, information=information, held_on=scribe.day(ago), plan=plan,
            called_on=None if called is None else scribe.day(called), **scribe.sign(ago),
        )
    )  # fmt: skip
