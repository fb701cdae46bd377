"""Months of the log that were dropped because their term was over: a signed record of which lines went (``security.md`` 3.2, 7).

The seals stay as they were, with the hashes of those lines. What a seal holds and the log does not, has to be in such a record;
and nobody can make one without the key of the installation's seals.
"""

import datetime as dt
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from hashlib import sha256
from sys import byteorder

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.audit.lines import LOGS, Connection
from app.audit.seals import Signer

_HEAD = b"\x03schakel log drop 1\n"
_IDS = "select string_agg(int8send(l.id), ''::bytea order by l.id) from {part} l"
_ADD = "insert into log_drop (log, month, ids, dropped_at, public_key, signature) values (%s, %s, %s, %s, %s, %s)"
_ALL = "select log, month, ids, dropped_at, public_key, signature from log_drop order by month, log"


@dataclass(slots=True)
class Dropped:
    """The ids of the lines that were dropped, by log; ``notices`` say which months."""

    ids: dict[str, list["array[int]"]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    def has(self, log: str, number: int) -> bool:
        """Whether this line was dropped because its term was over."""
        return any(
            (place := bisect_left(part, number)) < len(part) and part[place] == number for part in self.ids.get(log, ())
        )


def drop_month(connection: Connection, signer: Signer, log: str, month: dt.date) -> int:
    """Drops one month of one log and writes down, signed, which lines went; gives how many. Nothing when it is not there.

    The caller holds the lock of the sealer (``sec.forget_person``) and knows that every line of it was sealed.
    """
    if log not in LOGS:
        raise ValueError(log)
    part = f"{log}_{month:%Y_%m}"
    row = connection.execute("select to_regclass(%s) is not null, clock_timestamp()", (f"public.{part}",)).fetchone()
    if row is None or not row[0]:
        return 0
    found = connection.execute(_IDS.format(part=part).encode(), binary=True).fetchone()
    ids = bytes(found[0]) if found and found[0] is not None else b""
    said = _said(log, month, ids, at=row[1], key=signer.public_key)
    connection.execute(_ADD, (log, month, ids, row[1], signer.public_key, signer.sign(said)))
    connection.execute(f"drop table public.{part}".encode())
    return len(ids) // 8


def read_drops(connection: Connection, public_key: bytes) -> tuple[Dropped, list[str]]:
    """What was dropped by this installation, and a sentence for each record that it did not sign."""
    dropped, forged = Dropped(), []
    for log, month, ids, at, key, signature in connection.execute(_ALL, binary=True):
        if key != public_key or not _is_signed(_said(log, month, ids, at=at, key=key), key, signature):
            forged.append(f"log_drop {log} {month:%Y-%m}: its signature is not one of this installation's key")
            continue
        numbers = array("q", ids)
        if byteorder == "little":
            numbers.byteswap()
        dropped.ids.setdefault(log, []).append(numbers)
        dropped.notices.append(f"{len(numbers)} lines of {log} of {month:%Y-%m} were dropped when their term was over")
    return dropped, forged


def _said(log: str, month: dt.date, ids: bytes, *, at: dt.datetime, key: bytes) -> bytes:
    words = (
        log,
        month.isoformat(),
        sha256(ids).hexdigest(),
        at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        key.hex(),
    )
    return sha256(_HEAD + "\n".join(words).encode()).digest()


def _is_signed(said: bytes, key: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True
