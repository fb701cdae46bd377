"""From exact cells to what may be told: a year at a time, whole periods only, with households and persons in whole tens.

Interventions are told exactly. Households and persons are told rounded down to tens: their exact numbers in a part and in the whole would
tell how many households are in the one and not in the other, which the cells themselves do not.
"""

import datetime as dt
import gc
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from app.insight.closings import BOOK
from app.insight.closings import CUTS as CLOSED_CUTS
from app.insight.codes import place_path
from app.insight.keeping import REBUILDING, Connection, drain, find, keep
from app.insight.periods import Period, Span
from app.insight.stale import Cuts, is_began, is_course, is_in, widened
from app.insight.suppression import LEAST, VALUE, Count, Key, Path, Verdict, decide, dimension, emitted
from app.insight.tallies import shown

#: What is not the first of its household, and the cuts into which it falls apart.
NEXT: Final = "step:next"
_OF_NEXT: Final = frozenset({"after", "gap", "along"})

LEVELS: Final = ("town", "district", "neighbourhood")

#: More organisations than this behind one number are not told apart.
MOST_ORGANISATIONS: Final = 3

Told = tuple[str, str, str, dt.date, str, str, int | None, int | None, int | None, int | None]

_TOLD = "select level, place, span, starts, value, strand, number, homes, persons, orgs from insight.told"
_READ = "select span, starts, value, strand, area, number, homes, persons from insight.cell"
_OF_YEAR = (
    " where starts >= make_date(%(year)s, 1, 1) and starts < make_date(%(year)s + 1, 1, 1)"
    " and (%(cuts)s::text[] is null or split_part(value, ':', 1) = any(%(cuts)s))"
)

#: Years with a period that may be over since it was told in an earlier month of some year.
_OVER_SINCE = (
    "insert into insight.stale_year (year) select distinct extract(year from starts)::int"
    " from (select starts from insight.cell union all select starts from insight.tally) c where extract(year from starts) >= %s"
    " on conflict do nothing"
)


def catch_up(connection: Connection) -> int:
    """Counts everything that waits and tells it; commits as it goes. Gives how many lines of the queue that were."""
    total = 0
    while True:
        taken = drain(connection)
        connection.commit()
        total += taken
        if not taken:
            break
    publish(connection)
    connection.commit()
    return total


def publish(connection: Connection) -> int:
    """Tells anew what changed of each year, and every year in which a period is over since the last time; gives how many years."""
    if find(connection, REBUILDING) is not None:
        return 0
    today = _today(connection)
    month = today.replace(day=1).isoformat()
    before = find(connection, "told_in")
    if before != month:
        connection.execute(_OVER_SINCE, (int(before[:4]) if before else 0,))
        keep(connection, "told_in", month)
    stale: dict[int, set[str]] = defaultdict(set)
    for year, part in connection.execute("delete from insight.stale_year returning year, part").fetchall():
        stale[year].add(part)
    for year in sorted(stale):
        cuts = widened(stale[year])
        _write(connection, year, told(connection, year, today, cuts), cuts)
    return len(stale)


def told(connection: Connection, year: int, today: dt.date, cuts: Cuts | None = None) -> set[Told]:
    """What may be told of a year, as rows of ``insight.told``; of some cuts (``widened``), or of all."""
    with _keeping_everything():
        began = _began(connection, year, today, cuts) if is_began(cuts) else set()
        course = shown(connection, year, today, cuts) if is_course(cuts) else ()
        return began | {_row(key, count, None) for key, count in course}


def _began(connection: Connection, year: int, today: dt.date, cuts: Cuts | None) -> set[Told]:
    """The same without the course of households. The whole is read with every cut, and told when it is one of them."""
    cells = read_cells(connection, year, today, cuts)
    organisations = _organisations(cells)
    fewest = _fewest(organisations)
    orgs = {key: _orgs(key, organisations, fewest) for key in cells if dimension(key[VALUE]) in {"", "kind"}}
    rows = (row for book in _books(cells) for row in _rows(book, decide(book), orgs))
    return {row for row in rows if is_in(row[4], cuts)}


