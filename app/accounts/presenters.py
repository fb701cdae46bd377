"""What the screens of accounts show: view objects only."""

import datetime as dt
import math
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.accounts import queries
from app.accounts.purposes import PURPOSES
from app.accounts.queries import AccountRow, InvitationRow, OrganisationRow, PurposeRow, SessionRow
from app.accounts.rules import PAGE
from app.accounts.words import function_name, kind_name
from app.web.i18n import by_language, day, moment


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation in the list."""

    name: str
    kind: str
    contact: str
    phone: str
    accounts: int
    active: bool
    url: str


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in the list."""

    name: str
    email: str
    function: str
    organisation: str
    active: bool
    url: str


@dataclass(frozen=True, slots=True)
class PurposeLine:
    """Why an organisation works with data of households. ``when`` says from when until when a version could be chosen."""

    name: str
    law: str
    bsn: bool
    to_check: bool
    when: str
    url: str


@dataclass(frozen=True, slots=True)
class InvitationView:
    """How an invitation stands: one word with its colour, and what happened when."""

    state: str
    kind: str
    sent: str
    then: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A browser on which the reader is signed in."""

    id: int
    device: str
    since: str
    last_seen: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class Paging:
    """Where in a list one is."""

    page: int
    pages: int
    total: int
    previous_url: str | None
    next_url: str | None


def paging(endpoint: str, page: int, total: int, **arguments: object) -> Paging:
    """Where page ``page`` of ``total`` lines is, with the addresses before and after it."""
    pages = max(1, math.ceil(total / PAGE))

    def url(number: int) -> str | None:
        return url_for(endpoint, page=number, **arguments) if 1 <= number <= pages else None  # type: ignore[arg-type]

    return Paging(page, pages, total, url(page - 1), url(page + 1))


def organisation_line(row: OrganisationRow) -> OrganisationLine:
    """An organisation as a line of the list."""
    return OrganisationLine(
        name=row.name,
        kind=kind_name(row.kind),
        contact=row.contact_name,
        phone=row.contact_phone,
        accounts=row.accounts,
        active=row.active,
        url=url_for("accounts.edit_organisation", organisation_id=row.id),
    )


def account_line(row: AccountRow) -> AccountLine:
    """An account as a line of the list."""
    return AccountLine(
        name=row.name,
        email=row.email,
        function=function_name(row.function),
        organisation=row.organisation_name,
        active=row.active and row.organisation_active,
        url=url_for("accounts.edit_account", account_id=row.id),
    )


def purpose_lines(organisation_id: int) -> list[PurposeLine]:
    """The running purposes of an organisation."""
    return [purpose_line(organisation_id, row) for row in queries.list_purposes(organisation_id)]


def ended_purpose_lines(organisation_id: int) -> list[PurposeLine]:
    """The purposes that nothing new can be chosen for, by their newest version."""
    newest = {row.code: row for row in queries.list_all_purposes(organisation_id)}
    return [purpose_line(organisation_id, row) for row in newest.values() if row.valid_until is not None]


def purpose_line(organisation_id: int, row: PurposeRow) -> PurposeLine:
    """One version of a purpose."""
    default = PURPOSES.get(row.code)
    when = _("vanaf %(start)s", start=day(row.valid_from))
    if row.valid_until is not None:
        when = _("van %(start)s tot %(end)s", start=day(row.valid_from), end=day(row.valid_until))
    return PurposeLine(
        name=by_language(row.text_nl, row.text_en),
        law=f"{row.law}, {row.article}",
        bsn=row.bsn_allowed,
        to_check=default is None or default.to_check,
        when=when,
        url=url_for("accounts.edit_purpose", organisation_id=organisation_id, purpose=row.code),
    )


def invitation_view(row: InvitationRow | None, now: dt.datetime) -> InvitationView:
    """How the newest invitation stands at ``now``."""
    if row is None:
        return InvitationView(_("niet verstuurd"), "", _("Er is hier nog geen uitnodiging verstuurd."))
    sent = _("Verstuurd %(when)s.", when=moment(row.sent_at))
    if row.withdrawn:
        return InvitationView(
            _("ingetrokken"), "", sent, _("De link werkt niet meer sinds %(when)s.", when=moment(row.used_at))
        )
    if row.used_at is not None:
        return InvitationView(_("aangenomen"), "win", sent, _("Wachtwoord gekozen %(when)s.", when=moment(row.used_at)))
    if row.expires_at <= now:
        return InvitationView(
            _("verlopen"), "alert", sent, _("De link werkte tot %(when)s.", when=moment(row.expires_at))
        )
    return InvitationView(
        _("open"), "open", sent, _("De link werkt tot %(when)s.", when=moment(row.expires_at)), is_open=True
    )


def session_line(row: SessionRow) -> SessionLine:
    """One of the reader's own sessions."""
    return SessionLine(row.id, row.device, moment(row.started_at), moment(row.last_seen_at), row.is_this)
