"""Waterstad as a whole: `town(households, seed, today)` gives organisations and accounts at once and households one
by one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.cli.demo.generator import Setting, household
from app.cli.demo.household import Home
from app.cli.demo.people import accounts, organisations
from app.cli.demo.place import CODE_YEAR, NEIGHBOURHOODS, TOWN, TOWN_CODE
from app.cli.demo.scribe import Cast
from app.cli.demo.shapes import DemoHousehold, DemoTown
from app.cli.demo.stories import STORIES


def town(households: int, seed: int, today: dt.date) -> DemoTown:
    """The town with so many households: the named stories first, then generated ones.

    The same three arguments give the same town, always. Raises ValueError when there is no household to make.
    """
    if households < 1:
        raise ValueError("a town has at least one household")
    setting = _setting(households, seed, today)
    return DemoTown(
        TOWN, TOWN_CODE, CODE_YEAR, NEIGHBOURHOODS, organisations(), tuple(setting.cast.accounts.values()), households,
        _households(setting),
    )  # fmt: skip


def _setting(households: int, seed: int, today: dt.date) -> Setting:
    people = accounts(households)
    cast = Cast({account.key: account for account in people}, {row.key: row.kind for row in organisations()})
    by_function: dict[str, list[str]] = {}
    by_team: dict[str, list[str]] = {}
    for account in people:
        by_function.setdefault(account.function, []).append(account.key)
        if account.function == "generalist":
            by_team.setdefault(account.organisation, []).append(account.key)
    return Setting(
        cast, {key: tuple(found) for key, found in by_function.items()},
        {key: tuple(found) for key, found in by_team.items()}, seed, today, households,
    )  # fmt: skip


def _households(setting: Setting) -> Iterator[DemoHousehold]:
    for number, write in enumerate(STORIES.values(), start=1):
        if number <= setting.households:
            yield write(setting.cast, setting.today, Home(number, setting.households))
    for number in range(len(STORIES) + 1, setting.households + 1):
        yield household(setting, number)
