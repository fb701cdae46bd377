"""One person's overview: everything that is theirs, nobody else's name, who looked and under which seal; for the lead alone."""

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from tests.integration.rights.test_handouts import approved
from tests.places import ROOT
from tests.schema import problems
from tests.world import PEOPLE, TOKEN, World, add_row, token

ClientOf = Callable[[str], FlaskClient]
SCHEMA: dict[str, Any] = json.loads((ROOT / "docs" / "overview.schema.json").read_text())


def url(world: World, who: str = "samira", end: str = "") -> str:
    return f"/dossiers/{world.dossier}/people/{world.persons[who]}/overview{end}"


def data(client_of: ClientOf, world: World, connection: Connection, **kept: object) -> dict[str, Any]:
    """The copy of Samira's overview as JSON, approved by a second person."""
    answer = client_of("noor").get(approved(client_of, world, connection, **kept) + ".json")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_it_has_every_category_that_the_lead_reads_with_purpose_law_and_owner(
    client_of: ClientOf, world: World
) -> None:
    page = client_of("noor").get(url(world)).text
    for table, category in (
        ("person_detail", "identity"), ("household_address", "address"), ("household_member", "household"),
        ("resident_question", "domains"), ("domain_entry", "finances"), ("domain_entry", "health"), ("note", "notes"),
        ("note_interpretation", "notes"), ("plan_item", "plan"), ("intervention_body", "care"), ("appointment", "plan"),
        ("intervention_body", "activation"), ("offer", "offers"),
    ):  # fmt: skip
        assert token(table, category) in page, table
    assert "ondersteuning (Wmo 2015, 2.3.2)" in page
    assert "Organisatie area_team" in page
    assert "15 jaar" in page


def test_it_leaves_out_what_the_lead_does_not_read(client_of: ClientOf, world: World) -> None:
    """Of an enforcement step of another organisation the header is there, and not why."""
    page = client_of("noor").get(url(world)).text
    assert token("product", "enforcement") in page
    assert token("intervention_body", "enforcement") not in page


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"noor"}))
def test_nobody_but_the_lead_makes_one(client_of: ClientOf, world: World, name: str) -> None:
    answer = client_of(name).get(url(world))
    assert answer.status_code in {403, 404}
    assert not TOKEN.search(answer.text)


