"""A wrong strand put right, and lines that another organisation filed."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.db.session import db
from app.interventions import queries, services
from app.interventions.models import Intervention
from app.interventions.services import Confirmation, Correction, Draft, Pause, Period, Words
from app.kernel.errors import Forbidden, RuleBroken
from tests.integration.interventions.scene import TODAY, WHY, header_id, product, scope_of
from tests.world import World, token

Clients = Callable[[str], FlaskClient]
Acting = Callable[[str], None]
REASON = "Het is meedoen, geen zorg."


def _correction(world: World, strand: str, code: str, **more: object) -> Correction:
    values = {"purpose_id": world.purposes["area_team"], "reason": REASON, "version": 1, **more}
    return Correction(strand=strand, product_id=product(code), **values)  # type: ignore[arg-type]


def test_it_moves_everything_under_the_header_and_remembers_it(acting: Acting, world: World) -> None:
    acting("noor")
    number = header_id("care")
    services.correct_strand(scope_of("noor", world), number, _correction(world, "activation", "budget_cafe"))
    for table in ("intervention_body", "intervention_update", "strand_correction"):
        strands = db.session.execute(
            text(f"select distinct strand from {table} where intervention_id = :id"), {"id": number}
        )
        assert strands.scalars().all() == ["activation"], table
    (correction,) = queries.list_corrections(world.dossier, number)
    assert (correction.from_strand, correction.to_strand, correction.reason) == ("care", "activation", REASON)
    verbs = db.session.execute(text("select category from activity where verb = 'intervention.strand_corrected'"))
    assert sorted(verbs.scalars()) == ["activation", "care"]
    acting("welfare_worker")
    assert token("intervention_body", "care") in {body.why for body in queries.list_bodies(world.dossier).values()}


def test_it_closes_to_who_reads_the_old_strand_only(acting: Acting, world: World) -> None:
    acting("noor")
    number = header_id("activation")
    services.correct_strand(scope_of("noor", world), number, _correction(world, "care", "social_work"))
    acting("welfare_worker")
    assert number not in {header.id for header in queries.list_headers(world.dossier)}
    assert number not in queries.list_bodies(world.dossier)
    acting("mental_health_worker")
    assert queries.list_bodies(world.dossier)[number].why == token("intervention_body", "activation")


def test_it_needs_the_right_to_write_both_strands(acting: Acting, world: World) -> None:
    acting("noor")
    with pytest.raises(Forbidden, match="maar één soort"):
        services.correct_strand(
            scope_of("noor", world), header_id("care"), _correction(world, "enforcement", "officer_talk")
        )
    acting("community_officer")
    number = header_id("enforcement")
    with pytest.raises(Forbidden, match="maar één soort"):
        services.correct_strand(scope_of("community_officer", world), number, _correction(world, "care", "social_work"))


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"purpose_id": 0}, {"strand": "care"}, {"product_id": 0}], ids=lambda w: next(iter(w))
)
def test_it_refuses_half_a_correction(acting: Acting, world: World, wrong: dict[str, object]) -> None:
    acting("noor")
    values = {
        "strand": "activation",
        "product_id": product("budget_cafe"),
        "purpose_id": world.purposes["area_team"],
        "reason": REASON,
        "version": 1,
        **wrong,
    }
    with pytest.raises(RuleBroken):
        services.correct_strand(scope_of("noor", world), header_id("care"), Correction(**values))  # type: ignore[arg-type]


def test_it_lets_no_step_slip_past_the_pause(acting: Acting, world: World) -> None:
    acting("income_consultant")
    scope = scope_of("income_consultant", world)
    draft = Draft("activation", product("internship"), "planned", (), Words(WHY, "available"), Period(TODAY))
    number = services.record(scope, draft)
    purpose = world.purposes["municipality"]
    with pytest.raises(RuleBroken, match="pauze"):
        services.correct_strand(
            scope, number, _correction(world, "enforcement", "benefit_reduction", purpose_id=purpose)
        )
    services.correct_strand(scope, number, _correction(world, "enforcement", "benefit_check", purpose_id=purpose))
    assert queries.get_header(world.dossier, number).strand == "enforcement"


def test_it_corrects_on_its_page_and_explains_to_who_cannot(
    client_of: Clients, world: World, owner: Connection
) -> None:
    number = owner.execute(text("select min(id) from intervention where strand = 'care'")).scalar_one()
    url = f"/dossiers/{world.dossier}/interventions/{number}/strand"
    noor = client_of("noor")
    page = noor.get(url)
    assert "Naaiclub" in page.text
    chosen = owner.execute(text("select id from product where code = 'sewing_club'")).scalar_one()
    form = {
        "strand": "activation",
        "product_id": chosen,
        "purpose_id": world.purposes["area_team"],
        "reason": "",
        "version": "1",
        "submission_key": "c1",
    }
    assert noor.post(url, data=form).status_code == 400
    answer = noor.post(url, data={**form, "reason": REASON})
    assert answer.status_code == 303
    shown = noor.get(answer.location).text
    assert "Stond bij zorg" in shown
    assert REASON in shown
    stuck = owner.execute(text("select min(id) from intervention where strand = 'enforcement'")).scalar_one()
    refused = client_of("community_officer").get(f"/dossiers/{world.dossier}/interventions/{stuck}/strand")
    assert refused.status_code == 403
    assert "maar één soort" in refused.text


def _filed(world: World, code: str, strand: str, kind: str) -> int:
    """A line that the lead's import filed for another organisation."""
    scope = scope_of("noor", world)
    row = Intervention(
        dossier_id=scope.id,
        owner_org_id=world.organisations[kind],
        purpose_id=world.purposes[kind],
        author_id=scope.actor.account_id,
        person_ids=[],
        strand=strand,
        product_id=product(code),
        status="awaiting",
    )
    db.session.add(row)
    db.session.flush()
    return row.id


