"""The log as the officer reads it: a page of lines, patterns, a sample, and questions. Lines of the log, never content of a file."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, FromClause, Row, cast, func, select, text, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased

from app.accounts.models import Account, Organisation
from app.audit.models import AccessLog, LogSeal, ProcessingLog
from app.db.session import db
from app.kernel.clock import AMSTERDAM
from app.kernel.errors import NotFound
from app.oversight.models import LogQuestion
from app.oversight.rules import NOT_AT_WORK, PAGE, Period

Rows = Sequence[Row[Any]]
#: The lines of one act are written within this time of each other: what an index on the moment has to look through.
_TOGETHER = dt.timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the officer looks for. ``accounts`` None: everybody; ``before`` is the (moment, id) of the last line of the page before."""

    period: Period
    dossier: int | None = None
    person: int | None = None
    accounts: tuple[int, ...] | None = None
    organisation: int | None = None
    reason: str = ""
    before: tuple[dt.datetime, int] | None = None


def bounds(period: Period) -> tuple[dt.datetime, dt.datetime]:
    """The first moment of a period and the first one after it."""
    start = dt.datetime.combine(period.first, dt.time(), AMSTERDAM)
    return start, dt.datetime.combine(period.last + dt.timedelta(days=1), dt.time(), AMSTERDAM)


def list_lines(wanted: Wanted) -> Rows:
    """One page of who saw what, newest first, and one line more when there is a next page.

    Every filter but the reason has an index that begins with it and goes on by moment; the reason is looked for within the period.
    """
    log = AccessLog
    acts = select(
        log.id, log.at, log.action, log.operation, log.outcome, log.account_id, log.account_name, log.function,
        log.organisation_id, log.dossier_id, log.categories, log.rule, log.reason, log.person_count,
    ).where(*_narrowed(wanted))  # fmt: skip
    if wanted.person is None:
        shown: FromClause = acts.order_by(log.at.desc(), log.id.desc()).limit(PAGE + 1).subquery("shown")
        found = select(shown)
    else:
        lines = _lines_about(wanted).subquery("lines")
        together = (log.at > lines.c.at - _TOGETHER, log.at <= lines.c.at, log.trace_id == lines.c.trace_id)
        shown = acts.where(*together).limit(1).lateral("shown")
        found = select(shown).select_from(lines).join(shown, text("true")).limit(PAGE + 1)
    return db.session.execute(
        found.add_columns(Organisation.name.label("organisation"), Account.name.label("name_now"))
        .outerjoin(Organisation, Organisation.id == shown.c.organisation_id)
        .outerjoin(Account, Account.id == shown.c.account_id)
        .order_by(shown.c.at.desc(), shown.c.id.desc())
    ).all()


def _lines_about(wanted: Wanted) -> Any:
    """The lines of one person in the period: each leads to its act, which was written just before in the same transaction."""
    line, (start, end) = ProcessingLog, bounds(wanted.period)
    last = end if wanted.before is None else wanted.before[0] + _TOGETHER
    return select(line.trace_id, line.at).where(line.person_id == wanted.person, line.at >= start, line.at < last)


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    log, (start, end) = AccessLog, bounds(wanted.period)
    found: list[ColumnElement[bool]] = [log.at >= start, log.at < end]
    if wanted.before is not None:
        found += [log.at <= wanted.before[0], tuple_(log.at, log.id) < tuple_(*wanted.before)]
    if wanted.dossier is not None:
        found.append(log.dossier_id == wanted.dossier)
    if wanted.accounts is not None:
        found.append(log.account_id.in_(wanted.accounts))
    if wanted.organisation is not None:
        found.append(log.organisation_id == wanted.organisation)
    if wanted.reason:
        found.append(log.reason.icontains(wanted.reason, autoescape=True))
    return found


def find_accounts(name: str) -> tuple[int, ...]:
    """Ids of accounts whose name contains these words, at most fifty."""
    statement = select(Account.id).where(Account.name.icontains(name, autoescape=True)).order_by(Account.id).limit(50)
    return tuple(db.session.scalars(statement))


def list_organisations() -> list[tuple[int, str]]:
    """Every organisation, to choose from."""
    return [
        (row.id, row.name)
        for row in db.session.execute(select(Organisation.id, Organisation.name).order_by(Organisation.name))
    ]


_CASES = text("select id, case_no from sec.cases(cast(:ids as bigint[]), cast(:numbers as text[]))")


def list_case_numbers(ids: set[int]) -> dict[int, str]:
    """The numbers of these households."""
    return (
        {row.id: row.case_no for row in db.session.execute(_CASES, {"ids": sorted(ids), "numbers": []})} if ids else {}
    )


def find_case(number: str) -> int | None:
    """The household with this number, or None."""
    return db.session.execute(_CASES, {"ids": [], "numbers": [number]}).scalars().first()


