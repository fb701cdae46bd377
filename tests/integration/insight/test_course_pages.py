"""The pages of the course of households: what they show, to whom, and what they say when there is nothing or a wrong question."""

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from app import create_app
from app.db.session import db
from app.dossiers.domains import DOMAINS
from app.insight.periods import Period
from app.interventions.stances import STANCES
from app.web.i18n import by_language
from tests.database import Cluster, config_for, template
from tests.integration.insight.conftest import SINGEL, TERP, Scene
from tests.integration.insight.course import LAST, Course
from tests.integration.insight.town import Town
from tests.world import PEOPLE, read

PAGES = ("stepping-back", "coverage", "load")


@pytest.fixture(scope="module")
def town(cluster: Cluster) -> Iterator[Town]:
    name = f"schakel_courses_{os.getpid()}"
    urls = cluster.make(name, template(cluster))
    engine = create_engine(urls.owner, poolclass=NullPool)
    app = create_app(config_for(urls))
    with engine.connect() as line:
        scene = Scene(line, read(urls.owner))
        scene.asks_as("noor")
        Course(scene).fill(1, 260)
        scene.count()
        line.commit()
        yield Town(app, scene)
    with app.app_context():
        db.engine.dispose()
    cluster.drop(name)


def page(town: Town, name: str, query: str = "", *, who: str = "coordinator", status: int = 200) -> str:
    answer = town.client(who).get(f"/insight/{name}?{query}")
    assert answer.status_code == status, answer.text
    return answer.text


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_only_who_follows_has_these_pages(town: Town, name: str, who: str) -> None:
    allowed = PEOPLE[who][0] in {"coordinator", "analyst"}
    assert town.client(who).get(f"/insight/{name}").status_code == (200 if allowed else 403)


@pytest.mark.parametrize("name", PAGES)
def test_a_wrong_question_an_empty_period_and_a_future_one_get_a_clear_answer(town: Town, name: str) -> None:
    assert "Dit gebied kennen we niet" in page(town, name, "place=Nergens", status=400)
    assert "Deze periode ligt in de toekomst" in page(town, name, "period=2999", status=400)
    empty = page(town, name, "period=2001")
    assert "Over deze vraag is niets te tonen" in empty
    assert "Wis de filters" in empty


@pytest.mark.parametrize("name", PAGES)
def test_what_is_too_little_is_answered_coarser_and_said(town: Town, name: str) -> None:
    assert "Van BU88880102 alleen is er te weinig om te tonen" in page(town, name, f"place=BU88880102&period={LAST}")


def test_a_community_worker_sees_no_way_to_them(town: Town) -> None:
    said_there = town.client("community_worker").get("/insight").text
    assert "/insight/stepping-back" not in said_there
    assert "/insight/stepping-back" in town.client("coordinator").get("/insight").text


def test_stepping_back_has_lines_the_second_person_stances_and_returns(town: Town) -> None:
    said_there = page(town, "stepping-back", f"period={LAST}")
    for said in (
        "Per huishouden, ", "De lijnen kruisen", "Per wijk en buurt", "om een tweede persoon gevraagd", "kwam er iemand mee",
        "De houding die het vaakst is opgeschreven", "keer binnen 31 dagen weer", "Wat een bewoner of een duo aanbiedt, tellen we niet",
    ):  # fmt: skip
        assert said in said_there, said
    assert "/dossiers/" not in said_there


def test_stances_through_time_are_made_of_the_told_tens_and_leave_out_what_is_held_back(town: Town) -> None:
    assert "Houdingen door de tijd" in page(town, "stepping-back", f"period={LAST}")
    found = town.client("coordinator").get(f"/insight/stepping-back/stances-time.csv?period={LAST}")
    lines = [line.split(";") for line in found.text.splitlines()[1:]]
    asked = (
        "select extract(year from starts) || '-Q' || extract(quarter from starts), value, number from insight.told"
        " where level = 'town' and span = 'quarter' and value like 'stance:%'"
    )
    told = {(period, value): number for period, value, number in town.scene.line.execute(text(asked))}
    town.scene.line.commit()
    codes = {stance.name_nl: code for code, stance in STANCES.items()}
    assert len(lines) > 9
    for name, period, share in lines:
        number, whole = told.get((period, f"stance:{codes[name]}")), told.get((period, "stance:"))
        expected = (
            "te weinig om te tonen" if number is None or not whole else str(min(round(100 * number / whole), 100))
        )
        assert share == expected, (name, period)
    assert {share.isdigit() for _name, _period, share in lines} == {True, False}


