"""Kinds of organisation and functions of people: who may be what, where, and which kinds may use the BSN.

The functions are the rows of the access matrix as a person carries them: three rows (case lead, team member,
generalist without a relation) are one function, because which of the three applies follows from the lead flag and the
relation, not from the account.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of organisation that work in or beside a neighbourhood team, and the one of people who do so for nobody's wages."""

    AREA_TEAM = "area_team"
    MUNICIPALITY = "municipality"
    HOUSING_ASSOCIATION = "housing_association"
    POLICE = "police"
    MENTAL_HEALTH = "mental_health"
    DEBT_HELP = "debt_help"
    SCHOOL_ATTENDANCE = "school_attendance"
    SCHOOL = "school"
    YOUTH_PROTECTION = "youth_protection"
    ENFORCEMENT = "enforcement"
    WELFARE = "welfare"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its Dutch and English name."""

    code: str
    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Function:
    """What a person does: the names, the kinds of organisation it exists in and the matrix rows it can come to stand
    in.

    `kinds` is empty for residents, who have no sign-in yet.
    """

    code: str
    name_nl: str
    name_en: str
    kinds: tuple[Kind, ...]
    rows: tuple[str, ...]


KINDS: dict[str, Named] = {
    row.code: row
    for row in (
        Named(Kind.AREA_TEAM, "wijkteam", "neighbourhood team"),
        Named(Kind.MUNICIPALITY, "gemeente", "municipality"),
        Named(Kind.HOUSING_ASSOCIATION, "woningcorporatie", "housing association"),
        Named(Kind.POLICE, "politie", "police"),
        Named(Kind.MENTAL_HEALTH, "ggz", "mental health care"),
        Named(Kind.DEBT_HELP, "schuldhulpverlening", "debt help"),
        Named(Kind.SCHOOL_ATTENDANCE, "leerplicht", "school attendance office"),
        Named(Kind.SCHOOL, "school", "school"),
        Named(Kind.YOUTH_PROTECTION, "jeugdbescherming", "youth protection"),
        Named(Kind.ENFORCEMENT, "toezicht en handhaving", "municipal enforcement"),
        Named(Kind.WELFARE, "welzijns- of vrijwilligersorganisatie", "welfare or volunteer organisation"),
        Named(Kind.NETWORK, "mensen uit het eigen netwerk", "people of a household's own network"),
    )
}

# Narrow on purpose: care providers and the police may hold a BSN elsewhere, but no row of the matrix shows them one
# here.
BSN_KINDS: frozenset[Kind] = frozenset({Kind.AREA_TEAM, Kind.MUNICIPALITY, Kind.DEBT_HELP, Kind.YOUTH_PROTECTION})

_CARE = (Kind.AREA_TEAM, Kind.MUNICIPALITY)
# Carers, mentors and peers are on their own: what one organisation writes its people read, so no professional is among them.
_ANY = tuple(kind for kind in Kind if kind is not Kind.NETWORK)
_ATTENTION = (Kind.AREA_TEAM, Kind.MENTAL_HEALTH, Kind.SCHOOL, Kind.YOUTH_PROTECTION, Kind.WELFARE)


def _own(code: str, name_nl: str, name_en: str, kinds: tuple[Kind, ...]) -> Function:
    return Function(code, name_nl, name_en, kinds, (code,))


FUNCTIONS: dict[str, Function] = {
    row.code: row
    for row in (
        Function(
            "generalist",
            "generalist",
            "generalist social worker",
            (Kind.AREA_TEAM,),
            ("case_lead", "team_member", "generalist_no_relation"),
        ),
        _own("community_officer", "wijkagent", "community police officer", (Kind.POLICE,)),
        _own("housing_officer", "woonconsulent", "housing officer", (Kind.HOUSING_ASSOCIATION,)),
        _own("caretaker", "huismeester", "caretaker", (Kind.HOUSING_ASSOCIATION,)),
        _own("mental_health_worker", "ggz-begeleider", "mental health worker", (Kind.MENTAL_HEALTH,)),
        _own("debt_counsellor", "schuldhulpverlener", "debt counsellor", (Kind.DEBT_HELP, Kind.MUNICIPALITY)),
        _own("income_consultant", "inkomensconsulent", "income adviser", (Kind.MUNICIPALITY,)),
        _own("attendance_officer", "leerplichtambtenaar", "school attendance officer", (Kind.SCHOOL_ATTENDANCE,)),
        _own("school_contact", "contactpersoon school", "school contact", (Kind.SCHOOL,)),
        _own("youth_protection", "jeugdbeschermer", "youth protection worker", (Kind.YOUTH_PROTECTION,)),
        _own("safe_home", "medewerker Veilig Thuis", "Safe Home (Veilig Thuis) worker", (Kind.MUNICIPALITY,)),
        _own("enforcement_officer", "handhaver (boa)", "enforcement officer", (Kind.ENFORCEMENT,)),
        _own("welfare_worker", "sociaal werker welzijn", "welfare worker", (Kind.WELFARE,)),
        _own("attention_officer", "aandachtsfunctionaris", "safeguarding officer", _ATTENTION),
        _own("volunteer", "vrijwilliger", "volunteer", (Kind.WELFARE,)),
        _own("network_person", "iemand uit het netwerk", "network person", (Kind.NETWORK,)),
        _own("resident", "inwoner", "resident", ()),
        _own("co_resident", "huisgenoot", "co-resident", ()),
        _own("young_person", "jongere", "young person", ()),
        _own("coordinator", "coördinator", "coordinator", _CARE),
        _own("process_lead", "procesregisseur", "process director", (Kind.MUNICIPALITY,)),
        _own("analyst", "analist", "analyst", (Kind.MUNICIPALITY,)),
        _own("privacy_officer", "privacyfunctionaris", "privacy officer", _ANY),
        _own("administrator", "applicatiebeheerder", "administrator", _ANY),
        _own("community_worker", "opbouwwerker", "community worker", (Kind.WELFARE, Kind.AREA_TEAM)),
    )
}

SIGN_IN_LATER: frozenset[str] = frozenset(code for code, row in FUNCTIONS.items() if not row.kinds)


def functions_of(kind: str) -> tuple[Function, ...]:
    """The functions that people of this kind of organisation may have, in the order of the matrix."""
    return tuple(row for row in FUNCTIONS.values() if kind in row.kinds)


def may_have(kind: str, function: str) -> bool:
    """Whether somebody of this kind of organisation may have this function."""
    row = FUNCTIONS.get(function)
    return row is not None and kind in row.kinds


def may_use_bsn(kind: str) -> bool:
    """Whether this kind of organisation may use the BSN at all (its purpose must name it too)."""
    return kind in BSN_KINDS
