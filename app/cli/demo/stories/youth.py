"""The youth story: Jayden and Fenna Rosaria-Bos, a boy who stayed away from school and the uncle whom he chose as his
mentor.
"""

from __future__ import annotations

import datetime as dt

from app.cli.demo import plans
from app.cli.demo.household import Cover, Home, Member, bind, move_in
from app.cli.demo.scribe import Cast, Scribe
from app.cli.demo.sealed import seal
from app.cli.demo.shapes import DemoHousehold

_SCHOOL = ("elsewhere", "Het Baken, kamer van de mentor")
_HOME = ("home", "bij Wendy")
_BOY = (0, 1)


def write(cast: Cast, today: dt.date, home: Home) -> DemoHousehold:
    """Write the story for this reference date."""
    scribe = Scribe(cast, today, "noor")
    move_in(scribe, home, (
        Member(first_name="Wendy", surname="Bos", age=41, days=210, relation="moeder", contact="app",
        phone="06 0000 0163"),
        Member(first_name="Jayden", surname="Rosaria", age=15, days=100, relation="kind", contact="app"),
        Member(first_name="Fenna", surname="Rosaria", age=11, days=20, relation="kind", contact="visit"),
        Member(first_name="Marlon", surname="Rosaria", age=44, days=300, relation="vader", left=520,
               left_because="Ging zelf wonen, om de hoek."),
    ))  # fmt: skip
    _course(scribe)
    scribe.know("Glenn", "oom van Jayden, zijn gekozen mentor", "mentor", 330, strength=3,
                asked=("Glenn Rosaria", "glenn@voorbeeld.example"))  # fmt: skip
    scribe.know("Marijke", "oma", "family", 640, strength=2)
    scribe.know("Tarik", "trainer van de voetbalclub", "other", 200, ring="neighbourhood", strength=2)
    _plan(scribe)
    _first_year(scribe)
    _protection(scribe)
    _turn(scribe)
    _situation(scribe)
    _appointments(scribe)
    _concern(scribe)
    cover = Cover(
        case_no=163, title="Rosaria-Bos", neighbourhood="Oostvaart", street="Zeilmakersstraat", house_number=37,
        weight="heavy", own_words="Ik wil dat ze thuis niet meer over mij ruziën. Dan ga ik wel naar school.",
        own_words_by="Jayden", story="youth", template="youth",
    )  # fmt: skip
    return bind(scribe, home, cover)


def _course(scribe: Scribe) -> None:
    scribe.phase("intake", 690, "School en moeder belden samen.")
    scribe.phase("exploration", 684, "Met Jayden zelf gesproken, daarna met zijn ouders.")
    scribe.phase("plan", 650, "Het gezin maakte eerst zelf een plan, met oma.")
    scribe.phase("in_progress", 640, "Het plan van het gezin loopt.")
    scribe.phase("closed", 470, "Jayden gaat weer naar school; het gezin kan verder.")
    scribe.phase("reopened", 395, "Moeder belde: het gaat weer mis.")
    scribe.phase("in_progress", 390, "We gaan verder met het plan van toen.")
    scribe.involve("noor", 690, reason="Regie, gekozen door het gezin.")
    scribe.involve("pieter", 688, reason="Mentor en contact op school.", persons=(1,))
    scribe.involve("yasmin", 600, reason="Naar school gaan.", persons=_BOY)
    scribe.involve("lianne", 350, reason="Veilig opgroeien van beide kinderen.", persons=(0, 1, 2))
    scribe.involve("sanne", 260, reason="Iets leuks na school.", persons=(1,))
    scribe.involve("bilgin", 240, 90, reason="Inkomen na het uit elkaar gaan.", persons=(0,))
    scribe.involve("fatih", 120, reason="Vervangt Noor op vrijdag.")


def _plan(scribe: Scribe) -> None:
    scribe.goal("Jayden gaat elke dag naar school, en zegt het als het niet lukt.", 640, "school", words_of="Jayden")
    scribe.goal("Ouders praten over geld als de kinderen er niet bij zijn.", 388, "family", words_of="Fenna")
    scribe.agree("Jayden mag altijd naar oom Glenn; Glenn belt dan moeder.", 330, -45, safety=True,
                 to=("jeugdbescherming",))  # fmt: skip
    scribe.agree("School belt bij afwezigheid vóór tien uur met moeder, daarna pas met leerplicht.", 600, -120,
                 to=("het-baken", "leerplicht"))  # fmt: skip
    _steps(scribe)
    _table(scribe)


