"""What is told, and to whom: nothing small, nothing that is not over, and nothing to who may not count."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.insight.rules import COUNTERS
from app.kernel.clock import today_in_amsterdam
from tests.integration.insight.conftest import MOLENHOEK, SINGEL, TERP, Scene
from tests.world import PEOPLE


def test_nine_households_are_not_told_and_ten_are(scene: Scene) -> None:
    scene.many(9, "care", MOLENHOEK)
    scene.count()
    scene.asks_as("coordinator")
    assert scene.told() == {}
    assert scene.told(level="town") == {("", ""): None}
    scene.many(1, "care", MOLENHOEK)
    scene.count()
    assert scene.told() == {(MOLENHOEK, ""): 10}


def test_the_rest_of_a_town_is_not_a_small_neighbourhood(scene: Scene) -> None:
    scene.many(40, "care", TERP)
    scene.many(9, "care", MOLENHOEK)
    scene.count()
    scene.asks_as("coordinator")
    assert scene.told(level="town") == {("", ""): 49}
    assert scene.told(level="district") == {("WK888801", ""): None, ("WK888802", ""): None}
    assert scene.told() == {}


def test_a_hundred_percent_does_not_say_of_what(scene: Scene) -> None:
    scene.many(30, "care")
    scene.count()
    scene.asks_as("coordinator")
    assert scene.told() == {(MOLENHOEK, ""): 30}


def test_the_strands_are_told_when_each_is_enough(scene: Scene) -> None:
    for strand in ("care", "enforcement", "activation"):
        scene.many(11, strand)
    scene.count()
    scene.asks_as("coordinator")
    assert scene.told() == {
        (MOLENHOEK, ""): 33, (MOLENHOEK, "care"): 11, (MOLENHOEK, "enforcement"): 11, (MOLENHOEK, "activation"): 11,
    }  # fmt: skip


def test_a_small_neighbourhood_takes_another_one_along(scene: Scene) -> None:
    scene.many(30, "care", MOLENHOEK)
    scene.many(4, "care", SINGEL)
    scene.count()
    scene.asks_as("coordinator")
    assert scene.told() == {(MOLENHOEK, ""): None, (SINGEL, ""): None}
    assert scene.told(level="district")["WK888801", ""] == 34


def test_a_period_that_is_not_over_is_not_told(scene: Scene) -> None:
    today = today_in_amsterdam()
    scene.many(40, "care", day=today)
    scene.count()
    scene.asks_as("coordinator")
    for span, first in (("month", today.replace(day=1)), ("year", today.replace(month=1, day=1))):
        assert scene.told(span=span, day=first, level="town") == {}


def test_households_are_told_in_whole_tens(scene: Scene) -> None:
    scene.many(37, "care")
    scene.count()
    rows = scene.driver.execute(
        "select distinct homes % 10, persons % 10 from insight.told where number is not null"
    ).fetchall()
    assert rows == [(0, 0)]


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_only_who_may_count_is_told_anything(scene: Scene, name: str) -> None:
    for strand in ("care", "enforcement", "activation"):
        scene.many(15, strand)
    scene.count()
    scene.asks_as(name)
    told = scene.told()
    function = PEOPLE[name][0]
    if function not in COUNTERS:
        assert told == {}
        assert scene.line.execute(text("select count(*) from sec.insight_places()")).scalar_one() == 0
        assert scene.line.execute(text("select sec.insight_counted_at()")).scalar_one() is None
        assert scene.line.execute(text("select count(*) from sec.insight_organisations()")).scalar_one() == 0
        assert scene.line.execute(text("select strands from sec.insight_scope('')")).scalar_one() == []
    elif function == "community_worker":
        assert told == {(MOLENHOEK, "activation"): 15}, "of the matrix: activation and nothing else, also no total"
    else:
        assert len(told) == 4


def test_the_counters_are_those_of_the_matrix() -> None:
    assert {"coordinator", "analyst", "community_worker"} == COUNTERS


def test_an_organisation_sees_its_own_part_and_no_other(scene: Scene) -> None:
    for strand in ("care", "enforcement", "activation"):
        scene.many(15, strand)
        scene.many(15, strand, by="welfare")
    scene.count()
    own, other = (f"organisation:{scene.world.organisations[name]}" for name in ("area_team", "welfare"))
    scene.asks_as("coordinator")
    assert {value for value, _ in scene.told(value="organisation:")} == {own}
    assert scene.told(value=other) == {}
    scene.asks_as("analyst")
    assert {value for value, _ in scene.told(value="organisation:")} >= {own, other}


def test_nobody_without_a_session_is_told_anything(scene: Scene) -> None:
    scene.line.execute(text("select set_config('schakel.token', '', true)"))
    with pytest.raises(DBAPIError):
        scene.told()


@pytest.mark.parametrize(
    "table", ["dirty", "home", "fact", "cell", "course", "tally", "told", "place", "state", "stale_year"]
)
def test_the_application_reads_no_table_of_it(connection: Connection, table: str) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        connection.execute(text(f"select * from insight.{table}"))


def test_the_role_of_the_analysis_database_reads_what_is_told_and_nothing_else(scene: Scene) -> None:
    reads = scene.driver.execute(
        "select c.relname from pg_class c where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'sec'::regnamespace,"
        " 'insight'::regnamespace) and has_any_column_privilege('schakel_insight', c.oid, 'select') order by 1"
    ).fetchall()
    assert [row[0] for row in reads] == ["place", "state", "told"]
    writes = scene.driver.execute(
        "select count(*) from pg_class c where c.relnamespace = 'insight'::regnamespace"
        " and has_table_privilege('schakel_insight', c.oid, 'insert, update, delete, truncate')"
    ).fetchone()
    assert writes == (0,)
