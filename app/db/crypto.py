"""Encrypted columns: AES-256-GCM under a named key, bound to the row they stand in; and the blind index of the BSN.

A value is ``key name | nonce (12 bytes) | ciphertext``; the additional data is table, column and owner's id, so that a value moved to
another row does not open. Rotating: a new key on top, old ones keep reading (``flask keys rotate`` writes all values anew).
"""

import hmac
import secrets
from hashlib import sha256

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
    nonce = secrets.token_bytes(_NONCE)
    return key.name.encode() + b"|" + nonce + AESGCM(key.secret).encrypt(nonce, plain, bound_to.encode())


def unseal(value: bytes, bound_to: str) -> bytes:
    """The text behind a sealed value. Raises CannotOpen."""
    name, _, rest = value.partition(b"|")
    for key in _keys().data:
        if key.name.encode() == name:
            try:
                return AESGCM(key.secret).decrypt(rest[:_NONCE], rest[_NONCE:], bound_to.encode())
            except InvalidTag as error:
                raise CannotOpen(bound_to) from error
    raise CannotOpen(bound_to)


def blind_index(value: str) -> bytes:
    """A keyed hash of a number, to find it again without being able to read it."""
    return hmac.new(_keys().index, value.encode(), sha256).digest()