@contextmanager
def _keeping_everything() -> Iterator[None]:
    """A year is a hundred thousand small tuples that all stay: looking for rubbish among them takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _books(cells: Mapping[Key, Count]) -> tuple[dict[Key, Count], dict[Key, Count]]:
    """What began, and what was closed: neither is a part of the other, so each is decided by itself."""
    closed = {key: count for key, count in cells.items() if key[VALUE][:1] == (BOOK,)}
    return {key: count for key, count in cells.items() if key not in closed}, closed


def _organisations(cells: Mapping[Key, Count]) -> Counter[Key]:
    """How many organisations began what stands in the whole of a strand, and in a kind of organisation."""
    found: Counter[Key] = Counter()
    for place, period, value, strand in cells:
        if dimension(value) == "organisation":
            found[place, period, (), strand] += 1
            found[place, period, value[:1], strand] += 1
    return found


def _fewest(organisations: Counter[Key]) -> dict[tuple[Path, int, int], int]:
    """Of each kind: the fewest organisations behind any number of it in a year, by how deep its place and its period lie."""
    found: dict[tuple[Path, int, int], int] = {}
    for (place, period, value, _strand), count in organisations.items():
        if value:
            here = value, len(place), len(period)
            found[here] = min(count, found.get(here, count))
    return found


def untold(connection: Connection) -> int:
    """How many rows of what is told are not what the cells give."""
    today, wrong = _today(connection), 0
    years = connection.execute(
        "select extract(year from starts)::int from insight.cell union select extract(year from starts)::int from insight.told"
        " union select extract(year from starts)::int from insight.tally"
    ).fetchall()
    for (year,) in years:
        wrong += len(_there(connection, year) ^ told(connection, year, today))
    return wrong


def read_cells(connection: Connection, year: int, today: dt.date, cuts: Cuts | None = None) -> dict[Key, Count]:
    """The exact cells of a year, also of districts and the town; periods that are not over are left away. Of some cuts with the whole."""
    kinds = {
        str(key): str(kind) for key, kind in connection.execute("select id, kind from public.organisation").fetchall()
    }
    paths: dict[tuple[str, dt.date], Path] = {}
    places: dict[str, tuple[Path, ...]] = {}
    values: dict[str, Path] = {}
    cells: dict[Key, Count] = {}
    sums: dict[Key, list[int]] = {}
    asked = {"year": year, "cuts": None if cuts is None else ["", *cuts]}
    for span, starts, value, strand, area, number, homes, persons in connection.execute(_READ + _OF_YEAR, asked):
        if (span, starts) not in paths:
            period = Period(Span(span), starts)
            paths[span, starts] = period.path if period.ends <= today else ()
        if not paths[span, starts]:
            continue
        if area not in places:
            places[area] = tuple(place_path(area)[:depth] for depth in range(3))
        if value not in values:
            values[value] = value_path(value, kinds)
        rest = (paths[span, starts], values[value], (strand,) if strand else ())
        town, district, own = places[area]
        cells[own, *rest] = Count(number, homes, persons)
        for place in (town, district):
            there = sums.get((place, *rest))
            if there is None:
                sums[place, *rest] = [number, homes, persons]
            else:
                there[0] += number
                there[1] += homes
                there[2] += persons
    cells.update((key, Count(*numbers)) for key, numbers in sums.items())
    return cells


def value_path(value: str, kinds: dict[str, str]) -> Path:
    """The path of a value: an organisation lies in its kind, a turn in the strand before it, what came before in what is not the first;
    what was closed is a book of its own; everything else lies in the whole.
    """
    cut, _colon, code = value.partition(":")
    if cut == "organisation":
        return (f"kind:{kinds[code]}", value)
    if cut == "turn":
        return (NEXT, f"after:{code.partition('.')[0]}", value)
    if cut in _OF_NEXT:
        return (NEXT, value)
    if cut in CLOSED_CUTS:
        return (BOOK, value)
    return (value,) if value else ()


def _rows(cells: dict[Key, Count], verdict: Verdict, orgs: Mapping[Key, int | None]) -> Iterator[Told]:
    """A row with numbers for what is told; one without for what is held back inside something that is told in the same period."""
    for key, count in emitted(cells, verdict):
        tens = count and Count(count.number, count.homes // LEAST * LEAST, count.persons // LEAST * LEAST)
        yield _row(key, tens, orgs.get(key))


def _orgs(key: Key, organisations: Counter[Key], fewest: Mapping[tuple[Path, int, int], int]) -> int | None:
    """Of a kind the fewest in any of its strands, in any place and period of the same size, and in larger ones.

    Its strands add up to it, its places to the town and its quarters to the year: what is told of one says what is left for the others.
    So all places of a size are told, or none of them.
    """
    place, period, value, _strand = key
    if not value:
        return min(organisations[key], MOST_ORGANISATIONS) or None
    if organisations[place, period, value, ()] == 0:
        return None
    sizes = [(value, far, long) for far in range(len(place) + 1) for long in range(len(period) + 1)]
    return min(*(fewest[size] for size in sizes if size in fewest), MOST_ORGANISATIONS)


@cache
def _period(path: Path) -> Period:
    return Period.from_path(path)


def _row(key: Key, count: Count | None, orgs: int | None) -> Told:
    place, period, value, strand = key
    asked = _period(period)
    return (
        LEVELS[len(place)],
        place[-1] if place else "",
        asked.span.value,
        asked.starts,
        value[-1] if value else "",
        strand[0] if strand else "",
        count and count.number,
        count and count.homes,
        count and count.persons,
        orgs,
    )


def _there(connection: Connection, year: int, cuts: Cuts | None = None) -> set[Told]:
    asked = {"year": year, "cuts": None if cuts is None else list(cuts)}
    rows: list[Any] = connection.execute(_TOLD + _OF_YEAR, asked).fetchall()
    return {tuple(row) for row in rows}


def _write(connection: Connection, year: int, rows: set[Told], cuts: Cuts | None) -> None:
    """Puts these rows in the place of those of the same cuts that are there; what stays the same is not touched."""
    there = _there(connection, year, cuts)
    gone, new = there - rows, rows - there
    if gone:
        keys = zip(*(row[:6] for row in gone), strict=True)
        connection.execute(
            "delete from insight.told t using unnest(%s::text[], %s::text[], %s::text[], %s::date[], %s::text[], %s::text[])"
            " as g(level, place, span, starts, value, strand) where t.level = g.level and t.place = g.place and t.span = g.span"
            " and t.starts = g.starts and t.value = g.value and t.strand = g.strand",
            [list(column) for column in keys],
        )
    with connection.cursor().copy(
        "copy insight.told (level, place, span, starts, value, strand, number, homes, persons, orgs) from stdin"
    ) as copy:
        for row in new:
            copy.write_row(row)


def _today(connection: Connection) -> dt.date:
    row = connection.execute("select (sec.now() at time zone 'Europe/Amsterdam')::date").fetchone()
    return row[0] if row else dt.datetime.now(dt.UTC).date()
