"""Stepping back: what counts for whom, who sees the private question, when one can let go, and what leaves as a theme."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.db.session import db
from app.kernel.clock import today_in_amsterdam
from tests.world import TOKENS, World, add_row, token

ClientOf = Callable[[str], FlaskClient]
ASKED = "Drie keer dezelfde houding."
FIRM = {"carriers": "3", "met_without": "y", "survived_conflict": "y", "backup_known": "y"}
FLAME = {"carried_by": "Ans", "every_weeks": "6", "restart_when": "Zij belt niet terug."}


def _url(world: World, rest: str) -> str:
    return f"/dossiers/{world.dossier}/{rest}"


def _of(connection: Connection, strand: str) -> int:
    return int(connection.execute(text("select id from intervention where strand = :s"), {"s": strand}).scalar_one())


def _soon(days: int = 14) -> str:
    return (today_in_amsterdam() + dt.timedelta(days=days)).isoformat()


def test_it_shows_who_carries_each_goal_and_how_that_is_counted(client_of: ClientOf, world: World) -> None:
    page = client_of("noor").get(_url(world, "carrying")).text
    assert token("plan_item", "plan") in page
    assert 'href="#how"' in page
    assert 'id="how"' in page
    assert "samen doen: 2" in page
    whole = page[page.index("Alles samen") : page.index(token("plan_item", "plan"))]
    assert "open 2, klaar 0" in whole
    assert "Zelf 2" in whole


@pytest.mark.parametrize("name", ["enforcement_officer", "income_consultant", "community_officer", "volunteer"])
def test_who_does_not_read_the_plan_does_not_see_who_carries(client_of: ClientOf, world: World, name: str) -> None:
    for page in ("carrying", "letting-go", "lines"):
        assert client_of(name).get(_url(world, page)).status_code == 403, page
    assert client_of(name).get(_url(world, "themes")).status_code == 403


def test_a_stance_is_kept_with_its_day_and_three_times_the_same_asks_the_worker_alone(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    noor = client_of("noor")
    noor.get(_url(world, "carrying"))
    care = _of(connection, "care")
    path = _url(world, f"interventions/{care}/stance")
    connection.execute(text("update intervention set account_id = :noor"), {"noor": world.accounts["noor"]})
    for number in range(2):
        assert ASKED not in noor.get(path).text
        assert noor.post(path, data={"stance": "do_together", "submission_key": f"s{number}"}).status_code == 303
    assert ASKED in noor.get(path).text
    assert ASKED in noor.get(_url(world, "carrying")).text
    assert ASKED not in client_of("omar").get(_url(world, "carrying")).text
    assert noor.post(path, data={"stance": "see_to_it"}).status_code == 303
    page = noor.get(_url(world, "carrying")).text
    assert ASKED not in page
    assert "zorgen dat" in page
    stances = connection.execute(text("select stance from intervention_body where intervention_id = :id"), {"id": care})
    assert stances.scalars().all() == ["see_to_it"]


def test_only_the_organisation_that_does_it_says_how_it_stands_in_it(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    client_of("noor").get(_url(world, "carrying"))
    path = _url(world, f"interventions/{_of(connection, 'enforcement')}/stance")
    assert client_of("noor").post(path, data={"stance": "let_go"}).status_code == 403
    assert client_of("enforcement_officer").get(path).status_code in {403, 404}
    bad = client_of("community_officer").post(path, data={"stance": "shout"})
    assert bad.status_code == 400


def test_professionals_withdraw_once_the_network_stands(client_of: ClientOf, world: World) -> None:
    noor, path = client_of("noor"), _url(world, "letting-go")
    early = noor.post(path, data=FIRM | {"carriers": "2", "withdraw_on": _soon()})
    assert early.status_code == 400
    assert "Het netwerk staat nog niet stevig." in early.text
    assert _soon() in early.text
    assert noor.post(path, data=FIRM | {"withdraw_on": "2020-01-01"}).status_code == 400
    assert noor.post(path, data=FIRM | {"carriers": "-1"}).status_code == 400
    assert noor.post(path, data=FIRM | {"withdraw_on": _soon()}).status_code == 303
    page = noor.get(path).text
    assert "Het netwerk staat" in page
    assert "De professionals trekken zich terug op" in page
    assert f'<a href="{_url(world, "plan/low-flame")}">Naar waakvlam</a>' in page
    assert "plan/low-flame" not in client_of("omar").get(path).text


@pytest.mark.usefixtures("connection")
def test_the_day_of_withdrawing_stands_on_vandaag_until_the_low_flame(client_of: ClientOf, world: World) -> None:
    noor, said = client_of("noor"), "de professionals trekken zich terug, zo is afgesproken"
    assert said in noor.get("/today").text
    assert said not in client_of("enforcement_officer").get("/today").text
    assert noor.post(_url(world, "letting-go"), data=FIRM | {"withdraw_on": _soon(200)}).status_code == 303
    assert said not in noor.get("/today").text
    again = FIRM | {"withdraw_on": _soon(3), "submission_key": "again"}
    assert noor.post(_url(world, "letting-go"), data=again).status_code == 303
    assert said in noor.get("/today").text
    assert noor.post(_url(world, "plan/low-flame"), data=FLAME | {"until_on": _soon(100)}).status_code == 303
    assert said not in noor.get("/today").text


def test_low_flame_begins_and_is_started_again_where_it_was_agreed_on(client_of: ClientOf, world: World) -> None:
    noor, path = client_of("noor"), _url(world, "letting-go")
    assert noor.post(_url(world, "plan/low-flame"), data=FLAME | {"until_on": _soon(100)}).status_code == 303
    page = noor.get(path).text
    assert "Op waakvlam" in page
    assert f'<a href="{_url(world, "plan/low-flame/contact")}">Opnieuw beginnen</a>' in page
    assert "Er is niet afgesproken wie contact houdt." not in page
    assert "Opnieuw beginnen" not in client_of("omar").get(path).text
    out = {"act": "end", "remark": "Zij redden het.", "version": "1"}
    assert noor.post(_url(world, "plan/low-flame/contact"), data=out).status_code == 303
    page = noor.get(path).text
    assert "Er is niet afgesproken wie contact houdt." in page
    assert f'<a href="{_url(world, "plan/low-flame")}">Waakvlam afspreken</a>' in page
    assert f'<a href="{_url(world, "phase")}">Opnieuw beginnen</a>' in page


def test_the_lines_of_a_household_are_a_picture_and_an_equal_table(
    client_of: ClientOf, world: World, connection: Connection
) -> None:
    client_of("noor").get(_url(world, "lines"))
    now = connection.execute(text("select sec.now()")).scalar_one()
    connection.execute(
        text("update appointment set starts_at = :then, ends_at = :then + interval '1 hour', status = 'held'"),
        {"then": now - dt.timedelta(hours=2)},
    )
    connection.execute(text("update second_person set state = 'came'"))
    page = client_of("noor").get(_url(world, "lines")).text
    assert 'class="chart chart--wide"' in page
    assert "De lijnen kruisten nog niet" in page
    assert "Kwam uit het netwerk" in page
    assert "Eigen cijfer, 1 tot 5" in page
    assert "network_person" not in page[page.index("<main") :]
    assert client_of("debt_counsellor").get(_url(world, "lines")).status_code == 403


@pytest.fixture
def homes(owner: Connection, world: World) -> Iterator[Callable[[int, str], list[int]]]:
    """``homes(3, "money")``: so many households in Oost that let a theme out."""
    owner.execute(text("select * from sec.open(:token)"), {"token": TOKENS["noor"]})

    def make(number: int, theme: str) -> list[int]:
        ids = owner.execute(
            text(
                "insert into dossier (case_no, lead_org_id, created_by) select 'L-' || nextval('case_number'), :org, :noor"
                " from generate_series(1, :number) returning id"
            ),
            {"org": world.organisations["area_team"], "noor": world.accounts["noor"], "number": number},
        ).scalars()
        made = list(ids)
        for dossier in made:
            kept, world.dossier = world.dossier, dossier
            person = add_row(owner, world, "person", stub="B.")
            add_row(owner, world, "household_area", code="BU1", code_year=2026, name="Oost")
            add_row(owner, world, "lifted_theme", theme=theme, person_id=person, said_yes_on=dt.date(2026, 1, 1))
            world.dossier = kept
        return made

    yield make
    owner.rollback()


def test_a_theme_is_told_from_three_households_on_and_never_how_many(
    owner: Connection, homes: Callable[[int, str], list[int]]
) -> None:
    ask = text("select theme, area from sec.themes()")
    made = homes(2, "noise")
    assert owner.execute(ask).all() == []
    made += homes(1, "noise")
    assert [tuple(row) for row in owner.execute(ask)] == [("noise", "Oost")]
    owner.execute(text("update lifted_theme set withdrawn_on = current_date where dossier_id = :d"), {"d": made[0]})
    assert owner.execute(ask).all() == []


def test_the_same_household_three_times_is_one(owner: Connection, homes: Callable[[int, str], list[int]]) -> None:
    made = homes(1, "green")
    for _ in range(2):
        owner.execute(
            text(
                "insert into lifted_theme (dossier_id, owner_org_id, purpose_id, author_id, theme, person_id, said_yes_on)"
                " select dossier_id, owner_org_id, purpose_id, author_id, theme, person_id, said_yes_on from lifted_theme"
                " where dossier_id = :d limit 1"
            ),
            {"d": made[0]},
        )
    assert owner.execute(text("select count(*) from sec.themes()")).scalar_one() == 0


def test_no_row_of_a_theme_is_there_without_a_yes(acting: Callable[[str], None], world: World) -> None:
    acting("noor")
    with pytest.raises(DBAPIError, match="said_yes_on"):
        add_row(db.session.connection(), world, "lifted_theme", theme="money", person_id=world.persons["samira"])
    db.session.rollback()


def test_the_lead_lets_a_theme_out_and_takes_it_back(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor, path = client_of("noor"), _url(world, "themes")
    good = {"theme": "lonely", "person": str(world.persons["samira"]), "said_yes_on": today_in_amsterdam().isoformat()}
    without = noor.post(path, data=good | {"said_yes_on": ""})
    assert without.status_code == 400
    assert "Zonder ja blijft het in het dossier." in without.text
    assert noor.post(path, data=good | {"said_yes_on": _soon()}).status_code == 400
    assert noor.post(path, data=good | {"submission_key": "t1"}).status_code == 303
    again = noor.post(path, data=good | {"submission_key": "t2"})
    assert (again.status_code, "Dit thema is al gedeeld" in again.text) == (400, True)
    assert "Alleen zijn" in noor.get(path).text
    for name in ("omar", "youth_protection", "resident"):
        assert client_of(name).get(path).status_code == 403
    noor.get(path)
    key, version = connection.execute(text("select id, version from lifted_theme where theme = 'lonely'")).one()
    assert noor.post(f"{path}/{key}/withdraw", data={"version": "9"}).status_code == 409
    assert noor.post(f"{path}/{key}/withdraw", data={"version": str(version)}).status_code == 303
    assert "ingetrokken op" in noor.get(path).text


def test_team_lines_are_for_the_team_and_tell_nothing_of_a_few_households(client_of: ClientOf) -> None:
    page = client_of("coordinator").get("/team/lines")
    assert page.status_code == 200
    assert "Er is nog te weinig om te tellen." in page.text
    assert client_of("noor").get("/team/lines?months=24").status_code == 200
    for name in ("community_officer", "privacy_officer", "administrator", "resident", "analyst"):
        assert client_of(name).get("/team/lines").status_code in {403, 404}, name


@pytest.mark.parametrize("months", ["1", "5", "36", "null"])
def test_nobody_chooses_another_period(acting: Callable[[str], None], months: str) -> None:
    acting("coordinator")
    with pytest.raises(DBAPIError, match="whole quarters only"):
        db.session.execute(text(f"select * from sec.team_lines({months})"))
    db.session.rollback()


def test_who_works_with_a_neighbourhood_reads_its_themes_and_nobody_else_does(client_of: ClientOf) -> None:
    page = client_of("community_worker").get("/themes")
    assert page.status_code == 200
    assert "Thema's van de buurt" in page.text
    assert "Nog geen thema dat drie of meer huishoudens delen." in page.text
    assert 'href="/themes"' in client_of("community_worker").get("/me").text
    for name in ("noor", "coordinator", "welfare_worker", "community_officer", "analyst", "administrator", "resident"):
        assert client_of(name).get("/themes").status_code == 403, name
        assert 'href="/themes"' not in client_of(name).get("/me").text, name
