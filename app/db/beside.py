"""Writing beside a long transaction: how far it is has to be seen before it commits, and also when it fails."""

from collections.abc import Mapping

from sqlalchemy import TextClause

from app.db.session import TOKEN, PrincipalSession, db


def write_beside(statement: TextClause, values: Mapping[str, object]) -> None:
    """Carries out a statement on a second connection as the same person, and commits it at once."""
    with PrincipalSession(db, info={TOKEN: db.session.info[TOKEN]}) as line:
        line.execute(statement, values)
        line.commit()
