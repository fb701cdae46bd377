"""Counts everything anew, in steps that can be stopped and gone on with: stretches of households, and in the end their cells.

Stretches do not wait for each other, so more than one connection can count at a time; a stretch is done when its transaction commits.
What changes in the meantime waits in the queue and is counted afterwards. Memory is that of one grouping of one stretch for each
connection, however many households there are.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Event
from typing import Final

from app.insight.closings import closing_cells
from app.insight.facts import GROUPINGS, STRETCH, as_cells, counted, seen
from app.insight.keeping import ALONE, REBUILDING, Connection, find, keep, read_facts, read_names
from app.insight.tallies import begin_tally, move_horizon, tally_all, tally_stretch
from app.insight.tiles import Tables, count_all

#: Beside other stretches, and not beside the upkeep.
_TOGETHER: Final = "select pg_advisory_xact_lock_shared(7421)"
#: What is to be counted, what was counted of it so far, and the places that that names; there only while everything is counted anew.
_PART: Final = "insight.part"
_STRETCHES: Final = "insight.part_stretch"
_PLACES: Final = "insight.part_place"
#: A stretch has numbers of its own for its places, so that nobody waits for a number that another stretch is giving.
_OWN_PLACES: Final = f"(select p.* from {_PLACES} p where p.stretch = %(first)s)"  # noqa: S608
_NO_FACTS: Final = f"({seen('insight.fact', 'insight.home', _PLACES)})"
_START: Final = (
    f"drop table if exists {_PART}, {_PLACES}, {_STRETCHES}",
    f"create table {_STRETCHES} (first bigint primary key, last bigint not null, counted boolean not null default false)",
    (
        f"create table {_PLACES} (place integer generated always as identity, stretch bigint not null, area text not null,"
        " team bigint not null, phase text not null)"
    ),
    "truncate insight.fact, insight.home, insight.closing, insight.course",
    f"create table {_PART} as {counted(*GROUPINGS[0], _NO_FACTS)}",
    "insert into insight.stale_year (year) select distinct extract(year from starts)::int from insight.told on conflict do nothing",
)
_DIVIDE: Final = (
    f"insert into {_STRETCHES} (first, last) select min(d.id), max(d.id)"  # noqa: S608
    " from (select id, (row_number() over (order by id) - 1) / %s as nth from public.dossier) d group by d.nth"
)
#: What was just made has no statistics: a nested loop over it would look at each household for each other one, and looking through it for
#: statistics costs more than the hash join that they would lead to.
_PLANS: Final = (
    "set local work_mem = '128MB'",
    "set local enable_nestloop = off",
    "set local enable_mergejoin = off",
)
_NEXT: Final = (
    f"select s.first, s.last from {_STRETCHES} s where not s.counted order by s.first limit 1 for update skip locked"  # noqa: S608
)
_DONE: Final = f"update {_STRETCHES} set counted = true where first = %(first)s"  # noqa: S608
_HOW_FAR: Final = f"select count(*) filter (where s.counted), count(*) from {_STRETCHES} s"  # noqa: S608
_ADD_PLACES: Final = (
    f"insert into {_PLACES} (stretch, area, team, phase)"  # noqa: S608
    f" select distinct %(first)s::bigint, h.area, h.team, h.phase from insight.home h where h.dossier_id {STRETCH}"
)
_END: Final = (
    "truncate insight.cell",
    "insert into insight.cell (span, starts, value, strand, area, number, homes, persons) " + as_cells(_PART, _PLACES),
    "insert into insight.cell (span, starts, value, strand, area, number, homes, persons) "
    + closing_cells("insight.closing"),
    "insert into insight.stale_year (year) select distinct extract(year from starts)::int from insight.cell on conflict do nothing",
    f"drop table {_PART}, {_PLACES}, {_STRETCHES}",
    "analyze insight.fact, insight.home, insight.closing, insight.cell",
)


@dataclass(frozen=True, slots=True)
class Step:
    """How far it is, in stretches."""

    done: int
    all: int


def is_begun(connection: Connection) -> bool:
    """Whether an earlier rebuild can be gone on with."""
    row = connection.execute("select to_regclass(%s) is not null", (_STRETCHES,)).fetchone()
    return find(connection, REBUILDING) is not None and bool(row and row[0])


def start_anew(connection: Connection, size: int) -> None:
    """Throws away every header fact, to count ``size`` households at a time.

    Cells and what may be told stay as they are until all is counted again.
    """
    connection.execute(ALONE)
    for statement in _START:
        connection.execute(statement)
    connection.execute(_DIVIDE, (size,))
    begin_tally(connection)
    move_horizon(connection)
    keep(connection, REBUILDING, "0")


def rebuild_step(connection: Connection) -> Step | None:
    """Reads and counts a stretch that nobody else is at; None when there is none. A step that was interrupted left nothing behind."""
    connection.execute(_TOGETHER)
    row = connection.execute(_NEXT).fetchone() if is_begun(connection) else None
    if row is None:
        return None
    for statement in _PLANS:
        connection.execute(statement)
    stretch = {"first": row[0], "last": row[1]}
    read_facts(connection, STRETCH, stretch)
    connection.execute(_ADD_PLACES, stretch)
    count_all(
        connection, Tables("insight.fact", "insight.home", _OWN_PLACES, _PART), f"f.dossier_id {STRETCH}", stretch
    )
    tally_stretch(connection, STRETCH, stretch)
    connection.execute(_DONE, stretch)
    # Last, because it waits for whoever writes the name of the same neighbourhood.
    read_names(connection, STRETCH, stretch)
    done, together = connection.execute(_HOW_FAR).fetchone() or (0, 0)
    return Step(done, together)


def finish(connection: Connection) -> bool:
    """Puts together what the stretches counted, once all are; whether they were."""
    connection.execute(ALONE)
    if not is_begun(connection):
        return True
    done, together = connection.execute(_HOW_FAR).fetchone() or (0, 0)
    if done < together:
        return False
    for statement in (*_PLANS, *_END):
        connection.execute(statement)
    tally_all(connection)
    connection.execute("delete from insight.state where name = %s", (REBUILDING,))
    return True


def count_stretches(
    connect: Callable[[], AbstractContextManager[Connection]], hands: int, said: Callable[[Step], None]
) -> bool:
    """Counts what is left with so many connections at a time, and puts it together; commits, and ``said`` how far it is, after each step.

    False when a stretch is still to be counted, because whoever was at it was stopped.
    """
    stopped = Event()

    def count() -> None:
        with connect() as line:
            while not stopped.is_set() and (step := rebuild_step(line)) is not None:
                line.commit()
                said(step)

    with ThreadPoolExecutor(hands) as pool:
        work = [pool.submit(count) for _ in range(hands)]
        try:
            for one in work:
                one.result()
        finally:
            stopped.set()
    with connect() as line:
        return finish(line)
