"""The ageing story: Mrs Osei, who cares for her husband Kofi, her church and the circle in the street that keeps an
eye on them.
"""

from __future__ import annotations

import datetime as dt

from app.cli.demo.ecomaps import ROLE_DAYS
from app.cli.demo.household import Cover, Home, Member, bind, move_in
from app.cli.demo.scribe import Cast, Scribe
from app.cli.demo.shapes import DemoHousehold

_HOME = ("home", "")
_PHONE = ("phone", "belafspraak")


def write(cast: Cast, today: dt.date, home: Home) -> DemoHousehold:
    """Write the story for this reference date."""
    scribe = Scribe(cast, today, "noor")
    move_in(scribe, home, (
        Member(first_name="Abena", surname="Osei", age=76, days=250, relation="hoofdbewoner", contact="phone",
               phone="06 0000 0178"),
        Member(first_name="Kofi", surname="Osei", age=81, days=90, relation="partner", contact="visit"),
    ))  # fmt: skip
    _course(scribe)
    scribe.know("Ama", "pastor van de kerk", "friend", 600, ring="neighbourhood", strength=3)
    scribe.know("Esther", "dochter in Almere", "carer", 640, strength=2, account="esther")
    scribe.know("Rinus", "buurman", "neighbour", 200, ring="neighbourhood", strength=2)
    _plan(scribe)
    _care(scribe)
    _outside(scribe)
    _situation(scribe)
    _appointments(scribe)
    cover = Cover(
        case_no=178, title="Osei", neighbourhood="De Terp", street="Akkerstraat", house_number=52, weight="heavy",
        own_words="Ik wil met Kofi samen oud worden in dit huis, en af en toe een ochtend voor mijzelf.",
        own_words_by="mevrouw Osei", story="ageing", template="ageing",
    )  # fmt: skip
    return bind(scribe, home, cover)


def _course(scribe: Scribe) -> None:
    scribe.phase("intake", 660, "Pastor Ama belde, met mevrouw Osei ernaast.")
    scribe.phase("exploration", 655, "Gesprek aan de keukentafel, samen met de dochter.")
    scribe.phase("plan", 620, "Mevrouw Osei maakte eerst een eigen plan.")
    scribe.phase("in_progress", 609, "Het plan is gestart.")
    scribe.involve("noor", 660, reason="Regie.")
    scribe.involve("hidde", 640, 500, reason="Deed het eerste onderzoek samen met Noor.")
    scribe.involve("henk", 420, reason="Let mee op in het complex.")
    scribe.involve("karin", 430, 300, reason="Aanpassing in de woning.", persons=(0,))
    scribe.involve("murat", 310, 250, reason="Melding over spullen op de galerij.")
    scribe.involve("sanne", 590, reason="Buurtcirkel en eettafel.")
    scribe.involve("gerda", 180, reason="Maatje voor Kofi, op dinsdag.", persons=(1,))
    scribe.involve("esther", 30, -ROLE_DAYS, reason="Mevrouw Osei wil dat haar dochter de afspraken ook ziet.")
    scribe.involve("ruth", 90, reason="Mee kijken hoe de dagen beter lopen.", persons=(1,))


def _plan(scribe: Scribe) -> None:
    scribe.goal(
        "Samen thuis blijven wonen, ook als Kofi meer hulp nodig heeft.", 609, "housing", words_of="mevrouw Osei"
    )
    scribe.goal("Elke dinsdagochtend vrij voor mevrouw Osei.", 300, "contacts", words_of="mevrouw Osei")
    scribe.agree("Ziet Rinus 's ochtends geen licht, dan belt hij aan; daarna belt hij Esther.", 200, -160,
                 to=("buurtwerk",))  # fmt: skip
    scribe.agree("Bij zorg over de trap: eerst met twee personen helpen, nooit alleen tillen.", 88, -40, safety=True,
                 to=("buurtwerk", "ggz-noord"))  # fmt: skip


def _care(scribe: Scribe) -> None:
    scribe.intervene(
        "kitchen_talk", "noor", 652, 630, stance="do_together",
        why="Eerst horen wat mevrouw Osei zelf wil, met haar dochter erbij.", own_role="Luisteren en opschrijven.",
        superfluous_when="Als het plan er is.", network_could="Esther en pastor Ama.",
        result="Eigen plan van één bladzijde.",
    )  # fmt: skip
    scribe.intervene(
        "household_help", "noor", 605, stance="see_to_it",
        why="De zorg voor Kofi kost alle kracht. Schoonmaken lukt er niet meer bij.",
        alternatives="Esther elke week: te ver weg.", own_role="Regelen en één keer bellen.",
        superfluous_when="Zodra het loopt.", network_could="Esther doet de was.",
    )  # fmt: skip
    scribe.intervene(
        "home_adjustment", "noor", 440, 380, stance="see_to_it",
        why="De drempel en de badkamer maken elke dag moeilijk.",
        own_role="De Schans en de gemeente aan elkaar koppelen.",
        superfluous_when="Als het klaar is.", network_could="Buurman Rinus hing de beugel op.",
        result="Drempel weg, beugel bij bad.",
    )  # fmt: skip
    carer = scribe.intervene(
        "informal_carer_support", "noor", 320, stance="do_together",
        why="Mevrouw Osei vergeet zichzelf. Praten met anderen die zorgen, geeft haar lucht.",
        own_role="Elke maand vragen hoe het met háár gaat.", superfluous_when="Als de groep van de kerk dat doet.",
        network_could="Pastor Ama.",
    )  # fmt: skip
    scribe.update(carer, 60, "Sliep een nacht bij haar dochter. Rinus en Ama waren bij Kofi.")
    scribe.intervene(
        "mental_guidance", "ruth", 88, stance="do_together", persons=(1,),
        why="De dagen van Kofi raken in de war. Een vaste volgorde op een bord helpt hem en haar.",
        own_role="Samen het bord maken en bijstellen.", superfluous_when="Als het bord vanzelf gaat.",
        network_could="Gerda kijkt op dinsdag mee.",
    )  # fmt: skip


