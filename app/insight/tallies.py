"""Keeps the rollups of the course of households equal to what is written, and tells what may be told of them.

As ``keeping`` does for what began, in the same transactions: a household is taken out of the cells as it was counted and put in as it is
now. Each measure is decided by itself, by the same module that decides everything (``suppression``).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import psycopg

from app.insight.codes import place_path
from app.insight.course_facts import CELL, COLUMNS, HORIZON, course_cells, course_source
from app.insight.courses import Kind, course_path, measure_of
from app.insight.periods import Period, Span
from app.insight.stale import MARK, PART, Cuts
from app.insight.suppression import LEAST, Count, Key, decide, emitted

Connection = psycopg.Connection[Any]
#: One told number: its key, and how often or how much, households and persons in whole tens (None: held back).
Shown = tuple[Key, Count | None]

_DELTA: Final = (
    "create temporary table if not exists insight_tally_delta (span text, starts date, value text, area text, number bigint,"
    " amount bigint, homes bigint, persons bigint) on commit delete rows"
)
_APPLY: Final = f"""
with changed as (
  select span, starts, value, area, sum(number) as number, sum(amount) as amount, sum(homes) as homes, sum(persons) as persons
    from insight_tally_delta group by 1, 2, 3, 4
  having sum(number) <> 0 or sum(amount) <> 0 or sum(homes) <> 0 or sum(persons) <> 0),
counted as (
  insert into insight.tally as t ({CELL}) select * from changed
      on conflict on constraint pk_tally do update
     set number = t.number + excluded.number, amount = t.amount + excluded.amount, homes = t.homes + excluded.homes,
         persons = t.persons + excluded.persons
  returning span, starts, value)
{MARK} select distinct extract(year from starts)::int, {PART} from counted
 where (starts + case span when 'quarter' then interval '3 months' else interval '1 year' end)
       <= (sec.now() at time zone 'Europe/Amsterdam')::date
    on conflict do nothing
"""  # noqa: S608 - our own columns
_EMPTY: Final = (
    "delete from insight.tally t using insight_tally_delta d"
    " where t.starts = d.starts and t.span = d.span and t.value = d.value and t.area = d.area and t.homes = 0"
)
_MOVED: Final = """
insert into insight.state as s values (%s, date_trunc('quarter', sec.now() at time zone 'Europe/Amsterdam')::date::text)
    on conflict (name) do update set value = excluded.value where s.value <> excluded.value returning value
