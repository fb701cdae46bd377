"""An account for somebody of the network: the lead asks, an administrator makes it and reads no household, and it ends with the role."""

import datetime as dt
import json
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.kernel.clock import today_in_amsterdam
from app.network import asking
from tests.world import TOKEN, TOKENS, World

ClientOf = Callable[[str], FlaskClient]
UNTIL = (today_in_amsterdam() + dt.timedelta(days=40)).isoformat()
MAIL = "hanna@voorbeeld.example"
#: How many rows this transaction put into the outbox, which no statement reads.
WRITTEN = "select pg_stat_get_xact_tuples_inserted('outgoing_mail'::regclass)"
REQUESTS = "/administration/account-requests"


@pytest.fixture
def carer(client_of: ClientOf, connection: Connection, world: World) -> int:
    """Hanna is the informal carer of the household for forty days."""
    words = {"first_name": "Hanna", "relation": "zus", "role": "carer", "until": UNTIL, "submission_key": "h"}
    assert client_of("noor").post(f"/dossiers/{world.dossier}/network", data=words).status_code == 303
    return int(connection.execute(text("select max(id) from network_person")).scalar_one())


def _access(world: World, carer: int) -> str:
    return f"/dossiers/{world.dossier}/network/{carer}/access"


def _wish(world: World, **changes: str) -> dict[str, str]:
    return {
        "name": "Hanna de Wit",
        "email": MAIL,
        "purpose": str(world.purposes["network"]),
        "reason": "Samira wil dat zij de afspraken ook ziet.",
        "submission_key": "ask",
    } | changes


def _ask(client_of: ClientOf, world: World, carer: int) -> str:
    """Asks, and gives the address of the request as the administrator finds it."""
    answer = client_of("noor").post(_access(world, carer), data=_wish(world))
    assert answer.status_code == 303, answer.text
    found = re.search(rf"{REQUESTS}/\d+", client_of("administrator").get(REQUESTS).text)
    assert found
    return found[0]


def _as(connection: Connection, name: str) -> None:
    connection.execute(text("select from sec.open(:token)"), {"token": TOKENS[name]})


def test_the_page_says_what_they_will_see_and_until_when(client_of: ClientOf, world: World, carer: int) -> None:
    noor = client_of("noor")
    assert "Geef toegang" in noor.get(f"/dossiers/{world.dossier}/network/{carer}").text
    page = noor.get(_access(world, carer)).text
    assert "wat u stuk voor stuk deelt" in page
    assert "De beheerder ziet de naam, het e-mailadres en tot wanneer" in page
    assert "Organisatie network" in page


def test_it_is_asked_made_and_given_and_ends_with_the_role(
    client_of: ClientOf, connection: Connection, world: World, carer: int
) -> None:
    request = _ask(client_of, world, carer)
    noor, administrator = client_of("noor"), client_of("administrator")
    assert "Gevraagd aan de beheerder" in noor.get(_access(world, carer)).text
    given = administrator.post(request, data={"answer": "give", "submission_key": "give"})
    assert given.status_code == 303, given.text
    assert administrator.post(request, data={"answer": "give", "submission_key": "give"}).status_code == 303
    assert "Er wacht geen aanvraag" in administrator.get(REQUESTS).text
    assert "Kan inloggen: Hanna de Wit, tot en met" in noor.get(f"/dossiers/{world.dossier}/network/{carer}").text
    made = connection.execute(
        text(
            "select a.id, a.function, a.organisation_id, i.purpose_id, i.created_by, i.person_ids,"
            " (i.valid_until at time zone 'Europe/Amsterdam')::date::text as over from account a"
            " join involvement i on i.account_id = a.id where a.email = :mail"
        ),
        {"mail": MAIL},
    ).one()
    until = (dt.date.fromisoformat(UNTIL) + dt.timedelta(days=1)).isoformat()
    assert tuple(made)[1:] == (
        "network_person",
        world.organisations["network"],
        world.purposes["network"],
        world.accounts["noor"],
        None,
        until,
    )
    page = noor.get(f"/dossiers/{world.dossier}/team").text
    assert "Hanna de Wit" in page
    assert "Samira wil dat zij de afspraken ook ziet." in page
    version = connection.execute(text("select version from network_person where id = :id"), {"id": carer}).scalar_one()
    words = {"first_name": "Hanna", "relation": "zus", "role": "carer", "until": UNTIL, "version": str(version)}
    assert noor.post(f"/dossiers/{world.dossier}/network/{carer}", data=words).status_code == 303
    running = (
        "select count(*) from involvement where account_id = :id and valid_until > sec.now() and withdrawn_at is null"
    )
    assert connection.execute(text(running), {"id": made.id}).scalar_one() == 0


