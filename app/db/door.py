"""What the application proves to the functions that let somebody in: that it is the application, not a statement smuggled in.

Whoever can make the application's role run SQL of their own could otherwise ask for anybody's session, link or password. So
these functions want a keyed hash of what is asked. The key is made from the installation's own and lies in the database where
only the owner reads it; every upgrade puts it there anew (``lay_key``), so another index key asks for ``flask db upgrade``.
"""

import hmac
from hashlib import sha256

from flask import current_app
from sqlalchemy import Connection, text

from config import Config

#: Between the words; what stands in them cannot be taken for it, because every word but the last has no control characters.
_BETWEEN = "\x1f"


def _key() -> bytes:
    config: Config = current_app.config["SCHAKEL"]
    return hmac.new(config.keys.index, b"schakel door", sha256).digest()


def proof(act: str, *words: object) -> bytes:
    """The proof for one act (the name of the function) on these words; bytes count in hexadecimal, as the database writes them."""
    spelled = [word.hex() if isinstance(word, bytes) else str(word) for word in words]
    message = _BETWEEN.join([act, *spelled]).encode()
    return sha256(_key() + sha256(_key() + message).digest()).digest()


def lay_key(connection: Connection) -> None:
    """Puts the key where the functions find it. As the owner."""
    connection.execute(text("delete from sec.setting where name = 'door'"))
    connection.execute(text("insert into sec.setting values ('door', :key)"), {"key": _key().hex()})
