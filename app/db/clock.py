"""The clock of everything that is written: the database's own, time travel of the demo included."""

import datetime as dt

from sqlalchemy import text

from app.db.session import db
from app.kernel.clock import in_amsterdam

_READING = "clock_reading"
_ASK = text("select sec.now()")


def now() -> dt.datetime:
    """The moment of this transaction as ``sec.now()`` gives it; asked once per transaction."""
    session = db.session()
    transaction = session.get_transaction()
    kept = session.info.get(_READING)
    if kept is not None and transaction is not None and kept[0] is transaction:
        moment: dt.datetime = kept[1]
        return moment
    moment = session.execute(_ASK).scalar_one()
    session.info[_READING] = (session.get_transaction(), moment)
    return moment


def today() -> dt.date:
    """The day in Amsterdam at that moment."""
    return in_amsterdam(now()).date()
