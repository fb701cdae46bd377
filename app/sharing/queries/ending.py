"""The clock of purposes: which relations and disclosures end soon, of households that the asker leads."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import text

from app.db.clock import now
from app.db.session import db
from app.sharing.rules import WARN_DAYS


@dataclass(frozen=True, slots=True)
class EndingLine:
    """A relation (``relation``) or a disclosure (``disclosure``) that ends within thirty days and that nothing follows yet."""

    what: str
    id: int
    dossier_id: int
    case_no: str
    name: str
    organisation: str
    item_kind: str
    valid_until: dt.datetime


_ENDING = text(
    """
    select 'relation' as what, i.id, i.dossier_id, d.case_no, a.name, o.name as organisation, '' as item_kind, i.valid_until
      from involvement i join account a on a.id = i.account_id join organisation o on o.id = i.organisation_id
      join dossier d on d.id = i.dossier_id
     where i.dossier_id = any((select sec.standing('{case_lead}', true))::bigint[]) and not i.is_lead and i.kind = 'regular'
       and i.withdrawn_at is null and i.valid_from <= :now and i.valid_until > :now and i.valid_until <= :until
       and not exists (select from involvement f where f.dossier_id = i.dossier_id and f.follows_id = i.id
                          and f.withdrawn_at is null)
    union all
    select 'disclosure', x.id, x.dossier_id, d.case_no, coalesce(a.name, ''), o.name, x.item_kind, x.valid_until
      from disclosure x left join account a on a.id = x.to_account_id join organisation o on o.id = x.to_org_id
      join dossier d on d.id = x.dossier_id
     where x.dossier_id = any((select sec.standing('{case_lead}', true))::bigint[]) and x.purpose_id is not null
       and x.withdrawn_at is null and x.valid_from <= :now and x.valid_until > :now and x.valid_until <= :until
       and not exists (select from disclosure f where f.dossier_id = x.dossier_id and f.follows_id = x.id
                          and f.withdrawn_at is null)
     order by 8, 1, 2 limit 40
    """
)


def list_ending() -> tuple[EndingLine, ...]:
    """What ends within thirty days in households that the asker leads (in the dossier in focus, where there is one), soonest first.

    What goes along with an appointment or an agreement ends with that, and is not here.
    """
    moment = now()
    values = {"now": moment, "until": moment + dt.timedelta(days=WARN_DAYS)}
    return tuple(EndingLine(**row) for row in db.session.execute(_ENDING, values).mappings())
