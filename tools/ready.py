"""Brings a database to what the code expects: migrated, locked, and with the demo town when it is empty."""

import hashlib
import json
import os
from pathlib import Path

import psycopg

from app.db.embedded import EmbeddedServer
from app.db.roles import APP, OWNER
from app.db.settle import DATABASE
from config import Config
from tools.common import PYTHON, ROOT, digest, give_up, run, say


def environment(config: Config, server: EmbeddedServer | None) -> dict[str, str]:
    """Start the embedded server if there is one, and return the environment in which each part finds the database."""
    env = {**os.environ, "PORT": str(config.port), "DEMO_MODE": "1" if config.demo_mode else "0"}
    if server is None:
        return env
    _refuse_without_keys(config, server)
    server.start()
    if not server.started_here:
        say("The database of this instance was started by another command and ends with it.")
    server.ensure_database(DATABASE)
    return env | {"DATABASE_URL": server.url(APP, DATABASE), "DATABASE_OWNER_URL": server.url(OWNER, DATABASE)}


def make_ready(config: Config, server: EmbeddedServer | None, env: dict[str, str]) -> None:
    """Migrate and load the demo town, when the code or the database changed since it was last done."""
    now = _state(config, env) if server is not None else None
    if now is not None and server is not None and _read(_marker(server)) == now:
        return
    if "DATABASE_OWNER_URL" in env:
        flask(env, "db", "upgrade")
    else:
        say("There is no DATABASE_OWNER_URL, so the database is not migrated.")
    if config.demo_mode:
        flask(env, "demo", "--if-empty")
    if server is not None:
        _marker(server).write_text(json.dumps(_state(config, env)))


def flask(env: dict[str, str], *arguments: str) -> None:
    """Run a command of the application; ends with one line when it fails."""
    if run([PYTHON, "-m", "flask", "--app", "wsgi", *arguments], env=env) != 0:
        give_up(f"`flask {' '.join(arguments)}` failed; it says above why.")


def _refuse_without_keys(config: Config, server: EmbeddedServer) -> None:
    """Data that were encrypted with keys that are gone must not be taken over by new keys."""
    marker = _read(_marker(server))
    if marker is None or marker.get("keys") is None or marker["keys"] == _fingerprint(config):
        return
    give_up(
        f"The keys in {config.instance / 'keys'} are not those of this database: BSNs could not be read any more.\n"
        "Put the backup of the keys back. Without data worth keeping: make clean-instance"
    )


def _fingerprint(config: Config) -> str:
    """Changes when the index key does, which is never rotated and lies beside the others."""
    return hashlib.sha256(config.keys.index).hexdigest()


def _state(config: Config, env: dict[str, str]) -> dict[str, str]:
    source = [path for folder in ("app", "migrations") for path in (ROOT / folder).rglob("*") if _matters(path)]
    with psycopg.connect(env["DATABASE_OWNER_URL"].replace("+psycopg", "", 1)) as connection:
        found = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
    return {"code": digest(source), "database": str(found), "keys": _fingerprint(config)}


def _matters(path: Path) -> bool:
    """Migrations, and everything that the lock and the demo town are made from."""
    return path.suffix in {".py", ".sql", ".csv"} and path.is_file()


def _marker(server: EmbeddedServer) -> Path:
    return server.directory / "ready.json"


def _read(path: Path) -> dict[str, str] | None:
    try:
        content: dict[str, str] = json.loads(path.read_text())
    except (OSError, ValueError):
        return None
    return content
