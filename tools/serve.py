"""`make run`: database, migrations, demo town, web server; and everything ended again, in that order backwards."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from types import FrameType

from app.db.embedded import EmbeddedError, EmbeddedServer
from app.db.processes import end_with_parent
from config import Config, ConfigError
from tools.common import PYTHON, ROOT, give_up, say
from tools.ready import environment, make_ready

_START_SECONDS = 60.0
_STOP_SECONDS = 15.0
_SEAL_SECONDS = 60
_COUNT_SECONDS = 1


class Ended(BaseException):
    """Somebody asked us to stop: Ctrl-C, TERM, or the terminal closed."""


def main() -> None:
    """Serve until told to stop; the exit code is that of the web server, and 0 when we were asked to stop."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        config = Config.from_environment()
    except ConfigError as error:
        give_up(str(error))
    _check_port(config.port)
    server = EmbeddedServer(config.instance / "postgres") if config.database_url is None else None
    web: subprocess.Popen[bytes] | None = None
    helpers: list[subprocess.Popen[bytes]] = []
    try:
        env = environment(config, server)
        make_ready(config, server, env)
        web = _start_web(env)
        helpers = _start_helpers(env)
        _greet(config, web, env)
        raise SystemExit(_watch(web))
    except EmbeddedError as error:
        give_up(str(error))
    except Ended:
        say("Stopping ...")
    finally:
        _ignore_signals()
        _stop(web)
        for helper in helpers:
            _stop(helper)
        if server is not None:
            server.stop()


def _end(_number: int, _frame: FrameType | None) -> None:
    raise Ended


def _ignore_signals() -> None:
    """Once we are stopping, a second signal must not leave the database behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            other = port + 1 if port < 65535 else 8000
            give_up(f"Port {port} is in use by another program. Choose another one: PORT={other} make run")


def _start_web(env: dict[str, str]) -> "subprocess.Popen[bytes]":
    # The web processes get the application's role only. In a session of their own, Ctrl-C reaches us first.
    own = {name: value for name, value in env.items() if name != "DATABASE_OWNER_URL"}
    command = [*end_with_parent("TERM"), str(PYTHON), "-m", "gunicorn", "-c", "gunicorn.conf.py"]
    return subprocess.Popen(command, cwd=ROOT, env=own, stdin=subprocess.DEVNULL, start_new_session=True)


def _start_helpers(env: dict[str, str]) -> "list[subprocess.Popen[bytes]]":
    """Seals the log each minute and counts for insight every second, as timers do on a server; only as the owner of the tables."""
    if "DATABASE_OWNER_URL" not in env:
        return []
    every = {("audit", "seal"): _SEAL_SECONDS, ("insight", "keep"): _COUNT_SECONDS}
    return [_start_helper(env, *command, "--every", str(seconds)) for command, seconds in every.items()]


def _start_helper(env: dict[str, str], *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*end_with_parent("TERM"), str(PYTHON), "-m", "flask", "--app", "wsgi", *arguments],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _greet(config: Config, web: "subprocess.Popen[bytes]", env: dict[str, str]) -> None:
    """Say where the application is, once it answers there, and who can sign in."""
    accounts = _demo_accounts(env) if config.demo_mode else None
    address = f"http://127.0.0.1:{config.port}"
    deadline = time.monotonic() + _START_SECONDS
    while not _answers(address):
        if web.poll() is not None:
            give_up("The web server ended; it says above why.", web.returncode or 1)
        if time.monotonic() > deadline:
            give_up(f"The web server does not answer after {_START_SECONDS:.0f} seconds.")
        time.sleep(0.05)
    if accounts is not None:
        print(accounts.communicate()[0].rstrip())  # before the address, so that the address is the last line to see
    say(f"\nSchakel: {address}   (stop: Ctrl-C)")


def _demo_accounts(env: dict[str, str]) -> "subprocess.Popen[str]":
    command = [str(PYTHON), "-m", "flask", "--app", "wsgi", "demo-accounts"]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310 - our own http address
            return True
    except urllib.error.HTTPError:
        return True  # it speaks; what it says is for the readiness check
    except OSError:
        return False


def _watch(web: "subprocess.Popen[bytes]") -> int:
    """Wait for the web server to end; under make also for make to end, because make does not pass on every signal."""
    parent = os.getppid() if "MAKELEVEL" in os.environ else None
    while True:
        try:
            return web.wait(timeout=1)
        except subprocess.TimeoutExpired:
            if parent is not None and os.getppid() != parent:
                raise Ended from None


def _stop(child: "subprocess.Popen[bytes] | None") -> None:
    if child is None or child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


if __name__ == "__main__":
    main()
