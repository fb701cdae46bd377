"""Accounts, as the administrator keeps them. A change of function, organisation or access works at the next request."""

from dataclasses import asdict, dataclass

from flask_babel import gettext as _
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from app.access.actor import Actor
from app.accounts import mail
from app.accounts.folding import email_key, is_email
from app.accounts.kinds import functions_of, may_have
from app.accounts.models import Account
from app.accounts.queries import AccountRow, get_account, get_organisation
from app.accounts.rules import must_administer
from app.accounts.services.links import invite
from app.accounts.words import function_name, kind_name
from app.audit import trail
from app.db.session import db
from app.kernel.errors import RuleBroken, StaleVersion
from app.kernel.text import clean_line


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountInput:
    """What the administrator says about an account."""

    organisation_id: int
    function: str
    name: str
    email: str
    phone: str = ""
    active: bool = True


def add_account(actor: Actor, given: AccountInput) -> int:
    """Adds an account and mails the invitation. Raises Forbidden and RuleBroken."""
    must_administer(actor)
    _check(given, None)
    if not get_organisation(given.organisation_id).active:
        raise RuleBroken("", _("Deze organisatie staat uit. Zet die eerst aan."))
    columns = {**asdict(given), "name": clean_line(given.name), "email_key": email_key(given.email), "active": True}
    try:
        added: int = db.session.execute(insert(Account).values(**columns).returning(Account.id)).scalar_one()
    except IntegrityError as error:
        raise RuleBroken("email", _taken()) from error
    trail.did(db.session(), "create", objects=[added])
    invite(actor, added)
    return added


def change_account(actor: Actor, account_id: int, version: int, given: AccountInput) -> None:
    """Changes an account. Raises Forbidden, RuleBroken, NotFound and StaleVersion."""
    must_administer(actor)
    before = get_account(account_id)
    _check(given, account_id)
    _leave_oneself(actor, before, given)
    columns = {**asdict(given), "name": clean_line(given.name), "email_key": email_key(given.email)}
    statement = (
        update(Account)
        .where(Account.id == account_id, Account.version == version)
        .values(**columns, version=version + 1)
        .returning(Account.id)
        .execution_options(synchronize_session=False)
    )
    try:
        changed = db.session.execute(statement).scalar_one_or_none()
    except IntegrityError as error:
        raise RuleBroken("email", _taken()) from error
    if changed is None:
        raise StaleVersion(before)
    if email_key(before.email) != columns["email_key"]:
        mail.write(before.email, mail.address_changed(before.language, name=before.name))
    trail.did(db.session(), "update", objects=[account_id])


def _taken() -> str:
    return _("Er is al een account met dit e-mailadres. Zoek het op in de lijst; u kunt het daar ook weer aanzetten.")


def _check(given: AccountInput, account_id: int | None) -> None:
    """Raises RuleBroken for an address that cannot be one or is taken, or a function that the organisation does not know."""
    if not is_email(given.email):
        raise RuleBroken(
            "email", _("Vul een gewoon e-mailadres in, zoals n.hoekstra@wijkteam.example, zonder accenten.")
        )
    taken = select(Account.id).where(Account.email_key == email_key(given.email), Account.id != (account_id or 0))
    if db.session.execute(taken).first():
        raise RuleBroken("email", _taken())
    kind = get_organisation(given.organisation_id).kind
    if not may_have(kind, given.function):
        names = ", ".join(function_name(row.code) for row in functions_of(kind))
        text = _("Deze functie past niet bij de soort organisatie (%(kind)s). Wel: %(names)s.")
        raise RuleBroken("function", text % {"kind": kind_name(kind), "names": names})


def _leave_oneself(actor: Actor, before: AccountRow, given: AccountInput) -> None:
    """Nobody changes the own function, organisation or access: that takes a second administrator."""
    same = (before.function, before.organisation_id, before.active)
    if before.id == actor.account_id and same != (given.function, given.organisation_id, given.active):
        raise RuleBroken(
            "",
            _("Dit is uw eigen account. Vraag een andere beheerder om uw functie, organisatie of toegang te wijzigen."),
        )