"""
#: The cells of each stretch of a rebuild, not yet added up; there only while everything is counted anew.
_BEGUN: Final = (
    "drop table if exists insight.part_tally",
    f"create table insight.part_tally as select {CELL} from insight.tally where false",  # noqa: S608 - our own columns
)
_REBUILT: Final = (
    "truncate insight.tally",
    (
        f"insert into insight.tally ({CELL}) select span, starts, value, area, sum(number), sum(amount), sum(homes), sum(persons)"  # noqa: S608
        " from insight.part_tally group by 1, 2, 3, 4"
    ),
    "drop table insight.part_tally",
    "insert into insight.stale_year (year) select distinct extract(year from starts)::int from insight.tally on conflict do nothing",
    "analyze insight.course, insight.tally",
)
_READ: Final = (
    "select span, starts, value, area, number, amount, homes, persons from insight.tally"
    " where starts >= make_date(%(year)s, 1, 1) and starts < make_date(%(year)s + 1, 1, 1)"
    " and (%(cuts)s::text[] is null or split_part(value, ':', 1) = any(%(cuts)s))"
)


def move_horizon(connection: Connection) -> bool:
    """Says that a quarter is over, once it is: everything is counted anew then, for how it stood at its end. Whether it moved."""
    return connection.execute(_MOVED, (HORIZON,)).fetchone() is not None


def take_out(connection: Connection, which: str, values: dict[str, Any]) -> None:
    """Takes households out of the cells as they were counted; before anything of them is read anew."""
    connection.execute(_DELTA)
    connection.execute("delete from insight_tally_delta")
    connection.execute(
        f"insert into insight_tally_delta select span, starts, value, area, -number, -amount, -homes, -persons"  # noqa: S608
        f" from ({course_cells('insight.course', 'insight.home', which)}) was",
        values,
    )


def read_course(connection: Connection, which: str, values: dict[str, Any]) -> None:
    """Reads the facts of these households anew."""
    connection.execute(f"delete from insight.course where dossier_id {which}", values)  # noqa: S608
    connection.execute(
        f"insert into insight.course ({COLUMNS}) {course_source(which)} select {COLUMNS} from course",  # noqa: S608
        values,
    )


def put_in(connection: Connection, which: str, values: dict[str, Any]) -> None:
    """Puts them in as they are now."""
    connection.execute(
        f"insert into insight_tally_delta {course_cells('insight.course', 'insight.home', which)}",
        values,
    )
    connection.execute(_APPLY)
    connection.execute(_EMPTY)


def begin_tally(connection: Connection) -> None:
    """Makes room for what the stretches of a rebuild count."""
    for statement in _BEGUN:
        connection.execute(statement)


def tally_stretch(connection: Connection, which: str, values: dict[str, Any]) -> None:
    """Counts one stretch of a rebuild."""
    connection.execute(
        f"insert into insight.part_tally ({CELL}) {course_cells('insight.course', 'insight.home', which)}",
        values,
    )


def tally_all(connection: Connection) -> None:
    """The cells from all stretches, at the end of a rebuild."""
    for statement in _REBUILT:
        connection.execute(statement)


def tally_differences(connection: Connection) -> int:
    """How many cells are not what a direct count gives."""
    connection.execute("drop table if exists pg_temp.insight_tally_direct")
    connection.execute(
        f"create temporary table insight_tally_direct on commit drop as"  # noqa: S608 - our own columns
        f" {course_source('between 0 and 9223372036854775807')} select {CELL} from ({course_cells('course', 'home')}) direct"
    )
    return differing(connection, CELL, "insight_tally_direct", "insight.tally")


def differing(connection: Connection, columns: str, one: str, other: str) -> int:
    """How many rows stand in one of two tables only."""
    first, second = (f"select {columns} from {table}" for table in (one, other))  # noqa: S608 - our own tables
    row = connection.execute(
        f"select (select count(*) from ({first} except {second}) missing) + (select count(*) from ({second} except {first}) left_over)"  # noqa: S608
    ).fetchone()
    return int(row[0]) if row else 0


def shown(connection: Connection, year: int, today: dt.date, cuts: Cuts | None = None) -> Iterator[Shown]:
    """What may be told of the course of households in a year; of some measures, or of all."""
    for cells in read_tallies(connection, year, today, cuts).values():
        counts = {key: count for key, (count, _amount) in cells.items()}
        for key, count in emitted(counts, decide(counts)):
            if count is None:
                yield key, None
            else:
                tens = count.homes // LEAST * LEAST, count.persons // LEAST * LEAST
                yield key, Count(_number(key, count, cells[key][1]), *tens)


def read_tallies(
    connection: Connection, year: int, today: dt.date, cuts: Cuts | None = None
) -> dict[str, dict[Key, tuple[Count, int]]]:
    """The exact cells of a year by what is decided together, each with its amount, also of districts and the town.

    What is decided together has the name of the measure that is its whole (``left``); only periods that are over.
    """
    sums: dict[str, dict[Key, list[int]]] = defaultdict(dict)
    for span, starts, value, area, *numbers in connection.execute(
        _READ, {"year": year, "cuts": list(cuts) if cuts else None}
    ):
        period, measure = Period(Span(span), starts), measure_of(value)
        if period.ends > today or (measure.by_quarter_only and period.span is Span.YEAR):
            continue
        place, path = place_path(area), course_path(value)
        together = path[0].removesuffix(":")
        for depth in range(3):
            key = (place[:depth], period.path, path, ())
            there = sums[together].setdefault(key, [0, 0, 0, 0])
            sums[together][key] = [was + more for was, more in zip(there, numbers, strict=True)]
    return {
        name: {key: (Count(number, homes, persons), amount) for key, (number, amount, homes, persons) in cells.items()}
        for name, cells in sums.items()
    }


def _number(key: Key, count: Count, amount: int) -> int:
    """What is told: how often, the mean in tenths, or a number in whole tens."""
    match measure_of(key[2][-1]).kind:
        case Kind.MEAN:
            return round(10 * amount / count.number)
        case Kind.STOCK:
            return count.homes // LEAST * LEAST
        case Kind.SUM:
            return amount // LEAST * LEAST
        case Kind.ROUGH:
            return count.number // LEAST * LEAST
        case Kind.COUNT:
            return count.number
