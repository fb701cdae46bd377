"""From the team's own file to households, and what others see of it."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.integration.imports.scene import CSV, XLSX, answer_all, batch_of, bring_in, real, run, send
from tests.unit.imports.samples import as_csv, shuffled
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
"""Of this process, for the whole way: so that other work on the machine does not count."""
OTHER_NAMES = {"Naam cliënt ": "Wie is het", "Wat": "Interventie", "Status": "Hoe staat het"}


def count(connection: Connection, statement: str) -> int:
    """One number, as the session of the last request sees it."""
    return int(connection.execute(text(statement)).scalar_one())


@pytest.mark.parametrize("kind", [CSV, XLSX])
def test_it_brings_in_the_real_list(client_of: ClientOf, connection: Connection, kind: str) -> None:
    client = client_of("noor")
    batch = bring_in(client, real(kind), f"caseload.{kind}")
    page = client.get(f"/import/{batch}/result").text
    assert "160 regels zijn binnen" in page.replace("\n", " ")
    assert "Dezelfde regel nog een keer" in page
    made = f"select count(*) from dossier where import_batch_id = {batch}"
    assert count(connection, made) == 160
    assert count(connection, f"select count(*) from intervention where import_batch_id = {batch}") == 160
    assert count(connection, f"select count(*) from import_batch where id = {batch} and content is null") == 1
    assert count(connection, "select count(*) from imported_line where identity <> ''") == 160
    link = re.search(r'href="(/dossiers/\d+)"', page)
    assert link
    assert client.get(link[1]).status_code == 200


def test_it_shows_what_it_found_before_anything_is_brought_in(client_of: ClientOf, connection: Connection) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, real(XLSX)))
    columns = client.get(f"/import/{batch}/columns").text
    assert "geb.datum" in columns
    assert "Wat het is" in columns
    page = client.get(f"/import/{batch}/preview").text
    for words in (
        "Hier moet u kiezen",
        "Rij 14, kolom Status",
        "wacht op bevestiging van",
        "Misschien hetzelfde huishouden",
    ):
        assert words in page
    assert count(connection, f"select count(*) from dossier where import_batch_id = {batch}") == 0


def test_it_asks_what_has_to_be_answered_first(client_of: ClientOf, connection: Connection) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, real(XLSX)))
    answer = run(client, batch)
    assert answer.status_code == 400
    assert "Beantwoord eerst de vragen" in answer.text
    assert count(connection, f"select count(*) from dossier where import_batch_id = {batch}") == 0


def test_it_takes_another_meaning_for_a_column(client_of: ClientOf) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, real(XLSX)))
    chosen = {"column-0": "name", "column-6": "product", "submission_key": "c"}
    assert client.post(f"/import/{batch}/columns", data=chosen).status_code == 303
    page = client.get(f"/import/{batch}/preview").text
    assert "Er staat niet of het zorg, handhaving of activering is" in page
    twice = client.post(
        f"/import/{batch}/columns", data={"column-0": "name", "column-1": "name", "submission_key": "d"}
    )
    assert twice.status_code == 400
    assert "Twee kolommen hebben dezelfde betekenis" in twice.text


def test_it_answers_one_row_apart_from_the_rest(client_of: ClientOf) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, real(XLSX)))
    page = client.get(f"/import/{batch}/problems/status_unknown")
    assert page.status_code == 200
    assert page.text.count("<select") == 20
    name = re.search(r'name="(r-[0-9a-f]+)"', page.text)
    assert name
    sent = client.post(f"/import/{batch}/problems/status_unknown", data={name[1]: "stopped", "submission_key": "p"})
    assert sent.status_code == 303
    again = client.get(f"/import/{batch}/problems/status_unknown").text
    assert re.search(r'<option value="stopped"\s+selected', again)
    assert client.get(f"/import/{batch}/problems/nonsense").status_code == 404


def test_it_adds_nothing_the_second_time(client_of: ClientOf, connection: Connection) -> None:
    client = client_of("noor")
    bring_in(client, real(XLSX), key="one")
    before = count(connection, "select count(*) from intervention")
    for data, name in ((real(XLSX), "a.xlsx"), (real(CSV), "b.csv"), (as_csv(shuffled(3, OTHER_NAMES)), "c.csv")):
        batch = batch_of(send(client, data, name, key=name))
        page = client.get(f"/import/{batch}/preview").text
        assert "Alles in deze lijst kwam al eerder binnen" in page
        assert run(client, batch, key=name).status_code == 400
    assert count(connection, "select count(*) from intervention") == before


def test_it_reads_another_layout(client_of: ClientOf, connection: Connection) -> None:
    rows = [
        [
            "First name",
            "Last name",
            "Date of birth",
            "Street",
            "No",
            "Postal code",
            "Type",
            "Service",
            "Agency",
            "Since",
            "State",
        ],
        [
            "Dirk",
            "Kramer",
            "1961-02-03",
            "Terpkade",
            "8",
            "1996 AB",
            "care",
            "counselling",
            "",
            "2026-03-01",
            "running",
        ],
        [
            "Anna",
            "Bloem",
            "1970-05-06",
            "Terpkade",
            "10",
            "1996 AB",
            "activation",
            "sewing club",
            "",
            "2026-03-01",
            "running",
        ],
    ]
    batch = bring_in(client_of("noor"), as_csv(rows, ","), "other.csv")
    assert (
        count(connection, f"select count(*) from intervention where import_batch_id = {batch} and status = 'active'")
        == 2
    )
    products = {
        row.code
        for row in connection.execute(
            text(
                "select p.code from intervention i join product p on p.id = i.product_id where i.import_batch_id = :b"
            ),
            {"b": batch},
        )
    }
    assert products == {"home_guidance", "sewing_club"}


def test_it_adds_lines_to_a_household_that_is_there(client_of: ClientOf, connection: Connection, world: World) -> None:
    rows = [
        [
            "Naam",
            "Geboortedatum",
            "Adres",
            "Postcode",
            "Soort",
            "Wat",
            "Organisatie",
            "Gestart op",
            "Status",
            "Opmerkingen",
        ],
        [
            "zzidentity.person_detailzz, Samira",
            "04-05-1988",
            "Dirkstraat 14",
            "9999 ZZ",
            "zorg",
            "maatschappelijk werk",
            "",
            "01-03-2026",
            "loopt",
            "=1+1",
        ],
    ]
    client = client_of("noor")
    batch = batch_of(send(client, as_csv(rows), "x.csv"))
    page = client.get(f"/import/{batch}/preview").text
    assert "dit huishouden heeft al een dossier bij u: W-2026-00001" in page
    assert run(client, batch).status_code == 303
    assert count(connection, f"select dossier_id from intervention where import_batch_id = {batch}") == world.dossier
    assert count(connection, f"select count(*) from dossier where import_batch_id = {batch}") == 0
    assert "was er al" in client.get(f"/import/{batch}/result").text
    why = connection.execute(
        text(
            "select why from intervention_body b join intervention i on i.id = b.intervention_id where i.import_batch_id = :b"
        ),
        {"b": batch},
    ).scalar_one()
    assert why == "=1+1"


def test_it_says_where_a_household_is_known(client_of: ClientOf) -> None:
    rows = [
        ["Naam", "Geboortedatum", "Adres", "Postcode", "Soort", "Wat", "Status", "Gestart op"],
        [
            "Jansen, Kees",
            "01-01-1960",
            "Dirkstraat 14",
            "9999 ZZ",
            "zorg",
            "maatschappelijk werk",
            "loopt",
            "01-03-2026",
        ],
    ]
    client = client_of("tess")
    batch = batch_of(send(client, as_csv(rows), "x.csv"))
    page = client.get(f"/import/{batch}/preview").text
    assert "bekend bij Organisatie area_team" in page
    assert "W-2026-00001" not in page


@pytest.mark.parametrize("name", ["omar", "tess", "coordinator", "community_officer", "administrator", "resident"])
def test_it_shows_a_batch_to_nobody_else(client_of: ClientOf, name: str) -> None:
    batch = batch_of(send(client_of("noor"), real(XLSX)))
    other = client_of(name)
    for path in ("columns", "preview", "progress", "result", "problems/status_unknown"):
        assert other.get(f"/import/{batch}/{path}").status_code in {403, 404}, path
    for path in ("columns", "preview", "run", "undo", "discard"):
        assert other.post(f"/import/{batch}/{path}", data={"submission_key": path}).status_code in {403, 404}, path
    assert "lijst.xlsx" not in other.get("/import").text
    assert client_of("noor").get(f"/import/{batch}/preview").status_code == 200


def test_it_forgets_a_preview_that_is_thrown_away(client_of: ClientOf, connection: Connection) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, real(XLSX)))
    answer_all(client, batch)
    assert client.post(f"/import/{batch}/discard", data={"submission_key": "x"}).status_code == 303
    row = connection.execute(
        text("select content, mapping, choices, state from import_batch where id = :b"), {"b": batch}
    ).one()
    assert tuple(row) == (None, {}, {}, "discarded")
    assert run_location(client, batch) == f"/import/{batch}/result"


def run_location(client: FlaskClient, batch: int) -> str:
    """Where pressing Importeren leads when there is nothing to import any more."""
    return str(client.post(f"/import/{batch}/run", data={"purpose": "1", "submission_key": "y"}).location)


def test_it_keeps_nothing_readable_while_it_waits(client_of: ClientOf, connection: Connection) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, real(CSV), "lijst.csv"))
    answer_all(client, batch)
    kept = connection.execute(
        text("select encode(content, 'escape') || mapping::text || choices::text from import_batch where id = :b"),
        {"b": batch},
    ).scalar_one()
    for word in ("Jansen", "onveilig", "Dirkstraat", "diagnose"):
        assert word not in kept
