"""Knocks: one's own, those at households that one leads, and those that a household reads about itself."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import text

from app.db.session import db
from app.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class MyKnock:
    """A question of the asker's. ``answer`` is None as long as nobody said yes and the three days are not over."""

    id: int
    about: str
    reason: str
    asked_at: dt.datetime
    closes_at: dt.datetime
    answer: str | None
    remark: str
    answered_at: dt.datetime | None
    name: str | None
    phone: str | None
    organisation_name: str | None


@dataclass(frozen=True, slots=True)
class KnockLine:
    """A question at a household that the asker leads, with the answer when there is one."""

    id: int
    dossier_id: int
    about: str
    reason: str
    account_id: int
    name: str
    function: str
    organisation_id: int
    organisation_name: str
    asked_at: dt.datetime
    closes_at: dt.datetime
    answer: str | None
    remark: str
    answered_by: str | None
    answered_at: dt.datetime | None
    hidden_until: dt.date | None
    hidden_because: str


@dataclass(frozen=True, slots=True)
class HomeKnock:
    """What a household reads of a question about it: who asked, why, and what was answered."""

    id: int
    dossier_id: int
    organisation_name: str
    function: str
    reason: str
    asked_at: dt.datetime
    answer: str


_MINE = text("select * from sec.my_knocks()")
_HERE = text("select * from sec.knocks_here()")
_HOME = text("select * from sec.knocks_at_home() where dossier_id = :dossier")


def list_my_knocks() -> tuple[MyKnock, ...]:
    """The asker's own questions of the last month, the newest first."""
    return tuple(MyKnock(**row) for row in db.session.execute(_MINE).mappings())


def list_knocks() -> tuple[KnockLine, ...]:
    """Questions at households that the asker leads, the newest first."""
    return tuple(KnockLine(**row) for row in db.session.execute(_HERE).mappings())


def get_knock(dossier_id: int, knock_id: int) -> KnockLine:
    """One question at a household that the asker leads. Raises NotFound."""
    found = next((line for line in list_knocks() if line.id == knock_id and line.dossier_id == dossier_id), None)
    if found is None:
        raise NotFound
    return found


def list_knocks_at_home(dossier_id: int) -> tuple[HomeKnock, ...]:
    """What residents read of questions about their household; empty for everybody else."""
    return tuple(HomeKnock(**row) for row in db.session.execute(_HOME, {"dossier": dossier_id}).mappings())
