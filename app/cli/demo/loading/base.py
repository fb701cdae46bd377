"""What there is before the first household: organisations with their purposes, and the people who work there."""

import datetime as dt
from dataclasses import dataclass, field

from app.accounts.folding import email_key
from app.accounts.kinds import BSN_KINDS
from app.accounts.purposes import purposes_of
from app.cli.demo.loading.ledger import Connection, Ledger
from app.cli.demo.shapes import DemoAccount, DemoNeighbourhood, DemoTown
from app.kernel.clock import amsterdam_day

_YEARS_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Register:
    """The ids of everything that households refer to, by the key that the town uses, and the two ends of its time.

    Nothing is written after ``now``: a town that is made early in the morning does not show what happens later that day.
    """

    organisations: dict[str, int]
    purposes: dict[tuple[str, str], int]
    accounts: dict[str, int]
    people: dict[str, DemoAccount]
    products: dict[str, tuple[int, str | None]]
    neighbourhoods: dict[str, DemoNeighbourhood]
    code_year: int
    today: dt.date
    now: dt.datetime
    #: When everybody began to work together here.
    opened: dt.datetime
    #: Meetings that are there already, by organisation and moment.
    meetings: dict[tuple[int, dt.datetime], int] = field(default_factory=dict)


def write_base(
    ledger: Ledger, town: DemoTown, *, password_hash: str, products: dict[str, tuple[int, str | None]], now: dt.datetime,
    today: dt.date,
) -> Register:  # fmt: skip
    """Writes organisations, purposes and accounts; gives the register that households are written with."""
    opened = amsterdam_day(today.replace(year=today.year - _YEARS_BEFORE, day=1))[0]
    organisations: dict[str, int] = {}
    purposes: dict[tuple[str, str], int] = {}
    for one in town.organisations:
        low, high = one.bandwidth or (None, None)
        key = ledger.put(
            "organisation", one.name, str(one.kind), one.contact_name, one.contact_phone, one.contact_email,
            one.kind in BSN_KINDS, low, high, opened, opened.date(),
        )  # fmt: skip
        organisations[one.key] = key
        for row in purposes_of(one.kind):
            purposes[one.key, row.code] = ledger.put(
                "purpose", key, row.code, row.name_nl, row.name_en, row.law, row.article, row.bsn_allowed, opened.date()
            )
    accounts = {
        one.key: ledger.put(
            "account", organisations[one.organisation], one.function, one.name, one.email, email_key(one.email), one.phone,
            password_hash, opened,
        )
        for one in town.accounts
    }  # fmt: skip
    return Register(
        organisations=organisations, purposes=purposes, accounts=accounts,
        people={one.key: one for one in town.accounts}, products=products,
        neighbourhoods={place.code: place for place in town.neighbourhoods}, code_year=town.code_year, today=today, now=now,
        opened=opened,
    )  # fmt: skip


def read_products(connection: Connection) -> dict[str, tuple[int, str | None]]:
    """Id and group of every product, by code."""
    rows = connection.execute("select code, id, product_group from product").fetchall()
    return {code: (key, group) for code, key, group in rows}
