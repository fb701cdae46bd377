"""Questions to somebody without an account, and what came back."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account, Organisation
from app.db.session import db
from app.dossiers.models import HouseholdAddress, PersonDetail
from app.kernel.errors import NotFound
from app.threads.models import OutsideQuestion

#: So many the page of questions names; who asks more often than this has an account made.
MOST = 40


@dataclass(frozen=True, slots=True)
class OutsideLine:
    """One question to somebody outside; ``tick`` is empty until the line came back."""

    id: int
    question: str
    asked_name: str
    asked_email: str
    language: str
    expires_at: dt.datetime
    tick: str
    line: str
    answered_at: dt.datetime | None
    withdrawn_at: dt.datetime | None
    put_away_at: dt.datetime | None
    person_ids: tuple[int, ...]
    author_id: int
    author: str
    organisation_id: int
    organisation: str
    at: dt.datetime
    version: int

    def waits(self, now: dt.datetime) -> bool:
        """Whether the link still works, as far as the question itself says."""
        return self.answered_at is None and self.withdrawn_at is None and self.expires_at > now


def _lines(dossier_id: int) -> Any:
    return (
        select(OutsideQuestion, Account.name.label("author"), Organisation.name.label("organisation"))
        .join(Account, Account.id == OutsideQuestion.author_id)
        .join(Organisation, Organisation.id == OutsideQuestion.owner_org_id)
        .where(OutsideQuestion.dossier_id == dossier_id)
    )


def _line(row: Any) -> OutsideLine:
    asked: OutsideQuestion = row.OutsideQuestion
    return OutsideLine(
        id=asked.id,
        question=asked.question,
        asked_name=asked.asked_name,
        asked_email=asked.asked_email,
        language=asked.language,
        expires_at=asked.expires_at,
        tick=asked.tick or "",
        line=asked.line,
        answered_at=asked.answered_at,
        withdrawn_at=asked.withdrawn_at,
        put_away_at=asked.put_away_at,
        person_ids=tuple(asked.person_ids),
        author_id=asked.author_id,
        author=row.author,
        organisation_id=asked.owner_org_id,
        organisation=row.organisation,
        at=asked.created_at,
        version=asked.version,
    )


def list_outside(dossier_id: int) -> tuple[OutsideLine, ...]:
    """The newest questions to people outside that the asker may read."""
    newest = _lines(dossier_id).order_by(OutsideQuestion.created_at.desc(), OutsideQuestion.id.desc()).limit(MOST)
    return tuple(_line(row) for row in db.session.execute(newest))


def get_outside(dossier_id: int, outside_id: int) -> OutsideLine:
    """One of them. Raises NotFound."""
    row = db.session.execute(_lines(dossier_id).where(OutsideQuestion.id == min(outside_id, 2**62))).one_or_none()
    if row is None:
        raise NotFound
    return _line(row)


def list_names(dossier_id: int) -> tuple[str, ...]:
    """Names and street of the household, as far as the asker may see them: words that go to nobody outside."""
    people = select(PersonDetail.given_name, PersonDetail.surname).where(PersonDetail.dossier_id == dossier_id)
    home = select(HouseholdAddress.street).where(HouseholdAddress.dossier_id == dossier_id)
    rows = [*db.session.execute(people.order_by(PersonDetail.id)), *db.session.execute(home)]
    return tuple(name for row in rows for name in row if name)
