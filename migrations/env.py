"""Runs migrations as the owner of the database, and puts the lock (functions, matrix, policies) in place after each run."""

from pathlib import Path

from alembic import context
from flask import current_app
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from app.db import policies
from app.db.door import lay_key
from app.db.everything import metadata
from app.interventions.services import sync_catalogue

FOUNDATION = Path(policies.SQL / "foundation.sql")


def _owner_url() -> str:
    url: str = current_app.config["DATABASE_OWNER_URL"]
    return url


def run() -> None:
    """Foundation, migrations, lock, catalogue: in one transaction, under a lock so that two processes do not migrate at once."""
    engine = create_engine(_owner_url(), poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text("set lock_timeout = '20s'"))
        connection.execute(text("select pg_advisory_lock(7419)"))
        connection.commit()
        context.configure(connection=connection, target_metadata=metadata(), compare_type=True, include_object=_include)
        with context.begin_transaction():
            connection.exec_driver_sql(FOUNDATION.read_text().replace("%", "%%"))
            policies.loosen(connection)
            context.run_migrations()
            if connection.dialect.has_table(connection, "processing_log"):
                policies.apply(connection)
                lay_key(connection)
                sync_catalogue(connection)
        connection.execute(text("select pg_advisory_unlock(7419)"))
        connection.commit()


def _include(_object: object, name: str | None, kind: str, reflected: bool, _compare_to: object) -> bool:
    """Partitions of the log are made by a function, not by models."""
    partition = bool(name) and str(name).startswith(("access_log_", "processing_log_"))
    return not (reflected and kind in {"table", "index"} and partition)


if context.is_offline_mode():
    raise SystemExit("Migrations need a database: the lock is made from what is in it.")
run()
