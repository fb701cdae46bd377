"""Who may lift secrecy, by age."""

import datetime as dt

import pytest

from app.dossiers.sharing_words import GIVEN_BY
from app.sharing.rules import may_lift

D = dt.date
TODAY = D(2026, 11, 22)


@pytest.mark.parametrize(
    ("adult_on", "who"),
    [
        (None, {"self", "representative"}),
        (D(2020, 1, 1), {"self", "representative"}),
        (D(2026, 11, 22), {"self", "representative"}),
        (D(2026, 11, 23), {"self"}),
        (D(2028, 11, 22), {"self"}),
        (D(2028, 11, 23), {"both"}),
        (D(2032, 11, 22), {"both"}),
        (D(2032, 11, 23), {"authority"}),
        (D(2044, 2, 29), {"authority"}),
    ],
)
def test_at_each_age(adult_on: dt.date | None, who: set[str]) -> None:
    assert {given_by for given_by in GIVEN_BY if may_lift(given_by, adult_on, TODAY)} == who
