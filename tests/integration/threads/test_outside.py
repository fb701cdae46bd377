"""One line without an account: a link that works once, shows one sentence and reads nothing of the dossier."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.accounts import throttle
from app.web.guard import SchakelFlask
from tests.integration.accounts.conftest import same_page
from tests.world import PEOPLE, TOKEN, World, token

ClientOf = Callable[[str], FlaskClient]
QUESTION = "Is de lift gemaakt?"
HERS = {"question": QUESTION, "name": "Ria Bakker", "email": "ria@voorbeeld.example", "language": "nl"}


@pytest.fixture
def send(client_of: ClientOf, world: World, links: list[str]) -> Callable[..., str]:
    """``send("noor")``: mails a link, and gives its address."""

    def make(who: str = "noor", **more: object) -> str:
        data = {**HERS, "submission_key": f"send-{who}-{len(links)}", **more}
        answer = client_of(who).post(_url(world, "outside/new"), data=data)
        assert answer.status_code == 303, re.findall(r'class="error".*?</p>|<li>.*?</li>', answer.text, re.DOTALL)
        return links[-1]

    return make


Send = Callable[..., str]


def _url(world: World, rest: str = "") -> str:
    return f"/dossiers/{world.dossier}/questions" + (f"/{rest}" if rest else "")


def _newest(client: FlaskClient, world: World) -> str:
    numbers = re.findall(r"/questions/outside/(\d+)", client.get(_url(world)).text)
    return _url(world, f"outside/{max(map(int, numbers))}")


def _version(page: str) -> str:
    found = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert found is not None
    return found[1]


def test_the_page_shows_the_question_and_nothing_of_the_household(stranger: FlaskClient, send: Send) -> None:
    link = send()
    answer = stranger.get(link)
    assert answer.status_code == 200
    assert QUESTION in answer.text
    main = answer.text.split("<main")[1].split("</main>")[0]
    for word in ("El Amrani", "Samira", "Dirkstraat", "W-2026", "Noor", "Organisatie"):
        assert word not in main, word
    assert not TOKEN.search(main)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="referrer" content="no-referrer">' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert "http://" not in main
    assert "https://" not in main


def test_opening_uses_nothing_and_sending_uses_it_once(
    client_of: ClientOf, stranger: FlaskClient, send: Send, world: World
) -> None:
    link = send()
    for _ in range(3):
        assert stranger.get(link).status_code == 200
        assert stranger.head(link).status_code == 200
    assert stranger.post(link, data={"line": "Bijna"}).status_code == 400
    sent = stranger.post(link, data={"tick": "done", "line": "Gisteren gemaakt."})
    assert sent.status_code == 200
    assert "Dank u wel" in sent.text
    assert stranger.get(link).status_code == 410
    assert stranger.post(link, data={"tick": "worry", "line": "Iets anders."}).status_code == 410
    page = client_of("noor").get(_newest(client_of("noor"), world)).text
    assert "Gisteren gemaakt." in page
    assert "Iets anders." not in page
    assert "van buiten, door Ria Bakker (ria@voorbeeld.example)" in page


def test_unknown_spent_withdrawn_old_and_closed_give_one_answer(
    client_of: ClientOf, stranger: FlaskClient, send: Send, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    pages = [stranger.get("/line/no-such-link")]
    used = send()
    stranger.post(used, data={"tick": "seen"})
    withdrawn = send()
    there = _newest(noor, world)
    back = noor.post(f"{there}/withdraw", data={"version": _version(noor.get(there).text), "submission_key": "w"})
    assert back.status_code == 303
    closed = send()
    pages += [stranger.get(used), stranger.get(withdrawn)]
    noor.get("/me")
    connection.execute(text("select sec.set_closed(:dossier, true)"), {"dossier": world.dossier})
    pages.append(stranger.get(closed))
    pages += [stranger.post(link, data={"tick": "seen"}) for link in (used, withdrawn, closed, "/line/x")]
    assert {answer.status_code for answer in pages} == {410}
    assert len({same_page(answer) for answer in pages}) == 1


def test_it_dies_after_eight_days(stranger: FlaskClient, send: Send, owner: Connection) -> None:
    link = send()
    try:
        for offset, code in {"7 days 23 hours": 200, "8 days 1 hour": 410}.items():
            owner.execute(text("delete from sec.setting where name = 'clock_offset'"))
            owner.execute(text("insert into sec.setting values ('clock_offset', :offset)"), {"offset": offset})
            owner.commit()
            assert stranger.get(link).status_code == code
        assert stranger.post(link, data={"tick": "seen"}).status_code == 410
    finally:
        owner.execute(text("delete from sec.setting where name = 'clock_offset'"))
        owner.commit()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"question": ""}, "Schrijf op wat u wilt weten."),
        ({"question": "x" * 301}, "hooguit 300 tekens"),
        ({"name": ""}, "Vul in hoe degene heet"),
        ({"email": "geen adres"}, "Vul een e-mailadres in"),
        ({"email": "ria@voorbeeld.example\nBcc: x@y.example"}, "vreemde tekens of regeleinden"),
        ({"language": "fr"}, "Kies een van de mogelijkheden."),
        ({"persons": ["999"]}, "Kies iets uit de lijst."),
    ],
)
def test_it_returns_what_is_not_in_order_with_what_was_typed(
    client_of: ClientOf, world: World, links: list[str], change: dict[str, object], sentence: str
) -> None:
    answer = client_of("noor").post(_url(world, "outside/new"), data={**HERS, **change})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert HERS["name" if "name" not in change else "email"] in answer.text
    assert links == []


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Is Samira nog thuis?", "“Samira”"),
        ("Loopt SAMI buiten?", "“SAMI”"),
        ("Is de lift gemaakt?", ""),
        ("Heeft hij een diagnose?", "“diagnose”"),
    ],
)
def test_names_of_the_household_are_pointed_out_before_they_leave(
    client_of: ClientOf, world: World, links: list[str], words: str, shown: str
) -> None:
    noor, url = client_of("noor"), _url(world, "outside/new")
    answer = noor.post(url, data={**HERS, "question": words, "submission_key": "n"})
    if not shown:
        assert answer.status_code == 303
        return
    assert answer.status_code == 200
    assert shown in answer.text
    assert words in answer.text
    assert links == []
    seen = re.search(r'name="anyway"\s+value="([^"]*)"', answer.text)
    assert seen is not None
    again = noor.post(url, data={**HERS, "question": words, "submission_key": "n2", "anyway": seen[1]})
    assert again.status_code == 303


def test_a_worry_stands_first_on_today_of_whoever_asked(
    client_of: ClientOf, stranger: FlaskClient, send: Send, world: World
) -> None:
    noor = client_of("noor")
    stranger.post(send(), data={"tick": "seen"})
    stranger.post(send(), data={"tick": "worry", "line": "De deur staat al dagen open."})
    page = noor.get("/today").text
    own = page[page.index('id="questions"') :]
    assert "Ria Bakker, maakt zich zorgen: De deur staat al dagen open." in own
    assert own.index("maakt zich zorgen") < own.index("Ria Bakker, gezien")
    assert "De deur staat al dagen open." in noor.get(f"/dossiers/{world.dossier}").text
    assert "Iemand maakt zich zorgen" in noor.get(_newest(noor, world)).text
    assert "De deur staat" not in client_of("omar").get("/today").text, "it is hers to act on"
    there = _newest(noor, world)
    away = noor.post(f"{there}/put-away", data={"version": _version(noor.get(there).text), "submission_key": "p"})
    assert away.status_code == 303
    assert "De deur staat" not in noor.get("/today").text
    assert "De deur staat" in noor.get(there).text


@pytest.mark.parametrize("name", PEOPLE)
def test_the_line_is_read_as_a_note_of_the_askers_organisation(
    client_of: ClientOf, stranger: FlaskClient, send: Send, world: World, name: str
) -> None:
    """By the own organisation, the lead and the team; not by who lives there."""
    stranger.post(send("housing_officer"), data={"tick": "seen", "line": "Alles in orde."})
    there = _newest(client_of("housing_officer"), world)
    answer = client_of(name).get(there)
    reads = name in {"noor", "omar", "housing_officer", "caretaker"}
    assert answer.status_code == (200 if reads else 404)
    assert ("Alles in orde." in answer.text) is reads
    assert (token("outside_question", "notes") in client_of(name).get(_url(world)).text) is (name in {"noor", "omar"})


def test_somebody_elses_link_is_not_withdrawn_or_changed(
    client_of: ClientOf, stranger: FlaskClient, send: Send, world: World
) -> None:
    send("housing_officer")
    there = _newest(client_of("housing_officer"), world)
    for name in ("noor", "caretaker"):
        for act in ("withdraw", "put-away"):
            tried = client_of(name).post(f"{there}/{act}", data={"version": "1", "submission_key": f"{name}{act}"})
            assert tried.status_code == 403


def test_two_people_at_once_see_that_it_was_done(
    client_of: ClientOf, stranger: FlaskClient, send: Send, world: World
) -> None:
    noor, link = client_of("noor"), send()
    there = _newest(noor, world)
    version = _version(noor.get(there).text)
    stranger.post(link, data={"tick": "seen"})
    assert noor.post(f"{there}/withdraw", data={"version": version, "submission_key": "w"}).status_code == 409


def test_english_by_the_language_of_the_mail(stranger: FlaskClient, send: Send) -> None:
    link = send(language="en", question="Has the lift been repaired?")
    page = stranger.get(link, headers={"Accept-Language": "nl"}).text
    assert '<html lang="en"' in page
    assert "A short question" in page
    assert "I am worried" in page
    wrong = stranger.post(link, data={"line": "x"}, headers={"Accept-Language": "nl"})
    assert "Choose one of the options." in wrong.text
    done = stranger.post(link, data={"tick": "seen"}, headers={"Accept-Language": "nl"})
    assert "Thank you" in done.text
    assert '<html lang="en"' in done.text


def test_it_looks_the_same_to_somebody_who_is_signed_in(client_of: ClientOf, stranger: FlaskClient, send: Send) -> None:
    link = send()
    assert same_page(client_of("noor").get(link)) == same_page(stranger.get(link))


def test_hostile_words_stay_words(client_of: ClientOf, stranger: FlaskClient, send: Send, world: World) -> None:
    bad = "<script>alert(1)</script> {{ 7*7 }} %(x)s \u202e' or 1=1 --"
    link = send(question="<b>lift</b>?")
    assert "&lt;b&gt;lift&lt;/b&gt;?" in stranger.get(link).text
    assert stranger.post(link, data={"tick": "worry", "line": "a\nb"}).status_code == 400
    assert stranger.post(link, data={"tick": "worry", "line": "x" * 301}).status_code == 400
    kept = stranger.post(link, data={"tick": "no-such-tick", "line": bad})
    assert kept.status_code == 400
    assert "&lt;script&gt;" in kept.text
    assert stranger.post(link, data={"tick": "worry", "line": bad}).status_code == 200
    noor = client_of("noor")
    for path in (_newest(noor, world), "/today", f"/dossiers/{world.dossier}"):
        page = noor.get(path).text
        assert "<script>alert" not in page
        assert "\u202e" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} %(x)s" in page


def test_it_needs_no_cookie_and_no_token(app: SchakelFlask, client_of: ClientOf, send: Send) -> None:
    link = send()
    app.config.update(WTF_CSRF_ENABLED=True)
    try:
        bare = app.test_client(use_cookies=False)
        assert bare.post(link, data={"tick": "seen"}).status_code == 200
        assert bare.post("/new-password", data={"email": "x@y.example"}).status_code == 400
    finally:
        app.config.update(WTF_CSRF_ENABLED=False)


def test_tries_are_bounded(stranger: FlaskClient, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    link = send()
    usual = throttle.PER_NETWORK
    monkeypatch.setattr(throttle, "PER_NETWORK", 0)
    answer = stranger.post(link, data={"tick": "seen", "line": "Mijn regel."})
    assert answer.status_code == 400
    assert "Er is te vaak geprobeerd" in answer.text
    assert "Mijn regel." in answer.text
    monkeypatch.setattr(throttle, "PER_NETWORK", usual)
    assert stranger.post(link, data={"tick": "seen", "line": "Mijn regel."}).status_code == 200


def test_nobody_mails_a_neighbourhood(client_of: ClientOf, send: Send, world: World) -> None:
    for _ in range(20):
        send()
    answer = client_of("noor").post(_url(world, "outside/new"), data={**HERS, "submission_key": "21"})
    assert answer.status_code == 400
    assert "al twintig vragen" in answer.text
    assert QUESTION in answer.text


def test_what_comes_back_is_logged_with_it(
    client_of: ClientOf, stranger: FlaskClient, send: Send, world: World, connection: Connection
) -> None:
    stranger.post(send(persons=[str(world.persons["samira"])]), data={"tick": "seen"})
    client_of("privacy_officer").get("/me")
    lines = connection.execute(
        text("select account_id, dossier_id, person_count from access_log where operation = 'outside_question.answer'")
    ).all()
    assert [tuple(line) for line in lines] == [(None, world.dossier, 1)]
    about = connection.execute(
        text("select person_id, categories from processing_log where operation = 'outside_question.answer'")
    ).all()
    assert [tuple(line) for line in about] == [(world.persons["samira"], ["notes"])]


def test_without_a_name_of_its_own_nothing_is_mailed(client_of: ClientOf, world: World) -> None:
    """The address in a mail is never one that only the request names."""
    data = {**HERS, "submission_key": "h"}
    noor = client_of("noor")
    with noor.session_transaction() as session:
        token_of_hers = session["token"]
    with noor.session_transaction(base_url="http://evil.example") as session:
        session["token"] = token_of_hers
    answer = noor.post(_url(world, "outside/new"), data=data, base_url="http://evil.example")
    assert answer.status_code == 400
    assert "HOSTS" in answer.text
    assert QUESTION in answer.text
