"""Everything that stands in a household's dossier about one person, as the asker may read it: for the overview.

Row-level security decides what comes back. What the person does not get (rows that are withheld, sealed, or about somebody who is
not safe here) is left out in the question itself: this is another reader than the asker. Also left out: scaling up (what
professionals ask each other, at the fourth step of Safe Home), who was at an appointment, and what only repeats another record.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.db.question import Question

#: (category, kind, table with its alias, what it says). ``said`` is pairs of a field of ``words.FIELDS`` and an expression.
_Source = tuple[str, str, str, dict[str, str]]

_SOURCES: tuple[_Source, ...] = (
    ("'identity'", "person", "person r", {
        "authority": "r.holds_authority", "not_for_others": "r.partner_unsafe"}),
    ("'identity'", "person_detail", "person_detail r", {
        "name": "concat_ws(' ', r.given_name, nullif(r.prefix, ''), r.surname)", "born_on": "r.birth_date",
        "contact": "r.contact_preference", "phone": "r.phone"}),
    ("'identity'", "household_title", "household_title r", {"title": "r.title"}),
    ("'identity'", "person_bsn", "person_bsn r", {"bsn": "true"}),
    ("'address'", "household_address", "household_address r", {
        "address": "concat_ws(' ', r.street, r.number, nullif(r.addition, ''))", "postcode": "r.postcode", "town": "r.town",
        "protected": "r.protected"}),
    ("'address'", "household_area", "household_area r", {"area": "r.name"}),
    ("'household'", "household_member", "household_member r", {
        "relation": "r.relation", "joined_on": "r.joined_on", "left_on": "r.left_on", "left_because": "r.left_because"}),
    ("'household'", "household_summary", "household_summary r", {"adults": "r.adults", "children": "r.children"}),
    ("'household'", "death_change", "death_change r", {"died_on": "r.died_on", "reason": "r.reason"}),
    ("'domains'", "resident_question", "resident_question r", {"own_words": "r.words", "said_by": "r.said_by"}),
    ("'domains'", "domain_state", "domain_state r", {
        "domain": "r.domain", "state": "r.state", "reason": "r.reason", "since_on": "r.since"}),
    ("r.category", "domain_entry", "domain_entry r", {
        "domain": "r.domain", "text": "r.text", "own_score": "r.resident_score", "our_score": "r.professional_score"}),
    ("r.strand", "intervention", "intervention r join product p on p.id = r.product_id", {
        "product_nl": "p.name_nl", "product_en": "p.name_en", "status": "r.status", "started_on": "r.started_on",
        "ended_on": "r.ended_on"}),
    ("r.strand", "intervention_body", "intervention_body r", {
        "why": "r.why", "alternatives": "r.alternatives", "own_role": "r.own_role", "coordinated_with": "r.coordinated_with",
        "superfluous_when": "r.superfluous_when", "network_could": "r.network_could", "pause_reason": "r.pause_reason",
        "result": "r.result", "stop_reason": "r.stop_reason", "withdrawn_because": "r.withdrawn_because"}),
    ("r.strand", "intervention_update", "intervention_update r", {"text": "r.line"}),
    ("r.strand", "intervention_status_change", "intervention_status_change r", {"status": "r.to_status"}),
    ("r.strand", "strand_correction", "strand_correction r", {"reason": "r.reason"}),
    ("r.strand", "detail_correction", "detail_correction r", {"reason": "r.reason"}),
    ("r.strand", "stance_review", "stance_review r", {"stance": "r.stance"}),
    ("'network'", "network_person", "network_person r", {"first_name": "r.first_name", "network_relation": "r.relation"}),
    ("'network'", "second_person", "second_person r", {
        "second_state": "r.state", "remark": "r.remark", "no_words": "r.no_words", "difference_words": "r.difference_words"}),
    ("'network'", "second_person_change", "second_person_change r", {"second_state": "r.state"}),
    ("'network'", "ecomap_tie", "ecomap_tie r join network_person n on n.id = r.network_person_id", {
        "first_name": "n.first_name", "words": "r.words"}),
    ("'network'", "network_meeting", "network_meeting r", {"held_on": "r.held_on", "text": "r.plan"}),
    ("'plan'", "dossier_process", "dossier_process r", {"phase": "r.phase", "since_on": "r.phase_since"}),
    ("'plan'", "phase_change", "phase_change r", {"phase": "r.to_phase", "reason": "r.reason"}),
    ("'plan'", "plan_item", "plan_item r", {
        "text": "r.text", "in_words_of": "r.in_words_of", "plan_status": "r.status", "review_on": "r.review_on",
        "valid_until": "r.valid_until"}),
    ("'plan'", "plan_step", "plan_step r", {
        "text": "r.text", "who": "r.who", "due_on": "r.due_on", "step_status": "r.status", "effect": "r.effect"}),
    ("'plan'", "plan_interest", "plan_interest r left join organisation p on p.id = r.party_org_id", {
        "party": "p.name", "own_goal": "r.own_goal", "interest": "r.interest", "cannot_accept": "r.cannot_accept"}),
    ("'plan'", "goal_signature", "goal_signature r", {
        "text": "r.words", "signed_by": "r.signed_by", "signed_on": "r.signed_on", "reason": "r.reason"}),
    ("'finances'", "plan_funding", "plan_funding r", {
        "source": "r.source", "what_for": "r.what_for", "amount": "r.amount::text", "period": "r.period", "since_on": "r.from_on",
        "valid_until": "r.until_on", "decided_by": "r.decided_by"}),
    ("'plan'", "own_plan", "own_plan r", {
        "own_plan": "r.kind", "own_answer": "r.answer", "said_on": "r.said_on", "remark": "r.remark"}),
    ("'plan'", "plan_direction", "plan_direction r", {
        "director": "r.director", "since_on": "r.from_on", "remark": "r.remark"}),
    ("'plan'", "low_flame", "low_flame r", {
        "carried_by": "r.carried_by", "since_on": "r.since_on", "valid_until": "r.until_on", "restart_when": "r.restart_when",
        "remark": "r.remark", "reason": "r.ended_because"}),
    ("'plan'", "appointment", "appointment r", {
        "starts_at": "r.starts_at", "place": "r.place", "about": "r.about", "cancelled_because": "r.cancelled_because"}),
    ("'plan'", "meeting_line", "meeting_line r", {
        "text": "r.text", "who": "r.owner_name", "due_on": "r.due_on", "done_on": "r.done_on"}),
    ("'plan'", "stability_check", "stability_check r", {"carriers": "r.carriers", "withdraw_on": "r.withdraw_on"}),
    ("'plan'", "lifted_theme", "lifted_theme r", {
        "theme": "r.theme", "said_yes_on": "r.said_yes_on", "withdrawn_on": "r.withdrawn_on"}),
    ("'plan'", "privacy_notice", "privacy_notice r", {
        "given_on": "r.given_on", "channel": "r.channel", "edition": "r.edition", "postponed": "nullif(r.postponed_because, '')",
        "look_again_on": "r.look_again_on"}),
    ("'plan'", "secrecy_waiver", "secrecy_waiver r join organisation p on p.id = r.to_org_id", {
        "to_whom": "p.name", "text": "r.what", "what_for": "r.what_for", "given_by": "r.given_by", "evidence": "r.how",
        "given_on": "r.given_on", "valid_until": "(r.valid_until at time zone 'Europe/Amsterdam')::date",
        "withdrawn_on": "(r.withdrawn_at at time zone 'Europe/Amsterdam')::date", "withdrawn_because": "r.withdrawn_because"}),
    ("'plan'", "plan_agreement", "plan_agreement r", {"plan_on": "r.plan_on", "agrees": "r.said", "words": "r.words"}),
    ("'plan'", "handover", "handover r", {"works": "r.works", "avoid": "r.avoid", "promises": "r.promises"}),
    ("'plan'", "rights_request", "rights_request r", {
        "request": "r.kind", "asks": "r.asks", "received_on": "r.received_on", "decision": "r.decision", "reason": "r.because",
        "done_on": "r.done_on"}),
    ("'plan'", "weighing", "weighing r", {
        "processing": "r.processing", "household_interest": "r.household_interest", "task_interest": "r.task_interest",
        "stops": "r.stops"}),
    ("'notes'", "win", "win r", {"text": "r.line", "sign": "r.sign", "happened_on": "r.happened_on"}),
    ("'notes'", "note", "note r", {"facts": "r.facts", "own_words": "r.own_words"}),
    ("'notes'", "note_interpretation", "note_interpretation r", {"interpretation": "r.text"}),
    ("'plan'", "involvement_reason", "involvement_reason r", {
        "why": "r.text", "this_much": "r.this_much", "not_less": "r.not_less"}),
    ("'notes'", "question_thread", "question_thread r", {"text": "concat_ws(' ', r.line, r.explanation)"}),
    ("'notes'", "thread_message", "thread_message r", {"text": "r.text"}),
    ("'notes'", "outside_question", "outside_question r", {
        "text": "r.question", "asked_whom": "r.asked_name", "remark": "r.line"}),
    ("'documents'", "document", "document r", {"name": "r.title"}),
    ("'documents'", "document_version", "document_version r", {
        "file_name": "r.file_name", "withdrawn_because": "r.withdrawn_because"}),
    ("'notes'", "statement", "statement r", {"own_words": "r.text"}),
    ("'offers'", "offer", "offer r", {"offer": "r.text"}),
    ("'offers'", "offer_step", "offer_step r", {"offer_step": "r.step", "offer_words": "r.words"}),
)  # fmt: skip

#: What the person gets of a kind only when this holds as well.
_OPEN = "(n.withheld_until is null or n.shared or n.withheld_until < :today)"
_ONLY = {
    "note": _OPEN.replace("n.", "r."),
    "note_interpretation": f"exists (select from note n where n.id = r.note_id and {_OPEN})",
    "second_person": "not r.hidden_from_household",
    "second_person_change": "not r.hidden_from_household"
    " and not exists (select from second_person s where s.id = r.second_person_id and s.hidden_from_household)",
    "household_address": ":lives_here",
    "ecomap_tie": "r.withdrawn_at is null",
    "document": _OPEN.replace("n.", "r."),
    "document_version": f"exists (select from document n where n.id = r.document_id and {_OPEN})",
    "statement": "r.said_by = :person",
}
_ABOUT = (
    "r.dossier_id = :dossier and not r.sealed and not r.person_ids && cast(:unsafe as bigint[])"
    " and (r.person_ids @> array[cast(:person as bigint)] or (:lives_here and r.person_ids = '{}'))"
)


def _branch(place: int, source: _Source) -> str:
    category, kind, table, fields = source
    said = ", ".join(f"'{name}', {expression}" for name, expression in fields.items())
    only = f" and {_ONLY[kind]}" if kind in _ONLY else ""
    key = "r.intervention_id" if kind in {"intervention_body", "intervention_update"} else "r.id"
    return (
        f"select {place} as place, {category} as category, '{kind}' as kind, {key} as item_id, r.created_at, r.owner_org_id, r.purpose_id,"  # noqa: S608
        f" r.person_ids, jsonb_build_object({said}) as said from {table} where {_ABOUT}{only}"
    )


_RECORDS = Question(
    "select r.category, r.kind, r.item_id, r.created_at, r.person_ids, r.said, r.purpose_id, o.name as organisation,"  # noqa: S608
    " u.text_nl, u.text_en, u.law, u.article"
    f" from ({' union all '.join(_branch(place, source) for place, source in enumerate(_SOURCES))}) r"
    " join organisation o on o.id = r.owner_org_id left join purpose u on u.id = r.purpose_id"
    " order by r.place, r.created_at, r.item_id"
)
_WITHHELD = Question(
    f"select count(*) as number, max(r.withheld_until) as until from note r where {_ABOUT} and not {_ONLY['note']}"  # noqa: S608
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose records. ``lives_here``: they get what is about the household as such too, and its address.

    ``unsafe``: others about whom they get nothing, not even that.
    """

    dossier_id: int
    person_id: int
    lives_here: bool
    unsafe: tuple[int, ...]
    today: dt.date

    def values(self) -> dict[str, object]:
        """For the questions of this module."""
        return {
            "dossier": self.dossier_id,
            "person": self.person_id,
            "lives_here": self.lives_here,
            "unsafe": list(self.unsafe),
        }


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record: its category and kind, what it says by field, who owns it and for which purpose; ``item_id`` as disclosures name it."""

    category: str
    kind: str
    item_id: int
    at: dt.datetime
    person_ids: tuple[int, ...]
    said: dict[str, Any]
    organisation: str
    purpose_nl: str
    purpose_en: str
    law: str
    article: str


def list_records(wanted: Wanted) -> list[RecordLine]:
    """Everything about the person that they get and the asker reads, by category, the oldest first."""
    return [
        RecordLine(
            category=row.category,
            kind=row.kind,
            item_id=row.item_id,
            at=row.created_at,
            person_ids=row.person_ids,
            said={name: value for name, value in row.said.items() if value not in (None, "", False)},
            organisation=row.organisation,
            purpose_nl=row.text_nl or "",
            purpose_en=row.text_en or "",
            law=row.law or "",
            article=row.article or "",
        )
        for row in _RECORDS.rows(**wanted.values(), today=wanted.today)
    ]


def count_withheld(wanted: Wanted) -> tuple[int, dt.date | None]:
    """How many notes about them are not open to them yet, and the last day on which one of them still is not."""
    row = _WITHHELD.row(**wanted.values(), today=wanted.today)
    return (row.number, row.until) if row else (0, None)
