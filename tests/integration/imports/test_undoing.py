"""All or nothing, and back again exactly."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.imports.services import lines
from tests.integration.imports.scene import XLSX, answer_all, batch_of, bring_in, real, run, send
from tests.unit.imports.samples import as_csv
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
HEADER = ["Naam", "Geboortedatum", "Adres", "Postcode", "Soort", "Wat", "Gestart op", "Status", "2e persoon"]
SAMIRA = "zzidentity.person_detailzz, Samira", "04-05-1988", "Dirkstraat 14", "9999 ZZ"
#: What an import leaves for good: that it was there, its log, and the keys of the forms.
STAYS = frozenset({"import_batch", "submission", "access_log", "processing_log", "account_session", "sign_in_attempt"})


def everything(connection: Connection) -> dict[str, str]:
    """Number and checksum of the rows of every table that the session sees, tables that stay aside."""
    tables = connection.execute(
        text("select tablename from pg_tables where schemaname = 'public' order by 1")
    ).scalars()
    found = {}
    for name in tables:
        if (
            name in STAYS
            or name.startswith(("access_log", "processing_log", "alembic", "account"))
            or name == "one_time_link"
        ):
            continue
        statement = text(
            f"select count(*) || ':' || coalesce(md5(string_agg(md5(t::text), ',' order by t::text)), '') from {name} t"
        )
        readable = "select has_table_privilege(:name, 'select')"
        if connection.execute(text(readable), {"name": f"public.{name}"}).scalar_one():
            found[name] = connection.execute(statement).scalar_one()
    return found


def lists(home: bool) -> bytes:
    """Two households; with ``home`` one of them is there already."""
    rows = [
        HEADER,
        [
            "Bloem, Anna",
            "06-05-1970",
            "Terpkade 10",
            "1996 AB",
            "zorg",
            "huisarts",
            "01-03-2026",
            "loopt",
            "zus Mina komt mee",
        ],
    ]
    if home:
        rows.append([*SAMIRA, "zorg", "maatschappelijk werk", "01-03-2026", "loopt", "buurman Wim gevraagd"])
        rows.append(
            ["zzidentity.person_detailzz, Nieuw", "01-02-1990", *SAMIRA[2:], "A", "naaiclub", "01-03-2026", "loopt", ""]
        )
    return as_csv(rows)


def alone(connection: Connection) -> None:
    """Noor, who asks, ends every relation to the household but her own."""
    ends = "update involvement set valid_until = sec.now() where not is_lead and (valid_until is null or valid_until > sec.now())"
    assert connection.execute(text(ends)).rowcount > 9


@pytest.mark.parametrize("which", ["real", "small", "into a household that is there"])
def test_it_takes_everything_back_exactly(client_of: ClientOf, connection: Connection, which: str) -> None:
    client = client_of("noor")
    client.get("/import")
    if which.startswith("into"):
        alone(connection)
    before = everything(connection)
    batch = bring_in(client, real(XLSX) if which == "real" else lists(which.startswith("into")), "x")
    assert everything(connection) != before
    answer = client.post(f"/import/{batch}/undo", data={"submission_key": "u"})
    assert answer.status_code == 303, answer.text
    assert everything(connection) == before
    assert "teruggedraaid" in client.get("/import").text
    assert bring_in(client, lists(home=False), "x", key="again")


def test_it_takes_nothing_back_after_somebody_worked_on_it(
    client_of: ClientOf, connection: Connection, world: World
) -> None:
    client = client_of("noor")
    batch = bring_in(client, lists(home=True), "x")
    line = {"line": "Zij belde.", "submission_key": "l"}
    mine = connection.execute(
        text("select id from intervention where import_batch_id = :b and dossier_id = :d order by id limit 1"),
        {"b": batch, "d": world.dossier},
    ).scalar_one()
    written = client_of("omar").post(f"/dossiers/{world.dossier}/interventions/{mine}/update", data=line)
    assert written.status_code == 303, written.text
    client.get("/import")
    before = everything(connection)
    answer = client.post(f"/import/{batch}/undo", data={"submission_key": "u"})
    assert answer.status_code == 400
    assert "Terugdraaien kan niet meer" in answer.text
    client.get("/import")
    assert everything(connection) == before


@pytest.mark.parametrize("sealed", [False, True])
def test_people_stay_where_others_are_involved_whether_one_of_them_sealed_something_or_not(
    client_of: ClientOf, connection: Connection, world: World, sealed: bool
) -> None:
    """A refusal would tell that there is a compartment, and taking the person away would take it from whoever wrote it."""
    noor, partner = client_of("noor"), client_of("housing_officer")
    batch = bring_in(noor, lists(home=True), "x")
    new = connection.execute(text("select person_id from person_detail where given_name = 'Nieuw'")).scalar_one()
    if sealed:
        concern = {"said_on": "2026-01-05", "text": "Blauwe plek.", "persons": [str(new)], "submission_key": "s"}
        assert partner.post(f"/dossiers/{world.dossier}/sealed/new", data=concern).status_code == 303
    answer = noor.post(f"/import/{batch}/undo", data={"submission_key": "u"})
    assert answer.status_code == 303, answer.text
    assert "behalve mensen die erbij kwamen" in noor.get(f"/import/{batch}/result").text
    assert "Nieuw" in noor.get(f"/dossiers/{world.dossier}").text
    left = text("select count(*) from intervention where import_batch_id = :b")
    assert connection.execute(left, {"b": batch}).scalar_one() == 0
    found = re.search(rf"/dossiers/{world.dossier}/sealed/\d+", partner.get(f"/dossiers/{world.dossier}/sealed").text)
    assert (found is not None) is sealed
    assert found is None or "Blauwe plek." in partner.get(f"{found[0]}/steps/1").text


def test_what_the_importer_sealed_in_a_household_that_came_in_is_not_taken_away(
    client_of: ClientOf, connection: Connection
) -> None:
    client = client_of("noor")
    batch = bring_in(client, lists(home=False), "x")
    home, person = connection.execute(
        text("select dossier_id, person_id from person_detail where given_name = 'Anna'")
    ).one()
    concern = {"said_on": "2026-01-05", "text": "Blauwe plek.", "persons": [str(person)], "submission_key": "s"}
    assert client.post(f"/dossiers/{home}/sealed/new", data=concern).status_code == 303
    assert client.post(f"/import/{batch}/undo", data={"submission_key": "u"}).status_code == 400
    assert client.get(f"/dossiers/{home}").status_code == 200


def test_it_takes_it_back_once(client_of: ClientOf) -> None:
    client = client_of("noor")
    batch = bring_in(client, lists(home=False), "x")
    assert client.post(f"/import/{batch}/undo", data={"submission_key": "u"}).status_code == 303
    again = client.post(f"/import/{batch}/undo", data={"submission_key": "v"})
    assert again.status_code == 400
    assert "al teruggedraaid" in again.text


def test_it_brings_in_nothing_when_it_fails_in_the_middle(
    client_of: ClientOf, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, real(XLSX)))
    answer_all(client, batch)
    before = everything(connection)
    whole, calls = lines.LineWriter.write, []

    def fails_later(self: lines.LineWriter, *arguments: object) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("the power went out")
        whole(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(lines.LineWriter, "write", fails_later)
    with pytest.raises(RuntimeError):
        run(client, batch)
    monkeypatch.setattr(lines.LineWriter, "write", whole)
    page = client.get(f"/import/{batch}/preview")
    assert page.status_code == 200
    assert {**everything(connection), "import_progress": ""} == {**before, "import_progress": ""}
    assert run(client, batch, key="again").status_code == 303


def test_a_double_click_brings_it_in_once(client_of: ClientOf, connection: Connection) -> None:
    client = client_of("noor")
    batch = bring_in(client, lists(home=False), "x")
    again = client.post(f"/import/{batch}/run", data={"purpose": "1", "submission_key": f"run-{batch}"})
    assert again.location == f"/import/{batch}/result"
    assert (
        connection.execute(text("select count(*) from dossier where import_batch_id = :b"), {"b": batch}).scalar_one()
        == 1
    )


def test_it_tells_how_far_it_is(client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr("app.imports.services.running.tell", lambda _batch, done, total: told.append((done, total)))
    client = client_of("noor")
    batch = bring_in(client, real(XLSX))
    assert told == [(0, 160), (40, 160), (80, 160), (120, 160), (160, 160)]
    assert "Bekijk wat er binnenkwam" in client.get(f"/import/{batch}/progress").text
