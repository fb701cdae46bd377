"""Tables that are not of one category, and functions that only functions call: how each is locked, in words of SQL.

The other half of the registry is ``app.db.scope``; ``app.db.policies`` makes policies of both.
"""

from app.access.vocabulary import Category
from app.db.phrases import (
    ADMIN,
    LEAD,
    MINE,
    MY_DOSSIERS,
    SIGNED_IN,
    item_reads,
    open_log,
    rows_with,
    standing,
)

OPEN_CASE = "exists (select from dossier d where d.id = dossier_id and not d.closed)"
#: Who has to know the purposes of other organisations: whoever may invite them, and who keeps or watches over the list.
READS_PURPOSES = (
    "(select sec.has_function('administrator', 'privacy_officer'))"
    " or (select sec.has_function(variadic array(select sec.lead_functions())))"
)

#: Of the own team: those who may lead, and those who coordinate it.
OURS_AS_TEAM = (
    "organisation_id = (select sec.org_id()) and ((select sec.has_function('coordinator', 'process_lead'))"
    " or (select sec.has_function(variadic array(select sec.lead_functions()))))"
)
#: Carers, mentors and peers have organisations of their own kind. That one of them looks along is told to who reads the network there.
NOT_OF_THE_NETWORK = "organisation_id <> all((select sec.network_organisations())::bigint[])"
READS_NETWORK = standing(rows_with(Category.NETWORK, "RW"))

#: Who agrees to what is destroyed.
DESTROYERS = "(select sec.has_function('privacy_officer', 'administrator'))"

#: Of the own organisation, for whoever may count any strand.
COUNTS_HERE = "organisation_id = (select sec.org_id()) and cardinality((select sec.counts_strands())) > 0"
MADE_BY_ME = "created_by = (select sec.account_id())"

#: Lines about sealed compartments: that one was opened and by whom is for the privacy officer, about whom for nobody.
NOT_SEALED = "not starts_with(operation, 'sealed.')"

#: What is disclosed to whoever asks: to their organisation, or to them by name.
TO_ME = "to_org_id = (select sec.org_id()) and (to_account_id is null or to_account_id = (select sec.account_id()))"

#: The item that a disclosure names is read by whoever asks: with it goes why it was shared, which tells of it.
ITEM_READ = item_reads()

#: A document of the own organisation, from whoever works there to the organisation that leads: a partner's to share, and to take back.
SHARED_BY_ME = (
    f"(item_kind = 'document' and created_by = (select sec.account_id()) and {MY_DOSSIERS} and not (select sec.lives_in_household())"
    " and to_org_id = (select d.lead_org_id from dossier d where d.id = dossier_id))"
)
OWN_TO_LEAD = f"({SHARED_BY_ME} and purpose_id is null)"

