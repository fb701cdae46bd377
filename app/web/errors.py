"""Error pages that say what happened to the data and what to do. A refusal is logged in a small transaction of its own."""

from collections.abc import Callable

from flask import Flask, Response, current_app, g, make_response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException

from app.audit import trail
from app.db.session import db
from app.kernel.errors import Forbidden, NotFound, RuleBroken, StaleVersion
from app.web.i18n import sentence
from app.web.problems import for_programs, problem

#: The SQLSTATE of a row-level policy (or a missing grant) that refuses.
NOT_ALLOWED = "42501"

PAGES = frozenset({400, 403, 404, 405, 409, 413, 429, 500, 503})


def page(code: int, text: str = "") -> Response:
    """The error page for ``code``; ``text`` is the explanation of a refusal, for its reader. A program gets the same as JSON."""
    if for_programs():
        return problem(code, text)
    name = code if code in PAGES else 500 if code >= 500 else 400
    return make_response(render_template(f"errors/{name if name != 405 else 404}.html", text=text), code)


def _undo() -> None:
    """Whatever the failed request did or noted is gone; it begins anew, as the same person."""
    db.session.rollback()
    trail.trail_of(db.session()).sights.clear()


def _denied(error: Exception) -> None:
    _undo()
    scope = g.get("scope")
    if g.get("actor") is not None:
        trail.did(db.session(), "denied", dossier_id=scope.id if scope else None, reason=type(error).__name__)
        trail.trail_of(db.session()).sights[-1].outcome = "denied"


def _not_found(_error: NotFound) -> Response:
    _undo()
    return page(404)


def _forbidden(error: Forbidden) -> Response:
    _denied(error)
    return page(403, sentence(error))


def _stale(error: StaleVersion) -> Response:
    _undo()
    return page(409, sentence(error))


def _broken(error: RuleBroken) -> Response:
    _undo()
    return page(400, sentence(error))


def _forged(_error: CSRFError) -> Response:
    _undo()
    return page(400)


def _http(error: HTTPException) -> Response:
    _undo()
    return page(error.code or 500)


def _database_away(error: OperationalError) -> Response:
    """The database is away, full, or let go of this request; which of these, the state in the log of the server tells."""
    current_app.logger.error("database away %s", _state(error))
    _forget()
    return page(503)


def _database_refused(error: DBAPIError) -> Response:
    """A policy said no to a write: the lock held where the sign on the door did not."""
    state = _state(error)
    if state == NOT_ALLOWED:
        _denied(error)
        return page(403)
    current_app.logger.error("database error %s", state)
    _forget()
    return page(500)


def _state(error: DBAPIError) -> str | None:
    """PostgreSQL's five characters for what went wrong, or None when the connection itself failed. Never the text: it can hold values."""
    return getattr(error.orig, "sqlstate", None)


def install(app: Flask) -> None:
    """Registers one handler per kind of refusal."""
    handlers: dict[type[Exception], Callable[..., Response]] = {
        NotFound: _not_found,
        Forbidden: _forbidden,
        StaleVersion: _stale,
        RuleBroken: _broken,
        CSRFError: _forged,
        HTTPException: _http,
        OperationalError: _database_away,
        DBAPIError: _database_refused,
    }
    for kind, handler in handlers.items():
        app.register_error_handler(kind, handler)


def _forget() -> None:
    """After a database fault nothing more is asked of the database in this request."""
    db.session.rollback()
    trail.trail_of(db.session()).sights.clear()
