"""One run: towns, servers, pages, yardsticks."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from app import create_app
from app.accounts.demo import DEMO_PASSWORD
from app.accounts.passwords import make_hash
from app.cli.demo.loading.ledger import Connection
from app.db.embedded import EmbeddedServer
from app.db.roles import APP
from app.web.guard import SchakelFlask
from bench import yardstick
from bench.client import Ask, BenchError, Visitor, connect_evenly, measure_alone, measure_together, sign_in
from bench.involving import InvolvingCosts, measure_involving
from bench.pages import PAGES, Absent, Page
from bench.papering import PaperCosts, measure_paper
from bench.recording import Inside, Recording, engine_of, median, record, replay
from bench.report import Line, involving_target, log_targets, paper_target, targets
from bench.scene import BUSY, Scene, read_scene
from bench.seals import LogCosts, measure_log
from bench.serving import WORKERS, served
from bench.towns import OPEN, SMALL, TOWN, YARDSTICK, Towns, make_towns
from tools.common import say

CONNECTIONS = 8
Costs = TypeVar("Costs", InvolvingCosts, PaperCosts)
#: Everybody who asks for the same page at once, and what each asks.
Crowd = list[tuple[Visitor, Ask]]


class Run:
    """The state of one run."""

    def __init__(self, towns: Towns, *, seconds: float) -> None:
        self.towns = towns
        self.seconds = seconds
        self.app: SchakelFlask = create_app(towns.config(TOWN))
        with towns.connect(TOWN) as connection:
            self.scene: Scene = read_scene(connection)
            self._clean_after = connection.execute("select max(id) from intervention").fetchone()

    def environment(self, name: str) -> dict[str, str]:
        """What a web server needs to find one of the databases."""
        return {
            "SCHAKEL_INSTANCE": str(self.towns.instance),
            "DEMO_MODE": "1",
            "DATABASE_URL": self.towns.server.url(APP, name),
            "DATABASE_OWNER_URL": "",
        }

    def measure(self, page: Page, port: int, b: Crowd) -> Line:
        """Everything about one page, and of *b* what is compared with it. Raises Absent when the application does not have it."""
        visitor = self.visitor(page, port)
        ask = page.prepare(visitor, self.scene)
        alone = measure_alone(visitor, ask, seconds=self.seconds)
        constant = measure_alone(Visitor(port), Ask(f"/bench/constant?bytes={alone.bytes}"), seconds=self.seconds / 2)
        together = [(other, page.prepare(other, self.scene)) for other in self._visitors(page, port)]
        per_second, b_per_second = self._in_turns(together, b)
        for other, _ in [*together, (visitor, ask)]:
            other.close()
        recording = self._record(page)
        sql_ms, policies_ms = self._bare(recording)
        floor = constant.p50 + sql_ms + (self._hash_ms() if page.name == "sign_in" else 0.0)
        return Line(
            name=page.name, p50_ms=alone.p50, p95_ms=alone.p95, per_second=per_second, b_per_second=b_per_second,
            statements=len(recording.statements), bytes=alone.bytes, floor_ms=floor, ratio=alone.p50 / floor,
            constant_ms=constant.p50, sql_ms=sql_ms, sql_policies_ms=policies_ms, log_ms=median(recording.log_ms),
            commit_ms=median(recording.commit_ms),
        )  # fmt: skip

    def _in_turns(self, page: Crowd, b: Crowd) -> tuple[float, float]:
        """Requests per second of a page and of *b*, asked in turns: a machine that slows down meets both."""
        rounds = [[measure_together(visitors, seconds=self.seconds / 5) for visitors in (page, b)] for _ in range(5)]
        return median([one[0] for one in rounds]), median([one[1] for one in rounds])

    def visitor(self, page: Page, port: int) -> Visitor:
        """A browser, signed in as who opens the page."""
        return self._signed_in(page, Visitor(port))

    def _visitors(self, page: Page, port: int) -> list[Visitor]:
        return [self._signed_in(page, one) for one in connect_evenly(port, CONNECTIONS, workers=WORKERS)]

    @staticmethod
    def _signed_in(page: Page, visitor: Visitor) -> Visitor:
        if page.who is not None:
            sign_in(visitor, page.who, DEMO_PASSWORD)
        return visitor

    def _record(self, page: Page) -> Recording:
        if page.who is None:  # whoever signed in has used up the form: a new browser each time
            self._record_once(page, times=1)
            return self._record_once(page, times=1)
        return self._record_once(page, times=20)

    def _record_once(self, page: Page, *, times: int) -> Recording:
        browser = Inside(self.app.test_client())
        if page.who is not None:
            sign_in(browser, page.who, DEMO_PASSWORD)
        return record(self.app, browser, page.prepare(browser, self.scene), times=times)

    def _bare(self, recording: Recording) -> tuple[float, float]:
        """The page's own SQL without policies, and with them."""
        with self.towns.connect(TOWN) as here, self.towns.connect(OPEN) as there:
            _forget_made(here, recording)
            _share_sessions(here, there)
        found = []
        for name in (OPEN, TOWN):
            with self.towns.connect(name, APP) as connection:
                # As the application's own connections do.
                connection.execute("set plan_cache_mode = force_generic_plan")
                connection.execute("set random_page_cost = 1.1")
                connection.commit()
                found.append(replay(connection, recording, seconds=self.seconds / 2))
        return found[0], found[1]

    def _hash_ms(self) -> float:
        times = []
        with self.app.app_context():
            for _ in range(7):
                started = time.perf_counter()
                make_hash(DEMO_PASSWORD)
                times.append((time.perf_counter() - started) * 1000)
        return median(times)

    def clean(self) -> None:
        """Removes what was saved, so that the next run measures the same."""
        engine_of(self.app).dispose()
        with self.towns.connect(TOWN) as connection:
            assert self._clean_after is not None  # noqa: S101 - max() always answers
            last = self._clean_after[0]
            for table in ("intervention_status_change", "intervention_body"):
                connection.execute(f"delete from {table} where intervention_id > %s".encode(), (last,))  # noqa: S608
            connection.execute(
                "delete from activity where category in ('care', 'enforcement', 'activation') and object_id > %s",
                (last,),
            )
            connection.execute("delete from intervention where id > %s", (last,))


