"""A document is shared like any item; a partner lets the team that leads read one of their own, and takes that back."""

from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from tests.integration.sharing.conftest import ClientOf, Rows, day, offer
from tests.world import TOKENS, World, add_row, token

TITLE = "zzpartner.documentzz"
PARTNER = "housing_officer"


@pytest.fixture
def theirs(connection: Connection, world: World) -> int:
    """A document of the housing association."""
    with connection.begin_nested():
        connection.execute(text("select from sec.open(:token)"), {"token": TOKENS[PARTNER]})
        document = add_row(connection, world, "document", PARTNER, title=TITLE, kind="letter")
        add_row(connection, world, "document_version", PARTNER, document_id=document, number=1, file_name="brief.pdf", media="pdf",
                size=1, sha256="", stored_name="1" * 32, sealed_key=b"x")  # fmt: skip
    return document


def url(world: World, document: int) -> str:
    return f"/dossiers/{world.dossier}/share/document/{document}"


def to_lead(world: World, **changes: str) -> dict[str, str]:
    return offer(world, "noor", receiver=f"org:{world.organisations['area_team']}", reason="U vroeg erom.") | changes


def test_the_team_reads_it_once_it_is_shared_and_nobody_else_does(
    client_of: ClientOf, world: World, rows: Rows, theirs: int
) -> None:
    read = "select count(*) from document where id = :id"
    others = ("community_officer", "mental_health_worker", "debt_counsellor", "resident", "caretaker")
    before = {name: rows(name, read, id=theirs) for name in others}
    assert rows("noor", read, id=theirs) == [(0,)]
    partner = client_of(PARTNER)
    assert f"/share/document/{theirs}" in partner.get(f"/dossiers/{world.dossier}/documents/{theirs}").text
    answer = partner.post(url(world, theirs), data=to_lead(world))
    assert answer.status_code == 303, answer.text
    for name in ("noor", "omar"):
        assert rows(name, read, id=theirs) == [(1,)], name
        assert TITLE in client_of(name).get(f"/dossiers/{world.dossier}/documents").text
    assert {name: rows(name, read, id=theirs) for name in others} == before
    key = rows(PARTNER, "select max(id) from disclosure")[0][0]
    form = {"disclosure": str(key), "submission_key": "w"}
    assert (
        client_of("community_officer").post(f"/dossiers/{world.dossier}/shared/withdraw", data=form).status_code == 403
    )
    assert partner.post(f"/dossiers/{world.dossier}/shared/withdraw", data=form).status_code == 303
    assert rows("noor", read, id=theirs) == [(0,)]


def test_a_partner_shares_with_the_lead_alone(client_of: ClientOf, world: World, theirs: int) -> None:
    page = client_of(PARTNER).get(url(world, theirs)).text
    assert "Organisatie area_team" in page
    assert "Organisatie mental_health" not in page[page.index("<form") : page.index("</form>")]
    answer = client_of(PARTNER).post(
        url(world, theirs), data=to_lead(world, receiver=f"org:{world.organisations['police']}")
    )
    assert answer.status_code == 400
    assert "U vroeg erom." in answer.text


@pytest.mark.parametrize("name", ["community_officer", "mental_health_worker", "noor", "omar"])
def test_nobody_shares_what_is_not_theirs(client_of: ClientOf, world: World, theirs: int, name: str) -> None:
    assert client_of(name).post(url(world, theirs), data=to_lead(world)).status_code in {403, 404}


_SHARE = (
    "insert into disclosure (dossier_id, item_kind, item_id, to_org_id, purpose_id, basis, reason, valid_from, valid_until, created_by)"
    " values (:dossier, :kind, :item, :to, :purpose, 'public_task', 'x', sec.now(), sec.now() + interval '9 days',"
    " (select sec.account_id())) returning id"
)


@pytest.mark.parametrize(
    "changes",
    [{"to": "police"}, {"kind": "plan_item"}, {"kind": "note"}, {"item": 0}, {"who": "mental_health_worker"}],
)
def test_the_lock_lets_a_partner_share_nothing_else(
    world: World, rows: Rows, theirs: int, changes: dict[str, Any]
) -> None:
    to = world.organisations[changes.get("to", "area_team")]
    item = rows("noor", "select min(id) from document")[0][0] if changes.get("item") == 0 else theirs
    values = {
        "dossier": world.dossier,
        "kind": changes.get("kind", "document"),
        "item": item,
        "to": to,
        "purpose": None,
    }
    with pytest.raises(DBAPIError, match="row-level security"):
        rows(changes.get("who", PARTNER), _SHARE, **values)


def test_the_lead_shares_an_own_document(client_of: ClientOf, world: World, rows: Rows) -> None:
    document = rows("noor", "select min(id) from document")[0][0]
    read = "select count(*) from document where id = :id"
    assert rows("safe_home", read, id=document) == [(0,)]
    answer = client_of("noor").post(url(world, document), data=offer(world, "safe_home", until=day(20)))
    assert answer.status_code == 303, answer.text
    assert rows("safe_home", read, id=document) == [(1,)]
    assert token("document", "documents") in client_of("safe_home").get(f"/dossiers/{world.dossier}/documents").text
