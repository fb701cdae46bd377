"""What somebody took on in a meeting stands among what is due on *Vandaag*: one's own, while it is open, and logged."""

import datetime as dt
from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]
HERS = "Bel eerst Noor voor u langsgaat."
OTHERS = "Samira belt maandag de school."


def _day(days: int) -> str:
    return (today_in_amsterdam() + dt.timedelta(days=days)).isoformat()


def given_a_meeting(client_of: ClientOf, world: World, connection: Connection, *, due: str) -> str:
    """A step for enforcement and one for the household; returns where the decisions stand."""
    noor = client_of("noor")
    plan = {"day": _day(1), "at": "10:00", "minutes_each": "10", "dossiers": [str(world.dossier)]}
    assert noor.post("/meetings/new", data=plan).status_code == 303
    turn = connection.execute(text("select id from meeting_household order by id desc limit 1")).scalar_one()
    for words, owner in ((HERS, f"acc:{world.accounts['enforcement_officer']}"), (OTHERS, "resident")):
        line = {"text": words, "owner": owner, "who": "Samira", "due_on": due}
        assert noor.post(f"/dossiers/{world.dossier}/meetings/{turn}", data=line).status_code == 303
    return f"/dossiers/{world.dossier}/decisions"


def test_it_stands_there_for_whoever_does_it_until_it_is_done(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    lines, officer = given_a_meeting(client_of, world, connection, due=_day(3)), client_of("enforcement_officer")
    today = officer.get("/today").text
    assert f"uit het overleg: {HERS}" in today
    assert f'href="{lines}"' in today
    assert OTHERS not in today
    assert token("meeting_line", "plan") not in today
    for name in ("noor", "omar", "community_officer", "resident"):
        assert HERS not in client_of(name).get("/today").text, name
    officer.get(lines)
    key, version = connection.execute(text("select id, version from meeting_line where text = :it"), {"it": HERS}).one()
    assert officer.post(f"{lines}/{key}/done", data={"version": str(version)}).status_code == 303
    assert HERS not in officer.get("/today").text


def test_that_it_was_shown_is_in_the_log(client_of: ClientOf, world: World, connection: Connection) -> None:
    plan = text(
        "select count(*) from access_log where operation = 'today.show' and 'plan' = any(categories) and account_id = :who"
    )

    def shown() -> int:
        client_of("enforcement_officer").get("/today")
        client_of("privacy_officer").get("/me")
        return int(connection.execute(plan, {"who": world.accounts["enforcement_officer"]}).scalar_one())

    assert shown() == 0
    given_a_meeting(client_of, world, connection, due=_day(3))
    assert shown() == 1


def test_what_is_far_away_does_not_stand_there_yet(client_of: ClientOf, world: World, connection: Connection) -> None:
    given_a_meeting(client_of, world, connection, due=_day(60))
    assert HERS not in client_of("enforcement_officer").get("/today").text
