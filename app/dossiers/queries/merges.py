"""Other dossiers of the asker, likely the same household, and merges that were done."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, text

from app.accounts.models import Account
from app.db.session import db
from app.dossiers.models import DossierMerge
from app.dossiers.queries.elsewhere import Elsewhere, Question, ask_elsewhere


@dataclass(frozen=True, slots=True)
class OwnDossier:
    """A dossier of the asker that may be about the same household."""

    dossier_id: int
    case_no: str
    title: str
    closed: bool
    lead: str
    is_lead: bool
    likely: bool


@dataclass(frozen=True, slots=True)
class MergeLine:
    """One merge into this dossier."""

    merge_id: int
    from_case_no: str
    by: str
    at: dt.datetime
    undone_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a household is recognised by: (name key, birth date) of its persons, and its address."""

    persons: Sequence[tuple[str, dt.date | None]]
    postcode: str
    number: int | None


_OWN = text(
    """
    select d.id, d.case_no, coalesce(t.title, d.case_no), d.closed,
           coalesce((select a.name from involvement i join account a on a.id = i.account_id
                      where i.dossier_id = d.id and i.is_lead and i.valid_until is null and i.withdrawn_at is null), ''),
           d.id = any((select sec.standing('{case_lead}'))::bigint[]), true
      from dossier d left join household_title t on t.dossier_id = d.id
     where d.id in (
       select pd.dossier_id from person_detail pd
         join unnest(cast(:keys as text[]), cast(:borns as date[])) as p(key, born)
           on pd.name_key = p.key and (pd.birth_date = p.born or pd.birth_date is null or p.born is null)
       union
       select a.dossier_id from household_address a
        where a.postcode = :postcode and a.number = :number and :postcode <> '')
     order by d.id
    """
)
_OTHERS = text(
    """
    select d.id, d.case_no, coalesce(t.title, d.case_no), d.closed,
           coalesce((select a.name from involvement i join account a on a.id = i.account_id
                      where i.dossier_id = d.id and i.is_lead and i.valid_until is null and i.withdrawn_at is null), ''),
           d.id = any((select sec.standing('{case_lead}'))::bigint[]),
           exists (select from household_address x join household_address y
                       on (x.postcode, x.number) = (y.postcode, y.number)
                    where x.dossier_id = d.id and y.dossier_id = :dossier)
           or exists (select from person_detail x join person_detail y on x.name_key = y.name_key
                       where x.dossier_id = d.id and y.dossier_id = :dossier) as likely
      from dossier d left join household_title t on t.dossier_id = d.id
     where d.id <> :dossier and not d.closed and d.lead_org_id = :organisation
       and d.id = any((select sec.standing('{case_lead,team_member}'))::bigint[])
     order by likely desc, 3, d.id
     limit 200
    """
)


def _values(like: Likeness) -> dict[str, object]:
    return {
        "keys": [key for key, _ in like.persons] or [""],
        "borns": [born for _, born in like.persons] or [None],
        "postcode": like.postcode,
        "number": like.number,
    }


def list_known_elsewhere(like: Likeness, *, why: str) -> tuple[Elsewhere, ...]:
    """Teams that lead a household like this one, outside the asker's own dossiers. Raises TooMuchAsked."""
    persons = like.persons or [("", None)]
    questions = [Question(0, key, born, like.postcode, like.number) for key, born in persons]
    return ask_elsewhere(questions, why=why).get(0, ())


def list_own_alike(like: Likeness) -> tuple[OwnDossier, ...]:
    """The asker's own dossiers that look like this household."""
    return tuple(OwnDossier(*row) for row in db.session.execute(_OWN, _values(like)))


def list_mergeable(dossier_id: int, organisation_id: int) -> tuple[OwnDossier, ...]:
    """The asker's other open dossiers, those that look like this household first. Looks past the focus on one dossier."""
    session = db.session()
    focus = session.execute(text("select current_setting('schakel.focus', true)")).scalar_one()
    session.execute(text("select set_config('schakel.focus', '', true)"))
    rows = session.execute(_OTHERS, {"dossier": dossier_id, "organisation": organisation_id}).all()
    session.execute(text("select set_config('schakel.focus', :focus, true)"), {"focus": focus or ""})
    return tuple(OwnDossier(*row) for row in rows)


def list_merges(dossier_id: int) -> tuple[MergeLine, ...]:
    """Merges into this dossier, newest first; the lead sees them."""
    rows = db.session.execute(
        select(
            DossierMerge.id,
            DossierMerge.moved["case_no"].astext,
            Account.name,
            DossierMerge.merged_at,
            DossierMerge.undone_at,
        )
        .join(Account, Account.id == DossierMerge.merged_by)
        .where(DossierMerge.into_id == dossier_id)
        .order_by(DossierMerge.id.desc())
    )
    return tuple(MergeLine(*row) for row in rows)
