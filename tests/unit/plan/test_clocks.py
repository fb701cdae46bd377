"""The clocks of a plan: the days of the law for each phase, and beside them the days that were agreed on."""

import datetime as dt
from collections import namedtuple

import pytest

from app.plan.presenters.course import Agreed, ClockView, agreed_days, clocks
from app.web.i18n import day

REPORTED, BEGAN = dt.date(2026, 1, 1), dt.date(2026, 1, 20)
Said = namedtuple("Said", "kind answer")  # noqa: PYI024 - as the driver makes a row


def found(phase: str, *said: Said, flame: dt.date | None = None, today: dt.date = BEGAN) -> dict[str, ClockView]:
    views = clocks(phase=phase, began=BEGAN, reported=REPORTED, own_plans=said, flame_until=flame, today=today)
    return {view.what: view for view in views}


@pytest.mark.parametrize("phase", ["intake", "exploration"])
def test_the_enquiry_takes_six_weeks_and_an_own_plan_seven_days_from_the_report(phase: str) -> None:
    views = found(phase)
    assert list(views) == ["Eigen plan ontvangen", "Onderzoek klaar"]
    assert views["Onderzoek klaar"].due.startswith(day(dt.date(2026, 2, 12)))
    assert "6 weken" in views["Onderzoek klaar"].law
    assert views["Eigen plan ontvangen"].due.startswith(day(dt.date(2026, 1, 8)))
    assert "2.3.2" in views["Eigen plan ontvangen"].law


def test_the_decision_takes_two_weeks_from_the_application() -> None:
    views = found("plan")
    assert list(views) == ["Besluit op de aanvraag"]
    assert views["Besluit op de aanvraag"].due.startswith(day(dt.date(2026, 2, 3)))


@pytest.mark.parametrize("phase", ["in_progress", "reopened", "closed"])
def test_no_law_counts_in_the_other_phases(phase: str) -> None:
    assert found(phase) == {}


@pytest.mark.parametrize(("days", "state"), [(42, "open"), (43, "late")])
def test_a_clock_is_late_the_day_after(days: int, state: str) -> None:
    today = REPORTED + dt.timedelta(days=days)
    assert found("exploration", today=today)["Onderzoek klaar"].state == state


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (Said("personal_plan", "received"), "done"),
        (Said("family_group_plan", "declined"), "done"),
        (Said("personal_plan", "later"), "late"),
        (Said("client_supporter", "received"), "late"),
    ],
)
def test_the_clock_of_the_own_plan_stops_at_an_answer_about_a_plan(said: Said, state: str) -> None:
    assert found("intake", said)["Eigen plan ontvangen"].state == state


def test_a_low_flame_ends_on_the_day_that_was_agreed_and_else_after_a_year() -> None:
    until = dt.date(2026, 5, 1)
    agreed = found("low_flame", flame=until)["Einde van de waakvlam"]
    assert agreed.due.startswith(day(until))
    assert agreed.law == "Afgesproken bij de waakvlam"
    nobody = found("low_flame")["Einde van de waakvlam"]
    assert nobody.due.startswith(day(dt.date(2027, 1, 20)))
    assert "hooguit een jaar" in nobody.law


def test_a_day_far_away_is_said_once_and_a_near_one_as_so_many_days_too() -> None:
    due = dt.date(2026, 2, 3)
    assert found("plan", today=due - dt.timedelta(days=5))["Besluit op de aanvraag"].due == f"{day(due)} (over 5 dagen)"
    assert found("plan", today=due - dt.timedelta(days=90))["Besluit op de aanvraag"].due == day(due)


def test_agreed_days_stand_in_order_with_where_they_were_agreed() -> None:
    agreed = Agreed(
        withdraw_on=dt.date(2026, 2, 1),
        look_back_on=dt.date(2026, 3, 1),
        evaluations=((dt.date(2026, 4, 1), "Slapen"), (dt.date(2026, 1, 19), "Huur")),
    )
    views = agreed_days(agreed, BEGAN)
    assert [(view.what, view.law, view.state) for view in views] == [
        ("Kijken hoe het gaat", "Huur", "late"),
        ("De professionals trekken zich terug", "Afgesproken bij het kijken naar het netwerk", "open"),
        ("Terugkijken op hoe het loopt", "Afgesproken bij Fase en planning", "open"),
        ("Kijken hoe het gaat", "Slapen", "open"),
    ]
    assert agreed_days(Agreed(None, None, ()), BEGAN) == ()
