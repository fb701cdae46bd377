"""A session that ends in the middle of a form costs no text, and gives it to nobody else."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app.accounts import carried
from app.web.guard import SchakelFlask
from tests.world import World

TYPED = "Samira belt morgen zelf met school."


@pytest.fixture
def ended(client_of: Callable[[str], FlaskClient], world: World) -> FlaskClient:
    client = client_of("noor")
    with client.session_transaction() as session:
        session["token"] = "long gone"
        session["who"] = world.accounts["noor"]
    return client


def _carried(text: str) -> str:
    found = re.search(r'name="carried"[^>]*value="([^"]+)"', text)
    assert found, text
    return found.group(1)


def test_it_carries_the_text_through_signing_in(ended: FlaskClient, app: SchakelFlask, world: World) -> None:
    answer = ended.post(f"/dossiers/{world.dossier}/notes/new", data={"facts": TYPED, "bsn": "999961317"})
    assert answer.status_code == 401
    assert TYPED not in answer.text
    with app.test_request_context():
        kept = carried.open_for(world.accounts["noor"], _carried(answer.text))
        assert kept is not None
        assert dict(kept.fields) == {"facts": TYPED}
        assert carried.open_for(world.accounts["omar"], _carried(answer.text)) is None
        assert carried.open_for(world.accounts["noor"], "nonsense") is None


def test_it_asks_nothing_of_somebody_who_was_never_here(app: SchakelFlask, world: World) -> None:
    answer = app.test_client().post(f"/dossiers/{world.dossier}/notes/new", data={"facts": TYPED})
    assert answer.status_code == 303
