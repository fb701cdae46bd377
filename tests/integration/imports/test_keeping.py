"""The plan of a list is made once and kept sealed; a list that nobody imports goes after a day; a workbook has more sheets."""

import datetime as dt
import pickle
import zlib
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.db.crypto import seal
from app.imports import keeping, planning
from app.imports.plan import plan_import
from app.imports.reading import read_file
from app.kernel.clock import today_in_amsterdam
from app.web.guard import SchakelFlask
from tests.integration.imports.scene import XLSX, answer_all, batch_of, fields, real, run, send
from tests.unit.imports.samples import as_csv, as_xlsx, real_records
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
HEADER = ["Naam", "Geboortedatum", "Soort", "Wat", "Gestart op", "Status"]


def line(number: int, product: str = "huisarts") -> list[str]:
    """A line about somebody of the list."""
    letters = "".join(chr(97 + number // 26**at % 26) for at in range(3))
    return [
        f"Voor{letters}, Anna",
        f"{number % 27 + 1:02}-03-19{number % 70 + 10}",
        "zorg",
        product,
        "01-03-2026",
        "loopt",
    ]


def columns_chosen(client: FlaskClient, batch: int, key: str = "columns") -> None:
    """Presses Verder at the columns, as they were recognised."""
    page = client.get(f"/import/{batch}/columns").text
    chosen = {name: value for name, (value, _all) in fields(page).items() if name.startswith("column-")}
    answer = client.post(f"/import/{batch}/columns", data={**chosen, "submission_key": key})
    assert answer.location == f"/import/{batch}/preview"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often a plan was made: one for each."""
    times: list[int] = []
    whole = plan_import

    def counted(*arguments: object, **named: object) -> object:
        times.append(1)
        return whole(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "plan_import", counted)
    return times


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the file was read again."""
    times: list[int] = []
    whole = read_file

    def counted(data: bytes, *, sheet: str | None = None) -> object:
        times.append(1)
        return whole(data, sheet=sheet)

    monkeypatch.setattr(planning, "read_file", counted)
    return times


def test_it_makes_the_plan_once_for_all_who_look(client_of: ClientOf, made: list[int], read: list[int]) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, real(XLSX)))
    columns_chosen(client, batch)
    assert made == [1]
    pages = [
        client.get(f"/import/{batch}/{part}").text for part in ("preview", "preview?page=2", "problems/date_wrong")
    ]
    assert made == [1]
    answer_all(client, batch)
    answered = len(made)
    assert answered > 1
    assert client.get(f"/import/{batch}/preview").text != pages[0]
    assert run(client, batch).status_code == 303
    assert len(made) == answered
    assert read == []


def test_what_is_kept_shows_the_same_as_what_is_made_anew(client_of: ClientOf, connection: Connection) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, real(XLSX)))
    columns_chosen(client, batch)
    kept = fields(client.get(f"/import/{batch}/preview").text)
    connection.execute(text("update import_batch set plan = null where id = :b"), {"b": batch})
    assert fields(client.get(f"/import/{batch}/preview").text) == kept


@pytest.mark.parametrize("change", ["organisation", "other code", "dossier", "another day"])
def test_it_makes_the_plan_anew_when_something_else_has_changed(
    client_of: ClientOf,
    connection: Connection,
    made: list[int],
    monkeypatch: pytest.MonkeyPatch,
    world: World,
    change: str,
) -> None:
    client = client_of("noor")
    rows = [[*HEADER, "Postcode", "Adres"], [*line(1), "9999 ZZ", "Dirkstraat 14"]]
    batch = batch_of(send(client, as_csv(rows), "x.csv"))
    columns_chosen(client, batch)
    assert "W-2026-00001" in client.get(f"/import/{batch}/preview").text
    client.get("/import")
    match change:
        case "organisation":
            client_of("administrator").get("/me")
            connection.execute(text("update organisation set name = 'Nieuwe naam' where kind = 'police'"))
        case "dossier":
            ended = "update household_title set title = 'Andere titel' where dossier_id = :d"
            connection.execute(text(ended), {"d": world.dossier})
        case "other code":
            monkeypatch.setattr(keeping, "code_stamp", lambda: "another version")
        case _:
            monkeypatch.setattr(planning, "today", lambda: today_in_amsterdam() + dt.timedelta(days=1))
    page = client.get(f"/import/{batch}/preview")
    assert page.status_code == 200
    assert len(made) == 2
    assert change != "dossier" or "Andere titel" in page.text


def test_it_reads_nothing_back_that_could_do_something(app: SchakelFlask) -> None:
    with app.app_context():
        for what in (print, pickle.loads, SchakelFlask, {"a": 1}, keeping.pack):
            sealed = seal(zlib.compress(pickle.dumps(what)), keeping.bound_to(7))
            assert keeping.unpack(sealed, 7) is None
        assert keeping.unpack(b"x|nothing", 7) is None


