"""What is measured of insight: the counting against one direct grouping, the upkeep of a write, the freshness, and every page."""

import datetime as dt
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from statistics import median, quantiles
from typing import Any

from flask import Response, request
from flask.testing import FlaskClient

from app import create_app
from app.cli.demo.loading.ledger import Connection
from app.insight.facts import source
from app.insight.periods import Period, Span, last_whole
from app.insight.presenters.frame import PAGES
from app.insight.publishing import catch_up
from app.web.guard import Policy
from bench.insight_direct import DIRECT
from bench.towns import Towns

#: The targets of the issue.
SPEEDUP, TIMES_CONSTANT, GROWTH, UPKEEP, FRESH_SECONDS = 20.0, 15.0, 1.2, 0.10, 5.0
#: How often the job of the upkeep looks (tools.serve).
EVERY_SECONDS = 1.0
#: A direct question that takes longer is asked once.
_LONG_SECONDS = 5.0

_EVERYTHING = "between 0 and 9223372036854775807"
#: The facts grouped once: by neighbourhood, month, kind of organisation and strand, with the distinct households.
_GROUPING = (
    "select h.area, f.month, f.kind, f.strand, sum(f.number), count(distinct f.dossier_id)"
    " from {fact} f join {home} h on h.dossier_id = f.dossier_id group by 1, 2, 3, 4"
)
_WRITE = (
    "explain (analyze, format json) insert into intervention (dossier_id, owner_org_id, purpose_id, author_id, account_id, strand,"
    " product_id, status, started_on) select {home}, i.owner_org_id, i.purpose_id, i.author_id, i.author_id, i.strand, i.product_id,"
    " 'active', current_date from intervention i where i.dossier_id = {home} limit 1"
)


def tell(**line: object) -> None:
    """One line of JSON."""
    print(json.dumps(line), flush=True)


@cache
def _bytes(size: int) -> bytes:
    return b"x" * size


def _constant() -> Response:
    return Response(_bytes(int(request.args["bytes"])), mimetype="text/html")


@dataclass(frozen=True, slots=True)
class Visit:
    """How long an address took, in milliseconds, and how large its answer is."""

    p50: float
    p95: float
    size: int


