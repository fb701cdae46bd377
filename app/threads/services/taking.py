"""Taking a row to change it: locked until the transaction ends, and as it is now."""

from typing import TypeVar

from flask_babel import gettext as _
from sqlalchemy import select

from app.db.session import db
from app.kernel.errors import Forbidden
from app.threads.models import OutsideQuestion, QuestionThread

T = TypeVar("T", QuestionThread, OutsideQuestion)


def locked(table: type[T], key: int) -> T:
    """The row, for one that the actor reads. Raises Forbidden where the lock lets nobody change it any more."""
    found = select(table).where(table.id == key).with_for_update().execution_options(populate_existing=True)
    row = db.session.execute(found).scalar_one_or_none()
    if row is None:
        raise Forbidden(_("Dit verandert niet meer, bijvoorbeeld omdat iemand om wie het gaat is overleden."))
    return row
