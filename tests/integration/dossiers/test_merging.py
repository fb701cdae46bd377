"""Two dossiers of one household become one, and undoing puts every row back exactly."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.db.everything import metadata
from app.db.scope import SCOPED
from tests.integration.dossiers.joining import merge as merged
from tests.integration.dossiers.joining import open_as, second_dossier
from tests.pages import stands_in
from tests.world import World, add_row

Clients = Callable[[str], FlaskClient]
Filled = Callable[..., dict[str, str]]

#: Tables that a merge leaves where they are: what a dossier has once, and the history of its own process.
KEPT = {
    "household_title",
    "household_area",
    "household_address",
    "dossier_process",
    "household_summary",
    "phase_change",
}


def _everything(line: Connection) -> dict[str, list[str]]:
    tables = [table.name for table in SCOPED if table.name != "activity"] + ["involvement", "disclosure", "dossier"]
    return {
        name: list(
            line.execute(text(f"select (to_jsonb(t) - 'last_activity_at')::text from {name} t order by id")).scalars()
        )
        for name in tables
    }


def test_it_moves_everything_and_puts_it_back_exactly(line: Connection, world: World) -> None:
    other = second_dossier(line, world)
    before = _everything(line)
    merge = merged(line, world.dossier, other)
    for table in SCOPED:
        left = line.execute(text(f"select count(*) from {table.name} where dossier_id = :d"), {"d": other}).scalar_one()
        expected = {"domain_state": 1, "household_address": 0}.get(table.name, int(table.name in KEPT))
        assert left == expected, table.name
    counted = line.execute(text("select adults from household_summary where dossier_id = :d"), {"d": world.dossier})
    assert counted.scalar_one() == 2
    assert _everything(line) != before
    line.execute(text("select sec.undo_merge(:m)"), {"m": merge})
    assert _everything(line) == before


def test_it_hides_the_emptied_dossier_from_everybody(line: Connection, world: World) -> None:
    other = second_dossier(line, world)
    merged(line, world.dossier, other)
    for name in ("noor", "omar", "housing_officer", "coordinator"):
        open_as(line, name)
        assert other not in list(line.execute(text("select unnest(sec.mine())")).scalars())


def test_it_does_not_widen_what_partners_see(line: Connection, world: World) -> None:
    other = second_dossier(line, world)
    line.execute(
        text("delete from involvement where dossier_id = :d and account_id = :a"),
        {"d": other, "a": world.accounts["housing_officer"]},
    )
    merged(line, world.dossier, other)
    officer = {"a": world.accounts["housing_officer"]}
    covers = line.execute(text("select person_ids from involvement where account_id = :a"), officer).scalar_one()
    assert sorted(covers) == sorted(world.persons.values())


def test_it_takes_back_what_was_written_since_about_the_same_people(line: Connection, world: World) -> None:
    other = second_dossier(line, world)
    merge = merged(line, world.dossier, other)
    tom = line.execute(text("select id from person where stub = 'Tom T.'")).scalar_one()
    old_note = line.execute(text("select id from note where facts = 'f'")).scalar_one()
    note = add_row(line, world, "note", facts="later", person_ids=[tom])
    under = add_row(line, world, "note_interpretation", note_id=note, text="later")
    about_samira = add_row(line, world, "note", facts="hier", person_ids=[world.persons["samira"]])
    line.execute(text("select sec.undo_merge(:m)"), {"m": merge})
    homes = {row.id: row.dossier_id for row in line.execute(text("select id, dossier_id from note"))}
    assert (homes[old_note], homes[note], homes[about_samira]) == (other, other, world.dossier)
    home = line.execute(text("select dossier_id from note_interpretation where id = :i"), {"i": under}).scalar_one()
    assert home == other


def test_it_refuses_to_part_what_has_grown_together(line: Connection, world: World) -> None:
    other = second_dossier(line, world)
    merge = merged(line, world.dossier, other)
    tom = line.execute(text("select id from person where stub = 'Tom T.'")).scalar_one()
    add_row(line, world, "note", facts="samen", person_ids=sorted([tom, world.persons["samira"]]))
    with pytest.raises(Exception, match="written about both since"):
        line.execute(text("select sec.undo_merge(:m)"), {"m": merge})


@pytest.mark.parametrize("from_there", [False, True])
def test_a_compartment_about_people_of_both_ties_nothing_and_goes_with_whoever_writes_in_it(
    line: Connection, world: World, from_there: bool
) -> None:
    """A refusal would tell that there is one; the officer works in the other household alone, or in this one too."""
    other = second_dossier(line, world)
    officer = {"a": world.accounts["housing_officer"], "d": world.dossier}
    if from_there:
        line.execute(text("delete from involvement where account_id = :a and dossier_id = :d"), officer)
    merge = merged(line, world.dossier, other)
    tom = line.execute(text("select id from person where stub = 'Tom T.'")).scalar_one()
    both: dict[str, Any] = {"person_ids": sorted([tom, world.persons["samira"]]), "sealed": True}
    compartment = add_row(line, world, "sealed_compartment", "housing_officer", sealed_key=b"k", **both)
    add_row(
        line, world, "sealed_step", "housing_officer", sealed_compartment_id=compartment, number=1, body=b"b", **both
    )
    line.execute(text("select sec.undo_merge(:m)"), {"m": merge})
    homes = "select dossier_id from sealed_compartment where id = :c union all select dossier_id from sealed_step"
    homes += " where sealed_compartment_id = :c"
    found = list(line.execute(text(homes), {"c": compartment}).scalars())
    assert found == [other if from_there else world.dossier] * 2


@pytest.mark.parametrize("who", ["omar", "tess", "housing_officer", "coordinator", "administrator"])
def test_it_refuses_everybody_who_does_not_lead_both(line: Connection, world: World, who: str) -> None:
    other = second_dossier(line, world)
    for pair in ((world.dossier, other), (other, world.dossier)):
        open_as(line, who)
        with pytest.raises(Exception, match="only who leads both merges"), line.begin_nested():
            line.execute(text("select sec.merge_dossiers(:i, :f)"), dict(zip("if", pair, strict=True)))
    merge = merged(line, world.dossier, other)
    open_as(line, who)
    with pytest.raises(Exception, match="only the lead puts it back"):
        line.execute(text("select sec.undo_merge(:m)"), {"m": merge})


def test_it_refuses_a_dossier_with_itself_and_a_closed_one(line: Connection, world: World) -> None:
    other = second_dossier(line, world)
    open_as(line, "noor")
    line.execute(text("update dossier set closed = true where id = :d"), {"d": other})
    for pair in ((world.dossier, world.dossier), (world.dossier, other), (other, world.dossier)):
        with pytest.raises(Exception, match="only who leads both merges"), line.begin_nested():
            line.execute(text("select sec.merge_dossiers(:i, :f)"), dict(zip("if", pair, strict=True)))


def test_it_knows_every_table_and_every_thing_a_dossier_has_once(line: Connection) -> None:
    assert set(line.execute(text("select sec.scoped_tables()")).scalars()) == {table.name for table in SCOPED}
    once = {
        table.name
        for table in metadata().tables.values()
        for index in table.indexes
        if index.unique
        and [column.name for column in index.columns][:1] == ["dossier_id"]
        # what comes along under its own parent meets nothing of the other household
        and not any(column.name.endswith("_id") for column in list(index.columns)[1:])
        and table.name != "involvement"
    }
    assert once == (KEPT - {"phase_change"}) | {"domain_state"}


def test_it_merges_and_parts_through_the_pages(client_of: Clients, filled: Filled, world: World) -> None:
    noor = client_of("noor")
    location = noor.post("/dossiers/new", data=filled()).location
    other = int(re.findall(r"\d+", location)[0])
    url = f"/dossiers/{world.dossier}/merge"
    page = noor.get(url).get_data(as_text=True)
    assert "van der Molen" in page
    assert noor.post(url, data={"submission_key": "m", "other": "999999"}).status_code == 400
    assert noor.post(url, data={"submission_key": "m", "other": str(other)}).status_code == 303
    assert noor.get(f"/dossiers/{other}/people").status_code == 404
    people = f"/dossiers/{world.dossier}/people"
    assert "Bram van der Molen" in noor.get(people).get_data(as_text=True)
    assert "Bram van der Molen" in client_of("omar").get(people).get_data(as_text=True)
    partner = client_of("housing_officer").get(people).get_data(as_text=True)
    assert "Samira" in partner
    assert not stands_in("Bram", partner)
    undo = re.search(r'href="([^"]+/undo)"', noor.get(url).get_data(as_text=True))
    assert undo
    assert noor.get(undo[1]).status_code == 200
    assert noor.post(undo[1], data={"submission_key": "u"}).status_code == 303
    assert "Bram van der Molen" in noor.get(f"/dossiers/{other}/people").get_data(as_text=True)
    assert "Bram van der Molen" not in noor.get(f"/dossiers/{world.dossier}/people").get_data(as_text=True)
    assert noor.get(undo[1]).status_code == 404


def test_it_lets_only_the_lead_see_what_can_be_merged(client_of: Clients, filled: Filled, world: World) -> None:
    other = client_of("tess").post("/dossiers/new", data=filled()).location.rpartition("/")[2]
    page = client_of("noor").get(f"/dossiers/{world.dossier}/merge").get_data(as_text=True)
    assert "van der Molen" not in page
    answer = client_of("noor").post(
        f"/dossiers/{world.dossier}/merge", data={"submission_key": "m", "other": other.split("?")[0]}
    )
    assert answer.status_code == 400


def test_it_keeps_a_protected_address_protected(client_of: Clients, filled: Filled, world: World) -> None:
    noor = client_of("noor")
    location = noor.post("/dossiers/new", data=filled(protected="y")).location
    other = re.findall(r"\d+", location)[0]
    answer = noor.post(f"/dossiers/{world.dossier}/merge", data={"submission_key": "m", "other": other})
    assert answer.status_code == 400
    assert "Scherm het adres hier eerst ook af" in answer.get_data(as_text=True)
