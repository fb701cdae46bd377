"""The tables that the demo town fills, with their columns, in the order in which rows can be sent: a key before what points to it.

Two tables come last although nothing needs them first: triggers on members and on the feed keep them up to date, and have
nothing to do while their rows are not there yet.
"""

_SCOPE = ("dossier_id", "owner_org_id", "purpose_id", "author_id", "person_ids", "created_at")
_STRAND = ("strand", "product_group")

#: table → columns after ``id``; tables under a household end in the columns of ``Scoped``.
COLUMNS: dict[str, tuple[str, ...]] = {
    "organisation": (
        "name", "kind", "contact_name", "contact_phone", "contact_email", "bsn_allowed", "bandwidth_min", "bandwidth_max",
        "created_at", "set_up_on",
    ),
    "purpose": (
        "organisation_id", "code", "text_nl", "text_en", "law", "article", "bsn_allowed", "valid_from",
    ),
    "account": (
        "organisation_id", "function", "name", "email", "email_key", "phone", "password_hash", "created_at",
    ),
    "setup_covenant": ("organisation_id", "signed_on", "file_name", "content", "added_by", "added_at"),
    "dossier": ("case_no", "lead_org_id", "closed", "created_by", "created_at"),
    "involvement": (
        "dossier_id", "account_id", "organisation_id", "purpose_id", "is_lead", "person_ids", "valid_from",
        "valid_until", "created_by", "created_at",
    ),
    "involvement_reason": ("involvement_id", "account_id", "text", *_SCOPE),
    "disclosure": (
        "dossier_id", "item_kind", "item_id", "to_org_id", "to_account_id", "basis", "reason", "valid_from", "valid_until",
        "created_by", "created_at",
    ),
    "knock": ("asked_by", "organisation_id", "dossier_id", "question", "about", "reason", "asked_at", "closes_at"),
    "household_title": ("title", *_SCOPE),
    "household_area": ("code", "code_year", "name", *_SCOPE),
    "household_address": (
        "street", "number", "addition", "postcode", "town", "search_key", "protected", *_SCOPE,
    ),
    "phase_change": ("from_phase", "to_phase", "reason", *_SCOPE),
    "person": ("stub", "partner_unsafe", "adult_on", "holds_authority", *_SCOPE),
    "person_detail": (
        "person_id", "given_name", "prefix", "surname", "birth_date", "contact_preference", "phone", "name_key", "grams",
        "phonetic", *_SCOPE,
    ),
    "person_bsn": ("person_id", "sealed_number", "blind_index", *_SCOPE),
    "household_member": ("person_id", "relation", "joined_on", "left_on", "left_because", *_SCOPE),
    "resident_question": ("words", "said_by", *_SCOPE),
    "domain_state": ("domain", "state", "reason", "since", *_SCOPE),
    "domain_entry": ("domain", "category", "text", "resident_score", "professional_score", *_SCOPE),
    "note": ("facts", "own_words", "withheld_because", "withheld_until", *_SCOPE),
    "note_interpretation": ("note_id", "text", *_SCOPE),
    "document": ("title", "kind", *_SCOPE),
    "document_version": (
        "document_id", "number", "file_name", "media", "size", "sha256", "stored_name", "sealed_key", *_SCOPE,
    ),
    "question_thread": ("line", "explanation", "party_ids", "due_on", *_SCOPE),
    "thread_message": ("question_thread_id", "text", *_SCOPE),
    "sealed_compartment": ("sealed_key", "shared_on", "sealed", *_SCOPE),
    "sealed_step": ("sealed_compartment_id", "number", "body", "sealed", *_SCOPE),
    "outside_question": (
        "question", "asked_name", "asked_email", "language", "expires_at", "tick", "line", "answered_at", *_SCOPE,
    ),
    "plan_item": (
        "kind", "aim", "text", "in_words_of", "domain", "status", "review_on", "valid_until", "shared_goal", *_SCOPE,
    ),
    "plan_step": (
        "plan_item_id", "carrier_org_id", "text", "who_kind", "who", "due_on", "status", "ended_on", "effect_seen", "effect", *_SCOPE,
    ),
    "plan_interest": ("party_org_id", "own_goal", "interest", "cannot_accept", "domains", *_SCOPE),
    "goal_signature": ("plan_item_id", "party_org_id", "person_id", "signed_by", "signed_on", "words", *_SCOPE),
    "plan_funding": ("source", "what_for", "amount", "period", "from_on", "until_on", "decided_by", *_SCOPE),
    "own_plan": ("kind", "answer", "said_on", "remark", *_SCOPE),
    "plan_direction": ("director_kind", "director", "from_on", "remark", *_SCOPE),
    "escalation": ("step", "reason", "asked_of", "since_on", "due_on", "outcome", "down_on", *_SCOPE),
    "low_flame": (
        "every_weeks", "carried_by", "restart_when", "since_on", "until_on", "next_on", "contacts", "ended_on",
        "ended_because", *_SCOPE,
    ),
    "network_person": ("first_name", "relation", "role", "active", "until", "account_id", *_SCOPE),
    "account_request": (
        "network_person_id", "purpose_id", "name", "email", "email_key", "reason", "asked_by", "asked_at",
    ),
    "ecomap_version": ("drawn_on", "together_with", *_SCOPE),
    "ecomap_tie": (
        "ecomap_version_id", "network_person_id", "other_id", "circle", "kind", "strength", "direction", "gives", "receives",
        "strain", "words", *_SCOPE,
    ),
    "network_meeting": (
        "kind", "coordinator", "information", "planned_on", "held_on", "plan", "call_on", "called_on", *_SCOPE,
    ),
    "win": ("line", "told_by", "happened_on", "criteria", "mechanisms", "sign", *_SCOPE),
    "meeting": ("organisation_id", "created_by", "created_at", "starts_at", "minutes_each", "called_off_at"),
    "meeting_household": ("meeting_id", "absent_ids", "invited_ids", "discussed_at", *_SCOPE),
    "meeting_line": (
        "meeting_household_id", "plan_item_id", "text", "owner_kind", "owner_name", "account_id", "due_on", "done_on", *_SCOPE,
    ),
    "stability_check": ("carriers", "met_without", "survived_conflict", "backup_known", "withdraw_on", *_SCOPE),
    "lifted_theme": ("theme", "person_id", "said_yes_on", *_SCOPE),
    "appointment": (
        "starts_at", "ends_at", "place_kind", "place", "about", "status", "cancelled_because", "sequence", *_SCOPE,
    ),
    "appointment_attendee": ("appointment_id", "account_id", *_SCOPE),
    "second_person": (
        "appointment_id", "state", "network_person_id", "remark", "hidden_from_household", "changed_at", *_SCOPE,
    ),
    "second_person_change": (
        "second_person_id", "state", "network_person_id", "hidden_from_household", *_SCOPE,
    ),
    "offer": ("text", "network_person_id", "appointment_id", *_SCOPE),
    "offer_step": ("offer_id", "step", "on_day", "minutes", "enjoyed", "words", *_SCOPE),
    "intervention": (
        *_STRAND, "product_id", "account_id", "status", "planned_start", "planned_end", "started_on", "ended_on",
        "paused_at", "consulted", *_SCOPE,
    ),
    "intervention_status_change": (*_STRAND, "intervention_id", "from_status", "to_status", *_SCOPE),
    "intervention_body": (
        *_STRAND, "intervention_id", "why", "alternatives", "own_role", "coordinated_with", "stance", "superfluous_when",
        "network_could", "plan_item_id", "pause_reason", "result", "stop_reason", *_SCOPE,
    ),
    "stance_review": ("intervention_id", *_STRAND, "stance", *_SCOPE),
    "intervention_update": (*_STRAND, "intervention_id", "line", *_SCOPE),
    "activity": ("category", "verb", "object_id", "condition", *_SCOPE),
    "household_summary": ("adults", "children", *_SCOPE),
    "dossier_process": (
        "phase", "phase_since", "weight", "review_on", "last_contact_on", "last_activity_at", *_SCOPE,
    ),
}  # fmt: skip
