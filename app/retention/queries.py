"""Terms, lists, certificates and holds, as far as row-level security shows them. Counts and kinds, no household but its number."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from app.db.question import Question
from app.kernel.errors import NotFound
from app.retention.rules import ALWAYS, Term

_RULES = Question(
    "select id, law, record_type, number, unit, counts_from, source, checked_on, valid_from, valid_until from retention_rule"
    " where valid_until is null order by law = '*', law, record_type"
)
_VERSIONS = Question(
    "select n.id, n.law, n.record_type, n.number, n.unit, n.counts_from, n.source, n.checked_on, n.valid_from, n.valid_until"
    " from retention_rule r join retention_rule n on n.law = r.law and n.record_type = r.record_type where r.id = :id order by n.id desc"
)
_WITHOUT = Question(
    "select distinct p.law from purpose p where p.valid_until is null"
    " and not exists (select from retention_rule r where r.law = p.law and r.valid_until is null) order by 1"
)
_LIST = """
    select l.id, l.made_on, l.first_at, l.second_at, l.refused_at, l.refused_because, l.destroyed_at, l.first_by, l.second_by,
           a.name as first_name, b.name as second_name, c.name as refused_name
      from destruction_list l left join account a on a.id = l.first_by left join account b on b.id = l.second_by
      left join account c on c.id = l.refused_by
"""
_LISTS = Question(_LIST + " order by l.id desc limit 60")
_ONE_LIST = Question(_LIST + " where l.id = :id")
_LINES = Question(
    "select l.kind, l.organisation, l.records, l.first_on, l.last_on, r.law, r.record_type from sec.destruction_lines(:id) l"
    " left join retention_rule r on r.id = l.rule_id"
)
_CERTIFICATE = Question(
    "select c.kind, coalesce(o.name, '') as organisation, c.records, c.destroyed_at, c.ids_hash, r.law, r.record_type"
    " from destruction_certificate c left join retention_rule r on r.id = c.rule_id left join organisation o on o.id = c.owner_org_id"
    " where c.list_id = :id order by c.kind, o.name, r.law"
)
_HOLDS = Question(
    "select h.id, h.reason, h.until_on, h.set_at, a.name as who, c.case_no from legal_hold h join account a on a.id = h.set_by"
    " left join lateral sec.cases(array[h.dossier_id], '{}') c on true"
    " where h.released_at is null and h.until_on >= :today order by h.until_on, h.id"
)
_CASE = Question("select c.id from sec.cases('{}', array[:case_no]) c")


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One version of one term; ``valid_until`` None: it runs."""

    id: int
    law: str
    record_type: str
    number: int
    unit: str
    counts_from: str
    source: str
    checked_on: dt.date | None
    valid_from: dt.date
    valid_until: dt.date | None

    @property
    def term(self) -> Term:
        """What it says, for whoever tells residents."""
        return Term(
            self.law,
            self.record_type,
            self.number,
            self.unit,
            self.counts_from,
            self.source,
            self.checked_on is not None,
        )


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list: when it was made, who agreed, and how it ended."""

    id: int
    made_on: dt.date
    first_at: dt.datetime | None
    second_at: dt.datetime | None
    refused_at: dt.datetime | None
    refused_because: str
    destroyed_at: dt.datetime | None
    first_by: int | None
    second_by: int | None
    first_name: str | None
    second_name: str | None
    refused_name: str | None


@dataclass(frozen=True, slots=True)
class LineRow:
    """So many records of one kind and organisation that are due under one rule (``law`` None: somebody asked for it)."""

    kind: str
    organisation: str
    records: int
    first_on: dt.date
    last_on: dt.date
    law: str | None
    record_type: str | None


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """So many records of one kind and organisation that were destroyed under one rule."""

    kind: str
    organisation: str
    records: int
    destroyed_at: dt.datetime
    ids_hash: bytes
    law: str | None
    record_type: str | None


@dataclass(frozen=True, slots=True)
class HoldRow:
    """What is kept all the same: ``case_no`` None is the log, or a household whose number the asker may not know."""

    id: int
    reason: str
    until_on: dt.date
    set_at: dt.datetime
    who: str
    case_no: str | None


def list_rules() -> list[RuleRow]:
    """Every term that runs, by law; what holds for every law comes last."""
    return [RuleRow(*row) for row in _RULES.rows()]


def list_versions(rule_id: int) -> list[RuleRow]:
    """The versions of one term, the newest first. Raises NotFound."""
    rows = [RuleRow(*row) for row in _VERSIONS.rows(id=min(rule_id, 2**62))]
    if not rows:
        raise NotFound
    return rows


def list_laws_without_term() -> list[str]:
    """Laws under which somebody works with data and for which no term runs: nothing under them is ever destroyed."""
    return [row.law for row in _WITHOUT.rows()]


def terms_for(laws: Iterable[str]) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The terms of these laws and those that always hold; and the laws of which the table has no term."""
    wanted = set(laws)
    found = tuple(row.term for row in list_rules() if row.law in wanted or row.law == ALWAYS)
    return found, tuple(sorted(wanted - {term.law for term in found}))


def list_lists() -> list[ListRow]:
    """The lists of the last years, the newest first."""
    return [ListRow(*row) for row in _LISTS.rows()]


def get_list(list_id: int) -> ListRow:
    """One list. Raises NotFound."""
    row = _ONE_LIST.row(id=min(list_id, 2**62))
    if row is None:
        raise NotFound
    return ListRow(*row)


def list_lines(list_id: int) -> list[LineRow]:
    """What is on a list that waits, counted."""
    return [LineRow(*row) for row in _LINES.rows(id=list_id)]


def list_certificate(list_id: int) -> list[CertificateRow]:
    """What was destroyed with a list, counted."""
    return [CertificateRow(*row) for row in _CERTIFICATE.rows(id=list_id)]


def list_holds(today: dt.date) -> list[HoldRow]:
    """What is kept all the same, the first that ends on top."""
    return [HoldRow(*row) for row in _HOLDS.rows(today=today)]


def find_case(case_no: str) -> int | None:
    """The household with this number, or None. For privacy officers."""
    row = _CASE.row(case_no=case_no)
    return row.id if row else None
