"""Steps of goals, as the asker may read them."""

from app.db.driver import Row
from app.db.question import Question
from app.kernel.errors import NotFound

_STEPS = """
    select s.id, s.plan_item_id, s.text, s.who_kind, s.who, s.carrier_org_id, s.due_on, s.status, s.ended_on, s.effect_seen, s.effect,
           s.owner_org_id, s.person_ids, s.sealed, s.restricted, s.version, s.created_at, a.name as author, o.name as organisation
      from plan_step s join account a on a.id = s.author_id join organisation o on o.id = s.owner_org_id
     where s.dossier_id = :dossier
"""
_ALL = Question(f"{_STEPS} order by s.status <> 'open', s.due_on, s.id")
_ONE = Question(f"{_STEPS} and s.id = :id")


def list_steps(dossier_id: int) -> list[Row]:
    """Every step of the household's plan that the asker may read: open ones first, by day."""
    return _ALL.rows(dossier=dossier_id)


def get_step(dossier_id: int, step_id: int) -> Row:
    """One step. Raises NotFound."""
    found = _ONE.row(dossier=dossier_id, id=step_id)
    if found is None:
        raise NotFound
    return found
