"""Rows of ecomaps, of what became of offers, and of meetings of the network."""

import datetime as dt

from app.cli.demo.loading.case import Case
from app.network.meetings import CALL_AFTER


def write_ecomaps(case: Case) -> None:
    """Each version of the map with its ties; whose network somebody is follows their own row."""
    for drawn in case.home.together.ecomaps:
        signed = case.signed(drawn)
        version = case.ledger.put("ecomap_version", drawn.drawn_on, drawn.together_with, *case.signed(drawn, ()))
        for tie in drawn.ties:
            other = None if tie.other is None else case.network[tie.other]
            person = case.home.network[tie.who]
            case.ledger.put(
                "ecomap_tie", version, case.network[tie.who], other, tie.circle, tie.kind, tie.strength, tie.direction,
                tie.gives, tie.receives, tie.strain, tie.words, *case.signed(drawn, case.about(person)),
            )  # fmt: skip
        case.tell(signed, "network", "ecomap.drawn", version)


def write_steps(case: Case, offers: list[int]) -> None:
    """What became of each offer."""
    for done in case.home.together.steps:
        case.ledger.put(
            "offer_step", offers[done.offer], done.step, done.on_day, done.minutes, done.enjoyed, done.words,
            *case.signed(done),
        )  # fmt: skip


def write_meetings(case: Case) -> None:
    """Meetings of the network, each with its call four weeks later."""
    for met in case.home.together.meetings:
        call_on: dt.date = met.held_on + CALL_AFTER
        case.ledger.put(
            "network_meeting", "meeting", met.coordinator, met.information, met.held_on, met.held_on, met.plan, call_on,
            met.called_on, *case.signed(met, ()),
        )  # fmt: skip
