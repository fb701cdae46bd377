"""Who sees an appointment: the team, whoever attends until a day after, and nobody else."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.appointments.queries import list_for_account_on
from app.db.session import db
from app.kernel.clock import today_in_amsterdam
from tests.integration.appointments.helpers import AHEAD, fields, make, number, one, page
from tests.pages import stands_in
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]
Acting = Callable[[str], None]
PAGES = ("", "edit", "cancel", "second", "invitation", "calendar.ics")
#: Functions that read an appointment only when it was disclosed to them.
BY_DISCLOSURE = ("community_officer", "housing_officer", "debt_counsellor", "income_consultant", "attendance_officer")


@pytest.mark.parametrize("name", ["tess", "eva", "analyst", "privacy_officer", "administrator", "community_worker"])
@pytest.mark.parametrize("where", PAGES)
def test_it_is_not_there_for_strangers(client_of: ClientOf, world: World, name: str, where: str) -> None:
    key = make(client_of("noor"), world)
    assert client_of(name).get(page(world, key, where)).status_code == 404
    assert client_of(name).get(f"/dossiers/{world.dossier}/appointments/new").status_code == 404


@pytest.mark.parametrize("name", [*BY_DISCLOSURE, "enforcement_officer", "caretaker", "volunteer", "coordinator"])
@pytest.mark.parametrize("where", PAGES)
def test_it_is_not_there_for_partners_who_do_not_attend(
    client_of: ClientOf, world: World, name: str, where: str
) -> None:
    key = make(client_of("noor"), world)
    assert client_of(name).get(page(world, key, where)).status_code in {403, 404}
    assert client_of(name).get(page(world, key)).status_code == 404


@pytest.mark.parametrize("name", [*BY_DISCLOSURE, "enforcement_officer", "coordinator", "welfare_worker"])
def test_partners_make_none(client_of: ClientOf, acting: Acting, world: World, name: str) -> None:
    answer = client_of(name).post(f"/dossiers/{world.dossier}/appointments/new", data=fields(world))
    assert answer.status_code == 403
    assert "Vraag het aan de casusregisseur" in answer.text
    acting("noor")
    assert number("select count(*) from appointment") == 1


@pytest.mark.parametrize("name", BY_DISCLOSURE)
def test_whoever_attends_sees_date_and_place_and_no_more(
    client_of: ClientOf, acting: Acting, world: World, name: str
) -> None:
    attendees = [world.accounts["noor"], world.accounts[name]]
    key = make(client_of("noor"), world, attendees=attendees, state="coming", first_name="Wim", relation="buurman")
    card = client_of(name).get(f"/dossiers/{world.dossier}")
    assert "spreekkamer 2" in card.text
    shown = client_of(name).get(page(world, key))
    assert shown.status_code == 200
    assert "spreekkamer 2" in shown.text
    assert not stands_in("Wim", shown.text)
    assert "Wie komt er mee?" not in shown.text
    for where in ("edit", "cancel", "second", "invitation"):
        assert client_of(name).get(page(world, key, where)).status_code == 403
    assert client_of(name).get(page(world, key, "calendar.ics")).status_code == 200
    acting(name)
    assert number("select count(*) from appointment") == 1
    assert number("select count(*) from second_person") == 0
    for other in set(BY_DISCLOSURE) - {name}:
        acting(other)
        assert number("select count(*) from appointment") == 0, other
        assert "spreekkamer 2" not in client_of(other).get(f"/dossiers/{world.dossier}").text


def test_what_attendance_shows_ends_a_day_after_and_moves_along(
    client_of: ClientOf, acting: Acting, world: World
) -> None:
    noor = client_of("noor")
    attendees = [world.accounts["noor"], world.accounts["housing_officer"]]
    key = make(noor, world, attendees=attendees)
    ends = "select d.valid_until - a.ends_at as after, d.withdrawn_at, d.basis from disclosure d join appointment a"
    ends += " on a.id = d.item_id where d.item_kind = 'appointment' and a.id = :id"
    acting("noor")
    assert tuple(one(ends, id=key)) == (dt.timedelta(days=1), None, "attendance")
    later = (AHEAD + dt.timedelta(days=3)).isoformat()
    moved = fields(world, day=later, version="1", attendees=[world.accounts["omar"]])
    assert client_of("omar").post(page(world, key, "edit"), data=moved).status_code == 303
    acting("noor")
    assert one(ends, id=key).after == dt.timedelta(days=1)
    acting("housing_officer")
    assert number("select count(*) from appointment") == 1
    alone = fields(world, day=later, version="2", attendees=[world.accounts["noor"]])
    assert noor.post(page(world, key, "edit"), data=alone).status_code == 303
    acting("housing_officer")
    assert number("select count(*) from appointment") == 0
    back = fields(world, day=later, version="3", attendees=attendees, submission_key="back")
    assert noor.post(page(world, key, "edit"), data=back).status_code == 303
    acting("housing_officer")
    assert number("select count(*) from appointment") == 1


def test_whoever_the_matrix_gives_no_appointment_cannot_be_asked_along(client_of: ClientOf, world: World) -> None:
    shown = client_of("noor").get(f"/dossiers/{world.dossier}/appointments/new").text
    assert "<span>Housing officer" in shown
    for name in ("Enforcement officer", "Caretaker", "Resident", "Eva", "Tess"):
        assert f"<span>{name}" not in shown, name
    data = fields(world, attendees=[world.accounts["noor"], world.accounts["enforcement_officer"]])
    assert client_of("noor").post(f"/dossiers/{world.dossier}/appointments/new", data=data).status_code == 400


def test_the_calendar_file_names_nobody(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    key = make(
        noor, world, place_kind="home", place="achterdeur bij Samira", state="coming", first_name="Wim", relation="buur"
    )
    answer = noor.get(page(world, key, "calendar.ics"))
    assert answer.mimetype == "text/calendar"
    lines = answer.text.split("\r\n")
    for expected in (
        "SUMMARY:Afspraak W-2026-00001",
        "CLASS:PRIVATE",
        "SEQUENCE:0",
        "BEGIN:VTIMEZONE",
        f"DTSTART;TZID=Europe/Amsterdam:{AHEAD:%Y%m%d}T100000",
        f"UID:W-2026-00001-{key}@schakel",
    ):
        assert expected in lines, expected
    for secret in (
        "Samira",
        "Wim",
        "achterdeur",
        "Noor",
        "LOCATION",
        token("household_address", "address"),
        "Dirkstraat",
    ):
        assert secret not in answer.text, secret
    moved = fields(world, start="13:00", end="14:00", version="1", place_kind="phone", place="06 000")
    assert noor.post(page(world, key, "edit"), data=moved).status_code == 303
    again = noor.get(page(world, key, "calendar.ics")).text
    assert "SEQUENCE:1" in again
    assert f"UID:W-2026-00001-{key}@schakel" in again
    assert "LOCATION:telefonisch" in again
    assert "06 000" not in again
    noor.post(page(world, key, "cancel"), data={"version": "2", "reason": "ziek"})
    assert "STATUS:CANCELLED" in noor.get(page(world, key, "calendar.ics")).text


def test_the_invitation_is_plain_dutch_also_for_an_english_reader(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    key = make(noor, world)
    letter = noor.get(page(world, key, "invitation"))
    assert letter.status_code == 200
    for expected in (
        "Uitnodiging",
        "Beste Samira",
        "Neem gerust iemand mee",
        "10.00 tot 11.00 uur",
        "058\u00a0000\u00a000\u00a000",
    ):
        assert expected in letter.text, expected
    assert "Neem gerust iemand mee" not in noor.get(page(world, key, "invitation") + "?bring=no").text
    assert "Feel free to bring somebody" in noor.get(page(world, key, "invitation") + "?letter=en").text


def test_printing_taking_along_and_looking_leave_lines(client_of: ClientOf, acting: Acting, world: World) -> None:
    noor = client_of("noor")
    key = make(noor, world, attendees=[world.accounts["noor"], world.accounts["housing_officer"]])
    noor.get(page(world, key, "invitation"))
    noor.get(page(world, key, "invitation.pdf"))
    noor.get(page(world, key, "calendar.ics"))
    noor.get(page(world, key))
    acting("privacy_officer")
    lines = db.session.execute(
        text("select action, operation from access_log where dossier_id = :id"), {"id": world.dossier}
    ).all()
    for expected in (
        ("create", "appointment.create"),
        ("share", "appointment.create"),
        ("read", "appointment.invitation"),
        ("print", "appointment.print"),
        ("export", "appointment.calendar"),
        ("read", "appointment.show"),
    ):
        assert expected in [tuple(line) for line in lines], expected


def test_what_was_refused_leaves_no_line_of_a_deed(client_of: ClientOf, acting: Acting, world: World) -> None:
    data = fields(world, state="coming", first_name="Wim 3", relation="buurman")
    assert client_of("noor").post(f"/dossiers/{world.dossier}/appointments/new", data=data).status_code == 400
    acting("privacy_officer")
    assert number("select count(*) from access_log where action in ('create', 'update', 'share')") == 0


# ---- my own day ----


def test_my_day_tells_what_my_function_may_know(client_of: ClientOf, acting: Acting, world: World) -> None:
    attendees = [world.accounts["noor"], world.accounts["housing_officer"]]
    make(client_of("noor"), world, attendees=attendees, state="coming", first_name="Wim", relation="buurman")
    acting("noor")
    mine = list_for_account_on(AHEAD)
    assert [(a.second_state, a.first_name, a.relation, a.times_came) for a in mine] == [("coming", "Wim", "buurman", 0)]
    assert mine[0].title == token("household_title", "identity")
    assert mine[0].address
    acting("housing_officer")
    theirs = list_for_account_on(AHEAD)
    assert [(a.second_state, a.first_name, a.place) for a in theirs] == [(None, "", "spreekkamer 2")]
    for name in ("omar", "tess", "resident", "enforcement_officer", "community_officer"):
        acting(name)
        assert list_for_account_on(AHEAD) == (), name
    acting("noor")
    assert list_for_account_on(AHEAD + dt.timedelta(days=1)) == ()


def test_my_day_counts_how_often_somebody_came(client_of: ClientOf, acting: Acting, world: World) -> None:
    noor = client_of("noor")
    back = {"already": "y", "first_name": "Wim", "relation": "buurman", "state": "came"}
    for days in (3, 10):
        day = (today_in_amsterdam() - dt.timedelta(days=days)).isoformat()
        make(noor, world, day=day, submission_key=str(days), **back)
    make(noor, world, state="coming", first_name="Wim", relation="buurman")
    acting("noor")
    assert list_for_account_on(AHEAD)[0].times_came == 2


@pytest.mark.parametrize(("state", "told"), [("coming", True), ("not_asked", False), ("unsafe", False)])
def test_the_log_says_that_the_second_person_was_shown_when_something_of_it_was(
    client_of: ClientOf, connection: Connection, world: World, state: str, told: bool
) -> None:
    """Nor does it tell a safe *no*, which the household reads as *not asked yet*, from that."""
    who = {"first_name": "Wim", "relation": "buurman"} if state == "coming" else {}
    key = make(client_of("noor"), world, state=state, **who)
    newest = text("select coalesce(max(id), 0) from processing_log")
    client_of("privacy_officer").get("/me")
    before = connection.execute(newest).scalar_one()
    assert client_of("resident").get(page(world, key)).status_code == 200
    client_of("privacy_officer").get("/me")
    lines = text("select c from processing_log, unnest(categories) c where id > :before")
    shown = set(connection.execute(lines, {"before": before}).scalars())
    assert "plan" in shown
    assert ("network" in shown) is told
