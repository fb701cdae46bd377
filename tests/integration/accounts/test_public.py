"""Pages for everybody, and those that exist in the demo town only."""

import smtplib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Self

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app import create_app
from app.accounts.demo import DEMO_PASSWORD
from app.accounts.services.sign_in import token_hash
from app.cli import mail
from app.db import policies
from app.web import health
from app.web.guard import SchakelFlask
from tests.database import Urls, config_for
from tests.integration.accounts.conftest import sign_in

Browser = Callable[[], FlaskClient]


@pytest.fixture
def demo_town(owner: Connection) -> Iterator[None]:
    """The database says that it holds a demo town."""
    owner.execute(text("insert into sec.setting values ('demo_mode', 'on'), ('demo_people', 'noor@voorbeeld.example')"))
    owner.commit()
    yield
    owner.execute(text("delete from sec.setting where name in ('demo_mode', 'demo_people')"))
    owner.commit()


@pytest.fixture
def demo_browser(urls: Urls, demo_town: None, connection: Connection) -> FlaskClient:
    """A browser on an application in demo mode."""
    application = create_app(replace(config_for(urls), demo_mode=True))
    application.config.update(WTF_CSRF_ENABLED=False)
    return application.test_client()


def test_the_demo_town_signs_in_by_button(
    demo_browser: FlaskClient, give_password: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.integration.accounts.conftest.PASSWORD", DEMO_PASSWORD)
    for name in ("noor", "administrator"):
        give_password(name)
    page = demo_browser.get("/sign-in").text
    assert DEMO_PASSWORD in page
    assert "Noor" in page
    assert "Administrator" not in page
    assert demo_browser.post("/demo/sign-in", data={"email": "administrator@voorbeeld.example"}).status_code == 400
    assert demo_browser.post("/demo/sign-in", data={"email": "noor@voorbeeld.example"}).status_code == 303
    assert demo_browser.get("/me").status_code == 200


def test_the_demo_town_shows_its_mail(demo_browser: FlaskClient) -> None:
    demo_browser.post("/new-password", data={"email": "noor@voorbeeld.example"})
    page = demo_browser.get("/demo/mail").text
    assert "noor@voorbeeld.example" in page
    assert 'href="/link/' in page


def test_elsewhere_nothing_of_the_demo_town_exists(new_browser: Browser, app: SchakelFlask, demo_town: None) -> None:
    browser = new_browser()
    assert DEMO_PASSWORD not in browser.get("/sign-in").text
    for address in ("/demo/mail", "/demo/sign-in"):
        assert browser.get(address).status_code == 303, "as every unknown address"
    assert {"accounts.demo_sign_in", "accounts.outbox"}.isdisjoint(app.view_functions)


def test_a_database_that_is_no_demo_town_shows_no_people_and_no_mail(urls: Urls, connection: Connection) -> None:
    application = create_app(replace(config_for(urls), demo_mode=True))
    application.config.update(WTF_CSRF_ENABLED=False)
    browser = application.test_client()
    browser.post("/new-password", data={"email": "noor@voorbeeld.example"})
    assert "noor@voorbeeld.example" not in browser.get("/demo/mail").text
    assert "Oefenen als" not in browser.get("/sign-in").text


def test_the_statement_and_health_are_for_everybody(new_browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = new_browser()
    for address in ("/sign-in", "/new-password", "/accessibility", "/healthz", "/readyz"):
        assert browser.get(address).status_code == 200, address
    health._of_this_code.cache_clear()
    monkeypatch.setattr(policies, "fingerprint", lambda: "another")
    assert browser.get("/readyz").status_code == 503
    health._of_this_code.cache_clear()


def test_public_pages_take_no_large_bodies(new_browser: Browser) -> None:
    answer = new_browser().post("/sign-in", data={"email": "a", "password": "x" * 100_000})
    assert answer.status_code == 413


def test_the_outbox_is_sent_by_command(owner: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    class Line:
        """A mail server that refuses one address."""

        def __init__(self, *_args: object, **_named: object) -> None:
            """Nothing is connected."""

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_args: object) -> None:
            return None

        def send_message(self, message: object) -> None:
            """Takes it or not."""
            to = str(message["To"])  # type: ignore[index]
            if to.startswith("weg"):
                raise smtplib.SMTPRecipientsRefused({})
            sent.append(to)

    monkeypatch.setattr(smtplib, "SMTP", Line)
    insert = text("insert into outgoing_mail (recipient, subject, body) values (:to, 'Onderwerp', 'Link')")
    for to in ("een@voorbeeld.example", "weg@voorbeeld.example", "twee@voorbeeld.example"):
        owner.execute(insert, {"to": to})
    owner.commit()
    server = mail.MailServer("localhost", 25, "schakel@voorbeeld.example", tls=False)
    assert mail.send_all(owner, server) == (2, 1)
    assert sent == ["een@voorbeeld.example", "twee@voorbeeld.example"]
    assert mail.send_all(owner, server) == (0, 1)
    bodies = owner.execute(text("select body from outgoing_mail where sent_at is not null")).scalars().all()
    assert set(bodies) == {""}
    owner.execute(text("delete from outgoing_mail"))
    owner.commit()


def test_without_a_mail_server_nothing_happens(app: SchakelFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAIL_SERVER", raising=False)
    result = app.test_cli_runner().invoke(args=["mail", "send"])
    assert result.exit_code == 0
    assert "stay in the outbox" in result.output


def test_a_sign_in_leaves_a_line_whether_it_succeeds_or_not(
    new_browser: Browser, give_password: Callable[[str], None], acting: Callable[[str], None], connection: Connection
) -> None:
    give_password("noor")
    sign_in(new_browser(), "noor", "fout")
    sign_in(new_browser(), "noor")
    acting("privacy_officer")
    lines = connection.execute(
        text(
            "select outcome, account_id is not null, account_name from access_log where operation = 'session.sign_in' order by id"
        )
    ).all()
    assert [tuple(line) for line in lines][-2:] == [("denied", True, ""), ("ok", True, "")]
    assert len(token_hash("x")) == 32
