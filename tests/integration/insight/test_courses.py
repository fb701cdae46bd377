"""The course of households: counted to the last one, told by measure and by who asks, and nothing small in between."""

import datetime as dt
from collections import defaultdict
from itertools import product

import pytest
from sqlalchemy import text

from app.access.matrix import load_matrix
from app.access.vocabulary import Term
from app.insight import keeping
from app.insight.courses import FOLLOWERS, MEASURES, Kind, course_path
from app.insight.publishing import untold
from app.insight.suppression import LEAST, Key
from app.insight.tallies import read_tallies, shown
from app.kernel.clock import today_in_amsterdam
from tests.integration.insight.conftest import MOLENHOEK, TERP, Scene
from tests.integration.insight.course import LAST, MIDDLE, Course
from tests.world import PEOPLE

DAY = dt.timedelta(days=1)


@pytest.fixture
def course(scene: Scene) -> Course:
    return Course(scene)


def tally(
    scene: Scene, value: str, area: str = MOLENHOEK, starts: dt.date = LAST.starts
) -> tuple[int, int, int] | None:
    """How often, how much and in how many households, exactly; None when there is nothing."""
    row = scene.driver.execute(
        "select number, amount, homes from insight.tally where span = 'quarter' and starts = %s and value = %s and area = %s",
        (starts, value, area),
    ).fetchone()
    return tuple(row) if row else None


def told(scene: Scene, value: str, *, level: str = "neighbourhood") -> dict[tuple[str, str], int | None]:
    """What the principal is told of the last quarter, by (place, value)."""
    rows = scene.line.execute(
        text("select * from sec.insight_told('quarter', array[cast(:day as date)], array[:level], null, :value)"),
        {"day": LAST.starts, "level": level, "value": value},
    )
    return {(row.place, row.value): row.number for row in rows}


def test_professionals_and_network_are_counted_per_open_household(scene: Scene, course: Course) -> None:
    home, _ = scene.home()
    course.goes(home, ("intake", LAST.before.starts))
    for name in ("noor", "omar", "coordinator", "volunteer"):
        course.involves(home, name, LAST.before.starts)
    course.involves(home, "tess", LAST.before.starts, LAST.starts - DAY)
    course.meets(home, "came", MIDDLE)
    course.meets(home, "came", MIDDLE + DAY)
    course.meets(home, "rather_not", MIDDLE)
    closed, _ = scene.home()
    course.goes(closed, ("intake", LAST.before.starts), ("closed", MIDDLE))
    course.involves(closed, "noor", LAST.before.starts)
    scene.count()
    assert tally(scene, "professional:") == (1, 2, 1), (
        "who coordinates or volunteers is no professional at work; Tess had left"
    )
    assert tally(scene, "network:") == (1, 2, 1)
    assert tally(scene, "professional:", starts=LAST.before.starts) == (2, 4, 2)


def test_what_is_asked_of_the_second_person_falls_apart_into_what_came_of_it(scene: Scene, course: Course) -> None:
    home, _ = scene.home()
    for state in ("came", "came", "rather_not", "not_asked", "unsafe"):
        course.meets(home, state, MIDDLE)
    course.meets(home, "coming", MIDDLE, held=False)
    scene.count()
    numbers = {value: tally(scene, f"second:{value}") for value in ("", "not", "asked", "asked/came", "asked/alone")}
    assert {value: found and found[0] for value, found in numbers.items()} == {
        "": 5, "not": 2, "asked": 3, "asked/came": 2, "asked/alone": 1,
    }, "where asking was not safe it was not asked"  # fmt: skip


@pytest.mark.parametrize(
    ("back", "after", "value"),
    [("in_progress", 31, "low_flame/back"), ("in_progress", 32, "low_flame/stayed"), ("closed", 5, "low_flame/stayed")],
)
def test_who_lets_go_is_back_within_31_days_or_not(
    scene: Scene, course: Course, back: str, after: int, value: str
) -> None:
    home, _ = scene.home()
    course.goes(home, ("intake", LAST.starts), ("low_flame", MIDDLE), (back, MIDDLE + DAY * after))
    scene.count()
    assert tally(scene, f"left:{value}") == (1, 0, 1)


def test_phases_have_their_days_and_clocks_are_met_or_not(scene: Scene, course: Course) -> None:
    home, _ = scene.home()
    start = LAST.starts
    course.goes(
        home,
        ("intake", start),
        ("exploration", start + DAY * 20),
        ("plan", start + DAY * 42),
        ("in_progress", start + DAY * 57),
    )
    scene.count()
    assert tally(scene, "stay:exploration") == (1, 22, 1)
    assert tally(scene, "clock:exploration/met") == (1, 0, 1), "six weeks from the report, to the day"
    assert tally(scene, "clock:plan/late") == (1, 0, 1), "two weeks and a day"
    assert tally(scene, "in:") == (1, 0, 1)


