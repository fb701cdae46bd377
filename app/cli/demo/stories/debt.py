"""The debt story: Samira El Amrani and her son Sami, from unopened mail to a budget café that she goes to with her
sister Mina.
"""

from __future__ import annotations

import datetime as dt

from app.cli.demo.household import Cover, Home, Member, bind, move_in
from app.cli.demo.papers import keep
from app.cli.demo.questions import ask, ask_outside
from app.cli.demo.scribe import Cast, Scribe
from app.cli.demo.shapes import DemoHousehold
from app.cli.demo.stories.debt_together import together, wins

_HOME = ("home", "")
_OFFICE = ("office", "spreekkamer 1, Wijkteam Oost")


def write(cast: Cast, today: dt.date, home: Home) -> DemoHousehold:
    """Write the story for this reference date."""
    scribe = Scribe(cast, today, "noor")
    move_in(scribe, home, (
        Member(first_name="Samira", prefix="El", surname="Amrani", age=38, days=160, relation="hoofdbewoner",
               contact="visit", phone="06 0000 0142"),
        Member(first_name="Sami", prefix="El", surname="Amrani", age=9, days=75, relation="kind", contact="visit"),
    ))  # fmt: skip
    _course(scribe)
    _network(scribe)
    goals = _plan(scribe)
    _care(scribe, goals)
    _enforcement(scribe)
    _activation(scribe, goals)
    _situation(scribe)
    _notes(scribe)
    _papers(scribe)
    _questions(scribe)
    _appointments(scribe)
    together(scribe)
    wins(scribe, goals)
    cover = Cover(
        case_no=142, title="El Amrani", neighbourhood="Waterwijk", street="Dirkstraat", house_number=14,
        weight="medium",
        own_words="Ik wil dat de deurwaarder niet meer belt, en dat Sami weer bij zijn vrienden kan spelen.",
        own_words_by="Samira", story="debt", template="debt",
    )  # fmt: skip
    return bind(scribe, home, cover)


def _course(scribe: Scribe) -> None:
    scribe.phase("intake", 700, "Samira belde zelf, na een brief van de deurwaarder.")
    scribe.phase("exploration", 693, "Eerste gesprek aan de keukentafel is gepland.")
    scribe.phase("plan", 664, "Het is duidelijk wat Samira zelf wil en kan.")
    scribe.phase("in_progress", 652, "Plan samen gemaakt en door Samira getekend.")
    scribe.involve("noor", 700, reason="Regie; Samira wil één vast gezicht.")
    scribe.involve("bilgin", 640, 420, reason="Toeslagen en aanvullende bijstand uitzoeken.", persons=(0,))
    scribe.involve(
        "karin", 335, -97, reason="Huur en woonafspraken; De Schans wil dat het gezin kan blijven.", persons=(0,)
    )
    scribe.involve("tjeerd", 290, reason="Schulden op een rij en een regeling.", persons=(0,))
    scribe.involve("ruth", 250, reason="Begeleiding thuis, op verzoek van Samira.", persons=(0,))
    scribe.involve("jelle", 200, -97, reason="Rust in de straat; goed contact met het gezin.")
    scribe.involve("anouk", 180, reason="Overblijf en vriendjes op school.", persons=(1,))
    scribe.involve("sanne", 150, reason="Budgetcafé en moestuin in de buurt.", persons=(0,))
    scribe.involve("gerda", 118, -20, reason="Taalmaatje van Samira.", persons=(0,))


def _network(scribe: Scribe) -> None:
    scribe.know("Mina", "zus van Samira", "family", 640, strength=3)
    scribe.know("Ben", "buurman", "neighbour", 210, ring="neighbourhood", strength=2)
    scribe.know("Moestuingroep", "de groep van de woensdag", "other", 120, ring="neighbourhood", strength=3)
    scribe.know("Hajar", "moeder van een vriendje van Sami", "friend", 60, ring="friends", strength=1)


