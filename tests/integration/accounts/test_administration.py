"""Administration: by administrators only, without any case content, and nothing is overwritten silently."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.accounts.kinds import KINDS
from app.accounts.purposes import purposes_of
from app.db.session import db
from app.web.guard import SchakelFlask
from tests.integration.accounts.conftest import email_of, version_in
from tests.pages import stands_in
from tests.world import PEOPLE, TOKEN, World

Client = Callable[[str], FlaskClient]
BASE = "/administration/organisations"


def _organisation(**more: object) -> dict[str, object]:
    return {
        "name": "Wijkteam West",
        "kind": "area_team",
        "contact_name": "Loket West",
        "contact_phone": "058 000 00 01",
        "contact_email": "",
        "bsn_allowed": "y",
        "active": "y",
        "submission_key": f"key-{sorted(more.items())}",
        **more,
    }


def _account(world: World, who: str, **more: object) -> dict[str, object]:
    function, kind = PEOPLE[who]
    return {
        "name": who.capitalize(),
        "email": email_of(who),
        "phone": "",
        "organisation_id": str(world.organisations[kind]),
        "function": function,
        "active": "y",
        "submission_key": f"key-{sorted(more.items())}",
        **more,
    }


def _pages(app: SchakelFlask, world: World) -> list[str]:
    return [
        BASE,
        f"{BASE}/new",
        f"{BASE}/{world.organisations['police']}",
        f"{BASE}/{world.organisations['police']}/accounts/new",
        "/administration/accounts",
        f"/administration/accounts/{world.accounts['omar']}",
    ]


def test_nobody_else_opens_it(client_of: Client, app: SchakelFlask, world: World) -> None:
    for name in PEOPLE:
        client = client_of(name)
        expected = 200 if name == "administrator" else 403
        for page in _pages(app, world):
            assert client.get(page).status_code == expected, (name, page)
    noor = client_of("noor")
    for address in (f"{BASE}/new", f"/administration/accounts/{world.accounts['noor']}"):
        assert noor.post(address, data={"submission_key": address}).status_code == 403
    assert noor.post(f"/administration/accounts/{world.accounts['omar']}/invitation").status_code == 403


def test_an_administrator_opens_no_household(client_of: Client, world: World) -> None:
    admin = client_of("administrator")
    assert admin.get(f"/dossiers/{world.dossier}").status_code == 404
    for page in (BASE, "/administration/accounts", "/me"):
        assert not TOKEN.search(admin.get(page).text), "a token of the household leaked"


def test_an_organisation_starts_with_the_purposes_of_its_kind(client_of: Client, connection: Connection) -> None:
    admin = client_of("administrator")
    for number, kind in enumerate(KINDS):
        name = f"Nieuw {kind}"
        answer = admin.post(f"{BASE}/new", data=_organisation(name=name, kind=kind, number=number))
        assert answer.status_code == 303, answer.text
        page = admin.get(answer.location).text
        for purpose in purposes_of(kind):
            assert purpose.name_nl in page or purpose.name_en in page
    assert admin.post(f"{BASE}/new", data=_organisation(name="Nieuw police", kind="police")).status_code == 400


def test_the_bsn_is_for_kinds_that_may_use_it(acting: Callable[[str], None], client_of: Client) -> None:
    admin = client_of("administrator")
    for kind, allowed in (("police", False), ("debt_help", True)):
        admin.post(f"{BASE}/new", data=_organisation(name=f"BSN {kind}", kind=kind))
        acting("administrator")
        asked = text("select bsn_allowed from organisation where name = :name")
        assert db.session.execute(asked, {"name": f"BSN {kind}"}).scalar_one() is allowed


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Vul de naam van de organisatie in"),
        ({"name": "ORGANISATIE  ｐolice"}, "al een organisatie met deze naam"),
        ({"kind": "circus"}, "Kies een soort organisatie"),
        ({"contact_phone": ""}, "Vul een telefoonnummer in"),
        ({"bandwidth_min": "170", "bandwidth_max": "140"}, "eerst het laagste"),
        ({"bandwidth_min": "140"}, "twee getallen"),
    ],
)
def test_a_wrong_organisation_comes_back_with_what_was_typed(
    client_of: Client, change: dict[str, str], sentence: str
) -> None:
    admin = client_of("administrator")
    page = admin.post(f"{BASE}/new", data=_organisation(**change), headers={"Accept-Language": "nl"})
    assert page.status_code == 400
    assert sentence in page.text
    assert "Loket West" in page.text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Vul de naam in"),
        ({"email": "geen adres"}, "gewoon e-mailadres"),
        ({"email": "nоor@voorbeeld.example"}, "gewoon e-mailadres"),
        ({"email": "NOOR@voorbeeld.example"}, "al een account met dit e-mailadres"),
        ({"function": "generalist"}, "past niet bij de soort organisatie"),
        ({"function": "resident"}, "past niet bij de soort organisatie"),
        ({"function": "keizer"}, "past niet bij de soort organisatie"),
    ],
)
def test_a_wrong_account_comes_back_with_what_was_typed(
    client_of: Client, world: World, change: dict[str, str], sentence: str
) -> None:
    admin = client_of("administrator")
    data = {"name": "Sam", "email": "sam@voorbeeld.example", "phone": "058", "function": "community_officer", **change}
    page = admin.post(f"{BASE}/{world.organisations['police']}/accounts/new", data={**data, "submission_key": "x"})
    assert page.status_code == 400
    assert sentence in page.text
    assert 'value="058"' in page.text


def test_two_editors_see_each_other(client_of: Client, world: World) -> None:
    admin = client_of("administrator")
    address = f"/administration/accounts/{world.accounts['omar']}"
    version = version_in(admin.get(address).text)
    first = _account(world, "omar", name="Omar Eerst", version=version)
    assert admin.post(address, data=first).status_code == 303
    second = admin.post(address, data=_account(world, "omar", name="Omar Later", version=version))
    assert second.status_code == 409
    assert "Omar Eerst" in second.text
    assert 'value="Omar Later"' in second.text
    third = _account(world, "omar", name="Omar Later", version=version_in(second.text))
    assert admin.post(address, data=third).status_code == 303


def test_a_change_of_function_signs_out_at_once(client_of: Client, world: World) -> None:
    tess, admin = client_of("tess"), client_of("administrator")
    address = f"/administration/accounts/{world.accounts['tess']}"
    data = _account(world, "tess", function="coordinator", version=version_in(admin.get(address).text))
    assert tess.get("/me").status_code == 200
    assert admin.post(address, data=data).status_code == 303
    assert tess.get("/me").status_code == 303


def test_an_organisation_that_stops_signs_its_people_out(client_of: Client, world: World) -> None:
    officer, admin = client_of("community_officer"), client_of("administrator")
    address = f"{BASE}/{world.organisations['police']}"
    data = _organisation(name="Organisatie police", kind="police", version=version_in(admin.get(address).text))
    del data["active"]
    assert admin.post(address, data=data).status_code == 303
    assert officer.get("/me").status_code == 303
    data = _organisation(
        name="Organisatie police", kind="police", version=version_in(admin.get(address).text), again="1"
    )
    assert admin.post(address, data=data).status_code == 303
    assert officer.get("/me").status_code == 303, "the old session does not come back"


def test_nobody_raises_the_own_function(client_of: Client, world: World, acting: Callable[[str], None]) -> None:
    admin = client_of("administrator")
    address = f"/administration/accounts/{world.accounts['administrator']}"
    version = version_in(admin.get(address).text)
    page = admin.post(address, data=_account(world, "administrator", function="analyst", version=version))
    assert page.status_code == 400
    assert "uw eigen account" in page.text
    for name, change in (
        ("noor", "function = 'administrator'"),
        ("administrator", "active = false"),
        ("noor", "email = 'x'"),
    ):
        acting(name)
        with pytest.raises(Exception, match=r"nobody changes the own function|only an administrator changes this"):
            db.session.execute(text(f"update account set {change} where id = :id"), {"id": world.accounts[name]})
        db.session.rollback()


def test_the_old_address_hears_of_a_new_one(client_of: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(
        "app.accounts.services.accounts.mail.write", lambda to, letter: written.append(f"{to}: {letter.body}")
    )
    admin = client_of("administrator")
    address = f"/administration/accounts/{world.accounts['omar']}"
    data = _account(world, "omar", email="o.nieuw@voorbeeld.example", version=version_in(admin.get(address).text))
    assert admin.post(address, data=data).status_code == 303
    assert len(written) == 1
    assert written[0].startswith("omar@voorbeeld.example: Beste Omar")


def test_it_searches_and_pages(client_of: Client, world: World) -> None:
    admin = client_of("administrator")
    page = admin.get("/administration/accounts?q=NOO").text
    assert "Noor" in page
    assert not stands_in("Omar", page)
    assert "Omar" in admin.get(f"/administration/accounts?organisation={world.organisations['area_team']}").text
    for odd in ("?q=%25", "?q=_", "?q=%00", "?page=0", "?page=99999999999999", "?organisation=x", "?page=-1"):
        assert admin.get(f"/administration/accounts{odd}").status_code == 200, odd
        assert admin.get(f"{BASE}{odd}").status_code == 200, odd
    assert admin.get(f"{BASE}/99999999999999999999").status_code == 404
    assert admin.get("/administration/accounts/99999999999999999999").status_code == 404


def test_it_leaves_lines_in_the_log(client_of: Client, acting: Callable[[str], None], world: World) -> None:
    client_of("administrator").post(f"{BASE}/new", data=_organisation())
    acting("privacy_officer")
    line = db.session.execute(
        text("select account_id, operation from access_log where action = 'create' order by id desc limit 1")
    ).one()
    assert tuple(line) == (world.accounts["administrator"], "organisation.create")
