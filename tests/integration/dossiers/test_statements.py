"""What somebody says to a record: beside it wherever it stands, read by whoever reads the record and by nobody else."""

from collections.abc import Callable
from secrets import token_hex

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from tests.world import PEOPLE, World, add_row

ClientOf = Callable[[str], FlaskClient]
TABLES = {
    "note": ("note", "id"),
    "document": ("document", "id"),
    "domain_entry": ("domain_entry", "id"),
    "plan_item": ("plan_item", "id"),
    "intervention": ("intervention_body", "intervention_id"),
}
SAID = "Zo is het niet gegaan."


def item(connection: Connection, kind: str) -> int:
    """The first record of a kind that the last visitor reads."""
    table, key = TABLES[kind]
    return int(connection.execute(text(f"select min({key}) from {table}")).scalar_one())


def said(noor: FlaskClient, world: World, connection: Connection, kind: str, **changes: str) -> object:
    """Samira says something to a record."""
    noor.get(f"/dossiers/{world.dossier}")
    data = {"said_by": str(world.persons["samira"]), "text": SAID, "submission_key": token_hex(8)}
    return noor.post(f"/dossiers/{world.dossier}/statements/{kind}/{item(connection, kind)}", data=data | changes)


@pytest.mark.parametrize("kind", TABLES)
def test_it_stands_beside_the_record(client_of: ClientOf, world: World, connection: Connection, kind: str) -> None:
    noor = client_of("noor")
    answer = said(noor, world, connection, kind)
    assert answer.status_code == 303, answer.text  # type: ignore[attr-defined]
    assert SAID in noor.get(answer.location).text  # type: ignore[attr-defined]
    overview = noor.get(f"/dossiers/{world.dossier}/people/{world.persons['samira']}/overview").text
    assert SAID in overview
    assert "Wat u er zelf van zegt" in overview
    other = noor.get(f"/dossiers/{world.dossier}/people/{world.persons['sami']}/overview").text
    assert SAID not in other


@pytest.mark.parametrize("kind", TABLES)
def test_it_is_read_by_whoever_reads_the_record(
    client_of: ClientOf, acting: Callable[[str], None], world: World, connection: Connection, kind: str
) -> None:
    said(client_of("noor"), world, connection, kind)
    table, key = TABLES[kind]
    pairs = {}
    for name in PEOPLE:
        acting(name)
        asked = text(
            f"select exists (select from {table} t join statement s on s.item_id = t.{key}),"
            f" exists (select from statement), (select count(*) from {table} t where t.{key} = (select min({key}) from {table}))"
        )
        pairs[name] = tuple(connection.execute(asked).one())
    assert pairs["noor"][:2] == (True, True)
    assert pairs["administrator"] == pairs["tess"] == (False, False, 0)
    assert all(beside == read for beside, read, _ in pairs.values()), "never read without its record"


def test_nobody_but_the_lead_gets_the_form(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    noor.get(f"/dossiers/{world.dossier}")
    number = item(connection, "plan_item")
    assert client_of("omar").get(f"/dossiers/{world.dossier}/statements/plan_item/{number}").status_code == 403
    assert noor.get(f"/dossiers/{world.dossier}/statements/person/1").status_code == 404


def test_nobody_but_the_lead_writes_one(acting: Callable[[str], None], world: World, connection: Connection) -> None:
    acting("omar")
    values = {"item_kind": "plan_item", "item_id": item(connection, "plan_item"), "said_by": world.persons["samira"]}
    with pytest.raises(ProgrammingError, match="row-level security"):
        add_row(connection, world, "statement", "omar", text=SAID, **values)


def test_nothing_is_refused_with_what_to_do_and_a_double_click_saves_once(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    empty = said(noor, world, connection, "note", text=" ")
    assert empty.status_code == 400  # type: ignore[attr-defined]
    assert "Schrijf op wat deze persoon ervan zegt" in empty.text  # type: ignore[attr-defined]
    for _ in range(2):
        said(noor, world, connection, "note", submission_key="same")
    assert connection.execute(text("select count(*) from statement")).scalar_one() == 1
    noor.get(f"/dossiers/{world.dossier}/notes")
    logged = text("select count(*) from access_log where operation = 'statement.create' and action = 'create'")
    assert connection.execute(logged).scalar_one() == 1
