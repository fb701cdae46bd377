"""What may be told, asked of the database as the principal; it gives only rows that survived suppression."""

import datetime as dt
from collections.abc import Iterable

from app.db.analysis import find_connection
from app.db.driver import Row
from app.db.question import Question as Statement
from app.insight.periods import Period, Span
from app.insight.places import Places
from app.kernel.errors import NotFound

_TOLD = Statement(
    "select * from sec.insight_told(:span, cast(:starts as date[]), cast(:levels as text[]), cast(:place as text), :value)"
)
_SCOPE = Statement("select * from sec.insight_scope(:value)")
_PLACES = Statement("select * from sec.insight_places()")
_COUNTED = Statement("select sec.insight_counted_at() as at")
#: The same of the analysis database, which knows nobody: the scope comes from the primary.
_PICK = Statement(
    "select * from insight.pick(:span, cast(:starts as date[]), cast(:levels as text[]), cast(:place as text), :value,"
    " cast(:strands as text[]), cast(:organisation as bigint), cast(:own_kind as text))"
)
_PLACES_THERE = Statement(
    "select p.code, p.year, p.level, p.name from insight.place p order by p.level, p.code, p.year"
)
_COUNTED_THERE = Statement("select s.value::timestamptz as at from insight.state s where s.name = 'counted_at'")
_STRANDS = Statement("select sec.counts_strands() as strands")
_BANDWIDTHS = Statement("select * from sec.insight_bandwidths()")
_KEPT = Statement(
    "select f.id, f.name, f.page, f.asked, f.created_by from insight_filter f order by lower(f.name), f.id"
)
_KEPT_BY = Statement(
    "select f.id, f.name, f.page, f.asked, f.version from insight_filter f where f.id = :id and f.created_by = :by"
)
_ORGANISATIONS = Statement("select * from sec.insight_organisations()")


def list_told(
    span: Span, starts: Iterable[dt.date], levels: Iterable[str], *, place: str | None, value: str
) -> list[Row]:
    """Rows (level, place, starts, value, strand, number, homes, persons, orgs); number None is held back, and no row is none.

    ``homes`` and ``persons`` are whole tens, rounded down; ``orgs`` is how many organisations began it, three for more, and None where
    that is not known. ``place`` narrows to one place; ``value`` is '' for the whole,
    ``kind:police`` for one value and ``kind:`` for each.
    """
    asked: dict[str, object] = {
        "span": span.value,
        "starts": [day.isoformat() for day in starts],
        "levels": list(levels),
    }
    asked |= {"place": place, "value": value}
    replica = find_connection()
    if replica is None:
        return _TOLD.rows(**asked)
    scope = _SCOPE.row(value=value)
    if scope is None:
        return []
    asked |= {"strands": list(scope.strands), "organisation": scope.organisation, "own_kind": scope.own_kind}
    return _PICK.ask(replica, asked).fetchall()


def get_places() -> Places:
    """Every place that was counted, with its names; empty for who may count nothing."""
    replica = find_connection()
    if replica is None:
        return Places.of(_PLACES.rows())
    return Places.of(_PLACES_THERE.ask(replica, {}).fetchall() if list_strands() else [])


def find_counted_at() -> dt.datetime | None:
    """Everything that was written before this moment is in the numbers; None when nothing was counted yet. Of a replica: what it has."""
    replica = find_connection()
    if replica is not None and not list_strands():
        return None
    row = _COUNTED.row() if replica is None else _COUNTED_THERE.ask(replica, {}).fetchone()
    return row.at if row else None


def list_strands() -> tuple[str, ...]:
    """The strands that the principal may count."""
    row = _STRANDS.row()
    return tuple(row.strands) if row else ()


def list_organisations() -> dict[int, str]:
    """Names of organisations by number."""
    return {row.id: row.name for row in _ORGANISATIONS.rows()}


def list_offers(period: Period) -> list[Row]:
    """What began in a period, at every place: rows as ``list_told`` gives them, of everything and of each life domain."""
    levels = ("town", "district", "neighbourhood")
    return [
        row
        for value in ("", "domain:")
        for row in list_told(period.span, [period.starts], levels, place=None, value=value)
    ]


def list_bandwidths() -> list[Row]:
    """Rows (id, low, high): the bandwidth that each team chose, in weight points; none for who is not told what teams carry."""
    return _BANDWIDTHS.rows()


def get_kept(insight_filter_id: int, account_id: int) -> Row:
    """One question that this account kept (id, name, page, asked, version). Raises NotFound for anything else."""
    found = _KEPT_BY.row(id=insight_filter_id, by=account_id)
    if found is None:
        raise NotFound
    return found


def list_kept() -> list[Row]:
    """Questions that the own organisation kept (id, name, page, asked, created_by), by name."""
    return _KEPT.rows()
