"""Keeps rollups equal to what is written: counts changed households anew, builds everything anew, and compares.

Works as the owner of the tables, beside the web processes. A household that changed is taken out of the cells as it was counted and
put in as it is now, in one transaction; a household's facts are narrow, so this takes milliseconds. Nothing here commits: whoever
calls does, so that what was claimed and what was counted are one.
"""

import datetime as dt
from typing import Any, Final

import psycopg

from app.insight.facts import THESE, cells, source
from app.insight.stale import MARK, PART
from app.insight.tallies import differing, move_horizon, put_in, read_course, take_out, tally_differences

Connection = psycopg.Connection[Any]

#: The note that says that everything is being counted anew, and how far that is.
REBUILDING: Final = "rebuilt_until"
#: One at a time on the whole server: cells are added to.
ALONE = "select pg_advisory_xact_lock(7421)"
_DELTA = (
    "create temporary table if not exists insight_delta (span text, starts date, value text, strand text, area text,"
    " number bigint, homes bigint, persons bigint) on commit delete rows"
)
#: Where the header facts are kept, in the order of ``facts.cells``.
_STORED: Final = ("insight.fact", "insight.home", "insight.closing")
_COLUMNS = "span, starts, value, strand, area, number, homes, persons"
_CLAIM = "delete from insight.dirty where ctid = any(array(select d.ctid from insight.dirty d limit %(most)s)) returning dossier_id"
_ALL = "insert into insight.dirty (dossier_id) select id from public.dossier"
_APPLY = f"""
with changed as (
  select span, starts, value, strand, area, sum(number) as number, sum(homes) as homes, sum(persons) as persons
    from insight_delta group by 1, 2, 3, 4, 5 having sum(number) <> 0 or sum(homes) <> 0 or sum(persons) <> 0),
counted as (
  insert into insight.cell as c ({_COLUMNS}) select * from changed
      on conflict on constraint pk_cell do update
     set number = c.number + excluded.number, homes = c.homes + excluded.homes, persons = c.persons + excluded.persons
  returning span, starts, value)
{MARK} select distinct extract(year from starts)::int, {PART} from counted
 where (starts + case span when 'month' then interval '1 month' when 'quarter' then interval '3 months' else interval '1 year' end)
       <= (sec.now() at time zone 'Europe/Amsterdam')::date
    on conflict do nothing
"""  # noqa: S608 - our own columns
_EMPTY = """
delete from insight.cell c using insight_delta d
 where c.starts = d.starts and c.span = d.span and c.value = d.value and c.strand = d.strand and c.area = d.area and c.homes = 0
"""
_PLACES = """
insert into insight.place as p (code, year, level, name)
select distinct on (a.code, a.code_year) a.code, a.code_year, 'neighbourhood', a.name
  from public.household_area a where a.dossier_id {which} and a.code <> '' order by a.code, a.code_year, a.created_at desc
    on conflict on constraint pk_place do update set name = excluded.name where p.name <> excluded.name
"""


def drain(connection: Connection, most: int = 500) -> int:
    """Counts households that changed, ``most`` lines of the queue at a time; gives how many lines it took.

    While everything is being counted anew it takes none: they wait, and the page goes on to say until when was counted.
    """
    connection.execute(ALONE)
    if find(connection, REBUILDING) is not None:
        return 0
    if move_horizon(connection):
        connection.execute(_ALL)
    began = _now(connection)
    claimed = connection.execute(_CLAIM, {"most": most}).fetchall()
    if claimed:
        _recount(connection, THESE, {"ids": sorted({row[0] for row in claimed})})
    if len(claimed) < most:
        keep(connection, "counted_at", began.isoformat())
    return len(claimed)


def _recount(connection: Connection, which: str, values: dict[str, Any]) -> None:
    connection.execute(_DELTA)
    connection.execute("delete from insight_delta")
    connection.execute(
        f"insert into insight_delta select span, starts, value, strand, area, -number, -homes, -persons"  # noqa: S608
        f" from ({cells(*_STORED, which)}) was",
        values,
    )
    take_out(connection, which, values)
    read_facts(connection, which, values)
    read_names(connection, which, values)
    connection.execute(f"insert into insight_delta {cells(*_STORED, which)}", values)
    connection.execute(_APPLY)
    connection.execute(_EMPTY)
    put_in(connection, which, values)


def read_facts(connection: Connection, which: str, values: dict[str, Any]) -> None:
    """Reads the header facts of these households anew."""
    for table in ("fact", "home", "closing"):
        connection.execute(f"delete from insight.{table} where dossier_id {which}", values)  # noqa: S608
    connection.execute(
        f"{source(which)}, homes as (insert into insight.home (dossier_id, area, team, phase) select * from home),"  # noqa: S608
        " closings as (insert into insight.closing (dossier_id, month, area, persons, start, turned, exit, goals, theme)"
        " select * from closing) insert into insight.fact (dossier_id, month, org_id, kind, strand, domain, persons, number, turn, gap,"
        " along, worth) select * from fact",
        values,
    )
    read_course(connection, which, values)


def read_names(connection: Connection, which: str, values: dict[str, Any]) -> None:
    """Reads the names of the neighbourhoods of these households anew."""
    connection.execute(_PLACES.format(which=which), values)


def differences(connection: Connection) -> int:
    """How many cells are not what a direct count gives. Households that still wait to be counted make differences too."""
    connection.execute("drop table if exists pg_temp.insight_direct")
    connection.execute(
        f"create temporary table insight_direct on commit drop as"  # noqa: S608 - our own columns
        f" {source('between 0 and 9223372036854775807')} select {_COLUMNS} from ({cells('fact', 'home', 'closing')}) direct"
    )
    return differing(connection, _COLUMNS, "insight_direct", "insight.cell") + tally_differences(connection)


def find(connection: Connection, name: str) -> str | None:
    """One line of the upkeep's own notes."""
    row = connection.execute("select value from insight.state where name = %s", (name,)).fetchone()
    return str(row[0]) if row else None


def keep(connection: Connection, name: str, value: str) -> None:
    """Writes one line of the upkeep's own notes."""
    connection.execute(
        "insert into insight.state values (%s, %s) on conflict (name) do update set value = excluded.value",
        (name, value),
    )


def _now(connection: Connection) -> dt.datetime:
    row = connection.execute("select clock_timestamp()").fetchone()
    return row[0] if row else dt.datetime.now(dt.UTC)