#: Tables that are not of one category: (table, rights, {policy: clause}).
PLAIN: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("dossier", "select", {"reads": "for select using (id = any((select sec.mine())::bigint[]))"}),
    (
        "involvement",
        "select, insert, update (valid_until, withdrawn_at)",
        {
            "reads": f"for select using ({MY_DOSSIERS} and (is_lead"
            " or account_id = (select sec.account_id()) or not (select sec.has_function('volunteer', 'network_person')))"
            f" and ({NOT_OF_THE_NETWORK} or {READS_NETWORK})"
            " or account_id = (select sec.account_id()))",
            "adds": f"for insert with check (not is_lead and kind = 'regular' and created_by = (select sec.account_id())"
            f" and {LEAD} and {OPEN_CASE} and (valid_until is null or isfinite(valid_until))"
            " and exists (select from account a where a.id = account_id and a.organisation_id = involvement.organisation_id)"
            " and exists (select from organisation o where o.id = involvement.organisation_id and o.active)"
            " and exists (select from purpose p where p.id = purpose_id and p.organisation_id = involvement.organisation_id"
            " and (p.valid_until is null or p.valid_until > (select sec.today()))))",
            "ends": f"for update using (not is_lead and ({LEAD} or {MINE})) with check (not is_lead)",
        },
    ),
    (
        "disclosure",
        "select, insert, update (valid_until, withdrawn_at)",
        {
            "reads": f"for select using ({LEAD} or (({standing(['team_member'])} or ({MY_DOSSIERS}"
            f" and (created_by = (select sec.account_id()) or ({TO_ME})))) and {ITEM_READ}))",
            "adds": f"for insert with check (created_by = (select sec.account_id()) and ({LEAD} or {OWN_TO_LEAD}) and {OPEN_CASE}"
            " and exists (select from organisation o where o.id = to_org_id and o.active)"
            " and (to_account_id is null or exists (select from account a where a.id = to_account_id"
            " and a.organisation_id = to_org_id))"
            " and (purpose_id is null or exists (select from purpose p where p.id = purpose_id and p.organisation_id = to_org_id"
            " and (p.valid_until is null or p.valid_until > (select sec.today()))))"
            f" and {item_reads(ours={'note', 'document', 'intervention'})})",
            "ends": f"for update using ({LEAD} or {SHARED_BY_ME}) with check ({LEAD} or {SHARED_BY_ME})",
        },
    ),
    (
        "dossier_merge",
        "select",
        {"reads": f"for select using ({standing(['case_lead'], column='into_id')})"},
    ),
    ("import_batch", "select, insert, update", {"own": f"for all using ({MINE}) with check ({MINE})"}),
    (
        "imported_line",
        "select, insert",
        {
            "own": "for all using (organisation_id = (select sec.org_id()))"
            " with check (exists (select from import_batch b where b.id = batch_id))"
        },
    ),
    (
        # How far handing over a caseload is: numbers of one account, for that account.
        "handover_progress",
        "select, insert, update",
        {
            "own": "for all using (account_id = (select sec.account_id())) with check (account_id = (select sec.account_id()))"
        },
    ),
    (
        "import_progress",
        "select, insert, update",
        {
            "own": "for all using (exists (select from import_batch b where b.id = batch_id))"
            " with check (exists (select from import_batch b where b.id = batch_id))"
        },
    ),
    (
        # When a team meets, and how long for each household: nothing of any household.
        "meeting",
        "select, insert (organisation_id, created_by, starts_at, minutes_each, called_off_at),"
        " update (starts_at, minutes_each, called_off_at, version)",
        {
            "reads": f"for select using ({OURS_AS_TEAM})",
            "adds": f"for insert with check ({OURS_AS_TEAM} and created_by = (select sec.account_id()))",
            "changes": f"for update using ({OURS_AS_TEAM}) with check ({OURS_AS_TEAM})",
        },
    ),
    (
        "burden_level",
        "select, insert, update (professionals, contacts, version)",
        {
            "reads": f"for select using ({OURS_AS_TEAM})",
            "adds": f"for insert with check ({OURS_AS_TEAM})",
            "changes": f"for update using ({OURS_AS_TEAM}) with check ({OURS_AS_TEAM})",
        },
    ),
    (
        # Questions of insight, kept by name: of the organisation, for whoever may count there. They hold no number.
        "insight_filter",
        "select, insert (organisation_id, created_by, name, page, asked), update (name, version), delete",
        {
            "reads": f"for select using ({COUNTS_HERE})",
            "adds": f"for insert with check ({COUNTS_HERE} and {MADE_BY_ME})",
            "changes": f"for update using ({COUNTS_HERE} and {MADE_BY_ME})",
            "removes": f"for delete using ({COUNTS_HERE} and {MADE_BY_ME})",
        },
    ),
    # What an organisation agreed to before it took part: of the organisation, not of a household.
    (
        "setup_step",
        "select, insert, update (text, done_on, changed_by, version)",
        {
            "reads": f"for select using ({DESTROYERS})",
            "adds": f"for insert with check ({ADMIN})",
            "changes": f"for update using ({ADMIN})",
        },
    ),
    (
        "setup_covenant",
        "select, insert (organisation_id, signed_on, file_name, content, added_by)",
        {
            "reads": f"for select using ({DESTROYERS})",
            "adds": f"for insert with check ({ADMIN} and added_by = (select sec.account_id()))",
        },
    ),
    ("submission", "select, insert, update", {"own": f"for all using ({MINE}) with check ({MINE})"}),
    (
        "organisation",
        "select, insert, update",
        {
            "reads": f"for select using ({SIGNED_IN})",
            "adds": f"for insert with check ({ADMIN})",
            "changes": f"for update using ({ADMIN})",
        },
    ),
    (
        # The name of an organisation that tells something of who comes there; everybody else reads a mark in `organisation`.
        "sensitive_name",
        "select, insert, update, delete",
        {
            "reads": f"for select using (organisation_id = (select sec.org_id()) or {READS_PURPOSES})",
            "adds": f"for insert with check ({ADMIN})",
            "changes": f"for update using ({ADMIN}) with check ({ADMIN})",
            "removes": f"for delete using ({ADMIN})",
        },
    ),
    (
        "purpose",
        "select, insert, update (valid_until)",
        {
            "reads": f"for select using (organisation_id = (select sec.org_id()) or {READS_PURPOSES})",
            "adds": f"for insert with check ({ADMIN})",
            "changes": f"for update using ({ADMIN})",
        },
    ),
    (
        "product",
        "select, insert (code, strand, product_group, name_nl, name_en, org_kinds, is_step), update (active)",
        {
            "reads": f"for select using ({SIGNED_IN})",
            "adds": f"for insert with check ({ADMIN} and starts_with(code, 'own_'))",
            "switches": f"for update using ({ADMIN}) with check ({ADMIN})",
        },
    ),
    (
        "account",
        "select (id, organisation_id, function, name, email, email_key, phone, language, shortcuts, active, person_id,"
        " caseload_columns, changes_seen_at, created_at, version), insert (organisation_id, function, name, email, email_key,"
        " phone, language, active, version), update (organisation_id, function, name, email, email_key, phone, language, shortcuts,"
        " active, caseload_columns, changes_seen_at, version)",
        {
            "reads": f"for select using ({SIGNED_IN} and (function not in ('resident', 'co_resident', 'young_person', 'network_person')"
            f" or id = (select sec.account_id()) or {ADMIN}"
            " or id = any(array(select sec.residents_around()))))",
            "adds": f"for insert with check ({ADMIN})",
            "changes": f"for update using ({ADMIN} or id = (select sec.account_id()))",
        },
    ),
    (
        "access_log",
        "select",
        {
            "reads": f"for select using ((select sec.has_function('privacy_officer')) or ({open_log()} and {NOT_SEALED}))",
        },
    ),
    (
        "processing_log",
        "select",
        {
            "reads": f"for select using ({NOT_SEALED} and ((select sec.has_function('privacy_officer'))"
            f" or {open_log()}"
            f" or ({standing(rows_with(Category.LOG, 'RW', about=True))}"
            " and person_id = any(array(select sec.persons('log', '{R,W}'))))))",
        },
    ),
    (
        # Hashes of lines that hold a random number each: they tell nothing, and everybody may compare them with a witness.
        "log_seal",
        "select (number, sealed_at, head, access_count, processing_count)",
        {"reads": f"for select using ({SIGNED_IN})"},
    ),
    # What is destroyed is agreed to by number, kind and rule; what is on a list, row by row, nobody reads.
    ("destruction_list", "select", {"reads": f"for select using ({DESTROYERS})"}),
    ("destruction_certificate", "select", {"reads": f"for select using ({DESTROYERS})"}),
    (
        "legal_hold",
        "select, insert (dossier_id, reason, until_on, set_by)",
        {
            "reads": f"for select using ((select sec.has_function('privacy_officer')) or {LEAD})",
            "adds": "for insert with check (set_by = (select sec.account_id()) and (select sec.has_function('privacy_officer')))",
        },
    ),
    ("log_drop", "select (id, log, month, dropped_at)", {"reads": f"for select using ({DESTROYERS})"}),
    (
        "retention_rule",
        "select, insert (law, record_type, number, unit, counts_from, source, checked_on), update (valid_until)",
        {
            "reads": f"for select using ({SIGNED_IN})",
            "adds": f"for insert with check ({ADMIN})",
            "ends": f"for update using ({ADMIN}) with check ({ADMIN})",
        },
    ),
    # What is asked for research: nothing of a household. Everybody reads what was approved, and for what.
    (
        "research_export",
        "select, insert (year, researcher, purpose, summary, expires_on, asked_by),"
        " update (approved, answer, decided_by, decided_at)",
        {
            "reads": f"for select using ((approved and {SIGNED_IN}) or asked_by = (select sec.account_id())"
            " or (select sec.has_function('privacy_officer')))",
            "asks": "for insert with check (asked_by = (select sec.account_id()) and (select sec.has_function('analyst')))",
            "decides": "for update using (approved is null and (select sec.has_function('privacy_officer')))"
            " with check (approved is not null and decided_by = (select sec.account_id()))",
        },
    ),
    (
        "log_question",
        "select, insert (line_id, line_at, account_id, case_no, asked_by), update (answer, answered_at)",
        {
            "reads": f"for select using ({MINE} or (select sec.has_function('privacy_officer')))",
            "asks": "for insert with check (asked_by = (select sec.account_id()) and (select sec.has_function('privacy_officer'))"
            " and exists (select from access_log l where l.id = line_id and l.at = line_at"
            " and l.account_id = log_question.account_id))",
            "answers": f"for update using ({MINE} and answered_at is null) with check ({MINE})",
        },
    ),
)
