"""The application as it is served in a run: the real one, with two routes more: so many bytes, and which process answers."""

import os
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


def worker() -> str:
    """The process that answers: connections stay with the one that took them."""
    return str(os.getpid())


app.add_url_rule("/bench/worker", "bench.worker", worker, policy=Policy("bench.worker", public=True))
app.add_url_rule("/bench/constant", "bench.constant", constant, policy=Policy("bench.constant", public=True))
