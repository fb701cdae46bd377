"""Fixed questions to the database, asked straight through the driver.

A page reads hundreds of rows and writes none of them: what a mapper adds to such a statement (a result object, rows that look
up every name) takes longer than the driver itself. So the lists of the busiest pages are asked here. The connection is the
session's own, and with it the transaction, the principal and row-level security.
"""

from collections.abc import Mapping
from typing import Any

import psycopg
from sqlalchemy.orm import Session

from app.db.driver import Row, Statement
from app.db.session import db


class Question(Statement):
    """A statement of the session. Row-level security decides what comes back."""

    __slots__ = ()

    def rows(self, **values: object) -> list[Row]:
        """All rows. Raises DBAPIError as any other statement of the session does."""
        return self.of(db.session(), values).fetchall()

    def row(self, **values: object) -> Row | None:
        """The first row, or None when there is none."""
        return self.of(db.session(), values).fetchone()

    def of(self, session: Session, values: Mapping[str, object]) -> psycopg.Cursor[Any]:
        """The same in a session of one's own choice; what was added to it is there before the question."""
        session.flush()
        return self.ask(session.connection(), values)
