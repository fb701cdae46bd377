"""The application with a fault planted: the log is written in a transaction of its own, after what it tells of was committed."""

import time

from sqlalchemy.orm import Session

from app import create_app
from app.audit import trail

_write = trail.write


def _too_late(session: Session) -> None:
    sights = list(trail.trail_of(session).sights)
    session.commit()
    time.sleep(0.02)
    trail.trail_of(session).sights[:] = sights
    _write(session)


trail.write = _too_late
app = create_app()
