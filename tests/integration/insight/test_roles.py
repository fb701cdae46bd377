"""The page of roles: the own part, the total only where it tells of no single other organisation, and who else was at work."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from flask import g
from sqlalchemy import text

from app.insight.periods import Period
from app.insight.places import Places
from app.insight.presenters.roles import _of_all
from app.insight.questions import Cell
from tests.integration.insight.scene import MOLENHOEK, QUARTER, TERP, Scene
from tests.integration.insight.town import STRANDS, Town

PATH = "/insight/roles"


def test_a_kind_is_told_only_when_two_other_organisations_are_in_it(scene: Scene) -> None:
    for strand in STRANDS:
        for by in ("area_team", "welfare", "police"):
            scene.many(12, strand, by=by)
    scene.count()
    scene.asks_as("coordinator")
    assert scene.told(value="kind:") == {}, "each kind is one organisation"
    scene.asks_as("analyst")
    assert scene.told(value="kind:")["kind:police", ""] == 36
    for by in ("welfare", "debt_help"):
        change = {"id": scene.world.organisations[by]}
        scene.line.execute(text("update organisation set kind = 'police' where id = :id"), change)
    scene.many(12, "care", by="debt_help")
    scene.count()
    scene.asks_as("coordinator")
    assert {value for value, _ in scene.told(value="kind:")} == {"kind:police"}
    scene.line.execute(
        text("update organisation set kind = 'area_team' where id = :id"),
        {"id": scene.world.organisations["debt_help"]},
    )
    scene.count()
    assert {value for value, _ in scene.told(value="kind:")} == {"kind:police"}, "the own one and one other"


def test_a_kind_is_not_told_when_one_organisation_does_a_strand_by_itself(scene: Scene) -> None:
    for by in ("welfare", "debt_help"):
        change = {"id": scene.world.organisations[by]}
        scene.line.execute(text("update organisation set kind = 'police' where id = :id"), change)
        scene.many(12, "care", by=by)
    scene.many(12, "enforcement", by="police")
    for strand in STRANDS:
        scene.many(12, strand, by="area_team")
    scene.count()
    scene.asks_as("coordinator")
    assert scene.told(value="kind:") == {}
    scene.asks_as("analyst")
    assert scene.told(value="kind:")["kind:police", "enforcement"] == 12


def test_a_kind_is_told_of_every_place_of_a_size_or_of_none(scene: Scene) -> None:
    """Of one district three organisations, of the other a single one: the first would tell the second, beside the town."""
    for by in ("welfare", "debt_help"):
        change = {"id": scene.world.organisations[by]}
        scene.line.execute(text("update organisation set kind = 'police' where id = :id"), change)
    for by in ("welfare", "debt_help", "police"):
        for strand in STRANDS:
            scene.many(12, strand, by=by)
    for strand in STRANDS:
        scene.many(12, strand, by="area_team")
        scene.many(12, strand, by="police", area=TERP)
        scene.many(12, strand, by="area_team", area=TERP)
    scene.count()
    scene.asks_as("coordinator")
    assert scene.told(level="town", value="kind:")["kind:police", ""] == 144
    assert scene.told(value="kind:") == {}
    scene.asks_as("analyst")
    assert ("kind:police", "") in scene.told(value="kind:")


def test_what_was_written_of_the_own_role_is_counted_and_not_read(scene: Scene) -> None:
    made = [scene.begins(home, "care", QUARTER.replace(month=5)) for home in scene.many(12, "care")]
    body = text(
        "insert into intervention_body (intervention_id, dossier_id, owner_org_id, purpose_id, author_id, strand, why, stance, own_role)"
        " select id, dossier_id, owner_org_id, purpose_id, author_id, strand, 'x', 'available', :role from intervention where id = :id"
    )
    for one in made:
        scene.line.execute(body, {"id": one, "role": "Ik ken de huisbaas."})
    scene.count()
    assert scene.cell(value="worth:written") == (12, 12, 24)
    scene.line.execute(text("update intervention_body set own_role = '' where intervention_id = :id"), {"id": made[0]})
    scene.count()
    assert scene.cell(value="worth:written") == (11, 11, 22)


def test_the_page_shows_the_own_part_and_who_else_was_there(town: Town) -> None:
    page = town.page("period=2015", path=PATH)
    for said in (
        "Wie doet wat?",
        "Alle organisaties",
        "zonder gezamenlijk doel",
        "Waar volgen we elkaar op",
        "Anders dan toen?",
    ):
        assert said in page
    names = dict(town.scene.driver.execute("select kind, name from organisation").fetchall())
    assert names["area_team"] in page
    assert names["welfare"] not in page, "the part of another organisation"
    assert names["welfare"] in town.page("period=2015", path=PATH, name="analyst")


def test_the_total_stays_away_where_one_other_organisation_is_behind_it(scene: Scene) -> None:
    for strand in STRANDS:
        scene.many(15, strand)
        scene.many(15, strand, by="welfare")
    scene.count()
    rows = scene.driver.execute(
        "select distinct orgs from insight.told where place = %s and value = '' and span = 'quarter'", (MOLENHOEK,)
    ).fetchall()
    assert rows == [(2,)]


def test_no_line_about_all_organisations_tells_the_part_of_one_other(
    town: Town, asking: Callable[[str], Places]
) -> None:
    asking("coordinator")
    for function, shown in (("coordinator", (5, None, None, None)), ("analyst", (5, 6, 7, 18))):
        g.actor = SimpleNamespace(function=function)
        whole = Cell("", "town", Period.read("2015"), "", 18, 10, 10, dict(zip(STRANDS, (5, 6, 7), strict=True)))
        whole = replace(whole, orgs={"": 3, "care": 3, "enforcement": 2, "activation": 1})
        answer = SimpleNamespace(whole=whole, strands=STRANDS)
        assert _of_all(whole, SimpleNamespace(answer=answer)) == shown  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["community_worker"])
def test_who_counts_one_strand_sees_that_strand_alone(town: Town, name: str) -> None:
    page = town.page("period=2015", path=PATH, name=name)
    assert "ziet alleen wie zorg, handhaving en activering mag tellen" in page
    assert "Waar volgen we elkaar op" not in page
    assert '<th scope="col" class="num">Zorg' not in page


@pytest.mark.parametrize("name", ["noor", "process_lead", "privacy_officer", "community_officer", "resident"])
def test_others_have_no_such_page(town: Town, name: str) -> None:
    assert town.client(name).get(PATH).status_code == 403


def test_an_empty_period_invites(town: Town) -> None:
    assert "Wis de filters" in town.page("period=2001", path=PATH)