@pytest.mark.parametrize("status", ["planned", "active", "done"])
def test_it_lets_the_owner_confirm_a_filed_line(acting: Acting, world: World, status: str) -> None:
    acting("noor")
    number = _filed(world, "debt_help", "care", "debt_help")
    with pytest.raises(Forbidden):
        services.confirm(scope_of("noor", world), number, Confirmation(status, 1, Words(WHY, "see_to_it")))
    scope = scope_of("debt_counsellor", world)
    end = TODAY if status == "done" else None
    answer = Confirmation(status, 1, Words(WHY, "see_to_it"), Period(TODAY, end), result="Er is rust.")
    services.confirm(scope, number, answer)
    header = queries.get_header(world.dossier, number)
    assert (header.status, header.professional) == (status, "Debt counsellor")
    assert queries.list_bodies(world.dossier)[number].why == WHY
    with pytest.raises(RuleBroken):
        services.confirm(scope, number, Confirmation(status, header.version, Words(WHY, "see_to_it"), Period(TODAY)))
    acting("noor")
    assert queries.list_bodies(world.dossier)[number].why == WHY


def test_it_asks_the_pause_when_a_filed_step_is_confirmed(acting: Acting, world: World) -> None:
    acting("noor")
    number = _filed(world, "eviction_notice", "enforcement", "housing_association")
    scope = scope_of("housing_officer", world)
    words = Words(WHY, "see_to_it")
    with pytest.raises(RuleBroken, match="waarom dit nu doorgaat"):
        services.confirm(scope, number, Confirmation("planned", 1, words, Period(TODAY)))
    services.confirm(scope, number, Confirmation("planned", 1, words, Period(TODAY), Pause("Vonnis.", "Noor")))
    header = queries.get_header(world.dossier, number)
    assert header.paused_at is not None
    assert header.consulted == "Noor"


def test_it_lets_the_owner_say_that_a_line_is_not_theirs(acting: Acting, world: World) -> None:
    acting("noor")
    number = _filed(world, "debt_help", "care", "debt_help")
    scope = scope_of("debt_counsellor", world)
    with pytest.raises(RuleBroken):
        services.disown(scope, number, reason="", version=1)
    services.disown(scope, number, reason="Wij kennen dit gezin niet.", version=1)
    acting("noor")
    assert queries.get_header(world.dossier, number).status == "withdrawn"
    assert queries.list_updates(world.dossier, number)[0].line == "Wij kennen dit gezin niet."


def test_it_shows_the_pages_of_a_filed_line(client_of: Clients, world: World, connection: Connection) -> None:
    connection.execute(text("select * from sec.open('test-session-of-noor')"))
    number = connection.execute(
        text(
            "insert into intervention (dossier_id, owner_org_id, purpose_id, author_id, strand, product_id, status)"
            " select :dossier, :owner, :purpose, :author, 'care', id, 'awaiting' from product where code = 'debt_help'"
            " returning id"
        ),
        {
            "dossier": world.dossier,
            "owner": world.organisations["debt_help"],
            "purpose": world.purposes["debt_help"],
            "author": world.accounts["noor"],
        },
    ).scalar_one()
    url = f"/dossiers/{world.dossier}/interventions/{number}"
    assert "heeft hem nog niet bevestigd" in client_of("noor").get(url).text
    counsellor = client_of("debt_counsellor")
    assert "Niet van ons" in counsellor.get(url).text
    form = {
        "version": "1",
        "status": "active",
        "start": TODAY.isoformat(),
        "stance": "see_to_it",
        "submission_key": "f1",
    }
    assert "Inzet bevestigen" in counsellor.get(f"{url}/confirm").text
    assert counsellor.post(f"{url}/confirm", data=form).status_code == 400
    assert counsellor.get(f"{url}/disown").status_code == 200
    assert counsellor.post(f"{url}/confirm", data={**form, "why": WHY}).status_code == 303
    assert WHY in counsellor.get(url).text
    late = counsellor.post(f"{url}/disown", data={"version": "1", "text": "Toch niet.", "submission_key": "f2"})
    assert late.status_code == 409
    assert client_of("noor").get(f"{url}/confirm").status_code == 403
