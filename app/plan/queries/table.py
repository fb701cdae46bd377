"""Interests, signatures and money, as the asker may read them."""

from app.db.driver import Row
from app.db.question import Question
from app.kernel.errors import NotFound

_INTERESTS = Question(
    """
    select distinct on (coalesce(i.party_org_id, 0)) i.id, i.party_org_id, p.name as party, i.own_goal, i.interest, i.cannot_accept,
           i.domains, i.person_ids, i.created_at, a.name as author, o.name as organisation
      from plan_interest i
      left join organisation p on p.id = i.party_org_id
      join account a on a.id = i.author_id join organisation o on o.id = i.owner_org_id
     where i.dossier_id = :dossier
     order by coalesce(i.party_org_id, 0), i.created_at desc, i.id desc
    """
)

_SIGNATURES = Question(
    """
    select s.id, s.party_org_id, s.person_id, s.signed_by, s.signed_on, s.words, s.agrees, s.reason, s.person_ids, s.sealed, s.restricted,
           o.name as party
      from goal_signature s left join organisation o on o.id = s.party_org_id
     where s.dossier_id = :dossier and s.plan_item_id = :item
     order by s.created_at desc, s.id desc
    """
)

_FUNDINGS = """
    select f.id, f.source, f.what_for, f.amount, f.period, f.from_on, f.until_on, f.decided_by, f.person_ids, f.sealed,
           false as restricted, f.version
      from plan_funding f where f.dossier_id = :dossier
"""
_FUNDING_ALL = Question(f"{_FUNDINGS} order by f.until_on is not null, f.from_on, f.id")
_FUNDING_ONE = Question(f"{_FUNDINGS} and f.id = :id")


def list_interests(dossier_id: int) -> list[Row]:
    """The newest interest of each party; the household itself (``party_org_id`` None) first."""
    return _INTERESTS.rows(dossier=dossier_id)


def list_signatures(dossier_id: int, item_id: int) -> list[Row]:
    """Everybody who signed a goal or took that back, the newest first."""
    return _SIGNATURES.rows(dossier=dossier_id, item=item_id)


def list_fundings(dossier_id: int) -> list[Row]:
    """What each source pays: amounts are ``Decimal`` euros."""
    return _FUNDING_ALL.rows(dossier=dossier_id)


def get_funding(dossier_id: int, funding_id: int) -> Row:
    """What one source pays. Raises NotFound."""
    found = _FUNDING_ONE.row(dossier=dossier_id, id=funding_id)
    if found is None:
        raise NotFound
    return found