def list_marked() -> list[str]:
    """The numbers of the files that are marked as those of colleagues or relatives."""
    return [row.case_no for row in db.session.execute(text("select case_no from sec.marked_cases()"))]


_SIGNALS = text(
    """
    select s.rule, s.account_id, s.day, s.dossiers, s.times, a.name, a.function, o.name as organisation
      from sec.log_signals(:start, :end) s
      join account a on a.id = s.account_id join organisation o on o.id = a.organisation_id
    """
)


def list_signals(period: Period) -> Rows:
    """Every pattern in the sights of a period (at most a month), newest day first."""
    start, end = bounds(period)
    return db.session.execute(_SIGNALS, {"start": start, "end": end}).all()


def find_ends(period: Period) -> tuple[int, int] | None:
    """The lowest and the highest id among the lines of a period, or None when it has none."""
    start, end = bounds(period)
    inside = (AccessLog.at >= start, AccessLog.at < end)
    first, last = (
        db.session.execute(select(AccessLog.id).where(*inside).order_by(order).limit(1)).scalar_one_or_none()
        for order in (AccessLog.at, AccessLog.at.desc())
    )
    return None if first is None or last is None else (first, last)


def list_sample(period: Period, places: list[int]) -> Rows:
    """The first sight of a household at or after each of these ids, with the question about it, if there is one."""
    start, end = bounds(period)
    log = AccessLog
    place = func.unnest(cast(places, ARRAY(BigInteger))).table_valued("id", name="place").render_derived()
    sight = (
        select(
            log.id,
            log.at,
            log.account_id,
            log.account_name,
            log.function,
            log.organisation_id,
            log.dossier_id,
            log.categories,
        )
        .where(log.id >= place.c.id, log.at >= start, log.at < end, log.action == "read", log.outcome == "ok")
        .where(log.dossier_id.is_not(None), log.function.not_in(NOT_AT_WORK))
        .order_by(log.id)
        .limit(1)
        .lateral("sight")
    )
    statement = (
        select(sight, Organisation.name.label("organisation"), LogQuestion.id.label("question_id"))
        .select_from(place)
        .join(sight, text("true"))
        .outerjoin(Organisation, Organisation.id == sight.c.organisation_id)
        .outerjoin(LogQuestion, LogQuestion.line_id == sight.c.id)
        .distinct()
        .order_by(sight.c.at, sight.c.id)
    )
    return db.session.execute(statement).all()


def get_sight(line_id: int, at: dt.datetime) -> Any:
    """One sight of a household by somebody at work. Raises NotFound."""
    log = AccessLog
    row = db.session.execute(
        select(log.id, log.at, log.account_id, log.dossier_id)
        .where(log.id == line_id, log.at == at, log.action == "read", log.dossier_id.is_not(None))
        .where(log.account_id.is_not(None), log.function.not_in(NOT_AT_WORK))
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def _questions() -> Any:
    asker = aliased(Account)
    return (
        select(
            LogQuestion.id, LogQuestion.line_at, LogQuestion.case_no, LogQuestion.asked_at, LogQuestion.answer,
            LogQuestion.answered_at, LogQuestion.account_id, Account.name, Organisation.name.label("organisation"),
            asker.name.label("asker"),
        )
        .join(Account, Account.id == LogQuestion.account_id)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .join(asker, asker.id == LogQuestion.asked_by)
    )  # fmt: skip


def list_questions(most: int = 100) -> Rows:
    """Questions that were asked, those without an answer first, then the newest."""
    order = (LogQuestion.answered_at.is_not(None), LogQuestion.asked_at.desc(), LogQuestion.id.desc())
    return db.session.execute(_questions().order_by(*order).limit(most)).all()


def list_open_questions(account_id: int) -> Rows:
    """Questions that wait for this account, oldest first."""
    statement = _questions().where(LogQuestion.account_id == account_id, LogQuestion.answered_at.is_(None))
    return db.session.execute(statement.order_by(LogQuestion.asked_at, LogQuestion.id)).all()


def get_question(question_id: int) -> Any:
    """One question, for whoever asked or was asked. Raises NotFound."""
    row = db.session.execute(_questions().where(LogQuestion.id == question_id)).one_or_none()
    if row is None:
        raise NotFound
    return row


def is_asked(line_id: int) -> bool:
    """Whether an explanation of this line was asked already."""
    return db.session.scalar(select(LogQuestion.id).where(LogQuestion.line_id == line_id)) is not None


def is_seal_late() -> bool:
    """Whether lines wait for more than an hour to be sealed. By the real clock, which no time travel moves."""
    sealed = select(func.coalesce(func.max(LogSeal.sealed_at), text("'-infinity'::timestamptz"))).scalar_subquery()
    line = select(AccessLog.id).where(
        AccessLog.at > sealed, AccessLog.at < text("clock_timestamp() - interval '1 hour'")
    )
    return db.session.execute(select(line.exists())).scalar_one()
