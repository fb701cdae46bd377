"""Taking a row to change it: locked until the transaction ends, and as it is now."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from flask_babel import gettext as _
from sqlalchemy import select

from app.db.session import db
from app.kernel.errors import Forbidden, StaleVersion


class Numbered(Protocol):
    """A row with a number of its own."""

    id: int


class Versioned(Numbered, Protocol):
    """A row that says how often it was changed."""

    version: int


AnyRow = TypeVar("AnyRow", bound=Numbered)
AnyVersion = TypeVar("AnyVersion", bound=Versioned)


def locked(model: type[AnyRow], row_id: int) -> AnyRow:
    """The row, of one that the actor reads. Raises Forbidden where the lock lets nobody, or not them, change it any more."""
    found = select(model).filter_by(id=row_id).with_for_update().execution_options(populate_existing=True)
    row = db.session.execute(found).scalar_one_or_none()
    if row is None:
        raise Forbidden(
            _("Dit verandert niet meer, of het is van een andere organisatie. Vraag het aan wie het schreef.")
        )
    return row


def take(model: type[AnyVersion], row_id: int, version: int, read: Callable[[], object]) -> AnyVersion:
    """The row in the version that the actor read. Raises Forbidden as ``locked``, and StaleVersion with it as it is now."""
    row = locked(model, row_id)
    if row.version != version:
        raise StaleVersion(read())
    return row