def _plan(scribe: Scribe) -> tuple[int, int]:
    stay = scribe.goal(
        "Deze winter blijft het gezin in dit huis, zonder nieuwe schuld.", 82, "housing", words_of="Samira", review=12
    )
    play = scribe.goal("Sami gaat weer buiten spelen.", 82, "contacts", words_of="Samira", review=40)
    scribe.goal("Alle post is open en ligt op één plek.", 650, "admin", status="reached", words_of="Samira")
    scribe.agree("Bij geluid na 22 uur eerst Noor bellen, dan pas langs.", 194, -52, safety=True, to=("politie",))
    scribe.agree(
        "De huur gaat op de 25e, direct na de toeslag. Lukt het niet, dan belt Samira vóór de 20e met Karin.",
        284, -97, to=("de-schans", "kredietbank"),
    )  # fmt: skip
    return stay, play


def _care(scribe: Scribe, goals: tuple[int, int]) -> None:
    talk = scribe.intervene(
        "social_work", "noor", 690, 270, stance="do_together",
        why="Er lagen drie tassen dichte post. Samira wil het zelf doen, maar durft niet alleen te beginnen.",
        alternatives="Meteen naar de Kredietbank: te vroeg, zij wilde eerst rust.",
        own_role="Samen openmaken en ordenen, niet overnemen.", coordinated_with="Mina",
        superfluous_when="Als Samira twee maanden zelf haar post heeft gedaan.", network_could="Mina, op zondagmiddag.",
        result="Alle post is open. Samira en Mina doen het nu elke zondag samen.",
    )  # fmt: skip
    scribe.update(talk, 600, "Eerste tas is leeg. Samira lachte om de reclame van 2022.")
    debt = scribe.intervene(
        "debt_help", "tjeerd", 285, stance="do_together", persons=(0,),
        why="Er dreigt beslag op de uitkering. Samira heeft nu overzicht en wil een regeling die ze kan volhouden.",
        alternatives="Budgetbeheer: Samira wil liever zelf betalen.",
        own_role="Schuldeisers bellen en het beslag afwenden.",
        coordinated_with="Noor Hoekstra", superfluous_when="Als de regeling een jaar zonder ons loopt.",
        network_could="Mina kijkt mee in het kasboek.", goal=goals[0],
    )  # fmt: skip
    scribe.update(debt, 220, "Elf van de veertien schuldeisers doen mee.")
    scribe.update(debt, 1, "Beslag afgewend. De laatste schuldeiser ging gisteren akkoord.")
    home = scribe.intervene(
        "home_guidance", "ruth", 240, stance="see_to_it", persons=(0,),
        why="De dagen lopen door elkaar door de zorgen. Eén vast moment per week geeft Samira houvast.",
        alternatives="Alleen bellen: dat schoot er te vaak bij in.", own_role="Samen een weekritme maken.",
        coordinated_with="Noor Hoekstra", superfluous_when="Als Samira drie weken haar eigen ritme vasthoudt.",
        network_could="De moestuingroep: daar is woensdag al een vast moment.",
    )  # fmt: skip
    scribe.update(home, 40, "Van elke week naar om de week, op voorstel van Samira.")


def _enforcement(scribe: Scribe) -> None:
    scribe.intervene(
        "nuisance_warning", "karin", 330, 318, stance="take_over", persons=(0,),
        why="Drie meldingen van buren over schreeuwen in de avond. De buren slapen slecht.",
        alternatives="Buurtbemiddeling aangeboden; de buren wilden nog niet.",
        own_role="Zeggen wat niet kan, en luisteren.",
        consulted="Noor Hoekstra, telefonisch", coordinated_with="Noor Hoekstra",
        pause_reason="Noor en ik spraken af: wel waarschuwen, samen brengen en meteen vragen wat helpt.",
        superfluous_when="Als het een maand rustig is.", network_could="Buurman Ben durft aan te bellen.",
        result="Goed gesprek. Het geluid kwam van ruzie aan de telefoon met schuldeisers.",
    )  # fmt: skip
    scribe.intervene(
        "last_chance", "karin", 300, -65, stance="see_to_it", persons=(0,),
        why="Vier maanden huurachterstand. Zonder afspraak moet De Schans naar de rechter; dat willen we niet.",
        alternatives="Derde betalingsregeling: de vorige twee hielden geen stand.",
        own_role="Een afspraak maken die het gezin in huis houdt.", consulted="Noor Hoekstra en Tjeerd Dijkstra",
        coordinated_with="Noor Hoekstra",
        pause_reason="Er liep al zorg. Dit gaat door, omdat de Kredietbank het nodig heeft voor de regeling.",
        superfluous_when="Als er twaalf maanden op tijd is betaald.", network_could="Mina zet de huur mee klaar.",
    )  # fmt: skip
    scribe.intervene(
        "officer_talk", "jelle", 196, 196, stance="available",
        why="Nieuwe melding van geluid. Ik wilde eerst horen hoe het gaat, samen met Noor.",
        alternatives="Een waarschuwing: niet nodig.", own_role="Langsgaan zonder haast.",
        coordinated_with="Noor Hoekstra",
        superfluous_when="Als buren elkaar zelf bellen.", network_could="Buurman Ben.",
        result="Goed gesprek, afspraak gemaakt.",
    )  # fmt: skip


