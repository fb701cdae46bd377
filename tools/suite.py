"""`make test`: the whole suite, journeys in a real browser included. `make test ARGS="-k sharing"` for a part."""

import os
import sys

from tools import chromium
from tools.common import PYTHON, ROOT


def main() -> None:
    """Make sure of a browser and become pytest, so that its closing lines are the last."""
    os.environ["CHROMIUM"] = str(chromium.ensure())
    os.chdir(ROOT)
    command = [
        str(PYTHON),
        "-m",
        "pytest",
        "-n",
        os.environ.get("WORKERS") or "2",
        "--dist",
        "loadgroup",
        *sys.argv[1:],
    ]
    os.execv(PYTHON, command)  # noqa: S606 - becomes pytest


if __name__ == "__main__":
    main()
