"""Recording an intervention: on one screen, by whoever may write the strand, once."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.integration.interventions.scene import TODAY, WHY, filled
from tests.world import World

Clients = Callable[[str], FlaskClient]


def _new(world: World) -> str:
    return f"/dossiers/{world.dossier}/interventions/new"


@pytest.fixture
def code(owner: Connection) -> Callable[[str], int]:
    """The id of a product of the catalogue, by its code."""
    return lambda name: int(owner.execute(text("select id from product where code = :c"), {"c": name}).scalar_one())


def _count(connection: Connection, table: str = "intervention") -> int:
    connection.execute(text("select * from sec.open('test-session-of-noor')"))
    return int(connection.execute(text(f"select count(*) from {table}")).scalar_one())


def test_it_offers_each_function_its_own_strands(client_of: Clients, world: World) -> None:
    generalist = client_of("noor").get(_new(world)).text
    assert 'value="care"' in generalist
    assert 'value="activation"' in generalist
    assert 'value="enforcement"' not in generalist
    officer = client_of("community_officer").get(_new(world)).text
    assert 'value="enforcement"' in officer
    assert 'value="care"' not in officer
    assert "Gesprek met de wijkagent" in officer
    assert "Budgetcaf" not in officer


def test_it_offers_the_own_kind_first_and_all_others_after_it(client_of: Clients, world: World) -> None:
    page = client_of("housing_officer").get(_new(world)).text
    own, others = page.index("Huisuitzetting aangezegd"), page.index("Gesprek met de wijkagent")
    assert own < page.index('label="Handhaving, andere"') < others


def test_it_shows_the_products_of_the_chosen_strand_only(client_of: Clients, world: World) -> None:
    page = client_of("noor").get(_new(world) + "?strand=activation").text
    assert "Naaiclub" in page
    assert "Keukentafelgesprek" not in page


def test_it_records_in_one_go_with_everybody_as_default(
    client_of: Clients, world: World, connection: Connection, code: Callable[[str], int]
) -> None:
    client = client_of("noor")
    assert client.get(_new(world)).text.count("checked") == 3  # two persons and 'planned'
    persons = [str(p) for p in world.persons.values()]
    answer = client.post(
        _new(world), data=filled(code("budget_cafe"), "activation", persons=persons, superfluous_when="Na drie keer.")
    )
    assert answer.status_code == 303
    page = client.get(answer.location).text
    for words in ("Budgetcafé", WHY, "samen doen", "Na drie keer.", "gepland"):
        assert words in page
    row = connection.execute(
        text(
            "select i.owner_org_id, i.account_id, i.person_ids, i.planned_start, b.why from intervention i"
            " join intervention_body b on b.intervention_id = i.id where b.why = :why"
        ),
        {"why": WHY},
    ).one()
    assert row.owner_org_id == world.organisations["area_team"]
    assert row.account_id == world.accounts["noor"]
    assert sorted(row.person_ids) == sorted(world.persons.values())
    assert row.planned_start == TODAY
    steps = connection.execute(text("select from_status, to_status from intervention_status_change")).all()
    assert (None, "planned") in steps
    feed = connection.execute(text("select verb from activity where category = 'activation'")).scalars().all()
    assert "intervention.added" in feed


def test_it_saves_a_double_click_once(
    client_of: Clients, world: World, connection: Connection, code: Callable[[str], int]
) -> None:
    client, before = client_of("noor"), _count(connection)
    form = filled(code("budget_cafe"), "activation")
    first, second = client.post(_new(world), data=form), client.post(_new(world), data=form)
    assert first.location == second.location
    assert _count(connection) == before + 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"why": ""}, "Schrijf in één zin waarom dit nu nodig is."),
        ({"stance": ""}, "Kies hoe u erin staat."),
        ({"strand": ""}, "Kies zorg, handhaving of activering."),
        ({"product_id": ""}, "Kies uit de lijst wat u gaat doen."),
        ({"product_id": "999999999"}, "Kies iets uit de lijst."),
        ({"start": "morgen"}, "morgen bestaat niet of is geen datum."),
        ({"start": "2020-01-01"}, "Deze datum is al voorbij."),
        ({"start": "2999-01-01"}, "Deze datum ligt te ver weg."),
        ({"start": "2030-01-02", "end": "2030-01-01"}, "Het einde ligt voor het begin."),
        ({"status": "active", "start": ""}, "Vul een datum in, zoals 24-11-2026."),
        ({"status": "active", "start": "2030-01-01"}, "Deze datum moet nog komen."),
        ({"persons": ["999999"]}, "Kies iets uit de lijst."),
        ({"plan_item_id": "999999"}, "Kies iets uit de lijst."),
        ({"network_could": "x" * 300}, "Maak dit korter: hooguit 200 tekens."),
        ({"strand": "care"}, "Dit hoort bij een andere soort inzet."),
    ],
)
def test_it_gives_bad_input_back_with_a_sentence(
    client_of: Clients,
    world: World,
    connection: Connection,
    code: Callable[[str], int],
    wrong: dict[str, object],
    sentence: str,
) -> None:
    client, before = client_of("noor"), _count(connection)
    form = {**filled(code("budget_cafe"), "activation", own_role="Ik ga de eerste keer mee."), **wrong}
    answer = client.post(_new(world), data=form)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "Ik ga de eerste keer mee." in answer.text
    assert (WHY in answer.text) is ("why" not in wrong)
    assert _count(connection) == before
    again = client.post(_new(world), data=form)
    assert again.status_code == 400, "the same bad text twice is answered twice, not sent to an empty form"


@pytest.mark.parametrize("name", ["school_contact", "debt_counsellor"])
def test_it_knows_from_the_matrix_who_records_nothing_or_only_care(client_of: Clients, world: World, name: str) -> None:
    answer = client_of(name).get(_new(world))
    if name == "school_contact":
        assert answer.status_code == 403
        assert "legt u in dit dossier geen inzet vast" in answer.text
    else:
        assert answer.status_code == 200
        assert 'value="enforcement"' not in answer.text


def test_it_refuses_a_partner_who_forges_a_strand(
    client_of: Clients, world: World, connection: Connection, code: Callable[[str], int]
) -> None:
    before = _count(connection)
    answer = client_of("community_officer").post(_new(world), data=filled(code("budget_cafe"), "activation"))
    assert answer.status_code == 400
    assert _count(connection) == before


@pytest.mark.parametrize("name", ["tess", "eva", "administrator", "privacy_officer", "analyst"])
def test_it_does_not_exist_for_strangers(client_of: Clients, world: World, name: str) -> None:
    assert client_of(name).get(_new(world)).status_code == 404
    assert client_of(name).get(f"/dossiers/{world.dossier}/interventions/1").status_code == 404


def test_it_refuses_a_closed_case_with_an_explanation(
    client_of: Clients, world: World, connection: Connection, code: Callable[[str], int]
) -> None:
    connection.execute(text("select * from sec.open('test-session-of-noor')"))
    connection.execute(text("select sec.set_closed(:d, true)"), {"d": world.dossier})
    answer = client_of("noor").get(_new(world))
    assert answer.status_code == 403
    assert "Dit dossier is afgesloten" in answer.text
    assert client_of("noor").post(_new(world), data=filled(code("budget_cafe"), "activation")).status_code == 403
    assert client_of("community_officer").get(_new(world)).status_code == 404


def test_it_logs_what_the_form_showed(client_of: Clients, world: World, connection: Connection) -> None:
    client_of("noor").get(_new(world))
    line = connection.execute(
        text(
            "select categories, person_count from access_log where operation = 'intervention.create' order by id desc limit 1"
        )
    ).one()
    assert sorted(line.categories) == ["identity", "plan"]
    assert line.person_count == len(world.persons)


def test_it_points_out_a_diagnosis_and_saves_when_that_is_meant(
    client_of: Clients, world: World, connection: Connection, code: Callable[[str], int]
) -> None:
    client, before = client_of("noor"), _count(connection)
    form = filled(code("budget_cafe"), "activation", own_role="Hij heeft borderline.")
    answer = client.post(_new(world), data=form)
    assert answer.status_code == 200
    assert "borderline" in answer.text
    assert "Toch opslaan" in answer.text
    assert _count(connection) == before
    assert client.post(_new(world), data={**form, "anyway": "borderline"}).status_code == 303
    assert _count(connection) == before + 1


def test_it_logs_the_act_and_no_sight_of_what_nobody_saw(
    client_of: Clients, world: World, connection: Connection, code: Callable[[str], int]
) -> None:
    client_of("noor").post(_new(world), data=filled(code("budget_cafe"), "activation"))
    lines = connection.execute(
        text("select action, categories from access_log where operation = 'intervention.create' order by id")
    ).all()
    assert [tuple(line) for line in lines] == [("create", ["activation"])]
