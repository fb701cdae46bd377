"""Row-level security on the small world: who reads which table at all."""

from collections.abc import Callable

from sqlalchemy import text

from app.db.session import db
from tests.world import World


def _count(table: str) -> int:
    return int(db.session.execute(text(f"select count(*) from {table}")).scalar_one())


def test_it_opens_the_whole_to_the_lead_but_not_the_body_of_enforcement(
    acting: Callable[[str], None], world: World
) -> None:
    acting("noor")
    assert _count("intervention") == 3
    bodies = db.session.execute(text("select strand from intervention_body order by strand")).scalars().all()
    assert bodies == ["activation", "care"]
    assert _count("person_detail") == 2
    assert _count("note_interpretation") == 1


def test_it_gives_a_stranger_and_an_ended_relation_nothing(acting: Callable[[str], None]) -> None:
    for name in ("tess", "eva", "administrator", "analyst", "privacy_officer", "community_worker"):
        acting(name)
        for table in ("dossier", "household_title", "intervention", "note", "person", "involvement"):
            expected = 1 if (name, table) == ("eva", "involvement") else 0
            assert _count(table) == expected, (name, table)


def test_it_shows_the_officer_existence_of_care_and_the_own_enforcement(
    acting: Callable[[str], None], world: World
) -> None:
    acting("community_officer")
    assert db.session.execute(text("select strand from intervention")).scalars().all() == ["enforcement"]
    strands = db.session.execute(text("select sec.running_strands(:id)"), {"id": world.dossier}).scalars().all()
    assert sorted(strands) == ["activation", "care"]


def test_a_focus_opens_nothing(acting: Callable[[str], None], world: World) -> None:
    """The focus narrows what an index looks for; whoever sets it to a dossier of somebody else still reads nothing."""
    for name in ("tess", "eva", "analyst", "coordinator"):
        acting(name)
        db.session.execute(text("select set_config('schakel.focus', :id, true)"), {"id": str(world.dossier)})
        for table in ("household_address", "intervention_body", "note", "network_person"):
            assert _count(table) == 0, (name, table)
