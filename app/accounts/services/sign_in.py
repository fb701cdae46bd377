"""Signing in, proving it again, and ending sessions. The session lives on the server; the cookie only holds its token."""

import secrets
from enum import Enum
from hashlib import sha256

from flask import current_app, g, session
from sqlalchemy import text

from app.access.actor import Actor
from app.accounts import device, passwords, throttle
from app.accounts.folding import email_key
from app.accounts.throttle import Try, Verdict
from app.audit import trail
from app.db.door import proof
from app.db.session import act_as, db
from app.web.request import network
from config import Config

_CREDENTIALS = text("select account_id, password_hash from sec.credentials(:key, :proof)")
_REHASH = text("select sec.rehash(:account, :old, :new, :proof)")
_START = text("select sec.start_session(:account, :hash, :device, :lasts, :proof)")
_END = text("select sec.end_session(:hash)")
_LOG = text("select sec.log_anonymous(:operation, :outcome, :account, :network, :proof)")
_OWN_KEY = text("select email_key from account where id = :id")
_OWN_HASH = text("select sec.my_password_hash()")
_RENEW = text("select sec.renew_session(:hash, :proof)")


class Outcome(Enum):
    """How a try to sign in ended. WRONG says nothing about why."""

    SIGNED_IN = "signed_in"
    WRONG = "wrong"
    BUSY = "busy"


def token_hash(token: str) -> bytes:
    """What the database keeps of a token."""
    return sha256(token.encode()).digest()


def note(operation: str, outcome: str, account_id: int | None) -> None:
    """A line in the log for what happens before there is anybody signed in."""
    values = {"operation": operation, "outcome": outcome, "account": account_id, "network": network()}
    words = ("" if value is None else value for value in values.values())
    db.session.execute(_LOG, {**values, "proof": proof("log_anonymous", *words)})


def sign_in(email: str, password: str) -> Outcome:
    """Tries to sign in. The same work whatever the account's state: one count, one look, one calculation, one line."""
    key = email_key(email)
    tried = throttle.take(key)
    if tried.verdict is Verdict.BUSY:
        return Outcome.BUSY
    found = db.session.execute(_CREDENTIALS, {"key": key, "proof": proof("credentials", key)}).one_or_none()
    db.session.rollback()
    account_id, stored = (found.account_id, found.password_hash) if found else (None, None)
    right = passwords.matches(stored if tried.verdict is Verdict.GO_ON else None, password)
    if account_id is None or stored is None or not right:
        note("session.sign_in", "denied", account_id)
        return Outcome.WRONG
    if passwords.is_dated(stored):
        new = passwords.make_hash(password)
        asked = {"account": account_id, "old": stored, "new": new, "proof": proof("rehash", account_id, new)}
        db.session.execute(_REHASH, asked)
    return _start(account_id, key, tried)


def _start(account_id: int, key: str, tried: Try) -> Outcome:
    """A new session with a new token; whatever this browser had is ended and forgotten."""
    config: Config = current_app.config["SCHAKEL"]
    if session.get("token"):
        db.session.execute(_END, {"hash": token_hash(session["token"])})
    token = secrets.token_urlsafe(32)
    values = {
        "account": account_id,
        "hash": token_hash(token),
        "proof": proof("start_session", account_id, token_hash(token)),
        "device": device.label(),
        "lasts": config.absolute_session,
    }
    if db.session.execute(_START, values).scalar_one_or_none() is None:
        return Outcome.WRONG
    note("session.sign_in", "ok", account_id)
    throttle.give_back(tried)
    session.clear()
    g.pop(
        "csrf_token", None
    )  # a page of this very answer (what was typed, carried along) needs a token of the new session
    session["token"], session["who"] = token, account_id
    device.remember(throttle.account_mark(key))
    return Outcome.SIGNED_IN


def prove(actor: Actor, password: str) -> Outcome:
    """Proves again who is at the keyboard, before a sensitive act; the session gets a new token."""
    key = db.session.execute(_OWN_KEY, {"id": actor.account_id}).scalar_one()
    tried = throttle.take(key)
    if tried.verdict is Verdict.BUSY:
        return Outcome.BUSY
    stored = db.session.execute(_OWN_HASH).scalar_one()
    if not passwords.matches(stored if tried.verdict is Verdict.GO_ON else None, password):
        note("session.prove", "denied", actor.account_id)
        db.session.commit()
        return Outcome.WRONG
    token = secrets.token_urlsafe(32)
    note("session.prove", "ok", actor.account_id)
    throttle.give_back(tried)
    renewed = token_hash(token)
    db.session.execute(_RENEW, {"hash": renewed, "proof": proof("renew_session", renewed)})
    db.session.commit()
    session["token"] = token
    act_as(token)
    return Outcome.SIGNED_IN


def sign_out(actor: Actor) -> None:
    """Ends this session on the server; a copy of the cookie is dead from here on."""
    trail.did(db.session(), "sign_out", objects=[actor.session_id])
    trail.write(db.session())
    db.session.execute(_END, {"hash": token_hash(session["token"])})
    session.clear()


def end_session(session_id: int) -> None:
    """Ends one of one's own sessions; the database does nothing with the number of somebody else's."""
    db.session.execute(text("select sec.end_my_session(:id)"), {"id": session_id})
    trail.did(db.session(), "end_session", objects=[session_id])


def end_other_sessions(actor: Actor) -> None:
    """Ends all of the actor's own sessions but this one."""
    db.session.execute(text("select sec.end_my_other_sessions()"))
    trail.did(db.session(), "end_session", objects=[actor.session_id])


def choose_language(actor: Actor | None, language: str) -> None:
    """Keeps the language: with the account, or in this browser for who is not signed in."""
    if actor is None:
        session["language"] = language
        return
    db.session.execute(
        text("update account set language = :language where id = :id"), {"language": language, "id": actor.account_id}
    )
