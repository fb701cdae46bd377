"""Laws of the plan: money to the cent, what two parties share, days that cannot be, and the next contact on low flame."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plan.forms.euros import read_euros
from app.plan.rules import DateProblem, Paid, next_contact, overlaps, own_plan_offered, past_problem, pool, yearly
from app.plan.words import OWN_PLANS

TODAY = dt.date(2026, 11, 22)
CENTS = st.decimals(min_value="0.01", max_value="999999.99", places=2)


def paid(amount: str, period: str = "month", start: int = 0, end: int | None = None) -> Paid:
    until = None if end is None else TODAY + dt.timedelta(days=end)
    return Paid(Decimal(amount), period, TODAY + dt.timedelta(days=start), until)


def test_one_pot_counts_what_runs_today_over_a_whole_year() -> None:
    pot = pool([paid("100.10"), paid("0.07", "week"), paid("12", "year"), paid("50", "once")], TODAY)
    assert (pot.a_year, pot.once) == (Decimal("1216.84"), Decimal(50))


@pytest.mark.parametrize(
    ("line", "counts"), [(paid("1", start=1), False), (paid("1", start=-9, end=-1), False), (paid("1", end=0), True)]
)
def test_what_is_over_or_still_to_come_does_not_count(line: Paid, counts: bool) -> None:
    assert (pool([line], TODAY).a_year > 0) is counts


@given(st.lists(st.tuples(CENTS, st.sampled_from(["week", "month", "year", "once"])), max_size=20))
def test_no_cent_is_lost(lines: list[tuple[Decimal, str]]) -> None:
    pot = pool([Paid(amount, period, TODAY, None) for amount, period in lines], TODAY)
    cents = sum(int(amount * 100) * {"week": 52, "month": 12, "year": 1, "once": 1}[period] for amount, period in lines)
    assert int((pot.a_year + pot.once) * 100) == cents


def test_what_is_paid_once_has_no_yearly_amount() -> None:
    assert yearly(paid("5", "once")) is None


def test_interests_overlap_where_two_parties_name_the_same() -> None:
    named = [("het huishouden", ["housing", "money"]), ("Woonstede", ["housing"]), ("School", ["school"])]
    assert overlaps(named) == {"housing": ["het huishouden", "Woonstede"]}


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (None, DateProblem.MISSING),
        (TODAY + dt.timedelta(days=1), DateProblem.AHEAD),
        (dt.date(1900, 1, 1), DateProblem.TOO_FAR),
        (TODAY, None),
    ],
)
def test_what_happened_happened_today_or_before(day: dt.date | None, problem: DateProblem | None) -> None:
    assert past_problem(day, TODAY) == problem


def test_the_last_contact_on_low_flame_is_on_its_last_day() -> None:
    assert next_contact(TODAY, 6, TODAY + dt.timedelta(days=400)) == TODAY + dt.timedelta(weeks=6)
    assert next_contact(TODAY, 6, TODAY + dt.timedelta(days=9)) == TODAY + dt.timedelta(days=9)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1250,50", 125050),
        ("1.250,50", 125050),
        ("€ 1250", 125000),
        ("12.50", 1250),
        ("1.250", 125000),
        ("1,250.50", 125050),
        ("7,5", 750),
        ("80,-", 8000),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, cents: int) -> None:
    assert read_euros(typed) * 100 == cents


@pytest.mark.parametrize("typed", ["veel", "-5", "1,234", "1.2.3", "1e9", "NaN", "١٢", "12,345.678", ""])
def test_what_is_no_amount_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="Dit is geen bedrag"):
        read_euros(typed)


@given(CENTS)
def test_what_was_written_is_what_is_read(amount: Decimal) -> None:
    dutch = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    assert read_euros(dutch) == amount


@pytest.mark.parametrize("kind", sorted(OWN_PLANS))
def test_every_kind_of_own_plan_is_one_and_somebody_who_helps_is_none(kind: str) -> None:
    assert own_plan_offered(["client_supporter", kind]) is (kind != "client_supporter")
    assert not own_plan_offered([])
