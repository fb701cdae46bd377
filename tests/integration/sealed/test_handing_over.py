"""The attention officer names another author; nobody else does, and only a colleague who is at work there becomes it."""

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from tests.integration.sealed.conftest import CONCERN, version_of
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
Seal = Callable[..., str]


@pytest.fixture
def colleagues(owner: Connection, world: World) -> Iterator[None]:
    """Youth protection has a second worker here: whoever was at Safe Home before, in that function now, and still signed in.

    Asked for first of all fixtures: what is committed here waits for no request of the test, and is undone after them.
    """
    _set_function(owner, world.accounts["safe_home"], "youth_protection")
    yield
    _set_function(owner, world.accounts["safe_home"], "safe_home")


def _set_function(owner: Connection, account: int, function: str) -> None:
    values = {"id": account, "function": function}
    owner.execute(text("update account set function = :function where id = :id"), values)
    owner.execute(text("update account_session set ended_at = null where account_id = :id"), values)
    owner.commit()


def _hand_over(client: FlaskClient, url: str, successor: int, version: str) -> int:
    data = {"successor": str(successor), "version": version, "submission_key": f"{successor}{version}"}
    return client.post(f"{url}/hand-over", data=data).status_code


def test_the_attention_officer_reads_along_and_hands_over_to_a_colleague(
    colleagues: None, client_of: ClientOf, seal: Seal, world: World
) -> None:
    url, officer = seal("youth_protection"), client_of("attention_officer")
    page = officer.get(url).text
    assert CONCERN in page
    assert "steps/1" not in page
    assert "Attention officer, aandachtsfunctionaris" in client_of("youth_protection").get(url).text
    form = officer.get(f"{url}/hand-over").text
    assert "Safe home, jeugdbeschermer" in form
    assert f'value="{world.accounts["noor"]}"' not in form
    version = version_of(form)
    assert _hand_over(officer, url, world.accounts["noor"], version) == 400
    assert _hand_over(officer, url, world.accounts["safe_home"], "0") == 409
    assert _hand_over(officer, url, world.accounts["safe_home"], version) == 303
    assert client_of("youth_protection").get(url).status_code == 404
    taken = client_of("safe_home").get(url).text
    assert CONCERN in taken
    assert "opgeschreven door Youth protection" in taken
    assert f"{url}/steps/2" in taken


def test_nobody_else_hands_over(colleagues: None, client_of: ClientOf, seal: Seal, world: World) -> None:
    url = seal("youth_protection")
    assert _hand_over(client_of("youth_protection"), url, world.accounts["safe_home"], "2") == 403
    for name in ("noor", "omar", "administrator", "privacy_officer"):
        assert _hand_over(client_of(name), url, world.accounts["noor"], "2") == 404, name


@pytest.mark.parametrize(
    ("name", "successor"),
    [
        ("noor", "noor"),
        ("youth_protection", "safe_home"),
        ("attention_officer", "noor"),
        ("attention_officer", "youth_protection"),
        ("attention_officer", "attention_officer"),
    ],
)
def test_the_function_itself_refuses_what_the_page_would(
    client_of: ClientOf, seal: Seal, connection: Connection, world: World, name: str, successor: str
) -> None:
    number = int(seal("youth_protection").rsplit("/", 1)[1])
    client_of(name).get("/me")
    with pytest.raises(DBAPIError, match="cannot be handed over"), connection.begin_nested():
        connection.execute(
            text("select sec.hand_over_compartment(:number, :successor)"),
            {"number": number, "successor": world.accounts[successor]},
        )


def test_an_attention_officer_of_another_organisation_reads_nothing(client_of: ClientOf, seal: Seal) -> None:
    assert client_of("attention_officer").get(seal("noor")).status_code == 404
