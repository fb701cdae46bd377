"""Why a sealed compartment is not in a copy: asked of whoever may know of it, read by nobody else, and felt by nobody else."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.kernel.clock import today_in_amsterdam
from tests.integration.rights.test_handouts import made, step
from tests.world import PEOPLE, World

ClientOf = Callable[[str], FlaskClient]
CARD = "Een verzegeld vak komt nooit in een kopie"
WHY = "Het vak zegt wie de zorg uitte."
GOOD = {"ground": "safety", "reason": WHY, "submission_key": "left-out"}


def concern(client: FlaskClient, world: World, who: str = "samira") -> None:
    """A sealed compartment about somebody, by whoever asks."""
    data = {
        "said_on": today_in_amsterdam().isoformat(),
        "text": "Er is een zorg.",
        "persons": [str(world.persons[who])],
        "submission_key": f"concern-{who}",
    }
    assert client.post(f"/dossiers/{world.dossier}/sealed/new", data=data).status_code == 303


def test_the_lead_who_keeps_one_says_why_before_the_copy_goes_on(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor, omar = client_of("noor"), client_of("omar")
    concern(noor, world)
    at = made(noor, world, connection)
    assert CARD in noor.get(at).text
    assert step(noor, at, "send", 1) == 400
    for bad in ({"ground": "safety", "reason": ""}, {"ground": "else", "reason": WHY}):
        answer = noor.post(f"{at}/sealed", data=bad)
        assert answer.status_code == 400
        assert not bad["reason"] or WHY in answer.text
    assert noor.post(f"{at}/sealed", data=GOOD).status_code == 303
    assert noor.post(f"{at}/sealed", data=GOOD).status_code == 303
    assert connection.execute(text("select ground, reason from handout_left_out")).all() == [("safety", WHY)]
    page = noor.get(at).text
    for words in (WHY, "Noor", "artikel 41 lid 1 onder i"):
        assert words in page, words
    assert step(noor, at, "send", 1) == 303
    # Who reads the copy and may not know of it sees nothing of it, and nothing stands in their way.
    page = omar.get(at).text
    for words in (CARD, WHY, f"{at}/sealed", "erzegeld"):
        assert words not in page, words
    assert omar.get(f"{at}/sealed").status_code == 404
    assert omar.post(f"{at}/sealed", data=GOOD | {"submission_key": "omar"}).status_code == 404
    assert step(omar, at, "approve", 2) == 303
    assert noor.post(f"{at}/sealed", data=GOOD | {"submission_key": "late"}).status_code == 403
    for end in ("/copy", ".json"):
        assert WHY not in noor.get(at + end).text


def test_whoever_approves_and_keeps_one_reads_and_writes_it_and_the_lead_does_not(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor, omar = client_of("noor"), client_of("omar")
    concern(omar, world)
    at = made(noor, world, connection)
    assert CARD not in noor.get(at).text
    assert noor.get(f"{at}/sealed").status_code == 404
    assert step(noor, at, "send", 1) == 303
    assert CARD in omar.get(at).text
    assert step(omar, at, "approve", 2) == 400
    assert omar.post(f"{at}/sealed", data=GOOD).status_code == 303
    assert WHY in omar.get(at).text
    assert WHY not in noor.get(at).text
    assert connection.execute(text("select count(*) from handout_left_out")).scalar_one() == 0  # Noor asks
    assert step(omar, at, "approve", 2) == 303


def test_one_about_somebody_else_asks_nothing(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    concern(noor, world, "sami")
    at = made(noor, world, connection)
    assert CARD not in noor.get(at).text
    assert noor.get(f"{at}/sealed").status_code == 404
    assert step(noor, at, "send", 1) == 303


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"noor"}))
def test_nobody_else_reads_the_row_or_its_line_in_the_log(
    client_of: ClientOf, acting: Callable[[str], None], world: World, connection: Connection, name: str
) -> None:
    noor = client_of("noor")
    concern(noor, world)
    at = made(noor, world, connection)
    assert noor.post(f"{at}/sealed", data=GOOD).status_code == 303
    acting(name)
    assert connection.execute(text("select count(*) from handout_left_out")).scalar_one() == 0
    log = "select count(*) from access_log where operation = 'sealed.leave_out'"
    if PEOPLE[name][0] != "privacy_officer":
        assert connection.execute(text(log)).scalar_one() == 0


def test_it_stays_as_it_was_written(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    concern(noor, world)
    at = made(noor, world, connection)
    assert noor.post(f"{at}/sealed", data=GOOD).status_code == 303
    noor.get(at)
    with pytest.raises(DBAPIError, match="permission denied"):
        connection.execute(text("update handout_left_out set reason = 'anders'"))