def test_flow_is_counted_by_the_team_of_now(scene: Scene, course: Course) -> None:
    home, _ = scene.home()
    course.goes(home, ("intake", LAST.starts), ("exploration", MIDDLE), ("closed", MIDDLE + DAY * 3))
    scene.count()
    own, other = scene.fixed["org"], scene.world.organisations["police"]
    for team, before in ((own, None), (other, own)):
        scene.line.execute(
            text("update dossier set lead_org_id = :team where id = :home"), {"team": team, "home": home}
        )
        scene.count()
        assert tally(scene, f"in:{team}") == tally(scene, "in:") == (1, 0, 1)
        assert tally(scene, f"gone:{team}") == tally(scene, "left:closed") == (1, 0, 1)
        assert tally(scene, f"stay:exploration/{team}") == tally(scene, "stay:exploration") == (1, 3, 1)
        if before:
            assert tally(scene, f"in:{before}") is tally(scene, f"gone:{before}") is None
    assert tally(scene, "gone:") is None, "that is what was closed, and stands there already"


def test_quiet_is_a_month_without_anything_before_the_quarter_ended(scene: Scene, course: Course) -> None:
    for since in (1, 30, 31):
        home, _ = scene.home()
        course.goes(home, ("intake", LAST.starts))
        course.lives(home, LAST.ends - DAY * since)
    flame, _ = scene.home()
    course.goes(flame, ("intake", LAST.starts), ("low_flame", MIDDLE))
    scene.count()
    assert tally(scene, "quiet:busy") == (2, 0, 2)
    assert tally(scene, "quiet:quiet") == (1, 0, 1), "on low flame nothing has to happen"


@pytest.mark.parametrize(
    ("change", "value", "left"),
    [
        (
            "update second_person set state = 'rather_not', network_person_id = null where dossier_id = :home",
            "second:asked/came",
            None,
        ),
        ("update appointment set status = 'cancelled' where dossier_id = :home", "second:", None),
        ("update dossier_process set weight = 8 where dossier_id = :home", "load:", (1, 8, 1)),
        (
            "update involvement set withdrawn_at = valid_from + interval '1 day' where dossier_id = :home",
            "professional:",
            (1, 0, 1),
        ),
        ("update domain_state set state = 'discussed' where dossier_id = :home", "need:money", None),
        ("update intervention_body set stance = 'let_go' where dossier_id = :home", "stance:let_go", (1, 0, 1)),
        ("update dossier set merged_into_id = :other where id = :home", "load:", None),
        ("delete from phase_change where dossier_id = :home", "load:", None),
    ],
)
def test_what_changes_is_counted_anew(
    scene: Scene, course: Course, change: str, value: str, left: tuple[int, int, int] | None
) -> None:
    home, _ = scene.home()
    course.goes(home, ("intake", LAST.before.starts))
    course.involves(home, "noor", LAST.before.starts)
    course.meets(home, "came", MIDDLE)
    course.needs(home, "money", MIDDLE)
    course.stands(scene.begins(home, "care", MIDDLE), home, "take_over")
    scene.count()
    values = {"home": home, "other": scene.world.dossier}
    scene.line.execute(text(change), {name: one for name, one in values.items() if f":{name}" in change})
    scene.count()
    assert tally(scene, value) == left
    assert keeping.differences(scene.driver) == 0


@pytest.mark.parametrize("seed", range(2))
def test_cells_and_told_rows_are_those_of_a_direct_count_also_after_a_rebuild(
    scene: Scene, course: Course, seed: int
) -> None:
    course.fill(seed, 20)
    scene.count()
    course.fill(seed + 10, 20)
    scene.count()
    kept = scene.driver.execute("select * from insight.tally order by 1, 2, 3, 4").fetchall()
    assert (keeping.differences(scene.driver), untold(scene.driver)) == (0, 0)
    scene.rebuild(15)
    scene.count()
    assert scene.driver.execute("select * from insight.tally order by 1, 2, 3, 4").fetchall() == kept
    scene.driver.execute("update insight.tally set amount = amount + 1 where value = 'network:'")
    assert keeping.differences(scene.driver) > 0


def test_when_a_quarter_is_over_everything_is_counted_as_it_stood_at_its_end(scene: Scene, course: Course) -> None:
    home, _ = scene.home()
    course.goes(home, ("intake", LAST.before.starts))
    scene.count()
    scene.driver.execute("update insight.state set value = %s where name = 'stock_until'", (LAST.starts.isoformat(),))
    scene.driver.execute("delete from insight.tally where starts = %s and span = 'quarter'", (LAST.starts,))
    scene.driver.execute("delete from insight.course where month = %s", (LAST.starts,))
    assert tally(scene, "load:") is None
    scene.count()
    assert tally(scene, "load:") == (1, 3, 1)


