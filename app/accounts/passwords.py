"""Passwords: argon2id, and exactly one calculation per question, whoever is asked about.

Parameters after the OWASP Password Storage Cheat Sheet (argon2id, 19 MiB, t=2, p=1); much cheaper ones while testing.
"""

import base64
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app
from flask_babel import gettext as _

from app.kernel.errors import RuleBroken
from config import Config

SHORTEST = 12
LONGEST = 200
_FEWEST_SIGNS = 5


@cache
def _hasher(*, testing: bool) -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1) if testing else PasswordHasher(2, 19 * 1024, 1)


def _ours() -> PasswordHasher:
    config: Config = current_app.config["SCHAKEL"]
    return _hasher(testing=config.testing)


@cache
def _nobodys(memory: int, rounds: int, lanes: int) -> str:
    """A hash that no password has, with our parameters, so that checking it costs what checking a real one does."""
    salt, value = (base64.b64encode(bytes(size)).decode().rstrip("=") for size in (16, 32))
    return f"$argon2id$v=19$m={memory},t={rounds},p={lanes}${salt}${value}"


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def make_hash(password: str) -> str:
    """The hash to keep."""
    return _ours().hash(_normal(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether ``password`` belongs to ``stored``. One calculation, also when there is nothing to compare with."""
    hasher = _ours()
    against = stored if stored and stored.startswith("$argon2id$") else None
    try:
        hasher.verify(against or _nobodys(hasher.memory_cost, hasher.time_cost, hasher.parallelism), _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return against is not None


def is_dated(stored: str) -> bool:
    """Whether a hash was made with other parameters than ours of today."""
    return _ours().check_needs_rehash(stored)


def check_choice(password: str, *, field: str) -> None:
    """Whether somebody may choose this password. Raises RuleBroken with what to do instead."""
    if len(password) < SHORTEST:
        text = _(
            "Kies een langer wachtwoord: minstens %(count)d tekens. Vier gewone woorden achter elkaar is makkelijk te onthouden."
        )
        raise RuleBroken(field, text % {"count": SHORTEST})
    if len(password) > LONGEST:
        raise RuleBroken(field, _("Kies een korter wachtwoord: hooguit %(count)d tekens.") % {"count": LONGEST})
    if len(set(password)) < _FEWEST_SIGNS:
        raise RuleBroken(field, _("Dit wachtwoord is te makkelijk te raden. Gebruik meer verschillende tekens."))
