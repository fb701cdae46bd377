"""Life domains in our own neutral words, the five-point scale and the three states a domain can be in.

Ten domains: the list of domain.md 2.3 with "werk, school en dag" split in two, because the access matrix narrows
rights to `work` and `school` apart. No domain is obligatory: the Dutch data protection authority found in 2018 that
recording all of them by default breaks the law.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DomainState(StrEnum):
    """What was done with a domain: nothing yet, talked about without recording, or recorded with a reason."""

    NOT_DISCUSSED = "not_discussed"
    DISCUSSED = "discussed"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Domain:
    """One life domain with the question that keeps the record small. `sensitive` asks for a reason of its own."""

    code: str
    name_nl: str
    name_en: str
    help_nl: str
    help_en: str
    sensitive: bool = False


DOMAINS: dict[str, Domain] = {
    row.code: row
    for row in (
        Domain(
            "housing", "Wonen", "Housing",
            "Leg alleen vast als het om het huis, de huur of het blijven wonen gaat.",
            "Record only when it is about the home, the rent or being able to stay.",
        ),
        Domain(
            "money", "Geld", "Money",
            "Leg alleen vast als geld deel is van de vraag; noem geen bedragen die niemand nodig heeft.",
            "Record only when money is part of the question; name no amounts that nobody needs.",
        ),
        Domain(
            "work", "Werk en dag", "Work and daytime",
            "Leg alleen vast als werk of de invulling van de dag iets aan de vraag verandert.",
            "Record only when work or how the day is spent changes something about the question.",
        ),
        Domain(
            "school", "School en leren", "School and learning",
            "Leg alleen vast als school of leren deel is van de vraag van het kind of het gezin.",
            "Record only when school or learning is part of the question of the child or the family.",
        ),
        Domain(
            "family", "Gezin en opvoeding", "Family and parenting",
            "Leg alleen vast als het gezin hier zelf iets in wil of als een kind het nodig heeft.",
            "Record only when the family wants something here or a child needs it.",
        ),
        Domain(
            "safety", "Veiligheid", "Safety",
            "Leg alleen vast als er een afspraak over veiligheid nodig is; schrijf de afspraak, niet het verhaal.",
            "Record only when an agreement about safety is needed; write the agreement, not the story behind it.",
            sensitive=True,
        ),
        Domain(
            "health", "Gezondheid in het dagelijks leven", "Health in daily life",
            "Leg alleen vast als anderen moeten weten wat iemand wel of niet kan; schrijf nooit een diagnose op.",
            "Record only when others must know what somebody can or cannot do; never write a diagnosis.",
            sensitive=True,
        ),
        Domain(
            "contacts", "Contacten en netwerk", "Contacts and network",
            "Leg alleen vast als het helpt om te weten wie er om iemand heen staat.",
            "Record only when it helps to know who stands around somebody.",
        ),
        Domain(
            "neighbourhood", "Meedoen in de buurt", "Taking part in the neighbourhood",
            "Leg alleen vast als iemand iets in de buurt wil doen of mist.",
            "Record only when somebody wants to do something in the neighbourhood or misses it.",
        ),
        Domain(
            "admin", "Regelen en digitaal", "Paperwork and online life",
            "Leg alleen vast als post, formulieren of internet in de weg zitten.",
            "Record only when post, forms or the internet get in the way.",
        ),
    )
}  # fmt: skip

STATES: dict[str, tuple[str, str]] = {
    DomainState.NOT_DISCUSSED: ("niet besproken", "not discussed"),
    DomainState.DISCUSSED: ("besproken, niets vastgelegd", "discussed, nothing recorded"),
    DomainState.RECORDED: ("vastgelegd, met de reden", "recorded, with the reason"),
}

# Two scores, the resident's and the professional's, never averaged and never computed.
SCALE: dict[int, tuple[str, str]] = {
    1: ("gaat nu echt mis", "is going badly wrong now"),
    2: ("gaat vaak mis", "often goes wrong"),
    3: ("gaat met moeite", "goes with difficulty"),
    4: ("gaat redelijk", "goes reasonably well"),
    5: ("gaat goed", "goes well"),
}
