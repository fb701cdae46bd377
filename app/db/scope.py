"""Which table is of which category, and at which level it is read: the registry behind the policies of row-level security.

A table that hangs under a household and is not in here stops the start (``app.db.policies.check``).
"""

from dataclasses import dataclass
from enum import StrEnum

from app.access.matrix import load_matrix
from app.access.vocabulary import HOUSEHOLD_ROWS, ORGANISATION_WIDE, STRANGER_ROW, WITHOUT_HOUSEHOLDS
from app.db.phrases import LEAD, OURS, rows_with, standing

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
    case is closed. ``extra_read`` opens a row besides the matrix to somebody who has to do with the household; ``restrict``
    narrows everything.
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


OPEN_NOTE = "case when withheld_until is null or shared or withheld_until < (select sec.now()::date) then 'open' end"
#: A question cannot be withheld from the leading team.
ALWAYS_OPEN = "'open'::text"
AWAITING = (
    "status = 'awaiting' and author_id = (select sec.account_id())"  # noqa: S608 - made of the matrix
    f" and {LEAD} and {standing(rows_with('plan', 'W'), writing=True)}"
    " and owner_org_id <> (select sec.org_id())"
    " and exists (select from purpose p where p.id = purpose_id and p.organisation_id = owner_org_id"
    " and (p.valid_until is null or p.valid_until > (select sec.now()::date)))"
)
#: What residents want to do for the neighbourhood is theirs to write; the lead, who reads it, may write it down in their name.
ON_THEIR_BEHALF = f"{OURS} and {LEAD} and exists (select from dossier d where d.id = dossier_id and not d.closed)"
NOT_FOR_HOUSEHOLD = "not hidden_from_household or not (select sec.lives_in_household())"
#: The history of a second person that the household may not see is as hidden as the state itself: reads the parent's policy.
HISTORY_NOT_FOR_HOUSEHOLD = (
    "not (select sec.lives_in_household())"
    " or (not hidden_from_household and exists (select from second_person s where s.id = second_person_id))"
)

#: A document that the household may not read yet, with a dated reason, is not there for whoever lives there.
OPEN_TO_HOUSEHOLD = (
    "withheld_until is null or shared or withheld_until < (select sec.now()::date)"
    " or not (select sec.lives_in_household())"
)
#: Its files are as shut as the document: reads the parent's policy.
WITH_ITS_DOCUMENT = "not (select sec.lives_in_household()) or exists (select from document d where d.id = document_id)"

#: Why somebody joined can name a debt or a child: for the leading team, and for whoever it is told to.
TOLD_TO = "account_id = (select sec.account_id())"
#: A colleague of the leading team; somebody of another one, let in by an emergency, stands in the same row of the matrix.
TEAM = (
    f"({LEAD} or {standing(['team_member'])}"
    " and exists (select from dossier d where d.id = dossier_id and d.lead_org_id = (select sec.org_id())))"
)

#: Rows of the matrix of those who are at work in a household: not who lives there, nor who sees it from afar.
AT_WORK = frozenset(row for row, _category in load_matrix()) - (
    HOUSEHOLD_ROWS | ORGANISATION_WIDE | WITHOUT_HOUSEHOLDS | {STRANGER_ROW}
)
#: A question is for those who are named in it, for whoever asked, and for the lead: nobody else who reads notes reads it.
NAMED = "(author_id = (select sec.account_id()) or (select sec.account_id()) = any(party_ids))"
#: Reads the thread's own policy.
IN_THREAD = "exists (select from question_thread t where t.id = question_thread_id)"

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
    ScopedTable("note", Level.BODY, ("notes",), condition=OPEN_NOTE, item=("note", "id"), owned=True),
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
        restrict=OPEN_TO_HOUSEHOLD,
    ),
    ScopedTable(
        "document_version",
        Level.BODY,
        ("documents",),
        item=("document", "document_id"),
        owned=True,
        restrict=WITH_ITS_DOCUMENT,
    ),
    ScopedTable("plan_item", Level.BODY, ("plan",), item=("plan_item", "id")),
    ScopedTable("appointment", Level.BODY, ("plan",), item=("appointment", "id")),
    ScopedTable("appointment_attendee", Level.BODY, ("plan",), item=("appointment", "appointment_id")),
    ScopedTable("network_person", Level.HEADER, ("network",), condition="role", item=("network_person", "id")),
    ScopedTable("second_person", Level.BODY, ("network",), restrict=NOT_FOR_HOUSEHOLD),
    ScopedTable("second_person_change", Level.BODY, ("network",), frozen=True, restrict=HISTORY_NOT_FOR_HOUSEHOLD),
    ScopedTable("offer", Level.BODY, ("offers",), extra_insert=ON_THEIR_BEHALF),
    _strand_table("intervention", Level.HEADER, "id", extra_insert=AWAITING),
    _strand_table("intervention_status_change", Level.HEADER, "intervention_id", frozen=True),
    _strand_table("intervention_body", Level.BODY, "intervention_id"),
    _strand_table("intervention_update", Level.BODY, "intervention_id", frozen=True),
    _strand_table("strand_correction", Level.BODY, "intervention_id", frozen=True),
    _strand_table("detail_correction", Level.BODY, "intervention_id", frozen=True),
    ScopedTable("rights_request", Level.BODY, ("plan",), lead_only=True, restrict=LEAD),
    ScopedTable(
        "involvement_reason",
        Level.BODY,
        ("plan",),
        frozen=True,
        lead_only=True,
        extra_read=TOLD_TO,
        restrict=f"not (select sec.lives_in_household()) and ({TOLD_TO} or {TEAM})",
    ),
    #: What one lead tells the next is for the team that leads, whoever else reads plans.
    ScopedTable("handover", Level.BODY, ("plan",), frozen=True, lead_only=True, restrict=TEAM),
    ScopedTable(
        "question_thread",
        Level.BODY,
        ("notes",),
        condition=ALWAYS_OPEN,
        owned=True,
        extra_read=NAMED,
        restrict=f"{standing(AT_WORK)} and ({LEAD} or {NAMED})",
    ),
    ScopedTable(
        "thread_message",
        Level.BODY,
        ("notes",),
        condition=ALWAYS_OPEN,
        frozen=True,
        extra_insert=f"{OURS} and {standing(AT_WORK, writing=True)}",
        extra_read=IN_THREAD,
        restrict=IN_THREAD,
    ),
    ScopedTable(
        "outside_question",
        Level.BODY,
        ("notes",),
        condition=ALWAYS_OPEN,
        owned=True,
        restrict="not (select sec.lives_in_household())",
    ),
)

BY_NAME = {table.name: table for table in SCOPED}
