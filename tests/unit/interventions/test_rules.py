"""The table of legal steps, the dates that are possible, and when the pause is due."""

import datetime as dt

import pytest

from app.interventions.rules import (
    DateProblem,
    Status,
    closing_problem,
    end_problem,
    may_become,
    needs_pause,
    next_steps,
    start_problem,
)

TODAY = dt.date(2026, 11, 22)
DAY = dt.timedelta(days=1)

LEGAL = {
    ("awaiting", "planned"),
    ("awaiting", "active"),
    ("awaiting", "done"),
    ("awaiting", "withdrawn"),
    ("planned", "active"),
    ("planned", "stopped"),
    ("planned", "withdrawn"),
    ("active", "done"),
    ("active", "stopped"),
    ("active", "withdrawn"),
    ("done", "withdrawn"),
    ("stopped", "withdrawn"),
}


@pytest.mark.parametrize("now", list(Status))
@pytest.mark.parametrize("then", list(Status))
def test_it_allows_exactly_the_steps_of_the_table(now: Status, then: Status) -> None:
    assert may_become(now, then) is ((now, then) in LEGAL)
    assert (then in next_steps(now)) is ((now, then) in LEGAL)


def test_it_refuses_words_that_it_does_not_know() -> None:
    assert not may_become("active", "gone")
    assert not may_become("gone", "active")
    assert next_steps("gone") == ()


@pytest.mark.parametrize(
    ("status", "start", "problem"),
    [
        ("planned", None, None),
        ("planned", TODAY, None),
        ("planned", TODAY - DAY, DateProblem.PASSED),
        ("planned", dt.date(2126, 1, 1), DateProblem.TOO_FAR),
        ("active", None, DateProblem.MISSING),
        ("active", TODAY, None),
        ("active", TODAY + DAY, DateProblem.IN_FUTURE),
        ("active", dt.date(1026, 1, 1), DateProblem.TOO_FAR),
        ("done", TODAY + DAY, DateProblem.IN_FUTURE),
    ],
)
def test_it_knows_which_beginnings_are_possible(
    status: str, start: dt.date | None, problem: DateProblem | None
) -> None:
    assert start_problem(status, start, TODAY) is problem


def test_it_knows_which_ends_are_possible() -> None:
    assert end_problem(TODAY, None, TODAY) is None
    assert end_problem(None, TODAY - DAY, TODAY) is None
    assert end_problem(TODAY, TODAY - DAY, TODAY) is DateProblem.BEFORE_START
    assert closing_problem(TODAY - DAY, TODAY, TODAY) is None
    assert closing_problem(TODAY, None, TODAY) is DateProblem.MISSING
    assert closing_problem(TODAY, TODAY + DAY, TODAY) is DateProblem.IN_FUTURE
    assert closing_problem(TODAY, TODAY - DAY, TODAY) is DateProblem.BEFORE_START


def test_it_asks_the_pause_before_each_step_of_enforcement_once() -> None:
    assert needs_pause(strand="enforcement", is_step=True, paused=False)
    assert not needs_pause(strand="enforcement", is_step=True, paused=True)
    assert not needs_pause(strand="enforcement", is_step=False, paused=False)
    assert not needs_pause(strand="care", is_step=True, paused=False)
