"""Questions to people who are involved: asked by name, answered in place, and nothing of it for anybody else."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from app.threads.mail import waiting
from app.web.guard import SchakelFlask
from tests.world import PEOPLE, World

ClientOf = Callable[[str], FlaskClient]
Ask = Callable[..., str]
LINE = "Hebt u hen nog gezien?"


def _version(page: str) -> str:
    found = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert found is not None
    return found[1]


def _answer(client: FlaskClient, url: str, words: str) -> None:
    assert client.post(url, data={"text": words, "submission_key": words}).status_code == 303


def test_whoever_is_asked_finds_it_on_today_and_answers_in_place(client_of: ClientOf, ask: Ask) -> None:
    url, officer, noor = ask("noor", "community_officer"), client_of("community_officer"), client_of("noor")
    today = officer.get("/today").text
    assert "Dit wacht op u" in today
    assert LINE in today
    assert url in today
    assert f"{LINE} (antwoorden: 0 van 1)" in noor.get("/today").text
    _answer(officer, url, "Ja, gisteren bij de deur.")
    assert LINE not in officer.get("/today").text.split("Uw vragen")[0]
    assert "Ja, gisteren bij de deur." in noor.get(url).text
    assert f"{LINE} (antwoorden: 1 van 1)" in noor.get("/today").text


def test_asking_on_asks_again_and_closing_ends_it(client_of: ClientOf, ask: Ask) -> None:
    url, officer, noor = ask("noor", "community_officer"), client_of("community_officer"), client_of("noor")
    _answer(officer, url, "Ja.")
    _answer(noor, url, "En was Sami erbij?")
    assert url in officer.get("/today").text
    page = noor.get(url).text
    closed = noor.post(f"{url}/close", data={"version": _version(page), "submission_key": "c"})
    assert closed.status_code == 303
    assert url not in officer.get("/today").text
    assert url not in noor.get("/today").text
    late = officer.post(url, data={"text": "Nee.", "submission_key": "late"})
    assert late.status_code == 400
    assert "Nee." in late.text
    assert "Deze vraag is afgerond" in late.text
    stale = noor.post(f"{url}/reopen", data={"version": _version(page), "submission_key": "r"})
    assert stale.status_code == 409
    opened = noor.post(f"{url}/reopen", data={"version": _version(noor.get(url).text), "submission_key": "r2"})
    assert opened.status_code == 303
    assert url in officer.get("/today").text


@pytest.mark.parametrize(
    "name", [name for name in PEOPLE if name not in {"noor", "housing_officer", "community_officer"}]
)
def test_nobody_else_sees_that_it_is_there(client_of: ClientOf, ask: Ask, world: World, name: str) -> None:
    """A partner asks a partner: besides those two only the lead reads it."""
    client, base = client_of(name), f"/dossiers/{world.dossier}"
    before = [_counted(client.get(path).text) for path in (base, f"{base}/questions", f"{base}/notes")]
    url = ask("housing_officer", "community_officer")
    for path in (url, f"{url}/edit"):
        assert client.get(path).status_code in {403, 404}, path
        assert LINE not in client.get(path).text
    for path in (base, f"{base}/questions", f"{base}/notes", "/today", "/changes"):
        page = client.get(path).text
        assert LINE not in page, path
        assert f"{url}" not in page, path
    assert before == [_counted(client.get(path).text) for path in (base, f"{base}/questions", f"{base}/notes")]
    assert client.post(url, data={"text": "Ik ook.", "submission_key": "x"}).status_code in {403, 404}


def _counted(page: str) -> int:
    return len(re.findall(r"<li\b", page.rsplit('<main id="content"', maxsplit=1)[-1]))


def test_the_lead_reads_it_and_may_answer(client_of: ClientOf, ask: Ask) -> None:
    url = ask("housing_officer", "community_officer")
    noor = client_of("noor")
    assert LINE in noor.get(url).text
    _answer(noor, url, "Ik weet het ook.")
    assert "Ik weet het ook." in client_of("community_officer").get(url).text
    assert noor.post(f"{url}/close", data={"version": "1", "submission_key": "c"}).status_code == 403


@pytest.mark.parametrize("name", ["community_officer", "housing_officer"])
def test_whoever_is_no_longer_involved_reads_nothing_more(
    client_of: ClientOf, ask: Ask, world: World, connection: Connection, name: str
) -> None:
    """Asked or asking: it is over with the relation."""
    url, client = ask("housing_officer", "community_officer"), client_of(name)
    assert client.get(url).status_code == 200
    client_of("noor").get(f"/dossiers/{world.dossier}")  # from here on the statements below are hers
    ended = connection.execute(
        text("update involvement set withdrawn_at = sec.now() where account_id = :account"),
        {"account": world.accounts[name]},
    )
    assert ended.rowcount == 1
    assert client.get(url).status_code == 404
    assert LINE not in client.get("/today").text
    assert LINE in client_of("noor").get(url).text


def test_only_people_who_are_here_can_be_asked(client_of: ClientOf, world: World) -> None:
    noor, url = client_of("noor"), f"/dossiers/{world.dossier}/questions/new"
    page = noor.get(url).text
    offered = set(re.findall(r'name="parties" value="(\d+)"', page))
    here = {world.accounts[name] for name in PEOPLE if name not in {"noor", "eva", "tess", "resident", "co_resident"}}
    never = {"young_person", "coordinator", "process_lead", "analyst", "privacy_officer", "administrator"}
    here -= {world.accounts[name] for name in {*never, "community_worker"}}
    assert offered == {str(key) for key in here}
    for name in ("eva", "tess", "resident", "noor"):
        data = {"line": LINE, "due_on": _soon(), "parties": [str(world.accounts[name])], "submission_key": name}
        answer = noor.post(url, data=data)
        assert answer.status_code == 400
        assert "Kies iets uit de lijst." in answer.text
        assert LINE in answer.text


def _soon() -> str:
    return (today_in_amsterdam() + dt.timedelta(days=3)).isoformat()


@pytest.mark.parametrize(
    ("party", "about", "refused"),
    [("volunteer", "sami", True), ("network_person", "sami", True), ("volunteer", "samira", False), ("welfare_worker", "sami", False)],
)  # fmt: skip
def test_a_child_is_not_asked_about_where_its_notes_are_shut(
    client_of: ClientOf, world: World, party: str, about: str, refused: bool
) -> None:
    data = {
        "line": LINE,
        "due_on": _soon(),
        "parties": [str(world.accounts[party])],
        "persons": [str(world.persons[about])],
        "submission_key": "k",
    }
    answer = client_of("noor").post(f"/dossiers/{world.dossier}/questions/new", data=data)
    assert answer.status_code == (400 if refused else 303)
    assert ("mag dit niet lezen" in answer.text) is refused


@pytest.mark.parametrize("days", [-1, 400])
def test_the_day_lies_ahead(client_of: ClientOf, world: World, days: int) -> None:
    day = (today_in_amsterdam() + dt.timedelta(days=days)).isoformat()
    data = {"line": LINE, "due_on": day, "parties": [str(world.accounts["omar"])], "submission_key": "k"}
    answer = client_of("noor").post(f"/dossiers/{world.dossier}/questions/new", data=data)
    assert answer.status_code == 400
    assert "hooguit zes maanden vooruit" in answer.text


def test_the_words_change_until_somebody_answered(client_of: ClientOf, ask: Ask) -> None:
    url, noor = ask("noor", "community_officer"), client_of("noor")
    data = {"line": "Hebt u Samira gezien?", "due_on": _soon(), "version": "1", "submission_key": "e"}
    assert noor.post(f"{url}/edit", data=data).status_code == 303
    assert "Hebt u Samira gezien?" in client_of("community_officer").get(url).text
    _answer(client_of("community_officer"), url, "Nee.")
    again = noor.post(f"{url}/edit", data={**data, "line": "Iets anders", "version": "2", "submission_key": "e2"})
    assert again.status_code == 400
    assert "Schrijf er iets onder" in again.text
    assert "Iets anders" in again.text


def test_late_ones_stand_first_and_say_so(client_of: ClientOf, ask: Ask, world: World, connection: Connection) -> None:
    first, late = ask("noor", "community_officer"), ask("noor", "community_officer", line="Weet u wanneer?")
    client_of("noor").get("/me")
    connection.execute(
        text("update question_thread set due_on = sec.today() - 2 where id = :id"), {"id": int(late.rsplit("/", 1)[1])}
    )
    page = client_of("community_officer").get("/today").text
    assert page.index(late) < page.index(first)
    assert 'class="pill pill--alert">2 dagen geleden' in page


def test_the_mails_say_where_and_nothing_else(
    client_of: ClientOf, ask: Ask, letters: list[str], app: SchakelFlask
) -> None:
    url = ask("noor", "community_officer", "omar")
    assert letters == [url, url]
    _answer(client_of("community_officer"), url, "Ja.")
    assert letters == [url, url, url]
    with app.test_request_context():
        for language, greeting in {"nl": "Hallo,", "en": "Hello,"}.items():
            letter = waiting(language, url="https://schakel.example/x")
            assert letter.body.startswith(greeting)
            for word in ("Samira", "Amrani", "gezien", "Noor"):
                assert word not in letter.subject + letter.body


def test_hostile_words_stay_words(client_of: ClientOf, ask: Ask) -> None:
    bad = "<script>alert(1)</script> {{ 7*7 }} %(x)s ' or 1=1 --"
    url = ask("noor", "community_officer", line=bad)
    _answer(client_of("community_officer"), url, bad)
    for page in (client_of("community_officer").get(url).text, client_of("noor").get("/today").text):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} %(x)s" in page


def test_a_closed_case_takes_no_question_and_no_answer(
    client_of: ClientOf, ask: Ask, world: World, connection: Connection
) -> None:
    url, noor = ask("noor", "community_officer"), client_of("noor")
    noor.get("/me")
    connection.execute(text("select sec.set_closed(:dossier, true)"), {"dossier": world.dossier})
    assert noor.get(url).status_code == 200
    assert noor.get(f"/dossiers/{world.dossier}/questions/new").status_code == 403
    assert noor.post(url, data={"text": "Nog iets.", "submission_key": "x"}).status_code == 403
    assert client_of("community_officer").get(url).status_code == 404
    assert url not in noor.get("/today").text


def test_it_is_logged_about_whom_it_is(client_of: ClientOf, ask: Ask, world: World, connection: Connection) -> None:
    url = ask("noor", "community_officer", persons=[str(world.persons["samira"])])
    client_of("community_officer").get(url)
    client_of("privacy_officer").get("/me")
    seen = connection.execute(
        text("select categories from processing_log where operation = 'question_thread.show' and person_id = :samira"),
        {"samira": world.persons["samira"]},
    ).scalars()
    assert any("notes" in categories for categories in seen)
    made = connection.execute(
        text("select count(*) from access_log where operation = 'question_thread.create' and action = 'create'")
    ).scalar_one()
    assert made == 1


def test_an_answer_comes_by_htmx_too(client_of: ClientOf, ask: Ask) -> None:
    url, officer = ask("noor", "community_officer"), client_of("community_officer")
    page = officer.get(url).text
    assert re.search(r'hx-post=""[^>]*hx-target="#content" hx-select="#content"', page)
    sent = officer.post(url, data={"text": "Ja.", "submission_key": "h"}, headers={"HX-Request": "true"})
    assert sent.status_code == 303
    empty = officer.post(url, data={"text": "", "submission_key": "h2"}, headers={"HX-Request": "true"})
    assert empty.status_code == 400
    assert "Schrijf uw antwoord op." in empty.text


def test_a_number_that_cannot_be_is_not_found(client_of: ClientOf, world: World) -> None:
    assert client_of("noor").get(f"/dossiers/{world.dossier}/questions/99999999999999999999").status_code == 404