def test_it_puts_what_others_are_in_the_place_of_their_names(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    noor.post(
        f"/dossiers/{world.dossier}/network",
        data={"first_name": "Ans", "relation": "buurvrouw van Sami", "role": "friend"},
    )
    noor.post(
        f"/dossiers/{world.dossier}/notes/new",
        data={
            "facts": "SAMI en Ans waren er, Samira ook. Samisch eten.",
            "openness": "open",
            "persons": [str(world.persons["samira"])],
        },
    )
    key = connection.execute(text("select max(id) from network_person")).scalar_one()
    facts = [
        r["said"]["facts"]
        for r in data(client_of, world, connection)["records"]
        if r["kind"] == "note" and "Samisch" in r["said"]["facts"]
    ]
    assert len(facts) == 1
    assert "Sami " not in facts[0]
    assert "Ans" not in facts[0]
    assert "[buurvrouw van [" in facts[0]
    assert "Samira ook. Samisch eten." in facts[0]
    kept = data(client_of, world, connection, keep=[f"n{key}", f"p{world.persons['sami']}"])
    assert "SAMI en Ans waren er" in json.dumps(kept, ensure_ascii=False)


def test_the_name_of_somebody_who_is_not_safe_here_never_stays(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    unsafe = {"given_name": "Sami", "surname": "Voorbeeld", "relation": "child", "contact_preference": "phone"}
    at = f"/dossiers/{world.dossier}/people/{world.persons['sami']}"
    assert noor.post(at, data=unsafe | {"partner_unsafe": "y", "version": "1"}).status_code == 303
    page = noor.get(url(world, end=f"?keep=p{world.persons['sami']}")).text
    assert f'value="p{world.persons["sami"]}"' not in page
    assert token("plan_item", "plan") not in page  # it is about both
    assert token("note", "notes") in page


def test_it_says_that_a_note_is_not_open_yet_and_not_what_stands_in_it(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    until = (today_in_amsterdam() + dt.timedelta(days=30)).isoformat()
    note = {"facts": "Dit blijft nog binnen.", "openness": "withheld", "withheld_because": "onderzoek van Veilig Thuis",
            "withheld_until": until, "persons": [str(world.persons["samira"])]}  # fmt: skip
    assert noor.post(f"/dossiers/{world.dossier}/notes/new", data=note).status_code == 303
    page = noor.get(url(world)).text
    assert "1 notitie is nog niet open voor u" in page
    assert "Dit blijft nog binnen" not in page
    assert "onderzoek van Veilig Thuis" not in page


def test_a_sealed_row_is_left_out_without_a_word_of_its_own(
    client_of: ClientOf, world: World, connection: Connection, acting: Callable[[str], None]
) -> None:
    before = client_of("noor").get(url(world)).text
    acting("noor")
    add_row(connection, world, "note", facts="achter het zegel", sealed=True, person_ids=[world.persons["samira"]])
    after = client_of("noor").get(url(world)).text
    assert "achter het zegel" not in after
    start, end = (before.index(words) for words in ("Wat er niet in staat", "Wie gegevens kreeg"))
    assert before[start:end] in after


def test_who_left_gets_what_names_them_and_not_where_the_others_live(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    leave = {"because": "moved", "on": today_in_amsterdam().isoformat()}
    assert noor.post(f"/dossiers/{world.dossier}/people/{world.persons['samira']}/leave", data=leave).status_code == 303
    page = noor.get(url(world)).text
    assert token("household_address", "address") not in page
    assert token("note", "notes") in page


def test_it_names_who_received_data_and_from_when(client_of: ClientOf, world: World, connection: Connection) -> None:
    found = data(client_of, world, connection)
    functions = {(line["organisation"], line["function"]) for line in found["recipients"]}
    assert ("Organisatie debt_help", "debt_counsellor") in functions
    eva = [line for line in found["recipients"] if line["function"] == "generalist" and line["until"]]
    assert len(eva) == 1


def test_making_it_is_in_the_log_with_whose_names_stayed(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    sami = f"p{world.persons['sami']}"
    data(client_of, world, connection, keep=[sami])
    client_of("noor").get(url(world))
    done = connection.execute(
        text("select a.operation, a.action, a.reason from access_log a join processing_log p on p.trace_id = a.trace_id"
             " where a.operation like 'handout.%' and a.action <> 'read' and p.person_id = :samira order by a.id"),
        {"samira": world.persons["samira"]},
    ).all()  # fmt: skip
    assert [tuple(line) for line in done] == [
        ("handout.create", "create", sami),
        ("handout.edit", "share", ""),
        ("handout.edit", "approve", ""),
        ("handout.export", "export", ""),
    ]


def test_the_log_says_which_function_of_which_organisation_looked_and_never_who(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    client_of("debt_counsellor").get(f"/dossiers/{world.dossier}")
    client_of("noor").get("/caseload")
    found = data(client_of, world, connection)
    assert list(problems(found, SCHEMA)) == []
    lines = {(line["organisation"], line["function"], line["in_a_list"]) for line in found["log"]}
    assert ("Organisatie debt_help", "debt_counsellor", False) in lines
    assert ("Organisatie area_team", "generalist", True) in lines
    assert "Debt counsellor" not in json.dumps(found)


def test_the_database_tells_the_log_of_a_person_to_their_lead_alone(
    acting: Callable[[str], None], connection: Connection, world: World, client_of: ClientOf
) -> None:
    client_of("noor").get(f"/dossiers/{world.dossier}")
    counted = {}
    for name in PEOPLE:
        acting(name)
        lines = connection.execute(text("select count(*) from sec.overview_log(:p)"), {"p": world.persons["samira"]})
        counted[name] = lines.scalar_one()
    assert counted.pop("noor") > 0
    assert set(counted.values()) == {0}


def test_it_holds_documents_and_questions_too(client_of: ClientOf, world: World) -> None:
    page = client_of("noor").get(f"/dossiers/{world.dossier}/people/{world.persons['samira']}/overview").text
    for table, category in (("question_thread", "notes"), ("thread_message", "notes"), ("outside_question", "notes")):
        assert token(table, category) in page
    assert "Vraag aan iemand buiten het dossier" in page


def test_each_kind_of_record_says_how_long_it_is_kept_and_until_when(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    at = approved(client_of, world, connection)
    found = {line["kind"]: line for line in client_of("noor").get(at + ".json").get_json()["retention_by_kind"]}
    note = found["note"]
    assert (note["law"], note["duration"], note["trigger"]) == ("Wmo 2015", "15 jaar", "nadat het is vastgelegd")
    assert note["until"].startswith(f"{today_in_amsterdam().year + 15}-")
    assert found["household_address"]["with_the_last"]
    assert found["household_address"]["until"] is None
    for page in (client_of("noor").get(url(world)).text, client_of("noor").get(at + "/copy").text):
        assert re.search(r"<dt>Notitie, Wmo 2015</dt>\s*<dd>15 jaar nadat het is vastgelegd, uiterlijk ", page)
        assert "zolang er nog iets anders over het huishouden bewaard wordt" in page


def test_a_file_that_is_held_says_no_day(client_of: ClientOf, world: World, connection: Connection) -> None:
    case_no = connection_case(client_of, world, connection)
    until = (today_in_amsterdam() + dt.timedelta(days=90)).isoformat()
    data_ = {"case_no": case_no, "reason": "Er loopt een procedure.", "until_on": until, "submission_key": "hold"}
    assert client_of("privacy_officer").post("/retention/holds/new", data=data_).status_code == 303
    found = {line["kind"]: line for line in data(client_of, world, connection)["retention_by_kind"]}
    assert (found["note"]["duration"], found["note"]["until"]) == ("15 jaar", None)


def connection_case(client_of: ClientOf, world: World, connection: Connection) -> str:
    """The number by which people at work call the household."""
    client_of("noor").get(f"/dossiers/{world.dossier}/plan")
    return str(
        connection.execute(text("select case_no from dossier where id = :id"), {"id": world.dossier}).scalar_one()
    )


def test_who_makes_no_overview_hears_no_terms(client_of: ClientOf, world: World, connection: Connection) -> None:
    days = "array['note'], array['Wmo 2015'], array[date '2026-01-01']"
    asked = text(f"select count(*) from sec.overview_terms(:d, :p, {days})")
    values = {"d": world.dossier, "p": world.persons["samira"]}
    client_of("noor").get(f"/dossiers/{world.dossier}/plan")
    assert connection.execute(asked, values).scalar_one() == 1
    client_of("omar").get(f"/dossiers/{world.dossier}/plan")
    assert connection.execute(asked, values).scalar_one() == 0
