"""How long, how far ahead, and who: the laws of giving access, and that the database knows the same functions."""

import datetime as dt
import re
from pathlib import Path

import pytest

from app.access.vocabulary import ORGANISATION_WIDE, WITHOUT_HOUSEHOLDS
from app.db import policies
from app.sharing import rules
from app.sharing.wanted import Wanted

TODAY = dt.date(2026, 11, 22)
SQL = Path(policies.SQL / "sharing.sql").read_text()


@pytest.mark.parametrize(
    ("days", "wrong"), [(None, True), (-1, True), (0, False), (183, False), (366, False), (367, True)]
)
def test_a_last_day_is_from_today_and_at_most_a_year_ahead(days: int | None, wrong: bool) -> None:
    until = None if days is None else TODAY + dt.timedelta(days=days)
    assert rules.day_problem(until, TODAY) is wrong


def test_what_follows_ends_half_a_year_after_the_old_end() -> None:
    assert rules.renewed_until(dt.date(2026, 12, 1)) == dt.date(2027, 6, 2)


def _functions(after: str) -> set[str]:
    """The functions that the SQL lists behind these words."""
    found = re.search(re.escape(after) + r"\s*\(([^)]*)\)", SQL)
    assert found is not None
    return set(re.findall(r"'(\w+)'", found[1]))


def test_the_database_knows_the_same_functions() -> None:
    assert _functions("when 'emergency' then who.function in") == rules.EMERGENCY
    assert _functions("or who.function not in") == rules.KNOCKERS
    assert "when 'doorstep' then who.function = 'generalist'" in SQL
    assert {"generalist"} == rules.DOORSTEP


def test_nobody_without_households_of_their_own_lets_themselves_in_or_knocks() -> None:
    others = ORGANISATION_WIDE | WITHOUT_HOUSEHOLDS | {"resident", "co_resident", "young_person", "network_person"}
    assert not (rules.KNOCKERS | rules.EMERGENCY | rules.DOORSTEP) & (others | {"volunteer", "caretaker"})


def test_a_question_says_nothing_of_how_it_was_typed() -> None:
    one = Wanted("samira el amrani, 04-05-1988", "elamrani|samira", dt.date(1988, 5, 4), "", None)
    other = Wanted("Samira El Amrani, 4 mei", "elamrani|samira", dt.date(1988, 5, 4), "", None)
    assert one.words() == other.words()
    assert "04-05" not in one.words()
