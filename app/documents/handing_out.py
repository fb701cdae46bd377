"""Handing out a file: proved whole first, then a piece at a time, as something to save and never as a page of ours."""

import unicodedata
from urllib.parse import quote

from flask import Response

from app.documents.media import MEDIA
from app.documents.storage import OpenFile

#: Whatever a browser makes of it, nothing in it runs and nothing of ours is within its reach.
_SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


def disposition(name: str) -> str:
    """The name twice (RFC 6266): for old browsers in plain signs, and as it is (RFC 8187)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(sign if sign.isalnum() or sign in " ._-()" else "-" for sign in plain)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def handed_out(file: OpenFile, *, name: str, media: str) -> Response:
    """The answer with the file; it lets go of it when the last piece has left, or when nobody wants the rest."""
    answer = Response(file.pieces(), mimetype=MEDIA[media].mime)
    answer.call_on_close(file.close)
    answer.content_length = file.size
    answer.headers["Content-Disposition"] = disposition(name)
    answer.headers["Content-Security-Policy"] = _SANDBOX
    answer.headers["X-Download-Options"] = "noopen"
    return answer
