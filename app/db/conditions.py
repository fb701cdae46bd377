"""What else has to hold for rows of one table, beside the matrix: conditions in SQL, for the registry of tables under a household.

Several of them read another table, whose own policy then holds there too.
"""

from app.access.matrix import load_matrix
from app.access.vocabulary import HELPERS, HOUSEHOLD_ROWS, ORGANISATION_WIDE, STRANGER_ROW, WITHOUT_HOUSEHOLDS
from app.db.phrases import AUTHOR, LEAD, OURS, item_reads, rows_with, standing

OPEN_NOTE = "case when withheld_until is null or shared or withheld_until < (select sec.today()) then 'open' end"
#: A question cannot be withheld from the leading team.
ALWAYS_OPEN = "'open'::text"
AWAITING = (
    "status = 'awaiting' and author_id = (select sec.account_id())"  # noqa: S608 - made of the matrix
    f" and {LEAD} and {standing(rows_with('plan', 'W'), writing=True)}"
    " and owner_org_id <> (select sec.org_id())"
    " and exists (select from purpose p where p.id = purpose_id and p.organisation_id = owner_org_id"
    " and (p.valid_until is null or p.valid_until > (select sec.today())))"
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
    "withheld_until is null or shared or withheld_until < (select sec.today()) or not (select sec.lives_in_household())"
)
#: Its files are as shut as the document: reads the parent's policy.
WITH_ITS_DOCUMENT = "not (select sec.lives_in_household()) or exists (select from document d where d.id = document_id)"

#: A tie on the ecomap is as shut as the people at its ends: reads their own policy.
WITH_ITS_ENDS = (
    "exists (select from network_person n where n.id = network_person_id)"
    " and (other_id is null or exists (select from network_person o where o.id = other_id))"
)

#: Why somebody joined can name a debt or a child: for the leading team, and for whoever it is told to.
TOLD_TO = "account_id = (select sec.account_id())"
#: A colleague of the leading team; somebody of another one, let in by an emergency, stands in the same row of the matrix.
TEAM = (
    f"({LEAD} or {standing(['team_member'])}"
    " and exists (select from dossier d where d.id = dossier_id and d.lead_org_id = (select sec.org_id())))"
)

#: What somebody was told, allows and agrees with: for the leading team, and for whoever wrote it down in their own organisation.
TEAM_OR_OURS = f"not (select sec.lives_in_household()) and ({TEAM} or {OURS})"

#: Rows of the matrix of those who are at work in a household: not who lives there, nor who sees it from afar.
AT_WORK = frozenset(row for row, _category in load_matrix()) - (
    HOUSEHOLD_ROWS | ORGANISATION_WIDE | WITHOUT_HOUSEHOLDS | {STRANGER_ROW}
)
#: A question is for those who are named in it, for whoever asked, and for the lead: nobody else who reads notes reads it.
NAMED = "(author_id = (select sec.account_id()) or (select sec.account_id()) = any(party_ids))"
#: Reads the thread's own policy.
IN_THREAD = "exists (select from question_thread t where t.id = question_thread_id)"

#: Who works here and reads at least what is shared of the plan: writes down the own interest, and signs what it reads.
PLAN_PARTNERS = AT_WORK & (rows_with("plan", "WROC"))
#: An organisation reads and adds its own interest, and no other one through this.
OWN_INTEREST = "party_org_id = (select sec.org_id())"
#: Reads the goal's own policy.
SIGNS_WHAT_IT_READS = (
    f"{OURS} and {OWN_INTEREST} and {standing(PLAN_PARTNERS, writing=True)}"
    " and exists (select from plan_item i where i.id = plan_item_id)"
)
#: What a source pays tells of the help behind it: for whoever reads the plan wholly.
PLAN_READERS = standing(rows_with("plan", "WR"))
#: A small win is for everybody at the table who writes notes, enforcement included; not for those who see one child, or only whom to call.
AT_THE_TABLE = rows_with("notes", "O") - HELPERS - {"school_contact"}
#: A resident who writes in the plan adds a win too: about themselves or the household as such, in their own name.
TELLS_OWN_WINS = HOUSEHOLD_ROWS & rows_with("plan", "W")
TOLD_BY_THEMSELVES = (
    f"{OURS} and told_by = 'resident' and {standing(TELLS_OWN_WINS, writing=True)}"
    " and person_ids <@ array(select sec.persons('notes', '{R}'))"
)
#: Who may open a sealed compartment: professionals who write notes of their own, a school's contact too; no volunteers.
MAY_SEAL = (AT_WORK & rows_with("notes", "O")) - HELPERS
#: It is read by its author, by the attention officer of that organisation, and by youth protection once the author says so.
SEALED_READERS = (
    f"({AUTHOR} and {standing(MAY_SEAL)})"
    f" or ({OURS} and {standing(['attention_officer'])})"
    f" or (shared_on is not null and {standing(['youth_protection'])})"
)
#: What stands in it goes with it: reads the compartment's own policy, and hangs under one of the same author.
IN_COMPARTMENT = "exists (select from sealed_compartment c where c.id = sealed_compartment_id and c.author_id = sealed_step.author_id)"
#: What somebody says to a record goes with it: reads the record's own policy.
WITH_ITEM = item_reads({"note", "document", "plan_item", "domain_entry", "intervention"})

#: The copy of an overview is for the lead, and for the colleague of the team who reads it before it is given.
HANDED_TO = f"({LEAD} or {TOLD_TO}) and {TEAM}"
#: Reads the copy's own policy.
WITH_ITS_HANDOUT = "exists (select from handout h where h.id = handout_id)"
#: Reads the compartment's own policy too: that one was left out tells that there is one.
WITH_BOTH = f"{WITH_ITS_HANDOUT} and exists (select from sealed_compartment c where c.id = sealed_compartment_id)"
