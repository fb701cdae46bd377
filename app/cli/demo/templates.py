"""Kinds of stories that a household can have: who lives there, what they ask, which products fit and what goes better
or worse.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of story. `shapes`: single, couple, parent (with children), family, elderly. `share` is its weight
    among all.

    `goals` are (text, life domain); `domains` are (code, reason, how it was, how it is now); `notes` are (facts, own
    words, meaning).
    """

    key: str
    share: int
    shapes: tuple[str, ...]
    own_words: tuple[str, ...]
    goals: tuple[tuple[str, str], ...]
    domains: tuple[tuple[str, str, str, str], ...]
    notes: tuple[tuple[str, str, str], ...]
    products: tuple[str, ...]


TEMPLATES: tuple[Template, ...] = (
    Template(
        "debt", 20, ("single", "couple", "parent", "family"),
        ("Ik wil weer rustig de post kunnen openen.",
        "Ik wil weten wat ik nog overhoud, en dat de bel gewoon de bel is.",
         "Ik wil de huur zelf kunnen betalen, zonder te rekenen om drie uur 's nachts."),
        (("Geen nieuwe schuld deze winter.", "money"), ("De huur gaat op tijd, zonder herinnering.", "housing")),
        (("money", "Nodig voor de schuldhulp.", "Geen overzicht, veel brieven.", "Regeling loopt, er is een kasboek."),
         ("housing", "Het gaat om het huis kunnen houden.", "Achterstand in de huur.", "Huur gaat weer op tijd."),
         ("admin", "De post lag in de weg.", "Post bleef dicht.", "Eén map, elke zondag bij.")),
        (("Post op tafel gelegd en op volgorde gezet.", "“Het is minder dan ik dacht.”",
        "Overzicht geeft meteen rust."),
         ("Gebeld over een brief van het waterbedrijf, samen een voorstel gedaan.", "“Ik durfde zelf te bellen.”",
          "De volgende keer kan dit zonder mij.")),
        ("early_warning_visit", "social_work", "debt_pause", "debt_help", "debt_arrangement", "budget_management",
         "benefit_application", "rent_reminder", "rent_arrangement", "last_chance", "eviction_notice", "budget_cafe",
         "volunteering_centre", "vegetable_garden", "participation_talk"),
    ),
    Template(
        "nuisance", 15, ("single", "couple", "parent"),
        ("Ik wil in mijn eigen huis kunnen leven zonder ruzie in het portiek.",
        "Ik wil dat de buren eerst bij mij aanbellen.",
         "Ik wil niet die van nummer zoveel zijn, maar gewoon iemand die groet."),
        (("Rust na tien uur, overdag mag het gewoon.", "housing"), ("Weer groeten in het portiek.", "contacts")),
        (("housing", "Het gaat om het blijven wonen hier.", "Veel klachten over en weer.", "Weken zonder meldingen."),
         ("contacts", "De buren horen bij de oplossing.", "Praat met niemand in de straat.",
         "Drinkt koffie met een buurvrouw.")),
        (("Gesprek met buren aan beide kanten van de muur.", "“Ik wist niet dat jullie kindje zo licht slaapt.”",
          "Elkaar kennen helpt meer dan regels."),
         ("Langs geweest na een melding; het was stil.", "“Wil je mijn planten zien?”", "Begin bij wat er goed gaat.")),
        ("social_work", "outreach_care", "mental_guidance", "housing_talk", "stop_talk", "nuisance_warning",
        "behaviour_order",
         "cleanup_order", "admin_fine", "coffee_morning", "walking_group", "repair_cafe"),
    ),
    Template(
        "youth", 16, ("parent", "family"),
        ("Ik wil dat mijn kind weer met plezier naar school gaat.", "Wij willen thuis minder ruzie en meer lachen.",
         "Ik wil niet elke ochtend vechten om de deur uit te komen."),
        (("Elke dag naar school, en bellen als het niet lukt.", "school"), ("Eén lijst met regels, voor iedereen.",
        "family")),
        (("school", "Daar ging de vraag over.", "Mist veel uren.", "Gaat bijna elke dag."),
         ("family", "Het gezin wil zelf iets veranderen.", "Veel strijd rond bedtijd.",
         "Vaste avonden, minder strijd.")),
        (("Aan tafel met ouders en kind, het kind begon.", "“Als jullie stoppen met schreeuwen, begin ik met school.”",
          "Het kind weet heel goed wat nodig is."),
         ("School gebeld met moeder ernaast.", "“Ik dacht dat school boos was.”",
         "School en moeder willen hetzelfde.")),
        ("parenting_support", "youth_help_home", "family_group_conference", "safety_plan", "supervision_guidance",
         "attendance_talk", "attendance_warning", "attendance_report", "homework_club", "sports_buddy", "buddy",
         "neighbourhood_fathers"),
    ),
    Template(
        "ageing", 15, ("elderly", "single_elderly"),
        ("Ik wil hier blijven wonen, met mijn eigen voordeur.",
        "Ik wil niet dat mijn kinderen zich elke dag zorgen maken.",
         "Ik wil iemand om mee te eten, niet iemand die voor mij kookt."),
        (("Thuis blijven wonen, met hulp van dichtbij.", "housing"), ("Twee keer in de week samen eten.", "contacts")),
        (("housing", "Het plan gaat over thuis blijven wonen.", "Trap en drempel zijn lastig.", "Het huis past weer."),
         ("contacts", "Het netwerk draagt een deel van het plan.", "Weinig mensen dichtbij.",
         "Drie mensen met een sleutel."),
         ("health", "Helpers moeten weten wat wel en niet alleen lukt.", "Kan niet alleen de trap op.",
         "Loopt weer een rondje.")),
        (("Koffie gedronken en rondgelopen door het huis.", "“Die drempel en ik zijn geen vrienden.”",
        "Kleine aanpassing, groot verschil."),
         ("Gebeld met de dochter, op verzoek.", "“Ik vraag niet graag.”", "Vragen leren hoort bij het plan.")),
        ("household_help", "district_nurse", "home_adjustment", "informal_carer_support", "general_practitioner",
         "enforcement_talk", "caretaker_talk", "eating_together", "circle", "buddy", "coffee_morning",
         "digital_course"),
    ),
    Template(
        "newcomer", 12, ("family", "parent", "single"),
        ("Ik wil de brieven van school zelf kunnen lezen.", "Ik wil werken, en collega's die mijn naam weten.",
         "Ik wil iemand kennen in de straat voor als er iets is."),
        (("Zelf bellen met school en huisarts.", "neighbourhood"), ("Een plek om te beginnen met werken.", "work")),
        (("neighbourhood", "De vraag gaat over meedoen.", "Kent niemand in de straat.", "Groet de halve straat."),
         ("work", "Werk verandert de hele week.", "Dagen zijn leeg.", "Drie vaste ochtenden."),
         ("admin", "Formulieren staan in de weg.", "Begrijpt de brieven niet.", "Doet het meeste zelf.")),
        (("Samen de weg naar school en buurthuis gelopen.", "“Nu heeft de straat een gezicht.”",
        "Alles begint met één bekende."),
         ("Formulier samen ingevuld, in twee talen.", "“Volgende keer ik, jij kijkt.”", "Leert razendsnel.")),
        ("form_help", "benefit_application", "general_practitioner", "benefit_check", "parking_fine", "language_buddy",
         "language_school", "sewing_club", "participation_talk", "internship", "work_experience", "eating_together"),
    ),
    Template(
        "separation", 10, ("parent",),
        ("Ik wil dat de kinderen geen kant hoeven te kiezen.", "Ik wil een eigen huis en een gewone dinsdag."),
        (("Eén schema voor de kinderen, op beide koelkasten.", "family"), ("Een woning dicht bij school.", "housing")),
        (("family", "Het gaat om rust voor de kinderen.", "Veel ruzie over geld en weekenden.",
        "Schema werkt, overleg op zondag."),
         ("money", "Van één huishouden naar twee.", "Alles is dubbel en niets is geregeld.",
         "Toeslagen kloppen weer.")),
        (("Gesproken terwijl de kinderen buiten speelden.", "“Ik mis de gewone dagen.”", "Eerst rust, dan regelen."),
         ("Schema gemaakt met gekleurde stiften.", "“Blauw is papa, groen is mama.” (kind)",
         "De kinderen willen meedenken.")),
        ("divorce_support", "parenting_support", "benefit_application", "debt_pause", "form_help", "rent_reminder",
         "attendance_talk", "buddy", "sports_buddy", "walking_group", "volunteering_centre"),
    ),
    Template(
        "alone", 12, ("single", "single_elderly", "couple"),
        ("Ik wil weer een reden om op te staan.", "Ik wil iemand die merkt dat ik er een dag niet ben.",
         "Ik wil iets doen waar anderen wat aan hebben."),
        (("Twee vaste dagen de deur uit.", "contacts"), ("Iets doen waar ik goed in ben.", "neighbourhood")),
        (("contacts", "Het gaat om mensen om iemand heen.", "Ziet dagen niemand.", "Twee vaste dagen met anderen."),
         ("neighbourhood", "De wens is iets te betekenen.", "Kijkt vooral uit het raam.",
         "Helpt op dinsdag in het buurthuis."),
         ("work", "De dagen waren leeg.", "Geen vaste dingen in de week.", "Een vaste ochtend die telt.")),
        (("Wandelend gesproken, een rondje om de singel.", "“Praten gaat beter als je vooruit kijkt.”",
        "Buiten afspreken werkt."),
         ("Foto's gezien van vroeger werk.", "“Dit kon ik goed.”", "Daar zit de kracht.")),
        ("social_work", "practice_nurse", "home_guidance", "peer_expert", "mental_guidance", "enforcement_talk",
        "coffee_morning",
         "walking_group", "circle", "repair_cafe", "volunteering_centre", "vegetable_garden", "eating_together"),
    ),
)  # fmt: skip

