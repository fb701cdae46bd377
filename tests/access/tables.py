"""What the proof knows of single tables: which ask more than the matrix, which are shared with what they hang under."""

from app.db.scope import Level
from tests.access import third_reader as third

LEVELS = {Level.BODY: "read", Level.HEADER: "header", Level.PROCESS: "process", Level.BSN: "bsn"}
PROCESS_ROWS = {
    "dossier_process",
    "erasure_item",
    "escalation",
    "handout",
    "handover",
    "involvement_reason",
    "lifted_theme",
    "low_flame",
    "phase_change",
    "plan_direction",
    "restriction",
    "rights_request",
    "weighing",
}
#: Tables that only some rows of the matrix read, whoever else reads their category.
READS_PLANS = {
    "case_lead",
    "mental_health_worker",
    "resident",
    "team_member",
    "welfare_worker",
    "young_person",
    "youth_protection",
}
KEPT_WITHIN = {
    "erasure_item": {"case_lead"},
    "lifted_theme": {"case_lead"},
    "plan_funding": READS_PLANS,
    "restriction": {"case_lead"},
    "rights_request": {"case_lead"},
    "weighing": {"case_lead"},
}
#: Who works here and reads at least what is shared of the plan: reads and adds the own organisation's interest, and signs.
PLAN_PARTNERS = READS_PLANS - third.RESIDENTS | {
    "attendance_officer",
    "attention_officer",
    "community_officer",
    "debt_counsellor",
    "housing_officer",
    "income_consultant",
    "network_person",
    "safe_home",
    "school_contact",
    "volunteer",
}
HIDDEN_FROM_RESIDENTS = {"second_person", "second_person_change"}
#: What people were told, allow and agree with: for the leading team, and for the organisation that wrote it.
CONSENTS = {"plan_agreement", "privacy_notice", "secrecy_waiver"}
#: Not for whoever lives there: that a mail goes to somebody.
FOR_WORKERS = {"appointment_reminder"}
#: The copy of an overview: for the lead, and for the colleague of the team who reads it before it is given; with what hangs under it.
WITH_A_HANDOUT = {"handout_left_out", "handout_look", "handout_mark"}
HANDOUTS = {"handout"} | WITH_A_HANDOUT
DOCUMENTS = {"document", "document_version"}
#: Questions: to somebody who is named, or to somebody outside. They are notes that nobody can withhold.
THREADS = {"question_thread", "thread_message"}
QUESTIONS = THREADS | {"outside_question"}
#: Nobody can withhold them from the household.
ALWAYS_OPEN = QUESTIONS | {"sealed_compartment", "sealed_step", "win"}
#: Small wins are for everybody at work here but those who see one child, or only whom to call; and safety officers see what is shown.
AT_THE_TABLE = {
    "attendance_officer", "caretaker", "case_lead", "community_officer", "debt_counsellor", "enforcement_officer", "housing_officer",
    "income_consultant", "mental_health_worker", "team_member", "welfare_worker", "youth_protection",
}  # fmt: skip
#: Who lives there and adds a win in their own name: about themselves, or about the household as such.
TELLS_OWN_WINS = {"resident", "young_person"}
#: A sealed compartment and its steps: for its author in one of these rows, and for those who guard safety.
SEALED = {"sealed_compartment", "sealed_step"}
SEALERS = AT_THE_TABLE | {"school_contact"}
ITEMS = {
    "plan_item": ("plan_item", "id"),
    "goal_signature": ("plan_item", "plan_item_id"),
    "appointment": ("appointment", "id"),
    "appointment_attendee": ("appointment", "appointment_id"),
    "note": ("note", "id"),
    "document": ("document", "id"),
    "document_version": ("document", "document_id"),
    "domain_entry": ("domain_entry", "id"),
    "network_person": ("network_person", "id"),
    "intervention": ("intervention", "id"),
    "intervention_body": ("intervention", "intervention_id"),
    "intervention_update": ("intervention", "intervention_id"),
    "intervention_status_change": ("intervention", "intervention_id"),
    "stance_review": ("intervention", "intervention_id"),
    "strand_correction": ("intervention", "intervention_id"),
    "detail_correction": ("intervention", "intervention_id"),
}
