"""Small wins as the asker may read them. Row-level security decides what comes back."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import select

from app.access.vocabulary import HOUSEHOLD_ROWS
from app.accounts.models import Account, Organisation
from app.db.question import Question
from app.db.session import db
from app.kernel.errors import NotFound
from app.wins.models import Win


@dataclass(frozen=True, slots=True)
class WinLine:
    """One win, and who wrote it down; ``by_resident``: somebody who lives there.

    It is not among what can be put out of use, so paper may always ask.
    """

    id: int
    line: str
    told_by: str
    happened_on: dt.date
    criteria: tuple[str, ...]
    mechanisms: tuple[str, ...]
    sign: str
    person_ids: tuple[int, ...]
    organisation_id: int
    organisation: str
    author: str
    at: dt.datetime
    version: int
    sealed: bool
    by_resident: bool
    restricted: ClassVar[bool] = False


_NETWORK = Question("select distinct first_name from network_person where dossier_id = :dossier order by first_name")


def list_network_names(dossier_id: int) -> list[str]:
    """First names from around the household that the asker may read: whoever reads none of the network is warned of nobody."""
    return [row.first_name for row in _NETWORK.rows(dossier=dossier_id)]


def _wins(dossier_id: int) -> Any:
    return (
        select(
            Win.id,
            Win.line,
            Win.told_by,
            Win.happened_on,
            Win.criteria,
            Win.mechanisms,
            Win.sign,
            Win.person_ids,
            Win.owner_org_id.label("organisation_id"),
            Organisation.name.label("organisation"),
            Account.name.label("author"),
            Win.created_at.label("at"),
            Win.version,
            Win.sealed,
            Account.function.in_(HOUSEHOLD_ROWS).label("by_resident"),
        )
        .join(Account, Account.id == Win.author_id)
        .join(Organisation, Organisation.id == Win.owner_org_id)
        .where(Win.dossier_id == dossier_id)
    )


def _line(row: Any) -> WinLine:
    lists = {name: tuple(row[name]) for name in ("criteria", "mechanisms", "person_ids")}
    return WinLine(**{**row, **lists})


def list_wins(dossier_id: int, most: int = 200) -> tuple[WinLine, ...]:
    """The wins that the asker may read, the latest first."""
    statement = _wins(dossier_id).order_by(Win.happened_on.desc(), Win.id.desc()).limit(most)
    return tuple(_line(row) for row in db.session.execute(statement).mappings())


def get_win(dossier_id: int, win_id: int) -> WinLine:
    """One win of this household. Raises NotFound."""
    row = db.session.execute(_wins(dossier_id).where(Win.id == win_id)).mappings().one_or_none()
    if row is None:
        raise NotFound
    return _line(row)
