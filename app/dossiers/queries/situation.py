"""The resident's question over time, and the life domains: where each stands and what was recorded."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from app.accounts.models import Account, Organisation
from app.db.session import db
from app.dossiers.models import DomainEntry, DomainState, ResidentQuestion


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One wording of the question: whose words, and who wrote them down."""

    words: str
    said_by: str
    person_ids: tuple[int, ...]
    author: str
    organisation: str
    at: dt.datetime
    sealed: bool
    restricted: bool


@dataclass(frozen=True, slots=True)
class StateLine:
    """Where one life domain stands."""

    domain: str
    state: str
    reason: str
    since: dt.date
    person_ids: tuple[int, ...]
    version: int


@dataclass(frozen=True, slots=True)
class EntryLine:
    """What was recorded for a life domain on one day. The two scores stay apart; either may be missing."""

    id: int
    domain: str
    category: str
    topic: str | None
    text: str
    resident_score: int | None
    professional_score: int | None
    person_ids: tuple[int, ...]
    author: str
    organisation: str
    at: dt.datetime


def list_questions(dossier_id: int) -> tuple[QuestionLine, ...]:
    """Every wording of the question, the newest first."""
    rows = db.session.execute(
        select(
            ResidentQuestion.words,
            ResidentQuestion.said_by,
            ResidentQuestion.person_ids,
            Account.name.label("author"),
            Organisation.name.label("organisation"),
            ResidentQuestion.created_at,
            ResidentQuestion.sealed,
            ResidentQuestion.restricted,
        )
        .join(Account, Account.id == ResidentQuestion.author_id)
        .join(Organisation, Organisation.id == ResidentQuestion.owner_org_id)
        .where(ResidentQuestion.dossier_id == dossier_id)
        .order_by(ResidentQuestion.created_at.desc(), ResidentQuestion.id.desc())
    )
    return tuple(
        QuestionLine(
            r.words,
            r.said_by,
            tuple(r.person_ids),
            r.author,
            organisation=r.organisation,
            at=r.created_at,
            sealed=r.sealed,
            restricted=r.restricted,
        )
        for r in rows
    )


def list_states(dossier_id: int) -> dict[str, StateLine]:
    """The states that the asker may see, by life domain. A domain without one was not discussed."""
    rows = db.session.execute(
        select(
            DomainState.domain,
            DomainState.state,
            DomainState.reason,
            DomainState.since,
            DomainState.person_ids,
            DomainState.version,
        )
        .where(DomainState.dossier_id == dossier_id)
        .order_by(DomainState.domain)
    )
    return {
        r.domain: StateLine(r.domain, r.state, r.reason, r.since, person_ids=tuple(r.person_ids), version=r.version)
        for r in rows
    }


def _entries(dossier_id: int) -> Any:
    return (
        select(
            DomainEntry.id,
            DomainEntry.domain,
            DomainEntry.category,
            DomainEntry.topic,
            DomainEntry.text,
            DomainEntry.resident_score,
            DomainEntry.professional_score,
            DomainEntry.person_ids,
            Account.name.label("author"),
            Organisation.name.label("organisation"),
            DomainEntry.created_at,
        )
        .join(Account, Account.id == DomainEntry.author_id)
        .join(Organisation, Organisation.id == DomainEntry.owner_org_id)
        .where(DomainEntry.dossier_id == dossier_id)
    )


def _entry(row: Any) -> EntryLine:
    return EntryLine(
        id=row.id,
        domain=row.domain,
        category=row.category,
        topic=row.topic,
        text=row.text,
        resident_score=row.resident_score,
        professional_score=row.professional_score,
        person_ids=tuple(row.person_ids),
        author=row.author,
        organisation=row.organisation,
        at=row.created_at,
    )


def newest_entries(dossier_id: int) -> dict[str, EntryLine]:
    """The newest entry that the asker may read, by life domain."""
    statement = (
        _entries(dossier_id)
        .ext(distinct_on(DomainEntry.domain))
        .order_by(DomainEntry.domain, DomainEntry.created_at.desc(), DomainEntry.id.desc())
    )
    return {row.domain: _entry(row) for row in db.session.execute(statement)}


def list_entries(dossier_id: int, domain: str) -> tuple[EntryLine, ...]:
    """Everything that was recorded for one life domain and that the asker may read, the newest first."""
    statement = (
        _entries(dossier_id)
        .where(DomainEntry.domain == domain)
        .order_by(DomainEntry.created_at.desc(), DomainEntry.id.desc())
    )
    return tuple(_entry(row) for row in db.session.execute(statement))
