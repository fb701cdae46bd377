"""The nuisance story: Mr Visser, loud music at night, a warning that went through the pause, and his card friend
Wim.
"""

from __future__ import annotations

import datetime as dt

from app.cli.demo.household import Cover, Home, Member, bind, move_in
from app.cli.demo.papers import keep
from app.cli.demo.scribe import Cast, Scribe
from app.cli.demo.shapes import DemoHousehold

_ROOM = ("office", "spreekkamer 2")
_HOME = ("home", "")


def write(cast: Cast, today: dt.date, home: Home) -> DemoHousehold:
    """Write the story for this reference date."""
    scribe = Scribe(cast, today, "noor")
    move_in(scribe, home, (
        Member(first_name="Arend", surname="Visser", age=61, days=33, relation="hoofdbewoner", contact="phone",
               phone="06 0000 0157"),
    ))  # fmt: skip
    _course(scribe)
    scribe.know("Wim", "kaartvriend", "friend", 47, ring="friends", strength=2)
    scribe.know("Ans", "buurvrouw van beneden", "neighbour", 300, ring="neighbourhood", strength=1)
    _plan(scribe)
    _first_round(scribe)
    _second_round(scribe)
    _situation(scribe)
    _appointments(scribe)
    keep(
        scribe, 20, "Waarschuwing geluid", (
            "Woningstichting De Schans", "", "Geachte heer Visser,", "", "Na 22 uur is de muziek in de hele gang te horen.",
            "Zet u de muziek dan zachter. Lukt dat niet, bel ons dan, dan denken wij mee.",
        ), file_name="waarschuwing-geluid.pdf", who="karin",
    )  # fmt: skip
    cover = Cover(
        case_no=157, title="Visser", neighbourhood="Waterwijk", street="Roeiersstraat", house_number=88, addition="2",
        weight="light", own_words="Ik wil gewoon mijn muziek, en niet steeds iemand aan de deur.",
        own_words_by="de heer Visser",
        story="nuisance", template="nuisance",
    )  # fmt: skip
    return bind(scribe, home, cover)


def _course(scribe: Scribe) -> None:
    scribe.phase("intake", 610, "De Schans vroeg of iemand mee wilde kijken naar het geluid in de avond.")
    scribe.phase("exploration", 598, "De heer Visser wil praten, als het bij hem thuis kan.")
    scribe.phase("plan", 560, "Hij wil zijn muziek houden en rust aan de deur.")
    scribe.phase("in_progress", 548, "Afspraken gemaakt met buren en De Schans.")
    scribe.phase("low_flame", 400, "Het is drie maanden rustig.")
    scribe.phase("in_progress", 130, "Nieuwe meldingen na het overlijden van zijn broer.")
    scribe.phase("plan", 40, "De oude afspraken passen niet meer; we maken samen nieuwe.")
    scribe.involve("noor", 610, reason="Regie op verzoek van de heer Visser.")
    scribe.involve("karin", 610, reason="Woonafspraken en rust in het portiek.")
    scribe.involve("henk", 590, reason="Eerste aanspreekpunt in het complex.")
    scribe.involve("ruth", 125, reason="Gesprekken na het verlies van zijn broer.")
    scribe.involve("jelle", 300, 120, reason="Meldingen in de nacht, met afspraak over eerst bellen.")
    scribe.involve("sanne", 560, reason="Kaartclub en kennismaken in de buurt.")


def _plan(scribe: Scribe) -> None:
    scribe.goal(
        "Na tien uur muziek op de koptelefoon, overdag mag het gewoon.", 548, "housing", words_of="de heer Visser"
    )
    scribe.goal("Twee middagen per week de deur uit.", 40, "contacts", words_of="de heer Visser")
    scribe.agree(
        "Bij geluid belt de buurvrouw eerst zelf aan; daarna belt zij Henk, en pas dan een ander.", 545, -30,
        to=("de-schans",),
    )  # fmt: skip
    scribe.agree("Bezoek in de avond meldt zich eerst telefonisch en komt met twee personen.", 125, -60, safety=True,
                 to=("de-schans", "ggz-noord"))  # fmt: skip


def _first_round(scribe: Scribe) -> None:
    scribe.intervene(
        "neighbour_mediation", "noor", 590, 552, stance="see_to_it",
        why="Buren en de heer Visser praten vooral over elkaar. Een gesprek met een buurtbemiddelaar past bij beiden.",
        alternatives="Meteen een brief: dat maakt het groter.", own_role="Bemiddelaar regelen en weggaan.",
        coordinated_with="Karin Dijkstra", superfluous_when="Als buren elkaar zelf aanspreken.",
        network_could="Buurvrouw Ans.", result="Afspraak over tien uur, en een telefoonnummer op de koelkast.",
    )  # fmt: skip
    scribe.intervene(
        "caretaker_talk", "henk", 575, 575, stance="available",
        why="Even langslopen werkt beter dan een brief.", own_role="Aanspreken en luisteren.",
        superfluous_when="Als de buren zelf aanbellen.", network_could="Buurvrouw Ans.",
        result="Volume is omlaag, koptelefoon gekocht.",
    )  # fmt: skip
    cards = scribe.intervene(
        "card_club", "sanne", 540, 390, stance="see_to_it",
        why="De avonden zijn lang. Kaarten deed hij vroeger elke week met zijn broer.", own_role="Een keer meegaan.",
        superfluous_when="Als hij zelf gaat.", network_could="De kaartclub haalt hem op.",
        result="Gaat elke donderdag. Leerde daar Wim kennen.",
    )  # fmt: skip
    scribe.update(cards, 500, "Won zijn eerste potje. Neemt volgende keer koekjes mee.")


