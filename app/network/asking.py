"""An account for somebody in a role that ends: the lead asks, an administrator makes it without seeing the household.

Letting somebody new in takes two people: whoever knows the household and whoever keeps the accounts (``sec.ask_account``).
"""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select, text

from app.access.actor import Actor
from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.accounts.folding import email_key, is_email
from app.accounts.kinds import FUNCTIONS
from app.accounts.models import Account
from app.accounts.rules import must_administer
from app.accounts.services.accounts import AccountInput, add_account
from app.audit import trail
from app.db.clock import today
from app.db.door import proof
from app.db.question import Question
from app.db.session import db
from app.dossiers.services.checks import only_lead
from app.kernel.errors import Forbidden, NotFound, RuleBroken
from app.kernel.text import check_length, clean_line
from app.network.letters import answered, waiting
from app.network.queries import NetworkPersonLine, get_network_person
from app.network.roles import ENDING

LONGEST_ACCOUNT_NAME = 120
LONGEST_REASON = 300

_ASK = text("select sec.ask_account(:person, :purpose, :name, :email, :key, :reason, :letters, :proof)")
_WITHDRAW = text("select sec.withdraw_asked_account(:person)")
_GIVE = text("select sec.give_asked_account(:request, :account, :letters, :proof)")
_REFUSE = text("select sec.refuse_asked_account(:request, :letters, :proof)")
_HERE = Question("select network_person_id, name, email, asked_at, refused_at from sec.accounts_asked_here(:dossier)")
_PLACES = Question(
    """
    select p.id, o.name, p.text_nl, p.text_en from purpose p join organisation o on o.id = p.organisation_id
     where o.active and o.kind = any(:kinds) and p.valid_from <= :day and (p.valid_until is null or p.valid_until > :day)
     order by o.name, p.id
    """
)
_ASKED = Question(
    """
    select r.id, r.name, r.email, r.email_key, r.function, r.organisation_id, o.name as organisation, r.until, a.name as asker,
           b.name as asker_organisation, r.asked_at
      from sec.accounts_asked() r join organisation o on o.id = r.organisation_id
      join account a on a.id = r.asked_by join organisation b on b.id = a.organisation_id
     order by r.asked_at, r.id
    """
)


