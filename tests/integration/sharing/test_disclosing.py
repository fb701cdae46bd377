"""One item to one organisation or person: they read it and nothing else, until the day, and not a moment after it is withdrawn."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from tests.integration.sharing.conftest import ClientOf, Rows, day, offer
from tests.world import World, token

GOAL = token("plan_item", "plan")
OTHERS = ("community_officer", "debt_counsellor", "caretaker", "enforcement_officer", "volunteer", "tess", "eva")


def _url(world: World, kind: str, item: int) -> str:
    return f"/dossiers/{world.dossier}/share/{kind}/{item}"


def _shared(world: World) -> str:
    return f"/dossiers/{world.dossier}/shared"


def _seen(client_of: ClientOf, world: World, name: str) -> str:
    return (
        client_of(name).get(f"/dossiers/{world.dossier}").text
        + client_of(name).get(f"/dossiers/{world.dossier}/plan").text
    )


def test_the_receiver_reads_that_one_item_and_nobody_else_does(
    client_of: ClientOf, world: World, goal: int, rows: Rows
) -> None:
    before = {name: _seen(client_of, world, name) for name in ("housing_officer", *OTHERS)}
    assert all(GOAL not in page for page in before.values())
    visible = (
        "select (select count(*) from plan_item), (select count(*) from note), (select count(*) from intervention_body)"
    )
    counted = rows("housing_officer", visible)[0]
    noor = client_of("noor")
    page = noor.get(_url(world, "plan_item", goal)).text
    assert "alleen Housing officer, woonconsulent" in page
    assert [
        noor.post(_url(world, "plan_item", goal), data=offer(world, "housing_officer")).status_code for _ in range(2)
    ] == [
        303,
        303,
    ]
    assert GOAL in _seen(client_of, world, "housing_officer")
    assert "Los met u gedeeld" in client_of("housing_officer").get("/today").text
    assert rows("housing_officer", visible)[0] == (counted[0] + 1, *counted[1:]), "one row more, and of nothing else"
    for name in OTHERS:
        assert GOAL not in _seen(client_of, world, name), name
        assert "Los met u gedeeld" not in client_of(name).get("/today").text, name
    assert [row[0] for row in rows("noor", "select purpose_id from disclosure")] == [
        world.purposes["housing_association"]
    ]


def test_it_is_for_one_person_and_not_for_a_colleague_of_the_same_organisation(
    client_of: ClientOf, world: World, goal: int, rows: Rows, connection: Connection
) -> None:
    """Safe home and the attention officer are of one organisation; who else of it may know of an item that was told to one."""
    noor = client_of("noor")
    assert noor.post(_url(world, "plan_item", goal), data=offer(world, "safe_home")).status_code == 303
    assert GOAL in _seen(client_of, world, "safe_home")
    assert GOAL not in _seen(client_of, world, "attention_officer")
    count = "select count(*) from disclosure"
    assert rows("safe_home", count) == [(1,)]
    assert rows("attention_officer", count) == [(0,)]
    assert rows("community_officer", count) == [(0,)]


def test_an_organisation_as_a_whole_reads_it(client_of: ClientOf, world: World, goal: int) -> None:
    to = f"org:{world.organisations['youth_protection']}"
    assert (
        client_of("noor").post(_url(world, "plan_item", goal), data=offer(world, "safe_home", receiver=to)).status_code
        == 303
    )
    for name in ("safe_home", "attention_officer"):
        assert GOAL in _seen(client_of, world, name), name
    for name in ("network_person", "housing_officer"):
        assert GOAL not in _seen(client_of, world, name), name


def test_the_day_after_the_end_there_is_nothing(
    client_of: ClientOf, world: World, goal: int, clock: Callable[[int], None]
) -> None:
    client_of("noor").post(_url(world, "plan_item", goal), data=offer(world, "housing_officer", until=day(10)))
    clock(10)
    assert GOAL in _seen(client_of, world, "housing_officer")
    clock(11)
    assert GOAL not in _seen(client_of, world, "housing_officer")
    assert "Los met u gedeeld" not in client_of("housing_officer").get("/today").text


def test_withdrawing_is_one_act_and_works_at_once(client_of: ClientOf, world: World, goal: int, rows: Rows) -> None:
    noor = client_of("noor")
    noor.post(_url(world, "plan_item", goal), data=offer(world, "housing_officer"))
    number = rows("noor", "select max(id) from disclosure")[0][0]
    assert "Zij regelt de huur." in noor.get(_shared(world)).text
    url = f"{_shared(world)}/withdraw"
    assert client_of("omar").post(url, data={"submission_key": "w", "disclosure": str(number)}).status_code == 403
    assert (
        client_of("housing_officer").post(url, data={"submission_key": "w", "disclosure": str(number)}).status_code
        == 403
    )
    assert GOAL in _seen(client_of, world, "housing_officer")
    assert noor.post(url, data={"submission_key": "w", "disclosure": str(number)}).status_code == 303
    assert GOAL not in _seen(client_of, world, "housing_officer")
    page = noor.get(_shared(world)).text
    assert "ingetrokken op" in page.partition("Eerder")[2]
    assert noor.post(url, data={"submission_key": "w2", "disclosure": str(number)}).status_code == 404
    assert rows(
        "privacy_officer", "select action, reason from access_log where action in ('share', 'unshare') order by id"
    ) == [
        ("share", "Zij regelt de huur."),
        ("unshare", ""),
    ]


def test_what_another_organisation_wrote_is_theirs_to_share(
    client_of: ClientOf, world: World, rows: Rows, connection: Connection
) -> None:
    body = rows("community_officer", "select intervention_id from intervention_body where strand = 'enforcement'")[0][0]
    assert client_of("noor").get(_url(world, "intervention", body)).status_code == 404
    own = rows("noor", "select intervention_id from intervention_body where strand = 'care'")[0][0]
    assert client_of("noor").get(_url(world, "intervention", own)).status_code == 200
    for name in ("omar", "housing_officer"):
        assert client_of(name).get(_url(world, "intervention", own)).status_code in {403, 404}, name


def test_a_note_goes_only_to_whose_function_may_have_one(client_of: ClientOf, world: World, rows: Rows) -> None:
    note = rows("noor", "select min(id) from note")[0][0]
    url = _url(world, "note", note)
    page = client_of("noor").get(url).text
    assert "alleen Safe home" in page
    assert "Housing officer" not in page
    refused = client_of("noor").post(url, data=offer(world, "housing_officer"))
    assert refused.status_code == 400
    assert "Kies een van de mogelijkheden" in refused.text
    assert client_of("noor").post(url, data=offer(world, "safe_home")).status_code == 303
    assert token("note", "notes") in client_of("safe_home").get(f"/dossiers/{world.dossier}/notes/{note}").text
    assert (
        token("note_interpretation", "notes")
        not in client_of("safe_home").get(f"/dossiers/{world.dossier}/notes/{note}").text
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"receiver": ""}, "Kies een van de mogelijkheden."),
        ({"reason": ""}, "Schrijf in één zin waarom zij dit moeten weten."),
        ({"until": ""}, "Kies een laatste dag vanaf vandaag"),
        ({"until": day(-1)}, "Kies een laatste dag vanaf vandaag"),
        ({"until": day(400)}, "hooguit een jaar vooruit"),
        ({"purpose": "999999"}, "Kies iets uit de lijst."),
        ({"basis": "x"}, "Kies iets uit de lijst."),
    ],
)
def test_a_form_that_is_not_in_order_comes_back(
    client_of: ClientOf, world: World, goal: int, rows: Rows, change: dict[str, str], sentence: str
) -> None:
    answer = client_of("noor").post(_url(world, "plan_item", goal), data=offer(world, "housing_officer") | change)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "Zij regelt de huur." in answer.text or "reason" in change
    assert rows("noor", "select count(*) from disclosure") == [(0,)]


def test_the_same_is_not_shared_twice_and_a_purpose_of_another_organisation_does_not_count(
    client_of: ClientOf, world: World, goal: int
) -> None:
    noor, url = client_of("noor"), _url(world, "plan_item", goal)
    wrong = noor.post(url, data=offer(world, "housing_officer", purpose=str(world.purposes["police"])))
    assert wrong.status_code == 400
    assert "Kies een doel van hun organisatie" in wrong.text
    assert noor.post(url, data=offer(world, "housing_officer")).status_code == 303
    again = noor.post(url, data=offer(world, "housing_officer", submission_key="again"))
    assert again.status_code == 400
    assert "al met hen gedeeld" in again.text


def test_changing_a_goal_leaves_with_whom_it_is_shared(
    client_of: ClientOf, world: World, goal: int, connection: Connection
) -> None:
    noor = client_of("noor")
    noor.post(_url(world, "plan_item", goal), data=offer(world, "housing_officer"))
    changed = noor.post(
        f"/dossiers/{world.dossier}/plan/{goal}",
        data={"text": GOAL, "aim": "keep", "domain": "", "version": "1", "submission_key": "g"},
    )
    assert changed.status_code == 303
    assert GOAL in _seen(client_of, world, "housing_officer")


def test_the_lock_refuses_what_the_screens_do_not_offer(rows: Rows, world: World, goal: int) -> None:
    """Somebody's own SQL under the application's role: a purpose or an account that is not the receiver's."""
    insert = (
        "insert into disclosure (dossier_id, item_kind, item_id, to_org_id, to_account_id, purpose_id, basis, reason, valid_from,"
        " valid_until, created_by) values (:dossier, :kind, :item, :org, :account, :purpose, 'public_task', 'x', now(),"
        " now() + interval '1 day', :me) returning id"
    )
    good = {
        "dossier": world.dossier,
        "kind": "plan_item",
        "item": goal,
        "org": world.organisations["housing_association"],
        "account": world.accounts["housing_officer"],
        "purpose": world.purposes["housing_association"],
        "me": world.accounts["noor"],
    }
    assert rows("noor", insert, **good)
    for wrong in ({"account": world.accounts["volunteer"]}, {"purpose": world.purposes["police"]}):
        with pytest.raises(Exception, match="row-level security"):
            rows("noor", insert, **good | wrong)
    with pytest.raises(Exception, match="row-level security"):
        rows("omar", insert, **good | {"me": world.accounts["omar"]})
