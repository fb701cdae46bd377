"""An organisation whose very name tells something: other partners read *a partner, by way of the case lead*, on every page."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.access.naming import may_name
from app.web.guard import SchakelFlask
from app.web.partners import mark
from tests.world import PEOPLE, TOKENS, World

ClientOf = Callable[[str], FlaskClient]
NAME, PHONE = "zzsensitive.namezz", "zzsensitive.phonezz"
MASK = "een partner, via de casusregisseur"
KIND = "mental_health"
#: Whoever leads or may lead, keeps the list or watches over it; and the organisation itself.
LEADS = frozenset({"generalist"})
KNOW = {name for name, (function, kind) in PEOPLE.items() if may_name(function, own=kind == KIND, lead_functions=LEADS)}


@pytest.fixture
def sensitive(connection: Connection, world: World) -> int:
    """The organisation of the mental health worker, made so by the administrator's own statements."""
    key = world.organisations[KIND]
    with connection.begin_nested():
        connection.execute(text("select from sec.open(:token)"), {"token": TOKENS["administrator"]})
        connection.execute(
            text("insert into sensitive_name (organisation_id, name, contact_phone) values (:id, :name, :phone)"),
            {"id": key, "name": NAME, "phone": PHONE},
        )
        marks = {"id": key, "name": mark(key, "name"), "phone": mark(key, "contact_phone")}
        connection.execute(
            text("update organisation set sensitive = true, name = :name, contact_phone = :phone where id = :id"), marks
        )
    return key


def pages(app: SchakelFlask, world: World) -> list[str]:
    """Every page about a household, and every list, by its address; what needs another number than 1 answers that it is not there."""
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint.startswith(("accounts.sign", "health")):
            continue
        address = re.sub(r"<(?:[^<>:]*:)?dossier_id>", str(world.dossier), rule.rule)
        found.append(re.sub(r"<(?:[^<>:]*:)?\w+>", "1", address))
    return found


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_no_page_tells_the_name_to_somebody_who_may_not_know_it(
    app: SchakelFlask, client_of: ClientOf, world: World, sensitive: int, name: str
) -> None:
    client, told = client_of(name), set()
    for address in pages(app, world):
        answer = client.get(address).get_data().decode("latin-1")
        assert "@@partner:" not in answer, address
        told |= {sign for sign in (NAME, PHONE) if sign in answer}
    assert name in KNOW or told == set()


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_the_lock_says_what_the_policy_says(connection: Connection, world: World, sensitive: int, name: str) -> None:
    with connection.begin_nested():
        connection.execute(text("select from sec.open(:token)"), {"token": TOKENS[name]})
        read = connection.execute(text("select name from sensitive_name")).scalars().all()
        stored = text("select name, contact_phone from organisation where id = :id")
        plain = connection.execute(stored, {"id": sensitive}).one()
    assert read == ([NAME] if name in KNOW else [])
    assert NAME not in plain


def test_the_lead_and_the_team_read_the_name_and_a_partner_the_mask(
    client_of: ClientOf, world: World, sensitive: int
) -> None:
    team = f"/dossiers/{world.dossier}/team"
    for name in ("noor", "omar", "mental_health_worker"):
        assert NAME in client_of(name).get(team).text, name
    for name in ("welfare_worker", "community_officer", "debt_counsellor"):
        page = client_of(name).get(team).text
        assert MASK in page, name
        assert NAME not in page, name


def test_looking_as_a_partner_shows_what_the_partner_may_know(
    client_of: ClientOf, world: World, sensitive: int
) -> None:
    as_officer = f"/dossiers/{world.dossier}/as/{world.accounts['community_officer']}"
    page = client_of("noor").get(as_officer).text
    assert NAME not in page
    assert MASK in page
    own = f"/dossiers/{world.dossier}/as/{world.accounts['mental_health_worker']}"
    assert NAME in client_of("noor").get(own).text


def test_a_drawing_that_was_kept_tells_nobody_else(client_of: ClientOf, world: World, sensitive: int) -> None:
    """What the lead saw drawn is kept under its content; the next reader of the same content may not know the name."""
    for name in ("noor", "welfare_worker", "noor", "community_officer"):
        page = client_of(name).get(f"/dossiers/{world.dossier}").text + client_of(name).get("/caseload").text
        assert (NAME in page) <= (name in KNOW), name


def test_the_administrator_makes_it_so_and_takes_it_back(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    key, admin = world.organisations["school"], client_of("administrator")
    form = {
        "kind": "school",
        "contact_name": "Balie",
        "contact_phone": "058 111 11 11",
        "active": "y",
        "sensitive": "y",
    }
    url = f"/administration/organisations/{key}"
    answer = admin.post(url, data=form | {"name": NAME, "version": "1", "submission_key": "a"})
    assert answer.status_code == 303, answer.text
    stored = text("select name, contact_phone, sensitive from organisation where id = :id")
    assert tuple(connection.execute(stored, {"id": key}).one()) == (mark(key, "name"), mark(key, "contact_phone"), True)
    assert f'value="{NAME}"' in admin.get(url).text
    taken = admin.post(
        f"{url.rsplit('/', 1)[0]}/new", data=form | {"name": NAME.upper(), "submission_key": "n", "bsn_allowed": ""}
    )
    assert "Er is al een organisatie met deze naam" in taken.text
    back = {field: value for field, value in form.items() if field != "sensitive"}
    assert admin.post(url, data=back | {"name": NAME, "version": "2", "submission_key": "b"}).status_code == 303
    assert tuple(connection.execute(stored, {"id": key}).one()) == (NAME, "058 111 11 11", False)
