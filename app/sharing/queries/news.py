"""Who let themselves in, what is left of one's own relations that ended, and emergencies for the privacy officer."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import text

from app.db.clock import now
from app.db.session import db
from app.sharing.rules import NEWS_DAYS


@dataclass(frozen=True, slots=True)
class EnteredLine:
    """A relation that somebody gave themselves, in a household that the asker leads."""

    involvement_id: int
    dossier_id: int
    case_no: str
    kind: str
    name: str
    function: str
    organisation: str
    reason: str
    valid_from: dt.datetime
    valid_until: dt.datetime


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A relation of the asker's that ended: that there is a household, and whom to ask. No name, no number."""

    involvement_id: int
    ended_at: dt.datetime
    organisation_name: str
    contact_name: str
    contact_phone: str


@dataclass(frozen=True, slots=True)
class EmergencyLine:
    """One try at emergency access, from the log: by whom, why, of which dossier, and what came of it."""

    at: dt.datetime
    name: str
    function: str
    organisation: str
    reason: str
    case_no: str
    came_of: str


_ENTERED = text(
    """
    select i.id as involvement_id, i.dossier_id, d.case_no, i.kind, a.name, a.function, o.name as organisation,
           coalesce(r.text, '') as reason, i.valid_from, i.valid_until
      from involvement i join account a on a.id = i.account_id join organisation o on o.id = i.organisation_id
      join dossier d on d.id = i.dossier_id
      left join involvement_reason r on r.involvement_id = i.id
     where i.dossier_id = any((select sec.standing('{case_lead}'))::bigint[]) and i.kind <> 'regular' and i.valid_from > :since
     order by i.valid_from desc, i.id desc limit 20
    """
)

_KNOWN = text("select * from sec.known_to_me()")

_EMERGENCIES = text(
    """
    select l.at, l.account_name as name, l.function, coalesce(o.name, '') as organisation, l.reason,
           coalesce((select c.case_no from sec.cases(array[l.dossier_id], '{}') c), '') as case_no,
           l.rule as came_of
      from access_log l left join organisation o on o.id = l.organisation_id
     where l.operation = 'relation.emergency' and l.rule in ('in', 'already', 'not_found', 'too_much')
     order by l.at desc, l.id desc limit 100
    """
)


def list_entered() -> tuple[EnteredLine, ...]:
    """Who stood at the door or used emergency access in the last week, in households that the asker leads: the newest first."""
    since = now() - dt.timedelta(days=NEWS_DAYS)
    return tuple(EnteredLine(**row) for row in db.session.execute(_ENTERED, {"since": since}).mappings())


def list_known() -> tuple[KnownLine, ...]:
    """What is left of the asker's relations that ended in the last month."""
    return tuple(KnownLine(**row) for row in db.session.execute(_KNOWN).mappings())


def list_emergencies() -> tuple[EmergencyLine, ...]:
    """The last hundred tries at emergency access, for whoever reads the log: the newest first.

    Somebody whose function has none was turned away at the page; that stands in the log alone.
    """
    return tuple(EmergencyLine(**row) for row in db.session.execute(_EMERGENCIES).mappings())
