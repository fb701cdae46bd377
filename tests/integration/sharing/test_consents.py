"""Being told, lifting secrecy, agreeing: three records; a waiver that is withdrawn takes what rested on it along, at once."""

from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from tests.integration.sharing.conftest import ClientOf, Rows, day, offer
from tests.world import PEOPLE, World, token

CONSENTS = ("privacy_notice", "secrecy_waiver", "plan_agreement")
NOTE = token("note", "notes")
#: The team that leads, and nobody of another organisation: Noor wrote everything in the small world.
READERS = {"noor", "omar"}


def url(world: World, rest: str = "") -> str:
    return f"/dossiers/{world.dossier}/consents{rest}"


def waiver(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "submission_key": "waiver",
        "person": str(world.persons["samira"]),
        "professional": str(world.accounts["noor"]),
        "receiver": f"acc:{world.accounts['safe_home']}",
        "categories": ["notes"],
        "what": "Dat zij slecht slaapt.",
        "what_for": "Om mee te denken.",
        "given_by": "self",
        "how": "talk",
        "given_on": day(0),
        "until": day(90),
    } | changes


def given(noor: Any, world: World, rows: Rows, **changes: Any) -> int:
    answer = noor.post(url(world, "/waivers/new"), data=waiver(world, **changes))
    assert answer.status_code == 303, answer.text
    return int(rows("noor", "select max(id) from secrecy_waiver")[0][0])


def shared(noor: Any, world: World, rows: Rows, key: int, **changes: str) -> Any:
    note = rows("noor", "select min(id) from note")[0][0]
    data = offer(world, "safe_home", waiver=str(key), **changes)
    return noor.post(f"/dossiers/{world.dossier}/share/note/{note}", data=data)


def test_what_rests_on_a_waiver_is_gone_the_moment_that_it_is_withdrawn(
    client_of: ClientOf, world: World, rows: Rows
) -> None:
    noor, notes = client_of("noor"), "select count(*) from note"
    before = rows("safe_home", notes)
    key = given(noor, world, rows)
    assert shared(noor, world, rows, key).status_code == 303
    assert rows("safe_home", notes) == [(before[0][0] + 1,)]
    page = noor.get(url(world, f"/waivers/{key}")).text
    assert "Wie kreeg wat?" in page
    assert NOTE in page
    answer = noor.post(url(world, f"/waivers/{key}"), data={"reason": "Zij wil het niet meer.", "submission_key": "w"})
    assert answer.status_code == 303
    assert rows("safe_home", notes) == before
    page = noor.get(url(world, f"/waivers/{key}")).text
    assert NOTE in page, "who received what before is still told"
    assert "Nu intrekken" not in page
    assert "Zij wil het niet meer." in page


def test_withdrawing_needs_no_help_of_the_application(client_of: ClientOf, world: World, rows: Rows) -> None:
    """The lock does it: a bare statement that withdraws the waiver ends what rests on it, and neither is taken back."""
    noor = client_of("noor")
    key = given(noor, world, rows)
    shared(noor, world, rows, key)
    end = "update secrecy_waiver set withdrawn_at = sec.now() - interval '9 days', withdrawn_by = :me where id = :id returning id"
    rows("noor", end, id=key, me=world.accounts["noor"])
    assert rows("noor", "select withdrawn_at is not null from disclosure where waiver_id = :id", id=key) == [(True,)]
    moment = "select withdrawn_at > sec.now() - interval '1 hour' from secrecy_waiver where id = :id"
    assert rows("noor", moment, id=key) == [(True,)]
    for again in (
        "set withdrawn_at = null, withdrawn_by = null",
        "set what = 'alles'",
        "set valid_until = '2199-01-01'",
    ):
        with pytest.raises(DBAPIError, match="a waiver stays as it is"):
            rows("noor", f"update secrecy_waiver {again} where id = :id returning id", id=key)


_REST = (
    "insert into disclosure (dossier_id, item_kind, item_id, to_org_id, purpose_id, basis, reason, valid_from, valid_until, created_by,"
    " waiver_id) values (:dossier, 'plan_item', :item, :to, :purpose, 'public_task', 'x', sec.now(),"
    " sec.now() + cast(:days as integer) * interval '1 day', (select sec.account_id()), :waiver) returning id"
)


@pytest.mark.parametrize(("to", "days"), [("police", 10), ("youth_protection", 200)])
def test_nothing_rests_on_a_waiver_for_somebody_else_or_beyond_its_day(
    client_of: ClientOf, world: World, rows: Rows, goal: int, to: str, days: int
) -> None:
    whole = f"org:{world.organisations['youth_protection']}"
    key = given(client_of("noor"), world, rows, receiver=whole)
    values = {"dossier": world.dossier, "item": goal, "to": world.organisations["youth_protection"], "waiver": key}
    values |= {"purpose": world.purposes["youth_protection"], "days": 10}
    assert rows("noor", _REST, **values)
    with pytest.raises(DBAPIError, match="no such waiver"):
        rows("noor", _REST, **values | {"to": world.organisations[to], "purpose": world.purposes[to], "days": days})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"receiver": "org:{police}"}, "Deze toestemming geldt niet voor hen"),
        ({"categories": ["health"]}, "Deze toestemming gaat over iets anders"),
        ({"until": day(10)}, "De toestemming loopt eerder af"),
    ],
)
def test_it_says_why_something_cannot_rest_on_this_waiver(
    client_of: ClientOf, world: World, rows: Rows, changes: dict[str, Any], said: str
) -> None:
    noor = client_of("noor")
    named = {k: v.format_map(world.organisations) if isinstance(v, str) else v for k, v in changes.items()}
    key = given(noor, world, rows, **named)
    answer = shared(noor, world, rows, key)
    assert answer.status_code == 400
    if "receiver" not in changes:  # a waiver for others is not among the choices
        assert said in answer.text
    assert "Zij regelt de huur." in answer.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"categories": []}, "Vink aan waarover het mag gaan."),
        ({"what": ""}, "Schrijf in een zin wat verteld mag worden."),
        ({"given_by": "authority"}, "Kies wie mag toestemmen bij deze leeftijd"),
        ({"until": day(400)}, "hooguit een jaar vooruit"),
        ({"given_on": day(2)}, "vandaag of eerder"),
        ({"receiver": "acc:{omar}"}, "iemand van een andere organisatie"),
    ],
)
def test_a_waiver_says_what_is_wrong_and_keeps_what_was_typed(
    client_of: ClientOf, world: World, changes: dict[str, Any], said: str
) -> None:
    named = {k: v.format_map(world.accounts) if isinstance(v, str) else v for k, v in changes.items()}
    answer = client_of("noor").post(url(world, "/waivers/new"), data=waiver(world, **named))
    assert answer.status_code == 400
    assert said in answer.text
    assert "Om mee te denken." in answer.text