def _activation(scribe: Scribe, goals: tuple[int, int]) -> None:
    cafe = scribe.intervene(
        "budget_cafe", "sanne", 140, stance="see_to_it", persons=(0,), goal=goals[0],
        why="Samira wil zelf overzicht. Met Mina erbij durft ze naar binnen.",
        alternatives="Cursus bij de bank: te ver en te formeel.", own_role="De eerste keer meelopen, daarna niet meer.",
        coordinated_with="Tjeerd Dijkstra", superfluous_when="Zijn we al: ze gaat met Mina.",
        network_could="Mina gaat elke keer mee.",
    )  # fmt: skip
    scribe.update(cafe, 90, "Samira legde aan een nieuwe bezoeker uit hoe het kasboek werkt.")
    scribe.intervene(
        "language_buddy", "gerda", 115, stance="do_together", persons=(0,),
        why="Samira spreekt goed Nederlands, maar brieven lezen kost moeite. Wekelijks samen lezen helpt.",
        own_role="Samen lezen, koffie erbij.", superfluous_when="Als de brieven geen kramp meer geven.",
        network_could="Sami leest thuis hardop voor.",
    )  # fmt: skip
    scribe.intervene(
        "vegetable_garden", "sanne", 62, stance="available", persons=(0,),
        why="Mina en Samira zagen de tuin en wilden meedoen. Wij hoefden alleen de sleutel te regelen.",
        own_role="Sleutel regelen.", superfluous_when="Nu al.", network_could="De moestuingroep doet het zelf.",
    )  # fmt: skip
    scribe.intervene(
        "football_field", "noor", 9, stance="available", persons=(1,), goal=goals[1],
        why="Sami wil naar het veldje, maar niet alleen. Buurman Ben bood het zelf aan.",
        own_role="Niets, alleen horen hoe het was.", superfluous_when="Nu al.",
        network_could="Buurman Ben neemt hem mee.",
    )  # fmt: skip


def _situation(scribe: Scribe) -> None:
    scribe.domain("money", "recorded", 660, "Nodig voor de schuldhulp.")
    scribe.domain("housing", "recorded", 300, "Nodig om het huis te kunnen houden.")
    scribe.domain("contacts", "recorded", 210, "Samira wil dat Sami weer vrienden ziet.")
    scribe.domain("health", "discussed", 690)
    scribe.domain("admin", "not_discussed", 700)
    scribe.entry("money", 660, "Veel schuldeisers, geen overzicht. Samira schaamt zich voor de post.", (1, 1))
    scribe.entry("money", 280, "Overzicht is er. Er dreigt nog beslag.", (2, 2))
    scribe.entry("money", 20, "Regeling loopt. Samira houdt zelf een kasboek bij.", (3, 3))
    scribe.entry("housing", 300, "Vier maanden achterstand, afspraak met De Schans.", (2, 2))
    scribe.entry("housing", 20, "Negen keer op tijd betaald.", (4, 3))
    scribe.entry("contacts", 15, "Sami ging met buurman Ben mee naar buiten.", (3, 3))


