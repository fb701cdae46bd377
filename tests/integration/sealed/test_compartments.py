"""Opening a compartment, its five steps, youth protection reading along, and closing; and nothing of it for anybody else."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.integration.sealed.conftest import CONCERN, version_of
from tests.world import PEOPLE, World

ClientOf = Callable[[str], FlaskClient]
Seal = Callable[..., str]
STEPS: dict[int, dict[str, str]] = {
    2: {"consulted": "safe_home", "with_whom": "de dienst van vandaag"},
    3: {"talked": "unsafe"},
    4: {"danger": "lasting"},
    5: {"report": "yes", "arrange": "yes"},
}


def _step(client: FlaskClient, url: str, number: int, **more: str) -> int:
    data = {"said_on": "2026-01-06", "text": f"Woorden van stap {number}.", "version": "", **more}
    return client.post(f"{url}/steps/{number}", data={"submission_key": f"{number}{sorted(more)}", **data}).status_code


def _press(client: FlaskClient, url: str, button: str, version: str = "") -> int:
    data = {"version": version or version_of(client.get(url).text), "submission_key": f"{button}-{version}"}
    return client.post(f"{url}/{button}", data=data).status_code


def _plain(page: str) -> str:
    """What stands in the frame of a page, without keys that differ each time."""
    content = page[page.index("<main") : page.index("</main>")]
    return re.sub(r'(nonce|value|content)="[^"]*"', "", content)


def test_the_five_steps_are_written_with_their_day_their_answers_and_both_decisions(
    client_of: ClientOf, seal: Seal
) -> None:
    noor, url = client_of("noor"), seal("noor")
    for number, answers in STEPS.items():
        assert _step(noor, url, number, **answers) == 303, number
    page = noor.get(url).text
    assert CONCERN in page
    for number in STEPS:
        assert f"Woorden van stap {number}." in page
    for said in (
        "Veilig Thuis, zonder namen",
        "de dienst van vandaag",
        "Nee, dat is niet veilig",
        "Het is al langer onveilig",
    ):
        assert said in page
    assert "Ja, ik meld" in page
    assert "Ja, ik regel hulp" in page
    assert "5 van 5 stappen beschreven" in page
    assert "6 januari, opgeschreven door Noor" in page


def test_a_step_asks_for_its_answers_and_a_day_that_has_been(client_of: ClientOf, seal: Seal) -> None:
    noor, url = client_of("noor"), seal("noor")
    assert _step(noor, url, 5, report="yes") == 400
    assert _step(noor, url, 2, consulted="colleague", said_on="2099-01-01") == 400
    assert _step(noor, url, 6) == 404
    assert "Woorden van stap" not in noor.get(url).text


def test_two_first_texts_of_one_step_see_each_other(client_of: ClientOf, seal: Seal) -> None:
    noor, url = client_of("noor"), seal("noor")
    assert _step(noor, url, 3, talked="later", submission_key="first") == 303
    late = noor.post(
        f"{url}/steps/3",
        data={
            "said_on": "2026-01-07",
            "text": "Mijn tekst.",
            "talked": "yes",
            "version": "",
            "submission_key": "second",
        },
    )
    assert late.status_code == 409
    assert "Mijn tekst." in late.text
    assert "Woorden van stap 3." in late.text


@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "housing_officer"])
def test_nobody_else_notices_anything(client_of: ClientOf, seal: Seal, world: World, name: str) -> None:
    """A partner opens one: no page of anybody else changes, the lead's, the team's and the privacy officer's included."""
    client, base = client_of(name), f"/dossiers/{world.dossier}"
    pages = (base, f"{base}/sealed", f"{base}/notes", f"{base}/team", "/today", "/changes", "/caseload", "/search")
    before = [_plain(client.get(path).text) for path in pages]
    url = seal("housing_officer")
    assert [_plain(client.get(path).text) for path in pages] == before
    for path in (url, f"{url}/steps/1", f"{url}/hand-over"):
        assert client.get(path).status_code == 404, path
    for button in ("share", "unshare", "close", "reopen"):
        assert _press(client, url, button, "2") == 404


@pytest.mark.parametrize(
    "name", ["volunteer", "network_person", "resident", "young_person", "safe_home", "coordinator"]
)
def test_whoever_has_nothing_to_do_with_it_has_no_door(client_of: ClientOf, world: World, name: str) -> None:
    client, base = client_of(name), f"/dossiers/{world.dossier}"
    assert "Zorg over veiligheid" not in client.get(base).text
    assert client.get(f"{base}/sealed").status_code in {403, 404}
    assert client.get(f"{base}/sealed/new").status_code in {403, 404}


def test_youth_protection_reads_along_when_the_author_says_so_and_no_longer_than_that(
    client_of: ClientOf, seal: Seal
) -> None:
    noor, youth, url = client_of("noor"), client_of("youth_protection"), seal("noor")
    assert youth.get(url).status_code == 404
    assert _press(noor, url, "share") == 303
    page = youth.get(url).text
    assert CONCERN in page
    assert "steps/1" not in page
    assert _step(youth, url, 2, consulted="colleague") == 403
    assert "Youth protection, jeugdbeschermer" in noor.get(url).text
    assert _press(noor, url, "share", "2") == 409
    assert _press(noor, url, "unshare") == 303
    assert youth.get(url).status_code == 404


def test_a_closed_one_is_read_and_not_written_until_it_is_opened_again(client_of: ClientOf, seal: Seal) -> None:
    noor, url = client_of("noor"), seal("noor")
    assert _press(noor, url, "close") == 303
    assert CONCERN in noor.get(url).text
    assert _step(noor, url, 2, consulted="colleague") == 403
    assert _press(noor, url, "share") == 400
    assert _press(noor, url, "reopen") == 303
    assert _step(noor, url, 2, consulted="colleague", submission_key="again") == 303


def test_no_cache_keeps_a_page_of_it(client_of: ClientOf, seal: Seal) -> None:
    assert "no-store" in client_of("noor").get(seal("noor")).headers["Cache-Control"]


def test_the_log_tells_the_privacy_officer_that_it_was_opened_and_nobody_else_anything(
    client_of: ClientOf, seal: Seal, connection: Connection
) -> None:
    url = seal("housing_officer")
    client_of("housing_officer").get(url)

    def lines(name: str, table: str) -> int:
        client_of(name).get("/me")
        found = connection.execute(text(f"select count(*) from {table} where operation like 'sealed.%'"))
        return int(found.scalar_one())

    assert lines("privacy_officer", "access_log") > 1
    assert lines("privacy_officer", "processing_log") == 0
    for name in ("noor", "young_person", "resident", "housing_officer"):
        assert lines(name, "access_log") == lines(name, "processing_log") == 0, name
    client_of("noor").get("/me")
    told = text("select action, times from sec.overview_log((select id from person where stub like '%S' limit 1))")
    before = connection.execute(told).all()
    client_of("housing_officer").get(url)
    client_of("noor").get("/me")
    assert connection.execute(told).all() == before


def test_no_letter_tells_that_one_was_opened(client_of: ClientOf, seal: Seal, world: World) -> None:
    letter = f"/dossiers/{world.dossier}/people/{world.persons['sami']}/letter"
    url = seal("welfare_worker")
    assert client_of("welfare_worker").get(url).status_code == 200
    assert "Organisatie welfare" not in client_of("noor").get(letter).text