def test_a_childs_secrecy_is_lifted_by_who_holds_authority(client_of: ClientOf, world: World, rows: Rows) -> None:
    noor, sami = client_of("noor"), str(world.persons["sami"])
    assert noor.post(url(world, "/waivers/new"), data=waiver(world, person=sami)).status_code == 400
    given(noor, world, rows, person=sami, given_by="authority")


def test_being_told_later_has_a_reason_and_a_day(client_of: ClientOf, world: World, rows: Rows) -> None:
    noor = client_of("noor")
    data = {"person": str(world.persons["samira"]), "when": "safety", "channel": "talk", "submission_key": "n"}
    answer = noor.post(url(world, "/notices/new"), data=data)
    assert answer.status_code == 400
    assert "Kies een dag om er weer naar te kijken" in answer.text
    assert noor.post(url(world, "/notices/new"), data=data | {"look_again_on": day(30)}).status_code == 303
    newest = "select given_on, postponed_because from privacy_notice order by id desc limit 1"
    assert rows("noor", newest) == [(None, "safety")]
    assert "later, omdat: dat is nu niet veilig" in noor.get(url(world)).text


def test_three_lists_are_three_things(client_of: ClientOf, world: World, rows: Rows) -> None:
    noor = client_of("noor")
    page = noor.get(url(world)).text
    assert all(token(name, "plan") in page for name in CONSENTS)
    said = {"person": str(world.persons["samira"]), "said": "no", "words": "Ik wil dit niet.", "submission_key": "a"}
    before = rows("noor", "select count(*) from disclosure")
    assert noor.post(url(world, "/agreements/new"), data=said | {"plan_on": day(0)}).status_code == 303
    assert rows("noor", "select count(*) from disclosure") == before
    assert "Ik wil dit niet." in noor.get(url(world)).text


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - READERS))
def test_nobody_else_reads_them(client_of: ClientOf, world: World, rows: Rows, name: str) -> None:
    text_of_page = client_of(name).get(url(world)).text + client_of(name).get(url(world, "/waivers/1")).text
    for table in CONSENTS:
        assert token(table, "plan") not in text_of_page
        assert rows(name, f"select count(*) from {table}") == [(0,)], table


def test_a_partner_who_writes_plans_reads_what_the_own_organisation_wrote(
    client_of: ClientOf, world: World, rows: Rows
) -> None:
    ggz = client_of("mental_health_worker")
    to = f"org:{world.organisations['area_team']}"
    mine = waiver(world, professional=str(world.accounts["mental_health_worker"]), receiver=to)
    assert ggz.post(url(world, "/waivers/new"), data=mine).status_code == 303
    assert rows("mental_health_worker", "select what from secrecy_waiver") == [("Dat zij slecht slaapt.",)]
    assert rows("welfare_worker", "select count(*) from secrecy_waiver") == [(0,)]
    assert ("Dat zij slecht slaapt.",) in rows("noor", "select what from secrecy_waiver")


def test_each_step_is_in_the_log(client_of: ClientOf, world: World, rows: Rows, connection: Connection) -> None:
    noor = client_of("noor")
    key = given(noor, world, rows)
    noor.post(url(world, f"/waivers/{key}"), data={"submission_key": "w"})
    acts = connection.execute(
        text("select action, operation from access_log where :id = any(object_ids) and account_id = :noor"
             " and action <> 'read' and operation like 'secrecy%' order by id"),
        {"id": key, "noor": world.accounts["noor"]},
    ).all()  # fmt: skip
    assert [tuple(act) for act in acts] == [
        ("create", "secrecy_waiver.create"),
        ("withdraw", "secrecy_waiver.withdraw"),
    ]


def test_a_renewal_ends_with_the_waiver(client_of: ClientOf, world: World, rows: Rows, connection: Connection) -> None:
    noor = client_of("noor")
    key = given(noor, world, rows, until=day(60))
    shared(noor, world, rows, key, until=day(20))
    made = rows("noor", "select max(id) from disclosure")[0][0]
    form = {"act": "renew", "what": "disclosure", "key": str(made), "submission_key": "r"}
    assert noor.post(f"/dossiers/{world.dossier}/ending", data=form).status_code == 303
    ends = rows("noor", "select d.valid_until = w.valid_until from disclosure d join secrecy_waiver w on w.id = d.waiver_id"
                        " where d.follows_id = :id", id=made)  # fmt: skip
    assert ends == [(True,)]
