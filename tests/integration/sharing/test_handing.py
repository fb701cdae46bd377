"""Handing over: a sheet for the next lead that stays in the team, and thirty days for who leaves."""

from collections.abc import Callable

from tests.integration.sharing.conftest import ClientOf, Rows
from tests.world import World, token

Clock = Callable[[int], None]
WORKS, AVOID, PROMISED = (
    "Bellen vóór tien uur werkt.",
    "Niet onaangekondigd langs gaan.",
    "De brief van school zoek ik uit.",
)


def _hand_over(client_of: ClientOf, world: World, **changes: str) -> int:
    data = {
        "submission_key": "h",
        "successor": str(world.accounts["tess"]),
        "works": WORKS,
        "avoid": AVOID,
        "promises": PROMISED,
    }
    return client_of("noor").post(f"/dossiers/{world.dossier}/handover", data=data | changes).status_code


def test_the_next_lead_finds_what_to_know_on_one_sheet(client_of: ClientOf, world: World) -> None:
    assert [_hand_over(client_of, world) for _click in range(2)] == [303, 303]
    url = f"/dossiers/{world.dossier}/capsule"
    for name in ("tess", "noor", "omar"):
        page = client_of(name).get(url).text
        for words in (
            WORKS,
            AVOID,
            PROMISED,
            token("plan_item", "plan"),
            token("network_person", "network"),
            "Noor aan Tess",
        ):
            assert page.count(words) == 1, (name, words)
    assert "Overdrachtsblad" in client_of("tess").get(f"/dossiers/{world.dossier}/team").text


def test_it_stays_in_the_team_that_leads(client_of: ClientOf, world: World, rows: Rows) -> None:
    """The mental health worker, youth protection and the residents read plans, and not this."""
    _hand_over(client_of, world)
    assert rows("tess", "select works from handover") == [(WORKS,)]
    for name in (
        "mental_health_worker",
        "youth_protection",
        "welfare_worker",
        "resident",
        "young_person",
        "housing_officer",
    ):
        assert client_of(name).get(f"/dossiers/{world.dossier}/capsule").status_code == 403, name
        assert rows(name, "select count(*) from handover") == [(0,)], name
    for name in ("eva", "administrator"):
        assert client_of(name).get(f"/dossiers/{world.dossier}/capsule").status_code == 404, name


def test_who_leaves_reads_along_for_thirty_days_and_then_no_more(
    client_of: ClientOf, world: World, clock: Clock
) -> None:
    _hand_over(client_of, world)
    page = f"/dossiers/{world.dossier}"
    team = client_of("tess").get(f"{page}/team").text
    assert "tot en met" in team[team.index("Noor") :][:900]
    clock(29)
    assert client_of("noor").get(page).status_code == 200
    clock(31)
    assert client_of("noor").get(page).status_code == 404
    assert client_of("tess").get(page).status_code == 200


def test_a_hand_over_without_words_leaves_no_empty_sheet(client_of: ClientOf, world: World, rows: Rows) -> None:
    assert _hand_over(client_of, world, works="", avoid=" ", promises="") == 303
    assert rows("tess", "select count(*) from handover") == [(0,)]
    assert "Er is nog niets opgeschreven" in client_of("tess").get(f"/dossiers/{world.dossier}/capsule").text


def test_words_survive_an_error(client_of: ClientOf, world: World) -> None:
    answer = client_of("noor").post(
        f"/dossiers/{world.dossier}/handover", data={"submission_key": "w", "works": WORKS, "successor": "x"}
    )
    assert answer.status_code == 400
    assert WORKS in answer.text