# What can happen in any story, per strand, after the products of the story itself.
COMMON: dict[str, tuple[str, ...]] = {
    "care": ("kitchen_talk", "social_work", "form_help", "general_practitioner", "home_guidance", "practice_nurse",
             "benefit_application", "peer_expert"),
    "enforcement": ("officer_talk", "housing_talk", "caretaker_talk", "rent_reminder", "stop_talk", "enforcement_talk",
                    "nuisance_warning", "parking_fine", "benefit_check", "cleanup_order", "admin_fine",
                    "rent_arrangement", "penalty_payment", "benefit_reduction"),
    "activation": ("coffee_morning", "walking_group", "eating_together", "volunteering_centre", "vegetable_garden",
                   "sewing_club", "budget_cafe", "digital_course", "circle", "repair_cafe"),
}  # fmt: skip

WHY_STARTED: tuple[str, ...] = (
    "Belde zelf.", "Kwam binnenlopen op het spreekuur.", "Een buurvrouw liep mee naar het spreekuur.",
    "De huisarts vroeg, samen met de bewoner.", "De school vroeg, samen met de ouders.",
    "Na een vroegsignaal langsgegaan.",
)  # fmt: skip
OFFERS: tuple[str, ...] = (
    "Een middag in de maand koken voor de eettafel.", "De plantenbakken in de straat verzorgen.",
    "Een keer per week voorlezen op school.", "Fietsen plakken op zaterdag.", "Samen het wijkkrantje rondbrengen.",
    "Koffie schenken op de koffieochtend.", "Boodschappen meenemen voor de buurvrouw.", "Helpen in de moestuin.",
)  # fmt: skip
AGREEMENTS: tuple[str, ...] = (
    "Eerst bellen, dan pas langskomen.", "Post die niemand snapt, gaat mee naar het gesprek.",
    "Wie iets afspreekt, zegt het ook tegen de regisseur.", "Eén keer per maand zitten we samen aan tafel.",
)  # fmt: skip
SAFETY: tuple[str, ...] = (
    "Bij geluid na 22 uur eerst de regisseur bellen, dan pas langs.", "Bezoek in de avond komt met twee personen.",
    "De hond gaat in de keuken voordat iemand binnenkomt.", "Alleen op afspraak langs, nooit onverwacht.",
)  # fmt: skip
