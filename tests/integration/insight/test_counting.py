"""Rollups are what a direct count gives, to the last one, whatever is written."""

import datetime as dt
from collections import defaultdict
from random import Random

import pytest
from sqlalchemy import text

from app.insight import keeping, tiles
from app.insight.publishing import untold
from app.insight.rebuilding import finish, rebuild_step, start_anew
from tests.integration.insight.conftest import MOLENHOEK, SINGEL, TERP, Scene


def test_households_and_persons_are_counted_once_in_each_cell(scene: Scene) -> None:
    home, people = scene.home(persons=3)
    scene.begins(home, "care", persons=people[:1])
    scene.begins(home, "care", dt.date(2019, 6, 30), persons=people[:2])
    scene.begins(home, "activation", dt.date(2019, 7, 1))
    scene.count()
    assert scene.cell(strand="care") == (2, 1, 2)
    assert scene.cell(span="month", strand="care") == (1, 1, 1)
    assert scene.cell(span="year", day=dt.date(2019, 1, 1)) == (3, 1, 3), (
        "about nobody in particular is about everybody"
    )


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ("update intervention set status = 'withdrawn' where id = :id", None),
        ("update intervention set strand = 'activation' where id = :id", None),
        ("update intervention set started_on = date '2019-07-01', planned_start = null where id = :id", None),
        ("update household_area set code = 'BU88880201' where dossier_id = :home", None),
        ("update intervention set person_ids = array[:person] where id = :id", (1, 1, 1)),
        ("update intervention set status = 'done', ended_on = date '2019-05-01' where id = :id", (1, 1, 2)),
    ],
)
def test_what_changes_is_counted_anew(scene: Scene, change: str, left: tuple[int, int, int] | None) -> None:
    home, people = scene.home()
    made = scene.begins(home, "care")
    scene.count()
    assert scene.cell(strand="care") == (1, 1, 2)
    values = {"id": made, "home": home, "person": people[0]}
    scene.line.execute(text(change), {name: value for name, value in values.items() if f":{name}" in change})
    scene.count()
    assert scene.cell(strand="care") == left
    assert keeping.differences(scene.driver) == 0


def test_a_merged_household_counts_in_the_one_that_took_it_in_only(scene: Scene) -> None:
    one, other = scene.many(2, "care")
    scene.count()
    scene.line.execute(text("update dossier set merged_into_id = :one where id = :other"), {"one": one, "other": other})
    scene.count()
    assert scene.cell(strand="care") == (1, 1, 2)


def test_what_does_not_count_makes_no_work(scene: Scene) -> None:
    home, _ = scene.home()
    scene.begins(home, "care")
    scene.count()
    scene.line.execute(
        text("update dossier_process set last_activity_at = now() where dossier_id = :home"), {"home": home}
    )
    scene.line.execute(text("update intervention set consulted = 'x' where dossier_id = :home"), {"home": home})
    assert scene.count() == 0