def test_a_list_that_nobody_imports_goes_after_a_day(
    app: SchakelFlask, client_of: ClientOf, connection: Connection, owner: Connection
) -> None:
    noor, omar = client_of("noor"), client_of("omar")
    old, new = batch_of(send(noor, real(XLSX))), batch_of(send(noor, real(XLSX), key="again"))
    columns_chosen(noor, old)
    connection.execute(
        text("update import_batch set created_at = now() - interval '25 hours' where id = :b"), {"b": old}
    )
    batch_of(send(omar, as_csv([HEADER, line(1)]), "van-omar.csv"))
    noor.get("/import")
    rows = connection.execute(
        text("select id, content is null, plan is null, mapping, choices, state from import_batch order by id")
    ).all()
    assert [tuple(row) for row in rows if row.id == old] == [(old, True, True, {}, {}, "discarded")]
    assert [row.state for row in rows if row.id == new] == ["preview"]
    assert noor.get(f"/import/{old}/preview").location == f"/import/{old}/result"
    assert "weggegooid" in noor.get(f"/import/{old}/result").text


def test_a_timer_throws_old_lists_away(app: SchakelFlask, world: World, owner: Connection) -> None:
    statement = (
        "insert into import_batch (account_id, organisation_id, file_name, file_hash, content, plan, choices, created_at)"
        " select id, organisation_id, 'oud', 'x', 'x', 'x', '{\"a\": \"b\"}', now() - :age * interval '1 hour' from account"
        " where id = :account returning id"
    )
    ages = {
        age: owner.execute(text(statement), {"age": age, "account": world.accounts["noor"]}).scalar_one()
        for age in (25, 23)
    }
    owner.commit()
    try:
        answer = app.test_cli_runner().invoke(args=["uploads", "forget"])
        assert answer.output.startswith("1 lists thrown away.\n"), answer.output
        left = owner.execute(text("select id, state, content, plan, choices from import_batch order by id")).all()
        assert (ages[25], "discarded", None, None, {}) in [tuple(row) for row in left]
        assert [row.state for row in left if row.id == ages[23]] == ["preview"]
    finally:
        owner.execute(text("delete from import_batch"))
        owner.commit()


def test_each_step_has_a_way_to_stop(client_of: ClientOf, connection: Connection) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, real(XLSX)))
    for step in ("columns", "preview", "problems/status_unknown"):
        page = client.get(f"/import/{batch}/{step}").text
        assert f'action="/import/{batch}/discard"' in page, step
        assert "Stoppen en lijst weggooien" in page
    assert f'action="/import/{batch}/discard"' in client.get("/import").text
    assert client.post(f"/import/{batch}/discard", data={"submission_key": "stop"}).status_code == 303
    row = connection.execute(text("select content, plan, state from import_batch where id = :b"), {"b": batch}).one()
    assert tuple(row) == (None, None, "discarded")


def test_it_takes_another_sheet(client_of: ClientOf) -> None:
    sheets = {"Uitleg": [["Lees mij"]], "Oost": [HEADER, *map(line, range(6))], "West": [HEADER, line(40), line(41)]}
    client = client_of("noor")
    batch = batch_of(send(client, as_xlsx(sheets)))
    page = client.get(f"/import/{batch}/columns").text
    assert fields(page)["sheet"] == ("Oost", ["Uitleg", "Oost", "West"])
    assert "6 regels" in page
    answer = client.post(f"/import/{batch}/sheet", data={"sheet": "West", "submission_key": "w"})
    assert answer.location == f"/import/{batch}/columns"
    page = client.get(f"/import/{batch}/columns").text
    assert fields(page)["sheet"][0] == "West"
    assert "2 regels" in page
    columns_chosen(client, batch)
    assert run(client, batch).status_code == 303
    assert "2 regels zijn binnen" in client.get(f"/import/{batch}/result").text


@pytest.mark.parametrize(("name", "words"), [("Leeg", "geen gegevens"), ("nergens", "Kies een blad uit de lijst")])
def test_a_sheet_without_a_list_changes_nothing(client_of: ClientOf, name: str, words: str) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, as_xlsx({"Lijst": [HEADER, line(1)], "Leeg": []})))
    answer = client.post(f"/import/{batch}/sheet", data={"sheet": name, "submission_key": "s"})
    assert answer.status_code == 400
    assert words in answer.text
    assert fields(client.get(f"/import/{batch}/columns").text)["sheet"][0] == "Lijst"


def test_a_long_list_is_read_in_parts(client_of: ClientOf) -> None:
    client = client_of("noor")
    products = [f"iets onbekends {chr(97 + number)}" for number in range(20)]
    rows = [HEADER, *(line(number, products[number % 20]) for number in range(130))]
    batch = batch_of(send(client, as_csv(rows), "x.csv"))
    page = client.get(f"/import/{batch}/preview").text
    assert "Nog 8 vragen van deze soort" in page
    assert page.count("iets onbekends") >= 100
    one = client.get(f"/import/{batch}/problems/product_unknown").text
    assert len([name for name in fields(one) if name.startswith("r-")]) == 50
    assert "Pagina 1 van 3" in one
    last = client.get(f"/import/{batch}/problems/product_unknown?page=99").text
    assert len([name for name in fields(last) if name.startswith("r-")]) == 30
    answer_all(client, batch)
    assert run(client, batch).status_code == 303
    made = client.get(f"/import/{batch}/result").text
    assert "Pagina 1 van 2" in made
    assert made.count('href="/dossiers/') == 100
    assert client.get(f"/import/{batch}/result?page=2").text.count('href="/dossiers/') == 30


def test_the_longest_list_may_have_a_title_and_column_names(client_of: ClientOf) -> None:
    rows = [["Caseload"], real_records()[0], *([["Jansen", "huisarts"]] * 5_000), ["Totaal", "5000"]]
    assert send(client_of("noor"), as_csv(rows), "x.csv").status_code == 303
