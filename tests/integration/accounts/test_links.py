"""Single-use links: opening uses nothing, sending uses it once, and nobody learns who has an account."""

import re
from collections.abc import Callable
from hashlib import sha256

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.db.door import proof
from app.db.session import db
from app.web.guard import SchakelFlask
from tests.integration.accounts.conftest import PASSWORD, email_of, same_page, sign_in
from tests.world import World

Browser = Callable[[], FlaskClient]


def _choose(browser: FlaskClient, token: str, password: str = PASSWORD, again: str | None = None) -> tuple[int, str]:
    data = {"password": password, "again": password if again is None else again}
    answer = browser.post(f"/link/{token}", data=data)
    return answer.status_code, answer.text


def test_it_works_once(new_browser: Browser, tokens: list[str], client_of: Callable[[str], FlaskClient]) -> None:
    noor, browser = client_of("noor"), new_browser()
    assert noor.get("/me").status_code == 200
    browser.post("/new-password", data={"email": email_of("noor")})
    for _ in range(3):
        assert browser.get(f"/link/{tokens[0]}").status_code == 200
    code, page = _choose(browser, tokens[0], "te kort")
    assert code == 400
    assert "minstens 12 tekens" in page
    assert _choose(browser, tokens[0], PASSWORD, "anders dan dat")[0] == 400
    assert _choose(browser, tokens[0], "aaaaaaaaaaaaaa")[0] == 400
    assert _choose(browser, tokens[0])[0] == 303
    assert noor.get("/me").status_code == 303, "every session of the account has ended"
    assert browser.get(f"/link/{tokens[0]}").status_code == 410
    assert _choose(browser, tokens[0], "een heel ander wachtwoord")[0] == 410
    assert sign_in(new_browser(), "noor").status_code == 303


def test_a_newer_link_ends_an_older_one(new_browser: Browser, tokens: list[str]) -> None:
    browser = new_browser()
    for _ in range(2):
        browser.post("/new-password", data={"email": email_of("noor")})
    codes = [browser.get(f"/link/{token}").status_code for token in dict.fromkeys(tokens)]
    assert codes == [410, 200]


def test_it_dies_of_age(app: SchakelFlask, connection: Connection, new_browser: Browser) -> None:
    hashed = sha256(b"old").digest()
    with app.app_context():
        asked = {"key": email_of("noor"), "hash": hashed, "proof": proof("request_reset", email_of("noor"), hashed)}
    connection.execute(
        text("select sec.request_reset(:key, :hash, interval '-1 second', '{a,a}', '{b,b}', :proof)"), asked
    )
    assert new_browser().get("/link/old").status_code == 410


def test_asking_gives_one_page_for_everybody(
    new_browser: Browser, tokens: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    calculated: list[str] = []
    real = PasswordHasher.verify

    def counted(self: PasswordHasher, hash_: str, password: str) -> bool:
        calculated.append("verify")
        return bool(real(self, hash_, password))

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    pages = []
    for email in (email_of("noor"), "niemand@voorbeeld.example", "NOOR@voorbeeld.example", "nооr@voorbeeld.example"):
        calculated.clear()
        answer = new_browser().post("/new-password", data={"email": email})
        pages.append((answer.status_code, same_page(answer, email)))
        assert calculated == ["verify"], email
    assert len(set(pages)) == 1


def test_an_invitation_is_mailed_and_used(
    client_of: Callable[[str], FlaskClient], new_browser: Browser, tokens: list[str], world: World
) -> None:
    admin = client_of("administrator")
    address = f"/administration/organisations/{world.organisations['police']}/accounts/new"
    typed = {
        "name": "Sam de Wit",
        "email": "sam@voorbeeld.example",
        "function": "community_officer",
        "submission_key": "a",
    }
    assert admin.post(address, data=typed).status_code == 303
    browser = new_browser()
    assert sign_in(browser, "sam").status_code == 400
    assert "Welkom bij Schakel" in browser.get(f"/link/{tokens[0]}").text
    assert _choose(browser, tokens[0])[0] == 303
    assert sign_in(browser, "sam").status_code == 303


def test_only_an_administrator_invites(acting: Callable[[str], None], world: World) -> None:
    acting("noor")
    with pytest.raises(Exception, match="only an administrator invites"):
        db.session.execute(text("select sec.invite(:id, 'x', '1 hour', 'x')"), {"id": world.accounts["omar"]})
    db.session.rollback()


def test_a_link_never_names_a_host_that_only_the_request_names(new_browser: Browser, tokens: list[str]) -> None:
    answer = new_browser().post("/new-password", data={"email": email_of("noor")}, headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert re.search("HOSTS", answer.text)
