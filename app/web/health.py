"""For whoever keeps the installation running: does the process answer, and can it do its work?"""

from functools import cache

from flask import Response
from sqlalchemy import text

from app.db import policies
from app.db.session import db
from app.web.guard import Desk, Policy

desk = Desk("health", __name__)


@cache
def _of_this_code() -> str:
    return policies.fingerprint()


def _plain(words: str, code: int) -> Response:
    return Response(f"{words}\n", code, mimetype="text/plain")


@desk.route("/healthz", policy=Policy("health.process", public=True))
def healthz() -> Response:
    """The process answers; nothing else is asked."""
    return _plain("ok", 200)


@desk.route("/readyz", policy=Policy("health.ready", public=True))
def readyz() -> Response:
    """The database answers and carries the lock of this code. A database that is away gives the page for 503."""
    locked = db.session.execute(text("select sec.lock_version()")).scalar_one_or_none() == _of_this_code()
    return _plain("ok", 200) if locked else _plain("the lock of the database is not that of this code: migrate", 503)
