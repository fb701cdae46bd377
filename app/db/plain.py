"""Tables that are not of one category, and functions that only functions call: how each is locked, in words of SQL.

The other half of the registry is ``app.db.scope``; ``app.db.policies`` makes policies of both.
"""

from app.access.vocabulary import Category
from app.db.phrases import ADMIN, LEAD, MINE, MY_DOSSIERS, OURS, SIGNED_IN, open_log, rows_with, standing

OPEN_CASE = "exists (select from dossier d where d.id = dossier_id and not d.closed)"
#: Who has to know the purposes of other organisations: whoever may invite them, and who keeps or watches over the list.
READS_PURPOSES = (
    "(select sec.has_function('administrator', 'privacy_officer'))"
    " or (select sec.has_function(variadic array(select sec.lead_functions())))"
)

#: What is disclosed to whoever asks: to their organisation, or to them by name.
TO_ME = "to_org_id = (select sec.org_id()) and (to_account_id is null or to_account_id = (select sec.account_id()))"

#: The item that a disclosure names is read by whoever asks: with it goes why it was shared, which tells of it.
ITEM_READ = (
    "case item_kind "
    + " ".join(
        f"when '{kind}' then exists (select from {table} t where t.{key} = item_id and t.dossier_id = disclosure.dossier_id)"
        for kind, table, key in (
            ("plan_item", "plan_item", "id"),
            ("appointment", "appointment", "id"),
            ("note", "note", "id"),
            ("document", "document", "id"),
            ("domain_entry", "domain_entry", "id"),
            ("network_person", "network_person", "id"),
        )
    )
    + " else exists (select from intervention_body t where t.intervention_id = item_id and t.dossier_id = disclosure.dossier_id) end"
)

#: Tables that are not of one category: (table, rights, {policy: clause}).
PLAIN: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("dossier", "select", {"reads": "for select using (id = any((select sec.mine())::bigint[]))"}),
    (
        "involvement",
        "select, insert, update (valid_until, withdrawn_at)",
        {
            "reads": f"for select using ({MY_DOSSIERS} and (is_lead"
            " or account_id = (select sec.account_id()) or not (select sec.has_function('volunteer', 'network_person')))"
            " or account_id = (select sec.account_id()))",
            "adds": f"for insert with check (not is_lead and kind = 'regular' and created_by = (select sec.account_id())"
            f" and {LEAD} and {OPEN_CASE} and (valid_until is null or isfinite(valid_until))"
            " and exists (select from account a where a.id = account_id and a.organisation_id = involvement.organisation_id)"
            " and exists (select from purpose p where p.id = purpose_id and p.organisation_id = involvement.organisation_id"
            " and (p.valid_until is null or p.valid_until > (select sec.now()::date))))",
            "ends": f"for update using (not is_lead and ({LEAD} or {MINE})) with check (not is_lead)",
        },
    ),
    (
        "disclosure",
        "select, insert, update (valid_until, withdrawn_at)",
        {
            "reads": f"for select using ({LEAD} or (({standing(['team_member'])} or ({MY_DOSSIERS}"
            f" and (created_by = (select sec.account_id()) or ({TO_ME})))) and {ITEM_READ}))",
            "adds": f"for insert with check (created_by = (select sec.account_id()) and {LEAD} and {OPEN_CASE}"
            " and (to_account_id is null or exists (select from account a where a.id = to_account_id"
            " and a.organisation_id = to_org_id))"
            " and (purpose_id is null or exists (select from purpose p where p.id = purpose_id and p.organisation_id = to_org_id"
            " and (p.valid_until is null or p.valid_until > (select sec.now()::date))))"
            " and case item_kind"
            " when 'plan_item' then exists (select from plan_item t where t.id = item_id and t.dossier_id = disclosure.dossier_id)"
            " when 'appointment' then exists (select from appointment t where t.id = item_id"
            " and t.dossier_id = disclosure.dossier_id)"
            " when 'note' then exists (select from note t where t.id = item_id and t.dossier_id = disclosure.dossier_id"
            f" and t.{OURS})"
            " when 'document' then exists (select from document t where t.id = item_id and t.dossier_id = disclosure.dossier_id"
            f" and t.{OURS})"
            " when 'domain_entry' then exists (select from domain_entry t where t.id = item_id"
            " and t.dossier_id = disclosure.dossier_id)"
            " when 'network_person' then exists (select from network_person t where t.id = item_id"
            " and t.dossier_id = disclosure.dossier_id)"
            " else exists (select from intervention_body t where t.intervention_id = item_id"
            f" and t.dossier_id = disclosure.dossier_id and t.{OURS}) end)",
            "ends": f"for update using ({LEAD}) with check ({LEAD})",
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
        "import_progress",
        "select, insert, update",
        {
            "own": "for all using (exists (select from import_batch b where b.id = batch_id))"
            " with check (exists (select from import_batch b where b.id = batch_id))"
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
            "reads": f"for select using ({SIGNED_IN} and (function not in ('resident', 'co_resident', 'young_person')"
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
            "reads": f"for select using ((select sec.has_function('privacy_officer')) or {open_log()})",
        },
    ),
    (
        "processing_log",
        "select",
        {
            "reads": "for select using ((select sec.has_function('privacy_officer'))"
            f" or {open_log()}"
            f" or ({standing(rows_with(Category.LOG, 'RW', about=True))}"
            " and person_id = any(array(select sec.persons('log', '{R,W}')))))",
        },
    ),
    (
        # Hashes of lines that hold a random number each: they tell nothing, and everybody may compare them with a witness.
        "log_seal",
        "select (number, sealed_at, head, access_count, processing_count)",
        {"reads": f"for select using ({SIGNED_IN})"},
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

#: Functions that only other functions and triggers call: they answer about any dossier, so the application may not ask them.
INTERNAL = (
    "recount(bigint)",
    "carry(bigint)",
    "returning_rows(bigint)",
    "merge_grown_together(bigint, jsonb)",
    "scoped_tables()",
    "scoped_links()",
    "must_be_ours(text[], bytea)",
    "keys()",
    "make_keys()",
    "find_shut(sec.keyring, boolean)",
    "shut_in(text, sec.keyring, boolean)",
    "rebase_log()",
    "forget_person(bigint)",
    "look_alike(text, date, text, bigint)",
    "let_in(text, bigint, bigint[], bigint, text)",
    "tell_of_entering(text, bigint, text)",
    "works_with(bigint, bigint)",
    "waiting_outside(bytea)",
)

#: Tables the application's role does not touch: it asks definer functions.
CLOSED_TABLES = (
    "account_session",
    "elsewhere_question",
    "knock",
    "one_time_link",
    "outgoing_mail",
    "outside_link",
    "person_key",
    "sign_in_attempt",
)
