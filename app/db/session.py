"""One session per request, one principal per transaction.

The session carries the token of the server-side session. Every transaction begins by handing it to the database, which
resolves it (``sec.open``); without one, tables under a policy raise. Writes in a request that only reads are refused here.
"""

from typing import Any

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, event
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

from app.db.base import Base
from app.db.driver import Row, Statement

TOKEN = "token"  # noqa: S105 - a name, not a secret
PRINCIPAL = "principal"
READ_ONLY = "read_only"

_OPEN = Statement("select * from sec.open(:token)")


class WriteInReadOnlyRequest(RuntimeError):
    """A GET tried to change something. It may add log lines and touch last-seen columns, nothing else."""


class PrincipalSession(FlaskSession):
    """A session whose transactions carry a principal."""


db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    session_options={"class_": PrincipalSession, "autoflush": True, "expire_on_commit": False},
)


@event.listens_for(PrincipalSession, "after_begin")
def hand_over_token(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    """Tells the database who is asking, for this transaction only, and remembers who that turned out to be."""
    token = session.info.get(TOKEN)
    if token and not transaction.nested:
        session.info[PRINCIPAL] = _OPEN.ask(connection, {"token": token}).fetchone()


@event.listens_for(PrincipalSession, "before_flush")
def refuse_flush(session: Session, *_: Any) -> None:
    """A request that only reads writes no rows."""
    if session.info.get(READ_ONLY) and (session.new or session.dirty or session.deleted):
        raise WriteInReadOnlyRequest


@event.listens_for(PrincipalSession, "do_orm_execute")
def refuse_statement(state: ORMExecuteState) -> None:
    """Nor by a statement; lines of the log are written on the connection itself."""
    if state.session.info.get(READ_ONLY) and (state.is_insert or state.is_update or state.is_delete):
        raise WriteInReadOnlyRequest


def act_as(token: str | None, *, read_only: bool = False) -> Row | None:
    """Begins a new transaction for the owner of ``token`` and says who that is (None = nobody)."""
    session = db.session()
    session.rollback()
    session.info.update({TOKEN: token, READ_ONLY: read_only, PRINCIPAL: None})
    if token:
        session.connection()
    principal: Row | None = session.info[PRINCIPAL]
    return principal
