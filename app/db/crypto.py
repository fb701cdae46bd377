"""Encrypted columns: AES-256-GCM under a named key, bound to the row they stand in; and the blind index of the BSN.

A value is ``key name | nonce (12 bytes) | ciphertext``; the additional data is table, column and owner's id, so that a value moved to
another row does not open. Rotating: a new key on top, old ones keep reading (``flask keys rotate`` writes all values anew).

What has a key of its own (``OwnKey``) is encrypted with that; the key stands sealed beside it, and is gone when that row is.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

from config import Config, Keys

_NONCE = 12


class CannotOpen(RuntimeError):
    """A value was not sealed with a key of ours, or stands in another row than it was made for."""


def _keys() -> Keys:
    config: Config = current_app.config["SCHAKEL"]
    return config.keys


def seal(plain: bytes, bound_to: str) -> bytes:
    """``plain`` under the newest key, bound to ``bound_to`` (table.column:id)."""
    key = _keys().data[0]
    return key.name.encode() + b"|" + _encrypt(key.secret, plain, bound_to)


def unseal(value: bytes, bound_to: str) -> bytes:
    """The text behind a sealed value. Raises CannotOpen."""
    name, _, rest = value.partition(b"|")
    for key in _keys().data:
        if key.name.encode() == name:
            return _decrypt(key.secret, rest, bound_to)
    raise CannotOpen(bound_to)


@dataclass(frozen=True, slots=True)
class OwnKey:
    """The key of one thing alone; kept beside it, sealed under a data key of the installation (``sealed``, ``opened``)."""

    secret: bytes = field(repr=False)

    @classmethod
    def make(cls) -> Self:
        """A new one, that opens nothing yet."""
        return cls(AESGCM.generate_key(256))

    @classmethod
    def opened(cls, sealed_key: bytes, bound_to: str) -> Self:
        """The key behind a sealed one. Raises CannotOpen."""
        return cls(unseal(sealed_key, bound_to))

    def sealed(self, bound_to: str) -> bytes:
        """As it is kept in a row."""
        return seal(self.secret, bound_to)

    def encrypt(self, plain: bytes, bound_to: str) -> bytes:
        """``plain`` under this key, bound to its place."""
        return _encrypt(self.secret, plain, bound_to)

    def decrypt(self, value: bytes, bound_to: str) -> bytes:
        """What was encrypted for that place under this key. Raises CannotOpen."""
        return _decrypt(self.secret, value, bound_to)


def _encrypt(secret: bytes, plain: bytes, bound_to: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(secret).encrypt(nonce, plain, bound_to.encode())


def _decrypt(secret: bytes, value: bytes, bound_to: str) -> bytes:
    try:
        return AESGCM(secret).decrypt(value[:_NONCE], value[_NONCE:], bound_to.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotOpen(bound_to) from error


def blind_index(value: str) -> bytes:
    """A keyed hash of a number, to find it again without being able to read it."""
    return hmac.new(_keys().index, value.encode(), sha256).digest()
