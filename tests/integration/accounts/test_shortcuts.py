"""Single keys: on unless somebody switches them off, for oneself only, and listed on a page of their own (WCAG 2.1.4)."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from app.db.session import db
from tests.world import PEOPLE, World

Client = Callable[[str], FlaskClient]


def _said(page: str) -> tuple[bool, bool]:
    """Whether the page tells the script that keys do something, and whether it carries the list for it."""
    return 'data-shortcuts="on"' in page, 'id="keys-dialog"' in page


def test_somebody_switches_them_off_and_on_for_oneself(client_of: Client) -> None:
    noor = client_of("noor")
    assert _said(noor.get("/me").text) == (True, True)
    assert noor.post("/me/shortcuts", data={"shortcuts": "off"}).status_code == 303
    page = noor.get("/me").text
    assert _said(page) == (False, False)
    assert "Zet de sneltoetsen aan" in page
    assert "U heeft ze uitgezet." in noor.get("/help/keyboard").text
    assert _said(client_of("omar").get("/me").text) == (True, True)
    noor = client_of("noor")
    assert noor.post("/me/shortcuts", data={"shortcuts": "on"}).status_code == 303
    assert _said(noor.get("/help/keyboard").text) == (True, True)


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_everybody_finds_the_list_at_the_foot(client_of: Client, name: str) -> None:
    client = client_of(name)
    assert 'href="/help/keyboard"' in client.get("/me").text
    page = client.get("/help/keyboard").text
    assert "<kbd>?</kbd>" in page


def test_the_search_key_is_listed_for_whoever_searches(client_of: Client) -> None:
    assert "<kbd>/</kbd>" in client_of("noor").get("/help/keyboard").text
    assert "<kbd>/</kbd>" not in client_of("administrator").get("/help/keyboard").text


def test_it_is_there_in_english(client_of: Client) -> None:
    noor = client_of("noor")
    noor.post("/language", data={"language": "en", "next": "/me"})
    page = noor.get("/help/keyboard").text
    assert "Keyboard shortcuts" in page
    assert "to the search field" in page


def test_whoever_is_not_signed_in_has_none(app: object, new_browser: Callable[[], FlaskClient]) -> None:
    browser = new_browser()
    assert browser.get("/help/keyboard").status_code == 303
    assert "keys-dialog" not in browser.get("/sign-in").text


def test_nobody_switches_for_somebody_else(acting: Callable[[str], None], world: World) -> None:
    acting("noor")
    changed = db.session.execute(
        text("update account set shortcuts = false where id = :omar returning id"), {"omar": world.accounts["omar"]}
    )
    assert changed.all() == []