def _steps(scribe: Scribe) -> None:
    plans.offer_own(scribe, 684, "family_group_plan", "accepted", remark="Met oma erbij, dan wordt er geluisterd.")
    plans.offer_own(scribe, 680, "client_supporter", "declined", remark="Dat doet Marijke.")
    plans.offer_own(scribe, 652, "family_group_plan", "received", remark="Zeven punten, aan de keukentafel van oma.")
    plans.direct(
        scribe,
        640,
        "network",
        "oma Marijke",
        remark="Oma roept iedereen bij elkaar; Noor schuift aan als zij dat vraagt.",
    )
    plans.step(scribe, 0, 330, "Samen ontbijten op maandag en donderdag.", who=("resident", "Wendy"), due=300,
               done=(301, "Dan weet ik dat iemand wakker is."))  # fmt: skip
    plans.step(scribe, 0, 325, "Elke zaterdag samen aan de brommer sleutelen.", who=("network", "oom Glenn"), due=290,
               done=(292, "Bij Glenn hoef ik niets uit te leggen."))  # fmt: skip
    plans.step(scribe, 0, 40, "Zelf de garage bellen over de stage.", who=("resident", "Jayden"), due=-6)
    plans.step(
        scribe, 0, 40, "Rooster van school en stage op één blad zetten.", who=("professional", "Pieter"), due=-12,
        carrier="het-baken",
    )  # fmt: skip
    plans.step(
        scribe, 0, 35, "Met school bellen hoe het rooster loopt.", who=("professional", "Lianne"), due=-15,
        carrier="jeugdbescherming",
    )  # fmt: skip
    plans.step(
        scribe, 1, 30, "Op zondag bellen over geld, als de kinderen weg zijn.", who=("network", "oma Marijke"), due=-3
    )
    plans.scale(scribe, 375, 340, 2, words=("School en leerplicht wachtten op elkaar.", "de procesregisseur",
                "Eén afspraak: leerplicht belt pas na school en moeder."))  # fmt: skip
    plans.flame(scribe, 492, 472, "oma Marijke",
                words=("Jayden is twee dagen niet op school.", "Drie weken rustig; oma belt zelf als het nodig is."))  # fmt: skip


def _table(scribe: Scribe) -> None:
    plans.interest(scribe, 380, "", ("Rust in huis.", "Dan slaapt iedereen.", "Dat de kinderen ergens anders wonen."),
                   domains=("family", "school"))  # fmt: skip
    plans.interest(
        scribe, 378, "het-baken", ("Jayden haalt zijn jaar.", "Hij kan het, als hij er is.", ""), domains=("school",)
    )
    plans.interest(scribe, 378, "leerplicht", ("Elke dag naar school.", "De wet, en zijn toekomst.", "Wegblijven zonder bericht."),
                   domains=("school",))  # fmt: skip
    plans.interest(scribe, 340, "jeugdbescherming",
                   ("Veilig opgroeien bij allebei.", "Kinderen horen niet tussen hun ouders.", ""),
                   domains=("family", "safety"))  # fmt: skip
    plans.share_goal(scribe, 0, ("het-baken", "leerplicht"))
    plans.sign(scribe, 0, 336, "Jayden", person=1)
    plans.sign(scribe, 0, 336, "Wendy", person=0)
    plans.sign(scribe, 0, 336, "Lianne", party="jeugdbescherming")
    plans.sign(scribe, 0, 330, "Pieter", party="het-baken")
    plans.pay(scribe, 340, "youth_act", ("Begeleiding van het gezin", "1184.50", "month"), decided_by="De gemeente")
    plans.pay(
        scribe, 250, "fund", ("Voetbalschoenen en contributie", "225.00", "once"), decided_by="Sportfonds Waterstad"
    )
    plans.pay(scribe, 200, "own", ("Benzine voor de brommer", "7.50", "week"), decided_by="Oom Glenn")


