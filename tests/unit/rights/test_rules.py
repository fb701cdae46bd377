"""By when a request is answered, and what can be done with it."""

import datetime as dt

import pytest

from app.rights.rules import due_on, is_received, next_steps, read_quarter

D = dt.date


@pytest.mark.parametrize(
    ("received", "extended", "due"),
    [
        (D(2026, 11, 22), False, D(2026, 12, 22)),
        (D(2026, 1, 31), False, D(2026, 2, 28)),
        (D(2028, 1, 31), False, D(2028, 2, 29)),
        (D(2026, 12, 15), False, D(2027, 1, 15)),
        (D(2026, 11, 30), True, D(2027, 2, 28)),
        (D(2026, 9, 30), True, D(2026, 12, 30)),
    ],
)
def test_a_month_or_three(received: dt.date, extended: bool, due: dt.date) -> None:
    assert due_on(received, extended=extended) == due


def test_it_came_in_today_or_before() -> None:
    assert is_received(D(2026, 11, 22), D(2026, 11, 22))
    assert not is_received(D(2026, 11, 23), D(2026, 11, 22))
    assert not is_received(D(2025, 11, 20), D(2026, 11, 22))


def test_more_time_is_said_in_the_first_month_and_once() -> None:
    assert "extend" in next_steps(decided=False, done=False, extended=False, in_time=True)
    assert "extend" not in next_steps(decided=False, done=False, extended=False, in_time=False)
    assert "extend" not in next_steps(decided=False, done=False, extended=True, in_time=True)
    assert next_steps(decided=True, done=False, extended=True, in_time=True) == ("done",)
    assert next_steps(decided=True, done=True, extended=False, in_time=True) == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-2", "2026-2"),
        ("", "2026-3"),
        ("2027-1", "2026-3"),
        ("2026-4", "2026-4"),
        ("x-9", "2026-3"),
        ("0000-1", "2026-3"),
    ],
)
def test_the_quarter_of_a_letter_is_the_last_whole_one_unless_another_is_named(typed: str, code: str) -> None:
    assert read_quarter(typed, D(2026, 11, 22)).code == code
