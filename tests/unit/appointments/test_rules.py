"""When an appointment can be: days, hours, and the two nights on which the clock changes."""

import datetime as dt

import pytest

from app.appointments.rules import When, check_step, moments, next_weekday, usual_end
from app.kernel.clock import in_amsterdam
from app.kernel.errors import RuleBroken

NOW = dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)
SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)


def test_it_begins_on_a_weekday() -> None:
    assert next_weekday(dt.date(2026, 11, 20)) == dt.date(2026, 11, 23)
    assert next_weekday(dt.date(2026, 11, 23)) == dt.date(2026, 11, 24)


def test_it_takes_an_hour_also_past_midnight() -> None:
    assert usual_end(dt.time(10)) == dt.time(11)
    assert usual_end(dt.time(23, 30)) == dt.time(0, 30)


@pytest.mark.parametrize(
    ("day", "start", "end", "hours"),
    [
        (dt.date(2026, 6, 1), dt.time(23), dt.time(1, 30), 2.5),
        (dt.date(2026, 6, 1), dt.time(20), dt.time(8), 12),
        (dt.date(2026, 12, 31), dt.time(23, 30), dt.time(0), 0.5),
        # The night before the clock goes forward has one hour less, the one before it goes back one more.
        (SPRING - dt.timedelta(days=1), dt.time(20), dt.time(8), 11),
        (SPRING - dt.timedelta(days=1), dt.time(23), dt.time(3), 3),
        (AUTUMN - dt.timedelta(days=1), dt.time(20), dt.time(8), 13),
        (AUTUMN - dt.timedelta(days=1), dt.time(23), dt.time(4), 6),
        (SPRING, dt.time(23), dt.time(3), 4),
    ],
)
def test_an_end_before_the_beginning_is_of_the_next_day(
    day: dt.date, start: dt.time, end: dt.time, hours: float
) -> None:
    starts, ends = moments(When(day, start, end), now=NOW, already=False)
    assert in_amsterdam(ends).date() == day + dt.timedelta(days=1)
    assert (in_amsterdam(starts).time(), in_amsterdam(ends).time()) == (start, end)
    assert ends - starts == dt.timedelta(hours=hours)


def test_it_counts_in_amsterdam_in_winter_and_in_summer() -> None:
    for day, hour in ((dt.date(2026, 3, 28), 9), (SPRING, 8), (AUTUMN, 9)):
        starts, ends = moments(When(day, dt.time(10), dt.time(11)), now=NOW, already=False)
        assert (starts.hour, ends - starts) == (hour, dt.timedelta(hours=1))


@pytest.mark.parametrize(
    ("when", "already", "field"),
    [
        (When(SPRING, dt.time(2, 30), dt.time(4)), False, "start"),
        (When(SPRING, dt.time(1, 30), dt.time(2, 30)), False, "end"),
        (When(AUTUMN, dt.time(10), dt.time(10)), False, "end"),
        (When(AUTUMN, dt.time(20), dt.time(8, 1)), False, "end"),
        (When(AUTUMN, dt.time(11), dt.time(10)), False, "end"),
        (When(SPRING - dt.timedelta(days=1), dt.time(23), dt.time(2, 30)), False, "end"),
        (When(dt.date(2026, 3, 19), dt.time(10), dt.time(11)), False, "already"),
        (When(dt.date(2026, 3, 21), dt.time(10), dt.time(11)), True, "already"),
        (When(dt.date(2036, 1, 1), dt.time(10), dt.time(11)), False, "day"),
        (When(dt.date(2006, 1, 1), dt.time(10), dt.time(11)), True, "day"),
    ],
)
def test_it_says_at_which_field_it_goes_wrong(when: When, already: bool, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        moments(when, now=NOW, already=already)
    assert refused.value.field == field


def test_it_knows_who_came_only_after_it_began() -> None:
    check_step("asked", "did_not_come", started=True, named=False)
    for step, field in ((("asked", "did_not_come", False, False), "state"), (("came", "coming", True, True), "state")):
        old, new, started, named = step
        with pytest.raises(RuleBroken) as refused:
            check_step(old, new, started=started, named=named)
        assert refused.value.field == field
    with pytest.raises(RuleBroken) as refused:
        check_step("asked", "came", started=True, named=False)
    assert refused.value.field == "who"
