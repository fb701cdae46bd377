"""From when on the lines have crossed."""

import datetime as dt

from app.stepback.quarters import Quarter, crossed_in


def _quarters(*pairs: tuple[int | None, int | None]) -> list[Quarter]:
    days = [dt.date(2025 + (2 + number) // 4, (2 + number) % 4 * 3 + 1, 1) for number in range(len(pairs))]
    return [
        Quarter(day, network, professionals, None) for day, (network, professionals) in zip(days, pairs, strict=True)
    ]


def test_it_says_when_the_lines_crossed_for_good() -> None:
    quarters = _quarters((0, 5), (3, 2), (1, 3), (4, 2), (5, 1))
    assert crossed_in(quarters) == quarters[3].begins
    assert crossed_in(_quarters((0, 5), (2, 2))) is None
    assert crossed_in(_quarters((None, None))) is None


def test_a_quarter_that_is_held_back_breaks_nothing() -> None:
    quarters = _quarters((1, 4), (None, None), (5, 2))
    assert crossed_in(quarters) == quarters[2].begins
