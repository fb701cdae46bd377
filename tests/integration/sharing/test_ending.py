"""The clock of purposes: told thirty days before, renewed by something new or closed, and after it nothing but that it was there."""

from collections.abc import Callable

import pytest

from tests.integration.sharing.conftest import ClientOf, Rows, day, offer
from tests.world import World, token

Clock = Callable[[int], None]
STUB = token("person", "identity")


@pytest.fixture
def officer_until(rows: Rows, world: World) -> Callable[[int], int]:
    """Gives the housing officer's relation an end, so many days from now: it can only come nearer."""

    def ends(days: int) -> int:
        statement = (
            "update involvement set valid_until = now() + :days * interval '1 day' where account_id = :account"
            " and follows_id is null returning id"
        )
        return int(rows("noor", statement, days=days, account=world.accounts["housing_officer"])[0][0])

    return ends


def _press(world: World, act: str, key: int, what: str = "relation") -> dict[str, object]:
    return {
        "path": f"/dossiers/{world.dossier}/ending",
        "data": {"act": act, "what": what, "key": str(key), "submission_key": f"{act}-{key}"},
    }


def test_the_lead_is_told_thirty_days_before(
    client_of: ClientOf, world: World, officer_until: Callable[[int], int]
) -> None:
    officer_until(40)
    assert "Loopt binnenkort af" not in client_of("noor").get("/today").text
    officer_until(29)
    for page in ("/today", f"/dossiers/{world.dossier}"):
        said = client_of("noor").get(page).text
        assert "Housing officer van Organisatie housing_association is betrokken tot en met" in said, page
        assert "Verleng een half jaar" in said
    for name in ("omar", "housing_officer", "coordinator", "tess"):
        assert "Verleng een half jaar" not in client_of(name).get("/today").text, name
    assert "Verleng een half jaar" not in client_of("omar").get(f"/dossiers/{world.dossier}").text


def test_renewing_makes_a_new_relation_that_follows_the_old(
    client_of: ClientOf, world: World, rows: Rows, officer_until: Callable[[int], int]
) -> None:
    key = officer_until(20)
    noor = client_of("noor")
    for _click in range(2):
        assert noor.post(**_press(world, "renew", key)).status_code == 303
    both = rows(
        "noor",
        "select n.follows_id, n.valid_from = o.valid_until, n.valid_until::date - n.valid_from::date, n.purpose_id = o.purpose_id, o.id"
        " from involvement n join involvement o on o.id = n.follows_id",
    )
    assert [row[:2] for row in both] == [(key, True)]
    assert 182 <= both[0][2] <= 184
    assert both[0][3]
    assert "Loopt binnenkort af" not in noor.get("/today").text
    assert (
        noor.post(
            **_press(world, "renew", key)
            | {"data": {"act": "renew", "what": "relation", "key": str(key), "submission_key": "x"}}
        ).status_code
        == 404
    )
    team = noor.get(f"/dossiers/{world.dossier}/team").text
    assert "vanaf " in team.partition("Eerder")[0]


def test_closing_ends_it_now_and_what_is_left_is_that_it_was_there(
    client_of: ClientOf, world: World, officer_until: Callable[[int], int], clock: Clock
) -> None:
    key = officer_until(20)
    officer = client_of("housing_officer")
    assert officer.get(f"/dossiers/{world.dossier}").status_code == 200
    assert client_of("noor").post(**_press(world, "close", key)).status_code == 303
    assert officer.get(f"/dossiers/{world.dossier}").status_code == 404
    page = officer.get("/today").text
    assert "betrokken bij een huishouden" in page
    assert "Vraag Organisatie area_team (Contactpunt, 058 000 00 00)" in page
    assert STUB not in page
    assert "W-2026" not in page
    for name in ("eva", "tess", "community_officer"):
        assert ("betrokken bij een huishouden" in client_of(name).get("/today").text) is (name == "eva"), name


def test_after_the_end_the_partner_has_nothing_but_existence(
    client_of: ClientOf, world: World, officer_until: Callable[[int], int], clock: Clock, rows: Rows
) -> None:
    officer_until(20)
    clock(21)
    officer = client_of("housing_officer")
    assert officer.get(f"/dossiers/{world.dossier}").status_code == 404
    assert "betrokken bij een huishouden" in officer.get("/today").text
    assert rows("housing_officer", "select count(*) from person") == [(0,)]
    clock(52)
    assert "betrokken bij een huishouden" not in officer.get("/today").text


def test_what_was_disclosed_is_renewed_or_closed_in_the_same_way(
    client_of: ClientOf, world: World, goal: int, rows: Rows
) -> None:
    noor = client_of("noor")
    noor.post(f"/dossiers/{world.dossier}/share/plan_item/{goal}", data=offer(world, "housing_officer", until=day(15)))
    key = rows("noor", "select max(id) from disclosure")[0][0]
    assert "doel of afspraak, gedeeld met Housing officer tot en met" in noor.get("/today").text
    assert noor.post(**_press(world, "renew", key, "disclosure")).status_code == 303
    assert rows("noor", "select follows_id, to_account_id from disclosure order by id desc limit 1") == [
        (key, world.accounts["housing_officer"])
    ]
    assert "gedeeld met" not in noor.get("/today").text
    assert "vanaf " in noor.get(f"/dossiers/{world.dossier}/shared").text


def test_only_the_lead_decides_and_only_about_what_ends_soon(
    client_of: ClientOf, world: World, officer_until: Callable[[int], int]
) -> None:
    key = officer_until(90)
    assert client_of("noor").post(**_press(world, "renew", key)).status_code == 404
    officer_until(20)
    for name, code in (("omar", 403), ("housing_officer", 403), ("tess", 404)):
        assert client_of(name).post(**_press(world, "close", key)).status_code == code, name
    assert client_of("noor").post(**_press(world, "prolong", key)).status_code in {400, 422}


def test_the_lock_lets_nothing_follow_something_else(
    rows: Rows, world: World, officer_until: Callable[[int], int]
) -> None:
    key = officer_until(20)
    statement = (
        "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, follows_id, valid_from, valid_until, created_by)"
        " values (:dossier, :account, :org, :purpose, :follows, now(), now() + interval '1 day', :me) returning id"
    )
    values = {
        "dossier": world.dossier,
        "account": world.accounts["community_officer"],
        "org": world.organisations["police"],
        "purpose": world.purposes["police"],
        "follows": key,
        "me": world.accounts["noor"],
    }
    with pytest.raises(Exception, match="renews something else"):
        rows("noor", statement, **values)