def test_the_administrator_reads_who_and_until_when_and_nothing_of_the_household(
    client_of: ClientOf, connection: Connection, world: World, carer: int
) -> None:
    request = _ask(client_of, world, carer)
    administrator = client_of("administrator")
    for page in (administrator.get(REQUESTS).text, administrator.get(request).text):
        assert "Hanna de Wit" in page
        assert not TOKEN.search(page)
        for hidden in ("Samira", "mantelzorger", " zus", f"/dossiers/{world.dossier}", "W-2026"):
            assert hidden not in page
    _as(connection, "administrator")
    assert connection.execute(text("select count(*) from network_person")).scalar_one() == 0
    with pytest.raises(DBAPIError, match="permission denied"):
        connection.execute(text("select * from account_request"))


def test_each_step_mails_a_link_and_names_nobody(
    client_of: ClientOf, connection: Connection, world: World, carer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters: list[str] = []

    def kept(write: Callable[[], str]) -> Callable[[], str]:
        def writes() -> str:
            letters.append(write())
            return letters[-1]

        return writes

    for name in ("waiting", "answered"):
        monkeypatch.setattr(asking, name, kept(getattr(asking, name)))
    before = connection.execute(text(WRITTEN)).scalar_one()
    request = _ask(client_of, world, carer)
    assert connection.execute(text(WRITTEN)).scalar_one() == before + 1  # the administrator
    client_of("administrator").post(request, data={"answer": "give", "submission_key": "g"})
    assert connection.execute(text(WRITTEN)).scalar_one() == before + 3  # the invitation, and the lead
    bodies = [letter["body"] for each in letters for letter in json.loads(each).values()]
    assert len(bodies) == 4
    for body in bodies:
        assert not any(name in body for name in ("Hanna", "Samira", "Noor", MAIL, f"/dossiers/{world.dossier}"))
    assert REQUESTS in bodies[0]
    assert "/dossiers/0/network/0/access" in bodies[2]  # the database fills in which


@pytest.mark.parametrize("name", ["omar", "network_person", "housing_officer", "resident", "coordinator", "volunteer"])
def test_nobody_but_the_lead_asks(client_of: ClientOf, world: World, carer: int, name: str) -> None:
    assert client_of(name).get(_access(world, carer)).status_code in {403, 404}
    assert client_of(name).post(_access(world, carer), data=_wish(world)).status_code in {403, 404}
    assert "Er wacht geen aanvraag" in client_of("administrator").get(REQUESTS).text


@pytest.mark.parametrize("name", ["noor", "privacy_officer", "coordinator", "network_person"])
def test_nobody_but_an_administrator_answers(
    client_of: ClientOf, connection: Connection, world: World, carer: int, name: str
) -> None:
    request = _ask(client_of, world, carer)
    assert client_of(name).get(REQUESTS).status_code in {403, 404}
    assert client_of(name).post(request, data={"answer": "give", "submission_key": "x"}).status_code in {403, 404}
    _as(connection, name)
    assert connection.execute(text("select count(*) from sec.accounts_asked()")).scalar_one() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "geen adres"}, "Vul een gewoon e-mailadres in"),
        ({"name": ""}, "Vul de naam in"),
        ({"reason": ""}, "Schrijf in een zin waarom"),
        ({"purpose": "0"}, "Kies een van de mogelijkheden"),
    ],
)
def test_what_is_typed_stays_when_something_is_wrong(
    client_of: ClientOf, world: World, carer: int, changes: dict[str, str], sentence: str
) -> None:
    answer = client_of("noor").post(_access(world, carer), data=_wish(world, **changes))
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "Hanna de Wit" in answer.text or "name" in changes


