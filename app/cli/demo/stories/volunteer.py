"""The volunteer story: Mr and Mrs Yılmaz, who came with a fine and now run the repair café on Saturdays."""

from __future__ import annotations

import datetime as dt

from app.cli.demo import plans
from app.cli.demo.household import Cover, Home, Member, bind, move_in
from app.cli.demo.progress import check, discuss, stand, win
from app.cli.demo.scribe import Cast, Scribe
from app.cli.demo.shapes import DemoHousehold

_HOME = ("home", "")
_CAFE = ("elsewhere", "repaircafé, Terpkade")


def write(cast: Cast, today: dt.date, home: Home) -> DemoHousehold:
    """Write the story for this reference date."""
    scribe = Scribe(cast, today, "noor")
    move_in(scribe, home, (
        Member(first_name="Orhan", surname="Yılmaz", age=54, days=40, relation="hoofdbewoner", contact="app",
               phone="06 0000 0185"),
        Member(first_name="Selma", surname="Yılmaz", age=51, days=200, relation="partner", contact="phone"),
        Member(first_name="Elif", surname="Yılmaz", age=20, days=15, relation="volwassen kind", contact="app", left=250,
               left_because="Ging studeren in een andere stad."),
    ))  # fmt: skip
    _course(scribe)
    scribe.know("Hasan", "vriend van de moskee", "friend", 640, ring="friends", strength=3)
    scribe.know("Loes", "van het repaircafé", "peer", 300, ring="neighbourhood", strength=3)
    scribe.know("Fatma", "buurvrouw", "neighbour", 290, ring="neighbourhood", strength=2)
    scribe.know("Joris", "leerde hier solderen", "peer", 190, ring="neighbourhood", strength=2)
    _plan(scribe)
    _start(scribe)
    _later(scribe)
    _situation(scribe)
    _appointments(scribe)
    _letting_go(scribe)
    cover = Cover(
        case_no=185, title="Yılmaz", neighbourhood="De Terp", street="Terpkade", house_number=9, weight="light",
        own_words="Ik heb dertig jaar gewerkt. Ik wil weer ergens nodig zijn.", own_words_by="Orhan",
        story="volunteer", template="volunteer",
    )  # fmt: skip
    return bind(scribe, home, cover)


def _course(scribe: Scribe) -> None:
    scribe.phase("intake", 650, "Orhan kwam langs na een boete voor zijn bus vol gereedschap.")
    scribe.phase("exploration", 645, "Gesprek over wat er veranderde sinds de fabriek dicht ging.")
    scribe.phase("plan", 610, "Orhan wil iets doen met zijn handen.")
    scribe.phase("in_progress", 600, "Begonnen, met Hasan erbij.")
    scribe.phase("low_flame", 120, "Het loopt zonder ons. We bellen om de zes weken.")
    scribe.involve("noor", 650, reason="Regie, nu op waakvlam.")
    scribe.involve("murat", 648, 540, reason="Parkeren en opslag op straat.", persons=(0,))
    scribe.involve("bilgin", 620, 200, reason="Uitkering en meedoen.", persons=(0,))
    scribe.involve("sanne", 600, reason="Repaircafé en vrijwilligers.", persons=(0, 1))
    scribe.involve("tjeerd", 590, 480, reason="Betalen van de boete in stukken.", persons=(0,))


def _plan(scribe: Scribe) -> None:
    scribe.goal("Drie dagen in de week iets te doen hebben.", 600, "work", status="reached", words_of="Orhan")
    scribe.goal("Selma leert genoeg Nederlands om mee te praten bij de bakker.", 590, "neighbourhood", status="reached",
                words_of="Selma")  # fmt: skip
    scribe.agree("De bus staat op het terrein van de werkplaats, niet op straat.", 560, 200, to=("handhaving",))
    plans.burn(scribe, 120, "Hasan", "Als Orhan een week niet in de werkplaats komt, of de post laat liggen.")


def _start(scribe: Scribe) -> None:
    scribe.intervene(
        "admin_fine", "murat", 646, 560, stance="take_over", persons=(0,),
        why="De bus stond voor de derde keer op de stoep; een buurvrouw met een rolstoel kon er niet langs.",
        alternatives="Waarschuwing: was twee keer gegeven.", own_role="Regel uitleggen en boete opleggen.",
        superfluous_when="Als er een andere plek is.", network_could="Hasan heeft ruimte op zijn terrein.",
        result="Betaald in vier delen. De bus staat nu bij Hasan.",
    )  # fmt: skip
    scribe.intervene(
        "social_work", "noor", 640, 560, stance="do_together",
        why="Achter de boete zit een man die zijn werk mist. Daar gaat het gesprek over.",
        own_role="Vragen wat hij goed kan.", superfluous_when="Als hij een plek heeft.", network_could="Hasan.",
        result="Hij wil leren aan anderen wat hij zelf kan.",
    )  # fmt: skip
    scribe.intervene(
        "debt_pause", "tjeerd", 588, 490, stance="see_to_it", persons=(0,),
        why="De boete ineens betalen kan niet. In vier delen wel.", own_role="Eén telefoontje.",
        superfluous_when="Na de laatste betaling.", network_could="Niet nodig.", result="Alle vier de delen op tijd.",
    )  # fmt: skip
    scribe.intervene(
        "participation_talk", "bilgin", 610, 590, stance="see_to_it", persons=(0,),
        why="Orhan wil zelf kiezen hoe hij meedoet. Dat kan.", own_role="Ruimte geven.",
        superfluous_when="Als hij gekozen heeft.", network_could="Hasan denkt mee.",
        result="Koos voor repareren in de buurt.",
    )  # fmt: skip


