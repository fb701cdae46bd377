"""The clock of everything that is written: the database's own, time travel of the demo included."""

import datetime as dt

from sqlalchemy import text

from app.db.session import PRINCIPAL, db
from app.kernel.clock import in_amsterdam

_ASK = text("select sec.now()")


def now() -> dt.datetime:
    """The moment of this transaction as ``sec.now()`` gives it: it came with the principal; without one it is asked."""
    session = db.session()
    session.connection()  # begins a transaction, which resolves the principal
    who = session.info.get(PRINCIPAL)
    moment: dt.datetime = who.moment if who is not None else session.execute(_ASK).scalar_one()
    return moment


def today() -> dt.date:
    """The day in Amsterdam at that moment."""
    return in_amsterdam(now()).date()
