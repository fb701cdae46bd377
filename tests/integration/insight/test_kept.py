"""Questions by name: kept once, shared within the organisation, thrown away by who kept them, and hidden from everybody else."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from tests.world import TOKENS, World

ClientOf = Callable[[str], FlaskClient]
PATH = "/insight/kept?page=insight.order&period=2019&vs=previous"
_ADD = text(
    "insert into insight_filter (organisation_id, created_by, name, page, asked) values (:org, :by, :name, 'insight.mix', 'period=2019')"
)


def keep(client: FlaskClient, name: str = "Wat volgt op wat", path: str = PATH, key: str = "k-1") -> int:
    """Keeps a question; gives the code of the answer."""
    return client.post(path, data={"name": name, "submission_key": key}).status_code


def names(connection: Connection, who: str) -> list[str]:
    """The names that somebody reads, straight from the table."""
    connection.execute(text("select * from sec.open(:token)"), {"token": TOKENS[who]})
    return list(connection.execute(text("select name from insight_filter order by id")).scalars())


def test_a_question_is_kept_and_leads_back_to_where_it_was_asked(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    assert "Bewaar deze vraag" in client.get("/insight/order?period=2019&vs=previous").text
    assert "Hele gemeente, 2019" in client.get(PATH).text, "the question in words"
    assert keep(client) == 303
    page = client.get("/insight/kept").text
    assert 'href="/insight/order?period=2019&amp;vs=previous"' in page
    assert "Gooi weg: Wat volgt op wat" in page


def test_a_name_is_there_once_and_a_double_click_keeps_once(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    assert (keep(client), keep(client)) == (303, 303)
    assert keep(client, key="k-2") == 400
    page = client.post(PATH, data={"name": "Wat volgt op wat", "submission_key": "k-3"}).text
    assert "Deze naam is er al. Kies een andere." in page
    assert 'value="Wat volgt op wat"' in page, "what was typed stays"


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/insight/kept?page=insight.mix&period=2999", 400, "Deze periode ligt in de toekomst"),
        ("/insight/kept?page=insight.mix&place=Nergens", 400, "Dit gebied kennen we niet"),
        ("/insight/kept?page=dossiers.new", 404, ""),
        ("/insight/kept", 200, "Er is nog geen vraag bewaard"),
    ],
)
def test_what_cannot_be_asked_cannot_be_kept(client_of: ClientOf, path: str, status: int, says: str) -> None:
    answer = client_of("coordinator").get(path)
    assert answer.status_code == status
    assert says in answer.text
    if status != 200:
        assert keep(client_of("coordinator"), path=path) == status


def test_it_is_shared_within_the_organisation_and_dropped_by_who_kept_it(
    client_of: ClientOf, connection: Connection
) -> None:
    client = client_of("coordinator")
    keep(client)
    number = re.findall(r"/insight/kept/(\d+)/drop", client.get("/insight/kept").text)[-1]
    assert client_of("analyst").post(f"/insight/kept/{number}/drop").status_code == 303
    assert names(connection, "coordinator") == ["Wat volgt op wat"], "another organisation drops nothing"
    assert client.post(f"/insight/kept/{number}/drop").status_code == 303
    assert client.post(f"/insight/kept/{number}/drop").status_code == 303, "twice is as good as once"
    assert names(connection, "coordinator") == []


def test_it_is_renamed_by_who_kept_it_once_and_both_see_each_other(client_of: ClientOf, connection: Connection) -> None:
    client = client_of("coordinator")
    keep(client)
    keep(client, name="Een andere vraag", key="k-2")
    page = client.get("/insight/kept").text
    address = next(one for one in re.findall(r"/insight/kept/\d+/name", page))
    form = client.get(address).text
    there = re.search(r'name="name"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="name"', form)
    assert there
    other = next(one for one in ("Een andere vraag", "Wat volgt op wat") if one not in there.group())
    assert client.post(address, data={"name": "", "version": "1", "submission_key": "r-0"}).status_code == 400
    taken = client.post(address, data={"name": other, "version": "1", "submission_key": "r-1"})
    assert taken.status_code == 400
    assert "Deze naam is er al. Kies een andere." in taken.text
    sent = {"name": "Kort en goed", "version": "1", "submission_key": "r-2"}
    assert [client.post(address, data=sent).status_code for _time in range(2)] == [303, 303]
    assert sorted(names(connection, "coordinator")) == sorted(["Kort en goed", other])
    late = client.post(address, data={"name": "Nog een naam", "version": "1", "submission_key": "r-3"})
    assert late.status_code == 409
    assert "Kort en goed" in late.text
    assert "Nog een naam" in late.text
    assert client_of("analyst").get(address).status_code == 404, "another organisation"
    assert client_of("analyst").post(address, data={**sent, "submission_key": "r-4"}).status_code == 404


def test_the_lock_renames_for_nobody_else(connection: Connection, world: World) -> None:
    names(connection, "coordinator")
    connection.execute(
        _ADD, {"org": world.organisations["area_team"], "by": world.accounts["coordinator"], "name": "x"}
    )
    renaming = text("update insight_filter set name = 'y'")
    assert connection.execute(renaming).rowcount == 1
    for who in ("analyst", "noor", "process_lead", "privacy_officer"):
        names(connection, who)
        assert connection.execute(renaming).rowcount == 0, who
    names(connection, "coordinator")
    with pytest.raises(DBAPIError, match="permission denied"):
        connection.execute(text("update insight_filter set asked = 'period=2019'"))


def test_nobody_reads_those_of_another_organisation_or_without_a_right_to_count(
    connection: Connection, world: World
) -> None:
    for who, kind in (("coordinator", "area_team"), ("analyst", "municipality")):
        assert names(connection, who) == []
        connection.execute(_ADD, {"org": world.organisations[kind], "by": world.accounts[who], "name": kind})
    assert names(connection, "coordinator") == ["area_team"]
    assert names(connection, "analyst") == ["municipality"]
    for who in ("noor", "process_lead", "privacy_officer", "administrator", "community_officer", "resident"):
        assert names(connection, who) == [], who
    assert names(connection, "coordinator")
    row = {"org": world.organisations["municipality"], "by": world.accounts["coordinator"], "name": "x"}
    with pytest.raises(DBAPIError, match="row-level security"):
        connection.execute(_ADD, row)
