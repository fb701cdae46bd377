"""Compartments as tests need them, and what a page shows."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.world import World

ClientOf = Callable[[str], FlaskClient]
CONCERN = "Sami had blauwe plekken op zijn arm."


def version_of(page: str) -> str:
    """The version that a form on the page carries."""
    found = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert found is not None
    return found[1]


@pytest.fixture
def seal(client_of: ClientOf, world: World) -> Callable[..., str]:
    """``seal("noor")``: opens a compartment about Sami, and gives its address."""

    def make(name: str, words: str = CONCERN) -> str:
        client, path = client_of(name), f"/dossiers/{world.dossier}/sealed"
        before = set(re.findall(rf"{path}/\d+", client.get(path).text))
        data = {
            "said_on": "2026-01-05",
            "text": words,
            "persons": [str(world.persons["sami"])],
            "submission_key": f"seal-{name}-{words}",
        }
        answer = client.post(f"{path}/new", data=data)
        assert answer.status_code == 303, re.findall(r'class="error".*?</p>|<li>.*?</li>', answer.text, re.DOTALL)
        (made,) = set(re.findall(rf"{path}/\d+", client.get(path).text)) - before
        return str(made)

    return make
