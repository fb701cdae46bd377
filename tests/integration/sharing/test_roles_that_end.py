"""The account of a role that ends: given by the lead alone, bound to the role, and over in the same moment as the role."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.network.roles import ENDING
from tests.integration.sharing.conftest import ClientOf, Rows, day
from tests.world import World

Clock = Callable[[int], None]
GIVES = "update network_person set account_id = :account where id = :id returning id"
RELATION = (
    "select (valid_until at time zone 'Europe/Amsterdam')::date::text, withdrawn_at is not null, valid_until > sec.now()"
    " from involvement where account_id = :account order by id desc limit 1"
)


@pytest.fixture
def buddy(client_of: ClientOf, rows: Rows, world: World) -> int:
    """Gerda is a buddy for ten days and is somebody of *Wie is betrokken*: the volunteer of the small world."""
    noor = client_of("noor")
    assert noor.post(_people(world), data=_words() | {"submission_key": "gerda"}).status_code == 303
    return int(rows("noor", "select max(id) from network_person")[0][0])


def _people(world: World, end: str = "") -> str:
    return f"/dossiers/{world.dossier}/network{end}"


def _words(**changes: object) -> dict[str, object]:
    return {"first_name": "Gerda", "relation": "taalmaatje", "role": "buddy", "until": day(10)} | changes


def _edit(world: World, version: int, **changes: object) -> dict[str, object]:
    linked = {"account": str(world.accounts["volunteer"]), "active": "y", "version": str(version)}
    return _words() | linked | changes


def _give(client_of: ClientOf, world: World, buddy: int) -> None:
    given = client_of("noor").post(_people(world, f"/{buddy}"), data=_edit(world, 1))
    assert given.status_code == 303, given.text


def test_an_account_is_bound_to_the_role_and_the_page_says_so(
    client_of: ClientOf, world: World, rows: Rows, buddy: int, clock: Clock
) -> None:
    noor, volunteer = client_of("noor"), client_of("volunteer")
    assert "Zonder account ziet deze persoon niets" in noor.get(_people(world, f"/{buddy}")).text
    assert rows("noor", RELATION, account=world.accounts["volunteer"]) == [(None, False, None)]
    _give(client_of, world, buddy)
    page = noor.get(_people(world, f"/{buddy}")).text
    assert "Kan inloggen: Volunteer, tot en met" in page
    assert "Kan inloggen" in noor.get(_people(world, f"/{buddy}/known")).text
    assert volunteer.get(f"/dossiers/{world.dossier}").status_code == 200
    clock(10)
    assert volunteer.get(f"/dossiers/{world.dossier}").status_code == 200
    clock(11)
    assert volunteer.get(f"/dossiers/{world.dossier}").status_code == 404
    assert rows("volunteer", "select count(*) from person") == [(0,)]


@pytest.mark.parametrize(
    "change",
    [{"active": ""}, {"role": "friend"}, {"account": ""}],
    ids=["no longer around", "another role", "no account"],
)
def test_it_ends_at_once_when_the_role_does(
    client_of: ClientOf, world: World, rows: Rows, buddy: int, change: dict[str, object]
) -> None:
    _give(client_of, world, buddy)
    data = _edit(world, 2, **change)
    assert (
        client_of("noor").post(_people(world, f"/{buddy}"), data={k: v for k, v in data.items() if v}).status_code
        == 303
    )
    assert client_of("volunteer").get(f"/dossiers/{world.dossier}").status_code == 404
    assert rows("volunteer", "select count(*) from person") == [(0,)]
    assert rows("noor", "select account_id from network_person where id = :id", id=buddy) == [(None,)]
    ended = "select count(*) from access_log where action = 'unshare' and dossier_id = :dossier"
    assert rows("noor", ended, dossier=world.dossier) == [(1,)]


def test_an_earlier_end_of_the_role_is_an_earlier_end_of_the_relation_and_a_later_one_is_not(
    client_of: ClientOf, world: World, rows: Rows, buddy: int
) -> None:
    _give(client_of, world, buddy)
    noor, account = client_of("noor"), world.accounts["volunteer"]
    assert noor.post(_people(world, f"/{buddy}"), data=_edit(world, 2, until=day(3))).status_code == 303
    assert rows("noor", RELATION, account=account) == [(day(4), False, True)]
    assert noor.post(_people(world, f"/{buddy}"), data=_edit(world, 3, until=day(30))).status_code == 303
    assert rows("noor", RELATION, account=account) == [(day(4), False, True)]


def test_a_new_or_renewed_relation_does_not_outlast_the_role(
    client_of: ClientOf, world: World, rows: Rows, buddy: int
) -> None:
    _give(client_of, world, buddy)
    noor, account = client_of("noor"), world.accounts["volunteer"]
    key = rows("noor", "select max(id) from involvement where account_id = :account", account=account)[0][0]
    renew = {"act": "renew", "what": "relation", "key": str(key), "submission_key": "r1"}
    said = noor.post(f"/dossiers/{world.dossier}/ending", data=renew, follow_redirects=True).text
    assert "Verleng eerst de rol" in said
    assert noor.post(_people(world, f"/{buddy}"), data=_edit(world, 2, until=day(30))).status_code == 303
    assert noor.post(f"/dossiers/{world.dossier}/ending", data=renew | {"submission_key": "r2"}).status_code == 303
    assert rows("noor", RELATION, account=account) == [(day(31), False, True)]
    longer = (
        "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, valid_from, valid_until, created_by)"
        " select dossier_id, account_id, organisation_id, purpose_id, sec.now(), sec.now() + interval '60 days', sec.account_id()"
        " from involvement where id = :key returning id"
    )
    with pytest.raises(DBAPIError, match="longer than the role"):
        rows("noor", longer, key=key)
    involve = {
        "account": str(account),
        "purpose": str(world.purposes["welfare"]),
        "whom": "all",
        "extent": "card",
        "reason": "Samen brieven lezen.",
        "this_much": "Anders kan zij niet helpen.",
        "not_less": "Bellen was niet genoeg.",
        "until": day(60),
    }
    for line in rows("noor", "select id from involvement where account_id = :a and valid_until > sec.now()", a=account):
        noor.post(f"/dossiers/{world.dossier}/team/{line[0]}/end", data={"submission_key": f"e{line[0]}"})
    url = f"/dossiers/{world.dossier}/team/add?organisation={world.organisations['welfare']}"
    refused = noor.post(url, data=involve)
    assert refused.status_code == 400
    assert "verleng eerst de rol" in refused.text
    assert "Samen brieven lezen." in refused.text
    assert noor.post(url, data=involve | {"until": day(30)}).status_code == 303


def test_a_record_that_the_lead_does_not_read_still_bounds_the_relation(
    client_of: ClientOf, world: World, rows: Rows, buddy: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _give(client_of, world, buddy)
    account, noor = world.accounts["volunteer"], client_of("noor")
    key = rows("noor", "select max(id) from involvement where account_id = :account", account=account)[0][0]
    monkeypatch.setattr("app.sharing.services.renewing.find_role_end", lambda _dossier, _account: None)
    renew = {"act": "renew", "what": "relation", "key": str(key), "submission_key": "r1"}
    refused = noor.post(f"/dossiers/{world.dossier}/ending", data=renew)
    assert refused.status_code == 403
    assert "Kies een eerdere laatste dag" in refused.text
    assert rows("noor", RELATION, account=account) == [(day(11), False, True)]


def test_it_ends_when_the_record_is_destroyed(owner: Connection, world: World) -> None:
    owner.execute(text("set local row_security = on"))
    values = {"account": world.accounts["volunteer"], "dossier": world.dossier}
    gerda = owner.execute(
        text(
            "insert into network_person (dossier_id, owner_org_id, purpose_id, author_id, first_name, relation, role, until, account_id)"
            " select dossier_id, owner_org_id, purpose_id, author_id, 'Gerda', 'maatje', 'buddy', sec.today() + 9, :account"
            " from network_person where dossier_id = :dossier limit 1 returning id"
        ),
        values,
    ).scalar_one()
    runs = text(
        "select count(*) from involvement where account_id = :account and dossier_id = :dossier and valid_until is null"
    )
    assert owner.execute(runs, values).scalar_one() == 1
    owner.execute(text("delete from network_person where id = :id"), {"id": gerda})
    assert owner.execute(runs, values).scalar_one() == 0


@pytest.mark.parametrize(
    "name", ["omar", "volunteer", "network_person", "resident", "welfare_worker", "youth_protection"]
)
def test_nobody_but_the_lead_gives_it(rows: Rows, world: World, buddy: int, name: str) -> None:
    rows("noor", "update network_person set person_ids = array[:samira] where id = :id returning id",
         samira=world.persons["samira"], id=buddy)  # fmt: skip
    try:
        changed = rows(name, GIVES, account=world.accounts["volunteer"], id=buddy)
    except DBAPIError as error:
        assert "only the lead" in str(error) or "row-level security" in str(error), error  # noqa: PT017 - or no row at all
    else:
        assert changed == []


@pytest.mark.parametrize("name", ["eva", "tess", "housing_officer", "network_person", "resident"])
def test_only_an_account_that_fits_the_role_and_is_involved_can_be_given(
    rows: Rows, client_of: ClientOf, world: World, buddy: int, name: str
) -> None:
    with pytest.raises(DBAPIError, match=r"not the account of such a role|only the lead"):
        rows("noor", GIVES, account=world.accounts[name], id=buddy)
    refused = client_of("noor").post(
        _people(world, f"/{buddy}"), data=_edit(world, 1, account=str(world.accounts[name]))
    )
    assert refused.status_code == 400
    assert "Gerda" in refused.text


def test_the_lock_knows_the_same_rows_of_the_matrix_for_a_role(rows: Rows, world: World, buddy: int) -> None:
    for role, row in ENDING.items():
        fits = "update network_person set role = :role, account_id = :account where id = :id returning account_id"
        account = world.accounts[row]
        assert rows("noor", fits, role=role, account=account, id=buddy) == [(account,)], role
        wrong = world.accounts["volunteer" if row == "network_person" else "network_person"]
        with pytest.raises(DBAPIError, match="not the account of such a role"):
            rows("noor", fits, role=role, account=wrong, id=buddy)
    assert rows("volunteer", "select count(*) from person") == [(0,)]  # the account that went with the first role
