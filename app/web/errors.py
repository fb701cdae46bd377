"""Error pages that say what happened to the data and what to do. A refusal is logged in a small transaction of its own."""

from flask import Flask, Response, g, make_response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException

from app.audit import trail
from app.db.session import db
from app.kernel.errors import Forbidden, NotFound, RuleBroken, StaleVersion

PAGES = frozenset({400, 403, 404, 405, 409, 413, 429, 500, 503})


def page(code: int, text: str = "") -> Response:
    """The error page for ``code``; ``text`` is the explanation of a refusal, for its reader."""
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


def install(app: Flask) -> None:
    """Registers one handler per kind of refusal."""

    @app.errorhandler(NotFound)
    def not_found(_error: NotFound) -> Response:
        _undo()
        return page(404)

    @app.errorhandler(Forbidden)
    def forbidden(error: Forbidden) -> Response:
        _denied(error)
        return page(403, error.text)

    @app.errorhandler(StaleVersion)
    def stale(error: StaleVersion) -> Response:
        _undo()
        return page(409, error.text)

    @app.errorhandler(RuleBroken)
    def broken(error: RuleBroken) -> Response:
        _undo()
        return page(400, error.text)

    @app.errorhandler(CSRFError)
    def forged(_error: CSRFError) -> Response:
        _undo()
        return page(400)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        if error.response is not None:
            return error.response  # type: ignore[return-value]
        _undo()
        return page(error.code or 500)

    @app.errorhandler(OperationalError)
    def database_away(error: OperationalError) -> Response:
        _forget(error)
        return page(503)

    @app.errorhandler(DBAPIError)
    def database_refused(error: DBAPIError) -> Response:
        """A policy said no to a write: the lock held where the sign on the door did not."""
        if getattr(error.orig, "sqlstate", None) == "42501":
            _denied(error)
            return page(403)
        app.logger.error("database error %s", getattr(error.orig, "sqlstate", "?"))
        _forget(error)
        return page(500)


def _forget(_error: Exception) -> None:
    """After a database fault nothing more is asked of the database in this request."""
    db.session.rollback()
    trail.trail_of(db.session()).sights.clear()
    g.actor = g.get("actor")
