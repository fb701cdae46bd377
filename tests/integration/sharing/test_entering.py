"""Doorstep and emergency: loud, narrow, short, and nothing to be learnt from trying."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.sharing.letters import letters
from app.web.guard import SchakelFlask
from tests.integration.sharing.conftest import ClientOf, Rows
from tests.world import World, token

Clock = Callable[[int], None]
WHY = "Zij belde in paniek en is alleen met de kinderen."


def _samira(world: World, kind: str = "area_team", **changes: str) -> dict[str, str]:
    return {
        "submission_key": "e",
        "name": "Samira El Amrani",
        "born": "1988-05-04",
        "purpose": str(world.purposes[kind]),
        "reason": WHY,
    } | changes


def _door(world: World, **changes: str) -> dict[str, str]:
    return {
        "submission_key": "d",
        "postcode": "9999 ZZ",
        "number": "14",
        "purpose": str(world.purposes["area_team"]),
        "reason": "De buurvrouw vroeg mij binnen te komen.",
    } | changes


def test_an_emergency_opens_one_person_for_an_hour_and_tells_two_people_in_the_same_transaction(
    client_of: ClientOf, world: World, rows: Rows, connection: Connection
) -> None:
    tess = client_of("tess")
    assert tess.get(f"/dossiers/{world.dossier}").status_code == 404
    answer = tess.post("/emergency", data=_samira(world))
    assert (answer.status_code, answer.location) == (303, f"/dossiers/{world.dossier}")
    page = tess.get(f"/dossiers/{world.dossier}").text
    assert f"Samira {token('person_detail', 'identity')}" in page
    assert "Sami " not in page
    relation = rows(
        "noor",
        "select i.kind, i.person_ids, i.valid_until - i.valid_from, i.is_lead, r.text from involvement i"
        " join involvement_reason r on r.involvement_id = i.id where i.kind <> 'regular'",
    )
    assert [(kind, persons, str(length), lead, why) for kind, persons, length, lead, why in relation] == [
        ("emergency", [world.persons["samira"]], "1:00:00", False, WHY)
    ]
    assert rows("tess", "select distinct person_ids from person") == [([world.persons["samira"]],)]
    today = client_of("noor").get("/today").text
    assert "Tess (generalist, Organisatie area_team) gebruikte noodtoegang" in today
    assert WHY in today
    officer = client_of("privacy_officer")
    assert 'href="/emergencies"' in officer.get("/", follow_redirects=True).text
    assert WHY in officer.get("/emergencies").text
    assert rows(
        "privacy_officer",
        "select outcome, rule, reason, dossier_id from access_log where operation = 'relation.emergency'",
    ) == [("ok", "in", WHY, world.dossier)]


def test_the_mails_hold_a_link_and_no_name(app: SchakelFlask) -> None:
    with app.test_request_context("/"):
        written = [letters(way) for way in ("emergency", "doorstep")]
    for mail in written:
        assert set(json.loads(mail)) == {"nl", "en"}
        assert mail.count("http://localhost/") == 2
        for word in ("Samira", "Tess", "W-2026", "dossier"):
            assert word not in mail


def test_nothing_leaves_in_a_file_and_after_an_hour_it_is_over(
    client_of: ClientOf, world: World, rows: Rows, owner: Connection
) -> None:
    tess = client_of("tess")
    tess.post("/emergency", data=_samira(world))
    visit = rows("noor", "select min(id) from appointment")[0][0]
    assert tess.get(f"/dossiers/{world.dossier}/appointments/{visit}").status_code == 200
    assert tess.get(f"/dossiers/{world.dossier}/appointments/{visit}/calendar.ics").status_code == 403
    assert tess.get("/caseload.xlsx").status_code == 200
    exported = rows("privacy_officer", "select object_ids from access_log where action = 'export'")
    assert exported == [([],)]
    owner.execute(text("insert into sec.setting values ('clock_offset', '61 minutes')"))
    owner.commit()
    try:
        assert tess.get(f"/dossiers/{world.dossier}").status_code == 404
    finally:
        owner.execute(text("delete from sec.setting where name = 'clock_offset'"))
        owner.commit()


def test_who_has_no_duty_of_care_has_no_emergency(client_of: ClientOf, world: World, rows: Rows) -> None:
    for name in (
        "housing_officer",
        "enforcement_officer",
        "debt_counsellor",
        "volunteer",
        "resident",
        "coordinator",
        "administrator",
    ):
        assert client_of(name).get("/emergency").status_code == 403, name
        assert client_of(name).post("/emergency", data=_samira(world)).status_code == 403, name
    assert rows("noor", "select count(*) from involvement where kind <> 'regular'") == [(0,)]


def test_who_is_in_it_already_gets_nothing_more(client_of: ClientOf, world: World, rows: Rows) -> None:
    answer = client_of("omar").post("/emergency", data=_samira(world))
    assert answer.location == f"/dossiers/{world.dossier}"
    assert rows("noor", "select count(*) from involvement where kind <> 'regular'") == [(0,)]


@pytest.mark.parametrize(
    "circumstance",
    [
        "select sec.set_closed(:dossier, true)",
        "update household_address set protected = true where dossier_id = :dossier",
    ],
)
@pytest.mark.parametrize("page", ["/emergency", "/doorstep"])
def test_a_sensitive_household_answers_as_one_that_is_not_there(
    client_of: ClientOf, world: World, connection: Connection, circumstance: str, page: str, rows: Rows
) -> None:
    tess = client_of("tess")
    fill = _samira if page == "/emergency" else _door
    nowhere = {"name": "Bo Niemand"} if page == "/emergency" else {"number": "99"}
    missing = tess.post(page, data=fill(world, **nowhere))
    rows(
        "noor",
        f"with x as (select 1) {circumstance}" if circumstance.startswith("select") else f"{circumstance} returning id",
        dossier=world.dossier,
    )
    here = tess.post(page, data=fill(world, submission_key="other"))
    assert (here.status_code, missing.status_code) == (200, 200)
    assert "dat u zo kunt openen" in here.text
    assert "dat u zo kunt openen" in missing.text
    assert rows("noor", "select count(*) from involvement where kind <> 'regular'") == [(0,)]


def test_tries_are_counted_whether_something_is_found_or_not(client_of: ClientOf, world: World, rows: Rows) -> None:
    tess = client_of("tess")
    for number in range(5):
        tess.post("/emergency", data=_samira(world, name=f"Bo Niemand{number}", submission_key=str(number)))
    refused = tess.post("/emergency", data=_samira(world, submission_key="sixth"))
    assert refused.status_code == 400
    assert "te vaak gevraagd" in refused.text
    assert WHY in refused.text
    assert rows("noor", "select count(*) from involvement where kind <> 'regular'") == [(0,)]


def test_at_the_door_a_colleague_of_the_team_joins_for_a_week(client_of: ClientOf, world: World, rows: Rows) -> None:
    tess = client_of("tess")
    assert tess.post("/doorstep", data=_door(world)).status_code == 303
    assert tess.get(f"/dossiers/{world.dossier}").status_code == 200
    assert rows(
        "noor", "select kind, person_ids, (valid_until - valid_from)::text from involvement where kind <> 'regular'"
    ) == [("doorstep", None, "7 days")]
    today = client_of("noor").get("/today").text
    assert "Tess (generalist) stond aan de deur en leest mee" in today
    assert "De buurvrouw vroeg mij binnen te komen." in today
    assert "stond aan de deur" in client_of("noor").get(f"/dossiers/{world.dossier}/team").text
    stays = {
        "submission_key": "stay",
        "account": str(world.accounts["tess"]),
        "purpose": str(world.purposes["area_team"]),
        "whom": "all",
        "reason": "Zij blijft erbij.",
    }
    add = f"/dossiers/{world.dossier}/team/add?organisation={world.organisations['area_team']}"
    assert client_of("noor").post(add, data=stays).status_code == 303, "the lead may ask her to stay"
    for name in ("housing_officer", "community_officer", "coordinator", "resident"):
        assert client_of(name).get("/doorstep").status_code == 403, name


def test_the_database_asks_for_the_application_itself_and_keeps_the_shape_of_what_lets_itself_in(
    rows: Rows, world: World
) -> None:
    question = '{"key": "elamrani|samira", "born": "1988-05-04", "postcode": "", "number": null}'
    with pytest.raises(DBAPIError, match="not asked by the application"):
        rows(
            "tess",
            "select * from sec.enter('emergency', :q, :purpose, '{}', 'why', '\\x00')",
            q=question,
            purpose=world.purposes["area_team"],
        )
    by_hand = (
        "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, kind, person_ids, valid_from, valid_until,"
        " created_by) values (:dossier, :account, :org, :purpose, :kind, array[:person]::bigint[], now(), now() + interval '1 hour', :me)"
    )
    values = {
        "dossier": world.dossier,
        "account": world.accounts["tess"],
        "org": world.organisations["area_team"],
        "purpose": world.purposes["area_team"],
        "person": world.persons["samira"],
    }
    for name in ("tess", "noor"):
        with pytest.raises(DBAPIError, match="row-level security"):
            rows(name, by_hand, **values, me=world.accounts[name], kind="emergency")
