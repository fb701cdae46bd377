"""*Bekijk als …*: what the lead is shown is the partner's own page, word for word, of what both may see."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.db.scope import BY_NAME
from app.db.session import act_as
from app.kernel.clock import today_in_amsterdam
from app.web.guard import SchakelFlask
from tests.integration.forms.sheet import form_of
from tests.world import TOKEN, TOKENS, World

ClientOf = Callable[[str], FlaskClient]
PARTNERS = [
    "community_officer",
    "housing_officer",
    "caretaker",
    "mental_health_worker",
    "debt_counsellor",
    "income_consultant",
    "attendance_officer",
    "school_contact",
    "youth_protection",
    "safe_home",
    "enforcement_officer",
    "welfare_worker",
    "attention_officer",
    "volunteer",
    "network_person",
    "resident",
    "co_resident",
    "young_person",
]


@pytest.fixture
def open_to_noor(app: SchakelFlask, connection: Connection) -> set[str]:
    """Every token that the lock opens to the lead, in whatever table."""
    found: set[str] = set()
    with app.app_context():
        act_as(TOKENS["noor"])
        for name in (*BY_NAME, "product"):
            for row in connection.execute(text(f"select t::text from {name} t")):
                found |= set(TOKEN.findall(row[0]))
    return found


#: What somebody may do from here: not on a page that is only looked at.
LINKS = (
    "Bijwerken|Notitie schrijven|Document toevoegen|Vraag stellen|Alle vragen en antwoorden|Alle winst|Zorg over veiligheid"
    "|Waar we samen aan werken|Belangenkaart|Wie draagt wat|Besluiten en stappen|Netwerkkaart"
)
BUTTONS = rf'<p class="btns">.*?</p>|<a class="utrecht-button.*?</a>|<a href="[^"]*">({LINKS})</a>'


def words(page: str) -> str:
    """What stands on a regiekaart, without the frame, the buttons and who is looking."""
    content = page[page.index('<div class="two">') : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(BUTTONS, "", content, flags=re.DOTALL)).split())


@pytest.mark.parametrize("name", PARTNERS)
def test_it_is_the_partners_own_page_of_what_both_may_see(
    client_of: ClientOf, world: World, open_to_noor: set[str], name: str
) -> None:
    theirs = client_of(name).get(f"/dossiers/{world.dossier}")
    mine = client_of("noor").get(f"/dossiers/{world.dossier}/as/{world.accounts[name]}")
    assert (theirs.status_code, mine.status_code) == (200, 200)
    shown, seen = set(TOKEN.findall(theirs.text)), set(TOKEN.findall(mine.text))
    assert seen == shown & open_to_noor
    if shown <= open_to_noor:
        assert words(mine.text) == words(theirs.text)


def test_it_shows_the_lead_nothing_that_the_partner_keeps(client_of: ClientOf, world: World) -> None:
    officer, path = client_of("housing_officer"), f"/dossiers/{world.dossier}/notes/new"
    until = (today_in_amsterdam() + dt.timedelta(days=9)).isoformat()
    kept = {
        "facts": "zznotes.keptzz",
        "openness": "withheld",
        "withheld_because": "Eerst bellen.",
        "withheld_until": until,
    }
    assert officer.post(path, data={**form_of(officer.get(path).text, path).data(), **kept}).status_code == 303
    assert "zznotes.keptzz" in officer.get(f"/dossiers/{world.dossier}").text
    noor = client_of("noor")
    assert "zznotes.keptzz" not in noor.get(f"/dossiers/{world.dossier}/as/{world.accounts['housing_officer']}").text


@pytest.mark.parametrize("name", ["omar", "tess", "coordinator", "administrator", "privacy_officer"])
def test_there_is_nothing_to_look_at_for_who_has_no_regiekaart(client_of: ClientOf, world: World, name: str) -> None:
    assert client_of("noor").get(f"/dossiers/{world.dossier}/as/{world.accounts[name]}").status_code == 404


@pytest.mark.parametrize("name", ["omar", "housing_officer", "tess", "coordinator", "privacy_officer"])
def test_nobody_but_the_lead_looks(client_of: ClientOf, world: World, name: str) -> None:
    answer = client_of(name).get(f"/dossiers/{world.dossier}/as/{world.accounts['community_officer']}")
    assert answer.status_code in {403, 404}


def test_that_the_lead_looked_is_logged(client_of: ClientOf, world: World, connection: Connection) -> None:
    client_of("noor").get(f"/dossiers/{world.dossier}/as/{world.accounts['community_officer']}")
    line = connection.execute(
        text("select operation, object_ids from access_log where action = 'view_as' order by id desc limit 1")
    ).one()
    assert line.operation == "dossier.view_as"
    assert world.accounts["community_officer"] in line.object_ids
