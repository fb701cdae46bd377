"""Who is involved with a household, who may be asked to join, and who may take over."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, or_, select, text

from app.access.vocabulary import HOUSEHOLD_ROWS, ORGANISATION_WIDE, WITHOUT_HOUSEHOLDS
from app.accounts.models import Account, Organisation, Purpose
from app.db.clock import now, today
from app.db.session import db
from app.dossiers.models import Involvement, InvolvementReason

#: Functions that get no relation to a household by being added to its team.
NOT_IN_TEAMS = HOUSEHOLD_ROWS | ORGANISATION_WIDE | WITHOUT_HOUSEHOLDS | {"network_person"}

_ROLE_END = text("select min(until) from network_person where dossier_id = :dossier and account_id = :account")


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One dated relation to the household. ``runs`` is not over; ``ahead``: it has yet to begin."""

    involvement_id: int
    account_id: int
    name: str
    function: str
    organisation_id: int
    organisation: str
    purpose_id: int
    purpose_nl: str
    purpose_en: str
    is_lead: bool
    person_ids: frozenset[int] | None
    reason: str
    this_much: str
    not_less: str
    kind: str
    valid_from: dt.datetime
    valid_until: dt.datetime | None
    withdrawn: bool
    runs: bool
    ahead: bool

    @property
    def is_lasting(self) -> bool:
        """Whether it runs and was given by the lead: who stood at the door or in an emergency may be asked to stay."""
        return self.runs and self.kind == "regular"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: a key, what it is called, and a word with it."""

    key: int
    name: str
    extra: str = ""
    extra_en: str = ""


def list_team(dossier_id: int) -> tuple[TeamLine, ...]:
    """Everybody who is or was involved: running ones first, the lead on top, then by organisation and name.

    The purpose of another organisation and the reason are empty for whoever the lock does not give them to.
    """
    rows = db.session.execute(
        select(
            Involvement,
            Account.name,
            Account.function,
            Organisation.name,
            func.coalesce(Purpose.text_nl, ""),
            func.coalesce(Purpose.text_en, ""),
            func.coalesce(InvolvementReason.text, ""),
            func.coalesce(InvolvementReason.this_much, ""),
            func.coalesce(InvolvementReason.not_less, ""),
        )
        .join(Account, Account.id == Involvement.account_id)
        .join(Organisation, Organisation.id == Involvement.organisation_id)
        .outerjoin(Purpose, Purpose.id == Involvement.purpose_id)
        .outerjoin(InvolvementReason, InvolvementReason.involvement_id == Involvement.id)
        .where(Involvement.dossier_id == dossier_id)
        .order_by(Involvement.is_lead.desc(), Organisation.name, Account.name, Involvement.id)
    ).all()
    moment = now()
    lines = [_line(row, *rest, moment=moment) for row, *rest in rows]
    return tuple(sorted(lines, key=lambda line: (not line.runs, not (line.runs and line.is_lead))))


def _line(row: Involvement, *names: str, moment: dt.datetime) -> TeamLine:
    over = row.withdrawn_at is not None or (row.valid_until is not None and row.valid_until <= moment)
    return TeamLine(
        row.id,
        row.account_id,
        names[0],
        names[1],
        row.organisation_id,
        names[2],
        row.purpose_id,
        names[3],
        names[4],
        is_lead=row.is_lead,
        person_ids=None if row.person_ids is None else frozenset(row.person_ids),
        reason=names[5],
        this_much=names[6],
        not_less=names[7],
        kind=row.kind,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        withdrawn=row.withdrawn_at is not None,
        runs=not over,
        ahead=not over and row.valid_from > moment,
    )


def find_role_end(dossier_id: int, account_id: int) -> dt.date | None:
    """The last day of the role that this account has in the household's network (``app.network.roles``), None without one."""
    found: dt.date | None = db.session.execute(_ROLE_END, {"dossier": dossier_id, "account": account_id}).scalar_one()
    return found


def list_organisations() -> tuple[Choice, ...]:
    """Organisations with somebody who can be added to a team, by name; ``extra`` is the kind."""
    rows = db.session.execute(
        select(Organisation.id, Organisation.name, Organisation.kind)
        .where(Organisation.active)
        .where(
            select(Account.id)
            .where(Account.organisation_id == Organisation.id, Account.active, Account.function.not_in(NOT_IN_TEAMS))
            .exists()
        )
        .order_by(Organisation.name)
    )
    return tuple(Choice(*row) for row in rows)


def list_candidates(organisation_id: int, *, without: frozenset[int]) -> tuple[Choice, ...]:
    """Accounts of an organisation that can be added, by name; ``extra`` is the function."""
    rows = db.session.execute(
        select(Account.id, Account.name, Account.function)
        .where(Account.organisation_id == organisation_id, Account.active, Account.function.not_in(NOT_IN_TEAMS))
        .where(Account.id.not_in(without))
        .order_by(Account.name, Account.id)
    )
    return tuple(Choice(*row) for row in rows)


def list_purposes(organisation_id: int) -> tuple[Choice, ...]:
    """The purposes of an organisation that are in force; ``name`` is Dutch, ``extra_en`` English, ``extra`` the law."""
    day = today()
    rows = db.session.execute(
        select(Purpose.id, Purpose.text_nl, Purpose.law, Purpose.text_en)
        .where(Purpose.organisation_id == organisation_id, Purpose.valid_from <= day)
        .where(or_(Purpose.valid_until.is_(None), Purpose.valid_until > day))
        .order_by(Purpose.id)
    )
    return tuple(Choice(*row) for row in rows)


def newest_purpose(purpose_id: int) -> int | None:
    """The newest version of a purpose that is in force, or None when it was ended."""
    day = today()
    old = select(Purpose.organisation_id, Purpose.code).where(Purpose.id == purpose_id).subquery()
    return db.session.execute(
        select(func.max(Purpose.id))
        .join(old, (old.c.organisation_id == Purpose.organisation_id) & (old.c.code == Purpose.code))
        .where(Purpose.valid_from <= day, or_(Purpose.valid_until.is_(None), Purpose.valid_until > day))
    ).scalar_one()


def bsn_purposes(organisation_id: int) -> frozenset[int]:
    """The purposes of an organisation that run and name the citizen service number, if the organisation may use it at all."""
    return frozenset(
        db.session.execute(
            select(Purpose.id)
            .join(Organisation, Organisation.id == Purpose.organisation_id)
            .where(Purpose.organisation_id == organisation_id, Purpose.valid_until.is_(None))
            .where(Purpose.bsn_allowed, Organisation.bsn_allowed)
        ).scalars()
    )


def list_successors(organisation_id: int, *, account_id: int) -> tuple[Choice, ...]:
    """Colleagues of the own organisation who may lead, by name."""
    rows = db.session.execute(
        text(
            "select a.id, a.name, a.function from account a where a.organisation_id = :organisation and a.active"
            " and a.id <> :me and a.function = any(array(select sec.lead_functions())) order by a.name, a.id"
        ),
        {"organisation": organisation_id, "me": account_id},
    )
    return tuple(Choice(*row) for row in rows)
