"""What tells a small win from a step and a quick fix, and when the page asks what did go well."""

import datetime as dt

import pytest

from app.wins.rules import ALL, OLDEST_DAYS, day_is_possible, is_silent, kind_of
from app.wins.words import CRITERIA

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("criteria", "kind"),
    [
        ((), "unweighed"),
        (tuple(ALL), "win"),
        (tuple(ALL - {"valued"}), "step"),
        (("done",), "fix"),
        (("done", "small", "valued"), "fix"),
        (("done", "deep"), "step"),
        (("done", "frictional"), "step"),
        (("small",), "step"),
    ],
)
def test_it_tells_a_win_from_a_step_and_a_quick_fix(criteria: tuple[str, ...], kind: str) -> None:
    assert kind_of(criteria) == kind


def test_it_asks_about_the_same_six_as_it_weighs() -> None:
    assert frozenset(CRITERIA) == ALL


@pytest.mark.parametrize(("days", "silent"), [(0, False), (59, False), (60, True), (400, True)])
def test_it_asks_what_went_well_after_sixty_days(days: int, silent: bool) -> None:
    assert is_silent(TODAY - dt.timedelta(days=days), TODAY) is silent


def test_it_asks_when_nothing_was_ever_written_down() -> None:
    assert is_silent(None, TODAY)


def test_it_takes_a_day_that_has_been_and_one_that_stood_there() -> None:
    assert day_is_possible(TODAY, TODAY)
    assert not day_is_possible(TODAY + dt.timedelta(days=1), TODAY)
    old = TODAY - dt.timedelta(days=OLDEST_DAYS + 1)
    assert not day_is_possible(old, TODAY)
    assert day_is_possible(old, TODAY, kept=old)
