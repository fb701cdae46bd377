"""Signing in: one answer and one calculation for every reason why not, and a session that lives on the server."""

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.accounts import passwords, throttle
from app.db.door import proof
from app.db.session import db
from app.web.guard import SchakelFlask
from tests.integration.accounts.conftest import PASSWORD, email_of, same_page, sign_in, version_in
from tests.world import World

Browser = Callable[[], FlaskClient]


@pytest.fixture
def calculations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password hash that is calculated."""
    made: list[str] = []
    for name in ("hash", "verify"):
        real = getattr(PasswordHasher, name)

        def counted(*args: object, _real: Callable[..., object] = real, _name: str = name, **named: object) -> object:
            made.append(_name)
            return _real(*args, **named)

        monkeypatch.setattr(PasswordHasher, name, counted)
    return made


def test_it_signs_in_and_starts_where_the_function_begins(
    new_browser: Browser, give_password: Callable[[str], None]
) -> None:
    give_password("administrator")
    browser = new_browser()
    answer = sign_in(browser, " Administrator@VOORBEELD.example ")
    assert (answer.status_code, answer.location) == (303, "/")
    assert browser.get("/").location == "/administration/organisations"


def _switch_off(admin: FlaskClient, world: World, name: str) -> None:
    page = admin.get(f"/administration/accounts/{world.accounts[name]}").text
    data = {
        "name": name,
        "email": email_of(name),
        "organisation_id": str(world.organisations["area_team"]),
        "function": "generalist",
        "version": version_in(page),
        "submission_key": f"off-{name}",
    }
    answer = admin.post(f"/administration/accounts/{world.accounts[name]}", data=data)
    assert answer.status_code == 303, answer.text


def test_it_gives_one_answer_and_one_calculation_for_every_reason(
    new_browser: Browser,
    give_password: Callable[[str], None],
    client_of: Callable[[str], FlaskClient],
    world: World,
    calculations: list[str],
) -> None:
    for name in ("noor", "omar", "tess"):
        give_password(name)
    _switch_off(client_of("administrator"), world, "tess")
    locked = new_browser()
    for _ in range(throttle.PER_ACCOUNT):
        sign_in(locked, "omar", "fout")
    tries = {
        "unknown": ("niemand@voorbeeld.example", PASSWORD),
        "wrong": (email_of("noor"), "een ander wachtwoord"),
        "locked": (email_of("omar"), PASSWORD),
        "disabled": (email_of("tess"), PASSWORD),
        "no password": (email_of("eva"), PASSWORD),
        "empty": (email_of("noor"), ""),
        "long": (email_of("noor"), "x" * 10_000),
        "confusable": ("nо\u200bor@voorbeeld.example", PASSWORD),
        "nothing": ("", ""),
        "control": ("\0\ud7ff", "\0"),
    }
    pages = {}
    for state, (email, password) in tries.items():
        calculations.clear()
        answer = new_browser().post("/sign-in", data={"email": email, "password": password})
        assert calculations == ["verify"], state
        assert answer.status_code == 400, state
        pages[state] = same_page(answer, email)
    reference = pages.pop("wrong")
    for state in ("unknown", "locked", "disabled", "no password", "empty", "long"):
        assert pages[state] == reference, state
    assert all("horen niet bij elkaar" in page for page in pages.values())


def test_it_calculates_again_with_new_parameters(
    app: SchakelFlask,
    new_browser: Browser,
    give_password: Callable[[str], None],
    connection: Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    give_password("noor")
    monkeypatch.setattr(passwords, "_ours", lambda: PasswordHasher(time_cost=2, memory_cost=64, parallelism=1))
    assert sign_in(new_browser(), "noor").status_code == 303
    with app.app_context():
        asked = proof("credentials", email_of("noor"))
    stored = connection.execute(
        text("select password_hash from sec.credentials(:key, :proof)"), {"key": email_of("noor"), "proof": asked}
    ).scalar_one()
    assert "t=2" in stored
    assert sign_in(new_browser(), "noor").status_code == 303


def test_it_uses_the_parameters_of_the_cheat_sheet_outside_tests() -> None:
    hasher = passwords._hasher(testing=False)
    assert (hasher.memory_cost, hasher.time_cost, hasher.parallelism, hasher.type.name) == (19 * 1024, 2, 1, "ID")
    assert passwords._nobodys(19 * 1024, 2, 1).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_it_starts_a_new_session_and_forgets_what_was_planted(
    new_browser: Browser, give_password: Callable[[str], None], connection: Connection
) -> None:
    give_password("noor")
    browser = new_browser()
    with browser.session_transaction() as planted:
        planted["token"] = "chosen-by-somebody-else"
        planted["anything"] = "else"
    sign_in(browser, "noor")
    with browser.session_transaction() as kept:
        first = kept["token"]
        assert "anything" not in kept
    assert first != "chosen-by-somebody-else"
    assert len(first) >= 43
    sign_in(browser, "noor")
    with browser.session_transaction() as kept:
        second = kept["token"]
    assert second != first
    assert connection.execute(text("select count(*) from sec.open(:token)"), {"token": first}).scalar_one() == 0
    assert connection.execute(text("select count(*) from sec.open(:token)"), {"token": second}).scalar_one() == 1


def test_a_copied_cookie_is_dead_after_signing_out(new_browser: Browser, give_password: Callable[[str], None]) -> None:
    give_password("noor")
    browser, thief = new_browser(), new_browser()
    sign_in(browser, "noor")
    with browser.session_transaction() as kept:
        token = kept["token"]
    with thief.session_transaction() as copied:
        copied["token"] = token
    assert thief.get("/me").status_code == 200
    answer = browser.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "U bent uitgelogd" in browser.get("/sign-in", headers={"Accept-Language": "nl"}).text
    again = thief.get("/me")
    assert (again.status_code, again.location) == (303, "/sign-in?next=/me")
    assert "bent ergens anders uitgelogd" in thief.get("/sign-in").text


def test_it_is_out_at_the_next_request_when_switched_off(client_of: Callable[[str], FlaskClient], world: World) -> None:
    tess, admin = client_of("tess"), client_of("administrator")
    assert tess.get("/me").status_code == 200
    _switch_off(admin, world, "tess")
    assert tess.get("/me").status_code == 303


def test_it_ends_sessions_one_by_one_and_together(
    new_browser: Browser,
    give_password: Callable[[str], None],
    client_of: Callable[[str], FlaskClient],
    connection: Connection,
) -> None:
    give_password("noor")
    here, there, elsewhere = new_browser(), new_browser(), new_browser()
    for browser in (here, there, elsewhere):
        sign_in(browser, "noor")
    with there.session_transaction() as kept:
        hashed = connection.execute(text("select session_id from sec.open(:t)"), {"t": kept["token"]}).scalar_one()
    omar = client_of("omar")
    omar.post("/me/sessions/end", data={"session": hashed, "submission_key": "not-his"})
    assert there.get("/me").status_code == 200
    here.post("/me/sessions/end", data={"session": hashed, "submission_key": "one"})
    assert there.get("/me").status_code == 303
    here.post("/me/sessions/end-others", data={"submission_key": "all"})
    assert elsewhere.get("/me").status_code == 303
    assert here.get("/me").status_code == 200


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("/me", "/me"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
        ("/ok\r\nSet-Cookie: a=b", "/"),
    ],
)
def test_it_leads_to_pages_of_its_own_only(
    new_browser: Browser, give_password: Callable[[str], None], target: str, leads_to: str
) -> None:
    give_password("noor")
    assert sign_in(new_browser(), "noor", next=target).location == leads_to


def test_it_keeps_the_language_with_the_account_or_in_the_browser(
    new_browser: Browser, client_of: Callable[[str], FlaskClient], connection: Connection, world: World
) -> None:
    stranger = new_browser()
    stranger.post("/language", data={"language": "en", "next": "/sign-in"})
    assert '<html lang="en"' in stranger.get("/sign-in").text
    noor = client_of("noor")
    assert noor.post("/language", data={"language": "en", "next": "/me"}).location == "/me"
    assert '<html lang="en"' in noor.get("/me").text
    noor.post("/language", data={"language": "xx"})
    assert '<html lang="en"' in noor.get("/me").text


def test_it_asks_for_the_password_again_before_a_sensitive_act(
    new_browser: Browser, give_password: Callable[[str], None], world: World, owner: Connection
) -> None:
    """After five minutes; what was typed is not lost, and the session gets a new token (promises 50 and 53)."""
    give_password("administrator")
    admin = new_browser()
    sign_in(admin, "administrator")
    address = f"/administration/organisations/{world.organisations['police']}/accounts/new"
    assert admin.get(address).status_code == 200
    typed = {"name": "Sam", "email": "sam@voorbeeld.example", "function": "community_officer", "submission_key": "sam"}
    owner.execute(text("update sec.setting set value = '0' where name = 'proof_lasts'"))
    owner.commit()
    try:
        assert "Bevestig dat u het bent" in admin.get(address).text
        page = admin.post(address, data=typed)
        assert page.status_code == 403
        assert 'value="sam@voorbeeld.example"' in page.text
        wrong = admin.post(address, data={**typed, "proof_password": "fout"})
        assert "Dit is niet uw wachtwoord" in wrong.text
        with admin.session_transaction() as kept:
            before = kept["token"]
        done = admin.post(address, data={**typed, "proof_password": PASSWORD})
        assert done.status_code == 303, done.text
        with admin.session_transaction() as kept:
            assert kept["token"] != before
        answer = admin.post("/prove-again", data={"proof_password": PASSWORD, "next": "//evil.example"})
        assert answer.location == "/"
    finally:
        owner.execute(text("update sec.setting set value = '2 days' where name = 'proof_lasts'"))
        owner.commit()


def test_nobody_reads_passwords_or_tokens(acting: Callable[[str], None]) -> None:
    for column, table in (("password_hash", "account"), ("token_hash", "account_session"), ("body", "outgoing_mail")):
        acting("administrator")
        with pytest.raises(Exception, match="permission denied"):
            db.session.execute(text(f"select {column} from {table}"))
        db.session.rollback()
