"""The question and the life domains: three states, a reason, two scores apart, and who writes or reads which."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]
RECORDED = {"state": "recorded", "reason": "voor de schuldhulp", "text": "De post blijft dicht.", "version": "0"}


def _count(connection: Connection, table: str, **where: object) -> int:
    condition = " and ".join(f"{name} = :{name}" for name in where) or "true"
    return int(connection.execute(text(f"select count(*) from {table} where {condition}"), where).scalar_one())


def _page(world: World, code: str = "") -> str:
    return f"/dossiers/{world.dossier}/domains" + (f"/{code}" if code else "")


@pytest.fixture
def noor(client_of: ClientOf) -> FlaskClient:
    return client_of("noor")


def test_it_keeps_the_wording_before_when_the_question_is_put_anew(noor: FlaskClient, world: World) -> None:
    url = f"/dossiers/{world.dossier}/question"
    answer = noor.post(url, data={"words": "Ik wil rust.", "said_by": "Samira", "persons": [world.persons["samira"]]})
    assert answer.status_code == 303
    page = noor.get(url).text
    assert "Ik wil rust." in page
    assert token("resident_question", "domains") in page
    assert "opgeschreven door Noor" in page
    assert "Ik wil rust." in noor.get(f"/dossiers/{world.dossier}").text


def test_it_says_what_to_fill_in_for_a_question_and_keeps_what_was_typed(noor: FlaskClient, world: World) -> None:
    answer = noor.post(f"/dossiers/{world.dossier}/question", data={"words": "Ik wil rust.", "said_by": ""})
    assert answer.status_code == 400
    assert "Vul in wie dit zei" in answer.text
    assert "Ik wil rust." in answer.text


def test_it_does_not_take_the_question_from_a_colleague_and_hides_it_from_partners(
    client_of: ClientOf, world: World
) -> None:
    url = f"/dossiers/{world.dossier}/question"
    data = {"words": "x", "said_by": "y"}
    assert client_of("omar").get(url).status_code == 200
    assert client_of("omar").post(url, data=data).status_code == 403
    for name in ("community_officer", "debt_counsellor", "attendance_officer", "income_consultant", "coordinator"):
        answer = client_of(name).get(url)
        assert answer.status_code == 403, name
        assert token("resident_question", "domains") not in answer.text
    assert client_of("tess").get(url).status_code == 404


def test_it_lists_ten_domains_of_which_none_is_obligatory(noor: FlaskClient, world: World) -> None:
    page = noor.get(_page(world)).text
    assert page.count("niet besproken") == 9
    assert token("domain_state", "domains") in page
    assert token("domain_entry", "finances") in page


def test_it_records_a_domain_with_its_reason_and_two_scores(
    noor: FlaskClient, world: World, connection: Connection
) -> None:
    data = RECORDED | {"resident_score": "4", "professional_score": "2", "persons": [world.persons["samira"]]}
    assert noor.post(_page(world, "admin"), data=data).status_code == 303
    page = noor.get(_page(world, "admin")).text
    assert "De post blijft dicht." in page
    assert "4: gaat redelijk" in page
    assert "2: gaat vaak mis" in page
    assert "Leg alleen vast als post" in page
    row = connection.execute(text("select category, topic, person_ids from domain_entry where domain = 'admin'")).one()
    assert tuple(row) == ("domains", None, [world.persons["samira"]])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": ""}, "Zonder reden leggen we niets vast"),
        ({"text": ""}, "Schrijf op wat er nodig is"),
        ({"state": "discussed"}, "Kies dan &#39;vastgelegd&#39;"),
        ({"state": "nonsense"}, "Kies een van de mogelijkheden"),
        ({"resident_score": "9"}, "Kies iets uit de lijst"),
        ({"persons": ["999999"]}, "Kies iets uit de lijst"),
        ({"text": "x" * 2001}, "hooguit 2000 tekens"),
    ],
)
def test_it_saves_nothing_of_a_domain_that_is_not_in_order(
    noor: FlaskClient, world: World, connection: Connection, change: dict[str, object], sentence: str
) -> None:
    answer = noor.post(_page(world, "admin"), data=RECORDED | change)
    assert answer.status_code == 400
    assert sentence in answer.text, answer.text[answer.text.find("summary") :][:900]
    assert "voor de schuldhulp" in answer.text or change.get("reason") == ""
    noor.get(_page(world))
    assert _count(connection, "domain_state", domain="admin") == 0
    assert _count(connection, "domain_entry", domain="admin") == 0


def test_it_asks_explicitly_before_a_sensitive_domain_is_recorded(noor: FlaskClient, world: World) -> None:
    answer = noor.post(_page(world, "safety"), data=RECORDED)
    assert answer.status_code == 400
    assert "Bespreek eerst met het huishouden" in answer.text
    assert noor.post(_page(world, "safety"), data=RECORDED | {"discussed": "y"}).status_code == 303


def test_it_keeps_what_stood_before_as_history(noor: FlaskClient, world: World) -> None:
    noor.post(_page(world, "admin"), data=RECORDED)
    noor.post(_page(world, "admin"), data=RECORDED | {"text": "De post gaat open.", "version": "1"})
    page = noor.get(_page(world, "admin")).text
    assert page.index("De post gaat open.") < page.index("De post blijft dicht.")
    answer = noor.post(_page(world, "admin"), data={"state": "discussed", "version": "2"})
    assert answer.status_code == 303
    assert "besproken, niets vastgelegd, sinds" in noor.get(_page(world, "admin")).text


def test_it_shows_both_texts_when_somebody_was_first(noor: FlaskClient, world: World) -> None:
    noor.post(_page(world, "admin"), data=RECORDED)
    answer = noor.post(_page(world, "admin"), data=RECORDED | {"reason": "voor de toeslagen"})
    assert answer.status_code == 409
    assert "voor de schuldhulp" in answer.text
    assert "voor de toeslagen" in answer.text
    assert 'name="version" type="hidden" value="1"' in answer.text


def test_it_saves_a_double_click_once(noor: FlaskClient, world: World, connection: Connection) -> None:
    data = RECORDED | {"submission_key": "k1"}
    assert [noor.post(_page(world, "admin"), data=data).status_code for _ in range(2)] == [303, 303]
    noor.get(_page(world))
    assert _count(connection, "domain_entry", domain="admin") == 1


def test_it_points_out_words_of_a_diagnosis_and_lets_them_through_when_asked(
    noor: FlaskClient, world: World, connection: Connection
) -> None:
    data = RECORDED | {"text": "Heeft een depressie, kan geen post openen."}
    answer = noor.post(_page(world, "admin"), data=data)
    assert answer.status_code == 200
    assert "Toch opslaan" in answer.text
    assert "“depressie”" in answer.text
    assert "kan geen post openen." in answer.text
    assert noor.post(_page(world, "admin"), data=data | {"anyway": "adhd"}).status_code == 200
    assert noor.post(_page(world, "admin"), data=data | {"anyway": "depressie"}).status_code == 303
    noor.get(_page(world))
    assert _count(connection, "domain_entry", domain="admin") == 1


def test_it_lets_a_debt_counsellor_add_about_money_and_nothing_else(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    tjeerd = client_of("debt_counsellor")
    answer = tjeerd.post(_page(world, "money"), data={"text": "Huur is betaald.", "topic": "rent"})
    assert answer.status_code == 303
    page = tjeerd.get(_page(world, "money")).text
    assert "Huur is betaald." in page
    assert token("domain_entry", "finances") in page
    assert _count(connection, "domain_entry", topic="rent", category="finances") == 1
    listed = tjeerd.get(_page(world)).text
    for shut in (token("domain_entry", "health"), token("domain_entry", "domains"), "Veiligheid", "Gezondheid"):
        assert shut not in listed, shut
    assert tjeerd.get(_page(world, "work")).status_code == 200  # the header only: S
    assert tjeerd.post(_page(world, "work"), data={"text": "x"}).status_code == 403
    assert tjeerd.get(_page(world, "health")).status_code == 403
    assert tjeerd.post(_page(world, "health"), data={"text": "x", "discussed": "y"}).status_code == 403
    assert "Huur is betaald." in client_of("noor").get(_page(world, "money")).text


def test_it_lets_a_housing_officer_write_about_rent_only_and_read_only_what_is_their_own(
    client_of: ClientOf, world: World
) -> None:
    client_of("debt_counsellor").post(_page(world, "money"), data={"text": "Afspraak bij de bank.", "topic": "rent"})
    karin = client_of("housing_officer")
    assert karin.post(_page(world, "money"), data={"text": "Twee maanden achter.", "topic": "rent"}).status_code == 303
    page = karin.get(_page(world, "money")).text
    assert "Twee maanden achter." in page
    assert "Afspraak bij de bank." not in page
    assert token("domain_entry", "finances") not in page
    assert karin.post(_page(world, "money"), data={"text": "x", "topic": "eviction"}).status_code == 400


def test_it_shows_an_attendance_officer_the_header_of_school_and_nothing_else(
    client_of: ClientOf, world: World
) -> None:
    client_of("noor").post(
        _page(world, "school"), data=RECORDED | {"text": "Sami komt te laat.", "reason": "voor school"}
    )
    yasmin = client_of("attendance_officer")
    page = yasmin.get(_page(world)).text
    assert "School en leren" in page
    assert "voor school" in page
    for shut in ("Sami komt te laat.", "Wonen", "Geld", token("domain_state", "domains")):
        assert shut not in page, shut
    assert "Sami komt te laat." not in yasmin.get(_page(world, "school")).text
    assert yasmin.post(_page(world, "school"), data={"text": "x"}).status_code == 403
    assert yasmin.get(_page(world, "money")).status_code == 403


def test_it_lets_a_colleague_read_and_not_write(client_of: ClientOf, world: World) -> None:
    omar = client_of("omar")
    assert token("domain_entry", "health") in omar.get(_page(world, "health")).text
    answer = omar.post(_page(world, "health"), data=RECORDED | {"discussed": "y"})
    assert answer.status_code == 403
    assert "casusregisseur" in answer.text


@pytest.mark.parametrize(
    "name", ["community_officer", "enforcement_officer", "caretaker", "coordinator", "process_lead", "volunteer"]
)
def test_it_tells_others_that_the_domains_are_not_theirs(client_of: ClientOf, world: World, name: str) -> None:
    answer = client_of(name).get(_page(world))
    assert answer.status_code == 403
    assert "hoort niet bij uw taak" in answer.text
    assert token("domain_state", "domains") not in answer.text


def test_it_opens_the_rows_of_a_resident_for_that_resident_only(client_of: ClientOf, world: World) -> None:
    client_of("noor").post(
        _page(world, "school"), data=RECORDED | {"text": "Sami leest veel.", "persons": [world.persons["sami"]]}
    )
    samira = client_of("resident").get(_page(world)).text
    assert token("domain_entry", "finances") in samira
    assert "Sami leest veel." not in samira
    assert "Sami leest veel." in client_of("young_person").get(_page(world)).text


def test_it_is_not_there_for_an_unknown_domain_or_a_stranger(client_of: ClientOf, world: World) -> None:
    assert client_of("noor").get(_page(world, "justice")).status_code == 404
    assert client_of("tess").get(_page(world)).status_code == 404