def test_it_is_taken_back_and_refused(client_of: ClientOf, world: World, carer: int) -> None:
    noor, administrator = client_of("noor"), client_of("administrator")
    request = _ask(client_of, world, carer)
    assert noor.post(f"{_access(world, carer)}/withdraw").status_code == 303
    assert administrator.get(request).status_code == 404
    noor.post(_access(world, carer), data=_wish(world, submission_key="again"))
    found = re.search(rf"{REQUESTS}/\d+", administrator.get(REQUESTS).text)
    assert found
    assert administrator.post(found[0], data={"submission_key": "r0"}).status_code == 400
    assert administrator.post(found[0], data={"answer": "refuse", "submission_key": "r"}).status_code == 303
    page = noor.get(_access(world, carer)).text
    assert "Er kwam geen account" in page
    assert MAIL not in page


def test_an_address_of_somebody_else_is_refused_and_one_that_fits_is_taken(
    client_of: ClientOf, connection: Connection, world: World, carer: int
) -> None:
    noor, administrator = client_of("noor"), client_of("administrator")
    noor.post(_access(world, carer), data=_wish(world, email="omar@voorbeeld.example"))
    found = re.search(rf"{REQUESTS}/\d+", administrator.get(REQUESTS).text)
    assert found
    answer = administrator.post(found[0], data={"answer": "give", "submission_key": "o"})
    assert answer.status_code == 400
    assert "Er is al een account met dit e-mailadres" in answer.text
    noor.post(_access(world, carer) + "/withdraw")
    noor.post(_access(world, carer), data=_wish(world, email="network_person@voorbeeld.example", submission_key="n"))
    found = re.search(rf"{REQUESTS}/\d+", administrator.get(REQUESTS).text)
    assert found
    assert administrator.post(found[0], data={"answer": "give", "submission_key": "p"}).status_code == 303
    who = "select account_id from network_person where id = :id"
    _as(connection, "noor")
    assert connection.execute(text(who), {"id": carer}).scalar_one() == world.accounts["network_person"]


@pytest.mark.parametrize(
    "name", ["enforcement_officer", "income_consultant", "housing_officer", "coordinator", "resident"]
)
def test_who_does_not_read_the_network_does_not_learn_that_one_of_them_looks_along(
    client_of: ClientOf, connection: Connection, world: World, name: str
) -> None:
    theirs = {"id": world.accounts["network_person"]}
    for reader, seen in (("noor", 1), (name, 0)):
        with connection.begin_nested():
            _as(connection, reader)
            for statement in (
                "select count(*) from involvement where account_id = :id",
                "select count(*) from account where id = :id",
            ):
                assert connection.execute(text(statement), theirs).scalar_one() == seen, (reader, statement)
    assert "Network person" not in client_of(name).get(f"/dossiers/{world.dossier}/team").text


def test_a_role_without_an_end_gets_none_and_the_page_says_what_to_do(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    noor.post(f"/dossiers/{world.dossier}/network", data={"first_name": "Ben", "relation": "buur", "role": "friend"})
    found = re.search(rf"/dossiers/{world.dossier}/network/\d+", noor.get(f"/dossiers/{world.dossier}/network").text)
    assert found
    assert "Geef toegang" not in noor.get(found[0]).text
    page = noor.get(f"{found[0]}/access")
    assert page.status_code == 200
    assert "met een laatste dag die nog komt" in page.text
    assert noor.post(f"{found[0]}/access", data=_wish(world)).status_code == 400


def test_a_request_lapses_with_the_role(client_of: ClientOf, connection: Connection, world: World, carer: int) -> None:
    request = _ask(client_of, world, carer)
    words = {"first_name": "Hanna", "relation": "zus", "role": "friend", "active": "y", "version": "1"}
    assert client_of("noor").post(f"/dossiers/{world.dossier}/network/{carer}", data=words).status_code == 303
    assert client_of("administrator").get(request).status_code == 404
    assert "Er wacht geen aanvraag" in client_of("administrator").get(REQUESTS).text
