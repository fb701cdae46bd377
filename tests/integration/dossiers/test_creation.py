"""A new dossier: everything at once or nothing, and a warning when the household seems to be known."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.world import World

Clients = Callable[[str], FlaskClient]
Filled = Callable[..., dict[str, str]]
Rows = Callable[..., list[Any]]


def _id(location: str) -> int:
    found = re.search(r"/dossiers/(\d+)", location)
    assert found, location
    return int(found[1])


def test_it_makes_a_dossier_with_everything_that_was_filled_in(client_of: Clients, filled: Filled, rows: Rows) -> None:
    answer = client_of("tess").post("/dossiers/new", data=filled())
    assert answer.status_code == 303, answer.get_data(as_text=True)
    dossier = {"d": _id(answer.location)}
    assert rows("select title from household_title where dossier_id = :d", **dossier) == [("van der Molen",)]
    assert rows("select code, name from household_area where dossier_id = :d", **dossier) == [
        ("BU99990202", "Oosterpark")
    ]
    assert rows(
        "select number, addition, postcode, search_key from household_address where dossier_id = :d", **dossier
    ) == [(12, "a", "9999AB", "tulpenburg 12a 9999ab")]
    assert rows("select phase, weight from dossier_process where dossier_id = :d", **dossier) == [("intake", 3)]
    assert rows("select from_phase, to_phase from phase_change where dossier_id = :d", **dossier) == [(None, "intake")]
    assert rows("select adults, children from household_summary where dossier_id = :d", **dossier) == [(1, 0)]
    person = rows(
        "select p.id, p.stub, p.person_ids, d.name_key, d.contact_preference, m.relation from person p"
        " join person_detail d on d.person_id = p.id join household_member m on m.person_id = p.id"
        " where p.dossier_id = :d",
        **dossier,
    )[0]
    assert (person.stub, person.name_key, person.contact_preference, person.relation) == (
        "Bram M.",
        "vandermolen|bram",
        "visit",
        "main",
    )
    assert person.person_ids == [person.id]
    assert rows("select words from resident_question where dossier_id = :d", **dossier) == [("Ik wil rust in huis.",)]
    assert ("dossier.created",) in rows("select verb from activity where dossier_id = :d", **dossier)
    lead = rows("select is_lead, valid_until from involvement where dossier_id = :d", **dossier)
    assert lead == [(True, None)]


def test_it_shows_bad_input_again_with_what_to_do(client_of: Clients, filled: Filled, rows: Rows) -> None:
    client = client_of("tess")
    wrong: tuple[tuple[dict[str, str], str], ...] = (
        ({"persons__0__surname": ""}, "Vul een achternaam in."),
        ({"persons__0__birth_date": "31-02-1990"}, "bestaat niet of is geen datum."),
        ({"postcode": "12 AB"}, "vier cijfers en twee letters"),
        ({"number": "a"}, "Vul een huisnummer in"),
        ({"street": ""}, "Vul de straat in, of laat het hele adres leeg."),
        ({"area_code": "WK01"}, "Een buurtcode is BU"),
        ({"area_code": "", "area_name": ""}, "Vul de code van de buurt in"),
        ({"purpose": "999999"}, "Kies een van de mogelijkheden."),
        ({"persons__0__bsn": "999999999"}, "Dit BSN klopt niet"),
        ({"persons__0__birth_date": "2999-01-01"}, "nog niet geweest"),
    )
    for changes, sentence in wrong:
        data = filled(**changes)
        answer = client.post("/dossiers/new", data=data)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 400, changes
        assert sentence in page, changes
        assert "Ik wil rust in huis." in page
        assert "Bram" in page
        again = client.post("/dossiers/new", data=data)
        assert again.status_code == 400, "the same mistake twice keeps what was typed"
    assert rows("select count(*) from dossier") == [(0,)]


def test_it_may_leave_out_the_address_and_the_question(client_of: Clients, filled: Filled, rows: Rows) -> None:
    answer = client_of("tess").post(
        "/dossiers/new", data=filled(street="", number="", addition="", postcode="", town="", question="")
    )
    assert answer.status_code == 303
    assert rows("select count(*) from household_address where dossier_id = :d", d=_id(answer.location)) == [(0,)]


def test_it_adds_a_row_for_another_person_and_forgets_empty_ones(
    client_of: Clients, filled: Filled, rows: Rows
) -> None:
    client = client_of("tess")
    more = client.post("/dossiers/new", data=filled(more="1"))
    assert more.status_code == 200
    assert "persons-1-given_name" in more.get_data(as_text=True)
    second = {
        "persons__1__given_name": "Noa",
        "persons__1__surname": "Molen",
        "persons__1__birth_date": "2020-05-05",
        "persons__1__relation": "child",
        "persons__1__contact_preference": "phone",
        "persons__2__given_name": "",
        "persons__2__surname": "",
        "persons__2__relation": "main",
        "persons__2__contact_preference": "phone",
    }
    answer = client.post("/dossiers/new", data=filled(**second))
    assert answer.status_code == 303
    counted = rows("select adults, children from household_summary where dossier_id = :d", d=_id(answer.location))
    assert counted == [(1, 1)]


def test_it_saves_once_when_it_is_sent_twice(client_of: Clients, filled: Filled, rows: Rows) -> None:
    client = client_of("tess")
    first = client.post("/dossiers/new", data=filled())
    second = client.post("/dossiers/new", data=filled())
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert rows("select count(*) from dossier") == [(1,)]


def test_it_keeps_the_bsn_encrypted_where_the_purpose_names_it(client_of: Clients, filled: Filled, rows: Rows) -> None:
    answer = client_of("tess").post("/dossiers/new", data=filled(persons__0__bsn="999914856"))
    assert answer.status_code == 303
    sealed = rows("select sealed_number, blind_index from person_bsn where dossier_id = :d", d=_id(answer.location))[0]
    assert b"999914856" not in bytes(sealed[0])
    assert b"999914856" not in bytes(sealed[1])


@pytest.fixture
def known(connection: Connection, client_of: Clients, filled: Filled) -> int:
    """Noor made a dossier for the same household before."""
    answer = client_of("noor").post("/dossiers/new", data=filled(question="Vertrouwelijke vraag"))
    return _id(answer.location)


def test_it_warns_that_a_team_knows_the_household_and_says_whom_to_ask(
    client_of: Clients, filled: Filled, known: int, rows: Rows
) -> None:
    client = client_of("tess")
    answer = client.post("/dossiers/new", data=filled(submission_key="k2"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Organisatie area_team" in page
    assert "Contactpunt" in page
    assert "058 000 00 00" in page
    assert "Vertrouwelijke vraag" not in page
    assert f"/dossiers/{known}" not in page
    assert rows("select count(*) from dossier where id <> :known", known=known) == [(0,)]
    mark = re.search(r'name="confirmed" value="([^"]+)"', page)
    assert mark
    confirmed = client.post("/dossiers/new", data=filled(submission_key="k2", confirmed=mark[1]))
    assert confirmed.status_code == 303


def test_it_lists_own_dossiers_with_a_link(client_of: Clients, filled: Filled, known: int) -> None:
    page = client_of("noor").post("/dossiers/new", data=filled(submission_key="k2")).get_data(as_text=True)
    assert f'href="/dossiers/{known}"' in page
    assert "Organisatie area_team" not in page.split("Eerste persoon")[0].split("Is dit huishouden al bekend?")[1]


def test_it_warns_again_when_something_else_is_found(client_of: Clients, filled: Filled, known: int) -> None:
    answer = client_of("tess").post("/dossiers/new", data=filled(submission_key="k2", confirmed="something else"))
    assert answer.status_code == 200


def test_it_stays_silent_about_a_protected_address(client_of: Clients, filled: Filled, world: World) -> None:
    here = {"area": "BU99990101", "street": "Dirkstraat", "number": "14", "postcode": "9999 ZZ", "town": "Waterstad"}
    data = filled(number="14", addition="", postcode="9999 ZZ", submission_key="k3")
    assert client_of("tess").post("/dossiers/new", data=data).status_code == 200
    answer = client_of("noor").post(
        f"/dossiers/{world.dossier}/address", data={**here, "protected": "y", "version": "1", "submission_key": "p"}
    )
    assert answer.status_code == 303
    assert client_of("tess").post("/dossiers/new", data=data).status_code == 303


def test_it_stays_silent_about_a_closed_dossier(client_of: Clients, filled: Filled, world: World) -> None:
    step = {"phase": "closed", "reason": "klaar", "weight": "3", "version": "1", "submission_key": "p"}
    assert client_of("noor").post(f"/dossiers/{world.dossier}/phase", data=step).status_code == 303
    data = filled(number="14", addition="", postcode="9999 ZZ", submission_key="k3")
    assert client_of("tess").post("/dossiers/new", data=data).status_code == 303


def test_it_logs_the_look_for_the_same_household(
    client_of: Clients, filled: Filled, known: int, connection: Connection
) -> None:
    client_of("tess").post("/dossiers/new", data=filled(submission_key="k2"))
    client_of("privacy_officer").get("/me")
    found = connection.execute(text("select count(*) from access_log where action = 'search'")).scalar_one()
    assert found >= 1