def _later(scribe: Scribe) -> None:
    scribe.intervene(
        "language_school", "sanne", 580, 300, stance="see_to_it", persons=(1,),
        why="Selma wil meepraten. Samen met twee buurvrouwen durft ze.", own_role="Inschrijven.",
        superfluous_when="Na de eerste les.", network_could="Twee buurvrouwen.", result="Kletst nu bij de bakker.",
    )  # fmt: skip
    repair = scribe.intervene(
        "repair_cafe", "sanne", 520, 130, stance="do_together", persons=(0,),
        why="Hij repareert alles. In het repaircafé is een stoel vrij.", own_role="Voorstellen aan Loes.",
        superfluous_when="Als hij de sleutel heeft.", network_could="Loes.",
        result="Heeft de sleutel en leidt de zaterdag.",
    )  # fmt: skip
    scribe.update(repair, 400, "Elf broodroosters gerepareerd. Leerde een jongen solderen.")
    scribe.update(repair, 200, "Opent nu zelf, wij komen niet meer.")
    scribe.intervene(
        "volunteering_centre", "sanne", 280, stance="let_go", persons=(0, 1),
        why="Orhan en Selma bieden samen een zaterdag aan. Wij zeggen vooral dank u wel.", own_role="Bedanken.",
        superfluous_when="Nu.", network_could="Zij zijn nu zelf netwerk voor anderen.",
    )  # fmt: skip
    scribe.intervene(
        "low_flame_contact", "noor", 118, stance="available",
        why="Om de zes weken bellen, voor als het toch stil valt.", own_role="Bellen.",
        superfluous_when="Na een half jaar zonder vragen.", network_could="Hasan belt als hij iets merkt.",
    )  # fmt: skip


def _situation(scribe: Scribe) -> None:
    scribe.domain("work", "recorded", 640, "Daar ging de vraag over.")
    scribe.domain("neighbourhood", "recorded", 600, "Orhan wil iets in de buurt doen.")
    scribe.domain("money", "discussed", 590)
    scribe.domain("health", "not_discussed", 650)
    scribe.entry("work", 640, "Mist zijn collega's. De dagen zijn leeg.", (1, 2))
    scribe.entry("work", 130, "Drie vaste dagen, leidt de zaterdag.", (5, 5))
    scribe.entry("neighbourhood", 600, "Kent vooral mensen van de moskee.", (3, 3))
    scribe.entry("neighbourhood", 130, "Iedereen kent de man van de broodroosters.", (5, 5))
    scribe.note(645, "Kennisgemaakt bij de bus. Gereedschap ligt op maat gesorteerd.",
    "“Een man zonder werk is een jas zonder man.”",
                "Niet over de boete beginnen, maar over het gereedschap.")  # fmt: skip
    scribe.note(
        21, "Gebeld, waakvlam. Alles loopt.", "“Kom zaterdag zelf eens langs, met een kapotte lamp.”", "Gaan we doen."
    )


def _appointments(scribe: Scribe) -> None:
    scribe.meet(645, _HOME, (("asked", None, 3), ("coming", 0, 1), ("came", 0, 0)), about="Kennismaken")
    scribe.meet(600, _HOME, (("asked", None, 9), ("coming", 0, 4), ("came", 0, 0)), about="Plan maken")
    both = scribe.meet(300, _CAFE, (("asked", None, 9), ("coming", 1, 4), ("came", 1, 0)), about="Hoe loopt het?")
    _year(scribe)
    scribe.meet(130, _CAFE, (("asked", None, 9), ("rather_not", None, 5)), about="Naar waakvlam")
    scribe.offer("Elke zaterdag spullen repareren, en jongeren leren solderen.", 300, with_whom=1, at=both)
    scribe.offer("Samen met Selma thee schenken bij de buurtdag.", 130)


def _year(scribe: Scribe) -> None:
    """A year in which more and more people of their own come along, until they are with more than the professionals."""
    for ago, who in (
        (410, 0),
        (295, 0),
        (215, 1),
        (210, 2),
        (205, 0),
        (118, 3),
        (112, 1),
        (104, 0),
        (40, 1),
        (33, 2),
        (26, 3),
    ):
        scribe.meet(
            scribe.workday(ago), _CAFE, (("asked", None, 9), ("coming", who, 4), ("came", who, 0)), about="Samen om de tafel"
        )  # fmt: skip


def _letting_go(scribe: Scribe) -> None:
    win(
        scribe, 198, "Orhan opende het repaircafé zelf, zonder ons.",
        criteria=("done", "small", "deep", "frictional", "ambition", "valued"), mechanisms=("energy", "attraction", "robust"),
        sign="Joris en Fatma kwamen er uit zichzelf bij.",
    )  # fmt: skip
    win(scribe, 70, "Fatma nam de zaterdag over toen Orhan ziek was.", told_by="network", mechanisms=("robust",))
    check(scribe, 200, 2, signs=(True, False, False))
    check(scribe, 128, 4, signs=(True, True, True), withdraw=120)
    discuss(
        scribe, 132, (
            ("Orhan leert Joris hoe de kassa werkt.", "resident", "Orhan", 10, True),
            ("Hasan belt Noor als hij iets merkt.", "network", "Hasan", 12, True),
            ("Loes heeft de tweede sleutel.", "network", "Loes", 5, True),
            ("Na zes weken bellen.", "noor", "Noor Hoekstra", 42, True),
        ), goal=0,
    )  # fmt: skip
    stand(scribe, 1, (630, "take_over"), (600, "do_together"))
    stand(scribe, 5, (515, "do_together"), (300, "see_to_it"), (140, "let_go"))
