"""The application as it is served in a run: the real one, with one route more that answers a number of bytes and does nothing."""

from functools import cache

from flask import Response, request

from app import create_app
from app.web.guard import Policy

app = create_app()


@cache
def _bytes(size: int) -> bytes:
    return b"x" * size


def constant() -> Response:
    """So many bytes of HTML, through everything that stands around a page."""
    return Response(_bytes(min(int(request.args.get("bytes", "0")), 5_000_000)), mimetype="text/html")


app.add_url_rule("/bench/constant", "bench.constant", constant, policy=Policy("bench.constant", public=True))
