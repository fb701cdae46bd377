"""The organisations of Waterstad and the people who work there; the number of colleagues grows with the number of
households.
"""

from __future__ import annotations

import unicodedata

from app.cli.demo.names import MEN, SURNAMES, WOMEN
from app.cli.demo.shapes import DemoAccount, DemoOrganisation

# key, kind, name, contact point
_ORGANISATIONS: tuple[tuple[str, str, str, str], ...] = (
    ("wijkteam-oost", "area_team", "Wijkteam Oost", "Noor Hoekstra"),
    ("wijkteam-west", "area_team", "Wijkteam West", "Hidde Zijlstra"),
    ("gemeente", "municipality", "Gemeente Waterstad", "Marloes Visser"),
    ("veilig-thuis", "municipality", "Veilig Thuis Waterstad", "Dienst van vandaag"),
    ("de-schans", "housing_association", "Woningstichting De Schans", "Karin Dijkstra"),
    ("politie", "police", "Politie Waterstad", "Jelle Bakker"),
    ("ggz-noord", "mental_health", "GGZ Noord", "Ruth de Haan"),
    ("kredietbank", "debt_help", "Kredietbank Waterstad", "Tjeerd Dijkstra"),
    ("leerplicht", "school_attendance", "Leerplicht Waterstad", "Yasmin Amrouche"),
    ("de-wilgen", "school", "Basisschool De Wilgen", "Anouk Vermeer"),
    ("het-baken", "school", "Scholengroep Het Baken", "Pieter Land"),
    ("jeugdbescherming", "youth_protection", "Jeugdbescherming Waterland", "Lianne Brouwer"),
    ("handhaving", "enforcement", "Toezicht en Handhaving Waterstad", "Murat Kaya"),
    ("buurtwerk", "welfare", "Buurtwerk Waterstad", "Sanne Terpstra"),
    ("eigen-netwerk", "network", "Mensen uit het netwerk", "Noor Hoekstra"),
)
_BANDWIDTH = {"wijkteam-oost": (140, 170), "wijkteam-west": (90, 120)}

# key, name, function, organisation: the people that the stories are about and that the sign-in page lists
_MAIN: tuple[tuple[str, str, str, str], ...] = (
    ("noor", "Noor Hoekstra", "generalist", "wijkteam-oost"),
    ("fatih", "Fatih Arslan", "generalist", "wijkteam-oost"),
    ("hidde", "Hidde Zijlstra", "generalist", "wijkteam-west"),
    ("ilse", "Ilse Wouda", "attention_officer", "wijkteam-oost"),
    ("jelle", "Jelle Bakker", "community_officer", "politie"),
    ("karin", "Karin Dijkstra", "housing_officer", "de-schans"),
    ("henk", "Henk Veenstra", "caretaker", "de-schans"),
    ("ruth", "Ruth de Haan", "mental_health_worker", "ggz-noord"),
    ("tjeerd", "Tjeerd Dijkstra", "debt_counsellor", "kredietbank"),
    ("bilgin", "Bilgin Polat", "income_consultant", "gemeente"),
    ("yasmin", "Yasmin Amrouche", "attendance_officer", "leerplicht"),
    ("anouk", "Anouk Vermeer", "school_contact", "de-wilgen"),
    ("pieter", "Pieter Land", "school_contact", "het-baken"),
    ("lianne", "Lianne Brouwer", "youth_protection", "jeugdbescherming"),
    ("mirjam", "Mirjam Schouten", "safe_home", "veilig-thuis"),
    ("murat", "Murat Kaya", "enforcement_officer", "handhaving"),
    ("sanne", "Sanne Terpstra", "welfare_worker", "buurtwerk"),
    ("gerda", "Gerda Bos", "volunteer", "buurtwerk"),
    ("otto", "Otto Reitsma", "community_worker", "buurtwerk"),
    ("marloes", "Marloes Visser", "coordinator", "gemeente"),
    ("wouter", "Wouter Prins", "coordinator", "wijkteam-oost"),
    ("elvira", "Elvira Maas", "process_lead", "gemeente"),
    ("chantal", "Chantal Dekker", "analyst", "gemeente"),
    ("joost", "Joost Haverkamp", "privacy_officer", "gemeente"),
    ("astrid", "Astrid Kooij", "administrator", "gemeente"),
)

# The same of people of a household's own network. They come after all colleagues, who would get other names otherwise.
_OWN_NETWORK: tuple[tuple[str, str, str, str], ...] = (("esther", "Esther Osei", "network_person", "eigen-netwerk"),)

# function, organisation, households per colleague
_COLLEAGUES: tuple[tuple[str, str, int], ...] = (
    ("generalist", "wijkteam-oost", 55),
    ("generalist", "wijkteam-west", 160),
    ("community_officer", "politie", 150),
    ("housing_officer", "de-schans", 120),
    ("mental_health_worker", "ggz-noord", 120),
    ("debt_counsellor", "kredietbank", 90),
    ("income_consultant", "gemeente", 120),
    ("attendance_officer", "leerplicht", 200),
    ("youth_protection", "jeugdbescherming", 150),
    ("enforcement_officer", "handhaving", 150),
    ("welfare_worker", "buurtwerk", 90),
    ("volunteer", "buurtwerk", 120),
    ("caretaker", "de-schans", 300),
    ("school_contact", "de-wilgen", 400),
    ("school_contact", "het-baken", 400),
)


def ascii_key(text: str) -> str:
    """The text in small ASCII letters, for keys and addresses: `Öztürk` gives `ozturk`."""
    folded = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ø", "o"))
    return "".join(sign if sign.isalnum() else "-" for sign in folded.lower() if sign.isascii()).strip("-")


def organisations() -> tuple[DemoOrganisation, ...]:
    """The organisations, each with a contact point and a phone number that rings nowhere."""
    return tuple(
        DemoOrganisation(
            key, kind, name, contact, f"058 000 {number:02d} 00", f"contact@{key}.example", _BANDWIDTH.get(key)
        )
        for number, (key, kind, name, contact) in enumerate(_ORGANISATIONS)
    )


def accounts(households: int) -> tuple[DemoAccount, ...]:
    """The main people, and as many colleagues as this number of households needs."""
    numbers = {row[0]: number for number, row in enumerate(_ORGANISATIONS)}
    found = [_main(place, numbers, row) for place, row in enumerate(_MAIN)]
    for function, organisation, share in _COLLEAGUES:
        for place in range(-(-households // share)):
            found.append(_colleague(len(found), function, organisation, number=numbers[organisation], place=place))
    found += [_main(0, numbers, row) for row in _OWN_NETWORK]
    return tuple(found)


def _main(seat: int, numbers: dict[str, int], row: tuple[str, str, str, str]) -> DemoAccount:
    key, name, function, organisation = row
    phone = f"058 000 {numbers[organisation]:02d} {seat + 1:02d}"
    return DemoAccount(key, f"{key}@{organisation}.example", name, function, organisation, phone, main=True)


def _colleague(seat: int, function: str, organisation: str, *, number: int, place: int) -> DemoAccount:
    first = (WOMEN + MEN)[seat * 7 % (len(WOMEN) + len(MEN))]
    prefix, surname = SURNAMES[seat * 11 % len(SURNAMES)]
    key = f"{ascii_key(first)}-{organisation}-{function.replace('_', '-')}-{place + 1}"
    email = f"{ascii_key(first)}.{ascii_key(surname)}{seat}@{organisation}.example"
    phone = f"058 000 {number:02d} {seat % 100:02d}"
    return DemoAccount(key, email, " ".join(filter(None, (first, prefix, surname))), function, organisation, phone)