@pytest.mark.parametrize("seed", range(3))
def test_it_is_equal_to_an_independent_count_after_many_changes(scene: Scene, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - repeatable
    homes = [scene.home(random.choice((MOLENHOEK, SINGEL, TERP)), persons=random.choice((1, 2, 4))) for _ in range(25)]
    made = []
    for step in range(120):
        home, people = random.choice(homes)
        day = dt.date(random.choice((2018, 2019)), random.randint(1, 12), random.randint(1, 28))
        by = random.choice(("area_team", "police", "welfare"))
        strand = random.choice(("care", "enforcement", "activation"))
        made.append(
            scene.begins(home, strand, day, by=by, persons=random.sample(people, random.randint(0, len(people))))
        )
        if step % 4 == 0:
            gone = {"id": random.choice(made)}
            scene.line.execute(text("update intervention set status = 'withdrawn' where id = :id"), gone)
        if step % 30 == 29:
            scene.count()
    scene.count()
    assert keeping.differences(scene.driver) == 0
    assert untold(scene.driver) == 0
    expected = _counted_in_python(scene)
    for (span, day, kind, strand, area), numbers in expected.items():
        assert scene.cell(span=span, day=day, value=f"kind:{kind}" if kind else "", strand=strand, area=area) == numbers


def _counted_in_python(scene: Scene) -> dict[tuple[str, dt.date, str, str, str], tuple[int, int, int]]:
    """The same numbers from the tables, without a line of the rollups' own SQL."""
    rows = scene.line.execute(
        text(
            "select i.dossier_id, i.started_on, o.kind, i.strand, a.code, i.person_ids,"
            " array(select p.id from person p where p.dossier_id = i.dossier_id) as everybody"
            " from intervention i join organisation o on o.id = i.owner_org_id join household_area a on a.dossier_id = i.dossier_id"
            " where i.status <> 'withdrawn' and a.code like 'BU8888%'"
        )
    ).all()
    number: dict[tuple[str, dt.date, str, str, str], int] = defaultdict(int)
    homes, people = defaultdict(set), defaultdict(set)
    for row in rows:
        first = row.started_on.replace(day=1)
        quarter = first.replace(month=(first.month - 1) // 3 * 3 + 1)
        spans = (
            ("month", first, ("",)),
            ("quarter", quarter, ("", row.kind)),
            ("year", first.replace(month=1), ("", row.kind)),
        )
        for span, day, kinds in spans:
            for kind in kinds:
                for strand in ("", row.strand):
                    key = (span, day, kind, strand, row.code)
                    number[key] += 1
                    homes[key].add(row.dossier_id)
                    people[key].update(row.person_ids or row.everybody)
    return {key: (number[key], len(homes[key]), len(people[key])) for key in number}


def test_a_rebuild_goes_on_where_it_was_stopped_and_pages_keep_the_old_numbers(scene: Scene) -> None:
    scene.many(12, "care")
    scene.count()
    scene.asks_as("coordinator")
    before = scene.told()
    assert before[MOLENHOEK, ""] == 12
    start_anew(scene.driver, 3)
    assert not finish(scene.driver), "nothing is counted yet"
    assert rebuild_step(scene.driver) is not None
    scene.many(1, "care")
    assert scene.count() == 0, "what changes meanwhile waits"
    assert scene.told() == before
    scene.go_on()
    assert scene.told() == before
    scene.count()
    assert scene.cell() == (13, 13, 26)
    assert scene.told() == {**before, (MOLENHOEK, ""): 13}
    assert (keeping.differences(scene.driver), untold(scene.driver)) == (0, 0)


@pytest.mark.parametrize(("bits", "stretch"), [(tiles.BITS, 10**9), (5, 10**9), (tiles.BITS, 4)])
def test_a_rebuild_counts_with_bits_what_the_upkeep_counts_cut_by_cut(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, bits: int, stretch: int
) -> None:
    """Also with more values than go into one leaf, and where what began in a period is about different persons."""
    monkeypatch.setattr(tiles, "BITS", bits)
    random = Random(bits)  # noqa: S311 - repeatable
    for _home in range(12):
        home, people = scene.home(random.choice((MOLENHOEK, SINGEL, TERP)))
        for _time in range(random.randint(1, 6)):
            strand, day = random.choice(("care", "enforcement", "activation")), dt.date(2025, random.randint(1, 6), 3)
            by = "police" if strand == "enforcement" else "area_team"
            scene.begins(home, strand, day=day, persons=random.sample(people, random.randint(0, 2)), by=by)
    scene.count()
    read = "select span, starts, value, strand, area, number, homes, persons from insight.cell"
    kept = set(map(tuple, scene.line.execute(text(read))))
    assert any(row[2].startswith("turn:") for row in kept)
    scene.rebuild(stretch)
    assert set(map(tuple, scene.line.execute(text(read)))) == kept
    assert keeping.differences(scene.driver) == 0


def test_a_cell_that_was_changed_by_hand_is_found(scene: Scene) -> None:
    scene.many(12, "care")
    scene.count()
    scene.driver.execute(
        "update insight.cell set homes = homes + 1 where strand = 'care' and span = 'month' and starts = '2019-04-01'"
    )
    assert keeping.differences(scene.driver) == 2, "the cell that is missing and the one that is there instead"
    scene.driver.execute(
        "update insight.told set number = number + 1 where number is not null and span = 'year' and strand = ''"
    )
    assert untold(scene.driver) > 0


def test_it_says_until_when_it_counted(scene: Scene) -> None:
    scene.count()
    said = keeping.find(scene.driver, "counted_at")
    assert said is not None
    assert dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(said) < dt.timedelta(seconds=5)
