"""The facts that the policy asks about every row of a dossier, and the same pages' questions narrowed to chosen rows."""

from collections.abc import Mapping
from functools import cache

from app.db.driver import Row
from app.db.question import Question
from app.db.scope import BY_NAME, RESTRICTABLE

#: The tables that a regiekaart is made of.
TABLES = (
    "household_title",
    "household_area",
    "household_address",
    "household_summary",
    "household_member",
    "dossier_process",
    "resident_question",
    "person",
    "person_detail",
    "plan_direction",
    "plan_item",
    "domain_state",
    "domain_entry",
    "appointment",
    "second_person",
    "network_person",
    "offer",
    "note",
    "note_interpretation",
    "document",
    "document_version",
    "intervention",
    "intervention_body",
    "question_thread",
    "outside_question",
    "win",
    # Last: what is said to a record is seen with it.
    "statement",
)


_WITHHELD = "not (d.withheld_until is null or d.shared or d.withheld_until < (select sec.today()))"
#: What whoever lives there does not see of a table, besides the matrix (``app.db.scope``).
HIDDEN = {
    "second_person": "hidden_from_household",
    "document": f"exists (select from document d where d.id = document.id and {_WITHHELD})",
    "outside_question": "true",
    "document_version": f"exists (select from document d where d.id = document_id and {_WITHHELD})",
}


def _facts(name: str) -> str:
    table = BY_NAME[name]
    of_table = table.item or ("", "null::bigint")
    kind, item = ("item_kind", "item_id") if name == "statement" else (f"'{of_table[0]}'", of_table[1])
    category = table.category_column or f"'{table.categories[0]}'"
    hidden = HIDDEN.get(name, "false")
    told = "(author_id = :account or :account = any(party_ids))" if name == "question_thread" else "false"
    runs = "status in ('planned', 'active')" if name == "intervention" else "false"
    return (
        f"select '{name}' as name, id, {category} as category, ({table.condition or 'null'})::text as condition,"  # noqa: S608
        f" {kind} as kind, {item} as item, owner_org_id, author_id, person_ids, sealed,"
        f" {'restricted' if name in RESTRICTABLE else 'false'} as restricted,"
        f" {hidden} as hidden, {runs} as runs, {told} as told"
        f" from {name} where dossier_id = :dossier"
    )


_ROWS = Question("\nunion all\n".join(map(_facts, TABLES)))

_HOUSE = Question(
    """
    select d.staff_or_relative, array(select sec.lead_functions()) as lead_functions,
           exists (select from household_address a where a.dossier_id = d.id and a.protected) as protected
      from dossier d where d.id = :dossier
    """
)

_DISCLOSED = Question(
    """
    select item_kind, item_id from disclosure
     where dossier_id = :dossier and to_org_id = :organisation and (to_account_id is null or to_account_id = :account)
       and withdrawn_at is null and valid_from <= :now and (valid_until is null or valid_until > :now)
    """
)

_WHO = Question(
    """
    select a.id, a.name, a.function, a.organisation_id, a.person_id, a.language, o.name as organisation, o.kind, o.bsn_allowed,
           i.person_ids, i.is_lead
      from involvement i join account a on a.id = i.account_id join organisation o on o.id = i.organisation_id
     where i.dossier_id = :dossier and i.account_id = :account and i.withdrawn_at is null and i.valid_from <= :now
       and (i.valid_until is null or i.valid_until > :now)
    """
)


def list_facts(dossier_id: int, account_id: int) -> list[Row]:
    """Every row that the asker sees of the tables of a regiekaart, with what the policy wants to know of it for an account."""
    return _ROWS.rows(dossier=dossier_id, account=account_id)


def get_house(dossier_id: int) -> Row:
    """What holds for the household as such."""
    return _HOUSE.rows(dossier=dossier_id)[0]


def list_disclosed(dossier_id: int, *, organisation: int, account: int, now: object) -> frozenset[tuple[str, int]]:
    """Items (kind, number) that are disclosed to an account now."""
    rows = _DISCLOSED.rows(dossier=dossier_id, organisation=organisation, account=account, now=now)
    return frozenset((row.item_kind, row.item_id) for row in rows)


def list_relations(dossier_id: int, account_id: int, now: object) -> list[Row]:
    """The running relations of an account to the household, with who it is."""
    return _WHO.rows(dossier=dossier_id, account=account_id, now=now)


#: Tables of which only some rows are let through, by name: their numbers.
Visible = Mapping[str, frozenset[int]]


@cache
def _narrowed(question: Question) -> Question:
    """A question of the page, asked of chosen rows only: in front of each table stands a list of it with that table's own name."""
    lists = ", ".join(
        f"{name} as (select * from public.{name} where id = any(cast(:only_{name} as bigint[])))"  # noqa: S608
        for name in TABLES
    )
    return Question(f"with {lists} {question.source}")


def ask(question: Question, visible: Visible | None, **values: object) -> list[Row]:
    """All rows of a question of the page; only of what is ``visible`` when that is given."""
    if visible is None:
        return question.rows(**values)
    chosen = {f"only_{name}": sorted(visible.get(name, ())) for name in TABLES}
    return _narrowed(question).rows(**values, **chosen)
