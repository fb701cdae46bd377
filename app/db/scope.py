"""Which table is of which category, and at which level it is read: the registry behind the policies of row-level security.

A table that hangs under a household and is not in here stops the start (``app.db.policies.check``).
"""

from dataclasses import dataclass
from enum import StrEnum

from app.db import conditions
from app.db.phrases import LEAD, OURS, standing

STRANDS = ("care", "enforcement", "activation")


class Level(StrEnum):
    """What part of a record a table holds, and so which terms of the matrix open it."""

    BODY = "body"
    HEADER = "header"
    PROCESS = "process"
    BSN = "bsn"


#: Terms that open a level without further ado; O, C and the owner's right to write are handled apart.
OPENED_BY: dict[Level, tuple[str, ...]] = {
    Level.BODY: ("W", "R"),
    Level.HEADER: ("W", "R", "S"),
    Level.PROCESS: ("W", "R", "S", "L"),
}


@dataclass(frozen=True, slots=True)
class ScopedTable:
    """How one table is locked.

    ``categories`` are the possible values of ``category_column`` (or the only category, without a column). ``condition`` is
    an SQL expression for the value condition that holds for a row, or None. ``item`` is (kind, id column) for disclosures.
    ``owned``: changed only by the organisation that owns the row. ``frozen``: rows are added, never changed. ``log_writer``:
    any principal in a running relation may add rows in its own name. ``lead_only``: written by the lead alone, also when the
    case is closed. ``author_only``: changed by nobody but its author. ``extra_read`` opens a row besides the matrix to somebody who has
    to do with the household; ``restrict`` narrows everything.
    """

    name: str
    level: Level
    categories: tuple[str, ...]
    category_column: str | None = None
    condition: str | None = None
    item: tuple[str, str] | None = None
    owned: bool = False
    frozen: bool = False
    log_writer: bool = False
    lead_only: bool = False
    author_only: bool = False
    extra_insert: str | None = None
    restrict: str | None = None
    extra_read: str | None = None


def _strand_table(
    name: str, level: Level, item_column: str, *, frozen: bool = False, extra_insert: str | None = None
) -> ScopedTable:
    return ScopedTable(
        name,
        level,
        STRANDS,
        "strand",
        "product_group",
        ("intervention", item_column),
        owned=True,
        frozen=frozen,
        extra_insert=extra_insert,
    )


#: What somebody can ask not to be used for a while, with what hangs under it (``app.db.base.Restrictable``).
RESTRICTABLE = frozenset({
    "appointment", "appointment_attendee", "appointment_reminder", "detail_correction", "document", "document_version",
    "domain_entry", "goal_signature", "intervention_body", "intervention_update", "network_person", "note",
    "note_interpretation", "offer", "offer_step", "plan_item", "plan_step", "resident_question", "second_person",
    "second_person_change", "stance_review", "strand_correction",
})  # fmt: skip