def _notes(scribe: Scribe) -> None:
    scribe.note(
        690, "Huisbezoek. Drie tassen met dichte post in de gang. Sami was op school.",
        "“Als ik ze niet openmaak, is het er ook niet.”", "Schaamte zit meer in de weg dan geld alleen.",
    )  # fmt: skip
    scribe.note(
        196, "Samen met de wijkagent langs geweest. Afspraak gemaakt over bellen bij geluid.",
        "“Ik dacht dat hij kwam om mij weg te halen.”", "Het helpt dat de wijkagent de tijd nam.",
    )  # fmt: skip
    scribe.note(
        2, "Sami is zaterdag met buurman Ben naar het veldje geweest. Hij wil volgende week weer.",
        "“Hij kwam met modder thuis en ik was niet boos.”", "Kleine stap, groot voor Samira.",
    )  # fmt: skip
    scribe.note(
        120, "Kasboek nagelopen, drie vaste lasten verplaatst naar de 25e.", "“Nu snap ik waar het heen gaat.”",
        "Zij kan dit zelf; Mina is vooral gezelschap.", who="tjeerd",
    )  # fmt: skip


def _papers(scribe: Scribe) -> None:
    keep(
        scribe, 640, "Brief van de deurwaarder", (
            "Waterstad", "", "Geachte mevrouw El Amrani,", "", "Er staat een bedrag open van 412,50 euro.",
            "Belt u ons binnen twee weken. Dan spreken wij samen een regeling af.",
        ), file_name="brief-deurwaarder.pdf", persons=(0,),
    )  # fmt: skip
    keep(
        scribe, 118, "Afspraken voor de winter", (
            "Wat wij samen afspraken", "", "Samira betaalt de huur op de 25e.", "Mina gaat mee naar het budgetcafé.",
            "Noor belt elke eerste maandag.",
        ), kind="plan", file_name="afspraken-winter.pdf",
    )  # fmt: skip
    keep(
        scribe, 286, "Overzicht van de schulden", (
            "Overzicht", "", "Zes schuldeisers, samen 8.940 euro.", "De regeling loopt tot en met juni.",
        ), kind="decision", file_name="overzicht-schulden.pdf", who="tjeerd", persons=(0,),
    )  # fmt: skip


def _questions(scribe: Scribe) -> None:
    ask(
        scribe, 6, ("tjeerd", ("noor",)),
        ("Mag ik bij het volgende gesprek aansluiten?", "Dan lopen we samen het kasboek na. Een half uur is genoeg."),
        due=1,
    )  # fmt: skip
    ask(
        scribe, 4, ("noor", ("karin", "tjeerd")),
        ("Is de huur van deze maand op tijd betaald?", "Samira vroeg het; zij wil weten of de regeling goed loopt."),
        due=-3, answers=(("karin", 2, "Ja, op de 25e binnengekomen. Niets achterstallig."),),
    )  # fmt: skip
    ask_outside(
        scribe, 5, "Is er zaterdag plek voor iemand erbij in de moestuin?", ("Joke Feenstra", "joke@moestuin.example"),
        answer=("done", "Ja hoor, om tien uur. Laarzen staan klaar."),
    )  # fmt: skip


def _appointments(scribe: Scribe) -> None:
    scribe.meet(690, _HOME, (("asked", None, 5), ("rather_not", None, 0)), about="Kennismaken")
    scribe.meet(640, _OFFICE, (("asked", None, 9), ("thinking", None, 4), ("coming", 0, 1), ("did_not_come", 0, 0)),
                about="Plan bespreken")  # fmt: skip
    scribe.meet(196, _HOME, (("not_asked", None, 6),), about="Gesprek met de wijkagent", attendees=("noor", "jelle"))
    for ago in (82, 54, 26):
        scribe.meet(ago, _HOME, (("asked", None, 12), ("coming", 0, 6), ("came", 0, 0)), about="Plan nalopen")
    coming = scribe.meet(0, _HOME, (("asked", None, 12), ("coming", 0, 3)), about="Plan nalopen", hour=10)
    scribe.meet(scribe.workday(-8), _HOME, (("asked", None, 10),), about="Samen vooruitkijken naar de winter", hour=14)
    scribe.offer("Zaterdag helpen in de moestuin.", 54, with_whom=0, at=coming - 2)
