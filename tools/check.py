"""`make check`: what can be said about the code without running it. All checks run; all failures are shown."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools.common import PYTHON, ROOT, say

_BIN = PYTHON.parent

CHECKS: dict[str, list[str]] = {
    "types (mypy)": ["mypy"],
    "style (ruff)": ["ruff", "check", "."],
    "layout (ruff format)": ["ruff", "format", "--check", "."],
    "templates (djlint)": ["djlint", "--lint", "--quiet", "app/templates"],
    "floors (import-linter)": ["lint-imports"],
    "translations": ["python", "-m", "tools.check_translations"],
    "generated documents": ["python", "-m", "tools.generate_docs", "--check"],
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check ended: exit code, what it said, and how many seconds it took."""

    name: str
    code: int
    output: str
    seconds: float


def check(name: str) -> Outcome:
    """Run one check and keep what it says."""
    program, *arguments = CHECKS[name]
    start = time.monotonic()
    done = subprocess.run(
        [str(_BIN / program), *arguments],
        check=False,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"NO_COLOR": "1", "COLUMNS": "140"},
    )
    return Outcome(name, done.returncode, done.stdout.strip(), time.monotonic() - start)


def main() -> None:
    """Run all checks, two at a time per two cores, and end with a failure when one failed."""
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        outcomes = list(pool.map(check, CHECKS))
    failed = [outcome for outcome in outcomes if outcome.code != 0]
    for outcome in failed:
        say(f"---- {outcome.name}\n{outcome.output}\n")
    for outcome in outcomes:
        say(f"{'failed' if outcome.code else 'ok':>6}  {outcome.name}  ({outcome.seconds:.1f} s)")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
