"""How an invitation stands on the account's page: open, accepted, expired, taken back; sent again with the old link dead."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.accounts.services import links
from app.db.session import db
from tests.integration.accounts.conftest import PASSWORD, email_of
from tests.world import PEOPLE, World

Browser = Callable[[], FlaskClient]
Client = Callable[[str], FlaskClient]


def _page(world: World, rest: str = "") -> str:
    return f"/administration/accounts/{world.accounts['omar']}{rest}"


def test_it_is_open_until_it_is_accepted(
    client_of: Client, new_browser: Browser, tokens: list[str], world: World
) -> None:
    admin = client_of("administrator")
    page = admin.get(_page(world)).text
    assert "Er is hier nog geen uitnodiging verstuurd." in page
    assert "Trek de uitnodiging in" not in page
    assert admin.post(_page(world, "/invitation")).status_code == 303
    page = admin.get(_page(world)).text
    assert "De link werkt tot" in page
    assert "Trek de uitnodiging in" in page
    chosen = {"password": PASSWORD, "again": PASSWORD}
    assert new_browser().post(f"/link/{tokens[0]}", data=chosen).status_code == 303
    page = admin.get(_page(world)).text
    assert "aangenomen" in page
    assert "Wachtwoord gekozen" in page
    assert "Trek de uitnodiging in" not in page


def test_sent_again_the_old_link_is_dead(
    client_of: Client, new_browser: Browser, tokens: list[str], world: World
) -> None:
    admin = client_of("administrator")
    for key in ("one", "two"):
        assert admin.post(_page(world, "/invitation"), data={"submission_key": key}).status_code == 303
    assert [new_browser().get(f"/link/{token}").status_code for token in tokens] == [410, 200]
    assert "De link werkt tot" in admin.get(_page(world)).text


def test_it_is_taken_back_and_leaves_a_line(
    client_of: Client, new_browser: Browser, connection: Connection, tokens: list[str], world: World
) -> None:
    admin = client_of("administrator")
    admin.post(_page(world, "/invitation"))
    for _twice in range(2):
        assert admin.post(_page(world, "/invitation/withdraw")).status_code == 303
    assert new_browser().get(f"/link/{tokens[0]}").status_code == 410
    page = admin.get(_page(world)).text
    assert "ingetrokken" in page
    assert "De link werkt niet meer sinds" in page
    client_of("privacy_officer").get("/me")
    lines = connection.execute(text("select action from access_log where operation = 'account.withdraw_invitation'"))
    assert [line.action for line in lines] == ["withdraw"]


def test_it_expires(client_of: Client, tokens: list[str], world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "INVITATION_LASTS", dt.timedelta(seconds=-1))
    admin = client_of("administrator")
    admin.post(_page(world, "/invitation"))
    page = admin.get(_page(world)).text
    assert "verlopen" in page
    assert "Trek de uitnodiging in" not in page


def test_another_address_is_no_acceptance(client_of: Client, tokens: list[str], world: World) -> None:
    admin = client_of("administrator")
    admin.post(_page(world, "/invitation"))
    changed = {
        "name": "Omar",
        "email": "omar.nieuw@voorbeeld.example",
        "organisation_id": str(world.organisations["area_team"]),
        "function": "generalist",
        "active": "y",
        "version": "1",
    }
    assert admin.post(_page(world), data=changed).status_code == 303
    page = admin.get(_page(world)).text
    assert "ingetrokken" in page
    assert "aangenomen" not in page


def test_nobody_else_sees_or_takes_it_back(client_of: Client, acting: Callable[[str], None], world: World) -> None:
    for name in PEOPLE:
        if name != "administrator":
            assert client_of(name).post(_page(world, "/invitation/withdraw")).status_code == 403, name
    acting("noor")
    rows = db.session.execute(text("select * from sec.invitation(:a)"), {"a": world.accounts["omar"]}).all()
    assert rows == []
    with pytest.raises(Exception, match="only an administrator takes"):
        db.session.execute(text("select sec.withdraw_invitation(:a)"), {"a": world.accounts["omar"]})


def test_a_new_password_is_no_invitation(
    client_of: Client, new_browser: Browser, tokens: list[str], world: World
) -> None:
    new_browser().post("/new-password", data={"email": email_of("omar")})
    assert "Er is hier nog geen uitnodiging verstuurd." in client_of("administrator").get(_page(world)).text
