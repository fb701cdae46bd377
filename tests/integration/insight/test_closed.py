"""Closed situations: counted by first mix, what came later, how they ended and theme; and told with the warning that it proves nothing."""

import datetime as dt

import pytest
from sqlalchemy import text

from app.insight import keeping
from app.insight.publishing import untold
from app.insight.suppression import LEAST
from tests.integration.insight.scene import MOLENHOEK, QUARTER, TERP, Scene
from tests.integration.insight.test_order import share_a_goal
from tests.integration.insight.town import STRANDS, Town

PATH = "/insight/closed"
_CLOSE = text("update dossier_process set phase = 'closed', phase_since = :day where dossier_id = :home")
_FROM = text(
    "insert into phase_change (dossier_id, owner_org_id, purpose_id, author_id, from_phase, to_phase)"
    " select id, lead_org_id, :purpose, created_by, :phase, 'closed' from dossier where id = :home"
)


def close(scene: Scene, home: int, phase: str = "in_progress") -> None:
    """Closes a household on the first day of the quarter."""
    scene.line.execute(_FROM, {"home": home, "phase": phase, "purpose": scene.fixed["purpose"]})
    scene.line.execute(_CLOSE, {"home": home, "day": QUARTER})


def test_each_household_has_one_first_mix_one_turn_one_end_and_one_theme(scene: Scene) -> None:
    home, _people = scene.home()
    first = scene.begins(home, "care", dt.date(2018, 1, 1))
    scene.begins(home, "care", dt.date(2018, 2, 1))
    scene.begins(home, "activation", dt.date(2018, 9, 1))
    goal = share_a_goal(scene, home, first)
    scene.line.execute(text("update plan_item set domain = 'money', status = 'reached' where id = :id"), {"id": goal})
    close(scene, home, "low_flame")
    scene.count()
    for value in ("closed", "turned:activation", "exit:low_flame", "goals:all", "theme:money"):
        assert scene.cell(value=value, strand="care") == scene.cell(value=value) == (1, 1, 2), value
    scene.begins(home, "enforcement", dt.date(2018, 1, 15))
    scene.count()
    assert scene.cell(value="closed", strand="mixed") == (1, 1, 2)
    assert scene.cell(value="closed", strand="care") is None
    scene.line.execute(text("update dossier_process set phase = 'reopened' where dossier_id = :home"), {"home": home})
    scene.count()
    assert scene.cell(value="closed") is None
    assert keeping.differences(scene.driver) == 0


@pytest.mark.parametrize(
    ("phase", "end"), [("intake", "before"), ("plan", "before"), ("in_progress", "at_work"), ("low_flame", "low_flame")]
)
def test_how_it_was_closed_follows_from_the_phase_before(scene: Scene, phase: str, end: str) -> None:
    home, _people = scene.home()
    close(scene, home, phase)
    scene.count()
    assert scene.cell(value=f"exit:{end}", strand="none") == (1, 1, 2)
    assert (
        scene.cell(value="turned:none") == scene.cell(value="goals:none") == scene.cell(value="theme:none") == (1, 1, 2)
    )


def plant(scene: Scene) -> None:
    """Thirty closed households of each first mix, in two neighbourhoods."""
    for strand in STRANDS:
        for number, home in enumerate(
            scene.many(40, strand, (MOLENHOEK, TERP)[strand == "care"], day=dt.date(2018, 1, 1))
        ):
            close(scene, home, ("low_flame", "in_progress")[number % 2])


def test_it_is_exact_after_a_rebuild_too(scene: Scene) -> None:
    plant(scene)
    scene.count()
    assert (keeping.differences(scene.driver), untold(scene.driver)) == (0, 0)
    scene.rebuild(50)
    scene.count()
    assert scene.cell(value="exit:low_flame", strand="enforcement") == (20, 20, 40)
    assert (keeping.differences(scene.driver), untold(scene.driver)) == (0, 0)