def test_how_many_households_there_are_is_told_in_tens(scene: Scene, course: Course) -> None:
    for _ in range(13):
        home, _people = scene.home()
        course.goes(home, ("intake", LAST.before.starts))
        course.involves(home, "noor", LAST.before.starts)
    scene.count()
    scene.asks_as("coordinator")
    assert told(scene, "professional:") == {(MOLENHOEK, "professional:"): 10}, "one professional each, in tenths"
    assert told(scene, "load:") | told(scene, "load:", level="town") == {
        (MOLENHOEK, "load:"): 30, ("", "load:"): 30, (MOLENHOEK, f"load:{scene.fixed['org']}"): 30, ("", f"load:{scene.fixed['org']}"): 30,
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(PEOPLE))
@pytest.mark.parametrize("measure", ["professional", "second", "stance", "need", "load"])
def test_only_who_may_follow_is_told_of_the_course_of_households(
    scene: Scene, course: Course, name: str, measure: str
) -> None:
    for _ in range(12):
        home, _people = scene.home()
        course.goes(home, ("intake", LAST.before.starts))
        course.meets(home, "came", MIDDLE)
        course.needs(home, "money", MIDDLE)
        course.stands(scene.begins(home, "care", MIDDLE), home, "take_over")
    scene.count()
    scene.asks_as(name)
    function = PEOPLE[name][0]
    assert bool(told(scene, f"{measure}:")) == (function in FOLLOWERS)
    bands = scene.line.execute(text("select count(*) from sec.insight_bandwidths()")).scalar_one()
    assert bool(bands) == (function in FOLLOWERS)


def test_who_follows_has_a_term_of_the_matrix_for_everything_that_is_told() -> None:
    assert {"coordinator", "analyst"} == FOLLOWERS
    for row, measure in product(FOLLOWERS, MEASURES.values()):
        for category in measure.needs:
            terms = {grant.term for grant in load_matrix()[row, category]}  # type: ignore[index]
            assert terms & {Term.COUNT, Term.PROCESS}, (row, measure.name)


@pytest.mark.parametrize("seed", range(3))
def test_no_two_told_numbers_of_a_measure_differ_by_fewer_than_ten_households(
    scene: Scene, course: Course, seed: int
) -> None:
    """Every pair of told cells of which one lies in the other, and every part of a cell that is not told: nothing, or ten households."""
    course.fill(seed, 90)
    scene.count()
    facts = scene.driver.execute(
        "select c.dossier_id, h.area, h.team, c.month, c.measure, c.coarse, c.fine from insight.course c"
        " join insight.home h using (dossier_id) where c.measure <> 'gone'"
    ).fetchall()
    today = today_in_amsterdam()
    compared = 0
    for year in (LAST.starts.year, LAST.starts.year - 1):
        members: dict[Key, set[int]] = defaultdict(set)
        for at, (_home, area, team, month, measure, coarse, fine) in enumerate(facts):
            value = f"{measure}:{coarse}" + (f"/{fine}" if fine else "")
            values = [value, f"gone:{team}"] if value.startswith("left:closed") else [value]
            quarter = f"{month.year}-Q{(month.month + 2) // 3}"
            for p, t, v, one in product(range(3), range(1, 3), range(1, 4), values):
                key = ((f"WK{area[2:8]}", area)[:p], (str(month.year), quarter)[:t], course_path(one)[:v], ())
                members[key].add(at)
        keys = [key for key, told in shown(scene.driver, year, today) if told]
        for big, small in product(keys, keys):
            if big[2][0] == small[2][0] and members[small] < members[big]:
                compared += 1
                homes = {facts[at][0] for at in members[big] - members[small]}
                assert len(homes) >= LEAST, (len(homes), big, small)
    assert compared > 40


def test_what_is_told_is_rounded_as_its_kind_says(scene: Scene, course: Course) -> None:
    course.fill(4, 60)
    scene.count()
    today, seen = today_in_amsterdam(), set()
    exact = read_tallies(scene.driver, LAST.starts.year, today)
    for key, told in shown(scene.driver, LAST.starts.year, today):
        measure = MEASURES[key[2][0].rstrip(":")]
        if told is None:
            continue
        count, amount = exact[measure.name][key]
        seen.add(measure.kind)
        tens = {Kind.SUM: amount, Kind.STOCK: count.homes, Kind.ROUGH: count.number}
        exact_or_mean = count.number if measure.kind is Kind.COUNT else round(10 * amount / count.number)
        assert told.number == (tens[measure.kind] // 10 * 10 if measure.kind in tens else exact_or_mean)
    assert seen == set(Kind)
    assert not {TERP, MOLENHOEK} - {key[0][-1] for found in exact.values() for key in found if key[0]}
