"""A meeting moves, changes and is called off; partners see their own turn alone, and say that their own line is done."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.db.door import proof
from app.db.session import db
from app.kernel.clock import today_in_amsterdam
from app.meetings import mail
from app.web.guard import SchakelFlask
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]
#: How many rows this transaction put into the outbox, which no statement reads.
WRITTEN = "select pg_stat_get_xact_tuples_inserted('outgoing_mail'::regclass)"
MINE = "Bel eerst Noor voor u langsgaat."


def _day(days: int) -> str:
    return (today_in_amsterdam() + dt.timedelta(days=days)).isoformat()


def _data(world: World, **changes: object) -> dict[str, object]:
    return {"day": _day(1), "at": "10:00", "minutes_each": "10", "dossiers": [str(world.dossier)]} | changes


def _plan(client_of: ClientOf, world: World) -> str:
    made = client_of("noor").post("/meetings/new", data=_data(world))
    assert made.status_code == 303
    return str(made.location)


def _turn(connection: Connection) -> str:
    row = connection.execute(text("select dossier_id, id from meeting_household order by id desc limit 1")).one()
    return f"/dossiers/{row.dossier_id}/meetings/{row.id}"


def _decision(**changes: object) -> dict[str, object]:
    return {"text": MINE, "owner": "resident", "who": "", "due_on": _day(3)} | changes


def test_it_moves_and_two_editors_see_each_other(client_of: ClientOf, world: World) -> None:
    meeting, noor = _plan(client_of, world), client_of("noor")
    assert 'value="10:00"' in noor.get(f"{meeting}/edit").text
    moved = _data(world, day=_day(8), at="14:30", minutes_each="15", version="1")
    assert noor.post(f"{meeting}/edit", data=moved).status_code == 303
    page = noor.get(meeting).text
    assert "14.30 uur" in page
    assert "15 minuten" in page
    late = noor.post(f"{meeting}/edit", data=_data(world, at="09:15", version="1"))
    assert late.status_code == 409
    assert "09:15" in late.text
    assert "14:30" in late.text or "14.30" in late.text
    wrong = noor.post(f"{meeting}/edit", data=_data(world, day="2020-01-01", version="2"))
    assert wrong.status_code == 400
    assert "Kies een dag vanaf vandaag" in wrong.text


def test_a_household_goes_off_the_agenda_until_something_was_decided(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    meeting, noor = _plan(client_of, world), client_of("noor")
    assert noor.post(f"{meeting}/edit", data=_data(world, dossiers=[], version="1")).status_code == 400
    assert noor.post(_turn(connection), data=_decision()).status_code == 303
    other = connection.execute(
        text("select id from dossier where id <> :here limit 1"), {"here": world.dossier}
    ).scalar()
    refused = noor.post(f"{meeting}/edit", data=_data(world, dossiers=[str(other or 99)], version="1"))
    assert refused.status_code == 400
    assert noor.post(f"{meeting}/edit", data=_data(world, version="1")).status_code == 303
    rows = connection.execute(text("select count(*) from meeting_household where taken_off_at is not null"))
    assert rows.scalar_one() == 0


def test_what_was_taken_off_stands_on_no_agenda(client_of: ClientOf, world: World, connection: Connection) -> None:
    meeting, turn, noor = _plan(client_of, world), _turn(connection), client_of("noor")
    noor.get("/me")
    connection.execute(text("update meeting_household set taken_off_at = sec.now() where id = :id"),
                       {"id": int(turn.rpartition("/")[2])})  # fmt: skip
    assert noor.get(turn).status_code == 404
    assert token("household_title", "identity") not in noor.get(meeting).text
    back = noor.post(f"{meeting}/edit", data=_data(world, version="1"))
    assert back.status_code == 303
    assert token("household_title", "identity") in noor.get(meeting).text


def test_it_does_not_go_on_and_goes_on_after_all(client_of: ClientOf, world: World) -> None:
    meeting, noor = _plan(client_of, world), client_of("noor")
    assert noor.post(f"{meeting}/call-off", data={"version": "7"}).status_code == 409
    assert noor.post(f"{meeting}/call-off", data={"version": "1"}).status_code == 303
    assert "gaat niet door" in noor.get(meeting).text
    assert "gaat niet door" in noor.get("/meetings").text
    assert noor.post(f"{meeting}/edit", data=_data(world, version="2")).status_code == 400
    assert noor.post(f"{meeting}/restore", data={"version": "2", "submission_key": "b"}).status_code == 303
    assert "gaat niet door" not in noor.get(meeting).text


def test_only_the_team_changes_its_meetings(client_of: ClientOf, world: World) -> None:
    meeting = _plan(client_of, world)
    for name in ("community_officer", "coordinator", "resident", "youth_protection"):
        for path in ("edit", "call-off", "restore"):
            answer = client_of(name).post(f"{meeting}/{path}", data=_data(world, version="1"))
            assert answer.status_code in {403, 404}, (name, path)


def test_a_partner_who_is_invited_sees_the_own_turn_and_lines_alone(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    meeting, turn, noor = _plan(client_of, world), _turn(connection), client_of("noor")
    officer, tess = world.accounts["enforcement_officer"], world.accounts["tess"]
    assert noor.post(turn, data=_decision(owner=f"acc:{officer}")).status_code == 303
    invited = {"invited": [str(officer)], "version": "1"}
    assert noor.post(f"{turn}/invite", data=invited | {"invited": [str(tess)]}).status_code == 400
    assert noor.post(f"{turn}/invite", data=invited).status_code == 303
    assert noor.post(f"{turn}/invite", data=invited | {"submission_key": "late"}).status_code == 409
    assert "10.00 uur" in client_of("enforcement_officer").get("/today").text
    page = client_of("enforcement_officer").get("/meetings/invited").text
    assert "10.00 uur" in page
    assert "Organisatie area_team" in page
    assert MINE in page
    for hidden in (token("meeting_line", "plan"), token("win", "notes"), token("question_thread", "notes")):
        assert hidden not in page
    assert client_of("enforcement_officer").get(meeting).status_code in {403, 404}
    assert client_of("enforcement_officer").get(turn).status_code in {403, 404}
    for name in ("community_officer", "youth_protection"):
        other = client_of(name).get("/meetings/invited").text
        assert MINE not in other
        assert "10.00 uur" not in other
        assert "10.00 uur" not in client_of(name).get("/today").text
    assert client_of("resident").get("/meetings/invited").status_code in {403, 404}
    noor.post(f"{meeting}/call-off", data={"version": "1"})
    assert "10.00 uur" not in client_of("enforcement_officer").get("/meetings/invited").text
    assert "10.00 uur" not in client_of("enforcement_officer").get("/today").text


def test_who_is_invited_gets_a_mail_once_with_a_link_and_nothing_of_the_household(
    client_of: ClientOf, world: World, connection: Connection, app: SchakelFlask, monkeypatch: pytest.MonkeyPatch
) -> None:
    _plan(client_of, world)
    turn, noor = _turn(connection), client_of("noor")
    told: list[int] = []
    monkeypatch.setattr(mail, "ask_along", lambda _agenda, **who: told.append(who["account_id"]))
    officer, debt = (world.accounts[name] for name in ("enforcement_officer", "debt_counsellor"))
    invite = {"invited": [str(officer)], "version": "1", "submission_key": "one"}
    assert [noor.post(f"{turn}/invite", data=invite).status_code for _click in range(2)] == [303, 303]
    both = {"invited": [str(officer), str(debt)], "version": "2", "submission_key": "two"}
    assert noor.post(f"{turn}/invite", data=both).status_code == 303
    assert told == [officer, debt]
    with app.app_context():
        letter = mail.invited("nl", url="https://schakel.example/x")
        english = mail.invited("en", url="https://schakel.example/x")
    assert "https://schakel.example/x" in letter.body
    assert "niet over wie het gaat" in letter.body
    assert english.subject == "You are invited to a meeting in Schakel"


@pytest.mark.parametrize("off", [False, True])
def test_the_outbox_takes_that_mail_for_whoever_is_invited_to_what_goes_on(
    client_of: ClientOf, world: World, connection: Connection, acting: Callable[[str], None], *, off: bool
) -> None:
    meeting, turn, noor = _plan(client_of, world), _turn(connection), client_of("noor")
    invited = {"invited": [str(world.accounts["enforcement_officer"])], "version": "1"}
    assert noor.post(f"{turn}/invite", data=invited).status_code == 303
    if off:
        noor.post(f"{meeting}/call-off", data={"version": "1"})
    agenda = int(turn.rpartition("/")[2])
    written = {
        (writer, guest): _mails(acting, writer, agenda, world.accounts[guest])
        for writer in ("noor", "youth_protection")
        for guest in ("enforcement_officer", "community_officer", "noor")
    }
    sent = {pair for pair, number in written.items() if number}
    assert sent == (set() if off else {("noor", "enforcement_officer")})


def _mails(acting: Callable[[str], None], writer: str, agenda: int, guest: int) -> int:
    """How many mails the function writes (the outbox itself is read by nobody)."""
    acting(writer)
    words = (agenda, guest, "x", "y")
    values = dict(zip(("agenda", "guest", "subject", "body"), words, strict=True))
    before = db.session.execute(text(WRITTEN)).scalar_one()
    db.session.execute(
        text("select sec.mail_about_turn(:agenda, :guest, :subject, :body, :proof)"),
        values | {"proof": proof("mail_about_turn", *words)},
    )
    return int(db.session.execute(text(WRITTEN)).scalar_one() - before)


def test_where_something_is_planned_it_says_what_comes_already_without_content(
    client_of: ClientOf, world: World
) -> None:
    base = f"/dossiers/{world.dossier}"
    for name in ("noor", "youth_protection"):
        for path in ("appointments/new", "interventions/new"):
            page = client_of(name).get(f"{base}/{path}").text
            assert "Wat er op dit huishouden afkomt" in page, (name, path)
            assert "Professionals" in page
    for path in ("appointments/new", "interventions/new"):
        assert "Wat er op dit huishouden afkomt" not in client_of("volunteer").get(f"{base}/{path}").text


def test_whoever_is_to_do_it_says_that_it_is_done_and_changes_nothing_else(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    _plan(client_of, world)
    noor, turn, lines = client_of("noor"), _turn(connection), f"/dossiers/{world.dossier}/decisions"
    mine, officer = MINE, world.accounts["enforcement_officer"]
    noor.post(turn, data=_decision(text="Samira belt.", submission_key="theirs"))
    other = connection.execute(text("select max(id) from meeting_line")).scalar_one()
    noor.post(turn, data=_decision(text=mine, owner=f"acc:{officer}", submission_key="mine"))
    line = connection.execute(text("select max(id) from meeting_line")).scalar_one()
    hers = client_of("enforcement_officer")
    page = hers.get(lines).text
    assert f"Klaar: {mine}" in page
    assert "Wijzigen" not in page[page.index("<main") :]
    assert hers.get(f"{lines}/{line}/edit").status_code == 403
    assert hers.post(f"{lines}/{other}/done", data={"version": "1"}).status_code == 404
    assert client_of("community_officer").post(f"{lines}/{line}/done", data={"version": "1"}).status_code == 404
    assert hers.post(f"{lines}/{line}/done", data={"version": "7"}).status_code == 409
    assert hers.post(f"{lines}/{line}/done", data={"version": "1"}).status_code == 303
    assert "klaar op" in hers.get(lines).text
    assert noor.get(lines).text.count("klaar op") == 1
    done = text("select count(*) from access_log where operation = 'meeting_line.done' and account_id = :who")
    client_of("privacy_officer").get("/me")
    assert connection.execute(done, {"who": officer}).scalar_one() >= 1


def test_nobody_finishes_the_line_of_somebody_else_with_sql_of_their_own(
    acting: Callable[[str], None], world: World
) -> None:
    for name in ("community_officer", "enforcement_officer", "tess", "resident"):
        acting(name)
        every = (
            "select id, version from (select generate_series(1, 50) as id) i cross join generate_series(1, 3) version"
        )
        asked = db.session.execute(text(f"select bool_or(sec.finish_my_line(l.id, l.version)) from ({every}) l"))
        assert not asked.scalar_one(), name
        db.session.rollback()
