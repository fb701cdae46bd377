"""A resident adds a win: in one line, in their own name, about themselves or the household as such, and about nobody else."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.kernel.clock import today_in_amsterdam
from tests.integration.wins.test_wins import LINE, WIN, ClientOf, _newest, _url
from tests.world import World, token

OWN = {name: value for name, value in WIN.items() if name != "told_by"}


def test_a_resident_adds_one_from_the_own_page_and_everybody_at_the_table_reads_it(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    resident = client_of("resident")
    assert token("win", "notes") in resident.get(_url(world)).text
    assert _url(world, "new") in resident.get(f"/dossiers/{world.dossier}").text
    form = resident.get(_url(world, "new")).text
    assert "Wie vertelde het?" not in form
    assert "Winst is voor iedereen aan tafel" in form
    made = [resident.post(_url(world, "new"), data=OWN | {"submission_key": "own"}) for _ in range(2)]
    assert [answer.status_code for answer in made] == [303, 303]
    row = text("select told_by, person_ids, count(*) over () as number from win where line = :line")
    assert tuple(connection.execute(row, {"line": LINE}).one()) == ("resident", [], 1)
    for name in ("resident", "noor", "enforcement_officer"):
        page = client_of(name).get(made[0].location).text
        assert LINE in page, name
        assert "verteld door de bewoner" in page, name
        assert "Organisatie welfare" not in page.partition("Opgeschreven door")[2].partition("</p>")[0], name
    assert LINE in client_of("noor").get(f"/dossiers/{world.dossier}").text


def test_it_is_theirs_whatever_the_form_says_and_stays_as_they_wrote_it(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    sent = OWN | {"told_by": "worker", "persons": [str(world.persons["samira"])]}
    assert client_of("resident").post(_url(world, "new"), data=sent).status_code == 303
    win = _newest(connection)
    row = connection.execute(text("select told_by, person_ids from win where id = :id"), {"id": win}).one()
    assert tuple(row) == ("resident", [world.persons["samira"]])
    for name in ("resident", "welfare_worker", "noor"):  # the welfare worker is of the same organisation in this world
        assert client_of(name).get(_url(world, f"{win}/edit")).status_code == 403, name
        answer = client_of(name).post(_url(world, f"{win}/edit"), data=WIN | {"version": "1"})
        assert (answer.status_code, "zelf op" in answer.text) == (403, True), name


def test_about_somebody_else_they_add_none_and_nothing_typed_is_lost(client_of: ClientOf, world: World) -> None:
    answer = client_of("resident").post(_url(world, "new"), data=OWN | {"persons": [str(world.persons["sami"])]})
    assert answer.status_code == 400
    assert LINE in answer.text
    assert "Sami" not in answer.text.partition("<form")[2].partition("</form>")[0].replace("Samira", "")
    assert LINE not in client_of("noor").get(_url(world)).text


def test_a_child_tells_its_own(client_of: ClientOf, world: World) -> None:
    sent = OWN | {"persons": [str(world.persons["sami"])]}
    assert client_of("young_person").post(_url(world, "new"), data=sent).status_code == 303
    assert LINE in client_of("young_person").get(_url(world)).text


def test_a_housemate_and_a_closed_dossier_add_none(client_of: ClientOf, world: World) -> None:
    assert client_of("co_resident").post(_url(world, "new"), data=OWN).status_code in {403, 404}
    step = {"phase": "closed", "reason": "Klaar", "weight": "3", "version": "1"}
    assert client_of("noor").post(f"/dossiers/{world.dossier}/phase", data=step).status_code == 303
    assert client_of("resident").post(_url(world, "new"), data=OWN).status_code in {403, 404}


def test_they_are_asked_nothing_about_the_resident(client_of: ClientOf, world: World, connection: Connection) -> None:
    client_of("noor").get("/me")
    connection.execute(text("update win set happened_on = sec.today() - 61"))
    assert "Vraag het de bewoner" not in client_of("resident").get(_url(world)).text


@pytest.mark.parametrize(
    ("told_by", "about", "holds"),
    [
        ("resident", [], True),
        ("resident", ["samira"], True),
        ("resident", ["sami"], False),
        ("worker", [], False),
    ],
)
def test_the_lock_takes_their_own_words_and_no_others(
    client_of: ClientOf, world: World, connection: Connection, told_by: str, about: list[str], holds: bool
) -> None:
    client_of("resident").get("/me")  # whoever writes next is the resident
    values = {
        "dossier": world.dossier, "org": world.organisations["welfare"], "purpose": world.purposes["welfare"],
        "author": world.accounts["resident"], "told": told_by, "persons": [world.persons[name] for name in about],
        "line": LINE, "day": today_in_amsterdam(),
    }  # fmt: skip
    statement = text(
        "insert into win (dossier_id, owner_org_id, purpose_id, author_id, line, told_by, happened_on, person_ids)"
        " values (:dossier, :org, :purpose, :author, :line, :told, :day, :persons)"
    )
    if holds:
        connection.execute(statement, values)
    else:
        with pytest.raises(DBAPIError, match="row-level security"):
            connection.execute(statement, values)


def test_a_colleague_in_their_organisation_does_not_change_their_words_in_the_database_either(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    assert client_of("resident").post(_url(world, "new"), data=OWN).status_code == 303
    worker = client_of("welfare_worker")
    assert (
        worker.post(_url(world, "new"), data=WIN | {"line": "Zelf gezien.", "submission_key": "w"}).status_code == 303
    )
    worker.get("/me")  # whoever changes next is the welfare worker
    change = text("update win set line = 'Anders.' where line = :line returning id")
    assert connection.execute(change, {"line": "Zelf gezien."}).rowcount == 1
    with pytest.raises(DBAPIError, match="stays as it is"):
        connection.execute(change, {"line": LINE})
