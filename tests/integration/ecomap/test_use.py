"""What the map is for: somebody's help in the plan, and the sheet for somebody who stands on it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import Connection, text

from tests.integration.ecomap.test_drawing import _one, _url
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def friend(client_of: ClientOf, connection: Connection) -> str:
    """Who stands on the map of the small world."""
    client_of("noor").get("/me")
    return str(_one(connection, "select id from network_person"))


def test_it_puts_help_from_the_network_in_the_plan_once(client_of: ClientOf, world: World, friend: str) -> None:
    noor = client_of("noor")
    assert (
        f'value="{friend}" selected'
        in " ".join(noor.get(_url(world, f"/help?person={friend}")).text.split()).replace("selected value", "value")
        or f'selected value="{friend}"' in noor.get(_url(world, f"/help?person={friend}")).text
    )
    data = {"person": friend, "what": "op zondag de post openen", "in_words_of": "Samira", "submission_key": "h"}
    assert [noor.post(_url(world, "/help"), data=data).status_code for _ in range(2)] == [303, 303]
    plan = noor.get(f"/dossiers/{world.dossier}/plan").text
    assert plan.count("(zus): op zondag de post openen</strong>") == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"person": ""}, "Kies wie kan helpen"),
        ({"what": ""}, "Schrijf op waarmee deze persoon helpt"),
        ({"review_on": "1-1-1900"}, "Deze dag is voorbij"),
        ({"what": "w" * 201}, "hooguit 200 tekens"),
    ],
)
def test_help_that_cannot_be_comes_back(
    client_of: ClientOf, world: World, friend: str, change: dict[str, str], sentence: str
) -> None:
    data = {"person": friend, "what": "de was", "in_words_of": "Samira"} | change
    answer = client_of("noor").post(_url(world, "/help"), data=data)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert data["in_words_of"] in answer.text


def test_the_sheet_says_what_is_recorded_and_not_what_the_resident_said(
    client_of: ClientOf, world: World, connection: Connection, friend: str
) -> None:
    page = client_of("noor").get(f"/dossiers/{world.dossier}/network/{friend}/known").text
    sheet = page.split('<article class="sheet')[1].split("</article>")[0]
    assert token("network_person", "network") in sheet
    assert "familie en vrienden, familie, gewone band" in sheet
    assert "Wie handhaaft en wie over uw uitkering gaat, lezen dit niet" in sheet
    for word in (
        token("ecomap_tie", "network"),
        token("household_title", "identity"),
        token("person_detail", "identity"),
    ):
        assert word not in sheet
    assert "data-print" not in page
    assert f"/network/{friend}/known.pdf?language=nl" in page
    printed = text("select count(*) from access_log where action = 'print'")
    client_of("noor").get("/me")
    assert connection.execute(printed).scalar_one() == 0, "seeing is not printing"


def test_the_sheet_goes_out_as_marked_paper_in_either_language_and_is_logged_when_it_is_made(
    client_of: ClientOf, world: World, connection: Connection, friend: str
) -> None:
    for language, title in {"nl": "Wat er over u staat", "en": "What is recorded about you"}.items():
        answer = client_of("noor").get(f"/dossiers/{world.dossier}/network/{friend}/known.pdf?language={language}")
        assert answer.mimetype == "application/pdf"
        reader = PdfReader(BytesIO(answer.data))
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
        words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
        assert title in words
        assert token("network_person", "network") in words
        assert "Noor, Organisatie area_team" in words
        for word in (
            token("ecomap_tie", "network"),
            token("household_title", "identity"),
            token("person_detail", "identity"),
        ):
            assert word not in words
    client_of("noor").get("/me")
    line = text("select operation, categories from access_log where action = 'print'")
    assert [tuple(row) for row in connection.execute(line)] == [("network_person.print", ["network"])] * 2


def test_only_the_lead_uses_it(client_of: ClientOf, world: World, friend: str) -> None:
    for name in ("omar", "welfare_worker", "income_consultant", "enforcement_officer"):
        client = client_of(name)
        assert client.get(_url(world, "/help")).status_code == 403, name
        for end in ("", ".pdf"):
            assert client.get(f"/dossiers/{world.dossier}/network/{friend}/known{end}").status_code in {403, 404}, name
