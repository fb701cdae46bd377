"""What goes with a record that is not to be used: each table that carries the mark, what is added later, and paper."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import Connection, text

from app.db.scope import RESTRICTABLE
from app.kernel.clock import today_in_amsterdam
from tests.integration.rights.test_restricting import SENTENCE, granted
from tests.world import World, add_row, token

ClientOf = Callable[[str], FlaskClient]
NOW = dt.datetime.now(dt.UTC)

#: Table → the kind of record under which a row hangs, the column that names it, and what else a row needs.
LATER: dict[str, tuple[str, str, dict[str, object]]] = {
    "appointment_attendee": ("appointment", "appointment_id", {}),
    "appointment_reminder": (
        "appointment",
        "appointment_id",
        {"to_whom": "resident", "yes_on": today_in_amsterdam(), "for_start": NOW + dt.timedelta(days=3)},
    ),
    "detail_correction": ("intervention", "intervention_id", {"from_persons": [], "to_persons": [], "reason": "Later."}),
    "document_version": (
        "document",
        "document_id",
        {"number": 7, "stored_name": "later", "file_name": "later.pdf", "media": "pdf", "size": 1, "sha256": ""},
    ),
    "goal_signature": (
        "plan_item",
        "plan_item_id",
        {"signed_by": "Later", "signed_on": today_in_amsterdam(), "words": "Later."},
    ),
    "intervention_body": ("intervention", "intervention_id", {"why": "Later.", "stance": "available"}),
    "intervention_update": ("intervention", "intervention_id", {"line": "Later."}),
    "note_interpretation": ("note", "note_id", {"text": "Later."}),
    "offer_step": ("offer", "offer_id", {"step": "agreed", "on_day": today_in_amsterdam(), "minutes": 30}),
    "plan_step": (
        "plan_item",
        "plan_item_id",
        {"text": "Later.", "who_kind": "resident", "who": "Samira", "due_on": today_in_amsterdam()},
    ),
    "second_person": ("appointment", "appointment_id", {}),
    "second_person_change": ("appointment", "second_person_id", {"state": "asked"}),
    "stance_review": ("intervention", "intervention_id", {"stance": "available"}),
    "strand_correction": ("intervention", "intervention_id", {"from_strand": "care", "to_strand": "care", "reason": "Later."}),
}  # fmt: skip
#: Of these there is one under a record: the one of the small world gives way to the one that is added.
ONE_ONLY = {"intervention_body", "note_interpretation", "second_person"}


def newest(connection: Connection, kind: str) -> int:
    """A record of this kind in the small world that belongs to the team, as whoever asked last reads it."""
    own = " and t.strand = 'care'" if kind == "intervention" else ""
    found = f"select max(t.id) from {kind} t where t.owner_org_id = sec.org_id(){own}"
    return int(connection.execute(text(found)).scalar_one())


def out_of_use(at: str, noor: FlaskClient, kind: str, record: int) -> None:
    answer = noor.post(f"{at}/restrict", data={"records": [f"{kind}:{record}"], "submission_key": f"{kind}{record}"})
    assert answer.status_code == 303, answer.text


def lifted(at: str, noor: FlaskClient, connection: Connection) -> None:
    ids = [str(key) for (key,) in connection.execute(text("select id from restriction where lifted_at is null"))]
    assert noor.post(f"{at}/lift", data={"records": ids, "because": "Het is nagekeken."}).status_code == 303


def marks(connection: Connection, table: str, condition: str, value: int) -> list[bool]:
    rows = connection.execute(text(f"select restricted from {table} t where {condition} order by id"), {"id": value})
    return [mark for (mark,) in rows]


def under(table: str) -> str:
    """How a row names its record."""
    if table == "second_person_change":
        return "exists (select from second_person s where s.id = t.second_person_id and s.appointment_id = :id)"
    return f"t.{LATER[table][1]} = :id"


def test_every_table_with_the_mark_is_one_that_a_restriction_reaches(connection: Connection) -> None:
    reached = {tuple(row) for row in connection.execute(text("select name, record from sec.goes_with()"))}
    assert {name for name, _record in reached} == RESTRICTABLE
    assert {name for name, record in reached if record != "t.id"} == set(LATER)


@pytest.mark.parametrize("table", sorted(LATER))
def test_what_hangs_under_it_goes_with_it_also_when_it_is_added_later(
    client_of: ClientOf, world: World, connection: Connection, table: str
) -> None:
    kind, column, more = LATER[table]
    noor = client_of("noor")
    at = granted(noor, world, connection)
    record = newest(connection, kind)
    product = {"from_product_id": world.products["care"], "to_product_id": world.products["care"]}
    purpose = {"from_purpose_id": world.purposes["area_team"], "to_purpose_id": world.purposes["area_team"]}
    columns = {name for (name,) in connection.execute(
        text("select column_name from information_schema.columns where table_name = :t"), {"t": table})}  # fmt: skip
    strand = {"strand": "care"} if "strand" in columns else {}
    needed = {k: v for k, v in {**product, **purpose}.items() if k in columns}
    if table == "appointment_attendee":
        needed["account_id"] = world.accounts["omar"]
    if table in ONE_ONLY:
        record = _bare(connection, world, kind)
    out_of_use(at, noor, kind, record)
    parent = record
    if table == "second_person_change":
        parent = connection.execute(
            text("select id from second_person where appointment_id = :id"), {"id": record}
        ).scalar_one()
    row = {column: parent, "person_ids": [world.persons["samira"]], **strand, **needed, **more}
    add_row(connection, world, table, "noor", **row)
    assert set(marks(connection, table, under(table), record)) == {True}
    client_of("omar").get(f"/dossiers/{world.dossier}/plan")
    assert (
        connection.execute(text(f"select count(*) from {table} t where {under(table)}"), {"id": record}).scalar_one()
        == 0
    )
    noor.get(f"/dossiers/{world.dossier}/plan")
    lifted(at, noor, connection)
    assert set(marks(connection, table, under(table), record)) == {False}


def _bare(connection: Connection, world: World, kind: str) -> int:
    """A record of this kind with nothing under it."""
    about: dict[str, Any] = {"person_ids": [world.persons["samira"]]}
    if kind == "appointment":
        starts = NOW + dt.timedelta(days=5)
        return add_row(
            connection,
            world,
            kind,
            starts_at=starts,
            ends_at=starts + dt.timedelta(hours=1),
            place_kind="home",
            **about,
        )
    if kind == "note":
        return add_row(connection, world, kind, facts="Zonder duiding.", **about)
    return add_row(connection, world, kind, product_id=world.products["care"], account_id=world.accounts["noor"],
                   status="planned", strand="care", **about)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "end"),
    [("offer", "/network"), ("resident_question", "/question"), ("appointment", "")],
)
def test_the_page_says_that_something_is_not_to_be_used(
    client_of: ClientOf, world: World, connection: Connection, kind: str, end: str
) -> None:
    noor = client_of("noor")
    at = granted(noor, world, connection)
    out_of_use(at, noor, kind, newest(connection, kind))
    page = client_of("omar").get(f"/dossiers/{world.dossier}{end}").text
    assert SENTENCE in page
    assert token(kind, {"offer": "offers", "resident_question": "domains", "appointment": "plan"}[kind]) not in page


@pytest.mark.parametrize("sheet", ["plan/plan.pdf", "card.pdf", "plan/plan-map.pdf"])
def test_paper_for_the_household_leaves_it_out(
    client_of: ClientOf, world: World, connection: Connection, sheet: str
) -> None:
    noor = client_of("noor")
    at = granted(noor, world, connection)
    address = f"/dossiers/{world.dossier}/{sheet}?person={world.persons['samira']}&language=nl"
    kinds = {"plan_item": "plan", "appointment": "plan", "resident_question": "domains", "network_person": "network"}
    before = _words(noor, address)
    stood = [token(kind, category) for kind, category in kinds.items() if token(kind, category) in before]
    assert stood, "the sheet says none of them"
    for kind in kinds:
        out_of_use(at, noor, kind, newest(connection, kind))
    after = _words(noor, address)
    for words in (*stood, token("plan_step", "plan"), token("goal_signature", "plan")):
        assert words not in after, words


def _words(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages).split())


def test_nothing_is_made_of_an_appointment_that_is_not_to_be_used(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    at = granted(noor, world, connection)
    visit = newest(connection, "appointment")
    here = f"/dossiers/{world.dossier}/appointments/{visit}"
    for end in ("invitation", "invitation.pdf", "calendar.ics", "reminder"):
        assert noor.get(f"{here}/{end}").status_code == 200, end
    out_of_use(at, noor, "appointment", visit)
    for end in ("invitation", "invitation.pdf", "calendar.ics", "reminder"):
        answer = noor.get(f"{here}/{end}")
        assert answer.status_code == 403, end
        assert "Geef haar eerst vrij" in answer.text
    page = noor.get(here)
    assert page.status_code == 200
    for end in ("edit", "invitation", "calendar.ics"):
        assert f"{here}/{end}" not in page.text, end
    waits = "select count(*) from appointment_reminder where appointment_id = :id and withdrawn_at is null"
    assert connection.execute(text(waits), {"id": visit}).scalar_one() == 0


def test_the_lead_is_told_why_it_cannot_be_changed(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    at = granted(noor, world, connection)
    goal = newest(connection, "plan_item")
    out_of_use(at, noor, "plan_item", goal)
    data = {"kind": "goal", "aim": "keep", "text": "Anders", "version": "1"}
    answer = noor.post(f"/dossiers/{world.dossier}/plan/{goal}", data=data)
    assert answer.status_code in {403, 409}, answer.status_code


def test_a_visit_that_rests_collides_with_nothing(client_of: ClientOf, world: World, connection: Connection) -> None:
    decisions = f"/dossiers/{world.dossier}/decisions"
    noor, youth = client_of("noor"), client_of("youth_protection")
    youth.get(decisions)
    starts = connection.execute(text("select sec.now()")).scalar_one() + dt.timedelta(days=5)
    times = {"starts_at": starts, "ends_at": starts + dt.timedelta(hours=1)}
    add_row(connection, world, "appointment", "youth_protection", **times, place_kind="home", about="Later.")
    assert "twee weken op bezoek" in youth.get(decisions).text
    at = granted(noor, world, connection)
    for record in (
        connection.execute(text("select id from appointment where owner_org_id = sec.org_id()")).scalars().all()
    ):
        out_of_use(at, noor, "appointment", record)
    assert "twee weken op bezoek" not in youth.get(decisions).text