def _forget_made(connection: Connection, recording: Recording) -> None:
    """A recorded sign-in made a session; to ask its statements again, that row must not be there."""
    starts = [s.values for s in recording.statements if "start_session" in s.text]
    for values in starts:
        hashes = [value for value in dict(values).values() if isinstance(value, bytes)]
        connection.execute("delete from account_session where token_hash = any(%s)", (hashes,))
    connection.commit()


def _share_sessions(here: Connection, there: Connection) -> None:
    columns = "id, token_hash, account_id, started_at, last_seen_at, expires_at, proved_at, ended_at, device"
    rows = here.execute(f"select {columns} from account_session".encode()).fetchall()  # noqa: S608
    there.execute("truncate account_session")
    with there.cursor() as cursor:
        marks = ", ".join(["%s"] * 9)
        cursor.executemany(f"insert into account_session ({columns}) values ({marks})".encode(), rows)  # noqa: S608
    there.execute(
        "select setval(pg_get_serial_sequence('account_session', 'id'), (select max(id) + 1 from account_session))"
    )
    there.commit()


@contextmanager
def _beside(run: Run) -> Iterator[Crowd]:
    """Serves the minimal page beside the application. Nobody asks it anything but in its own turns."""
    run.towns.server.ensure_database(YARDSTICK)
    with run.towns.connect(YARDSTICK) as connection:
        yardstick.fill(connection)
    with served("bench.yardstick", run.environment(YARDSTICK), settings="python:bench.plain") as port:
        visitors = [(one, Ask("/")) for one in connect_evenly(port, CONNECTIONS, workers=WORKERS)]
        for number, (visitor, _) in enumerate(visitors):
            visitor.cookies["token"] = f"token-{number + 1}"
        alone = measure_alone(*visitors[0], seconds=run.seconds / 2)
        print(json.dumps({"name": "b", "p50_ms": round(alone.p50, 2), "bytes": alone.bytes}), flush=True)
        yield visitors
        for visitor, _ in visitors:
            visitor.close()


