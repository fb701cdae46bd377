"""Lines of other organisations, people who come along, and what is never written down."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.integration.imports.scene import batch_of, bring_in, fields, run, send
from tests.unit.imports.samples import as_csv
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
HEADER = [
    "Naam",
    "Geboortedatum",
    "BSN",
    "Adres",
    "Postcode",
    "Soort",
    "Wat",
    "Organisatie",
    "Gestart op",
    "Status",
    "2e persoon",
    "Opmerkingen",
]
ANNA = ["Bloem, Anna", "06-05-1970", "999990019", "Terpkade 10", "1996 AB"]


def one(strand: str, what: str, who: str, second: str = "", remark: str = "") -> bytes:
    """A list with one line about Anna."""
    return as_csv([HEADER, [*ANNA, strand, what, who, "01-03-2026", "loopt", second, remark]])


def home_of(connection: Connection, batch: int) -> int:
    """The dossier that the import made."""
    return int(connection.execute(text("select id from dossier where import_batch_id = :b"), {"b": batch}).scalar_one())


def test_a_line_of_another_organisation_waits_for_it(client_of: ClientOf, connection: Connection, world: World) -> None:
    lead = client_of("noor")
    batch = bring_in(lead, one("zorg", "schuldhulpverlening", "Schuldhulp", remark="spreekt alleen Fries"), "x")
    dossier = home_of(connection, batch)
    row = connection.execute(
        text("select id, status, owner_org_id, purpose_id, version from intervention where import_batch_id = :b"),
        {"b": batch},
    ).one()
    assert (row.status, row.owner_org_id) == ("awaiting", world.organisations["debt_help"])
    assert row.purpose_id == world.purposes["debt_help"]
    bodies = "select count(*) from intervention_body where intervention_id = :id"
    assert connection.execute(text(bodies), {"id": row.id}).scalar_one() == 0
    assert "wacht op bevestiging" in lead.get(f"/dossiers/{dossier}/interventions/{row.id}").text
    partner = client_of("debt_counsellor")
    page = f"/dossiers/{dossier}/interventions/{row.id}"
    assert partner.get(page).status_code == 404
    lead.get("/import")
    connection.execute(
        text(
            "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, valid_from, valid_until, created_by)"
            " values (:d, :a, :o, :p, now() - interval '1 hour', now() + interval '90 days', :n)"
        ),
        {
            "d": dossier,
            "a": world.accounts["debt_counsellor"],
            "o": world.organisations["debt_help"],
            "p": world.purposes["debt_help"],
            "n": world.accounts["noor"],
        },
    )
    assert partner.get(page).status_code == 200
    answer = partner.post(
        f"{page}/confirm",
        data={
            "status": "active",
            "start": "2026-03-01",
            "why": "De brieven blijven liggen.",
            "stance": "do_together",
            "version": str(row.version),
            "submission_key": "k",
        },
    )
    assert answer.status_code == 303, answer.text
    assert (
        connection.execute(text("select status from intervention where id = :id"), {"id": row.id}).scalar_one()
        == "active"
    )
    assert "Fries" not in partner.get(page).text


def test_a_line_of_the_team_gets_its_words(client_of: ClientOf, connection: Connection) -> None:
    batch = bring_in(client_of("noor"), one("zorg", "maatschappelijk werk", "", remark="belt niet terug"), "x")
    why = connection.execute(
        text(
            "select b.why from intervention_body b join intervention i on i.id = b.intervention_id where i.import_batch_id = :b"
        ),
        {"b": batch},
    ).scalar_one()
    assert why == "belt niet terug"


def test_an_illness_is_left_out_unless_somebody_keeps_it(client_of: ClientOf, connection: Connection) -> None:
    batch = bring_in(client_of("noor"), one("zorg", "maatschappelijk werk", "", remark="heeft diagnose F20"), "x")
    found = connection.execute(text("select count(*) from intervention_body where why like '%F20%'")).scalar_one()
    assert found == 0
    assert home_of(connection, batch)


def test_enforcement_of_the_own_team_asks_whose_it_is(
    client_of: ClientOf, connection: Connection, world: World
) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, one("handhaving", "gesprek wijkagent", ""), "x.csv"))
    page = client.get(f"/import/{batch}/preview").text
    assert "uw eigen team legt zelf geen handhaving vast (&#39;gesprek wijkagent&#39;)" in page
    name, (_current, values) = next((n, f) for n, f in fields(page).items() if n.startswith("g-"))
    police = f"org:{world.organisations['police']}"
    assert values[1] == police
    client.post(f"/import/{batch}/preview", data={name: police, "submission_key": "a"})
    assert run(client, batch).status_code == 303
    owner = connection.execute(
        text("select owner_org_id from intervention where import_batch_id = :b"), {"b": batch}
    ).scalar_one()
    assert owner == world.organisations["police"]


def test_who_comes_along_is_written_down_by_first_name(client_of: ClientOf, connection: Connection) -> None:
    batch = bring_in(client_of("noor"), one("zorg", "huisarts", "", second="zus Mina komt mee"), "x")
    row = connection.execute(
        text("select first_name, relation, role from network_person where dossier_id = :d"),
        {"d": home_of(connection, batch)},
    ).one()
    assert tuple(row) == ("Mina", "zus", "family")


def test_what_is_unsafe_is_marked_only_when_somebody_says_so(client_of: ClientOf, connection: Connection) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, one("zorg", "huisarts", "", second="onveilig: partner niet bellen"), "x.csv"))
    page = client.get(f"/import/{batch}/preview").text
    assert "Wat wilt u daarvan vastleggen?" in page
    assert run(client, batch).status_code == 400
    name = next(each for each in fields(page) if each.startswith("g-"))
    client.post(f"/import/{batch}/preview", data={name: "careful", "submission_key": "a"})
    assert run(client, batch, key="again").status_code == 303
    dossier = home_of(connection, batch)
    assert (
        connection.execute(text("select partner_unsafe from person where dossier_id = :d"), {"d": dossier}).scalar_one()
        is True
    )
    for table in ("network_person", "intervention_body", "intervention_update", "note", "activity"):
        words = f"select count(*) from {table} t where dossier_id = :d and t::text ilike '%onveilig%'"
        assert connection.execute(text(words), {"d": dossier}).scalar_one() == 0, table


def test_the_number_is_kept_sealed_and_only_where_it_may(client_of: ClientOf, connection: Connection) -> None:
    batch = bring_in(client_of("noor"), one("zorg", "huisarts", ""), "x")
    sealed = (
        connection.execute(
            text("select encode(sealed_number, 'escape') from person_bsn where dossier_id = :d"),
            {"d": home_of(connection, batch)},
        )
        .scalars()
        .all()
    )
    assert len(sealed) == 1
    assert "999990019" not in sealed[0]


def test_an_unknown_product_is_asked_and_one_of_another_kind_too(client_of: ClientOf) -> None:
    client = client_of("noor")
    batch = batch_of(send(client, one("zorg", "xyzzy", ""), "x.csv", key="a"))
    assert "staat niet in onze lijst" in client.get(f"/import/{batch}/preview").text
    batch = batch_of(send(client, one("activering", "huisarts", ""), "y.csv", key="b"))
    page = client.get(f"/import/{batch}/preview").text
    assert "hoort in onze lijst bij zorg, hier staat activering" in page


def test_it_is_in_the_log(client_of: ClientOf, connection: Connection) -> None:
    batch = bring_in(client_of("noor"), one("zorg", "huisarts", ""), "x")
    client_of("privacy_officer").get("/me")
    rows = connection.execute(text("select action from access_log where operation = 'import.run'")).scalars().all()
    assert {"import", "create"} <= set(rows)
    assert batch
