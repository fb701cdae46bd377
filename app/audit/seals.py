"""A seal of the log: what it says, its head that the next one names, and the signature under it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.audit.lines import Connection

#: What the first seal names as the one before it.
NOTHING = bytes(32)
_HEAD = b"\x02schakel log seal 1\n"
_COLUMNS = "number, from_tx, to_tx, access_count, processing_count, ids, leaves, root, previous, sealed_at, head, public_key, signature"


@dataclass(frozen=True, slots=True)
class Seal:
    """One row of ``log_seal``; the columns are told there."""

    number: int
    from_tx: int
    to_tx: int
    access_count: int
    processing_count: int
    ids: bytes
    leaves: bytes
    root: bytes
    previous: bytes
    sealed_at: dt.datetime
    head: bytes = b""
    public_key: bytes = b""
    signature: bytes = b""

    def made_head(self) -> bytes:
        """The head that follows from everything else that the seal says."""
        said = (
            self.number,
            self.previous.hex(),
            self.root.hex(),
            self.from_tx,
            self.to_tx,
            self.access_count,
            self.processing_count,
            sha256(self.ids).hexdigest(),
            self.sealed_at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            self.public_key.hex(),
        )
        return sha256(_HEAD + "\n".join(map(str, said)).encode()).digest()


class Signer:
    """Signs heads with the installation's seal key (Ed25519, RFC 8032)."""

    def __init__(self, secret: bytes) -> None:
        """``secret`` is the 32 bytes of ``Keys.seal``."""
        self._key = Ed25519PrivateKey.from_private_bytes(secret)
        self.public_key = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, head: bytes) -> bytes:
        """64 bytes."""
        return self._key.sign(head)


def is_signed(seal: Seal) -> bool:
    """Whether the signature is one of the key that the seal names, under its head."""
    try:
        Ed25519PublicKey.from_public_bytes(seal.public_key).verify(seal.signature, seal.head)
    except (InvalidSignature, ValueError):
        return False
    return True


def add_seal(connection: Connection, seal: Seal) -> None:
    """Writes a seal."""
    values = [getattr(seal, name) for name in _COLUMNS.split(", ")]
    marks = ", ".join(["%s"] * len(values))
    connection.execute(f"insert into log_seal ({_COLUMNS}) values ({marks})".encode(), values)  # noqa: S608


def find_last(connection: Connection) -> Seal | None:
    """The newest seal, or None."""
    return next(_seals(connection, "order by number desc limit 1", ()), None)


def list_seals(connection: Connection, after: int, most: int) -> list[Seal]:
    """Seals with a number above ``after``, in order, ``most`` at once."""
    return list(_seals(connection, "where number > %s order by number limit %s", (after, most)))


def _seals(connection: Connection, which: str, values: tuple[int, ...]) -> Iterator[Seal]:
    query = f"select {_COLUMNS} from log_seal {which}"  # noqa: S608 - our own words
    for row in connection.execute(query.encode(), values, binary=True):
        yield Seal(*row)
