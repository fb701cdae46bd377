"""The file of a colleague or relative: marked by its lead or the privacy officer, read by the lead alone, and every sight is told."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from tests.world import PEOPLE, TOKENS, World, token

ClientOf = Callable[[str], FlaskClient]
WHY = "Haar zus werkt in het team."
NAME = token("household_title", "identity")


def url(world: World) -> str:
    return f"/dossiers/{world.dossier}/mark"


def set_mark(client: FlaskClient, world: World, marked: str = "yes") -> int:
    return client.post(url(world), data={"marked": marked, "reason": WHY, "submission_key": marked}).status_code


def test_from_then_on_the_lead_alone_reads_it(client_of: ClientOf, world: World) -> None:
    page = f"/dossiers/{world.dossier}"
    assert client_of("omar").get(page).status_code == 200
    assert set_mark(client_of("noor"), world) == 303
    for name in ("omar", "community_officer", "mental_health_worker", "coordinator"):
        assert client_of(name).get(page).status_code == 404, name
        assert NAME not in client_of(name).get("/caseload").text, name
    assert client_of("noor").get(page).status_code == 200
    assert set_mark(client_of("noor"), world, "no") == 303
    assert client_of("omar").get(page).status_code == 200


def test_the_officer_marks_by_number_and_reads_no_file(client_of: ClientOf, world: World) -> None:
    officer = client_of("privacy_officer")
    form = {"case_no": "w-2026-00001", "marked": "yes", "reason": WHY, "submission_key": "m"}
    assert officer.post("/oversight/marks", data=form).status_code == 303
    assert "W-2026-00001" in officer.get("/oversight/marks").text
    assert client_of("omar").get(f"/dossiers/{world.dossier}").status_code == 404
    assert officer.get(f"/dossiers/{world.dossier}").status_code == 404
    again = officer.post("/oversight/marks", data=form | {"submission_key": "n"})
    assert again.status_code == 400
    assert "Dit staat al zo." in again.text
    unknown = officer.post("/oversight/marks", data=form | {"case_no": "W-1999-00001", "submission_key": "o"})
    assert "Dit nummer is niet bekend." in unknown.text
    assert WHY in unknown.text


def test_every_sight_stands_out_for_the_officer(client_of: ClientOf, world: World) -> None:
    set_mark(client_of("noor"), world)
    before = client_of("privacy_officer").get("/oversight/signals").text
    client_of("noor").get(f"/dossiers/{world.dossier}")
    assert before.count("Noor") < client_of("privacy_officer").get("/oversight/signals").text.count("Noor")


def test_the_mail_names_no_file(client_of: ClientOf, world: World, connection: Connection, owner: Connection) -> None:
    body = owner.execute(text("select prosrc from pg_proc where proname = 'tell_of_marked'")).scalar_one()
    assert "case_no" not in body
    with pytest.raises(DBAPIError, match="permission denied"):
        connection.execute(text("select sec.tell_of_marked('{1}', '{}')"))


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"noor", "privacy_officer"}))
def test_nobody_else_marks(client_of: ClientOf, world: World, connection: Connection, name: str) -> None:
    assert set_mark(client_of(name), world) in {403, 404}
    connection.execute(text("select from sec.open(:token)"), {"token": TOKENS[name]})
    assert connection.execute(text("select count(*) from sec.marked_cases()")).scalar_one() == 0
    with pytest.raises(DBAPIError, match="only the lead or a privacy officer"):
        connection.execute(text("select sec.mark_staff(:id, true)"), {"id": world.dossier})
