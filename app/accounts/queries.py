"""Every SELECT about organisations and accounts. No password, no session token: the database does not give those."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, text

from app.accounts.models import Account, Organisation, Purpose, SensitiveName
from app.accounts.rules import PAGE
from app.db.question import Question
from app.db.session import db
from app.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation with the number of people who may sign in."""

    id: int
    name: str
    kind: str
    contact_name: str
    contact_phone: str
    contact_email: str
    bsn_allowed: bool
    sensitive: bool
    active: bool
    bandwidth_min: int | None
    bandwidth_max: int | None
    set_up_on: dt.date | None
    version: int
    accounts: int


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account, without anything to sign in with."""

    id: int
    name: str
    email: str
    phone: str
    function: str
    active: bool
    language: str
    version: int
    organisation_id: int
    organisation_name: str
    organisation_kind: str
    organisation_active: bool


@dataclass(frozen=True, slots=True)
class PurposeRow:
    """One version of a purpose; it can be chosen from ``valid_from``, and from ``valid_until`` no more."""

    id: int
    code: str
    text_nl: str
    text_en: str
    law: str
    article: str
    bsn_allowed: bool
    valid_from: dt.date
    valid_until: dt.date | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One of somebody's own open sessions."""

    id: int
    started_at: dt.datetime
    last_seen_at: dt.datetime
    device: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """The newest invitation of an account; ``used_at`` with ``withdrawn``: taken back, not accepted."""

    sent_at: dt.datetime
    expires_at: dt.datetime
    used_at: dt.datetime | None
    withdrawn: bool


def _like(column: ColumnElement[str], typed: str) -> ColumnElement[bool]:
    escaped = typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return column.ilike(f"%{escaped}%", escape="\\")


def _called(typed: str) -> ColumnElement[bool]:
    """Organisations with this in their name or contact, also where those are kept apart."""
    kept = select(SensitiveName.organisation_id).where(
        or_(_like(SensitiveName.name.expression, typed), _like(SensitiveName.contact_name.expression, typed))
    )
    plain = or_(_like(Organisation.name.expression, typed), _like(Organisation.contact_name.expression, typed))
    return or_(and_(plain, Organisation.sensitive.is_(False)), Organisation.id.in_(kept))


def _organisations() -> Select[Any]:
    people = select(func.count()).where(and_(Account.organisation_id == Organisation.id, Account.active))
    names = [name for name in OrganisationRow.__dataclass_fields__ if name != "accounts"]
    columns = [getattr(Organisation, name) for name in names]
    return select(*columns, people.scalar_subquery().label("accounts"))


def list_organisations(typed: str = "", page: int = 1) -> list[OrganisationRow]:
    """One page of organisations by name."""
    query = _organisations().order_by(func.lower(Organisation.name), Organisation.id)
    if typed:
        query = query.where(_called(typed))
    rows = db.session.execute(query.limit(PAGE).offset((page - 1) * PAGE))
    return [OrganisationRow(*list(row)) for row in rows]


def count_organisations(typed: str = "") -> int:
    """How many organisations a search finds."""
    query = select(func.count()).select_from(Organisation)
    if typed:
        query = query.where(_called(typed))
    return int(db.session.execute(query).scalar_one())


def list_choices() -> list[tuple[int, str]]:
    """Organisations to choose from: number and name, those that are switched off too."""
    query = select(Organisation.id, Organisation.name).order_by(func.lower(Organisation.name))
    return [(row.id, row.name) for row in db.session.execute(query)]


def get_organisation(organisation_id: int) -> OrganisationRow:
    """One organisation. Raises NotFound."""
    row = db.session.execute(_organisations().where(Organisation.id == min(organisation_id, 2**62))).one_or_none()
    if row is None:
        raise NotFound
    return OrganisationRow(*list(row))


def list_purposes(organisation_id: int) -> list[PurposeRow]:
    """The running purposes of an organisation, oldest first."""
    return [row for row in list_all_purposes(organisation_id) if row.valid_until is None]


def list_all_purposes(organisation_id: int) -> list[PurposeRow]:
    """Every version of every purpose of an organisation, oldest first."""
    columns = [getattr(Purpose, name) for name in PurposeRow.__dataclass_fields__]
    query = select(*columns).where(Purpose.organisation_id == min(organisation_id, 2**62)).order_by(Purpose.id)
    return [PurposeRow(*list(row)) for row in db.session.execute(query)]


def list_versions(organisation_id: int, code: str) -> list[PurposeRow]:
    """The versions of one purpose, newest first. Raises NotFound when there is none."""
    found = [row for row in list_all_purposes(organisation_id) if row.code == code]
    if not found:
        raise NotFound
    return found[::-1]


_ACCOUNT = (
    Account.id,
    Account.name,
    Account.email,
    Account.phone,
    Account.function,
    Account.active,
    Account.language,
    Account.version,
    Organisation.id,
    Organisation.name,
    Organisation.kind,
    Organisation.active,
)


def _found(typed: str, organisation_id: int | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Account.person_id.is_(None)]
    if typed:
        conditions.append(or_(_like(Account.name.expression, typed), _like(Account.email.expression, typed)))
    if organisation_id is not None:
        conditions.append(Account.organisation_id == organisation_id)
    return conditions


def list_accounts(typed: str = "", organisation_id: int | None = None, page: int = 1) -> list[AccountRow]:
    """One page of accounts by name; residents are not administered here."""
    query = select(*_ACCOUNT).join(Organisation, Organisation.id == Account.organisation_id)
    query = query.where(*_found(typed, organisation_id)).order_by(func.lower(Account.name), Account.id)
    return [AccountRow(*list(row)) for row in db.session.execute(query.limit(PAGE).offset((page - 1) * PAGE))]


def count_accounts(typed: str = "", organisation_id: int | None = None) -> int:
    """How many accounts a search finds."""
    return int(
        db.session.execute(
            select(func.count()).select_from(Account).where(*_found(typed, organisation_id))
        ).scalar_one()
    )


def get_account(account_id: int) -> AccountRow:
    """One account. Raises NotFound."""
    query = select(*_ACCOUNT).join(Organisation, Organisation.id == Account.organisation_id)
    row = db.session.execute(
        query.where(Account.id == min(account_id, 2**62), Account.person_id.is_(None))
    ).one_or_none()
    if row is None:
        raise NotFound
    return AccountRow(*list(row))


def find_invitation(account_id: int) -> InvitationRow | None:
    """The newest invitation of an account, for an administrator; None when there was none."""
    statement = text("select sent_at, expires_at, used_at, withdrawn from sec.invitation(:account)")
    row = db.session.execute(statement, {"account": account_id}).one_or_none()
    return InvitationRow(*list(row)) if row else None


def list_my_sessions() -> list[SessionRow]:
    """The open sessions of who is asking, the latest first."""
    rows = db.session.execute(text("select id, started_at, last_seen_at, device, is_this from sec.my_sessions()"))
    return [SessionRow(*list(row)) for row in rows]


_COLUMNS = Question("select caseload_columns from account where id = :account")


def find_caseload_columns(account_id: int) -> tuple[str, ...] | None:
    """The columns that somebody chose for the caseload; None when nothing was chosen."""
    found = _COLUMNS.row(account=account_id)
    return None if found is None else found.caseload_columns
