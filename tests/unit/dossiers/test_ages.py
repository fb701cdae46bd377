"""Who decides at which age."""

import datetime as dt

import pytest

from app.dossiers.ages import Age, age_of

D = dt.date


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        (D(2014, 11, 23), D(2026, 11, 22), Age.CHILD),
        (D(2014, 11, 22), D(2026, 11, 22), Age.TWELVE),
        (D(2010, 11, 23), D(2026, 11, 22), Age.TWELVE),
        (D(2010, 11, 22), D(2026, 11, 22), Age.SIXTEEN),
        (D(2008, 11, 23), D(2026, 11, 22), Age.SIXTEEN),
        (D(2008, 11, 22), D(2026, 11, 22), Age.ADULT),
    ],
)
def test_on_the_birthday_itself(born: dt.date, today: dt.date, age: Age) -> None:
    assert age_of(born.replace(year=born.year + 18), today) is age


def test_an_unknown_age_counts_as_of_age() -> None:
    assert age_of(None, D(2026, 11, 22)) is Age.ADULT
