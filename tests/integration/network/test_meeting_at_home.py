"""A meeting of the network is the resident's: they read it, write it, and take their own plan home on paper."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import Connection, text

from tests.integration.network.test_together import TODAY, ClientOf, _one, _url
from tests.world import World, token

PLAN = "Mina kijkt op zondag mee.\nOma kookt op vrijdag."


@pytest.fixture
def held(client_of: ClientOf, world: World, connection: Connection) -> str:
    """The meeting of the small world, which was held, with what they agreed: written by the resident."""
    client_of("resident").get("/me")
    at = _url(world, f"/meetings/{_one(connection, 'select max(id) from network_meeting')}")
    words = {
        "kind": "meeting",
        "coordinator": "Oma",
        "information": "Tjeerd vertelde over de regeling.",
        "version": "1",
    }
    data = words | {"held_on": TODAY.isoformat(), "plan": PLAN, "submission_key": "held"}
    assert client_of("resident").post(at, data=data).status_code == 303
    return at


def _pdf(world: World, at: str, who: str, language: str = "nl") -> str:
    return f"{at}/plan.pdf?person={world.persons[who]}&language={language}"


def test_a_resident_finds_reads_and_plans_one(client_of: ClientOf, world: World) -> None:
    resident = client_of("resident")
    assert _url(world) in resident.get(f"/dossiers/{world.dossier}").text
    assert _url(world, "/meetings") in resident.get(_url(world)).text
    page = resident.get(_url(world, "/meetings")).text
    assert token("network_meeting", "network") in page
    new = {"kind": "conference", "coordinator": "Tante Bep", "submission_key": "theirs"}
    assert [resident.post(_url(world, "/meetings"), data=new).status_code for _ in range(2)] == [303, 303]
    for name in ("resident", "noor"):
        assert client_of(name).get(_url(world, "/meetings")).text.count("Tante Bep") == 1, name


def test_what_they_agreed_is_theirs_to_write_and_two_writers_see_each_other(
    client_of: ClientOf, world: World, connection: Connection, held: str
) -> None:
    assert "Mina kijkt op zondag mee." in client_of("noor").get(_url(world, "/meetings")).text
    data = {"kind": "meeting", "held_on": TODAY.isoformat(), "plan": "Ben neemt Sami mee.", "version": "1"}
    late = client_of("noor").post(held, data=data)
    assert late.status_code == 409
    assert "Ben neemt Sami mee." in late.text
    assert "Mina kijkt op zondag mee." in late.text
    written = text(
        "select operation, account_id from access_log where action = 'update' and operation = 'network_meeting.edit'"
    )
    client_of("noor").get("/me")
    assert [tuple(row) for row in connection.execute(written)] == [("network_meeting.edit", world.accounts["resident"])]


def test_their_own_plan_goes_home_on_marked_paper_and_is_logged(
    client_of: ClientOf, world: World, connection: Connection, held: str
) -> None:
    for name, language, title in (("noor", "nl", "Ons eigen plan"), ("resident", "en", "Our own plan")):
        answer = client_of(name).get(_pdf(world, held, "samira", language))
        assert answer.mimetype == "application/pdf", answer.text
        reader = PdfReader(BytesIO(answer.data))
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
        (page,) = reader.pages
        found = " ".join(page.extract_text().split())
        for words in (
            title,
            "Mina kijkt op zondag mee. Oma kookt op vrijdag.",
            "Tjeerd vertelde",
            "Oma",
            "058 000 00 00",
        ):
            assert words in found, (name, words)
        assert ("Voor Samira" if language == "nl" else "For Samira") in found
    client_of("noor").get("/me")
    made = connection.execute(text("select operation, categories from access_log where action = 'print'")).all()
    assert [(line.operation, line.categories) for line in made] == [("network_meeting.print", ["network"])] * 2
    page_ = client_of("noor").get(_url(world, "/meetings")).text
    assert f"{held}/plan.pdf" in page_
    assert 'class="print-only paper-instead"' in page_


def test_there_is_no_paper_before_they_agreed_nor_for_whom_it_is_not(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    client_of("noor").get("/me")
    at = _url(world, f"/meetings/{_one(connection, 'select max(id) from network_meeting')}")
    answer = client_of("noor").get(_pdf(world, at, "samira"))
    assert answer.status_code == 400
    assert "in hun eigen woorden" in answer.text
    assert "plan.pdf" not in client_of("noor").get(_url(world, "/meetings")).text
    assert client_of("resident").get(_pdf(world, at, "sami")).status_code == 404


@pytest.mark.parametrize("name", ["community_officer", "enforcement_officer", "income_consultant", "housing_officer"])
def test_who_does_not_read_the_network_makes_none(client_of: ClientOf, world: World, held: str, name: str) -> None:
    assert client_of(name).get(_pdf(world, held, "samira")).status_code in {403, 404}


def test_none_goes_home_with_somebody_whose_partner_is_unsafe(
    client_of: ClientOf, world: World, connection: Connection, held: str
) -> None:
    client_of("noor").get("/me")
    connection.execute(text("update person set partner_unsafe = true where id = :id"), {"id": world.persons["samira"]})
    assert client_of("noor").get(_pdf(world, held, "samira")).status_code == 404
    assert client_of("noor").get(_pdf(world, held, "sami")).status_code == 200
