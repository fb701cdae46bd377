"""People with a password, and browsers that nobody is signed in on."""

import re
from collections.abc import Callable
from hashlib import sha256

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from werkzeug.test import TestResponse

from app.accounts import mail, passwords
from app.db.door import proof
from app.web.guard import SchakelFlask
from tests.pages import without_keys

PASSWORD = "vier gewone woorden achter elkaar"


def email_of(name: str) -> str:
    """The address of somebody in the small world."""
    return f"{name}@voorbeeld.example"


@pytest.fixture
def new_browser(app: SchakelFlask, connection: Connection) -> Callable[[], FlaskClient]:
    """``new_browser()``: nobody is signed in on it, and it has no cookies."""
    return app.test_client


@pytest.fixture
def give_password(app: SchakelFlask, connection: Connection) -> Callable[[str], None]:
    """``give_password("noor")``: she chose PASSWORD, through a link as everybody does; her sessions ended."""

    def give(name: str) -> None:
        token = sha256(name.encode()).digest()
        with app.app_context():
            new = passwords.make_hash(PASSWORD)
            asked = proof("request_reset", email_of(name), token)
        connection.execute(
            text("select sec.request_reset(:key, :hash, '1 hour', '{a,a}', '{b,b}', :proof)"),
            {"key": email_of(name), "hash": token, "proof": asked},
        )
        assert connection.execute(text("select sec.use_link(:hash, :new)"), {"hash": token, "new": new}).scalar_one()

    return give


def sign_in(browser: FlaskClient, name: str, password: str = PASSWORD, **more: str) -> TestResponse:
    """Fills in the sign-in form."""
    email = name if "@" in name else email_of(name)
    return browser.post("/sign-in", data={"email": email, "password": password, **more})


def same_page(answer: TestResponse, typed: str = "") -> str:
    """The page without what is random in every page, and without what was typed."""
    page = without_keys(answer.text)
    return page.replace(f'value="{typed}"', 'value="typed"') if typed else page


def version_in(page: str) -> str:
    """The version that a form carries."""
    found = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert found is not None
    return found[1]


@pytest.fixture
def tokens(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tokens of the links that are made, oldest first, for a test that cannot read the outbox either."""
    made: list[str] = []
    real = mail.link_url

    def watched(token: str) -> str:
        made.append(token)
        return real(token)

    monkeypatch.setattr(mail, "link_url", watched)
    return made