class Measures:
    """Everything in one run, on a town that was counted and one that is smaller."""

    def __init__(self, towns: Towns, names: tuple[str, str], *, times: int, span: Span) -> None:
        """``names``: the large town and the small one. ``times`` is how often each page is asked, about the last whole ``span``."""
        self.towns = towns
        self.names = names
        self.times = times
        self.span = span

    def run(self) -> None:
        """Prints a line for each."""
        large, small = (self._client(name) for name in self.names)
        with self.towns.connect(self.names[0]) as line:
            self._pages(large, small, line)
            self._upkeep(line)
            self._freshness(line)
            self._grouping(line)

    def _client(self, name: str) -> FlaskClient:
        app = create_app(self.towns.config(name))
        app.config.update(WTF_CSRF_ENABLED=False)
        app.add_url_rule("/bench/constant", "bench.constant", _constant, policy=Policy("bench.constant", public=True))
        with self.towns.connect(name) as line:
            found = line.execute(
                "select email from account where function = 'coordinator' order by id limit 1"
            ).fetchone()
        client = app.test_client()
        client.post("/demo/sign-in", data={"email": str(found[0]) if found else "", "next": "", "carried": ""})
        return client

    def _pages(self, large: FlaskClient, small: FlaskClient, line: Connection) -> None:
        """A line for each page; the two towns and the constant route by turns, so that the machine is the same."""
        period = last_whole(self.span, dt.datetime.now(dt.UTC).date())
        for endpoint, _label in PAGES:
            with large.application.test_request_context():
                path = large.application.url_for(endpoint)
            direct = sum(_direct(line, question, period) for question in DIRECT[endpoint])
            self._page(endpoint.partition(".")[2], f"{path}?period={period}", (large, small), direct)

    def _page(self, name: str, path: str, clients: tuple[FlaskClient, FlaskClient], direct: float) -> None:
        size = len(_get(clients[0], path))
        spent: list[list[float]] = [[], [], []]
        asked: tuple[tuple[FlaskClient, str], ...] = (
            *((client, path) for client in clients),
            (clients[0], f"/bench/constant?bytes={size}"),
        )
        for _ in range(self.times):
            for times, (client, address) in zip(spent, asked, strict=True):
                times.append(_seconds(partial(_get, client, address)) * 1000)
        page, smaller, constant = (Visit(median(times), quantiles(times, n=20)[-1], size) for times in spent)
        growth, of_constant = page.p50 / smaller.p50, page.p50 / constant.p50
        tell(
            name=name, period=self.span, p50_ms=round(page.p50, 1), p95_ms=round(page.p95, 1), direct_ms=round(direct, 1),
            speedup=round(direct / page.p50, 1), constant_ms=round(constant.p50, 1), of_constant=round(of_constant, 1),
            smaller_p50_ms=round(smaller.p50, 1), growth=round(growth, 2), bytes=size,
            targets={"speedup": _met(direct / page.p50 >= SPEEDUP), "of_constant": _met(of_constant <= TIMES_CONSTANT),
                     "growth": _met(growth <= GROWTH)},
        )  # fmt: skip

    def _grouping(self, line: Connection) -> None:
        """One direct grouping, of the tables of the dossiers and of the header facts; the rebuild is printed by the build."""
        line.execute("set work_mem = '128MB'")
        tables = f"{source(_EVERYTHING)} {_GROUPING.format(fact='fact', home='home')}"
        for name, question in (
            ("tables", tables),
            ("facts", _GROUPING.format(fact="insight.fact", home="insight.home")),
        ):
            spent = _seconds(partial(line.execute, question))
            tell(name=f"direct_grouping_of_{name}", seconds=round(spent, 1))

    def _upkeep(self, line: Connection) -> None:
        """The part of the trigger in the time of the write that fires it, as the database itself measures both."""
        self._act(line)
        row = line.execute("select max(id) from dossier").fetchone()
        home = int(row[0]) if row else 0
        shares, totals = [], []
        for _ in range(self.times):
            plan = line.execute(_WRITE.format(home=home)).fetchone()
            told: dict[str, Any] = plan[0][0] if plan else {}
            mine = sum(one["Time"] for one in told["Triggers"] if "for_insight" in one["Trigger Name"])
            totals.append(told["Execution Time"])
            shares.append(mine / told["Execution Time"])
        line.rollback()
        share = median(shares)
        tell(name="upkeep", write_ms=round(median(totals), 2), share=round(share, 3), target=_met(share <= UPKEEP))

    def _freshness(self, line: Connection) -> None:
        """From a write until everybody sees it: one of this month, and one that makes whole years be told anew."""
        found = line.execute(
            "select id from intervention where started_on >= date_trunc('month', current_date) order by id desc limit 1"
        ).fetchone()
        changes = {"of_this_month": "strand = case strand when 'care' then 'activation' else 'care' end"}
        changes["of_last_year"] = "started_on = current_date - 400"
        for name, change in changes.items():
            line.execute(f"update intervention set {change} where id = %s", found or (0,))  # noqa: S608 - our own words
            line.commit()
            spent = _seconds(partial(catch_up, line))
            seconds = spent + EVERY_SECONDS
            met = _met(seconds <= FRESH_SECONDS)
            tell(name=f"fresh_{name}", job_seconds=round(spent, 2), at_most_seconds=round(seconds, 2), target=met)

    def _act(self, line: Connection) -> None:
        """The write is somebody's: a worker with a session."""
        app = create_app(self.towns.config(self.names[0]))
        app.config.update(WTF_CSRF_ENABLED=False)
        found = line.execute("select email from account where function = 'generalist' order by id limit 1").fetchone()
        client = app.test_client()
        client.post("/demo/sign-in", data={"email": str(found[0]) if found else "", "next": "", "carried": ""})
        with client.session_transaction() as session:
            line.execute("select sec.open(%s)", (session["token"],))


def _met(is_met: bool) -> str:  # noqa: FBT001 - a verdict
    return "met" if is_met else "MISSED"


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _get(client: FlaskClient, path: str) -> bytes:
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}")
    data: bytes = answer.data
    return data


def _direct(line: Connection, question: str, period: Period) -> float:
    values = {"starts": period.starts, "ends": period.ends}
    first = _seconds(lambda: line.execute(question, values).fetchall())
    again = [
        _seconds(lambda: line.execute(question, values).fetchall()) for _ in range(2 if first < _LONG_SECONDS else 0)
    ]
    return median([first, *again]) * 1000
