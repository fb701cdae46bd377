"""A form that is sent twice saves once: the first answer is kept under the form's key and given again.

The key is bound to the account, the route and what was sent (``security.md`` promise 36). The row is written in the
transaction of the save itself, so that a second copy waits for the first and then finds its answer. A form that came back
without an answer (something was wrong, or a question was asked) may be sent again as it is.
"""

from hashlib import sha256

from flask import Response, redirect, request
from sqlalchemy import text
from werkzeug.datastructures import FileStorage

from app.access.actor import Actor
from app.db.session import db

FIELD = "submission_key"

_CLAIM = text(
    "insert into submission (key, account_id, endpoint, body_hash) values (:key, :account_id, :endpoint, :hash)"
    " on conflict (key) do update set created_at = excluded.created_at where submission.location is null returning key"
)
_ANSWER = text("select location from submission where key = :key and account_id = :account_id")
_KEEP = text("update submission set location = :location where key = :key")


def _fingerprint() -> str:
    parts = [f"{name}={value}" for name, value in sorted(request.form.items(multi=True)) if name != "csrf_token"]
    parts += [f"{name}:{file.filename}:{_content(file)}" for name, file in request.files.items(multi=True)]
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _content(file: FileStorage) -> str:
    """A hash of a file: another one of the same name is another submission. It is read again by whoever keeps it."""
    file.stream.seek(0)
    found = sha256(file.stream.read()).hexdigest()
    file.stream.seek(0)
    return found


def _key() -> str:
    return f"{request.form.get(FIELD, '')[:64]}:{request.endpoint}:{_fingerprint()[:32]}"


def answered_before(actor: Actor) -> Response | None:
    """Claims this submission; when it was answered already, that answer."""
    values = {"key": _key(), "account_id": actor.account_id, "endpoint": request.endpoint, "hash": _fingerprint()}
    if db.session.connection().execute(_CLAIM, values).one_or_none():
        return None
    location = db.session.connection().execute(_ANSWER, values).scalar_one_or_none()
    db.session.rollback()
    return redirect(location or request.full_path, code=303)  # type: ignore[return-value]


def keep_answer(location: str) -> None:
    """Keeps where this submission led, for a copy that comes later."""
    db.session.connection().execute(_KEEP, {"key": _key(), "location": location})
