"""The databases of a run: the town, the same town without policies, and a small one. Kept, and used again when nothing changed."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

import psycopg
from flask_migrate import upgrade

from app import create_app
from app.accounts.demo import DEMO_PASSWORD
from app.accounts.passwords import make_hash
from app.cli.demo.loading.ledger import Connection
from app.cli.demo.loading.writer import load
from app.cli.demo.town import town
from app.db import policies
from app.db.embedded import EmbeddedServer
from app.db.roles import APP, OWNER
from bench.scene import set_scene
from config import Config
from tools.common import ROOT, digest, say

TOWN, OPEN, SMALL, YARDSTICK = "bench_town", "bench_open", "bench_small", "bench_yardstick"


@dataclass(frozen=True, slots=True)
class Towns:
    """The server, and how to reach each of its databases."""

    server: EmbeddedServer
    instance: Path

    def config(self, name: str) -> Config:
        """Settings of the application on one of the databases."""
        base = Config.from_environment({"SCHAKEL_INSTANCE": str(self.instance), "DEMO_MODE": "1"})
        return base.on(self.server.url(APP, name), self.server.url(OWNER, name))

    def connect(self, name: str, role: str = OWNER) -> Connection:
        """A plain connection."""
        return psycopg.connect(self.server.url(role, name).replace("+psycopg", "", 1), connect_timeout=5)


def make_towns(towns: Towns, *, households: int, small: int, seed: int, fresh: bool) -> None:
    """Builds what is not there or was built by other code."""
    marker = towns.instance / "built.json"
    wanted = {"households": households, "small": small, "seed": seed, "code": _data_version()}
    built = json.loads(marker.read_text()) if marker.exists() else None
    if fresh or built is None or {name: built.get(name) for name in wanted} != wanted:
        marker.unlink(missing_ok=True)
        for name in (TOWN, OPEN, SMALL):
            towns.server.drop_database(name)
        if small:
            _build(towns, SMALL, small, seed)
        _build(towns, TOWN, households, seed)
        _copy(towns)
    elif built["lock"] != policies.fingerprint():
        say("The policies are newer than the towns: putting them in place ...")
        for name in _names(small):
            migrate(towns, name)
        _open_up(towns)
    marker.write_text(json.dumps({**wanted, "lock": policies.fingerprint()}))
    _empty_logs(towns, small)


def _names(small: int) -> tuple[str, ...]:
    return (TOWN, OPEN, SMALL) if small else (TOWN, OPEN)


def _data_version() -> str:
    """Changes when a town would be built differently."""
    files = [*(ROOT / "migrations" / "versions").glob("*.py"), *(ROOT / "app" / "cli" / "demo").rglob("*.py")]
    return digest([*files, ROOT / "bench" / "scene.py"])[:16]


def migrate(towns: Towns, name: str) -> None:
    """Brings one of the databases to the newest version."""
    with create_app(towns.config(name)).app_context():
        upgrade()


def _build(towns: Towns, name: str, households: int, seed: int) -> None:
    say(f"Building a town of {households} households ...")
    towns.server.ensure_database(name)
    migrate(towns, name)
    today = dt.datetime.now(dt.UTC).date()
    with create_app(towns.config(name)).app_context(), towns.connect(name) as connection:
        load(connection, town(households, seed, today), password_hash=make_hash(DEMO_PASSWORD), today=today)
        set_scene(connection)


def _copy(towns: Towns) -> None:
    say("Copying it, without policies ...")
    towns.server.ensure_database(OPEN, TOWN)
    _open_up(towns)


def _open_up(towns: Towns) -> None:
    """Row-level security off in the copy: what the page's own SQL costs without it."""
    with towns.connect(OPEN) as connection:
        tables = connection.execute(
            "select format('alter table %I disable row level security', relname) from pg_class"
            " where relnamespace = 'public'::regnamespace and relrowsecurity and relkind in ('r', 'p')"
        ).fetchall()
        for (statement,) in tables:
            connection.execute(statement)
        connection.commit()
        connection.execute("analyze")
        connection.commit()


def _empty_logs(towns: Towns, small: int) -> None:
    """What earlier runs left: the lines of the log, and sessions."""
    for name in _names(small):
        with towns.connect(name) as connection:
            connection.execute(
                "truncate access_log, processing_log, log_seal, account_session, submission, sign_in_attempt"
            )
