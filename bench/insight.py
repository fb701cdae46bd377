"""`make bench-insight`: a country's worth of interventions, and how long each page of insight takes beside the same question in SQL.

One line of JSON for the build, the counting, the upkeep and the freshness, and one per page: ``name``, ``p50_ms``, ``p95_ms``,
``direct_ms`` (the question of that very page put straight to the header facts), ``speedup``; each with its target and whether it was
met. The rows are made by the database itself, so this program needs little memory. The same pages are asked of a town a hundred times
smaller, with the same neighbourhoods and teams.
"""

import argparse
import datetime as dt
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from string import Template

import psycopg

from app import create_app
from app.accounts.demo import DEMO_PASSWORD
from app.accounts.passwords import make_hash
from app.cli.demo.loading.writer import load
from app.cli.demo.town import town
from app.db.embedded import SUPERUSER, EmbeddedServer
from app.insight.periods import Span
from app.insight.publishing import catch_up
from app.insight.rebuilding import count_stretches, start_anew
from bench.insight_measures import Measures, tell
from bench.towns import Towns, migrate
from tools.common import INSTANCE, say

LARGE, SMALL = "bench_insight", "bench_insight_small"
PER_HOME = 10
SMALLER = 100
#: Households per stretch of the rebuild, and how many of those at a time.
STRETCH, HANDS = 20_000, 2
_BASE = 200
_TOWN = Path(__file__).with_name("insight_town.sql")


@dataclass(frozen=True, slots=True)
class Size:
    """One of the two towns."""

    name: str
    households: int


def main() -> None:
    """Builds when there is no such town yet, and measures."""
    parser = argparse.ArgumentParser(
        prog="make bench-insight", description="How fast insight is, one line of JSON each."
    )
    parser.add_argument("--households", type=int, default=1_000_000, help="how many (1000000); ten interventions each")
    parser.add_argument("--times", type=int, default=60, help="how often each page is asked (60)")
    parser.add_argument(
        "--period",
        choices=("quarter", "year"),
        default="year",
        help="about which last whole period pages are asked (year)",
    )
    parser.add_argument("--instance", type=Path, default=INSTANCE / "bench-insight", help="where the database is kept")
    parser.add_argument("--recount", action="store_true", help="count a town that is there anew, and time that")
    chosen = parser.parse_args()
    chosen.instance.mkdir(parents=True, exist_ok=True)
    server = EmbeddedServer(chosen.instance.absolute() / "postgres")
    server.start()
    try:
        towns = Towns(server, chosen.instance.absolute())
        for size in (Size(SMALL, max(chosen.households // SMALLER, 1)), Size(LARGE, chosen.households)):
            if _build(towns, size) or chosen.recount:
                spent = _seconds(partial(count, towns, size.name))
                tell(name="rebuild", households=size.households, hands=HANDS, seconds=spent)
        tell(name="machine", load=[round(load, 1) for load in os.getloadavg()], cores=os.cpu_count())
        Measures(towns, (LARGE, SMALL), times=chosen.times, span=Span(chosen.period)).run()
    finally:
        server.stop()


def _seconds(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return round(time.monotonic() - started, 2)


def _build(towns: Towns, size: Size) -> bool:
    """The demo town and so many households more; says whether it was built. A town of this size that is there is used again."""
    marker = towns.instance / f"{size.name}.json"
    if marker.exists() and json.loads(marker.read_text()) == {"households": size.households}:
        return False
    marker.unlink(missing_ok=True)
    towns.server.drop_database(size.name)
    towns.server.ensure_database(size.name)
    migrate(towns, size.name)
    today = dt.datetime.now(dt.UTC).date()
    with create_app(towns.config(size.name)).app_context(), towns.connect(size.name) as line:
        load(line, town(_BASE, 1, today), password_hash=make_hash(DEMO_PASSWORD), today=today)
        line.commit()
    say(f"Building {size.households} households with {size.households * PER_HOME} interventions ...")
    spent = _seconds(lambda: _fill(towns, size))
    tell(name="build", households=size.households, interventions=size.households * PER_HOME, seconds=spent)
    marker.write_text(json.dumps({"households": size.households}))
    return True


def _fill(towns: Towns, size: Size) -> None:
    """In bulk, as the superuser of the scratch server: triggers and foreign keys are not asked ten million times."""
    address = towns.server.url(SUPERUSER, size.name).replace("+psycopg", "", 1)
    with psycopg.connect(address, autocommit=True) as line:
        line.execute("set session_replication_role = replica")
        line.execute(Template(_TOWN.read_text()).substitute(homes=size.households).encode())


def count(towns: Towns, name: str) -> None:
    """Everything anew, as ``flask insight rebuild`` does."""
    with towns.connect(name) as line:
        start_anew(line, STRETCH)
        line.commit()
        count_stretches(partial(towns.connect, name), HANDS, lambda _step: None)
        line.execute("truncate insight.dirty")
        line.commit()
        catch_up(line)
        line.execute("analyze insight.told")


if __name__ == "__main__":
    main()
