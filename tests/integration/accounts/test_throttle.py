"""How often somebody may try, and that nobody keeps somebody else out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from app import create_app
from app.accounts import passwords, throttle
from app.db.door import proof
from app.web.guard import SchakelFlask
from tests.database import Urls, config_for
from tests.integration.accounts.conftest import PASSWORD, email_of, sign_in

Browser = Callable[[], FlaskClient]

FORMS = ("noor@voorbeeld.example", "NOOR@voorbeeld.example", " noor@voorbeeld.example ", "ｎoor@voorbeeld.example")


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Every time a password was really compared with somebody's."""
    seen: list[bool] = []
    real = passwords.matches

    def watched(stored: str | None, password: str) -> bool:
        if stored is not None:
            seen.append(True)
        return real(stored, password)

    monkeypatch.setattr(passwords, "matches", watched)
    return seen


def test_it_evaluates_ten_tries_per_account_however_it_is_written(
    new_browser: Browser, give_password: Callable[[str], None], evaluated: list[bool]
) -> None:
    give_password("noor")
    for number in range(40):
        headers = {"X-Forwarded-For": f"10.1.{number}.1", "X-Real-IP": f"10.2.{number}.1"}
        data = {"email": FORMS[number % len(FORMS)], "password": "fout"}
        new_browser().post("/sign-in", data=data, headers=headers, environ_base={"REMOTE_ADDR": f"10.0.{number}.1"})
    assert len(evaluated) == throttle.PER_ACCOUNT
    assert sign_in(new_browser(), "noor").status_code == 400
    assert len(evaluated) == throttle.PER_ACCOUNT


def test_a_browser_that_is_known_gets_in_while_others_try(
    new_browser: Browser, give_password: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "PER_NETWORK", 15)
    monkeypatch.setattr(throttle, "PER_SITE", 20)
    give_password("noor")
    hers = new_browser()
    sign_in(hers, "noor")
    hers.post("/sign-out")
    attacker = new_browser()
    for number in range(40):
        address = {"REMOTE_ADDR": f"10.0.{number}.1"}
        attacker.post("/sign-in", data={"email": email_of("noor"), "password": "fout"}, environ_base=address)
    assert sign_in(new_browser(), "noor").status_code == 429
    assert sign_in(hers, "noor").status_code == 303


def test_a_known_browser_is_limited_too(
    new_browser: Browser, give_password: Callable[[str], None], evaluated: list[bool]
) -> None:
    give_password("noor")
    hers = new_browser()
    sign_in(hers, "noor")
    evaluated.clear()
    for _ in range(20):
        sign_in(hers, "noor", "fout")
    assert len(evaluated) == throttle.PER_ACCOUNT


def test_a_device_cookie_that_we_did_not_sign_is_nothing(
    new_browser: Browser, give_password: Callable[[str], None]
) -> None:
    give_password("noor")
    attacker = new_browser()
    for number in range(throttle.PER_ACCOUNT):
        attacker.set_cookie("schakel-device", f"made-up-{number}")
        sign_in(attacker, "noor", "fout")
    attacker.set_cookie("schakel-device", "made-up")
    assert sign_in(attacker, "noor").status_code == 400


def test_right_tries_do_not_count(new_browser: Browser, give_password: Callable[[str], None]) -> None:
    give_password("noor")
    for _ in range(throttle.PER_ACCOUNT + 5):
        assert sign_in(new_browser(), "noor").status_code == 303


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.1.2.3", "10.1.2.250", True),
        ("10.1.2.3", "10.1.3.3", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:10.1.2.3", "10.1.2.9", True),
        ("", "nonsense", True),
    ],
)
def test_a_network_is_a_24_or_a_64(app: SchakelFlask, one: str, other: str, same: bool) -> None:
    networks = []
    for address in (one, other):
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            networks.append(throttle._network())
    assert (networks[0] == networks[1]) is same


def test_it_refuses_when_the_count_cannot_be_kept(
    new_browser: Browser, give_password: Callable[[str], None], evaluated: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    give_password("noor")

    def away(*_args: object, **_named: object) -> object:
        raise OperationalError("select", {}, ConnectionError())

    monkeypatch.setattr(throttle, "take", away)
    answer = sign_in(new_browser(), "noor", PASSWORD)
    assert answer.status_code == 503
    assert evaluated == []


def test_fifty_at_once_are_ten(app: SchakelFlask, urls: Urls, owner: Connection) -> None:
    """Real connections and real commits: counting in parallel lets nobody slip through, and a restart forgets nothing."""
    engine = create_engine(urls.app, poolclass=NullPool)
    subjects, allowed = ["network:burst", "site:burst", "account:burst"], [300, 3000, 10]
    with app.app_context():
        ours = {"proof": proof("take_try", *subjects, *allowed), "back": proof("give_back_try", *subjects)}
    values = {"subjects": subjects, "allowed": allowed, **ours}

    def one(_number: int) -> int:
        with engine.begin() as line:
            return int(line.execute(text("select sec.take_try(:subjects, :allowed, :proof)"), values).scalar_one())

    try:
        with ThreadPoolExecutor(10) as pool:
            verdicts = list(pool.map(one, range(50)))
        assert verdicts.count(0) == throttle.PER_ACCOUNT
        assert set(verdicts) == {0, 3}
        for _ in range(2):
            with engine.begin() as line:
                line.execute(text("select sec.give_back_try(:subjects, :back)"), values)
        assert [one(0), one(0), one(0)] == [0, 0, 3]
        owner.execute(text("update sign_in_attempt set window_start = window_start - interval '331 seconds'"))
        owner.commit()
        assert one(0) == 0, "after five minutes one may try again"
    finally:
        owner.execute(text("delete from sign_in_attempt where subject like '%burst'"))
        owner.commit()


@pytest.mark.parametrize(
    "statement", ["select sec.take_try('{site}', '{1}', '')", "select sec.give_back_try('{site}', '')"]
)
def test_nobody_counts_for_somebody_else(connection: Connection, statement: str) -> None:
    """Not a statement of somebody's own: it could shut everybody out, or take back what was counted."""
    with pytest.raises(DBAPIError, match="not asked by the application"), connection.begin_nested():
        connection.execute(text(statement))


def test_what_is_counted_names_nobody(
    new_browser: Browser, connection: Connection, owner: Connection, app: SchakelFlask
) -> None:
    with app.test_request_context():
        mark = throttle.account_mark("noor@voorbeeld.example")
    assert "noor" not in mark
    assert len(mark) == 32
    with pytest.raises(Exception, match="permission denied"):
        connection.execute(text("select subject from sign_in_attempt"))


@pytest.mark.parametrize(("proxies", "seen"), [(0, "10.9.9.0/24"), (1, "10.1.2.0/24")])
def test_a_forwarded_address_counts_only_from_a_proxy_of_ours(
    urls: Urls, monkeypatch: pytest.MonkeyPatch, proxies: int, seen: str
) -> None:
    asked: list[str] = []

    def watched(*_args: object, **_named: object) -> throttle.Try:
        asked.append(throttle._network())
        return throttle.Try(throttle.Verdict.BUSY, ())

    monkeypatch.setattr(throttle, "take", watched)
    application = create_app(replace(config_for(urls), proxies=proxies))
    application.config.update(WTF_CSRF_ENABLED=False)
    spoofed = {"X-Forwarded-For": "10.5.5.5, 10.1.2.3"}
    answer = application.test_client().post(
        "/sign-in", data={"email": "a"}, headers=spoofed, environ_base={"REMOTE_ADDR": "10.9.9.9"}
    )
    assert answer.status_code == 429
    assert asked == [seen]