SCOPED: tuple[ScopedTable, ...] = (
    ScopedTable("household_title", Level.BODY, ("identity",)),
    ScopedTable("household_area", Level.HEADER, ("address",)),
    ScopedTable("household_address", Level.BODY, ("address",)),
    ScopedTable("dossier_process", Level.PROCESS, ("plan",), lead_only=True),
    ScopedTable("phase_change", Level.PROCESS, ("plan",), frozen=True, lead_only=True),
    ScopedTable(
        "activity",
        Level.PROCESS,
        (
            "identity",
            "address",
            "household",
            "domains",
            *STRANDS,
            "finances",
            "health",
            "network",
            "plan",
            "notes",
            "documents",
            "offers",
        ),
        "category",
        "condition",
        frozen=True,
        log_writer=True,
    ),
    ScopedTable("person", Level.HEADER, ("identity",)),
    ScopedTable("person_detail", Level.BODY, ("identity",)),
    ScopedTable("person_bsn", Level.BSN, ("identity",)),
    ScopedTable("household_member", Level.BODY, ("household",)),
    ScopedTable("death_change", Level.BODY, ("household",), frozen=True),
    ScopedTable("household_summary", Level.HEADER, ("household",)),
    ScopedTable("resident_question", Level.BODY, ("domains",), frozen=True),
    ScopedTable("domain_state", Level.HEADER, ("domains",), condition="domain"),
    ScopedTable(
        "domain_entry",
        Level.BODY,
        ("domains", "finances", "health"),
        "category",
        "case when category = 'domains' then domain else topic end",
        ("domain_entry", "id"),
        frozen=True,
    ),
    ScopedTable("note", Level.BODY, ("notes",), condition=conditions.OPEN_NOTE, item=("note", "id"), owned=True),
    ScopedTable(
        "note_interpretation",
        Level.BODY,
        ("notes",),
        owned=True,
        restrict="owner_org_id = (select sec.org_id())",
    ),
    ScopedTable(
        "document",
        Level.BODY,
        ("documents",),
        item=("document", "id"),
        owned=True,
        restrict=conditions.OPEN_TO_HOUSEHOLD,
    ),
    ScopedTable(
        "document_version",
        Level.BODY,
        ("documents",),
        item=("document", "document_id"),
        owned=True,
        restrict=conditions.WITH_ITS_DOCUMENT,
    ),
    ScopedTable(
        "statement",
        Level.BODY,
        ("notes",),
        frozen=True,
        lead_only=True,
        extra_read=conditions.WITH_ITEM,
        restrict=conditions.WITH_ITEM,
    ),
    ScopedTable("plan_item", Level.BODY, ("plan",), item=("plan_item", "id")),
    ScopedTable("plan_step", Level.BODY, ("plan",)),
    ScopedTable(
        "plan_interest",
        Level.BODY,
        ("plan",),
        frozen=True,
        extra_insert=f"{OURS} and {conditions.OWN_INTEREST} and {standing(conditions.PLAN_PARTNERS, writing=True)}",
        extra_read=f"{conditions.OWN_INTEREST} and {standing(conditions.PLAN_PARTNERS)}",
    ),
    ScopedTable(
        "goal_signature",
        Level.BODY,
        ("plan",),
        item=("plan_item", "plan_item_id"),
        frozen=True,
        extra_insert=conditions.SIGNS_WHAT_IT_READS,
    ),
    ScopedTable("plan_funding", Level.BODY, ("finances",), restrict=conditions.PLAN_READERS),
    ScopedTable("own_plan", Level.BODY, ("plan",), frozen=True),
    ScopedTable("plan_direction", Level.BODY, ("plan",), frozen=True, lead_only=True),
    ScopedTable("escalation", Level.BODY, ("plan",), lead_only=True, restrict=conditions.TEAM),
    ScopedTable("low_flame", Level.BODY, ("plan",), lead_only=True),
    ScopedTable("appointment", Level.BODY, ("plan",), item=("appointment", "id")),
    ScopedTable("appointment_attendee", Level.BODY, ("plan",), item=("appointment", "appointment_id")),
    ScopedTable("network_person", Level.HEADER, ("network",), condition="role", item=("network_person", "id")),
    ScopedTable("second_person", Level.BODY, ("network",), restrict=conditions.NOT_FOR_HOUSEHOLD),
    ScopedTable(
        "second_person_change", Level.BODY, ("network",), frozen=True, restrict=conditions.HISTORY_NOT_FOR_HOUSEHOLD
    ),
    ScopedTable("ecomap_version", Level.BODY, ("network",)),
    ScopedTable("ecomap_tie", Level.BODY, ("network",), restrict=conditions.WITH_ITS_ENDS),
    ScopedTable("appointment_reminder", Level.BODY, ("network",), restrict="not (select sec.lives_in_household())"),
    ScopedTable("network_meeting", Level.BODY, ("network",)),
    ScopedTable("offer", Level.BODY, ("offers",), extra_insert=conditions.ON_THEIR_BEHALF),
    ScopedTable("offer_step", Level.BODY, ("offers",), frozen=True, extra_insert=conditions.ON_THEIR_BEHALF),
    _strand_table("intervention", Level.HEADER, "id", extra_insert=conditions.AWAITING),
    _strand_table("intervention_status_change", Level.HEADER, "intervention_id", frozen=True),
    _strand_table("intervention_body", Level.BODY, "intervention_id"),
    _strand_table("intervention_update", Level.BODY, "intervention_id", frozen=True),
    _strand_table("strand_correction", Level.BODY, "intervention_id", frozen=True),
    _strand_table("detail_correction", Level.BODY, "intervention_id", frozen=True),
    ScopedTable(
        "win",
        Level.BODY,
        ("notes",),
        condition=conditions.ALWAYS_OPEN,
        owned=True,
        extra_insert=conditions.TOLD_BY_THEMSELVES,
        extra_read=standing(conditions.AT_THE_TABLE),
    ),
    _strand_table("stance_review", Level.BODY, "intervention_id", frozen=True),
    ScopedTable("stability_check", Level.BODY, ("plan",), frozen=True),
    #: What a household lets out as a theme: the lead alone, as long as three households do not stand behind it (sec.themes).
    ScopedTable("lifted_theme", Level.BODY, ("plan",), lead_only=True, restrict=LEAD),
    ScopedTable("meeting_household", Level.BODY, ("plan",)),
    #: Whoever is to do something reads that line, also when the rest of the plan is shut to them.
    ScopedTable("meeting_line", Level.BODY, ("plan",), extra_read=conditions.TOLD_TO),
    ScopedTable("privacy_notice", Level.BODY, ("plan",), frozen=True, restrict=conditions.TEAM_OR_OURS),
    ScopedTable("secrecy_waiver", Level.BODY, ("plan",), restrict=conditions.TEAM_OR_OURS),
    ScopedTable("plan_agreement", Level.BODY, ("plan",), frozen=True, restrict=conditions.TEAM_OR_OURS),
    ScopedTable("rights_request", Level.BODY, ("plan",), lead_only=True, restrict=LEAD),
    ScopedTable("erasure_item", Level.BODY, ("plan",), frozen=True, lead_only=True, restrict=LEAD),
    ScopedTable("restriction", Level.BODY, ("plan",), lead_only=True, restrict=LEAD),
    ScopedTable("weighing", Level.BODY, ("plan",), frozen=True, lead_only=True, restrict=LEAD),
    ScopedTable("handout", Level.BODY, ("plan",), lead_only=True, restrict=conditions.HANDED_TO),
    ScopedTable("handout_mark", Level.BODY, ("plan",), restrict=conditions.WITH_ITS_HANDOUT),
    ScopedTable("handout_look", Level.BODY, ("plan",), frozen=True, restrict=conditions.WITH_ITS_HANDOUT),
    ScopedTable(
        "involvement_reason",
        Level.BODY,
        ("plan",),
        frozen=True,
        lead_only=True,
        extra_read=conditions.TOLD_TO,
        restrict=f"not (select sec.lives_in_household()) and ({conditions.TOLD_TO} or {conditions.TEAM})",
    ),
    #: What one lead tells the next is for the team that leads, whoever else reads plans.
    ScopedTable("handover", Level.BODY, ("plan",), frozen=True, lead_only=True, restrict=conditions.TEAM),
    ScopedTable(
        "question_thread",
        Level.BODY,
        ("notes",),
        condition=conditions.ALWAYS_OPEN,
        owned=True,
        extra_read=conditions.NAMED,
        # Whoever lives there reads none of it, also where their function is one that may lead.
        restrict=f"not (select sec.lives_in_household()) and {standing(conditions.AT_WORK)} and ({LEAD} or {conditions.NAMED})",
    ),
    ScopedTable(
        "thread_message",
        Level.BODY,
        ("notes",),
        condition=conditions.ALWAYS_OPEN,
        frozen=True,
        extra_insert=f"{OURS} and {standing(conditions.AT_WORK, writing=True)}",
        extra_read=conditions.IN_THREAD,
        restrict=conditions.IN_THREAD,
    ),
    ScopedTable(
        "outside_question",
        Level.BODY,
        ("notes",),
        condition=conditions.ALWAYS_OPEN,
        owned=True,
        restrict="not (select sec.lives_in_household())",
    ),
    ScopedTable(
        "sealed_compartment",
        Level.BODY,
        ("notes",),
        condition=conditions.ALWAYS_OPEN,
        owned=True,
        author_only=True,
        extra_read=f"({conditions.SEALED_READERS})",
        restrict=conditions.SEALED_READERS,
    ),
    ScopedTable(
        "sealed_step",
        Level.BODY,
        ("notes",),
        condition=conditions.ALWAYS_OPEN,
        owned=True,
        author_only=True,
        extra_read=conditions.IN_COMPARTMENT,
        restrict=conditions.IN_COMPARTMENT,
    ),
    ScopedTable("handout_left_out", Level.BODY, ("plan",), frozen=True, restrict=conditions.WITH_BOTH),
)

BY_NAME = {table.name: table for table in SCOPED}