@dataclass(frozen=True, slots=True)
class Wish:
    """For whom an account is asked: name and address as the account will have them, under which purpose, and why."""

    name: str
    email: str
    purpose_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation that such people are of, and a purpose of it that is in force."""

    purpose_id: int
    organisation: str
    text_nl: str
    text_en: str


@dataclass(frozen=True, slots=True)
class AskedHere:
    """What was asked for one person; after a no (``refused_at``) nothing typed is left."""

    network_person_id: int
    name: str
    email: str
    asked_at: dt.datetime
    refused_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class AskedAccount:
    """What waits for an administrator; ``until`` is the last day of the role. It names no household."""

    id: int
    name: str
    email: str
    email_key: str
    function: str
    organisation_id: int
    organisation: str
    until: dt.date
    asker: str
    asker_organisation: str
    asked_at: dt.datetime


def may_ask(scope: DossierScope, line: NetworkPersonLine) -> bool:
    """Whether the actor can ask an account for ``line``: the lead of an open case, for a role that runs and has none."""
    runs = line.active and line.role in ENDING and line.until is not None and line.until >= today()
    return scope.is_lead and not scope.closed and runs and line.account_id is None


def find_asked(dossier_id: int, network_person_id: int) -> AskedHere | None:
    """What was asked for this person, for the lead; None when nothing was, or it was given."""
    for row in _HERE.rows(dossier=dossier_id):
        if row.network_person_id == network_person_id:
            return AskedHere(*row)
    return None


def list_places(line: NetworkPersonLine) -> list[Place]:
    """Of which organisation, and for what, the account of ``line`` can be; none for a role that has no end."""
    if line.role not in ENDING:
        return []
    kinds = list(FUNCTIONS[ENDING[line.role]].kinds)
    return [Place(*row) for row in _PLACES.rows(kinds=kinds, day=today())]


def ask(scope: DossierScope, network_person_id: int, wish: Wish) -> None:
    """Asks the administrators for an account. Raises Forbidden, NotFound, RuleBroken."""
    only_lead(scope)
    line = get_network_person(scope.id, network_person_id)
    if not may_ask(scope, line):
        raise Forbidden(_("Deze rol loopt niet of heeft al een account. Open de persoon opnieuw."))
    if not is_email(wish.email):
        raise RuleBroken("email", _("Vul een gewoon e-mailadres in, zoals hanna@voorbeeld.example, zonder accenten."))
    if wish.purpose_id not in {place.purpose_id for place in list_places(line)}:
        raise RuleBroken("purpose", _("Kies een organisatie uit de lijst."))
    said = (
        line.id,
        wish.purpose_id,
        check_length(clean_line(wish.name), field="name", longest=LONGEST_ACCOUNT_NAME, shortest=1),
        wish.email,
        email_key(wish.email),
        check_length(clean_line(wish.reason), field="reason", longest=LONGEST_REASON, shortest=1),
        waiting(),
    )
    values = dict(zip(("person", "purpose", "name", "email", "key", "reason", "letters"), said, strict=True))
    db.session.execute(_ASK, {**values, "proof": proof("ask_account", *said)})
    _log(scope, "ask_account", line)


def withdraw(scope: DossierScope, network_person_id: int) -> None:
    """Takes the request back; twice is the same as once. Raises Forbidden, NotFound."""
    only_lead(scope)
    line = get_network_person(scope.id, network_person_id)
    if db.session.execute(_WITHDRAW, {"person": line.id}).scalar_one():
        _log(scope, "withdraw", line)


def _log(scope: DossierScope, action: str, line: NetworkPersonLine) -> None:
    trail.did(
        db.session(),
        action,
        dossier_id=scope.id,
        category=Category.NETWORK,
        persons=line.person_ids,
        objects=[line.id],
    )


def list_asked() -> list[AskedAccount]:
    """What waits for an administrator, the oldest first; nothing for anybody else."""
    return [AskedAccount(*row) for row in _ASKED.rows()]


def get_asked(request_id: int) -> AskedAccount:
    """One request that can be answered. Raises NotFound."""
    for asked in list_asked():
        if asked.id == request_id:
            return asked
    raise NotFound


def give(actor: Actor, asked: AskedAccount) -> str:
    """Makes the account with its invitation, or takes the one that this person has, and lets it in for as long as the role lasts.

    Gives the address the invitation went to, "" where the person has an account already. Raises Forbidden, and RuleBroken for an
    address that somebody else has or a request that no longer holds.
    """
    must_administer(actor)
    found = db.session.execute(
        select(Account.id, Account.function, Account.organisation_id, Account.active).where(
            Account.email_key == asked.email_key
        )
    ).one_or_none()
    if found and (found.function, found.organisation_id, found.active) != (asked.function, asked.organisation_id, True):
        raise RuleBroken(
            "",
            _(
                "Er is al een account met dit e-mailadres, dat uit staat of in een andere functie is. Bel wie het"
                " vroeg, of kies: geen account."
            ),
        )
    account_id = found.id if found else add_account(actor, _input(asked))
    said = (asked.id, account_id, answered())
    values = dict(zip(("request", "account", "letters"), said, strict=True))
    _must_hold(
        given=db.session.execute(_GIVE, {**values, "proof": proof("give_asked_account", *said)}).scalar_one() is True
    )
    return "" if found else asked.email


def refuse(actor: Actor, asked: AskedAccount) -> None:
    """Says no; the lead is told to call. Raises Forbidden, and RuleBroken for a request that no longer holds."""
    must_administer(actor)
    said = (asked.id, answered())
    values = dict(zip(("request", "letters"), said, strict=True))
    _must_hold(
        given=db.session.execute(_REFUSE, {**values, "proof": proof("refuse_asked_account", *said)}).scalar_one()
        is True
    )
    trail.did(db.session(), "reject", objects=[asked.id])


def _input(asked: AskedAccount) -> AccountInput:
    return AccountInput(
        organisation_id=asked.organisation_id, function=asked.function, name=asked.name, email=asked.email
    )


def _must_hold(*, given: bool) -> None:
    if not given:
        raise RuleBroken("", _("Deze aanvraag geldt niet meer. Ga terug naar de lijst."))
