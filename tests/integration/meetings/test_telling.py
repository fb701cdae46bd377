"""Whoever is invited to a meeting of another team is told when it moves, is called off or goes on after all: once, with a link."""

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
from app.web.i18n import in_language
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
#: How many rows this transaction put into the outbox, which no statement reads.
WRITTEN = "select pg_stat_get_xact_tuples_inserted('outgoing_mail'::regclass)"


def _data(world: World, **changes: object) -> dict[str, object]:
    day = (today_in_amsterdam() + dt.timedelta(days=3)).isoformat()
    return {"day": day, "at": "10:00", "minutes_each": "10", "dossiers": [str(world.dossier)]} | changes


@pytest.fixture
def meeting(client_of: ClientOf, world: World, connection: Connection) -> str:
    """A meeting of Noor's team to which two partners are invited; its address."""
    noor = client_of("noor")
    made = noor.post("/meetings/new", data=_data(world)).location
    turn = connection.execute(text("select id from meeting_household order by id desc limit 1")).scalar_one()
    guests = [str(world.accounts[name]) for name in ("enforcement_officer", "debt_counsellor")]
    asked = noor.post(f"/dossiers/{world.dossier}/meetings/{turn}/invite", data={"invited": guests, "version": "1"})
    assert asked.status_code == 303
    return str(made)


def _written(connection: Connection) -> int:
    return int(connection.execute(text(WRITTEN)).scalar_one())


def test_each_change_is_told_once_to_whoever_was_invited(
    client_of: ClientOf, world: World, connection: Connection, meeting: str
) -> None:
    noor, before = client_of("noor"), _written(connection)
    moved = _data(world, at="14:30", version="1", submission_key="move")
    assert [noor.post(f"{meeting}/edit", data=moved).status_code for _click in range(2)] == [303, 303]
    assert _written(connection) == before + 2
    assert noor.post(f"{meeting}/edit", data=moved | {"version": "2", "submission_key": "same"}).status_code == 303
    assert _written(connection) == before + 2  # nothing moved
    assert noor.post(f"{meeting}/call-off", data={"version": "3", "submission_key": "off"}).status_code == 303
    assert _written(connection) == before + 4
    assert noor.post(f"{meeting}/restore", data={"version": "4", "submission_key": "on"}).status_code == 303
    assert _written(connection) == before + 6


def test_who_no_longer_works_there_gets_none(
    client_of: ClientOf, world: World, connection: Connection, meeting: str
) -> None:
    noor, officer = client_of("noor"), world.accounts["enforcement_officer"]
    line = connection.execute(
        text("select id from involvement where account_id = :id order by id desc limit 1"), {"id": officer}
    ).scalar_one()
    assert noor.post(f"/dossiers/{world.dossier}/team/{line}/end", data={"submission_key": "e"}).status_code == 303
    before = _written(connection)
    assert noor.post(f"{meeting}/call-off", data={"version": "1", "submission_key": "off"}).status_code == 303
    assert _written(connection) == before + 1


def test_the_outbox_takes_it_from_the_team_alone_and_for_turns_that_went(
    world: World, connection: Connection, acting: Callable[[str], None], meeting: str
) -> None:
    turn = connection.execute(text("select max(id) from meeting_household")).scalar_one()
    number, letters, written = int(meeting.rpartition("/")[2]), '{"nl": {"subject": "x", "body": "y"}}', {}
    for name, gone in (("noor", [turn]), ("noor", [turn + 1]), ("youth_protection", []), ("enforcement_officer", [])):
        acting(name)
        before = db.session.execute(text(WRITTEN)).scalar_one()
        signed = proof("mail_about_meeting", number, ",".join(map(str, gone)), letters)
        db.session.execute(
            text("select sec.mail_about_meeting(:meeting, :gone, :letters, :proof)"),
            {"meeting": number, "gone": gone, "letters": letters, "proof": signed},
        )
        written[name, *gone] = db.session.execute(text(WRITTEN)).scalar_one() - before
    assert list(written.values()) == [2, 0, 0, 0]


@pytest.mark.parametrize("change", mail.Change)
def test_it_holds_a_link_and_nothing_of_the_household(app: SchakelFlask, change: mail.Change) -> None:
    with app.app_context():
        for language, sentence in (("nl", "niet over wie het gaat"), ("en", "does not say whom it is about")):
            with in_language(language):
                letter = mail.letter_about(change, url="https://schakel.example/x")
            assert "https://schakel.example/x" in letter.body
            assert sentence in letter.body
            assert "%(" not in letter.body + letter.subject
