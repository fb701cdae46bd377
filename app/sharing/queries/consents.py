"""What people were told, allow and agree with, as far as the asker reads it."""

import datetime as dt
from dataclasses import dataclass

from app.db.clock import now
from app.db.question import Question
from app.kernel.errors import NotFound
from app.sharing.queries.items import DisclosureLine, list_disclosures

_NOTICES = Question(
    """
    select n.id, n.person_id, n.given_on, n.channel, n.edition, n.postponed_because, n.look_again_on, n.created_at, n.person_ids,
           a.name as author, o.name as organisation
      from privacy_notice n join account a on a.id = n.author_id join organisation o on o.id = n.owner_org_id
     where n.dossier_id = :dossier
     order by coalesce(n.given_on, n.created_at::date) desc, n.id desc
    """
)
_WAIVERS = Question(
    """
    select w.id, w.person_id, p.name as professional, w.professional_id, w.to_org_id, r.name as to_organisation, w.to_account_id,
           t.name as to_name, w.categories, w.what, w.what_for, w.how, w.given_by, w.given_on, w.valid_until, w.withdrawn_at,
           w.withdrawn_because, w.person_ids, a.name as author, o.name as organisation, x.name as withdrawn_by
      from secrecy_waiver w
      join account a on a.id = w.author_id
      join organisation o on o.id = w.owner_org_id
      join account p on p.id = w.professional_id
      join organisation r on r.id = w.to_org_id
      left join account t on t.id = w.to_account_id
      left join account x on x.id = w.withdrawn_by
     where w.dossier_id = :dossier
     order by w.given_on desc, w.id desc
    """
)
_AGREEMENTS = Question(
    """
    select g.id, g.person_id, g.plan_on, g.said, g.words, g.person_ids, a.name as author, o.name as organisation
      from plan_agreement g join account a on a.id = g.author_id join organisation o on o.id = g.owner_org_id
     where g.dossier_id = :dossier
     order by g.plan_on desc, g.id desc
    """
)


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """Somebody was told what is done with their data, or is told later. ``given_on`` None: later, with a reason and a day."""

    id: int
    person_id: int
    given_on: dt.date | None
    channel: str
    edition: str
    postponed_because: str
    look_again_on: dt.date | None
    created_at: dt.datetime
    person_ids: tuple[int, ...]
    author: str
    organisation: str


@dataclass(frozen=True, slots=True)
class WaiverLine:
    """One waiver of secrecy: whose, which professional may tell what to whom for what, since when and until when."""

    id: int
    person_id: int
    professional: str
    professional_id: int
    to_org_id: int
    to_organisation: str
    to_account_id: int | None
    to_name: str | None
    categories: tuple[str, ...]
    what: str
    what_for: str
    how: str
    given_by: str
    given_on: dt.date
    valid_until: dt.datetime
    withdrawn_at: dt.datetime | None
    withdrawn_because: str
    person_ids: tuple[int, ...]
    author: str
    organisation: str
    withdrawn_by: str | None

    def runs(self, moment: dt.datetime) -> bool:
        """Whether something can rest on it at that moment."""
        return self.withdrawn_at is None and self.valid_until > moment


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """What somebody said of the plan as it stood on a day."""

    id: int
    person_id: int
    plan_on: dt.date
    said: str
    words: str
    person_ids: tuple[int, ...]
    author: str
    organisation: str


def list_notices(dossier_id: int) -> list[NoticeLine]:
    """Who was told what is done with their data, newest first."""
    return [NoticeLine(*row) for row in _NOTICES.rows(dossier=dossier_id)]


def list_waivers(dossier_id: int) -> list[WaiverLine]:
    """Every waiver of the household that the asker reads, newest first."""
    return [WaiverLine(*row) for row in _WAIVERS.rows(dossier=dossier_id)]


def list_running_waivers(dossier_id: int) -> list[WaiverLine]:
    """The waivers on which something can rest now."""
    moment = now()
    return [line for line in list_waivers(dossier_id) if line.runs(moment)]


def get_waiver(dossier_id: int, waiver_id: int) -> WaiverLine:
    """One waiver of this household. Raises NotFound."""
    line = next((line for line in list_waivers(dossier_id) if line.id == waiver_id), None)
    if line is None:
        raise NotFound
    return line


def list_agreements(dossier_id: int) -> list[AgreementLine]:
    """What people said of the plan, newest first."""
    return [AgreementLine(*row) for row in _AGREEMENTS.rows(dossier=dossier_id)]


def list_rested_on(dossier_id: int, waiver_id: int) -> list[DisclosureLine]:
    """Who received what on this waiver, as far as the asker may know: also what is over."""
    return [line for line in list_disclosures(dossier_id) if line.waiver_id == waiver_id]
