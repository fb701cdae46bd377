"""`make test-server`: the part of the suite that is about the database, against a real PostgreSQL server."""

import signal
import sys
from types import FrameType

from tools.common import PYTHON, ROOT, run
from tools.throwaway import ThrowawayServer

PARTS = ("tests/integration", "tests/access", "tests/migrations")


def main() -> None:
    """Start a server, hand its address to pytest, and remove it whatever happens."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    parts = [part for part in PARTS if (ROOT / part).is_dir()]
    with ThrowawayServer() as server:
        command = [PYTHON, "-m", "pytest", "-n", "2", *parts, *sys.argv[1:]]
        code = run(command, env={"TEST_SERVER_URL": server.url})
    raise SystemExit(code)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    main()
