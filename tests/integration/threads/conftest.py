"""A thread and a link, as tests need them."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app.accounts.mail import whole_address
from app.web.guard import SchakelFlask
from tests.world import World

ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def ask(client_of: ClientOf, world: World) -> Callable[..., str]:
    """``ask("noor", "community_officer")``: asks, and gives the address of the thread as the first one sees it."""

    def make(asker: str, *parties: str, **more: object) -> str:
        client = client_of(asker)
        data = {
            "line": "Hebt u hen nog gezien?",
            "explanation": "Het gaat om de afspraak van vrijdag.",
            "due_on": _shown_day(client, world),
            "parties": [str(world.accounts[party]) for party in parties],
            "submission_key": f"ask-{asker}-{parties}-{more}",
            **more,
        }
        answer = client.post(f"/dossiers/{world.dossier}/questions/new", data=data)
        assert answer.status_code == 303, re.findall(r'class="error".*?</p>|<li>.*?</li>', answer.text, re.DOTALL)
        numbers = re.findall(rf"/dossiers/{world.dossier}/questions/(\d+)", client.get(answer.location).text)
        return f"/dossiers/{world.dossier}/questions/{max(map(int, numbers))}"

    return make


def _shown_day(client: FlaskClient, world: World) -> str:
    page = client.get(f"/dossiers/{world.dossier}/questions/new").text
    found = re.search(r'name="due_on"[^>]*value="([^"]+)"', page)
    assert found is not None
    return found[1]


def _overheard(monkeypatch: pytest.MonkeyPatch, where: str) -> list[str]:
    made: list[str] = []

    def watched(path: str) -> str:
        made.append(path)
        return whole_address(path)

    monkeypatch.setattr(f"{where}.whole_address", watched)
    return made


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses in the mails that were made, oldest first: the outbox itself is not for the application to read."""
    return _overheard(monkeypatch, "app.threads.mail")


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the links that were mailed to people outside."""
    return _overheard(monkeypatch, "app.threads.services.outside")


@pytest.fixture
def stranger(app: SchakelFlask, client_of: ClientOf) -> FlaskClient:
    """A browser on which nobody is signed in, without cookies."""
    return app.test_client()
