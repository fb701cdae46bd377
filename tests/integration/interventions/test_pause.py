"""The enforcement pause: before each step, for whoever plans it, with exactly what they may know."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.integration.interventions.scene import WHY, filled
from tests.world import World, token

Clients = Callable[[str], FlaskClient]
ANSWERS = {
    "pause_shown": "1",
    "pause_reason": "De brandweer vroeg om een besluit vandaag.",
    "consulted": "Noor, casusregisseur",
}


@pytest.fixture
def step(owner: Connection) -> int:
    """An enforcement step: a warning about nuisance."""
    return int(owner.execute(text("select id from product where code = 'nuisance_warning'")).scalar_one())


def _new(world: World) -> str:
    return f"/dossiers/{world.dossier}/interventions/new"


def test_it_shows_the_pause_first_and_keeps_everything(
    client_of: Clients, world: World, connection: Connection, step: int
) -> None:
    form = filled(step, "enforcement", superfluous_when="Drie weken zonder melding")
    answer = client_of("housing_officer").post(_new(world), data=form)
    assert answer.status_code == 200
    for words in ("Even pauze vóór handhaving", "Noor", "058 000 00 00", WHY, "Drie weken zonder melding"):
        assert words in answer.text
    assert "Nog niet opgeslagen" in answer.text
    connection.execute(text("select * from sec.open('test-session-of-housing_officer')"))
    mine = text("select count(*) from intervention where owner_org_id = :org")
    assert connection.execute(mine, {"org": world.organisations["housing_association"]}).scalar_one() == 0


def test_it_names_what_runs_without_one_word_too_many(client_of: Clients, world: World, step: int) -> None:
    page = client_of("housing_officer").get(_new(world) + f"?strand=enforcement&product_id={step}").text
    assert "strand--care" in page
    assert "strand--activation" in page
    for strand in ("care", "activation"):
        assert token("product", strand) not in page
        assert token("intervention_body", strand) not in page
    caretaker = client_of("caretaker").get(_new(world) + f"?strand=enforcement&product_id={step}").text
    assert "Even pauze vóór handhaving" in caretaker
    assert "waarvan u mag weten" in caretaker
    assert "strand--care" not in caretaker


def test_it_shows_the_actions_to_who_reads_their_headers(client_of: Clients, world: World, owner: Connection) -> None:
    reduction = owner.execute(text("select id from product where code = 'benefit_reduction'")).scalar_one()
    page = client_of("income_consultant").get(_new(world) + f"?strand=enforcement&product_id={reduction}").text
    assert "Even pauze vóór handhaving" in page
    assert token("product", "activation") not in page  # another organisation's: the matrix gives the own only


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("pause_reason", "Schrijf in één zin waarom dit nu doorgaat."),
        ("consulted", "Schrijf op wie u hierover sprak"),
    ],
)
def test_it_asks_both_questions(client_of: Clients, world: World, step: int, missing: str, sentence: str) -> None:
    answer = client_of("housing_officer").post(
        _new(world), data=filled(step, "enforcement", **{**ANSWERS, missing: ""})
    )
    assert answer.status_code == 400
    assert sentence in answer.text
    assert WHY in answer.text


def test_it_keeps_who_was_consulted_for_all_and_the_reason_for_readers_of_the_body(
    client_of: Clients, world: World, step: int
) -> None:
    officer = client_of("housing_officer")
    answer = officer.post(_new(world), data=filled(step, "enforcement", **ANSWERS))
    assert answer.status_code == 303
    own = officer.get(answer.location).text
    assert ANSWERS["pause_reason"] in own
    assert "Gesproken met: Noor, casusregisseur" in own
    lead = client_of("noor").get(answer.location).text
    assert "Gesproken met: Noor, casusregisseur" in lead
    assert ANSWERS["pause_reason"] not in lead
    assert WHY not in lead
    assert "ziet u hier niet" in lead
    assert client_of("community_officer").get(answer.location).status_code == 404


def test_it_does_not_ask_for_a_talk(client_of: Clients, world: World, owner: Connection) -> None:
    talk = owner.execute(text("select id from product where code = 'housing_talk'")).scalar_one()
    answer = client_of("housing_officer").post(_new(world), data=filled(talk, "enforcement"))
    assert answer.status_code == 303
    assert "Gesproken met" not in client_of("housing_officer").get(answer.location).text
