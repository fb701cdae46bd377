"""The analysis database: a streaming replica from which reports read what may be told, so that they cost the primary nothing.

Optional (``ANALYSIS_DATABASE_URL``, as the role ``schakel_insight``). Who asks and what they may be told is asked of the primary, in
the session as always; the replica is asked for those rows only, and the role there reads no household at all.
"""

from typing import Final

import structlog
from flask import Flask, current_app, g
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import OperationalError

_NAME: Final = "analysis_database"
_CONNECT_SECONDS: Final = 2
_log = structlog.get_logger()


def install(app: Flask, url: str | None, *, threads: int) -> None:
    """Makes the engine when there is an address; it connects at the first report."""
    if url is None:
        return
    app.extensions[_NAME] = create_engine(
        url,
        isolation_level="AUTOCOMMIT",
        pool_size=threads,
        pool_pre_ping=True,
        connect_args={"connect_timeout": _CONNECT_SECONDS, "options": "-c default_transaction_read_only=on"},
    )
    app.teardown_appcontext(_give_back)


def find_connection() -> Connection | None:
    """The connection of this request; None without an analysis database, or when it does not answer: the primary does then."""
    engine: Engine | None = current_app.extensions.get(_NAME)
    if engine is None:
        return None
    if _NAME not in g:
        g.setdefault(_NAME, _connect(engine))
    found: Connection | None = g.get(_NAME)
    return found


def _connect(engine: Engine) -> Connection | None:
    try:
        return engine.connect()
    except OperationalError as error:
        _log.warning("analysis_database_does_not_answer", error=type(error.orig).__name__)
        return None


def _give_back(_error: BaseException | None) -> None:
    connection: Connection | None = g.pop(_NAME, None)
    if connection is not None:
        connection.close()
