"""Tokens of programs: made and ended by whose account it is, kept as a hash, with a last day."""

import datetime as dt
import secrets
from typing import Final

from sqlalchemy import text

from app.access.actor import Actor
from app.accounts.services.sign_in import token_hash
from app.audit import trail
from app.db.clock import today
from app.db.door import proof
from app.db.driver import Row
from app.db.question import Question
from app.db.session import db
from app.kernel.clock import amsterdam_day
from app.kernel.errors import NotFound, RuleBroken, marked
from app.web.problems import TOKEN_SIGN

#: The longest that a token holds.
LONGEST: Final = dt.timedelta(days=365)

_MAKE = text("select sec.make_api_token(:hash, :until, :proof)")
_END = text("select sec.end_my_session(:id)")
_MINE = Question("select * from sec.my_api_token()")


def find_mine() -> Row | None:
    """The asker's own running token (id, started_at, last_seen_at, expires_at); None when there is none."""
    return _MINE.row()


def make(actor: Actor, last_day: dt.date | None) -> str:
    """A new token that holds to the end of a day; the one before it ends. Raises RuleBroken for a wrong day.

    The database refuses who may count nothing. The token is given once: afterwards only its hash is known.
    """
    if last_day is None or not today() <= last_day <= today() + LONGEST:
        raise RuleBroken("last_day", marked("Kies tot welke dag: vandaag of later, en hooguit een jaar vooruit."))
    token = TOKEN_SIGN + secrets.token_urlsafe(32)
    hashed = token_hash(token)
    values = {"hash": hashed, "until": amsterdam_day(last_day)[1], "proof": proof("make_api_token", hashed)}
    made = db.session.execute(_MAKE, values).scalar_one()
    trail.did(db.session(), "create", objects=[made, actor.account_id])
    return token


def end() -> None:
    """Ends the asker's own token at once. Raises NotFound when there is none."""
    mine = find_mine()
    if mine is None:
        raise NotFound
    db.session.execute(_END, {"id": mine.id})
    trail.did(db.session(), "withdraw", objects=[mine.id])
