"""Counts all cuts of many households at once, for a rebuild: the SQL and the order in which it is asked.

One grouping by household for each cut costs as much as the direct question, and there are twenty. But what a household has in a period
is nearly always about the same persons; then all that a cut needs of it is *whether* there is something of each value. So each value
gets a bit, one grouping by household collects them for all cuts (``insight_even``), and equal ones are counted together (*tiles*)
before they are laid out by value. What is about different persons within a period is counted cut by cut, as ``facts.counted`` does.
``flask insight check`` compares with the other way, so each proves the other.
"""

from dataclasses import dataclass
from typing import Any, Final

import psycopg

from app.access.vocabulary import STRANDS
from app.insight.facts import GROUPINGS, counted, seen, value_of

#: Values in one *leaf*: the bits that a bigint has without its sign. More values have more leaves, with columns of their own.
BITS: Final = 62
_SHAPE: Final = ("kind", "org_id", "strand", "domain", "turn", "gap", "along", "worth")
#: What is counted with bits; the months have one cut, and so nothing to gain.
_SPANS: Final = tuple(dict.fromkeys(span for span, cut in GROUPINGS if cut))
_CUTS: Final = tuple(dict.fromkeys(cut for span, cut in GROUPINGS if span in _SPANS))
_SAME: Final = " and ".join(f"d.{column} = f.{column}" for column in _SHAPE)
_LAID_OUT: Final = (
    "lateral (values " + ", ".join(f"('{cut}', ({value_of(cut)})::text)" for cut in _CUTS) + ") as v(cut, value)"
)
#: What is put beside, of one stretch.
_TABLES: Final = (
    "insight_shape", "insight_code", "insight_mask", "insight_bits", "insight_even", "insight_uneven", "insight_mixed"
)  # fmt: skip
#: The kinds of facts that there are, without whose and when; the values in them, a bit each; and which of those each kind has.
_CODED: Final = (
    (
        "create temporary table insight_shape on commit drop as"  # noqa: S608 - our own columns
        " select row_number() over ()::integer as shape, d.*, d.org_id as organisation"
        f" from (select distinct {', '.join(_SHAPE)} from {{fact}} f where {{facts}}) d"
    ),
    (
        "create temporary table insight_code on commit drop as"  # noqa: S608 - our own columns
        " select c.cut, c.value, ((c.nth - 1) / {bits})::integer as leaf, 1::bigint << ((c.nth - 1) %% {bits})::integer as bit"
        "   from (select u.*, row_number() over (order by u.cut, u.value) as nth"
        f"          from (select distinct v.cut, v.value from insight_shape s cross join {_LAID_OUT} where v.value is not null) u) c"
    ),
    (
        "create temporary table insight_mask on commit drop as select s.shape, k.leaf, bit_or(k.bit) as bits"  # noqa: S608 - our own columns
        f" from insight_shape s cross join {_LAID_OUT} join insight_code k on k.cut = v.cut and k.value = v.value group by 1, 2"
    ),
    "analyze insight_shape, insight_code, insight_mask",
)
#: The facts with their place and periods, and per strand and leaf the values that each has.
_BITS: Final = (
    "create temporary table insight_bits on commit drop as"  # noqa: S608 - our own columns
    " select f.dossier_id, w.place, f.month, date_trunc('quarter', f.month::timestamp)::date as quarter,"
    " date_trunc('year', f.month::timestamp)::date as year, f.number, f.persons, {masks}"
    " from {fact} f join {home} h on h.dossier_id = f.dossier_id"
    " join {wheres} w on w.area = h.area and w.team = h.team and w.phase = h.phase"
    " join (select d.*, {leaves} from insight_shape d join insight_mask m on m.shape = d.shape"
    f" group by d.shape, d.organisation, {', '.join(f'd.{column}' for column in _SHAPE)}) d on {_SAME}"
    " where {facts}"
)
#: The same as far as ``facts.counted`` needs it for months.
_MONTHS: Final = "(select b.dossier_id, b.place, b.month, b.number, b.persons{columns} from insight_bits b)"
_EVEN: Final = (
    "create temporary table insight_even on commit drop as"
    " select b.dossier_id, b.place, b.{span} as starts, min(b.persons) = max(b.persons) as is_even,"
    " bit_count(min(b.persons)::bit(64))::integer as persons, {columns} from insight_bits b group by 1, 2, 3"
)
_UNEVEN: Final = (
    "create temporary table insight_uneven on commit drop as"
    " select e.dossier_id, e.starts from insight_even e where not e.is_even"
)
_MIXED: Final = (
    "create temporary table insight_mixed on commit drop as"
    " select s.* from ({seen}) s join insight_uneven u on u.dossier_id = s.dossier_id and u.starts = s.{span}"
)
#: In the columns of ``facts.counted``.
_TILES: Final = (
    "insert into {part} select '{span}', t.starts, k.cut, k.value, t.place, sum(t.number), sum(t.homes), sum(t.persons), "  # noqa: S608 - our own columns
    + ", ".join(
        f"sum(t.{name}) filter (where t.{strand} & k.bit <> 0)"
        for strand in STRANDS
        for name in ("number", "homes", "persons")
    )
    + " from ("  # noqa: S608 - our own columns
    "  select b.place, b.{span} as starts, {each}, sum(b.number)::integer as number, 0 as homes, 0 as persons"
    "     from insight_bits b"
    "    where not exists (select from insight_uneven u where u.dossier_id = b.dossier_id and u.starts = b.{span})"
    "   group by b.place, b.{span}, {columns}"
    "  union all select e.place, e.starts, {each}, 0, count(*)::integer, sum(e.persons)::integer"
    "     from insight_even e where e.is_even group by e.place, e.starts, {columns}) t"
    f"  join insight_code k on k.leaf = {{leaf}} and ({' | '.join(f't.{strand}' for strand in STRANDS)}) & k.bit <> 0"
    " group by t.starts, k.cut, k.value, t.place"
)


