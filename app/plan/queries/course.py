"""Own plans that were offered, who directs, scaling up and down, and the low flame, as the asker may read them."""

from app.db.driver import Row
from app.db.question import Question
from app.kernel.errors import NotFound

_OWN_PLANS = Question(
    """
    select w.id, w.kind, w.answer, w.said_on, w.remark, w.person_ids, w.sealed, false as restricted,
           a.name as author, o.name as organisation
      from own_plan w join account a on a.id = w.author_id join organisation o on o.id = w.owner_org_id
     where w.dossier_id = :dossier order by w.created_at desc, w.id desc
    """
)

_DIRECTIONS = Question(
    """
    select r.id, r.director_kind, r.director, r.from_on, r.remark, r.person_ids, r.sealed, false as restricted
      from plan_direction r
     where r.dossier_id = :dossier order by r.created_at desc, r.id desc
    """
)

_ESCALATIONS = """
    select e.id, e.step, e.reason, e.asked_of, e.since_on, e.due_on, e.outcome, e.down_on, e.person_ids, e.version
      from escalation e where e.dossier_id = :dossier
"""
_ESCALATION_ALL = Question(f"{_ESCALATIONS} order by e.down_on is not null, e.since_on desc, e.id desc")
_ESCALATION_ONE = Question(f"{_ESCALATIONS} and e.id = :id")

_LOW_FLAMES = Question(
    """
    select f.id, f.every_weeks, f.carried_by, f.restart_when, f.since_on, f.until_on, f.next_on, f.contacts, f.remark, f.ended_on,
           f.ended_because, f.person_ids, f.sealed, false as restricted, f.version
      from low_flame f where f.dossier_id = :dossier order by f.ended_on is not null, f.since_on desc, f.id desc
    """
)

_WITHDRAWAL = Question(
    "select s.id, s.withdraw_on, s.person_ids from stability_check s where s.dossier_id = :dossier order by s.id desc limit 1"
)


def list_own_plans(dossier_id: int) -> list[Row]:
    """What was offered and answered, the newest first."""
    return _OWN_PLANS.rows(dossier=dossier_id)


def list_directions(dossier_id: int) -> list[Row]:
    """Who directed the plan, the newest first; none: the professional who leads the case."""
    return _DIRECTIONS.rows(dossier=dossier_id)


def list_escalations(dossier_id: int) -> list[Row]:
    """Every time that the case was scaled up: the running one first, then the newest."""
    return _ESCALATION_ALL.rows(dossier=dossier_id)


def get_escalation(dossier_id: int, escalation_id: int) -> Row:
    """One time that the case was scaled up. Raises NotFound."""
    found = _ESCALATION_ONE.row(dossier=dossier_id, id=escalation_id)
    if found is None:
        raise NotFound
    return found


def list_low_flames(dossier_id: int) -> list[Row]:
    """Each time on low flame: the running one first, then the newest."""
    return _LOW_FLAMES.rows(dossier=dossier_id)


def find_withdrawal(dossier_id: int) -> Row | None:
    """The newest look at how firmly the network stands, when that agreed on a day (``withdraw_on``) on which professionals withdraw."""
    found = _WITHDRAWAL.row(dossier=dossier_id)
    return found if found is not None and found.withdraw_on is not None else None