def _measure_pages(run: Run, only: frozenset[str]) -> list[Line]:
    lines: list[Line] = []
    with served("bench.wsgi", run.environment(TOWN)) as port, _beside(run) as b:
        for page in PAGES:
            if only and page.name not in only:
                continue
            try:
                line = run.measure(page, port, b)
            except Absent:
                say(f"{page.name}: skipped, the application does not have this page")
                continue
            print(
                json.dumps({name: round(v, 2) if isinstance(v, float) else v for name, v in asdict(line).items()}),
                flush=True,
            )
            lines.append(line)
    return lines


def _measure_as_lead(
    run: Run, name: str, measure: Callable[[Connection, Visitor], Costs], only: frozenset[str]
) -> Costs | None:
    """What one thing costs beside another, asked by whoever leads of two fresh web processes."""
    if only and name not in only:
        return None
    with served("bench.wsgi", run.environment(TOWN)) as port, run.towns.connect(TOWN) as owner:
        visitor = Visitor(port)
        sign_in(visitor, BUSY, DEMO_PASSWORD)
        costs = measure(owner, visitor)
        visitor.close()
    told = {field: round(value, 2) for field, value in asdict(costs).items()}
    print(json.dumps({"name": name, **told}), flush=True)
    return costs


def _measure_log(run: Run, only: frozenset[str]) -> LogCosts | None:
    """What the log costs, over the lines that the pages wrote and some more."""
    if only and "log" not in only:
        return None
    costs = measure_log(run.towns, seconds=run.seconds)
    told = {name: round(value, 3) for name, value in asdict(costs).items()}
    print(json.dumps({"name": "log", **told}), flush=True)
    return costs


def _measure_growth(run: Run) -> float:
    """How much longer the same dossier page takes in the big town than in a small one, both asked in turns."""
    page = next(page for page in PAGES if page.name == "dossier")
    with run.towns.connect(SMALL) as connection:
        small_scene = read_scene(connection)
    with (
        served("bench.wsgi", run.environment(TOWN)) as big_port,
        served("bench.wsgi", run.environment(SMALL)) as small_port,
    ):
        big, small = run.visitor(page, big_port), run.visitor(page, small_port)
        asks = page.prepare(big, run.scene), page.prepare(small, small_scene)
        rounds = [
            [measure_alone(who, ask, seconds=run.seconds / 6) for who, ask in zip((big, small), asks, strict=True)]
            for _ in range(5)
        ]
        big.close()
        small.close()
    ours, theirs = (median([one[place].p50 for one in rounds]) for place in (0, 1))
    told = {"name": "dossier in a small town", "p50_ms": round(theirs, 2), "bytes": rounds[0][1].bytes}
    print(json.dumps(told | {"in_the_big_town_ms": round(ours, 2)}))
    return ours / theirs


@dataclass(frozen=True, slots=True)
class Choices:
    """What a run is asked to do."""

    instance: Path
    households: int
    small: int
    seed: int
    fresh: bool
    seconds: float
    only: frozenset[str]


def run_bench(chosen: Choices) -> bool:
    """Builds, serves, measures and prints; gives whether every target was met. Ends everything that it started."""
    with EmbeddedServer(chosen.instance / "postgres") as server:
        towns = Towns(server, chosen.instance)
        make_towns(towns, households=chosen.households, small=chosen.small, seed=chosen.seed, fresh=chosen.fresh)
        run = Run(towns, seconds=chosen.seconds)
        say(
            f"{chosen.households} households; one generalist with {run.scene.households}, one dossier with {run.scene.interventions}"
            f" interventions and {run.scene.parties} parties. {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}."
        )
        try:
            lines = _measure_pages(run, chosen.only)
            dossier = next((line for line in lines if line.name == "dossier"), None)
            growth = _measure_growth(run) if dossier and chosen.small else None
            involving = _measure_as_lead(run, "involve", measure_involving, chosen.only)
            paper = _measure_as_lead(run, "paper", measure_paper, chosen.only)
            costs = _measure_log(run, chosen.only)
        finally:
            run.clean()
        results = [*targets(lines, growth=growth), *(log_targets(costs) if costs else ())]
        results += [involving_target(involving)] if involving else []
        results += [paper_target(paper)] if paper else []
    say("\nTargets:")
    for target in results:
        say(f"  {target}")
    if not results:
        raise BenchError("nothing was measured")
    return all(target.met for target in results)