def _second_round(scribe: Scribe) -> None:
    scribe.intervene(
        "officer_talk", "jelle", 290, 290, stance="available",
        why="Eén melding in de nacht. Ik wilde weten of het nog goed ging.", own_role="Langsgaan, geen bon.",
        superfluous_when="Als de belafspraak werkt.", result="Was eenmalig: verjaardag. Buren wisten het niet.",
    )  # fmt: skip
    guidance = scribe.intervene(
        "mental_guidance", "ruth", 122, stance="do_together",
        why="Na het verlies van zijn broer slaapt hij overdag en is hij 's nachts wakker. Hij wil zijn ritme terug.",
        alternatives="Alleen de huisarts: daar gaat hij nu niet heen.", own_role="Wekelijks wandelen en praten.",
        coordinated_with="Noor Hoekstra", superfluous_when="Als hij weer drie nachten achter elkaar slaapt.",
        network_could="Wim wandelt graag.",
    )  # fmt: skip
    scribe.update(guidance, 30, "Wandelde vandaag zelf een rondje, zonder afspraak.")
    scribe.intervene(
        "social_work", "noor", 118, stance="do_together",
        why="Er is veel te regelen na het overlijden, en dat geeft onrust.", own_role="Samen bellen en afvinken.",
        superfluous_when="Als de lijst leeg is.", network_could="Wim heeft dit voor zijn zus gedaan.",
    )  # fmt: skip
    scribe.intervene(
        "nuisance_warning", "karin", 1, -89, stance="see_to_it", status="active",
        why="Derde melding in een maand; de buren slapen niet.", alternatives="Nog een gesprek: dat was er twee keer.",
        own_role="Duidelijk zijn over de grens, en zeggen wat wij doen.", consulted="Noor Hoekstra, telefonisch",
        coordinated_with="Noor Hoekstra",
        pause_reason="Er loopt zorg. Noor en ik brengen de brief samen, zodat hij weet wat er van hem wordt gevraagd.",
        superfluous_when="Als het vier weken rustig is.", network_could="Buurvrouw Ans belt eerst aan.",
    )  # fmt: skip
    scribe.intervene(
        "coffee_morning", "sanne", -10, -100, stance="see_to_it",
        why="Een vaste ochtend naast de kaartclub. Hij koos hem zelf.", own_role="Zeggen dat hij komt.",
        superfluous_when="Na de eerste keer.", network_could="Wim gaat ook.",
    )  # fmt: skip


def _situation(scribe: Scribe) -> None:
    scribe.domain("housing", "recorded", 560, "Het gaat om het blijven wonen in dit portiek.")
    scribe.domain("health", "recorded", 122, "De begeleiding moet weten hoe de dagen en nachten gaan.")
    scribe.domain("contacts", "discussed", 560)
    scribe.domain("money", "discussed", 598)
    scribe.entry("housing", 560, "Goed huis, dunne muren.", (4, 3))
    scribe.entry("housing", 35, "Bang om het huis te verliezen.", (2, 3))
    scribe.entry("health", 122, "Slaapt overdag, is 's nachts wakker. Kan post en telefoon zelf.", (2, 2))
    scribe.entry("health", 20, "Twee nachten per week goed geslapen.", (3, 3))
    scribe.note(598, "Kennisgemaakt aan huis. Grote platenkast, alles netjes op volgorde.",
                "“Muziek is het enige dat nooit ruzie maakt.”",
                "Trots op zijn verzameling; misschien iets voor de buurt.")  # fmt: skip
    scribe.note(20, "Besproken wat een waarschuwing zou betekenen.", "“Zeg het dan eerlijk, dan weet ik waar ik sta.”",
                "Duidelijkheid geeft hem rust.")  # fmt: skip
    scribe.note(2, "Derde melding deze maand. Overlegd met het wijkteam vóór de brief.", "", "", who="karin")


def _appointments(scribe: Scribe) -> None:
    scribe.meet(598, _HOME, (("not_asked", None, 4), ("asked", None, 1), ("rather_not", None, 0)), about="Kennismaken")
    scribe.meet(
        125, _HOME, (("asked", None, 7), ("rather_not", None, 3)), about="Na het overlijden", attendees=("noor", "ruth")
    )
    scribe.meet(43, _ROOM, (("asked", None, 6), ("rather_not", None, 0)), about="Hoe nu verder")
    scribe.meet(21, _ROOM, (("asked", None, 6), ("thinking", 0, 0)), about="Nieuwe afspraken", minute=30, hour=13)
    scribe.meet(7, _ROOM, (("not_asked", None, 3),), status="cancelled", cancelled_because="De heer Visser was ziek.",
                about="Nieuwe afspraken")  # fmt: skip
    scribe.meet(0, _ROOM, (("not_asked", None, 6),), about="Nieuwe afspraken", hour=13, minute=30, sequence=1)
