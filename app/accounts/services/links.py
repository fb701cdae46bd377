"""Single-use links by mail: an invitation and a new password. Only the hash of a link's token is kept."""

import secrets

from flask_babel import gettext as _
from sqlalchemy import text

from app.access.actor import Actor
from app.accounts import mail, passwords, throttle
from app.accounts.folding import email_key
from app.accounts.rules import INVITATION_LASTS, MAILS_PER_ACCOUNT, RESET_LASTS, must_administer
from app.accounts.services.sign_in import Outcome, note, token_hash
from app.accounts.throttle import Verdict
from app.audit import trail
from app.db.door import proof
from app.db.session import db
from app.kernel.errors import RuleBroken
from app.web.i18n import LANGUAGES
from app.web.partners import shown

_INVITE = text("select sec.invite(:account, :hash, :lasts, :proof)")
_WITHDRAW = text("select sec.withdraw_invitation(:account)")
_RESET = text("select sec.request_reset(:key, :hash, :lasts, :subjects, :bodies, :proof)")
_KIND = text("select sec.link_works(:hash)")
_USE = text("select sec.use_link(:hash, :new)")
_INVITED = text(
    "select a.name, a.email, a.language, o.name as organisation, a.active and o.active as active from account a"
    " join organisation o on o.id = a.organisation_id where a.id = :id"
)


def invite(actor: Actor, account_id: int) -> str:
    """Mails somebody a link to choose a password; older invitations end. Gives the address it goes to.

    Raises Forbidden, and RuleBroken for an account that may not sign in.
    """
    must_administer(actor)
    person = db.session.execute(_INVITED, {"id": account_id}).one()
    if not person.active:
        raise RuleBroken("", _("Dit account of de organisatie staat uit. Zet dat eerst aan."))
    token = secrets.token_urlsafe(32)
    letter = mail.invitation(
        person.language, name=person.name, organisation=shown(person.organisation), url=mail.link_url(token)
    )
    hashed = token_hash(token)
    asked = {"account": account_id, "hash": hashed, "lasts": INVITATION_LASTS}
    db.session.execute(_INVITE, {**asked, "proof": proof("invite", account_id, hashed)})
    mail.write(person.email, letter)
    trail.did(db.session(), "invite", objects=[account_id])
    return str(person.email)


def withdraw_invitation(actor: Actor, account_id: int) -> bool:
    """Takes an open invitation back; its link is dead from here on. Whether there was one. Raises Forbidden."""
    must_administer(actor)
    withdrawn = bool(db.session.execute(_WITHDRAW, {"account": account_id}).scalar_one())
    if withdrawn:
        trail.did(db.session(), "withdraw", objects=[account_id])
    return withdrawn


def request_reset(email: str) -> Outcome:
    """Mails a link when somebody has this address. The same work and the same answer when nobody has."""
    key = email_key(email)
    tried = throttle.take(key, prefix="mail:", per_account=MAILS_PER_ACCOUNT)
    if tried.verdict is Verdict.BUSY:
        return Outcome.BUSY
    token = secrets.token_urlsafe(32)
    letters = [mail.reset(language, url=mail.link_url(token)) for language in LANGUAGES]
    passwords.matches(None, token)
    whose, hashed = key if tried.verdict is Verdict.GO_ON else "", token_hash(token)
    values = {
        "key": whose,
        "hash": hashed,
        "proof": proof("request_reset", whose, hashed),
        "lasts": RESET_LASTS,
        "subjects": [letter.subject for letter in letters],
        "bodies": [letter.body for letter in letters],
    }
    db.session.execute(_RESET, values)
    note("account.request_reset", "ok", None)
    return Outcome.WRONG


def kind_of(token: str) -> str | None:
    """``invite`` or ``reset`` for a link that still works, None for any other. Does not use it."""
    kind: str | None = db.session.execute(_KIND, {"hash": token_hash(token)}).scalar_one_or_none()
    return kind


def use(token: str, password: str, again: str) -> bool:
    """Uses a link: keeps the password and ends all sessions of the account. False when the link is spent.

    Raises RuleBroken for a password that nobody should have, and when too many links were tried.
    """
    passwords.check_choice(password, field="password")
    if password != again:
        raise RuleBroken("again", _("De twee wachtwoorden zijn niet gelijk. Vul ze nog een keer in."))
    if throttle.take(None).verdict is not Verdict.GO_ON:
        raise RuleBroken("", _("Er is te vaak geprobeerd. Wacht vijf minuten en probeer het dan opnieuw."))
    new = passwords.make_hash(password)
    whose = db.session.execute(_USE, {"hash": token_hash(token), "new": new}).scalar_one()
    note("account.use_link", "ok" if whose else "denied", whose)
    return whose is not None