def _outside(scribe: Scribe) -> None:
    scribe.intervene(
        "enforcement_talk", "murat", 305, 305, stance="available",
        why="Melding dat de galerij vol staat. Ik ging eerst kijken wat er aan de hand was.",
        alternatives="Een aanschrijving: niet nodig.", own_role="Uitleggen waarom de galerij vrij moet blijven.",
        superfluous_when="Nu al.", network_could="Buurman Rinus heeft een schuur.",
        result="Rinus zette de spullen in zijn schuur.",
    )  # fmt: skip
    scribe.intervene(
        "eating_together", "sanne", 585, 400, stance="see_to_it",
        why="Koken voor twee is veel. Samen eten op vrijdag is ook gezellig.", own_role="Plekken vrijhouden.",
        superfluous_when="Na drie keer.", network_could="De eettafel haalt hen op.",
        result="Gingen elke vrijdag; Kofi vertelde verhalen over de haven.",
    )  # fmt: skip
    circle = scribe.intervene(
        "circle", "sanne", 210, stance="available",
        why="In de straat wonen meer mensen die iemand missen. Mevrouw Osei wilde er zelf een beginnen.",
        own_role="Ruimte regelen, verder niets.", superfluous_when="Nu bijna.", network_could="Rinus opent en sluit.",
    )  # fmt: skip
    scribe.update(circle, 45, "De groep kwam drie keer bij elkaar zonder ons.")
    scribe.intervene(
        "buddy", "gerda", 175, stance="do_together", persons=(1,),
        why="Kofi houdt van boten. Op dinsdag kijken we bij de sluis.", own_role="Samen wandelen.",
        superfluous_when="Als Rinus meegaat.", network_could="Rinus.",
    )  # fmt: skip


def _situation(scribe: Scribe) -> None:
    scribe.domain("housing", "recorded", 650, "Het plan gaat over thuis blijven wonen.")
    scribe.domain("health", "recorded", 640, "Helpers moeten weten wat Kofi wel en niet alleen kan.")
    scribe.domain("contacts", "recorded", 640, "Het netwerk draagt een deel van het plan.")
    scribe.domain("admin", "discussed", 650)
    scribe.domain("neighbourhood", "recorded", 210, "Mevrouw Osei begon zelf een buurtcirkel.")
    scribe.entry("health", 640, "Kan niet alleen de trap op, eet zelf, wil graag naar buiten.", (3, 2))
    scribe.entry("health", 30, "Herkent het bord en volgt de volgorde met een klein duwtje.", (3, 3))
    scribe.entry("contacts", 640, "Alleen de dochter en de kerk.", (3, 2))
    scribe.entry("contacts", 30, "Kerk, buurman en de cirkel. Drie sleutels in de straat.", (5, 4))
    scribe.entry("housing", 380, "Huis past weer.", (4, 4))
    scribe.note(652, "Gesprek met mevrouw Osei, Esther en pastor Ama. Kofi deed een dutje.",
                "“Ik heb veertig jaar voor anderen gezorgd, nu weet ik niet hoe ik vraag.”",
                "Vragen leren is hier het plan.")  # fmt: skip
    scribe.note(
        60, "Eerste nacht weg geweest. Alles ging goed thuis.", "“Ik heb geslapen als een kind.”", "Dit vaker doen."
    )
    scribe.note(30, "Kofi liep vandaag tot de sluis en terug.", "“De boten zijn kleiner dan vroeger.”", "", who="gerda")


def _appointments(scribe: Scribe) -> None:
    scribe.meet(652, _HOME, (("asked", None, 3), ("coming", 1, 2), ("came", 1, 0)), about="Keukentafelgesprek")
    scribe.meet(400, _HOME, (("asked", None, 9), ("coming", 0, 3), ("came", 0, 0)), about="Plan nalopen")
    scribe.meet(200, _HOME, (("asked", None, 9), ("thinking", None, 5), ("coming", 2, 2), ("did_not_come", 2, 0)),
                about="Plan nalopen")  # fmt: skip
    last = scribe.meet(60, _PHONE, (("asked", None, 9), ("coming", 0, 4), ("came", 0, 0)),
    about="Hoe was de nacht weg?",
                       minutes=30)  # fmt: skip
    scribe.meet(
        0, _PHONE, (("asked", None, 8), ("coming", 0, 4)), about="Bellen met pastor Ama erbij", hour=15, minutes=30
    )
    scribe.offer("Een keer per maand soep maken voor de buurtcirkel.", 60, with_whom=0, at=last)
