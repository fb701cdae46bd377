"""What of a household's people decides who may read about whom."""

import datetime as dt

from app.db.driver import Row
from app.db.question import Question

_CIRCUMSTANCES = Question(
    """
    select p.id, p.partner_unsafe, p.deceased_on is not null as deceased, p.adult_on > :today as minor, p.holds_authority
      from person p where p.dossier_id = :dossier order by p.id
    """
)


def list_circumstances(dossier_id: int, today: dt.date) -> list[Row]:
    """Of each person of the household: what overrides and conditions about persons ask."""
    return _CIRCUMSTANCES.rows(dossier=dossier_id, today=today)


_CONTACT = Question(
    """
    select a.name, o.name as organisation, coalesce(nullif(a.phone, ''), o.contact_phone, '') as phone
      from involvement i join account a on a.id = i.account_id join organisation o on o.id = i.organisation_id
     where i.dossier_id = :dossier and i.is_lead and i.withdrawn_at is null
       and i.valid_from <= :now and (i.valid_until is null or i.valid_until > :now)
     limit 1
    """
)


def find_contact(dossier_id: int, now: dt.datetime) -> Row | None:
    """Whom the household calls: name, organisation and telephone of the lead."""
    return _CONTACT.row(dossier=dossier_id, now=now)
