"""Words of an overview: kinds of records, and what each field of them is called and holds. Dutch, English."""

from dataclasses import dataclass, field
from enum import Enum

from app.appointments.states import STATES
from app.dossiers.domains import DOMAINS
from app.dossiers.household_words import CONTACT, LEFT_BECAUSE, RELATIONS
from app.dossiers.phases import PHASES
from app.plan.words import STATUSES

Words = tuple[str, str]


class Holds(Enum):
    """What a field holds: words of people, a word of a list, a day, a moment, or that something is so."""

    TEXT = "text"
    CODE = "code"
    DAY = "day"
    MOMENT = "moment"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Field:
    """What a field is called, what it holds, and (for a code) the list that says what the code means."""

    name: Words
    holds: Holds = Holds.TEXT
    meaning: dict[str, Words] = field(default_factory=dict)


KINDS: dict[str, Words] = {
    "person": ("Hoe u in het dossier staat", "How you are in the file"),
    "person_detail": ("Wie u bent", "Who you are"),
    "person_bsn": ("Burgerservicenummer", "Citizen service number"),
    "household_address": ("Adres", "Address"),
    "household_area": ("Buurt", "Neighbourhood"),
    "household_member": ("In het huishouden", "In the household"),
    "resident_question": ("De vraag, in eigen woorden", "The question, in own words"),
    "domain_state": ("Levensgebied", "Life domain"),
    "domain_entry": ("Wat er bij een levensgebied staat", "What is recorded for a life domain"),
    "intervention": ("Inzet", "Intervention"),
    "intervention_body": ("Waarom deze inzet", "Why this intervention"),
    "intervention_update": ("Hoe het gaat met een inzet", "How an intervention goes"),
    "network_person": ("Iemand uit uw eigen netwerk", "Somebody from your own network"),
    "second_person": ("Wie er meekwam naar een afspraak", "Who came along to an appointment"),
    "dossier_process": ("Waar het nu staat", "Where it stands now"),
    "phase_change": ("Een stap in het dossier", "A step in the file"),
    "plan_item": ("Doel of afspraak", "Goal or agreement"),
    "appointment": ("Afspraak", "Appointment"),
    "note": ("Notitie", "Note"),
    "note_interpretation": ("Wat de schrijver van een notitie ervan maakt", "What the writer of a note makes of it"),
    "offer": ("Wat u voor de buurt wilt doen", "What you want to do for the neighbourhood"),
}

_DOMAINS = {code: (domain.name_nl, domain.name_en) for code, domain in DOMAINS.items()}
_DISCUSSED: dict[str, Words] = {
    "not_discussed": ("niet besproken", "not discussed"),
    "discussed": ("besproken, niets vastgelegd", "discussed, nothing recorded"),
    "recorded": ("vastgelegd", "recorded"),
}
_RUNS: dict[str, Words] = {
    "awaiting": ("wacht op bevestiging", "awaiting confirmation"),
    "planned": ("gepland", "planned"),
    "active": ("loopt", "under way"),
    "done": ("klaar", "done"),
    "stopped": ("gestopt", "stopped"),
    "withdrawn": ("teruggetrokken", "withdrawn"),
}
_ALREADY: dict[str, Words] = {str(code): words for code, words in STATES.items()}

#: Field → its words, in the order in which a record says them.
FIELDS: dict[str, Field] = {
    "name": Field(("Naam", "Name")),
    "first_name": Field(("Voornaam", "First name")),
    "network_relation": Field(("Wat diegene van u is", "What they are to you")),
    "born_on": Field(("Geboren", "Born"), Holds.DAY),
    "contact": Field(("Liefst contact door", "Preferred contact"), Holds.CODE, CONTACT),
    "phone": Field(("Telefoon", "Phone")),
    "bsn": Field(("Is vastgelegd, versleuteld", "Is recorded, encrypted"), Holds.FACT),
    "authority": Field(("Heeft gezag over een kind", "Holds authority over a child"), Holds.FACT),
    "not_for_others": Field(
        ("Anderen in huis lezen niets over u", "Others at home read nothing about you"), Holds.FACT
    ),
    "address": Field(("Straat en nummer", "Street and number")),
    "postcode": Field(("Postcode", "Postcode")),
    "town": Field(("Plaats", "Town")),
    "protected": Field(("Het adres is afgeschermd", "The address is protected"), Holds.FACT),
    "area": Field(("Buurt", "Neighbourhood")),
    "relation": Field(("Plaats in het huishouden", "Place in the household"), Holds.CODE, RELATIONS),
    "joined_on": Field(("Sinds", "Since"), Holds.DAY),
    "left_on": Field(("Tot", "Until"), Holds.DAY),
    "left_because": Field(("Waarom niet meer", "Why no longer"), Holds.CODE, LEFT_BECAUSE),
    "domain": Field(("Levensgebied", "Life domain"), Holds.CODE, _DOMAINS),
    "state": Field(("Stand", "State"), Holds.CODE, _DISCUSSED),
    "phase": Field(("Fase", "Phase"), Holds.CODE, PHASES),
    "product_nl": Field(("Wat", "What")),
    "product_en": Field(("Wat", "What")),
    "status": Field(("Stand", "State"), Holds.CODE, _RUNS),
    "started_on": Field(("Begonnen", "Started"), Holds.DAY),
    "ended_on": Field(("Geëindigd", "Ended"), Holds.DAY),
    "text": Field(("Wat er staat", "What it says")),
    "in_words_of": Field(("In de woorden van", "In the words of")),
    "plan_status": Field(("Stand", "State"), Holds.CODE, STATUSES),
    "review_on": Field(("Kijken hoe het gaat", "To be looked at"), Holds.DAY),
    "valid_until": Field(("Geldt tot en met", "Holds until"), Holds.DAY),
    "starts_at": Field(("Wanneer", "When"), Holds.MOMENT),
    "place": Field(("Waar", "Where")),
    "about": Field(("Waarover", "About")),
    "cancelled_because": Field(("Waarom afgezegd", "Why cancelled")),
    "second_state": Field(("Wie er meekwam", "Who came along"), Holds.CODE, _ALREADY),
    "remark": Field(("Opmerking", "Remark")),
    "since_on": Field(("Sinds", "Since"), Holds.DAY),
    "reason": Field(("Waarom", "Why")),
    "own_score": Field(("Uw eigen cijfer, 1 tot 5", "Your own score, 1 to 5")),
    "our_score": Field(("Cijfer van de hulpverlener, 1 tot 5", "The worker's score, 1 to 5")),
    "why": Field(("Waarom", "Why")),
    "alternatives": Field(("Wat er ook kon", "What else could be done")),
    "own_role": Field(("Wat u zelf doet", "What you do yourself")),
    "coordinated_with": Field(("Afgestemd met", "Coordinated with")),
    "superfluous_when": Field(("Niet meer nodig als", "No longer needed when")),
    "network_could": Field(("Wat het netwerk kan doen", "What the network could do")),
    "pause_reason": Field(("Waarom nu toch", "Why now all the same")),
    "result": Field(("Wat het bracht", "What it brought")),
    "stop_reason": Field(("Waarom gestopt", "Why stopped")),
    "withdrawn_because": Field(("Waarom teruggetrokken", "Why withdrawn")),
    "facts": Field(("Feiten", "Facts")),
    "own_words": Field(("In eigen woorden", "In own words")),
    "said_by": Field(("Gezegd door", "Said by")),
    "interpretation": Field(("Wat wij ervan maken", "What we make of it")),
    "offer": Field(("Aanbod", "Offer")),
}
