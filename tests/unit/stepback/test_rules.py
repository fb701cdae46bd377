"""How carrying is counted, when a stance is asked about, and when a network stands."""

import datetime as dt

import pytest

from app.dossiers.themes import THEMES
from app.interventions.stances import STANCES
from app.stepback.rules import (
    STANCE_WEIGHTS,
    Carry,
    Stability,
    asks_about,
    load_of,
    withdrawal_is_possible,
)
from app.stepback.words import SIGNS

TODAY = dt.date(2026, 11, 22)


def test_it_adds_up_open_and_done_apart() -> None:
    load = load_of(
        [
            Carry(1, "resident", 1, done=True),
            Carry(1, "resident", 1, done=False),
            Carry(None, "network", 1, done=True),
            Carry(1, "professional", 3, done=False),
        ]
    )
    assert load.open == {"resident": 1, "network": 0, "professional": 3}
    assert load.done == {"resident": 1, "network": 1, "professional": 0}
    assert load.points == {"resident": 2, "network": 1, "professional": 3}


def test_every_stance_has_a_weight_and_letting_go_weighs_nothing() -> None:
    assert set(STANCE_WEIGHTS) == set(STANCES)
    assert list(STANCE_WEIGHTS.values()) == sorted(STANCE_WEIGHTS.values(), reverse=True)
    assert STANCE_WEIGHTS["let_go"] == 0


@pytest.mark.parametrize(
    ("stances", "asks"),
    [
        ([], False),
        (["take_over"] * 2, False),
        (["take_over"] * 3, True),
        (["see_to_it"] * 3 + ["take_over"], True),
        (["take_over", "take_over", "do_together"], False),
        (["let_go"] * 3, False),
        (["available"] * 5, False),
    ],
)
def test_it_asks_after_three_times_the_same(stances: list[str], asks: bool) -> None:
    assert asks_about(stances) is asks


@pytest.mark.parametrize(
    ("found", "stands"),
    [
        (Stability(3, met_without=True, survived_conflict=True, backup_known=True), True),
        (Stability(2, met_without=True, survived_conflict=True, backup_known=True), False),
        (Stability(9, met_without=False, survived_conflict=True, backup_known=True), False),
        (Stability(9, met_without=True, survived_conflict=False, backup_known=True), False),
        (Stability(9, met_without=True, survived_conflict=True, backup_known=False), False),
    ],
)
def test_a_network_stands_when_all_four_signs_are_there(found: Stability, stands: bool) -> None:
    assert found.stands() is stands
    assert set(found.signs()) == set(SIGNS)


def test_nobody_withdraws_yesterday() -> None:
    assert withdrawal_is_possible(None, TODAY)
    assert withdrawal_is_possible(TODAY, TODAY)
    assert not withdrawal_is_possible(TODAY - dt.timedelta(days=1), TODAY)
    assert not withdrawal_is_possible(TODAY + dt.timedelta(days=400), TODAY)


def test_a_theme_is_a_word_about_a_neighbourhood_in_both_languages() -> None:
    assert all(nl and en for nl, en in THEMES.values())
