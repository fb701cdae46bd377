"""Words of an overview: kinds of records, and what each field of them is called and holds. Dutch, English."""

from dataclasses import dataclass, field
from enum import Enum

from app.appointments.states import STATES
from app.dossiers.domains import DOMAINS
from app.dossiers.household_words import CONTACT, LEFT_BECAUSE, RELATIONS
from app.dossiers.phases import PHASES
from app.dossiers.sharing_words import AGREES, CHANNELS, EVIDENCE, GIVEN_BY, POSTPONED
from app.dossiers.sharing_words import ANSWERS as KNOCK_ANSWERS
from app.dossiers.themes import THEMES
from app.interventions.stances import STANCES
from app.network.offering import STEPS
from app.plan.words import ANSWERS, OWN_PLANS, PERIODS, SOURCES, STATUSES, STEP_STATES
from app.rights.rules import DECISIONS
from app.rights.rules import KINDS as REQUESTS

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
    "household_title": ("Hoe uw dossier heet", "What your file is called"),
    "person_bsn": ("Burgerservicenummer", "Citizen service number"),
    "household_address": ("Adres", "Address"),
    "household_area": ("Buurt", "Neighbourhood"),
    "household_member": ("In het huishouden", "In the household"),
    "household_summary": ("Hoeveel mensen er wonen", "How many people live there"),
    "death_change": ("Vastlegging van een overlijden", "Record of a death"),
    "resident_question": ("De vraag, in eigen woorden", "The question, in own words"),
    "domain_state": ("Levensgebied", "Life domain"),
    "domain_entry": ("Wat er bij een levensgebied staat", "What is recorded for a life domain"),
    "intervention": ("Inzet", "Intervention"),
    "intervention_body": ("Waarom deze inzet", "Why this intervention"),
    "intervention_update": ("Hoe het gaat met een inzet", "How an intervention goes"),
    "intervention_status_change": ("Een stap van een inzet", "A step of an intervention"),
    "strand_correction": ("Een verbeterde soort van inzet", "A corrected kind of intervention"),
    "detail_correction": ("Een verbetering van een inzet", "A correction of an intervention"),
    "stance_review": ("Hoe wij u helpen bij een inzet", "How we help you in an intervention"),
    "network_person": ("Iemand uit uw eigen netwerk", "Somebody from your own network"),
    "ecomap_tie": ("Een band op uw netwerkkaart", "A tie on your ecomap"),
    "network_meeting": ("Overleg van uw eigen netwerk", "Meeting of your own network"),
    "second_person": ("Wie er meekwam naar een afspraak", "Who came along to an appointment"),
    "second_person_change": ("Een wijziging van wie er meekwam", "A change of who came along"),
    "dossier_process": ("Waar het nu staat", "Where it stands now"),
    "phase_change": ("Een stap in het dossier", "A step in the file"),
    "plan_item": ("Doel of afspraak", "Goal or agreement"),
    "plan_step": ("Stap in het plan", "Step of the plan"),
    "plan_interest": ("Wat een partij wil", "What a party wants"),
    "goal_signature": ("Handtekening onder het gezamenlijke doel", "Signature under the shared goal"),
    "plan_funding": ("Wie wat betaalt", "Who pays what"),
    "own_plan": ("Eigen plan aangeboden", "Own plan offered"),
    "plan_direction": ("Wie de regie over het plan heeft", "Who directs the plan"),
    "low_flame": ("Waakvlam", "Low flame"),
    "appointment": ("Afspraak", "Appointment"),
    "meeting_line": ("Wat in een overleg is afgesproken", "What a meeting agreed"),
    "stability_check": ("Hoe stevig uw netwerk staat", "How firmly your network stands"),
    "lifted_theme": ("Een thema dat u wilde delen", "A theme that you wanted to share"),
    "privacy_notice": ("Uitleg over uw gegevens", "Information about your data"),
    "secrecy_waiver": ("Toestemming die u gaf om te vertellen", "Consent to tell that you gave"),
    "plan_agreement": ("Wat u van het plan zei", "What you said of the plan"),
    "handover": ("Overdracht aan een andere casusregisseur", "Hand-over to another case lead"),
    "rights_request": ("Wat u over uw gegevens vroeg", "What you asked about your data"),
    "weighing": ("Wat bij uw bezwaar is afgewogen", "What was weighed about your objection"),
    "knock": ("Een vraag of wij u kennen", "A question whether we know you"),
    "win": ("Iets wat goed ging", "Something that went well"),
    "note": ("Notitie", "Note"),
    "note_interpretation": ("Wat de schrijver van een notitie ervan maakt", "What the writer of a note makes of it"),
    "involvement_reason": ("Waarom iemand erbij kwam", "Why somebody joined"),
    "question_thread": ("Vraag aan wie erbij betrokken is", "Question to somebody involved"),
    "thread_message": ("Antwoord op een vraag", "Answer to a question"),
    "outside_question": ("Vraag aan iemand buiten het dossier", "Question to somebody outside the file"),
    "document": ("Document", "Document"),
    "document_version": ("Bestand van een document", "File of a document"),
    "statement": ("Wat u er zelf van zegt", "What you say about it yourself"),
    "offer": ("Wat u voor de buurt wilt doen", "What you want to do for the neighbourhood"),
    "offer_step": ("Hoe het daarmee ging", "How that went"),
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
    "who": Field(("Wie", "Who")),
    "due_on": Field(("Uiterlijk", "By"), Holds.DAY),
    "step_status": Field(("Stand", "State"), Holds.CODE, STEP_STATES),
    "effect": Field(("Wat u ervan merkt", "What you notice of it")),
    "party": Field(("Van", "Of")),
    "own_goal": Field(("Wil bereiken", "Wants to reach")),
    "interest": Field(("Want", "Because")),
    "cannot_accept": Field(("Kan echt niet", "Cannot accept")),
    "signed_by": Field(("Getekend door", "Signed by")),
    "signed_on": Field(("Getekend op", "Signed on"), Holds.DAY),
    "source": Field(("Bron", "Source"), Holds.CODE, SOURCES),
    "what_for": Field(("Waarvoor", "What for")),
    "amount": Field(("Bedrag in euro", "Amount in euros")),
    "period": Field(("Hoe vaak", "How often"), Holds.CODE, PERIODS),
    "decided_by": Field(("Wie beslist", "Who decides")),
    "own_plan": Field(("Wat", "What"), Holds.CODE, OWN_PLANS),
    "own_answer": Field(("Antwoord", "Answer"), Holds.CODE, ANSWERS),
    "said_on": Field(("Op", "On"), Holds.DAY),
    "director": Field(("Wie", "Who")),
    "carried_by": Field(("Wie contact houdt", "Who keeps in touch")),
    "restart_when": Field(("Weer hulp als", "Help again when")),
    "sign": Field(("Waaraan je dat merkt", "How one can tell")),
    "happened_on": Field(("Wanneer", "When"), Holds.DAY),
    "done_on": Field(("Klaar", "Done"), Holds.DAY),
    "carriers": Field(("Hoeveel mensen meedragen", "How many people carry along")),
    "withdraw_on": Field(("Professionals trekken zich terug op", "Professionals withdraw on"), Holds.DAY),
    "theme": Field(("Thema", "Theme"), Holds.CODE, THEMES),
    "said_yes_on": Field(("U zei ja op", "You said yes on"), Holds.DAY),
    "withdrawn_on": Field(("Ingetrokken op", "Withdrawn on"), Holds.DAY),
    "starts_at": Field(("Wanneer", "When"), Holds.MOMENT),
    "place": Field(("Waar", "Where")),
    "about": Field(("Waarover", "About")),
    "cancelled_because": Field(("Waarom afgezegd", "Why cancelled")),
    "second_state": Field(("Wie er meekwam", "Who came along"), Holds.CODE, _ALREADY),
    "this_much": Field(("Waarom zo veel", "Why so much")),
    "not_less": Field(("Waarom niet minder", "Why not less")),
    "asked_whom": Field(("Aan wie", "To whom")),
    "remark": Field(("Opmerking", "Remark")),
    "no_words": Field(("Waarom niet, in eigen woorden", "Why not, in own words")),
    "difference_words": Field(("Wat het veranderde dat er iemand bij was", "What it changed that somebody was there")),
    "words": Field(("In eigen woorden", "In own words")),
    "held_on": Field(("Wanneer het was", "When it was"), Holds.DAY),
    "since_on": Field(("Sinds", "Since"), Holds.DAY),
    "reason": Field(("Waarom", "Why")),
    "title": Field(("Naam", "Name")),
    "adults": Field(("Volwassenen", "Adults")),
    "children": Field(("Kinderen", "Children")),
    "died_on": Field(("Overleden", "Died"), Holds.DAY),
    "stance": Field(
        ("Hoe", "How"), Holds.CODE, {code: (stance.name_nl, stance.name_en) for code, stance in STANCES.items()}
    ),
    "given_on": Field(("Gegeven op", "Given on"), Holds.DAY),
    "channel": Field(("Hoe", "How"), Holds.CODE, CHANNELS),
    "edition": Field(("Welke tekst", "Which text")),
    "postponed": Field(("Later, omdat", "Later, because"), Holds.CODE, POSTPONED),
    "look_again_on": Field(("Opnieuw bekijken", "To be looked at again"), Holds.DAY),
    "to_whom": Field(("Aan wie", "To whom")),
    "given_by": Field(("Gegeven door", "Given by"), Holds.CODE, GIVEN_BY),
    "evidence": Field(("Hoe", "How"), Holds.CODE, EVIDENCE),
    "plan_on": Field(("Plan van", "Plan of"), Holds.DAY),
    "agrees": Field(("Staat u erachter?", "Do you agree?"), Holds.CODE, AGREES),
    "works": Field(("Wat werkt", "What works")),
    "avoid": Field(("Wat beter niet", "What to avoid")),
    "promises": Field(("Wat is beloofd", "What was promised")),
    "request": Field(("Wat", "What"), Holds.CODE, REQUESTS),
    "asks": Field(("Waar het om gaat", "What it is about")),
    "received_on": Field(("Binnengekomen", "Received"), Holds.DAY),
    "decision": Field(("Besluit", "Decision"), Holds.CODE, DECISIONS),
    "processing": Field(("Bezwaar tegen", "Objection against")),
    "household_interest": Field(("Uw belang", "Your interest")),
    "task_interest": Field(("Waarom het nodig is", "Why it is needed")),
    "stops": Field(("Wat stopt", "What stops")),
    "asked_by": Field(("Wie het vroeg", "Who asked")),
    "knock_answer": Field(("Antwoord", "Answer"), Holds.CODE, KNOCK_ANSWERS),
    "file_name": Field(("Bestand", "File")),
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
    "offer_step": Field(("Hoe het ging", "How it went"), Holds.CODE, STEPS),
    "offer_words": Field(("In eigen woorden", "In own words")),
}
