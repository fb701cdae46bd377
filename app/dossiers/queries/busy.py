"""What comes at a household already: numbers and days, no content. Asked where something is planned, and in a meeting."""

import datetime as dt
from dataclasses import dataclass

from app.db.question import Question
from app.kernel.errors import NotFound

#: Visits and letters are counted over so many weeks that are over.
BURDEN_WEEKS = 4
#: What a team that did not choose its own levels calls much.
USUAL_PROFESSIONALS, USUAL_CONTACTS = 4, 3

_BUSY = Question(
    f"""
    select (select count(distinct i.account_id) from involvement i join account a on a.id = i.account_id
             where i.dossier_id = d.id and i.withdrawn_at is null and i.valid_from <= :now
               and (i.valid_until is null or i.valid_until > :now)
               and a.function not in ('resident', 'co_resident', 'young_person', 'network_person', 'volunteer')) as professionals,
           (select count(*) from appointment v where v.dossier_id = d.id and v.status <> 'cancelled'
               and v.starts_at > cast(:now as timestamptz) - interval '{BURDEN_WEEKS} weeks' and v.starts_at <= :now) as visits,
           (select count(*) from document w where w.dossier_id = d.id and w.kind = 'letter'
               and w.created_at > cast(:now as timestamptz) - interval '{BURDEN_WEEKS} weeks') as letters,
           (select array[b.professionals, b.contacts] from burden_level b where b.organisation_id = d.lead_org_id) as levels,
           array(select c.on_day from sec.collisions(d.id) c) as collisions
      from dossier d where d.id = :dossier
    """  # noqa: S608 - a number of ours
)


@dataclass(frozen=True, slots=True)
class Burden:
    """What comes at a household: professionals, and visits and letters in four weeks; and the levels of the team."""

    professionals: int
    visits: int
    letters: int
    most_professionals: int
    most_contacts: int

    @property
    def contacts_a_week(self) -> float:
        """Visits and letters in a week, to one decimal."""
        return round((self.visits + self.letters) / BURDEN_WEEKS, 1)

    @property
    def many_people(self) -> bool:
        """More professionals than the team calls much."""
        return self.professionals > self.most_professionals

    @property
    def many_contacts(self) -> bool:
        """More visits and letters in a week than the team calls much."""
        return self.contacts_a_week > self.most_contacts


@dataclass(frozen=True, slots=True)
class Busy:
    """The burden, and the days on which plans of organisations meet (``sec.collisions``)."""

    burden: Burden
    collisions: tuple[dt.date, ...]


def get_busy(dossier_id: int, now: dt.datetime) -> Busy:
    """What comes at a household, as far as the asker sees it. Raises NotFound."""
    row = _BUSY.row(dossier=dossier_id, now=now)
    if row is None:
        raise NotFound
    people, contacts = row.levels or (USUAL_PROFESSIONALS, USUAL_CONTACTS)
    return Busy(Burden(row.professionals, row.visits, row.letters, people, contacts), tuple(row.collisions or ()))
