"""gunicorn with two workers on loopback, ended with this program."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from app.db.processes import end_with_parent
from bench.client import BenchError
from tools.common import PYTHON, ROOT

WORKERS = 2
_START_SECONDS, _STOP_SECONDS = 40.0, 10.0


@contextmanager
def served(module: str, env: Mapping[str, str], *, settings: str = "gunicorn.conf.py") -> Iterator[int]:
    """The port on which an application answers. Raises BenchError when it does not come up."""
    port = _free_port()
    command = [*end_with_parent("TERM"), str(PYTHON), "-m", "gunicorn", "-c", settings, f"{module}:app"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **env, "BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": str(WORKERS), "PORT": str(port)},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _await(process, port)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=2) as line:
                line.settimeout(_START_SECONDS)
                line.sendall(b"GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                if line.recv(12):
                    return
        except OSError:
            time.sleep(0.05)
    raise BenchError("the web server does not answer")
