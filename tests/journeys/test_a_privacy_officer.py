"""A privacy officer sees who looked where, asks why, and gets an answer; the log says so too, and shows when somebody touched it."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

from app import create_app
from app.db.session import db
from tests.database import config_for
from tests.journeys.conftest import Welcome
from tests.journeys.serving import Town
from tests.journeys.test_the_regiekaart import secrets
from tests.journeys.visitor import PHONE, Visitor

JOOST, NOOR, KARIN = "Joost Haverkamp", "Noor Hoekstra", "Karin Dijkstra"
WHY = "Ik bereidde het huisbezoek van die middag voor."


def given_a_sight(town: Town, who: str, *, days_ago: int, hour: int) -> dt.datetime:
    """The log of a day that is over: the sample does not draw from today."""
    moment = dt.datetime.now(dt.UTC).replace(hour=hour, minute=5) - dt.timedelta(days=days_ago)
    town.rows(
        "insert into access_log (at, trace_id, action, operation, outcome, account_id, account_name, organisation_id, function,"
        " dossier_id, categories, person_count) select %(at)s, gen_random_uuid(), 'read', 'dossier.show', 'ok', a.id, a.name,"
        " a.organisation_id, a.function, %(dossier)s, '{identity,plan}', 1 from account a where a.name = %(who)s returning id",
        at=moment, who=who, dossier=town.stories["nuisance"],
    )  # fmt: skip
    return moment


def then_nothing_of_a_file_shows(visitor: Visitor) -> None:
    visitor.sees_nothing_of("El Amrani", "Samira", "Dirkstraat", "Visser, ", *secrets())


def test_who_looked_where_is_there_and_nothing_of_a_file(welcome: Welcome) -> None:
    noor = welcome(NOOR)
    noor.goes_to(f"/dossiers/{noor.town.stories['debt']}")
    for size in ((1280, 900), PHONE):
        joost = welcome(JOOST, size=size)
        assert joost.heading == "Wie keek waar"
        joost.sees(NOOR, "generalist, Wijkteam Oost", "bekeken", "casusregisseur")
        then_nothing_of_a_file_shows(joost)
    joost = welcome(JOOST)
    joost.types("Naam van de medewerker", "hoekstra").presses("Zoek", joost.page.locator("main")).sees(NOOR)
    joost.types("Naam van de medewerker", "niemand").presses("Zoek", joost.page.locator("main"))
    joost.sees("Er is niets gevonden.").follows("Wis de filters").sees(JOOST, "logboek")


def test_it_works_without_a_script(welcome: Welcome) -> None:
    joost = welcome(JOOST, scripts=False)
    joost.follows("Wat opvalt").sees("Een patroon is een vraag, geen verwijt.", "Eigen achternaam", "In de nacht")
    joost.follows("Wie keek waar").types("Naam van de medewerker", "haverkamp")
    joost.presses("Zoek", joost.page.locator("main")).sees(JOOST)


def test_a_pattern_is_shown_with_its_rule(welcome: Welcome, town: Town) -> None:
    given_a_sight(town, KARIN, days_ago=1, hour=2)
    joost = welcome(JOOST).follows("Wat opvalt")
    night = joost.card("In de nacht")
    assert KARIN in night.inner_text()
    assert "Dat kan een late dienst zijn." in night.inner_text()
    then_nothing_of_a_file_shows(joost)
    hers = night.locator("li, tr").filter(has_text=KARIN).first  # whoever runs this at night stands there too
    joost.follows(re.compile("Bekijk de regels"), hers).sees(KARIN)


def test_a_sight_is_explained_in_one_line(welcome: Welcome, town: Town) -> None:
    moment = given_a_sight(town, KARIN, days_ago=70, hour=9)
    joost = welcome(JOOST).follows("Steekproef")
    joost.goes_to(f"/oversight/sample?month={moment:%Y-%m}").presses(re.compile(rf"^Vraag uitleg\s*: {KARIN}"))
    joost.sees("De vraag staat bij deze medewerker op Vandaag.", "nog geen antwoord")
    karin = welcome(KARIN).sees("Dit wacht op u", "leg uit waarom u dit bekeek")
    karin.follows(re.compile(r"W-\d{4}-0157"), karin.card("Dit wacht op u"))
    with karin.counting(1):
        karin.types("Waarom bekeek u dit?", WHY).presses("Versturen")
    karin.sees("Dank u. Uw uitleg is verstuurd.", WHY)
    joost.goes_to(f"/oversight/sample?month={moment:%Y-%m}").sees(WHY, "beantwoord")


def test_the_log_verifies_and_a_line_that_was_changed_by_hand_is_named(
    welcome: Welcome, town: Town, tmp_path: Path
) -> None:
    visitor = welcome(NOOR)
    visitor.goes_to(f"/dossiers/{town.stories['debt']}")
    app = create_app(replace(config_for(town.urls), witness=tmp_path / "seals.jsonl"))
    flask = app.test_cli_runner()
    assert "lines sealed" in flask.invoke(args=["audit", "seal"]).output
    good = flask.invoke(args=["audit", "verify"])
    # A line of yesterday, planted by a test beside this one, waits while somebody else's transaction runs.
    for _turn in range(20):
        if good.exit_code == 0:
            break
        visitor.page.wait_for_timeout(500)
        flask.invoke(args=["audit", "seal"])
        good = flask.invoke(args=["audit", "verify"])
    assert good.exit_code == 0, good.output
    [(line, before)] = town.rows(
        "select id, reason from access_log where operation = 'dossier.show' order by id desc limit 1 offset 0"
    )
    town.rows("update access_log set reason = 'op verzoek' where id = %(id)s returning id", id=line)
    wrong = flask.invoke(args=["audit", "verify"])
    assert wrong.exit_code == 1
    assert f"access_log {line}: changed after seal" in wrong.output
    town.rows("update access_log set reason = %(before)s where id = %(id)s returning id", id=line, before=before)
    with app.app_context():
        db.engine.dispose()
