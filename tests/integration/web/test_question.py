"""Questions asked straight through the driver behave as the session's other statements do."""

import datetime as dt

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.db.driver import array, overheard
from app.db.question import Question
from app.db.session import act_as, db
from app.web.guard import SchakelFlask
from tests.world import World


def test_a_row_has_names_and_can_be_kept(app: SchakelFlask) -> None:
    with app.app_context():
        row = Question(
            "select 1 as one, array[2, 3]::bigint[] as some, null::text[] as none, date '2026-11-22' as day"
        ).rows()[0]
    assert (row.one, row.some, row.none, row.day) == (1, (2, 3), None, dt.date(2026, 11, 22))
    assert hash(row) == hash(tuple(row))


def test_values_go_in_as_values(app: SchakelFlask) -> None:
    question = Question(
        "select cast(:words as text) || '%' as words, :numbers::bigint[] as numbers, cast(:none as bigint[]) as none"
    )
    with app.app_context():
        row = question.rows(words="'; drop table note; -- %s :words", numbers=[3, 4], none=[])[0]
    assert row.words == "'; drop table note; -- %s :words%"
    assert row.numbers == (3, 4)
    assert row.none == ()


def test_nothing_found_is_none(app: SchakelFlask) -> None:
    with app.app_context():
        assert Question("select 1 where false").row() is None
        assert Question("select 1 where false").rows() == []


def test_it_asks_as_whoever_the_session_is(app: SchakelFlask, world: World) -> None:
    with app.app_context():
        act_as(None)
        with pytest.raises(DBAPIError, match="no principal"):
            Question("select id from note").rows()


def test_a_refusal_tells_nothing_of_what_was_asked(app: SchakelFlask) -> None:
    with app.app_context():
        with pytest.raises(DBAPIError) as refused:
            Question("select cast(:secret as bigint)").rows(secret="Jansen")
        assert "Jansen" not in str(refused.value.params)


def test_a_broken_connection_is_not_used_again(app: SchakelFlask) -> None:
    with app.app_context():
        here = db.session.connection()
        pid = Question("select pg_backend_pid() as pid").rows()[0].pid
        driver = here.connection.driver_connection
        assert driver is not None
        driver.close()
        with pytest.raises(DBAPIError):
            Question("select 1").rows()
        db.session.rollback()
        assert Question("select pg_backend_pid() as pid").rows()[0].pid != pid


def test_what_was_asked_can_be_counted(app: SchakelFlask) -> None:
    heard: list[str] = []
    with app.app_context():
        connection: Connection = db.session.connection()
        with overheard(connection, lambda statement, _values: heard.append(statement)):
            Question("select 1 as direct").rows()
            connection.execute(text("select 2 as mapped"))
        Question("select 3 as late").rows()
    assert heard == ["select 1 as direct", "select 2 as mapped"]


def test_numbers_are_written_as_the_database_writes_an_array() -> None:
    assert array([1, None, 3]) == "{1,NULL,3}"
    assert array([]) == "{}"
