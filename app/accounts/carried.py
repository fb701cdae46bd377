"""What somebody had typed when the session ended: carried, sealed, through signing in again, and offered for saving.

Nothing is kept on the server. The sealed text names the account that typed it; whoever else signs in does not get it.
"""

import base64
import json
from dataclasses import dataclass

from flask import request, session

from app.accounts.start import safe_next
from app.db.crypto import CannotOpen, seal, unseal

BOUND = "carried"
LONGEST = 48_000
#: Never carried through a page: what should not lie about in a browser.
NEVER = frozenset({"csrf_token", "password", "again", "proof_password", "bsn"})


@dataclass(frozen=True, slots=True)
class Carried:
    """A form on its way: where it was going, and everything that was typed."""

    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> list[str]:
        """What the typist recognises: the longer texts."""
        return [value for _name, value in self.fields if " " in value.strip()]


def keep() -> str:
    """The form of this request, sealed for the account that was signed in; empty when there is nothing to keep."""
    who = session.get("who")
    path = safe_next(request.full_path.rstrip("?"))
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in NEVER]
    if who is None or path is None or not fields:
        return ""
    text = json.dumps({"who": who, "path": path, "fields": fields}).encode()
    return base64.urlsafe_b64encode(seal(text, BOUND)).decode() if len(text) <= LONGEST else ""


def open_for(account_id: int | None, sealed: str | None) -> Carried | None:
    """What ``account_id`` had typed; None when it was somebody else, or nothing."""
    if not sealed:
        return None
    try:
        kept = json.loads(unseal(base64.urlsafe_b64decode(sealed), BOUND))
    except (CannotOpen, ValueError):
        return None
    if kept["who"] != account_id or safe_next(kept["path"]) is None:
        return None
    return Carried(kept["path"], tuple((name, value) for name, value in kept["fields"]))
