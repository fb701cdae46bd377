"""How an intervention goes on: legal steps by its own organisation, one line, its text, conflicts."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.interventions import queries, services
from app.interventions.rules import TRANSITIONS, Status
from app.interventions.services import Draft, Period, Step, Words
from app.kernel.errors import Forbidden, NotFound, RuleBroken, StaleVersion
from tests.integration.interventions.scene import TODAY, WHY, header_id, product, scope_of
from tests.world import World, token

Clients = Callable[[str], FlaskClient]
Acting = Callable[[str], None]

WAYS: dict[Status, tuple[Status, ...]] = {
    Status.PLANNED: (),
    Status.ACTIVE: (Status.ACTIVE,),
    Status.DONE: (Status.ACTIVE, Status.DONE),
    Status.STOPPED: (Status.STOPPED,),
    Status.WITHDRAWN: (Status.WITHDRAWN,),
}


def _planned(world: World, name: str = "noor", code: str = "budget_cafe", strand: str = "activation") -> int:
    draft = Draft(strand, product(code), "planned", (), Words(WHY, "do_together"), Period(TODAY))
    return services.record(scope_of(name, world), draft)


def _go(world: World, number: int, to: str, reason: str = "Het past nu.") -> None:
    scope = scope_of("noor", world)
    version = queries.get_header(scope.id, number).version
    services.advance(scope, number, Step(to, version, TODAY, reason))


@pytest.mark.parametrize("then", list(Status))
@pytest.mark.parametrize("now", list(WAYS))
def test_it_takes_each_legal_step_and_no_other(acting: Acting, world: World, now: Status, then: Status) -> None:
    acting("noor")
    number = _planned(world)
    for status in WAYS[now]:
        _go(world, number, status)
    if then in TRANSITIONS[now]:
        _go(world, number, then)
        header = queries.get_header(world.dossier, number)
        assert header.status == then
        assert [c.to_status for c in queries.list_changes(world.dossier, number)] == ["planned", *WAYS[now], then]
    else:
        with pytest.raises(RuleBroken):
            _go(world, number, then)
        assert queries.get_header(world.dossier, number).status == now


def test_it_keeps_result_and_reasons(acting: Acting, world: World) -> None:
    acting("noor")
    done, stopped = _planned(world), _planned(world)
    _go(world, done, "active")
    _go(world, done, "done", "Ze gaat nu zelf.")
    _go(world, stopped, "stopped", "Het was te ver.")
    bodies = queries.list_bodies(world.dossier)
    assert bodies[done].result == "Ze gaat nu zelf."
    assert bodies[stopped].stop_reason == "Het was te ver."
    header = queries.get_header(world.dossier, done)
    assert (header.started_on, header.ended_on) == (TODAY, TODAY)
    _go(world, done, "withdrawn", "Stond in het verkeerde dossier.")
    assert queries.list_bodies(world.dossier)[done].withdrawn_because == "Stond in het verkeerde dossier."
    assert done in {header.id for header in queries.list_headers(world.dossier)}, "nothing disappears silently"


@pytest.mark.parametrize("to", ["stopped", "withdrawn"])
def test_it_asks_a_reason(acting: Acting, world: World, to: str) -> None:
    acting("noor")
    with pytest.raises(RuleBroken, match="waarom"):
        _go(world, _planned(world), to, "")


def test_it_leaves_a_line_to_the_organisation_that_owns_it(acting: Acting, world: World) -> None:
    acting("noor")
    care, enforcement = header_id("care"), header_id("enforcement")
    with pytest.raises(Forbidden, match="police"):
        services.advance(scope_of("noor", world), enforcement, Step("done", 1, TODAY, "Klaar."))
    with pytest.raises(Forbidden):
        services.add_update(scope_of("mental_health_worker", world), care, "Gebeld.")
    with pytest.raises(NotFound):
        services.add_update(scope_of("community_officer", world), care, "Gebeld.")
    services.advance(scope_of("omar", world), care, Step("done", 1, TODAY, "Een collega rondt af."))
    assert queries.get_header(world.dossier, care).status == "done"


def test_it_shows_stale_versions(acting: Acting, world: World) -> None:
    acting("noor")
    number = _planned(world)
    _go(world, number, "active")
    with pytest.raises(StaleVersion) as refused:
        services.advance(scope_of("omar", world), number, Step("active", 1, TODAY))
    assert refused.value.current.status == "active"  # type: ignore[attr-defined]


def _form(client: FlaskClient, url: str) -> dict[str, str]:
    page = client.get(url).text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    return {"version": version, "submission_key": "key-9"}


def _url(world: World, number: int, rest: str = "") -> str:
    return f"/dossiers/{world.dossier}/interventions/{number}{rest}"


def _number(owner: Connection, strand: str) -> int:
    return int(owner.execute(text("select min(id) from intervention where strand = :s"), {"s": strand}).scalar_one())


def test_it_shows_two_people_each_others_text(client_of: Clients, world: World, owner: Connection) -> None:
    url = _url(world, _number(owner, "care"), "/change")
    noor, omar = client_of("noor"), client_of("omar")
    hers, his = _form(noor, url), _form(omar, url)
    body = {"stance": "available", "plan_item_id": ""}
    assert noor.post(url, data={**hers, **body, "why": "Noor schreef dit."}).status_code == 303
    answer = omar.post(url, data={**his, **body, "why": "Omar schreef dit.", "submission_key": "key-o"})
    assert answer.status_code == 409
    assert "Noor schreef dit." in answer.text
    assert "Omar schreef dit." in answer.text
    version = answer.text.split('name="version"')[1].split('value="')[1].split('"')[0]
    again = {**his, **body, "why": "Omar en Noor.", "version": version, "submission_key": "key-p"}
    assert omar.post(url, data=again).status_code == 303


def test_it_takes_a_step_on_its_page(client_of: Clients, world: World, owner: Connection) -> None:
    client, number = client_of("noor"), _number(owner, "care")
    url = _url(world, number, "/step/done")
    form = {**_form(client, url), "day": TODAY.isoformat()}
    empty = client.post(url, data={**form, "text": ""})
    assert empty.status_code == 400
    assert "Schrijf in één zin wat het heeft opgeleverd." in empty.text
    early = client.post(url, data={**form, "day": "2020-01-01", "text": "De post is open."})
    assert early.status_code == 400
    assert "Het einde ligt voor het begin." in early.text
    assert "De post is open." in early.text
    assert client.post(url, data={**form, "text": "De post is open."}).status_code == 303
    assert "De post is open." in client.get(_url(world, number)).text
    assert client.get(_url(world, number, "/step/active")).status_code == 400
    assert client.get(_url(world, number, "/step/nonsense")).status_code == 404


def test_it_adds_one_line(client_of: Clients, world: World, owner: Connection) -> None:
    officer, number = client_of("community_officer"), _number(owner, "enforcement")
    url = _url(world, number, "/update")
    assert officer.get(url).status_code == 200
    assert officer.post(url, data={"line": "", "submission_key": "k1"}).status_code == 400
    assert officer.post(url, data={"line": "Vandaag rustig.", "submission_key": "k2"}).status_code == 303
    assert officer.post(url, data={"line": "Vandaag rustig.", "submission_key": "k2"}).status_code == 303
    assert officer.get(_url(world, number)).text.count("Vandaag rustig.") == 1
    lead = client_of("noor").get(_url(world, number)).text
    assert "Vandaag rustig." not in lead
    refused = client_of("noor").post(url, data={"line": "Van de regie.", "submission_key": "k3"})
    assert refused.status_code == 403
    assert "Organisatie police" in refused.text


@pytest.mark.parametrize(
    ("name", "strand", "header", "body"),
    [
        ("noor", "enforcement", True, False),
        ("noor", "care", True, True),
        ("community_officer", "enforcement", True, True),
        ("community_officer", "care", False, False),
        ("housing_officer", "enforcement", False, False),
        ("mental_health_worker", "care", True, True),
        ("welfare_worker", "activation", True, True),
        ("welfare_worker", "care", False, False),
        ("coordinator", "care", False, False),
        ("tess", "care", False, False),
    ],
)
def test_it_shows_header_and_body_as_the_matrix_says(
    client_of: Clients,
    world: World,
    owner: Connection,
    name: str,
    strand: str,
    header: bool,
    body: bool,
) -> None:
    answer = client_of(name).get(_url(world, _number(owner, strand)))
    assert answer.status_code == (200 if header else 404)
    assert (token("product", strand) in answer.text) is header
    assert (token("intervention_body", strand) in answer.text) is body
    assert (token("intervention_update", strand) in answer.text) is body
    if header and not body:
        assert "Vraag het aan" in answer.text


def test_it_logs_exactly_what_was_shown(
    client_of: Clients, world: World, owner: Connection, connection: Connection
) -> None:
    number = _number(owner, "enforcement")
    client_of("noor").get(_url(world, number))
    line = connection.execute(
        text("select categories, object_ids, person_count from access_log where operation = 'intervention.show'")
    ).one()
    assert sorted(line.categories) == ["enforcement", "identity"]
    assert line.object_ids == [number]
    assert line.person_count == 1
