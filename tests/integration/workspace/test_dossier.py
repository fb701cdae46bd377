"""The dossier page and the regiekaart: what each function reads, and in how many statements."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection

from app.db.driver import overheard
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]


def test_it_shows_the_lead_the_whole(client_of: ClientOf, world: World) -> None:
    answer = client_of("noor").get(f"/dossiers/{world.dossier}")
    assert answer.status_code == 200, answer.text
    for expected in (
        token("household_title", "identity"),
        token("resident_question", "domains"),
        token("intervention_body", "care"),
        token("plan_item", "plan"),
        token("note_interpretation", "notes"),
        token("domain_entry", "finances"),
    ):
        assert expected in answer.text
    assert token("intervention_body", "enforcement") not in answer.text


def test_it_shows_the_officer_not_one_word_too_many(client_of: ClientOf, world: World) -> None:
    answer = client_of("community_officer").get(f"/dossiers/{world.dossier}")
    assert answer.status_code == 200
    assert token("intervention_body", "enforcement") not in answer.text  # the card lists, its own page tells
    for secret in (
        "care.interv",
        "activation.interv",
        "notes.note",
        "network.net",
        "plan.plan_item",
        "zzhealth",
        "zzfinances",
    ):
        assert secret not in answer.text, secret
    assert "er loopt hulp" in answer.text


@pytest.mark.parametrize("name", ["tess", "eva", "analyst", "privacy_officer", "administrator", "community_worker"])
def test_it_is_not_there_for_others(client_of: ClientOf, world: World, name: str) -> None:
    assert client_of(name).get(f"/dossiers/{world.dossier}").status_code == 404


def test_it_takes_at_most_fifteen_statements(client_of: ClientOf, world: World, connection: Connection) -> None:
    statements: list[str] = []
    client = client_of("noor")

    def count(statement: str, _values: object) -> None:
        if not statement.lower().startswith(("savepoint", "rollback", "release")):
            statements.append(statement)

    with overheard(connection, count):
        assert client.get(f"/dossiers/{world.dossier}").status_code == 200
    assert statements
    assert len(statements) <= 15, "\n".join(statements)


@pytest.mark.parametrize(("asked", "shown"), [("12", "12"), ("3", "3"), ("7", "6"), ("x", "6"), ("", "6")])
def test_it_counts_the_mix_over_the_chosen_window(client_of: ClientOf, world: World, asked: str, shown: str) -> None:
    page = client_of("noor").get(f"/dossiers/{world.dossier}?months={asked}").text
    assert f"Mix van de laatste {shown} maanden" in page
