"""A wrong product or the wrong persons put right: recorded, visible in the history, and the lock follows."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.db.session import db
from app.interventions import queries, services
from app.interventions.services import Details, Draft, Period, Step, Words
from app.kernel.errors import Forbidden, NotFound, RuleBroken, StaleVersion
from tests.integration.interventions.scene import TODAY, WHY, product, scope_of
from tests.world import World

Clients = Callable[[str], FlaskClient]
Acting = Callable[[str], None]
REASON = "Het ging om Sami."
UNDER = ("intervention_body", "intervention_update", "intervention_status_change")


def _recorded(world: World, *persons: str) -> int:
    """An intervention of Noor's for these persons, with a line under it."""
    scope = scope_of("noor", world)
    about = tuple(world.persons[name] for name in persons)
    draft = Draft("care", product("social_work"), "planned", about, Words(WHY, "available"), Period(TODAY))
    number = services.record(scope, draft)
    services.add_update(scope, number, "Even gebeld.")
    return number


def _details(code: str, persons: tuple[int, ...], **more: object) -> Details:
    return Details(**{"product_id": product(code), "persons": persons, "reason": REASON, "version": 1, **more})  # type: ignore[arg-type]


def test_the_persons_are_put_right_and_everything_under_it_follows(acting: Acting, world: World) -> None:
    number = _recorded(world, "samira")
    samira, sami = world.persons["samira"], world.persons["sami"]
    services.correct_details(scope_of("noor", world), number, _details("social_work", (sami,)))
    assert queries.get_header(world.dossier, number).persons == (sami,)
    for table in UNDER:
        rows = db.session.execute(
            text(f"select distinct person_ids from {table} where intervention_id = :i"), {"i": number}
        )
        assert rows.scalars().all() == [[sami]], table
    (change,) = queries.list_detail_changes(world.dossier, number)
    assert (change.from_persons, change.to_persons, change.reason) == ((samira,), (sami,), REASON)
    told = db.session.execute(text("select person_ids from activity where verb = 'intervention.corrected' order by id"))
    assert told.scalars().all() == [[samira], [sami]]


def test_the_product_is_put_right_within_its_strand(acting: Acting, world: World) -> None:
    number = _recorded(world, "samira")
    services.correct_details(
        scope_of("noor", world), number, _details("school_social_work", (world.persons["samira"],))
    )
    header = queries.get_header(world.dossier, number)
    assert header.product_id == product("school_social_work")
    (change,) = queries.list_detail_changes(world.dossier, number)
    assert change.from_product_nl != change.to_product_nl
    assert change.from_persons == change.to_persons


def test_what_is_finished_can_be_put_right_and_what_was_withdrawn_cannot(acting: Acting, world: World) -> None:
    number = _recorded(world, "samira")
    scope = scope_of("noor", world)

    def version() -> int:
        return queries.get_header(world.dossier, number).version

    for to, words in (("active", ""), ("done", "Het is gelukt.")):
        services.advance(scope, number, Step(to, version(), TODAY, words))
    services.correct_details(scope, number, _details("social_work", (), version=version()))
    assert queries.get_header(world.dossier, number).persons == ()
    services.advance(scope, number, Step("withdrawn", version(), text="Stond dubbel."))
    again = _details("social_work", (world.persons["sami"],), version=version())
    with pytest.raises(RuleBroken, match="recht te zetten"):
        services.correct_details(scope, number, again)


@pytest.mark.parametrize(
    ("code", "more", "sentence"),
    [
        ("social_work", {}, "niets gewijzigd"),
        ("budget_cafe", {}, "andere soort"),
        ("school_social_work", {"reason": ""}, "niet klopte"),
        ("social_work", {"persons": (999_999,)}, "mensen van dit huishouden"),
    ],
)
def test_it_refuses_half_a_correction(
    acting: Acting, world: World, code: str, more: dict[str, object], sentence: str
) -> None:
    number = _recorded(world, "samira")
    values = {"persons": (world.persons["samira"],), **more}
    change = Details(product_id=product(code), **{"reason": REASON, "version": 1, **values})  # type: ignore[arg-type]
    with pytest.raises(RuleBroken, match=sentence):
        services.correct_details(scope_of("noor", world), number, change)


def test_it_lets_no_step_slip_past_the_pause(acting: Acting, world: World) -> None:
    scope = scope_of("income_consultant", world)
    draft = Draft("enforcement", product("benefit_check"), "planned", (), Words(WHY, "available"), Period(TODAY))
    number = services.record(scope, draft)
    with pytest.raises(RuleBroken, match="pauze"):
        services.correct_details(scope, number, _details("benefit_reduction", ()))


def test_somebody_was_first(acting: Acting, world: World) -> None:
    number = _recorded(world, "samira")
    scope = scope_of("noor", world)
    services.correct_details(scope, number, _details("social_work", (world.persons["sami"],)))
    with pytest.raises(StaleVersion):
        services.correct_details(scope, number, _details("school_social_work", (world.persons["sami"],)))


@pytest.mark.parametrize("name", ["mental_health_worker", "community_officer", "tess"])
def test_another_organisation_does_not(acting: Acting, world: World, name: str) -> None:
    number = _recorded(world, "samira")
    db.session.commit()
    with pytest.raises((Forbidden, NotFound)):
        services.correct_details(scope_of(name, world), number, _details("social_work", ()))


def test_it_is_done_on_its_page_and_stays_in_the_history(client_of: Clients, world: World, owner: Connection) -> None:
    number = owner.execute(
        text("select min(id) from intervention where strand = 'care' and status = 'active'")
    ).scalar()
    number = number or owner.execute(text("select min(id) from intervention where strand = 'care'")).scalar_one()
    page = f"/dossiers/{world.dossier}/interventions/{number}"
    noor = client_of("noor")
    assert "Verkeerde inzet of verkeerde persoon gekozen" in noor.get(page).text
    form = noor.get(f"{page}/details").text
    assert "Zoals het er nu staat" in form
    other = owner.execute(text("select id from product where code = 'school_social_work'")).scalar_one()
    data = {
        "product_id": str(other),
        "persons": [str(world.persons["sami"])],
        "reason": REASON,
        "version": "1",
        "submission_key": "d",
    }
    assert noor.post(f"{page}/details", data=data | {"reason": ""}).status_code == 400
    answer = noor.post(f"{page}/details", data=data)
    assert answer.status_code == 303, answer.text
    text_now = noor.get(page).text
    assert "Stond er als" in text_now
    assert "is voor Sami" in text_now
    assert REASON in text_now
    stale = noor.post(f"{page}/details", data=data | {"submission_key": "e", "persons": []})
    assert stale.status_code == 409
    assert "Een collega was u net voor" in stale.text
    assert client_of("community_officer").get(f"{page}/details").status_code in {403, 404}


def test_who_may_not_know_of_one_of_them_does_not_read_the_correction(
    acting: Acting, world: World, owner: Connection
) -> None:
    number = _recorded(world, "sami")
    services.correct_details(scope_of("noor", world), number, _details("social_work", (world.persons["samira"],)))
    db.session.commit()
    scope_of("resident", world)
    assert queries.get_header(world.dossier, number).persons == (world.persons["samira"],)
    assert queries.list_detail_changes(world.dossier, number) == ()
