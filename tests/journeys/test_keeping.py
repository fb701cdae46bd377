"""What was kept long enough goes when two people agree, and nothing before; somebody's own words stand beside what stands about them."""

import datetime as dt
import re

from app.accounts.demo import DEMO_PASSWORD
from app.kernel.clock import today_in_amsterdam
from tests.journeys.conftest import Welcome
from tests.journeys.serving import Town
from tests.journeys.visitor import PHONE, Visitor

JOOST, ASTRID, NOOR = "Joost Haverkamp", "Astrid Kooij", "Noor Hoekstra"


def proves(visitor: Visitor) -> Visitor:
    if visitor.page.get_by_role("button", name=re.compile("^(Verder|Continue)$")).count():
        visitor.types(re.compile("Wachtwoord|Password"), DEMO_PASSWORD).presses(re.compile("^(Verder|Continue)$"))
    return visitor


def given_a_list(town: Town) -> None:
    """As `flask retention list` makes one, of rows that nobody has."""
    town.rows("delete from destruction_item returning 1")
    town.rows("delete from destruction_certificate returning 1")
    town.rows("delete from destruction_list returning 1")
    town.rows(
        "with made as (insert into destruction_list (made_on) values (sec.today()) returning id)"
        " insert into destruction_item (list_id, kind, record_id, rule_id, owner_org_id, destroy_on)"
        " select made.id, 'note', -n, (select min(id) from retention_rule), (select min(id) from organisation), sec.today()"
        " from made, generate_series(1, 3) n returning list_id"
    )


def test_two_people_agree_on_a_desk_and_on_a_phone(welcome: Welcome, town: Town) -> None:
    given_a_list(town)
    joost = welcome(JOOST).follows("Bewaren").sees("Bewaren en vernietigen", "Zonder termijn")
    joost.follows(re.compile("^Lijst van")).sees("notitie", "wacht op twee keer ja", "Mag dit weg?")
    proves(joost.presses("Ja, dit mag weg"))
    joost.sees("Nu moet nog iemand anders ja zeggen.", "wacht op het tweede ja")
    astrid = welcome(ASTRID, size=PHONE, scripts=False).goes_to("/retention").follows(re.compile("^Lijst van"))
    proves(astrid.presses("Ja, dit mag weg")).sees("wordt vannacht vernietigd")
    given_a_list(town)
    joost.goes_to("/retention").follows(re.compile("^Lijst van"))
    joost.types("Waarom klopt deze lijst niet?", "De termijn is te kort.").presses("Nee, keur de lijst af")
    proves(joost).sees("Er wordt niets van vernietigd.")


def test_a_term_and_a_duty_to_keep(welcome: Welcome, town: Town) -> None:
    town.rows("delete from legal_hold returning 1")
    astrid = welcome(ASTRID).goes_to("/retention")
    proves(astrid.follows("Termijn toevoegen"))
    astrid.types("Wet", "Leerplichtwet 1969").types("Hoe lang?", "5").types("Waar staat dat?", "Selectielijst")
    astrid.page.locator("input[name=record_type]").first.check()
    astrid.chooses(re.compile("nadat de hulp")).picks("Weken, maanden", "jaren|jaar")
    proves(astrid.presses("Opslaan")).sees("De termijn geldt vanaf vandaag", "5 jaar nadat de hulp is gestopt")
    joost = welcome(JOOST).goes_to("/retention")
    proves(joost.follows("Bewaarplicht vastleggen"))
    joost.types("Waarom?", "Er loopt een onderzoek.").types(
        "Tot en met welke dag?", (today_in_amsterdam() + dt.timedelta(9)).isoformat()
    )
    proves(joost.presses("Opslaan")).sees("het logboek", "Er loopt een onderzoek.")
    proves(joost.presses(re.compile("^Opheffen"))).sees("Opgeheven.")


def test_it_reads_in_english(welcome: Welcome) -> None:
    joost = welcome(JOOST)
    joost.presses("English")
    try:
        joost.goes_to("/retention").sees("Keeping and destroying", "15 years after it was recorded")
    finally:
        joost.goes_to("/me").presses("Nederlands")


def test_own_words_stand_beside_a_note(welcome: Welcome, town: Town) -> None:
    noor = welcome(NOOR).goes_to(f"/dossiers/{town.stories['debt']}/notes")
    noor.follows("Zienswijze erbij schrijven").sees("Wie leest dit?", "Zienswijze")
    noor.picks("Wie zegt dit?", "Samira").types("Wat zegt deze persoon ervan?", "Ik heb het anders beleefd.")
    noor.presses("Opslaan").sees("De zienswijze staat erbij.", "Ik heb het anders beleefd.", "Samira")
    phone = welcome(NOOR, size=PHONE, scripts=False).goes_to(f"/dossiers/{town.stories['debt']}/notes")
    phone.sees("Ik heb het anders beleefd.")