def test_it_is_told_to_who_counts_every_strand_and_goals_to_who_counts_the_plan(scene: Scene) -> None:
    plant(scene)
    for home in scene.many(12, "care"):
        scene.line.execute(
            text(
                "insert into plan_item (dossier_id, owner_org_id, purpose_id, author_id, kind, text, status)"
                " select id, lead_org_id, :purpose, created_by, 'goal', 'x', 'reached' from dossier where id = :home"
            ),
            {"home": home, "purpose": scene.fixed["purpose"]},
        )
        close(scene, home)
    scene.count()
    told: dict[str, dict[tuple[str, str], int]] = {}
    for name in ("coordinator", "analyst", "community_worker", "process_lead", "noor"):
        scene.asks_as(name)
        told[name] = {**scene.told(value="closed", level="town"), **scene.told(value="exit:", level="town")}
        told[name] |= scene.told(value="goals:", level="town")
    assert told["coordinator"]["closed", "enforcement"] == 40
    assert told["coordinator"]["exit:low_flame", "enforcement"] == 20
    assert not [value for value, _ in told["coordinator"] if value.startswith("goals:")]
    assert told["analyst"]["goals:all", ""] == 12
    assert told["community_worker"] == told["process_lead"] == told["noor"] == {}


def test_nine_closed_households_are_not_told(scene: Scene) -> None:
    for home in scene.many(9, "care", day=dt.date(2018, 1, 1)):
        close(scene, home)
    scene.count()
    scene.asks_as("analyst")
    assert not any(
        scene.told(value="closed", level=level).get((place, ""))
        for level, place in (("neighbourhood", MOLENHOEK), ("town", ""))
    )


def test_no_two_told_numbers_of_closed_situations_differ_by_fewer_than_ten(town: Town) -> None:
    closings = town.scene.driver.execute(
        "select dossier_id, area, extract(year from month)::int, start, turned, exit, goals, theme from insight.closing"
    ).fetchall()
    told = town.scene.driver.execute(
        "select place, value, strand from insight.told where number is not null and span = 'year' and starts = '2019-01-01'"
        " and (value = 'closed' or split_part(value, ':', 1) in ('turned', 'exit', 'goals', 'theme'))"
    ).fetchall()
    inside = []
    for place, value, strand in told:
        cut, _colon, code = value.partition(":")
        inside.append(
            {
                row[0]
                for row in closings
                if row[2] == 2019
                and (not place or place in (row[1], f"WK{row[1][2:8]}"))
                and (not strand or row[3] == strand)
                and (not code or row[4 + ("turned", "exit", "goals", "theme").index(cut)] == code)
            }
        )
    pairs = [(big, small) for big in inside for small in inside if small < big]
    assert len(pairs) > 10
    assert min(len(one) for one in inside) >= LEAST
    assert min(len(big - small) for big, small in pairs) >= LEAST


def test_the_page_warns_that_it_is_no_proof(town: Town) -> None:
    page = town.page("period=2019", path=PATH)
    for said in (
        "Dit is geen bewijs van wat werkt",
        "situaties zijn afgesloten in 2019",
        "Waarmee begon het?",
        "Hoe het werd afgesloten",
    ):
        assert said in page
    assert "Dit is geen bewijs van wat werkt" in town.page("period=2001", path=PATH)
    assert "Per maand is dit te klein" in town.page("period=2019-03", path=PATH, status=400)


def test_others_have_no_such_page(town: Town) -> None:
    for name in ("community_worker", "noor", "process_lead", "community_officer", "resident"):
        assert town.client(name).get(PATH).status_code == 403


def test_the_mix_does_not_fall_apart_by_what_is_closed(town: Town) -> None:
    assert "Zo kunnen we niet verdelen" in town.page("period=2019&by=exit", status=400)
    assert "Dit filter kennen we niet" in town.page("period=2019&value=exit:low_flame", status=400)
