"""Meetings: the agenda makes itself, decisions stand in the dossier, and who was not there gets their own lines alone."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.db.session import db
from app.kernel.clock import today_in_amsterdam
from app.meetings.mail import waiting
from app.web.guard import SchakelFlask
from tests.world import World, add_row, token

ClientOf = Callable[[str], FlaskClient]
LINE = "Samira belt maandag de school."


def _day(days: int) -> str:
    return (today_in_amsterdam() + dt.timedelta(days=days)).isoformat()


def _plan(client_of: ClientOf, world: World, **changes: object) -> int:
    data = {"day": _day(1), "at": "10:00", "minutes_each": "10", "dossiers": [str(world.dossier)]} | changes
    made = client_of("noor").post("/meetings/new", data=data)
    assert made.status_code == 303
    return int(made.location.rpartition("/")[2])


def _turn(connection: Connection) -> str:
    row = connection.execute(text("select dossier_id, id from meeting_household order by id desc limit 1")).one()
    return f"/dossiers/{row.dossier_id}/meetings/{row.id}"


def _decision(**changes: object) -> dict[str, object]:
    return {"text": LINE, "owner": "resident", "who": "Samira", "due_on": _day(3)} | changes


def _lines(world: World) -> str:
    return f"/dossiers/{world.dossier}/decisions"


def test_the_agenda_begins_with_wins_and_says_what_is_due(client_of: ClientOf, world: World) -> None:
    meeting = _plan(client_of, world)
    page = client_of("noor").get(f"/meetings/{meeting}").text
    parts = ["10.00 uur", token("win", "notes"), token("meeting_line", "plan"), token("question_thread", "notes")]
    assert [page.index(part) for part in parts] == sorted(page.index(part) for part in parts)
    assert "10 minuten" in page
    assert "veranderingen sinds het vorige overleg" in page or "verandering sinds het vorige overleg" in page


def test_only_the_team_sees_its_meetings(client_of: ClientOf, world: World) -> None:
    meeting = _plan(client_of, world)
    assert client_of("tess").get(f"/meetings/{meeting}").status_code == 200
    assert token("win", "notes") not in client_of("tess").get(f"/meetings/{meeting}").text
    for name in ("community_officer", "coordinator", "resident", "administrator", "youth_protection"):
        assert client_of(name).get(f"/meetings/{meeting}").status_code in {403, 404}, name
        assert client_of(name).get("/meetings").status_code in {403, 404}, name


def test_a_colleague_without_a_relation_puts_no_household_on_an_agenda(client_of: ClientOf, world: World) -> None:
    tess = client_of("tess")
    data = {"day": _day(1), "at": "10:00", "minutes_each": "10", "dossiers": [str(world.dossier)]}
    assert tess.post("/meetings/new", data=data).status_code == 400
    assert token("household_title", "identity") not in tess.get("/meetings/new").text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"day": "2020-01-01"}, "Kies een dag vanaf vandaag, hooguit zes maanden vooruit."),
        ({"at": ""}, "Vul in hoe laat het overleg begint."),
        ({"minutes_each": "90"}, "Kies van 2 tot en met 60 minuten."),
        ({"dossiers": []}, "Kies een of meer huishoudens."),
        ({"dossiers": ["99999"]}, "Kies iets uit de lijst."),
    ],
)
def test_a_meeting_that_cannot_be_says_why(
    client_of: ClientOf, world: World, change: dict[str, object], sentence: str
) -> None:
    data = {"day": _day(1), "at": "10:00", "minutes_each": "10", "dossiers": [str(world.dossier)]} | change
    answer = client_of("noor").post("/meetings/new", data=data)
    assert answer.status_code == 400
    assert sentence in answer.text


def test_a_decision_stands_in_the_dossier_with_owner_and_day(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    _plan(client_of, world)
    noor, turn = client_of("noor"), _turn(connection)
    goal = connection.execute(text("select id from plan_item where kind = 'goal'")).scalar_one()
    assert noor.post(turn, data=_decision(goal=str(goal))).status_code == 303
    page = noor.get(_lines(world)).text
    assert LINE in page
    assert "Wie: Samira" in page
    assert LINE in noor.get(turn).text
    assert LINE in client_of("youth_protection").get(_lines(world)).text
    assert LINE in client_of("resident").get(_lines(world)).text
    line, version = connection.execute(text("select id, version from meeting_line order by id desc limit 1")).one()
    assert noor.post(f"{_lines(world)}/{line}/done", data={"version": "9"}).status_code == 409
    assert noor.post(f"{_lines(world)}/{line}/done", data={"version": str(version)}).status_code == 303
    assert "klaar op" in noor.get(_lines(world)).text
    assert noor.get(f"{_lines(world)}/{line}/edit").status_code == 403
    carried = noor.get(f"/dossiers/{world.dossier}/carrying").text
    assert "open 2, klaar 1" in carried


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": ""}, "Schrijf in één zin op wat u afspreekt."),
        ({"due_on": ""}, "Kies een dag."),
        ({"due_on": "2020-01-01"}, "Kies een dag vanaf vandaag, hooguit een jaar vooruit."),
        ({"owner": "nobody"}, "Kies iets uit de lijst."),
        ({"owner": "acc:99999"}, "Kies iets uit de lijst."),
        ({"goal": "99999"}, "Kies iets uit de lijst."),
    ],
)
def test_a_decision_without_who_or_when_comes_back(
    client_of: ClientOf, world: World, connection: Connection, change: dict[str, object], sentence: str
) -> None:
    _plan(client_of, world)
    answer = client_of("noor").post(_turn(connection), data=_decision(**change))
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "Samira" in answer.text


def test_whoever_was_not_there_reads_their_own_line_and_gets_a_link_alone(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    _plan(client_of, world)
    noor, turn = client_of("noor"), _turn(connection)
    officer, debt = world.accounts["enforcement_officer"], world.accounts["debt_counsellor"]
    noor.post(turn, data=_decision())
    mine = "Bel eerst Noor voor u langsgaat."
    assert noor.post(turn, data=_decision(text=mine, owner=f"acc:{officer}")).status_code == 303
    page = client_of("enforcement_officer").get(_lines(world)).text
    assert mine in page
    assert LINE not in page
    assert token("meeting_line", "plan") not in page
    assert "Wat u gaat doen" in page
    assert mine not in client_of("community_officer").get(_lines(world)).text
    noor.get(turn)
    version = connection.execute(text("select max(version) from meeting_household")).scalar_one()
    absent = {"absent": [str(officer), str(debt)], "version": str(version)}
    assert noor.post(f"{turn}/discussed", data=absent).status_code == 303
    assert noor.post(f"{turn}/discussed", data=absent | {"submission_key": "late"}).status_code == 409
    assert connection.execute(
        text("select absent_ids from meeting_household order by id desc limit 1")
    ).scalar_one() == [*sorted([officer, debt])]


def test_the_mail_says_that_there_is_something_and_not_what(app: SchakelFlask) -> None:
    with app.app_context():
        letter = waiting("nl", url="https://schakel.example/x")
        english = waiting("en", url="https://schakel.example/x")
    assert "https://schakel.example/x" in letter.body
    assert "niet waar het over gaat" in letter.body
    assert english.subject == "Something has been agreed with you in Schakel"


def test_nobody_is_given_something_to_do_who_does_not_work_there(acting: Callable[[str], None], world: World) -> None:
    acting("noor")
    agenda = db.session.execute(text("select min(id) from meeting_household")).scalar_one()
    for name in ("tess", "eva", "resident"):
        acting("noor")
        with pytest.raises(DBAPIError, match="for somebody who is not here"):
            add_row(
                db.session.connection(),
                world,
                "meeting_line",
                meeting_household_id=agenda,
                text="x",
                owner_kind="professional",
                owner_name=name,
                account_id=world.accounts[name],
                due_on=today_in_amsterdam(),
            )
        db.session.rollback()


def test_a_household_goes_on_the_agenda_of_the_own_organisation_alone(
    acting: Callable[[str], None], world: World
) -> None:
    meeting = {"id": 0}
    acting("noor")
    meeting["id"] = db.session.execute(text("select min(id) from meeting")).scalar_one()
    acting("youth_protection")
    with pytest.raises(DBAPIError, match="not a meeting of the own organisation"):
        add_row(db.session.connection(), world, "meeting_household", "youth_protection", meeting_id=meeting["id"])
    db.session.rollback()


def test_nobody_mails_about_a_line_with_sql_of_their_own(acting: Callable[[str], None], world: World) -> None:
    acting("noor")
    with pytest.raises(DBAPIError):
        db.session.execute(
            text("select sec.mail_about_line((select min(id) from meeting_household), :who, 'x', 'x', 'x')"),
            {"who": world.accounts["debt_counsellor"]},
        )
    db.session.rollback()


def _visit(connection: Connection, world: World, who: str, days: int) -> None:
    starts = connection.execute(text("select sec.now()")).scalar_one() + dt.timedelta(days=days)
    add_row(
        connection,
        world,
        "appointment",
        who,
        starts_at=starts,
        ends_at=starts + dt.timedelta(hours=1),
        place_kind="home",
        about="zzplan.othersvisitzz",
    )


def test_two_organisations_in_one_fortnight_are_told_neutrally(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    for name, days in {"youth_protection": 5, "noor": 9}.items():
        client_of(name).get(_lines(world))
        _visit(connection, world, name, days)
    noor = client_of("noor").get(_lines(world)).text
    assert "komen in dezelfde twee weken op bezoek" in noor
    assert "Organisatie youth_protection" in noor
    theirs = client_of("youth_protection").get(_lines(world)).text
    assert "komen in dezelfde twee weken op bezoek" in theirs
    assert "twee weken" not in client_of("welfare_worker").get(_lines(world)).text
    for name in ("volunteer", "network_person", "resident", "coordinator"):
        page = client_of(name).get(_lines(world)).text
        assert "twee weken" not in page, name


def test_a_threat_beside_help_is_told_without_the_strand(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    """The housing officer knows that there is care, not which: a day, and the lead to call."""
    client_of("housing_officer").get(_lines(world))
    add_row(
        connection,
        world,
        "intervention",
        "housing_officer",
        strand="enforcement",
        product_group="eviction",
        product_id=world.products["enforcement"],
        status="planned",
        planned_start=today_in_amsterdam() + dt.timedelta(days=6),
    )
    page = client_of("housing_officer").get(_lines(world)).text
    assert "In de twee weken rond" in page
    assert "Bel: Noor" in page
    assert "Organisatie area_team" not in page[page.index("In de twee weken rond") : page.index("Bel: Noor")]
    assert "kan botsen met wat" in client_of("noor").get(_lines(world)).text


def test_too_much_for_one_household_proposes_to_combine(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    _plan(client_of, world)
    page = client_of("noor").get(_turn(connection)).text
    assert "Kan één van u het gezicht zijn?" in page
    level = {"professionals": "20", "contacts": "20", "version": "0"}
    assert client_of("noor").post("/team/burden", data=level).status_code == 303
    assert "Kan één van u het gezicht zijn?" not in client_of("noor").get(_turn(connection)).text


def test_the_level_is_the_teams_and_two_editors_see_each_other(client_of: ClientOf) -> None:
    level = {"professionals": "6", "contacts": "2", "version": "0"}
    assert client_of("noor").post("/team/burden", data=level | {"professionals": "0"}).status_code == 400
    assert client_of("noor").post("/team/burden", data=level | {"contacts": "veel"}).status_code == 400
    assert client_of("noor").post("/team/burden", data=level).status_code == 303
    late = client_of("coordinator").post("/team/burden", data=level | {"professionals": "7"})
    assert late.status_code == 409
    assert "6" in late.text
    assert client_of("community_officer").get("/team/burden").status_code in {403, 404}
