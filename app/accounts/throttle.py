"""How often somebody may try: per account, per network and for the whole site. Fails closed.

Counted and committed before anything is evaluated, in the database, so that it holds over all processes and after a restart; when
the database does not answer nothing is evaluated. A browser on which the account signed in before has a counter of its own:
whoever tries from elsewhere cannot keep the owner out (``security.md`` promises 47 and 48).
"""

from dataclasses import dataclass
from enum import Enum
from ipaddress import ip_address, ip_network

from flask import request
from sqlalchemy import text

from app.accounts import device
from app.db.crypto import blind_index
from app.db.door import proof
from app.db.session import db

PER_ACCOUNT = 10
PER_NETWORK = 300
PER_SITE = 3000
#: Questions that the program of one account may put in five minutes.
PER_PROGRAM = 300
#: After so many seconds nothing that was counted before counts (sec.take_try).
WINDOW_SECONDS = 330

_TAKE = text("select sec.take_try(:subjects, :allowed, :proof)")
_GIVE_BACK = text("select sec.give_back_try(:subjects, :proof)")


class Verdict(Enum):
    """What the throttle says: go on, this account is full, or this network or the site is."""

    GO_ON = "go_on"
    ACCOUNT_FULL = "account_full"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Try:
    """One counted try: the verdict, and the subjects that it was counted under."""

    verdict: Verdict
    subjects: tuple[str, ...]


def _network() -> str:
    """The network of the browser: /24, or /64 for IPv6 (an IPv4 address written as IPv6 is an IPv4 address)."""
    try:
        address = ip_address((request.remote_addr or "").partition("%")[0])
    except ValueError:
        return "unknown"
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    return str(ip_network(f"{address}/{24 if address.version == 4 else 64}", strict=False))


def account_mark(key: str) -> str:
    """A keyed hash of an e-mail key: what counters and device cookies know an account by."""
    return blind_index(f"sign-in:{key}").hex()[:32]


def take(key: str | None, *, prefix: str = "", per_account: int = PER_ACCOUNT) -> Try:
    """Counts one try for an e-mail key (None: for nobody in particular), in a transaction of its own.

    Everything that proves who somebody is shares its counters; ``prefix`` is for what only asks for a mail.
    """
    mark = account_mark(key) if key is not None else None
    known = device.known_as(mark) if mark else None
    if mark and known:
        subjects = {f"{prefix}device:{known}:{mark}": per_account}
    else:
        subjects = {f"{prefix}network:{_network()}": PER_NETWORK, f"{prefix}site": PER_SITE}
        if mark:
            subjects[f"{prefix}account:{mark}"] = per_account
    full, names = _count(subjects), tuple(subjects)
    if not full:
        return Try(Verdict.GO_ON, names)
    by_account = mark is not None and full == len(names)
    return Try(Verdict.ACCOUNT_FULL if by_account else Verdict.BUSY, names)


def may_program_ask(account_id: int) -> bool:
    """Counts one question of the program of an account, in a transaction of its own, and says whether it may be answered."""
    return not _count({f"api:{account_id}": PER_PROGRAM})


def _count(subjects: dict[str, int]) -> int:
    """Counts one try under each subject, up to what it may have; 0, or the place of the first that is full. Commits."""
    db.session.rollback()
    values = {"subjects": list(subjects), "allowed": list(subjects.values())}
    full = db.session.execute(_TAKE, {**values, "proof": proof("take_try", *subjects, *subjects.values())}).scalar_one()
    db.session.commit()
    return int(full)


def give_back(tried: Try) -> None:
    """A try that was right does not count against anybody. Last statement before the commit: it holds locks."""
    values = {"subjects": list(tried.subjects), "proof": proof("give_back_try", *tried.subjects)}
    db.session.execute(_GIVE_BACK, values)
