"""People who join, change, leave, come back and die; the number behind its own door; who sees whom."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.access.scope import DossierScope
from app.dossiers.queries import list_persons
from app.dossiers.services.persons import adult_on
from tests.pages import stands_in
from tests.world import World

Clients = Callable[[str], FlaskClient]
Rows = Callable[..., list[Any]]


@pytest.fixture
def person() -> Callable[..., dict[str, str]]:
    """The form of a person, filled in."""

    def fill(**changes: str) -> dict[str, str]:
        return {
            "submission_key": "p1",
            "given_name": "Yara",
            "prefix": "el",
            "surname": "Amrani",
            "birth_date": "2016-03-01",
            "relation": "child",
            "contact_preference": "app",
        } | changes

    return fill


def test_it_adds_somebody(client_of: Clients, world: World, person: Callable[..., dict[str, str]], rows: Rows) -> None:
    client = client_of("noor")
    before = rows("select 1")  # opens the line
    assert before
    answer = client.post(f"/dossiers/{world.dossier}/people/new", data=person(joined_on="2024-02-01"))
    assert answer.status_code == 303
    assert answer.location == f"/dossiers/{world.dossier}"
    client.post(f"/dossiers/{world.dossier}/people/new", data=person(joined_on="2024-02-01"))
    found = rows("select p.id, p.adult_on, p.stub from person p where p.stub = 'Yara A.'")
    assert [(row.adult_on, row.stub) for row in found] == [(dt.date(2034, 3, 1), "Yara A.")]
    assert rows("select adults, children from household_summary") == [(1, 2)]
    assert rows("select category from activity where verb = 'person.added' and object_id = :p", p=found[0].id) == [
        ("household",)
    ]


def test_it_shows_bad_input_again(client_of: Clients, world: World, person: Callable[..., dict[str, str]]) -> None:
    client = client_of("noor")
    for changes, sentence in (
        ({"given_name": ""}, "Vul een voornaam in."),
        ({"relation": "boss"}, "Kies iets uit de lijst."),
        ({"bsn": "12345"}, "Een BSN heeft 9 cijfers"),
        ({"birth_date": "gisteren"}, "bestaat niet of is geen datum."),
        ({"surname": "x" * 101}, "Maak dit korter"),
    ):
        answer = client.post(f"/dossiers/{world.dossier}/people/new", data=person(**changes))
        assert answer.status_code == 400
        assert sentence in answer.get_data(as_text=True)
        assert 'value="el"' in answer.get_data(as_text=True)


def test_it_shows_both_texts_when_two_people_changed_the_same(
    client_of: Clients, world: World, person: Callable[..., dict[str, str]], rows: Rows
) -> None:
    url = f"/dossiers/{world.dossier}/people/{world.persons['sami']}"
    client = client_of("noor")
    first = client.post(url, data=person(given_name="Sami", phone="06 11", version="1"))
    assert first.status_code == 303
    second = client.post(
        url,
        data=person(given_name="Samir", phone="06 22", version="1", contact_preference="letter", submission_key="p2"),
    )
    page = second.get_data(as_text=True)
    assert second.status_code == 409
    for words in ("06 11", "06 22", "Samir", "een appje", "een brief"):
        assert words in page
    assert rows("select phone from person_detail where person_id = :p", p=world.persons["sami"]) == [("06 11",)]
    third = client.post(url, data=person(given_name="Samir", phone="06 22", version="2", submission_key="p2"))
    assert third.status_code == 303


def test_it_notices_a_change_that_touches_the_header_only(
    client_of: Clients, world: World, person: Callable[..., dict[str, str]]
) -> None:
    url = f"/dossiers/{world.dossier}/people/{world.persons['sami']}"
    client = client_of("noor")
    assert client.post(url, data=person(version="1")).status_code == 303
    assert client.post(url, data=person(version="2", holds_authority="y", submission_key="a")).status_code == 303
    assert client.post(url, data=person(version="2", submission_key="b")).status_code == 409


@pytest.mark.parametrize("because", ["moved", "divorced", "double"])
def test_it_lets_somebody_leave_and_come_back(client_of: Clients, world: World, rows: Rows, because: str) -> None:
    url = f"/dossiers/{world.dossier}/people/{world.persons['sami']}"
    client = client_of("noor")
    leave = {"submission_key": "l", "on": "2025-01-31", "because": because}
    assert client.post(f"{url}/leave", data=leave).status_code == 303
    assert rows("select left_on, left_because from household_member where person_id = :p", p=world.persons["sami"]) == [
        (dt.date(2025, 1, 31), because)
    ]
    assert rows("select adults, children from household_summary") == [(1, 0)]
    assert "Hoorde er eerder bij" in client.get(f"/dossiers/{world.dossier}/people").get_data(as_text=True)
    back = {"submission_key": "r", "on": "2025-06-01", "relation": "child"}
    assert client.post(f"{url}/return", data=back).status_code == 303
    assert rows("select adults, children from household_summary") == [(1, 1)]
    again = client.post(f"{url}/return", data={**back, "submission_key": "r2"})
    assert again.status_code == 400


def test_it_keeps_a_day_of_leaving_in_order(client_of: Clients, world: World) -> None:
    url = f"/dossiers/{world.dossier}/people/{world.persons['sami']}/leave"
    client = client_of("noor")
    for changes in ({"on": "2999-01-01"}, {"on": "2001-01-01"}, {"on": ""}, {"because": "vanished"}):
        data = {"submission_key": "l", "on": "2025-01-31", "because": "moved"} | changes
        assert client.post(url, data=data).status_code == 400, changes


def test_it_closes_the_rows_of_somebody_who_died(
    client_of: Clients, world: World, person: Callable[..., dict[str, str]], rows: Rows
) -> None:
    url = f"/dossiers/{world.dossier}/people/{world.persons['samira']}"
    client = client_of("noor")
    died = {"submission_key": "l", "on": "2025-01-31", "because": "deceased"}
    assert client.post(f"{url}/leave", data=died).status_code == 303
    assert rows("select deceased_on from person where id = :p", p=world.persons["samira"]) == [(dt.date(2025, 1, 31),)]
    assert rows("select adults, children from household_summary") == [(0, 1)]
    page = client.get(f"/dossiers/{world.dossier}/people").get_data(as_text=True)
    assert "overleden" in page
    refused = client.post(url, data=person(version="1"))
    assert refused.status_code == 400
    assert "blijven zoals ze zijn" in refused.get_data(as_text=True)
    omar = client_of("omar").get(f"/dossiers/{world.dossier}/people").get_data(as_text=True)
    assert "Samira" not in omar


def test_it_renders_the_bsn_field_only_where_it_may_be_used(client_of: Clients, world: World) -> None:
    assert 'name="bsn"' in client_of("noor").get(f"/dossiers/{world.dossier}/people/new").get_data(as_text=True)


def test_it_has_no_bsn_field_without_a_purpose_that_names_it(
    client_of: Clients, owner: Connection, world: World
) -> None:
    owner.execute(text("update purpose set bsn_allowed = false where id = :p"), {"p": world.purposes["area_team"]})
    owner.commit()
    try:
        page = client_of("noor").get(f"/dossiers/{world.dossier}/people/new").get_data(as_text=True)
        assert 'name="bsn"' not in page
        assert 'bsn"' not in client_of("tess").get("/dossiers/new").get_data(as_text=True)
    finally:
        owner.execute(text("update purpose set bsn_allowed = true where id = :p"), {"p": world.purposes["area_team"]})
        owner.commit()


def test_it_masks_the_bsn_and_reveals_it_in_a_logged_act(
    client_of: Clients, world: World, person: Callable[..., dict[str, str]], rows: Rows
) -> None:
    client = client_of("noor")
    assert client.post(f"/dossiers/{world.dossier}/people/new", data=person(bsn="9999 14 856")).status_code == 303
    page = client.get(f"/dossiers/{world.dossier}/people").get_data(as_text=True)
    assert "•••••4856" in page
    assert "999914856" not in page
    yara = rows("select id from person where stub = 'Yara A.'")[0].id
    shown = client.post(f"/dossiers/{world.dossier}/people/{yara}/bsn")
    assert "999914856" in shown.get_data(as_text=True)
    assert rows("select dossier_id from access_log where action = 'reveal'") == [(world.dossier,)]
    for who in ("housing_officer", "community_officer", "resident"):
        there = client_of(who)
        assert not stands_in("4856", there.get(f"/dossiers/{world.dossier}/people").get_data(as_text=True))
        assert there.post(f"/dossiers/{world.dossier}/people/{yara}/bsn").status_code == 404


@pytest.mark.parametrize("who", ["omar", "youth_protection", "resident", "housing_officer", "caretaker"])
def test_it_lets_nobody_but_the_lead_write(
    client_of: Clients, world: World, person: Callable[..., dict[str, str]], who: str
) -> None:
    client = client_of(who)
    one = f"/dossiers/{world.dossier}/people/{world.persons['sami']}"
    leave = {"submission_key": "l", "on": "2025-01-31", "because": "moved"}
    assert client.post(f"/dossiers/{world.dossier}/people/new", data=person()).status_code == 403
    assert client.post(one, data=person(version="1")).status_code == 403
    assert client.post(f"{one}/leave", data=leave).status_code == 403
    page = client.get(f"/dossiers/{world.dossier}/people").get_data(as_text=True)
    assert "Iemand toevoegen" not in page
    assert "Wijzigen" not in page


def test_it_shows_the_warning_about_others_at_home_to_the_lead_only(
    client_of: Clients, world: World, person: Callable[..., dict[str, str]]
) -> None:
    added = client_of("noor").post(f"/dossiers/{world.dossier}/people/new", data=person(partner_unsafe="y"))
    assert added.status_code == 303
    url = f"/dossiers/{world.dossier}/people"
    assert "let op wie er meeleest" in client_of("noor").get(url).get_data(as_text=True)
    for who in ("omar", "resident", "co_resident", "young_person", "housing_officer"):
        assert "let op wie er meeleest" not in client_of(who).get(url).get_data(as_text=True)


def test_it_lists_only_the_persons_that_a_relation_covers(
    owner: Connection, scope_of: Callable[..., DossierScope], client_of: Clients, world: World
) -> None:
    values = {"a": world.accounts["housing_officer"], "p": [world.persons["samira"]]}
    owner.execute(text("update involvement set person_ids = :p where account_id = :a"), values)
    owner.commit()
    try:
        scope = scope_of("housing_officer")
        assert [line.person_id for line in list_persons(scope.id)] == [world.persons["samira"]]
        page = client_of("housing_officer").get(f"/dossiers/{world.dossier}/people").get_data(as_text=True)
        assert "Samira" in page
        assert ">Sami " not in page
        assert "U ziet alleen de mensen om wie uw inzet gaat." in page
    finally:
        owner.execute(text("update involvement set person_ids = null where account_id = :a"), values)
        owner.commit()


def test_it_writes_a_line_per_person_that_was_shown(client_of: Clients, world: World, connection: Connection) -> None:
    client_of("noor").get(f"/dossiers/{world.dossier}/people")
    client_of("privacy_officer").get("/me")
    lines = connection.execute(
        text("select person_id, categories from processing_log where operation = 'person.list' order by person_id")
    ).all()
    assert [line.person_id for line in lines] == sorted(world.persons.values())
    assert all(sorted(line.categories) == ["address", "household", "identity"] for line in lines)


def test_it_gives_a_name_where_it_may_and_a_stub_elsewhere(scope_of: Callable[..., DossierScope], world: World) -> None:
    full = list_persons(scope_of("noor").id)
    assert [line.is_child for line in full] == [False, True]
    assert full[0].name.startswith("Samira ")
    assert full[0].birth_date == dt.date(1988, 5, 4)
    stubs = list_persons(scope_of("caretaker").id)
    assert all(line.name == line.stub and line.birth_date is None for line in stubs)


def test_it_makes_somebody_born_on_a_leap_day_an_adult_in_march() -> None:
    assert adult_on(dt.date(2008, 2, 29)) == dt.date(2026, 3, 1)
    assert adult_on(None) is None
