"""For which persons somebody is involved: changed by the lead, at once, as one relation that follows another."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.world import PEOPLE, TOKENS, World, token

ClientOf = Callable[[str], FlaskClient]
NOTE = token("note", "notes")


@pytest.fixture
def read(connection: Connection) -> Callable[..., list[Any]]:
    def rows(name: str, statement: str, **values: object) -> list[Any]:
        with connection.begin_nested():
            connection.execute(text("select from sec.open(:token)"), {"token": TOKENS[name]})
            return [tuple(row) for row in connection.execute(text(statement), values)]

    return rows


def relation(read: Callable[..., list[Any]], world: World, name: str) -> int:
    newest = "select max(id) from involvement where account_id = :id"
    return int(read("noor", newest, id=world.accounts[name])[0][0])


def url(world: World, key: int) -> str:
    return f"/dossiers/{world.dossier}/team/{key}/persons"


def about(world: World, *names: str) -> dict[str, Any]:
    persons = [str(world.persons[name]) for name in names]
    return {"whom": "some", "persons": persons, "reason": "Alleen om het kind.", "submission_key": "-".join(names)}


@pytest.mark.parametrize("name", ["omar", "mental_health_worker"])
def test_what_is_about_somebody_else_is_gone_at_once(
    client_of: ClientOf, world: World, read: Callable[..., list[Any]], name: str
) -> None:
    persons = "select id from person order by id"
    assert len(read(name, persons)) == 2
    key = relation(read, world, name)
    until = read("noor", "select valid_until from involvement where id = :id", id=key)
    assert client_of("noor").post(url(world, key), data=about(world, "sami")).status_code == 303
    assert read(name, persons) == [(world.persons["sami"],)]
    assert NOTE not in client_of(name).get(f"/dossiers/{world.dossier}").text
    new = relation(read, world, name)
    said = read("noor", "select follows_id, person_ids, valid_until from involvement where id = :id", id=new)
    assert said == [(key, [world.persons["sami"]], until[0][0])]
    everybody = {"whom": "all", "reason": "Toch iedereen.", "submission_key": "b"}
    assert client_of("noor").post(url(world, new), data=everybody).status_code == 303
    assert len(read(name, persons)) == 2


def test_it_says_who_decides_at_which_age(client_of: ClientOf, world: World, read: Callable[..., list[Any]]) -> None:
    noor, invite = (
        client_of("noor"),
        f"/dossiers/{world.dossier}/team/add?organisation={world.organisations['area_team']}",
    )
    for page in (noor.get(url(world, relation(read, world, "omar"))).text, noor.get(invite).text):
        assert "jonger dan 12: wie het gezag heeft, beslist" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"persons": []}, "Kies om wie het gaat, of kies iedereen."),
        ({"whom": "all"}, "Dit is al zo."),
        ({"reason": ""}, "Schrijf in een zin waarom."),
    ],
)
def test_it_says_what_is_wrong(
    client_of: ClientOf, world: World, read: Callable[..., list[Any]], changes: dict[str, Any], said: str
) -> None:
    key = relation(read, world, "omar")
    answer = client_of("noor").post(url(world, key), data=about(world, "sami") | changes)
    assert answer.status_code == 400
    assert said in answer.text
    assert relation(read, world, "omar") == key


def test_neither_the_lead_nor_what_is_over_is_changed(
    client_of: ClientOf, world: World, read: Callable[..., list[Any]]
) -> None:
    noor = client_of("noor")
    for name in ("noor", "eva"):
        assert noor.get(url(world, relation(read, world, name))).status_code == 404


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"noor"}))
def test_nobody_else_changes_it(client_of: ClientOf, world: World, read: Callable[..., list[Any]], name: str) -> None:
    key = relation(read, world, "omar")
    assert client_of(name).post(url(world, key), data=about(world, "sami")).status_code in {403, 404}
    assert relation(read, world, "omar") == key
