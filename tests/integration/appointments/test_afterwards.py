"""Around a second person: why not, what they may hear, what it changed, a mail with time and place, and the way to the map."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from tests.world import TOKEN, World

ClientOf = Callable[[str], FlaskClient]
MAIL = {"to_whom": "resident", "email": "samira@voorbeeld.example", "letter": "nl", "said_yes": "y"}


@pytest.fixture
def visit(client_of: ClientOf, world: World, connection: Connection) -> str:
    """The appointment of tomorrow, to which somebody comes along."""
    client_of("noor").get("/me")
    key = connection.execute(text("select id from appointment")).scalar_one()
    return f"/dossiers/{world.dossier}/appointments/{key}"


def _yesterday(connection: Connection) -> None:
    connection.execute(
        text("update appointment set starts_at = starts_at - interval '3 days', ends_at = ends_at - interval '3 days'")
    )


def _answer(client: FlaskClient, visit: str, state: str, **values: str) -> int:
    friend = {"who": values.pop("who", "")}
    return client.post(f"{visit}/second", data={"state": state, "version": "1", **friend, **values}).status_code


def test_it_keeps_why_not_and_says_it_the_next_time(client_of: ClientOf, visit: str, connection: Connection) -> None:
    noor = client_of("noor")
    assert _answer(noor, visit, "rather_not", no_reason="burden", no_words="Zij heeft het al druk.") == 303
    page = noor.get(visit).text
    assert "wil niemand lastigvallen" in page
    assert "Zij heeft het al druk." in page
    _yesterday(connection)
    assert "De vorige keer liever niet (wil niemand lastigvallen)" in noor.get(visit.rpartition("/")[0] + "/new").text


def test_a_reason_goes_when_it_is_no_no_any_more(client_of: ClientOf, visit: str, connection: Connection) -> None:
    noor = client_of("noor")
    assert _answer(noor, visit, "rather_not", no_reason="burden") == 303
    answer = noor.post(
        f"{visit}/second", data={"state": "unsafe", "version": "2", "no_reason": "quarrel", "no_words": "x"}
    )
    assert answer.status_code == 303
    row = connection.execute(text("select no_reason, no_words from second_person")).one()
    assert tuple(row) == (None, "")


def test_it_writes_down_what_they_may_hear_and_their_own_yes(
    client_of: ClientOf, visit: str, connection: Connection
) -> None:
    noor = client_of("noor")
    page = noor.get(f"{visit}/second/agreed").text
    assert "Maakte het verschil" not in page
    sent = {"may_hear": ["talk", "plan"], "own_yes": "y", "version": "1"}
    assert noor.post(f"{visit}/second/agreed", data=sent).status_code == 303
    shown = noor.get(visit).text
    assert "wat er in dit gesprek gezegd wordt, wat er in het plan staat" in shown
    assert "Zei zelf ja" in shown
    stale = noor.post(f"{visit}/second/agreed", data={"may_hear": ["money"], "version": "1"})
    assert stale.status_code == 409
    assert connection.execute(text("select own_yes_on from second_person")).scalar_one() == today_in_amsterdam()


def test_it_asks_what_it_changed_once_somebody_came(client_of: ClientOf, visit: str, connection: Connection) -> None:
    noor = client_of("noor")
    early = noor.post(f"{visit}/second/agreed", data={"difference": "much", "version": "1"})
    assert early.status_code in {303, 400}  # the field is not there before
    _yesterday(connection)
    friend = str(connection.execute(text("select network_person_id from second_person")).scalar_one())
    version = str(connection.execute(text("select version from second_person")).scalar_one())
    sent = {"state": "came", "who": friend, "version": version}
    assert noor.post(f"{visit}/second", data=sent).status_code == 303
    assert "Maakte het verschil?" in noor.get(visit).text
    version = str(int(version) + 1)
    wrong = noor.post(f"{visit}/second/agreed", data={"difference_to": ["resident"], "version": version})
    assert wrong.status_code == 400
    assert "Kies ook of het verschil maakte" in wrong.text
    good = {
        "difference": "much",
        "difference_to": ["resident", "worker"],
        "difference_words": "Ik durfde meer.",
        "version": version,
    }
    assert noor.post(f"{visit}/second/agreed", data=good).status_code == 303
    page = noor.get(visit).text
    assert "ja, veel, voor de bewoner, voor ons" in page
    assert "Ik durfde meer." in page
    assert "en dat maakte verschil" in noor.get(visit.rpartition("/")[0] + "/new").text


def test_whoever_may_be_the_unsafe_partner_is_not_asked_by_a_slip(
    client_of: ClientOf, world: World, visit: str, connection: Connection
) -> None:
    noor = client_of("noor")
    noor.get(visit)
    samira = {"samira": world.persons["samira"]}
    connection.execute(text("update person set partner_unsafe = true where id = :samira"), samira)
    named = {"state": "coming", "who": "new", "first_name": "Karim", "relation": "ex-man van Samira", "version": "1"}
    answer = noor.post(f"{visit}/second", data=named)
    assert answer.status_code == 400
    assert "een partner niet veilig" in answer.text
    assert "Karim" in answer.text
    assert "ex-man van Samira" in answer.text
    assert noor.post(f"{visit}/second", data=named | {"relation": "collega"}).status_code == 303
    again = named | {"first_name": "Bo", "relation": "vriend van de voetbal", "version": "2", "state": "thinking"}
    assert noor.post(f"{visit}/second", data=again).status_code == 400
    assert noor.post(f"{visit}/second", data=again | {"checked_safe": "y"}).status_code == 303


def test_a_reminder_says_time_and_place_and_keeps_no_address(
    client_of: ClientOf, visit: str, connection: Connection, owner: Connection
) -> None:
    noor = client_of("noor")
    page = noor.get(f"{visit}/reminder").text
    body = page.split('id="mail"')[1].split("</section>")[0]
    assert "bij u thuis" in body
    for word in ("zus", "Samira", "Noor", "wijkteam", "Dirkstraat", "zznetwork", "zzidentity"):
        assert word not in body, word
    assert noor.post(f"{visit}/reminder", data=MAIL).status_code == 303
    shown = noor.get(visit).text
    assert "gaat een mail naar de bewoner" in shown
    assert "samira@voorbeeld.example" not in shown
    again = noor.post(f"{visit}/reminder", data=MAIL | {"submission_key": "r2"})
    assert again.status_code == 400  # one for each
    columns = connection.execute(text("select * from appointment_reminder order by id desc limit 1")).one()
    assert "samira@voorbeeld.example" not in map(str, columns)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": "samira"}, "geen e-mailadres"),
        ({"said_yes": ""}, "Vraag eerst of een mail goed is"),
        ({"to_whom": "second"}, "dat deze persoon zelf ja zei"),
        ({"to_whom": "police"}, "Kies iets uit de lijst"),
    ],
)
def test_a_reminder_that_cannot_be_says_what_to_do(
    client_of: ClientOf, visit: str, change: dict[str, str], sentence: str
) -> None:
    data = {name: value for name, value in (MAIL | change).items() if value}
    answer = client_of("noor").post(f"{visit}/reminder", data=data)
    assert answer.status_code == 400
    assert sentence in answer.text


def test_a_reminder_is_taken_back_when_the_appointment_moves(
    client_of: ClientOf, visit: str, connection: Connection
) -> None:
    noor = client_of("noor")
    assert noor.post(f"{visit}/reminder", data=MAIL).status_code == 303
    connection.execute(
        text("update appointment set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour'")
    )
    assert (
        connection.execute(text("select count(*) from appointment_reminder where withdrawn_at is null")).scalar_one()
        == 0
    )
    assert "ingetrokken" in noor.get(visit).text
    assert noor.post(f"{visit}/reminder", data=MAIL | {"submission_key": "r3"}).status_code == 303
    assert noor.post(f"{visit}/reminder/stop").status_code == 303
    assert (
        connection.execute(text("select count(*) from appointment_reminder where withdrawn_at is null")).scalar_one()
        == 0
    )


def test_no_mail_goes_where_a_partner_who_is_unsafe_could_read_it(
    client_of: ClientOf, world: World, visit: str, connection: Connection
) -> None:
    noor = client_of("noor")
    noor.get(visit)
    assert noor.post(f"{visit}/reminder", data=MAIL).status_code == 303
    samira = {"samira": world.persons["samira"]}
    connection.execute(text("update person set partner_unsafe = true where id = :samira"), samira)
    waiting = text("select count(*) from appointment_reminder where withdrawn_at is null")
    assert connection.execute(waiting).scalar_one() == 0
    assert "Herinnering mailen" not in noor.get(visit).text
    assert noor.get(f"{visit}/reminder").status_code == 403


def test_the_files_for_both_hold_no_name_and_no_number(client_of: ClientOf, visit: str) -> None:
    noor = client_of("noor")
    for whom, where in {"resident": "bij u thuis", "second": "op het afgesproken adres"}.items():
        file = noor.get(f"{visit}/calendar.ics?for={whom}").get_data(as_text=True)
        assert where in file
        assert "SUMMARY:Afspraak\r\n" in file
        for word in ("W-2026", "Samira", "Noor"):
            assert word not in file, word
        assert not TOKEN.search(file)


def test_only_whoever_writes_down_the_network_agrees_or_reminds(client_of: ClientOf, visit: str) -> None:
    for name in ("omar", "welfare_worker", "community_officer", "income_consultant", "enforcement_officer", "resident"):
        client = client_of(name)
        for end in ("/second/agreed", "/reminder"):
            assert client.get(visit + end).status_code in {403, 404}, (name, end)
        assert client.post(f"{visit}/reminder/stop").status_code in {403, 404}, name
