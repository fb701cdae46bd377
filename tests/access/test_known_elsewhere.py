"""Asking whether a household is known elsewhere: with a reason, in the log, and not for a whole neighbourhood."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.db.session import db
from app.dossiers.queries.elsewhere import BY_LIST, Question, TooMuchAsked, ask_elsewhere
from app.kernel.names import name_key, parse_name
from tests.world import World

Acting = Callable[[str], None]
HERE = Question(7, "", None, "9999ZZ", 14)


def door(number: int, postcode: str = "9998AA") -> Question:
    """A door that nobody knows."""
    return Question(number, "", None, postcode, number)


def test_it_says_whom_to_ask_and_the_log_says_why(acting: Acting, world: World) -> None:
    acting("tess")
    found = ask_elsewhere([HERE, door(3)], why="aangemeld bij ons")
    assert [team.organisation for team in found[7]] == ["Organisatie area_team"]
    assert list(found) == [7]
    db.session.commit()
    acting("privacy_officer")
    line = db.session.execute(
        text(
            "select account_id, outcome, rule, session_id is not null from access_log where reason = 'aangemeld bij ons'"
        )
    ).one()
    assert tuple(line) == (world.accounts["tess"], "ok", "2 asked", True)


def test_it_wants_a_reason(acting: Acting) -> None:
    acting("tess")
    with pytest.raises(DBAPIError, match="needs a reason"):
        ask_elsewhere([HERE], why=" ")


def test_after_sixty_in_an_hour_it_says_that_it_is_too_much(acting: Acting) -> None:
    acting("tess")
    for _again in range(3):
        ask_elsewhere([door(number) for number in range(1, 31)], why="x")
    for number in range(31, 61):
        ask_elsewhere([door(number)], why="x")
    with pytest.raises(TooMuchAsked):
        ask_elsewhere([HERE], why="over")
    assert ask_elsewhere([door(60)], why="x") == {}, "the same question does not count again"
    db.session.commit()
    acting("omar")
    assert ask_elsewhere([door(1)], why="x") == {}, "everybody has a bound of their own"
    acting("privacy_officer")
    outcome = db.session.execute(text("select outcome from access_log where reason = 'over'")).scalar_one()
    assert outcome == "denied"


def test_a_list_has_its_own_bound(acting: Acting) -> None:
    acting("tess")
    whole = [door(number) for number in range(1, 601)]
    assert ask_elsewhere(whole, why="import", way=BY_LIST) == {}
    with pytest.raises(TooMuchAsked):
        ask_elsewhere([HERE], why="import", way=BY_LIST)
    assert 7 in ask_elsewhere([HERE], why="x")


def test_nobody_but_a_generalist_gets_an_answer(acting: Acting) -> None:
    for name in ("housing_officer", "coordinator", "administrator", "resident"):
        acting(name)
        assert ask_elsewhere([HERE], why="x") == {}


@pytest.mark.parametrize(
    "circumstance", ["select sec.set_closed(:dossier, true)", "update household_address set protected = true"]
)
def test_a_sensitive_household_is_as_if_it_were_not_there(acting: Acting, world: World, circumstance: str) -> None:
    born, key = dt.date(1988, 5, 4), name_key(parse_name("Samira El Amrani"))
    asked = [HERE, Question(8, key, born, "", None)]
    acting("tess")
    assert set(ask_elsewhere(asked, why="x")) == {7, 8}
    acting("noor")
    db.session.execute(text(circumstance), {"dossier": world.dossier} if ":dossier" in circumstance else {})
    db.session.commit()
    acting("tess")
    assert ask_elsewhere(asked, why="x") == {}
