"""Who of us is at an appointment gets a mail when it moves, is called off or goes on after all: a link, once, and not to whoever did it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.appointments.telling import Change, letter_about
from app.db.door import proof
from app.db.session import db
from app.web.guard import SchakelFlask
from app.web.i18n import in_language
from tests.integration.appointments.helpers import fields, make, page
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
#: How many rows this transaction put into the outbox, which no statement reads.
WRITTEN = "select pg_stat_get_xact_tuples_inserted('outgoing_mail'::regclass)"


@pytest.fixture
def mails(connection: Connection) -> Callable[[], int]:
    """How many mails were written since it was asked last."""
    seen = [int(connection.execute(text(WRITTEN)).scalar_one())]

    def since() -> int:
        seen.append(int(connection.execute(text(WRITTEN)).scalar_one()))
        return seen[-1] - seen[-2]

    return since


def _there(world: World, *names: str) -> list[int]:
    return [world.accounts[name] for name in ("noor", *names)]


def test_each_change_is_told_once_to_everybody_else_who_is_there(
    client_of: ClientOf, world: World, mails: Callable[[], int]
) -> None:
    noor = client_of("noor")
    visit = make(noor, world, attendees=_there(world, "omar", "housing_officer"))
    assert mails() == 0
    moved = fields(world, attendees=_there(world, "omar", "housing_officer"), start="14:00", end="15:00",
                   version="1", state=None, submission_key="move")  # fmt: skip
    assert [noor.post(page(world, visit, "edit"), data=moved).status_code for _click in range(2)] == [303, 303]
    assert mails() == 2
    said = moved | {"about": "Het kasboek", "version": "2", "submission_key": "words"}
    assert noor.post(page(world, visit, "edit"), data=said).status_code == 303
    assert mails() == 0  # other words are no move
    off = {"reason": "Noor is ziek.", "version": "3", "submission_key": "off"}
    assert noor.post(page(world, visit, "cancel"), data=off).status_code == 303
    assert mails() == 2
    assert noor.post(page(world, visit, "restore"), data={"submission_key": "on"}).status_code == 303
    assert mails() == 2


def test_who_no_longer_works_there_gets_none(
    client_of: ClientOf, world: World, mails: Callable[[], int], connection: Connection
) -> None:
    noor = client_of("noor")
    visit = make(noor, world, attendees=_there(world, "omar"))
    team = "select id from involvement where account_id = :omar and not is_lead order by id desc limit 1"
    line = connection.execute(text(team), {"omar": world.accounts["omar"]}).scalar_one()
    ended = noor.post(f"/dossiers/{world.dossier}/team/{line}/end", data={"submission_key": "end"})
    assert ended.status_code == 303
    noor.post(page(world, visit, "cancel"), data={"reason": "Ziek.", "version": "1", "submission_key": "off"})
    assert mails() == 0


def test_the_outbox_takes_it_from_who_may_change_the_appointment_alone(
    client_of: ClientOf, world: World, acting: Callable[[str], None]
) -> None:
    visit = make(client_of("noor"), world, attendees=_there(world, "omar"))
    written, letters = {}, '{"nl": {"subject": "x", "body": "y"}}'
    for name in ("noor", "tess", "enforcement_officer", "resident", "volunteer"):
        acting(name)
        before = db.session.execute(text(WRITTEN)).scalar_one()
        db.session.execute(
            text("select sec.mail_about_visit(:visit, :letters, :proof)"),
            {"visit": visit, "letters": letters, "proof": proof("mail_about_visit", visit, letters)},
        )
        written[name] = db.session.execute(text(WRITTEN)).scalar_one() - before
    assert written == {"noor": 1, "tess": 0, "enforcement_officer": 0, "resident": 0, "volunteer": 0}


@pytest.mark.parametrize("change", Change)
def test_it_holds_a_link_and_nothing_of_the_household(app: SchakelFlask, change: Change) -> None:
    with app.app_context():
        for language, sentence in (("nl", "niet over wie het gaat"), ("en", "does not say whom it is about")):
            with in_language(language):
                letter = letter_about(change, url="https://schakel.example/x")
            assert "https://schakel.example/x" in letter.body
            assert sentence in letter.body
            assert "%(" not in letter.body + letter.subject
