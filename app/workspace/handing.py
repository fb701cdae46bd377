"""A whole caseload, or a part of it, to a colleague: each household as it is handed over by itself, all of them or none."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import text

from app.access.actor import Actor
from app.access.vocabulary import Category
from app.db.beside import write_beside
from app.db.clock import now
from app.db.question import Question
from app.dossiers.scope import load_scope
from app.dossiers.services.team import Capsule, hand_over, take_back
from app.kernel.errors import RuleBroken
from app.workspace.sights import note_lists

#: So many at once: each has a sheet of its own to read and to fill in.
MOST = 25

_LED = Question(
    """
    select d.id, d.case_no, coalesce(t.title, d.case_no) as title, coalesce(h.works, '') as works, coalesce(h.avoid, '') as avoid,
           coalesce(h.promises, '') as promises
      from dossier d
      left join household_title t on t.dossier_id = d.id
      left join lateral (select o.works, o.avoid, o.promises from handover o where o.dossier_id = d.id
                          order by o.created_at desc, o.id desc limit 1) h on true
     where d.id = any((select sec.standing('{case_lead}', true))::bigint[])
     order by 3, 1
    """
)
_HANDED = Question(
    """
    select d.id, d.case_no, coalesce(t.title, d.case_no) as title, a.name as successor, i.valid_from, sec.can_take_back(d.id) as state
      from involvement i join dossier d on d.id = i.dossier_id join account a on a.id = i.account_id
      left join household_title t on t.dossier_id = d.id
     where i.created_by = :account and i.is_lead and i.account_id <> :account and i.withdrawn_at is null and i.valid_until is null
       and i.valid_from > :since
     order by i.valid_from desc, 3, 1
    """
)
_TELL = text(
    "insert into handover_progress (account_id, done, total) values (:account, :done, :total)"
    " on conflict (account_id) do update set done = excluded.done, total = excluded.total"
)
_PROGRESS = Question("select done, total from handover_progress where account_id = :account")
_UNFOCUS = Question("select set_config('schakel.focus', '', true)")


@dataclass(frozen=True, slots=True)
class Led:
    """An open household that the actor leads, and what the last hand-over said of it."""

    id: int
    case_no: str
    title: str
    works: str
    avoid: str
    promises: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A household that the actor handed over in the last day. ``state``: *yes* (can be taken back) or *worked* (somebody went on)."""

    id: int
    case_no: str
    title: str
    successor: str
    at: dt.datetime
    state: str


def list_handed(account_id: int) -> list[Handed]:
    """What the asker handed over in the last day, the latest first, and how far it is."""
    return [Handed(*row) for row in _HANDED.rows(account=account_id, since=now() - dt.timedelta(days=1))]


def saw_handed(households: Iterable[Handed]) -> None:
    """Tells the log whose names were shown."""
    note_lists([(Category.IDENTITY, one.id) for one in households])


def take_back_all(actor: Actor, dossier_ids: Iterable[int]) -> int:
    """Takes hand-overs back, all of these or none; gives how many. Raises NotFound, and RuleBroken at the first that cannot."""
    chosen = list(dict.fromkeys(dossier_ids))
    if not chosen:
        raise RuleBroken("households", _("Kies ten minste één huishouden."))
    for dossier_id in chosen:
        take_back(load_scope(actor, dossier_id))
    _UNFOCUS.rows()
    return len(chosen)


def list_led() -> list[Led]:
    """The open households that the asker leads, by name."""
    return [Led(*row) for row in _LED.rows()]


def saw(households: Iterable[Led]) -> None:
    """Tells the log whose names, and whose sheets, were shown."""
    shown = list(households)
    sheets = [one for one in shown if one.works or one.avoid or one.promises]
    note_lists([*((Category.IDENTITY, one.id) for one in shown), *((Category.PLAN, one.id) for one in sheets)])


def tell_progress(account_id: int, done: int, total: int) -> None:
    """Makes visible at once how far the hand-over of this account is; a total of 0: nothing runs."""
    write_beside(_TELL, {"account": account_id, "done": done, "total": total})


def find_progress(account_id: int) -> tuple[int, int]:
    """How many households are handed over, of how many; (0, 0) while nothing runs."""
    row = _PROGRESS.row(account=account_id)
    return (row.done, row.total) if row else (0, 0)


def hand_over_all(actor: Actor, successor_id: int, *, reason: str, capsules: Mapping[int, Capsule]) -> None:
    """Every household of ``capsules`` to one colleague; one reads and finishes for thirty days in each.

    Raises Forbidden, NotFound and RuleBroken at the first that cannot be handed over: then none is. How far it is can be asked meanwhile
    (``find_progress``), until it ends, however it ends.
    """
    tell_progress(actor.account_id, 0, len(capsules))
    try:
        for done, (dossier_id, capsule) in enumerate(capsules.items(), start=1):
            hand_over(load_scope(actor, dossier_id), successor_id, reason=reason, capsule=capsule)
            tell_progress(actor.account_id, done, len(capsules))
        _UNFOCUS.rows()
    finally:
        tell_progress(actor.account_id, 0, 0)