def test_coverage_has_needs_beside_what_began_and_says_what_it_does_not_know(town: Town) -> None:
    said_there = page(town, "coverage", f"period={LAST}")
    assert "Er is geen sociale kaart" in said_there
    assert "vraag: " in said_there
    assert "Hele gemeente" in said_there


@pytest.mark.parametrize(
    ("query", "where", "periods"),
    [
        (f"period={LAST}&vs=previous", ("", ""), (LAST, LAST.before)),
        (f"period={LAST}&beside={TERP}", ("", TERP), (LAST, LAST)),
    ],
)
def test_coverage_stands_beside_another_period_or_neighbourhood_as_each_is_told(
    town: Town, query: str, where: tuple[str, str], periods: tuple[Period, Period]
) -> None:
    said_there = page(town, "coverage", query)
    assert " naast " in said_there
    assert "/insight/coverage/beside.csv" in said_there
    lines = [
        line.split(";")
        for line in town.client("coordinator").get(f"/insight/coverage/beside.csv?{query}").text.splitlines()[1:]
    ]
    told = "select value, homes from insight.told where span = :span and place = :place and starts = :day and value like 'need:_%'"
    names = {code: by_language(domain.name_nl, domain.name_en) for code, domain in DOMAINS.items()}
    known = 0
    for place, period, column in zip(where, periods, dict.fromkeys(line[1] for line in lines), strict=True):
        asked = town.scene.line.execute(text(told), {"place": place, "day": period.starts, "span": period.span})
        homes = {names[value.removeprefix("need:")]: number for value, number in asked}
        town.scene.line.commit()
        for line in (line for line in lines if line[1] == column):
            number = homes.get(line[0])
            assert line[2] == ("te weinig om te tonen" if number is None else str(number)), line
            known += number is not None
    assert known > 2


def test_coverage_says_when_there_is_too_little_to_put_beside_it(town: Town) -> None:
    said_there = page(town, "coverage", f"period={LAST}&beside={SINGEL}")
    assert f"Over {SINGEL} is er te weinig om ernaast te zetten." in said_there
    assert "/insight/coverage/beside.csv" not in said_there


def test_load_has_flow_per_team_where_that_is_told_and_no_ranking(town: Town) -> None:
    found = page(town, "load", f"period={LAST}")
    for said in ("Per team: erbij", "Per team: eruit", "Per team: hoe lang een fase duurt"):
        assert said in found, said
    asked = "select value, number from insight.told where level = 'town' and span = 'quarter' and starts = :day and value like :cut"
    for part, cut in (("in-team", "in:_%"), ("gone-team", "gone:_%")):
        text_of = town.client("coordinator").get(f"/insight/load/{part}.csv?period={LAST}").text
        rows = town.scene.line.execute(text(asked), {"day": LAST.starts, "cut": cut})
        told = [str(number) for _value, number in rows if number is not None]
        town.scene.line.commit()
        assert sorted(
            line.split(";")[1] for line in text_of.splitlines()[1:] if line.split(";")[1].isdigit()
        ) == sorted(told)
        assert told, part


def test_load_has_flow_times_clocks_quiet_files_and_teams_against_their_bandwidth(town: Town) -> None:
    said_there = page(town, "load", f"period={LAST}")
    for said in (
        "dossiers bij en er gingen er", "De langste fase die eindigde: ", "dossiers waren er ongeveer", "Termijnen van de wet",
        "stil: 30 dagen niets",
        "teams: meer dan de bandbreedte", "geen norm en geen ranglijst", "te veel",
    ):  # fmt: skip
        assert said in said_there, said
    assert "De bandbreedte van een team geldt voor de hele gemeente" in page(
        town, "load", f"period={LAST}&place=WK888801"
    )