@dataclass(frozen=True, slots=True)
class Tables:
    """Where facts and households stand, the numbers of their places, and to what is added what was counted."""

    fact: str
    home: str
    wheres: str
    part: str


def count_all(connection: psycopg.Connection[Any], tables: Tables, facts: str, stretch: dict[str, Any]) -> None:
    """Adds every cut of ``GROUPINGS`` of these facts (rows ``f`` for which ``facts`` holds, with the values of ``stretch``)."""
    _forget(connection)
    names = {"fact": tables.fact, "home": tables.home, "wheres": tables.wheres, "facts": facts}
    for statement in _CODED:
        connection.execute(statement.format(bits=BITS, **names), stretch)
    row = connection.execute("select max(leaf) from insight_code").fetchone()
    leaves = range(row[0] + 1 if row and row[0] is not None else 0)
    if leaves:
        masks, kinds = ", ".join(_masks(leaves)), ", ".join(_kinds(leaves))
        connection.execute(_BITS.format(masks=masks, leaves=kinds, **names), stretch)
        _count_months(connection, tables)
        for span in _SPANS:
            _count_span(connection, span, leaves, (tables, stretch))
    _forget(connection)


def _masks(leaves: range) -> list[str]:
    return [
        f"case f.strand when '{strand}' then d.bits_{leaf} else 0 end as {strand}_{leaf}"
        for leaf in leaves
        for strand in STRANDS
    ]


def _kinds(leaves: range) -> list[str]:
    return [f"coalesce(bit_or(m.bits) filter (where m.leaf = {leaf}), 0) as bits_{leaf}" for leaf in leaves]


def _count_months(connection: psycopg.Connection[Any], tables: Tables) -> None:
    """The whole and each strand: the first leaf has a value that everything has."""
    columns = "".join(
        f", case when b.{strand}_0 <> 0 then b.{name} end as {name}_{strand}"
        for strand in STRANDS
        for name in ("number", "persons")
    )
    for span, cut in GROUPINGS:
        if span not in _SPANS:
            connection.execute(f"insert into {tables.part} {counted(span, cut, _MONTHS.format(columns=columns))}")


def _count_span(
    connection: psycopg.Connection[Any], span: str, leaves: range, where: tuple[Tables, dict[str, Any]]
) -> None:
    """One kind of period: households of which everything is about the same persons with bits, the others cut by cut."""
    tables, stretch = where
    connection.execute("drop table if exists pg_temp.insight_even, pg_temp.insight_uneven, pg_temp.insight_mixed")
    each = [f"{strand}_{leaf}" for leaf in leaves for strand in STRANDS]
    connection.execute(_EVEN.format(span=span, columns=", ".join(f"bit_or(b.{one}) as {one}" for one in each)))
    uneven = connection.execute(_UNEVEN).rowcount
    connection.execute("analyze insight_uneven")
    for leaf in leaves:
        columns = [f"{strand}_{leaf}" for strand in STRANDS]
        named = ", ".join(f"{column} as {strand}" for column, strand in zip(columns, STRANDS, strict=True))
        tiles = _TILES.format(part=tables.part, span=span, leaf=leaf, each=named, columns=", ".join(columns))
        connection.execute(tiles)
    if uneven:
        of_those = "f.dossier_id in (select u.dossier_id from insight_uneven u)"
        mixed = seen(tables.fact, tables.home, tables.wheres, of_those)
        connection.execute(_MIXED.format(seen=mixed, span=span), stretch)
        for cut in _CUTS:
            connection.execute(f"insert into {tables.part} {counted(span, cut, 'insight_mixed')}")


def _forget(connection: psycopg.Connection[Any]) -> None:
    """Drops what was put beside: a rebuild counts more than one stretch in a transaction."""
    connection.execute("drop table if exists " + ", ".join(f"pg_temp.{table}" for table in _TABLES))
