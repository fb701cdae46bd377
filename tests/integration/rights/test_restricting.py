"""What is kept and not used while a request runs: for the lead alone, changed by nobody, until it is lifted with a reason."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from tests.integration.rights.test_requests import given, url
from tests.world import TOKENS, World, token

ClientOf = Callable[[str], FlaskClient]
SENTENCE = "in verband met een verzoek tijdelijk niet te gebruiken"


def granted(noor: FlaskClient, world: World, connection: Connection, kind: str = "restriction") -> str:
    """A request of Samira's that got a yes: the address of its page."""
    number = given(noor, world, connection, kind=kind)
    assert noor.post(url(world, number), data={"step": "granted", "version": "1"}).status_code == 303
    return url(world, number)


def restricted(noor: FlaskClient, world: World, connection: Connection) -> str:
    """The note and the goal of the small world are not used any more."""
    at = granted(noor, world, connection)
    keys = [
        f"{kind}:{connection.execute(text(f'select min(id) from {kind}')).scalar_one()}"
        for kind in ("note", "plan_item")
    ]
    assert noor.post(f"{at}/restrict", data={"records": keys, "submission_key": "r"}).status_code == 303
    assert noor.post(f"{at}/restrict", data={"records": keys, "submission_key": "r"}).status_code == 303
    return at


def test_others_get_a_sentence_and_the_lead_reads_on(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    assert token("note_interpretation", "notes") in client_of("omar").get(f"/dossiers/{world.dossier}/notes").text
    restricted(noor, world, connection)
    assert connection.execute(text("select count(*) from restriction")).scalar_one() == 2
    for end, words in (
        ("/notes", token("note", "notes")),
        ("/plan", token("plan_item", "plan")),
        ("", token("note", "notes")),
    ):
        page = client_of("omar").get(f"/dossiers/{world.dossier}{end}").text
        assert words not in page, end
        assert SENTENCE in page, end
        assert words in noor.get(f"/dossiers/{world.dossier}{end}").text
    assert token("note_interpretation", "notes") not in client_of("omar").get(f"/dossiers/{world.dossier}/notes").text


def test_nobody_changes_it(
    client_of: ClientOf, acting: Callable[[str], None], world: World, connection: Connection
) -> None:
    restricted(client_of("noor"), world, connection)
    acting("noor")
    assert connection.execute(text("update note set facts = 'anders' where restricted")).rowcount == 0
    with pytest.raises(DBAPIError, match="permission denied"):
        connection.execute(text("update note set restricted = false"))


def test_it_is_lifted_with_a_reason_and_read_again(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    at = restricted(noor, world, connection)
    assert noor.post(at, data={"step": "done", "version": "2"}).status_code == 400
    ids = [str(key) for (key,) in connection.execute(text("select id from restriction"))]
    assert noor.post(f"{at}/lift", data={"records": ids, "because": ""}).status_code == 400
    assert noor.post(f"{at}/lift", data={"records": ids, "because": "Het is nagekeken."}).status_code == 303
    page = client_of("omar").get(f"/dossiers/{world.dossier}/notes").text
    assert token("note", "notes") in page
    assert SENTENCE not in page
    assert noor.post(at, data={"step": "done", "version": "2"}).status_code == 303


def test_it_needs_a_request_that_got_a_yes(
    client_of: ClientOf, acting: Callable[[str], None], world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    number = given(noor, world, connection, kind="restriction")
    assert noor.get(f"{url(world, number)}/restrict").status_code == 403
    assert client_of("omar").get(f"{url(world, number)}/restrict").status_code in {403, 404}
    acting("noor")
    statement = """insert into restriction (rights_request_id, kind, record_id, category, dossier_id, owner_org_id, purpose_id, author_id)
        select q.id, 'note', n.id, 'notes', n.dossier_id, n.owner_org_id, n.purpose_id, sec.account_id() from rights_request q, note n
         where q.id = :id limit 1"""
    with pytest.raises(DBAPIError, match="nothing to restrict"):
        connection.execute(text(statement), {"id": number})


def goes_on_in_other_words(connection: Connection, world: World, purpose: int) -> None:
    """The purpose gets new words, and the counsellor another relation under those."""
    with connection.begin_nested():
        connection.execute(text("select from sec.open(:token)"), {"token": TOKENS["administrator"]})
        later = connection.execute(
            text(
                "insert into purpose (organisation_id, code, text_nl, text_en, law, article)"
                " select organisation_id, code, 'anders', 'other', law, article from purpose where id = :p returning id"
            ),
            {"p": purpose},
        ).scalar_one()
        connection.execute(text("select from sec.open(:token)"), {"token": TOKENS["noor"]})
        connection.execute(
            text(
                "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, valid_from, valid_until, created_by)"
                " values (:d, :a, :o, :p, now(), now() + interval '1 month', :noor)"
            ),
            {
                "d": world.dossier,
                "a": world.accounts["debt_counsellor"],
                "o": world.organisations["debt_help"],
                "p": later,
                "noor": world.accounts["noor"],
            },
        )


def test_an_objection_is_weighed_before_it_is_decided_and_a_yes_stops_what_it_is_against(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    number = given(noor, world, connection, kind="objection")
    at = url(world, number)
    answer = noor.post(at, data={"step": "granted", "version": "1", "because": "Dat mag."})
    assert answer.status_code == 400
    assert "Schrijf eerst op wat u afweegt" in answer.text
    purpose = connection.execute(
        text("select purpose_id from involvement where account_id = :a"), {"a": world.accounts["debt_counsellor"]}
    ).scalar_one()
    data = {
        "purpose": str(purpose),
        "processing": "Dat de schuldhulp meeleest.",
        "household_interest": "Zij wil het zelf doen.",
        "task_interest": "",
        "stops": "De schuldhulp doet niet meer mee.",
    }
    answer = noor.post(f"{at}/weigh", data=data)
    assert answer.status_code == 400
    assert "Zij wil het zelf doen." in answer.text
    assert noor.post(f"{at}/weigh", data=data | {"task_interest": "Het kan ook zonder."}).status_code == 303
    assert "Het kan ook zonder." in noor.get(at).text
    assert client_of("debt_counsellor").get(f"/dossiers/{world.dossier}").status_code == 200
    goes_on_in_other_words(connection, world, purpose)
    assert noor.post(at, data={"step": "granted", "version": "1"}).status_code == 303
    assert client_of("debt_counsellor").get(f"/dossiers/{world.dossier}").status_code == 404


def test_a_no_to_a_correction_leads_to_the_own_statement(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    number = given(noor, world, connection)
    noor.post(url(world, number), data={"step": "refused", "because": "Het klopt zo.", "version": "1"})
    page = noor.get(url(world, number)).text
    assert "Dan mag deze persoon er zelf iets bij zeggen" in page
    assert f'href="/dossiers/{world.dossier}/notes"' in page
