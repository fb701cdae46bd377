"""The copy that answers a request: what is of others is blacked out, a second person approves it, and only then it is given."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from tests.places import ROOT
from tests.schema import problems
from tests.world import PEOPLE, World, token

ClientOf = Callable[[str], FlaskClient]
SCHEMA: dict[str, Any] = json.loads((ROOT / "docs" / "overview.schema.json").read_text())


def made(noor: FlaskClient, world: World, connection: Connection, **data: object) -> str:
    """A copy for the request of the small world, to be read by Omar: the address of its page."""
    noor.get(f"/dossiers/{world.dossier}/requests")  # the lead reads, also below
    request = connection.execute(text("select min(id) from rights_request")).scalar_one()
    answer = noor.post(
        f"/dossiers/{world.dossier}/requests/{request}/handout", data={"second": str(world.accounts["omar"])} | data
    )
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def step(client: FlaskClient, at: str, name: str, version: int, remark: str = "") -> int:
    """Takes a step; the code of the answer."""
    data = {
        "step": name,
        "version": str(version),
        "remark": remark,
        "submission_key": f"{at}{name}{version}{len(remark)}",
    }
    return client.post(at, data=data).status_code


def approved(client_of: ClientOf, world: World, connection: Connection, **data: object) -> str:
    """A copy that Omar approved."""
    at = made(client_of("noor"), world, connection, **data)
    assert step(client_of("noor"), at, "send", 1) == 303
    assert step(client_of("omar"), at, "approve", 2) == 303
    return at


def place_of(page: str, at: str, words: str) -> int:
    """The number of the text in which these words stand, from the page of the copy."""
    return int(page.split(words)[1].split(f"{at}/texts/")[1].split('"', maxsplit=1)[0])


def test_only_what_a_second_person_approved_is_given(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor, omar = client_of("noor"), client_of("omar")
    at = made(noor, world, connection)
    for end in ("/copy", ".pdf", ".json"):
        assert noor.get(at + end).status_code == 403
    assert step(noor, at, "approve", 1) == 409  # the maker is never the second person
    assert step(noor, at, "send", 1) == 303
    assert step(omar, at, "return", 2) == 400  # not without a reason
    assert step(omar, at, "return", 2, "De buurvrouw staat er nog in.") == 303
    assert "De buurvrouw staat er nog in." in noor.get(at).text
    assert step(noor, at, "give", 2) == 409
    assert step(noor, at, "send", 2) == 303
    assert step(omar, at, "approve", 3) == 303
    assert noor.get(at + ".pdf").data.startswith(b"%PDF")
    assert list(problems(noor.get(at + ".json").get_json(), SCHEMA)) == []
    assert token("note", "notes") in noor.get(at + "/copy").text
    assert omar.get(at + ".json").status_code == 403
    assert step(noor, at, "give", 3) == 303
    assert connection.execute(text("select content, given_on is not null from handout")).one() == (None, True)
    assert noor.get(at).status_code == 200
    assert noor.get(at + ".json").status_code == 403


def test_what_is_blacked_out_is_gone_from_paper_and_json_and_stays_in_the_dossier(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor, omar = client_of("noor"), client_of("omar")
    noor.post(
        f"/dossiers/{world.dossier}/notes/new",
        data={
            "facts": "De tante met de rode fiets belde Sami op.",
            "openness": "open",
            "persons": [str(world.persons["samira"])],
        },
    )
    at = made(noor, world, connection, keep=[f"p{world.persons['sami']}"])
    where = f"{at}/texts/{place_of(noor.get(at).text, at, 'De tante met de rode fiets')}"
    assert noor.post(where, data={"words": "de groene fiets", "reason": "Een ander."}).status_code == 400
    answer = noor.post(where, data={"words": "De tante met de rode fiets", "names": ["Sami"], "reason": ""})
    assert answer.status_code == 400
    assert "De tante met de rode fiets" in answer.text
    data = {"words": "De tante met de rode fiets", "names": ["Sami"], "reason": "Dit gaat over een ander."}
    assert noor.post(where, data=data | {"submission_key": "b1"}).status_code == 303
    assert noor.post(where, data=data | {"submission_key": "b1"}).status_code == 303
    assert connection.execute(text("select count(*) from handout_mark")).scalar_one() == 2
    step(noor, at, "send", 1)
    assert noor.get(where).status_code == 403
    assert omar.post(where, data={"words": "belde", "reason": "Ook dat."}).status_code == 303
    step(omar, at, "approve", 2)
    assert omar.post(where, data={"words": "op", "reason": "Te laat."}).status_code == 403
    given = json.dumps(noor.get(at + ".json").get_json(), ensure_ascii=False)
    paper = noor.get(at + "/copy").text
    for words in ("rode fiets", "belde"):
        assert words not in given
        assert words not in paper
    assert "████" in given
    assert "rode fiets" in noor.get(f"/dossiers/{world.dossier}/notes").text


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"noor", "omar"}))
def test_nobody_else_reads_a_copy(client_of: ClientOf, connection: Connection, world: World, name: str) -> None:
    at = made(client_of("noor"), world, connection)
    step(client_of("noor"), at, "send", 1)
    for end in ("", "/copy", "/texts/0", ".pdf", ".json"):
        assert client_of(name).get(at + end).status_code in {403, 404}


@pytest.mark.parametrize(
    "statement",
    [
        "update handout set given_on = current_date, version = version + 1",
        "update handout set content = '{}'",
        """insert into handout_look (handout_id, handout_version, approved, dossier_id, owner_org_id, purpose_id, author_id, person_ids)
           select id, version, true, dossier_id, owner_org_id, purpose_id, author_id, person_ids from handout""",
    ],
)
def test_the_lock_gives_nothing_that_nobody_else_approved(
    client_of: ClientOf, acting: Callable[[str], None], connection: Connection, world: World, statement: str
) -> None:
    at = made(client_of("noor"), world, connection)
    client_of("noor").post(at, data={"step": "send", "version": "1"})
    acting("noor")
    with pytest.raises(DBAPIError, match=r"approved copy|not theirs"):
        connection.execute(text(statement))


def test_two_who_decide_see_each_other(client_of: ClientOf, world: World, connection: Connection) -> None:
    at = made(client_of("noor"), world, connection)
    step(client_of("noor"), at, "send", 1)
    step(client_of("noor"), at, "call_back", 2)
    answer = client_of("omar").post(at, data={"step": "return", "version": "2", "remark": "Kijk naar de tante."})
    assert answer.status_code == 409
    assert "Kijk naar de tante." in answer.text


def test_the_second_person_finds_it_on_vandaag(client_of: ClientOf, world: World, connection: Connection) -> None:
    at = made(client_of("noor"), world, connection)
    assert at not in client_of("omar").get("/today").text
    step(client_of("noor"), at, "send", 1)
    assert at in client_of("omar").get("/today").text
    assert at not in client_of("noor").get("/today").text


def test_of_the_file_of_a_colleague_the_next_lead_is_the_second_person(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor, omar = client_of("noor"), client_of("omar")
    mark = {"marked": "yes", "reason": "Zij werkt bij ons.", "submission_key": "mark"}
    assert noor.post(f"/dossiers/{world.dossier}/mark", data=mark).status_code == 303
    request = connection.execute(text("select min(id) from rights_request")).scalar_one()
    assert "Alleen u leest dit dossier" in noor.get(f"/dossiers/{world.dossier}/requests/{request}/handout").text
    at = made(noor, world, connection)
    assert step(noor, at, "send", 1) == 303
    assert omar.get(at).status_code == 404
    data = {"successor": str(world.accounts["omar"]), "reason": "Voor de kopie.", "submission_key": "lead"}
    assert noor.post(f"/dossiers/{world.dossier}/handover", data=data).status_code == 303
    assert noor.get(at).status_code == 404
    assert step(omar, at, "approve", 2) == 303
    assert step(omar, at, "give", 2) == 303


@pytest.mark.parametrize(
    "change",
    [
        "update person set partner_unsafe = true",
        "update person set deceased_on = current_date",
        "update note set withheld_until = current_date + 30, withheld_because = 'Veilig Thuis belt eerst.'",
    ],
)
def test_a_copy_is_emptied_when_what_may_be_given_changes(
    client_of: ClientOf, world: World, connection: Connection, change: str
) -> None:
    at = approved(client_of, world, connection)
    assert client_of("noor").get(at + ".json").status_code == 200
    connection.execute(text(change))
    client_of("noor").get("/me")
    assert connection.execute(text("select content from handout")).scalar_one() is None
    for end in ("/copy", ".pdf", ".json"):
        assert client_of("noor").get(at + end).status_code in {403, 404}


def test_why_something_is_black_is_told_to_nobody_who_asks(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    at = made(noor, world, connection)
    where = f"{at}/texts/{place_of(noor.get(at).text, at, token('note', 'notes'))}"
    data = {"words": "", "whole": "y", "reason": "Zij is de melder."}
    assert noor.post(where, data=data | {"submission_key": "why"}).status_code == 303
    person = f"/dossiers/{world.dossier}/people/{world.persons['samira']}/overview"
    assert noor.get(person).status_code == 200
    assert "Zij is de melder." not in noor.get(person).text
    reasons = text("select count(*) from access_log where reason like '%melder%'")
    assert connection.execute(reasons).scalar_one() == 0


def test_an_approval_is_not_reached_again_by_going_back_a_version(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    approved(client_of, world, connection)
    client_of("noor").get("/me")
    connection.execute(text("update handout set version = version + 1, sent_at = null"))
    with pytest.raises(DBAPIError, match="approved copy"):
        connection.execute(text("update handout set version = version - 1"))
