"""Ways around giving access that were tried and worked once: each stays shut."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from tests.integration.sharing.conftest import ClientOf, Rows
from tests.world import TOKENS, World, add_row

Clock = Callable[[int], None]
WHY = "Sami is bang voor thuis."
KNOCK = {"postcode": "9999 ZZ", "number": "14", "reason": "Er is een klacht."}

_RELATION = (
    "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, person_ids, valid_from, valid_until, follows_id,"
    " created_by) values (:dossier, :account, :organisation, :purpose, cast(:persons as bigint[]), sec.now() + cast(:from as interval),"
    " sec.now() + cast(:until as interval), :follows, (select sec.account_id())) returning id"
)
_DISCLOSURE = (
    "insert into disclosure (dossier_id, item_kind, item_id, to_org_id, purpose_id, basis, reason, valid_from, valid_until, created_by)"
    " values (:dossier, 'plan_item', :item, :to, :purpose, 'public_task', :why, now() - interval '9 days', :until,"
    " (select sec.account_id())) returning id"
)


def _relation(world: World, name: str, kind: str, **changes: Any) -> dict[str, Any]:
    return {
        "dossier": world.dossier,
        "account": world.accounts[name],
        "organisation": world.organisations[kind],
        "purpose": world.purposes[kind],
        "persons": None,
        "from": "0 days",
        "until": "9 days",
        "follows": None,
    } | changes


def _emergency(client_of: ClientOf, world: World) -> None:
    form = {"submission_key": "e", "name": "Samira El Amrani", "born": "1988-05-04", "reason": "Zij belde in paniek."}
    answer = client_of("tess").post("/emergency", data=form | {"purpose": str(world.purposes["area_team"])})
    assert answer.location == f"/dossiers/{world.dossier}"


@pytest.mark.parametrize("begins", ["0 days", "29 days"])
def test_whoever_hands_over_keeps_nothing_that_they_gave_themselves_before(
    rows: Rows, world: World, begins: str
) -> None:
    noor = world.accounts["noor"]
    beforehand = _relation(world, "noor", "area_team", until="3000 days") | {"from": begins}
    rows("noor", _RELATION, **beforehand)
    rows("noor", "select sec.transfer_lead(:id, :omar)", id=world.dossier, omar=world.accounts["omar"])
    left = rows(
        "omar",
        "select max(valid_until) <= sec.now() + interval '30 days' from involvement where account_id = :id and withdrawn_at is null",
        id=noor,
    )
    assert left == [(True,)]


@pytest.fixture
def told(connection: Connection, world: World) -> int:
    """Something about Sami that was shared with the police; the reason tells of him."""
    with connection.begin_nested():
        connection.execute(text("select from sec.open(:token)"), {"token": TOKENS["noor"]})
        item = add_row(connection, world, "plan_item", kind="goal", text="x", person_ids=[world.persons["sami"]])
        values = {"to": world.organisations["police"], "purpose": world.purposes["police"], "until": "2199-01-01"}
        connection.execute(text(_DISCLOSURE), {**values, "dossier": world.dossier, "item": item, "why": WHY})
    return item


def test_why_something_was_shared_is_read_by_whoever_reads_it(
    client_of: ClientOf, rows: Rows, world: World, told: int
) -> None:
    """Not under a relation, or an emergency, that is about somebody else."""
    reason, officer = "select reason from disclosure where item_id = :item and reason <> ''", "community_officer"
    for name in ("noor", "omar", officer):
        assert rows(name, reason, item=told) == [(WHY,)], name
    rows(
        "noor",
        "update involvement set withdrawn_at = now() where account_id = :id returning id",
        id=world.accounts[officer],
    )
    rows("noor", _RELATION, **_relation(world, officer, "police", persons=[world.persons["samira"]]))
    assert rows(officer, reason, item=told) == []
    _emergency(client_of, world)
    assert rows("tess", reason, item=told) == []
    assert WHY not in client_of("tess").get(f"/dossiers/{world.dossier}/shared").text


def test_what_was_shared_and_is_over_stays_over(rows: Rows, world: World, goal: int) -> None:
    values = {"to": world.organisations["police"], "purpose": world.purposes["police"], "until": "2026-11-01"}
    made = rows(
        "noor",
        _DISCLOSURE.replace(":until", "now() - interval '1 day'"),
        **values | {"dossier": world.dossier, "item": goal, "why": "x"},
    )
    rows("noor", "select sec.set_closed(:id, true)", id=world.dossier)
    with pytest.raises(DBAPIError, match="what is over stays over"):
        rows("noor", "update disclosure set valid_until = '2199-01-01' where id = :id returning id", id=made[0][0])


def _worked_for_the_police(owner: Connection, world: World) -> Callable[[], None]:
    """Tess has a relation of an earlier organisation of hers, which counts there only. Returns what takes it away again."""
    values = _relation(world, "tess", "police")
    made = owner.execute(text(_RELATION.replace("(select sec.account_id())", ":account")), values).scalar_one()
    owner.commit()

    def away() -> None:
        owner.execute(text("delete from involvement where id = :id"), {"id": made})
        owner.commit()

    return away


@pytest.mark.parametrize("beside", ["another person", "later", "an earlier organisation"])
def test_nothing_leaves_in_a_file_when_a_relation_stands_beside_the_emergency_that_does_not_cover_it(
    client_of: ClientOf, world: World, rows: Rows, owner: Connection, request: pytest.FixtureRequest, beside: str
) -> None:
    changes: dict[str, dict[str, Any]] = {
        "another person": {"persons": [world.persons["sami"]]},
        "later": {"from": "5 days"},
    }
    if beside == "an earlier organisation":
        request.addfinalizer(_worked_for_the_police(owner, world))
    else:
        rows("noor", _RELATION, **_relation(world, "tess", "area_team", **changes[beside]))
    _emergency(client_of, world)
    visit = rows("noor", "select min(id) from appointment")[0][0]
    assert client_of("tess").get(f"/dossiers/{world.dossier}/appointments/{visit}/calendar.ics").status_code == 403
    assert client_of("tess").get("/caseload.xlsx").status_code == 200
    exported = "select object_ids from access_log where action = 'export' and outcome = 'ok'"
    assert rows("privacy_officer", exported) == [([],)]


@pytest.fixture
def knock(client_of: ClientOf, world: World, rows: Rows) -> int:
    """A question of the housing officer, who has no relation any more, at the door of the household."""
    over = "update involvement set withdrawn_at = now() where account_id = :id returning id"
    rows("noor", over, id=world.accounts["housing_officer"])
    assert client_of("housing_officer").post("/knock", data=KNOCK | {"submission_key": "k"}).status_code == 303
    return int(rows("noor", "select max(id) from sec.knocks_here()")[0][0])


def test_nobody_reads_at_home_who_asked_about_somebody_whose_partner_is_unsafe(
    rows: Rows, world: World, knock: int
) -> None:
    rows("noor", "select sec.answer_knock(:id, 'call', '', null, '')", id=knock)
    assert len(rows("resident", "select from sec.knocks_at_home()")) == 1
    rows("noor", "update person set partner_unsafe = true where id = :id returning id", id=world.persons["sami"])
    assert rows("resident", "select reason from sec.knocks_at_home()") == []


def test_a_question_that_was_hidden_for_a_while_is_read_after_that(
    client_of: ClientOf, rows: Rows, clock: Clock, knock: int
) -> None:
    """Also when whoever asked it asks something else, and so clears away old questions."""
    rows("noor", "select sec.answer_knock(:id, 'no', '', (sec.now() + interval '60 days')::date, 'veilig')", id=knock)
    clock(40)
    assert rows("resident", "select from sec.knocks_at_home()") == []
    client_of("housing_officer").post("/knock", data=KNOCK | {"submission_key": "k2", "number": "15"})
    clock(62)
    assert rows("resident", "select reason from sec.knocks_at_home()") == [(KNOCK["reason"],)]


def test_a_question_is_not_hidden_for_ever(rows: Rows, knock: int) -> None:
    with pytest.raises(DBAPIError, match="only the lead answers"):
        rows("noor", "select sec.answer_knock(:id, 'no', '', '2199-01-01', 'veilig')", id=knock)


def test_no_refusal_tells_whether_a_relation_elsewhere_was_renewed(rows: Rows, world: World) -> None:
    find = "select id from involvement where account_id = :id"
    renewed, other = (
        rows("noor", find, id=world.accounts[name])[0][0] for name in ("housing_officer", "community_officer")
    )
    rows("noor", _RELATION, **_relation(world, "housing_officer", "housing_association", follows=renewed))
    elsewhere = rows("omar", "select sec.create_dossier(:id)", id=world.purposes["area_team"])[0][0]
    for name, follows in (("omar", renewed), ("omar", other), ("omar", 987654), ("tess", renewed)):
        with pytest.raises(DBAPIError, match="renews something else"):
            rows(name, _RELATION, **_relation(world, "tess", "area_team", follows=follows, dossier=elsewhere))


def test_a_relation_has_an_end_that_comes(rows: Rows, world: World) -> None:
    values = _relation(world, "housing_officer", "housing_association")
    never = _RELATION.replace(
        "sec.now() + cast(:until as interval)", "case when :until <> '' then timestamptz 'infinity' end"
    )
    with pytest.raises(DBAPIError, match="row-level security"):
        rows("noor", never, **values)
    lengthen = "update involvement set valid_until = 'infinity' where account_id = :account returning id"
    with pytest.raises(DBAPIError, match="stays over"):
        rows("noor", lengthen, account=values["account"])
