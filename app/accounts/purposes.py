"""The purposes an organisation starts with: which task of which law lets it work on a household (domain.md 1.1).

A purpose fixes the strand of what is written under it. Article numbers that no source of ours confirmed are marked
`to_check`: the screens say so and the data protection officer confirms them before go-live. A municipality can change
the texts; each change is a new version.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.accounts.kinds import Kind


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose of a kind of organisation.

    `strand` is empty when nothing in a strand is written under it; `functions` are those that take it by default.
    """

    code: str
    kind: Kind
    strand: str
    functions: tuple[str, ...]
    name_nl: str
    name_en: str
    law: str
    article: str
    task_nl: str
    task_en: str
    bsn_allowed: bool = False
    to_check: bool = True


_LIST: tuple[Purpose, ...] = (
    Purpose("wmo_support", Kind.AREA_TEAM, "care", ("generalist", "attention_officer"),
            "ondersteuning in het dagelijks leven", "support in daily life", "Wmo 2015", "art. 2.3.2",
            "Onderzoeken wat een huishouden nodig heeft en ondersteunen in het dagelijks leven.",
            "Find out what a household needs and support it in daily life.", bsn_allowed=True),
    Purpose("youth_support", Kind.AREA_TEAM, "care", ("generalist",),
            "hulp bij opgroeien en opvoeden", "help with growing up and parenting", "Jeugdwet", "art. 2.3",
            "Ouders en kinderen helpen bij opgroeien en opvoeden.",
            "Help parents and children with growing up and parenting.", bsn_allowed=True),
    Purpose("team_activation", Kind.AREA_TEAM, "activation", ("generalist", "community_worker"),
            "meedoen in de buurt", "taking part in the neighbourhood", "Wmo 2015", "art. 2.2.3",
            "Meedoen en contact in de buurt mogelijk maken.", "Make taking part and contact in the neighbourhood possible."),
    Purpose("participation", Kind.MUNICIPALITY, "activation", ("income_consultant",),
            "maatschappelijke participatie", "participation in society", "Participatiewet", "art. 7",
            "Inwoners met een uitkering helpen om mee te doen, op een manier die zij zelf vormgeven.",
            "Help residents on benefit to take part, in a way that they shape themselves.", bsn_allowed=True),
    Purpose("income_rights", Kind.MUNICIPALITY, "enforcement", ("income_consultant",),
            "recht op uitkering", "right to benefit", "Participatiewet", "art. 17 en 18",
            "Vaststellen of iemand recht heeft op een uitkering en de afspraken daarover bewaken.",
            "Establish the right to benefit and watch over what was agreed about it.", bsn_allowed=True),
    Purpose("team_direction", Kind.MUNICIPALITY, "", ("coordinator", "process_lead", "analyst"),
            "sturing op de uitvoering", "steering the work", "Wmo 2015", "art. 2.1.1",
            "Zorgen dat de uitvoering loopt: fases, termijnen en aantallen, zonder inhoud.",
            "Keep the work going: phases, terms and counts, without content."),
    Purpose("safe_home_task", Kind.MUNICIPALITY, "", ("safe_home",),
            "advies en melding Veilig Thuis", "advice and reports to Safe Home", "Wmo 2015", "art. 4.1.1 en 5.2.6",
            "Gegevens ontvangen als iemand huiselijk geweld of kindermishandeling vermoedt.",
            "Receive information when somebody suspects domestic violence or child abuse."),
    Purpose("tenancy", Kind.HOUSING_ASSOCIATION, "enforcement", ("housing_officer", "caretaker"),
            "goed huurderschap en huur", "good tenancy and rent", "Burgerlijk Wetboek boek 7", "art. 213 en 231",
            "Afspraken over huur en woongedrag maken en bewaken.",
            "Make and watch over agreements about rent and living together."),
    Purpose("liveability", Kind.HOUSING_ASSOCIATION, "", ("caretaker",),
            "leefbaarheid rond de woning", "liveability around the home", "Woningwet", "art. 45",
            "De omgeving van de woningen prettig houden.", "Keep the surroundings of the homes pleasant."),
    Purpose("arrears_signal", Kind.HOUSING_ASSOCIATION, "", ("housing_officer",),
            "vroegsignaal betalingsachterstand", "early signal of arrears", "Wet gemeentelijke schuldhulpverlening",
            "art. 2 Besluit (Stb. 2020, 240)",
            "Een huurachterstand melden na eigen contact, herinnering en aanbod, als de huurder geen bezwaar maakt.",
            "Report rent arrears after own contact, a written reminder and an offer, unless the tenant objects.",
            to_check=False),
    Purpose("police_task", Kind.POLICE, "enforcement", ("community_officer",),
            "hulp en orde in de straat", "help and order in the street", "Politiewet 2012", "art. 3",
            "Hulp verlenen en afspraken over rust en veiligheid in de straat; nooit gegevens uit politiesystemen.",
            "Give help and make agreements about quiet and safety in the street; never data from police systems."),
    Purpose("mental_care", Kind.MENTAL_HEALTH, "care", ("mental_health_worker", "attention_officer"),
            "begeleiding thuis", "support at home", "Burgerlijk Wetboek boek 7 (WGBO)", "art. 446",
            "Begeleiden in het dagelijks leven; de behandeling blijft in het eigen dossier.",
            "Support in daily life; treatment stays in the carer's own file."),
    Purpose("debt_help", Kind.DEBT_HELP, "care", ("debt_counsellor",),
            "schuldhulp", "debt help", "Wet gemeentelijke schuldhulpverlening", "art. 3",
            "Schulden oplossen of dragelijk maken.", "Solve debts or make them bearable.", bsn_allowed=True),
    Purpose("attendance", Kind.SCHOOL_ATTENDANCE, "enforcement", ("attendance_officer",),
            "naar school gaan", "going to school", "Leerplichtwet 1969", "art. 16",
            "Zorgen dat een kind naar school kan en gaat.", "See to it that a child can and does go to school."),
    Purpose("school_care", Kind.SCHOOL, "", ("school_contact", "attention_officer"),
            "passend onderwijs", "suitable education", "Wet op het primair onderwijs / WVO 2020", "zorgplicht",
            "Afspraken over school nakomen en laten weten hoe het op school gaat.",
            "Keep agreements about school and tell how school is going."),
    Purpose("child_protection", Kind.YOUTH_PROTECTION, "care", ("youth_protection", "attention_officer"),
            "jeugdbescherming", "youth protection", "Jeugdwet", "art. 3.2",
            "Zorgen dat een kind veilig kan opgroeien.", "See to it that a child can grow up safely.",
            bsn_allowed=True),
    Purpose("local_order", Kind.ENFORCEMENT, "enforcement", ("enforcement_officer",),
            "orde en overlast", "public order and nuisance", "Gemeentewet", "art. 125 en 151d",
            "Lokale regels en afspraken over overlast handhaven.",
            "Enforce local rules and agreements about nuisance."),
    Purpose("welfare_activation", Kind.WELFARE, "activation", ("welfare_worker", "volunteer", "community_worker"),
            "ontmoeten en meedoen", "meeting and taking part", "Wmo 2015", "art. 2.2.3",
            "Ontmoeting, vrijwilligerswerk en onderlinge hulp mogelijk maken.",
            "Make meeting, volunteering and mutual help possible."),
    Purpose("own_network", Kind.NETWORK, "", ("network_person",),
            "meehelpen op verzoek van het huishouden", "helping out because the household asked", "Wmo 2015",
            "art. 2.3.2 lid 4", "Meedenken en meehelpen, zo lang en zo veel als het huishouden dat wil.",
            "Think along and help out, for as long and as much as the household wants."),
    Purpose("privacy_oversight", Kind.MUNICIPALITY, "", ("privacy_officer",),
            "toezicht op gegevens", "oversight of data", "AVG", "art. 37 t/m 39",
            "Toezien op zorgvuldig gebruik van gegevens en verzoeken behandelen.",
            "Watch over the careful use of data and handle requests."),
)  # fmt: skip

PURPOSES: dict[str, Purpose] = {row.code: row for row in _LIST}


def purposes_of(kind: str) -> tuple[Purpose, ...]:
    """The default purposes of a kind of organisation, the first being its usual one."""
    return tuple(row for row in _LIST if row.kind == kind)


def purpose_for(kind: str, function: str, strand: str = "") -> Purpose | None:
    """The default purpose of this function; with a strand, the one under which this strand is written, or None."""
    fitting = [row for row in purposes_of(kind) if function in row.functions and strand in ("", row.strand)]
    return fitting[0] if fitting else None
