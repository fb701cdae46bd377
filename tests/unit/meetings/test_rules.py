"""Time per household, days that can be agreed, and when there is much for one household."""

import datetime as dt

from app.dossiers.queries.busy import Burden
from app.meetings.rules import day_is_possible, planned_starts

TODAY = dt.date(2026, 11, 22)


def test_each_household_has_its_time() -> None:
    begins = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
    assert [start.minute for start in planned_starts(begins, 15, 4)] == [0, 15, 30, 45]


def test_nothing_is_agreed_for_yesterday_but_what_stood_there_may_stay() -> None:
    yesterday = TODAY - dt.timedelta(days=1)
    assert day_is_possible(TODAY, TODAY)
    assert not day_is_possible(yesterday, TODAY)
    assert day_is_possible(yesterday, TODAY, yesterday)
    assert not day_is_possible(None, TODAY)
    assert not day_is_possible(TODAY + dt.timedelta(days=367), TODAY)


def test_it_is_much_above_the_level_of_the_team_and_not_at_it() -> None:
    at_level = Burden(professionals=4, visits=8, letters=4, most_professionals=4, most_contacts=3)
    assert (at_level.contacts_a_week, at_level.many_people, at_level.many_contacts) == (3.0, False, False)
    above = Burden(professionals=5, visits=9, letters=4, most_professionals=4, most_contacts=3)
    assert (above.contacts_a_week, above.many_people, above.many_contacts) == (3.2, True, True)
