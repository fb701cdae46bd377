"""Goals and agreements: each verb, what partners read of them and until when, and who cannot."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.db.driver import overheard
from app.kernel.clock import today_in_amsterdam
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]
GOAL = {"kind": "goal", "text": "Sami gaat weer buiten spelen.", "aim": "liveable", "in_words_of": "Sami"}
WORDS = "De huur komt op de eerste van de maand."


def _day(days: int) -> str:
    return (today_in_amsterdam() + dt.timedelta(days=days)).isoformat()


def _url(world: World, item: str | int = "") -> str:
    return f"/dossiers/{world.dossier}/plan" + (f"/{item}" if item else "")


def _agreement(world: World, *kinds: str, **changes: object) -> dict[str, object]:
    return {
        "kind": "agreement",
        "text": WORDS,
        "organisations": [str(world.organisations[kind]) for kind in kinds],
        "basis": "public_task",
        "reason": "Zij innen de huur.",
    } | changes


def _newest(connection: Connection) -> int:
    return int(connection.execute(text("select max(id) from plan_item")).scalar_one())


def _disclosures(connection: Connection) -> list[tuple[object, ...]]:
    rows = connection.execute(
        text(
            "select to_org_id, basis, reason, withdrawn_at is null from disclosure where item_kind = 'plan_item' order by id"
        )
    )
    return [tuple(row) for row in rows]


def test_it_makes_a_goal_once(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    data = GOAL | {"domain": "family", "review_on": _day(30), "submission_key": "p1"}
    assert [noor.post(_url(world, "new"), data=data).status_code for _ in range(2)] == [303, 303]
    page = noor.get(_url(world)).text
    assert page.count(f"<strong>{GOAL['text']}</strong>") == 1
    assert "leefbaar houden" in page
    assert "Gezin en opvoeding" in page
    assert GOAL["text"] in noor.get(f"/dossiers/{world.dossier}").text
    assert _disclosures(connection) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": ""}, "Schrijf op wat u wilt bereiken"),
        ({"kind": "wish"}, "Kies een van de mogelijkheden"),
        ({"aim": "win"}, "Kies een van de mogelijkheden"),
        ({"domain": "justice"}, "Kies iets uit de lijst"),
        ({"review_on": "2020-01-01"}, "Deze dag is voorbij"),
        ({"review_on": _day(5000)}, "ligt te ver weg"),
        ({"kind": "safety_agreement"}, "Kies tot wanneer de veiligheidsafspraak geldt"),
        ({"kind": "safety_agreement", "valid_until": _day(120)}, "geldt hooguit drie maanden"),
        ({"kind": "agreement", "organisations": ["2"], "reason": ""}, "waarom zij dit moeten weten"),
        ({"kind": "agreement", "organisations": ["999"], "reason": "x"}, "Kies iets uit de lijst"),
    ],
)
def test_it_returns_a_form_that_is_not_in_order_with_what_was_typed(
    client_of: ClientOf, world: World, connection: Connection, change: dict[str, object], sentence: str
) -> None:
    answer = client_of("noor").post(_url(world, "new"), data=GOAL | {"text": "Blijft staan."} | change)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "Blijft staan." in answer.text or change.get("text") == ""
    assert "Blijft staan." not in client_of("noor").get(_url(world)).text
    assert _disclosures(connection) == []


def test_it_warns_for_words_of_the_police(client_of: ClientOf, world: World) -> None:
    answer = client_of("noor").post(_url(world, "new"), data=GOAL | {"text": "Geen aangifte meer."})
    assert answer.status_code == 200
    assert "Toch opslaan" in answer.text


def test_it_lets_the_organisations_of_an_agreement_read_it_and_nobody_else(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    assert "Wie u aanvinkt, leest deze afspraak" in noor.get(_url(world, "new")).text
    assert noor.post(_url(world, "new"), data=_agreement(world, "housing_association")).status_code == 303
    item = _newest(connection)
    assert _disclosures(connection) == [
        (world.organisations["housing_association"], "public_task", "Zij innen de huur.", True)
    ]
    for name in ("housing_officer", "omar", "mental_health_worker", "welfare_worker"):
        page = client_of(name).get(_url(world, item))
        assert page.status_code == 200, name
        assert WORDS in page.text
    for name in ("community_officer", "debt_counsellor", "caretaker", "enforcement_officer", "volunteer"):
        assert client_of(name).get(_url(world, item)).status_code == 404, name
        assert WORDS not in client_of(name).get(_url(world)).text
        assert token("plan_item", "plan") not in client_of(name).get(_url(world)).text
    for name in ("tess", "eva"):
        assert client_of(name).get(_url(world, item)).status_code == 404


def test_it_shows_the_officer_only_what_is_shared_and_lets_nobody_else_change_it(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    client_of("noor").post(_url(world, "new"), data=_agreement(world, "police"))
    item = _newest(connection)
    jelle = client_of("community_officer")
    listed = jelle.get(_url(world)).text
    assert WORDS in listed
    assert token("plan_item", "plan") not in listed
    assert WORDS in jelle.get(f"/dossiers/{world.dossier}").text
    assert jelle.post(_url(world, item), data={"text": "Anders", "version": "1"}).status_code == 403
    assert jelle.post(_url(world, item) + "/finish", data={"status": "dropped", "version": "1"}).status_code == 403
    assert jelle.get(_url(world, "new")).status_code == 403


def test_it_ends_the_sharing_when_the_agreement_is_let_go(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    noor.post(_url(world, "new"), data=_agreement(world, "housing_association"))
    item = _newest(connection)
    finish = _url(world, item) + "/finish"
    assert noor.post(finish, data={"status": "dropped", "version": "1"}).status_code == 303
    assert _disclosures(connection)[0][3] is False
    assert client_of("housing_officer").get(_url(world, item)).status_code == 404
    page = noor.get(_url(world)).text
    assert "losgelaten" in page
    assert noor.post(finish, data={"status": "reached", "version": "2"}).status_code == 400
    assert "Dit kunt u niet wijzigen" in noor.post(_url(world, item), data=GOAL | {"version": "2"}).text


def test_it_changes_with_whom_it_is_shared(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    noor.post(_url(world, "new"), data=_agreement(world, "housing_association"))
    item = _newest(connection)
    form = noor.get(_url(world, item)).text
    assert "Zij innen de huur." in form
    data = _agreement(world, "police", version="1", reason="Zij komen langs.")
    assert noor.post(_url(world, item), data=data).status_code == 303
    assert client_of("housing_officer").get(_url(world, item)).status_code == 404
    assert client_of("community_officer").get(_url(world, item)).status_code == 200


def test_it_shares_for_as_long_as_a_safety_agreement_holds(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    data = _agreement(world, "police", kind="safety_agreement", valid_until=_day(20), basis="vital_interest")
    assert client_of("noor").post(_url(world, "new"), data=data).status_code == 303
    until = connection.execute(text("select valid_until from disclosure")).scalar_one()
    assert 19 <= (until.date() - today_in_amsterdam()).days <= 21
    assert "veiligheidsafspraak" in client_of("community_officer").get(_url(world)).text


def test_it_lets_a_partner_with_an_own_plan_write_but_not_share(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    ruth = client_of("mental_health_worker")
    page = ruth.get(_url(world, "new")).text
    assert "De casusregisseur bepaalt of zij dit lezen" in page
    assert 'name="organisations"' not in page
    assert ruth.post(_url(world, "new"), data=_agreement(world, "police")).status_code == 303
    assert _disclosures(connection) == []
    item = _newest(connection)
    assert client_of("omar").get(_url(world, item)).status_code == 200
    assert client_of("omar").post(_url(world, item), data=GOAL | {"version": "1"}).status_code == 403
    assert client_of("noor").post(_url(world, item), data=_agreement(world, version="1")).status_code == 303


def test_it_shows_both_texts_when_somebody_was_first(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    noor.post(_url(world, "new"), data=GOAL)
    item = _newest(connection)
    assert noor.post(_url(world, item), data=GOAL | {"text": "Eerste.", "version": "1"}).status_code == 303
    answer = noor.post(_url(world, item), data=GOAL | {"text": "Tweede.", "version": "1"})
    assert answer.status_code == 409
    assert "Eerste." in answer.text
    assert "Tweede." in answer.text
    assert noor.post(_url(world, item) + "/finish", data={"status": "reached", "version": "1"}).status_code == 409
    assert noor.post(_url(world, item), data=GOAL | {"text": "Tweede.", "version": "2"}).status_code == 303


def test_it_is_open_to_residents_and_to_a_colleague_for_what_is_the_teams(client_of: ClientOf, world: World) -> None:
    assert token("plan_item", "plan") in client_of("resident").get(_url(world)).text
    assert client_of("omar").post(_url(world, "new"), data=GOAL).status_code == 303


def test_the_page_takes_a_fixed_number_of_statements(client_of: ClientOf, world: World, connection: Connection) -> None:
    statements: list[str] = []
    noor = client_of("noor")

    def count(statement: str, _values: object) -> None:
        if not statement.lower().startswith(("savepoint", "rollback", "release")):
            statements.append(statement)

    with overheard(connection, count):
        assert noor.get(_url(world)).status_code == 200
    assert 10 < len(statements) <= 21, "\n".join(statements)
