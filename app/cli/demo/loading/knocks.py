"""Somebody knocks at a household of a story, and waits for the lead's answer."""

import datetime as dt
from hashlib import sha256

from app.cli.demo.loading.case import Case
from app.kernel.clock import amsterdam_day

#: By story: who knocks, about whom, and why.
KNOCKS: dict[str, tuple[str, str, str]] = {
    "debt": (
        "yasmin",
        "Sami El Amrani",
        "Sami kwam deze maand twee keer te laat. Ik wil overleggen voor ik een brief stuur.",
    ),
}
_ASKED_AT = dt.timedelta(hours=15)
_OPEN_FOR = dt.timedelta(days=3)


def write_knocks(case: Case) -> None:
    """The question of this story, asked yesterday."""
    if case.home.story not in KNOCKS:
        return
    who, about, reason = KNOCKS[case.home.story]
    register = case.register
    asked = amsterdam_day(register.today - dt.timedelta(days=1))[0] + _ASKED_AT
    organisation = register.organisations[register.people[who].organisation]
    question = sha256(about.encode()).digest()
    case.ledger.put(
        "knock", register.accounts[who], organisation, case.dossier, question, about, reason, asked, asked + _OPEN_FOR
    )
