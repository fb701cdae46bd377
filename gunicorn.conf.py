"""How gunicorn serves Schakel; `make run` and a server use the same file."""

import os
import time
from pathlib import Path

wsgi_app = "wsgi:app"
bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"

# A page is a few milliseconds of Python and some waiting for the database: one process per core, a few threads in each.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 2)
threads = int(os.environ.get("THREADS") or 4)
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - the heartbeat must not wait for a disk

timeout = 60
graceful_timeout = 10
keepalive = 5

# Addresses name dossiers, so there is no access log here; the application logs who saw what.
accesslog = None
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL") or "warning"

# Behind a proxy of ours the application itself decides which forwarded header it believes (PROXIES).
forwarded_allow_ips = "127.0.0.1"


#: So long a worker waits for a database that is away when it begins. An error then would end the whole server, while the workers
#: that were there already go on as soon as the database is back.
WAIT_SECONDS = 30.0


def post_worker_init(_worker: object) -> None:
    """No request before the lock is known to be on: an error here stops the server."""
    from sqlalchemy.exc import OperationalError  # noqa: PLC0415 - the workers load the application, not the master

    from app.db.lockcheck import refuse_open_lock  # noqa: PLC0415
    from app.db.session import db  # noqa: PLC0415
    from wsgi import app  # noqa: PLC0415

    until = time.monotonic() + WAIT_SECONDS
    with app.app_context():
        while True:
            try:
                with db.engine.connect() as connection:
                    refuse_open_lock(connection)
            except OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)
            else:
                return