def _first_year(scribe: Scribe) -> None:
    scribe.intervene(
        "family_group_conference", "noor", 670, 652, stance="see_to_it",
        why="Het gezin heeft een grote familie. Zij willen eerst zelf een plan maken.",
        alternatives="Meteen jeugdhulp thuis: dat kan altijd nog.", own_role="Informatie geven en de kamer uit gaan.",
        superfluous_when="Zodra de familie begint.", network_could="Oma Marijke leidt het gesprek.",
        result="Plan van zeven punten. Oma belt elke zondag.",
    )  # fmt: skip
    scribe.intervene(
        "attendance_talk", "yasmin", 595, 595, stance="do_together", persons=_BOY,
        why="Veel gemiste uren. Ik wilde van Jayden horen wat hem tegenhoudt.",
        alternatives="Een waarschuwing: te vroeg.",
        own_role="Uitleggen wat de wet vraagt, en wat er wel kan.", coordinated_with="Noor Hoekstra",
        superfluous_when="Als school en ouders elkaar zelf bellen.", network_could="Oma brengt hem op maandag.",
        result="Rooster begint een maand lang om half tien.",
    )  # fmt: skip
    scribe.intervene(
        "parenting_support", "noor", 560, 480, stance="do_together",
        why="Ouders zijn het oneens over regels. Samen oefenen helpt nu ze net uit elkaar zijn.",
        own_role="Vijf gesprekken, aan tafel bij moeder.", superfluous_when="Na vijf gesprekken.",
        network_could="Oma.", result="Eén lijst met regels, op beide koelkasten.",
    )  # fmt: skip


def _protection(scribe: Scribe) -> None:
    scribe.intervene(
        "youth_help_home", "noor", 388, 230, stance="do_together",
        why="Thuis liep het weer op. Een paar vaste momenten geven lucht.", alternatives="Wachten tot na de vakantie.",
        own_role="Twee avonden per week, daarna minder.", superfluous_when="Als ouders het samen kunnen.",
        network_could="Oma eet op woensdag mee.", result="De avonden zijn weer gewoon.",
    )  # fmt: skip
    scribe.intervene(
        "attendance_warning", "yasmin", 380, 352, stance="take_over", persons=_BOY,
        why="Drie weken bijna niet op school. De waarschuwing maakt duidelijk dat het nu anders moet.",
        alternatives="Nog een gesprek: er waren er drie.", own_role="Grens aangeven, hulp erbij vragen.",
        consulted="Noor Hoekstra en school", coordinated_with="Noor Hoekstra",
        pause_reason="Er liep hulp thuis. We spraken af de waarschuwing samen te bespreken, met Glenn erbij.",
        superfluous_when="Als hij vier weken gaat.", network_could="Oom Glenn.",
        result="Besproken met Jayden en Glenn samen.",
    )  # fmt: skip
    guide = scribe.intervene(
        "supervision_guidance", "lianne", 345, stance="do_together", persons=(0, 1, 2),
        why="De ruzies liepen op en de kinderen sliepen slecht. Het gezin vroeg om iemand die beide ouders hoort.",
        alternatives="Alleen het wijkteam: ouders wilden een nieuw gezicht.",
        own_role="Veiligheid volgen, ouders bij elkaar houden.",
        coordinated_with="Noor Hoekstra", superfluous_when="Als ouders drie maanden hun eigen afspraken houden.",
        network_could="Oom Glenn en oma.",
    )  # fmt: skip
    scribe.update(guide, 100, "Eerste overleg waar beide ouders bleven zitten tot het eind.")
    scribe.intervene(
        "safety_plan", "lianne", 335, 300, stance="do_together", persons=(0, 1, 2),
        why="De kinderen wilden weten waar ze heen kunnen als het thuis te veel wordt.", own_role="Samen opschrijven.",
        superfluous_when="Als iedereen de kaart kent.", network_could="Oom Glenn om de hoek.",
        result="Kaart met drie namen in de rugzak van beide kinderen.",
    )  # fmt: skip


