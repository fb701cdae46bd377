"""A caseload to a colleague: chosen households, all or none, each with its own sheet; the leaver reads on for thirty days."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.world import PEOPLE, TOKENS, World, token

ClientOf = Callable[[str], FlaskClient]
URL = "/caseload/handover"


@pytest.fixture
def second(owner: Connection, world: World) -> Iterator[int]:
    """Another household that Noor leads since yesterday. Asked for before the connection, so that it goes after that one let go."""
    who = {"org": world.organisations["area_team"], "noor": world.accounts["noor"], "p": world.purposes["area_team"]}
    made = owner.execute(
        text(
            "insert into dossier (case_no, lead_org_id, created_by) values ('W-2026-90001', :org, :noor) returning id"
        ),
        who,
    ).scalar_one()
    owner.execute(
        text(
            "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, is_lead, valid_from, created_by)"
            " values (:made, :noor, :org, :p, true, now() - interval '1 day', :noor)"
        ),
        who | {"made": made},
    )
    owner.commit()
    yield int(made)
    for table, column in (("involvement", "dossier_id"), ("dossier", "id")):
        owner.execute(text(f"delete from {table} where {column} = :made"), {"made": made})
    owner.commit()


def leads(connection: Connection, name: str) -> set[int]:
    with connection.begin_nested():
        connection.execute(text("select from sec.open(:token)"), {"token": TOKENS[name]})
        return set(connection.execute(text("select unnest(sec.standing('{case_lead}'))")).scalars())


def form(world: World, *households: int, **more: str) -> dict[str, Any]:
    return {
        "household": [str(key) for key in households],
        "successor": str(world.accounts["omar"]),
        "reason": "Ik ga met verlof.",
        "submission_key": "h",
        **{f"works_{key}": f"Bel na tienen ({key})." for key in households},
    } | more


def test_all_go_in_one_step_each_with_its_own_sheet(
    second: int, client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor, both = client_of("noor"), {world.dossier, second}
    assert token("household_title", "identity") in noor.get(URL).text
    chosen = f"{URL}?household={world.dossier}&household={second}"
    assert noor.get(chosen).text.count('name="household"') == 2
    assert noor.post(URL, data=form(world, *both)).status_code == 303
    assert leads(connection, "omar") == both
    assert leads(connection, "noor") == set()
    assert f"Bel na tienen ({second})." in client_of("omar").get(f"/dossiers/{second}/capsule").text
    assert noor.get(f"/dossiers/{world.dossier}").status_code == 200, "reads and finishes for thirty days"
    again = client_of("omar").get(f"{URL}?household={second}").text
    assert f"Bel na tienen ({second})." in again, "the next one finds it filled in"


def test_it_is_all_or_none(second: int, client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    answer = noor.post(URL, data=form(world, world.dossier, second, successor=str(world.accounts["housing_officer"])))
    assert answer.status_code == 400
    assert "Bel na tienen" in answer.text
    assert leads(connection, "noor") == {world.dossier, second}
    long = form(world, world.dossier, second) | {f"promises_{second}": "x" * 1001}
    assert noor.post(URL, data=long).status_code == 400
    assert leads(connection, "noor") == {world.dossier, second}


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"noor"}))
def test_nobody_hands_over_what_they_do_not_lead(
    client_of: ClientOf, world: World, connection: Connection, name: str
) -> None:
    page = client_of(name).get(f"{URL}?household={world.dossier}")
    assert token("household_title", "identity") not in page.text
    client_of(name).post(URL, data=form(world, world.dossier))
    assert leads(connection, "noor") == {world.dossier}


def test_each_is_in_the_log_with_its_reason(
    second: int, client_of: ClientOf, world: World, connection: Connection
) -> None:
    client_of("noor").post(URL, data=form(world, world.dossier, second))
    lines = connection.execute(
        text("select dossier_id, reason from access_log where action = 'transfer' and operation = 'lead.transfer_many'")
    )
    assert {tuple(line) for line in lines} <= {(world.dossier, "Ik ga met verlof."), (second, "Ik ga met verlof.")}


def test_it_is_undone_within_a_day_as_long_as_nobody_went_on(
    second: int, client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    assert noor.post(URL, data=form(world, world.dossier, second)).status_code == 303
    page = noor.get(f"{URL}/recent").text
    assert page.count("nog niets aan gedaan") == 2
    answer = client_of("omar").post(
        f"/dossiers/{world.dossier}/notes/new",
        data={"facts": "Ik ging verder.", "openness": "open", "persons": [str(world.persons["samira"])]},
    )
    assert answer.status_code == 303
    page = noor.get(f"{URL}/recent").text
    assert page.count("er wordt verder gewerkt") == 1
    both = {"households": [str(world.dossier), str(second)]}
    assert noor.post(f"{URL}/recent", data=both).status_code == 400
    assert noor.post(f"{URL}/recent", data={"households": [str(second)], "submission_key": "u"}).status_code == 303
    assert noor.post(f"{URL}/recent", data={"households": [str(second)], "submission_key": "u"}).status_code == 303
    assert second in leads(connection, "noor")
    assert second not in leads(connection, "omar")
    assert world.dossier in leads(connection, "omar")
    assert client_of("tess").get(f"{URL}/recent").text.count("nog niets aan gedaan") == 0


def test_what_comes_back_is_what_it_was(
    second: int, client_of: ClientOf, world: World, connection: Connection, owner: Connection
) -> None:
    omar = {"dossier": second, "omar": world.accounts["omar"], "noor": world.accounts["noor"]}
    owner.execute(
        text(
            "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, person_ids, valid_from, created_by)"
            " select dossier_id, :omar, organisation_id, purpose_id, '{}', now() - interval '1 hour', :noor from involvement"
            " where dossier_id = :dossier"
        ),
        omar,
    )
    owner.commit()
    noor = client_of("noor")
    assert noor.post(URL, data=form(world, second)).status_code == 303
    assert noor.post(f"{URL}/recent", data={"households": [str(second)], "submission_key": "b"}).status_code == 303
    running = text(
        "select person_ids from involvement where dossier_id = :dossier and account_id = :omar and valid_until is null"
        " and withdrawn_at is null"
    )
    assert connection.execute(running, omar).scalars().all() == [[]]
    assert "betrokkenheid loopt af: Noor" not in noor.get("/today").text


def test_a_sealed_concern_of_the_new_lead_is_told_by_nothing(
    second: int, client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    assert noor.post(URL, data=form(world, world.dossier, second)).status_code == 303
    concern = {
        "said_on": "2026-01-05",
        "text": "Sami had blauwe plekken.",
        "persons": [str(world.persons["sami"])],
        "submission_key": "s",
    }
    assert client_of("omar").post(f"/dossiers/{world.dossier}/sealed/new", data=concern).status_code == 303
    assert noor.get(f"{URL}/recent").text.count("nog niets aan gedaan") == 2
