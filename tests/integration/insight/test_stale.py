"""A change makes only what it touches be decided anew, and that is what deciding everything gives."""

import datetime as dt
from random import Random

import pytest
from sqlalchemy import text

from app.insight import publishing
from app.insight.keeping import Connection, drain
from app.insight.publishing import publish, untold
from app.insight.stale import EVERYTHING, Cuts, widened
from tests.integration.insight.conftest import MOLENHOEK, SINGEL, TERP
from tests.integration.insight.scene import Scene


def fill(scene: Scene, random: Random) -> list[tuple[int, list[int]]]:
    """Households in three neighbourhoods in which something began in three years, enough of it to be told."""
    homes = [scene.home(random.choice((MOLENHOEK, SINGEL, TERP))) for _ in range(60)]
    for home, people in homes:
        for year in (2017, 2018, 2019):
            day, strand = dt.date(year, random.randint(1, 12), 3), random.choice(("care", "enforcement", "activation"))
            scene.begins(home, strand, day=day, persons=people, by="police" if strand == "enforcement" else "area_team")
    return homes


def test_what_is_decided_in_parts_is_what_is_decided_as_a_whole(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(8)  # noqa: S311 - repeatable
    homes = fill(scene, random)
    scene.count()
    asked: list[Cuts | None] = []
    decided = publishing.told

    def told(connection: Connection, year: int, today: dt.date, cuts: Cuts | None) -> set[publishing.Told]:
        asked.append(cuts)
        return decided(connection, year, today, cuts)

    monkeypatch.setattr(publishing, "told", told)
    for home, people in random.sample(homes, 12):
        scene.begins(
            home, random.choice(("care", "activation")), day=dt.date(2018, 6, random.randint(1, 28)), persons=people
        )
        scene.count()
    monkeypatch.undo()
    assert any(cuts is not None and "" in cuts for cuts in asked), "the year in which it began"
    assert any(cuts is not None and "turn" in cuts and "" not in cuts for cuts in asked), (
        "the year after: another order"
    )
    assert untold(scene.driver) == 0


def test_another_life_domain_or_phase_leaves_the_whole_as_it_was(scene: Scene) -> None:
    scene.many(30, "care")
    scene.count()
    scene.line.execute(
        text(
            "update dossier_process set phase = 'low_flame'"
            " where dossier_id in (select dossier_id from insight.fact where strand = 'care' order by dossier_id desc limit 12)"
        )
    )
    while drain(scene.driver):
        pass
    parts = {row[0] for row in scene.driver.execute("select part from insight.stale_year").fetchall()}
    assert parts & {"phase"}
    assert not parts & {"", EVERYTHING}
    publish(scene.driver)
    scene.asks_as("coordinator")
    assert scene.told(value="phase:low_flame")["phase:low_flame", ""] == 12
    assert untold(scene.driver) == 0


@pytest.mark.parametrize(
    ("parts", "within", "beside"),
    [
        ({"gap"}, {"step", "after", "turn", "gap", "along"}, {"", "kind", "domain"}),
        ({"organisation"}, {"", "kind", "organisation", "domain", "turn", "team"}, {"closed", "need"}),
        ({"exit"}, {"closed", "turned", "exit", "goals", "theme"}, {"", "phase"}),
        ({"need", "domain"}, {"need", "domain"}, {"", "left"}),
    ],
)
def test_a_change_widens_to_what_hangs_together(parts: set[str], within: set[str], beside: set[str]) -> None:
    cuts = widened(parts)
    assert cuts is not None
    assert within <= cuts
    assert not beside & cuts


def test_everything_is_everything() -> None:
    assert widened({"need", EVERYTHING}) is None
