"""Loads a dossier as the asker stands to it: the guard's loader for the subject ``dossier``."""

from app.access.actor import Actor
from app.access.scope import DossierScope
from app.db.question import Question
from app.kernel.errors import NotFound

#: One statement: narrows this transaction to the dossier (a focus can only narrow), and reads it with the asker's row. What
#: is written from here on falls under the purpose of the relation as it reads now; one that was ended stays the relation's.
_LOAD = Question(
    """
    with focused as materialized (select set_config('schakel.focus', cast(:id as text), true))
    select d.id, d.case_no, d.lead_org_id, d.closed, r.row_name, r.person_ids,
           coalesce((select max(n.id) from purpose p join purpose n on n.organisation_id = p.organisation_id
                        and n.code = p.code and n.valid_until is null where p.id = r.purpose_id), r.purpose_id) as purpose_id,
           coalesce((select bool_or(i.kind = 'emergency') and not bool_or(i.kind <> 'emergency' and i.person_ids is null)
                       from involvement i
                      where i.dossier_id = d.id and i.account_id = (select sec.account_id())
                        and i.organisation_id = (select sec.org_id()) and i.withdrawn_at is null
                        and i.valid_from <= (select sec.now()) and (i.valid_until is null or i.valid_until > (select sec.now()))),
                    false) as emergency
      from focused cross join sec.roles() r join dossier d on d.id = r.dossier_id
     where d.id = :id
     order by r.row_name <> 'case_lead' limit 1
    """
)


def load_scope(actor: Actor, dossier_id: int) -> DossierScope:
    """The dossier, if ``actor`` stands in a running relation to it. Raises NotFound otherwise, whether or not it exists."""
    found = _LOAD.row(id=min(dossier_id, 2**62))
    if found is None:
        raise NotFound
    return DossierScope(
        id=found.id,
        case_no=found.case_no,
        lead_org_id=found.lead_org_id,
        closed=found.closed,
        row=found.row_name,
        actor=actor,
        persons=None if found.person_ids is None else frozenset(found.person_ids),
        purpose_id=found.purpose_id,
        emergency=found.emergency,
    )