def _turn(scribe: Scribe) -> None:
    mentor = scribe.intervene(
        "chosen_mentor", "noor", 325, stance="available", persons=_BOY,
        why="Jayden koos zelf zijn oom Glenn. Naar hem luistert hij.", own_role="Glenn bellen als hij dat wil.",
        superfluous_when="Nu bijna.", network_could="Glenn doet het.",
    )  # fmt: skip
    scribe.update(mentor, 200, "Glenn en Jayden sleutelen op zaterdag aan een brommer.")
    scribe.intervene(
        "sports_buddy", "sanne", 255, 60, stance="see_to_it", persons=(1,),
        why="Jayden wil bewegen, maar kende niemand bij de club.", own_role="Trainer bellen.",
        superfluous_when="Na de eerste training.", network_could="Trainer Tarik.",
        result="Traint nu drie keer per week, zonder ons.",
    )  # fmt: skip
    scribe.intervene(
        "internship", "noor", 45, stance="see_to_it", persons=(1,),
        why="Hij wil met zijn handen werken. Een ochtend stage maakt de rest van de week makkelijker.",
        alternatives="Wachten tot volgend schooljaar.", own_role="School en garage aan elkaar koppelen.",
        superfluous_when="Als school het contact heeft.", network_could="Glenn kent de garage.",
    )  # fmt: skip
    scribe.intervene(
        "divorce_support", "noor", 110, stance="do_together", persons=(0,),
        why="Wendy en Marlon willen samen afspraken over geld en vakanties.", own_role="Twee gesprekken voorbereiden.",
        superfluous_when="Als de afspraken op papier staan.", network_could="Oma past op.",
    )  # fmt: skip


def _situation(scribe: Scribe) -> None:
    scribe.domain("school", "recorded", 684, "Daar ging de vraag over.")
    scribe.domain("family", "recorded", 684, "Het gezin wil zelf minder ruzie.")
    scribe.domain("safety", "recorded", 335, "Er is een afspraak nodig over waar de kinderen heen kunnen.")
    scribe.domain("money", "discussed", 240)
    scribe.entry("school", 684, "Gaat ongeveer de helft van de tijd.", (2, 2))
    scribe.entry("school", 385, "Drie weken bijna niet gegaan.", (1, 1))
    scribe.entry("school", 12, "Gaat elke dag; belt zelf als hij te laat is.", (4, 4))
    scribe.entry("family", 384, "Veel ruzie over geld.", (1, 2))
    scribe.entry("family", 12, "Ouders overleggen op zondag, zonder de kinderen.", (3, 3))
    scribe.note(684, "Jayden gesproken op het veldje, niet op kantoor.",
    "“Op school vragen ze waarom, thuis vragen ze waarom.”",
                "Hij wil gehoord worden zonder verhoor.", persons=(0, 1))  # fmt: skip
    scribe.note(100, "Beide ouders en Glenn aan tafel. Afspraken nagelopen.",
    "“Ik slaap weer in mijn eigen bed.” (Fenna)",
                "Rust komt vooral door Glenn.", who="lianne")  # fmt: skip
    scribe.note(14, "Vier weken elke dag op school geweest.", "", "", who="pieter")


def _appointments(scribe: Scribe) -> None:
    scribe.meet(684, ("elsewhere", "het veldje"), (("not_asked", None, 1),), about="Kennismaken met Jayden")
    scribe.meet(600, _SCHOOL, (("asked", None, 8), ("coming", 1, 5), ("came", 1, 0)), about="School",
                attendees=("noor", "pieter"))  # fmt: skip
    scribe.meet(400, _HOME, (("asked", None, 4), ("coming", 1, 2), ("did_not_come", 1, 0)), about="Hoe nu verder")
    scribe.meet(370, _HOME, (("unsafe", None, 6),), about="Rust in huis")
    scribe.meet(352, _SCHOOL, (("asked", None, 8), ("thinking", None, 5), ("coming", 0, 2), ("came", 0, 0)),
                about="Waarschuwing bespreken", attendees=("noor", "yasmin"))  # fmt: skip
    scribe.meet(100, _HOME, (("asked", None, 9), ("coming", 0, 7), ("came", 0, 0)), about="Plan nalopen",
                attendees=("noor", "lianne"))  # fmt: skip
    scribe.meet(-8, _HOME, (("asked", None, 12),), about="Plan nalopen", hour=15)


def _concern(scribe: Scribe) -> None:
    """What the mentor at school keeps to himself and youth protection; the lead does not see that it is there."""
    seal(
        scribe, "pieter", (1,), (
            (41, "Jayden wil na het laatste uur niet naar huis. Hij zei dat er weer geschreeuwd wordt en dat hij dan weggaat.", {}),
            (40, "Wat leggen we vast en wat vragen we hem zelf? Advies: praat eerst met Jayden.", {"consulted": "safe_home"}),
            (38, "Met Jayden gepraat, in de gymzaal. Hij wil dat zijn oom erbij komt als we met zijn ouders praten.", {"talked": "yes"}),
        ), shared=37,
    )  # fmt: skip
