"""Who received data about one person, who looked at them, and under which seals: for the overview."""

import datetime as dt
from dataclasses import dataclass

from app.access.vocabulary import Category
from app.accounts.words import function_name
from app.db.question import Question
from app.rights.records import RecordLine

_RECIPIENTS = Question(
    """
    select o.name as organisation, a.function, i.valid_from, least(i.valid_until, i.withdrawn_at) as until
      from involvement i
      join account a on a.id = i.account_id
      join organisation o on o.id = i.organisation_id
     where i.dossier_id = :dossier and (i.person_ids is null or i.person_ids @> array[cast(:person as bigint)])
     order by o.name, i.valid_from, i.id
    """
)
_SHARES = Question(
    """
    select d.item_kind, d.item_id, o.name as organisation, d.valid_from, least(d.valid_until, d.withdrawn_at) as until, d.basis
      from disclosure d join organisation o on o.id = d.to_org_id
     where d.dossier_id = :dossier
     order by o.name, d.valid_from, d.id
    """
)
_LOG = Question(
    """
    select l.*, u.text_nl, u.text_en, u.law, u.article
      from sec.overview_log(:person) l left join purpose u on u.id = l.purpose_id
     limit :most offset :skipped
    """
)
_LOG_SIZE = Question(
    "select count(*) as lines, coalesce(sum(times), 0)::bigint as sights from sec.overview_log(:person)"
)
#: The last seal of each month, newest first: each head holds all before it.
_SEALS = Question(
    """
    select distinct on (date_trunc('month', sealed_at at time zone 'Europe/Amsterdam')) number, sealed_at, head from log_seal
     order by date_trunc('month', sealed_at at time zone 'Europe/Amsterdam') desc, number desc limit 60
    """
)
_NETWORK = Question(
    "select id, first_name, relation, person_ids from network_person where dossier_id = :dossier order by first_name, id"
)
_KNOCKS = Question("select * from sec.overview_knocks(:dossier, :person)")
_OTHERS = Question(
    """
    select p.id, p.stub, p.partner_unsafe, coalesce(d.given_name, '') as given_name, coalesce(d.prefix, '') as prefix,
           coalesce(d.surname, '') as surname, coalesce(m.relation, 'other') as relation
      from person p
      left join person_detail d on d.person_id = p.id
      left join lateral (select h.relation from household_member h where h.person_id = p.id order by h.id desc limit 1) m on true
     where p.dossier_id = :dossier
     order by p.id
    """
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """An organisation and function that was (or is) involved, from when until when. ``until`` None: no end yet."""

    organisation: str
    function: str
    since: dt.datetime
    until: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Share:
    """One record that was shown to one organisation, on what basis, from when until when."""

    kind: str
    item_id: int
    organisation: str
    since: dt.datetime
    until: dt.datetime | None
    basis: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """The same act by the same function of an organisation, counted per day in Amsterdam. ``listed``: in a list of households."""

    day: dt.date
    first: dt.datetime
    last: dt.datetime
    times: int
    organisation: str
    function: str
    action: str
    categories: tuple[str, ...]
    rule: str
    reason: str
    listed: bool
    purpose_nl: str
    purpose_en: str
    law: str
    article: str


@dataclass(frozen=True, slots=True)
class SealLine:
    """A seal of the log: its number, moment and head (hexadecimal)."""

    number: int
    at: dt.datetime
    head: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the household by name and by what they are in it."""

    person_id: int
    stub: str
    given_name: str
    prefix: str
    surname: str
    relation: str
    unsafe: bool

    @property
    def name(self) -> str:
        """The full name, or first name and initial where no more is known."""
        return " ".join(filter(None, (self.given_name, self.prefix, self.surname))) or self.stub


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody of the household's own network: first name, and what they are to them."""

    id: int
    first_name: str
    relation: str
    person_ids: tuple[int, ...]


def list_members(dossier_id: int) -> list[Member]:
    """Everybody who belongs or belonged to the household, as far as the asker may see them."""
    return [
        Member(row.id, row.stub, row.given_name, row.prefix, row.surname, row.relation, row.partner_unsafe)
        for row in _OTHERS.rows(dossier=dossier_id)
    ]


def list_network(dossier_id: int) -> list[Acquaintance]:
    """Everybody around the household, by name."""
    return [Acquaintance(*row) for row in _NETWORK.rows(dossier=dossier_id)]


def list_recipients(dossier_id: int, person_id: int) -> list[Recipient]:
    """Every relation that covers or covered this person, by organisation."""
    return [Recipient(*row) for row in _RECIPIENTS.rows(dossier=dossier_id, person=person_id)]


def list_shares(dossier_id: int) -> list[Share]:
    """Every record of the household that was shown to an organisation, by organisation."""
    return [
        Share(row.item_kind, row.item_id, row.organisation, row.valid_from, row.until, row.basis)
        for row in _SHARES.rows(dossier=dossier_id)
    ]


def list_log(person_id: int, *, most: int | None = None, skipped: int = 0) -> list[LogLine]:
    """Who looked at this person's data, newest day first. Nobody but who leads their household gets a line."""
    return [
        LogLine(
            day=row.day, first=row.first_at, last=row.last_at, times=row.times, organisation=row.organisation, function=row.function,
            action=row.action, categories=row.categories, rule=row.rule, reason=row.reason, listed=row.listed,
            purpose_nl=row.text_nl or "", purpose_en=row.text_en or "", law=row.law or "", article=row.article or "",
        )
        for row in _LOG.rows(person=person_id, most=most, skipped=skipped)
    ]  # fmt: skip


def count_log(person_id: int) -> tuple[int, int]:
    """How many lines that is, and how many sights stand in them."""
    row = _LOG_SIZE.row(person=person_id)
    return (row.lines, row.sights) if row else (0, 0)


def list_seals() -> list[SealLine]:
    """The last seal of each month, newest first."""
    return [SealLine(row.number, row.sealed_at, bytes(row.head).hex()) for row in _SEALS.rows()]


def list_knocks(dossier_id: int, person_id: int) -> list[RecordLine]:
    """Who asked whether this household is known and what was answered, the oldest first: as records about somebody who lives there."""
    return [
        RecordLine(
            category=Category.LOG,
            kind="knock",
            item_id=row.id,
            at=row.asked_at,
            person_ids=(person_id,),
            said={
                name: value
                for name, value in (
                    ("asked_by", function_name(row.function)),
                    ("reason", row.reason),
                    ("knock_answer", row.answer),
                    ("remark", row.remark),
                )
                if value
            },
            organisation=row.organisation,
            purpose_nl="",
            purpose_en="",
            law="",
            article="",
        )
        for row in _KNOCKS.rows(dossier=dossier_id, person=person_id)
    ]
